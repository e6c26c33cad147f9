"""Paper takes only so much ink before it tears, smears and sets off."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, HOUSE, WARNING, Examined, Found, Rule

RULES = (
    Rule("print-total-ink", f"{GWG} R0026"),
    Rule("print-ink-unsure", HOUSE, WARNING),
)


def look(examined: Examined) -> Iterator[Found]:
    """The mean of all inks in the worst square of every page, and where it could not be told."""
    limit = examined.printer.ink.total
    for plates in examined.plates:
        for reason in plates.unsure:
            yield Found("print-ink-unsure", plates.page, values=(("reason", reason),))
        if plates.worst > limit + 1:
            yield Found(
                "print-total-ink",
                plates.page,
                plates.worst_at,
                (
                    ("total", f"{plates.worst:.0f}"),
                    ("limit", f"{limit:g}"),
                    ("window", f"{examined.printer.ink.window.millimetres:.0f}"),
                ),
            )
