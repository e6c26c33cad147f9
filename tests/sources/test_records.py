"""Records by a schema: every dirty cell is set right and told, or refused by its name."""

from __future__ import annotations

import io

import openpyxl
import pytest

from publisher.sources.kinds import edrpou_holds
from tests.sources import dirty
from tests.sources.conftest import HEAD, ISSUE, part

DATA = """
data:
  rady:
    source: data/members.xlsx#Ради
    key: kod
    schema:"""
PRINT = "{type: table, source: data:rady}"


@pytest.fixture
def reading(read):
    return read({
        "issue.yaml": part(PRINT) + DATA + dirty.SCHEMA,
        "data/members.xlsx": dirty.content(),
    })  # fmt: skip


def row_of(case):
    return dirty.FIRST + dirty.CASES.index(case)


@pytest.mark.parametrize("case", dirty.CASES, ids=lambda case: f"{case.code}-{case.typed!r}")
def test_a_dirty_cell_is_set_right_or_refused_at_its_place(read, case):
    """Each case alone, so that what is said is said of this cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ради"
    row = list(dirty.CLEAN)
    row[0], row[dirty.HEAD.index(case.column)] = "R1", case.typed
    sheet.append(list(dirty.HEAD))
    sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    issue = part(PRINT) + DATA + dirty.SCHEMA
    reading = read({"issue.yaml": issue, "data/members.xlsx": stream.getvalue()})
    letter = openpyxl.utils.get_column_letter(dirty.HEAD.index(case.column) + 1)
    found = [one for one in reading.report if one.place and one.place.cell == f"Ради!{letter}2"]

    assert [one.code for one in found] == [case.code], reading.lines
    assert (not reading.report.errors) == (case.becomes is not None)
    if case.becomes is not None:
        (table,) = reading.parts
        assert str(table.rows[0].cells[dirty.HEAD.index(case.column)]) == case.becomes


def test_a_whole_dirty_workbook_is_told_cell_by_cell_in_one_go(reading):
    said = [(one.code, one.place.cell if one.place else None) for one in reading.report]
    faults = [case for case in dirty.CASES if case.becomes is None]

    assert len(dirty.CASES) >= 40
    for case in faults:
        letter = openpyxl.utils.get_column_letter(dirty.HEAD.index(case.column) + 1)
        assert (case.code, f"Ради!{letter}{row_of(case)}") in said
    last = dirty.FIRST + len(dirty.CASES)
    whole = [
        ("row-above-head", "Ради!A1"),
        ("heads-respelt", "Ради!B3"),
        ("column-undescribed", "Ради!N3"),
        ("rows-empty", f"Ради!A{last}"),
        ("heads-repeated", f"Ради!A{last + 1}"),
        ("row-total", f"Ради!A{last + 2}"),
        ("key-twice", f"Ради!A{last + 3}"),
        ("row-hidden-here", f"Ради!A{last + 4}"),
        ("cells-merged", f"Ради!C{last + 5}:D{last + 5}"),
        ("cell-not-calculated", f"Ради!B{last + 6}"),
    ]
    assert [one for one in whole if one not in said] == []


def test_what_was_set_right_is_listed_with_its_cells(reading):
    (note,) = [line for line in reading.lines if line.startswith("cells-apostrophes")]

    assert note.startswith(
        "cells-apostrophes data/members.xlsx!Ради!B11: апострофи виправлено: 5 клітинок: "
        "Ради!B11, Ради!B12, Ради!B13, Ради!B14, Ради!B15"
    )


def test_the_workbook_shipped_as_an_example_is_this_one():
    shipped = openpyxl.load_workbook(dirty.EXAMPLE)["Ради"]
    built = openpyxl.load_workbook(io.BytesIO(dirty.content()))["Ради"]

    assert [[c.value for c in row] for row in shipped] == [[c.value for c in row] for row in built]


@pytest.mark.parametrize("code", ["00032112", "14360570", "00034022", "20077720", "31570412"])
def test_codes_of_the_register_hold(code):
    assert edrpou_holds(code)
    assert not edrpou_holds(code[:-1] + str((int(code[-1]) + 1) % 10))


# -- tables that know one another ------------------------------------------------------------

TWO = """
data:
  raiony:
    source: data/raiony.csv
    key: kod
    as_of: 2022-01-01
    schema:
      kod: code
      nazva: text
  hromady:
    source: data/hromady.csv
    key: kod
    as_of: 2022-01-01
    schema:
      kod: code
      nazva: text
      raion: {type: reference, to: raiony}
      naselennia: integer
      ploshcha: decimal
    join:
      - {table: raiony, by: raion, take: {raion_nazva: nazva}}
    compute:
      shchilnist: {quotient: [naselennia, ploshcha], digits: 1}
      chastka: {share: naselennia}
      povna: {text: "{nazva} громада, {raion_nazva} район"}
numbers:
  chleny: {value: 409, as_of: 2020-01-01, source: сайт Асоціації}
  usi: {value: 417, as_of: 2020-01-01, source: сайт Асоціації}
  chastka: {share: [chleny, usi]}
  iziumski: {sum: hromady.naselennia, where: {raion: ["1"]}}
"""
FILES = {
    "data/raiony.csv": "kod,nazva\n1,Ізюмський\n2,Лозівський\n",
    "data/hromady.csv": "kod,nazva,raion,naselennia,ploshcha\n"
    "a,Ізюмська,1,60000,1500.5\nb,Лозівська,2,30000,1000\nc,Барвінківська,1,10000,—\n",
}


def test_tables_are_joined_by_key_and_worked_out(read):
    table = (
        "{type: table, source: data:hromady, "
        "columns: [{column: povna}, {column: shchilnist}, {column: chastka}]}"
    )
    reading = read({"issue.yaml": part(table) + TWO, **FILES})
    (made,) = reading.parts

    assert not reading.report.errors
    assert [[str(cell) for cell in row.cells] for row in made.rows] == [
        ["Ізюмська громада, Ізюмський район", "40.0", "60.0"],
        ["Лозівська громада, Лозівський район", "30.0", "30.0"],
        ["Барвінківська громада, Ізюмський район", "", "10.0"],
    ]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("{{ chleny }} з {{ usi }}", "409 з 417"),
        ("{{ chastka | percent }}", "98,1\u00a0%"),
        ("станом на {{ chastka.as_of | date }}", "станом на 1\u00a0січня 2020\u00a0року"),
        ("{{ hromady.count | counted громада / громади / громад }}", "3\u00a0громади"),
        ("{{ hromady.naselennia.sum | number }}", "100\u202f000"),
        ("{{ hromady.naselennia.sum | thousands }}", "100,0\u00a0тис."),
        ("{{ iziumski | number }} осіб", "70\u202f000 осіб"),
        ("{{ hromady.a.naselennia | number }}", "60\u202f000"),
        ("{{ hromady.a.nazva }}", "Ізюмська"),
        ("**{{hromady.as_of|numeric}}**", "01.01.2022"),
    ],
)
def test_a_figure_in_the_text_is_worked_out(read, typed, printed):
    reading = read({
        "issue.yaml": ISSUE + TWO, "articles/a.md": HEAD + f"Маємо {typed}.\n", **FILES
    })  # fmt: skip
    (paragraph,) = reading.article.body

    assert not reading.report.errors, reading.lines
    assert "".join(text.text for text in paragraph.texts()) == f"Маємо {printed}."


def test_a_figure_stands_in_a_field_of_yaml_too(read):
    figures = "{type: figures, items: [{value: '{{ chastka | percent }}', label: рад}]}"
    (panel,) = read({"issue.yaml": part(figures) + TWO, **FILES}).parts

    assert str(panel.items[0].value) == "98,1\u00a0%"


def test_a_figure_stands_in_the_title_of_an_article_too(read):
    article = "---\ntitle: Нас {{ chleny }}\n---\nТекст.\n"
    reading = read({"issue.yaml": ISSUE + TWO, "articles/a.md": article, **FILES})

    assert str(reading.article.title) == "Нас 409"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{{ chasta | percent }}", "figure-unknown articles/a.md:4:7: цифри `chasta` немає"),
        ("{{ chastka | procent }}", "format-unknown articles/a.md:4:7: для цієї цифри немає"),
        ("{{ hromady.naselenia.sum }}", "figure-unknown articles/a.md:4:7: цифри `hromady.nas"),
        ("{{ hromady.nazva.mean }}", "figure-of-nothing articles/a.md:4:7:"),
        ("{{ hromady.a.area }}", "field-unknown articles/a.md:4:7: у таблиці `hromady` немає"),
        ("{{ 1 + 1 }}", "figure-unknown articles/a.md:4:7: цифри `1 + 1` немає"),
        ("{{ ''.__class__ }}", "figure-unknown articles/a.md:4:7:"),
    ],
)
def test_a_figure_nobody_declared_is_an_error(read, typed, said):
    reading = read({
        "issue.yaml": ISSUE + TWO, "articles/a.md": HEAD + f"Маємо {typed}.\n", **FILES
    })  # fmt: skip

    assert [line for line in reading.lines if line.startswith(said)], reading.lines


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("to: raiony", "to: raion"), "data-unknown issue.yaml:24:36: таблиці даних `raion` немає"),
        (("by: raion,", "by: rajon,"), "field-unknown issue.yaml:28:"),
        (("{share: naselennia}", "{share: nazva}"), "value-not-number data/hromady.csv!B2:"),
        (("{share: naselennia}", "{digits: 1}"), "compute-one-way"),
        (('["1"]', '["7"]'), "value-nowhere"),
        (("[chleny, usi]", "[chastka, usi]"), "data-circle"),
        (("      kod: code\n      nazva: text\n  hromady", "      kod: code\n  hromady"),
         "column-undescribed data/raiony.csv!B1: схема нічого не каже про стовпець `nazva`"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_declaration_is_found_where_it_was_made(read, change, said):
    assert change[0] in TWO
    reading = read({"issue.yaml": ISSUE + TWO.replace(*change), **FILES})

    assert [line for line in reading.lines if line.startswith(said)], reading.lines


def test_a_reference_that_leads_nowhere_names_its_cell(read):
    files = {**FILES, "data/raiony.csv": "kod,nazva\n1,Ізюмський\n"}
    reading = read({"issue.yaml": ISSUE + TWO, **files})

    assert reading.lines[1].startswith(
        "record-nowhere data/hromady.csv!C3: у таблиці `raiony` немає запису `2`"
    )


def test_hidden_rows_and_merged_cells_go_as_the_editor_says(read):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["район", "рада"], ["Ізюмський", "А"], [None, "Б"], ["Лозівський", "В"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[4].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    issue = part("{type: table, source: data:t}") + (
        "\ndata:\n  t:\n    source: data/a.xlsx\n    merged: repeat\n    hidden: leave-out\n"
        "    schema: {район: text, рада: text}\n"
    )
    reading = read({"issue.yaml": issue, "data/a.xlsx": stream.getvalue()})
    (table,) = reading.parts

    assert [[str(c) for c in row.cells] for row in table.rows] == [
        ["Ізюмський", "А"],
        ["Ізюмський", "Б"],
    ]
    assert reading.codes == ["cells-repeated", "rows-hidden-left-out"]
