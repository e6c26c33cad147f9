"""Lines across an area: computed, not clipped, so that every program draws the same ones."""

from __future__ import annotations

import math
from collections.abc import Sequence

Spot = tuple[float, float]


def hatch(rings: Sequence[Sequence[Spot]], angle: float, gap: float) -> list[tuple[Spot, Spot]]:
    """Segments at an angle (degrees), `gap` points apart, inside rings; holes stay open.

    Lines keep to one lattice through the origin, so that neighbours with one hatch agree.
    """
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    turned = [[(x * cos + y * sin, y * cos - x * sin) for x, y in ring] for ring in rings]
    heights = [y for ring in turned for _, y in ring]
    if not heights:
        return []
    segments: list[tuple[Spot, Spot]] = []
    for step in range(math.ceil(min(heights) / gap), math.floor(max(heights) / gap) + 1):
        level = step * gap
        crossings = sorted(_crossings(turned, level))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if right - left > 0.2:
                ends = ((left, level), (right, level))
                first, second = ((x * cos - y * sin, x * sin + y * cos) for x, y in ends)
                segments.append((first, second))
    return segments


def _crossings(rings: Sequence[Sequence[Spot]], level: float) -> list[float]:
    found = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 <= level) != (y2 <= level):
                found.append(x1 + (level - y1) * (x2 - x1) / (y2 - y1))
    return found
