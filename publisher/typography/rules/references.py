"""Abbreviations before their number: `п.~3 ч.~2 ст.~26`, `табл.~2`, `с.~18–20`.

uk | п. 3 ч. 2 ст. 26 Закону | п.~3 ч.~2 ст.~26 Закону
uk | ст.26, пп.1-3, Рис. 4 | ст.~26, пп.~1–3, Рис.~4
uk | див. табл. 2 і рис. 4 | див.~табл.~2 і~рис.~4
uk | код ЄДРПОУ 24283333 | код ЄДРПОУ~24283333
ru | см. п. 3 ст. 26 | см.~п.~3 ст.~26
en | see p. 5, pp. 18-20, Art. 26, No. 3 | see p.~5, pp.~18–20, Art.~26, No.~3
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import CYRILLIC, NUMBER_MASK, pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import BEFORE_NUMBER, CODE_WORDS, capitalised, words

SIGNS = ".0123456789"

_LANGUAGES: tuple[Language, ...] = ("uk", "ru", "en")
_BEFORE: dict[Language, re.Pattern[str]] = {
    language: pattern(
        rf"(?<![\w’ʼ-])(?:{capitalised(BEFORE_NUMBER[language])})\."
        rf"(~{'' if language == 'en' else '?'})(?=(?:[\d{NUMBER_MASK}]|[IVXLІХ]+(?![\w-])))"
    )
    for language in _LANGUAGES
}
# A capital alone may be an initial: `С. І. Чернов` is no page 1.
_CAPITAL = pattern(rf"(?<![\w’ʼ-])[ПЧСТКД]\.(~?)(?=[\d{NUMBER_MASK}])")
_SEE: dict[Language, re.Pattern[str]] = {
    "uk": pattern(r"(?<![\w-])(?:[Дд]ив|[Пп]ор)\.(~?)(?=[^\s.,;])"),
    "ru": pattern(r"(?<![\w-])(?:[Сс]м|[Сс]р)\.(~?)(?=[^\s.,;])"),
}
_CODE = pattern(rf"(?<!\w)(?:{words(CODE_WORDS)})(~)(?=[\d{NUMBER_MASK}])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind references to their numbers, and codes to their names."""
    for language in _LANGUAGES:
        paragraph.bind(_BEFORE[language], frozenset({language}))
    paragraph.bind(_CAPITAL, CYRILLIC)
    for language, see in _SEE.items():
        paragraph.bind(see, frozenset({language}))
    paragraph.bind(_CODE)
