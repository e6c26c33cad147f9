"""Programs, references and alternates in place of plain pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found

RULES = (
    Rule("print-postscript", f"{ISO}: no PostScript XObjects"),
    Rule("print-reference", f"{ISO}: no reference XObjects, no OPI"),
    Rule("print-alternates", f"{ISO}: no alternates for printing"),
)


def look(examined: Examined) -> Iterator[Found]:
    """XObjects that are not what they draw."""
    for thing in examined.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if str(thing.get("/Subtype")) == "/PS" or str(thing.get("/Subtype2")) == "/PS":
            yield found("print-postscript")
        if "/OPI" in thing or ("/Ref" in thing and str(thing.get("/Subtype")) == "/Form"):
            yield found("print-reference")
        if "/Alternates" in thing:
            yield found("print-alternates")
