"""Text in so much ink that it smears."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found

RULES = (Rule("print-text-rich", f"{GWG} R0015", WARNING),)


def look(examined: Examined) -> Iterator[Found]:
    """Dark text with more ink in sum than the house takes."""
    limit = examined.printer.ink.text_total
    for sheet in examined.sheets:
        for text in sheet.texts:
            if text.tint.share("Black") >= 85 and text.tint.total > limit:
                yield found(
                    "print-text-rich", sheet, text.box, total=round(text.tint.total), limit=limit
                )
