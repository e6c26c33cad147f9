"""Titles broken into lines of like length.

A title is never hyphenated and never ends in a lonely word: its measure is narrowed until the
next step would cost a line. Widths are the faces' own advances, before any layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from publisher.faces import Face, Faces
from publisher.model.output import HtmlBook, TextStyle
from publisher.units import Length

_BALANCED = {
    "article-title", "section-title", "contents-title", "index-title", "group-title",
    "cover-title", "edition-title", "pull-quote-text",
}  # fmt: skip
_STYLES = {"index-title": "section-title", "pull-quote-text": "pull-quote"}
_SPACES = re.compile(r"[ \n]+")
_STEPS = 40
_KERNING = 1.02  # advances leave kerning out; a little room keeps the last word on its line


def balance(book: HtmlBook, faces: Faces) -> dict[str, str]:
    """CSS that narrows each title of more than one line, by its id; its measure is the token
    `measure.<class>`, else `measure.title`, in percent of the text area or as a length."""
    root = etree.fromstring(book.markup.encode(), etree.XMLParser(resolve_entities=False))
    rules: dict[str, str] = {}
    for element in root.iter("h1", "p"):
        name = (element.get("class") or "").split(" ")[0]
        if name in _BALANCED and element.get("id"):
            style = book.tokens.styles[_STYLES.get(name, name)]
            face = faces.face(style.family, style.weight, style.italic)
            text = "".join(map(str, element.itertext()))
            if face is not None:
                measure = _measure(book, name)
                width = narrowed(text, style, face, measure)
                if width < measure:
                    id = element.get("id") or ""
                    rules[id] = f"#{_escaped(id)} {{ max-width: {width:.2f}pt }}"
    return rules


def narrowed(text: str, style: TextStyle, face: Face, measure: float) -> float:
    """The least width, in points, at which a text takes no more lines than at the measure."""
    words = [_width(word, style, face) for word in _SPACES.split(text.strip())]
    space = _width(" ", style, face)
    lines = _count(words, space, measure)
    if lines < 2:
        return measure
    low, high = max(words), measure
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _count(words, space, middle) <= lines else (middle, high)
    return min(high * _KERNING, measure)


def _count(words: list[float], space: float, measure: float) -> int:
    lines, filled = 1, 0.0
    for word in words:
        if filled and filled + space + word > measure:
            lines, filled = lines + 1, word
        else:
            filled += (space if filled else 0) + word
    return lines


def _width(text: str, style: TextStyle, face: Face) -> float:
    shown = text.upper() if style.capitals else text
    return (face.measure(shown) + len(shown) * style.tracking / 1000) * style.size


def _measure(book: HtmlBook, name: str) -> float:
    values: Mapping[str, str] = book.tokens.values
    text = values.get(f"measure.{name}") or values.get("measure.title", "100%")
    page = book.tokens.page
    area = page.width.points - page.inner.points - page.outer.points
    if text.endswith("%"):
        return area * float(text[:-1]) / 100
    return Length.parse(text).points


def _escaped(id: str) -> str:
    """An id as a CSS selector writes it."""
    return "".join(_escaped_characters(id))


def _escaped_characters(id: str) -> Iterator[str]:
    for position, char in enumerate(id):
        if char.isalpha() or char in "-_" or (char.isdigit() and position):
            yield char
        else:
            yield f"\\{ord(char):x} "
