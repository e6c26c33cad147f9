"""Text as outlines, for houses that want no fonts in the file.

Each glyph becomes a small form that is drawn wherever the sign stood, in the colour and with the
overprint the text had; so nothing moves and the file grows little. The text itself is judged
before: outlines have no sizes and no missing glyphs.
"""

from __future__ import annotations

import copy
import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont, TTLibError

from publisher.diagnostics import Place, Report
from publisher.foreign import syntax
from publisher.foreign.syntax import number
from publisher.press import matrices
from publisher.press.cursor import MOVES, SETS, SHOWS, Cursor, TextState
from publisher.press.lettering import ContentPen
from publisher.press.matrices import Matrix
from publisher.press.typecase import Face, read_face

_DROPPED = frozenset((b"ET", b"Tf", *MOVES, *SETS))
_PAINTS = {0: b"f", 1: b"S", 2: b"B"}


class NoOutlines(ValueError):  # noqa: N818 - says what happened
    """A font whose outlines can't be had; the reason is the text."""


@dataclass(slots=True)
class _Outlines:
    """The glyphs of one embedded font, drawn once each."""

    face: Face
    glyphs: Any
    order: list[str]
    unit: float
    forms: dict[int, Any] = field(default_factory=dict)

    def draw(self, code: int, matrix: Matrix) -> bytes:
        """A glyph's path, mapped from ems."""
        pen = ContentPen(self.glyphs)
        scaled = matrices.times((self.unit, 0, 0, self.unit, 0, 0), matrix)
        self.glyphs[self.order[code]].draw(TransformPen(pen, scaled))
        return b"\n".join(pen.operators)

    def box(self, code: int) -> tuple[float, float, float, float]:
        """A generous box around any glyph of the font, in ems."""
        del code
        return (-2.0, -2.0, 3.0, 3.0)


@dataclass(slots=True)
class _TextState(TextState):
    font: str = ""


@dataclass(slots=True)
class Outliner:
    """Outlines the text of one file."""

    pdf: pikepdf.Pdf
    report: Report
    page: int = 0
    _fonts: dict[Any, _Outlines | None] = field(default_factory=dict)
    _done: set[Any] = field(default_factory=set)

    def outline_page(self, page: pikepdf.Page, number_of_page: int) -> None:
        """Outline a page and everything it draws."""
        self.page = number_of_page
        content: Any = page.obj.Contents
        page.obj.Contents = self.pdf.make_stream(
            self._outlined(content.read_bytes(), page.obj.Resources)
        )
        self._inside(page.obj.Resources)

    def _inside(self, resources: Any) -> None:
        """Outline forms, patterns and masks below a resource dictionary."""
        if not isinstance(resources, pikepdf.Dictionary):
            return
        below: list[Any] = [
            *resources.get("/XObject", pikepdf.Dictionary()).values(),
            *resources.get("/Pattern", pikepdf.Dictionary()).values(),
        ]
        for gstate in resources.get("/ExtGState", pikepdf.Dictionary()).values():
            mask = gstate.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary):
                below.append(mask.get("/G"))
        for stream in below:
            if not isinstance(stream, pikepdf.Stream) or stream.objgen in self._done:
                continue
            self._done.add(stream.objgen)
            if str(stream.get("/Subtype")) == "/Image" or "/PressGlyph" in stream:
                continue
            inner = stream.get("/Resources")
            if isinstance(inner, pikepdf.Dictionary):
                stream.write(self._outlined(stream.read_bytes(), inner))
                self._inside(inner)

    def _outlined(self, content: bytes, resources: Any) -> bytes:
        fonts = resources.get("/Font")
        if not isinstance(fonts, pikepdf.Dictionary) or not len(fonts):
            return content
        drawing = _Drawing(self, resources, fonts)
        made = drawing.run(content)
        if not drawing.kept:
            del resources["/Font"]
        return made

    def outlines(self, font: Any) -> _Outlines | None:
        """A font's outlines, or None with the reason reported."""
        key = font.objgen
        if key not in self._fonts:
            try:
                self._fonts[key] = _open(font)
            except NoOutlines as none:
                self._fonts[key] = None
                name = str(font.get("/BaseFont", "?")).removeprefix("/")
                self.report.error(
                    "print-curves-impossible", Place(page=self.page), font=name, reason=str(none)
                )
        return self._fonts[key]


@dataclass(slots=True)
class _Drawing(Cursor):
    """One stream whose text becomes paths."""

    outliner: Outliner
    resources: Any
    fonts: Any
    state: _TextState = field(default_factory=_TextState)
    stack: list[_TextState] = field(default_factory=list)
    kept: bool = False
    """Whether some text had to stay text."""

    def run(self, content: bytes) -> bytes:
        pieces: list[bytes] = []
        last = 0
        for operator, operands, start, end in syntax.operations(content):
            if operator == b"q":
                self.stack.append(copy.copy(self.state))
            elif operator == b"Q" and self.stack:
                self.state = self.stack.pop()
            elif operator in _DROPPED or operator in SHOWS:
                drawn = self._text(operator, operands)
                pieces += (content[last:start], drawn)
                last = end
        pieces.append(content[last:])
        return b"".join(pieces)

    def _text(self, operator: bytes, operands: list[bytes]) -> bytes:
        state = self.state
        if operator in SHOWS:
            self.begin_show(state, operator, operands)
            return self._show(syntax.pieces(operands[0]) if operator == b"TJ" else operands[-1:])
        if operator in MOVES:
            self.move_text(state, operator, operands)
        elif operator == b"Tf":
            state.font, state.size = syntax.name(operands[0]), float(operands[1])
        elif operator != b"ET":
            state.set(operator, float(operands[0]))
        return b""

    def _show(self, parts: list[bytes]) -> bytes:
        state = self.state
        font = self.fonts.get(state.font)
        outlines = self.outliner.outlines(font) if font is not None else None
        if outlines is None:
            self.kept = True
            return b""
        drawn, x = [], 0.0
        for part in parts:
            if part[:1] not in b"<(":
                x -= float(part) / 1000 * state.size * state.stretch
                continue
            codes = syntax.text_bytes(part)
            for at in range(0, len(codes) - 1, 2):
                code = codes[at] << 8 | codes[at + 1]
                drawn.append(self._glyph(outlines, code, x))
                width = outlines.face.widths.get(code, outlines.face.usual) / 1000 * state.size
                x += (width + state.letter) * state.stretch
        self.advance(x)
        return b"".join(drawn)

    def _glyph(self, outlines: _Outlines, code: int, x: float) -> bytes:
        state = self.state
        if code >= len(outlines.order) or state.rendering == 3:
            return b""
        local = (state.size * state.stretch, 0.0, 0.0, state.size, x, state.rise)
        placed = matrices.times(local, self.matrix)
        if state.rendering in (1, 2):
            path = outlines.draw(code, placed)
            return path + b"\n" + _PAINTS[state.rendering] + b"\n" if path else b""
        if state.rendering != 0:
            self.outliner.report.error(
                "print-curves-impossible",
                Place(page=self.outliner.page),
                font=outlines.face.name,
                reason="text that clips",
            )
            return b""
        if code not in outlines.forms:
            outlines.forms[code] = self._form(outlines, code)
        form = outlines.forms[code]
        if form is None:
            return b""
        name = f"/PressGlyph{form.objgen[0]}"
        if "/XObject" not in self.resources:
            self.resources.XObject = pikepdf.Dictionary()
        self.resources.XObject[name] = form
        place = b" ".join(number(value) for value in placed)
        return b"q " + place + b" cm " + name.encode() + b" Do Q\n"

    def _form(self, outlines: _Outlines, code: int) -> Any:
        path = outlines.draw(code, matrices.IDENTITY)
        if not path:
            return None
        form = self.outliner.pdf.make_stream(path + b"\nf")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array(list(outlines.box(code)))
        form.Resources = pikepdf.Dictionary()
        form.PressGlyph = True
        return self.outliner.pdf.make_indirect(form)


def to_curves(pdf: pikepdf.Pdf, report: Report) -> None:
    """Outline all text of a file; fonts that can't be outlined are errors."""
    outliner = Outliner(pdf, report)
    for count, page in enumerate(pdf.pages, 1):
        outliner.outline_page(page, count)
    for outlines in outliner._fonts.values():
        for form in outlines.forms.values() if outlines else ():
            if form is not None:
                del form["/PressGlyph"]


def _open(font: Any) -> _Outlines:
    """The outlines of a composite font whose codes are glyph numbers."""
    face = read_face(font)
    if not face.wide or not face.identity:
        raise NoOutlines("codes are not glyph numbers")
    descriptor = font.DescendantFonts[0].get("/FontDescriptor")
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        stream = descriptor.get(key) if isinstance(descriptor, pikepdf.Dictionary) else None
        if isinstance(stream, pikepdf.Stream):
            return _read(face, stream.read_bytes())
    raise NoOutlines("the font is not embedded")


def _read(face: Face, content: bytes) -> _Outlines:
    try:
        if content[:4] in (b"\0\1\0\0", b"OTTO", b"true"):
            opened = TTFont(io.BytesIO(content), lazy=True)
            return _Outlines(
                face, opened.getGlyphSet(), opened.getGlyphOrder(), 1 / opened["head"].unitsPerEm
            )
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(content), None)
        top = fonts[0]
        return _Outlines(face, top.CharStrings, top.charset, 0.001)
    except (TTLibError, AssertionError, KeyError, ValueError, OSError) as error:
        raise NoOutlines(str(error) or type(error).__name__) from error
