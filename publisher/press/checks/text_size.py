"""Text too small to print, by how many plates must meet in it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, HOUSE, WARNING, Examined, Found, Rule, found, points

RULES = (
    Rule("print-text-small", HOUSE, WARNING),
    Rule("print-text-small-inks", f"{GWG} R0016, R0017", WARNING),
)
_NEAR = 0.02


def look(examined: Examined) -> Iterator[Found]:
    """Small text in one ink; small text in white or several inks."""
    limits = examined.printer.text
    for sheet in examined.sheets:
        for text in sheet.texts:
            if text.size < limits.smallest.points - _NEAR:
                yield found(
                    "print-text-small",
                    sheet,
                    text.box,
                    size=points(text.size),
                    limit=points(limits.smallest.points),
                )
            elif text.size < limits.smallest_inks.points - _NEAR and (
                text.tint.paper or text.tint.plates > 1
            ):
                yield found(
                    "print-text-small-inks",
                    sheet,
                    text.box,
                    size=points(text.size),
                    limit=points(limits.smallest_inks.points),
                    inks=text.tint.plates or "white",
                )
