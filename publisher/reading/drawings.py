"""The lettering of a drawing."""

from __future__ import annotations

import functools

from lxml import etree

from publisher.reading.words import form, typed_words

_SVG = "{http://www.w3.org/2000/svg}"
_UNSEEN = frozenset(
    _SVG + name for name in ("defs", "title", "desc", "metadata", "style", "script")
)


@functools.lru_cache(maxsize=64)
def drawing_words(content: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of an SVG's texts as written, and in the form of comparison; none of a broken one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return (), ()
    typed = tuple(typed_words(" ".join(_texts(root))))
    return typed, tuple(form(word) for word in typed)


def _texts(element: etree._Element) -> list[str]:
    if element.tag in _UNSEEN or _hidden(element):
        return []
    if element.tag == _SVG + "text":
        return ["".join(str(text) for text in element.itertext())]
    return [text for child in element.iterchildren("*") for text in _texts(child)]


def _hidden(element: etree._Element) -> bool:
    return element.get("display") == "none" or element.get("visibility") == "hidden"
