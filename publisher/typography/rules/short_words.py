"""A preposition or conjunction of one letter never ends a line.

uk | Рада в області і в районі | Рада в~області і~в~районі
uk | У громаді. З питань | У~громаді. З~питань
uk | РАДИ В ОБЛАСТІ | РАДИ В~ОБЛАСТІ
uk | група А і Б | група А і~Б
ru | о работе с советом и к людям | о~работе с~советом и~к~людям
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import LINE_END, NO_BREAK, WORD_BEFORE, pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import SHORT_WORDS

SIGNS = " \n"

_LANGUAGES: tuple[Language, ...] = ("uk", "ru")
_WORDS: dict[Language, re.Pattern[str]] = {
    language: pattern(rf"{WORD_BEFORE}[{SHORT_WORDS[language]}](~)(?=[^\s{LINE_END}—–-])")
    for language in _LANGUAGES
}
_CAPITALS: dict[Language, re.Pattern[str]] = {
    language: pattern(rf"{WORD_BEFORE}[{SHORT_WORDS[language].upper()}](~)(?=[^\s{LINE_END}—–-])")
    for language in _LANGUAGES
}
_CAPITALS_BEFORE = re.compile(r"[А-ЯЁЄІЇҐ’ʼ]{2,}[ \u00a0]$")
_IN_CAPITALS = re.compile(r"[«„“\"(]*[A-ZА-ЯЁЄІЇҐ][A-ZА-ЯЁЄІЇҐ’ʼ'-]+(?![a-zа-яёєіїґ])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind short words to what follows; a capital one only where it is a word, not a label."""
    for language in _LANGUAGES:
        only = frozenset({language})
        paragraph.bind(_WORDS[language], only)
        for match in paragraph.matches(_CAPITALS[language], only):
            if _begins(paragraph.view, match.start()) or _in_capitals(paragraph.view, match):
                paragraph.edit(*match.span(1), NO_BREAK)
        paragraph.settle()


def _in_capitals(view: str, match: re.Match[str]) -> bool:
    """Whether the words around are in capitals, so that a capital letter says nothing."""
    return bool(
        _IN_CAPITALS.match(view, match.end())
        or _CAPITALS_BEFORE.search(view[max(0, match.start() - 40) : match.start()])
    )


def _begins(view: str, place: int) -> bool:
    """Whether a sentence, a title or a quotation begins here."""
    before = view[:place].rstrip(" \u00a0\u202f")
    return not before or before[-1] in f'.!?…:;—–(«„“‘"[•|{LINE_END}\n'
