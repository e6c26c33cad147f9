"""Tables of data: a choice of columns of a sheet, their numbers set, their sums computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from publisher.diagnostics import Place
from publisher.model.issue import Table
from publisher.model.language import Language
from publisher.model.tables import Align, Cell, Column, Sheet, TableRow
from publisher.model.text import Inlines, Line
from publisher.nodes import nearest
from publisher.sources.desk import Desk
from publisher.sources.numbers import NO_VALUE, are_grouped, is_code, parse_number, write_number

TOTAL: dict[Language, str] = {"uk": "Разом", "ru": "Итого", "en": "Total"}
_PLACEHOLDERS = frozenset({"NA", "N/A", "#N/A", "NULL", "null", "None", "NaN", "nan"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One column to print: its name in the sheet, its heading, how it stands."""

    name: str
    title: Line | None = None
    align: Align | None = None
    summed: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a table."""

    caption: Inlines = ()
    note: Inlines = ()
    total: Line | None = None
    width: Literal["column", "page"] = "column"


def make_table(
    desk: Desk,
    sheet: Sheet,
    choices: Iterable[Choice],
    words: Words,
    *,
    id: str,
    number: int | None,
    place: Place | None,
) -> Table:
    """The table of a sheet; all its columns where none are chosen."""
    chosen = list(choices) or [Choice(cell.text, place=cell.place) for cell in sheet.header]
    columns, printed, sums = [], [], []
    for choice in chosen:
        index = find_column(desk, sheet, choice.name, choice.place)
        if index is None:
            continue
        cells = [row[index] for row in sheet.rows]
        warn_of_placeholders(desk, cells)
        align = choice.align or _align(cells, summed=choice.summed)
        header = sheet.header[index]
        title = choice.title or Line(header.text, desk.language, header.place)
        columns.append(Column(title, align))
        texts, total = _set_column(desk, cells, choice)
        printed.append([Line(t, desk.language, c.place) for t, c in zip(texts, cells, strict=True)])
        sums.append(total)
    rows = [TableRow(cells, place=cells[0].place) for cells in zip(*printed, strict=True)]
    if any(total is not None for total in sums):
        rows.append(_total_row(desk, sums, words.total, place))
    if not sheet.rows:
        desk.report.error("table-empty", sheet.header[0].place)
    return Table(
        id=id,
        columns=tuple(columns),
        rows=tuple(rows),
        caption=words.caption,
        note=words.note,
        number=number,
        width=words.width,
        place=place,
    )


def find_column(desk: Desk, sheet: Sheet, name: str, place: Place | None) -> int | None:
    """The index of a column by its name, or an error that there is none."""
    index = sheet.column(name)
    if index is None:
        known = [cell.text for cell in sheet.header if cell.text]
        desk.report.error(
            "column-missing",
            place,
            column=name,
            path=sheet.path,
            suggestion=nearest(name, known),
            known=", ".join(known),
        )
    return index


def warn_of_placeholders(desk: Desk, cells: Iterable[Cell]) -> None:
    """Warn of cells that hold a program's word for "nothing"."""
    for cell in cells:
        if cell.text in _PLACEHOLDERS:
            desk.report.warning("cell-placeholder", cell.place, text=cell.text)


def _align(cells: list[Cell], *, summed: bool) -> Align:
    filled = [cell.text for cell in cells if cell.text not in NO_VALUE]
    numbers = bool(filled) and all(
        parse_number(text) is not None and not is_code(text) for text in filled
    )
    return "number" if summed or numbers else "text"


def _set_column(desk: Desk, cells: list[Cell], choice: Choice) -> tuple[list[str], str | None]:
    """The texts of a column, and its sum. Numbers are set anew only where the editor said that
    they are numbers: a code that looks like one stays as typed."""
    texts = [cell.text for cell in cells]
    if choice.align != "number" and not choice.summed:
        return texts, None
    numbers = [parse_number(text) for text in texts]
    known = [number for number in numbers if number is not None]
    total = sum(known, Decimal(0))
    grouped = are_grouped([*known, total] if choice.summed else known)
    for index, (cell, number) in enumerate(zip(cells, numbers, strict=True)):
        if number is not None:
            texts[index] = write_number(number, desk.language, grouped=grouped)
        elif choice.summed and cell.text not in NO_VALUE:
            desk.report.error(
                "cell-not-number", cell.place, text=cell.text[:60], column=choice.name
            )
    return texts, write_number(total, desk.language, grouped=grouped) if choice.summed else None


def _total_row(
    desk: Desk, sums: list[str | None], title: Line | None, place: Place | None
) -> TableRow:
    cells = [Line(total or "", desk.language, place) for total in sums]
    if sums[0] is None:
        cells[0] = title or Line(TOTAL[desk.language], desk.language, place)
    elif title:
        desk.report.error("total-without-room", title.place, title=title.text)
    return TableRow(tuple(cells), total=True, place=place)
