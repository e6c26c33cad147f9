"""Text as outlines, where the house wants no fonts."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import HOUSE, Examined, Found, Rule, found

RULES = (Rule("print-text-not-curves", HOUSE),)


def look(examined: Examined) -> Iterator[Found]:
    """Live text, though the house asks for curves; the first of each page."""
    if not examined.printer.text.curves:
        return
    for sheet in examined.sheets:
        if sheet.texts:
            yield found("print-text-not-curves", sheet, sheet.texts[0].box, count=len(sheet.texts))
