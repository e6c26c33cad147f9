"""Inks beyond the four."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import GWG, ISO, Examined, Found, Rule, found
from publisher.press.sheet import Sheet
from publisher.units import Box

RULES = (
    Rule("print-spots", f"{GWG} R0020"),
    Rule("print-spot-conflict", f"{ISO}: one ink, one look"),
)


def look(examined: Examined) -> Iterator[Found]:
    """More spot inks than the house allows; one name with two looks."""
    where: dict[str, tuple[Sheet, Box | None]] = {}
    for sheet in examined.sheets:
        for spot, box in sheet.spots.items():
            where.setdefault(spot, (sheet, box))
    allowed = examined.printer.spots.allowed
    if len(where) > allowed:
        for spot, (sheet, box) in where.items():
            yield found("print-spots", sheet, box, spot=spot, count=len(where), allowed=allowed)
    looks: dict[str, bytes] = {}
    told: set[str] = set()
    for thing in examined.objects:
        if not isinstance(thing, pikepdf.Array) or len(thing) < 4:
            continue
        if str(thing[0]) != "/Separation" or str(thing[1]) in ("/All", "/None"):
            continue
        spot, appearance = str(thing[1])[1:], _appearance(thing)
        if looks.setdefault(spot, appearance) != appearance and spot not in told:
            told.add(spot)
            first = where.get(spot)
            if first is not None:
                yield found("print-spot-conflict", *first, spot=spot)


def _appearance(space: pikepdf.Array) -> bytes:
    """Alternate and tint transform as bytes, to be compared."""
    transform = space[3]
    data = transform.read_raw_bytes() if isinstance(transform, pikepdf.Stream) else b""
    words = transform.items() if not isinstance(transform, pikepdf.Array) else ()
    said = sorted((str(key), repr(value)) for key, value in words if key != "/Length")
    return repr((str(space[2]), said)).encode() + data
