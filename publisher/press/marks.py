"""What stands around the page for the people at the press, never inside the bleed.

Crop, fold and registration marks and the slug are in Separation /All, so that they stand on
every plate; the colour bar and the names of the plates are in their own inks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.foreign.syntax import number
from publisher.press.engine import Cmyk
from publisher.press.lettering import Lettering
from publisher.press.printers import Printer
from publisher.units import Box, Length

GAP = Length.mm(1)
"""Between the bleed and the nearest mark."""
_TARGET = Length.mm(2)
_PATCH = Length.mm(3.5)
_LETTERS = 6.0
_CIRCLE = 0.5523
"""Handle of a quarter circle as Bézier curve, in radii."""
_PATCHES: tuple[Cmyk, ...] = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0), (0.75, 0.66, 0.66, 0),
)  # fmt: skip
PLATES = (("Cyan", (1, 0, 0, 0)), ("Magenta", (0, 1, 0, 0)), ("Yellow", (0, 0, 1, 0)),
          ("Black", (0, 0, 0, 1)))  # fmt: skip


def margin(printer: Printer) -> Length:
    """How far the MediaBox reaches beyond the trim on every side."""
    if not printer.marks.any:
        return printer.bleed
    return _offset(printer) + printer.marks.length + GAP


def _offset(printer: Printer) -> Length:
    """From the trim to the nearer end of the marks: as asked, but clear of the bleed."""
    return max(printer.marks.offset, printer.bleed + GAP)


@dataclass(frozen=True, slots=True)
class MarkSetter:
    """Draws the marks of one file."""

    printer: Printer
    lettering: Lettering | None
    spots: Mapping[str, str]
    """Spot ink → its resource name."""

    def set_around(self, trim: Box, slug: str) -> bytes:
        """The marks around one trimmed page; `/PressAll` is Separation /All."""
        marks = self.printer.marks
        if not marks.any:
            return b""
        drawn = [
            b"q\n/PressAll CS 1 SCN /PressAll cs 1 scn\n",
            number(marks.weight.points),
            b" w\n",
        ]
        if marks.crop:
            drawn.append(self._crop(trim))
        for fold in marks.fold:
            drawn.append(self._fold(trim, fold.points))
        if marks.registration:
            drawn.append(self._registration(trim))
        if marks.slug and self.lettering is not None:
            drawn.append(self._slug(trim, slug, self.lettering))
        if marks.bar:
            drawn.append(self._bar(trim))
        drawn.append(b"Q\n")
        return b"".join(drawn)

    def _crop(self, trim: Box) -> bytes:
        near = _offset(self.printer).points
        far = near + self.printer.marks.length.points
        lines = []
        for x in (trim.left, trim.right):
            lines.append(_line(x, trim.bottom - near, x, trim.bottom - far))
            lines.append(_line(x, trim.top + near, x, trim.top + far))
        for y in (trim.bottom, trim.top):
            lines.append(_line(trim.left - near, y, trim.left - far, y))
            lines.append(_line(trim.right + near, y, trim.right + far, y))
        return b"".join(lines)

    def _fold(self, trim: Box, at: float) -> bytes:
        near = _offset(self.printer).points
        far = near + self.printer.marks.length.points
        x = trim.left + at
        lines = _line(x, trim.bottom - near, x, trim.bottom - far)
        return b"[3 2] 0 d\n" + lines + _line(x, trim.top + near, x, trim.top + far) + b"[] 0 d\n"

    def _registration(self, trim: Box) -> bytes:
        reach = _offset(self.printer).points + self.printer.marks.length.points / 2
        across, up = (trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2
        return b"".join(
            _target(x, y, min(_TARGET.points, self.printer.marks.length.points / 2))
            for x, y in (
                (across, trim.bottom - reach),
                (across, trim.top + reach),
                (trim.left - reach, up),
                (trim.right + reach, up),
            )
        )

    def _slug(self, trim: Box, words: str, lettering: Lettering) -> bytes:
        """The slug left of the upper target, the names of the plates right of it."""
        y = trim.top + _offset(self.printer).points + 2
        inset, room = Length.mm(3).points, trim.width / 2 - Length.mm(8).points
        size = min(_LETTERS, room / max(lettering.width(words, 1), 0.01))
        drawn = [lettering.draw(words, trim.left + inset, y, size)]
        names = [*(name for name, _ in PLATES), *self.spots]
        line = "  ".join(names)
        size = min(_LETTERS, room / max(lettering.width(line, 1), 0.01))
        x = (trim.left + trim.right) / 2 + Length.mm(5).points
        for name in names:
            ink = dict(PLATES).get(name)
            if ink is not None:
                drawn.append(b"%s k\n" % b" ".join(number(value) for value in ink))
            else:
                drawn.append(b"%s cs 1 scn\n" % self.spots[name].encode())
            drawn.append(lettering.draw(name, x, y, size))
            x += lettering.width(name + "  ", size)
        return b"".join(drawn)

    def _bar(self, trim: Box) -> bytes:
        """Patches along the lower edge, as many as find room on both sides of the target."""
        side = min(_PATCH.points, self.printer.marks.length.points)
        y = trim.bottom - _offset(self.printer).points - side
        begin, middle = trim.left + Length.mm(3).points, (trim.left + trim.right) / 2
        x, drawn = begin, []
        for patch in _PATCHES:
            if middle - Length.mm(4).points - side < x < middle + Length.mm(4).points:
                x = middle + Length.mm(4).points
            if x + side > trim.right - Length.mm(3).points:
                break
            inks = b" ".join(number(value) for value in patch)
            place = b" ".join(number(value) for value in (x, y, side, side))
            drawn.append(b"%s k %s re f\n" % (inks, place))
            x += side
        return b"".join(drawn)


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%s %s m %s %s l S\n" % tuple(number(value) for value in (x1, y1, x2, y2))


def _target(x: float, y: float, radius: float) -> bytes:
    """A cross in a circle."""
    r, h = radius * 0.6, radius * 0.6 * _CIRCLE
    curves = (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )
    drawn = [number(x + r) + b" " + number(y) + b" m\n"]
    drawn += [b" ".join(number(value) for value in curve) + b" c\n" for curve in curves]
    drawn.append(b"s\n")
    drawn.append(_line(x - radius, y, x + radius, y))
    drawn.append(_line(x, y - radius, x, y + radius))
    return b"".join(drawn)
