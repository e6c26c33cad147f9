"""`typography:` as an editor writes it, in `issue.yaml` and in the `edition.yaml` of a kind."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from publisher.model.choices import GivenChoices

_SPACES: Final[dict[str, Literal["\u00a0", "\u202f"]]] = {"no-break": "\u00a0", "narrow": "\u202f"}
_APOSTROPHES: Final[dict[str, Literal["’", "ʼ"]]] = {"U+2019": "’", "U+02BC": "ʼ"}


class ChoicesSource(BaseModel):
    """The house choices of an edition, each by a word that says what will be seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    percent: Literal["spaced", "close"] | None = None
    apostrophe: Literal["U+2019", "U+02BC"] | None = None
    initials: Literal["no-break", "narrow"] | None = None
    thousands: Literal["no-break", "narrow"] | None = None
    four_digits: Literal["together", "grouped"] | None = None
    english_dash: Literal["em", "en"] | None = None

    @property
    def given(self) -> GivenChoices:
        """The same as the typographer takes it."""
        return GivenChoices(
            percent_space=None if self.percent is None else self.percent == "spaced",
            apostrophe=None if self.apostrophe is None else _APOSTROPHES[self.apostrophe],
            initials_space=None if self.initials is None else _SPACES[self.initials],
            group_space=None if self.thousands is None else _SPACES[self.thousands],
            group_four_digits=None if self.four_digits is None else self.four_digits == "grouped",
            english_dash=self.english_dash,
        )
