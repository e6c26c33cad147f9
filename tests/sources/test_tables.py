"""Tables of data, in `issue.yaml` and in the text of an article."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.sources.numbers import parse_number, write_number
from tests.sources.conftest import HEAD, part

DATA = "район;громад;площа;код\nІзюмський;8;5907,5;6310\nЛозівський;11;12 345,25;0631\n"


def shown(table):
    return [
        [str(column.title) for column in table.columns],
        *[[str(cell) for cell in row.cells] for row in table.rows],
    ]


def aligned(table):
    return [column.align for column in table.columns]


def test_a_table_prints_the_columns_chosen_with_their_sums(read):
    yaml = """
type: table
source: data/a.csv
caption: Громади *області*
note: За даними
id: tbl-a
columns:
  - {column: район, title: Район}
  - {column: площа, title: "Площа, км²", align: number, total: sum}
  - {column: громад, align: number, total: sum}
total: По області
"""
    reading = read({"issue.yaml": part(yaml), "data/a.csv": DATA})
    (table,) = reading.parts

    assert reading.codes == []
    assert shown(table) == [
        ["Район", "Площа, км²", "громад"],
        ["Ізюмський", "5\u00a0907,5", "8"],
        ["Лозівський", "12\u00a0345,25", "11"],
        ["По області", "18\u00a0252,75", "19"],
    ]
    assert [row.total for row in table.rows] == [False, False, True]
    assert (table.number, len(table.caption)) == (1, 2)
    assert str(table.rows[1].cells[1].place) == "issues/try/data/a.csv!C3"


def test_a_table_without_a_choice_prints_all_as_typed(read):
    reading = read({"issue.yaml": part("{type: table, source: data/a.csv}"), "data/a.csv": DATA})
    (table,) = reading.parts

    assert shown(table)[1:] == [
        ["Ізюмський", "8", "5907,5", "6310"],
        ["Лозівський", "11", "12 345,25", "0631"],
    ]
    assert aligned(table) == ["text", "number", "number", "text"]
    assert table.number is None


def test_a_table_in_the_text(read):
    markdown = (
        '::: {.table src=data/a.csv #tbl-a columns="район, громад" numbers=громад total=громад '
        'total-title=Усього caption="Громади" note="Дані"}\n:::\n\nДив. @tbl-a.\n'
    )
    reading = read({"articles/a.md": HEAD + markdown, "data/a.csv": DATA})
    (table,) = reading.article.tables

    assert reading.codes == []
    assert shown(table)[0] == ["район", "громад"]
    assert shown(table)[-1] == ["Усього", "19"]
    assert reading.article.table("tbl-a") is table


def test_years_and_small_numbers_stay_undivided(read):
    reading = read(
        {
            "issue.yaml": part(
                "{type: table, source: a.csv, columns: [{column: рік, align: number}]}"
            ),
            "a.csv": "рік\n2021\n2022\n—\n",
        }
    )

    assert shown(reading.parts[0])[1:] == [["2021"], ["2022"], ["—"]]


@pytest.mark.parametrize(
    ("yaml", "data", "said"),
    [
        (
            "{type: table, source: a.csv, columns: [{column: громд}]}",
            DATA,
            "column-missing issue.yaml:7:57: немає стовпця `громд` у `issues/try/a.csv` → може, "
            "`громад`?",
        ),
        (
            "{type: table, source: a.csv, columns: [{column: громад, total: sum}]}",
            "громад\n8\nбагато\n",
            "cell-not-number a.csv!A3: `багато` — не число, а стовпець `громад` треба підсумувати",
        ),
        ("{type: table, source: a.csv}", "а,б\n", "table-empty a.csv!A1: у таблиці немає рядків"),
        (
            "{type: table, source: a.csv}",
            "а\nNA\n",
            "cell-placeholder a.csv!A2: у клітинці службове слово на позначення порожнечі: `NA`",
        ),
        (
            "{type: table, source: a.csv, total: Разом, columns: [{column: громад, total: sum}]}",
            DATA,
            "total-without-room issue.yaml:7:45: словам `Разом` немає місця",
        ),
        (
            "{type: table, source: a.csv, width: full}",
            DATA,
            "unknown-choice issue.yaml:7:45: `width` не може бути `full`",
        ),
        (
            "{type: table, source: b.csv}",
            DATA,
            "file-missing issue.yaml:7:31: немає файла `issues/try/b.csv` → може, `a.csv`?",
        ),
    ],
)
def test_a_table_is_refused_in_words(read, yaml, data, said):
    reading = read({"issue.yaml": part(yaml), "a.csv": data})

    assert any(line.startswith(said) for line in reading.lines), reading.lines


def test_a_sum_of_a_column_that_is_not_printed(read):
    markdown = "::: {.table src=a.csv columns=район total=громад}\n:::\n"
    reading = read({"articles/a.md": HEAD + markdown, "a.csv": DATA})

    assert reading.lines[0].startswith(
        "column-not-printed articles/a.md:4:1: стовпця `громад` немає серед друкованих"
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234", "1234"),
        ("−5", "-5"),
        ("0.1", "0.1"),
        ("12 34", None),
        ("1,2,3", None),
        ("8 %", None),
        ("٣", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, number):
    assert parse_number(typed) == (None if number is None else Decimal(number))


@given(
    st.decimals(-(10**12), 10**12, places=2),
    st.sampled_from(["uk", "ru", "en"]),
    st.booleans(),
)
def test_a_number_written_is_the_number_read(number, language, grouped):
    assert parse_number(write_number(number, language, grouped=grouped)) == number
