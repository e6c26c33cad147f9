"""Every word of the HTML stands in the Word file, and nothing else but page numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publisher.diagnostics import Place, Report
from publisher.reading.account import (
    Account,
    Gain,
    Loss,
    attributed,
    neighbours_of,
    report_account,
)
from publisher.reading.html import read_html
from publisher.reading.matching import Bit, match
from publisher.reading.seen import Joint
from publisher.reading.words import words
from publisher.reading.written import DocxParagraph, DocxReading

OMITTED_BLOCKS = frozenset(("p.thumb",))
"""Blocks that only serve pages: a Word file may leave them out."""


def account_docx(
    book_markup: str,
    docx: DocxReading,
    report: Report,
    *,
    places: Mapping[str, Place] | None = None,
    omitted: frozenset[str] = OMITTED_BLOCKS,
    expected_extra: Iterable[str] = (),
) -> Account:
    """Count the words of a book in its Word file.

    `omitted` blocks may be left out; `expected_extra` are texts Word needs beside the book's.
    """
    expected = read_html(book_markup)
    extra = frozenset(form for text in expected_extra for form in words(text))
    blocks = [block for block in expected.blocks if block.key not in omitted]
    optional = Counter(
        form for block in expected.blocks if block.key in omitted for form in block.forms
    )
    result = match(
        Counter(form for block in blocks for form in block.forms), list(_bits(docx.paragraphs))
    )
    near = neighbours_of(list(docx.words), result.lost) if result.lost else {}
    gained = []
    for stray in result.strays:
        if optional[stray.form] > 0:
            optional[stray.form] -= 1
        elif stray.form not in extra:
            gained.append(Gain(stray.text))
    account = Account(
        output="docx",
        words=sum(len(block.forms) for block in blocks),
        lost=tuple(
            Loss(word, block.section, block.ids)
            for word, block in attributed(result.lost, blocks, near)
        ),
        gained=tuple(gained),
        sections=tuple(
            (section, sum(len(b.forms) for b in blocks if b.section == section))
            for section in expected.sections
        ),
    )
    report_account(account, expected, report, places)
    return account


def _bits(paragraphs: Sequence[DocxParagraph]) -> Iterator[Bit]:
    for paragraph in paragraphs:
        joint = Joint.BREAK
        for text in paragraph.text.split():
            yield Bit(text, joint)
            joint = Joint.SPACE
