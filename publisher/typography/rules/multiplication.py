"""The multiplication sign between numbers.

uk | Формат 60x84/16 | Формат 60×84/16
uk | 3 х 4 х 5 м | 3~×~4~×~5~м
uk | 0x1F, 3х-денний, 4x4 | 0x1F, 3х-денний, 4×4
"""

from __future__ import annotations

from publisher.typography.choices import Choices
from publisher.typography.letters import NO_BREAK, NUMBER_MASK, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "xхXХ×"

_TIGHT = pattern(rf"(?<=\d)(?<![^\d,.]0)(?<!^0)[xхXХ](?=[\d{NUMBER_MASK}])")
_SPACED = pattern(rf"(?<=\d)~[xх×]~(?=[\d{NUMBER_MASK}])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set the sign where an x of either alphabet was typed between digits."""
    paragraph.put(_TIGHT, "×")
    paragraph.put(_SPACED, f"{NO_BREAK}×{NO_BREAK}")
