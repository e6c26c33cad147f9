"""The data tables of one edition: read when first asked for, joined by key, worked out.

`data:rady` in place of a file's name means the table `rady` of the issue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from publisher.diagnostics import Place
from publisher.model.tables import Cell, Sheet
from publisher.nodes import Scalar, nearest, read_yaml, validate
from publisher.sources.corrections import apply_corrections
from publisher.sources.desk import Desk
from publisher.sources.kinds import Value
from publisher.sources.records import Clerk, Corrector, Record, Records
from publisher.sources.schema import (
    ComputeSource,
    DataSource,
    JoinSource,
    Schema,
    SchemaFile,
)
from publisher.sources.sheets import read_grid

DIGITS = 1
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(slots=True)
class Ledger:
    """The tables an issue declares under `data`."""

    desk: Desk
    sources: Mapping[str, DataSource]
    _tables: dict[str, Records | None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)
    _unchecked: list[tuple[Records, Schema]] = field(default_factory=list)

    def sheet(self, name: str, place: Place | None) -> Sheet | None:
        """A table as tables and directories take it."""
        records = self.table(name, place)
        return records.sheet() if records else None

    def table(self, name: str, place: Place | None) -> Records | None:
        """A table by its name; None when it was reported."""
        report = self.desk.report
        if name not in self.sources:
            report.error(
                "data-unknown",
                place,
                name=name,
                suggestion=nearest(name, self.sources),
                known=", ".join(self.sources) or None,
            )
            return None
        if name in self._open:
            report.error("data-circle", place, names=" → ".join([*self._open, name]))
            return None
        if name not in self._tables:
            self._open.append(name)
            self._tables[name] = self._read(name, self.sources[name])
            self._open.pop()
        return self._tables[name]

    def read_all(self) -> None:
        """Read every table: one that nothing prints may have faults too."""
        for name, source in self.sources.items():
            self.table(name, source.source.place)
        # Tables may refer to each other both ways: references are judged when all are read.
        while self._unchecked:
            self._check_references(*self._unchecked.pop(0))

    # -- reading -----------------------------------------------------------------------------

    def _read(self, name: str, source: DataSource) -> Records | None:
        desk = self.desk
        schema = self._schema(source)
        reference = desk.localised(source.source)
        place = source.source.place
        grid = read_grid(desk.workspace, reference, desk.folder, place, desk.report)
        if schema is None or grid is None:
            return None
        corrector = self._corrector(name, source)
        records = Clerk(desk.report, name, source, schema, grid, corrector).read()
        if records is None:
            return None
        self._unchecked.append((records, schema))
        for join in source.join:
            self._join(records, join)
        for field_name, way in source.compute.items():
            self._compute(records, field_name, way)
        self._choose(records, source)
        return records

    def _schema(self, source: DataSource) -> Schema | None:
        """The schema, from the issue itself or from a file of its own."""
        if isinstance(source.fields, dict):
            return source.fields
        desk = self.desk
        file = desk.workspace.take(source.fields, desk.folder, source.fields.place, desk.report)
        node = read_yaml(file, desk.report) if file else None
        found = validate(node, SchemaFile, desk.report, "schema") if node else None
        return found.fields if found else None

    def _corrector(self, name: str, source: DataSource) -> Corrector | None:
        """What puts in force what is known better than the sheet."""
        reference = source.corrections
        if reference is None:
            return None
        if source.key is None:
            self.desk.report.error("missing-field", reference.place, owner=f"`{name}`", field="key")
            return None
        return lambda sheet, rows: apply_corrections(self.desk, sheet, rows, reference)

    def _check_references(self, records: Records, schema: Schema) -> None:
        for name, given in schema.items():
            if given.type != "reference" or name not in records.fields:
                continue
            if given.to is None:
                place = given.column.place if given.column else records.place
                self.desk.report.error("missing-field", place, owner=f"`{name}`", field="to")
                continue
            other = self.table(given.to, given.to.place)
            if other is not None and self._has_key(other, given.to.place):
                self._look_up(records, name, other)

    def _has_key(self, other: Records, place: Place | None) -> bool:
        if other.key is None:
            self.desk.report.error("data-without-key", place, table=other.name)
        return other.key is not None

    def _look_up(self, records: Records, name: str, other: Records) -> None:
        known = other.by_key()
        for record in records.rows:
            cell = record.cells[name]
            if cell.text and cell.text not in known:
                self.desk.report.error(
                    "record-nowhere",
                    cell.place,
                    key=cell.text,
                    table=other.name,
                    suggestion=nearest(cell.text, known, cutoff=0.85),
                )

    def has_field(self, records: Records, name: Scalar) -> bool:
        """Whether a table has a field; an error where it has none."""
        if name in records.fields:
            return True
        self.desk.report.error(
            "field-unknown",
            name.place,
            field=str(name),
            table=records.name,
            suggestion=nearest(name, records.fields),
            known=", ".join(records.fields),
        )
        return False

    # -- joins -------------------------------------------------------------------------------

    def _join(self, records: Records, join: JoinSource) -> None:
        """Take fields of the record another table has under our key."""
        other = self.table(join.table, join.table.place)
        if other is None or not self.has_field(records, join.by):
            return
        if not self._has_key(other, join.table.place):
            return
        self._look_up(records, join.by, other)
        known = other.by_key()
        for name, taken in join.take.items():
            if not self._is_new(records, name, taken.place) or not self.has_field(other, taken):
                continue
            records.fields[name] = Cell(name, other.fields[taken].place)
            for record in records.rows:
                match = known.get(record.cells[join.by].text)
                record.values[name] = match.values[taken] if match else None
                record.cells[name] = (
                    match.cells[taken] if match else Cell("", record.cells[join.by].place)
                )

    def _is_new(self, records: Records, name: str, place: Place | None) -> bool:
        if name in records.fields:
            self.desk.report.error("field-twice", place, field=name, table=records.name)
        return name not in records.fields

    # -- computed fields ---------------------------------------------------------------------

    def _compute(self, records: Records, name: str, way: ComputeSource) -> None:
        given = [
            kind
            for kind in ("sum", "difference", "quotient", "share", "count", "text")
            if getattr(way, kind) is not None
        ]
        place = records.place
        if len(given) != 1:
            self.desk.report.error("compute-one-way", place, field=name, given=", ".join(given))
            return
        if not self._is_new(records, name, place):
            return
        if not all(self.has_field(records, one) for one in self._inputs(way)):
            return
        values = self._computed(records, way)
        records.fields[name] = Cell(name, place or Place(records.path))
        for record, value in zip(records.rows, values, strict=True):
            record.values[name] = value
            text = f"{value:f}" if isinstance(value, Decimal) else str(value or "")
            record.cells[name] = Cell(text, record.place)

    def _inputs(self, way: ComputeSource) -> list[Scalar]:
        if way.text is not None:
            return [Scalar(name, way.text.place) for name in _FIELD.findall(way.text)]
        if way.share is not None:
            return [way.share]
        return [*(way.sum or ()), *(way.difference or ()), *(way.quotient or ())]

    def _computed(self, records: Records, way: ComputeSource) -> list[Value]:
        digits = DIGITS if way.digits is None else way.digits
        rows = records.rows
        if way.text is not None:
            template = str(way.text)
            return [_FIELD.sub(lambda m, r=row: r.cells[m[1]].text, template) for row in rows]  # type: ignore[misc]
        if way.count is not None:
            return self._counted(records, way)
        if way.share is not None:
            column = str(way.share)
            whole = total(records, column)
            return [_ratio(self._number(row, column), whole, digits, 100) for row in rows]
        if way.quotient is not None:
            over, under = map(str, way.quotient)
            return [
                _ratio(self._number(row, over), self._number(row, under), digits) for row in rows
            ]
        if way.difference is not None:
            first, second = map(str, way.difference)
            pairs = [(self._number(row, first), self._number(row, second)) for row in rows]
            return [None if a is None or b is None else a - b for a, b in pairs]
        names = [str(name) for name in way.sum or ()]
        found = [[self._number(row, name) for name in names] for row in rows]
        return [
            None if any(one is None for one in row) else sum((x for x in row if x), Decimal(0))
            for row in found
        ]

    def _counted(self, records: Records, way: ComputeSource) -> list[Value]:
        """How many records of another table name each of ours."""
        assert way.count is not None
        other = self.table(way.count.table, way.count.table.place)
        if other is None or not self._has_key(records, way.count.table.place):
            return [None] * len(records.rows)
        if not self.has_field(other, way.count.by):
            return [None] * len(records.rows)
        counts: dict[str, int] = {}
        for row in other.rows:
            text = row.cells[way.count.by].text
            counts[text] = counts.get(text, 0) + 1
        key = str(records.key)
        return [Decimal(counts.get(row.cells[key].text, 0)) for row in records.rows]

    def _number(self, row: Record, name: str) -> Decimal | None:
        value = row.values[name]
        if value is None or isinstance(value, Decimal):
            return value
        cell = row.cells[name]
        self.desk.report.error("value-not-number", cell.place, text=cell.text[:60], column=name)
        return None

    # -- choice ------------------------------------------------------------------------------

    def _choose(self, records: Records, source: DataSource) -> None:
        """Keep the records the editor wants; how many were left out is told."""
        if not source.where:
            return
        kept = matching(self, records, source.where)
        left = len(records.rows) - len(kept)
        records.rows = kept
        if left:
            self.desk.report.note("records-left-out", records.place, count=left, table=records.name)


def matching(ledger: Ledger, records: Records, where: Mapping[str, list[Scalar]]) -> list[Record]:
    """The records whose fields have one of the values given for them."""
    rows = records.rows
    for name, values in where.items():
        if not ledger.has_field(records, Scalar(name, values[0].place)):
            return []
        wanted = {str(value) for value in values}
        for value in values:
            if not any(row.cells[name].text == value for row in records.rows):
                known = sorted({row.cells[name].text for row in records.rows})
                ledger.desk.report.error(
                    "value-nowhere",
                    value.place,
                    value=str(value),
                    field=name,
                    suggestion=nearest(value, known),
                )
        rows = [row for row in rows if row.cells[name].text in wanted]
    return rows


def total(records: Records, name: str) -> Decimal:
    """The sum of the numbers of a field."""
    numbers = (row.values.get(name) for row in records.rows)
    return sum((number for number in numbers if isinstance(number, Decimal)), Decimal(0))


def _ratio(
    over: Decimal | None, under: Decimal | None, digits: int, factor: int = 1
) -> Decimal | None:
    if over is None or not under:
        return None
    exact = over * factor / under
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
