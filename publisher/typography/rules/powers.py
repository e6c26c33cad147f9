"""Square and cubic metres.

uk | площа 1157,8 км2, 25 м3 і грн/м2 | площа 1157,8~км², 25~м³ і~грн/м²
en | 31,415 km2 | 31,415~km²
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.paragraph import Paragraph

SIGNS = "23"

_METRES = re.compile(
    r"(?<![\w.-])(?:(?:к|с|д|м)?м|(?:k|c|d|m)?m)(?P<power>[23])(?![\w./-]*\d)(?!\w)"
)


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Raise the power after a unit of length."""
    for match in paragraph.matches(_METRES):
        paragraph.edit(*match.span("power"), "²" if match["power"] == "2" else "³")
    paragraph.settle()
