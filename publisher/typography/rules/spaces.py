"""Spaces: one is enough, none before a comma, one after it.

The spaced colon, semicolon and slash of references (ДСТУ 8302) stay, and never begin a line.

    uk | Рада  та   голова | Рада та голова
    uk | рада , громада ; область ! | рада, громада~; область!
    uk | рада,громада;область | рада, громада; область
    uk | ( далі — Асоціація ) | (далі~— Асоціація)
    uk | Засідання ради.Порядок денний | Засідання ради. Порядок денний
    uk | Харків : Форт, 2020. 240 с. | Харків~: Форт, 2020. 240~с.
    uk | « Білія » | «Білія»
    ru | совет ?  Да | совет? Да
    en | councils , towns ( and villages ) | councils, towns (and villages)
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import (
    CYRILLIC,
    LETTER,
    LINE_END,
    NO_BREAK,
    pattern,
)
from publisher.typography.paragraph import Paragraph

SIGNS = " \u00a0\u202f\u2009,.;:!?"

_SEVERAL = re.compile(r"(?<![\n\u2028])[ \u00a0\u202f\u2009]{2,}(?![\n\u2028])")
_BEFORE_COMMA = re.compile(
    r"(?<=[^\s—–«„“(\[-])[ \u00a0\u202f\u2009]+(?=,[^\W\d_]|[,!?](?![\w,!?…]))"
)
_BEFORE_STOP = re.compile(rf"(?<=[\w»”“)\]])[ \u00a0\u202f\u2009]+(?=\.(?:[\s{LINE_END}»”)]|$))")
_INSIDE_BRACKETS = re.compile(
    r"(?<=[(\[«„])[ \u00a0\u202f\u2009]+(?=\S)|(?<=\S)[ \u00a0\u202f\u2009]+(?=[)\]»])"
)
_REFERENCE = pattern(r"(?<=[\w.»“)])(~)(?=(?:[:;]|//?)~)")
_AFTER_COMMA = re.compile(rf"(?<=[{LETTER}»“”)])[,;](?=[{LETTER}«„])")
_AFTER_STOP = re.compile(r"(?<=[а-яёєіїґ]{3})[.!?…](?=[А-ЯЁЄІЇҐ][а-яёєіїґ’ʼ']*\s)")


def _one(match: re.Match[str]) -> str:
    for space in (NO_BREAK, "\u202f", "\u2009"):
        if space in match[0]:
            return space
    return " "


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Mend the spaces round words and signs. Spaces at the ends of lines are left alone."""
    at_start = len(paragraph.view) - len(paragraph.view.lstrip())
    at_end = len(paragraph.view.rstrip())
    paragraph.put(
        _SEVERAL,
        lambda match: _one(match) if at_start <= match.start() < at_end else None,
    )
    paragraph.put(_BEFORE_COMMA, "")
    paragraph.put(_BEFORE_STOP, "")
    paragraph.put(_INSIDE_BRACKETS, "")
    paragraph.bind(_REFERENCE, CYRILLIC)
    paragraph.put(_AFTER_COMMA, lambda match: match[0] + " ")
    paragraph.put(_AFTER_STOP, lambda match: match[0] + " ", CYRILLIC)
