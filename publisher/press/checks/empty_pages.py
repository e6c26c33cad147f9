"""A page on which nothing is printed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found
from publisher.press.sheet import Tint

RULES = (Rule("print-page-empty", f"{GWG} R0005", WARNING),)


def look(examined: Examined) -> Iterator[Found]:
    """Pages without text, drawings or pictures inside the trim."""
    for sheet in examined.sheets:
        things = (
            *(text.box for text in sheet.texts if not text.tint.paper),
            *(drawn.box for drawn in sheet.drawn if _inks(drawn.fill) or _inks(drawn.stroke)),
            *(placed.box for placed in sheet.placed),
            *(shaded.box for shaded in sheet.shaded),
        )
        if not any(sheet.inside_trim(box) for box in things):
            yield found("print-page-empty", sheet)


def _inks(tint: Tint | None) -> bool:
    return tint is not None and not tint.paper
