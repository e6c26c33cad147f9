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
    # Nor are consonants without a vowel.
    for count in (2, 3):
        patterns += (
            f".{''.join(cluster)}8" for cluster in _clusters(consonants, count)
        ) if count == 2 else ()
    patterns += (f"8{''.join(cluster)}." for cluster in _clusters(consonants, 2))
    patterns += (f"8{one}{two}ь." for one, two in _clusters(consonants, 2))
    patterns += (f"8{one}ь{two}." for one, two in _clusters(consonants, 2))
    patterns += (f"8{one}ь." for one in consonants)
    return patterns


def _clusters(consonants: str, count: int) -> itertools.product[tuple[str, ...]]:
    return itertools.product(consonants, repeat=count)


def exception_patterns(line: str) -> list[str]:
    """Patterns of one exception: `само-вря-ду-ван*`, a star for any beginning or ending.

    A hyphen is a break, everywhere else inside what is written there is none.
    """
    open_start, open_end = line.startswith("*"), line.endswith("*")
    body = line.strip("*")
    pieces: list[str] = [] if open_start else ["."]
    letters = re.findall(r"-?[^-]|-$", body)
    for place, letter in enumerate(letters):
        if letter == "-":
            pieces.append("9")
            continue
        first = place == 0
        level = "9" if letter.startswith("-") else ("" if first else "8")
        pieces.append(level + letter[-1])
    if not open_end:
        pieces.append(".")
    pattern = "".join(pieces)
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
        every += exception_patterns(exception)
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
    return [
        "".join(f"{level or ''}{letter}" for level, letter in zip(levels, [*letters, ""], strict=True))
        for letters, levels in levels_of.items()
    ]


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
