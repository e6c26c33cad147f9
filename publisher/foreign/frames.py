"""A cut page for its place: bare to the trim, with bleed around, or at another size."""

from __future__ import annotations

import io

import pikepdf

from publisher.foreign.cutting import FORM, written
from publisher.foreign.syntax import number
from publisher.units import Box, Length

# A page begins with the graphics state of ISO 32000-1, table 52, whatever ours has come to.
_AFRESH = b"0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts"


def framed(content: bytes, margin: Length) -> bytes:
    """A cut page whose sheet is the trim and a margin on all sides, whatever it has of bleed.

    Beyond the page's own bleed the margin stays empty. BleedBox says how far it reaches.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0].obj
        trim, bleed = _box(page.TrimBox), _box(page.BleedBox)
        sheet = trim.grown(margin)
        across, up = -sheet.left, -sheet.bottom
        sides = (
            max(bleed.left, sheet.left), max(bleed.bottom, sheet.bottom),
            min(bleed.right, sheet.right), min(bleed.top, sheet.top),
        )  # fmt: skip
        _redraw(pdf, 1.0, across, up, Box(*sides).shifted(across, up))
        page.MediaBox = _array(sheet.shifted(across, up))
        page.BleedBox = _array(Box(*sides).shifted(across, up))
        page.TrimBox = _array(trim.shifted(across, up))
        return written(pdf)


def sized(content: bytes, factor: float) -> bytes:
    """A framed page enlarged by a factor, as it will stand on the page of an edition."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0].obj
        before = page.Contents.read_bytes()
        scale = b"%s 0 0 %s 0 0 cm\n" % (number(factor), number(factor))
        page.Contents = pdf.make_stream(b"q " + scale + before + b"Q\n")
        for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
            box = _box(page[key])
            page[key] = _array(
                Box(*(side * factor for side in (box.left, box.bottom, box.right, box.top)))
            )
        return written(pdf)


def bleed_of(content: bytes) -> tuple[Length, Length, Length, Length]:
    """How far a cut page reaches beyond its trim: left, bottom, right, top."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0].obj
        trim, bleed = _box(page.TrimBox), _box(page.BleedBox)
    return (
        Length(trim.left - bleed.left), Length(trim.bottom - bleed.bottom),
        Length(bleed.right - trim.right), Length(bleed.top - trim.top),
    )  # fmt: skip


def _redraw(pdf: pikepdf.Pdf, factor: float, across: float, up: float, clip: Box) -> None:
    numbers = (clip.left, clip.bottom, clip.width, clip.height)
    window = b" ".join(number(value) for value in numbers)
    moved = b" ".join(number(value) for value in (factor, 0, 0, factor, across, up))
    drawn = b"q %s re W n %s cm %s %s Do Q\n" % (window, moved, _AFRESH, FORM.encode())
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn)


def _box(values: pikepdf.Object) -> Box:
    left, bottom, right, top = (float(value) for value in values)
    return Box(left, bottom, right, top)


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 4) for value in (box.left, box.bottom, box.right, box.top)])
