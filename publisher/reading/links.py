"""Every link of the HTML leads to the same place in the PDF and in the Word file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from publisher.diagnostics import Place, Report
from publisher.model.output import Spot
from publisher.reading.account import OUTPUT_NAMES, Output
from publisher.reading.expected import HtmlReading, Reference
from publisher.reading.html import read_html
from publisher.reading.matching import Bit, match
from publisher.reading.seen import Joint, PageReading, PdfLink, PdfReading
from publisher.reading.words import form
from publisher.reading.written import DocxReading


@dataclass(frozen=True, slots=True)
class LinkAccount:
    """Links expected, and those that were not found."""

    output: Output
    links: int
    lost: tuple[Reference, ...] = ()


def account_links(
    book_markup: str,
    report: Report,
    *,
    pdf: PdfReading | None = None,
    docx: DocxReading | None = None,
    spots: Mapping[str, Spot] | None = None,
    places: Mapping[str, Place] | None = None,
) -> tuple[LinkAccount, ...]:
    """Look for every link of a book. A link over two lines may be two in a PDF, never none.

    With `spots`, a link inside the book must lead to the page its target stands on.
    """
    expected = read_html(book_markup)
    accounts = []
    if pdf is not None:
        accounts.append(
            LinkAccount("pdf", len(expected.links), _lost_pdf(expected, pdf, spots or {}))
        )
    if docx is not None:
        accounts.append(LinkAccount("docx", len(expected.links), _lost_docx(expected, docx)))
    for account in accounts:
        for link in account.lost:
            report.error(
                "link-lost",
                _place(link, places),
                output=OUTPUT_NAMES[account.output],
                href=link.href,
                text=" ".join(link.words) or link.href,
            )
    return tuple(accounts)


def _lost_pdf(
    expected: HtmlReading, pdf: PdfReading, spots: Mapping[str, Spot]
) -> tuple[Reference, ...]:
    """References whose words no link of their target covers."""
    found: dict[_Target, _Found] = defaultdict(_Found)
    for page in pdf.pages:
        for link in page.links:
            target: _Target = link.page if link.uri is None else _address(link.uri)
            # Without spots any page inside the book will do.
            target = target if link.uri or spots else 0
            if target is not None:
                found[target].take(_under(link, page))
    wanted: dict[_Target, list[Reference]] = defaultdict(list)
    lost = []
    for reference in expected.links:
        if reference.target is None:
            wanted[_address(reference.href)].append(reference)
        elif not spots:
            wanted[0].append(reference)
        elif reference.target in spots:
            wanted[spots[reference.target].page].append(reference)
        else:
            lost.append(reference)
    for target, references in wanted.items():
        lost.extend(_unfound(references, found[target]))
    return tuple(lost)


def _under(link: PdfLink, page: PageReading) -> list[Bit]:
    """What a link covers."""
    box = link.box
    return [
        Bit(piece.text, piece.joint)
        for piece in page.pieces
        if box.left <= (piece.box.left + piece.box.right) / 2 <= box.right
        and box.bottom <= (piece.box.bottom + piece.box.top) / 2 <= box.top
    ]


def _lost_docx(expected: HtmlReading, docx: DocxReading) -> tuple[Reference, ...]:
    found: dict[_Target, _Found] = defaultdict(_Found)
    inside = 0
    for link in docx.links:
        if link.uri:
            found[_address(link.uri)].take([Bit(word, Joint.SPACE) for word in link.words])
        # A bookmark that stands nowhere leads nowhere.
        inside += link.bookmark in docx.bookmarks
    wanted: dict[_Target, list[Reference]] = defaultdict(list)
    lost = []
    for reference in expected.links:
        if reference.target is None:
            wanted[_address(reference.href)].append(reference)
        elif inside > 0:
            inside -= 1
        else:
            lost.append(reference)
    for target, references in wanted.items():
        lost.extend(_unfound(references, found[target]))
    return tuple(lost)


_Target = str | int | None


@dataclass(slots=True)
class _Found:
    """Links that lead to one place: how many, and the words they stand on."""

    count: int = 0
    bits: list[Bit] = field(default_factory=list)

    def take(self, bits: list[Bit]) -> None:
        self.count += 1
        self.bits.extend(bits)


def _unfound(references: Sequence[Reference], found: _Found) -> Iterator[Reference]:
    """References of one target that are not found: too few links, or words without one."""
    missing = match(
        Counter(form(word) for reference in references for word in reference.words), found.bits
    ).lost
    short = len(references) - found.count
    for reference in reversed(references):
        need = Counter(form(word) for word in reference.words)
        if short > 0 or any(missing[word] > 0 for word in need):
            missing.subtract(need)
            short -= 1
            yield reference


def _address(uri: str) -> str:
    """An address as it is compared: percent signs undone, no slash at the end."""
    return unquote(uri).rstrip("/")


def _place(link: Reference, places: Mapping[str, Place] | None) -> Place | None:
    for id in (*link.ids, link.section):
        if places and id in places:
            return places[id]
    return None
