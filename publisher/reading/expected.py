"""What the HTML says an edition holds. Plain values: they travel between processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

GeneratedKind = Literal["page", "call", "mark", "ordinal"]

BESIDE = "#"
"""Stands for a neighbour that the layout makes too: another page number of the same line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words of one block, in order, without those of the blocks inside it.

    `ids` run from the nearest element outwards; `key` is `tag.class` of the block.
    """

    section: str
    ids: tuple[str, ...]
    key: str
    typed: tuple[str, ...]
    forms: tuple[str, ...]
    level: int | None = None
    note: bool = False

    @property
    def id(self) -> str:
        """The nearest id."""
        return self.ids[0] if self.ids else self.section


@dataclass(frozen=True, slots=True)
class Generated:
    """A number that the layout will print here: of a page, a note's call or mark, a list.

    `before` and `after` are the words beside it, in the form of comparison.
    """

    kind: GeneratedKind
    section: str
    ids: tuple[str, ...]
    before: str = ""
    after: str = ""
    target: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link as the HTML has it."""

    href: str
    section: str
    ids: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def target(self) -> str | None:
        """The id it leads to inside the book; None for an address outside."""
        return self.href[1:] if self.href.startswith("#") else None


@dataclass(frozen=True, slots=True)
class ExpectedPicture:
    """A picture as the HTML has it."""

    source: str
    alternative: str
    section: str
    ids: tuple[str, ...]
    insert: bool = False
    """Whether it is a page of somebody else's."""

    @property
    def drawing(self) -> bool:
        """Whether it may be made of lines, not pixels."""
        return self.insert or self.source.lower().endswith(".svg")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its words, its id."""

    level: int
    text: str
    id: str
    section: str


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """The HTML as a list of what must be found again."""

    title: str
    language: str
    sections: tuple[str, ...]
    """Ids of the top-level sections in order."""
    titles: tuple[tuple[str, str], ...]
    """Id of a section → its first heading, as pairs."""
    blocks: tuple[Block, ...]
    generated: tuple[Generated, ...]
    links: tuple[Reference, ...]
    pictures: tuple[ExpectedPicture, ...]
    headings: tuple[Heading, ...]
    repeated: tuple[tuple[str, tuple[str, ...]], ...]
    """Section and words of each table head and foot: layout repeats them on every page."""
    ids: frozenset[str]

    @property
    def notes(self) -> tuple[Block, ...]:
        """Footnotes."""
        return tuple(block for block in self.blocks if block.note)

    @property
    def words(self) -> Iterator[str]:
        """Every word, in order, in the form of comparison."""
        return (form for block in self.blocks for form in block.forms)

    def within(self, id: str) -> tuple[Block, ...]:
        """The blocks that stand in the element of an id."""
        return tuple(block for block in self.blocks if id in block.ids)
