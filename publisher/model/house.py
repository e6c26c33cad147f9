"""What the house has settled for all its editions: terms, abbreviations, words of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.model.language import Language
from publisher.model.text import Line


@dataclass(frozen=True, slots=True)
class Term:
    """A thing with its approved name in each language, and names it is not to be given."""

    approved: tuple[Line, ...]
    forbidden: tuple[Line, ...] = ()
    note: str | None = None

    def name_in(self, language: Language) -> str | None:
        """The approved form in a language, where there is one."""
        return next((line.text for line in self.approved if line.language == language), None)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and its meaning in each language."""

    short: str
    meanings: tuple[Line, ...]

    def meaning_in(self, language: Language) -> Line | None:
        """The meaning in a language, where it was given."""
        return next((line for line in self.meanings if line.language == language), None)


@dataclass(frozen=True, slots=True)
class House:
    """Everything that was settled; empty where nothing was written down."""

    terms: tuple[Term, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    known: frozenset[str] = field(default_factory=frozenset)
    """Abbreviations that need no explanation."""
    words: tuple[str, ...] = ()
    """Words the spelling check takes as right; a final `*` stands for any ending."""
