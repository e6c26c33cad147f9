"""Degrees of temperature.

uk | +5°С, 20 ° C, кут 45° | +5~°С, 20~°C, кут 45°
en | 20°C | 20~°C
"""

from __future__ import annotations

from publisher.typography.choices import NO_BREAK, Choices
from publisher.typography.letters import pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "°"

_BEFORE = pattern(r"(?<=\d)(?:~+|(?=°))(?=°~?[CСFK](?!\w))")
_AFTER = pattern(r"(?<=\d)~?°(?P<gap>~+)(?=[CСFK](?!\w))")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """A no-break space before the sign, none after it."""
    for match in paragraph.matches(_AFTER):
        paragraph.edit(*match.span("gap"), "")
    paragraph.settle()
    paragraph.put(_BEFORE, NO_BREAK)
