"""A column of sparklines: several columns of a sheet as one small line in each row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from publisher import drawing
from publisher.diagnostics import Place
from publisher.model.issue import Table
from publisher.model.tables import Cell, Column, Sheet, TableRow
from publisher.model.text import Element, Line
from publisher.nodes import Scalar
from publisher.sources.desk import Desk
from publisher.sources.numbers import NO_VALUE, parse_number
from publisher.sources.tables import find_column

GAP = "?"
"""Stands for a value that is not known."""


def with_sparklines(
    desk: Desk,
    sheet: Sheet,
    table: Table,
    names: Sequence[str],
    title: Line | None,
    place: Place | None,
) -> Table:
    """The table with a last column of lines; the row of totals has none."""
    found = [
        find_column(desk, sheet, name, name.place if isinstance(name, Scalar) else place)
        for name in names
    ]
    columns = [at for at in found if at is not None]
    if len(columns) < len(found):
        return table
    if len(columns) < 2:
        desk.report.error("sparkline-short", place, count=len(columns))
        return table
    body = [row for row in table.rows if not row.total]
    rows = [
        TableRow((*row.cells, (_cell(desk, sheet, cells, columns),)), row.total, row.place)
        for row, cells in zip(body, sheet.rows, strict=True)
    ]
    empty = Line("", desk.language, place)
    rows += [TableRow((*row.cells, empty), row.total, row.place) for row in table.rows if row.total]
    ends = f"{sheet.header[columns[0]].text}–{sheet.header[columns[-1]].text}"
    heading = title or Line(ends, desk.language, place)
    return replace(table, columns=(*table.columns, Column(heading, "center")), rows=tuple(rows))


def _cell(desk: Desk, sheet: Sheet, cells: Sequence[Cell], columns: Sequence[int]) -> Element:
    values: list[Decimal | None] = []
    for at in columns:
        cell = cells[at]
        number = parse_number(cell.text)
        if number is None and cell.text not in NO_VALUE:
            desk.report.error(
                "cell-not-number", cell.place, text=cell.text[:60], column=sheet.header[at].text
            )
        values.append(number)
    shown = ";".join(GAP if value is None else f"{value:f}" for value in values)
    said = drawing.say_values(values, desk.language)
    return Element("sparkline", (), (("values", shown), ("alt", said)))
