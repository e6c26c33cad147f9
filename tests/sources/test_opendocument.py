"""ODS sheets: the same cells as Excel's, and no room for bombs."""

from __future__ import annotations

import io
import zipfile

import pytest

from publisher.diagnostics import Report
from publisher.sources import opendocument
from publisher.sources.sheets import read_grid, read_sheet
from tests.sources.conftest import FOLDER, line_of

START = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
END = "</office:spreadsheet></office:body></office:document-content>"


def ods(tables: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", START + tables + END)
    return stream.getvalue()


def table(rows: str, name: str = "Ради", rest: str = "") -> str:
    return f'<table:table table:name="{name}"{rest}>{rows}</table:table>'


def row(*cells: str, rest: str = "") -> str:
    return f"<table:table-row{rest}>{''.join(cells)}</table:table-row>"


def text(words: str, rest: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{rest}><text:p>{words}</text:p>'
        "</table:table-cell>"
    )


def value(kind: str, attribute: str, given: str, shown: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{given}">'
        f"<text:p>{shown or given}</text:p></table:table-cell>"
    )


EMPTY = "<table:table-cell/>"


@pytest.fixture
def sheet(bench, write):
    def reading(tables: str, reference: str = "a.ods", read=read_sheet):
        write(f"{FOLDER}/a.ods", ods(tables))
        report = Report()
        found = read(bench, reference, FOLDER, None, report)
        return found, [line_of(finding) for finding in report]

    return reading


def test_cells_say_what_is_seen_in_libreoffice(sheet):
    rows = row(text("рада"), text("громад"), text("дата"), text("так")) + row(
        text("Куп<text:s/>янська<text:line-break/>друга"),
        value("float", "value", "1157.8"),
        value("date", "date-value", "2020-11-25"),
        value("boolean", "boolean-value", "true"),
    )
    found, said = sheet(table(rows))

    assert said == []
    assert [cell.text for cell in found.rows[0]] == [
        "Куп янська друга", "1157.8", "2020-11-25", "так",
    ]  # fmt: skip
    assert str(found.rows[0][1].place) == f"{FOLDER}/a.ods!Ради!B2"


def test_folded_rows_and_cells_keep_their_places(sheet):
    empty = '<table:table-row table:number-rows-repeated="1000000">' + EMPTY + "</table:table-row>"
    rows = (
        row(text("а"), text("б"), text("в"))
        + row(EMPTY, rest=' table:number-rows-repeated="3"')
        + row(text("1", ' table:number-columns-repeated="2"'), EMPTY, text("3")[:0])
        + empty
    )
    found, said = sheet(table(rows))

    assert said == []
    assert [cell.text for cell in found.rows[0]] == ["1", "1", ""]
    assert str(found.rows[0][1].place) == f"{FOLDER}/a.ods!Ради!B5"


def test_what_the_cell_does_not_show_is_an_error_at_its_place(sheet):
    rows = row(text("а"), text("б"), text("в")) + row(
        value("percentage", "value", "0.981", "98,1%"),
        '<table:table-cell table:formula="of:=1/0" office:value-type="string">'
        "<text:p>#DIV/0!</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=[.A1]"/>',
    )
    _, said = sheet(table(rows))

    assert [line.split(":")[0] for line in said] == [
        "cell-percent a.ods!Ради!A2",
        "cell-error a.ods!Ради!B2",
        "cell-not-calculated a.ods!Ради!C2",
    ]


def test_what_is_merged_or_hidden_is_known(sheet):
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
    )
    rows = (
        columns
        + row(text("а"), text("б"), text("в"))
        + row(text("1", ' table:number-rows-spanned="2"'), rest=' table:visibility="collapse"')
        + row("<table:covered-table-cell/>", text("2"))
    )
    grid, _ = sheet(table(rows, rest=' table:style-name="ta2"'), read=read_grid)

    assert grid.merged == ((1, 0, 2, 0),)
    assert grid.hidden_rows == {1}
    assert grid.hidden_columns == {1, 2}
    assert grid.hidden


def test_one_of_several_sheets_must_be_named(sheet):
    tables = table(row(text("а")) + row(text("1"))) + table(row(text("б")) + row(text("2")), "Інші")

    assert sheet(tables)[1][0].startswith("sheet-unnamed")
    assert [c.text for c in sheet(tables, "a.ods#Інші")[0].header] == ["б"]


def test_a_file_that_unrolls_to_millions_of_cells_is_refused(sheet, monkeypatch):
    monkeypatch.setattr(opendocument, "MOST_CELLS", 1000)  # the bound itself takes seconds to reach
    rows = row(text("а")) + row(text("1"), rest=' table:number-rows-repeated="1048576"')

    found, said = sheet(table(rows))

    assert found is None
    assert said[0].startswith("sheet-too-large")


def test_entities_are_not_expanded(write, bench):
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ААААААААААААААААААА"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
        + START + table(row(text("а")) + row(text("&b;"))) + END
    )  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", bomb)
    write(f"{FOLDER}/b.ods", stream.getvalue())
    report = Report()
    found = read_sheet(bench, "b.ods", FOLDER, None, report)

    assert found is None or not any("АА" in cell.text for row in found.rows for cell in row)
