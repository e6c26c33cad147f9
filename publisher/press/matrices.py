"""Affine maps of the page, as PDF writes them: six numbers a b c d e f."""

from __future__ import annotations

import math
from collections.abc import Iterable

from publisher.units import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The map that does `first`, then `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """The upright box around a rectangle after the map."""
    return around(
        point(matrix, x, y) for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))
    )


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The upright box around points; at least one is needed."""
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def scale(matrix: Matrix) -> float:
    """By how much the map enlarges lengths, as the square root of areas."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def of(values: Iterable[object]) -> Matrix:
    """Six numbers as a matrix; anything else is the identity."""
    try:
        found = tuple(float(value) for value in values)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return IDENTITY
    if len(found) != 6 or not all(math.isfinite(value) for value in found):
        return IDENTITY
    return found
