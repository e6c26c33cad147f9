"""Transparency, where the flavour or the house allows none."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import ISO, PDF, Examined, Found, Rule, found

RULES = (
    Rule("print-transparency", f"{ISO}-4, -6: no transparency"),
    Rule("print-blend-mode", PDF),
)


def look(examined: Examined) -> Iterator[Found]:
    """Things painted transparently; blend modes that do not exist."""
    for sheet in examined.sheets:
        for blend, box in sheet.blends.items():
            yield found("print-blend-mode", sheet, box, blend=blend)
        if examined.printer.live_transparency:
            continue
        for seen in sheet.transparent:
            yield found("print-transparency", sheet, seen.box, what=seen.what)
        if not sheet.transparent:
            for (kind, light), box in sheet.groups.items():
                if not light:
                    yield found("print-transparency", sheet, box, what=f"group {kind[1:]}")
