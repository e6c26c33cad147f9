"""Charts show their data: lengths are values, words are all there, nothing covers anything."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import drawing
from publisher.diagnostics import Report
from publisher.drawing.palette import RAMP, SERIES, lightness
from publisher.drawing.scales import round_axis, spread
from publisher.sources.drawings import check_drawing
from publisher.workspace import SourceFile
from tests.drawing.conftest import PAGE, chart, codes, draw, drawn, shelf, tokens

YEARS = ["2019", "2020", "2021", "2022", "2023"]


def test_a_bar_is_as_long_as_its_value(raions: list[str]) -> None:
    made = drawn(chart("bar", raions, {"осіб": [100, 200, 50, 400, 300]}))
    lengths = [right - left for left, _, right, _ in made.bars("accent")]
    assert lengths == pytest.approx(
        [lengths[3] * v / 400 for v in (100, 200, 50, 400, 300)], abs=0.02
    )
    starts = {round(left, 1) for left, _, _, _ in made.bars("accent")}
    assert len(starts) == 1


def test_bars_below_nought_go_to_the_left_of_it() -> None:
    made = drawn(chart("bar", ["а", "б", "в"], {"%": [-10, 0, 20]}))
    (negative, positive) = made.bars("accent")
    assert negative[2] == pytest.approx(positive[0])
    assert (negative[2] - negative[0]) * 2 == pytest.approx(positive[2] - positive[0], abs=0.05)
    assert {"−10", "0", "20"} <= set(made.texts)


def test_a_missing_value_is_a_sign_and_not_a_nought() -> None:
    made = drawn(chart("bar", ["а", "б"], {"осіб": [None, 5]}))
    assert made.texts.count("…") == 1
    assert "0" not in made.texts
    assert len(made.bars("accent")) == 1


def test_a_line_breaks_where_a_value_is_missing() -> None:
    whole = drawn(chart("line", YEARS, {"а": [1, 2, 3, 4, 5]}))
    broken = drawn(chart("line", YEARS, {"а": [1, 2, None, 4, 5]}))
    ink = tokens().colour("accent").screen
    strokes = [m.content.count(f'stroke="{ink}"'.encode()) for m in (whole, broken)]
    assert strokes == [4, 2]


def test_columns_stand_on_one_line_and_reach_their_values() -> None:
    made = drawn(chart("column", YEARS, {"грн": [10, 20, 30, 40, 50]}))
    bars = made.bars("accent")
    assert len({round(bottom, 1) for *_, bottom in bars}) == 1
    heights = [bottom - top for _, top, _, bottom in bars]
    assert heights == pytest.approx([heights[-1] * n / 5 for n in range(1, 6)], abs=0.05)


def test_shares_fill_the_row(raions: list[str]) -> None:
    made = drawn(
        chart("bar", raions, {"а": [1, 2, 3, 4, 5], "б": [3, 2, 1, 4, 5]}, stacked="share")
    )
    first, second = made.bars("accent"), made.bars("hairline")
    for left, right in zip(first, second, strict=True):
        assert left[2] == pytest.approx(right[0], abs=0.6)
        assert right[2] == pytest.approx(made.width, abs=0.6)
    assert made.texts.count("50 %") == 6


def test_years_that_are_missing_leave_their_room() -> None:
    made = drawn(chart("line", ["2010", "2011", "2020"], {"а": [1, 2, 3]}))
    middles = {w.text: (w.left + w.right) / 2 for w in made.words if w.text.startswith("20")}
    assert middles["2020"] - middles["2011"] > 5 * (middles["2011"] - middles["2010"])


def test_incomplete_data_is_hatched_starred_and_explained() -> None:
    made = drawn(chart("column", YEARS, {"грн": [1, 2, 3, 4, 2]}, partial=(4,)))
    assert "2023*" in made.texts
    assert "* неповні дані" in made.texts
    assert len(made.bars("accent")) == 4


def test_large_numbers_are_printed_in_their_unit() -> None:
    made = drawn(chart("bar", ["Область"], {"х": [22600000000]}, scale="million", unit="грн"))
    assert "млн грн" in made.texts
    assert "22 600" in made.texts


def test_numbers_follow_the_language() -> None:
    thing = chart("bar", ["a", "b"], {"x": [1234.5, 12.25]}, digits=1)
    assert "1234,5" in drawn(thing).texts
    assert "1,234.5" in drawn(thing, language="en").texts


def test_names_of_lines_stand_in_the_order_of_their_ends() -> None:
    values: dict[str, Any] = {"перша": [1, 2, 3.02], "друга": [1, 2, 3.01], "третя": [1, 2, 3]}
    made = drawn(chart("line", ["2021", "2022", "2023"], values))
    names = sorted((w.top, w.text) for w in made.words if w.text in values)
    assert [name for _, name in names] == ["перша", "друга", "третя"]


def test_slices_are_named_with_their_shares() -> None:
    made = drawn(chart("pie", ["Єдиний податок", "Акциз"], {"х": [75, 25]}))
    assert " ".join(made.texts).count("%") == 2
    assert "75 %" in " ".join(made.texts)


def test_a_donut_says_its_whole() -> None:
    made = drawn(chart("donut", ["а", "б"], {"х": [75, 50]}, unit="тис. осіб"))
    assert {"125", "тис. осіб"} <= set(made.texts)


def test_small_charts_share_one_scale() -> None:
    panels = {"Перший": {"х": [10.0, 20.0]}, "Другий": {"х": [40.0, 10.0]}}
    made = drawn(chart("column", ["2021", "2022"], {}, panels=panels), PAGE)
    heights = [bottom - top for _, top, _, bottom in made.bars("accent")]
    assert heights == pytest.approx([heights[2] * v / 40 for v in (10, 20, 40, 10)], abs=0.05)
    assert {"Перший", "Другий"} <= set(made.texts)


def test_forty_bars_fit_on_a_page() -> None:
    made = drawn(chart("bar", [f"Громада {n}" for n in range(40)], {"х": list(range(1, 41))}))
    assert made.height < 230 / 25.4 * 72
    assert sum(text.startswith("Громада") for text in made.texts) == 40


def test_a_long_label_takes_more_lines_and_loses_nothing() -> None:
    name = "Управління освіти, молоді та спорту Слобожанської селищної територіальної громади"
    made = drawn(chart("bar", [name, "Апарат"], {"х": [5, 7]}))
    assert name in " ".join(made.texts)


@pytest.mark.parametrize(
    ("thing", "code"),
    [
        (chart("column", ["Надзвичайнодовгасловечко"] * 12, {"х": [1] * 12}), "chart-labels-tight"),
        (chart("bar", ["Ж" * 60], {"х": [1]}), "chart-labels-tight"),
        (chart("bar", [f"а{n}" for n in range(90)], {"х": [1] * 90}), "chart-too-tall"),
        (chart("bar", ["а"], {str(n): [n] for n in range(6)}), "chart-series-many"),
        (chart("pie", [str(n) for n in range(9)], {"х": [1] * 9}), "chart-slices-many"),
        (chart("pie", ["а", "б"], {"х": [1, -1]}), "chart-negative"),
        (chart("area", ["а", "б"], {"х": [1, -1]}), "chart-negative"),
        (chart("pyramid", ["а"], {"х": [1]}), "chart-needs-two"),
        (chart("bar", ["а"], {"х": [None]}), "chart-empty"),
        (chart("pie", ["а"], {"х": [0]}), "chart-empty"),
        (chart("pie", ["а"], {}, panels={"1": {"х": [1]}, "2": {"х": [1]}}), "chart-panels"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_drawn_is_said(thing: Any, code: str) -> None:
    made, report = draw(thing)
    assert made is None
    assert code in codes(report)


def test_a_letter_no_face_has_is_an_error_and_no_other_font() -> None:
    _, report = draw(chart("bar", ["漢字"], {"х": [1]}))
    assert "missing-glyph" in codes(report)


def test_labels_are_words_and_never_markup() -> None:
    made = drawn(chart("bar", ["<script>&\"'", "]]>"], {"х": [1, 2]}))
    assert any("<script>&" in text for text in made.texts)
    assert all(
        str(e.tag).endswith(("svg", "g", "path", "text", "circle")) for e in made.root.iter()
    )


def test_colours_are_tokens_only_and_families_are_ours(raions: list[str]) -> None:
    known = {colour.screen for colour in tokens().colours}
    for form in ("bar", "column", "line", "area", "dots"):
        made = drawn(chart(form, raions, {"а": [1, 2, 3, 4, 5], "б": [3, 1, 2, 2, 9]}), PAGE)
        assert made.inks <= known
        source = SourceFile("drawn.svg", made.content, "digest")
        report = Report()
        families = frozenset(shelf().families)
        assert check_drawing(source, "drawn.svg", None, report, families), list(report)


def test_the_same_data_make_the_same_bytes(raions: list[str]) -> None:
    thing = chart("line", raions, {"а": [1, 2, 3, 4, 5]})
    assert drawn(thing, PAGE).content == drawn(thing, PAGE).content


def test_series_can_be_told_apart_in_grey() -> None:
    steps = sorted(lightness(tokens().colour(name).screen) for name in SERIES)
    assert min(b - a for a, b in itertools.pairwise(steps)) >= 13
    ramp = [lightness(tokens().colour(name).screen) for name in RAMP]
    assert ramp == sorted(ramp, reverse=True)
    assert min(a - b for a, b in itertools.pairwise(ramp)) >= 12


def test_the_alternative_text_says_every_value(raions: list[str]) -> None:
    thing = chart("bar", raions, {"а": [1, 2.5, None, 4, 5]}, unit="осіб", partial=(0,))
    said = drawing.say_chart(thing, "uk").replace("\u00a0", " ")
    assert said.startswith("Стовпчаста діаграма, осіб.")
    assert "Богодухівський (неповні дані) — 1,0" in said
    assert "Куп’янський — немає даних" in said
    assert "Ізюмський — 2,5" in said


# -- properties -------------------------------------------------------------------------------

VALUES = st.one_of(st.none(), st.integers(0, 10**6), st.decimals(0, 10**4, places=2).map(float))
LABELS = st.lists(
    st.text("абвгдежзиклмнопрстуІЇЄ -’", min_size=1, max_size=40).map(str.strip).filter(bool),
    min_size=1, max_size=14, unique=True,
)  # fmt: skip
TOLD = {"chart-labels-tight", "chart-empty", "chart-slices-many", "chart-too-tall"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), form=st.sampled_from(
    ["bar", "column", "line", "area", "pie", "donut", "pyramid", "dots"]
))  # fmt: skip
def test_no_word_ever_covers_another_or_leaves_the_picture(data: st.DataObject, form: str) -> None:
    labels = data.draw(LABELS)
    most = {"pie": 1, "donut": 1, "pyramid": 2}.get(form, 4)
    count = 2 if form == "pyramid" else data.draw(st.integers(1, most))
    series = {
        f"ряд {'а' * n}": data.draw(st.lists(VALUES, min_size=len(labels), max_size=len(labels)))
        for n in range(1, count + 1)
    }
    partial = (0,) if data.draw(st.booleans()) else ()
    stacked = (
        data.draw(st.sampled_from(["no", "yes", "share"])) if form in ("bar", "column") else "no"
    )
    thing = chart(form, labels, series, partial=partial, stacked=stacked, unit="млн грн")
    made, report = draw(thing, data.draw(st.sampled_from([PAGE, PAGE * 0.48])))
    if made is None:
        assert set(codes(report)) <= TOLD
        return
    words = made.words
    for index, word in enumerate(words):
        assert word.left >= -1
        assert word.right <= made.width + 1
        assert word.top >= -1
        assert word.bottom <= made.height + 1
        for other in words[index + 1 :]:
            assert not word.meets(other), (word, other)
    if form in ("bar", "dots", "pyramid", "column"):
        printed = "".join("".join(made.texts).split())
        for label in labels:
            assert "".join(drawing_words(label).split()) in printed


def drawing_words(label: str) -> str:
    from publisher import typography

    return typography.set_line(label, "uk").replace("\u00a0", " ")


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=12),
)
def test_spread_labels_keep_apart_and_in_order(things: list[tuple[float, float]]) -> None:
    wanted, heights = [w for w, _ in things], [h for _, h in things]
    placed = spread(wanted, heights, 0, 100)
    if placed is None:
        assert sum(heights) > 100
        return
    boxes = sorted((p - h / 2, p + h / 2) for p, h in zip(placed, heights, strict=True))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 100 + 1e-6
    for (_, end), (start, _) in itertools.pairwise(boxes):
        assert start >= end - 1e-6


@given(
    st.decimals(-(10**9), 10**9, places=3), st.decimals(-(10**9), 10**9, places=3),
)  # fmt: skip
def test_axes_hold_their_values_between_round_ticks(one: Decimal, other: Decimal) -> None:
    low, high = min(one, other), max(one, other)
    axis = round_axis(low, high, 0, 100)
    assert axis.low <= low <= axis.high
    assert axis.low <= high <= axis.high
    assert 2 <= len(axis.ticks) <= 7
    step = axis.ticks[1] - axis.ticks[0]
    assert str(step.normalize().as_tuple().digits) in ("(1,)", "(2,)", "(2, 5)", "(5,)")
