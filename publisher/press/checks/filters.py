"""Ways of packing that the flavour does not know."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.foreign.streams import filters_of
from publisher.press.checks.check import ERROR, ISO, Examined, Found, Rule, found
from publisher.press.printers import Flavour

RULES = (
    Rule("print-filter", f"{ISO}: no LZW, no Crypt; X-1a, X-3: no JPX, no JBIG2"),
    Rule("print-external-data", f"{ISO}: no external streams"),
    Rule("print-sixteen-bits", f"{ISO}-1a, -3: PDF 1.3, 1.4", ERROR),
)


def look(examined: Examined) -> Iterator[Found]:
    """The filters of all streams, streams kept elsewhere, 16-bit pictures."""
    refused = {"/LZWDecode", "/Crypt"}
    if examined.flavour is not Flavour.X4:
        refused |= {"/JPXDecode", "/JBIG2Decode"}
    told: set[str] = set()
    for thing in examined.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if "/FFilter" in thing or ("/F" in thing and "/Length" in thing):
            yield found("print-external-data")
        for name in filters_of(thing):
            if name in refused and name not in told:
                told.add(name)
                yield found("print-filter", filter=name[1:], flavour=examined.flavour.value)
        if (
            thing.get("/BitsPerComponent") == 16
            and "/Width" in thing
            and (examined.flavour is not Flavour.X4)
        ):
            yield found("print-sixteen-bits", flavour=examined.flavour.value)
