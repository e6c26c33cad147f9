"""A number stays with what it counts.

uk | об’єдналися 409 рад і 17 міських громад | об’єдналися 409~рад і~17~міських громад
uk | у 2020 було 56 громад, 12 законопроєктів | у~2020 було 56~громад, 12~законопроєктів
ru | объединились 409 советов | объединились 409~советов
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import COUNTED, words

SIGNS = "0123456789"

# Adjectives and nouns in the genitive plural, which a number above four asks for.
_ENDINGS: dict[Language, str] = {
    "uk": r"[а-яєіїґ’ʼ-]{2,}(?:их|іх|ів|їв)",
    "ru": r"[а-яё-]{2,}(?:ых|их|ов|ев)",
}
_NOUNS: dict[Language, re.Pattern[str]] = {
    language: pattern(
        rf"(?<=\d)(~)(?=(?:{words(COUNTED[language])}|{_ENDINGS[language]})(?![\w’ʼ-]))"
    )
    for language in ("uk", "ru")
}


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind numbers to counted nouns and their adjectives."""
    for language, nouns in _NOUNS.items():
        paragraph.bind(nouns, frozenset({language}))
