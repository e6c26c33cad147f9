"""Make the hyphenation dictionaries of publisher/typography/patterns.

    .venv/bin/python tools/make_hyphenation.py          write hyph-*.dic
    .venv/bin/python tools/make_hyphenation.py --check  fail if they are not what would be written

A dictionary holds the patterns of TeX as they are, the breaks no word may have (levels 8, above
all of TeX's), and our exceptions (levels 8 and 9): so it serves pyphen and WeasyPrint without
any code of ours.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "publisher" / "typography" / "patterns"
LANGUAGES = {"uk": "hyph-uk", "ru": "hyph-ru", "en": "hyph-en-gb"}
APOSTROPHES = "'’ʼ"
VOWELS = {"uk": "аеєиіїоуюя", "ru": "аеёиоуыэюя"}
CONSONANTS = {"uk": "бвгґджзклмнпрстфхцчшщ", "ru": "бвгджзклмнпрстфхцчшщ"}
MINIMA = {"uk": (2, 3), "ru": (2, 3), "en": (2, 3)}


def tex_patterns(text: str) -> tuple[list[str], list[str]]:
    """Patterns and exceptions of a TeX file."""
    text = re.sub(r"%.*", "", text)
    found = []
    for name in ("patterns", "hyphenation"):
        match = re.search(rf"\\{name}\s*{{([^}}]*)}}", text)
        found.append(match[1].split() if match else [])
    return found[0], found[1]


def impossible(language: str) -> list[str]:
    """Breaks no word of the language has, as patterns."""
    if language not in VOWELS:
        return []
    vowels, consonants = VOWELS[language], CONSONANTS[language]
    patterns = ["8ь", "8ъ"]
    for sign in APOSTROPHES:
        patterns.append(f"8{sign}8")
    # One syllable: ра-йон and not рай-он, сьо-мий, бі-льйон.
    patterns += ["ь8о", "й8о"] if language == "uk" else []
    # й ends a syllable, it begins none before a consonant.
    patterns += [f"8й{consonant}" for consonant in consonants + "ь"]
    patterns += ["8й."]
    # A single letter is no part of a word to leave behind or to carry over.
    letters = vowels + consonants + "йь"
    patterns += [f".{letter}8" for letter in letters] + [f"8{letter}." for letter in letters]
    # Nor are consonants without a vowel, nor what an apostrophe makes of two letters.
    patterns += [f".{one}{two}8" for one, two in _pairs(consonants)]
    patterns += [f"8{one}{two}." for one, two in _pairs(consonants)]
    patterns += [f"8{one}{two}ь." for one, two in _pairs(consonants)]
    patterns += [f"8{one}ь{two}." for one, two in _pairs(consonants)]
    patterns += [f"8{one}ь." for one in consonants]
    patterns += [
        f"8{consonant}{sign}{vowel}."
        for consonant in consonants
        for sign in APOSTROPHES
        for vowel in "єїюя"
        if language == "uk"
    ]
    return patterns


def _pairs(letters: str) -> Iterable[tuple[str, ...]]:
    return itertools.product(letters, repeat=2)


def exception_patterns(line: str, language: str) -> list[str]:
    """Patterns of one exception: `рад-госп*`, a star for any beginning or ending.

    A hyphen is a break, right before and after it there is none; `_` says there is none. `C`
    stands for any consonant, `V` for any vowel, `[…]` for any of these letters. Elsewhere the
    patterns of TeX decide.
    """
    choice = re.search(r"\[(\w+)\]|C|V", line)
    if choice:
        letters = choice[1] or (CONSONANTS if choice[0] == "C" else VOWELS)[language]
        return [
            pattern
            for letter in letters
            for pattern in exception_patterns(
                line[: choice.start()] + letter + line[choice.end() :], language
            )
        ]
    letters = re.sub(r"[*_-]", "", line)
    levels = [0] * (len(letters) + 1)
    place = 0
    for sign in line.strip("*"):
        if sign == "-":
            levels[place] = 9
        elif sign == "_":
            levels[place] = 8
        else:
            place += 1
    for place in [place for place, level in enumerate(levels) if level == 9]:
        for beside in (place - 1, place + 1):
            if 0 < beside < len(levels) and not levels[beside]:
                levels[beside] = 8
    start = "" if line.startswith("*") else "."
    end = "" if line.endswith("*") else "."
    pattern = start + woven(letters, levels) + end
    if any(sign in pattern for sign in APOSTROPHES):
        return [re.sub(f"[{APOSTROPHES}]", sign, pattern) for sign in APOSTROPHES]
    return [pattern]


def with_every_apostrophe(pattern: str) -> list[str]:
    """A pattern of TeX for each apostrophe that is in use."""
    if "'" not in pattern:
        return [pattern]
    return [pattern.replace("'", sign) for sign in APOSTROPHES]


def dictionary(language: str) -> str:
    """The text of a dictionary in the format of Hunspell's hyphenation library, UTF-8."""
    name = LANGUAGES[language]
    patterns, tex_exceptions = tex_patterns((FOLDER / f"{name}.tex").read_text("utf-8"))
    ours = [
        line.partition("#")[0].strip()
        for line in (FOLDER / f"exceptions-{language}.txt").read_text("utf-8").splitlines()
    ]
    left, right = MINIMA[language]
    lines = [
        "UTF-8",
        f"LEFTHYPHENMIN {left}",
        f"RIGHTHYPHENMIN {right}",
        f"% Made by tools/make_hyphenation.py from {name}.tex (its licence and authors: ORIGIN.md)",
        f"% and exceptions-{language}.txt. A changed form of {name}.tex: write to us, not to them.",
    ]
    if language != "en":
        # TeX has its own apostrophe and hyphen patterns; the levels above forbid the same.
        patterns = [p for p in patterns if not re.fullmatch(r"[-'8]*\w?[-'8]+\w?8?", p) or "'" in p]
    every = [one for pattern in patterns for one in with_every_apostrophe(pattern)]
    every += impossible(language)
    for exception in [*tex_exceptions, *filter(None, ours)]:
        every += exception_patterns(exception, language)
    return "\n".join([*lines, *merged(every)]) + "\n"


def merged(patterns: Iterable[str]) -> list[str]:
    """Patterns of the same letters as one: readers keep only the last of them."""
    levels_of: dict[str, list[int]] = {}
    for pattern in patterns:
        letters = re.sub(r"\d", "", pattern)
        found = [int(level or 0) for level in re.findall(r"(\d?)(?:\D|$)", pattern)]
        found = [*found, 0][: len(letters) + 1]
        known = levels_of.setdefault(letters, found)
        known[:] = map(max, known, found)
    return [woven(letters, levels) for letters, levels in levels_of.items()]


def woven(letters: str, levels: list[int]) -> str:
    """Letters with the level before each, and the last level: `8ь`."""
    pairs = zip(levels, [*letters, ""], strict=True)
    return "".join(f"{level or ''}{letter}" for level, letter in pairs)


def main() -> int:
    """Write the dictionaries, or tell whether they are up to date."""
    stale = 0
    for language in LANGUAGES:
        path = FOLDER / f"hyph-{language}.dic"
        text = dictionary(language)
        if "--check" in sys.argv[1:]:
            if not path.is_file() or path.read_text("utf-8") != text:
                stale += 1
                print(f"{path.name} is not what its patterns and exceptions make", file=sys.stderr)
        else:
            path.write_text(text, "utf-8")
            print(path.name, text.count("\n"), "lines")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
