"""Text the knife may take."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import HOUSE, WARNING, Examined, Found, Rule, found

RULES = (Rule("print-text-edge", HOUSE, WARNING),)


def look(examined: Examined) -> Iterator[Found]:
    """Text on the page that leaves its safety margin."""
    safety = examined.printer.safety
    for sheet in examined.sheets:
        safe = sheet.safe(safety)
        for text in sheet.texts:
            if sheet.inside_trim(text.box) and not safe.contains(text.box, 0.1):
                yield found("print-text-edge", sheet, text.box, safety=f"{safety.millimetres:g}")
