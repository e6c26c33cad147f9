"""WordprocessingML by short sentences: elements, runs, text that keeps its special characters.

Everything here is plain XML; what it means for an edition is said elsewhere. Elements are made in
the order the schema wants, because Word refuses a file whose properties stand in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
XML: Final = "http://www.w3.org/XML/1998/namespace"

NAMESPACES: Final[dict[str, str]] = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}
_OF_TEXT: Final[dict[str, str]] = {"w": W, "r": R}

TWIPS_PER_POINT: Final = 20
EMU_PER_POINT: Final = 12700

# Characters Word keeps as elements of their own: it breaks, or shows, them wrongly as text.
_SPECIAL = re.compile("([\u00ad\u2011\t\n])")
_SPECIAL_ELEMENTS = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen", "\t": "tab", "\n": "br"}

# What XML 1.0 cannot hold at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def name(prefixed: str) -> str:
    """`w:p` in Clark notation."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def w(tag: str, *children: Element | None, **attributes: str | float | None) -> Element:
    """An element of the `w:` namespace; attributes too, except `r_…` (the `r:` namespace).

    Children and attributes that are None are left out, so that a sentence can hold an `if`.
    """
    element = etree.Element(f"{{{W}}}{tag}", nsmap=_OF_TEXT)
    for key, value in attributes.items():
        if value is None:
            continue
        attribute = f"{{{R}}}{key[2:]}" if key.startswith("r_") else f"{{{W}}}{key}"
        element.set(attribute, clean(str(value)))
    element.extend(child for child in children if child is not None)
    return element


def clean(text: str) -> str:
    """Text without the control characters XML refuses."""
    return _ILLEGAL.sub("", text)


def story(tag: str, *children: Element) -> Element:
    """The root of a part with text; it names every namespace, so that nothing in it has to."""
    root = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    root.extend(children)
    return root


def twips(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * TWIPS_PER_POINT)


def emu(points: float) -> int:
    """Points in English metric units."""
    return round(points * EMU_PER_POINT)


def run_properties(style: str | None = None, language: str | None = None) -> Element | None:
    """What a run may say of itself: its character style, and its language where it differs."""
    if not style and not language:
        return None
    return w(
        "rPr",
        w("rStyle", val=style) if style else None,
        w("lang", val=language) if language else None,
    )


def run(*content: Element, style: str | None = None, language: str | None = None) -> Element:
    """A run around ready content."""
    return w("r", run_properties(style, language), *content)


def text_run(text: str, style: str | None = None, language: str | None = None) -> Element:
    """A run of text; soft and no-break hyphens, tabs and line ends become their own elements."""
    return run(*text_content(text), style=style, language=language)


def text_content(text: str) -> Iterable[Element]:
    """The pieces a text is made of inside a run."""
    for piece in _SPECIAL.split(clean(text)):
        if not piece:
            continue
        special = _SPECIAL_ELEMENTS.get(piece)
        if special:
            yield w(special)
            continue
        element = w("t")
        element.text = piece
        if piece != piece.strip(" \t\r\n"):
            element.set(f"{{{XML}}}space", "preserve")
        yield element


def paragraph(style: str, *content: Element, numbering: tuple[int, int] | None = None) -> Element:
    """A paragraph in a named style; `numbering` is the list and the level in it."""
    number = None
    if numbering:
        number = w("numPr", w("ilvl", val=numbering[1]), w("numId", val=numbering[0]))
    return w("p", w("pPr", w("pStyle", val=style), number), *content)


def style_of(block: Element) -> str | None:
    """The style a paragraph wears; None for what is no paragraph."""
    if block.tag != name("w:p") or not len(block) or not len(block[0]):
        return None
    return block[0][0].get(name("w:val"))


def serialise(root: Element) -> bytes:
    """A part as bytes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(NAMESPACES))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
