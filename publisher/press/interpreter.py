"""One pass over each page, as a press would run it: what is drawn, where, in which inks.

Nothing is rendered. Streams, forms, patterns and soft masks of a foreign file may be broken or
hostile, so everything is counted: operators, depth, bytes. What is too much is said, not run.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.foreign import syntax
from publisher.foreign.streams import Damaged, TooLarge, filters_of, read_stream
from publisher.press import matrices, typecase
from publisher.press.cursor import MOVES, SETS, SHOWS, Cursor, TextState
from publisher.press.matrices import Matrix
from publisher.press.sheet import BLACK_GREY, Drawn, Placed, Seen, Shaded, Sheet, Text, Tint
from publisher.press.spaces import channels_of, family
from publisher.press.strokes import BUILDS, PAINTS, Path
from publisher.press.typecase import Face
from publisher.units import Box

DEEPEST = 32
_FORM = 40
"""What entering a form costs, in operators."""
MOST_OPERATORS = 8_000_000
MOST_ON_A_PAGE = 1_500_000
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_NO_PAINT = Tint("/Pattern", None)
_DEVICE_KEYS = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
_BLENDS = frozenset(
    [
        "Normal",
        "Compatible",
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
        "Hue",
        "Saturation",
        "Color",
        "Luminosity",
    ]
)
_KNOWN = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J "
    b"K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw "
    b"Tz v w W W* y ' \"".split()
)


class TooMuch(Exception):  # noqa: N818 - says what happened
    """The file asks for more work than any printed page needs."""


@dataclass(slots=True)
class State(TextState):
    """The graphics state, as far as checks need it. Copied whole at `q`."""

    ctm: Matrix = matrices.IDENTITY
    clip: Box | None = None
    fill: Tint = BLACK_GREY
    stroke: Tint = BLACK_GREY
    fill_space: Any = None
    stroke_space: Any = None
    pattern: Any = None
    width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    opm: int = 0
    see_through: dict[str, str] = field(default_factory=dict)
    """What makes things transparent now, by the key that said so; never changed in place."""
    face: int = -1


@dataclass(slots=True)
class Interpreter:
    """Runs the pages of one file; `faces` are its fonts in the order they were met."""

    faces: list[Face] = field(default_factory=list)
    operators: int = 0
    pixels: int = 0
    """Pixels of all different pictures, to know what rendering would cost."""
    _on_page: int = 0
    _known_faces: dict[Any, int] = field(default_factory=dict)
    _contents: dict[Any, list[syntax.Operation]] = field(default_factory=dict)
    _kept: int = 0
    _pictures: set[Any] = field(default_factory=set)
    _shapes: dict[Any, Box | None] = field(default_factory=dict)

    def run(self, page: pikepdf.Page, sheet: Sheet) -> None:
        """Fill the sheet with what its page draws."""
        self._on_page = 0
        state = State(clip=sheet.media)
        group = page.obj.get("/Group")
        _see_group(group, sheet, light=False)
        run = _Run(self, sheet, state, _resources(page))
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        pieces = []
        size = 0
        for part in parts[:4096]:
            if isinstance(part, pikepdf.Stream):
                piece = self.read(part, sheet)
                size += len(piece)
                if size > 2 * 64 * 2**20:
                    raise TooMuch(f"page {sheet.number} has more than 128 MB of content")
                pieces.append(piece)
        run.execute(self.parse(b"\n".join(pieces), sheet))

    def read(self, stream: pikepdf.Stream, sheet: Sheet) -> bytes:
        """The bytes of a stream; damage is noted on the sheet."""
        try:
            return read_stream(stream)
        except TooLarge as large:
            raise TooMuch(str(large)) from large
        except Damaged as damaged:
            sheet.faults.append(Seen(str(damaged)))
            return b""

    def parse(self, content: bytes, sheet: Sheet) -> list[syntax.Operation]:
        """The operations of a content stream; damage is noted on the sheet."""
        found: list[syntax.Operation] = []
        room = MOST_ON_A_PAGE
        try:
            for operation in syntax.operations(content):
                found.append(operation)
                if len(found) > room:
                    raise TooMuch(f"page {sheet.number} has more than {room} operators")
        except syntax.Spoiled as spoiled:
            sheet.faults.append(Seen(str(spoiled)))
        return found

    def content_of(self, stream: pikepdf.Stream, sheet: Sheet) -> list[syntax.Operation]:
        """The operations of a form or pattern, kept while they are not too many."""
        key = stream.objgen
        if key != (0, 0) and key in self._contents:
            return self._contents[key]
        found = self.parse(self.read(stream, sheet), sheet)
        if key != (0, 0) and self._kept + len(found) < 300_000:
            self._kept += len(found)
            self._contents[key] = found
        return found

    def shape_of(self, form: pikepdf.Stream, sheet: Sheet) -> Box | None:
        """The box of a form that only fills one path, such as an outlined glyph, in its own
        space; None for any other form."""
        key = form.objgen
        if key not in self._shapes:
            shape = None
            if key != (0, 0) and "/Group" not in form and "/Matrix" not in form:
                shape = _shape(self.content_of(form, sheet))
            self._shapes[key] = shape
        return self._shapes[key]

    def count(self, operators: int, sheet: Sheet) -> None:
        """Count work; raise `TooMuch` beyond the limits."""
        self.operators += operators
        self._on_page += operators
        if self._on_page > MOST_ON_A_PAGE or self.operators > MOST_OPERATORS:
            raise TooMuch(f"page {sheet.number} asks for more than {self._on_page} operators")

    def face(self, font: Any) -> int:
        """The index of a font in `faces`."""
        key = font.objgen if font.objgen != (0, 0) else id(font)
        if key not in self._known_faces:
            self._known_faces[key] = len(self.faces)
            self.faces.append(typecase.read_face(font))
        return self._known_faces[key]

    def weigh_picture(self, picture: pikepdf.Stream, width: int, height: int) -> None:
        """Add a picture's pixels once."""
        if picture.objgen not in self._pictures:
            self._pictures.add(picture.objgen)
            self.pixels += max(0, width) * max(0, height)


def _resources(page: pikepdf.Page) -> Any:
    try:
        return page.resources
    except (AttributeError, KeyError, pikepdf.PdfError, RuntimeError):
        return None


def _see_group(group: Any, sheet: Sheet, *, light: bool, box: Box | None = None) -> None:
    if isinstance(group, pikepdf.Dictionary):
        space = family(group.get("/CS"))
        if space:
            sheet.groups.setdefault((space, light), box)


@dataclass(slots=True)
class _Run(Cursor):
    """One stream being run."""

    machine: Interpreter
    sheet: Sheet
    state: State
    resources: Any
    depth: int = 0
    active: tuple[Any, ...] = ()
    light: bool = False
    """Whether this only makes a soft mask."""
    over: Box | None = None
    """Where it shows, when it is the tile of a pattern."""
    stack: list[State] = field(default_factory=list)
    path: Path | None = None
    clipping: bool = False
    base: Matrix = matrices.IDENTITY
    found: dict[tuple[str, str], Any] = field(default_factory=dict)
    gstates: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = self.state.ctm

    def execute(self, operations: list[syntax.Operation]) -> None:
        """Run the operations; what makes no sense is noted and passed over."""
        self.machine.count(len(operations), self.sheet)
        steps = _STEPS
        ignored = 0
        for operator, operands, start, _ in operations:
            step = steps.get(operator)
            if step is None:
                if operator == b"BX":
                    ignored += 1
                elif operator == b"EX":
                    ignored -= 1
                elif operator not in _KNOWN and not ignored:
                    self._fault(f"unknown operator `{operator[:20].decode('latin-1')}`")
                continue
            try:
                step(self, operator, operands)
            except TooMuch:
                raise
            except (ValueError, IndexError, TypeError, KeyError, AttributeError, OverflowError):
                said = operator.decode("latin-1")
                self._fault(f"operator `{said}` with operands it can't take, at byte {start}")
            except (pikepdf.PdfError, RuntimeError) as error:
                self._fault(str(error)[:120])
        if self.stack:
            self._fault(f"{len(self.stack)} `q` without `Q`")

    def _fault(self, what: str) -> None:
        if len(self.sheet.faults) < 50:
            self.sheet.faults.append(Seen(what, self.over))

    def find(self, category: str, name: str) -> Any:
        """A resource by its name; one that is missing is noted once."""
        key = (category, name)
        if key not in self.found:
            group = self.resources.get(category) if self.resources is not None else None
            thing = group.get(name) if isinstance(group, pikepdf.Dictionary) else None
            if thing is None and not (category == "/ColorSpace" and name in _DEVICE_SPACES):
                self.sheet.missing.setdefault(f"{category[1:]} {name}", self.over)
            self.found[key] = thing
        return self.found[key]

    # -- state -------------------------------------------------------------------------------

    def save(self, _operator: bytes, _operands: list[bytes]) -> None:
        if len(self.stack) >= 10_000:
            raise TooMuch("graphics states saved too deep")
        self.stack.append(copy.copy(self.state))

    def restore(self, _operator: bytes, _operands: list[bytes]) -> None:
        if self.stack:
            self.state = self.stack.pop()
        else:
            self._fault("`Q` without `q`")

    def concatenate(self, _operator: bytes, operands: list[bytes]) -> None:
        a, b, c, d, e, f = operands
        matrix = (float(a), float(b), float(c), float(d), float(e), float(f))
        self.state.ctm = matrices.times(matrix, self.state.ctm)

    def weigh(self, _operator: bytes, operands: list[bytes]) -> None:
        self.state.width = float(operands[0])

    def set_gstate(self, _operator: bytes, operands: list[bytes]) -> None:
        name = syntax.name(operands[0])
        said = self.gstates.get(name)
        if said is None:
            gstate = self.find("/ExtGState", name)
            said = _read_gstate(gstate) if isinstance(gstate, pikepdf.Dictionary) else {}
            self.gstates[name] = said
        state = self.state
        for key, value in said.items():
            if key == "LW":
                state.width = value
            elif key == "op":
                state.fill_overprint = value
            elif key == "OP":
                state.stroke_overprint = value
            elif key == "OPM":
                state.opm = value
            elif key == "transparent":
                state.see_through = {**state.see_through, **value}
            elif key == "BM":
                for blend in value:
                    if blend not in _BLENDS:
                        self.sheet.blends.setdefault(blend, self._shown())
            elif key == "devices":
                for device in value:
                    self.sheet.devices.setdefault(device, None)
            elif key == "mask":
                self._soft_mask(value)
            elif key == "font":
                state.face, state.size = self.machine.face(value[0]), value[1]
                self.sheet.fonts.add(state.face)

    def _see_through(self, box: Box | None, *, strokes: bool = False) -> None:
        """Note that something was painted transparently."""
        if self.state.see_through and not self.light and len(self.sheet.transparent) < 500:
            passed = "/ca" if strokes else "/CA"
            for key, what in self.state.see_through.items():
                if what and key != passed:
                    self.sheet.transparent.append(Seen(what, box))

    def _shown(self) -> Box | None:
        return self.over or self.state.clip

    def _soft_mask(self, mask: Any) -> None:
        group = mask.get("/G")
        if isinstance(group, pikepdf.Stream):
            light = str(mask.get("/S")) == "/Luminosity"
            self._form(group, light=light)

    # -- colour ------------------------------------------------------------------------------

    def set_device(self, operator: bytes, operands: list[bytes]) -> None:
        values = [float(operand) for operand in operands]
        lower = operator.lower()
        if lower == b"k":
            tint = _process(values)
            kind = "/DeviceCMYK"
        elif lower == b"g":
            tint = _grey(values[0])
            kind = "/DeviceGray"
        else:
            tint = Tint("/DeviceRGB", None)
            kind = "/DeviceRGB"
        self._paint(operator.isupper(), tint, pikepdf_name(kind))

    def _paint(self, strokes: bool, tint: Tint, space: Any) -> None:
        if strokes:
            self.state.stroke, self.state.stroke_space = tint, space
        else:
            self.state.fill, self.state.fill_space = tint, space
            self.state.pattern = None

    def set_space(self, operator: bytes, operands: list[bytes]) -> None:
        name = syntax.name(operands[0])
        space = _DEVICE_SPACES.get(name)
        if space is None:
            space = self.find("/ColorSpace", name)
        kind = family(space)
        initial = [0.0] * channels_of(space)
        if kind == "/DeviceCMYK":
            initial = [0.0, 0.0, 0.0, 1.0]
        elif kind in ("/Separation", "/DeviceN"):
            initial = [1.0] * channels_of(space)
        self._paint(operator == b"CS", self._tint(space, initial), space)

    def set_colour(self, operator: bytes, operands: list[bytes]) -> None:
        strokes = operator.isupper()
        space = self.state.stroke_space if strokes else self.state.fill_space
        if operands and operands[-1].startswith(b"/"):
            pattern = self.find("/Pattern", syntax.name(operands[-1]))
            tint = _NO_PAINT
            if len(operands) > 1 and isinstance(space, pikepdf.Array) and len(space) > 1:
                tint = self._tint(space[1], [float(value) for value in operands[:-1]])
            self._paint(strokes, tint, space)
            if not strokes:
                self.state.pattern = pattern
            elif pattern is not None:
                self._pattern(pattern, self._shown())
            return
        values = [float(operand) for operand in operands]
        self._paint(strokes, self._tint(space, values), space)

    def _tint(self, space: Any, values: list[float]) -> Tint:
        kind = family(space)
        if kind in ("/DeviceCMYK", "/CMYK"):
            return _process(values)
        if kind in ("/DeviceGray", "/G"):
            return _grey(values[0])
        if kind == "/Separation":
            ink = str(space[1])[1:]
            if ink == "None":
                return Tint(kind, ())
            return Tint(kind, ((ink, values[0]),) if values[0] > 0 else ())
        if kind == "/DeviceN":
            inks = [str(name)[1:] for name in space[1]]
            pairs = zip(inks, values, strict=False)
            return Tint(kind, tuple((ink, v) for ink, v in pairs if v > 0 and ink != "None"))
        return Tint(kind or "/Unknown", None)

    def use_tint(self, tint: Tint, what: str, box: Box | None) -> None:
        """Note that a colour was really used, and where first."""
        if self.light:
            return
        self.sheet.spaces.setdefault((tint.kind, what), box)
        if tint.kind in ("/Separation", "/DeviceN") and tint.inks:
            for ink, _ in tint.inks:
                if ink == "All":
                    if box is not None:
                        self.sheet.everywhere.append(box)
                elif ink not in _PROCESS:
                    self.sheet.spots.setdefault(ink, box)

    # -- paths -------------------------------------------------------------------------------

    def build(self, operator: bytes, operands: list[bytes]) -> None:
        if self.path is None:
            self.path = Path()
        self.path.build(operator, operands, self.state.ctm)

    def clip(self, _operator: bytes, _operands: list[bytes]) -> None:
        self.clipping = True

    def paint(self, operator: bytes, _operands: list[bytes]) -> None:
        path, self.path = self.path, None
        clipping, self.clipping = self.clipping, False
        if path is None:
            return
        around = path.box
        state = self.state
        fills, strokes = PAINTS[operator]
        if around is not None and (fills or strokes) and not self.light:
            self._draw(path, around, fills, strokes)
        if clipping and around is not None:
            state.clip = _cut(around, state.clip)

    def _draw(self, path: Path, around: Box, fills: bool, strokes: bool) -> None:
        state = self.state
        weight = state.width * matrices.scale(state.ctm) if strokes else 0.0
        reach = Box(
            around.left - weight / 2,
            around.bottom - weight / 2,
            around.right + weight / 2,
            around.top + weight / 2,
        )
        box = self.over or _cut(reach, state.clip)
        if box is None or box.right < box.left or box.top < box.bottom:
            return
        if fills:
            self._see_through(box)
            self.use_tint(state.fill, "path", box)
            if state.pattern is not None:
                self._pattern(state.pattern, box)
        if strokes:
            self._see_through(box, strokes=True)
            self.use_tint(state.stroke, "path", box)
        self.sheet.drawn.append(
            Drawn(
                box,
                state.fill if fills else None,
                state.stroke if strokes else None,
                weight,
                tuple(path.sides) if fills else (),
                bool(path.rectangles) and not path.curved and not path.straight_parts,
                state.fill_overprint,
                state.stroke_overprint,
                state.opm,
            )
        )

    def _pattern(self, pattern: Any, box: Box | None) -> None:
        """Look once into what a pattern is made of."""
        if not isinstance(pattern, pikepdf.Dictionary | pikepdf.Stream):
            return
        if pattern.objgen in self.active or self.depth >= DEEPEST:
            self._fault("a pattern that draws itself")
            return
        if isinstance(pattern, pikepdf.Stream):
            state = State(ctm=matrices.of(pattern.get("/Matrix", matrices.IDENTITY)))
            if int(pattern.get("/PaintType", 1)) == 2:
                state.fill = state.stroke = self.state.fill
            self._nested(pattern, state, over=box or self._shown())
        else:
            shading = pattern.get("/Shading")
            if shading is not None:
                self._shading(shading, box)

    def shade(self, _operator: bytes, operands: list[bytes]) -> None:
        shading = self.find("/Shading", syntax.name(operands[0]))
        if shading is not None:
            self._shading(shading, self._shown())

    def _shading(self, shading: Any, box: Box | None) -> None:
        space = shading.get("/ColorSpace")
        kind = family(space)
        if self.light:
            return
        self._see_through(box)
        self.sheet.spaces.setdefault((kind, "gradient"), box)
        self._see_inks(space, box)
        if box is not None:
            self.sheet.shaded.append(Shaded(box, kind))

    def _see_inks(self, space: Any, box: Box | None) -> None:
        kind = family(space)
        if kind == "/Separation":
            self.use_tint(Tint(kind, ((str(space[1])[1:], 1.0),)), "gradient", box)
        elif kind == "/DeviceN":
            inks = tuple((str(name)[1:], 1.0) for name in space[1])
            self.use_tint(Tint(kind, inks), "gradient", box)

    # -- text --------------------------------------------------------------------------------

    def set_font(self, _operator: bytes, operands: list[bytes]) -> None:
        font = self.find("/Font", syntax.name(operands[0]))
        self.state.size = float(operands[1])
        if isinstance(font, pikepdf.Dictionary):
            self.state.face = self.machine.face(font)
            self.sheet.fonts.add(self.state.face)
        else:
            self.state.face = -1

    def set_text(self, operator: bytes, operands: list[bytes]) -> None:
        self.state.set(operator, float(operands[0]))

    def place_text(self, operator: bytes, operands: list[bytes]) -> None:
        self.move_text(self.state, operator, operands)

    def show(self, operator: bytes, operands: list[bytes]) -> None:
        state = self.state
        self.begin_show(state, operator, operands)
        face = self.machine.faces[state.face] if state.face >= 0 else None
        if face is None:
            self._fault("text shown without a font")
            return
        parts = syntax.pieces(operands[0]) if operator == b"TJ" else [operands[-1]]
        unit = face.matrix[0] if face.kind == "/Type3" else 0.001
        total, missing, glyphs = 0.0, 0, 0
        for part in parts:
            if part[:1] in b"<(":
                width, count, spaces, lost = face.measure(syntax.text_bytes(part))
                total += width * unit * state.size + count * state.letter + spaces * state.word
                missing += lost
                glyphs += count
            else:
                total -= float(part) / 1000 * state.size
        advance = total * state.stretch
        if glyphs:
            self._show(advance, missing)
        self.advance(advance)

    def _show(self, advance: float, missing: int) -> None:
        state = self.state
        whole = matrices.times(self.matrix, state.ctm)
        size = state.size * math.hypot(whole[2], whole[3])
        low, high = state.rise - 0.2 * state.size, state.rise + 0.75 * state.size
        full = matrices.box(whole, 0, low, advance, high)
        box = self.over or _cut(full, state.clip)
        if box is None:
            return
        mode = state.rendering
        strokes_only = mode in (1, 5)
        visible = mode not in (3, 7) and not self.light
        tint = state.stroke if strokes_only else state.fill
        if missing:
            self.sheet.notdef.setdefault(state.face, box)
        if not visible or box.right <= box.left or box.top <= box.bottom:
            return
        self._see_through(box, strokes=strokes_only)
        self.use_tint(tint, "text", box)
        if mode in (2, 6):
            self.use_tint(state.stroke, "text", box)
        overprint = state.stroke_overprint if strokes_only else state.fill_overprint
        knocks = False
        if tint.black_alone and not (overprint and state.opm == 1):
            knocks = any(
                under.box.meets(box)
                for under in self.sheet.drawn
                if under.fill is not None and not under.fill.paper
            )
            knocks = knocks or any(under.box.meets(box) for under in self.sheet.placed)
            knocks = knocks or any(under.box.meets(box) for under in self.sheet.shaded)
        self.sheet.texts.append(
            Text(box, abs(size), tint, overprint, state.opm, state.face, visible, knocks)
        )

    # -- pictures and forms ------------------------------------------------------------------

    def draw(self, _operator: bytes, operands: list[bytes]) -> None:
        thing = self.find("/XObject", syntax.name(operands[0]))
        if not isinstance(thing, pikepdf.Stream):
            return
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            self._picture(thing)
        elif kind == "/Form":
            if "/OC" in thing:
                self.sheet.layers = True
            self._form(thing, light=self.light)
        else:
            self._fault(f"an XObject of kind `{kind}`")

    def _form(self, form: pikepdf.Stream, *, light: bool) -> None:
        shape = self.machine.shape_of(form, self.sheet)
        if shape is not None and self.state.pattern is None:
            self._stamp(shape)
            return
        if form.objgen in self.active or self.depth >= DEEPEST:
            self._fault("a form that draws itself")
            return
        state = copy.copy(self.state)
        state.ctm = matrices.times(
            matrices.of(form.get("/Matrix", matrices.IDENTITY)), self.state.ctm
        )
        bounds = form.get("/BBox")
        if isinstance(bounds, pikepdf.Array) and len(bounds) == 4:
            left, bottom, right, top = (float(value) for value in bounds)
            state.clip = _cut(matrices.box(state.ctm, left, bottom, right, top), state.clip)
        _see_group(form.get("/Group"), self.sheet, light=light, box=state.clip)
        if "/Group" not in form or light or not any(state.see_through.values()):
            self._nested(form, state, over=self.over, light=light)
            return
        # The group is transparent as a whole: it lies where its parts do, not where its BBox does.
        state.see_through = {}
        before = self.sheet.lengths
        self._nested(form, state, over=self.over, light=light)
        self._see_through(self.sheet.around_since(before) or state.clip)

    def _stamp(self, shape: Box) -> None:
        """Draw a form that only fills one path."""
        state = self.state
        placed = matrices.box(state.ctm, shape.left, shape.bottom, shape.right, shape.top)
        box = self.over or _cut(placed, state.clip)
        if self.light or box is None:
            return
        self._see_through(box)
        self.use_tint(state.fill, "path", box)
        over = state.fill_overprint
        self.sheet.drawn.append(Drawn(box, state.fill, None, 0.0, (), False, over, over, state.opm))

    def _nested(
        self, stream: pikepdf.Stream, state: State, *, over: Box | None, light: bool = False
    ) -> None:
        self.machine.count(_FORM, self.sheet)
        resources = stream.get("/Resources")
        inner = _Run(
            self.machine,
            self.sheet,
            state,
            resources if isinstance(resources, pikepdf.Dictionary) else self.resources,
            depth=self.depth + 1,
            active=(*self.active, stream.objgen),
            light=light,
            over=over,
        )
        inner.execute(self.machine.content_of(stream, self.sheet))

    def _picture(self, picture: pikepdf.Stream) -> None:
        width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
        self.machine.weigh_picture(picture, width, height)
        stencil = bool(picture.get("/ImageMask", False))
        space = picture.get("/ColorSpace")
        kind = family(space)
        if kind in ("/Indexed", "/I") and isinstance(space, pikepdf.Array):
            kind = family(space[1])
        if not kind and not stencil:
            kind = "/JPXDecode" if "/JPXDecode" in filters_of(picture) else "/Unknown"
        self._see_through(self._image_box())
        self._place(width, height, int(picture.get("/BitsPerComponent", 8)), stencil, kind)
        self._see_inks(space, self._shown())
        mask = picture.get("/SMask")
        if isinstance(mask, pikepdf.Stream) and not self.light:
            self.sheet.transparent.append(Seen("a picture with a soft mask", self._image_box()))

    def _image_box(self) -> Box | None:
        return self.over or _cut(matrices.box(self.state.ctm, 0, 0, 1, 1), self.state.clip)

    def _place(self, width: int, height: int, bits: int, stencil: bool, kind: str) -> None:
        a, b, c, d, _, _ = self.state.ctm
        box = self._image_box()
        if box is None or self.light:
            return
        if stencil:
            self.use_tint(self.state.fill, "picture", box)
        else:
            self.sheet.spaces.setdefault((kind, "picture"), box)
        across, along = math.hypot(a, b), math.hypot(c, d)
        self.sheet.placed.append(
            Placed(
                box,
                width,
                height,
                72 * width / across if across else math.inf,
                72 * height / along if along else math.inf,
                bits,
                stencil,
                kind,
                (a == d == 0) or (b == c == 0),
            )
        )

    def inline(self, _operator: bytes, operands: list[bytes]) -> None:
        said = dict(zip(operands[:-1:2], operands[1:-1:2], strict=False))

        def entry(short: bytes, long: bytes, otherwise: bytes) -> bytes:
            return said.get(short, said.get(long, otherwise))

        stencil = entry(b"/IM", b"/ImageMask", b"false") == b"true"
        named = syntax.name(entry(b"/CS", b"/ColorSpace", b"/DeviceGray").strip(b"[ "))
        kind = {"/RGB": "/DeviceRGB", "/G": "/DeviceGray", "/CMYK": "/DeviceCMYK"}.get(named, named)
        if kind.startswith("/") and kind not in _DEVICE_SPACES and not stencil:
            space = self.find("/ColorSpace", kind)
            kind = family(space) or kind
        self._place(
            int(entry(b"/W", b"/Width", b"0")),
            int(entry(b"/H", b"/Height", b"0")),
            1 if stencil else int(entry(b"/BPC", b"/BitsPerComponent", b"8")),
            stencil,
            kind,
        )

    def mark(self, _operator: bytes, operands: list[bytes]) -> None:
        if operands and operands[0] == b"/OC":
            self.sheet.layers = True


def _shape(operations: list[syntax.Operation]) -> Box | None:
    """The box of a stream that builds one path and fills it, else None."""
    path = Path()
    for operator, operands, _, _ in operations[:-1]:
        if operator not in BUILDS or operator == b"re":
            return None
        try:
            path.build(operator, operands, matrices.IDENTITY)
        except (ValueError, TypeError):
            return None
    fills = bool(operations) and operations[-1].operator in (b"f", b"f*")
    return path.box if fills else None


def _cut(box: Box, clip: Box | None) -> Box | None:
    """The part of a box that shows; None where nothing does."""
    if clip is None:
        return box
    left, bottom = max(box.left, clip.left), max(box.bottom, clip.bottom)
    right, top = min(box.right, clip.right), min(box.top, clip.top)
    if right < left or top < bottom:
        return Box(left, bottom, left, bottom)
    return Box(left, bottom, right, top)


def _process(values: list[float]) -> Tint:
    c, m, y, k = values
    pairs = (("Cyan", c), ("Magenta", m), ("Yellow", y), ("Black", k))
    return Tint("/DeviceCMYK", tuple((ink, share) for ink, share in pairs if share > 0))


def _grey(value: float) -> Tint:
    return Tint("/DeviceGray", (("Black", 1 - value),) if value < 1 else ())


def _read_gstate(gstate: Any) -> dict[str, Any]:
    """What an ExtGState changes, in words of our own."""
    said: dict[str, Any] = {}
    if "/LW" in gstate:
        said["LW"] = float(gstate.LW)
    if "/OP" in gstate:
        said["OP"] = bool(gstate.OP)
        said["op"] = bool(gstate.OP)
    if "/op" in gstate:
        said["op"] = bool(gstate["/op"])
    if "/OPM" in gstate:
        said["OPM"] = int(gstate.OPM)
    transparent: dict[str, str] = {}
    for key in ("/ca", "/CA"):
        if key in gstate:
            opacity = float(gstate[key])
            transparent[key] = f"opacity {opacity:.2f}" if opacity < 0.9999 else ""
    blend = gstate.get("/BM")
    if blend is not None:
        names = list(blend) if isinstance(blend, pikepdf.Array) else [blend]
        said["BM"] = [str(name).removeprefix("/") for name in names]
        plain = not said["BM"] or said["BM"][0] in ("Normal", "Compatible")
        transparent["/BM"] = "" if plain else f"blend mode {said['BM'][0]}"
    mask = gstate.get("/SMask")
    if mask is not None:
        transparent["/SMask"] = "a soft mask" if isinstance(mask, pikepdf.Dictionary) else ""
        if isinstance(mask, pikepdf.Dictionary):
            said["mask"] = mask
    if transparent:
        said["transparent"] = transparent
    devices = [
        key[1:]
        for key in _DEVICE_KEYS
        if key in gstate
        and not (key in ("/TR2", "/BG2", "/UCR2", "/HT") and str(gstate[key]) == "/Default")
    ]
    if devices:
        said["devices"] = devices
    font = gstate.get("/Font")
    if isinstance(font, pikepdf.Array) and len(font) == 2:
        said["font"] = (font[0], float(font[1]))
    return said


def pikepdf_name(kind: str) -> Any:
    """A device space as pikepdf knows it."""
    return _DEVICE_SPACES[kind]


_DEVICE_SPACES: dict[str, Any] = {
    name: pikepdf.Name(name) for name in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern")
}

_STEPS = {
    b"q": _Run.save,
    b"Q": _Run.restore,
    b"cm": _Run.concatenate,
    b"w": _Run.weigh,
    b"gs": _Run.set_gstate,
    b"cs": _Run.set_space,
    b"CS": _Run.set_space,
    b"W": _Run.clip,
    b"W*": _Run.clip,
    b"sh": _Run.shade,
    b"Tf": _Run.set_font,
    b"Do": _Run.draw,
    b"BI": _Run.inline,
    b"BDC": _Run.mark,
    **dict.fromkeys((b"rg", b"RG", b"g", b"G", b"k", b"K"), _Run.set_device),
    **dict.fromkeys((b"sc", b"SC", b"scn", b"SCN"), _Run.set_colour),
    **dict.fromkeys(MOVES, _Run.place_text),
    **dict.fromkeys(SETS, _Run.set_text),
    **dict.fromkeys(SHOWS, _Run.show),
    **dict.fromkeys(BUILDS, _Run.build),
    **dict.fromkeys(PAINTS, _Run.paint),
}
