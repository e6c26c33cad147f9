"""Groups of three digits, where something is counted.

A number alone may be a code, a postcode or a year: it is grouped only before what it counts.
Groups that are there get the right space.

    uk | 36 348 осіб | 36^348~осіб
    uk | населення 2598961 особа, 15000 грн | населення 2^598^961~особа, 15^000~грн
    uk | код ЄДРПОУ 24283333, 61022, м. Харків | код ЄДРПОУ~24283333, 61022, м.~Харків
    uk | 1157 осіб, 1 157 осіб | 1157~осіб, 1^157~осіб
    uk | 1234567,5 грн | 1^234^567,5~грн
    ru | население 2598961 человек | население 2^598^961~человек
    en | 2,598,961 people, 2598961 people | 2,598,961 people, 2598961 people
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import COUNTED, UNITS, words

SIGNS = "0123456789"

_SP = "[ \n\u00a0\u202f\u2009]"
_GROUPS = re.compile(
    r"(?<![\w.,/:№–-])(?<!\d[ \n\u00a0\u202f\u2009])"
    r"(?<!ст\.[ \u00a0])(?<![пчст]\.[ \u00a0])(?<!№[ \u00a0])"
    r"[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d/]|[-–]\d|[ \u00a0\u202f]\d)"
)
_SPACE = re.compile(r"[ \u00a0\u202f\u2009]")


def _together(language: Language, digits: str) -> re.Pattern[str]:
    what = words(f"{COUNTED[language]} {UNITS[language]}")
    adjective = r"[а-яёіїєґ’]{2,}(?:их|іх|ых)"
    return re.compile(
        rf"(?<![\w.,/:№–-])(?<!№[ \u00a0])[1-9]\d{{{digits}}}"
        rf"(?=(?:,\d+)?{_SP}?(?:{adjective}{_SP})?(?:{what})(?![\w-])|(?:,\d+)?{_SP}?[₴€$](?!\d))"
    )


_LANGUAGES: tuple[Language, ...] = ("uk", "ru")
_MANY = {language: _together(language, "4,11") for language in _LANGUAGES}
_FOUR = {language: _together(language, "3,11") for language in _LANGUAGES}


def apply(paragraph: Paragraph, choices: Choices) -> None:
    """Group the digits of counted numbers; give typed groups their space."""
    for match in paragraph.matches(_GROUPS):
        space = choices.group_space if paragraph.language_at(match.start()) != "en" else "\u00a0"
        for gap in _SPACE.finditer(match[0]):
            paragraph.edit(match.start() + gap.start(), match.start() + gap.end(), space)
    paragraph.settle()
    patterns = _FOUR if choices.group_four_digits else _MANY
    for language, pattern in patterns.items():
        for match in paragraph.matches(pattern, frozenset({language})):
            for place in range(match.end() - 3, match.start(), -3):
                paragraph.edit(place, place, choices.group_space)
    paragraph.settle()
