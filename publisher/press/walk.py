"""The walk over the finished pages: every colour to its ink, everything else byte for byte.

Page streams, forms, patterns, gradients, soft masks, glyphs drawn as programs, inline images.
Only colour operators are replaced; what positions the words is never touched. Solid black text
and thin black lines are made to overprint; nothing else does. Each stream gets a resource
dictionary of only what it uses, so that no unused RGB object travels along.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from publisher.diagnostics import Place, Report
from publisher.foreign import MARK, syntax
from publisher.foreign.syntax import number
from publisher.press import matrices, shadings
from publisher.press.functions import Unknown
from publisher.press.inks import Inks, Mixture
from publisher.press.matrices import Matrix
from publisher.press.pictures import Pictures, Unreadable
from publisher.press.spaces import NAMED_SPACES, RGB_SPACES, channels_of, family, in_inks, mix
from publisher.press.strokes import BUILDS, PAINTS, Path

DEEPEST = 32
_BLACK = Mixture((0.0, 0.0, 0.0, 1.0))
_OPENING = frozenset((b"BMC", b"BDC"))
_MARKED = _OPENING | {b"EMC", b"MP", b"DP"}
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_OVERPRINTS = {
    (False, False): b"/PressOff",
    (True, False): b"/PressFill",
    (False, True): b"/PressStroke",
    (True, True): b"/PressBoth",
}
_INLINE_KEYS = {
    b"/BPC": "/BitsPerComponent", b"/CS": "/ColorSpace", b"/D": "/Decode", b"/DP": "/DecodeParms",
    b"/F": "/Filter", b"/H": "/Height", b"/IM": "/ImageMask", b"/I": "/Interpolate",
    b"/W": "/Width",
}  # fmt: skip
_INLINE_NAMES = {
    b"/G": b"/DeviceGray", b"/RGB": b"/DeviceRGB", b"/CMYK": b"/DeviceCMYK", b"/I": b"/Indexed",
    b"/AHx": b"/ASCIIHexDecode", b"/A85": b"/ASCII85Decode", b"/LZW": b"/LZWDecode",
    b"/Fl": b"/FlateDecode", b"/RL": b"/RunLengthDecode", b"/CCF": b"/CCITTFaxDecode",
    b"/DCT": b"/DCTDecode",
}  # fmt: skip


@dataclass(slots=True)
class Paint:
    """The colour that fills or strokes now."""

    mixture: Mixture | None = _BLACK
    """None for a pattern or a space whose inks are its own affair."""
    space: Any = None
    kind: str = "/DeviceGray"
    spelled: bytes = b"0 0 0 1 k"


@dataclass(slots=True)
class State:
    """As much of the graphics state as colour and overprint depend on."""

    ctm: Matrix = matrices.IDENTITY
    fill: Paint = field(default_factory=Paint)
    stroke: Paint = field(default_factory=Paint)
    width: float = 1.0
    rendering: int = 0
    overprint: tuple[bool, bool] = (False, False)
    """What the stream has said so far, for fills and strokes."""
    given: tuple[bool, bool] = (False, False)
    """What a foreign page asked for itself."""
    see_through: frozenset[str] = frozenset()
    """Keys of graphics states by which things are transparent now."""
    darkens: bool = False
    """Whether plates have been told to keep the darker of two."""


@dataclass(slots=True)
class _Stream:
    """One stream on its way: what is written, and what it used."""

    resources: Any
    used: dict[str, dict[str, Any]] = field(default_factory=dict)
    pieces: list[bytes] = field(default_factory=list)

    def use(self, category: str, name: str, thing: Any) -> None:
        self.used.setdefault(category, {})[name] = thing

    def find(self, category: str, name: str) -> Any:
        group = self.resources.get(category) if self.resources is not None else None
        return group.get(name) if isinstance(group, pikepdf.Dictionary) else None


@dataclass(slots=True)
class Walk:
    """Recolours the pages of one file."""

    pdf: pikepdf.Pdf
    inks: Inks
    pictures: Pictures
    report: Report
    transparency: bool = True
    keeps_spots: bool = True
    overprints: bool = True
    """Whether black is made to overprint, and named inks keep their spaces."""
    operators: tuple[bytes, bytes] = (b" k", b" K")
    blending: Any = pikepdf.Name.DeviceCMYK
    page: int = 0
    refused: bool = False
    guests: Mapping[int, Place] = field(default_factory=dict)
    """Page → where the insert that stands on it came from."""
    foreign: bool = False
    """Whether an insert is walked through: its overprint is its own affair."""
    _made: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _open: list[tuple[int, int]] = field(default_factory=list)
    _gstates: dict[bytes, Any] = field(default_factory=dict)

    def begin(self) -> bytes:
        """What a stream must say first: it begins in DeviceGray black, ours on the plate."""
        black = self.components(_BLACK)
        return black + self.operators[0] + b" " + black + self.operators[1] + b"\n"

    # -- streams -----------------------------------------------------------------------------

    def recolour_page(self, page: pikepdf.Page, number_of_page: int) -> None:
        """Change a page's streams and everything they use."""
        self.page = number_of_page
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        content = b"\n".join(
            part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream)
        )
        made, resources = self._recolour(content, page.resources, State(), luminosity=False)
        page.obj.Contents = self.pdf.make_stream(made)
        page.obj.Resources = resources
        group = page.obj.get("/Group")
        if group is not None:
            page.obj.Group = self._group(group, luminosity=False)
            if not self.transparency:
                del page.obj.Group

    def _recolour(
        self, content: bytes, resources: Any, state: State, *, luminosity: bool
    ) -> tuple[bytes, pikepdf.Dictionary]:
        stream = _Stream(resources)
        try:
            _Recolouring(self, stream, state, content, luminosity).run()
        except syntax.Spoiled as spoiled:
            self.tell("print-content-damaged", reason=str(spoiled))
        found = pikepdf.Dictionary()
        for category, things in stream.used.items():
            found[category] = pikepdf.Dictionary(things)
        return b"".join(stream.pieces), found

    def form(self, form: pikepdf.Stream, state: State, *, luminosity: bool) -> Any:
        """A form XObject in inks, made once for each way it is used."""
        if MARK in form and not self.foreign:
            with self._abroad():
                return self.form(form, state, luminosity=luminosity)
        # A group may only go where nothing is transparent: it would look different without.
        opaque = not self.transparency and not state.see_through and not luminosity
        key = ("form", form.objgen, luminosity, opaque)
        if form.objgen != (0, 0) and key in self._made:
            return self._made[key]
        with self._inside(form) as entered:
            if not entered:
                return None
            matrix = matrices.of(form.get("/Matrix", matrices.IDENTITY))
            inner = replace(
                state,
                ctm=matrices.times(matrix, state.ctm),
                fill=copy.copy(state.fill),
                stroke=copy.copy(state.stroke),
                overprint=(False, False) if self.overprints else state.overprint,
                given=(False, False) if self.overprints else state.given,
                darkens=False,
                see_through=frozenset() if "/Group" in form else state.see_through,
            )
            content, resources = self._recolour(
                form.read_bytes(), form.get("/Resources"), inner, luminosity=luminosity
            )
        made = self._copied(form, content)
        made.Resources = resources
        for key_of_tags in (
            "/StructParent",
            "/StructParents",
            "/PieceInfo",
            "/OC",
            "/Metadata",
            MARK,
        ):
            if key_of_tags in made:
                del made[key_of_tags]
        if "/Group" in made:
            made.Group = self._group(made.Group, luminosity=luminosity)
            if opaque:
                del made.Group
        self._made[key] = made
        return made

    def _copied(self, stream: pikepdf.Stream, content: bytes) -> Any:
        made = self.pdf.make_stream(content)
        for key, value in stream.items():
            if key not in ("/Length", "/Filter", "/DecodeParms", "/Resources"):
                made[key] = value
        return made

    def _group(self, group: Any, *, luminosity: bool) -> Any:
        made = pikepdf.Dictionary(dict(group.items()))
        made.CS = pikepdf.Name.DeviceGray if luminosity else self.blending
        return made

    @contextmanager
    def _inside(self, thing: Any) -> Iterator[bool]:
        """Guard against forms that draw themselves; False where the walk must turn back."""
        if thing.objgen in self._open or len(self._open) >= DEEPEST:
            self.tell("print-content-cyclic")
            yield False
            return
        self._open.append(thing.objgen)
        try:
            yield True
        finally:
            self._open.pop()

    @contextmanager
    def _abroad(self) -> Iterator[None]:
        """Walk through a page of other people's: none of our tokens, overprint as it is."""
        place = self.guests.get(self.page, Place())
        own, self.inks, self.foreign = self.inks, self.inks.abroad(place), True
        try:
            yield
        finally:
            self.inks, self.foreign = own, False

    def tell(self, code: str, **values: object) -> None:
        """Report what could not be converted, with the page, or the insert on it."""
        self.refused = True
        place = self.guests.get(self.page, Place()) if self.foreign else Place()
        self.report.error(code, replace(place, page=self.page), **values)

    # -- what streams use --------------------------------------------------------------------

    def shading(self, shading: Any, *, luminosity: bool) -> Any:
        """A gradient in inks."""
        key = ("shading", shading.objgen, luminosity)
        if shading.objgen != (0, 0) and key in self._made:
            return self._made[key]
        if isinstance(shading, pikepdf.Stream):
            made = self._copied(shading, shading.read_bytes())
        else:
            made = self.pdf.make_indirect(pikepdf.Dictionary(dict(shading.items())))
        try:
            shadings.convert(self.pdf, made, self.inks, luminosity=luminosity)
        except shadings.Unconvertible as unknown:
            self.tell("print-gradient-unconvertible", reason=str(unknown))
        self._made[key] = made
        return made

    def pattern(self, pattern: Any, *, luminosity: bool) -> Any:
        """A tiling or shading pattern in inks."""
        key = ("pattern", pattern.objgen, luminosity)
        if pattern.objgen != (0, 0) and key in self._made:
            return self._made[key]
        if isinstance(pattern, pikepdf.Stream):
            with self._inside(pattern) as entered:
                if not entered:
                    return None
                state = State(ctm=matrices.of(pattern.get("/Matrix", matrices.IDENTITY)))
                content, resources = self._recolour(
                    pattern.read_bytes(), pattern.get("/Resources"), state, luminosity=luminosity
                )
                if int(pattern.get("/PaintType", 1)) == 1:
                    content = (b"0 g 0 G\n" if luminosity else self.begin()) + content
            made = self._copied(pattern, content)
            made.Resources = resources
        else:
            made = self.pdf.make_indirect(pikepdf.Dictionary(dict(pattern.items())))
            made.Shading = self.shading(pattern.Shading, luminosity=luminosity)
            if "/ExtGState" in made:
                made.ExtGState = self.gstate(made.ExtGState)
        self._made[key] = made
        return made

    def gstate(self, gstate: Any) -> Any:
        """An ExtGState with its soft mask in grey."""
        key = ("gstate", gstate.objgen)
        if gstate.objgen != (0, 0) and key in self._made:
            return self._made[key]
        made = pikepdf.Dictionary(dict(gstate.items()))
        for device in ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2"):
            if device in made:
                del made[device]
        if not self.transparency and not _see_through(made, frozenset()):
            # What says that nothing is transparent says it in keys that PDF 1.3 does not know.
            for plain in ("/ca", "/CA", "/BM", "/SMask", "/AIS"):
                if plain in made:
                    del made[plain]
        mask = made.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), pikepdf.Stream):
            light = str(mask.get("/S")) == "/Luminosity"
            masking: Any = mask.G
            group = self.form(masking, State(), luminosity=light)
            remade = pikepdf.Dictionary(dict(mask.items()))
            if group is not None:
                remade.G = group
            if "/BC" in remade and len(remade.BC) == 3:
                remade.BC = pikepdf.Array(
                    [round(shadings.grey_of(*(float(value) for value in remade.BC)), 6)]
                )
            made.SMask = remade
        made = self.pdf.make_indirect(made)
        self._made[key] = made
        return made

    def named(self, space: Any) -> Any:
        """A Separation or DeviceN space whose alternate is of process inks."""
        key = ("space", space.objgen)
        if space.objgen != (0, 0) and key in self._made:
            return self._made[key]
        try:
            made = in_inks(self.pdf, space, self.inks)
        except (Unknown, ValueError, TypeError, AttributeError, IndexError) as unknown:
            self.tell("print-gradient-unconvertible", reason=str(unknown))
            made = space
        self._made[key] = made
        return made

    def font(self, font: Any) -> Any:
        """A font as it is, or with the glyphs of a Type 3 font in inks."""
        if str(font.get("/Subtype")) != "/Type3":
            return font
        key = ("font", font.objgen)
        if font.objgen != (0, 0) and key in self._made:
            return self._made[key]
        with self._inside(font) as entered:
            if not entered:
                return font
            made = pikepdf.Dictionary(dict(font.items()))
            programs, used = pikepdf.Dictionary(), pikepdf.Dictionary()
            for glyph, program in font.CharProcs.items():
                content, resources = self._recolour(
                    program.read_bytes(),
                    program.get("/Resources", font.get("/Resources")),
                    State(),
                    luminosity=False,
                )
                programs[glyph] = self.pdf.make_stream(content)
                for category, things in resources.items():
                    if category not in used:
                        used[category] = pikepdf.Dictionary()
                    for name, thing in things.items():
                        used[category][name] = thing
            made.CharProcs = programs
            made.Resources = used
        made = self.pdf.make_indirect(made)
        self._made[key] = made
        return made

    def picture(self, picture: pikepdf.Stream, ctm: Matrix) -> None:
        """An image, changed in place; `ctm` says how large it is placed."""
        del ctm
        if ("image", picture.objgen) in self._made:
            return
        try:
            self.pictures.convert(self.pdf, picture)
        except Unreadable as unreadable:
            self.tell("print-picture-unreadable", reason=str(unreadable))
        if not self.transparency:
            _drop_full_mask(picture)
        for key in ("/StructParent", "/OC", "/Alternates", "/OPI", "/Metadata", "/PieceInfo"):
            if key in picture:
                del picture[key]
        if picture.objgen != (0, 0):
            self._made["image", picture.objgen] = picture

    def overprint(self, wanted: tuple[bool, bool]) -> tuple[str, Any]:
        """The ExtGState that says which of fills and strokes overprint: its name and itself."""
        name = _OVERPRINTS[wanted]
        if name not in self._gstates:
            fill, stroke = wanted
            self._gstates[name] = self.pdf.make_indirect(
                pikepdf.Dictionary(
                    {"/Type": pikepdf.Name.ExtGState, "/OP": stroke, "/op": fill, "/OPM": 1}
                )
            )
        return name.decode(), self._gstates[name]

    def darkens(self, mixture: Mixture | None) -> bool:
        """Whether overprinting a colour must leave what lies beneath; asked for plates only."""
        return mixture is None

    def blend(self, darken: bool) -> tuple[str, Any]:
        """The ExtGState that keeps the darker of two, or ends that: its name and itself."""
        name = b"/PlateDarken" if darken else b"/PlateNormal"
        if name not in self._gstates:
            mode = pikepdf.Name.Darken if darken else pikepdf.Name.Normal
            self._gstates[name] = self.pdf.make_indirect(pikepdf.Dictionary(BM=mode))
        return name.decode(), self._gstates[name]

    def components(self, mixture: Mixture) -> bytes:
        """A colour's process inks as operands."""
        return b" ".join(number(value) for value in mixture.process)

    def spot(self, spot: str) -> tuple[str, Any]:
        """The Separation space of a spot ink: its resource name and itself."""
        key = ("spot", spot)
        if key not in self._made:
            self._made[key] = self.pdf.make_indirect(
                shadings.separation(spot, self.inks.spots[spot])
            )
        return f"/PressSpot{list(self.inks.spots).index(spot)}", self._made[key]


@dataclass(slots=True)
class _Recolouring:
    """One stream being read and written."""

    walk: Walk
    stream: _Stream
    state: State
    content: bytes
    luminosity: bool
    last: int = 0
    slot: int = -1
    """Where, before the path under construction, an operator may still be put."""
    path: Path = field(default_factory=Path)
    stack: list[State] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)
    """Those open, and whether each stays."""

    def run(self) -> None:
        """Read the stream to its end."""
        for operator, operands, start, end in syntax.operations(self.content):
            step = _STEPS.get(operator)
            if step is None:
                continue
            try:
                step(self, operator, operands, start, end)
            except (ValueError, IndexError, TypeError, AttributeError, KeyError) as error:
                if isinstance(error, syntax.Spoiled):
                    raise
                self.walk.tell(
                    "print-content-damaged",
                    reason=f"operator {operator.decode('latin-1')} at byte {start}: {error}",
                )
        self.stream.pieces.append(self.content[self.last :])
        self.stream.pieces.append(b"\nEMC" * sum(self.marks) + b"\nQ" * len(self.stack))

    def put(self, start: int, end: int, instead: bytes) -> None:
        """Write everything up to `start`, then something else in place of `start` to `end`."""
        self.stream.pieces.append(self.content[self.last : start])
        self.stream.pieces.append(instead)
        self.last = end

    # -- state -------------------------------------------------------------------------------

    def save(self, _operator: bytes, _operands: list[bytes], _start: int, _end: int) -> None:
        if len(self.stack) >= 4096:
            raise syntax.Spoiled("graphics states saved too deep", 0)
        self.stack.append(
            replace(
                self.state, fill=copy.copy(self.state.fill), stroke=copy.copy(self.state.stroke)
            )
        )

    def restore(self, _operator: bytes, _operands: list[bytes], start: int, end: int) -> None:
        if self.stack:
            self.state = self.stack.pop()
        else:
            self.put(start, end, b"")

    def concatenate(self, _operator: bytes, operands: list[bytes], _start: int, _end: int) -> None:
        self.state.ctm = matrices.times(matrices.of(map(float, operands)), self.state.ctm)

    def weigh(self, _operator: bytes, operands: list[bytes], _start: int, _end: int) -> None:
        self.state.width = float(operands[0])

    def render(self, _operator: bytes, operands: list[bytes], _start: int, _end: int) -> None:
        self.state.rendering = int(float(operands[0]))

    def set_gstate(self, _operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        name = syntax.name(operands[0])
        gstate = self.stream.find("/ExtGState", name)
        if gstate is None:
            self.put(start, end, b"")
            return
        if "/LW" in gstate:
            self.state.width = float(gstate.LW)
        self.state.see_through = _see_through(gstate, self.state.see_through)
        if "/OP" in gstate or "/op" in gstate:
            stroke = bool(gstate.get("/OP", self.state.overprint[1]))
            fill = bool(gstate.get("/op", gstate.get("/OP", self.state.overprint[0])))
            self.state.overprint = self.state.given = (fill, stroke)
        self.stream.use("/ExtGState", name, self.walk.gstate(gstate))

    def set_font(self, _operator: bytes, operands: list[bytes], _start: int, _end: int) -> None:
        name = syntax.name(operands[0])
        font = self.stream.find("/Font", name)
        if font is not None and name not in self.stream.used.get("/Font", {}):
            self.stream.use("/Font", name, self.walk.font(font))

    # -- marks -------------------------------------------------------------------------------

    def mark(self, operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        """Of all marks only those stay that say what a glyph stands for: words are found in
        the file of the printing house as in the readers'."""
        tells = (
            operator == b"BDC" and b"/ActualText" in operands[-1] and b"/MCID" not in operands[-1]
        )
        if operator == b"EMC":
            tells = bool(self.marks) and self.marks.pop()
        elif operator in _OPENING:
            self.marks.append(tells)
        if not tells:
            self.put(start, end, b"")

    # -- colour ------------------------------------------------------------------------------

    def set_device(self, operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        strokes = operator.isupper()
        values = [float(operand) for operand in operands]
        kind = {b"rg": "/DeviceRGB", b"g": "/DeviceGray", b"k": "/DeviceCMYK"}[operator.lower()]
        self._colour(kind, pikepdf.Name(kind), values, strokes, start, end)

    def set_space(self, operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        name = syntax.name(operands[0])
        strokes = operator == b"CS"
        space: Any = self.stream.find("/ColorSpace", name)
        if space is None:
            space = pikepdf.Name(name)
        kind = family(space)
        paint = Paint(None, space, kind, operands[0] + b" " + operator)
        if strokes:
            self.state.stroke = paint
        else:
            self.state.fill = paint
        if kind in _SPACES_CONVERTED:
            initial = {"/DeviceCMYK": [0.0, 0, 0, 1]}.get(kind, [0.0] * channels_of(space))
            self._colour(kind, space, initial, strokes, start, end)
        elif kind == "/Pattern":
            if isinstance(space, pikepdf.Array):
                under = space[1] if len(space) > 1 else None
                if under is not None and channels_of(under) in (1, 3, 4):
                    inked = pikepdf.Name.DeviceGray if self.luminosity else self.walk.blending
                    self.stream.use(
                        "/ColorSpace", name, pikepdf.Array([pikepdf.Name.Pattern, inked])
                    )
                else:
                    self.stream.use("/ColorSpace", name, space)
        elif kind in NAMED_SPACES:
            if not self.walk.keeps_spots:
                full = [1.0] * (len(space[1]) if kind == "/DeviceN" else 1)
                self._colour(kind, space, full, strokes, start, end)
                return
            self.stream.use("/ColorSpace", name, self.walk.named(space))
        elif kind:
            self.stream.use("/ColorSpace", name, space)

    def set_colour(self, operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        strokes = operator.isupper()
        paint = self.state.stroke if strokes else self.state.fill
        if operands and operands[-1].startswith(b"/"):
            name = syntax.name(operands[-1])
            pattern = self.stream.find("/Pattern", name)
            if pattern is not None:
                made = self.walk.pattern(pattern, luminosity=self.luminosity)
                if made is not None:
                    self.stream.use("/Pattern", name, made)
            paint.mixture = None
            if len(operands) > 1:
                under = paint.space[1]
                mixed = mix(under, [float(v) for v in operands[:-1]], self.walk.inks)
                if mixed is not None:
                    tail = b" " + operands[-1] + b" " + operator
                    self.put(start, end, self._components(mixed) + tail)
            return
        values = [float(operand) for operand in operands]
        named = paint.kind in NAMED_SPACES and not self.walk.keeps_spots
        if paint.kind in _SPACES_CONVERTED or named:
            self._colour(paint.kind, paint.space, values, strokes, start, end)
        else:
            paint.mixture = None

    def _colour(
        self, kind: str, space: Any, values: list[float], strokes: bool, start: int, end: int
    ) -> None:
        if self.luminosity:
            mixture: Mixture | None = None
            spelled = self._in_grey(kind, values) + (b" G" if strokes else b" g")
        else:
            mixture = mix(space, values, self.walk.inks)
            if mixture is None:
                return
            spelled = self._spelled(mixture, strokes)
        paint = Paint(mixture, space, kind, spelled)
        if strokes:
            self.state.stroke = paint
        else:
            self.state.fill = paint
        if self.slot >= 0:
            # Not legal between a path and its painting, but seen: it may stay there.
            self.slot = -1
        self.put(start, end, spelled)

    def _in_grey(self, kind: str, values: list[float]) -> bytes:
        if len(values) == 3 and kind != "/Lab":
            return number(shadings.grey_of(values[0], values[1], values[2]))
        if len(values) == 4:
            c, m, y, k = values
            return number(max(0.0, 1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k)))
        return number(values[0] / 100 if kind == "/Lab" else values[0])

    def _components(self, mixture: Mixture) -> bytes:
        if self.luminosity:
            c, m, y, k = mixture.process
            return number(max(0.0, 1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k)))
        return self.walk.components(mixture)

    def _spelled(self, mixture: Mixture, strokes: bool) -> bytes:
        if mixture.spot and self.walk.keeps_spots:
            name, space = self.walk.spot(mixture.spot)
            self.stream.use("/ColorSpace", name, space)
            tail = b" CS 1 SCN" if strokes else b" cs 1 scn"
            return name.encode() + tail
        return self.walk.components(mixture) + self.walk.operators[strokes]

    # -- painting ----------------------------------------------------------------------------

    def build(self, operator: bytes, operands: list[bytes], start: int, _end: int) -> None:
        if self.slot < 0:
            self.stream.pieces.append(self.content[self.last : start])
            self.last = start
            self.slot = len(self.stream.pieces)
            self.stream.pieces.append(b"")
            self.path = Path()
        self.path.build(operator, operands, self.state.ctm)

    def paint(self, operator: bytes, _operands: list[bytes], start: int, end: int) -> None:
        slot, self.slot = self.slot, -1
        fills, strokes = PAINTS[operator]
        if slot < 0 or self.luminosity or not (fills or strokes):
            return
        if not self.walk.overprints:
            self.stream.pieces[slot] = self._darken(fills, strokes)
            return
        if self.walk.foreign:
            return
        limits = self.walk.inks.printer
        thin = limits.lines.overprint_below.points
        state = self.state
        over_fill, over_stroke = state.given
        if fills and state.fill.mixture is not None:
            if state.fill.mixture.full_black and self.path.thickness < thin:
                over_fill = True
            elif state.fill.mixture.paper:
                over_fill = False
        if strokes and state.stroke.mixture is not None:
            weight = state.width * matrices.scale(state.ctm)
            if state.stroke.mixture.full_black and weight < thin:
                over_stroke = True
            elif state.stroke.mixture.paper:
                over_stroke = False
        before = self._overprint((over_fill, over_stroke), fills, strokes)
        rich = self._rich_black() if fills and not over_fill else None
        if rich:
            before += rich + b" "
            self.put(start, end, operator + b" " + state.fill.spelled)
        self.stream.pieces[slot] = before

    def _rich_black(self) -> bytes | None:
        recipe = self.walk.inks.printer.ink.rich_black
        mixture, around = self.state.fill.mixture, self.path.box
        if recipe is None or mixture is None or not mixture.full_black or around is None:
            return None
        if min(around.width, around.height) < recipe.larger_than.points:
            return None
        inks = (recipe.c, recipe.m, recipe.y, recipe.k)
        return b" ".join(number(value / 100) for value in inks) + b" k"

    def show(self, operator: bytes, _operands: list[bytes], start: int, _end: int) -> None:
        del operator
        if self.luminosity:
            return
        state = self.state
        fills, strokes = state.rendering in (0, 2, 4, 6), state.rendering in (1, 2, 5, 6)
        if not self.walk.overprints:
            said = self._darken(fills, strokes)
            if said:
                self.put(start, start, said)
            return
        if self.walk.foreign:
            return
        wanted = self.walk.inks.printer.text.overprint_black
        fill, stroke = state.fill.mixture, state.stroke.mixture
        over = (
            _over(state.given[0], fill, wanted) if fills else False,
            _over(state.given[1], stroke, wanted) if strokes else False,
        )
        said = self._overprint(over, fills, strokes)
        if said:
            self.put(start, start, said)

    def _overprint(self, wanted: tuple[bool, bool], fills: bool, strokes: bool) -> bytes:
        """What must be said so that the next object overprints as wanted, or nothing."""
        now = self.state.overprint
        wanted = (wanted[0] if fills else now[0], wanted[1] if strokes else now[1])
        if wanted == now:
            return b""
        name, gstate = self.walk.overprint(wanted)
        self.stream.use("/ExtGState", name, gstate)
        self.state.overprint = wanted
        return name.encode() + b" gs\n"

    def _darken(self, fills: bool, strokes: bool) -> bytes:
        """Overprint shown as a blend; said only where it changes."""
        state = self.state
        wanted = (fills and state.given[0] and self.walk.darkens(state.fill.mixture)) or (
            strokes and state.given[1] and self.walk.darkens(state.stroke.mixture)
        )
        if wanted == state.darkens:
            return b""
        state.darkens = wanted
        name, gstate = self.walk.blend(wanted)
        self.stream.use("/ExtGState", name, gstate)
        return name.encode() + b" gs\n"

    def shade(self, _operator: bytes, operands: list[bytes], start: int, _end: int) -> None:
        name = syntax.name(operands[0])
        shading = self.stream.find("/Shading", name)
        if shading is not None:
            made = self.walk.shading(shading, luminosity=self.luminosity)
            self.stream.use("/Shading", name, made)
        self._plain(start)

    def draw(self, _operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        name = syntax.name(operands[0])
        thing = self.stream.find("/XObject", name)
        if not isinstance(thing, pikepdf.Stream):
            self.put(start, end, b"")
            return
        self._plain(start)
        if str(thing.get("/Subtype")) == "/Image":
            self.walk.picture(thing, self.state.ctm)
            self.stream.use("/XObject", name, thing)
            return
        made = self.walk.form(thing, self.state, luminosity=self.luminosity)
        if made is None:
            self.put(start, end, b"")
        else:
            self.stream.use("/XObject", name, made)

    def inline(self, _operator: bytes, operands: list[bytes], start: int, end: int) -> None:
        """An inline image becomes an image like any other."""
        picture = self.walk.pdf.make_stream(operands[-1])
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        keys = operands[:-1]
        for key, value in zip(keys[::2], keys[1::2], strict=False):
            long_key = _INLINE_KEYS.get(key, syntax.name(key))
            if long_key in ("/ColorSpace", "/Filter") and not value.startswith(b"["):
                value = _INLINE_NAMES.get(value, value)
            elif long_key in ("/ColorSpace", "/Filter"):
                for short, full in _INLINE_NAMES.items():
                    value = _replace_name(value, short, full)
            parsed = pikepdf.Object.parse(value)
            if long_key == "/ColorSpace" and isinstance(parsed, pikepdf.Name):
                named = self.stream.find("/ColorSpace", str(parsed))
                parsed = parsed if named is None else named
            picture[long_key] = parsed
        self.walk.picture(picture, self.state.ctm)
        name = f"/PressImage{len(self.stream.pieces)}"
        self.stream.use("/XObject", name, picture)
        self._plain(start)
        self.put(start, end, name.encode() + b" Do")

    def _plain(self, start: int) -> None:
        """Pictures, gradients and forms are drawn without our overprint."""
        if not self.walk.overprints:
            if self.state.darkens and not self.luminosity:
                self.put(start, start, self._darken(fills=False, strokes=False))
            return
        if not self.luminosity and self.state.overprint != self.state.given:
            said = self._overprint(self.state.given, fills=True, strokes=True)
            self.put(start, start, said)


def _see_through(gstate: Any, known: frozenset[str]) -> frozenset[str]:
    """What makes things transparent after a graphics state was set."""
    now = set(known)
    for key in ("/ca", "/CA", "/BM", "/SMask"):
        if key in gstate:
            value = gstate[key]
            plain = str(value) in ("/Normal", "/Compatible", "/None")
            if key in ("/ca", "/CA"):
                plain = float(value) > 0.9999
            now = now - {key} if plain else now | {key}
    return frozenset(now)


def _over(given: bool, mixture: Mixture | None, wanted: bool) -> bool:
    if mixture is not None and mixture.paper:
        return False
    return given or (wanted and mixture is not None and mixture.full_black)


_SPACES_CONVERTED = frozenset(
    (*RGB_SPACES, "/DeviceGray", "/CalGray", "/DeviceCMYK", "/ICCBased", "/Lab", "/Indexed")
)


def _replace_name(value: bytes, short: bytes, full: bytes) -> bytes:
    words = value[1:-1].split()
    return b"[" + b" ".join(full if word == short else word for word in words) + b"]"


def _drop_full_mask(picture: pikepdf.Stream) -> None:
    """A soft mask that hides nothing needs no transparency."""
    mask = picture.get("/SMask")
    if isinstance(mask, pikepdf.Stream):
        try:
            hides = mask.read_bytes().strip(b"\xff")
        except pikepdf.PdfError:
            return
        if not hides:
            del picture["/SMask"]


_STEPS = {
    b"q": _Recolouring.save,
    b"Q": _Recolouring.restore,
    b"cm": _Recolouring.concatenate,
    b"w": _Recolouring.weigh,
    b"Tr": _Recolouring.render,
    b"gs": _Recolouring.set_gstate,
    b"Tf": _Recolouring.set_font,
    b"cs": _Recolouring.set_space,
    b"CS": _Recolouring.set_space,
    b"sh": _Recolouring.shade,
    b"Do": _Recolouring.draw,
    b"BI": _Recolouring.inline,
    **dict.fromkeys((b"rg", b"RG", b"g", b"G", b"k", b"K"), _Recolouring.set_device),
    **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), _Recolouring.set_colour),
    **dict.fromkeys(_MARKED, _Recolouring.mark),
    **dict.fromkeys(_SHOWS, _Recolouring.show),
    **dict.fromkeys(BUILDS, _Recolouring.build),
    **dict.fromkeys(PAINTS, _Recolouring.paint),
}
