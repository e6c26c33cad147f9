"""Instructions for one machine that another would follow wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import ISO, Examined, Found, Rule, found

RULES = (Rule("print-device-settings", f"{ISO}: no TR, TR2, HTP"),)


def look(examined: Examined) -> Iterator[Found]:
    """Transfer curves, halftones, undercolour removal in graphics states."""
    for sheet in examined.sheets:
        for key, box in sheet.devices.items():
            yield found("print-device-settings", sheet, box, key=key)
