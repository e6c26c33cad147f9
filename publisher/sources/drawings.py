"""Drawings: SVG that every printer draws alike, and nothing else.

WeasyPrint ignores filters, scripts, foreign objects and style sheets inside a drawing without
a word, and a drawing may try to load files. So a drawing is held to a list of elements and
attributes that are drawn for certain; everything else is refused by name and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.diagnostics import Place, Report
from publisher.model.issue import Picture
from publisher.nodes import nearest
from publisher.units import Length
from publisher.workspace import SourceFile

MOST_ELEMENTS = 20_000
DEEPEST = 32

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
_GEOMETRY = {
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d",
    "points", "width", "height", "viewBox", "preserveAspectRatio", "transform", "offset",
    "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "rotate",
}  # fmt: skip
_PAINT = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
    "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset",
    "stroke-miterlimit", "opacity", "clip-path", "clip-rule", "stop-color", "stop-opacity",
}  # fmt: skip
_TEXT = {
    "font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing",
    "dominant-baseline",
}  # fmt: skip
_PLAIN = {"id", "version", "role", "aria-label", "{http://www.w3.org/XML/1998/namespace}lang",
          "{http://www.w3.org/XML/1998/namespace}space", "lang"}  # fmt: skip
_ATTRIBUTES = _GEOMETRY | _PAINT | _TEXT | _PLAIN
_INNER_URL = re.compile(r"^url\(#([\w.-]+)\)$")
_PATH = re.compile(r"^\s*(?:[Mm][MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*)?$")
_NUMERIC = {"points", "viewBox", "stroke-dashoffset", "opacity", "fill-opacity", "stroke-opacity"}
_NUMBERS = re.compile(r"^[0-9eE+\-.,\s]*$")
_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*$")


def check_drawing(
    source: SourceFile,
    name: str,
    place: Place | None,
    report: Report,
    families: frozenset[str] = frozenset(),
) -> Picture | None:
    """Check an SVG file; None when it was reported. Its size comes in CSS pixels.

    Words in it must name a family of `families`, unless that is empty.
    """
    root = _parsed(source, place, report)
    if root is None:
        return None
    if _mistakes(root, source, report) or _lost_words(root, source, families, report):
        return None
    size = _size(root)
    if size is None:
        report.error("drawing-without-size", Place(source.path, _line(root)), path=source.path)
        return None
    return Picture(name, "image/svg+xml", source.content, *size, place)


def _parsed(source: SourceFile, place: Place | None, report: Report) -> etree._Element | None:
    if b"<!ENTITY" in source.content or b"<!DOCTYPE" in source.content[:4096]:
        report.error("drawing-doctype", source.place, path=source.path)
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        report.error(
            "drawing-unreadable", Place(source.path, line), path=source.path, reason=error.msg
        )
        return None
    if root.tag != f"{_SVG}svg":
        report.error("drawing-unreadable", place, path=source.path, reason="no <svg> element")
        return None
    return root


def _mistakes(root: etree._Element, source: SourceFile, report: Report) -> bool:
    found = False
    count = 0
    ids = {str(element.get("id")) for element, _ in _walk(root) if element.get("id")}
    for element, depth in _walk(root):
        count += 1
        where = Place(source.path, _line(element))
        if count > MOST_ELEMENTS or depth > DEEPEST:
            report.error("drawing-too-complex", where, path=source.path, limit=MOST_ELEMENTS)
            return True
        tag = str(element.tag)
        if tag.removeprefix(_SVG) not in _ELEMENTS:
            report.error("drawing-element", where, element=etree.QName(element).localname)
            found = True
            continue
        for attribute, value in element.attrib.items():
            if not _attribute_is_drawn(str(attribute), str(value)):
                short = etree.QName(attribute).localname
                report.error("drawing-attribute", where, attribute=short, value=str(value)[:40])
                found = True
            elif (inner := _INNER_URL.match(str(value).strip())) and inner[1] not in ids:
                report.error("drawing-reference", where, id=inner[1])
                found = True
    return found


def _lost_words(
    root: etree._Element, source: SourceFile, families: frozenset[str], report: Report
) -> bool:
    """Words without a face of the press would be set in whatever the machine has."""
    found = False
    for element in root.iter(f"{_SVG}text", f"{_SVG}tspan"):
        if not families or not (element.text or "").strip():
            continue
        named = next(
            (
                e.get("font-family")
                for e in (element, *element.iterancestors())
                if e.get("font-family")
            ),
            None,
        )
        first = (named or "").split(",")[0].strip().strip("'\"")
        if first not in families:
            report.error(
                "drawing-font",
                Place(source.path, _line(element)),
                family=first or "—",
                suggestion=nearest(first, families),
                known=", ".join(sorted(families)),
            )
            found = True
    return found


def _attribute_is_drawn(attribute: str, value: str) -> bool:
    if attribute not in _ATTRIBUTES:
        return False
    if attribute in _NUMERIC and not _NUMBERS.match(value):
        return False
    if attribute == "d" and not _PATH.match(value):
        return False
    return "url(" not in value or bool(_INNER_URL.match(value.strip()))


def _walk(element: etree._Element, depth: int = 0) -> Iterator[tuple[etree._Element, int]]:
    waiting = [(element, depth)]
    while waiting:
        current, level = waiting.pop()
        yield current, level
        waiting.extend((child, level + 1) for child in current.iterchildren("*", reversed=True))


def _size(root: etree._Element) -> tuple[float, float] | None:
    """Width and height in CSS pixels: from the attributes, else from the viewBox."""
    sides = [_side(root.get(name)) for name in ("width", "height")]
    if sides[0] and sides[1]:
        return sides[0], sides[1]
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4 and all(_NUMBER.match(side) for side in box[2:]):
        width, height = float(box[2]), float(box[3])
        if width > 0 and height > 0:
            return width, height
    return None


def _side(text: str | None) -> float | None:
    if text is None:
        return None
    if _NUMBER.match(text):
        return float(text) or None
    try:
        return Length.parse(text).pixels or None
    except ValueError:
        return None


def _line(element: etree._Element) -> int | None:
    line: object = element.sourceline
    return line if isinstance(line, int) else None
