"""Particles lean on the word before them.

uk | хотів би, якби ж, та й же | хотів~би, якби~ж, та й~же
ru | хотел бы, если б, так ли | хотел~бы, если~б, так~ли
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import LETTER, WORD_AFTER, pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import PARTICLES, words

SIGNS = " \n"

_PARTICLES: dict[Language, re.Pattern[str]] = {
    language: pattern(rf"(?<=[{LETTER}»“”])(~)(?=(?:{words(PARTICLES[language])}){WORD_AFTER})")
    for language in ("uk", "ru")
}


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind particles backwards."""
    for language, particles in _PARTICLES.items():
        paragraph.bind(particles, frozenset({language}))
