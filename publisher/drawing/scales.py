"""Scales with round steps, and places for labels that keep their distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` on a length; `ticks` are the round ones."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Where a value stands, in points."""
        part = float((value - self.low) / (self.high - self.low))
        return self.start + part * (self.end - self.start)

    @property
    def digits(self) -> int:
        """Decimals the ticks need."""
        return max(0, *(-int(tick.normalize().as_tuple().exponent) for tick in self.ticks))


def round_axis(low: Decimal, high: Decimal, start: float, end: float, most: int = 5) -> Axis:
    """An axis whose ends and ticks are 1, 2, 2.5 or 5 times a power of ten apart."""
    if high <= low:
        high = low + (abs(low) if low else 1)
    rough = (high - low) / most
    power = Decimal(10) ** math.floor(math.log10(rough))
    step = next(step * power for step in _STEPS if step * power >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    count = int(last - first)
    ticks = tuple((first + index) * step for index in range(count + 1))
    return Axis(ticks[0], ticks[-1], ticks, start, end)


def exact_axis(low: Decimal, high: Decimal, start: float, end: float) -> Axis:
    """An axis that ends where the values do: for charts that print the values themselves."""
    if high <= low:
        high = low + 1
    return Axis(low, high, (low, high), start, end)


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float] | None:
    """Middles near the wanted ones, so that things of these heights neither meet nor leave
    low–high; None where they have no room. Things keep the order of what they wanted.

    Blocks of things that touch stand at the mean of what they wanted (pooled neighbours).
    """
    if sum(heights) > high - low + 1e-6:
        return None
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[float, float, list[int]]] = []  # middle, height, things
    for index in order:
        height = heights[index]
        block = (_held(wanted[index], height, low, high), height, [index])
        while blocks and blocks[-1][0] + blocks[-1][1] / 2 > block[0] - block[1] / 2 + 1e-9:
            before = blocks.pop()
            things = before[2] + block[2]
            tall = before[1] + block[1]
            block = (_held(_mean(things, wanted, heights, tall), tall, low, high), tall, things)
        blocks.append(block)
    placed = [0.0] * len(wanted)
    for middle, tall, things in blocks:
        top = middle - tall / 2
        for index in things:
            placed[index] = top + heights[index] / 2
            top += heights[index]
    return placed


def _mean(
    things: Sequence[int], wanted: Sequence[float], heights: Sequence[float], tall: float
) -> float:
    """The middle of a block at which its things stand nearest to what they wanted."""
    total, top = 0.0, 0.0
    for index in things:
        total += wanted[index] - (top + heights[index] / 2)
        top += heights[index]
    return total / len(things) + tall / 2


def _held(middle: float, height: float, low: float, high: float) -> float:
    return min(max(middle, low + height / 2), high - height / 2)
