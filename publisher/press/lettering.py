"""Words as outlines, for what stands outside the page and needs no font there."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from publisher.foreign.syntax import number


class ContentPen(BasePen):  # type: ignore[misc]
    """Draws glyph outlines as path operators of a content stream."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.operators: list[bytes] = []

    def _say(self, operator: bytes, *points: tuple[float, float]) -> None:
        values = b" ".join(number(value) for point in points for value in point)
        self.operators.append(values + b" " + operator if points else operator)

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol
        self._say(b"m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._say(b"l", point)

    def _curveToOne(  # noqa: N802
        self, one: tuple[float, float], two: tuple[float, float], point: tuple[float, float]
    ) -> None:
        self._say(b"c", one, two, point)

    def _closePath(self) -> None:  # noqa: N802
        self._say(b"h")


@dataclass(slots=True)
class Lettering:
    """One font file, ready to draw words with. `content` is the font's bytes."""

    content: bytes
    _font: Any = None
    _glyphs: Any = None
    _outlines: dict[str, tuple[bytes, float]] = field(default_factory=dict)

    def width(self, words: str, size: float) -> float:
        """How wide words are, in points, at a size in points."""
        return sum(self._outline(letter)[1] for letter in words) * size

    def draw(self, words: str, x: float, y: float, size: float) -> bytes:
        """Words as forms of their letters, the baseline starting at x, y (points)."""
        drawn = []
        for letter in words:
            outline, advance = self._outline(letter)
            if outline:
                place = b" ".join(number(v) for v in (size, 0, 0, size, x, y))
                drawn.append(b"q %s cm %s Do Q\n" % (place, self.resource(letter).encode()))
            x += advance * size
        return b"".join(drawn)

    def forms(self, pdf: pikepdf.Pdf) -> dict[str, Any]:
        """The letters drawn so far as form XObjects of a file, by resource name.

        Each letter is drawn once for all pages: the slug would outweigh many a page otherwise.
        """
        made: dict[str, Any] = {}
        for letter, (outline, _) in sorted(self._outlines.items()):
            if outline:
                form = pdf.make_stream(outline + b"\nf")
                form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
                form.BBox, form.Resources = pikepdf.Array([-2, -2, 3, 3]), pikepdf.Dictionary()
                made[self.resource(letter)] = pdf.make_indirect(form)
        return made

    @staticmethod
    def resource(letter: str) -> str:
        """The resource name of a letter's form."""
        return f"/PressLetter{ord(letter):X}"

    def _outline(self, letter: str) -> tuple[bytes, float]:
        """A letter's path and advance, in ems."""
        if self._font is None:
            self._font = TTFont(io.BytesIO(self.content), lazy=True)
            self._glyphs = self._font.getGlyphSet()
        if letter not in self._outlines:
            name = self._font.getBestCmap().get(ord(letter), ".notdef")
            em = self._font["head"].unitsPerEm
            pen = ContentPen(self._glyphs)
            self._glyphs[name].draw(TransformPen(pen, (1 / em, 0, 0, 1 / em, 0, 0)))
            advance = self._glyphs[name].width / em
            self._outlines[letter] = (b"\n".join(pen.operators), advance)
        return self._outlines[letter]
