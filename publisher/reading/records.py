"""Every record of a directory is found again in the finished file, at its own place.

The HTML says what each record says; the file is asked where the record's name for places leads
(a named destination in a PDF, a bookmark in Word), and the words that stand there, letter by
letter, must be those of the record. Compared are letters and digits only: where a line was
broken is of no matter.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from publisher.diagnostics import Place, Report
from publisher.model.output import record_bookmark
from publisher.reading.seen import Matter, PdfReading, Piece, Sight
from publisher.reading.written import DocxReading

_RECORDS = frozenset({"entry", "entry-line", "entry-see"})
_INNER = frozenset({"entry-lists"})
_SIGNS = re.compile(r"[\W_]+")
# Of the size of its letters: how far the first of them may stand from the place of a record.
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class RecordAccount:
    """Records given, found in their places, and those that were not."""

    given: int
    found: int
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """Ids of records at whose place other words stand."""


def account_records(
    markup: str,
    given: Iterable[str],
    report: Report,
    *,
    places: Mapping[str, Place],
    pdf: PdfReading | None = None,
    docx: DocxReading | None = None,
) -> RecordAccount:
    """Look for each record that was given; a note says how many were found."""
    wanted = tuple(given)
    expected = _expected(markup)
    if pdf is not None:
        output = "PDF"
        counts = Counter(name for name, *_ in pdf.destinations)
        stand = functools.partial(_stands_in_pdf, _Pages(pdf))
    else:
        assert docx is not None
        output = "DOCX"
        counts = Counter(name for name, _ in docx.marks)
        stand = functools.partial(_stands_in_docx, docx, dict(docx.marks))
    missing, twice, elsewhere = [], [], []
    for id in wanted:
        name = id if pdf is not None else record_bookmark(id)
        letters = expected.get(id)
        if letters is None or not counts[name]:
            missing.append(id)
        elif counts[name] > 1 or letters.twice:
            twice.append(id)
        elif not stand(name, letters.text):
            elsewhere.append(id)
    for code, ids in (
        ("record-missing", missing),
        ("record-repeated", twice),
        ("record-elsewhere", elsewhere),
    ):
        for id in ids:
            report.error(code, places.get(id), record=id, output=output)
    lost = len(missing) + len(twice) + len(elsewhere)
    if wanted and not lost:
        report.note("records-proved", None, count=len(wanted), output=output)
    return RecordAccount(
        len(wanted), len(wanted) - lost, tuple(missing), tuple(twice), tuple(elsewhere)
    )


@dataclass(frozen=True, slots=True)
class _Letters:
    text: str
    twice: bool


@functools.lru_cache(maxsize=2)
def _expected(markup: str) -> dict[str, _Letters]:
    """What each record says, by its id; without the records that belong to it."""
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = lxml_html.document_fromstring(markup.encode(), parser=parser)
    found: dict[str, _Letters] = {}
    for element in root.iter(etree.Element):
        id = element.get("id")
        if id and _RECORDS & set((element.get("class") or "").split()):
            found[id] = _Letters(_letters("".join(_texts(element))), id in found)
    return found


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _INNER & set((child.get("class") or "").split()):
            yield from _texts(child)
        yield child.tail or ""


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


# -- PDF -------------------------------------------------------------------------------------


class _Pages:
    """The visible words of the body, page by page, in the order of the file."""

    def __init__(self, pdf: PdfReading) -> None:
        self.places = {name: place for name, *place in pdf.destinations}
        self.pieces: list[tuple[Piece, ...]] = [
            tuple(
                piece
                for piece in page.pieces
                if piece.sight is Sight.VISIBLE and piece.matter in (Matter.TEXT, Matter.LABEL)
            )
            for page in pdf.pages
        ]

    def from_place(self, page: int, left: float, top: float) -> Iterator[str]:
        """Words from the first one at a place on."""
        begun = False
        for piece in self.pieces[page - 1]:
            near = _NEAR * piece.size
            begun = begun or (piece.box.left >= left - near and piece.core.top <= top + near)
            if begun:
                yield piece.text
        for pieces in self.pieces[page:]:
            yield from (piece.text for piece in pieces)


def _stands_in_pdf(pages: _Pages, name: str, letters: str) -> bool:
    page, left, top = pages.places[name]
    return _begins(pages.from_place(int(page), left, top), letters)


# -- Word ------------------------------------------------------------------------------------


def _stands_in_docx(docx: DocxReading, marks: Mapping[str, int], name: str, letters: str) -> bool:
    following = (paragraph.text for paragraph in docx.paragraphs[marks[name] :])
    return _begins(following, letters)


def _begins(texts: Iterable[str], letters: str) -> bool:
    """Whether these words begin with these letters."""
    rest = letters
    for text in texts:
        if not rest:
            break
        own = _letters(text)
        taken = own[: len(rest)]
        if not rest.startswith(taken):
            return False
        rest = rest[len(taken) :]
    return not rest
