"""Entries of directories: one row of a sheet, with its values formatted and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from publisher.diagnostics import Place
from publisher.model.issue import Entry, EntryField, EntryList
from publisher.model.language import Language
from publisher.model.tables import Cell, Sheet
from publisher.model.text import Line
from publisher.nodes import Scalar, nearest
from publisher.sources.desk import Desk
from publisher.sources.figures import DATES, NUMBERS
from publisher.sources.numbers import parse_number
from publisher.sources.schema import FieldSource, FormerSource, ListSource, parse_date
from publisher.sources.tables import find_column
from publisher.typography import collation_key

NO_VALUE = "—"

_KEY_SIGNS = re.compile(r"[^A-Za-z0-9-]+")


def claimed(owner: str, key: str) -> str:
    """The id of a record of this key."""
    return f"{owner}-{_KEY_SIGNS.sub('-', key)}"


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    label: Line | None
    format: Callable[..., str] | None
    dated: bool
    left_out: bool


@dataclass(slots=True)
class EntryMaker:
    """Makes entries of the rows of one sheet."""

    desk: Desk
    fields: list[_Column] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)

    @classmethod
    def of(
        cls, desk: Desk, sheet: Sheet, fields: list[FieldSource], apart: list[Scalar]
    ) -> EntryMaker:
        """With the columns the editor named; those that are missing are reported."""
        made = cls(desk)
        for one in fields:
            index = find_column(desk, sheet, one.column, one.column.place)
            if index is not None:
                label = desk.line_or_none(one.label)
                form = made.format_of(one)
                dated = form is not None and str(one.format) in DATES
                left_out = one.missing == "leave-out"
                made.fields.append(_Column(index, label, form, dated, left_out))
        for name in apart:
            index = find_column(desk, sheet, name, name.place)
            if index is not None:
                made.apart.append(index)
        return made

    @property
    def columns(self) -> Iterator[int]:
        """The columns that are printed."""
        return (column.index for column in self.fields)

    def format_of(self, source: FieldSource) -> Callable[..., str] | None:
        """The format a field names, or an error that there is none."""
        if source.format is None:
            return None
        known = {**NUMBERS, **DATES}
        if source.format not in known:
            self.desk.report.error(
                "format-unknown",
                source.format.place,
                format=str(source.format),
                suggestion=nearest(source.format, known),
                known=", ".join(known),
            )
        return known.get(str(source.format))

    def entry(
        self,
        id: str,
        name: Cell,
        row: tuple[Cell, ...],
        *,
        prefix: Cell | None = None,
        lists: tuple[EntryList, ...] = (),
    ) -> Entry:
        """The entry of a row."""
        return Entry(
            id=id,
            name=self.line(name),
            fields=tuple(self._fields(row)),
            place=name.place,
            prefix=self.line(prefix) if prefix and prefix.text else None,
            lists=lists,
            apart=tuple(self.line(row[index]) for index in self.apart if row[index].text),
        )

    def _fields(self, row: tuple[Cell, ...]) -> Iterator[EntryField]:
        for column in self.fields:
            cell = row[column.index]
            if cell.text or not column.left_out:
                yield EntryField(column.label, self._value(column, cell))

    def _value(self, column: _Column, cell: Cell) -> Line:
        if column.format is None or not cell.text:
            return self.line(cell)
        value = parse_date(cell.text) if column.dated else parse_number(cell.text)
        if value is None:
            self.desk.report.error(
                "value-not-date" if column.dated else "value-not-number",
                cell.place,
                text=cell.text[:60],
                column=column.label.text if column.label else "",
            )
            return self.line(cell)
        return Line(column.format(value, self.desk.language), self.desk.language, cell.place)

    def line(self, cell: Cell) -> Line:
        """The words of a cell, or the sign for none."""
        return Line(cell.text or NO_VALUE, self.desk.language, cell.place)


@dataclass(slots=True)
class Lists:
    """Records of other tables, by the entry they belong to. None of them may belong to nobody."""

    desk: Desk
    sources: list[ListSource]
    owner: str
    _read: list[tuple[ListSource, str, dict[str, list[Entry]], dict[str, Place]]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        for number, source in enumerate(self.sources, 1):
            id = str(source.id) if source.id else f"{self.owner}-list-{number}"
            self.desk.names.claim(id, source.source.place)
            self._take(source, id)

    def under(self, key: Cell | None) -> tuple[EntryList, ...]:
        """The lists under the entry of a key; a list without records is left out."""
        if key is None:
            return ()
        return tuple(
            EntryList(f"{id}-of-{key.text}", self.desk.line(source.title), tuple(by_key[key.text]))
            for source, id, by_key, _ in self._read
            if by_key.get(key.text)
        )

    def check(self, known: set[str]) -> None:
        """Report records that name an entry there is none of: they would be lost."""
        for source, _, by_key, places in self._read:
            for key in by_key.keys() - known:
                self.desk.report.error(
                    "record-nowhere",
                    places[key],
                    key=key,
                    table=str(source.source),
                    suggestion=nearest(key, known, cutoff=0.85),
                )

    def _take(self, source: ListSource, id: str) -> None:
        desk = self.desk
        sheet = desk.sheet(source.source, source.source.place)
        if sheet is None:
            return
        wanted = [source.by, source.name, source.key, source.prefix]
        by, name, key, prefix = (
            find_column(desk, sheet, one, one.place) if one else None for one in wanted
        )
        if by is None or name is None:
            return
        maker = EntryMaker.of(desk, sheet, source.fields, source.apart)
        by_key: dict[str, list[Entry]] = {}
        places: dict[str, Place] = {}
        for number, row in enumerate(sheet.rows, 1):
            own = claimed(id, row[key].text) if key is not None else f"{id}-{number}"
            entry = maker.entry(
                desk.names.claim(own, row[name].place),
                row[name],
                row,
                prefix=row[prefix] if prefix is not None else None,
            )
            by_key.setdefault(row[by].text, []).append(entry)
            places.setdefault(row[by].text, row[by].place)
        if source.order == "name":
            for entries in by_key.values():
                entries.sort(key=lambda entry: _order(entry, desk.language))
        self._read.append((source, id, by_key, places))


def _order(entry: Entry, language: Language) -> tuple[object, ...]:
    return (collation_key(entry.name.text, language), entry.id)


def former_names(desk: Desk, source: FormerSource) -> Iterator[tuple[Cell, Cell]]:
    """Former names with the keys of the entries they lead to."""
    sheet = desk.sheet(source.source, source.source.place)
    if sheet is None:
        return
    name = find_column(desk, sheet, source.name, source.name.place)
    key = find_column(desk, sheet, source.key, source.key.place)
    if name is None or key is None:
        return
    for row in sheet.rows:
        yield row[name], row[key]
