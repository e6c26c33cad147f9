"""Photographs and other pictures, pixel by pixel into the inks of the press.

They keep their resolution. Photographs stay JPEG at 4:4:4, because halved chroma in CMYK gives
errors of 54 in 255; grey ones go to the black plate; drawings of few colours keep every pixel.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from publisher.cache import Cache, digest
from publisher.press.inks import Inks

RGB_SPACES = ("/DeviceRGB", "/RGB", "/CalRGB")
GREY_SPACES = ("/CalGray",)
_FEW_COLOURS = 4096
Pixels = NDArray[np.uint8]


class Unreadable(ValueError):  # noqa: N818 - says what happened
    """A picture whose pixels can't be had; the reason is the text."""


@dataclass(slots=True)
class Pictures:
    """Converts the pictures of one file, each once; `cache` remembers them between builds."""

    inks: Inks
    cache: Cache = field(default_factory=lambda: Cache(None))
    converted: int = 0

    def convert(self, picture: pikepdf.Stream) -> None:
        """Change an image XObject in place so that only inks remain in it."""
        if "/Interpolate" in picture:
            del picture["/Interpolate"]
        mask = picture.get("/SMask")
        if isinstance(mask, pikepdf.Stream):
            if "/Interpolate" in mask:
                del mask["/Interpolate"]
            if "/Matte" in mask and len(mask.Matte) == 3:
                mixture = self.inks.of(*(float(value) for value in mask.Matte))
                mask.Matte = pikepdf.Array([round(value, 6) for value in mixture.process])
        if picture.get("/ImageMask", False):
            return
        space = picture.get("/ColorSpace")
        if space is None and _filters(picture) != ["/JPXDecode"]:
            return
        kind = family(space)
        if kind in ("/Indexed", "/I"):
            self._palette(picture, space)
        elif kind == "/ICCBased":
            self._icc_based(picture, space)
        elif kind in RGB_SPACES or kind == "/Lab" or space is None:
            self._pixels(picture, kind, b"")
        elif kind in GREY_SPACES:
            picture.ColorSpace = pikepdf.Name.DeviceGray

    def _icc_based(self, picture: pikepdf.Stream, space: Any) -> None:
        channels = int(space[1].get("/N", 3))
        if channels == 3:
            self._pixels(picture, "/ICCBased", space[1].read_bytes())
        else:
            name = pikepdf.Name.DeviceGray if channels == 1 else pikepdf.Name.DeviceCMYK
            picture.ColorSpace = name

    def _palette(self, picture: pikepdf.Stream, space: Any) -> None:
        """Colours of a palette are flat colours: neutrals stay on black."""
        base = family(space[1])
        channels = 3 if base in RGB_SPACES else 0
        if base == "/ICCBased":
            channels = int(space[1][1].get("/N", 0))
        if channels != 3:
            if base == "/ICCBased":
                based = pikepdf.Name.DeviceGray if channels == 1 else pikepdf.Name.DeviceCMYK
                picture.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, based, *list(space)[2:]])
            return
        table = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
        colours = np.frombuffer(table[: len(table) // 3 * 3], np.uint8).reshape(1, -1, 3)
        flat = self._flat(colours).reshape(-1, 4)
        picture.ColorSpace = pikepdf.Array(
            [
                pikepdf.Name.Indexed,
                pikepdf.Name.DeviceCMYK,
                int(space[2]),
                pikepdf.String(flat.tobytes()),
            ]
        )
        self.converted += 1

    def _pixels(self, picture: pikepdf.Stream, kind: str, source: bytes) -> None:
        filters = _filters(picture)
        raw = picture.read_raw_bytes()
        decode = [float(value) for value in picture.get("/Decode", [])]
        said = f"{picture.get('/Width')} {picture.get('/Height')} {kind} {filters} {decode}"
        said += f" {picture.get('/BitsPerComponent')} {picture.get('/DecodeParms', '')!r}"
        key = digest(
            "1", self.inks.engine.profile, source, raw, said,
            str(self.inks.printer.pictures.quality),
        )  # fmt: skip
        kept = self.cache.recall("press-picture", key)
        if kept is None:
            kept = self._made(picture, kind, source, filters, decode, raw)
            self.cache.keep("press-picture", key, kept)
        self._put(picture, kept)
        self.converted += 1

    def _made(
        self,
        picture: pikepdf.Stream,
        kind: str,
        source: bytes,
        filters: list[str],
        decode: list[float],
        raw: bytes,
    ) -> bytes:
        """The picture in inks: one letter for how it is kept, then its data."""
        photograph = filters[-1:] in (["/DCTDecode"], ["/JPXDecode"])
        if photograph and len(filters) == 1:
            image, own = _opened(raw)
            source = source or own
        else:
            image = Image.fromarray(samples(picture, 3), "RGB")
        if decode and decode[0] > decode[1]:
            image = image.point(lambda value: 255 - value)
        if kind == "/Lab":
            raise Unreadable("a picture in Lab")
        if image.mode == "CMYK":
            return b"K" + _jpeg(image, self.inks.printer.pictures.quality)
        pixels = np.asarray(image.convert("RGB"))
        if _grey(pixels):
            grey = Image.fromarray(np.ascontiguousarray(pixels[:, :, 0]), "L")
            if photograph:
                return b"g" + _jpeg(grey, self.inks.printer.pictures.quality)
            return b"G" + zlib.compress(grey.tobytes(), 6)
        if not photograph and _few(pixels):
            return b"C" + zlib.compress(self._flat(pixels).tobytes(), 6)
        inks = self.inks.engine.picture(image.convert("RGB"), _rgb_profile(source))
        return b"K" + _jpeg(inks, self.inks.printer.pictures.quality)

    def _flat(self, pixels: Pixels) -> Pixels:
        """Flat colours in inks: conversion, but neutrals stay on black."""
        image = Image.fromarray(np.ascontiguousarray(pixels), "RGB")
        inks = np.array(self.inks.engine.picture(image))
        neutral = (pixels[:, :, 0] == pixels[:, :, 1]) & (pixels[:, :, 1] == pixels[:, :, 2])
        inks[neutral] = 0
        inks[:, :, 3] = np.where(neutral, 255 - pixels[:, :, 0], inks[:, :, 3])
        return inks

    @staticmethod
    def _put(picture: pikepdf.Stream, made: bytes) -> None:
        how, data = made[:1], made[1:]
        for key in ("/Decode", "/DecodeParms"):
            if key in picture:
                del picture[key]
        picture.BitsPerComponent = 8
        grey = how in (b"G", b"g")
        picture.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceCMYK
        if how == b"K":
            # Pillow writes CMYK as Adobe does: inverted.
            picture.Decode = pikepdf.Array([1, 0] * 4)
        jpeg = how in (b"K", b"g")
        picture.write(data, filter=pikepdf.Name.DCTDecode if jpeg else pikepdf.Name.FlateDecode)


def family(space: Any) -> str:
    """The name of a colour space's family; an empty string where there is none."""
    if isinstance(space, pikepdf.Name):
        return str(space)
    if isinstance(space, pikepdf.Array) and len(space) and isinstance(space[0], pikepdf.Name):
        return str(space[0])
    return ""


def seal(picture: pikepdf.Stream) -> str:
    """The digest of a picture's data, to know the same picture again."""
    return hashlib.sha256(picture.read_raw_bytes()).hexdigest()


def _filters(picture: pikepdf.Stream) -> list[str]:
    filters = picture.get("/Filter")
    if filters is None:
        return []
    if isinstance(filters, pikepdf.Array):
        return [str(item) for item in filters]
    return [str(filters)]


def _opened(raw: bytes) -> tuple[Image.Image, bytes]:
    try:
        image = Image.open(io.BytesIO(raw))
        image.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(str(error)) from error
    return image, image.info.get("icc_profile") or b""


def _rgb_profile(source: bytes) -> bytes:
    """The picture's own profile where it is one for RGB, else nothing: sRGB."""
    if source[16:20] == b"RGB " and source[36:40] == b"acsp":
        return source
    return b""


def samples(picture: pikepdf.Stream, channels: int) -> Pixels:
    """A picture's samples spread to 8 bits (height × width × channels)."""
    width, height = int(picture.Width), int(picture.Height)
    bits = int(picture.get("/BitsPerComponent", 8))
    try:
        content = picture.read_bytes()
    except pikepdf.PdfError as error:
        raise Unreadable(str(error)) from error
    row = (width * channels * bits + 7) // 8
    if len(content) < row * height or bits not in (1, 2, 4, 8, 16):
        raise Unreadable("fewer samples than pixels")
    rows = np.frombuffer(content, np.uint8, row * height).reshape(height, row)
    if bits == 8:
        return rows.reshape(height, width, channels)
    if bits == 16:
        return np.ascontiguousarray(rows.reshape(height, width, channels, 2)[:, :, :, 0])
    single = np.unpackbits(rows, axis=1)[:, : width * channels * bits]
    weights = 2 ** np.arange(bits - 1, -1, -1)
    levels = (single.reshape(height, -1, bits) * weights).sum(axis=2) * 255 // (2**bits - 1)
    spread: Pixels = levels.astype(np.uint8).reshape(height, width, channels)
    return spread


def _grey(pixels: Pixels) -> bool:
    red, green, blue = pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2]
    return bool(np.array_equal(red, green) and np.array_equal(green, blue))


def _few(pixels: Pixels) -> bool:
    wide = pixels.astype(np.uint32)
    packed = (wide[:, :, 0] << 16) | (wide[:, :, 1] << 8) | wide[:, :, 2]
    return len(np.unique(packed)) <= _FEW_COLOURS


def _jpeg(image: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality, subsampling=0, optimize=True)
    return stream.getvalue()
