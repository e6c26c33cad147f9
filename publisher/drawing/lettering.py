"""The hands a drawing is lettered in, and how wide words run in them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import Any

from publisher import faces as shelf
from publisher.diagnostics import Place, Report
from publisher.model.output import TextStyle, Tokens

STYLES = ("chart-label", "chart-value", "chart-note", "chart-title")
_BREAKS = re.compile(r"(?<=[ ])|(?<=[-–/])(?=\w)")


@dataclass(frozen=True, slots=True)
class Hand:
    """A face at a size, in points, with its ink."""

    family: str
    size: float
    leading: float
    weight: int
    ink: str


@dataclass(slots=True)
class Lettering:
    """Hands by the name of their token style, and the measure of words."""

    tokens: Tokens
    faces: shelf.Faces
    _used: dict[tuple[str, int], set[str]] = field(default_factory=dict)

    def hand(self, name: str) -> Hand:
        """The hand of a token style."""
        style: TextStyle = self.tokens.styles[name]
        ink = self.tokens.colour(style.colour).screen
        return Hand(style.family, style.size, style.leading, style.weight, ink)

    def width(self, text: str, hand: Hand) -> float:
        """How wide a line runs, in points."""
        self._used.setdefault((hand.family, hand.weight), set()).add(text)
        face = self.faces.face(hand.family, hand.weight, italic=False)
        return (_run(face, text) if face else 0.6 * len(text)) * hand.size

    def wrap(self, text: str, hand: Hand, room: float, most: int) -> list[str] | None:
        """The text in lines no wider than `room`; None where more than `most` are needed."""
        lines: list[str] = []
        line = ""
        for piece in _BREAKS.split(text.strip()):
            if line and self.width((line + piece).rstrip(" "), hand) > room:
                lines.append(line.rstrip(" "))
                line = ""
            line += piece
        lines.append(line.rstrip(" "))
        fits = len(lines) <= most and all(self.width(one, hand) <= room for one in lines)
        return lines if fits else None

    def longest_word(self, text: str, hand: Hand) -> float:
        """The width below which a text can't be broken any more."""
        return max(self.width(piece.rstrip(" "), hand) for piece in _BREAKS.split(text.strip()))

    def check(self, place: Place | None, report: Report) -> None:
        """Every word that was measured has its glyphs."""
        runs = [
            (family, weight, False, " ".join(sorted(texts)), place)
            for (family, weight), texts in sorted(self._used.items())
        ]
        shelf.check_coverage(runs, self.faces, report)


@functools.lru_cache(maxsize=65536)
def _run(face: shelf.Face, text: str) -> float:
    """How wide a text runs in ems, kerned as the printer of pages will kern it."""
    font = _shaping(face.path, face.digest, face)
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advances = sum(int(place.x_advance) for place in buffer.glyph_positions)
    return advances / int(font.face.upem)


@functools.lru_cache(maxsize=32)
def _shaping(path: str, digest: str, face: shelf.Face) -> Any:
    del path, digest  # they tell faces apart
    # A native library: an issue without charts is checked without it.
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(face.content))
