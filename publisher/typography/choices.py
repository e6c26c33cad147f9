"""The runs a paragraph is made of, and the house choices it is set by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from publisher.model.choices import Choices
from publisher.model.language import Language

__all__ = ["NARROW", "NO_BREAK", "Choices", "Run"]

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"


@dataclass(frozen=True, slots=True)
class Run:
    """One text node of a paragraph. A sacred run (code, a key to press) is never touched."""

    text: str
    language: Language
    sacred: bool = False
