"""Figures and tables that the text of an article holds or points at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from publisher.diagnostics import Place
from publisher.model.charts import Drawn
from publisher.model.issue import Figure, Insert, InsertSpan, Table, Width
from publisher.model.tables import Align, Column, TableRow
from publisher.model.text import BlockName, Inlines, Line
from publisher.nodes import nearest
from publisher.sources.chart_tables import table_of
from publisher.sources.charts import make_drawn, read_fence
from publisher.sources.desk import Desk
from publisher.sources.markdown import Attributes, Copy, read_line
from publisher.sources.sparklines import with_sparklines
from publisher.sources.tables import Choice, Words, find_column, make_table

WIDTHS: tuple[Width, ...] = ("column", "page", "bleed")
INSERT_SPANS: tuple[InsertSpan, ...] = ("column", "measure")
TABLE_WIDTHS: tuple[Literal["column", "page"], ...] = ("column", "page")

_Sort = TypeVar("_Sort", bound=str)


@dataclass(slots=True)
class ArticleInsets:
    """Collects the figures and tables of one article, in reading order."""

    desk: Desk
    owner: str
    path: str
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictured: list[Drawn] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)

    def figure(
        self, source: str, caption: Inlines, attributes: Attributes, place: Place
    ) -> str | None:
        """A picture of its own paragraph."""
        width = self._width(attributes, WIDTHS, place)
        alt, credit = attributes.get("alt"), attributes.get("credit")
        if not alt:
            self.desk.report.error("alt-missing", place, file=source)
        picture = self.desk.picture(source, place)
        id = self._id(attributes, "fig", place)
        if picture is None:
            return None
        self.figures.append(
            Figure(
                id=id,
                picture=picture,
                alt=self._line(alt or "", place),
                caption=caption,
                credit=self._line(credit, place) if credit else None,
                width=width or "column",
                number=self.desk.names.number("figure") if attributes.id else None,
                place=place,
            )
        )
        return id

    def table(
        self,
        columns: tuple[Column, ...],
        rows: tuple[TableRow, ...],
        caption: Inlines,
        attributes: Attributes,
        place: Place,
    ) -> str | None:
        """A table typed in the text."""
        id = self._id(attributes, "tbl", place)
        self.tables.append(
            Table(
                id=id,
                columns=columns,
                rows=rows,
                caption=caption,
                note=self._inlines(attributes.get("note"), place),
                number=self.desk.names.number("table") if attributes.id else None,
                width=self._width(attributes, TABLE_WIDTHS, place) or "column",
                place=place,
            )
        )
        return id

    def sheet(self, attributes: Attributes, place: Place) -> str | None:
        """A table from a sheet of data."""
        id = self._id(attributes, "tbl", place)
        reference = attributes.get("src")
        if not reference:
            self.desk.report.error("missing-field", place, owner="`table`", field="src")
            return None
        sheet = self.desk.sheet(reference, place)
        if sheet is None:
            return None
        numbers, sums = self._names(attributes, "numbers"), self._names(attributes, "total")
        chosen = self._names(attributes, "columns") or [c.text for c in sheet.header]
        for name in (*numbers, *sums):
            if name not in chosen and find_column(self.desk, sheet, name, place) is not None:
                self.desk.report.error(
                    "column-not-printed",
                    place,
                    column=name,
                    known=", ".join(chosen),
                    suggestion=nearest(name, chosen),
                )
        align: Align = "number"
        choices = [
            Choice(name, align=align if name in numbers else None, summed=name in sums, place=place)
            for name in chosen
        ]
        total = attributes.get("total-title")
        words = Words(
            caption=self._inlines(attributes.get("caption"), place),
            note=self._inlines(attributes.get("note"), place),
            total=self._line(total, place) if total else None,
            width=self._width(attributes, TABLE_WIDTHS, place) or "column",
        )
        number = self.desk.names.number("table") if attributes.id else None
        table = make_table(self.desk, sheet, choices, words, id=id, number=number, place=place)
        if lines := self._names(attributes, "sparkline"):
            heading = attributes.get("sparkline-title")
            heading_line = self._line(heading, place) if heading else None
            table = with_sparklines(self.desk, sheet, table, lines, heading_line, place)
        self.desk.check_language(printed_lines(table), reference, place)
        self.tables.append(table)
        return id

    def drawn(
        self, name: str, attributes: Attributes, place: Place
    ) -> tuple[tuple[BlockName, str], ...]:
        """A chart or a map: the attributes of its fence are the fields it has in `issue.yaml`."""
        source = read_fence(name, attributes, place, self.desk.report)
        if source is None:
            return ()
        id = self._id(attributes, "fig", place)
        number = self.desk.names.number("figure") if attributes.id else None
        made = make_drawn(self.desk, source, id=id, number=number, place=place)
        if made is None:
            return ()
        self.pictured.append(made)
        if source.table is None:
            return (("figure", id),)
        below = self.desk.names.invent(f"{id}-data", place)
        self.tables.append(table_of(made, self.desk.line(source.table), below))
        return ("figure", id), ("table", below)

    def insert(self, attributes: Attributes, place: Place) -> str | None:
        """A page of somebody's PDF, in the column or across all of them."""
        id = self._id(attributes, "ins", place)
        reference, alt = attributes.get("src"), attributes.get("alt")
        number, credit = attributes.get("page") or "1", attributes.get("credit")
        if attributes.get("place") == "page":
            self.desk.report.error("insert-page-in-text", place)
            return None
        span = self._width(attributes, INSERT_SPANS, place, "place") or "column"
        if not reference:
            self.desk.report.error("missing-field", place, owner="`insert`", field="src")
        if not alt:
            self.desk.report.error("alt-missing", place, file=reference or "insert")
        if not (number.isascii() and number.isdigit() and int(number[:9]) > 0):
            self.desk.report.error("whole-number-expected", place, field="page", value=number)
            return None
        page = self.desk.insert(reference, int(number[:9]), place) if reference else None
        if page is None:
            return None
        self.inserts.append(
            Insert(
                id=id,
                page=page,
                alt=self._line(alt or "", place),
                caption=self._inlines(attributes.get("caption"), place),
                credit=self._line(credit, place) if credit else None,
                span=span,
                place=place,
            )
        )
        return id

    # -- what attributes mean --------------------------------------------------------------

    def _id(self, attributes: Attributes, sort: str, place: Place) -> str:
        if attributes.id:
            return self.desk.names.claim(attributes.id, place)
        return self.desk.names.invent(f"{self.owner}-{sort}", place)

    def _width(
        self, attributes: Attributes, known: tuple[_Sort, ...], place: Place, name: str = "width"
    ) -> _Sort | None:
        width = attributes.get(name)
        if width is None:
            return None
        for choice in known:
            if width == choice:
                return choice
        self.desk.report.error(
            "unknown-choice",
            place,
            field=name,
            value=width,
            suggestion=nearest(width, known),
            known=", ".join(known),
        )
        return None

    def _names(self, attributes: Attributes, name: str) -> list[str]:
        text = attributes.get(name) or ""
        return [part.strip() for part in text.split(",") if part.strip()]

    def _line(self, text: str, place: Place) -> Line:
        return Line(text, self.desk.language, place)

    def _inlines(self, text: str | None, place: Place) -> Inlines:
        if not text:
            return ()
        copy = Copy(
            self.path,
            self.desk.language,
            self.desk.names,
            self.desk.report,
            self.owner,
            fixed=place,
        )
        return read_line(text, copy)


def printed_lines(table: Table) -> list[Line]:
    """The plain lines a table prints."""
    cells = [cell for row in table.rows for cell in row.cells]
    titles = [column.title for column in table.columns]
    return [words for words in (*titles, *cells) if isinstance(words, Line)]
