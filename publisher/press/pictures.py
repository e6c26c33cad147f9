"""Photographs and other pictures, pixel by pixel into the inks of the press.

They keep their resolution. Photographs stay JPEG at 4:4:4, because halved chroma in CMYK gives
errors of 54 in 255; grey ones go to the black plate; drawings of few colours keep every pixel.
"""

from __future__ import annotations

import functools
import hashlib
import io
import zlib
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from publisher.cache import Cache, digest
from publisher.press.engine import Engine
from publisher.press.functions import Unknown
from publisher.press.inks import Inks
from publisher.press.spaces import (
    LAST_ENTRY,
    NAMED_SPACES,
    RGB_SPACES,
    channels_of,
    entry,
    family,
    in_inks,
    process,
    rgb_profile,
)

GREY_SPACES = ("/CalGray",)
MOST_PIXELS = 200_000_000
"""More than a page of 1.5 m² has at 300 pixels an inch."""
_FEW_COLOURS = 4096
_BASED: dict[int, Any] = {
    1: pikepdf.Name.DeviceGray, 3: pikepdf.Name.DeviceRGB, 4: pikepdf.Name.DeviceCMYK
}  # fmt: skip
Pixels = NDArray[np.uint8]


class Unreadable(ValueError):  # noqa: N818 - says what happened
    """A picture whose pixels can't be had; the reason is the text."""


@dataclass(slots=True)
class Pictures:
    """Converts the pictures of one file, each once; `cache` remembers them between builds."""

    inks: Inks
    cache: Cache = field(default_factory=lambda: Cache(None))
    executor: Executor | None = None
    converted: int = 0
    _given: dict[str, Future[bytes]] = field(default_factory=dict)
    """Photographs under way in other processes, by key."""

    def share_out(self, pdf: pikepdf.Pdf) -> None:
        """Begin with all photographs of a file, where there are hands for it."""
        if self.executor is None:
            return
        known = {
            self._key(thing, family(thing.get("/ColorSpace")), profile): (thing, profile)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
            for profile in _profile_of_photograph(thing)
        }
        if len(known) < 2:
            return
        for key, (thing, profile) in known.items():
            if key not in self._given and self.cache.recall("press-picture", key) is None:
                kind = family(thing.get("/ColorSpace"))
                decode = [float(value) for value in thing.get("/Decode", [])]
                self._given[key] = self.executor.submit(
                    _shared_out, self.inks.engine.profile, self.inks.printer.pictures.quality,
                    kind, profile, decode, thing.read_raw_bytes(),
                )  # fmt: skip

    def convert(self, pdf: pikepdf.Pdf, picture: pikepdf.Stream) -> None:
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
        space: Any = picture.get("/ColorSpace")
        if space is None and _filters(picture) != ["/JPXDecode"]:
            return
        kind = family(space)
        if kind in ("/Indexed", "/I"):
            self._palette(pdf, picture, space)
        elif kind in NAMED_SPACES:
            picture.ColorSpace = self._named(pdf, space)
        elif kind == "/ICCBased" and channels_of(space) != 3:
            picture.ColorSpace = _BASED[channels_of(space)]
        elif kind in GREY_SPACES:
            picture.ColorSpace = pikepdf.Name.DeviceGray
        elif kind in (*RGB_SPACES, "/Lab", "/ICCBased") or space is None:
            mask_of_key(pdf, picture, 3)
            source = space[1].read_bytes() if kind == "/ICCBased" else b""
            self._pixels(picture, kind, source)

    def _named(self, pdf: pikepdf.Pdf, space: Any) -> Any:
        try:
            return in_inks(pdf, space, self.inks)
        except Unknown as unknown:
            raise Unreadable(str(unknown)) from unknown

    def _palette(self, pdf: pikepdf.Pdf, picture: pikepdf.Stream, space: Any) -> None:
        """Colours of a palette are flat colours: neutrals stay on black."""
        base, last = space[1], min(int(space[2]), LAST_ENTRY)
        kind = family(base)
        if kind in NAMED_SPACES:
            named = pikepdf.Array([pikepdf.Name.Indexed, self._named(pdf, base), last, space[3]])
            picture.ColorSpace = named
        elif kind == "/ICCBased" and channels_of(base) != 3:
            based = _BASED[channels_of(base)]
            picture.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, based, last, space[3]])
        elif kind in GREY_SPACES:
            grey = pikepdf.Name.DeviceGray
            picture.ColorSpace = pikepdf.Array([pikepdf.Name.Indexed, grey, last, space[3]])
        elif kind in (*RGB_SPACES, "/Lab", "/ICCBased"):
            flat = bytearray()
            for index in range(last + 1):
                try:
                    inks = process(base, entry(space, index), self._pictured)
                except ValueError:
                    inks = (0.0, 0.0, 0.0, 0.0)  # a table shorter than it says
                flat += bytes(round(255 * min(1.0, max(0.0, share))) for share in inks)
            table = pikepdf.String(bytes(flat))
            picture.ColorSpace = pikepdf.Array(
                [pikepdf.Name.Indexed, pikepdf.Name.DeviceCMYK, last, table]
            )
            self.converted += 1

    @property
    def _pictured(self) -> Inks:
        """The inks of what is not drawn but pictured: no colour of it is a token."""
        return Inks(self.inks.engine, self.inks.printer)

    def _pixels(self, picture: pikepdf.Stream, kind: str, source: bytes) -> None:
        key = self._key(picture, kind, source)
        kept = self.cache.recall("press-picture", key)
        if kept is None:
            kept = self._given[key].result() if key in self._given else None
            kept = kept or self._made(picture, kind, source)
            self.cache.keep("press-picture", key, kept)
        self._put(picture, kept)
        self.converted += 1

    def _key(self, picture: pikepdf.Stream, kind: str, source: bytes) -> str:
        said = f"{picture.get('/Width')} {picture.get('/Height')} {kind} {_filters(picture)} "
        said += f"{picture.get('/Decode', '')!r} {picture.get('/BitsPerComponent')} "
        said += repr(picture.get("/DecodeParms", ""))
        return digest(
            "2", self.inks.engine.profile, source, picture.read_raw_bytes(), said,
            str(self.inks.printer.pictures.quality),
        )  # fmt: skip

    def _made(self, picture: pikepdf.Stream, kind: str, source: bytes) -> bytes:
        """The picture in inks: one letter for how it is kept, then its data."""
        decode = [float(value) for value in picture.get("/Decode", [])]
        quality = self.inks.printer.pictures.quality
        if _is_photograph(picture):
            raw = picture.read_raw_bytes()
            return _photograph_in_inks(self.inks.engine, quality, kind, source, decode, raw)
        values = samples(picture, 3)
        if kind == "/Lab":
            inks = self.inks.engine.picture(_lab_picture(values, picture.ColorSpace, decode))
            return b"C" + zlib.compress(inks.tobytes(), 6)
        pixels = _decoded(values, decode)
        if _grey(pixels):
            return b"G" + zlib.compress(np.ascontiguousarray(pixels[:, :, 0]).tobytes(), 6)
        if _few(pixels):
            return b"C" + zlib.compress(self._flat(pixels, source).tobytes(), 6)
        image = Image.fromarray(pixels, "RGB")
        return b"K" + _jpeg(self.inks.engine.picture(image, rgb_profile(source)), quality)

    def _flat(self, pixels: Pixels, source: bytes = b"") -> Pixels:
        """Flat colours in inks: conversion, but neutrals stay on black."""
        image = Image.fromarray(np.ascontiguousarray(pixels), "RGB")
        inks = np.array(self.inks.engine.picture(image, rgb_profile(source)))
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


def mask_of_key(pdf: pikepdf.Pdf, picture: pikepdf.Stream, channels: int) -> None:
    """Make a colour-key mask, which names samples, a stencil: the samples will not be the same.

    ISO 32000-1, 8.9.6.3 and 8.9.6.4: where all samples of a pixel lie in their ranges nothing is
    painted; in a stencil that is said by 1.
    """
    mask: Any = picture.get("/Mask")
    if not isinstance(mask, pikepdf.Array):
        return
    ranges = [int(value) for value in mask]
    del picture["/Mask"]
    if len(ranges) != 2 * channels:
        raise Unreadable("a colour-key mask that does not fit its picture")
    if _is_photograph(picture):
        image, _ = _opened(picture.read_raw_bytes())
        pixels = np.asarray(image if channels == 1 else image.convert("RGB"))
        values: Any = pixels.reshape(image.height, image.width, channels)
    else:
        values = raw_samples(picture, channels)
    key = np.ones(values.shape[:2], bool)
    for channel in range(channels):
        low, high = ranges[2 * channel : 2 * channel + 2]
        key &= (values[:, :, channel] >= low) & (values[:, :, channel] <= high)
    stencil = pdf.make_stream(np.packbits(key, axis=1).tobytes())
    stencil.Type, stencil.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stencil.ImageMask, stencil.BitsPerComponent = True, 1
    stencil.Width, stencil.Height = key.shape[1], key.shape[0]
    picture.Mask = stencil


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


def _is_photograph(picture: pikepdf.Stream) -> bool:
    return _filters(picture) in (["/DCTDecode"], ["/JPXDecode"])


def _profile_of_photograph(picture: pikepdf.Stream) -> Iterator[bytes]:
    """The RGB profile a photograph was given, empty where it has none; nothing for what is not
    a photograph in RGB."""
    space: Any = picture.get("/ColorSpace")
    kind = family(space)
    if not _is_photograph(picture) or kind not in (*RGB_SPACES, "/ICCBased"):
        return
    if kind != "/ICCBased":
        yield b""
    elif int(space[1].get("/N", 0)) == 3:
        yield space[1].read_bytes()


def _shared_out(
    profile: bytes, quality: int, kind: str, source: bytes, decode: list[float], raw: bytes
) -> bytes:
    """A photograph in inks, in another process."""
    return _photograph_in_inks(_engine(profile), quality, kind, source, decode, raw)


@functools.lru_cache(maxsize=2)
def _engine(profile: bytes) -> Engine:
    return Engine(profile)


def _photograph_in_inks(
    engine: Engine, quality: int, kind: str, source: bytes, decode: list[float], raw: bytes
) -> bytes:
    if kind == "/Lab":
        raise Unreadable("a JPEG in Lab")
    image, own = _opened(raw)
    if image.mode == "CMYK":
        return b"K" + _jpeg(image, quality)
    pixels = _decoded(np.asarray(image.convert("RGB")), decode)
    if _grey(pixels):
        grey = Image.fromarray(np.ascontiguousarray(pixels[:, :, 0]), "L")
        return b"g" + _jpeg(grey, quality)
    profile = rgb_profile(source or own)
    return b"K" + _jpeg(engine.picture(Image.fromarray(pixels, "RGB"), profile), quality)


def _decoded(pixels: Pixels, decode: list[float]) -> Pixels:
    """Samples as their Decode array says (ISO 32000-1, 8.9.5.2); it may differ by channel."""
    if not decode or decode == [0, 1] * (len(decode) // 2):
        return pixels
    ends = np.array(decode, np.float32).reshape(-1, 2)
    light = ends[:, 0] + pixels * ((ends[:, 1] - ends[:, 0]) / 255)
    made: Pixels = (light.clip(0, 1) * 255).round().astype(np.uint8)
    return made


def _lab_picture(values: Pixels, space: Any, decode: list[float]) -> Image.Image:
    """Samples in Lab as Pillow takes them: lightness 0 to 255, a and b signed (as in TIFF)."""
    spread = [float(value) for value in space[1].get("/Range", [-100, 100, -100, 100])]
    ends = np.array(decode or [0, 100, *spread], np.float32).reshape(3, 2)
    lab = ends[:, 0] + values * ((ends[:, 1] - ends[:, 0]) / 255)
    lab = (lab * (2.55, 1, 1)).clip((0, -128, -128), (255, 127, 127)).round()
    size = (values.shape[1], values.shape[0])
    return Image.frombytes("LAB", size, lab.astype(np.int16).astype(np.uint8).tobytes())


def _opened(raw: bytes) -> tuple[Image.Image, bytes]:
    try:
        image = Image.open(io.BytesIO(raw))
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable("too many pixels")
        image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable(str(error)) from error
    return image, image.info.get("icc_profile") or b""


def samples(picture: pikepdf.Stream, channels: int) -> Pixels:
    """A picture's samples spread to 8 bits (height × width × channels)."""
    bits = int(picture.get("/BitsPerComponent", 8))
    values = raw_samples(picture, channels)
    if bits == 8:
        return values.astype(np.uint8, copy=False)
    if bits == 16:
        return (values >> 8).astype(np.uint8)
    spread: Pixels = (values.astype(np.uint32) * 255 // (2**bits - 1)).astype(np.uint8)
    return spread


def raw_samples(picture: pikepdf.Stream, channels: int) -> NDArray[Any]:
    """A picture's samples as they are stored (height × width × channels)."""
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
        wide: NDArray[np.uint16] = rows.view(">u2").astype(np.uint16)
        return wide.reshape(height, width, channels)
    single = np.unpackbits(rows, axis=1)[:, : width * channels * bits]
    weights = 2 ** np.arange(bits - 1, -1, -1)
    levels: NDArray[np.int64] = (single.reshape(height, -1, bits) * weights).sum(axis=2)
    return levels.reshape(height, width, channels)


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
