"""A file whose structure had to be guessed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import PDF, Examined, Found, Rule, found

RULES = (
    Rule("print-damaged", PDF),
    Rule("print-unreadable", PDF),
    Rule("print-password", PDF),
    Rule("print-too-heavy", PDF),
    Rule("print-check-failed", PDF),
)


def look(examined: Examined) -> Iterator[Found]:
    """What the reader complained of; the other rules here are found before any check runs."""
    warnings = examined.pdf.get_warnings()
    if warnings:
        yield found("print-damaged", reason=str(warnings[0])[:200], count=len(warnings))
