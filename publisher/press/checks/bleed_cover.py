"""What runs to the edge of the page must run on into the bleed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import HOUSE, Examined, Found, Rule, found
from publisher.units import Length

RULES = (Rule("print-bleed-short", HOUSE),)
_NEAR = 0.3
"""About 0.1 mm in points."""


def look(examined: Examined) -> Iterator[Found]:
    """Grounds and pictures that touch the trim but stop short of the bleed ordered."""
    for sheet in examined.sheets:
        if sheet.trim is None:
            continue
        trim, wanted = sheet.trim, sheet.trim.grown(examined.printer.bleed)
        solids = [
            drawn.box
            for drawn in sheet.drawn
            if drawn.fill and not drawn.fill.paper and drawn.rectangular
        ]
        solids += [placed.box for placed in sheet.placed if placed.upright]
        solids += [shaded.box for shaded in sheet.shaded]
        for box in solids:
            if min(box.width, box.height) < 1 or not box.meets(trim):
                continue
            short = max(
                _short(trim.left - box.left, trim.left - wanted.left),
                _short(trim.bottom - box.bottom, trim.bottom - wanted.bottom),
                _short(box.right - trim.right, wanted.right - trim.right),
                _short(box.top - trim.top, wanted.top - trim.top),
            )
            if short > 0:
                yield found(
                    "print-bleed-short",
                    sheet,
                    box,
                    missing=f"{Length(short).millimetres:.1f}",
                    wanted=f"{examined.printer.bleed.millimetres:g}",
                )


def _short(beyond: float, wanted: float) -> float:
    """How much bleed is missing on a side that reaches the trim; 0 where none is needed."""
    if beyond < -_NEAR:
        return 0.0
    return wanted - beyond if beyond < wanted - _NEAR else 0.0
