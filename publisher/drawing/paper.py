"""The paper a drawing is made on: shapes and words with their boxes, then SVG.

Lengths are points, y grows downwards. Words are written with their baseline, and their boxes
are kept: what would meet or leave the paper is found before it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from publisher.drawing.hatching import hatch
from publisher.drawing.lettering import Hand, Lettering

Anchor = Literal["start", "middle", "end"]
Spot = tuple[float, float]

ASCENT, DESCENT = 0.72, 0.2
"""The height of capitals with their accents, and the depth of a tail, in ems of our faces."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, by: float = 0.05) -> bool:
        """Whether two boxes share more than `by` points in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.bottom, other.bottom) - max(self.top, other.top) > by
        )

    def shifted(self, right: float, down: float) -> Box:
        """The same box elsewhere."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)


@dataclass(frozen=True, slots=True)
class Paint:
    """How an area is filled: a screen value, and lines across it."""

    fill: str | None
    lines: str | None = None
    angle: float = 45.0
    gap: float = 2.6
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words on the paper."""

    text: str
    box: Box
    hand: Hand


@dataclass(slots=True)
class Paper:
    """A sheet of a width; its height is known when the drawing is done."""

    width: float
    lettering: Lettering
    words: list[Word] = field(default_factory=list)
    _shapes: list[str] = field(default_factory=list)
    _letters: list[str] = field(default_factory=list)

    # -- shapes --------------------------------------------------------------------------

    def rect(self, left: float, top: float, width: float, height: float, paint: Paint) -> None:
        """A rectangle."""
        corners = [(left, top), (left + width, top), (left + width, top + height),
                   (left, top + height)]  # fmt: skip
        self.area([corners], paint)

    def area(self, rings: Sequence[Sequence[Spot]], paint: Paint) -> None:
        """An area inside closed rings; rings inside rings are holes."""
        d = "".join(_path(ring) + "Z" for ring in rings if len(ring) > 2)
        if not d:
            return
        if paint.fill:
            self._shapes.append(f'<path d="{d}" fill="{paint.fill}" fill-rule="evenodd"/>')
        if paint.lines:
            strokes = hatch(rings, paint.angle, paint.gap)
            across = "".join(
                f"M{number(a)} {number(b)}L{number(c)} {number(e)}" for (a, b), (c, e) in strokes
            )
            if across:
                self._stroke(across, paint.lines, 0.5, None)
        if paint.edge:
            self._stroke(d, paint.edge, 0.4, None)

    def line(
        self, spots: Sequence[Spot], ink: str, width: float, dash: Sequence[float] | None = None
    ) -> None:
        """An open line."""
        if len(spots) > 1:
            self._stroke(_path(spots), ink, width, dash)

    def ring(self, spots: Sequence[Spot], ink: str, width: float) -> None:
        """A closed line."""
        if len(spots) > 2:
            self._stroke(_path(spots) + "Z", ink, width, None)

    def dot(self, x: float, y: float, radius: float, fill: str, edge: str | None = None) -> None:
        """A disc; with an edge it is open, its ground the fill."""
        around = f' stroke="{edge}" stroke-width="1"' if edge else ""
        self._shapes.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
            f' fill="{fill}"{around}/>'
        )

    def mark(self, shape: int, x: float, y: float, fill: str, edge: str | None = None) -> None:
        """The mark of a series, told by its shape: disc, square, triangle, rhomb, …"""
        r = 2.0
        if shape % 4 == 0:
            self.dot(x, y, r, fill, edge)
            return
        corners: list[Spot] = [
            [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
            [(x, y - 1.3 * r), (x + 1.25 * r, y + r), (x - 1.25 * r, y + r)],
            [(x, y - 1.4 * r), (x + 1.4 * r, y), (x, y + 1.4 * r), (x - 1.4 * r, y)],
        ][shape % 4 - 1]
        self.area([corners], Paint(fill))
        if edge:
            self.ring(corners, edge, 1)

    def arc(self, d: str, paint: Paint, outline: Sequence[Spot]) -> None:
        """An area with round sides: its path, and the polygon that hatches fill."""
        if paint.fill:
            self._shapes.append(f'<path d="{d}" fill="{paint.fill}"/>')
        if paint.lines:
            self.area([outline], Paint(None, paint.lines, paint.angle, paint.gap))
        if paint.edge:
            self._stroke(d, paint.edge, 0.4, None)

    def _stroke(self, d: str, ink: str, width: float, dash: Sequence[float] | None) -> None:
        broken = f' stroke-dasharray="{" ".join(map(number, dash))}"' if dash else ""
        self._shapes.append(
            f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{number(width)}"'
            f' stroke-linejoin="round"{broken}/>'
        )

    # -- words ---------------------------------------------------------------------------

    def box(self, text: str, x: float, baseline: float, hand: Hand, anchor: Anchor) -> Box:
        """The box words would have."""
        width = self.lettering.width(text, hand)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        return Box(
            left, baseline - ASCENT * hand.size, left + width, baseline + DESCENT * hand.size
        )

    def write(
        self,
        text: str,
        x: float,
        baseline: float,
        hand: Hand,
        anchor: Anchor = "start",
        ink: str | None = None,
    ) -> Box:
        """One line of words; its box."""
        box = self.box(text, x, baseline, hand, anchor)
        if text.strip():
            self.words.append(Word(text, box, hand))
            # Always from the left: an anchor makes WeasyPrint clip the first letter of a line.
            places = [number(box.left + at) for at in self.lettering.places(text, hand)]
            self._letters.append(
                f'<text x="{" ".join(places)}" y="{number(baseline)}"'
                f" font-family={quoteattr(hand.family)}"
                f' font-size="{number(hand.size)}" font-weight="{hand.weight}"'
                f' fill="{ink or hand.ink}">{escape(text)}</text>'
            )
        return box

    def write_lines(
        self,
        lines: Iterable[str],
        x: float,
        baseline: float,
        hand: Hand,
        anchor: Anchor = "start",
        ink: str | None = None,
    ) -> float:
        """Lines under one another from the first baseline; the baseline after the last."""
        for text in lines:
            self.write(text, x, baseline, hand, anchor, ink)
            baseline += hand.leading
        return baseline

    @property
    def boxes(self) -> list[Box]:
        """The boxes of all words."""
        return [word.box for word in self.words]

    def clear(self, box: Box) -> bool:
        """Whether no word stands in a box."""
        return not any(box.meets(word.box) for word in self.words)

    # -- the whole -----------------------------------------------------------------------

    def place(self, other: Paper, right: float, down: float) -> None:
        """Put another drawing on this one."""
        shift = f'<g transform="translate({number(right)} {number(down)})">'
        self._shapes.append(shift + "".join(other._shapes) + "</g>")
        self._letters.append(shift + "".join(other._letters) + "</g>")
        self.words += [
            Word(word.text, word.box.shifted(right, down), word.hand) for word in other.words
        ]

    def troubles(self, height: float) -> list[tuple[str, str]]:
        """Words that meet other words, and words that leave the paper (then beside "")."""
        found = []
        for index, word in enumerate(self.words):
            box = word.box
            if (
                min(box.left, box.top) < -0.5
                or box.right > self.width + 0.5
                or (box.bottom > height + 0.5)
            ):
                found.append((word.text, ""))
            for other in self.words[index + 1 :]:
                if box.meets(other.box):
                    found.append((word.text, other.text))
        return found

    def svg(self, height: float) -> bytes:
        """The drawing as SVG, words above shapes."""
        size = f"{number(self.width)} {number(height)}"
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(self.width)}pt"'
            f' height="{number(height)}pt" viewBox="0 0 {size}">',
            *self._shapes,
            *self._letters,
            "</svg>",
        ]
        return "\n".join(parts).encode()


def number(value: float) -> str:
    """A coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _path(spots: Sequence[Spot]) -> str:
    return "".join(
        f"{'L' if index else 'M'}{number(x)} {number(y)}" for index, (x, y) in enumerate(spots)
    )
