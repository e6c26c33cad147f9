"""Charts and maps: a sheet of data → what is to be drawn, typed and complete.

A cell that is no number, a label met twice, a column nobody has are errors at their cells. An
empty cell and the signs for "nothing" are values that are not known: they stay gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from publisher import drawing
from publisher.diagnostics import Place, Report
from publisher.model.charts import Chart, Drawn, Map, Panel, Region, Series
from publisher.model.tables import Cell, Sheet
from publisher.model.text import Line
from publisher.nodes import Node, Scalar, nearest, validate
from publisher.sources.boundaries import Shape, read_boundaries
from publisher.sources.desk import Desk
from publisher.sources.markdown.attributes import Attributes
from publisher.sources.numbers import NO_VALUE, parse_number
from publisher.sources.schema import ChartSource, MapSource
from publisher.sources.tables import find_column

Rows = tuple[tuple[Cell, ...], ...]
DEFAULT_CLASSES = 4

_SPELT = {"src": "source", "type": "form"}
"""What a fence calls the fields of `issue.yaml`."""


def read_fence(
    name: str, attributes: Attributes, place: Place, report: Report
) -> ChartSource | MapSource | None:
    """The fields of a fence; None when they were reported."""
    for twice in attributes.twice:
        report.error("attribute-twice", place, attribute=twice)
    given = {_SPELT.get(key, key): value for key, value in attributes.values.items()}
    given |= {f".{extra}": "" for extra in attributes.classes}
    fields = {key: Node(place, value) for key, value in given.items()}
    fields["type"] = Node(place, name)
    fields.setdefault("width", Node(place, "column"))
    node = Node(place, fields=fields, keys=dict.fromkeys(fields, place))
    model: type[ChartSource | MapSource] = ChartSource if name == "chart" else MapSource
    return validate(node, model, report, f"`{name}`")


def make_drawn(
    desk: Desk, source: ChartSource | MapSource, *, id: str, number: int | None, place: Place | None
) -> Drawn | None:
    """The chart or the map of a sheet; None when it was reported."""
    before = len(desk.report.errors)
    sheet = desk.sheet(source.source, source.source.place)
    if sheet is None:
        return None
    rows = _chosen(desk, sheet, source.where)
    if isinstance(source, ChartSource):
        made: Drawn | None = _Charting(desk, sheet, source, place).chart(rows, id, number)
    else:
        made = _Mapping(desk, sheet, source, place).map(rows, id, number)
    if made is None or len(desk.report.errors) > before:
        return None
    desk.check_language(_printed(made), source.source, source.source.place)
    words = drawing.say_chart if isinstance(made, Chart) else drawing.say_map
    said = words(made, desk.language)  # type: ignore[arg-type]  # chosen by its type above
    own = desk.line_or_none(source.alt)
    text = f"{own.text.rstrip('. ')}. {said}" if own and own.text else said
    return replace(made, alt=Line(text, desk.language, place))


def _printed(made: Drawn) -> list[Line]:
    """The words of the data that the drawing prints."""
    if isinstance(made, Map):
        lines = [line for region in made.regions for line in (region.name, region.group)]
    else:
        titles = [series.title for panel in made.panels for series in panel.series]
        lines = [*made.labels, *titles, *(panel.title for panel in made.panels)]
    return [line for line in lines if line is not None]


def _chosen(desk: Desk, sheet: Sheet, conditions: Sequence[Scalar]) -> Rows:
    """The rows that `column=value` asks for; `column=a|b` takes both."""
    rows = sheet.rows
    for condition in conditions:
        column, sign, wanted = condition.partition("=")
        if not sign:
            desk.report.error("chart-filter", condition.place, text=str(condition)[:60])
            continue
        at = find_column(desk, sheet, column.strip(), condition.place)
        if at is None:
            continue
        values = {value.strip() for value in wanted.split("|")}
        there = sorted({row[at].text for row in sheet.rows})
        for value in sorted(values - set(there)):
            desk.report.error(
                "chart-label-unknown",
                condition.place,
                label=value,
                suggestion=nearest(value, there),
                known=_some(there),
            )
        rows = tuple(row for row in rows if row[at].text in values)
    return rows


def _number(desk: Desk, cell: Cell, column: str) -> Decimal | None:
    """The value of a cell; None where there is none, or an error that it is no number."""
    if cell.text in NO_VALUE:
        return None
    number = parse_number(cell.text)
    if number is None:
        desk.report.error("cell-not-number", cell.place, text=cell.text[:60], column=column)
    return number


def _some(known: Iterable[str]) -> str | None:
    names = sorted(known)
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "") or None


@dataclass(slots=True)
class _Charting:
    """Makes one chart."""

    desk: Desk
    sheet: Sheet
    source: ChartSource
    place: Place | None

    def chart(self, rows: Rows, id: str, number: int | None) -> Chart | None:
        desk, source = self.desk, self.source
        x = find_column(desk, self.sheet, source.x, source.x.place)
        values = [find_column(desk, self.sheet, name, name.place) for name in source.y]
        by = self._column(source.by)
        split = self._column(source.panels)
        if x is None or any(at is None for at in values):
            return None
        if source.by and len(source.y) > 1:
            desk.report.error("chart-by-with-many", source.by.place)
            return None
        if not rows:
            desk.report.error("chart-empty", source.source.place)
            return None
        columns = [at for at in values if at is not None]
        table = _Table(self, x, columns, by, split)
        for row in rows:
            table.take(row)
        labels = self._ordered(table)
        titles = self._titles(table)
        if len(titles) != len(table.series):
            return None
        panels = tuple(
            Panel(
                tuple(
                    Series(title, tuple(table.value(panel, name, label) for label in labels))
                    for title, name in zip(titles, table.series, strict=True)
                ),
                Line(panel, desk.language, self.place) if split is not None else None,
            )
            for panel in table.panels
        )
        labels, panels = self._topped(labels, panels)
        return Chart(
            id=id,
            form=source.form,
            labels=tuple(Line(text, desk.language, self.place) for text in labels),
            panels=panels,
            alt=Line("", desk.language, self.place),
            stacked=source.stacked,
            unit=desk.line_or_none(source.unit),
            scale=source.scale,
            digits=source.digits,
            highlight=self._numbers(labels, source.highlight),
            partial=self._numbers(labels, source.partial),
            height=source.height,
            caption=desk.inlines(source.caption, id),
            credit=desk.line_or_none(source.credit),
            width=source.width,
            number=number,
            place=self.place,
        )

    def _column(self, name: Scalar | None) -> int | None:
        return find_column(self.desk, self.sheet, name, name.place) if name else None

    def _titles(self, table: _Table) -> list[Line]:
        given = [self.desk.line(words) for words in self.source.titles]
        if given and len(given) != len(table.series):
            self.desk.report.error(
                "chart-titles", given[0].place, count=len(given), series=len(table.series)
            )
            return []
        return given or [Line(name, self.desk.language, self.place) for name in table.series]

    def _ordered(self, table: _Table) -> list[str]:
        """Labels in the order of the data, of the alphabet, or from much to little."""
        from publisher import typography

        labels = list(table.labels)
        if self.source.sort == "label":
            labels.sort(key=lambda text: typography.collation_key(text, self.desk.language))
        elif self.source.sort == "value":
            labels.sort(key=lambda label: -table.weight(label))
        return labels

    def _topped(
        self, labels: list[str], panels: tuple[Panel, ...]
    ) -> tuple[list[str], tuple[Panel, ...]]:
        """The first so many labels; the others together under `rest`, where it has a name."""
        top, rest = self.source.top, self.desk.line_or_none(self.source.rest)
        if top is None or len(labels) <= top:
            return labels, panels
        kept = [*labels[:top], rest.text] if rest else labels[:top]

        def cut(series: Series) -> Series:
            others = [value for value in series.values[top:] if value is not None]
            last = (sum(others, Decimal(0)) if others else None,) if rest else ()
            return Series(series.title, (*series.values[:top], *last))

        return kept, tuple(
            Panel(tuple(cut(series) for series in panel.series), panel.title) for panel in panels
        )

    def _numbers(self, labels: list[str], wanted: Sequence[Scalar]) -> tuple[int, ...]:
        return _positions(self.desk, labels, wanted)


def _positions(desk: Desk, labels: Sequence[str], wanted: Sequence[Scalar]) -> tuple[int, ...]:
    """Which labels are meant by their words."""
    found = []
    for name in wanted:
        if name in labels:
            found.append(labels.index(name))
        else:
            desk.report.error(
                "chart-label-unknown",
                name.place,
                label=str(name),
                suggestion=nearest(name, labels),
                known=_some(labels),
            )
    return tuple(found)


class _Table:
    """Values by panel, series and label, in the order they are met."""

    def __init__(
        self, owner: _Charting, x: int, columns: list[int], by: int | None, split: int | None
    ) -> None:
        self.owner, self.x, self.columns, self.by, self.split = owner, x, columns, by, split
        self.labels: dict[str, None] = {}
        self.panels: dict[str, None] = {}
        self.series: dict[str, None] = {}
        self._values: dict[tuple[str, str, str], Decimal | None] = {}

    def take(self, row: tuple[Cell, ...]) -> None:
        """Read a row; a label that comes again is added up, or an error."""
        desk, source = self.owner.desk, self.owner.source
        label = row[self.x]
        panel = row[self.split].text if self.split is not None else ""
        if not label.text:
            desk.report.error("cell-empty", label.place, column=source.x)
            return
        self.labels.setdefault(label.text)
        self.panels.setdefault(panel)
        for at in self.columns:
            name = row[self.by].text if self.by is not None else self.owner.sheet.header[at].text
            self.series.setdefault(name)
            value = _number(desk, row[at], self.owner.sheet.header[at].text)
            key = panel, name, label.text
            if key in self._values:
                if source.sum == "no":
                    desk.report.error("chart-label-twice", label.place, label=label.text)
                elif value is not None:
                    self._values[key] = (self._values[key] or Decimal(0)) + value
            else:
                self._values[key] = value

    def value(self, panel: str, name: str, label: str) -> Decimal | None:
        """The value at a place; None where no row has one."""
        return self._values.get((panel, name, label))

    def weight(self, label: str) -> Decimal:
        """All values of a label together."""
        return sum(
            (value for (_, _, own), value in self._values.items() if own == label and value),
            Decimal(0),
        )


@dataclass(slots=True)
class _Mapping:
    """Makes one map."""

    desk: Desk
    sheet: Sheet
    source: MapSource
    place: Place | None

    def map(self, rows: Rows, id: str, number: int | None) -> Map | None:
        desk, source = self.desk, self.source
        if not self._whole():
            return None
        columns = {
            field: find_column(desk, self.sheet, name, name.place)
            for field, name in (
                ("name", source.name), ("value", source.value), ("group", source.group),
                ("lat", source.lat), ("lon", source.lon), ("key", source.key),
            )
            if name
        }  # fmt: skip
        if any(at is None for at in columns.values()):
            return None
        if not rows:
            desk.report.error("chart-empty", source.source.place)
            return None
        shapes = self._shapes()
        if shapes is None:
            return None
        at = {field: column for field, column in columns.items() if column is not None}
        regions = [self._region(row, at, shapes) for row in rows]
        if source.form == "areas":
            regions += self._without_row(rows, at, shapes)
        names = [region.name.text for region in regions]
        return Map(
            id=id,
            form=source.form,
            regions=tuple(regions),
            alt=Line("", desk.language, self.place),
            breaks=self._breaks([r.value for r in regions if r.value is not None]),
            ground=tuple(ring for shape in shapes.values() for ring in shape.rings)
            if source.form == "points"
            else (),
            unit=desk.line_or_none(source.unit),
            scale=source.scale,
            digits=source.digits,
            highlight=_positions(desk, names, source.highlight),
            caption=desk.inlines(source.caption, id),
            credit=desk.line_or_none(source.credit),
            width=source.width,
            number=number,
            place=self.place,
        )

    def _whole(self) -> bool:
        """Whether the fields a form needs are there."""
        source = self.source
        needed = ("boundaries", "key") if source.form == "areas" else ("lat", "lon")
        missing = [name for name in needed if getattr(source, name) is None]
        for name in missing:
            self.desk.report.error("missing-field", self.place, owner="`map`", field=name)
        return not missing

    def _shapes(self) -> dict[str, Shape] | None:
        """Outlines by their key; none where no boundaries are asked for."""
        source = self.source
        if source.boundaries is None:
            return {}
        property = source.feature or source.key
        return read_boundaries(
            self.desk.workspace, source.boundaries, self.desk.folder, property, self.desk.report
        )

    def _region(
        self, row: tuple[Cell, ...], at: dict[str, int], shapes: dict[str, Shape]
    ) -> Region:
        desk = self.desk
        name, group = row[at["name"]], row[at["group"]] if "group" in at else None
        value = None
        if "value" in at:
            value = _number(desk, row[at["value"]], self.sheet.header[at["value"]].text)
        where = None
        if "lat" in at and "lon" in at:
            lat, lon = row[at["lat"]], row[at["lon"]]
            north = _number(desk, lat, self.sheet.header[at["lat"]].text)
            east = _number(desk, lon, self.sheet.header[at["lon"]].text)
            if north is None or east is None:
                desk.report.error("map-place-missing", lat.place, name=name.text[:60])
            else:
                where = (float(east), float(north))
        rings: tuple[tuple[tuple[float, float], ...], ...] = ()
        if self.source.form == "areas":
            key = row[at["key"]]
            shape = shapes.get(key.text)
            if shape is None:
                desk.report.error(
                    "map-area-missing",
                    key.place,
                    key=key.text[:60],
                    suggestion=nearest(key.text, shapes),
                )
            else:
                rings = shape.rings
        return Region(
            Line(name.text, desk.language, name.place),
            value,
            Line(group.text, desk.language, group.place) if group and group.text else None,
            where,
            rings,
            name.place,
        )

    def _without_row(
        self, rows: Rows, at: dict[str, int], shapes: dict[str, Shape]
    ) -> list[Region]:
        """Areas the sheet says nothing of stay on the map, bare."""
        named = {row[at["key"]].text for row in rows}
        return [
            Region(Line(shape.name or key, self.desk.language, self.place), rings=shape.rings)
            for key, shape in shapes.items()
            if key not in named
        ]

    def _breaks(self, values: list[Decimal]) -> tuple[Decimal, ...]:
        source = self.source
        if source.form == "points" or not values:
            return ()
        if source.breaks != "given":
            if source.limits:
                self.desk.report.error("map-limits", source.limits[0].place, text=source.limits[0])
            classes = source.classes or DEFAULT_CLASSES
            return drawing.class_breaks(values, source.breaks, classes)
        limits: list[Decimal] = []
        for text in source.limits:
            number = parse_number(text)
            if number is None or (limits and number <= limits[-1]):
                self.desk.report.error("map-limits", text.place, text=str(text)[:60])
            else:
                limits.append(number)
        if not source.limits:
            self.desk.report.error("missing-field", self.place, owner="`map`", field="limits")
        return tuple(limit for limit in limits if limit < max(values))
