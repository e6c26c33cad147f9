"""Numbers as people type them in tables, read exactly and written in the edition's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from publisher.model.language import Language

NO_VALUE = frozenset({"", "—", "–", "-", "…", "..."})
GROUPED_FROM = 10_000
"""Four digits stand undivided in a column where no number has five: years, small sums."""

_NUMBER = re.compile(
    r"([-−+]?)(\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:([.,])(\d+))?", re.ASCII
)


def parse_number(text: str) -> Decimal | None:
    """`1 234,5`, `1234.5`, `−3`; None where the text is no number."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    sign = "-" if match[1] in ("-", "−") else ""
    whole = re.sub(r"\D", "", match[2])
    return Decimal(f"{sign}{whole}.{match[4]}" if match[4] else sign + whole)


def is_code(text: str) -> bool:
    """Whether a number is really a code: a leading zero, or more digits than anyone counts to."""
    return bool(re.fullmatch(r"0\d+|\d{8,}", text))


def write_number(number: Decimal, language: Language, *, grouped: bool) -> str:
    """A number with the decimal sign of the language and, if asked, thousands set apart."""
    sign, digits = ("−", f"{-number:f}") if number < 0 else ("", f"{number:f}")
    whole, _, fraction = digits.partition(".")
    if grouped and len(whole) > 3:
        groups: list[str] = []
        while whole:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        whole = "\u00a0".join(groups)
    point = "." if language == "en" else ","
    return sign + whole + (point + fraction if fraction else "")


def are_grouped(numbers: Iterable[Decimal]) -> bool:
    """Whether thousands are set apart in a column of these numbers."""
    return any(abs(number) >= GROUPED_FROM for number in numbers)
