"""Pages of other people on our pages: their words are none of ours.

An advertisement may say what our text says, run its words into the bleed or keep a sender's note
beside its trim. None of that may stand for a word of ours, and none of it is a fault of ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publisher.model.output import Spot
from publisher.reading.html import read_html
from publisher.reading.seen import Matter, PageReading, PdfReading, Piece, Sight
from publisher.units import Box


def without_inserts(pdf: PdfReading, book_markup: str, spots: Mapping[str, Spot]) -> PdfReading:
    """The same pages without the lettering of inserts, seen or unseen."""
    inserts: dict[int, list[Box]] = defaultdict(list)
    others: dict[int, list[Box]] = defaultdict(list)
    for picture in read_html(book_markup).pictures:
        spot = next((spots[id] for id in picture.ids if id in spots), None)
        if spot is not None:
            (inserts if picture.insert else others)[spot.page].append(spot.box)
    if not inserts:
        return pdf
    pages = tuple(
        _without(page, inserts[page.number], others[page.number])
        if page.number in inserts
        else page
        for page in pdf.pages
    )
    return replace(pdf, pages=pages)


def _without(page: PageReading, inserts: Sequence[Box], others: Sequence[Box]) -> PageReading:
    corner = page.clip.left, page.clip.bottom

    def foreign(piece: Piece) -> bool:
        if piece.matter is not Matter.DRAWN:
            return False
        if any(_holds(box.shifted(*corner), piece) for box in inserts):
            return True
        # What an insert keeps beyond its edges is cut away: seen it can only be another's.
        return piece.sight is not Sight.VISIBLE and not any(
            _holds(box.shifted(*corner), piece) for box in others
        )

    return replace(page, pieces=tuple(piece for piece in page.pieces if not foreign(piece)))


def _holds(box: Box, piece: Piece) -> bool:
    across = (piece.box.left + piece.box.right) / 2
    up = (piece.box.bottom + piece.box.top) / 2
    return box.left <= across <= box.right and box.bottom <= up <= box.top
