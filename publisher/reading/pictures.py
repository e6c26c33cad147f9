"""Every picture of the HTML stands in the PDF and in the Word file, with its other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.diagnostics import Place, Report
from publisher.model.output import Spot
from publisher.reading.account import OUTPUT_NAMES, Output
from publisher.reading.expected import ExpectedPicture, HtmlReading
from publisher.reading.html import read_html
from publisher.reading.seen import Matter, PdfReading, Sight
from publisher.reading.words import words
from publisher.reading.written import DocxReading


@dataclass(frozen=True, slots=True)
class PictureAccount:
    """Pictures expected, those not found, those found without their alternative text."""

    output: Output
    pictures: int
    lost: tuple[ExpectedPicture, ...] = ()
    wordless: tuple[ExpectedPicture, ...] = ()


def account_pictures(
    book_markup: str,
    report: Report,
    *,
    pdf: PdfReading | None = None,
    docx: DocxReading | None = None,
    spots: Mapping[str, Spot] | None = None,
    places: Mapping[str, Place] | None = None,
) -> tuple[PictureAccount, ...]:
    """Look for every picture of a book.

    Photographs are counted as placed pixels; with `spots` every figure must have something
    drawn in its box, which is how drawings are looked for.
    """
    expected = read_html(book_markup)
    accounts = []
    if pdf is not None:
        accounts.append(_in_pdf(expected, pdf, spots or {}))
    if docx is not None:
        accounts.append(_in_docx(expected, docx))
    for account in accounts:
        for code, pictures in (
            ("picture-lost", account.lost),
            ("alternative-lost", account.wordless),
        ):
            for picture in pictures:
                report.error(
                    code,
                    _place(picture, places),
                    output=OUTPUT_NAMES[account.output],
                    picture=picture.source.removeprefix("asset:"),
                    alternative=picture.alternative or None,
                )
    return tuple(accounts)


def _in_pdf(expected: HtmlReading, pdf: PdfReading, spots: Mapping[str, Spot]) -> PictureAccount:
    placed = sum(len(page.pictures) for page in pdf.pages)
    drawn = sum(len(page.drawings) for page in pdf.pages)
    alternatives = Counter(_form(text) for page in pdf.pages for text in page.alternatives)
    lost, wordless = [], []
    for picture in expected.pictures:
        spot = next((spots[id] for id in picture.ids if id in spots), None)
        if picture.drawing:
            found = drawn > 0 or placed > 0
        else:
            found = placed > 0
            placed -= 1
        if found and spot and spot.page <= len(pdf.pages):
            found = _anything_in(pdf, spot, pixels=not picture.drawing)
        if not found:
            lost.append(picture)
        elif pdf.tagged and picture.alternative and not _take(alternatives, picture.alternative):
            wordless.append(picture)
    return PictureAccount("pdf", len(expected.pictures), tuple(lost), tuple(wordless))


def _anything_in(pdf: PdfReading, spot: Spot, *, pixels: bool) -> bool:
    page = pdf.page(spot.page)
    # A figure may be set to bleed, and its spot then be that of its caption's column.
    window = spot.box.shifted(page.clip.left, page.clip.bottom)
    boxes = [picture.box for picture in page.pictures]
    if not pixels:
        boxes += page.drawings
        boxes += [
            piece.box
            for piece in page.pieces
            if piece.matter is Matter.DRAWN and piece.sight is Sight.VISIBLE
        ]
    return any(box.meets(window) and box.meets(page.clip) for box in boxes)


def _in_docx(expected: HtmlReading, docx: DocxReading) -> PictureAccount:
    left = Counter(_form(picture.alternative) for picture in docx.pictures if picture.size)
    spare = left.total() - len(expected.pictures)
    lost, wordless = [], []
    for picture in expected.pictures:
        if _take(left, picture.alternative):
            continue
        # As many pictures as there should be, but not with these words.
        if spare >= 0:
            wordless.append(picture)
        else:
            lost.append(picture)
            spare += 1
    return PictureAccount("docx", len(expected.pictures), tuple(lost), tuple(wordless))


def _take(counter: Counter[str], alternative: str) -> bool:
    form = _form(alternative)
    if counter[form] <= 0:
        return False
    counter[form] -= 1
    return True


def _form(text: str) -> str:
    return " ".join(words(text))


def _place(picture: ExpectedPicture, places: Mapping[str, Place] | None) -> Place | None:
    for id in (*picture.ids, picture.section):
        if places and id in places:
            return places[id]
    return None
