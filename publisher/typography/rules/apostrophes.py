"""One apostrophe for the five that are typed.

uk | Куп'янська | Куп’янська
uk | об‘єднані п`ять в´язів сузірʼя | об’єднані п’ять в’язів сузір’я
uk | об"єднання і п”ять | об’єднання і~п’ять
en | in the '90s, 'tis | in the ’90s, ’tis
en | the Association's office | the Association’s office
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import ENGLISH, LETTER, UKRAINIAN
from publisher.typography.paragraph import Paragraph

SIGNS = "'’ʼ‘`´′＇\"“”"

_INSIDE = re.compile(rf"(?<=[{LETTER}])['’ʼ‘`´′＇](?=[{LETTER}])")
# A double quote typed for an apostrophe: no word is opened or closed between these letters.
_DOUBLE = re.compile(r"(?<=[бпвмфрдзтсжшчкнхгБПВМФРДЗТСЖШЧКНХГ])[\"“”](?=[єїюяЄЇЮЯ])")
_LEADING = re.compile(
    r"(?<![\w’'])['‘](?=\d0s\b|\d\d\b|(?:tis|twas|em|cause|til|round|n)\b)", re.IGNORECASE
)


def apply(paragraph: Paragraph, choices: Choices) -> None:
    """Set apostrophes inside words, and English ones at their edges."""

    def apostrophe(match: re.Match[str]) -> str:
        return choices.apostrophe if paragraph.language_at(match.start()) == "uk" else "’"

    paragraph.put(_INSIDE, apostrophe)
    paragraph.put(_DOUBLE, choices.apostrophe, UKRAINIAN)
    paragraph.put(_LEADING, "’", ENGLISH)
