"""Text in, text set by its language's rules out.

The typographer changes spaces, quotes, dashes, apostrophes and dots, nothing else, and what it
has set it leaves alone. It works on a paragraph at a time: quotes pair and short words bind
across the text nodes of one paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from publisher.model.language import Language
from publisher.typography import sacred
from publisher.typography.choices import Choices, Run
from publisher.typography.paragraph import Paragraph
from publisher.typography.rules import RULES

_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_BLANK_LINES = re.compile(r"((?:\r?\n[ \t]*){2,}\r?\n?|\r\n?)")
_MOST_PASSES = 4


def set_runs(runs: Sequence[Run], choices: Choices = Choices()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """Set a paragraph given as its text nodes; as many texts come back, in the same order.

    A line end inside the paragraph counts as a space. Sacred runs come back untouched.
    """
    return _set(runs, choices, lines_stay=False)


def set_text(text: str, language: Language, choices: Choices = Choices()) -> str:  # noqa: B008 - frozen
    """Set plain text in one language. Paragraphs and line ends stay where they are."""
    pieces = _BLANK_LINES.split(text)
    pieces[::2] = [
        _set((Run(piece, language),), choices, lines_stay=True)[0] if piece else piece
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def set_line(text: str, language: Language, choices: Choices = Choices()) -> str:  # noqa: B008 - frozen
    """Set a title or a label: a single paragraph."""
    return _set((Run(text, language),), choices, lines_stay=False)[0]


def _set(runs: Sequence[Run], choices: Choices, lines_stay: bool) -> tuple[str, ...]:
    if not any(run.text for run in runs):
        return tuple(run.text for run in runs)
    runs = [run if run.sacred else replace(run, text=_cleaned(run.text)) for run in runs]
    # What one rule sets another may see for the first time; a second look finds nothing more.
    for _ in range(_MOST_PASSES):
        texts = _pass(runs, choices, lines_stay)
        if texts == tuple(run.text for run in runs):
            break
        runs = [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]
    return tuple(run.text for run in runs)


def _cleaned(text: str) -> str:
    """Without soft hyphens and other characters that are not seen, letters composed."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _pass(runs: Sequence[Run], choices: Choices, lines_stay: bool) -> tuple[str, ...]:
    paragraph = Paragraph(runs, lines_stay)
    signs = frozenset(paragraph.text)
    paragraph.protect(sacred.find(paragraph.view))
    for rule in RULES:
        if not signs.isdisjoint(rule.signs):
            rule.apply(paragraph, choices)
    return paragraph.texts()
