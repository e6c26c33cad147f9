"""What people leave in cells without seeing it: spaces, apostrophes, letters of another alphabet.

What has one meaning is set right and named; what could mean two things is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SPACES = "cells-spaced"
UNSEEN = "cells-unseen"
APOSTROPHES = "cells-apostrophes"
LETTERS = "cell-letters"

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['ʼ‘´`′＇](?=[^\W\d_])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LOST = re.compile("\ufffd|\\?{3,}")
# UTF-8 read as windows-1251, and the other way round: pairs no language of ours has.
_MOJIBAKE = re.compile(
    r"(?:[РС][\u0080-\u00bf‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї]){3}|(?:[ÐÑ].){3}"
)
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")

_CYRILLIC_LIKE = "аеіорсухкмтвнАВЕІКМНОРСТУХїЇ"
_LATIN_LIKE = "aeiopcyxkmtbhABEIKMHOPCTYXïÏ"
# Small letters that look alike only as capitals are no lookalikes.
_SAFE = "аеіорсухїАВЕІКМНОРСТУХЇ"
TO_CYRILLIC = {
    ord(latin): cyrillic
    for latin, cyrillic in zip(_LATIN_LIKE, _CYRILLIC_LIKE, strict=True)
    if cyrillic in _SAFE
}
TO_LATIN = {ord(cyrillic): chr(latin) for latin, cyrillic in TO_CYRILLIC.items()}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of a cell set right: what was done, and what could not be."""

    text: str
    done: tuple[str, ...] = ()
    fault: str | None = None
    word: str = ""
    """The word a fault is in."""


def right_apostrophe(text: str) -> str:
    """Every apostrophe people type between letters, as U+2019."""
    return _APOSTROPHE.sub("’", text)


def clean(text: str, *, words: bool = True) -> Cleaned:
    """The text as it will be read; `words` is false for codes and addresses."""
    if control := _CONTROL.search(text):
        return Cleaned(text, fault="cell-control", word=f"U+{ord(control[0]):04X}")
    if _LOST.search(text) or _MOJIBAKE.search(text):
        return Cleaned(text, fault="cell-garbled", word=" ".join(text.split())[:40])
    done = []
    seen = _UNSEEN.sub("", text)
    if seen != text:
        done.append(UNSEEN)
    tidy = " ".join(seen.split())
    if tidy != seen:
        done.append(SPACES)
    composed = unicodedata.normalize("NFC", tidy)
    if composed != tidy:
        done.append(UNSEEN)
    if not words:
        return Cleaned(composed, tuple(done))
    right = right_apostrophe(composed)
    if right != composed:
        done.append(APOSTROPHES)
    for word in _WORD.findall(right):
        mended = _one_alphabet(word)
        if mended is None:
            return Cleaned(right, tuple(done), "cell-letters-mixed", word)
        if mended != word:
            right = right.replace(word, mended)
            done.append(LETTERS)
    return Cleaned(right, tuple(dict.fromkeys(done)))


def _one_alphabet(word: str) -> str | None:
    """A word in the alphabet most of it surely is in; None where it could be either."""
    scripts = {_script(letter) for letter in word if letter != "’"}
    if not {"LATIN", "CYRILLIC"} <= scripts:
        return word
    cyrillic, latin = word.translate(TO_CYRILLIC), word.translate(TO_LATIN)
    # One letter at least must belong to its alphabet beyond doubt.
    if all(_script(letter) == "CYRILLIC" for letter in cyrillic if letter != "’"):
        sure = any(ord(x) not in TO_LATIN and _script(x) == "CYRILLIC" for x in word)
        return cyrillic if sure else None
    if all(_script(letter) == "LATIN" for letter in latin if letter != "’"):
        return latin
    return None


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]
