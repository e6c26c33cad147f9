"""Corrections: a sheet of their own, reviewed by people.

Each line says what stood in the data, what is in force, and where that is known from. A
correction whose data has changed under it is an error, so that none is applied blindly.
"""

from __future__ import annotations

from publisher.model.tables import Cell, Sheet
from publisher.nodes import Scalar, nearest
from publisher.sources.cells import right_apostrophe
from publisher.sources.desk import Desk
from publisher.sources.tables import find_column

COLUMNS = ("key", "column", "as_found", "in_force", "source")


def apply_corrections(
    desk: Desk, sheet: Sheet, rows: dict[str, list[Cell]], reference: Scalar
) -> None:
    """Put what is in force into rows, which are given by their keys and changed in place."""
    report = desk.report
    corrections = desk.sheet(reference, reference.place)
    if corrections is None:
        return
    columns = [find_column(desk, corrections, name, reference.place) for name in COLUMNS]
    if None in columns:
        return
    applied = 0
    for line in corrections.rows:
        key, column, found, force, origin = (line[index] for index in columns if index is not None)
        row = rows.get(key.text)
        index = sheet.column(column.text)
        if row is None:
            report.error(
                "correction-key", key.place, key=key.text, suggestion=nearest(key.text, rows)
            )
        elif index is None:
            find_column(desk, sheet, column.text, column.place)
        elif right_apostrophe(row[index].text) != right_apostrophe(found.text):
            report.error(
                "correction-stale",
                found.place,
                key=key.text,
                column=column.text,
                expected=found.text,
                found=row[index].text,
                at=str(row[index].place),
            )
        else:
            if not origin.text:
                report.error("correction-unsourced", origin.place, key=key.text)
            row[index] = Cell(right_apostrophe(force.text), force.place)
            applied += 1
    if applied:
        report.note("corrections-applied", reference.place, count=applied, path=corrections.path)
