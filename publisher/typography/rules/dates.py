"""Dates, years and centuries.

uk | 16 квітня 2009 року, 2024р., 1990-х рр. | 16~квітня 2009~року, 2024~р., 1990-х~рр.
uk | XIX ст., III квартал, VII скликання | XIX~ст., III~квартал, VII~скликання
uk | 20.01.2026 р., 2025/2026 н.р. | 20.01.2026~р., 2025/2026~н.~р.
ru | 16 апреля 2009 года, 2009г. | 16~апреля 2009~года, 2009~г.
en | 16 April 2009, April 16, 2009 | 16~April 2009, April~16, 2009
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import (
    CYRILLIC,
    ENGLISH,
    MONTHS,
    MONTHS_OF_DATES,
    NUMBER_MASK,
    RUSSIAN,
    pattern,
)
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import YEARS, words

SIGNS = "0123456789IVXІХ"

_LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")
_DAY: dict[Language, re.Pattern[str]] = {
    language: pattern(
        r"(?<!\d)[0-3]?\d(?:-?(?:го|е|ого|th|st|nd|rd))?(~)"
        rf"(?=(?:{'|'.join(MONTHS_OF_DATES[language])})(?!\w))"
    )
    for language in _LANGUAGES
}
_ENGLISH_DAY = pattern(rf"(?<!\w)(?:{'|'.join(MONTHS['en'])})(~)(?=[0-3]?\d,)")
_YEAR: dict[Language, re.Pattern[str]] = {
    language: pattern(
        r"(?<![\d.,])(?<!\d[ \u202f\u00a0])(?:\d\d[–/])?\d{2,4}(?:-[а-яіїєґ]{1,3})?(~)"
        rf"(?=(?:{words(YEARS[language])})(?!\w))"
    )
    for language in ("uk", "ru")
}
_GLUED_YEAR: dict[Language, re.Pattern[str]] = {
    "uk": re.compile(r"(?<=\d{4})()(?=рр?\.)"),
    "ru": re.compile(r"(?<=\d{4})()(?=гг?\.)"),
}
_NUMERIC = pattern(r"(?<!\d)[0-3]?\d\.[01]\d\.\d{4}(~)(?=(?:рр?|року|рік|году|года|г)(?!\w))")
_SCHOOL_YEAR = pattern(rf"[\d{NUMBER_MASK}](~)(?=н\.~?р\.)")
_CENTURY = pattern(r"(?<![\w-])[IVXІХ]+(?:–[IVXІХ]+)?(~)(?=вв?\.)")
_ROMAN = pattern(r"(?<![\w-])[IVXІХ]+(~)(?=[а-яёєіїґ]{2})")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind the day to its month, the year to its word, a Roman number to what it numbers."""
    for language, day in _DAY.items():
        paragraph.bind(day, frozenset({language}))
    paragraph.bind(_ENGLISH_DAY, ENGLISH)
    for language, glued in _GLUED_YEAR.items():
        paragraph.bind(glued, frozenset({language}))
    for language, year in _YEAR.items():
        paragraph.bind(year, frozenset({language}))
    paragraph.bind(_NUMERIC, CYRILLIC)
    paragraph.bind(_SCHOOL_YEAR, CYRILLIC)
    paragraph.bind(_CENTURY, RUSSIAN)
    for match in paragraph.matches(_ROMAN, CYRILLIC):
        # A single І is a conjunction at the start of a sentence.
        if match[0][0] != "І" or len(match[0]) > 2 or _numbers(paragraph.view, match.end()):
            paragraph.edit(*match.span(1), "\u00a0")
    paragraph.settle()


_NUMBERED = ("скликан", "квартал", "півріч", "сесі", "ступ", "категорі", "ст.")


def _numbers(view: str, place: int) -> bool:
    return view.startswith(_NUMBERED, place)
