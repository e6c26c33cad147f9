"""Turns of phrase that rooms give as values, in the language of the reader.

A value is a name, a number, an editor's word, and stays as it is. A few say what was found or
why something failed (`VALUES`); those rooms say in English, and `turns.yaml` says them again.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from importlib import resources

import yaml

from publisher.diagnostics.speech import Speech

VALUES = frozenset(("what", "why", "reason", "user"))
_PLACE = re.compile(r"\\\{([a-z]+)\\\}")


def turned(values: Mapping[str, str], speech: Speech) -> Mapping[str, str]:
    """The values with those of `VALUES` in the words of a language."""
    if not VALUES & values.keys():
        return values
    return {
        name: turn(value, speech) if name in VALUES else value for name, value in values.items()
    }


def turn(phrase: str, speech: Speech) -> str:
    """A phrase in a language; as it stands where nobody has said it in that language."""
    plain, patterns = _turns(speech)
    if phrase in plain:
        return plain[phrase]
    for pattern, said in patterns:
        match = pattern.fullmatch(phrase)
        if match:
            parts = {name: turn(part, speech) for name, part in match.groupdict().items()}
            return said.format_map(parts)
    return phrase


@functools.cache
def _turns(speech: Speech) -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    file = resources.files("publisher.diagnostics") / "turns.yaml"
    turns = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    plain, patterns = {}, []
    for phrase, said in turns.items():
        if speech not in said:
            continue
        if "{" in phrase:
            pattern = _PLACE.sub(r"(?P<\1>.+?)", re.escape(phrase))
            patterns.append((re.compile(pattern, re.DOTALL), str(said[speech])))
        else:
            plain[str(phrase)] = str(said[speech])
    # The longest first: "… at byte …" fits the end of others.
    patterns.sort(key=lambda turn: -len(turn[0].pattern))
    return plain, tuple(patterns)
