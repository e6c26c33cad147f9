"""What was seen in a finished PDF. Plain values: they travel between processes and are kept."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.units import Box


class Sight(enum.StrEnum):
    """Whether a reader of the page sees it; if not, why."""

    VISIBLE = "visible"
    OUTSIDE = "outside"
    """Beyond the edge of the trimmed page."""
    CLIPPED = "clipped"
    """Cut away by a clipping path."""
    COVERED = "covered"
    """Painted over by something that comes later."""
    HIDDEN = "hidden"
    """Drawn without ink: invisible mode, transparent, or too small to see."""


class Matter(enum.StrEnum):
    """What part of the page it belongs to."""

    TEXT = "text"
    RUNNING = "running"
    """Folios, running heads: marked as artifacts, or left out of the structure tree."""
    DRAWN = "drawn"
    """Lettering of a picture."""
    LABEL = "label"
    """A number or bullet of a list."""


class Joint(enum.StrEnum):
    """How a piece follows the one before it in the order of the file."""

    BREAK = "break"
    """On another line, or elsewhere."""
    SPACE = "space"
    """On the same line, after a gap."""
    TOUCH = "touch"
    """Without a gap, but raised or of another size: a note's number, a drop cap."""
    GLUED = "glued"
    """Without a gap, on the same baseline: one word in two styles."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters without a space between them, drawn in one go.

    `text` is as the file says, a hyphen at a line's end as U+002D. `box` runs from descender
    to ascender, in the page's own points.
    """

    text: str
    box: Box
    size: float
    baseline: float
    joint: Joint
    sight: Sight = Sight.VISIBLE
    matter: Matter = Matter.TEXT
    block: int | None = None
    """The number of its block (paragraph, heading, cell …) in `blocks` of the page."""

    @property
    def core(self) -> Box:
        """The middle of the box, where small letters stand: what must not meet other words."""
        third = self.box.height * 0.3
        return Box(self.box.left, self.box.bottom + third, self.box.right, self.box.top - third)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A raster picture as placed: its box on the page and its pixels."""

    box: Box
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A link: to an address, or to a page (from 1) and the height on it."""

    box: Box
    uri: str | None = None
    page: int | None = None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One line of the outline: its level from 1, its words, the page (from 1) it leads to."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font as the pages use it."""

    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page: its pieces in the order of the file, and what else stands on it.

    `drawings` are boxes of vector shapes; `alternatives` the alt texts of its figures.
    """

    number: int
    label: str
    media: Box
    clip: Box
    pieces: tuple[Piece, ...]
    pictures: tuple[PlacedPicture, ...] = ()
    drawings: tuple[Box, ...] = ()
    links: tuple[PdfLink, ...] = ()
    alternatives: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    """What the structure tree calls each block: P, H1, TD, LBody …"""

    @property
    def text(self) -> str:
        """Visible text of the body, a line a line."""
        return "\n".join(" ".join(words) for words in self.lines())

    def lines(self) -> Iterator[list[str]]:
        """Visible words of the body, line by line, in the order of the file."""
        line: list[str] = []
        for piece in self.pieces:
            if piece.sight is not Sight.VISIBLE or piece.matter is Matter.RUNNING:
                continue
            if piece.joint is Joint.BREAK and line:
                yield line
                line = []
            if piece.joint in (Joint.GLUED, Joint.TOUCH) and line:
                line[-1] += piece.text
            else:
                line.append(piece.text)
        if line:
            yield line


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A finished PDF as another pair of eyes sees it."""

    pages: tuple[PageReading, ...]
    fonts: tuple[PdfFont, ...]
    outline: tuple[Bookmark, ...]
    title: str
    language: str
    tagged: bool
    destinations: tuple[tuple[str, int, float, float], ...] = ()
    """Named places: name, page from 1, left and top in the page's own points; each as often as
    the file has it."""

    def page(self, number: int) -> PageReading:
        """A page by its number, from 1."""
        return self.pages[number - 1]

    @property
    def text(self) -> str:
        """Visible text of all pages."""
        return "\n".join(page.text for page in self.pages)
