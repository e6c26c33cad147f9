"""Everything a page draws with: each thing looked at once, unpacked with limits, cleaned.

Tags, layers, scripts, metadata and private notes of other programs are taken off. What can't be
unpacked, leads outside the file, hides on a layer or would draw without end is refused.
"""

from __future__ import annotations

import io
import math
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from PIL import Image

from publisher.foreign import syntax
from publisher.foreign.layers import name_if_hidden
from publisher.foreign.streams import Damaged, TooLarge, filters_of, read_stream
from publisher.foreign.unfit import Unfit

MOST_OBJECTS = 60_000
MOST_BYTES = 640 * 2**20
"""Of all streams of a page, unpacked."""
MOST_PIXELS = 120_000_000
MOST_OPERATIONS = 3_000_000
"""Of a page with all it draws, counted as often as it is drawn."""
MOST_TILES = 200_000
DEEPEST = 20
_CHUNK = 1 << 20
_DROPPED = (
    "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OC", "/OPI", "/Alternates",
    "/LastModified", "/Measure", "/PtData", "/AF", "/Ref",
)  # fmt: skip
_MARKS = frozenset((b"BMC", b"BDC", b"EMC", b"MP", b"DP"))
_ELSEWHERE = frozenset(("/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot", "/Annot"))
_DECODED_ELSEWHERE = frozenset(("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"))
_Number = tuple[int, int]


@dataclass(slots=True)
class _Drawing:
    """A content stream: its operations, and how often it draws which form or pattern."""

    operations: int
    draws: Counter[_Number] = field(default_factory=Counter)


@dataclass(slots=True)
class Cleaner:
    """Cleans what one page draws with, in place."""

    pdf: pikepdf.Pdf
    hidden: frozenset[_Number] = frozenset()
    see_through: bool = False
    """Whether anything on the page lets shine through what lies beneath."""
    _bytes: int = 0
    _seen: set[_Number] = field(default_factory=set)
    _glyphs: set[_Number] = field(default_factory=set)
    _drawings: dict[_Number, _Drawing] = field(default_factory=dict)

    def clean(self, form: Any) -> None:
        """Clean a form and everything it leads to; `Unfit` where it can't be placed."""
        waiting: list[Any] = [form]
        count = 0
        while waiting:
            thing = waiting.pop()
            count += 1
            if count > MOST_OBJECTS:
                raise Unfit("insert-too-heavy", reason=f"{MOST_OBJECTS} objects")
            if isinstance(thing, pikepdf.Array):
                waiting.extend(self._inner(item) for item in thing)
                continue
            if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if thing.objgen != (0, 0):
                if thing.objgen in self._seen:
                    continue
                self._seen.add(thing.objgen)
            self._take_off(thing)
            if isinstance(thing, pikepdf.Stream):
                self._stream(thing)
            waiting.extend(self._inner(value) for _, value in thing.items())
        self._weigh(form.objgen)

    @staticmethod
    def _inner(value: Any) -> Any:
        return value if isinstance(value, pikepdf.Object) else None

    def _take_off(self, thing: Any) -> None:
        resources = thing.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary) and "/Properties" in resources:
            for _, layer in resources.Properties.items():
                self._refuse_hidden(layer)
            del resources["/Properties"]
        if isinstance(thing, pikepdf.Stream):
            self._refuse_hidden(thing.get("/OC"))
            for key in _DROPPED:
                if key in thing:
                    del thing[key]
        if isinstance(programs := thing.get("/CharProcs"), pikepdf.Dictionary):
            self._glyphs.update(
                program.objgen
                for _, program in programs.items()
                if isinstance(program, pikepdf.Stream)
            )
        for key in list(thing.keys()):
            value = thing[key]
            if isinstance(value, pikepdf.Dictionary) and (
                str(value.get("/Type", "")) in _ELSEWHERE
            ):
                del thing[key]
        self._look_through(thing)

    def _refuse_hidden(self, layer: Any) -> None:
        if name := name_if_hidden(layer, self.hidden):
            raise Unfit("insert-layer-hidden", layer=name)

    def _look_through(self, thing: Any) -> None:
        for key in ("/ca", "/CA"):
            value = thing.get(key)
            if isinstance(value, int | float) or hasattr(value, "as_integer_ratio"):
                self.see_through |= float(value) < 0.9999
        if "/BM" in thing and str(thing["/BM"]) not in ("/Normal", "/Compatible"):
            self.see_through = True
        if isinstance(thing.get("/SMask"), pikepdf.Dictionary | pikepdf.Stream):
            self.see_through = True
        if "/SMaskInData" in thing and int(thing["/SMaskInData"]):
            self.see_through = True

    # -- streams -------------------------------------------------------------------------------

    def _stream(self, stream: Any) -> None:
        if "/F" in stream:
            raise Unfit("insert-external")
        subtype = str(stream.get("/Subtype", ""))
        if subtype == "/PS" or str(stream.get("/Subtype2", "")) == "/PS":
            raise Unfit("insert-postscript")
        if subtype == "/Image":
            self._picture(stream)
        elif subtype == "/Form" or "/PatternType" in stream or stream.objgen in self._glyphs:
            self._content(stream)
        else:
            self._measure(stream)

    def unpacked(self, stream: Any) -> bytes:
        """The bytes of a content stream; `Unfit` where they can't be had."""
        try:
            content = read_stream(stream)
        except TooLarge as error:
            raise Unfit("insert-too-heavy", reason=str(error)) from error
        except Damaged as error:
            raise Unfit("insert-damaged", reason=str(error)[:160]) from error
        self._count(len(content))
        return content

    def _content(self, stream: Any) -> None:
        content, drawing = _plain(self.unpacked(stream), stream.get("/Resources"))
        self._drawings[stream.objgen] = drawing
        stream.write(content)
        if "/PatternType" in stream:
            self._tiles(stream)

    def _tiles(self, pattern: Any) -> None:
        across, up = abs(float(pattern.get("/XStep", 1))), abs(float(pattern.get("/YStep", 1)))
        matrix = [float(value) for value in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0])]
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        tile = across * up * scale
        if not math.isfinite(tile) or tile * MOST_TILES < 842 * 595:
            raise Unfit("insert-too-heavy", reason="a pattern of too many tiles")

    def _picture(self, picture: Any) -> None:
        width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
        if width <= 0 or height <= 0:
            raise Unfit("insert-damaged", reason="a picture without size")
        if width * height > MOST_PIXELS:
            raise Unfit("insert-too-heavy", reason=f"{width} × {height} pixels")
        filters = filters_of(picture)
        if filters not in (["/DCTDecode"], ["/JPXDecode"]):
            self._measure(picture)
            return
        raw = picture.read_raw_bytes()
        self._count(len(raw))
        try:
            with Image.open(io.BytesIO(raw), formats=["JPEG", "JPEG2000"]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unfit("insert-too-heavy", reason=f"{image.width} × {image.height} pixels")
                image.load()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
            raise Unfit("insert-damaged", reason=str(error)[:160]) from error

    def _measure(self, stream: Any) -> None:
        """Unpack a stream of data without keeping it."""
        filters = filters_of(stream)
        if filters[:1] == ["/FlateDecode"]:
            self._inflate(stream.read_raw_bytes())
        elif not set(filters) & _DECODED_ELSEWHERE:
            self.unpacked(stream)
        else:
            self._count(len(stream.read_raw_bytes()))

    def _inflate(self, packed: bytes) -> None:
        machine = zlib.decompressobj()
        try:
            while True:
                self._count(len(machine.decompress(packed, _CHUNK)))
                packed = machine.unconsumed_tail
                if machine.eof or not packed:
                    break
        except zlib.error as error:
            raise Unfit("insert-damaged", reason=str(error)) from error
        if not machine.eof:
            raise Unfit("insert-damaged", reason="deflated data end too soon")

    def _count(self, unpacked: int) -> None:
        self._bytes += unpacked
        if self._bytes > MOST_BYTES:
            raise Unfit("insert-too-heavy", reason=f"{MOST_BYTES // 2**20} MB")

    # -- how much is drawn -----------------------------------------------------------------------

    def _weigh(self, top: _Number) -> None:
        """Refuse a page that draws itself, too deep, or too often."""
        weights: dict[_Number, int] = {}
        depths: dict[_Number, int] = {}
        open_: set[_Number] = set()
        waiting = [(top, False)]
        while waiting:
            number, done = waiting.pop()
            drawing = self._drawings.get(number)
            if drawing is None or number in weights:
                continue
            if done:
                open_.discard(number)
                weights[number] = drawing.operations + sum(
                    weights.get(inner, 0) * times for inner, times in drawing.draws.items()
                )
                depths[number] = 1 + max((depths.get(i, 0) for i in drawing.draws), default=0)
                if weights[number] > MOST_OPERATIONS or depths[number] > DEEPEST:
                    raise Unfit("insert-too-heavy", reason="drawings inside drawings")
                continue
            if number in open_:
                raise Unfit("insert-damaged", reason="a drawing that draws itself")
            open_.add(number)
            waiting.append((number, True))
            for inner in drawing.draws:
                if inner in open_:
                    raise Unfit("insert-damaged", reason="a drawing that draws itself")
                waiting.append((inner, False))


def _plain(content: bytes, resources: Any) -> tuple[bytes, _Drawing]:
    """A content stream without marks of tags and layers, its saved states closed."""
    pieces: list[bytes] = []
    drawing = _Drawing(0)
    last = depth = 0
    for operator, operands, start, end in syntax.operations(content):
        drawing.operations += 1
        if drawing.operations > MOST_OPERATIONS:
            raise Unfit("insert-too-heavy", reason=f"{MOST_OPERATIONS} operations")
        if operator == b"q":
            depth += 1
        elif operator == b"Do" and operands:
            _draws(resources, "/XObject", operands[-1], drawing)
        elif operator in (b"scn", b"SCN") and operands and operands[-1].startswith(b"/"):
            _draws(resources, "/Pattern", operands[-1], drawing)
        surplus = operator == b"Q" and depth == 0
        if operator == b"Q" and depth:
            depth -= 1
        if operator in _MARKS or surplus:
            pieces.append(content[last:start])
            last = end
    pieces.append(content[last:])
    pieces.append(b"\nQ" * depth)
    return b"".join(pieces), drawing


def _draws(resources: Any, category: str, operand: bytes, drawing: _Drawing) -> None:
    group = resources.get(category) if isinstance(resources, pikepdf.Dictionary) else None
    thing = group.get(syntax.name(operand)) if isinstance(group, pikepdf.Dictionary) else None
    if isinstance(thing, pikepdf.Stream):
        drawing.draws[thing.objgen] += 1
