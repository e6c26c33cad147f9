"""DeviceGray where black ink was meant."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, WARNING, Examined, Found, Rule, found, points

RULES = (
    Rule("print-text-grey", f"{GWG} R0011", WARNING),
    Rule("print-line-grey", f"{GWG} R0012", WARNING),
    Rule("print-grey-overprint", f"{GWG} R0013", WARNING),
)


def look(examined: Examined) -> Iterator[Found]:
    """Small text and thin lines in DeviceGray; DeviceGray that overprints."""
    limits = examined.printer
    for sheet in examined.sheets:
        for text in sheet.texts:
            if text.tint.kind != "/DeviceGray":
                continue
            if text.size < limits.text.overprint_below.points and not text.tint.paper:
                yield found("print-text-grey", sheet, text.box, size=points(text.size))
            if text.overprint:
                yield found("print-grey-overprint", sheet, text.box)
        for drawn in sheet.drawn:
            stroke, fill = drawn.stroke, drawn.fill
            if stroke and stroke.kind == "/DeviceGray":
                if drawn.weight < limits.lines.overprint_below.points and not stroke.paper:
                    yield found("print-line-grey", sheet, drawn.box, weight=points(drawn.weight))
                if drawn.stroke_overprint:
                    yield found("print-grey-overprint", sheet, drawn.box)
            if fill and fill.kind == "/DeviceGray" and drawn.fill_overprint:
                yield found("print-grey-overprint", sheet, drawn.box)
