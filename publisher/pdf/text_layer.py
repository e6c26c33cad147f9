"""The text layer: which characters the glyphs on a page stand for.

WeasyPrint 70 gives a glyph the first character it was drawn for, so a hyphen and a hyphen-minus
that share a shape become one, whichever came first; and a hyphen that only the layout added looks
like one that was typed. Here each shared shape has one usual character, the same in every galley;
another one says so by ActualText (ISO 32000-1, 14.9.4), and a hyphen of the layout is U+00AD
(14.8.2.2.3), so that a word cut at a line end is copied and found whole.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import uharfbuzz

PROVEN_ON = ("70.0",)

SOFT_HYPHEN = "\u00ad"
_PREFERRED = "-\u2019\u2018"
"""Of characters that share a shape, those which people type."""
_HYPHENS = "-\u2010"
_LIKE = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
"""What the typographer put for a character that was typed: the same word, kept together."""
_BETWEEN = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_LAST = re.compile(rb"\[(.*)<([0-9a-f]*)([0-9a-f]{4})>([^<>]*)\] TJ", re.DOTALL)
_DIGITS = 4
"""Hexadecimal digits of a code in the text of our faces."""


def install(weasyprint: ModuleType) -> bool:
    """Write the text layer so; False (and nothing changed) for an unproven version."""
    if weasyprint.__version__ not in PROVEN_ON:
        return False
    from weasyprint import pdf
    from weasyprint.draw import text as drawing
    from weasyprint.layout import inline
    from weasyprint.pdf.stream import Stream
    from weasyprint.text import line_break

    if getattr(Stream.show_text, "true", False):
        return True
    line_break.first_line_metrics = _noticing_hyphens(line_break.first_line_metrics)
    inline.add_word_spacing = _keeping_hyphens(inline.add_word_spacing)
    drawing.draw_first_line = _softening_hyphens(drawing.draw_first_line)
    Stream.add_font = _with_characters(Stream.add_font)
    Stream.show_text = _telling_apart(Stream.show_text)
    pdf.build_fonts_dictionary = _with_usual_characters(pdf.build_fonts_dictionary)
    return True


def characters(font: Any) -> dict[int, str]:
    """What each glyph of a WeasyPrint font stands for where nothing else is said."""
    layer: dict[int, str] = font.to_unicode
    return layer | layer.usual if isinstance(layer, _Characters) else layer


def _noticing_hyphens(native: Any) -> Any:
    def first_line_metrics(*given: Any, hyphenated: bool = False, **named: Any) -> Any:
        # WeasyPrint's callers give the seventh by place.
        hyphenated = hyphenated or (len(given) > 6 and bool(given[6]))
        line = (
            native(*given, **named)
            if len(given) > 6
            else native(*given, hyphenated=hyphenated, **named)
        )
        line[0].hyphenated = hyphenated
        return line

    return first_line_metrics


def _keeping_hyphens(native: Any) -> Any:
    """A justified line is set once more, in a new layout."""

    def add_word_spacing(context: Any, box: Any, *given: Any) -> Any:
        hyphenated = getattr(getattr(box, "pango_layout", None), "hyphenated", False)
        advance = native(context, box, *given)
        if hyphenated:
            box.pango_layout.hyphenated = True
        return advance

    return add_word_spacing


def _softening_hyphens(native: Any) -> Any:
    def draw_first_line(stream: Any, textbox: Any, *given: Any) -> Any:
        emojis = native(stream, textbox, *given)
        if getattr(textbox.pango_layout, "hyphenated", False):
            _soften(stream.stream)
        return emojis

    return draw_first_line


def _soften(stream: list[Any]) -> None:
    """Say of the last glyph that was shown that it is no part of the text."""
    if stream[-1] == b"EMC":
        stream[-3] = _actual(SOFT_HYPHEN)
        return
    last = _LAST.fullmatch(stream[-1])
    if last is None:
        return
    before, others, glyph, after = last.groups()
    shown = before + (b"<" + others + b">" if others else b"")
    if shown:
        stream[-1] = b"[" + shown + b"] TJ"
    else:
        del stream[-1]
    stream += [_actual(SOFT_HYPHEN), b"[<" + glyph + b">" + after + b"] TJ", b"EMC"]


def _actual(text: str) -> bytes:
    return b"/Span <</ActualText <feff" + text.encode("utf-16-be").hex().encode() + b">>> BDC"


def _with_characters(native: Any) -> Any:
    def add_font(stream: Any, pango_font: Any) -> Any:
        font, size = native(stream, pango_font)
        if type(font.to_unicode) is dict and not font.bitmap:
            font.to_unicode = _Characters(_shapes(font.file_content, font.index))
        return font, size

    return add_font


def _with_usual_characters(native: Any) -> Any:
    def build_fonts_dictionary(document: Any, fonts: Any, *given: Any) -> Any:
        for font in fonts.values():
            font.to_unicode = characters(font)
        return native(document, fonts, *given)

    return build_fonts_dictionary


def _telling_apart(native: Any) -> Any:
    def show_text(stream: Any, text: str) -> None:
        glyphs = _told.copy()
        _told.clear()
        if all(actual is None for _, actual in glyphs):
            native(stream, text)
            return
        for actual, shown in _parts(text.encode(), glyphs):
            if actual is None:
                native(stream, shown)
                continue
            stream.stream.append(_actual(actual))
            native(stream, shown)
            stream.stream.append(b"EMC")

    show_text.true = True  # type: ignore[attr-defined]
    return show_text


def _parts(text: bytes, told: list[tuple[int, str | None]]) -> Iterator[tuple[str | None, bytes]]:
    """The pieces of a line: each with the text it stands for, None where its glyphs say it."""
    waiting = iter(told)
    expected = next(waiting, None)
    shown = b""
    for glyphs, number in _BETWEEN.findall(text):
        if number:
            # Two moves in a row have an empty string between them, which is not kept.
            shown += b" " + number if shown[-1:].isdigit() else number
            continue
        plain = b""
        for start in range(0, len(glyphs), _DIGITS):
            code = glyphs[start : start + _DIGITS]
            actual = None
            if expected is not None and int(code, 16) == expected[0]:
                actual = expected[1]
                expected = next(waiting, None)
            if actual is None:
                plain += code
                continue
            shown += b"<" + plain + b">" if plain else b""
            if shown:
                yield None, shown
            yield actual, b"<" + code + b">"
            plain = shown = b""
        shown += b"<" + plain + b">" if plain else b""
    if shown:
        yield None, shown


class _Characters(dict[int, str]):
    """Glyph → text, as WeasyPrint fills it in.

    A glyph that can stand for several characters is never among its keys, so WeasyPrint tells
    the text of each one it draws.
    """

    def __init__(self, shapes: _Shapes) -> None:
        super().__init__()
        self.shapes = shapes
        self.usual: dict[int, str] = {}

    def __setitem__(self, glyph: int, text: str) -> None:
        usual = self._usual(glyph, text) if len(text) == 1 else None
        if usual is None:
            super().__setitem__(glyph, text.translate(_LIKE) if len(text) == 1 else text)
            return
        self.usual[glyph] = usual
        _told.append((glyph, None if text.translate(_LIKE) == usual else text))

    def _usual(self, glyph: int, text: str) -> str | None:
        """The usual character of a glyph that can stand for several."""
        if glyph in self.shapes.nominal:
            return self.shapes.shared.get(glyph)
        # A shape that only features lead to: small capitals, signs beside capitals.
        small = text.translate(_LIKE).lower()
        if small in _HYPHENS:
            return "-"
        return small if small != small.upper() else None


_told: list[tuple[int, str | None]] = []
"""Glyphs that can stand for several characters, met since text was last shown; with the text
that must be said because it is not the usual one."""


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The glyphs that characters lead to, and the usual character where several lead to one."""

    nominal: frozenset[int]
    shared: Mapping[int, str]


@functools.lru_cache(maxsize=64)
def _shapes(content: bytes, index: int) -> _Shapes:
    font = uharfbuzz.Font(uharfbuzz.Face(content, index))
    found: dict[int, set[str]] = {}
    for code in font.face.unicodes:
        alike = chr(code).translate(_LIKE)
        found.setdefault(font.get_nominal_glyph(code), set()).add(alike)
    return _Shapes(
        frozenset(found),
        {glyph: _preferred(several) for glyph, several in found.items() if len(several) > 1},
    )


def _preferred(several: set[str]) -> str:
    return next((one for one in _PREFERRED if one in several), min(several))
