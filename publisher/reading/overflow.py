"""Words that leave their place: over the edge, into the margin, onto other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.diagnostics import Place, Report
from publisher.reading.pdfium import common
from publisher.reading.seen import Matter, PageReading, PdfReading, Piece, Sight
from publisher.units import Box

Trouble = Literal["text-outside", "text-in-margin", "text-overlap"]

# Of the smaller word's core: sharing more than this, two words can't be read.
_TOO_MUCH = 0.15
# Points that hanging punctuation and italics may stand over the edge of the text area.
_HANG = 4.0
_BAND = 12.0


@dataclass(frozen=True, slots=True)
class Overflow:
    """A word that is not where it should be; `box` from the lower left corner of the trim."""

    trouble: Trouble
    word: str
    page: int
    box: Box
    other: str | None = None


def overflowing(pdf: PdfReading, areas: Sequence[Box] | None = None) -> tuple[Overflow, ...]:
    """Words that are cut by the edge, stand outside the text area, or lie on other words.

    `areas` are text areas of the pages, in points from the lower left corner of the trim; one
    for all pages, or one a page.
    """
    found: list[Overflow] = []
    for page in pdf.pages:
        area = None if not areas else areas[0] if len(areas) == 1 else areas[page.number - 1]
        found.extend(_leaving(page, area))
        found.extend(_overlapping(page))
    return tuple(found)


def judge_overflow(
    pdf: PdfReading, report: Report, areas: Sequence[Box] | None = None
) -> tuple[Overflow, ...]:
    """The same, told to the report: margins are a warning, the rest can't be read."""
    found = overflowing(pdf, areas)
    for overflow in found:
        place = Place(page=overflow.page, box=overflow.box)
        if overflow.trouble == "text-overlap":
            report.error("text-overlap", place, word=overflow.word, other=overflow.other)
        elif overflow.trouble == "text-outside":
            report.error("text-outside", place, word=overflow.word)
        else:
            report.warning("text-in-margin", place, word=overflow.word)
    return found


def _leaving(page: PageReading, area: Box | None) -> Iterator[Overflow]:
    corner = (page.clip.left, page.clip.bottom)
    window = area.shifted(*corner) if area else None
    for piece in page.pieces:
        if not any(char.isalnum() for char in piece.text):
            continue
        if piece.sight is Sight.OUTSIDE or (
            piece.sight is Sight.VISIBLE and not page.clip.contains(piece.core, 0.1)
        ):
            yield Overflow("text-outside", piece.text, page.number, _local(piece.box, page))
        elif (
            window
            and piece.sight is Sight.VISIBLE
            and piece.matter is Matter.TEXT
            and not window.contains(piece.core, _HANG)
        ):
            yield Overflow("text-in-margin", piece.text, page.number, _local(piece.box, page))


def _overlapping(page: PageReading) -> Iterator[Overflow]:
    """Pairs of words on the same place, found band by band."""
    bands: dict[int, list[tuple[int, Piece, Box]]] = defaultdict(list)
    for index, piece in enumerate(page.pieces):
        if piece.sight is Sight.VISIBLE and any(char.isalnum() for char in piece.text):
            core = piece.core
            for band in range(int(core.bottom // _BAND), int(core.top // _BAND) + 1):
                bands[band].append((index, piece, core))
    seen: set[tuple[int, int]] = set()
    for pieces in bands.values():
        pieces.sort(key=lambda entry: entry[2].left)
        for position, (index, piece, core) in enumerate(pieces):
            for other_index, other, other_core in pieces[position + 1 :]:
                if other_core.left >= core.right:
                    break
                pair = (min(index, other_index), max(index, other_index))
                if pair not in seen and _clash(piece, core, other, other_core):
                    seen.add(pair)
                    yield Overflow(
                        "text-overlap",
                        piece.text,
                        page.number,
                        _local(other.box, page),
                        other.text,
                    )


def _clash(piece: Piece, core: Box, other: Piece, other_core: Box) -> bool:
    if Matter.DRAWN in (piece.matter, other.matter) and piece.matter is other.matter:
        # Lettering of a drawing may be set as it likes: halos draw each word twice.
        return False
    shared = common(core, other_core)
    smaller = min(core.width * core.height, other_core.width * other_core.height)
    return smaller > 0 and shared.width * shared.height > _TOO_MUCH * smaller


def _local(box: Box, page: PageReading) -> Box:
    return box.shifted(-page.clip.left, -page.clip.bottom)
