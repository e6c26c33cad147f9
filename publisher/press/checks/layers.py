"""Layers: what is seen on screen may not be what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import HOUSE, ISO, Examined, Found, Rule, found

RULES = (Rule("print-layers", f"{ISO}; {HOUSE}"),)


def look(examined: Examined) -> Iterator[Found]:
    """Optional content in the catalogue or on a page."""
    if "/OCProperties" in examined.pdf.Root:
        yield found("print-layers")
        return
    for sheet in examined.sheets:
        if sheet.layers:
            yield found("print-layers", sheet)
