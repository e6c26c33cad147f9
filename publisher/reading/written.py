"""What was found in a Word file. Plain values: they travel between processes and are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.reading.words import words


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """One paragraph: its visible text without page numbers, and where it stands.

    `level` is that of a heading; `cell` is table, row and column from 1; `numbers` are results
    of page-number fields.
    """

    text: str
    style: str = ""
    level: int | None = None
    note: bool = False
    cell: tuple[int, int, int] | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocxLink:
    """A link to an address, or to a bookmark; the words it stands on."""

    words: tuple[str, ...]
    uri: str | None = None
    bookmark: str | None = None


@dataclass(frozen=True, slots=True)
class DocxPicture:
    """A picture: the part it is kept in, that part's size in bytes, its alternative text."""

    part: str
    size: int
    alternative: str


@dataclass(frozen=True, slots=True)
class DocxReading:
    """A Word file as another pair of eyes sees it. Notes stand after the paragraph they are
    called in; headers and footers stand apart, with each text once."""

    paragraphs: tuple[DocxParagraph, ...]
    running: tuple[str, ...]
    links: tuple[DocxLink, ...]
    pictures: tuple[DocxPicture, ...]
    bookmarks: frozenset[str]
    tables: int
    title: str
    language: str
    marks: tuple[tuple[str, int], ...] = ()
    """Bookmarks as often as they stand in the body, with the paragraph (from 0) they open."""

    @property
    def words(self) -> Iterator[str]:
        """Every word of the body, in order, in the form of comparison."""
        return (form for paragraph in self.paragraphs for form in words(paragraph.text))

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """Level and words of each heading."""
        return tuple(
            (paragraph.level, " ".join(paragraph.text.split()))
            for paragraph in self.paragraphs
            if paragraph.level and paragraph.text.strip()
        )

    @property
    def notes(self) -> tuple[DocxParagraph, ...]:
        """Paragraphs of footnotes and endnotes."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.note)
