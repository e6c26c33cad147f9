"""Outside judges of hyphenation and order: Hunspell's word lists, ICU, the peers' own tables.

The word lists are looked for where Debian's `hunspell-uk` and `hunspell-ru` put them; ICU is
asked through PyICU, in our Python or in the system's. What is absent has not judged.
"""

from __future__ import annotations

import csv
import importlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pyphen
import pytest

from publisher.typography import collation_key, hyphenate, pyphen_dictionaries, transliterate
from tests.conftest import ROOT

pytestmark = pytest.mark.oracle

FOLDERS = (
    *filter(None, os.environ.get("PUBLISHER_HUNSPELL", "").split(os.pathsep)),
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
LISTS = {"uk": "uk_UA.dic", "ru": "ru_RU.dic"}
SAMPLE = 40_000

VOWELS = {"uk": "аеєиіїоуюя", "ru": "аеёиоуыэюя"}
# After these д and ж, д and з are letters of two parts of the word: під-живлення.
BEFORE_ZH = re.compile(r"(?:від|під|над|перед|серед|мед|рад|держ)$")


def absent(what: str) -> NoReturn:
    if os.environ.get("PUBLISHER_JUDGES") == "required":
        pytest.fail(f"the judge {what} is required and absent")
    pytest.skip(f"not judged: {what} is absent")


def word_list(language: str) -> list[str]:
    """The words of Hunspell's list, small letters only."""
    for folder in FOLDERS:
        path = Path(folder) / LISTS[language]
        if path.is_file():
            break
    else:
        absent(f"hunspell-{language}")
    lines = path.read_text("utf-8").splitlines()[1:]
    words = {re.split(r"[/\s]", line)[0] for line in lines}
    return sorted(word for word in words if re.fullmatch(r"[а-яёєіїґ'’-]{4,}", word))


def library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError:
        # Not even where judges are required: its table is small.
        pytest.skip(f"not judged: {name} is absent")


def mistake(word: str, place: int, language: str) -> str | None:
    """What is mechanically wrong with a break; written apart from the filter it judges."""
    left, right = word[:place].rpartition("-")[2], word[place:].partition("-")[0]
    vowels = VOWELS[language]
    if len(re.sub("['’ʼ]", "", left)) < 2 or len(re.sub("['’ʼ]", "", right)) < 2:
        return "a single letter"
    if not set(left) & set(vowels) or not set(right) & set(vowels):
        return "no vowel"
    # Some allow бур’-ян; we never break there, but hold it against nobody.
    if right[0] in "ьъ'’ʼ":
        return "a sign torn off"
    if right[0] == "й" and right[1] not in vowels:
        return "й begins a syllable"
    if language == "ru":
        return "ы begins a line" if right[0] == "ы" else None
    if right[0] == "о" and left[-1] in "ьй" and not left.endswith("най"):
        return "йо torn"
    if left[-1] == "д" and right[0] in "жз" and not BEFORE_ZH.search(left):
        return "дж torn"
    return None


def mistakes(
    words: Iterable[str], places_of: Callable[[str], Iterable[int]], language: str
) -> tuple[int, list[str]]:
    breaks, wrong = 0, []
    for word in words:
        for place in places_of(word):
            breaks += 1
            if mistake(word, place, language):
                wrong.append(f"{word[:place]}-{word[place:]}")
    return breaks, wrong


def sample(language: str) -> list[str]:
    words = word_list(language)
    return random.Random(1).sample(words, min(SAMPLE, len(words)))


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_at_most_one_break_in_ten_thousand_is_wrong(language):
    breaks, wrong = mistakes(sample(language), lambda word: hyphenate(word, language), language)

    assert breaks > 2 * SAMPLE
    assert len(wrong) * 10_000 <= breaks, wrong[:20]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_dictionary_alone_breaks_as_well(language):
    dictionary = pyphen.Pyphen(filename=pyphen_dictionaries()[language], left=2, right=3)
    words = [word for word in sample(language) if "-" not in word]

    breaks, wrong = mistakes(words, dictionary.positions, language)

    assert len(wrong) * 10_000 <= breaks, wrong[:20]


@pytest.mark.parametrize("apostrophe", "'’ʼ")
def test_words_with_an_apostrophe_break_no_worse(apostrophe):
    words = [word.replace("'", apostrophe) for word in word_list("uk") if "'" in word]

    breaks, wrong = mistakes(words, lambda word: hyphenate(word, "uk"), "uk")

    assert breaks > 1000
    assert len(wrong) * 10_000 <= breaks, wrong[:20]


def places() -> set[str]:
    names: set[str] = set()
    path = ROOT / "tests/cases/typography-uk.md"
    names.update(
        re.findall(r"[А-ЯІЇЄҐа-яіїєґ]+(?:[ -][А-ЯІЇЄҐа-яіїєґ]+)*", path.read_text("utf-8"))
    )
    for file in ROOT.glob("issues/_shared/*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            names.update(cell for row in csv.reader(lines) for cell in row if cell)
    return {name for name in names if re.fullmatch(r"[А-ЯІЇЄҐа-яіїєґЁё -]+", name)}


def icu_order(words: list[str], locale: str) -> tuple[str, list[str]]:
    """ICU's version and the words as it sorts them, by whichever Python here has PyICU."""
    asked = json.dumps({"locale": locale, "words": words})
    for python in (sys.executable, "/usr/bin/python3", *filter(None, [shutil.which("python3")])):
        if not Path(python).exists():
            continue
        answer = subprocess.run(
            [python, str(Path(__file__).with_name("icu_order.py"))],
            input=asked,
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.returncode == 0:
            told = json.loads(answer.stdout)
            return told["version"], told["words"]
        assert "No module named 'icu'" in answer.stderr, answer.stderr
    absent("ICU (python3-icu)")


def mixed_words(languages: Iterable[str]) -> list[str]:
    """The word lists and the names of our data together, without apostrophes, shuffled."""
    words = sorted(
        {re.sub("['’ʼ]", "", w) for code in languages for w in word_list(code)} | places()
    )
    words = [word for word in words if not word.endswith("-")]
    random.Random(1).shuffle(words)
    return words


def order_differences(languages: tuple[str, ...]) -> tuple[str, int, list[tuple[str, str]]]:
    """ICU's version, how many words were sorted, and where our order is another."""
    words = mixed_words(languages)
    version, theirs = icu_order(words, languages[0])
    ours = sorted(words, key=lambda word: collation_key(word, languages[0]))
    return (
        version,
        len(words),
        [(a, b) for a, b in zip(theirs, ours, strict=True) if a != b],
    )


@pytest.mark.parametrize("languages", [("uk",), ("uk", "ru"), ("ru",)])
def test_the_order_is_that_of_icu(languages):
    _, count, differences = order_differences(languages)

    assert count > 100_000
    assert differences == []


def test_transliteration_is_that_of_translitua():
    translitua = library("translitua")
    words = random.Random(2).sample(word_list("uk"), 5000)
    names = [word.title() if "'" not in word else word.capitalize() for word in words]

    assert [transliterate(name) for name in names] == [translitua.translit(name) for name in names]
