"""What an edition decides for itself, and the runs a paragraph is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from publisher.model.language import Language

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"


@dataclass(frozen=True, slots=True)
class Run:
    """One text node of a paragraph. A sacred run (code, a key to press) is never touched."""

    text: str
    language: Language
    sacred: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The house choices of an edition; the defaults are explained in docs/typography.md."""

    percent_space: bool = True
    """`98,1 %` as ДСТУ 1.5 and ISO 80000 have it; False gives `98,1%`. English never spaces it."""
    apostrophe: Literal["’", "ʼ"] = "’"
    """U+2019, or U+02BC for Ukrainian words. English keeps U+2019."""
    initials_space: Literal["\u00a0", "\u202f"] = NO_BREAK
    """Between initials, and between initials and surname."""
    group_space: Literal["\u00a0", "\u202f"] = NARROW
    """Between the thousands of Ukrainian and Russian numbers."""
    group_four_digits: bool = False
    """Whether `1157 осіб` becomes `1 157 осіб`; groups the author typed are kept either way."""
    english_dash: Literal["em", "en"] = "en"
    """`word – word`, or `word—word`."""
