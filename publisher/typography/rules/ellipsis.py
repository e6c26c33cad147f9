"""Three dots are one sign; after a question or exclamation mark two dots stay dots.

uk | Далі буде... | Далі буде…
uk | Невже?... Так!.. | Невже?.. Так!..
uk | від 5...10 до 20 | від 5…10 до 20
uk | Підпис .............. | Підпис ..............
en | To be continued... | To be continued…
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import CYRILLIC
from publisher.typography.paragraph import Paragraph

SIGNS = "."

_AFTER_MARK = re.compile(r"(?<=[?!])\.\.\.(?!\.)")
_DOTS = re.compile(r"(?<![.…])\.\.\.(?![.…])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set ellipses; longer rows of dots are lines to write on."""
    paragraph.put(_AFTER_MARK, "..", CYRILLIC)
    paragraph.put(_DOTS, "…")
