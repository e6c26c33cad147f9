"""A chart or a map → a picture of the width it is printed at."""

from __future__ import annotations

import math
from decimal import Decimal

from publisher import typography
from publisher.diagnostics import Place, Report
from publisher.drawing.board import Board, Numbers, Unable, unit_words
from publisher.drawing.lettering import Lettering
from publisher.drawing.maps import draw_map
from publisher.drawing.palette import MOST_SERIES, Palette
from publisher.drawing.paper import Paper
from publisher.drawing.pies import draw_pie
from publisher.drawing.plots import draw_areas, draw_columns, draw_lines, limits
from publisher.drawing.rows import draw_bars, draw_dots, draw_pyramid
from publisher.faces import Faces
from publisher.model.charts import Chart, Drawn, Panel
from publisher.model.issue import Picture
from publisher.model.language import Language
from publisher.model.output import Tokens
from publisher.units import PIXELS_PER_POINT, Length

MULTIPLES = ("column", "line", "area", "bar")
"""Forms that can be set as small multiples."""
_BETWEEN = 16.0
_LEAST_PANEL = 96.0


def draw(
    drawn: Drawn,
    width: Length,
    tallest: Length,
    language: Language,
    tokens: Tokens,
    faces: Faces,
    report: Report,
    choices: typography.Choices = typography.Choices(),  # noqa: B008 - frozen
) -> Picture | None:
    """Draw for a width; None when it was reported. Its size comes in CSS pixels.

    Words that would meet or leave the paper, and a drawing taller than a page, are reported.
    """
    lettering = Lettering(tokens, faces)
    paper = Paper(width.points, lettering)
    try:
        height = _drawn(drawn, _board(paper, drawn, language, tallest, report, choices))
    except Unable:
        return None
    height = math.ceil(height * 10) / 10
    lettering.check(drawn.place, report)
    if height > tallest.points:
        report.error(
            "chart-too-tall",
            drawn.place,
            height=round(height / Length.mm(1).points),
            limit=int(tallest.points / Length.mm(1).points),
        )
        return None
    troubles = paper.troubles(height)
    for one, other in troubles:
        if other:
            report.error("chart-words-meet", drawn.place, one=one[:40], other=other[:40])
        else:
            report.error("chart-labels-tight", drawn.place, text=one[:60])
    if troubles:
        return None
    pixels = width.points * PIXELS_PER_POINT, height * PIXELS_PER_POINT
    name = f"drawn/{drawn.id}.svg"
    return Picture(name, "image/svg+xml", paper.svg(height), *pixels, drawn.place)


def _board(
    paper: Paper,
    drawn: Drawn,
    language: Language,
    tallest: Length,
    report: Report,
    choices: typography.Choices,
) -> Board:
    return Board(
        paper,
        Palette(paper.lettering.tokens),
        language,
        Numbers.of(_values(drawn), language, drawn.scale, drawn.digits, choices),
        report,
        drawn.place,
        tallest.points,
        Length.mm(drawn.height).points if isinstance(drawn, Chart) and drawn.height else None,
    )


def _values(drawn: Drawn) -> list[Decimal | None]:
    if isinstance(drawn, Chart):
        return [v for panel in drawn.panels for s in panel.series for v in s.values]
    return [region.value for region in drawn.regions]


def _drawn(drawn: Drawn, board: Board) -> float:
    unit = unit_words(drawn.unit.text if drawn.unit else None, drawn.scale, board.language)
    if not isinstance(drawn, Chart):
        return draw_map(board, drawn, unit)
    _check(drawn, board.report, drawn.place)
    above = "" if drawn.form == "donut" or drawn.stacked == "share" else unit
    top = board.unit(above, 0.0)
    if len(drawn.panels) > 1:
        bottom = _multiples(drawn, board, top)
    else:
        bottom = _panel(drawn, board, drawn.panels[0], top, unit)
    return board.foot(bottom, incomplete=bool(drawn.partial)) + 1


def _check(chart: Chart, report: Report, place: Place | None) -> None:
    """What no form can draw."""
    most = max(len(panel.series) for panel in chart.panels)
    if most > MOST_SERIES and chart.form not in ("pie", "donut"):
        report.error("chart-series-many", place, count=most, limit=MOST_SERIES, form=chart.form)
        raise Unable
    if len(chart.panels) > 1 and chart.form not in MULTIPLES:
        report.error("chart-panels", place, form=chart.form, known=", ".join(MULTIPLES))
        raise Unable
    if not any(
        value is not None for panel in chart.panels for s in panel.series for value in s.values
    ):
        report.error("chart-empty", place)
        raise Unable


def _panel(
    chart: Chart,
    board: Board,
    panel: Panel,
    top: float,
    unit: str = "",
    ends: tuple[Decimal, Decimal] | None = None,
) -> float:
    match chart.form:
        case "bar":
            return draw_bars(board, chart, panel, top)
        case "dots":
            return draw_dots(board, chart, panel, top)
        case "pyramid":
            return draw_pyramid(board, chart, panel, top)
        case "column":
            return draw_columns(board, chart, panel, top, ends)
        case "line":
            return draw_lines(board, chart, panel, top, ends)
        case "area":
            return draw_areas(board, chart, panel, top, ends)
        case "pie" | "donut":
            return draw_pie(board, chart, panel, top, unit)


def _multiples(chart: Chart, board: Board, top: float) -> float:
    """Small charts in rows, all on one scale, so that they can be compared at a glance."""
    count = len(chart.panels)
    across = max(1, min(4, count, int((board.width + _BETWEEN) / (_LEAST_PANEL + _BETWEEN))))
    # As many rows as needed, and all as full as can be: six panels are three and three.
    across = math.ceil(count / math.ceil(count / across))
    wide = (board.width - (across - 1) * _BETWEEN) / across
    ends = limits(chart, chart.panels)
    bottom = top
    for first in range(0, count, across):
        row = chart.panels[first : first + across]
        titles = [
            board.wrap(board.set(panel.title), board.value, wide, 2) if panel.title else []
            for panel in row
        ]
        head = max(len(lines) for lines in titles) * board.value.leading + 3
        lowest = top
        for index, (panel, lines) in enumerate(zip(row, titles, strict=True)):
            x = index * (wide + _BETWEEN)
            board.paper.write_lines(lines, x, top + 0.8 * board.value.size, board.value)
            small = Paper(wide, board.lettering)
            on_small = board.on_board(small)
            on_small.height = board.height or 0.55 * wide
            lowest = max(lowest, top + head + _panel(chart, on_small, panel, 0.0, ends=ends))
            board.paper.place(small, x, top + head)
        bottom = lowest
        top = lowest + 10
    return bottom
