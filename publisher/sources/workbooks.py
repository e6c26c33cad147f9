"""Workbooks: the cells of one sheet of an XLSX file, as an editor sees them in Excel, with what
is merged and what is hidden there.

The reader of workbooks gives an empty cell for a formula that failed or was never calculated,
and a fraction for a percentage. So the sheet's own XML is looked through first, and such cells
are named.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell, Native
from publisher.nodes import nearest
from publisher.workspace import SourceFile

LARGEST_UNPACKED = 512 * 1024 * 1024
WIDEST = 16384
"""Columns of the widest sheet Excel knows."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT_FORMATS = {"9", "10"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet before it is judged: cells as typed, and what a reader of numbers would not see.

    Rows and columns count from 0; merged ranges are top, left, bottom, right, all within.
    """

    path: str
    rows: list[list[Cell]]
    sheet: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False

    def at(self, name: str) -> Place:
        """The place of a cell or a range of this sheet by its name."""
        return Place(self.path, cell=f"{self.sheet}!{name}" if self.sheet else name)


def read_workbook(
    source: SourceFile, sheet_name: str, place: Place | None, report: Report
) -> Grid | None:
    """The cells of a sheet from its first one on; None when it was reported."""
    import python_calamine

    try:
        if is_too_large(source, place, report):
            return None
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.content))
        sheet_name = choose_sheet(list(book.sheet_names), sheet_name, source, place, report)
        if not sheet_name:
            return None
        sheet = book.get_sheet_by_name(sheet_name)
        values = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except Exception as error:
        report.error("workbook-unreadable", place, path=source.path, reason=str(error))
        return None
    except BaseException as error:
        # What panics inside calamine is no `Exception` to Python, but it is one to an editor.
        if type(error).__name__ != "PanicException":
            raise
        report.error("workbook-unreadable", place, path=source.path, reason="…")
        return None

    def at(name: str) -> Place:
        return Place(source.path, cell=f"{sheet_name}!{name}")

    parts = _Parts(source)
    for finding in parts.look(sheet_name):
        report.error(finding.code, at(finding.cell), error=finding.text)
    rows = [
        [
            Cell(typed(value), at(cell_name(row, column)), native_kind(value))
            for column, value in enumerate(cells)
        ]
        for row, cells in enumerate(values)
    ]
    return Grid(
        source.path,
        rows,
        sheet_name,
        tuple((top, left, bottom, right) for (top, left), (bottom, right) in merged),
        frozenset(parts.hidden_rows),
        frozenset(parts.hidden_columns),
        parts.hidden,
    )


def choose_sheet(
    names: list[str], wanted: str, source: SourceFile, place: Place | None, report: Report
) -> str:
    """The sheet that is meant: the only one where none is named; empty when it was reported."""
    if not wanted and len(names) == 1:
        return names[0]
    if wanted in names:
        return wanted
    report.error(
        "sheet-missing" if wanted else "sheet-unnamed",
        place,
        sheet=wanted,
        path=source.path,
        known=", ".join(names),
        suggestion=nearest(wanted, names) if wanted else None,
    )
    return ""


def cell_name(row: int, column: int) -> str:
    """`C14` for row 13, column 2, both from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def tidy(text: str) -> str:
    """The text of a cell with single plain spaces, and none at its ends."""
    return " ".join(text.replace("\u00a0", " ").split())


def typed(value: object) -> str:
    """What the editor sees in the cell: whole numbers without a fraction, ISO dates."""
    match value:
        case bool():
            return "так" if value else "ні"
        case float():
            # Excel shows fifteen digits; the rest is the noise of binary fractions.
            return f"{Decimal(f'{value:.15g}'):f}"
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.isoformat("seconds" if value.second else "minutes")
        case datetime.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value)


def native_kind(value: object) -> Native:
    """What a workbook holds in a cell."""
    if isinstance(value, str):
        return "text"
    dated = isinstance(value, datetime.date | datetime.datetime)
    return "date" if dated else "number"


def is_too_large(source: SourceFile, place: Place | None, report: Report) -> bool:
    """Whether a zipped file would unpack to more than is ever read."""
    with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked <= LARGEST_UNPACKED:
        return False
    report.error(
        "file-too-large",
        place,
        path=source.path,
        size=unpacked // 2**20,
        limit=LARGEST_UNPACKED // 2**20,
    )
    return True


@dataclass(frozen=True, slots=True)
class _Finding:
    code: str
    cell: str
    text: str


@dataclass(slots=True)
class _Parts:
    """The XML of a workbook: which cells would be read as something they don't show."""

    source: SourceFile
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def look(self, sheet_name: str) -> Iterator[_Finding]:
        """Cells with errors, with formulas never calculated, with percentages; on the way, what
        is hidden."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.source.content)) as archive:
                yield from self._look(archive, sheet_name)
        except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, IndexError):
            return  # a workbook built in another way; its values were read all the same

    def _look(self, archive: zipfile.ZipFile, sheet_name: str) -> Iterator[_Finding]:
        percent = _percent_styles(archive)
        path, self.hidden = _sheet_path(archive, sheet_name)
        tags = [f"{_MAIN}{name}" for name in ("c", "row", "col")]
        with archive.open(path) as stream:
            for _, cell in etree.iterparse(stream, tag=tags, resolve_entities=False):
                if cell.tag != tags[0]:
                    self._hide(cell)
                    continue
                name, value = str(cell.get("r", "")), cell.findtext(f"{_MAIN}v")
                if cell.get("t") == "e":
                    yield _Finding("cell-error", name, value or "#")
                elif cell.find(f"{_MAIN}f") is not None and not value and cell.get("t") != "str":
                    formula = cell.findtext(f"{_MAIN}f") or ""
                    yield _Finding("cell-not-calculated", name, f"={formula}"[:60])
                elif value and cell.get("t", "n") == "n" and cell.get("s") in percent:
                    yield _Finding("cell-percent", name, value[:20])
                cell.clear()

    def _hide(self, element: etree._Element) -> None:
        hidden = element.get("hidden") in ("1", "true")
        if element.tag == f"{_MAIN}row":
            if hidden and element.get("r"):
                self.hidden_rows.add(int(str(element.get("r"))) - 1)
            element.clear()
        elif hidden:
            first, last = int(str(element.get("min"))), int(str(element.get("max")))
            self.hidden_columns.update(range(first - 1, min(last, WIDEST)))


def _parsed(archive: zipfile.ZipFile, path: str) -> etree._Element:
    return etree.fromstring(archive.read(path), etree.XMLParser(resolve_entities=False))


def _sheet_path(archive: zipfile.ZipFile, sheet_name: str) -> tuple[str, bool]:
    """The part a sheet is in, and whether the sheet is hidden."""
    book = _parsed(archive, "xl/workbook.xml")
    links = {
        str(link.get("Id")): str(link.get("Target"))
        for link in _parsed(archive, "xl/_rels/workbook.xml.rels").iter(f"{_RELATIONS}Relationship")
    }
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == sheet_name:
            target = links[str(sheet.get(_LINK))]
            hidden = sheet.get("state", "visible") != "visible"
            return (target.lstrip("/") if target.startswith("/") else f"xl/{target}"), hidden
    raise KeyError(sheet_name)


def _percent_styles(archive: zipfile.ZipFile) -> set[str | None]:
    """Numbers of the cell styles that show a fraction as a percentage."""
    styles: Any = _parsed(archive, "xl/styles.xml")
    own = {
        str(one.get("numFmtId"))
        for one in styles.iter(f"{_MAIN}numFmt")
        if "%" in re.sub(r'"[^"]*"', "", str(one.get("formatCode", "")))
    }
    cells = styles.find(f"{_MAIN}cellXfs")
    wanted = own | _PERCENT_FORMATS
    return {
        str(number)
        for number, style in enumerate(cells if cells is not None else ())
        if style.get("numFmtId") in wanted
    }
