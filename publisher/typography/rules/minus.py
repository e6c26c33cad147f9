"""A minus before a number that is below nothing.

uk | від -5 до +10 °C | від −5 до +10~°C
uk | температура -12,5 °С | температура −12,5~°С
uk | (-3 %) | (−3~%)
uk | -5 | −5
uk | слово -5 слів | слово -5~слів
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import LINE_END
from publisher.typography.paragraph import Paragraph

SIGNS = "-–"

_SP = "[ \u00a0\u202f]"
_NUMBER = r"\d+(?:[.,]\d+)?"
_MEASURED = re.compile(rf"(?<![^\s{LINE_END}(\[«„“/…])[-–](?={_NUMBER}(?:{_SP}?[%‰°]|{_SP}?град))")
_FROM_TO = re.compile(
    rf"(?:(?<=від )|(?<=до )|(?<=від\u00a0)|(?<=до\u00a0)|(?<=от )|(?<=от\u00a0)|(?<=from )"
    rf"|(?<=to )|(?<=мінус )|(?<== )|(?<==))[-–](?={_NUMBER}(?![\w-]))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:^|(?<={LINE_END}))[-–](?={_NUMBER}{_SP}?[%‰°]?(?:$|{LINE_END}))")
_IN_BRACKETS = re.compile(rf"(?<=\()[-–](?={_NUMBER}{_SP}?[%‰°]?\))")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set minus signs where nothing else can be meant."""
    for place in (_MEASURED, _FROM_TO, _ALONE, _IN_BRACKETS):
        paragraph.put(place, "−")
