"""Telephones and account numbers do not break at their spaces.

uk | тел. (057) 705-14-26 | тел.~(057)~705-14-26
uk | +38 (057) 705 14 26 | +38~(057)~705~14~26
"""

from __future__ import annotations

from publisher.typography.choices import Choices
from publisher.typography.letters import NUMBER_MASK, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "0123456789"

_INSIDE = pattern(rf"(?<={NUMBER_MASK})(~)(?={NUMBER_MASK})")
_AFTER_WORD = pattern(rf"(?<!\w)(?:[Тт]ел|[Фф]акс|[Мм]об|[Tt]el)\.(~?)(?={NUMBER_MASK})")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind the groups of one number, and the number to its `тел.`."""
    paragraph.bind(_INSIDE)
    paragraph.bind(_AFTER_WORD)
