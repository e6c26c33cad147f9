"""Charts and maps as data: what is compared, and how it is to be shown.

Words of the drawing itself (labels, names of series) steer the drawing, which is held to show
every one of them; caption and credit are printed beside it. `alt` says the data in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from publisher.diagnostics import Place
from publisher.model.text import MACHINE, PRINTED, Alternative, Inlines, Line, Printed

ChartForm = Literal["bar", "column", "line", "area", "pie", "donut", "pyramid", "dots"]
MapForm = Literal["areas", "tiles", "points"]
Stacking = Literal["no", "yes", "share"]
Scale = Literal["thousand", "million", "billion"]
Method = Literal["quantile", "equal", "jenks", "given"]
ChartWidth = Literal["column", "page"]

Steering = Annotated[Line, MACHINE]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, one for each label; None where there is none."""

    title: Steering
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Series drawn together; a chart of small multiples has several, all with the same labels."""

    series: Annotated[tuple[Series, ...], MACHINE]
    title: Annotated[Line | None, MACHINE] = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `highlight` and `partial` are numbers of labels, from 0: those that stand out,
    and those whose data is not whole. `height` in millimetres, where the editor gave one."""

    id: str
    form: ChartForm
    labels: Annotated[tuple[Line, ...], MACHINE]
    panels: Annotated[tuple[Panel, ...], MACHINE]
    alt: Alternative
    stacked: Stacking = "no"
    unit: Annotated[Line | None, MACHINE] = None
    scale: Scale | None = None
    digits: int | None = None
    highlight: tuple[int, ...] = ()
    partial: tuple[int, ...] = ()
    height: float | None = None
    caption: Annotated[Inlines, PRINTED] = ()
    credit: Printed | None = None
    width: ChartWidth = "page"
    number: int | None = None
    place: Place | None = None
    type: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Region:
    """One thing on a map: its value, where it lies (longitude, latitude), its outlines."""

    name: Steering
    value: Decimal | None = None
    group: Annotated[Line | None, MACHINE] = None
    at: Point | None = None
    rings: tuple[tuple[Point, ...], ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """A map. `breaks` are the upper ends of its classes but the last, in order.

    `areas` are drawn in their outlines; `tiles` are equal squares, near where the places lie;
    `points` stand where the places lie. `ground` is drawn under the points.
    """

    id: str
    form: MapForm
    regions: Annotated[tuple[Region, ...], MACHINE]
    alt: Alternative
    breaks: tuple[Decimal, ...] = ()
    ground: tuple[tuple[Point, ...], ...] = ()
    unit: Annotated[Line | None, MACHINE] = None
    scale: Scale | None = None
    digits: int | None = None
    highlight: tuple[int, ...] = ()
    caption: Annotated[Inlines, PRINTED] = ()
    credit: Printed | None = None
    width: ChartWidth = "page"
    number: int | None = None
    place: Place | None = None
    type: Literal["map"] = "map"


Drawn = Chart | Map
