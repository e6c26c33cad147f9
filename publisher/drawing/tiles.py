"""A square for each place, near where it lies, groups together."""

from __future__ import annotations

import math
from collections.abc import Sequence

from publisher.model.charts import Point

Cell = tuple[int, int]
_MOST_PASSES = 200


def lay_tiles(places: Sequence[Point], groups: Sequence[str]) -> list[Cell]:
    """Column and row of each place (longitude, latitude), from 0; no two the same.

    Places take the free cell nearest to them, those that lie far out first; then pairs change
    cells as long as that brings places nearer to theirs or groups nearer together. The same
    places give the same squares.
    """
    count = len(places)
    if count == 1:
        return [(0, 0)]
    columns, rows = grid_of(places)
    xs, ys = _levelled([p[0] for p in places]), _levelled([-p[1] for p in places])
    wanted = [(x * (columns - 1), y * (rows - 1)) for x, y in zip(xs, ys, strict=True)]
    cells = _seated(wanted, columns, rows)
    cells = _improved(cells, wanted, groups, columns, rows)
    left, top = min(c for c, _ in cells), min(r for _, r in cells)
    return [(column - left, row - top) for column, row in cells]


def grid_of(places: Sequence[Point]) -> tuple[int, int]:
    """Columns and rows of the grid for these places: in the proportions of where they lie, a
    quarter of it free."""
    count = len(places)
    lat = math.radians(sum(p[1] for p in places) / count)
    wide = (max(p[0] for p in places) - min(p[0] for p in places)) * math.cos(lat)
    tall = max(p[1] for p in places) - min(p[1] for p in places)
    ratio = min(2.5, max(0.4, wide / tall if tall else 2.5))
    columns = max(1, round(math.sqrt(count * 1.25 * ratio)))
    return columns, max(1, math.ceil(count * 1.25 / columns))


def _levelled(values: Sequence[float]) -> list[float]:
    """Values from 0 to 1, half by their size, half by their rank: crowds spread out."""
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda index: (values[index], index))
    rank = {index: place / max(1, len(values) - 1) for place, index in enumerate(order)}
    span = high - low
    return [
        0.5 * ((value - low) / span if span else 0.5) + 0.5 * rank[index]
        for index, value in enumerate(values)
    ]


def _seated(wanted: Sequence[tuple[float, float]], columns: int, rows: int) -> list[Cell]:
    middle = ((columns - 1) / 2, (rows - 1) / 2)
    order = sorted(range(len(wanted)), key=lambda i: (-math.dist(wanted[i], middle), i))
    free = [(column, row) for column in range(columns) for row in range(rows)]
    cells: list[Cell] = [(0, 0)] * len(wanted)
    for index in order:
        cell = min(free, key=lambda cell: (math.dist(cell, wanted[index]), cell))
        free.remove(cell)
        cells[index] = cell
    return cells


def _improved(
    cells: list[Cell],
    wanted: Sequence[tuple[float, float]],
    groups: Sequence[str],
    columns: int,
    rows: int,
) -> list[Cell]:
    """Change cells, two at a time (one of them may be empty), while it pays."""
    seated: dict[Cell, int] = {cell: index for index, cell in enumerate(cells)}
    every = [(column, row) for column in range(columns) for row in range(rows)]

    def alone(index: int, cell: Cell) -> float:
        """How badly a place sits: away from its own, and among strangers."""
        cost = math.dist(cell, wanted[index]) ** 2
        friends = 0
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            beside = seated.get((cell[0] + right, cell[1] + down))
            if beside is not None and beside != index:
                friends += 1 if groups[beside] == groups[index] else 0
        return cost - 2.2 * min(friends, 3)

    def around(*some: Cell) -> float:
        near = {
            (c + right, r + down)
            for c, r in some
            for right, down in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
        }
        return sum(alone(seated[cell], cell) for cell in sorted(near) if cell in seated)

    def swap(one: Cell, other: Cell) -> None:
        first, second = seated.pop(one, None), seated.pop(other, None)
        if first is not None:
            seated[other] = first
        if second is not None:
            seated[one] = second

    for _ in range(_MOST_PASSES):
        changed = False
        for index, one in enumerate(every):
            for other in every[index + 1 :]:
                if max(abs(one[0] - other[0]), abs(one[1] - other[1])) > 3:
                    continue
                if one not in seated and other not in seated:
                    continue
                before = around(one, other)
                swap(one, other)
                if around(one, other) < before - 1e-9:
                    changed = True
                else:
                    swap(one, other)
        if not changed:
            break
    found = {index: cell for cell, index in seated.items()}
    return [found[index] for index in range(len(cells))]
