"""Pages that can be drawn in more than one way, because something in them is broken."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import PDF, Examined, Found, Rule, found

RULES = (
    Rule("print-content-fault", PDF),
    Rule("print-resource-missing", PDF),
)


def look(examined: Examined) -> Iterator[Found]:
    """Unknown operators, streams cut short, names that lead nowhere."""
    for sheet in examined.sheets:
        for seen in sheet.faults:
            yield found("print-content-fault", sheet, seen.box, what=seen.what)
        for name, box in sheet.missing.items():
            yield found("print-resource-missing", sheet, box, name=name)
