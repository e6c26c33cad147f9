"""Pictures with enough pixels at the size they are placed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found

RULES = (
    Rule("print-ppi-low", f"{GWG} R0031"),
    Rule("print-ppi-poor", f"{GWG} R0031", WARNING),
    Rule("print-bitmap-low", f"{GWG} R0032"),
    Rule("print-bitmap-poor", f"{GWG} R0032", WARNING),
)
_TINY = 16


def look(examined: Examined) -> Iterator[Found]:
    """Each placement by itself, the lower of both axes; black and white pictures apart."""
    limits = examined.printer.pictures
    for sheet in examined.sheets:
        for placed in sheet.placed:
            if placed.width <= _TINY or placed.height <= _TINY:
                continue
            stops, warns = limits.stops, limits.warns
            low, poor = "print-ppi-low", "print-ppi-poor"
            if placed.bitmap:
                stops, warns = limits.bitmap_stops, limits.bitmap_warns
                low, poor = "print-bitmap-low", "print-bitmap-poor"
            ppi = round(placed.ppi, 1)
            if ppi <= stops:
                yield found(low, sheet, placed.box, ppi=round(ppi), limit=round(stops + 1))
            elif ppi <= warns:
                yield found(poor, sheet, placed.box, ppi=round(ppi), limit=round(warns + 1))
