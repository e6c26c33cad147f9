"""The hands a drawing is lettered in, and how wide words run in them."""

from __future__ import annotations

import functools
import itertools
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
        return self._run(text, hand)[-1] * hand.size

    def places(self, text: str, hand: Hand) -> list[float]:
        """Where each letter of a line begins, in points from the first one.

        WeasyPrint sets the letters of a drawing one by one and kerns none of them, so each is
        given its place.
        """
        return [place * hand.size for place in self._run(text, hand)[:-1]]

    def _run(self, text: str, hand: Hand) -> tuple[float, ...]:
        face = self.faces.face(hand.family, hand.weight, italic=False)
        if face is None:  # reported when all is drawn
            return tuple(0.6 * place for place in range(len(text) + 1))
        return _kerned(face, text)

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
def _kerned(face: shelf.Face, text: str) -> tuple[float, ...]:
    """Where each letter begins and the last one ends, in ems."""
    # A native library: an issue without charts is checked without it.
    import uharfbuzz

    font = _shaping(face.digest, face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": False, "clig": False, "ccmp": False})
    if [glyph.cluster for glyph in buffer.glyph_infos] == list(range(len(text))):
        widths = [place.x_advance / font.face.upem for place in buffer.glyph_positions]
    else:  # letters that are not one glyph each stand side by side
        widths = [face.measure(letter) for letter in text]
    return (0.0, *itertools.accumulate(widths))


@functools.lru_cache(maxsize=32)
def _shaping(digest: str, face: shelf.Face) -> Any:
    del digest  # it tells files apart
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(face.content))
