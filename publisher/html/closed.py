"""Checks rendered HTML against the closed vocabulary.

What is not declared is refused by name, with the nearest element that has an id: a printer
that met it would have to guess, or drop it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publisher.diagnostics import Place, Report
from publisher.html.vocabulary import Word, find
from publisher.model.output import BookSection

_EVERYWHERE = {"id", "class", "lang"}
_HOLDS_INLINES = {"inlines", "empty"}


def check(
    markup: str, places: Mapping[str, Place], template: str, report: Report
) -> tuple[BookSection, ...]:
    """Report everything outside the vocabulary, ids used twice and links to nowhere; give
    back the top sections of the book in reading order."""
    try:
        root = etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        report.error("html-not-well-formed", Place(file=template), reason=str(error))
        return ()
    body = root.find("body")
    if body is None:
        report.error("html-not-well-formed", Place(file=template), reason="no body")
        return ()
    ids: dict[str, str] = {}
    for element in body.iter():
        if isinstance(element.tag, str):
            _check_element(element, places, template, report)
            id = element.get("id")
            if id:
                if id in ids:
                    report.error("id-twice", places.get(id, Place(file=template)), id=id)
                ids[id] = element.tag
    for link in body.iter("a"):
        href = link.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            report.error("link-nowhere", _nearest(link, places, template), id=href[1:])
    return tuple(_sections(body, places))


def _check_element(
    element: etree._Element, places: Mapping[str, Place], template: str, report: Report
) -> None:
    classes = tuple((element.get("class") or "").split())
    word = find(str(element.tag), classes)
    shown = ".".join((str(element.tag), *classes))
    if word is None:
        report.error("element-unknown", _nearest(element, places, template), element=shown)
        return
    allowed = _EVERYWHERE | set(word.attributes)
    for name in element.attrib:
        if name not in allowed:
            report.error(
                "attribute-unknown",
                _nearest(element, places, template),
                element=shown,
                attribute=str(name),
            )
    _check_content(element, word, shown, places, template, report)


def _check_content(
    element: etree._Element,
    word: Word,
    shown: str,
    places: Mapping[str, Place],
    template: str,
    report: Report,
) -> None:
    """Loose text belongs inside paragraphs: elsewhere no printer would know its style."""
    own = [element.text, *(child.tail for child in element)]
    loose = " ".join(text.strip() for text in own if text and text.strip())
    if loose and word.content not in _HOLDS_INLINES and word.style is None:
        report.error(
            "text-loose", _nearest(element, places, template), element=shown, text=loose[:60]
        )
    if word.content == "empty" and (loose or len(element)):
        report.error("element-not-empty", _nearest(element, places, template), element=shown)


def _nearest(element: etree._Element, places: Mapping[str, Place], template: str) -> Place:
    """Where the element, or what it stands in, was typed; else the template."""
    for candidate in (element, *element.iterancestors()):
        if place := places.get(candidate.get("id") or ""):
            return place
    return Place(file=template)


def _sections(body: etree._Element, places: Mapping[str, Place]) -> Iterator[BookSection]:
    for element in body:
        id = element.get("id") or ""
        heading = element.find(".//h1")
        title = "".join(map(str, heading.itertext())) if heading is not None else ""
        role = element.get("role") or str(element.tag)
        yield BookSection(id, role, title.strip(), places.get(id))
