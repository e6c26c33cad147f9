"""An en dash, without spaces, between the ends of a range.

Only what rises is a range: `ст. 26-1` is an article of the law, `5-17` a house and its flat.

    uk | у 2014-2020 рр. | у~2014–2020~рр.
    uk | Прийом: 09.00-18.00, 23:00 - 07:00 | Прийом: 09.00–18.00, 23:00–07:00
    uk | с. 18-20, XIX-XX ст., І-ІІІ ступенів | с.~18–20, XIX–XX~ст., І–ІІІ~ступенів
    uk | 10 - 15 осіб, 5-10 %, 1,5-2,5 га | 10–15~осіб, 5–10~%, 1,5–2,5~га
    uk | ст. 26-1, рахунок 3-1 | ст.~26-1, рахунок 3-1
    uk | 60-90-ті роки, 2023-24 рр. | 60–90-ті~роки, 2023–24~рр.
    uk | січень-березень, пн-пт, від А-Я | січень–березень, пн–пт, від А–Я
    uk | вул. Сумська, 5-17 | вул.~Сумська, 5-17
    ru | в 2014—2020 гг. | в~2014–2020~гг.
    en | in 2014-2020, pp. 18-20 | in 2014–2020, pp.~18–20
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import MONTHS, MONTHS_OF_DATES
from publisher.typography.paragraph import Paragraph

SIGNS = "-–—"

_NUMBER = r"\d+(?:[.,:]\d+)*"
_SPACE = "[ \u00a0\u202f\u2009]?"
_NUMBERS = re.compile(
    rf"(?<!\d[.,:/–-])(?<![\w/№-])(?P<low>{_NUMBER})(?P<percent>{_SPACE}[%°‰])?"
    rf"(?P<dash>{_SPACE}(?:--?|[–—]){_SPACE})(?P<high>{_NUMBER})(?![\w/])(?!-\d)"
)
_ROMANS = re.compile(
    rf"(?<![\w-])(?P<low>[IVXІХ]+)(?P<dash>{_SPACE}[-–—]{_SPACE})(?P<high>[IVXІХ]+)(?![\w-])"
)
_ALPHABET = re.compile(r"(?<!\w)(?:А|A)(?P<dash>[-—])(?:Я|Z)(?!\w)")
_WEEKDAYS = "пн вт ср чт пт сб нд вс"
_NAMES = "|".join(
    name
    for language in ("uk", "ru", "en")
    for name in (*MONTHS[language], *(MONTHS_OF_DATES[language] if language != "en" else ()))
)
_MONTHS = re.compile(rf"(?<![\w-])(?:{_NAMES})(?P<dash>-)(?:{_NAMES})(?![\w-])", re.IGNORECASE)
_DAYS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_WEEKDAYS.split())})\.?(?P<dash>-)(?:{'|'.join(_WEEKDAYS.split())})(?![\w-])",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_DATE = re.compile(r"[0-3]?\d\.[01]?\d(?:\.(?:\d{4}|\d\d))?")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d|21\d\d")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def _number_of(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        # 1.1.2 is a paragraph's number
        return float(re.split(r"[.,:]", text)[0])


def _rises(low: str, high: str) -> bool:
    if _TIME.fullmatch(low) and _TIME.fullmatch(high) and (":" in low) == (":" in high):
        return True
    if _DATE.fullmatch(high) and (low.isdigit() or _DATE.fullmatch(low)) and high.count(".") > 1:
        return True
    if _DATE.fullmatch(low) and low.count(".") == 2:
        return bool(_DATE.fullmatch(high))
    if low.count(".") > 1:
        return high.count(".") > 1
    if _YEAR.fullmatch(low) and len(high) == 2 and high.isdigit():
        return int(high) > int(low[2:])
    if low.startswith("0") and low.isdigit() and len(low) > 2:
        return False
    return _number_of(low) < _number_of(high)


def _alike(low: str, high: str) -> bool:
    """Whether two numbers with spaces round the dash can be nothing but a range."""
    if _YEAR.fullmatch(low) or _YEAR.fullmatch(high):
        return bool(_YEAR.fullmatch(low) and _YEAR.fullmatch(high))
    if _TIME.fullmatch(low) and _TIME.fullmatch(high):
        return True
    return len(low) <= len(high) <= len(low) + 1 and len(high) <= 5


def _roman(text: str) -> int:
    latin = text.replace("І", "I").replace("Х", "X")
    if not latin or not _ROMAN.fullmatch(latin):
        return 0
    values = [_ROMAN_DIGITS[sign] for sign in latin]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _set(paragraph: Paragraph, match: re.Match[str]) -> None:
    paragraph.edit(*match.span("dash"), "–")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set the dashes of ranges: numbers, times, dates, Roman numbers, months, days."""
    view = paragraph.view
    for match in _NUMBERS.finditer(view):
        low, dash, high = match["low"], match["dash"], match["high"]
        spaced = dash[0].isspace(), dash[-1].isspace()
        if not _rises(low, high) or re.match(r"[ \u00a0]?=", view[match.end() :]):
            continue
        if any(spaced) and not _alike(low, high):
            continue
        if spaced[0] != spaced[1] and not _YEAR.fullmatch(low):
            continue
        _set(paragraph, match)
    for match in _ROMANS.finditer(view):
        if 0 < _roman(match["low"]) < _roman(match["high"]):
            _set(paragraph, match)
    for names in (_ALPHABET, _MONTHS, _DAYS):
        for match in names.finditer(view):
            _set(paragraph, match)
    paragraph.settle()
