"""Advertisements as their senders make them: drawn by hand with pikepdf, good and odd.

A page has a red, green, blue and black corner (lower left, lower right, upper left, upper
right), so that a picture of it says how it lies; its words are curves of an embedded font.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name

from publisher.foreign import cut_page
from publisher.model.issue import ForeignPage, Insert, InsertSpan
from publisher.model.text import Line, Text
from publisher.units import Length

Change = Callable[[pikepdf.Pdf], None]
RED, GREEN, BLUE, BLACK = (255, 0, 0), (0, 128, 0), (0, 0, 255), (0, 0, 0)


def corners(wide: float, high: float, x: float = 0, y: float = 0) -> str:
    """Four coloured squares in the corners of a box, on a yellow ground."""
    side = min(wide, high) / 4
    squares = (
        ("1 0 0", x, y), ("0 .5 0", x + wide - side, y),
        ("0 0 1", x, y + high - side), ("0 0 0", x + wide - side, y + high - side),
    )  # fmt: skip
    ground = f"1 1 .6 rg {x} {y} {wide} {high} re f "
    return ground + " ".join(f"{rgb} rg {a} {b} {side} {side} re f" for rgb, a, b in squares)


def font(pdf: pikepdf.Pdf, *, embedded: bool = True) -> Any:
    """A font of square letters A and B; embedded, or only named."""
    described = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Squares"), Flags=32, ItalicAngle=0,
        FontBBox=Array([0, 0, 1000, 1000]), Ascent=1000, Descent=0, CapHeight=1000, StemV=80,
    )  # fmt: skip
    if embedded:
        described.FontFile2 = pdf.make_stream(_squares())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Squares"),
            FirstChar=65, LastChar=66, Widths=Array([1000, 1000]),
            Encoding=Name.WinAnsiEncoding, FontDescriptor=pdf.make_indirect(described),
        )
    )  # fmt: skip


def _squares() -> bytes:
    pen = TTGlyphPen(None)
    for x, y in ((100, 0), (100, 700), (800, 700), (800, 0)):
        (pen.moveTo if (x, y) == (100, 0) else pen.lineTo)((x, y))
    pen.closePath()
    square = pen.glyph()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "A", "B"])
    made.setupCharacterMap({65: "A", 66: "B"})
    made.setupGlyf(dict.fromkeys([".notdef", "A", "B"], square))
    made.setupHorizontalMetrics(dict.fromkeys([".notdef", "A", "B"], (1000, 100)))
    made.setupHorizontalHeader(ascent=1000, descent=0)
    made.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    # The same test, the same bytes.
    made.font["head"].created = made.font["head"].modified = 0
    made.font.recalcTimestamp = False
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def advert(
    content: str | bytes = "",
    width: float = 200,
    height: float = 120,
    change: Change | None = None,
    pages: int = 1,
    resources: Callable[[pikepdf.Pdf], dict[str, Any]] | None = None,
    **saving: Any,
) -> bytes:
    """A PDF of pages with four corners; `change` makes it odd before it is saved."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(width, height))
            page = pdf.pages[-1].obj
            drawn = corners(width, height).encode()
            more = content.encode() if isinstance(content, str) else content
            page.Contents = pdf.make_stream(drawn + b"\n" + more)
            page.Resources = Dictionary(
                {"/" + key: Dictionary(value) for key, value in resources(pdf).items()}
                if resources
                else {"/Font": Dictionary({"/F": font(pdf)})}
            )
        if change:
            change(pdf)
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=not saving.get("encryption"), **saving)
        return stream.getvalue()


def form(pdf: pikepdf.Pdf, content: str, **entries: Any) -> Any:
    """A form XObject."""
    made: Any = pdf.make_stream(content.encode())
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, 500, 500])
    made.Resources = Dictionary()
    for key, value in entries.items():
        made["/" + key] = value
    return made


def insert(
    content: bytes,
    span: InsertSpan = "measure",
    *,
    id: str = "reklama",
    alt: str = "Реклама насіння",
    caption: str = "",
) -> Insert:
    """An insert as the sources make it, of a file in `ads/`."""
    cut = cut_page(content, 1)
    page = ForeignPage(
        f"ads/{id}.pdf/1", cut.content, cut.width, cut.height, f"issues/sproba/ads/{id}.pdf", 1
    )
    words = (Text(caption, "uk"),) if caption else ()
    return Insert(id, page, Line(alt, "uk"), words, span=span)


def whole(
    bleed: float = 5, content: str = "", size: tuple[float, float] = (210, 297), **more: Any
) -> bytes:
    """A whole page with bleed, in mm, A4 if not said; its ground reaches the edge of the bleed."""
    margin = Length.mm(bleed).points
    wide, high = (Length.mm(side).points for side in size)
    own = more.pop("change", None)

    def trim(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.TrimBox = Array([margin, margin, margin + wide, margin + high])
        if own:
            own(pdf)

    return advert(content, wide + 2 * margin, high + 2 * margin, trim, **more)
