"""Sheets by a schema → records: every cell read as what its column holds, or named as a fault.

Three things can become of a cell: it is taken as it is; it has one meaning and is set right,
which a note or a warning names; it could mean two things, and is an error. None is passed over.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell, Sheet
from publisher.nodes import nearest
from publisher.sources.cells import LETTERS, Cleaned, clean
from publisher.sources.kinds import READERS, WORDS, Reading, Typed, Value
from publisher.sources.schema import DataFieldSource, DataSource
from publisher.sources.workbooks import Grid, cell_name

NO_VALUE = frozenset({"—", "–", "-", "−", "NA", "N/A", "NULL", "null", "None", "NaN", "nan", "н/д"})
TOTALS = frozenset({"разом", "усього", "всього", "підсумок", "итого", "total"})
_SHOWN = 12
_ALONE = frozenset({LETTERS, "code-zeros"})
"""What is told cell by cell: it changed letters or digits that will be printed."""


Corrector = Callable[[Sheet, dict[str, list[Cell]]], None]


@dataclass(slots=True)
class Record:
    """One record: values by field, and the cells they were read from, set right."""

    values: dict[str, Value]
    cells: dict[str, Cell]
    place: Place


@dataclass(slots=True)
class Records:
    """A table of records."""

    name: str
    path: str
    fields: dict[str, Cell]
    """Field → the head of its column."""
    rows: list[Record] = field(default_factory=list)
    key: str | None = None
    as_of: datetime.date | None = None
    place: Place | None = None

    def by_key(self) -> dict[str, Record]:
        """Records by the text of their key."""
        return {} if self.key is None else {row.cells[self.key].text: row for row in self.rows}

    def sheet(self) -> Sheet:
        """The records as tables and directories take them."""
        head = tuple(Cell(name, cell.place) for name, cell in self.fields.items())
        rows = tuple(tuple(row.cells[name] for name in self.fields) for row in self.rows)
        return Sheet(self.path, head, rows)


@dataclass(slots=True)
class Clerk:
    """Reads one sheet by its schema, and tells what was set right."""

    report: Report
    name: str
    source: DataSource
    schema: dict[str, DataFieldSource]
    grid: Grid
    correct: Corrector | None = None
    """Puts what is in force into the cells, by their keys, before they are judged."""
    done: dict[str, list[Place]] = field(default_factory=dict)

    def read(self) -> Records | None:
        """The records of the sheet; None where not even its head was found."""
        place = self.source.source.place
        self._check_sheet(place)
        head = self._find_head()
        if head is None:
            return None
        columns = self._columns(head)
        self._unmerge(head)
        self._put_right(head, columns)
        records = Records(
            name=self.name,
            path=self.grid.path,
            fields={name: self._head_cell(name, head, at) for name, at in columns.items()},
            key=str(self.source.key) if self.source.key else None,
            as_of=self.source.as_of,
            place=place,
        )
        for number in range(head + 1, len(self.grid.rows)):
            if row := self._row(number, head, columns):
                records.rows.append(row)
        if not records.rows:
            self.report.error("table-empty", place)
        self._check_key(records)
        self._check_repeats(records)
        self._tell()
        return records

    # -- the sheet ---------------------------------------------------------------------------

    def _check_sheet(self, place: Place | None) -> None:
        if self.grid.hidden:
            self.report.warning("sheet-hidden", place, path=self.grid.path, sheet=self.grid.sheet)

    def _find_head(self) -> int | None:
        """The first row that names a column of the schema; what stands above it is told."""
        wanted = {str(given.column or name) for name, given in self.schema.items()}
        best, most = None, 0
        for number, row in enumerate(self.grid.rows[:50]):
            found = len({clean(cell.text).text for cell in row} & wanted)
            if found > most:
                best, most = number, found
        if best is None:
            self.report.error(
                "head-not-found",
                self.source.source.place,
                path=self.grid.path,
                known=", ".join(sorted(wanted)),
            )
            return None
        for row in self.grid.rows[:best]:
            words = " ".join(clean(cell.text).text for cell in row if cell.text.strip())
            if words:
                self.report.note("row-above-head", _first(row), text=words[:80])
        return best

    def _columns(self, head: int) -> dict[str, int]:
        """Field → column; every column that holds something must be asked for or left out."""
        row = self.grid.rows[head]
        names: dict[str, int] = {}
        for at, cell in enumerate(row):
            cleaned = clean(cell.text)
            if cleaned.text in names and cleaned.text:
                self.report.error("column-twice", cell.place, column=cleaned.text)
            elif cleaned.text:
                names[cleaned.text] = at
                if cleaned.text != cell.text and not cleaned.fault:
                    self._did("heads-respelt", cell.place)
            elif any(len(r) > at and r[at].text.strip() for r in self.grid.rows[head + 1 :]):
                self.report.error("column-unnamed", cell.place)
        found = {}
        for name, given in self.schema.items():
            column = str(given.column or name)
            place = given.column.place if given.column else self.source.source.place
            if column in names:
                found[name] = names.pop(column)
                self._check_hidden_column(found[name], head)
            else:
                self.report.error(
                    "column-missing",
                    place,
                    column=column,
                    path=self.grid.path,
                    suggestion=nearest(column, names),
                    known=", ".join(names),
                )
        left = {str(name): name for name in self.source.leave_out}
        for column, at in names.items():
            if column not in left:
                self.report.error(
                    "column-undescribed",
                    row[at].place,
                    column=column,
                    suggestion=nearest(column, self.schema),
                )
        for column, given_name in left.items():
            if column not in names:
                self.report.error(
                    "column-missing",
                    given_name.place,
                    column=column,
                    path=self.grid.path,
                    suggestion=nearest(column, names),
                    known=", ".join(names),
                )
        return found

    def _check_hidden_column(self, at: int, head: int) -> None:
        if at in self.grid.hidden_columns and self.source.hidden != "print":
            place = self.grid.rows[head][at].place
            self.report.error("column-hidden", place, column=self.grid.rows[head][at].text)

    def _head_cell(self, name: str, head: int, at: int) -> Cell:
        cell = self.grid.rows[head][at]
        return Cell(name, cell.place)

    def _unmerge(self, head: int) -> None:
        """A value over several rows belongs to each of them, if the editor says so."""
        for top, left, bottom, right in self.grid.merged:
            spot = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            if bottom < head:
                continue
            down = top > head and left == right
            if not (down and self.source.merged == "repeat"):
                self.report.error("cells-merged", self.grid.at(spot), cells=spot)
                continue
            value = self.grid.rows[top][left]
            for number in range(top + 1, min(bottom + 1, len(self.grid.rows))):
                row = self.grid.rows[number]
                while len(row) <= left:
                    row.append(Cell("", self.grid.at(cell_name(number, len(row)))))
                row[left] = Cell(value.text, row[left].place, value.native)
            self._did("cells-repeated", self.grid.at(spot))

    def _put_right(self, head: int, columns: dict[str, int]) -> None:
        key_at = columns.get(str(self.source.key)) if self.source.key else None
        if self.correct is None or key_at is None:
            return
        rows: dict[str, list[Cell]] = {}
        lines: dict[str, list[Cell]] = {}
        for line in self.grid.rows[head + 1 :]:
            if key_at < len(line) and (key := line[key_at].text.strip()):
                here = line[key_at].place
                rows[key] = [
                    line[at] if at < len(line) else Cell("", here) for at in columns.values()
                ]
                lines[key] = line
        header = tuple(self._head_cell(name, head, at) for name, at in columns.items())
        self.correct(Sheet(self.grid.path, header, ()), rows)
        for key, cells in rows.items():
            for at, cell in zip(columns.values(), cells, strict=True):
                if at < len(lines[key]):
                    lines[key][at] = cell

    # -- rows --------------------------------------------------------------------------------

    def _row(self, number: int, head: int, columns: dict[str, int]) -> Record | None:
        row = self.grid.rows[number]
        here = _first(row) or self.grid.at(cell_name(number, 0))
        if not any(cell.text.strip(" \t\r\n\u00a0\u200b\ufeff") for cell in row):
            self._did("rows-empty", here)
            return None
        for extra in row[len(self.grid.rows[head]) :]:
            if extra.text.strip():
                columns_there = len(self.grid.rows[head])
                self.report.error(
                    "row-too-long", extra.place, text=extra.text[:60], columns=columns_there
                )
        if number in self.grid.hidden_rows:
            match self.source.hidden:
                case "print":
                    self._did("rows-hidden-printed", here)
                case "leave-out":
                    self._did("rows-hidden-left-out", here)
                    return None
                case _:
                    self.report.error("row-hidden-here", here, row=number + 1)
        if self._is_head(row, head, columns):
            self._did("heads-repeated", here)
            return None
        first = clean(next(cell.text for cell in row if cell.text.strip())).text
        if first.rstrip(":").casefold() in TOTALS:
            self.report.error("row-total", here, text=first)
            return None
        record = Record({}, {}, here)
        for name, at in columns.items():
            cell = row[at] if at < len(row) else Cell("", here)
            record.values[name], record.cells[name] = self._cell(name, cell)
        return record

    def _is_head(self, row: list[Cell], head: int, columns: dict[str, int]) -> bool:
        above = self.grid.rows[head]
        return all(
            at < len(row) and clean(row[at].text).text == clean(above[at].text).text
            for at in columns.values()
        )

    def _cell(self, name: str, cell: Cell) -> tuple[Value, Cell]:
        given = self.schema[name]
        cleaned = clean(cell.text, words=given.type in WORDS)
        if cleaned.fault:
            self.report.error(cleaned.fault, cell.place, text=cleaned.word)
            return None, Cell("", cell.place)
        self._note_cleaning(cleaned, cell)
        text = cleaned.text
        if text in NO_VALUE or text in self.source.missing_as:
            self._did("cells-without-value", cell.place)
            text = ""
        if not text:
            if given.required:
                self.report.error("cell-empty", cell.place, column=name)
            return None, Cell("", cell.place)
        if given.separator:
            parts = [part.strip() for part in text.split(str(given.separator))]
            read = [self._value(name, given, part, cell) for part in parts if part]
            values: Value = tuple(one.value for one in read)
            return values, Cell(", ".join(one.text for one in read), cell.place, cell.native)
        reading = self._value(name, given, text, cell)
        return reading.value, Cell(reading.text, cell.place, cell.native)

    def _value(self, name: str, given: DataFieldSource, text: str, cell: Cell) -> Reading:
        reading = READERS[given.type](Typed(text, cell.native))
        if reading.fault:
            self.report.error(
                reading.fault, cell.place, text=text[:60], column=name, guess=reading.guess
            )
        elif reading.done in _ALONE:
            self.report.warning(reading.done, cell.place, text=text[:60], becomes=reading.text)
        elif reading.done:
            self._did(reading.done, cell.place)
        if given.type == "choice" and not reading.fault:
            return self._choice(given, text, cell)
        return reading

    def _choice(self, given: DataFieldSource, text: str, cell: Cell) -> Reading:
        known = [str(one) for one in given.of] or list(given.words)
        if not known or text in known:
            said = str(given.words.get(text, text))
            return Reading(said, said)
        alike = [one for one in known if one.casefold() == text.casefold()]
        if alike:
            self._did("choices-respelt", cell.place)
            return Reading(alike[0], alike[0])
        self.report.error(
            "choice-unknown",
            cell.place,
            text=text[:60],
            suggestion=nearest(text, known),
            known=", ".join(known),
        )
        return Reading()

    # -- the whole ---------------------------------------------------------------------------

    def _check_key(self, records: Records) -> None:
        if self.source.key is None:
            return
        key = str(self.source.key)
        if key not in records.fields:
            self.report.error(
                "field-unknown",
                self.source.key.place,
                field=key,
                table=self.name,
                suggestion=nearest(key, records.fields),
                known=", ".join(records.fields),
            )
            records.key = None
            return
        seen: dict[str, Cell] = {}
        for row in records.rows:
            cell = row.cells[key]
            if not cell.text:
                if not self.schema[key].required:
                    self.report.error("cell-empty", cell.place, column=key)
            elif cell.text in seen:
                first = str(seen[cell.text].place)
                self.report.error("key-twice", cell.place, key=cell.text, first=first)
            seen.setdefault(cell.text, cell)

    def _check_repeats(self, records: Records) -> None:
        """The same in every field: typed twice, or two things nobody could tell apart."""
        if records.key is not None:
            return
        seen: dict[tuple[str, ...], Place] = {}
        for row in records.rows:
            words = tuple(cell.text for cell in row.cells.values())
            if words in seen:
                self.report.error("row-twice", row.place, first=str(seen[words]))
            seen.setdefault(words, row.place)

    def _note_cleaning(self, cleaned: Cleaned, cell: Cell) -> None:
        for what in cleaned.done:
            if what in _ALONE:
                self.report.warning(
                    what, cell.place, text=cell.text.strip()[:60], becomes=cleaned.text[:60]
                )
            else:
                self._did(what, cell.place)

    def _did(self, what: str, place: Place) -> None:
        self.done.setdefault(what, []).append(place)

    def _tell(self) -> None:
        """One note for each thing that was set right, with the cells it was done in."""
        for what, places in self.done.items():
            cells = [place.cell or str(place) for place in places]
            shown = ", ".join(cells[:_SHOWN]) + (" …" if len(cells) > _SHOWN else "")
            self.report.note(what, places[0], count=len(places), cells=shown)


def _first(row: Iterable[Cell]) -> Place | None:
    return next((cell.place for cell in row), None)
