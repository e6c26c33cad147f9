"""Charts on a plot with an upright axis: columns, lines, areas."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from publisher.drawing.board import NO_DATA, STAR, Board, Unable, largest, scaled, smallest
from publisher.drawing.paper import ASCENT, DESCENT, Paint, Spot
from publisher.drawing.scales import Axis, exact_axis, round_axis, spread
from publisher.model.charts import Chart, Panel, Series

_GAP = 5.0
Limits = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    right: float
    top: float
    bottom: float
    axis: Axis


def limits(chart: Chart, panels: Sequence[Panel]) -> Limits:
    """The least and the greatest value that plots of these panels must hold, scaled."""
    low, high = Decimal(0), Decimal(0)
    for panel in panels:
        if chart.stacked != "no" or chart.form == "area":
            sums = _sums(panel.series)
            low, high = min(low, *sums), max(high, *sums)
        else:
            low = min(low, smallest(panel.series))
            high = max(high, largest(panel.series))
    if chart.form == "line":
        known = [v for p in panels for s in p.series for v in s.values if v is not None]
        if known and min(known) > 0 and min(known) * 2 > max(known):
            low = min(known)  # a line tells change: nought is not its ground
    return scaled(low, chart.scale), scaled(high, chart.scale)


def draw_columns(
    board: Board, chart: Chart, panel: Panel, top: float, ends: Limits | None = None
) -> float:
    """Upright bars; values stand on them where all fit, else there is an axis."""
    count = len(panel.series)
    stacked = chart.stacked != "no" and count > 1
    if stacked and smallest(panel.series) < 0:
        board.report.error("chart-negative", board.place, form="stacked")
        raise Unable
    if count > 1:
        names = [(board.palette.series(i), board.set(s.title)) for i, s in enumerate(panel.series)]
        top = board.legend(names, top)
    share = stacked and chart.stacked == "share"
    low, high = (Decimal(0), Decimal(100)) if share else ends or limits(chart, [panel])
    slot = board.width / len(chart.labels)
    thick = min(0.66 * slot, 30.0 * (1 if stacked else count))
    bar = thick if stacked else thick / count
    texts = [board.numbers.text(v) for s in panel.series for v in s.values if v is not None]
    widest = max((board.measure(text, board.value) for text in texts), default=0.0)
    direct = not stacked and widest <= (slot - 3 if count == 1 else bar - 1)
    plot = _plot(board, chart, low, high, top, values=direct)
    slot = (plot.right - plot.left) / len(chart.labels)
    thick = min(0.66 * slot, 30.0 * (1 if stacked else count))
    bar = thick if stacked else thick / count
    zero = plot.axis.at(min(max(Decimal(0), plot.axis.low), plot.axis.high))
    for index in range(len(chart.labels)):
        middle = plot.left + (index + 0.5) * slot
        if stacked:
            _column_stack(board, chart, panel, index, middle, bar, plot)
            continue
        for number, series in enumerate(panel.series):
            left = middle - thick / 2 + number * bar
            value = series.values[index]
            if value is None:
                board.paper.write(NO_DATA, left + bar / 2, zero - 3, board.note, "middle")
                continue
            at = plot.axis.at(scaled(value, chart.scale))
            inset = 0.4 if count > 1 else 0.0
            paint = _paint(board, chart, index, number)
            if at != zero:
                board.paper.rect(
                    left + inset, min(at, zero), bar - 2 * inset, abs(at - zero), paint
                )
            if direct:
                base = at - 3 if value >= 0 else at + 3 + ASCENT * board.value.size
                text = board.numbers.text(value)
                board.paper.write(text, left + bar / 2, base, board.value, "middle")
    board.paper.line([(plot.left, zero), (plot.right, zero)], board.palette.ink("text"), 0.6)
    return _labels(board, chart, plot, slot, thin=False)


def draw_lines(
    board: Board, chart: Chart, panel: Panel, top: float, ends: Limits | None = None
) -> float:
    """Lines named at their ends; a value that is missing leaves a gap."""
    low, high = ends or limits(chart, [panel])
    names = _names(board, panel) if len(panel.series) > 1 else None
    plot = _plot(board, chart, low, high, top, names=names)
    xs = _places(chart, plot)
    lasts: list[tuple[int, Spot]] = []
    for number, series in enumerate(panel.series):
        spots = [
            None if value is None else (x, plot.axis.at(scaled(value, chart.scale)))
            for x, value in zip(xs, series.values, strict=True)
        ]
        ink = board.palette.line(number)
        for before, after in zip(range(len(spots)), range(1, len(spots)), strict=False):
            first, second = spots[before], spots[after]
            if first and second:
                loose = before in chart.partial or after in chart.partial
                dash = (2.2, 2.0) if loose else board.palette.dash(number)
                board.paper.line([first, second], ink, 0.9 if loose else 1.4, dash)
        alone = {
            i for i, spot in enumerate(spots)
            if spot and not any(0 <= j < len(spots) and spots[j] for j in (i - 1, i + 1))
        }  # fmt: skip
        for index, spot in enumerate(spots):
            if spot and (len(xs) <= 16 or index in chart.partial or index in alone):
                bare = index in chart.partial
                fill = board.palette.ink("paper") if bare else ink
                board.paper.mark(number, *spot, fill, ink if bare else None)
        if known := [spot for spot in spots if spot]:
            lasts.append((number, known[-1]))
    if names:
        _name_ends(board, plot, lasts, names)
    return _labels(board, chart, plot, (plot.right - plot.left) / max(1, len(xs) - 1), thin=True)


def draw_areas(
    board: Board, chart: Chart, panel: Panel, top: float, ends: Limits | None = None
) -> float:
    """Areas one upon another, named at their right edge."""
    if smallest(panel.series) < 0:
        board.report.error("chart-negative", board.place, form="area")
        raise Unable
    share = chart.stacked == "share"
    totals = [
        sum((s.values[i] or Decimal(0) for s in panel.series), Decimal(0))
        for i in range(len(chart.labels))
    ]
    low, high = (Decimal(0), Decimal(100)) if share else ends or limits(chart, [panel])
    names = _names(board, panel) if len(panel.series) > 1 else None
    plot = _plot(board, chart, low, high, top, names=names)
    xs = _places(chart, plot)
    floor = [Decimal(0)] * len(xs)
    lasts: list[tuple[int, Spot]] = []
    for number, series in enumerate(panel.series):
        steps = [
            _level(value, totals[i], chart, share=share) for i, value in enumerate(series.values)
        ]
        roof = [a + b for a, b in zip(floor, steps, strict=True)]
        for first, last in _stretches([total is not None for total in series.values]):
            upper = [(xs[i], plot.axis.at(roof[i])) for i in range(first, last)]
            lower = [(xs[i], plot.axis.at(floor[i])) for i in range(first, last)]
            paint = board.palette.series(number)
            board.paper.area([[*upper, *reversed(lower)]], paint)
            board.paper.line(upper, board.palette.ink("paper"), 0.7)
            if any(index in chart.partial for index in range(first, last)):
                _loose_end(board, chart, paint, upper, lower, first)
        if any(value is not None for value in series.values):
            end = max(i for i, value in enumerate(series.values) if value is not None)
            middle = (plot.axis.at(roof[end]) + plot.axis.at(floor[end])) / 2
            lasts.append((number, (xs[end], middle)))
        floor = roof
    board.paper.line(
        [(plot.left, plot.axis.at(Decimal(0))), (plot.right, plot.axis.at(Decimal(0)))],
        board.palette.ink("text"), 0.6,
    )  # fmt: skip
    if names:
        _name_ends(board, plot, lasts, names)
    return _labels(board, chart, plot, (plot.right - plot.left) / max(1, len(xs) - 1), thin=True)


# -- pieces ---------------------------------------------------------------------------------


def _level(value: Decimal | None, total: Decimal, chart: Chart, *, share: bool) -> Decimal:
    if value is None:
        return Decimal(0)
    if share:
        return 100 * value / total if total else Decimal(0)
    return scaled(value, chart.scale)


def _loose_end(
    board: Board,
    chart: Chart,
    paint: Paint,
    upper: Sequence[Spot],
    lower: Sequence[Spot],
    first: int,
) -> None:
    """Hatch the stretches of an area that lead to data that is not whole."""
    for index in range(1, len(upper)):
        if {first + index, first + index - 1} & set(chart.partial):
            piece = [upper[index - 1], upper[index], lower[index], lower[index - 1]]
            board.paper.area([piece], board.palette.incomplete(paint))


def _stretches(there: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of values without a gap, as first and after-last."""
    runs, start = [], None
    for index, known in enumerate([*there, False]):
        if known and start is None:
            start = index
        elif not known and start is not None:
            runs.append((start, index))
            start = None
    return runs


def _sums(series: Sequence[Series]) -> list[Decimal]:
    columns = zip(*(one.values for one in series), strict=True)
    return [sum((value or Decimal(0) for value in column), Decimal(0)) for column in columns]


def _names(board: Board, panel: Panel) -> list[list[str]]:
    """The names of series, broken for the margin at their ends."""
    texts = [board.set(series.title) for series in panel.series]
    room = min(
        max(board.measure(text, board.label) for text in texts),
        max(
            0.24 * board.width,
            *(board.lettering.longest_word(text, board.label) for text in texts),
        ),
    )
    if room > 0.42 * board.width:
        board.tight(max(texts, key=len))
    return [board.wrap(text, board.label, room + 0.01, 4) for text in texts]


def _name_ends(
    board: Board, plot: _Plot, lasts: Sequence[tuple[int, Spot]], names: list[list[str]]
) -> None:
    """Names beside the ends of their lines, pushed apart where they would meet."""
    heights = [len(names[number]) * board.label.leading for number, _ in lasts]
    low, high = plot.top - 6, plot.bottom + 4
    middles = spread([y for _, (_, y) in lasts], heights, low, high)
    if middles is None:
        board.tight(" ".join(names[0]))
    x = plot.right + 11
    for (number, (end, y)), middle in zip(lasts, middles, strict=True):
        tall = (len(names[number]) - 1) * board.label.leading
        base = middle - tall / 2 + 0.33 * board.label.size
        board.paper.line(
            [(end + 3, y), (plot.right + 4, y), (x - 2, middle)], board.palette.ink("hairline"), 0.4
        )
        board.paper.write_lines(names[number], x, base, board.label)


def _plot(
    board: Board,
    chart: Chart,
    low: Decimal,
    high: Decimal,
    top: float,
    *,
    values: bool = False,
    names: list[list[str]] | None = None,
) -> _Plot:
    """The plot: with an axis of round numbers, unless the values stand at the bars."""
    tall = board.height or min(max(0.46 * board.width, 96.0), 190.0)
    if values:
        head = board.value.leading + 1
        foot = head if low < 0 else 0.0
        axis = exact_axis(low, high, top + head + tall, top + head)
        return _Plot(0, board.width, top + head, top + head + tall + foot, axis)
    top += ASCENT * board.note.size / 2 + 1
    axis = round_axis(low, high, top + tall, top, most=max(2, min(5, int(tall / 22))))
    percent = chart.stacked == "share"
    texts = [
        board.numbers.percent(tick / 100) if percent else board.numbers.plain(tick, axis.digits)
        for tick in axis.ticks
    ]
    left = max(board.measure(text, board.note) for text in texts) + _GAP
    right = board.width
    if names:
        right -= 11 + max(board.measure(line, board.label) for lines in names for line in lines)
    elif chart.form in ("line", "area"):
        right -= 4
    if right - left < 30:
        board.tight(max(texts, key=len))
    hair = board.palette.ink("hairline")
    for tick, text in zip(axis.ticks, texts, strict=True):
        y = axis.at(tick)
        board.paper.line([(left, y), (right, y)], hair, 0.35)
        board.paper.write(text, left - _GAP, y + 0.34 * board.note.size, board.note, "end")
    return _Plot(left, right, top, top + tall, axis)


def _places(chart: Chart, plot: _Plot) -> list[float]:
    """Where labels stand across: years by their distance, all else evenly."""
    left, right = plot.left + 4, plot.right - 4
    count = len(chart.labels)
    if count == 1:
        return [(left + right) / 2]
    texts = [label.text.strip() for label in chart.labels]
    if all(text.isdigit() and len(text) == 4 for text in texts):
        years = [int(text) for text in texts]
        if years == sorted(set(years)):
            return [
                left + (right - left) * (year - years[0]) / (years[-1] - years[0]) for year in years
            ]
    return [left + (right - left) * index / (count - 1) for index in range(count)]


def _labels(board: Board, chart: Chart, plot: _Plot, slot: float, *, thin: bool) -> float:
    """Labels under the plot: broken into lines, or (along a line) each second, third, …"""
    texts = [
        board.set(label) + (STAR if index in chart.partial else "")
        for index, label in enumerate(chart.labels)
    ]
    first = plot.bottom + 4 + ASCENT * board.label.size
    if not thin:
        middles = [plot.left + (index + 0.5) * slot for index in range(len(texts))]
        tallest = 1
        for text, x in zip(texts, middles, strict=True):
            lines = board.wrap(text, board.label, slot - 2, 3)
            board.paper.write_lines(lines, x, first, board.label, "middle")
            tallest = max(tallest, len(lines))
        return first + (tallest - 1) * board.label.leading + DESCENT * board.label.size
    middles = _places(chart, plot)
    must = set(chart.partial)
    for step in range(1, len(texts) + 1):
        # The last label always stands; the others count back from it.
        shown = [i for i in range(len(texts)) if (len(texts) - 1 - i) % step == 0 or i in must]
        lefts = [_edges(board, texts[i], middles[i]) for i in shown]
        pairs = itertools.pairwise(lefts)
        if all(after[0] - before[1] >= 4 for before, after in pairs):
            break
    else:
        board.tight(max(texts, key=len))
    for index in shown:
        left, _ = _edges(board, texts[index], middles[index])
        board.paper.write(texts[index], left, first, board.label)
        if step > 1:
            x = middles[index]
            ink = board.palette.ink("secondary")
            board.paper.line([(x, plot.bottom), (x, plot.bottom + 2.5)], ink, 0.4)
    return first + DESCENT * board.label.size


def _edges(board: Board, text: str, middle: float) -> tuple[float, float]:
    """Left and right of a label in the middle of its place, held on the paper."""
    width = board.measure(text, board.label)
    left = min(max(middle - width / 2, 0.0), board.width - width)
    return left, left + width


def _column_stack(
    board: Board,
    chart: Chart,
    panel: Panel,
    index: int,
    middle: float,
    bar: float,
    plot: _Plot,
) -> None:
    values = [series.values[index] for series in panel.series]
    total = sum((value or Decimal(0) for value in values), Decimal(0))
    share = chart.stacked == "share"
    floor = Decimal(0)
    if all(value is None for value in values):
        bottom = plot.axis.at(Decimal(0)) - 3
        board.paper.write(NO_DATA, middle, bottom, board.note, "middle")
    for number, value in enumerate(values):
        if not value:
            continue
        roof = floor + _level(value, total, chart, share=share)
        upper, lower = plot.axis.at(roof), plot.axis.at(floor)
        paint = _paint(board, chart, index, number, highlighting=False)
        gap = min(0.5, (lower - upper) / 4)
        board.paper.rect(middle - bar / 2, upper + gap, bar, lower - upper - gap, paint)
        text = board.numbers.percent(value / total) if share else board.numbers.text(value)
        fits = board.measure(text, board.label) + 2 <= bar
        if fits and lower - upper >= board.label.size + 1.5 and not paint.lines:
            board.paper.write(
                text, middle, (upper + lower) / 2 + 0.33 * board.label.size, board.label,
                "middle", board.palette.on(paint),
            )  # fmt: skip
        floor = roof


def _paint(
    board: Board, chart: Chart, index: int, number: int, *, highlighting: bool = True
) -> Paint:
    paint = board.palette.series(number)
    if highlighting and chart.highlight and len(chart.panels[0].series) == 1:
        paint = board.palette.series(0 if index in chart.highlight else 1)
    return board.palette.incomplete(paint) if index in chart.partial else paint
