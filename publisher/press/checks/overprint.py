"""Black overprints, white never does."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found, points
from publisher.press.sheet import Drawn

RULES = (
    Rule("print-white-overprint-text", f"{GWG} R0007"),
    Rule("print-white-overprint", f"{GWG} R0008", WARNING),
    Rule("print-black-knockout-text", f"{GWG} R0009", WARNING),
    Rule("print-black-knockout-line", f"{GWG} R0010", WARNING),
)


def look(examined: Examined) -> Iterator[Found]:
    """White that vanishes, black that leaves a white gap."""
    text_below = examined.printer.text.overprint_below.points
    line_below = examined.printer.lines.overprint_below.points
    for sheet in examined.sheets:
        for text in sheet.texts:
            if text.tint.paper and text.overprint:
                yield found("print-white-overprint-text", sheet, text.box)
            if text.knocks_out and text.size < text_below:
                yield found("print-black-knockout-text", sheet, text.box, size=points(text.size))
        for drawn in sheet.drawn:
            fill, stroke = drawn.fill, drawn.stroke
            if (fill and fill.paper and drawn.fill_overprint) or (
                stroke and stroke.paper and drawn.stroke_overprint
            ):
                yield found("print-white-overprint", sheet, drawn.box)
            weight = _knocking_line(drawn, line_below)
            if weight is not None and sheet.inside_trim(drawn.box):
                yield found("print-black-knockout-line", sheet, drawn.box, weight=points(weight))


def _knocking_line(drawn: Drawn, below: float) -> float | None:
    """The weight of a thin black line that knocks out, or None."""
    over = drawn.opm == 1
    if drawn.stroke and drawn.stroke.black_alone and drawn.weight < below:
        return None if drawn.stroke_overprint and over else drawn.weight
    thick = max(drawn.sides, default=below)
    if drawn.fill and drawn.fill.black_alone and drawn.rectangular and thick < below:
        return None if drawn.fill_overprint and over else thick
    return None
