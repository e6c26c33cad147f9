"""What each face is asked to print: the words of the rendered HTML by family, weight and slope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from publisher.diagnostics import Place
from publisher.html.vocabulary import find
from publisher.model.output import TextStyle, Tokens

Run = tuple[str, int, bool, str, Place | None]

_SEMIBOLD = 600


@dataclass(frozen=True, slots=True)
class _Wearing:
    style: TextStyle
    weight: int
    italic: bool
    place: Place | None


def runs(markup: str, tokens: Tokens, places: Mapping[str, Place]) -> Iterator[Run]:
    """Family, weight, whether italic, text, and where it was typed, for each text node."""
    root = etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False))
    body = root.find("body")
    if body is not None:
        text = tokens.styles["text"]
        yield from _runs(body, _Wearing(text, text.weight, text.italic, None), tokens, places)


def _runs(
    element: etree._Element, worn: _Wearing, tokens: Tokens, places: Mapping[str, Place]
) -> Iterator[Run]:
    worn = _dressed(element, worn, tokens, places)
    if element.text:
        yield _run(worn, element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _runs(child, worn, tokens, places)
        if child.tail:
            yield _run(worn, child.tail)


def _run(worn: _Wearing, text: str) -> Run:
    if worn.style.capitals:
        text = text.upper()
    return worn.style.family, worn.weight, worn.italic, text, worn.place


def _dressed(
    element: etree._Element, worn: _Wearing, tokens: Tokens, places: Mapping[str, Place]
) -> _Wearing:
    place = places.get(element.get("id") or "", worn.place)
    tag = str(element.tag)
    word = find(tag, tuple((element.get("class") or "").split()))
    if word and word.style:
        style = tokens.styles[word.style]
        return _Wearing(style, style.weight, style.italic, place)
    if tag == "em":
        return _Wearing(worn.style, worn.weight, True, place)
    if tag == "strong":
        return _Wearing(worn.style, max(worn.weight, _SEMIBOLD), worn.italic, place)
    return _Wearing(worn.style, worn.weight, worn.italic, place)
