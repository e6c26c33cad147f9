"""From screen colours to press inks through ICC, and how far off the result looks.

Relative colorimetric with black point compensation, by LittleCMS through Pillow.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageCms

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION

Rgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]
Lab = tuple[float, float, float]


@dataclass(slots=True)
class Engine:
    """One printing condition, ready to convert. `profile` is the bytes of its ICC profile."""

    profile: bytes
    _transforms: dict[tuple[str, str, bytes], Any] = field(default_factory=dict)
    _inks: dict[Rgb, Cmyk] = field(default_factory=dict)

    def ink(self, rgb: Rgb) -> Cmyk:
        """The inks, 0 to 1, that look like an sRGB colour of 0 to 255."""
        if rgb not in self._inks:
            pixel = self.picture(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0))
            assert isinstance(pixel, tuple)
            c, m, y, k = (value / 255 for value in pixel)
            self._inks[rgb] = (c, m, y, k)
        return self._inks[rgb]

    def picture(self, picture: Image.Image, source: bytes = b"") -> Image.Image:
        """An RGB or Lab picture in CMYK, 255 being full ink; `source` is its own profile."""
        transform = self._transform(picture.mode, "CMYK", source)
        converted = ImageCms.applyTransform(picture, transform)
        assert converted is not None
        return converted

    def screen(self, picture: Image.Image) -> Image.Image:
        """A CMYK picture as it will look, in sRGB."""
        converted = ImageCms.applyTransform(picture, self._transform("CMYK", "RGB", b""))
        assert converted is not None
        return converted

    def look(self, inks: Cmyk) -> Lab:
        """The CIELAB colour of inks (0 to 1), relative to the paper, black point compensated."""
        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        return _lab(ImageCms.applyTransform(pixel, self._transform("CMYK", "LAB", b"")))

    def look_on_screen(self, rgb: Rgb) -> Lab:
        """The CIELAB colour of an sRGB colour."""
        pixel = Image.new("RGB", (1, 1), rgb)
        return _lab(ImageCms.applyTransform(pixel, self._transform("RGB", "LAB", b"")))

    def _transform(self, mode: str, to: str, source: bytes) -> Any:
        key = (mode, to, source)
        if key not in self._transforms:
            press = ImageCms.ImageCmsProfile(io.BytesIO(self.profile))
            srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
            lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
            given = ImageCms.ImageCmsProfile(io.BytesIO(source)) if source else srgb
            begin = {"RGB": given, "LAB": lab, "CMYK": press}[mode]
            end = {"CMYK": press, "RGB": srgb, "LAB": lab}[to]
            self._transforms[key] = ImageCms.buildTransform(
                begin, end, mode, to, renderingIntent=_INTENT, flags=_FLAGS
            )
        return self._transforms[key]


def _lab(picture: Image.Image | None) -> Lab:
    assert picture is not None
    pixel = picture.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    lightness, a, b = (int(value) for value in pixel[:3])
    return lightness / 2.55, a - 128.0, b - 128.0


def delta_e(one: Lab, other: Lab) -> float:
    """The colour difference ΔE2000 (Sharma, Wu, Dalal: Color Res. Appl. 30 (2005) 21-30)."""
    l1, a1, b1 = one
    l2, a2, b2 = other
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1 = math.degrees(math.atan2(b1, a1)) % 360 if c1 else 0.0
    h2 = math.degrees(math.atan2(b2, a2)) % 360 if c2 else 0.0
    turn = h2 - h1
    if c1 * c2 == 0:
        turn = 0.0
    elif turn > 180:
        turn -= 360
    elif turn < -180:
        turn += 360
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    if c1 * c2 == 0:
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    rc = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    rt = -rc * math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2))))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, dh / sh
    return math.sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh)
