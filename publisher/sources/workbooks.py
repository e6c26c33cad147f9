"""Workbooks: the cells of one sheet of an XLSX file, as an editor sees them in Excel.

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
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

from publisher.diagnostics import Place, Report
from publisher.model.tables import Cell
from publisher.nodes import nearest
from publisher.workspace import SourceFile

LARGEST_UNPACKED = 512 * 1024 * 1024

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENT_FORMATS = {"9", "10"}


def read_workbook(
    source: SourceFile, sheet_name: str, place: Place | None, report: Report
) -> list[list[Cell]] | None:
    """The rows of a sheet from its first cell on; None when it was reported."""
    import python_calamine

    try:
        if _is_too_large(source, place, report):
            return None
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.content))
        names = list(book.sheet_names)
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

    for (top, left), (bottom, right) in merged:
        spot = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        report.error("cells-merged", at(spot), cells=spot)
    for finding in _Parts(source).look(sheet_name):
        report.error(finding.code, at(finding.cell), error=finding.text)
    return [
        [Cell(tidy(typed(value)), at(cell_name(row, column))) for column, value in enumerate(cells)]
        for row, cells in enumerate(values)
    ]


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


def _is_too_large(source: SourceFile, place: Place | None, report: Report) -> bool:
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

    def look(self, sheet_name: str) -> Iterator[_Finding]:
        """Cells with errors, with formulas never calculated, with percentages."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.source.content)) as archive:
                yield from self._look(archive, sheet_name)
        except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, IndexError):
            return  # a workbook built in another way; its values were read all the same

    def _look(self, archive: zipfile.ZipFile, sheet_name: str) -> Iterator[_Finding]:
        percent = _percent_styles(archive)
        path = _sheet_path(archive, sheet_name)
        with archive.open(path) as stream:
            for _, cell in etree.iterparse(stream, tag=f"{_MAIN}c", resolve_entities=False):
                name, value = str(cell.get("r", "")), cell.findtext(f"{_MAIN}v")
                if cell.get("t") == "e":
                    yield _Finding("cell-error", name, value or "#")
                elif cell.find(f"{_MAIN}f") is not None and not value and cell.get("t") != "str":
                    formula = cell.findtext(f"{_MAIN}f") or ""
                    yield _Finding("cell-not-calculated", name, f"={formula}"[:60])
                elif value and cell.get("t", "n") == "n" and cell.get("s") in percent:
                    yield _Finding("cell-percent", name, value[:20])
                cell.clear()


def _parsed(archive: zipfile.ZipFile, path: str) -> etree._Element:
    return etree.fromstring(archive.read(path), etree.XMLParser(resolve_entities=False))


def _sheet_path(archive: zipfile.ZipFile, sheet_name: str) -> str:
    book = _parsed(archive, "xl/workbook.xml")
    links = {
        str(link.get("Id")): str(link.get("Target"))
        for link in _parsed(archive, "xl/_rels/workbook.xml.rels").iter(f"{_RELATIONS}Relationship")
    }
    for sheet in book.iter(f"{_MAIN}sheet"):
        if sheet.get("name") == sheet_name:
            target = links[str(sheet.get(_LINK))]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
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
