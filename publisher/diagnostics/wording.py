"""Fills the places of a sentence with values, safely and in good grammar.

`{name}` is the value as it stands. `{count:word|words}` is the form of a noun that goes with
the number in `count`: two forms in English, three in Ukrainian (`слово|слова|слів`). `{{` and
`}}` are braces. A place nobody gave a value for stays as it is: a message never fails.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from publisher.diagnostics.speech import Speech

LONGEST_VALUE = 500

_PLACE = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)(?::([^{}|]*(?:\|[^{}|]*)+))?\}")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def places(sentence: str) -> frozenset[str]:
    """The names of the values a sentence asks for."""
    return frozenset(match[1] for match in _PLACE.finditer(sentence) if match[1])


def fill(
    sentence: str, values: Mapping[str, str], speech: Speech, *, empty: str | None = None
) -> str:
    """The sentence with its values in their places; `empty` draws a place without one."""

    def word(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0][0]
        if match[1] not in values:
            return match[0] if empty is None else _empty(match, empty)
        if match[2]:
            return _form(values[match[1]], match[2].split("|"), speech)
        return _cut(visible(values[match[1]]))

    return _PLACE.sub(word, sentence)


def _empty(match: re.Match[str], drawn: str) -> str:
    return match[2].split("|")[-1] if match[2] else drawn.format(match[1])


def visible(text: str) -> str:
    """The text without what would steer a terminal or turn the order of its letters.

    An editor's file may hold anything; its words must never act on the screen that quotes them.
    """
    return "".join(map(_visible, text)) if not text.isprintable() else text


def _visible(letter: str) -> str:
    if letter in "\t\n\r\v\f\u2028\u2029":
        return " "
    if letter in _TURNING or unicodedata.category(letter) in ("Cc", "Cs"):
        return "\N{REPLACEMENT CHARACTER}"
    return letter


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _form(number: str, forms: list[str], speech: Speech) -> str:
    count = re.sub(r"\D", "", number) or "0"
    if speech == "en":
        return forms[0] if int(count) == 1 else forms[-1]
    last_two = int(count[-2:])
    if last_two // 10 != 1 and last_two % 10 == 1:
        return forms[0]
    if last_two // 10 != 1 and last_two % 10 in (2, 3, 4):
        return forms[min(1, len(forms) - 1)]
    return forms[-1]
