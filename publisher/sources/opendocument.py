"""OpenDocument sheets (LibreOffice): the cells of one sheet of an ODS file.

Read with a pull parser straight from the zip. A file of a few bytes may claim a million equal
rows: repeated cells are unrolled only as far as they hold something, and within bounds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell, Native
from publisher.sources.workbooks import (
    Grid,
    cell_name,
    choose_sheet,
    is_too_large,
    typed,
)
from publisher.workspace import SourceFile

MOST_CELLS = 2_000_000
WIDEST = 16384

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DISPLAY = f"{_TABLE}display"
_NUMBERS = ("float", "percentage", "currency")


class _TooMany(Exception):  # noqa: N818 - says what was found
    """More cells than any edition prints."""


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    native: Native = ""
    fault: tuple[str, str] | None = None
    """A code and what stands in the cell, where it would be read as something it doesn't show."""


_NOTHING = _Read("")


def read_opendocument(
    source: SourceFile, sheet_name: str, place: Place | None, report: Report
) -> Grid | None:
    """The cells of a sheet from its first one on; None when it was reported."""
    try:
        if is_too_large(source, place, report):
            return None
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            names = [str(table.get(f"{_TABLE}name")) for table in _tables(archive)]
            chosen = choose_sheet(names, sheet_name, source, place, report)
            if not chosen:
                return None
            hidden_styles = _hidden_styles(archive)
            for table in _tables(archive):
                if table.get(f"{_TABLE}name") == chosen:
                    hidden = table.get(f"{_TABLE}style-name") in hidden_styles
                    return _Unroller(source.path, chosen, report).grid(table, hidden=hidden)
    except _TooMany:
        report.error("sheet-too-large", place, path=source.path, limit=MOST_CELLS)
        return None
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError) as error:
        report.error("workbook-unreadable", place, path=source.path, reason=str(error))
        return None
    return None


def _tables(archive: zipfile.ZipFile) -> Iterator[etree._Element]:
    """The sheets of a file, one in memory at a time."""
    with archive.open("content.xml") as stream:
        for _, table in etree.iterparse(
            stream, tag=f"{_TABLE}table", resolve_entities=False, no_network=True
        ):
            yield table
            table.clear()


def _hidden_styles(archive: zipfile.ZipFile) -> set[str]:
    found = set()
    with archive.open("content.xml") as stream:
        for _, style in etree.iterparse(
            stream, tag=f"{_STYLE}style", resolve_entities=False, no_network=True
        ):
            for properties in style.iter(f"{_STYLE}table-properties"):
                if properties.get(_DISPLAY) == "false":
                    found.add(str(style.get(f"{_STYLE}name")))
    return found


@dataclass(slots=True)
class _Unroller:
    """Unrolls what the file keeps folded."""

    path: str
    sheet: str
    report: Report
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cells: int = 0
    row: int = 0

    def grid(self, table: etree._Element, *, hidden: bool) -> Grid:
        at = 0
        for column in table.iter(f"{_TABLE}table-column"):
            count = min(_count(column, f"{_TABLE}number-columns-repeated"), WIDEST - at)
            if column.get(f"{_TABLE}visibility", "visible") != "visible":
                self.hidden_columns.update(range(at, at + count))
            at += count
        for row in table.iter(f"{_TABLE}table-row"):
            self._row(row)
        return Grid(
            self.path,
            self.rows,
            self.sheet,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            hidden,
        )

    def _row(self, row: etree._Element) -> None:
        times = _count(row, f"{_TABLE}number-rows-repeated")
        read = self._cells(row)
        if not read:
            self.row += times
            return
        for _ in range(times):
            self.cells += len(read)
            if self.cells > MOST_CELLS:
                raise _TooMany
            while len(self.rows) < self.row:
                self.rows.append([])
                if len(self.rows) > MOST_CELLS:
                    raise _TooMany
            if row.get(f"{_TABLE}visibility", "visible") != "visible":
                self.hidden_rows.add(self.row)
            self.rows.append([self._cell(one, at) for at, one in enumerate(read)])
            self.row += 1

    def _cell(self, read: _Read, column: int) -> Cell:
        place = Place(self.path, cell=f"{self.sheet}!{cell_name(self.row, column)}")
        if read.fault:
            code, text = read.fault
            self.report.error(code, place, error=text)
        return Cell(read.text, place, read.native)

    def _cells(self, row: etree._Element) -> list[_Read]:
        """What a row holds, up to the last cell that is not empty."""
        found: list[_Read] = []
        waiting = 0
        for cell in row:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            times = _count(cell, f"{_TABLE}number-columns-repeated")
            across = _count(cell, f"{_TABLE}number-columns-spanned")
            down = _count(cell, f"{_TABLE}number-rows-spanned")
            column = len(found) + waiting
            if across > 1 or down > 1:
                bottom, right = self.row + down - 1, column + across - 1
                self.merged.append((self.row, column, bottom, right))
            read = _read(cell)
            if read == _NOTHING:
                waiting += times
                continue
            if column + times > WIDEST:
                raise _TooMany
            found += [_NOTHING] * waiting + [read] * times
            waiting = 0
        return found


def _count(element: etree._Element, name: str) -> int:
    return max(1, int(element.get(name, "1")))


def _read(cell: etree._Element) -> _Read:
    shown = "\n".join(_words(paragraph) for paragraph in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    if shown.startswith(("#", "Err:")) and cell.get(f"{_TABLE}formula"):
        return _Read(shown, "text", ("cell-error", shown[:20]))
    if cell.get(f"{_TABLE}formula") and not kind:
        return _Read("", "", ("cell-not-calculated", str(cell.get(f"{_TABLE}formula"))[:60]))
    if kind in _NUMBERS:
        value = str(cell.get(f"{_OFFICE}value"))
        fault = ("cell-percent", value[:20]) if kind == "percentage" else None
        return _Read(typed(float(value)), "number", fault)
    if kind == "date":
        return _Read(str(cell.get(f"{_OFFICE}date-value")).removesuffix("T00:00:00"), "date")
    if kind == "boolean":
        return _Read(typed(cell.get(f"{_OFFICE}boolean-value") == "true"), "number")
    return _Read(shown, "text") if shown else _NOTHING


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph; runs of spaces, tabs and line breaks are elements there."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(_count(child, f"{_TEXT}c"), 100))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
