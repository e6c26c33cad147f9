"""Sheets of data: what they come in, and what each cell says then."""

from __future__ import annotations

import io

import openpyxl
import pytest

from publisher.diagnostics import Report
from publisher.sources.sheets import read_sheet
from tests.sources.conftest import FOLDER, line_of


@pytest.fixture
def sheet(bench, write):
    """Read a sheet of these bytes: its rows with the head, and the lines of the report."""

    def reading(name: str, content: str | bytes, reference: str | None = None):
        write(f"{FOLDER}/{name}", content)
        report = Report()
        found = read_sheet(bench, reference or name, FOLDER, None, report)
        rows = [[c.text for c in row] for row in (found.header, *found.rows)] if found else None
        return rows, [line_of(finding) for finding in report], found

    return reading


ROWS = [["рада", "громад"], ["Ізюмська", "8"], ["Лозівська", "5"]]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_csv_in_every_way_a_spreadsheet_writes_it(sheet, separator, encoding):
    text = "\r\n".join(separator.join(row) for row in ROWS) + "\r\n"

    rows, said, found = sheet("a.csv", text.encode(encoding))

    assert rows == ROWS
    assert [line.split()[0] for line in said] == (
        [] if encoding.startswith("utf-8") else ["csv-encoding"]
    )
    assert (str(found.rows[1][0].place), found.rows[1][0].place.line) == (
        f"{FOLDER}/a.csv!A3",
        3,
    )


def test_quotes_may_hold_separators_quotes_and_line_ends(sheet):
    rows, said, found = sheet("a.csv", 'а;б\n"1;""2""\n3";4\n5;6\n')

    assert rows == [["а", "б"], ['1;"2" 3', "4"], ["5", "6"]]
    assert said == []
    assert found.rows[1][0].place.line == 4  # as an editor counts
    assert found.rows[1][0].place.cell == "A3"  # as a spreadsheet counts


def test_what_looks_like_a_number_stays_as_typed(sheet):
    rows, _, _ = sheet("a.csv", "a,b,c\n04051234,+380577,1.10\n")

    assert rows[1] == ["04051234", "+380577", "1.10"]


def test_the_line_excel_writes_to_itself_is_passed_over(sheet):
    rows, said, found = sheet("a.csv", "sep=,\nа;б,в\n1,2\n")

    assert (rows, said) == ([["а;б", "в"], ["1", "2"]], [])
    assert found.rows[0][0].place.cell == "A3"


def test_spaces_of_every_sort_become_one(sheet):
    assert sheet("a.csv", "а\n \u00a0 1\u00a0 234 \n")[0] == [["а"], ["1 234"]]


def test_a_row_with_too_many_cells(sheet):
    assert sheet("a.csv", "а,б\n1,2\nхліб, сіль,3\n")[1] == [
        "row-too-long a.csv!C3: у рядку зайва клітинка: `3`; у таблиці стовпців: 2 → назвіть "
        "стовпець у першому рядку або об’єднайте клітинку із сусідньою; у CSV беріть текст із "
        "комами в лапки"
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "", "sheet-empty a.csv: таблиця `issues/try/a.csv` порожня"),
        ("a.csv", "а,а\n1,2\n", "column-twice a.csv!B1: два стовпці мають назву `а`"),
        ("a.csv", "а,\n1,2\n", "row-too-long a.csv!B2: у рядку зайва клітинка: `2`"),
        ("a.csv", "а,,в\n1,2,3\n", "column-unnamed a.csv!B1: стовпець не має назви"),
        ("a.csv", 'а\n"1\n', "csv-unreadable a.csv:2: таблицю `issues/try/a.csv` не вдається"),
        ("a.csv", "а\n1\x00\n", "control-character a.csv:2:2: тут знак, якого не видно: U+0000"),
        ("a.csv", b"\xd0\n\x81\xff\x03\x04\x05", "not-utf8 a.csv: файл не в UTF-8: байт 0xD0"),
        ("a.xls", b"", "sheet-format : `a.xls` — не той формат таблиці, який читає друкарня"),
        ("a.ods", b"", "workbook-unreadable : книгу `issues/try/a.ods` не вдається прочитати"),
        ("a.xlsx", b"", "workbook-unreadable : книгу `issues/try/a.xlsx` не вдається прочитати"),
        ("a.xlsx", b"PK\x03\x04", "workbook-unreadable : книгу `issues/try/a.xlsx`"),
        ("a.yaml", "а: б\n", "list-expected a.yaml:1:1:"),
        ("a.yaml", "- б\n", "fields-expected a.yaml:1:3:"),
        ("a.yaml", "- а: [б]\n", "text-expected a.yaml:1:7: `а` має бути текстом"),
    ],
)
def test_a_sheet_is_refused_in_words(sheet, name, content, said):
    lines = sheet(name, content)[1]

    assert any(line.startswith(said) for line in lines), lines


def test_a_list_in_yaml_is_a_sheet(sheet):
    rows, said, found = sheet("a.yaml", "- {рада: Ізюмська, код: 0123}\n- {рада: Лозівська}\n")

    assert (rows, said) == ([["рада", "код"], ["Ізюмська", "0123"], ["Лозівська", ""]], [])
    assert str(found.rows[0][1].place) == f"{FOLDER}/a.yaml:1:25"


# -- workbooks -----------------------------------------------------------------------------------


def workbook(fill, title: str = "Ради", *more: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    fill(book.active)
    for name in more:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_what_is_seen_in_its_cells(sheet):
    import datetime

    def fill(page):
        page.append(["рада", "код", "частка", "дата", "час"])
        page.append(["Ізюмська", "04051234", 0.1 + 0.2, datetime.date(2026, 1, 2),
                     datetime.time(10, 30)])  # fmt: skip
        page.append(["Лозівська", 1240, 1e15, None, datetime.datetime(2026, 1, 2, 9, 5)])  # noqa: DTZ001

    rows, said, found = sheet("a.xlsx", workbook(fill))

    assert said == []
    assert rows[1:] == [
        ["Ізюмська", "04051234", "0.3", "2026-01-02", "10:30"],
        ["Лозівська", "1240", "1000000000000000", "", "2026-01-02 09:05"],
    ]
    assert str(found.rows[0][2].place) == f"{FOLDER}/a.xlsx!Ради!C2"


@pytest.mark.parametrize(
    ("cell", "form", "said"),
    [
        ("#REF!", None, "cell-error a.xlsx!Ради!B2: у клітинці помилка замість значення: `#REF!`"),
        ("=1+1", None, "cell-not-calculated a.xlsx!Ради!B2: формулу ще не обчислено: `=1+1`"),
        (0.981, "0.0%", "cell-percent a.xlsx!Ради!B2: клітинка показує відсотки"),
    ],
)
def test_cells_that_would_print_as_something_else(sheet, cell, form, said):
    def fill(page):
        page.append(["рада", "громад"])
        page.append(["Ізюмська", cell])
        if form:
            page["B2"].number_format = form

    (line,) = sheet("a.xlsx", workbook(fill))[1]
    assert line.startswith(said)


def test_merged_cells_are_named(sheet):
    def fill(page):
        page.append(["рада", "громад"])
        page.append(["Ізюмська", 8])
        page.merge_cells("A2:A3")

    assert sheet("a.xlsx", workbook(fill))[1] == [
        "cells-merged a.xlsx!Ради!A2:A3: клітинки A2:A3 об’єднано в одну → скасуйте об’єднання та "
        "впишіть значення в кожну клітинку, якої воно стосується"
    ]


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (
            "a.xlsx#Раді",
            "sheet-missing : у книзі `issues/try/a.xlsx` немає аркуша `Раді` → може, `Ради`?",
        ),
        (
            "a.xlsx",
            "sheet-unnamed : у книзі `issues/try/a.xlsx` кілька аркушів → назвіть потрібний після "
            "`#`: Ради, Бюджет",
        ),
        ("b.csv#Ради", "sheet-of-text : `b.csv` — не книга і не має аркуша `Ради`"),
    ],
)
def test_sheets_that_can_not_be_had(sheet, reference, said):
    content = workbook(lambda page: page.append(["а"]), "Ради", "Бюджет")

    (line,) = sheet("a.xlsx", content, reference)[1]
    assert line.startswith(said)


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(sheet):
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * (600 * 2**20))

    assert sheet("a.xlsx", out.getvalue())[1][0].startswith("file-too-large : файл")
