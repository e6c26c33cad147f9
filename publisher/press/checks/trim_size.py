"""All pages of a job are cut alike and stand upright."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found
from publisher.units import Box, Length

RULES = (
    Rule("print-trim-sizes", f"{GWG} R0004", WARNING),
    Rule("print-rotated", f"{GWG} R0004", WARNING),
)
_NEAR = 0.03


def look(examined: Examined) -> Iterator[Found]:
    """Pages that differ from the first."""
    if not examined.sheets:
        return
    first = examined.sheets[0].page
    for sheet in examined.sheets:
        page = sheet.page
        if abs(page.width - first.width) > _NEAR or abs(page.height - first.height) > _NEAR:
            yield found("print-trim-sizes", sheet, found=_size(page), first=_size(first))
        if sheet.rotated % 360:
            yield found("print-rotated", sheet, angle=sheet.rotated)


def _size(box: Box) -> str:
    return f"{Length(box.width).millimetres:.1f} × {Length(box.height).millimetres:.1f}"
