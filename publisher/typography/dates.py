"""Dates in all the forms an edition prints."""

from __future__ import annotations

import datetime

from publisher.model.language import Language
from publisher.typography.choices import NO_BREAK
from publisher.typography.letters import MONTHS, MONTHS_OF_DATES

_YEAR_WORD: dict[Language, str] = {"uk": "року", "ru": "года", "en": ""}
_YEAR_SHORT: dict[Language, str] = {"uk": "р.", "ru": "г.", "en": ""}


def _year(year: int, language: Language, short: bool) -> str:
    word = (_YEAR_SHORT if short else _YEAR_WORD)[language]
    return f"{year}{NO_BREAK}{word}" if word else str(year)


def _day(date: datetime.date, language: Language) -> str:
    return f"{date.day}{NO_BREAK}{MONTHS_OF_DATES[language][date.month - 1]}"


def date_long(
    date: datetime.date, language: Language, *, short: bool = False, year: bool = True
) -> str:
    """`31 січня 2026 року`, short `31 січня 2026 р.`, without the year `31 січня`."""
    return (
        f"{_day(date, language)} {_year(date.year, language, short)}"
        if year
        else (_day(date, language))
    )


def date_numeric(date: datetime.date, language: Language) -> str:
    """`31.01.2026`; in English `31/01/2026`."""
    return (
        date.strftime("%d/%m/") + f"{date.year:04}"
        if language == "en"
        else (date.strftime("%d.%m.") + f"{date.year:04}")
    )


def month_year(date: datetime.date, language: Language) -> str:
    """`січень 2026`, `январь 2026`, `January 2026`."""
    return f"{MONTHS[language][date.month - 1]}{NO_BREAK}{date.year}"


def date_range(
    start: datetime.date,
    end: datetime.date,
    language: Language,
    *,
    short: bool = False,
    year: bool = True,
) -> str:
    """`5–7 грудня 2026 року`, `28 листопада — 2 грудня 2026 року`, and across years.

    Raises ValueError when the end lies before the start.
    """
    if end < start:
        raise ValueError(f"a range of dates can't end ({end}) before it starts ({start})")
    if start == end:
        return date_long(start, language, short=short, year=year)
    last = date_long(end, language, short=short, year=year)
    if year and start.year != end.year:
        return f"{date_long(start, language, short=short)}{_dash(language)}{last}"
    if start.month != end.month:
        return f"{_day(start, language)}{_dash(language)}{last}"
    return f"{start.day}–{last}"


def _dash(language: Language) -> str:
    return f"{NO_BREAK}– " if language == "en" else f"{NO_BREAK}— "
