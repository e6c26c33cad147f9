"""The house choices of typography: as they were given, and as they are settled."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, Self

NoBreak = Literal["\u00a0", "\u202f"]


@dataclass(frozen=True, slots=True)
class GivenChoices:
    """What an issue or its kind says of them; None where it is left out."""

    percent_space: bool | None = None
    apostrophe: Literal["’", "ʼ"] | None = None
    initials_space: NoBreak | None = None
    group_space: NoBreak | None = None
    group_four_digits: bool | None = None
    english_dash: Literal["em", "en"] | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The house choices of an edition; the defaults are explained in docs/typography.md."""

    percent_space: bool = True
    """`98,1 %` as ДСТУ 1.5 and ISO 80000 have it; False gives `98,1%`. English never spaces it."""
    apostrophe: Literal["’", "ʼ"] = "’"
    """U+2019, or U+02BC for Ukrainian words. English keeps U+2019."""
    initials_space: NoBreak = "\u00a0"
    """Between initials, and between initials and surname."""
    group_space: NoBreak = "\u202f"
    """Between the thousands of Ukrainian and Russian numbers."""
    group_four_digits: bool = False
    """Whether `1157 осіб` becomes `1 157 осіб`; groups the author typed are kept either way."""
    english_dash: Literal["em", "en"] = "en"
    """`word – word`, or `word—word`."""

    @classmethod
    def settled(cls, *given: GivenChoices) -> Self:
        """The first of those given that says something counts, and the default where none does."""
        settled: dict[str, object] = {}
        for one in reversed(given):
            settled |= {name: value for name, value in asdict(one).items() if value is not None}
        return cls(**settled)  # type: ignore[arg-type]  # both have the same fields
