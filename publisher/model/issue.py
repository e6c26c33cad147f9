"""An edition as data: everything the editor gave, typed and complete, in one language.

Each field says by its annotation what becomes of it: `Printed` words stand on the pages and
are counted there, `Alternative` words serve those who don't see the page, all else steers
the press. `part_words` in `reading` relies on this.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from publisher.diagnostics import Place
from publisher.model.charts import Chart, Drawn, Map
from publisher.model.choices import GivenChoices
from publisher.model.language import Language
from publisher.model.tables import Column, TableRow
from publisher.model.text import MACHINE, PRINTED, Alternative, Flow, Inlines, Line, Printed

PrintedFlow = Annotated[Flow, PRINTED]
PrintedInlines = Annotated[Inlines, PRINTED]
Width = Literal["column", "page", "bleed"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, decoded and checked: `name` is the asset it travels as.

    `content` is what will be placed: upright, without metadata, colour profile kept. Sizes
    in pixels for photographs, in CSS pixels for drawings.
    """

    name: str
    media_type: Literal["image/jpeg", "image/png", "image/svg+xml"]
    content: bytes
    width: float
    height: float
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words."""

    id: str
    picture: Picture
    alt: Alternative
    caption: PrintedInlines = ()
    credit: Printed | None = None
    width: Width = "column"
    number: int | None = None
    place: Place | None = None
    type: Literal["figure"] = "figure"


InsertSpan = Literal["page", "measure", "column"]


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page of a PDF somebody sent, checked and cut loose: `name` is the asset it travels as.

    `content` is a PDF of this page alone, upright; sizes are those of the trimmed page in
    points. `source` and `number` say where it came from.
    """

    name: str
    content: bytes
    width: float
    height: float
    source: str
    number: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """A page that comes ready-made, with its words: an advertisement, a signed decision."""

    id: str
    page: ForeignPage
    alt: Alternative
    caption: PrintedInlines = ()
    credit: Printed | None = None
    span: InsertSpan = "measure"
    place: Place | None = None
    type: Literal["insert"] = "insert"


@dataclass(frozen=True, slots=True)
class Table:
    """A table from data or from Markdown (then `body` is None and the flow holds it)."""

    id: str
    columns: Annotated[tuple[Column, ...], PRINTED]
    rows: Annotated[tuple[TableRow, ...], PRINTED]
    caption: PrintedInlines = ()
    note: PrintedInlines = ()
    number: int | None = None
    width: Width = "column"
    place: Place | None = None
    type: Literal["table"] = "table"


ArticleKind = Literal[
    "news", "decision", "consultation", "report", "grants", "statistics",
    "interview", "column", "chronicle", "chapter",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """A text with a title. `figures` and `tables` are what its flow points at by id.

    `drawn` are charts and maps still to be drawn: figures, once they are.
    """

    id: str
    title: Printed
    body: PrintedFlow
    lead: PrintedInlines = ()
    kicker: Printed | None = None
    author: Printed | None = None
    role: Printed | None = None
    kind: ArticleKind = "news"
    columns: int | None = None
    figures: Annotated[tuple[Figure, ...], PRINTED] = ()
    tables: Annotated[tuple[Table, ...], PRINTED] = ()
    drawn: Annotated[tuple[Drawn, ...], PRINTED] = ()
    inserts: Annotated[tuple[Insert, ...], PRINTED] = ()
    source: str = ""
    place: Place | None = None
    type: Literal["article"] = "article"

    def figure(self, id: str) -> Figure:
        """The figure of this id; KeyError when the flow points at none (sources forbids it)."""
        for figure in self.figures:
            if figure.id == id:
                return figure
        raise KeyError(id)

    def table(self, id: str) -> Table:
        """The data table of this id; KeyError as above."""
        for table in self.tables:
            if table.id == id:
                return table
        raise KeyError(id)

    def insert(self, id: str) -> Insert:
        """The insert of this id; KeyError as above."""
        for insert in self.inserts:
            if insert.id == id:
                return insert
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class FigureItem:
    """One large figure of a panel."""

    value: Printed
    label: Printed
    note: Printed | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """A panel of large figures."""

    id: str
    items: Annotated[tuple[FigureItem, ...], PRINTED]
    title: Printed | None = None
    place: Place | None = None
    type: Literal["figures"] = "figures"


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed notice."""

    id: str
    body: PrintedFlow
    title: Printed | None = None
    place: Place | None = None
    type: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a calendar; `start` orders, `date` is printed."""

    start: datetime.date
    event: Printed
    end: datetime.date | None = None
    time: Printed | None = None
    venue: Printed | None = None
    contact: Printed | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Events in order of their dates."""

    id: str
    title: Printed
    events: Annotated[tuple[Event, ...], PRINTED]
    place: Place | None = None
    type: Literal["calendar"] = "calendar"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One value of a directory entry, with its label where it has one."""

    label: Printed | None
    value: Printed


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a directory. `qualifier` tells homonyms apart, and is printed in the index.

    `prefix` stands before the name («с.»); an entry with `see` is a former name that leads to
    the entry of id `see_id`. `lists` are other records that belong to this one.
    """

    id: str
    name: Printed
    fields: Annotated[tuple[EntryField, ...], PRINTED]
    qualifier: Annotated[Line | None, MACHINE] = None
    place: Place | None = None
    prefix: Printed | None = None
    see: Printed | None = None
    see_id: str | None = None
    lists: Annotated[tuple[EntryList, ...], PRINTED] = ()
    apart: Annotated[tuple[Line, ...], MACHINE] = ()
    """What tells it from others of its name, the widest first: raion, hromada, code."""


@dataclass(frozen=True, slots=True)
class EntryList:
    """Records of another table under one of ours: the settlements of a hromada."""

    id: str
    title: Printed
    entries: Annotated[tuple[Entry, ...], PRINTED]


@dataclass(frozen=True, slots=True)
class Total:
    """A computed total of a group: a number and what it counts."""

    value: int
    title: Printed


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading, or groups with headings of their own; `mark` is what its thumb
    tab says."""

    id: str
    title: Printed
    entries: Annotated[tuple[Entry, ...], PRINTED]
    totals: Annotated[tuple[Total, ...], PRINTED] = ()
    mark: Annotated[Line | None, MACHINE] = None
    groups: Annotated[tuple[Group, ...], PRINTED] = ()

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """The entries of the group and of the groups in it."""
        inner = (entry for group in self.groups for entry in group.all_entries)
        return (*self.entries, *inner)


Design = Literal["card", "line", "row"]


@dataclass(frozen=True, slots=True)
class Directory:
    """Entries from data, grouped and in order."""

    id: str
    groups: Annotated[tuple[Group, ...], PRINTED]
    title: Printed | None = None
    totals: Annotated[tuple[Total, ...], PRINTED] = ()
    place: Place | None = None
    design: Design = "card"
    tabbed: bool = False
    """Each group begins a page, and has a thumb tab on the fore edge."""
    type: Literal["directory"] = "directory"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order they are printed, without the lists in them."""
        return tuple(entry for group in self.groups for entry in group.all_entries)

    @property
    def records(self) -> Iterator[Entry]:
        """Every record it prints: entries, and those of their lists."""
        for entry in self.entries:
            yield entry
            for one in entry.lists:
                yield from one.entries


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of an index: the words and the ids it leads to."""

    text: Printed
    targets: tuple[str, ...]
    qualifier: Printed | None = None
    see: Printed | None = None
    """The name in force, where the entry's own is a former one."""
    suffix: Printed | None = None
    """What follows the name: «с.», «м.»."""


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """Entries under one letter of the language's alphabet."""

    letter: Printed
    entries: Annotated[tuple[IndexEntry, ...], PRINTED]


@dataclass(frozen=True, slots=True)
class Index:
    """An alphabetical index, in the order of the edition's language."""

    id: str
    title: Printed
    letters: Annotated[tuple[IndexLetter, ...], PRINTED]
    note: Printed | None = None
    place: Place | None = None
    type: Literal["index"] = "index"


@dataclass(frozen=True, slots=True)
class AbbreviationEntry:
    """One line of the list of abbreviations."""

    short: Printed
    meaning: Printed


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The list of abbreviations, collected from the edition's own text."""

    id: str
    title: Printed
    entries: Annotated[tuple[AbbreviationEntry, ...], PRINTED]
    place: Place | None = None
    type: Literal["abbreviations"] = "abbreviations"


Part = (
    Article
    | Table
    | Figure
    | Chart
    | Map
    | Figures
    | Notice
    | Calendar
    | Directory
    | Index
    | Abbreviations
    | Insert
)  # told apart by `type`


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under one rubric."""

    id: str
    parts: Annotated[tuple[Part, ...], PRINTED]
    rubric: Printed | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """An article named on the cover or in the contents."""

    target: str
    title: Printed
    lead: PrintedInlines = ()
    rubric: Printed | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page shows besides the masthead."""

    picture: Figure | None = None
    lead: Announcement | None = None
    announce: Annotated[tuple[Announcement, ...], PRINTED] = ()
    lines: Annotated[tuple[Printed, ...], PRINTED] = ()


@dataclass(frozen=True, slots=True)
class Firm:
    """A publisher or a printing house, as the imprint names it."""

    name: Printed
    address: Printed | None = None
    certificate: Printed | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """Вихідні відомості: what the editor gave for them."""

    kind_label: Printed | None = None
    udc: Printed | None = None
    isbn: Printed | None = None
    issn: Printed | None = None
    media_id: Printed | None = None
    founder: Printed | None = None
    editor: Printed | None = None
    editorial_board: Printed | None = None
    compiler: Printed | None = None
    reviewer: Printed | None = None
    approval: Printed | None = None
    copyright: Printed | None = None
    format: Printed | None = None
    paper: Printed | None = None
    typeface: Printed | None = None
    printing: Printed | None = None
    print_run: int | None = None
    order: Printed | None = None
    signed_to_print: datetime.date | None = None
    publisher: Firm | None = None
    printer: Firm | None = None
    contacts: Annotated[tuple[Printed, ...], PRINTED] = ()
    place: Place | None = None


Binding = Literal["saddle", "perfect"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding of preflight someone answers for: which rule, where, why, until when."""

    rule: str
    reason: str
    page: int | None = None
    """Counted from 1; None for every page."""
    until: datetime.date | None = None
    """The last day it holds."""
    by: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One edition in one language."""

    slug: str
    kind: str
    language: Language
    languages: tuple[Language, ...]
    title: Printed
    date: datetime.date
    sections: Annotated[tuple[Section, ...], PRINTED]
    subtitle: Printed | None = None
    organisation: Printed | None = None
    series: Printed | None = None
    number: int | None = None
    total_number: int | None = None
    as_of: Printed | None = None
    city: Printed | None = None
    cover: Cover | None = None
    imprint: Imprint | None = None
    printer: str | None = None
    choices: GivenChoices = field(default_factory=GivenChoices)
    printer_place: Place | None = None
    binding: Binding | None = None
    """Saddle stitching takes pages in fours, perfect binding in twos."""
    waivers: tuple[Waiver, ...] = ()
    place: Place | None = None

    @property
    def output_name(self) -> str:
        """The name outputs carry: the slug, with the language where there are several."""
        return f"{self.slug}-{self.language}" if len(self.languages) > 1 else self.slug
