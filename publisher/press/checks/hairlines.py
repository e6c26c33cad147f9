"""Lines too thin to hold on the plate."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, HOUSE, WARNING, Examined, Found, Rule, found, points

RULES = (
    Rule("print-hairline", HOUSE),
    Rule("print-hairline-inks", f"{GWG} R0018, R0019", WARNING),
)
_NEAR = 0.005
_SHORT = 1.0
"""Points: what is shorter is a dot, not a line."""


def look(examined: Examined) -> Iterator[Found]:
    """Strokes, thin rectangles and the sides of frames."""
    limits = examined.printer.lines
    thinnest, several = limits.thinnest.points, limits.thinnest_inks.points
    for sheet in examined.sheets:
        for drawn in sheet.drawn:
            lines = [(drawn.stroke, drawn.weight)] if drawn.stroke else []
            if drawn.fill and drawn.rectangular:
                lines += [(drawn.fill, side) for side in drawn.sides]
            if max(drawn.box.width, drawn.box.height) < _SHORT:
                continue
            if not sheet.inside_trim(drawn.box):
                continue
            for tint, weight in lines:
                if weight < thinnest - _NEAR:
                    yield found(
                        "print-hairline",
                        sheet,
                        drawn.box,
                        weight=points(weight),
                        limit=points(thinnest),
                    )
                    break
                if weight < several - _NEAR and (tint.paper or tint.plates > 1):
                    yield found(
                        "print-hairline-inks",
                        sheet,
                        drawn.box,
                        weight=points(weight),
                        limit=points(several),
                        inks=tint.plates or "white",
                    )
                    break
