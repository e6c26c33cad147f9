"""Registration colour belongs around the page, never on it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import ERROR, GWG, Examined, Found, Rule, found

RULES = (Rule("print-all-inside", f"{GWG} R0024, D0003", ERROR),)


def look(examined: Examined) -> Iterator[Found]:
    """Separation /All inside the bleed."""
    for sheet in examined.sheets:
        for box in sheet.everywhere:
            if box.meets(sheet.bleed_box):
                yield found("print-all-inside", sheet, box)
