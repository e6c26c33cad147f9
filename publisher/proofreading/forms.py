"""A name as it may stand in a sentence: with any ending, after any kind of space.

There is no dictionary behind it. A word of small letters is cut before its longest ending of
declension, and whatever has that stem and any other ending of the language is the same word; a
word in capitals is taken as it is. So «рада» finds «радою»; a stem that changes its vowel
(«стіл», «стола») needs both forms written down, and a word of three letters is never cut.
"""

from __future__ import annotations

import functools
import re

from publisher.model.language import Language

_ENDINGS: dict[Language, str] = {
    "uk": (
        "а я у ю і ї и о е є й ь ом ем єм ою ею єю ам ям ами ями ах ях ів їв ей ий ій їй ого ього "
        "ому ьому им їм ім их їх іх ими їми іми ої ьої ові еві єві ая ее ії ія ію ією ій"
    ),
    "ru": (
        "а я у ю и ы о е ё й ь ом ем ём ой ей ёй ою ею ам ям ами ями ах ях ов ев ёв ый ий ого его "
        "ому ему ым им их ых ыми ими ая яя ое ее ую юю ые ие ия ию ией ии"
    ),
    "en": "s es 's ’s",
}
_SHORTEST_STEM = 3
_SPACE = '[ \n\u00a0\u202f]+[«„“"]?'
_BEFORE, _AFTER = r"(?<![\w’ʼ'-])", r"(?![\w’ʼ'-]?\w)"


@functools.lru_cache(maxsize=4096)
def pattern(form: str, language: Language) -> re.Pattern[str]:
    """What finds a form of one or several words in a text, inflected or not."""
    words = (_word(word, language) for word in form.split())
    return re.compile(_BEFORE + _SPACE.join(words) + _AFTER)


def stems(word: str, language: Language) -> list[str]:
    """What remains of a word before each ending it may have, the longest ending first.

    The first is the stem of a name as it was given; a word in a sentence may have any of them.
    """
    word = re.sub("['’ʼ]", "'", word).casefold()
    endings = sorted(_ENDINGS[language].split(), key=len, reverse=True)
    found = [
        word.removesuffix(ending)
        for ending in endings
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
    ]
    return [*dict.fromkeys(found), word]


def _word(word: str, language: Language) -> str:
    escaped = re.sub("['’ʼ]", "['’ʼ]", re.escape(word))
    if word.isupper() and len(word) > 1:
        return escaped
    endings = _ENDINGS[language].split()
    stem = word
    if language != "en":
        fitting = [e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM]
        if fitting:
            stem = word.removesuffix(max(fitting, key=len))
    if len(stem) < _SHORTEST_STEM:
        return f"(?i:{escaped})"
    escaped = re.sub("['’ʼ]", "['’ʼ]", re.escape(stem))
    every = "|".join(re.escape(e) for e in sorted(endings, key=len, reverse=True))
    return f"(?i:{escaped}(?:{every})?)"
