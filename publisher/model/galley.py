"""Galleys: sections laid out on their own, before make-up joins them into an edition.

A galley is relocatable: nothing in it knows its page number, the number its objects get in
the finished file, or the fonts as they are embedded. Where such a thing stands there is a
mark (`Mark`) that make-up fills in. Lengths are points, measured as in PDF: from the lower
left corner of the trim, upwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publisher.units import Box

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What only make-up knows, by its sort.

    `object`: another object of this galley, by its index · `page`: a page of this galley ·
    `document`: the root of the structure tree · `font`: a face by the name the text calls it ·
    `parent`: the key of an annotation in the parent tree · `id`: a name that must be the only
    one of its kind in the edition · `x`: a distance from the left edge of a page, for pages
    that move with their side.
    """

    sort: Literal["object", "page", "document", "font", "parent", "id", "x"]
    name: str = ""
    number: int = 0
    value: float = 0.0


Piece = bytes | Mark


@dataclass(frozen=True, slots=True)
class GalleyObject:
    """One PDF object with open ends; a stream has its bytes beside it.

    `digest` names an object that needs to stand in the edition only once (a picture).
    """

    pieces: tuple[Piece, ...]
    stream: bytes | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: to an id of the edition, or to an address outside."""

    box: Box
    target: str
    internal: bool
    object: int
    """The index this annotation has among the objects of the galley."""
    element: int | None
    """The structure element it belongs to."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading as outlines show it."""

    level: int
    title: str
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class PageSort:
    """What decides the looks of a page's head and foot: its side, its name, whether it is blank,
    and whether it opens the edition."""

    side: Side
    name: str = ""
    blank: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class GalleyPage:
    """One page without head and folio."""

    sort: PageSort
    media: Box
    trim: Box
    content: bytes
    """The content stream, deflated."""
    shift: float | None
    """How far it moves to the right when it is printed on the other side; None: it can't."""
    elements: tuple[int, ...]
    """Structure elements of its marked content, by MCID."""
    links: tuple[Link, ...]
    anchors: Mapping[str, Box]
    bookmarks: tuple[Bookmark, ...]
    strings: Mapping[str, tuple[str, ...]]
    """Running strings set on this page, in order."""
    opened: frozenset[str]
    """Those that its first line sets."""


@dataclass(frozen=True, slots=True)
class GalleyFont:
    """A face as the text of a galley used it; `digest` is the SHA-256 of the whole file."""

    name: str
    base_font: bytes
    family: str
    digest: str
    index: int
    opentype: bool
    flags: int
    ascent: int
    descent: int
    italic_angle: int
    stem_v: int
    stem_h: int
    widths: Mapping[int, float]
    text: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Galley:
    """One section laid out."""

    pages: tuple[GalleyPage, ...]
    objects: tuple[GalleyObject, ...]
    kids: tuple[int, ...]
    """Structure elements right under the document."""
    resources: Mapping[str, Mapping[str, tuple[Piece, ...]]]
    fonts: tuple[GalleyFont, ...]

    @property
    def movable(self) -> bool:
        """Whether it may start on the other side without being laid out again."""
        return all(page.shift is not None for page in self.pages)


@dataclass(frozen=True, slots=True)
class SectionCopy:
    """What a section is laid out from: its copy, the style sheets, the files it points at."""

    title: str
    markup: str
    stylesheets: tuple[str, ...]
    assets: tuple[tuple[str, str, bytes], ...]
    """Name, media type, content."""
    side: Side = "right"
    first: bool = False


@dataclass(frozen=True, slots=True)
class HeadCopy:
    """What the head and foot of one page are laid out from."""

    sort: PageSort
    folio: int
    total: int
    strings: Mapping[str, tuple[str, ...]]
    opened: frozenset[str]
    inherited: Mapping[str, str]
    """The last value of each running string before this page."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What came of laying out: a galley, or why there is none."""

    galley: Galley | None
    complaints: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    failure: str = ""
