"""Footnotes of the file: real ones, that number themselves when another is put between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.word.ooxml import Element, run, text_run, w
from publisher.word.package import separators


@dataclass(slots=True)
class Footnotes:
    """The notes part in the making; notes are numbered from 1 in reading order."""

    style: str
    reference_style: str
    root: Element = field(default_factory=lambda: separators("footnotes"))
    count: int = 0

    def reserve(self) -> int:
        """The number of the next note: taken where its mark stands, before its text is walked."""
        self.count += 1
        return self.count

    def mark(self, number: int) -> Element:
        """The mark in the text."""
        return run(w("footnoteReference", id=number), style=self.reference_style)

    def add(self, number: int, paragraphs: Sequence[Sequence[Element]]) -> None:
        """The note itself, one or more paragraphs of runs."""
        body = []
        for first, content in enumerate(paragraphs):
            lead = []
            if not first:
                lead = [run(w("footnoteRef"), style=self.reference_style), text_run(" ")]
            body.append(w("p", w("pPr", w("pStyle", val=self.style)), *lead, *content))
        self.root.append(w("footnote", *body, id=number))
