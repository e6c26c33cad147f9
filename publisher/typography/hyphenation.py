"""Where a word may break at the end of a line.

The patterns of TeX, our exceptions (words of the trade, names of places), and above them a
filter for breaks no word has. `pyphen_dictionaries` gives the same knowledge as files, for
printers that hyphenate by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from publisher.model.language import Language

_TAGS: dict[Language, tuple[str, ...]] = {
    "uk": ("uk", "uk_UA"),
    "ru": ("ru", "ru_RU"),
    "en": ("en", "en_GB"),
}
_VOWELS: dict[Language, frozenset[str]] = {
    "uk": frozenset("аеєиіїоуюя"),
    "ru": frozenset("аеёиоуыэюя"),
    "en": frozenset("aeiouy"),
}
_LEAST_LEFT, _LEAST_RIGHT = 2, 3
_APOSTROPHES = "'’ʼ"
_PART = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*")
_LEVELS = re.compile(r"(\d?)(?:\D|$)")
_SKIPPED = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "NOHYPHEN")


@cache
def _folder() -> Path:
    # The dictionaries are handed on as paths, so the package is never run from an archive.
    return Path(str(resources.files("publisher.typography"))) / "patterns"


def pyphen_dictionaries() -> Mapping[str, Path]:
    """Language tag → dictionary file in the format of pyphen and Hunspell's hyphenation library.

    UTF-8; patterns, impossible breaks and exceptions. For `pyphen.LANGUAGES.update(…)`. What the
    format can't say (acronyms, least letters on each side) is up to `unbroken` and to CSS.
    """
    return {
        tag: _folder() / f"hyph-{language}.dic" for language, tags in _TAGS.items() for tag in tags
    }


@cache
def _patterns(language: Language) -> tuple[dict[str, tuple[int, ...]], int]:
    """Letters → levels before each letter and at the end; and the longest letters."""
    patterns: dict[str, tuple[int, ...]] = {}
    text = (_folder() / f"hyph-{language}.dic").read_text("utf-8")
    for line in text.splitlines()[1:]:
        if not line or line.startswith(_SKIPPED):
            continue
        letters = re.sub(r"\d", "", line)
        levels = tuple(int(level or 0) for level in _LEVELS.findall(line))
        patterns[letters] = levels[: len(letters) + 1]
    return patterns, max(map(len, patterns))


def _by_patterns(word: str, language: Language) -> list[int]:
    """Liang's algorithm (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983)."""
    patterns, longest = _patterns(language)
    dotted = f".{word}."
    levels = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, min(start + longest, len(dotted)) + 1):
            found = patterns.get(dotted[start:end])
            if found:
                for place, level in enumerate(found, start):
                    levels[place] = max(levels[place], level)
    return [place - 1 for place, level in enumerate(levels) if level % 2]


def hyphenate(word: str, language: Language) -> tuple[int, ...]:
    """Places (characters from the start) where a hyphen may be put, in order.

    At least two letters stay, at least three are carried over. Acronyms, words with digits or
    with capitals inside, and words in another alphabet are not broken. The parts of a hyphened
    word are broken each for itself; the hyphen itself is not among the places.
    """
    places: list[int] = []
    if any(sign.isdigit() for sign in word):
        return ()
    for part in _PART.finditer(word):
        if not _capitals_inside(part[0]):
            places += (part.start() + place for place in _places(part[0].lower(), language))
    return tuple(places)


def listed(word: str, language: Language) -> bool:
    """Whether a word stands on the exceptions list by itself, not only by its prefix.

    A printer that hyphenates by its own knowledge (Word) needs our breaks in these alone.
    """
    return bool(_exceptions(language).match(word.lower().replace("'", "’").replace("ʼ", "’")))


@cache
def _exceptions(language: Language) -> re.Pattern[str]:
    words = []
    for line in (_folder() / f"exceptions-{language}.txt").read_text("utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry and not re.search(r"[CV\[]", entry):
            start = ".*" if entry.startswith("*") else ""
            end = ".*" if entry.endswith("*") else ""
            words.append(start + re.escape(re.sub(r"[*_-]", "", entry)) + end)
    return re.compile(rf"(?:{'|'.join(words)})\Z")


def _capitals_inside(part: str) -> bool:
    letters = [sign for sign in part if sign not in _APOSTROPHES]
    # О’Ніл and Д’Артаньян have one capital more.
    inner = letters[2:] if len(part) > 1 and part[1] in _APOSTROPHES else letters[1:]
    return any(letter.isupper() for letter in inner)


def _places(part: str, language: Language) -> list[int]:
    return [
        place
        for place in _by_patterns(part, language)
        if possible(part[:place], part[place:], language)
    ]


def possible(left: str, right: str, language: Language) -> bool:
    """Whether a word (in small letters) can break between its two parts at all."""
    if sum(map(str.isalpha, left)) < _LEAST_LEFT or sum(map(str.isalpha, right)) < _LEAST_RIGHT:
        return False
    vowels = _VOWELS[language]
    if vowels.isdisjoint(left) or vowels.isdisjoint(right):
        return False
    return left[-1] not in _APOSTROPHES and right[0] not in _APOSTROPHES + "ьъ"
