"""Directories: entries from a sheet, corrected, grouped, counted, told apart.

A sheet may be one of the editor's own or a table of records (`data:rady`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from publisher.model.issue import Directory, Entry, EntryList, Group, Total
from publisher.model.language import Language
from publisher.model.tables import Cell, Sheet
from publisher.model.text import Line
from publisher.nodes import Scalar, nearest
from publisher.sources.cells import right_apostrophe
from publisher.sources.corrections import apply_corrections
from publisher.sources.desk import Desk
from publisher.sources.entries import NO_VALUE, EntryMaker, Lists, claimed, former_names
from publisher.sources.schema import DirectorySource, FormerSource, GroupSource
from publisher.sources.tables import find_column, warn_of_placeholders
from publisher.typography import collation_key, index_letter


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
    group_by = [roll.index(column) for column in source.group_by]
    count_by = roll.index(source.count_by)
    levels = [index for index in group_by if index is not None]
    if name is None or len(levels) < len(group_by):
        return None
    _read_records(roll, key, id)
    if source.corrections is not None:
        _correct(roll, source.corrections)
    maker = EntryMaker.of(desk, sheet, source.fields, source.apart)
    for index in maker.columns:
        warn_of_placeholders(desk, (record.row[index] for record in roll.records))
    lists = Lists(desk, source.lists, id)
    entries = {
        record.id: _entry(roll, record, name, maker, lists.under(record.key))
        for record in roll.records
    }
    lists.check({record.key.text for record in roll.records if record.key})
    desk.check_language([e.name for e in entries.values()], source.source, source.source.place)
    groups = _groups(roll, entries, levels, count_by, id)
    if source.former is not None:
        groups = _with_former(roll, source.former, groups, id)
    if not source.apart:
        groups = list(_told_apart(groups))
    return Directory(
        id=id,
        groups=tuple(groups),
        title=desk.line_or_none(source.title),
        totals=_totals(roll, roll.records, count_by),
        place=source.source.place,
        design=source.entry,
        tabbed=source.tabs,
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
                record.id = claimed(id, cell.text)
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


def _entry(
    roll: _Roll, record: _Record, name: int, maker: EntryMaker, lists: tuple[EntryList, ...]
) -> Entry:
    cell = record.row[name]
    if not cell.text:
        roll.desk.report.error("cell-empty", cell.place, column=roll.source.name)
    return maker.entry(record.id, cell, record.row, lists=lists)


def _line(roll: _Roll, cell: Cell) -> Line:
    return Line(cell.text or NO_VALUE, roll.desk.language, cell.place)


def _groups(
    roll: _Roll,
    entries: dict[str, Entry],
    group_by: list[int],
    count_by: int | None,
    id: str,
) -> list[Group]:
    """Groups the editor named come first, all others in alphabetical order."""
    language = roll.desk.language
    if not group_by:
        title = roll.desk.line_or_none(roll.source.title) or Line("", language)
        return [_group(roll, roll.records, entries, [], count_by, f"{id}-all", title, None)]
    by_value = _by_value(roll, roll.records, group_by[0], roll.source.group_by[0])
    groups = []
    for number, named in enumerate(roll.source.groups, 1):
        records = list(_take(roll, named, by_value))
        mark = roll.desk.line_or_none(named.mark)
        title = roll.desk.line(named.title)
        groups.append(
            _group(roll, records, entries, group_by[1:], count_by, f"{id}-g{number}", title, mark)
        )
    groups += _groups_of(roll, by_value, entries, group_by, count_by, id, len(groups) + 1)
    return groups


def _by_value(
    roll: _Roll, records: Iterable[_Record], column: int, name: Scalar
) -> dict[str, list[_Record]]:
    found: dict[str, list[_Record]] = {}
    for record in records:
        cell = record.row[column]
        if not cell.text:
            roll.desk.report.error("cell-empty", cell.place, column=name)
        found.setdefault(cell.text, []).append(record)
    return found


def _groups_of(
    roll: _Roll,
    by_value: dict[str, list[_Record]],
    entries: dict[str, Entry],
    group_by: list[int],
    count_by: int | None,
    id: str,
    first: int,
) -> list[Group]:
    """A group for each value, in alphabetical order."""
    groups = []
    mark_at = roll.index(roll.source.mark)
    ordered = sorted(by_value, key=lambda value: collation_key(value, roll.desk.language))
    for number, value in enumerate(ordered, first):
        records = by_value[value]
        title = _line(roll, records[0].row[group_by[0]])
        mark = _line(roll, records[0].row[mark_at]) if mark_at is not None else None
        groups.append(
            _group(roll, records, entries, group_by[1:], count_by, f"{id}-g{number}", title, mark)
        )
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
    group_by: list[int],
    count_by: int | None,
    id: str,
    title: Line,
    mark: Line | None,
) -> Group:
    language = roll.desk.language
    id = roll.desk.names.claim(id, title.place)
    if mark is None and title.text:
        mark = Line(index_letter(title.text, language), language, title.place)
    inner: list[Group] = []
    if group_by:
        depth = len(roll.source.group_by) - len(group_by)
        by_value = _by_value(roll, records, group_by[0], roll.source.group_by[depth])
        inner = _groups_of(roll, by_value, entries, group_by, count_by, id, 1)
    ordered = sorted(
        records,
        key=lambda record: (
            collation_key(entries[record.id].name.text, language),
            record.key.text if record.key else record.id,
        ),
    )
    return Group(
        id=id,
        title=title,
        entries=() if group_by else tuple(entries[record.id] for record in ordered),
        totals=_totals(roll, records, count_by),
        mark=mark,
        groups=tuple(inner),
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


# -- former names ------------------------------------------------------------------------------


def _with_former(roll: _Roll, source: FormerSource, groups: list[Group], id: str) -> list[Group]:
    """Former names among the entries, each leading to the name in force."""
    known = {record.key.text: record.id for record in roll.records if record.key}
    found: dict[str, list[Entry]] = {}
    for number, (name, key) in enumerate(former_names(roll.desk, source), 1):
        if key.text not in known:
            roll.desk.report.error(
                "record-nowhere",
                key.place,
                key=key.text,
                table=id,
                suggestion=nearest(key.text, known, cutoff=0.85),
            )
            continue
        entry = Entry(
            id=roll.desk.names.claim(f"{id}-former-{number}", name.place),
            name=_line(roll, name),
            fields=(),
            place=name.place,
            see_id=known[key.text],
        )
        found.setdefault(known[key.text], []).append(entry)
    return [_group_with(group, found, roll.desk.language) for group in groups]


def _group_with(group: Group, found: dict[str, list[Entry]], language: Language) -> Group:
    added = [
        replace(former, see=entry.name)
        for entry in group.entries
        for former in found.get(entry.id, ())
    ]
    entries = sorted(
        (*group.entries, *added), key=lambda entry: collation_key(entry.name.text, language)
    )
    inner = tuple(_group_with(one, found, language) for one in group.groups)
    return replace(group, entries=tuple(entries) if added else group.entries, groups=inner)


# -- homonyms ----------------------------------------------------------------------------------


def _told_apart(groups: list[Group]) -> tuple[Group, ...]:
    """Entries of one name get the title of their group, and what else tells them apart."""
    homonyms: dict[str, list[tuple[Group, Entry]]] = {}
    for group in groups:
        for entry in group.all_entries:
            homonyms.setdefault(entry.name.text.casefold(), []).append((group, entry))
    qualified = {
        id: qualifier
        for alike in homonyms.values()
        if len(alike) > 1
        for id, qualifier in _qualifiers(alike)
    }
    return tuple(_qualified(group, qualified) for group in groups)


def _qualified(group: Group, qualified: dict[str, Line]) -> Group:
    return replace(
        group,
        entries=tuple(replace(entry, qualifier=qualified.get(entry.id)) for entry in group.entries),
        groups=tuple(_qualified(one, qualified) for one in group.groups),
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
