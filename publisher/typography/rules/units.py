"""A number and its unit stay together: `5~км`, `2,5~млн~грн`, `10~хв`.

uk | 5 км, 5км, 2,5 млн грн, 15 тис. грн | 5~км, 5~км, 2,5~млн~грн, 15~тис.~грн
uk | площа 40 кв. м, 12 куб.м | площа 40~кв.~м, 12~куб.~м
uk | о 10 год 30 хв, 240 с. | о~10~год 30~хв, 240~с.
uk | п. 3 ч. 2 ст. 26 | п.~3 ч.~2 ст.~26
ru | 5 тыс. чел., 3 ч 20 мин | 5~тыс.~чел., 3~ч 20~мин
en | 5 km, UAH 5 million, 9 a.m. | 5~km, UAH~5~million, 9~a.m.
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import GLUED_UNITS, UNITS, words

SIGNS = "0123456789"

# `5 м. Харків` is a house and a town; `3 ч. 2` counts nothing either. But `240 с. ISBN` does.
_NO_NAME = r"(?!\.~?(?:\d|[А-ЯЁЄІЇҐ]))"
_AMBIGUOUS = "м г р т л х ч в В о"


def _units(language: Language) -> str:
    every = UNITS[language].split()
    clear = " ".join(unit for unit in every if unit not in _AMBIGUOUS.split())
    doubtful = " ".join(unit for unit in every if unit in _AMBIGUOUS.split())
    alternatives = rf"(?:{words(clear)})(?![\w’])"
    if doubtful:
        alternatives += rf"|(?:{words(doubtful)})(?![\w’]){_NO_NAME}"
    return alternatives


_LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")
_SPACED: dict[Language, re.Pattern[str]] = {
    language: pattern(rf"(?<=\d)(~)(?={_units(language)})") for language in _LANGUAGES
}
_GLUED: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"(?<=\d)()(?=(?:{words(GLUED_UNITS[language])})(?![\w’]))")
    for language in _LANGUAGES
}
_MULTITUDES: dict[Language, re.Pattern[str]] = {
    "uk": pattern(
        r"(?<=\d~)(?:тис\.?|млн\.?|млрд\.?|трлн\.?)(~)"
        r"(?=(?:грн|дол|євро|осіб|гривень|доларів|тонн|т|га|км²?|м²|м³|кВт|прим|екз|чол|шт)(?!\w))"
    ),
    "ru": pattern(
        r"(?<=\d~)(?:тыс\.?|млн\.?|млрд\.?|трлн\.?)(~)"
        r"(?=(?:грн|долл|евро|человек|гривен|долларов|тонн|т|га|км²?|м²|м³|кВт|экз|чел|шт|руб)(?!\w))"
    ),
    "en": pattern(r"(?<![\w])(?:UAH|USD|EUR|GBP)(~)(?=\d)"),
}
_SQUARE = pattern(r"(?<=\d)(?:~(?:тис|млн)\.?)?(~)(?:кв|куб|пог)\.(~)(?=[дсмк]?м(?!\w))")
_SQUARE_GLUED = pattern(r"(?<=\d~)(?:кв|куб|пог)\.()(?=[дсмк]?м(?!\w))")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind units to their numbers, and part those typed in one."""
    paragraph.bind(_SQUARE)
    for language in _LANGUAGES:
        only = frozenset({language})
        paragraph.bind(_GLUED[language], only)
        paragraph.bind(_SPACED[language], only)
        paragraph.bind(_MULTITUDES[language], only)
    paragraph.bind(_SQUARE_GLUED)
