"""Directories: entries from a sheet, corrected, grouped, counted, told apart.

A sheet may be one of the editor's own or a table of records (`data:rady`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from publisher.model.issue import Directory, Entry, EntryField, Group, Total
from publisher.model.tables import Cell, Sheet
from publisher.model.text import Line
from publisher.nodes import Scalar, nearest
from publisher.sources.cells import right_apostrophe
from publisher.sources.corrections import apply_corrections
from publisher.sources.desk import Desk
from publisher.sources.schema import DirectorySource, GroupSource
from publisher.sources.tables import find_column, warn_of_placeholders
from publisher.typography import collation_key, index_letter

NO_VALUE = "—"

_KEY_SIGNS = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(slots=True)
class _Record:
    """One row while it becomes an entry."""

    row: tuple[Cell, ...]
    key: Cell | None
    id: str = ""


@dataclass(slots=True)
class _Roll:
    """The sheet of a directory with the columns the editor named."""

    desk: Desk
    sheet: Sheet
    source: DirectorySource
    records: list[_Record] = field(default_factory=list)
    respelt: int = 0

    def index(self, name: Scalar | None) -> int | None:
        return None if name is None else find_column(self.desk, self.sheet, name, name.place)


def make_directory(desk: Desk, source: DirectorySource, id: str) -> Directory | None:
    """The directory of a sheet; None where it can't be made and the report says why."""
    sheet = desk.sheet(source.source, source.source.place)
    if sheet is None:
        return None
    if not sheet.rows:
        desk.report.error("table-empty", source.source.place)
        return None
    roll = _Roll(desk, sheet, source)
    name = roll.index(source.name)
    key = roll.index(source.key)
    fields = [(roll.index(field.column), desk.line(field.label)) for field in source.fields]
    group_by = roll.index(source.group_by)
    count_by = roll.index(source.count_by)
    if name is None or (source.group_by and group_by is None):
        return None
    _read_records(roll, key, id)
    if source.corrections is not None:
        _correct(roll, source.corrections)
    printed = [(index, label) for index, label in fields if index is not None]
    for index, _ in printed:
        warn_of_placeholders(desk, (record.row[index] for record in roll.records))
    entries = {record.id: _entry(roll, record, name, printed) for record in roll.records}
    desk.check_language([e.name for e in entries.values()], source.source, source.source.place)
    groups = _groups(roll, entries, group_by, count_by, id)
    return Directory(
        id=id,
        groups=_told_apart(groups),
        title=desk.line_or_none(source.title),
        totals=_totals(roll, roll.records, count_by),
        place=source.source.place,
    )


# -- records ---------------------------------------------------------------------------------


def _read_records(roll: _Roll, key: int | None, id: str) -> None:
    report, seen = roll.desk.report, dict[str, Cell]()
    for number, row in enumerate(roll.sheet.rows, 1):
        cells = tuple(_respelt(roll, cell) for cell in row)
        cell = cells[key] if key is not None else None
        record = _Record(cells, cell, f"{id}-{number}")
        if cell is not None:
            if not cell.text:
                report.error("cell-empty", cell.place, column=roll.source.key)
            elif cell.text in seen:
                report.error(
                    "key-twice", cell.place, key=cell.text, first=str(seen[cell.text].place)
                )
            else:
                seen[cell.text] = cell
                record.id = f"{id}-{_KEY_SIGNS.sub('-', cell.text)}"
        record.id = roll.desk.names.claim(record.id, cells[0].place)
        roll.records.append(record)
    if roll.respelt:
        report.note(
            "apostrophes-respelt",
            roll.source.source.place,
            path=roll.sheet.path,
            count=roll.respelt,
        )


def _correct(roll: _Roll, reference: Scalar) -> None:
    """Put what is in force where the data is known to be wrong."""
    if roll.source.key is None:
        roll.desk.report.error("missing-field", reference.place, owner="`directory`", field="key")
        return
    by_key = {record.key.text: record for record in roll.records if record.key}
    rows = {key: list(record.row) for key, record in by_key.items()}
    apply_corrections(roll.desk, roll.sheet, rows, reference)
    for key, record in by_key.items():
        record.row = tuple(rows[key])


def _respelt(roll: _Roll, cell: Cell) -> Cell:
    text = right_apostrophe(cell.text)
    if text == cell.text:
        return cell
    roll.respelt += 1
    return Cell(text, cell.place)


# -- entries and groups ------------------------------------------------------------------------


def _entry(roll: _Roll, record: _Record, name: int, fields: Iterable[tuple[int, Line]]) -> Entry:
    cell = record.row[name]
    if not cell.text:
        roll.desk.report.error("cell-empty", cell.place, column=roll.source.name)
    return Entry(
        id=record.id,
        name=_line(roll, cell),
        fields=tuple(EntryField(label, _line(roll, record.row[index])) for index, label in fields),
        place=cell.place,
    )


def _line(roll: _Roll, cell: Cell) -> Line:
    return Line(cell.text or NO_VALUE, roll.desk.language, cell.place)


def _groups(
    roll: _Roll,
    entries: dict[str, Entry],
    group_by: int | None,
    count_by: int | None,
    id: str,
) -> list[Group]:
    """Groups the editor named come first, all others in alphabetical order."""
    language = roll.desk.language
    if group_by is None:
        title = roll.desk.line_or_none(roll.source.title) or Line("", language)
        return [_group(roll, roll.records, entries, count_by, f"{id}-all", title, None)]
    by_value: dict[str, list[_Record]] = {}
    for record in roll.records:
        cell = record.row[group_by]
        if not cell.text:
            roll.desk.report.error("cell-empty", cell.place, column=roll.source.group_by)
        by_value.setdefault(cell.text, []).append(record)
    groups = []
    for number, named in enumerate(roll.source.groups, 1):
        records = list(_take(roll, named, by_value))
        mark = roll.desk.line_or_none(named.mark)
        title = roll.desk.line(named.title)
        groups.append(_group(roll, records, entries, count_by, f"{id}-g{number}", title, mark))
    ordered = sorted(by_value, key=lambda value: collation_key(value, language))
    for number, value in enumerate(ordered, len(groups) + 1):
        records = by_value[value]
        title = _line(roll, records[0].row[group_by])
        groups.append(_group(roll, records, entries, count_by, f"{id}-g{number}", title, None))
    return groups


def _take(roll: _Roll, named: GroupSource, by_value: dict[str, list[_Record]]) -> Iterator[_Record]:
    """The records of the values that stand under one heading."""
    for value in named.values:
        records = by_value.pop(right_apostrophe(" ".join(value.split())), None)
        if records is None:
            roll.desk.report.error(
                "group-empty",
                value.place,
                value=value,
                suggestion=nearest(value, by_value),
                known=", ".join(sorted(by_value)) or None,
            )
        else:
            yield from records


def _group(
    roll: _Roll,
    records: list[_Record],
    entries: dict[str, Entry],
    count_by: int | None,
    id: str,
    title: Line,
    mark: Line | None,
) -> Group:
    language = roll.desk.language
    ordered = sorted(
        records,
        key=lambda record: (
            collation_key(entries[record.id].name.text, language),
            record.key.text if record.key else record.id,
        ),
    )
    if mark is None and title.text:
        mark = Line(index_letter(title.text, language), language, title.place)
    return Group(
        id=roll.desk.names.claim(id, title.place),
        title=title,
        entries=tuple(entries[record.id] for record in ordered),
        totals=_totals(roll, records, count_by),
        mark=mark,
    )


def _totals(roll: _Roll, records: list[_Record], count_by: int | None) -> tuple[Total, ...]:
    """How many entries there are of each value, in the order of `count_titles`."""
    if count_by is None:
        return ()
    titles = roll.source.count_titles
    counts = Counter(record.row[count_by].text for record in records)
    for record in records:
        cell = record.row[count_by]
        if titles and cell.text not in titles:
            roll.desk.report.error(
                "count-untitled",
                cell.place,
                value=cell.text,
                suggestion=nearest(cell.text, titles),
                known=", ".join(titles),
            )
    order = [*titles, *sorted(set(counts) - set(titles))]
    return tuple(
        Total(
            counts[value],
            roll.desk.line(titles[value])
            if value in titles
            else Line(value, roll.desk.language, roll.source.source.place),
        )
        for value in order
        if counts[value]
    )


# -- homonyms ----------------------------------------------------------------------------------


def _told_apart(groups: list[Group]) -> tuple[Group, ...]:
    """Entries of one name get the title of their group, and what else tells them apart."""
    homonyms: dict[str, list[tuple[Group, Entry]]] = {}
    for group in groups:
        for entry in group.entries:
            homonyms.setdefault(entry.name.text.casefold(), []).append((group, entry))
    qualified = {
        id: qualifier
        for alike in homonyms.values()
        if len(alike) > 1
        for id, qualifier in _qualifiers(alike)
    }
    return tuple(
        replace(
            group,
            entries=tuple(
                replace(entry, qualifier=qualified.get(entry.id)) for entry in group.entries
            ),
        )
        for group in groups
    )


def _qualifiers(alike: list[tuple[Group, Entry]]) -> Iterator[tuple[str, Line]]:
    for group, entry in alike:
        here = [other for its, other in alike if its is group]
        words = [group.title.text] if len({its.id for its, _ in alike}) > 1 else []
        if len(here) > 1 and (value := _telling_value(entry, here)):
            words.append(value)
        if words:
            yield entry.id, Line(", ".join(words), entry.name.language, entry.name.place)


def _telling_value(entry: Entry, alike: list[Entry]) -> str | None:
    """The value of the first field that only this one of the entries has; else their code."""
    for number, given in enumerate(entry.fields):
        values = [other.fields[number].value.text for other in alike]
        if given.value.text != NO_VALUE and values.count(given.value.text) == 1:
            return given.value.text
    return None
