"""The fonts of a file, as far as a checker needs them: embedded or not, how wide, what lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.press import matrices
from publisher.press.matrices import Matrix

_STANDARD = 500.0


@dataclass(slots=True)
class Face:
    """One font dictionary."""

    name: str
    kind: str
    embedded: bool
    wide: bool
    """Whether codes are two bytes."""
    widths: dict[int, float] = field(default_factory=dict)
    usual: float = _STANDARD
    matrix: Matrix = (0.001, 0, 0, 0.001, 0, 0)
    identity: bool = False
    """Whether code 0 is glyph 0, `.notdef`."""
    vertical: bool = False
    programs: Any = None
    """Glyph programs of a Type 3 font, by code."""
    resources: Any = None

    @property
    def subset(self) -> bool:
        """Whether only some glyphs are there, by the name's tag."""
        return len(self.name) > 7 and self.name[6] == "+"

    def measure(self, codes: bytes) -> tuple[float, int, int, int]:
        """Sum of widths (thousandths), glyphs, spaces of one byte, missing glyphs."""
        widths, usual = self.widths, self.usual
        if self.wide:
            values = [codes[i] << 8 | codes[i + 1] for i in range(0, len(codes) - 1, 2)]
            total = 0.0
            for value in values:
                total += widths.get(value, usual)
            return total, len(values), 0, values.count(0) if self.identity else 0
        total = 0.0
        for value in codes:
            total += widths.get(value, usual)
        return total, len(codes), codes.count(32), 0


def read_face(font: Any) -> Face:
    """What a font dictionary says; whatever it lacks is taken as usual."""
    kind = str(font.get("/Subtype", ""))
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    if kind == "/Type0":
        return _composite(font, name)
    face = Face(name, kind, _embedded(font.get("/FontDescriptor")), wide=False)
    first = int(font.get("/FirstChar", 0))
    widths = font.get("/Widths")
    if isinstance(widths, pikepdf.Array):
        for index, width in enumerate(list(widths)[:256]):
            face.widths[first + index] = _number(width, _STANDARD)
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, pikepdf.Dictionary):
        face.usual = _number(descriptor.get("/MissingWidth"), 0.0 if face.widths else _STANDARD)
    if kind == "/Type3":
        face.embedded = True
        face.matrix = matrices.of(font.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0)))
        face.programs = font.get("/CharProcs")
        face.resources = font.get("/Resources")
    return face


def _composite(font: Any, name: str) -> Face:
    descendants = font.get("/DescendantFonts")
    if not isinstance(descendants, pikepdf.Array) or not len(descendants):
        return Face(name, "/Type0", False, wide=True)
    descendant = descendants[0]
    face = Face(name, str(descendant.get("/Subtype", "/Type0")), False, wide=True)
    face.embedded = _embedded(descendant.get("/FontDescriptor"))
    encoding = font.get("/Encoding")
    face.vertical = str(encoding).endswith("-V") if isinstance(encoding, pikepdf.Name) else False
    to_glyphs = descendant.get("/CIDToGIDMap")
    face.identity = str(encoding) == "/Identity-H" and (
        to_glyphs is None or str(to_glyphs) == "/Identity"
    )
    face.usual = _number(descendant.get("/DW"), 1000.0)
    widths = descendant.get("/W")
    if isinstance(widths, pikepdf.Array):
        _read_widths(list(widths), face.widths)
    return face


def _read_widths(entries: list[Any], widths: dict[int, float]) -> None:
    """The W array: `c [w …]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    index = 0
    while index + 1 < len(entries) and len(widths) < 70000:
        first = int(_number(entries[index], 0))
        following = entries[index + 1]
        if isinstance(following, pikepdf.Array):
            for offset, given in enumerate(following):
                widths[first + offset] = _number(given, 1000.0)
            index += 2
        elif index + 2 < len(entries):
            last = min(int(_number(following, 0)), first + 65535)
            width = _number(entries[index + 2], 1000.0)
            for code in range(first, last + 1):
                widths[code] = width
            index += 3
        else:
            break


def _embedded(descriptor: Any) -> bool:
    return isinstance(descriptor, pikepdf.Dictionary) and any(
        isinstance(descriptor.get(key), pikepdf.Stream)
        for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _number(value: Any, otherwise: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise
