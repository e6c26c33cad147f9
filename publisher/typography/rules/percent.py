"""Percent and per mille, by the edition's choice.

uk | 98,1% від 5 %, 20%-вий | 98,1~% від 5~%, 20%-вий
ru | 98,1% | 98,1~%
en | 98.1 % | 98.1%
"""

from __future__ import annotations

from publisher.typography.choices import NO_BREAK, Choices
from publisher.typography.letters import CYRILLIC, ENGLISH, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "%‰"

_SIGN = pattern(r"(?<=\d)(?:~+|(?=[%‰]))(?=[%‰](?![\w]|-[а-яіїє]))")
_WITH_ENDING = pattern(r"(?<=\d)~+(?=[%‰]-[а-яіїє])")


def apply(paragraph: Paragraph, choices: Choices) -> None:
    """Set the space before the sign; `20%-вий` has none."""
    paragraph.put(_SIGN, NO_BREAK if choices.percent_space else "", CYRILLIC)
    paragraph.put(_WITH_ENDING, "", CYRILLIC)
    paragraph.put(_SIGN, "", ENGLISH)
