"""The few calls of PDFium that reading needs, fast and typed.

pypdfium2's raw bindings convert every handle and argument anew; a page has thousands of
letters. Here the same functions are bound a second time, to take and give plain addresses.
PDFium is not safe for threads: whoever calls it holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from ctypes import POINTER, c_char_p, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

from publisher.units import Box

LOCK = threading.RLock()

Handle = int
"""The address of something PDFium owns."""

TEXT, PATH, IMAGE, SHADING, FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_SHADING,
    raw.FPDF_PAGEOBJ_FORM,
)
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


class Rect(ctypes.Structure):
    """FS_RECTF."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = tuple((name, c_float) for name in "abcdef")


def bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of the library with these types, apart from pypdfium2's own binding of it."""
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_FLOATS = (POINTER(c_float),) * 4

count_chars = bind("FPDFText_CountChars", c_int, c_void_p)
char_code = bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_object = bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_generated = bind("FPDFText_IsGenerated", c_int, c_void_p, c_int)
char_box = bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, POINTER(Rect))
load_text = bind("FPDFText_LoadPage", c_void_p, c_void_p)
close_text = bind("FPDFText_ClosePage", None, c_void_p)

_char_origin = bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int,
                    POINTER(ctypes.c_double), POINTER(ctypes.c_double))  # fmt: skip
_count_objects = bind("FPDFPage_CountObjects", c_int, c_void_p)
_get_object = bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_count_inner = bind("FPDFFormObj_CountObjects", c_int, c_void_p)
_get_inner = bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = bind("FPDFPageObj_GetType", c_int, c_void_p)
_bounds = bind("FPDFPageObj_GetBounds", c_int, c_void_p, *_FLOATS)
_matrix = bind("FPDFPageObj_GetMatrix", c_int, c_void_p, POINTER(Matrix))
_clip_path = bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
_count_clips = bind("FPDFClipPath_CountPaths", c_int, c_void_p)
_count_segments = bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
_clip_segment = bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
_segment_point = bind("FPDFPathSegment_GetPoint", c_int, c_void_p, *_FLOATS[:2])
_fill = bind("FPDFPageObj_GetFillColor", c_int, c_void_p, *(POINTER(c_uint),) * 4)
_render_mode = bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
_text_font = bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
_font_size = bind("FPDFTextObj_GetFontSize", c_int, c_void_p, POINTER(c_float))
_font_name = bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t)
_font_embedded = bind("FPDFFont_GetIsEmbedded", c_int, c_void_p)
_draw_mode = bind("FPDFPath_GetDrawMode", c_int, c_void_p, POINTER(c_int), POINTER(c_int))
_path_segments = bind("FPDFPath_CountSegments", c_int, c_void_p)
transparent = bind("FPDFPageObj_HasTransparency", c_int, c_void_p)
_pixels = bind("FPDFImageObj_GetImagePixelSize", c_int, c_void_p, *(POINTER(c_uint),) * 2)
content_id = bind("FPDFPageObj_GetMarkedContentID", c_int, c_void_p)
_count_marks = bind("FPDFPageObj_CountMarks", c_int, c_void_p)
_mark = bind("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
_mark_name = bind("FPDFPageObjMark_GetName", c_int, c_void_p, c_void_p, c_ulong, POINTER(c_ulong))
_mark_value_type = bind("FPDFPageObjMark_GetParamValueType", c_int, c_void_p, c_char_p)


def address(handle: Any) -> Handle:
    """The address inside a handle of pypdfium2."""
    return ctypes.cast(handle, c_void_p).value or 0


def objects(page: Handle) -> Iterator[Handle]:
    """Objects of a page, in the order they are painted."""
    for index in range(_count_objects(page)):
        yield _get_object(page, index)


def inner_objects(form: Handle) -> Iterator[Handle]:
    """Objects inside a form (a group drawn as one)."""
    for index in range(max(0, _count_inner(form))):
        yield _get_inner(form, index)


def bounds(thing: Handle) -> Box:
    """The box round an object, in the space it is drawn in."""
    left, bottom, right, top = (c_float() for _ in range(4))
    _bounds(thing, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def matrix(thing: Handle) -> Matrix:
    """The matrix of an object."""
    found = Matrix()
    _matrix(thing, found)
    return found


def moved(box: Box, by: Matrix) -> Box:
    """The box round a box after a matrix."""
    corners = [
        (by.a * x + by.c * y + by.e, by.b * x + by.d * y + by.f)
        for x in (box.left, box.right)
        for y in (box.bottom, box.top)
    ]
    across, up = zip(*corners, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does the inner one first."""
    return Matrix(
        inner.a * outer.a + inner.b * outer.c,
        inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c,
        inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e,
        inner.e * outer.b + inner.f * outer.d + outer.f,
    )


def clip_box(thing: Handle) -> Box | None:
    """The box an object is clipped to, in the space it is drawn in; None where it is not."""
    path = _clip_path(thing)
    count = _count_clips(path) if path else 0
    box: Box | None = None
    for index in range(max(0, count)):
        points = [
            _point(_clip_segment(path, index, segment))
            for segment in range(max(0, _count_segments(path, index)))
        ]
        if points:
            across, up = zip(*points, strict=True)
            outline = Box(min(across), min(up), max(across), max(up))
            box = outline if box is None else common(box, outline)
    return box


def common(one: Box, other: Box) -> Box:
    """What two boxes share; of no size where they share nothing."""
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    return Box(
        left, bottom, max(left, min(one.right, other.right)), max(bottom, min(one.top, other.top))
    )


def _point(segment: Handle) -> tuple[float, float]:
    across, up = c_float(), c_float()
    _segment_point(segment, across, up)
    return across.value, up.value


def char_origin(text: Handle, index: int) -> tuple[float, float]:
    """Where a letter stands on its baseline."""
    across, up = ctypes.c_double(), ctypes.c_double()
    _char_origin(text, index, across, up)
    return across.value, up.value


def inkless(thing: Handle) -> bool:
    """Whether a text leaves no ink: invisible mode, or a fill of no opacity."""
    return _render_mode(thing) in _INVISIBLE or fill_opacity(thing) == 0


def fill_opacity(thing: Handle) -> int:
    """Opacity of the fill, 0 to 255."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    return alpha.value if _fill(thing, red, green, blue, alpha) else 255


def text_size(thing: Handle, space: Matrix | None) -> float:
    """The size of a text as it stands on the page, in points."""
    size = c_float()
    _font_size(thing, size)
    how = product(matrix(thing), space) if space else matrix(thing)
    return float(size.value * abs(how.a * how.d - how.b * how.c) ** 0.5)


def font(thing: Handle) -> Handle:
    """The font of a text object."""
    return _text_font(thing) or 0


def font_facts(handle: Handle) -> tuple[str, bool]:
    """Name of a font, and whether the file carries it."""
    length = _font_name(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    _font_name(handle, buffer, length)
    return buffer.value.decode(errors="replace"), bool(_font_embedded(handle))


def filled_rectangle(path: Handle) -> bool:
    """Whether a path is a filled box: four or five segments, painted inside."""
    fill, stroke = c_int(), c_int()
    return bool(_path_segments(path) in (4, 5) and _draw_mode(path, fill, stroke) and fill.value)


def pixel_size(image: Handle) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    width, height = c_uint(), c_uint()
    _pixels(image, width, height)
    return width.value, height.value


def mark_names(thing: Handle) -> set[str]:
    """Names of the marked content round an object."""
    names = set()
    for index in range(max(0, _count_marks(thing))):
        buffer = ctypes.create_string_buffer(128)
        length = c_ulong()
        _mark_name(_mark(thing, index), buffer, 128, length)
        names.add(buffer.raw[: max(0, min(length.value, 128) - 2)].decode("utf-16-le", "replace"))
    return names


def told(thing: Handle) -> bool:
    """Whether a mark round an object says what its glyphs stand for (ISO 32000-1, 14.9.4)."""
    return any(
        _mark_value_type(_mark(thing, index), b"ActualText") == raw.FPDF_OBJECT_STRING
        for index in range(max(0, _count_marks(thing)))
    )
