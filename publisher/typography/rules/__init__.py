"""The rules, in the order they are applied: one small file each, with examples.

An example is a line `language | typed | set`, where `~` is a no-break and `^` a narrow
no-break space; tests set every one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publisher.typography.choices import Choices
from publisher.typography.paragraph import Paragraph
from publisher.typography.rules import (
    apostrophes,
    counted,
    currency,
    dashes,
    dates,
    degrees,
    ellipsis,
    initials,
    marks,
    minus,
    multiplication,
    names,
    numero,
    particles,
    percent,
    phrases,
    powers,
    quotes,
    ranges,
    references,
    short_words,
    spaces,
    telephones,
    thousands,
    units,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. It has nothing to do in a text without any character of `signs`."""

    name: str
    signs: frozenset[str]
    apply: Callable[[Paragraph, Choices], None]


RULES: tuple[Rule, ...] = tuple(
    Rule(module.__name__.rpartition(".")[2], frozenset(module.SIGNS), module.apply)
    for module in (
        apostrophes,
        ellipsis,
        quotes,
        spaces,
        minus,
        ranges,
        dashes,
        multiplication,
        powers,
        marks,
        thousands,
        percent,
        degrees,
        currency,
        numero,
        phrases,
        initials,
        names,
        dates,
        units,
        references,
        short_words,
        particles,
        counted,
        telephones,
    )
)
