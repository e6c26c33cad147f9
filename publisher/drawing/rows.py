"""Charts in rows, labels at the left: bars, stacked bars, dots, pyramids.

The value stands at its bar, so there is no axis and no grid. Rows take any number of labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from publisher.drawing.board import NO_DATA, STAR, Board, Unable, largest, smallest
from publisher.drawing.paper import Paint
from publisher.drawing.scales import Axis, exact_axis
from publisher.model.charts import Chart, Panel

_BETWEEN = 6.0
_PAD = 3.5


@dataclass(frozen=True, slots=True)
class _Row:
    lines: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: list[_Row]
    room: float
    bottom: float


def draw_bars(board: Board, chart: Chart, panel: Panel, top: float) -> float:
    """Horizontal bars, one for each value, or one for each label cut into series."""
    if chart.stacked != "no" and len(panel.series) > 1:
        return _stacked(board, chart, panel, top)
    count = len(panel.series)
    thick = 8.6 if count > 1 else 9.5 if len(chart.labels) <= 16 else 7.4
    if count > 1:
        names = [(board.palette.series(i), board.set(s.title)) for i, s in enumerate(panel.series)]
        top = board.legend(names, top)
    rows = _rows(board, chart, top, count * thick, 5.5 if len(chart.labels) <= 16 else 3.6)
    axis = _axis(board, panel, rows.room + _BETWEEN)
    zero = axis.at(Decimal(0))
    for index, row in enumerate(rows.rows):
        _label(board, row)
        for number, series in enumerate(panel.series):
            y = row.middle - count * thick / 2 + number * thick
            value = series.values[index]
            if value is None:
                board.paper.write(NO_DATA, zero + _PAD, _baseline(board, y + thick / 2), board.note)
                continue
            at = axis.at(value)
            inset = 0.4 if count > 1 else 0.0
            paint = _paint(board, chart, index, number)
            if at != zero:
                board.paper.rect(min(at, zero), y + inset, abs(at - zero), thick - 2 * inset, paint)
            _value(board, board.numbers.text(value), at, y + thick / 2, left=value < 0)
    _zero_line(board, zero, rows, top)
    return rows.bottom


def draw_dots(board: Board, chart: Chart, panel: Panel, top: float) -> float:
    """A dot for each value on a line for each label; several series are joined by a bar."""
    count = len(panel.series)
    if count > 1:
        names = [
            (Paint(board.palette.line(i)), board.set(s.title)) for i, s in enumerate(panel.series)
        ]
        top = board.legend(names, top, marks=True)
    rows = _rows(board, chart, top, 8.0, 4.6)
    axis = _axis(board, panel, rows.room + _BETWEEN, both_sides=count > 1)
    hair = board.palette.ink("hairline")
    for index, row in enumerate(rows.rows):
        _label(board, row)
        y = row.middle
        values = [series.values[index] for series in panel.series]
        known = [value for value in values if value is not None]
        if not known:
            board.paper.write(NO_DATA, axis.start + _PAD, _baseline(board, y), board.note)
            continue
        ends = axis.at(min(known)), axis.at(max(known))
        if count == 1:
            board.paper.line([(axis.at(Decimal(0)), y), (ends[1], y)], hair, 0.6)
        elif ends[0] != ends[1]:
            board.paper.line(list(zip(ends, (y, y), strict=True)), hair, 1.6)
        for number, value in enumerate(values):
            if value is None:
                continue
            ink, open_ = board.palette.line(number), index in chart.partial
            edge = ink if open_ else None
            fill = board.palette.ink("paper") if open_ else ink
            board.paper.mark(number if count > 1 else 0, axis.at(value), y, fill, edge)
        _value(board, board.numbers.text(max(known)), ends[1] + 1.6, y, left=False)
        if count > 1 and min(known) != max(known):
            _value(board, board.numbers.text(min(known)), ends[0] - 1.6, y, left=True)
    _zero_line(board, axis.at(Decimal(0)), rows, top)
    return rows.bottom


def draw_pyramid(board: Board, chart: Chart, panel: Panel, top: float) -> float:
    """Two series back to back, their labels between them."""
    if len(panel.series) != 2:
        board.report.error("chart-needs-two", board.place, count=len(panel.series))
        raise Unable
    if smallest(panel.series) < 0:
        board.report.error("chart-negative", board.place, form="pyramid")
        raise Unable
    thick, pitch = (9.5, 14.0) if len(chart.labels) <= 16 else (7.6, 10.6)
    texts = [board.set(line) for line in chart.labels]
    gutter = max(board.measure(_starred(chart, i, t), board.label) for i, t in enumerate(texts))
    if gutter > 0.4 * board.width:
        board.tight(max(texts, key=len))
    gutter += 12
    shown = [board.numbers.text(v) for s in panel.series for v in s.values if v is not None] or [
        NO_DATA
    ]
    values = max(board.measure(text, board.value) for text in shown) + _PAD
    half = (board.width - gutter) / 2
    bar, middle = half - values, board.width / 2
    if bar < 20:
        board.tight(max(shown, key=len))
    whole = largest(panel.series) or Decimal(1)
    for side, series in enumerate(panel.series):
        x = middle + (gutter / 2 if side else -gutter / 2)
        lines = board.wrap(board.set(series.title), board.value, half, 2)
        board.paper.write_lines(
            lines, x, top + board.value.size, board.value, "start" if side else "end"
        )
    top += 2 * board.value.leading if any(
        len(board.wrap(board.set(s.title), board.value, half, 2)) > 1 for s in panel.series
    ) else board.value.leading  # fmt: skip
    top += 4
    for index, text in enumerate(texts):
        y = top + index * pitch + pitch / 2
        base = _baseline(board, y)
        board.paper.write(_starred(chart, index, text), middle, base, board.label, "middle")
        for side, series in enumerate(panel.series):
            value = series.values[index]
            start = middle + (gutter / 2 if side else -gutter / 2)
            toward = 1 if side else -1
            if value is None:
                board.paper.write(
                    NO_DATA, start + toward * _PAD, base, board.note, "start" if side else "end"
                )
                continue
            length = bar * float(value / whole)
            paint = _paint(board, chart, index, side)
            if length:
                left = start if side else start - length
                board.paper.rect(left, y - thick / 2, length, thick, paint)
            _value(board, board.numbers.text(value), start + toward * length, y, left=not side)
    return top + len(texts) * pitch


def _stacked(board: Board, chart: Chart, panel: Panel, top: float) -> float:
    if smallest(panel.series) < 0:
        board.report.error("chart-negative", board.place, form="stacked")
        raise Unable
    share = chart.stacked == "share"
    names = [(board.palette.series(i), board.set(s.title)) for i, s in enumerate(panel.series)]
    top = board.legend(names, top)
    thick = 11.0 if len(chart.labels) <= 16 else 8.4
    rows = _rows(board, chart, top, thick, 5.0 if len(chart.labels) <= 16 else 3.0)
    start = rows.room + _BETWEEN
    totals = [sum((v or Decimal(0) for v in _at(panel, i)), Decimal(0)) for i in _range(chart)]
    texts = [board.numbers.text(total) for total in totals]
    after = 0.0 if share else max(board.measure(text, board.value) for text in texts) + _PAD
    length = board.width - start - after
    if length < 30:
        board.tight(max((board.set(label) for label in chart.labels), key=len))
    greatest = max(totals) or Decimal(1)
    for index, row in enumerate(rows.rows):
        _label(board, row)
        whole = (totals[index] or Decimal(1)) if share else greatest
        x = start
        if all(value is None for value in _at(panel, index)):
            board.paper.write(NO_DATA, start + _PAD, _baseline(board, row.middle), board.note)
            continue
        for number, value in enumerate(_at(panel, index)):
            if not value:
                continue
            wide = length * float(value / whole)
            paint = _paint(board, chart, index, number, highlighting=False)
            gap = min(0.5, wide / 4)
            board.paper.rect(x, row.middle - thick / 2, wide - gap, thick, paint)
            text = board.numbers.percent(value / whole) if share else board.numbers.text(value)
            if board.measure(text, board.label) + 4 <= wide and thick >= 8 and not paint.lines:
                board.paper.write(
                    text, x + (wide - gap) / 2, _baseline(board, row.middle), board.label,
                    "middle", board.palette.on(paint),
                )  # fmt: skip
            x += wide
        if not share:
            _value(board, texts[index], x, row.middle, left=False)
    return rows.bottom


# -- what rows have in common -------------------------------------------------------------


def _at(panel: Panel, index: int) -> list[Decimal | None]:
    return [series.values[index] for series in panel.series]


def _range(chart: Chart) -> range:
    return range(len(chart.labels))


def _starred(chart: Chart, index: int, text: str) -> str:
    return text + STAR if index in chart.partial else text


def _rows(board: Board, chart: Chart, top: float, thick: float, between: float) -> _Rows:
    """Labels broken into the room that suits them best, and a row for each."""
    texts = [_starred(chart, i, board.set(label)) for i, label in enumerate(chart.labels)]
    natural = max(board.measure(text, board.label) for text in texts)
    shortest = max(board.lettering.longest_word(text, board.label) for text in texts)
    room = min(natural, max(shortest, 0.36 * board.width))
    if room > 0.55 * board.width:
        board.tight(max(texts, key=len))
    broken = [board.lettering.wrap(text, board.label, room + 0.01, 3) for text in texts]
    if any(lines is None for lines in broken):
        room = 0.5 * board.width
        broken = [board.wrap(text, board.label, room, 4) for text in texts]
    rows = []
    for lines in broken:
        assert lines is not None
        height = max(thick, len(lines) * board.label.leading) + between
        rows.append(_Row(lines, top, height))
        top += height
    return _Rows(rows, room, top)


def _label(board: Board, row: _Row) -> None:
    tall = (len(row.lines) - 1) * board.label.leading
    board.paper.write_lines(row.lines, 0, _baseline(board, row.middle - tall / 2), board.label)


def _axis(board: Board, panel: Panel, start: float, *, both_sides: bool = False) -> Axis:
    """From the least to the greatest value or nought, with room for the values' words."""
    low, high = min(smallest(panel.series), Decimal(0)), max(largest(panel.series), Decimal(0))
    known = [v for series in panel.series for v in series.values if v is not None]

    def room(values: list[Decimal]) -> float:
        widths = [board.measure(board.numbers.text(value), board.value) for value in values]
        return max(widths, default=0.0) + _PAD + 2

    before = room(known) if both_sides else room([v for v in known if v < 0]) if low < 0 else 0.0
    after = room([v for v in known if v >= 0])
    axis = exact_axis(low, high, start + before, board.width - after)
    if axis.end - axis.start < 24:
        board.tight(max((board.numbers.text(v) for v in known), key=len, default=""))
    return axis


def _paint(
    board: Board, chart: Chart, index: int, number: int, *, highlighting: bool = True
) -> Paint:
    paint = board.palette.series(number)
    if highlighting and chart.highlight and len(chart.panels[0].series) == 1:
        paint = board.palette.series(0 if index in chart.highlight else 1)
    return board.palette.incomplete(paint) if index in chart.partial else paint


def _value(board: Board, text: str, at: float, middle: float, *, left: bool) -> None:
    x, anchor = (at - _PAD, "end") if left else (at + _PAD, "start")
    board.paper.write(
        text, x, _baseline(board, middle), board.value, "end" if anchor == "end" else "start"
    )


def _baseline(board: Board, middle: float) -> float:
    """The baseline at which figures and small letters stand in the middle."""
    return middle + 0.33 * board.label.size


def _zero_line(board: Board, zero: float, rows: _Rows, top: float) -> None:
    board.paper.line([(zero, top), (zero, rows.bottom)], board.palette.ink("text"), 0.5)
