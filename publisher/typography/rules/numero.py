"""№ and § with their numbers.

uk | №3, № 1275-VI, №№ 3, 4 | №~3, №~1275-VI, №№~3, 4
uk | §5, §§ 3-5 | §~5, §§~3–5
uk | № 3 (27) | №~3 (27)
"""

from __future__ import annotations

from publisher.typography.choices import NO_BREAK, Choices
from publisher.typography.letters import LETTER, NUMBER_MASK, WORD_MASK, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "№§"

_SIGN = pattern(rf"(?<=[№§])~*(?=[\d{LETTER}{NUMBER_MASK}{WORD_MASK}«(_])")
_AGAIN = pattern(r"(?<=[№§])~+(?=[№§])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """A no-break space after the sign; none between two of them."""
    paragraph.put(_AGAIN, "")
    paragraph.put(_SIGN, NO_BREAK)
