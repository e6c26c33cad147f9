"""Boundaries of areas from GeoJSON (RFC 7946) and TopoJSON 1.0: rings by the key of a feature."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.diagnostics import Report
from publisher.nodes import Scalar
from publisher.workspace import Workspace

SUFFIXES = (".geojson", ".topojson", ".json")
LARGEST = 20_000_000
MOST_POINTS = 300_000

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The outlines of one area; rings inside rings are holes."""

    rings: tuple[Ring, ...]
    name: str | None = None


class _Odd(ValueError):  # noqa: N818 - says what the file is
    """The file is JSON, but no map we can read."""


def read_boundaries(
    workspace: Workspace, reference: Scalar, beside: str, property: str | None, report: Report
) -> dict[str, Shape] | None:
    """Areas by the text of a property of theirs; None when it was reported."""
    suffix = "." + reference.rpartition(".")[2].lower()
    source = workspace.take(reference, beside, reference.place, report)
    if source is None:
        return None
    try:
        if suffix not in SUFFIXES:
            raise _Odd(f"the suffix is none of {', '.join(SUFFIXES)}")
        if len(source.content) > LARGEST:
            raise _Odd(f"more than {LARGEST // 10**6} MB")
        tree = json.loads(source.content, parse_constant=_refuse)
        shapes = dict(_shapes(tree, property or "name"))
        if not shapes:
            raise _Odd("no areas in it")
        count = sum(len(ring) for shape in shapes.values() for ring in shape.rings)
        if count > MOST_POINTS:
            raise _Odd(f"{count} points: simplify the boundaries to {MOST_POINTS} at most")
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, AttributeError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        report.error("map-boundaries", reference.place, path=str(reference), reason=reason[:120])
        return None
    return shapes


def _refuse(text: str) -> None:
    raise _Odd(f"`{text}` is no number")


def _shapes(tree: Any, property: str) -> Iterator[tuple[str, Shape]]:
    kind = tree["type"]
    found: list[tuple[Any, Any, list[Ring] | None]]
    if kind == "Topology":
        arcs = _arcs(tree)
        geometries = [
            geometry
            for thing in tree["objects"].values()
            for geometry in thing.get("geometries", [thing])
        ]
        found = [(one.get("properties") or {}, one, arcs) for one in geometries]
    elif kind == "FeatureCollection":
        found = [
            (one.get("properties") or {}, one["geometry"], None)
            for one in tree["features"]
            if one.get("geometry")
        ]
    else:
        raise _Odd(f"its type is {kind}: a FeatureCollection or a Topology is wanted")
    for properties, geometry, lines in found:
        rings = tuple(_rings(geometry, lines))
        if not rings:
            continue
        key = properties.get(property)
        if key is None:
            raise _Odd(f"a feature without the property {property}")
        name = properties.get("name")
        yield str(key), Shape(rings, None if name is None else str(name))


def _rings(geometry: Any, arcs: list[Ring] | None) -> Iterator[Ring]:
    kind = geometry["type"]
    body = geometry["arcs" if arcs is not None else "coordinates"]
    polygons = {"Polygon": [body], "MultiPolygon": body}.get(kind, [])
    for polygon in polygons:
        for ring in polygon:
            points = _joined(ring, arcs) if arcs is not None else _points(ring)
            closed = points[:-1] if len(points) > 1 and points[0] == points[-1] else points
            if not all(math.isfinite(x) and math.isfinite(y) for x, y in closed):
                raise _Odd("a coordinate without end")
            if len(closed) > 2:
                yield closed


def _points(ring: Any) -> Ring:
    return tuple((float(point[0]), float(point[1])) for point in ring)


def _arcs(tree: Any) -> list[Ring]:
    """The arcs of a topology, with its deltas undone where it is quantised."""
    transform = tree.get("transform")
    if transform is None:
        return [_points(arc) for arc in tree["arcs"]]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    arcs = []
    for arc in tree["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(tuple(points))
    return arcs


def _joined(indices: Any, arcs: list[Ring]) -> Ring:
    """A ring put together from arcs; `~i` means arc i backwards."""
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)
