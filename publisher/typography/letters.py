"""Pieces that the patterns of the rules are built from."""

from __future__ import annotations

import re

from publisher.model.language import Language

UPPER = "A-ZА-ЯЁЄІЇҐ"
LOWER = "a-zа-яёєіїґ"
LETTER = UPPER + LOWER

SPACES = " \n\u00a0\u202f\u2009"
"""Spaces a rule may put another space for. Where lines must stay, a line end is `LINE_END`."""
LINE_END = "\u2028"

NO_BREAK = "\u00a0"
NARROW = "\u202f"

WORD_MASK = "\ue000"
"""Stands in a paragraph's view for each character of a sacred word (URL, file name, code)."""
NUMBER_MASK = "\ue001"
"""Stands in a paragraph's view for each character of a sacred number (telephone, law number)."""

DASHES = "-–—−"
OPENING = "«„“‘(\\["

WORD_BEFORE = rf"(?<![\w{WORD_MASK}{NUMBER_MASK}’ʼ'-])"
"""Nothing of a word stands right before."""
WORD_AFTER = rf"(?![\w{WORD_MASK}{NUMBER_MASK}’ʼ'-])"
"""Nothing of a word follows."""

CYRILLIC: frozenset[Language] = frozenset({"uk", "ru"})
ENGLISH: frozenset[Language] = frozenset({"en"})
UKRAINIAN: frozenset[Language] = frozenset({"uk"})
RUSSIAN: frozenset[Language] = frozenset({"ru"})

MONTHS: dict[Language, tuple[str, ...]] = {
    "uk": (
        "січень", "лютий", "березень", "квітень", "травень", "червень",
        "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
    ),
    "ru": (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
"""Months as they stand alone."""

MONTHS_OF_DATES: dict[Language, tuple[str, ...]] = {
    "uk": (
        "січня", "лютого", "березня", "квітня", "травня", "червня",
        "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "en": MONTHS["en"],
}  # fmt: skip
"""Months as they stand after a day."""


def pattern(text: str, **pieces: str) -> re.Pattern[str]:
    """Compile a rule's pattern: `~` in it stands for one space, `<name>` for a piece.

    A space a rule may change is a group: `(~)` one space, `(~?)` a space that may be missing.
    """
    for name, piece in pieces.items():
        text = text.replace(f"<{name}>", piece)
    return re.compile(text.replace("~", f"[{SPACES}]"))


def any_of(words: str) -> str:
    """Words separated by blanks as alternatives of a pattern, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words.split()), key=len, reverse=True))
