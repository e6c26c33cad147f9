"""Tables keep their grid, repeat their head, and align their numbers by style."""

from __future__ import annotations

from tests.word.editions import article, made
from tests.word.pages import W, Word, text, value


def grid(table) -> list[list[str]]:
    return [[text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def test_the_cells_stand_where_they_stood(sample):
    assert grid(sample.find("w:tbl")[0]) == [
        ["Район", "Роки", "Примітка"],
        ["", "2024", "2025", ""],
        ["Ізюмський", "1\u00a0280,5", "1\u00a0402,0", "без урахування субвенцій на відбудову шкіл"],
        ["Богодухівський", "980,0", "1\u00a0015,7", ""],
        ["Чугуївський", "2\u00a0310,4", "2\u00a0298,1", "—"],
        ["Разом", "4\u00a0570,9", "4\u00a0715,8", ""],
    ]


def test_the_head_repeats_and_no_row_splits(sample):
    rows = list(sample.find("w:tbl")[0].iter(f"{W}tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * 2 + [
        False
    ] * 4
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_numbers_are_set_right_by_their_style(sample):
    table = sample.find("w:tbl")[0]
    worn = {text(p): value(p, "w:pPr/w:pStyle") for p in table.iter(f"{W}p")}

    assert worn["980,0"] == "TableTextNumber"
    assert worn["4\u00a0570,9"] == "TableTotalNumber"
    assert worn["2024"] == "TableHeadNumber"
    assert worn["Роки"] == "TableHeadCentred"
    assert worn["Ізюмський"] == "TableSide"
    assert worn["Чугуївський"] == "TableText"
    assert value(sample.styles()["TableTextNumber"], "w:pPr/w:jc") == "right"


def test_merged_cells_are_merged(sample):
    table = sample.find("w:tbl")[0]

    assert [value(cell, "w:tcPr/w:gridSpan") for cell in table.iter(f"{W}tc")][:4] == [
        None,
        "2",
        None,
        None,
    ]
    merges = [cell.find(f"{W}tcPr/{W}vMerge") for cell in table.iter(f"{W}tc")]
    assert [None if merge is None else merge.get(f"{W}val", "goes on") for merge in merges][:7] == [
        "restart",
        None,
        "restart",
        "goes on",
        None,
        None,
        "goes on",
    ]


def test_widths_fill_the_place_and_are_fixed(sample):
    table = sample.find("w:tbl")[0]
    widths = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]

    assert sum(widths) == round((210 - 18 - 16) * 72 / 25.4 * 20)
    assert value(table, "w:tblPr/w:tblLayout", "type") == "fixed"
    assert widths[3] > widths[1]


def test_the_longest_word_has_room():
    row = "<td>Дніпропетровсько-Харківська</td><td>{}</td>".format("слово " * 60)
    file = Word(made(article(f'<table class="table"><tbody><tr>{row}</tr></tbody></table>')))
    first, second = (int(column.get(f"{W}w")) for column in file.find("w:gridCol"))

    assert first / 20 > len("Дніпропетровсько-Харківська") * 8.6 * 0.5
    assert second > first


def test_a_short_row_is_filled_up():
    rows = "<tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td></tr>"
    file = Word(made(article(f'<table class="table"><tbody>{rows}</tbody></table>')))

    assert grid(file.find("w:tbl")[0]) == [["1", "2", "3"], ["4", "", ""]]


def test_a_cell_over_three_rows_keeps_its_column():
    rows = '<tr><td rowspan="3">А</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>'
    file = Word(made(article(f'<table class="table"><tbody>{rows}</tbody></table>')))

    assert grid(file.find("w:tbl")[0]) == [["А", "1"], ["", "2"], ["", "3"]]


def test_two_tables_that_touch_stay_two():
    table = '<table class="table"><tbody><tr><td>1</td></tr></tbody></table>'
    file = Word(made(article(table + table)))
    first, second = file.find("w:tbl")

    assert first.getnext() is not second


def test_a_table_is_read_out_by_its_caption(sample):
    assert [value(table, "w:tblPr/w:tblCaption") for table in sample.find("w:tbl")] == [
        "Таблиця\u00a01. Видатки громад за районами, тис. грн", None, "Календар подій",
        "Ізюмський район",
    ]  # fmt: skip


def test_the_caption_stays_with_its_table(sample):
    caption = sample.find("w:tbl")[0].getprevious()

    assert value(caption, "w:pPr/w:pStyle") == "TableCaption"
    assert sample.styles()["TableCaption"].find(f"{W}pPr/{W}keepNext") is not None


def test_figures_stand_side_by_side(sample):
    panel = sample.find("w:tbl")[1]

    assert value(panel, "w:tblPr/w:tblStyle") == "FiguresPanel"
    assert [[text(p) for p in cell.iter(f"{W}p")] for cell in panel.iter(f"{W}tc")] == [
        ["409", "рад", "98,1\u00a0% від усіх"], ["12", "семінарів"], ["56", "громад"],
    ]  # fmt: skip
