"""Charts as editors write them, in the text and in `issue.yaml`; each mistake at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from publisher.model.charts import Chart, Map
from publisher.model.issue import Table
from tests.sources.conftest import Reading, body, part, read

__all__ = ["body", "read"]  # fixtures of the room that reads

DATA = "район;рік;дохід;частка\nА;2021;10;1,5\nА;2022;20;2\nБ;2021;30;…\nБ;2022;40;4\n"
PLACES = "код;назва;школи;широта;довгота\nu1;Перша;5;49,9;36,1\nu2;Друга;;50;36,2\n"
SQUARE = [[30, 49], [31, 49], [31, 50], [30, 50], [30, 49]]
BOUNDS = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code, "name": code},
                "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
            }
            for code in ("u1", "u2", "u3")
        ],
    }
)
TOPOLOGY = json.dumps(
    {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [30, 49]},
        "arcs": [[[0, 0], [2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2]]],
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "u1"}},
                    {"type": "Polygon", "arcs": [[~1, ~0]], "properties": {"code": "u2"}},
                ],
            }
        },
    }
)
Read = Callable[..., Reading]


def charted(read: Read, yaml: str, **files: str) -> Chart:
    found = read({"issue.yaml": part(yaml), "data/a.csv": DATA, **files})
    assert not found.report.errors, found.lines
    (chart,) = found.parts
    assert isinstance(chart, Chart)
    return chart


def values(chart: Chart) -> dict[str, list[object]]:
    return {
        series.title.text: [None if v is None else float(v) for v in series.values]
        for panel in chart.panels
        for series in panel.series
    }


def test_a_chart_of_issue_yaml_takes_its_columns(read: Read) -> None:
    yaml = """
type: chart
form: bar
source: data/a.csv
where: рік=2022
x: район
y: [дохід, частка]
titles: [Дохід, "Частка, %"]
sort: value
unit: тис. грн
highlight: Б
caption: Доходи *районів*
id: fig-a
"""
    chart = charted(read, yaml)
    assert [label.text for label in chart.labels] == ["Б", "А"]
    assert values(chart) == {"Дохід": [40, 20], "Частка, %": [4, 2]}
    assert (chart.highlight, chart.number, chart.width) == ((0,), 1, "page")
    assert "Дохід: Б — 40" in chart.alt.text.replace("\u00a0", " ")


def test_a_column_can_make_the_panels(read: Read) -> None:
    yaml = "{type: chart, form: column, source: data/a.csv, x: рік, y: дохід, panels: район}"
    chart = charted(read, yaml)
    assert [panel.title.text for panel in chart.panels if panel.title] == ["А", "Б"]


def test_a_column_can_make_the_series(read: Read) -> None:
    yaml = "{type: chart, form: bar, source: data/a.csv, x: район, y: дохід, by: рік}"
    assert values(charted(read, yaml)) == {"2021": [10, 30], "2022": [20, 40]}


def test_rows_of_one_label_are_added_up_when_asked(read: Read) -> None:
    yaml = "{type: chart, form: bar, source: data/a.csv, x: район, y: дохід, sum: yes}"
    assert values(charted(read, yaml)) == {"дохід": [30, 70]}


def test_a_label_that_comes_twice_is_an_error_at_its_cell(read: Read) -> None:
    yaml = "{type: chart, form: bar, source: data/a.csv, x: район, y: дохід}"
    found = read({"issue.yaml": part(yaml), "data/a.csv": DATA})
    assert found.codes == ["chart-label-twice", "chart-label-twice"]
    assert "data/a.csv!A3" in found.lines[0]


def test_what_is_beyond_the_top_is_put_together(read: Read) -> None:
    data = "назва;сума\nа;5\nб;1\nв;9\nг;2\n"
    yaml = (
        "{type: chart, form: pie, source: data/b.csv, x: назва, y: сума, sort: value, top: 2,"
        " rest: Інші}"
    )
    chart = charted(read, yaml, **{"data/b.csv": data})
    assert [label.text for label in chart.labels] == ["в", "а", "Інші"]
    assert chart.panels[0].series[0].values == (Decimal(9), Decimal(5), Decimal(3))


def test_a_chart_of_the_text_stands_where_its_fence_stood(body: Callable[[str], Reading]) -> None:
    found = body(
        "Перед.\n\n::: {.chart #fig-a type=bar src=data/a.csv x=район y=дохід by=рік"
        ' caption="Доходи"}\n:::\n\nПісля @fig-a.\n'
    )
    assert found.codes == ["file-missing"]


def test_a_fence_and_a_part_mean_the_same(read: Read) -> None:
    fence = (
        "---\ntitle: Т\n---\n::: {.chart #fig-a type=line src=data/a.csv x=рік y=дохід by=район"
        ' partial=2022 alt="Ріст" height=40mm}\n:::\n\nДив. @fig-a.\n'
    )
    found = read({"articles/a.md": fence, "data/a.csv": DATA})
    assert not found.report.errors, found.lines
    (chart,) = found.article.drawn
    assert isinstance(chart, Chart)
    assert (chart.form, chart.partial, chart.width, chart.number) == ("line", (1,), "column", 1)
    assert chart.alt.text.startswith("Ріст. Лінійний графік.")
    assert found.article.body[0].name == "figure"


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ("type=bra x=район y=дохід", "unknown-choice articles/a.md:4:1: `form` не може бути `bra`"
         " → може, `bar`?"),
        ("type=bar x=раойн y=дохід sum=yes", "column-missing articles/a.md:4:1: немає стовпця"
         " `раойн`"),
        ("type=bar y=дохід", "missing-field articles/a.md:4:1: "),
        ("type=bar x=район y=дохід sum=yes colour=red", "unknown-field articles/a.md:4:1: "),
        ("type=bar x=район y=рік where=район", "chart-filter articles/a.md:4:1: `район` не каже"),
        ("type=bar x=район y=дохід where=рік=2020", "chart-label-unknown articles/a.md:4:1: у даних"
         " немає `2020` → може, `2022`?"),
        ("type=bar x=район y=дохід sum=yes highlight=В", "chart-label-unknown articles/a.md:4:1: "),
        ('type=bar x=район y="дохід, частка" by=рік', "chart-by-with-many articles/a.md:4:1: "),
        ('type=bar x=район y=дохід by=рік titles="а, б, в"', "chart-titles articles/a.md:4:1: назв"
         " 3"),
        ("type=bar x=рік y=район sum=yes", "cell-not-number data/a.csv!A2: "),
        ("type=bar x=район y=дохід sum=yes height=2m", "chart-height articles/a.md:4:1: `2m`"),
        ("type=bar x=район y=дохід sum=yes digits=9", "chart-digits articles/a.md:4:1: `9`"),
        ("type=bar x=район y=дохід sum=yes width=bleed", "unknown-choice articles/a.md:4:1: "),
    ],
)  # fmt: skip
def test_each_mistake_is_told_at_its_place(read: Read, attributes: str, said: str) -> None:
    text = f"---\ntitle: Т\n---\n::: {{.chart src=data/a.csv {attributes}}}\n:::\n\nТекст.\n"
    found = read({"articles/a.md": text, "data/a.csv": DATA})
    assert found.lines[0].startswith(said), found.lines


def test_the_data_of_a_chart_can_stand_under_it_as_a_table(read: Read) -> None:
    yaml = """
type: chart
form: column
source: data/a.csv
x: рік
y: дохід
by: район
unit: тис. грн
partial: 2022
table: Рік
id: fig-a
"""
    found = read({"issue.yaml": part(yaml), "data/a.csv": DATA})
    assert not found.report.errors, found.lines
    _, table = found.parts
    assert isinstance(table, Table)
    shown = [
        [str(c.title) for c in table.columns],
        *[[str(c) for c in r.cells] for r in table.rows],
    ]
    assert shown == [
        ["Рік", "А", "Б"],
        ["2021", "10", "30"],
        ["2022*", "20", "40"],
    ]
    assert table.id == "fig-a-data1"
    (note,) = table.note
    assert getattr(note, "text", "") == "Тис. грн. * неповні дані."


def test_a_table_under_a_chart_of_the_text_follows_it(read: Read) -> None:
    fence = (
        "---\ntitle: Т\n---\n::: {.chart src=data/a.csv type=bar x=район y=дохід sum=yes"
        " table=Район}\n:::\n"
    )
    found = read({"articles/a.md": fence, "data/a.csv": DATA})
    assert [block.name for block in found.article.body] == ["figure", "table"]
    (table,) = found.article.tables
    assert [str(cell) for cell in table.rows[1].cells] == ["Б", "70"]


def test_labels_in_another_language_than_the_edition_are_an_error(read: Read) -> None:
    yaml = part("{type: chart, form: bar, source: data/a.csv, x: район, y: дохід, sum: yes}")
    yaml = yaml.replace("language: uk", "languages: [uk, en]")
    yaml = yaml.replace("title: Вісник", "title: {uk: Вісник, en: Bulletin}")
    assert read({"issue.yaml": yaml, "data/a.csv": DATA}).codes == ["missing-translation"]


def test_words_between_the_fences_are_not_lost_silently(read: Read) -> None:
    fence = "::: {.chart src=data/a.csv type=bar x=район y=дохід sum=yes}"
    text = f"---\ntitle: Т\n---\n{fence}\nОй\n:::\n"
    assert "table-block-filled" in read({"articles/a.md": text, "data/a.csv": DATA}).codes


# -- maps ---------------------------------------------------------------------------------------

AREAS = """
type: map
form: areas
source: data/p.csv
boundaries: data/m.geojson
key: код
feature: code
name: назва
value: школи
"""


def mapped(read: Read, yaml: str, bounds: str = BOUNDS, places: str = PLACES) -> Reading:
    return read({"issue.yaml": part(yaml), "data/p.csv": places, "data/m.geojson": bounds})


def test_areas_without_a_row_stay_on_the_map(read: Read) -> None:
    found = mapped(read, AREAS)
    assert not found.report.errors, found.lines
    (made,) = found.parts
    assert isinstance(made, Map)
    assert [(r.name.text, r.value) for r in made.regions] == [
        ("Перша", Decimal(5)), ("Друга", None), ("u3", None)
    ]  # fmt: skip
    assert len(made.regions[0].rings[0]) == 4


def test_topojson_is_put_together_from_its_arcs(read: Read) -> None:
    found = mapped(read, AREAS, TOPOLOGY)
    (made,) = found.parts
    assert isinstance(made, Map)
    assert made.regions[0].rings == (((30, 49), (31, 49), (31, 50), (30, 50)),)
    assert sorted(made.regions[1].rings[0]) == sorted(made.regions[0].rings[0])


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [
        ("{", "Expecting"),
        ("[]", "list indices"),
        ('{"type": "Feature"}', "a FeatureCollection or a Topology is wanted"),
        ('{"type": "FeatureCollection", "features": []}', "no areas in it"),
        (BOUNDS.replace('"code"', '"kod"'), "without the property code"),
        (BOUNDS.replace("[30, 49]", "[NaN, 49]", 1), "is no number"),
        (BOUNDS.replace("[30, 49]", "[1e999, 49]", 1), "without end"),
        (BOUNDS.replace("[30, 49]", "[30, 49], " * 310_000 + "[30, 49]", 1), "simplify"),
    ],
    ids=lambda value: value if len(value) < 50 else "",
)
def test_boundaries_that_are_none_are_refused(read: Read, bounds: str, reason: str) -> None:
    found = mapped(read, AREAS, bounds)
    assert found.codes == ["map-boundaries"]
    assert reason in found.lines[0]


@pytest.mark.parametrize(
    ("yaml", "places", "said"),
    [
        (AREAS, PLACES.replace("u2;", "u9;"), "map-area-missing data/p.csv!A3: "),
        (AREAS.replace("key: код\n", ""), PLACES, "missing-field "),
        (AREAS + "breaks: given\n", PLACES, "missing-field "),
        (AREAS + "breaks: given\nlimits: [3, 2]\n", PLACES, "map-limits issue.yaml:16:21: `2`"),
        (AREAS + "limits: 3\n", PLACES, "map-limits "),
        (
            "{type: map, form: tiles, source: data/p.csv, name: назва, lat: широта, lon: довгота}",
            PLACES.replace("49,9;36,1", ";"),
            "map-place-missing data/p.csv!D2: ",
        ),
        (
            "{type: map, form: points, source: data/p.csv, name: назва}",
            PLACES,
            "missing-field ",
        ),
    ],
)
def test_each_mistake_of_a_map_is_told(read: Read, yaml: str, places: str, said: str) -> None:
    found = mapped(read, yaml, places=places)
    assert found.lines, "nothing was said"
    assert found.lines[0].startswith(said), found.lines


# -- sparklines -----------------------------------------------------------------------------------

WIDE = "центр;січ;лют;бер\nА;1;2;3\nБ;;5;4\n"


def test_a_table_gets_a_column_of_sparklines(read: Read) -> None:
    yaml = """
type: table
source: data/w.csv
columns: [{column: центр}, {column: бер, align: number, total: sum}]
sparkline: [січ, лют, бер]
sparkline_title: Хід
"""
    found = read({"issue.yaml": part(yaml), "data/w.csv": WIDE})
    assert not found.report.errors, found.lines
    (table,) = found.parts
    assert isinstance(table, Table)
    assert [str(column.title) for column in table.columns] == ["центр", "бер", "Хід"]
    sparks = [row.cells[-1][0].get("values") for row in table.rows if not row.total]  # type: ignore[index, union-attr]
    assert sparks == ["1;2;3", "?;5;4"]
    assert [str(cell) for cell in table.rows[-1].cells] == ["Разом", "7", ""]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ("січ", "sparkline-short"),
        ("січ, лютий", "column-missing"),
        ("центр, січ", "cell-not-number"),
    ],
)
def test_a_sparkline_of_wrong_columns_is_told(read: Read, columns: str, code: str) -> None:
    yaml = f"{{type: table, source: data/w.csv, sparkline: '{columns}'}}"
    assert code in read({"issue.yaml": part(yaml), "data/w.csv": WIDE}).codes
