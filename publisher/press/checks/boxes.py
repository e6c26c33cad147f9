"""The boxes that tell the press where the page ends."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import (
    GWG,
    HOUSE,
    ISO,
    WARNING,
    Examined,
    Found,
    Rule,
    found,
)
from publisher.press.sheet import Sheet
from publisher.units import Length

RULES = (
    Rule("print-trim-missing", f"{ISO}: TrimBox or ArtBox"),
    Rule("print-trim-twice", f"{ISO}: TrimBox or ArtBox, not both"),
    Rule("print-boxes-nesting", f"{ISO}: TrimBox in BleedBox in MediaBox"),
    Rule("print-bleed-small", HOUSE),
    Rule("print-crop-box", f"{GWG} R0003"),
    Rule("print-user-unit", f"{GWG} R0002"),
    Rule("print-media-origin", HOUSE, WARNING),
)
_NEAR = 0.03
"""0.01 mm in points."""


def look(examined: Examined) -> Iterator[Found]:
    """Every page's boxes by themselves."""
    bleed = examined.printer.bleed
    for sheet in examined.sheets:
        if sheet.trim is None and sheet.art is None:
            yield found("print-trim-missing", sheet)
        if sheet.trim is not None and sheet.art is not None:
            yield found("print-trim-twice", sheet)
        if not sheet.media.contains(sheet.bleed_box, _NEAR) or not sheet.bleed_box.contains(
            sheet.page, _NEAR
        ):
            yield found("print-boxes-nesting", sheet)
        elif sheet.trim is not None and not sheet.bleed_box.contains(
            sheet.trim.grown(bleed), _NEAR
        ):
            yield found(
                "print-bleed-small",
                sheet,
                found=f"{_smallest(sheet):.2f}",
                wanted=f"{bleed.millimetres:.2f}",
            )
        if sheet.crop is not None and not (
            sheet.crop.contains(sheet.media, _NEAR) and sheet.media.contains(sheet.crop, _NEAR)
        ):
            yield found("print-crop-box", sheet)
        if sheet.user_unit != 1.0:
            yield found("print-user-unit", sheet, unit=sheet.user_unit)
        if abs(sheet.media.left) > _NEAR or abs(sheet.media.bottom) > _NEAR:
            yield found("print-media-origin", sheet)


def _smallest(sheet: Sheet) -> float:
    outer, inner = sheet.bleed_box, sheet.page
    gaps = (
        inner.left - outer.left,
        inner.bottom - outer.bottom,
        outer.right - inner.right,
        outer.top - inner.top,
    )
    return Length(min(gaps)).millimetres
