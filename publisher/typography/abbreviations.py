"""Abbreviations of capital letters, and where a text explains them.

Explained are `Асоціація органів місцевого самоврядування (далі — АОМС)`, `органи місцевого
самоврядування (ОМС)`, `ОМС (органи місцевого самоврядування)`
and `ОМС: органи місцевого самоврядування`. A meaning is taken from a text
only where its words begin with the letters of the abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.typography import sacred
from publisher.typography.letters import UPPER

_CAPITALS = rf"(?:[{UPPER}]{{2,8}}|[{UPPER}][а-яіїєґ]?[{UPPER}]{{2,7}})"
_SHORT = re.compile(rf"(?<![\w’ʼ'./-])({_CAPITALS})(?:-?[а-яіїєґ]{{1,3}}|s)?(?![\w’ʼ'/]|-\w)")
_ROMAN = re.compile(r"[IVXLCDMІХСМ]+")
_LATER = re.compile(
    r"\(\s*(?:далі|надалі|далее|hereinafter|hereafter)(?:\s+(?:referred\s+to\s+as|як|как))?"
    rf"\s*[—–:-]?\s*[«„“\"]?({_CAPITALS})[»“”\"]?\s*\)"
)
_BRACKETED = re.compile(rf"\(\s*[«„“\"]?({_CAPITALS})[»“”\"]?\s*\)")
_FOLLOWED = re.compile(rf"(?<![\w’ʼ'./-])({_CAPITALS})\s*\(([^()]{{5,160}})\)")
_DEFINED = re.compile(rf"(?<![\w’ʼ'./-])({_CAPITALS})s?\s*[:—–]\s*([^.;:()—–]{{5,160}})")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SMALL = frozenset(
    (
        *("і", "й", "та", "з", "із", "зі", "у", "в", "на", "до", "для", "при", "про", "по", "за"),
        *("від", "або", "чи", "и", "с", "со", "к", "во", "о", "об", "от"),
        *("of", "the", "and", "for", "in", "on", "to", "a"),
    )
)
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Shortening:
    """An abbreviation that stands in a text, without the ending it may have there."""

    short: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """An abbreviation that a text explains; `meaning` is None where its words don't fit it."""

    short: str
    meaning: str | None
    start: int


def shortenings(text: str) -> tuple[Shortening, ...]:
    """Abbreviations of a text, in order. Not those inside codes and addresses, no Roman
    numbers, and none in a line of capitals, where nobody can tell them from words."""
    if _line_of_capitals(text):
        return ()
    spared = sacred.spans(text)
    return tuple(
        Shortening(match[1], *match.span(1))
        for match in _SHORT.finditer(text)
        if not _ROMAN.fullmatch(match[1])
        and not any(start < match.end(1) and match.start(1) < end for start, end in spared)
    )


def _line_of_capitals(text: str) -> bool:
    """Whether a text of several words has hardly a small letter."""
    small = sum(sign.islower() for sign in text)
    return len(_WORD.findall(text)) > 1 and small * 5 < sum(sign.isupper() for sign in text)


def explanations(text: str) -> tuple[Explanation, ...]:
    """What a text explains, in order; the first explanation of an abbreviation comes first."""
    found: dict[tuple[str, int], Explanation] = {}
    for match in _LATER.finditer(text):
        meaning = _before(text[: match.start()], match[1])
        found[match[1], match.start(1)] = Explanation(match[1], meaning, match.start(1))
    for match in _BRACKETED.finditer(text):
        if meaning := _before(text[: match.start()], match[1]):
            found.setdefault(
                (match[1], match.start(1)), Explanation(match[1], meaning, match.start(1))
            )
    for match in (*_FOLLOWED.finditer(text), *_DEFINED.finditer(text)):
        words = list(_WORD.finditer(match[2]))
        if words and _spells(words, match[1]):
            meaning = " ".join(match[2].split())
            found.setdefault(
                (match[1], match.start(1)), Explanation(match[1], meaning, match.start(1))
            )
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _before(text: str, short: str) -> str | None:
    """The words at the end of a text that an abbreviation is made of."""
    sentence = re.split(r"[.!?;:()]\s", text)[-1]
    words = list(_WORD.finditer(sentence))[-_MOST_WORDS:]
    for count in range((len(short) + 1) // 2, len(words) + 1):
        chosen = words[-count:]
        if _spells(chosen, short):
            return " ".join(sentence[chosen[0].start() : chosen[-1].end()].split())
    return None


def _spells(words: Sequence[re.Match[str]], short: str) -> bool:
    """Whether the words begin with the letters of an abbreviation; small ones may be passed."""
    letters = short.casefold()
    place = 0
    for word in words:
        parts = word[0].casefold().split("-")
        if place < len(letters) and parts[0][:1] == letters[place]:
            place += 1
            for part in parts[1:]:
                if place < len(letters) and part[:1] == letters[place]:
                    place += 1
        elif word[0].casefold() not in _SMALL:
            return False
    return place == len(letters) and words[0][0].casefold()[:1] == letters[0]
