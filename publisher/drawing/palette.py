"""Paints made of tokens only, told apart by their lightness before their hue.

One-ink printing and a photocopy keep lightness and lines, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.drawing.paper import Paint
from publisher.model.output import Tokens

SERIES = ("accent", "hairline", "text", "shade-3", "tint")
"""Colours of series in their order: each at least 15 steps of CIE lightness from all others."""
RAMP = ("tint", "shade-2", "shade-3", "accent", "shade-5")
"""Classes of a map from little to much."""
MOST_SERIES = len(SERIES)
MOST_CLASSES = len(RAMP)

_DASHES: tuple[tuple[float, ...] | None, ...] = (
    None,
    (5, 1.8),
    (1.2, 1.6),
    (6, 1.6, 1.2, 1.6),
    (3, 1.4),
)
_RAMPS = {1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Palette:
    """The paints of one edition."""

    tokens: Tokens

    def ink(self, name: str) -> str:
        """The screen value of a token."""
        return self.tokens.colour(name).screen

    def series(self, index: int) -> Paint:
        """The paint of a series' areas."""
        name = SERIES[index % MOST_SERIES]
        return Paint(self.ink(name), edge=self.ink("secondary") if name == "tint" else None)

    def line(self, index: int) -> str:
        """The ink of a series' line: a tint would be lost."""
        name = SERIES[index % MOST_SERIES]
        return self.ink("secondary" if name in ("hairline", "tint") else name)

    def dash(self, index: int) -> tuple[float, ...] | None:
        """How a series' line is broken."""
        return _DASHES[index % len(_DASHES)]

    def incomplete(self, paint: Paint) -> Paint:
        """The paint of what is not whole: lines in the same ink on bare paper."""
        ink = paint.fill or self.ink("accent")
        if lightness(ink) > 85:
            ink = self.ink("secondary")
        return Paint(self.ink("paper"), lines=ink, edge=ink, gap=2.2)

    def classes(self, count: int) -> list[Paint]:
        """Paints of so many classes, little to much; lines thicken with them.

        Colour alone would do on screen; the lines keep the order where inks are few.
        """
        paints = []
        for place in _RAMPS[count]:
            fill = self.ink(RAMP[place])
            paper, text = self.ink("paper"), self.ink("text")
            lines = [None, text, text, paper, None][place]
            gap = [0, 5.0, 3.0, 4.0, 0][place]
            angle = [0, 45.0, 45.0, -45.0, 0][place]
            paints.append(Paint(fill, lines, angle, gap or 3, edge=None))
        return paints

    @property
    def missing(self) -> Paint:
        """The paint of a place without a value: bare, in an outline."""
        return Paint(self.ink("paper"), edge=self.ink("secondary"))

    def on(self, paint: Paint) -> str:
        """The ink that can be read on a paint."""
        dark = paint.fill is not None and lightness(paint.fill) < 55 and not paint.lines
        return self.ink("paper" if dark else "text")


def lightness(screen: str) -> float:
    """CIE L* of a screen value (IEC 61966-2-1 for sRGB, CIE 15 for L*)."""
    digits = screen.removeprefix("#")
    light = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in light]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y
