"""Maps: classes as they were asked for, every place on the paper, outlines as they were given."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import drawing
from publisher.drawing.breaks import class_breaks, class_of
from publisher.drawing.hatching import hatch
from publisher.drawing.tiles import lay_tiles
from publisher.model.charts import Map, Region
from publisher.model.text import Line
from tests.drawing.conftest import COLUMN, PAGE, Drawing, codes, draw, drawn, tokens

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def decimals(*values: float) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def region(name: str, value: float | None = None, **more: Any) -> Region:
    number = None if value is None else Decimal(str(value))
    group = more.pop("group", None)
    return Region(Line(name, "uk"), number, Line(group, "uk") if group else None, **more)


def chart_map(form: str, *regions: Region, **more: Any) -> Map:
    return Map("karta", form, regions, Line("", "uk"), **more)  # type: ignore[arg-type]


def moved(dx: float, dy: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    return (tuple((30 + x + dx, 49 + y + dy) for x, y in SQUARE),)


def fills(made: Drawing) -> list[str]:
    return [e.get("fill") for e in made.root.iter() if e.get("fill") not in (None, "none")]


def test_quantiles_put_equally_many_into_each_class() -> None:
    values = decimals(*range(1, 13))
    breaks = class_breaks(values, "quantile", 4)
    assert breaks == tuple(decimals(3, 6, 9))
    assert [sum(class_of(v, breaks) == n for v in values) for n in range(4)] == [3, 3, 3, 3]


def test_equal_steps_part_the_range() -> None:
    assert class_breaks(decimals(0, 3, 100), "equal", 4) == tuple(decimals(25, 50, 75))


def test_natural_classes_keep_what_is_alike_together() -> None:
    values = decimals(1, 2, 2, 3, 20, 21, 22, 90, 91)
    assert class_breaks(values, "jenks", 3) == tuple(decimals(3, 22))


def test_natural_classes_are_the_best_there_are() -> None:
    values = decimals(4, 5, 9, 10, 11, 30, 31, 60)

    def unlike(breaks: tuple[Decimal, ...]) -> Decimal:
        total = Decimal(0)
        for n in range(len(breaks) + 1):
            inside = [v for v in values if class_of(v, breaks) == n]
            mean = sum(inside, Decimal(0)) / len(inside)
            total += sum(((v - mean) ** 2 for v in inside), Decimal(0))
        return total

    best = min(unlike(ends) for ends in itertools.combinations(values[:-1], 2))
    assert unlike(class_breaks(values, "jenks", 3)) == pytest.approx(best)


def test_values_that_are_all_alike_make_one_class() -> None:
    for method in ("quantile", "equal", "jenks"):
        assert class_breaks(decimals(5, 5, 5), method, 4) == ()  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 1000).map(Decimal), min_size=1, max_size=40), st.integers(1, 5))
def test_classes_rise_and_none_is_empty(values: list[Decimal], count: int) -> None:
    for method in ("quantile", "equal", "jenks"):
        breaks = class_breaks(values, method, count)  # type: ignore[arg-type]
        assert list(breaks) == sorted(set(breaks))
        assert len(breaks) < count
        if method != "equal":
            assert {class_of(v, breaks) for v in values} == set(range(len(breaks) + 1))


def test_areas_wear_their_class_and_say_its_ends() -> None:
    made = drawn(
        chart_map(
            "areas",
            region("Перша", 1, rings=moved(0, 0)),
            region("Друга", 5, rings=moved(1, 0)),
            region("Третя", None, rings=moved(2, 0)),
            breaks=(Decimal(3),),
            unit=Line("шкіл", "uk"),
        ),
        PAGE,
    )
    assert {"Перша", "Друга", "Третя", "шкіл", "1 (1)", "5 (1)", "… немає даних"} <= set(made.texts)
    shades = [tokens().colour(name).screen for name in ("shade-2", "accent", "paper")]
    assert fills(made)[:3] == shades


def test_a_map_is_drawn_true_to_its_middle_latitude() -> None:
    made = drawn(chart_map("areas", region("а", 1, rings=moved(0, 0))), PAGE)
    path = next(e for e in made.root.iter() if e.get("fill-rule"))
    spots = [
        tuple(map(float, spot.split())) for spot in path.get("d")[1:-1].replace("L", "M").split("M")
    ]
    wide = max(x for x, _ in spots) - min(x for x, _ in spots)
    tall = max(y for _, y in spots) - min(y for _, y in spots)
    assert wide / tall == pytest.approx(0.6494, abs=0.005)  # cos 49.5°


def test_a_class_is_seen_without_its_colour() -> None:
    """In one ink, classes differ by the lines across them."""
    regions = [region(str(n), n, rings=moved(n, 0)) for n in range(1, 6)]
    made = drawn(chart_map("areas", *regions, breaks=tuple(decimals(1, 2, 3, 4))), PAGE)
    strokes = [e.get("stroke") for e in made.root.iter() if e.get("stroke-width") == "0.5"]
    assert tokens().colour("text").screen in strokes
    assert tokens().colour("paper").screen in strokes


def test_tiles_say_that_they_are_no_map_and_name_every_group() -> None:
    regions = [
        region(f"Громада {n}", n, group="Лівий" if n % 3 == 0 else "Правий",
               at=(35 + 0.4 * (n % 3), 49 + 0.1 * n))
        for n in range(9)
    ]  # fmt: skip
    made = drawn(chart_map("tiles", *regions, breaks=(Decimal(4),)), PAGE)
    assert any(text.startswith("Схема:") for text in made.texts)
    assert {"Лівий", "Правий"} <= set(made.texts)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.floats(30, 40), st.floats(45, 52), st.sampled_from("абв")),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_no_two_places_share_a_tile(places: list[tuple[float, float, str]]) -> None:
    cells = lay_tiles([(x, y) for x, y, _ in places], [group for *_, group in places])
    assert len(set(cells)) == len(places)
    assert cells == lay_tiles([(x, y) for x, y, _ in places], [group for *_, group in places])


def test_what_lies_north_stands_above_and_what_lies_east_stands_right() -> None:
    places = [(x, y) for y in (50.0, 49.0, 48.0) for x in (35.0, 36.0, 37.0)]
    cells = lay_tiles(places, ["а"] * 9)
    for (x1, y1), (c1, r1) in zip(places, cells, strict=True):
        for (x2, y2), (c2, r2) in zip(places, cells, strict=True):
            assert not (x1 < x2 and y1 == y2 and c1 > c2)
            assert not (y1 > y2 and x1 == x2 and r1 > r2)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.floats(34, 38), st.floats(48, 50.5), st.integers(0, 10**6)),
        min_size=1, max_size=40,
    )
)  # fmt: skip
def test_names_of_places_never_meet(places: list[tuple[float, float, int]]) -> None:
    regions = [region(f"Місто {n}", v, at=(x, y)) for n, (x, y, v) in enumerate(places)]
    made, report = draw(chart_map("points", *regions), PAGE)
    assert made
    assert set(codes(report)) <= {"map-name-left-out"}
    named = [text for text in made.texts if text.startswith("Місто")]
    assert len(named) + len(codes(report)) == len(places)
    for one, other in itertools.combinations(made.words, 2):
        assert not one.meets(other)


def test_the_area_of_a_disc_is_its_value() -> None:
    regions = [region("а", 100, at=(35, 49)), region("б", 25, at=(36, 50))]
    made = drawn(chart_map("points", *regions), COLUMN)
    radii = sorted(float(e.get("r")) for e in made.root.iter() if e.get("r"))
    assert radii[-1] == pytest.approx(2 * radii[0], abs=0.01)


@pytest.mark.parametrize(
    ("thing", "code"),
    [
        (chart_map("areas", region("а", 1)), "chart-empty"),
        (chart_map("tiles", region("а", 1)), "map-place-missing"),
        (chart_map("points", region("а", 1)), "map-place-missing"),
        (
            chart_map(
                "areas", region("а", 1, rings=moved(0, 0)), breaks=tuple(decimals(1, 2, 3, 4, 5))
            ),
            "map-classes-many",
        ),
        (
            chart_map("tiles", *[region(str(n), n, at=(n % 50, n // 50)) for n in range(1500)]),
            "map-tiles-many",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_map_that_cannot_be_drawn_says_why(thing: Map, code: str) -> None:
    made, report = draw(thing)
    assert made is None
    assert code in codes(report)


def test_hatching_stays_inside_and_leaves_holes_open() -> None:
    hole = [(3.0, 3.0), (7.0, 3.0), (7.0, 7.0), (3.0, 7.0)]
    lines = hatch([[(0, 0), (10, 0), (10, 10), (0, 10)], hole], 0, 1)
    rows = ["".join(
        "#" if any(a[0] <= x + 0.5 <= b[0] for a, b in lines if abs(a[1] - y) < 0.01) else "."
        for x in range(10)
    ) for y in range(1, 10)]  # fmt: skip
    assert rows[0] == "##########"
    assert rows[4] == "###....###"


def test_the_alternative_text_of_a_map_names_every_place() -> None:
    thing = chart_map(
        "tiles", region("Золочівська", 12), region("Ізюмська"), unit=Line("шкіл", "uk")
    )
    said = drawing.say_map(thing, "uk").replace("\u00a0", " ")
    assert said == "Схематична карта, шкіл. Золочівська — 12; Ізюмська — немає даних."
