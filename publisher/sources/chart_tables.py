"""The data of a drawing as a table under it, for those who want the values or can't see lengths."""

from __future__ import annotations

from decimal import Decimal

from publisher import drawing
from publisher.model.charts import Chart, Drawn, Map
from publisher.model.issue import Table
from publisher.model.language import Language
from publisher.model.tables import Column, TableRow
from publisher.model.text import Line, Text

_INCOMPLETE: dict[Language, str] = {
    "uk": "* неповні дані.", "ru": "* неполные данные.", "en": "* incomplete data.",
}  # fmt: skip
_VALUE: dict[Language, str] = {"uk": "Значення", "ru": "Значение", "en": "Value"}


def table_of(drawn: Drawn, title: Line, id: str) -> Table:
    """Every value of a drawing, printed as in it; `title` heads the labels, the unit stands
    above the numbers.

    Small multiples have a column for each panel. The table has no number: it belongs to the
    figure above it.
    """
    heads, rows, starred = _values(drawn, title.language)
    counted = drawn.unit.text if drawn.unit else None
    unit = drawing.unit_words(counted, drawn.scale, title.language)
    every = [value for _, values in rows for value in values]
    numbers = drawing.Numbers.of(every, title.language, drawn.scale, drawn.digits)

    def cell(value: Decimal | None) -> Line:
        text = drawing.NO_DATA if value is None else numbers.text(value)
        return Line(text, title.language, drawn.place)

    def head(line: Line) -> Line:
        alone = unit and len(heads) == 1
        return Line(f"{line.text}, {unit}" if alone else line.text, line.language, line.place)

    # One unit for several columns is said once, under them.
    counts = [f"{unit[0].upper()}{unit[1:]}."] if unit and len(heads) > 1 else []
    note = " ".join([*counts, *([_INCOMPLETE[title.language]] if starred else [])])
    return Table(
        id=id,
        columns=(Column(title), *(Column(head(line), "number") for line in heads)),
        rows=tuple(
            TableRow((label, *(cell(value) for value in values)), place=drawn.place)
            for label, values in rows
        ),
        note=(Text(note, title.language, drawn.place),) if note else (),
        width=drawn.width,
        place=drawn.place,
    )


def _values(
    drawn: Drawn, language: Language
) -> tuple[list[Line], list[tuple[Line, list[Decimal | None]]], bool]:
    """Heads of columns, rows of values, and whether a label is starred."""
    if isinstance(drawn, Map):
        heads = [Line(_VALUE[language], language, drawn.place)]
        return heads, [(region.name, [region.value]) for region in drawn.regions], False
    heads = [
        Line(
            ": ".join(
                line.text
                for line in (panel.title, series.title if _several(drawn) else None)
                if line is not None
            )
            or series.title.text,
            language,
            drawn.place,
        )
        for panel in drawn.panels
        for series in panel.series
    ]
    rows = [
        (
            Line(label.text + "*" * (index in drawn.partial), label.language, label.place),
            [series.values[index] for panel in drawn.panels for series in panel.series],
        )
        for index, label in enumerate(drawn.labels)
    ]
    return heads, rows, bool(drawn.partial)


def _several(chart: Chart) -> bool:
    return len(chart.panels[0].series) > 1
