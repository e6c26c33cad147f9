"""A file whose structure had to be guessed."""

from __future__ import annotations

import re
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
        yield found("print-damaged", reason=without_place(warnings[0]), count=len(warnings))


def without_place(error: object) -> str:
    """What the reader complained of, without where it had the file in memory."""
    said = re.sub(r"^stream <[^>]*>:?,? ?", "", str(error))
    return said[:200].strip("() ") or type(error).__name__
