"""The form in which words of HTML, PDF and Word are compared.

Letters and digits make words; case, accents of stress, soft hyphens and the kind of apostrophe
do not count. A hyphen between letters joins (so that `Івано-Франківськ` broken at its own
hyphen and `самовря-дування` broken by the layout are both whole again); between two digits it
splits, as dashes and all other signs do everywhere.
"""

from __future__ import annotations

import functools
import re
import unicodedata

HYPHENS = "-\u2010\u2011"
APOSTROPHE = "\u2019"

_SMALL = {
    chr(point): unicodedata.normalize("NFKC", chr(point))
    for point in (0xB2, 0xB3, 0xB9, 0x2070, 0x2071, *range(0x2074, 0x208A), *range(0x2090, 0x209D))
}
_FRACTIONS = {
    chr(point): f" {unicodedata.normalize('NFKC', chr(point)).replace(chr(0x2044), ' ')} "
    for point in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F))
}
_LIGATURES = {
    chr(point): unicodedata.normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)
}
_APOSTROPHES = dict.fromkeys("'\u02bc\u2018\u00b4`\u2032", APOSTROPHE)
_UNSEEN = dict.fromkeys(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e", ""
)

SPELLED: dict[int, str] = str.maketrans(
    {**_SMALL, **_FRACTIONS, **_LIGATURES, **_APOSTROPHES, **_UNSEEN}
)
"""What a character is taken for before words are told apart.

A raised figure is a figure: a PDF often can't tell the two, where they share a glyph."""

_LETTER = r"[^\W\d_]"
_SIGN = r"[^\W_]"
_MARKS = r"[\u0300-\u036f]*"
_WORD = re.compile(
    rf"{_SIGN}{_MARKS}"
    rf"(?:(?:{APOSTROPHE}(?={_LETTER})"
    rf"|(?<!\d)[{HYPHENS}](?={_SIGN})|(?<=\d)[{HYPHENS}](?={_LETTER}))?"
    rf"{_SIGN}{_MARKS})*"
)
_JOINTS = re.compile(rf"[{HYPHENS}\u0300-\u036f]")


def typed_words(text: str) -> list[str]:
    """The words of a text as they stand in it, for messages."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(SPELLED))


def words(text: str) -> list[str]:
    """The words of a text in the form they are compared in."""
    return [form(word) for word in typed_words(text)]


@functools.lru_cache(maxsize=1 << 16)
def form(word: str) -> str:
    """One word in the form it is compared in."""
    if word.isalnum():
        return word.casefold()
    return _JOINTS.sub("", word).casefold()
