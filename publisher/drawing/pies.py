"""Pies and donuts: shares of a whole, each named beside its slice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from publisher.drawing.board import NO_DATA, Board, Unable, smallest
from publisher.drawing.palette import SERIES
from publisher.drawing.paper import Paint, Spot, number
from publisher.drawing.scales import spread
from publisher.model.charts import Chart, Panel, Series

MOST_SLICES = 8
_STEP = math.radians(3)
_LEADER = 15.0
"""From the edge of the pie to the words."""


def draw_pie(board: Board, chart: Chart, panel: Panel, top: float, unit: str) -> float:
    """Slices clockwise from the top in the order of the data; a donut has its total inside."""
    values = [value or Decimal(0) for value in panel.series[0].values]
    total = sum(values, Decimal(0))
    if len(panel.series) > 1:
        board.report.error(
            "chart-series-many", board.place, count=len(panel.series), limit=1, form=chart.form
        )
        raise Unable
    if smallest(panel.series) < 0:
        board.report.error("chart-negative", board.place, form=chart.form)
        raise Unable
    if len(values) > MOST_SLICES:
        board.report.error("chart-slices-many", board.place, count=len(values), limit=MOST_SLICES)
        raise Unable
    if not total:
        board.report.error("chart-empty", board.place)
        raise Unable
    radius = (board.height or min(0.4 * board.width, 128.0)) / 2
    made = _laid_out(board, chart, panel.series[0], values, radius, top)
    angles, tall = made.angles, made.tall
    middle_x, middle_y = made.middle
    for index, (start, end) in enumerate(angles):
        if end > start:
            _slice(board, chart, index, (middle_x, middle_y), radius, start, end)
    for right, side in made.sides.items():
        _name(board, made, right, side, radius)
    if chart.form == "donut":
        text = board.numbers.text(total)
        board.paper.write(text, middle_x, middle_y + 1, board.title, "middle")
        if unit:
            lines = board.wrap(unit, board.note, 1.1 * radius, 2)
            board.paper.write_lines(
                lines, middle_x, middle_y + 1 + board.note.leading, board.note, "middle"
            )
    return top + tall


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where slices and names stand; `strain` says how far names are from their slices."""

    angles: list[tuple[float, float]]
    sides: dict[bool, list[int]]
    words: dict[int, list[str]]
    places: dict[int, float]
    middle: Spot
    tall: float
    strain: float


def _laid_out(
    board: Board,
    chart: Chart,
    series: Series,
    values: list[Decimal],
    radius: float,
    top: float,
) -> _Layout:
    """The turn of the pie at which names stand nearest to their slices; a start at the top is
    kept where another is hardly better."""
    shares = [value / sum(values, Decimal(0)) for value in values]
    texts = [
        f"{board.set(label)} {NO_DATA if value is None else board.numbers.percent(share)}"
        for label, value, share in zip(chart.labels, series.values, shares, strict=True)
    ]
    layouts = [_turned(board, texts, shares, radius, top, turn) for turn in range(0, 360, 12)]
    found = [layout for layout in layouts if layout is not None]
    if not found:
        board.tight(max(texts, key=len))
    return min(found, key=lambda layout: layout.strain)


def _turned(
    board: Board, texts: list[str], shares: list[Decimal], radius: float, top: float, turn: int
) -> _Layout | None:
    """The layout when the first slice begins so many degrees after the top."""
    sides: dict[bool, list[int]] = {True: [], False: []}
    angles: list[tuple[float, float]] = []
    start = math.radians(turn - 90)
    for index, share in enumerate(shares):
        end = start + 2 * math.pi * float(share)
        angles.append((start, end))
        sides[math.cos((start + end) / 2) >= -1e-9].append(index)
        start = end
    beside = board.width - 2 * radius - 2 * _LEADER
    words: dict[int, list[str]] = {}
    widths = {True: 0.0, False: 0.0}
    for right in (True, False):
        # The right side takes what it needs of half the room, the left side has the rest.
        room = beside / 2 if right and sides[False] else beside - widths[True]
        for index in sides[right]:
            lines = board.lettering.wrap(texts[index], board.label, room, 4)
            if lines is None:
                return None
            words[index] = lines
            widest = max(board.measure(line, board.label) for line in lines)
            widths[right] = max(widths[right], widest)
    heights = {index: len(lines) * board.label.leading + 3 for index, lines in words.items()}
    tall = max(2 * radius + 14, *(sum(heights[i] for i in side) for side in sides.values()))
    slack = board.width - 2 * radius - 2 * _LEADER - widths[True] - widths[False]
    middle = (widths[False] + _LEADER + slack / 2 + radius, top + tall / 2)
    places: dict[int, float] = {}
    strain = 0.05 * min(turn, 360 - turn)
    for side in sides.values():
        wanted = [middle[1] + (radius + 5) * math.sin(sum(angles[index]) / 2) for index in side]
        placed = spread(wanted, [heights[index] for index in side], top, top + tall)
        if placed is None:
            return None
        places |= dict(zip(side, placed, strict=True))
        strain += sum(abs(at - want) for at, want in zip(placed, wanted, strict=True))
    strain += 0.2 * max(0.0, tall - 2 * radius - 14)
    return _Layout(angles, sides, words, places, middle, tall, strain)


def _slice(
    board: Board, chart: Chart, index: int, middle: Spot, radius: float, start: float, end: float
) -> None:
    x, y = middle
    inner = 0.58 * radius if chart.form == "donut" else 0.0
    steps = max(2, math.ceil((end - start) / _STEP))
    outline = [
        (x + radius * math.cos(a), y + radius * math.sin(a))
        for a in (start + (end - start) * i / steps for i in range(steps + 1))
    ]
    hole = [
        (x + inner * math.cos(a), y + inner * math.sin(a))
        for a in (end + (start - end) * i / steps for i in range(steps + 1))
    ]
    whole = end - start > 2 * math.pi - 1e-6
    paint = _paint(board, index)
    if whole:
        board.paper.area([outline[:-1], hole[:-1]] if inner else [outline[:-1]], paint)
        return
    far = 1 if end - start > math.pi else 0
    d = (
        f"M{number(outline[0][0])} {number(outline[0][1])}"
        f"A{number(radius)} {number(radius)} 0 {far} 1"
        f" {number(outline[-1][0])} {number(outline[-1][1])}"
    )
    if inner:
        d += (
            f"L{number(hole[0][0])} {number(hole[0][1])}"
            f"A{number(inner)} {number(inner)} 0 {far} 0"
            f" {number(hole[-1][0])} {number(hole[-1][1])}Z"
        )
    else:
        d += f"L{number(x)} {number(y)}Z"
    board.paper.arc(d, paint, [*outline, *(hole if inner else [middle])])
    white = board.palette.ink("paper")
    for angle in (start, end):
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (inner, radius)]
        board.paper.line(ends, white, 0.8)


def _paint(board: Board, index: int) -> Paint:
    """Five flat paints, then three with lines."""
    if index < len(SERIES):
        return board.palette.series(index)
    ink = board.palette.ink
    fill, lines, angle = [
        (ink("paper"), ink("accent"), 45.0),
        (ink("shade-2"), ink("text"), -45.0),
        (ink("paper"), ink("text"), 0.0),
    ][index - len(SERIES)]
    return Paint(fill, lines, angle, 2.4, edge=ink("secondary"))


def _name(board: Board, made: _Layout, right: bool, side: list[int], radius: float) -> None:
    """Names at one side of the pie, with a leader each."""
    x, y = made.middle
    toward = 1 if right else -1
    for index in side:
        angle, at = sum(made.angles[index]) / 2, made.places[index]
        edge = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        end = (x + toward * (radius + 11), at)
        elbow = (x + (radius + 4) * math.cos(angle), y + (radius + 4) * math.sin(angle))
        leader = [edge, elbow, end]
        if _nearest(made.middle, elbow, end) < radius + 1:
            leader = [edge, *_around(made.middle, radius + 5, angle, at, right=right), end]
        board.paper.line(leader, board.palette.ink("secondary"), 0.4)
        lines = made.words[index]
        base = at - (len(lines) - 1) * board.label.leading / 2 + 0.33 * board.label.size
        anchor_x = x + toward * (radius + 14)
        board.paper.write_lines(lines, anchor_x, base, board.label, "start" if right else "end")


def _nearest(middle: Spot, one: Spot, other: Spot) -> float:
    """How near a line comes to the middle."""
    long = math.dist(one, other)
    if not long:
        return math.dist(middle, one)
    along = sum((o - a) * (m - a) for a, o, m in zip(one, other, middle, strict=True)) / long**2
    along = min(1.0, max(0.0, along))
    foot = (one[0] + along * (other[0] - one[0]), one[1] + along * (other[1] - one[1]))
    return math.dist(middle, foot)


def _around(middle: Spot, radius: float, angle: float, at: float, *, right: bool) -> list[Spot]:
    """From an angle round the pie to the height of a name, so that no leader crosses a slice."""
    x, y = middle
    turn = math.asin(min(1.0, max(-1.0, (at - y) / radius)))
    to = turn if right else math.pi - turn
    start = angle % (2 * math.pi)
    sweep = (to - start + math.pi) % (2 * math.pi) - math.pi
    steps = max(1, math.ceil(abs(sweep) / _STEP))
    return [
        (x + radius * math.cos(start + sweep * i / steps),
         y + radius * math.sin(start + sweep * i / steps))
        for i in range(steps + 1)
    ]  # fmt: skip
