"""Lengths and boxes, so that a millimetre is never taken for a point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

POINTS_PER_MM = 72 / 25.4
PIXELS_PER_POINT = 96 / 72

_LENGTH = re.compile(r"^\s*(-?\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt|px)\s*$")
_POINTS_PER_UNIT = {
    "mm": POINTS_PER_MM,
    "cm": POINTS_PER_MM * 10,
    "in": 72.0,
    "pt": 1.0,
    "px": 0.75,
}


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length, kept in PostScript points (1/72 inch)."""

    points: float

    @classmethod
    def mm(cls, millimetres: float) -> Self:
        """A length of so many millimetres."""
        return cls(millimetres * POINTS_PER_MM)

    @classmethod
    def pt(cls, points: float) -> Self:
        """A length of so many points."""
        return cls(points)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `3mm`, `9.6pt`, `1,5 cm`; a ValueError names what was not understood."""
        match = _LENGTH.match(text)
        if not match:
            raise ValueError(f"`{text}` is no length: write a number and mm, cm, in, pt or px")
        return cls(float(match[1].replace(",", ".")) * _POINTS_PER_UNIT[match[2]])

    @property
    def millimetres(self) -> float:
        """The same length in millimetres."""
        return self.points / POINTS_PER_MM

    @property
    def pixels(self) -> float:
        """The same length in CSS pixels (1/96 inch)."""
        return self.points * PIXELS_PER_POINT

    def __add__(self, other: Length) -> Length:
        return Length(self.points + other.points)

    def __sub__(self, other: Length) -> Length:
        return Length(self.points - other.points)

    def __mul__(self, factor: float) -> Length:
        return Length(self.points * factor)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points; y grows upwards, as in PDF."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self:
        """The smallest box that holds all of these; `ValueError` for none."""
        every = list(boxes)
        return cls(
            min(box.left for box in every),
            min(box.bottom for box in every),
            max(box.right for box in every),
            max(box.top for box in every),
        )

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.top - self.bottom

    def grown(self, by: Length) -> Box:
        """The box moved outwards by a length on all four sides."""
        margin = by.points
        return Box(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def shifted(self, across: float, up: float) -> Box:
        """The box moved by points."""
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up)

    def contains(self, other: Box, tolerance: float = 0.0) -> bool:
        """Whether the other box lies inside, within a tolerance in points."""
        return (
            other.left >= self.left - tolerance
            and other.bottom >= self.bottom - tolerance
            and other.right <= self.right + tolerance
            and other.top <= self.top + tolerance
        )

    def meets(self, other: Box) -> bool:
        """Whether the two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )
