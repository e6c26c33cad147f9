"""Currency signs behind a number, as Ukrainian and Russian have them.

uk | 500₴, 1500 €, 20$ | 500~₴, 1500~€, 20~$
uk | $500 | $500
en | €500 | €500
"""

from __future__ import annotations

from publisher.typography.choices import NO_BREAK, Choices
from publisher.typography.letters import CYRILLIC, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "₴€$£¥"

_SIGN = pattern(r"(?<=\d)(?:~+|(?=[₴€$£¥]))(?=[₴€$£¥](?![\d\w]))")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """A no-break space between number and sign."""
    paragraph.put(_SIGN, NO_BREAK, CYRILLIC)
