"""Sheets of data, cell by cell: CSV in what encoding and with what separator it comes, XLSX,
ODS, a YAML list. Every cell keeps what was typed as text and the place it was read from.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell, Sheet
from publisher.nodes import guess_encoding, read_yaml, report_control_characters
from publisher.sources.opendocument import read_opendocument
from publisher.sources.workbooks import Grid, cell_name, read_workbook, tidy
from publisher.workspace import SourceFile, Workspace

SUFFIXES = (".csv", ".tsv", ".xlsx", ".ods", ".yaml", ".yml")
_WORKBOOKS = (".xlsx", ".ods")

_SEPARATORS = ";,\t"
_DECLARED = re.compile(r"sep=([;,\t])\r?\n")


def read_sheet(
    workspace: Workspace, reference: str, beside: str, place: Place | None, report: Report
) -> Sheet | None:
    """Read a sheet that an editor's file points at: `data/a.csv`, `data/b.xlsx#Ради`.

    None when it was reported. Empty rows are left out, rows shorter than the head are filled,
    a row with more cells than the head is an error with the cell's place.
    """
    grid = read_grid(workspace, reference, beside, place, report)
    if grid is None:
        return None
    for top, left, bottom, right in grid.merged:
        spot = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        report.error("cells-merged", grid.at(spot), cells=spot)
    if grid.hidden:
        report.warning("sheet-hidden", place, path=grid.path, sheet=grid.sheet)
    for number in sorted(grid.hidden_rows):
        if number < len(grid.rows) and any(cell.text.strip() for cell in grid.rows[number]):
            spot = f"{number + 1}:{number + 1}"
            report.warning("row-hidden", grid.at(spot), row=number + 1)
    return _shape(grid.path, [[_tidied(cell) for cell in row] for row in grid.rows], report)


def read_grid(
    workspace: Workspace, reference: str, beside: str, place: Place | None, report: Report
) -> Grid | None:
    """The cells of a sheet as typed, nothing tidied and nothing left out."""
    path, _, sheet_name = reference.partition("#")
    suffix = "." + path.rpartition(".")[2].lower()
    if suffix not in SUFFIXES:
        report.error("sheet-format", place, path=path, known=", ".join(SUFFIXES))
        return None
    if sheet_name and suffix not in _WORKBOOKS:
        report.error("sheet-of-text", place, path=path, sheet=sheet_name)
        return None
    source = workspace.take(path, beside, place, report)
    if source is None:
        return None
    if suffix == ".xlsx":
        return read_workbook(source, sheet_name, place, report)
    if suffix == ".ods":
        return read_opendocument(source, sheet_name, place, report)
    rows = _read_csv(source, report) if suffix in (".csv", ".tsv") else _read_list(source, report)
    return None if rows is None else Grid(source.path, rows)


def _tidied(cell: Cell) -> Cell:
    return Cell(tidy(cell.text), cell.place, cell.native)


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
    _report_unnamed(head, filled[1:], report)
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


def _report_unnamed(head: list[Cell], rows: list[list[Cell]], report: Report) -> None:
    """A column without a name can't be asked for, and would be lost with all that is in it."""
    for column, cell in enumerate(head):
        if not cell.text and any(row[column].text for row in rows if column < len(row)):
            report.error("column-unnamed", cell.place)


# -- YAML ------------------------------------------------------------------------------------


def _read_list(source: SourceFile, report: Report) -> list[list[Cell]] | None:
    """A list of mappings: their keys are the columns, in the order they are met."""
    node = read_yaml(source, report)
    if node is None:
        return None
    if node.items is None:
        report.error("list-expected", node.place, field=source.path, value="{…}")
        return None
    head: dict[str, Cell] = {}
    rows: list[dict[str, Cell]] = []
    for item in node.items:
        if item.fields is None:
            report.error("fields-expected", item.place, field=source.path, value=item.text or "[…]")
            continue
        row = {}
        for key, value in item.fields.items():
            if value.fields is not None or value.items is not None:
                report.error("text-expected", value.place, field=key, value="[…]")
            head.setdefault(key, Cell(key, item.keys[key]))
            row[key] = Cell(value.text or "", value.place)
        rows.append(row)
    body = [
        [row.get(key) or Cell("", next(iter(row.values())).place) for key in head]
        for row in rows
        if row
    ]
    return [list(head.values()), *body]


# -- CSV -------------------------------------------------------------------------------------


def _read_csv(source: SourceFile, report: Report) -> list[list[Cell]] | None:
    text = _decode(source, report)
    if text is None or report_control_characters(text, source.path, report):
        return None
    separator, skipped = _separator(text), 0
    if declared := _DECLARED.match(text):  # Excel's own hint to itself
        separator, skipped = declared[1], 1
        text = text[declared.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    line = 1 + skipped
    try:
        for number, fields in enumerate(reader, skipped):
            rows.append(
                [
                    Cell(field, Place(source.path, line=line, cell=cell_name(number, column)))
                    for column, field in enumerate(fields)
                ]
            )
            line = reader.line_num + 1 + skipped
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
        codec = {"UTF-16": "utf-16", "windows-1251": "cp1251"}.get(guess or "")
        with contextlib.suppress(UnicodeDecodeError):
            if codec:
                text = source.content.decode(codec)
                report.note("csv-encoding", source.place, path=source.path, encoding=guess)
                return text
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
