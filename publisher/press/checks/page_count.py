"""Pages come in the numbers the binding needs."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import HOUSE, Examined, Found, Rule, found

RULES = (Rule("print-page-count", HOUSE),)
_MULTIPLES = {"saddle": 4, "perfect": 2}


def look(examined: Examined) -> Iterator[Found]:
    """Saddle stitching needs pages in fours, perfect binding in twos."""
    multiple = _MULTIPLES.get(examined.binding or "", 1)
    count = len(examined.sheets)
    if count % multiple:
        yield found(
            "print-page-count", count=count, multiple=multiple, missing=multiple - count % multiple
        )
