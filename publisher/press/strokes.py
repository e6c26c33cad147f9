"""The path under construction: how thin it is, how large, and whether it is a line in disguise.

Renderers draw rules as thin rectangles, and frames as two rectangles filled between.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.press import matrices
from publisher.press.matrices import Matrix
from publisher.units import Box

BEGINS = frozenset((b"m", b"re"))
BUILDS = frozenset((b"m", b"l", b"c", b"v", b"y", b"h", b"re"))
PAINTS = {
    # operator: fills, strokes
    b"f": (True, False),
    b"F": (True, False),
    b"f*": (True, False),
    b"B": (True, True),
    b"B*": (True, True),
    b"b": (True, True),
    b"b*": (True, True),
    b"S": (False, True),
    b"s": (False, True),
    b"n": (False, False),
}
_FLAT = 1e-4


@dataclass(slots=True)
class Path:
    """A path on its way to being painted, in points of the page."""

    rectangles: list[Box] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    curved: bool = False
    straight_parts: int = 0

    def build(self, operator: bytes, operands: list[bytes], ctm: Matrix) -> None:
        """Take one construction operator; ValueError when its numbers are none."""
        values = [float(operand) for operand in operands]
        if operator == b"re":
            x, y, width, height = values
            rectangle = matrices.box(ctm, x, y, x + width, y + height)
            if ctm[1] == ctm[2] == 0 or ctm[0] == ctm[3] == 0:
                self.rectangles.append(rectangle)
            else:
                self.straight_parts += 1
            self.points += ((rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top))
            return
        if operator in (b"c", b"v", b"y"):
            self.curved = True
        elif operator == b"l":
            self.straight_parts += 1
        for index in range(0, len(values) - 1, 2):
            self.points.append(matrices.point(ctm, values[index], values[index + 1]))

    @property
    def box(self) -> Box | None:
        """The upright box around the path, curves by their control points."""
        return matrices.around(self.points) if self.points else None

    @property
    def thickness(self) -> float:
        """How thin the filled shape is at its thinnest, in points."""
        frame = self.frame
        if frame is not None:
            return frame
        if self.rectangles and not self.straight_parts and not self.curved:
            thin = [min(r.width, r.height) for r in self.rectangles]
            return max(thin) if len(thin) > 1 else thin[0]
        around = self.box
        if around is None:
            return 0.0
        if not self.curved and self._upright:
            return min(around.width, around.height)
        # A slanted or curved shape is as thin as it can't be told without its outline.
        return max(around.width, around.height)

    @property
    def frame(self) -> float | None:
        """The heaviest side of a frame made of two rectangles, or None."""
        if len(self.rectangles) != 2 or self.straight_parts or self.curved:
            return None
        one, other = self.rectangles
        inner, outer = (one, other) if other.contains(one) else (other, one)
        if not outer.contains(inner):
            return None
        return max(
            inner.left - outer.left,
            outer.right - inner.right,
            inner.bottom - outer.bottom,
            outer.top - inner.top,
        )

    @property
    def sides(self) -> list[float]:
        """Every weight of line the filled shape shows: rectangles and the sides of a frame."""
        if self.frame is not None:
            one, other = self.rectangles
            inner, outer = (one, other) if other.contains(one) else (other, one)
            gaps = (
                inner.left - outer.left,
                outer.right - inner.right,
                inner.bottom - outer.bottom,
                outer.top - inner.top,
            )
            return [gap for gap in gaps if gap > _FLAT]
        if self.rectangles and not self.straight_parts and not self.curved:
            return [min(r.width, r.height) for r in self.rectangles]
        thickness = self.thickness
        return [thickness] if self.points else []

    @property
    def _upright(self) -> bool:
        around = self.box
        assert around is not None
        near = 0.01
        return all(
            (abs(x - around.left) < near or abs(x - around.right) < near)
            and (abs(y - around.bottom) < near or abs(y - around.top) < near)
            for x, y in self.points
        )
