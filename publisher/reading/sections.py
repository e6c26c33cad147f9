"""Which pages of a PDF belong to which sections of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.model.output import Spot
from publisher.reading.expected import HtmlReading
from publisher.reading.seen import Matter, PageReading, PdfReading, Sight


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sections that share pages, and those pages."""

    sections: frozenset[str]
    pages: tuple[PageReading, ...]


def stretches(
    expected: HtmlReading, pdf: PdfReading, spots: Mapping[str, Spot]
) -> tuple[Stretch, ...]:
    """Pages by the sections that stand on them.

    A section that begins at the head of a page begins a stretch. Without spots, or where the
    sections do not follow each other, the whole book is one.
    """
    groups: list[tuple[int, list[str]]] = []
    for section in expected.sections:
        spot = spots.get(section)
        begun = groups[-1][0] if groups else 0
        if spot and spot.page < begun:
            return (Stretch(frozenset(expected.sections), pdf.pages),)
        if not groups:
            groups.append((1, [section]))
        elif spot and begun < spot.page <= len(pdf.pages) and _at_head(pdf.page(spot.page), spot):
            groups.append((spot.page, [section]))
        else:
            groups[-1][1].append(section)
    ends = [start for start, _ in groups[1:]] + [len(pdf.pages) + 1]
    return tuple(
        Stretch(frozenset(sections), pdf.pages[start - 1 : end - 1])
        for (start, sections), end in zip(groups, ends, strict=True)
    )


def _at_head(page: PageReading, spot: Spot) -> bool:
    """Whether nothing of the text stands above a spot."""
    top = spot.box.top + page.clip.bottom
    return not any(
        piece.core.bottom > top
        for piece in page.pieces
        if piece.matter is Matter.TEXT and piece.sight is Sight.VISIBLE
    )
