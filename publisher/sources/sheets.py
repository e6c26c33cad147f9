"""Sheets of data, cell by cell: CSV in what encoding and with what separator it comes, XLSX.

Every cell keeps what was typed as text and the place it was read from. Numbers that a workbook
keeps as fractions of ten come back as they were typed; an error in a cell is an error here.
"""

from __future__ import annotations

import csv
import datetime
import io
import re

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell, Sheet
from publisher.nodes import guess_encoding, nearest, report_control_characters
from publisher.workspace import SourceFile, Workspace

SUFFIXES = (".csv", ".tsv", ".xlsx", ".ods", ".xls")

_SEPARATORS = ";,\t"
_WORKBOOK_ERROR = re.compile(r"^#(REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!|GETTING_DATA)$")


def read_sheet(
    workspace: Workspace, reference: str, beside: str, place: Place | None, report: Report
) -> Sheet | None:
    """Read a sheet that an editor's file points at: `data/a.csv`, `data/b.xlsx#Ради`.

    None when it was reported. Empty rows are left out, rows shorter than the head are filled,
    a row with more cells than the head is an error with the cell's place.
    """
    path, _, sheet_name = reference.partition("#")
    suffix = "." + path.rpartition(".")[2].lower()
    if suffix not in SUFFIXES:
        report.error("sheet-format", place, path=path, known=", ".join(SUFFIXES))
        return None
    source = workspace.take(path, beside, place, report)
    if source is None:
        return None
    if suffix in (".csv", ".tsv"):
        rows = _read_csv(source, report)
    else:
        rows = _read_workbook(source, sheet_name, place, report)
    if rows is None:
        return None
    return _shape(source.path, rows, report)


def cell_name(row: int, column: int) -> str:
    """`C14` for row 13, column 2, both from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _shape(path: str, rows: list[list[Cell]], report: Report) -> Sheet | None:
    filled = [row for row in rows if any(cell.text for cell in row)]
    if not filled:
        report.error("sheet-empty", Place(path), path=path)
        return None
    head = filled[0]
    while head and not head[-1].text:
        head.pop()
    seen: dict[str, Cell] = {}
    for cell in head:
        if cell.text and cell.text in seen:
            report.error("column-twice", cell.place, column=cell.text)
        seen.setdefault(cell.text, cell)
    body = []
    for row in filled[1:]:
        for extra in row[len(head) :]:
            if extra.text:
                report.error("row-too-long", extra.place, text=extra.text[:60], columns=len(head))
        kept = row[: len(head)]
        last = kept[-1].place if kept else Place(path)
        kept += [Cell("", last)] * (len(head) - len(kept))
        body.append(tuple(kept))
    return Sheet(path, tuple(head), tuple(body))


# -- CSV -------------------------------------------------------------------------------------


def _read_csv(source: SourceFile, report: Report) -> list[list[Cell]] | None:
    text = _decode(source, report)
    if text is None or report_control_characters(text, source.path, report):
        return None
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    line = 1
    try:
        for number, fields in enumerate(reader):
            rows.append(
                [
                    Cell(
                        _tidy(field),
                        Place(source.path, line=line, cell=cell_name(number, column)),
                    )
                    for column, field in enumerate(fields)
                ]
            )
            line = reader.line_num + 1
    except csv.Error as error:
        report.error(
            "csv-unreadable", Place(source.path, line), path=source.path, reason=str(error)
        )
        return None
    return rows


def _decode(source: SourceFile, report: Report) -> str | None:
    try:
        return source.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        guess = guess_encoding(source.content)
        if guess == "UTF-16":
            return source.content.decode("utf-16")
        if guess == "windows-1251":
            report.note("csv-encoding", source.place, path=source.path, encoding=guess)
            return source.content.decode("cp1251")
        report.error(
            "not-utf8",
            source.place,
            byte=f"0x{source.content[error.start]:02X}",
            position=error.start + 1,
            encoding=guess,
        )
        return None


def _separator(text: str) -> str:
    """The separator that the first line has most of, outside quotes."""
    head, quoted = text.split("\n", 1)[0], False
    counts = dict.fromkeys(_SEPARATORS, 0)
    for char in head:
        if char == '"':
            quoted = not quoted
        elif char in counts and not quoted:
            counts[char] += 1
    return max(counts, key=lambda separator: counts[separator])


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


# -- workbooks -------------------------------------------------------------------------------


def _read_workbook(
    source: SourceFile, sheet_name: str, place: Place | None, report: Report
) -> list[list[Cell]] | None:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.content))
        names = book.sheet_names
        if not sheet_name and len(names) == 1:
            sheet_name = names[0]
        if sheet_name not in names:
            report.error(
                "sheet-missing" if sheet_name else "sheet-unnamed",
                place,
                sheet=sheet_name,
                path=source.path,
                known=", ".join(names),
                suggestion=nearest(sheet_name, names) if sheet_name else None,
            )
            return None
        sheet = book.get_sheet_by_name(sheet_name)
        values = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        report.error("workbook-unreadable", place, path=source.path, reason=str(error))
        return None
    return [
        [
            _cell(value, Place(source.path, cell=f"{sheet_name}!{cell_name(row, column)}"), report)
            for column, value in enumerate(cells)
        ]
        for row, cells in enumerate(values)
    ]


def _cell(value: object, place: Place, report: Report) -> Cell:
    text = _typed(value)
    if _WORKBOOK_ERROR.match(text):
        report.error("cell-error", place, error=text)
    return Cell(_tidy(text), place)


def _typed(value: object) -> str:
    """What the editor sees in the cell: whole numbers without a fraction, ISO dates."""
    if isinstance(value, bool):
        return "так" if value else "ні"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else str(value)
    return str(value)
