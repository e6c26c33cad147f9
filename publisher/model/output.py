"""What the stages make of an issue: HTML, PDF, Word, print files."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.diagnostics import Place
from publisher.model.choices import Choices
from publisher.model.language import Language
from publisher.units import Box, Length


@dataclass(frozen=True, slots=True)
class Ink:
    """What a colour token is made of on press: process values in percent, or a spot ink.

    A spot keeps its process values too, as its alternate.
    """

    c: float = 0.0
    m: float = 0.0
    y: float = 0.0
    k: float = 0.0
    spot: str | None = None


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour token: its name, its screen value `#rrggbb`, its press value."""

    name: str
    screen: str
    press: Ink


@dataclass(frozen=True, slots=True)
class PageFormat:
    """The trimmed page and its margins; `columns` and `gap` of the text area."""

    width: Length
    height: Length
    inner: Length
    outer: Length
    top: Length
    bottom: Length
    columns: int = 1
    gap: Length = field(default=Length(0))
    bleed: Length = field(default=Length.mm(5))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of text looks, for CSS and for Word alike. Sizes in points."""

    family: str
    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    colour: str = "text"
    tracking: float = 0.0
    """Thousandths of an em."""
    capitals: bool = False
    space_before: float = 0.0
    space_after: float = 0.0
    indent: float = 0.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The looks of an edition, read from `tokens.yaml` and the kind's own."""

    page: PageFormat
    colours: tuple[Colour, ...]
    styles: Mapping[str, TextStyle]
    values: Mapping[str, str]
    """Every other token by its dotted name (`rule.strong`, `grid.line`)."""

    def colour(self, name: str) -> Colour:
        """The colour of a name; KeyError when there is none."""
        for colour in self.colours:
            if colour.name == name:
                return colour
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file the HTML points at by name."""

    name: str
    media_type: str
    content: bytes
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class BookSection:
    """One top-level section of the HTML: its id, what it is, its words for outlines."""

    id: str
    role: str
    title: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class HtmlBook:
    """One semantic HTML for both printers.

    `markup` is a whole document in the closed vocabulary; `stylesheets` are CSS texts in
    order; `places` leads from element ids and `data-src` marks to the editor's files.
    """

    slug: str
    output_name: str
    kind: str
    language: Language
    title: str
    authors: tuple[str, ...]
    description: str
    moment: datetime.datetime
    markup: str
    stylesheets: tuple[str, ...]
    assets: tuple[Asset, ...]
    tokens: Tokens
    sections: tuple[BookSection, ...]
    words: Mapping[str, str]
    """Fixed words of this language by dotted key (`running.page`, `figure.label`)."""
    places: Mapping[str, Place]
    running_title: str = ""
    choices: Choices = field(default_factory=Choices)
    """The house choices its words were set by."""
    records: tuple[str, ...] = ()
    """Ids of the records the edition was given, which each must be found again in the files."""

    def asset(self, name: str) -> Asset:
        """The asset of a name; KeyError when there is none."""
        for asset in self.assets:
            if asset.name == name:
                return asset
        raise KeyError(name)


def record_bookmark(id: str) -> str:
    """What the place of a record is called in Word: letters, digits and lines below, forty signs
    at most, and no two records alike."""
    if re.fullmatch(r"[A-Za-z0-9-]{1,33}", id):
        return f"_Rec_{id.replace('-', '_')}"
    return f"_Rec_{hashlib.sha256(id.encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an id stands in a finished PDF: page from 1, box from the trim's corner."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Boxes of one finished page, in points of the file's own space."""

    media: Box
    trim: Box
    label: str


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The screen edition, and the proof of every print edition.

    Pages carry 5 mm of bleed around the trim; CropBox is the trim.
    """

    content: bytes
    pages: tuple[PageGeometry, ...]
    spots: Mapping[str, Spot]
    """Element id → where it stands."""
    places: Mapping[str, Place]
    """Element id → where its words were typed."""
    colours: tuple[Colour, ...]
    """The table of screen value → press value."""
    title: str
    language: Language
    moment: datetime.datetime
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Drawings rendered as PNG, by asset name, for printers that know no SVG."""


@dataclass(frozen=True, slots=True)
class DocxFile:
    """The Word edition."""

    content: bytes
    title: str


@dataclass(frozen=True, slots=True)
class Made:
    """One file that a build made."""

    path: str
    content: bytes
    format: str
    pages: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
