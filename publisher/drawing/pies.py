"""Pies and donuts: shares of a whole, each named beside its slice."""

from __future__ import annotations

import math
from decimal import Decimal

from publisher.drawing.board import Board, Unable, smallest
from publisher.drawing.palette import SERIES
from publisher.drawing.paper import Paint, Spot, number
from publisher.drawing.scales import spread
from publisher.model.charts import Chart, Panel

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
    leading = board.label.leading
    sides: dict[bool, list[int]] = {True: [], False: []}
    first = 2 * math.pi * float(values[0] / total)
    # A slice of more than a third lies at the right, the small ones face the other side.
    angles, turn = [], -first / 2 if first > 2 * math.pi / 3 else -math.pi / 2
    for index, value in enumerate(values):
        sweep = 2 * math.pi * float(value / total)
        angles.append((turn, turn + sweep))
        if panel.series[0].values[index] is not None:
            sides[math.cos(turn + sweep / 2) >= -1e-9].append(index)
        turn += sweep
    beside = board.width - 2 * radius - 2 * _LEADER
    words: dict[int, list[str]] = {}
    taken = 0.0
    for right in (True, False):
        # The right side takes what it needs of half the room, the left side has the rest.
        room = beside * 0.5 if right and sides[False] else beside - taken
        for index in sides[right]:
            words[index] = _words(board, chart, index, values[index] / total, room)
        if right:
            lines = [line for index in sides[True] for line in words[index]]
            taken = max((board.measure(line, board.label) for line in lines), default=0.0)
    needed = (sum(len(words[i]) * leading + 3 for i in side) for side in sides.values())
    tall = max(2 * radius + 14, *needed)
    reach = max(
        (board.measure(line, board.label) for i in sides[False] for line in words[i]), default=0.0
    )
    slack = board.width - 2 * radius - 2 * _LEADER - reach - taken
    middle_x, middle_y = reach + _LEADER + slack / 2 + radius, top + tall / 2
    for index, (start, end) in enumerate(angles):
        if end > start:
            _slice(board, chart, index, (middle_x, middle_y), radius, start, end)
    for right, side in sides.items():
        if side:
            _name(board, right, side, words, angles, (middle_x, middle_y), radius, top, tall)
    if chart.form == "donut":
        text = board.numbers.text(total)
        board.paper.write(text, middle_x, middle_y + 1, board.title, "middle")
        if unit:
            lines = board.wrap(unit, board.note, 1.1 * radius, 2)
            board.paper.write_lines(
                lines, middle_x, middle_y + 1 + board.note.leading, board.note, "middle"
            )
    return top + tall


def _words(board: Board, chart: Chart, index: int, part: Decimal, room: float) -> list[str]:
    """Name and share, the share last and never alone on a line of its own."""
    text = board.set(chart.labels[index])
    return board.wrap(f"{text} {board.numbers.percent(part)}", board.label, room, 4)


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


def _name(
    board: Board,
    right: bool,
    side: list[int],
    words: dict[int, list[str]],
    angles: list[tuple[float, float]],
    middle: Spot,
    radius: float,
    top: float,
    tall: float,
) -> None:
    """Names at one side of the pie, in the order of their slices, with a leader each."""
    x, y = middle
    middles = [sum(angles[index]) / 2 for index in side]
    heights = [len(words[index]) * board.label.leading + 3 for index in side]
    wanted = [y + (radius + 5) * math.sin(angle) for angle in middles]
    placed = spread(wanted, heights, top, top + tall)
    if placed is None:
        board.tight(" ".join(words[side[0]]))
    for index, angle, at in zip(side, middles, placed, strict=True):
        toward = 1 if right else -1
        edge = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        end = (x + toward * (radius + 11), at)
        leader = [edge, *_around(middle, radius + 5, angle, at, right=right), end]
        board.paper.line(leader, board.palette.ink("secondary"), 0.4)
        lines = words[index]
        base = at - (len(lines) - 1) * board.label.leading / 2 + 0.33 * board.label.size
        anchor_x = x + toward * (radius + 14)
        board.paper.write_lines(lines, anchor_x, base, board.label, "start" if right else "end")


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
