"""The copyright sign before a year.

en | (c) 2024 Association | ©~2024 Association
uk | (С) 2024, © 2024 | ©~2024, ©~2024
uk | п. (с) 2 | п. (с) 2
"""

from __future__ import annotations

from publisher.typography.choices import Choices
from publisher.typography.letters import NO_BREAK, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "(©"

_COPYRIGHT = pattern(r"(?:\([cCсС]\)|©)~?(?=(?:19|20)\d\d(?!\d))")
_SIGN = pattern(r"(?<=©)~(?=\S)")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set the sign and bind it to what follows."""
    paragraph.put(_COPYRIGHT, "©" + NO_BREAK)
    paragraph.put(_SIGN, NO_BREAK)
