"""Make the photograph-like picture of the bulletin: morning over a steppe river.

    .venv/bin/python tools/make_photograph.py [--draft] [target.jpg]

It is computed, not taken: the demo needs a true 12-megapixel JPEG with EXIF and a colour
profile that anyone may print. The same numbers always give the same picture.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageDraw, ImageFilter

TARGET = Path("issues/bulletin-2026-01/images/photograph.jpg")
WIDTH, HEIGHT = 4000, 3000
ASPECT = WIDTH / HEIGHT
HORIZON = 0.590
SUN_X, SUN_Y = 0.905, 0.468  # in heights of the picture, from the left and from the top

Field = NDArray[Any]


class Painter:
    """One picture in the making; all lengths are in heights of the picture."""

    def __init__(self, scale: float) -> None:
        self.w, self.h = round(WIDTH * scale), round(HEIGHT * scale)
        self.x = (np.arange(self.w, dtype=np.float32)[None, :] + 0.5) / self.h
        self.y = (np.arange(self.h, dtype=np.float32)[:, None] + 0.5) / self.h

    # -- noise ----------------------------------------------------------------------------

    def texture(self, seed: int, size: int = 2048, cells: int = 8, octaves: int = 7) -> Field:
        """Clouds of noise in 0…1, for sampling anywhere."""
        random = np.random.Generator(np.random.PCG64(seed))
        total = np.zeros((size, size), np.float32)
        for octave in range(octaves):
            n = cells * 2**octave
            grid = Image.fromarray(random.random((n, n), dtype=np.float32))
            layer = np.asarray(grid.resize((size, size), Image.Resampling.BICUBIC))
            total += (layer - 0.5) * 0.54**octave
        low, high = np.percentile(total, [0.5, 99.5])
        return np.asarray(np.clip((total - low) / (high - low), 0, 1), np.float32)

    def profile(self, seed: int, cells: int, octaves: int, roughness: float = 0.5) -> Field:
        """A ragged line over the whole width, in −1…1."""
        random = np.random.Generator(np.random.PCG64(seed))
        total = np.zeros(self.w, np.float32)
        for octave in range(octaves):
            n = cells * 2**octave
            grid = Image.fromarray(random.random((1, n + 3), dtype=np.float32))
            row = grid.resize((self.w, 1), Image.Resampling.BICUBIC, box=(1, 0, n + 1, 1))
            total += (np.asarray(row)[0] * 2 - 1) * roughness**octave
        return total

    # -- the scene ------------------------------------------------------------------------

    def sky(self) -> Field:
        """The air, the clouds and the sun."""
        t = np.clip(self.y / HORIZON, 0, 1) + 0 * self.x
        image = gradient(
            t,
            (0.00, (0.26, 0.38, 0.56)),
            (0.35, (0.47, 0.57, 0.69)),
            (0.62, (0.73, 0.74, 0.76)),
            (0.82, (0.93, 0.80, 0.68)),
            (1.00, (0.97, 0.78, 0.58)),
        )
        distance = np.hypot(self.x - SUN_X, (self.y - SUN_Y) * 1.15)
        wide = np.exp(-distance / 0.34)
        near = np.exp(-distance / 0.085)

        # Clouds lie on a plane over the land: they grow flatter towards the horizon.
        depth = 1 / np.maximum(HORIZON + 0.06 - self.y, 0.03)
        texture = self.texture(11, cells=6, octaves=8)
        u, v = (self.x - 0.7) * depth * 0.085 + 0.12, depth * 0.120 + 0.37 + 0 * self.x
        warp = sample(texture, u * 0.6 + 0.3, v * 0.6 + 0.1) - 0.5
        density = sample(texture, u + warp * 0.10, v + warp * 0.05)
        towards = sample(
            texture, u + warp * 0.10 + (SUN_X - self.x) * 0.016, v + warp * 0.05 + 0.012
        )
        fine = sample(texture, u * 3.1 + 0.2, v * 3.1 + 0.7)
        body = density * 0.84 + fine * 0.16
        cover = smooth(0.36, 0.72, body)
        cover *= smooth(0, 0.20, HORIZON - 0.04 - self.y) * 0.75 + 0.25 * smooth(
            0, 0.05, HORIZON - self.y
        )
        lit = np.clip(0.62 + (density - towards) * 2.6, 0, 1)
        warmth = np.clip(wide * 1.5 + smooth(0.2, 1.0, t) * 0.35, 0, 1)
        light = mix((0.95, 0.94, 0.94), (1.06, 0.86, 0.64), warmth)
        shade = mix((0.50, 0.56, 0.67), (0.72, 0.58, 0.56), warmth)
        clouds = shade + (light - shade) * lit[..., None]
        image += (clouds - image) * (cover * 0.72)[..., None]

        image += wide[..., None] * np.array((0.30, 0.17, 0.04), np.float32)
        image += near[..., None] * np.array((0.55, 0.36, 0.14), np.float32)
        disc = smooth(0.0225, 0.0165, np.hypot(self.x - SUN_X, self.y - SUN_Y))
        return np.asarray(image + disc[..., None] * np.array((0.9, 0.8, 0.6), np.float32))

    def hills(self, image: Field) -> None:
        """Five ridges, the nearer the darker, each with mist at its foot."""
        layers = (
            # height, relief, cells, octaves, colour, haze
            (0.078, 0.022, 3, 7, (0.74, 0.66, 0.64), 0.88),
            (0.058, 0.020, 4, 7, (0.60, 0.56, 0.57), 0.74),
            (0.040, 0.017, 4, 8, (0.43, 0.43, 0.44), 0.56),
            (0.024, 0.011, 5, 8, (0.27, 0.29, 0.28), 0.36),
        )
        glow = np.exp(-((self.x - SUN_X) ** 2) / 0.10)
        for number, (height, relief, cells, octaves, colour, haze) in enumerate(layers):
            line = HORIZON - height - relief * self.profile(40 + number, cells, octaves, 0.46)
            ragged = np.abs(self.profile(60 + number, 90, 5, 0.62))
            line = line - ragged * (0.0012 + 0.0020 * (1 - haze))
            inside = smooth(-0.0006, 0.0006, self.y - line[None, :])
            depth = np.clip((self.y - line[None, :]) / (HORIZON - line[None, :]), 0, 1)
            woods = self.texture(80 + number, size=1024, cells=24, octaves=5)
            grain = sample(woods, self.x * 0.7 + number * 0.21, self.y * 3.0) - 0.5
            air = mix((0.80, 0.74, 0.72), (1.02, 0.80, 0.56), glow + 0 * self.y)
            fog = np.clip(
                haze * (0.55 + 0.30 * glow) + 0.42 * depth**2 * (0.55 + haze / 2), 0, 0.97
            )
            layer = np.array(colour, np.float32) * (1 + grain * 0.5 * (1 - haze))[..., None]
            layer = layer + (air - layer) * fog[..., None]
            image += (layer - image) * inside[..., None]

    def trees(self, image: Field) -> None:
        """The far bank: reeds and willows, small and dark against the haze."""
        base = self.profile(71, 5, 6, 0.55) * 0.0035 + 0.0075
        random = np.random.Generator(np.random.PCG64(7))
        crowns = Image.new("L", (self.w, self.h), 0)
        draw = ImageDraw.Draw(crowns)
        groves = ((0.045, 0.055, 26), (0.17, 0.040, 9), (0.40, 0.030, 6), (0.545, 0.05, 5),
                  (1.10, 0.028, 8), (1.26, 0.050, 24))  # fmt: skip
        for centre, spread, count in groves:
            for _ in range(count):
                x = centre + random.normal() * spread
                tall = 0.010 + 0.026 * random.random() * (1.3 if count > 20 else 0.8)
                self.crown(draw, random, x, tall, slim=random.random() < 0.3)
        mask = np.asarray(crowns, np.float32) / 255
        bank = smooth(-0.0005, 0.0005, self.y - (HORIZON - base[None, :]))
        mask = np.maximum(mask, bank) * smooth(0.0004, -0.0004, self.y - HORIZON)
        leaves = self.texture(91, size=1024, cells=64, octaves=4)
        grain = sample(leaves, self.x * 1.9, self.y * 1.9) - 0.5
        glow = np.exp(-((self.x - SUN_X) ** 2) / 0.045) + 0 * self.y
        colour = mix((0.175, 0.195, 0.165), (0.52, 0.36, 0.20), np.clip(glow * 0.85, 0, 1))
        colour = colour * (1 + grain * 0.75)[..., None]
        foot = smooth(HORIZON - 0.022, HORIZON, self.y)
        colour += (np.array((0.72, 0.62, 0.54), np.float32) - colour) * (foot * 0.38)[..., None]
        image += (colour - image) * (mask * 0.94)[..., None]

    def crown(
        self, draw: ImageDraw.ImageDraw, random: np.random.Generator, x: float, tall: float,
        *, slim: bool,
    ) -> None:  # fmt: skip
        """One tree: a cloud of leaves."""
        wide = tall * (0.15 if slim else 0.42)
        foot = HORIZON - 0.004
        for _ in range(420):
            up = random.random() ** 0.8
            reach = wide * np.sqrt(max(0.0, 1 - (2 * up - 0.9) ** 2)) * 0.95
            cx, cy = x + random.normal() * reach * 0.5, foot - up * tall
            r = tall * (0.010 + 0.042 * random.random() ** 2) * (0.7 if slim else 1)
            box = [
                (cx - r) * self.h,
                (cy - r * 0.8) * self.h,
                (cx + r) * self.h,
                (cy + r * 0.8) * self.h,
            ]
            draw.ellipse(box, fill=255)

    def water(self, image: Field) -> None:
        """Below the far bank: all that stands above it, mirrored and broken by ripples."""
        top = int(HORIZON * self.h)
        y = self.y[top:]
        p = np.clip((y - HORIZON) / (1 - HORIZON), 0, 1) + 0 * self.x
        near = 1 / (p * 0.55 + 0.022)
        texture = self.texture(23, cells=16, octaves=6)
        u, v = (self.x - 0.75) * near * 0.055 + 0.5, near * 0.62
        swell = sample(texture, u * 0.55 + 0.1, v * 0.75 + 0.3) - 0.5
        ripple = sample(texture, u * 1.6 + 0.4, v * 2.3) - 0.5
        breeze = smooth(0.40, 0.74, sample(texture, self.x * 0.035 + 0.3, p * 0.12 + 0.55))
        calm = 1 - 0.6 * breeze
        slope = (swell * 0.65 + ripple * 0.55) * (0.25 + 0.75 * breeze)
        source_y = HORIZON - (y - HORIZON) * 1.02 - slope * (0.010 + 0.20 * p)
        source_x = self.x + ripple * (0.001 + 0.018 * p)
        mirrored = sample_image(
            image, source_x * self.h, np.clip(source_y, 0.004, HORIZON - 0.001) * self.h
        )
        grazing = np.clip(1 - p * 0.72, 0.28, 1) * (0.94 - 0.10 * breeze)
        grazing = np.clip(grazing + slope * (0.55 * p + 0.12), 0.1, 1)
        deep = mix((0.16, 0.21, 0.24), (0.055, 0.085, 0.095), p)
        surface = deep + (mirrored - deep) * grazing[..., None]
        path = np.exp(-(((self.x - SUN_X) / (0.020 + 0.085 * p)) ** 2))
        sparkle = smooth(0.02, 0.30, slope + 0.10 * path) * path
        sparkle *= 0.35 + 0.65 * smooth(1.0, 0.1, p)
        surface += sparkle[..., None] * np.array((0.95, 0.68, 0.36), np.float32)
        surface += (path * 0.16 * calm)[..., None] * np.array((1.0, 0.66, 0.34), np.float32)
        image[top:] = surface

    def mist(self, image: Field) -> None:
        """A veil over the far water."""
        texture = self.texture(31, size=1024, cells=5, octaves=6)
        veil = sample(texture, self.x * 0.22 + 0.1, self.y * 1.1 + 0.2)
        band = np.exp(-(((self.y - HORIZON - 0.001) / 0.020) ** 2)) * (0.25 + 0.75 * veil)
        glow = np.exp(-((self.x - SUN_X) ** 2) / 0.12) + 0 * self.y
        colour = mix((0.84, 0.78, 0.75), (1.05, 0.84, 0.60), glow)
        image += (colour - image) * (band * 0.62)[..., None]

    def bank(self, x: float) -> float:
        """The line of the near bank: high on the left, sinking to the right."""
        return float(
            0.955 - 0.105 * np.exp(-((x / 0.42) ** 2)) - 0.03 * np.exp(-(((x - 1.36) / 0.2) ** 2))
        )

    def grass(self, image: Field) -> None:
        """The near bank, out of focus the nearer it stands."""
        random = np.random.Generator(np.random.PCG64(5))
        layers = ((4200, 0.050, 0.0007, 0.0007, 0.00), (1700, 0.090, 0.0011, 0.0016, 0.030),
                  (420, 0.17, 0.0024, 0.0060, 0.080))  # fmt: skip
        for number, (count, tall, thick, blur, drop) in enumerate(layers):
            tint = Image.new("RGB", (self.w, self.h), (40, 38, 24))
            mask = Image.new("L", (self.w, self.h), 0)
            on_tint, on_mask = ImageDraw.Draw(tint), ImageDraw.Draw(mask)
            edge = [
                (x * self.h, (self.bank(x) + drop) * self.h) for x in np.linspace(0, ASPECT, 80)
            ]
            on_mask.polygon([*edge, (self.w, self.h), (0, self.h)], fill=255)
            for _ in range(count):
                x = random.random() * (ASPECT + 0.1) - 0.05
                y = self.bank(x) + drop + random.random() ** 1.5 * 0.10 + 0.004
                size = tall * (0.45 + 0.75 * random.random())
                bend = (random.normal() * 0.35 + 0.25) * size
                self.blade(on_tint, on_mask, random, (x, y), size, bend, thick, plume=number > 0)
            radius = blur * self.h
            alpha = np.asarray(mask.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
            colour = (
                np.asarray(tint.filter(ImageFilter.GaussianBlur(radius * 0.7)), np.float32) / 255
            )
            fade = smooth(0.80, 1.02, self.y)
            colour = colour * (1.05 - 0.62 * fade)[..., None]
            image += (colour - image) * alpha[..., None]

    def blade(
        self, on_tint: ImageDraw.ImageDraw, on_mask: ImageDraw.ImageDraw,
        random: np.random.Generator, foot: tuple[float, float], size: float, bend: float,
        thick: float, *, plume: bool,
    ) -> None:  # fmt: skip
        """One blade of grass, with the sun on it; some carry a plume."""
        x, y = foot
        sunny = float(np.exp(-(((x - SUN_X) / 0.38) ** 2)))
        gold = 0.06 + 0.40 * sunny + 0.42 * random.random() ** 2
        colour = tuple(round(255 * (a + (b - a) * gold)) for a, b in
                       ((0.075, 0.60), (0.095, 0.46), (0.045, 0.20)))  # fmt: skip
        steps = np.linspace(0, 1, 9)
        line = [(x + bend * s**2, y - size * s * (1 - 0.10 * s * abs(bend) / size)) for s in steps]
        widths = [thick * (1 - s) ** 0.7 + 0.00018 for s in steps]
        left = [((px - w) * self.h, py * self.h) for (px, py), w in zip(line, widths, strict=True)]
        right = [((px + w) * self.h, py * self.h) for (px, py), w in zip(line, widths, strict=True)]
        for draw, fill in ((on_tint, colour), (on_mask, 255)):
            draw.polygon([*left, *reversed(right)], fill=fill)
        if plume and random.random() < 0.16:
            light = tuple(min(255, round(c * 1.35)) for c in colour)
            for part in range(14):
                s = 0.80 + 0.20 * part / 13
                cx = x + bend * s**2 + random.normal() * thick * 0.6
                cy = y - size * s
                r = thick * (1.7 - 1.0 * abs(part - 6) / 7)
                box = [
                    (cx - r) * self.h,
                    (cy - r * 2) * self.h,
                    (cx + r) * self.h,
                    (cy + r * 2) * self.h,
                ]
                on_tint.ellipse(box, fill=light)
                on_mask.ellipse(box, fill=235)

    # -- the camera -------------------------------------------------------------------------

    def develop(self, image: Field) -> Image.Image:
        """Bloom, tone, vignette and grain, as a lens and a sensor would leave them."""
        small = Image.fromarray((np.clip(image, 0, 1.6) / 1.6 * 255).astype(np.uint8))
        soft = small.resize((self.w // 8, self.h // 8), Image.Resampling.BOX)
        soft = soft.filter(ImageFilter.GaussianBlur(self.h / 8 * 0.030))
        bloom = np.asarray(soft.resize((self.w, self.h), Image.Resampling.BICUBIC), np.float32)
        image += np.clip(bloom / 255 * 1.6 - 0.62, 0, None) * 0.30
        image = 1 - np.exp(-np.clip(image, 0, None) * 1.72)
        image /= 1 - np.exp(np.float32(-2.05))
        image = image + 0.16 * image * (1 - image) * (2 * image - 1) * 2
        distance = np.hypot(self.x - ASPECT / 2, self.y - 0.5) / np.hypot(ASPECT / 2, 0.5)
        image *= (1 - 0.26 * smooth(0.45, 1.05, distance))[..., None]
        random = np.random.Generator(np.random.PCG64(3))
        noise = random.standard_normal((self.h, self.w), dtype=np.float32)
        noise = (noise + np.roll(noise, 1, 0) + np.roll(noise, 1, 1)) / 1.73
        light = image.mean(axis=2)
        image += (noise * (0.006 + 0.013 * np.clip(1 - light, 0, 1)))[..., None]
        return Image.fromarray((np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8))

    def paint(self) -> Image.Image:
        """The whole picture, from the sky to the grain."""
        image = self.sky()
        self.hills(image)
        self.trees(image)
        self.water(image)
        self.mist(image)
        self.grass(image)
        return self.develop(image)


def smooth(low: float, high: float, value: Field) -> Field:
    """From 0 at `low` to 1 at `high`, softly."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def mix(a: tuple[float, ...], b: tuple[float, ...], t: Field) -> Field:
    """A colour between two."""
    first, second = np.array(a, np.float32), np.array(b, np.float32)
    return np.asarray(first + (second - first) * t[..., None])


def gradient(t: Field, *stops: tuple[float, tuple[float, float, float]]) -> Field:
    """Colours between stops."""
    at = [stop for stop, _ in stops]
    channels = [np.interp(t, at, [colour[c] for _, colour in stops]) for c in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def sample(texture: Field, u: Field, v: Field) -> Field:
    """Bilinear values of a texture that repeats, mirrored, for ever."""
    size = texture.shape[0]
    x, y = _mirrored(u * size, size), _mirrored(v * size, size)
    x, y = np.broadcast_arrays(x, y)
    left, top = np.minimum(x.astype(np.int32), size - 2), np.minimum(y.astype(np.int32), size - 2)
    fx, fy = x - left, y - top
    upper = texture[top, left] * (1 - fx) + texture[top, left + 1] * fx
    lower = texture[top + 1, left] * (1 - fx) + texture[top + 1, left + 1] * fx
    return np.asarray(upper * (1 - fy) + lower * fy, np.float32)


def _mirrored(value: Field, size: int) -> Field:
    period = 2 * (size - 1)
    folded = np.mod(value, period)
    return np.asarray(np.minimum(folded, period - folded))


def sample_image(image: Field, x: Field, y: Field) -> Field:
    """Bilinear colours of a picture."""
    h, w = image.shape[:2]
    x, y = np.clip(x, 0, w - 1.001), np.clip(y, 0, h - 1.001)
    left, top = x.astype(np.int32), y.astype(np.int32)
    fx, fy = (x - left)[..., None], (y - top)[..., None]
    upper = image[top, left] * (1 - fx) + image[top, left + 1] * fx
    lower = image[top + 1, left] * (1 - fx) + image[top + 1, left + 1] * fx
    return np.asarray(upper * (1 - fy) + lower * fy, np.float32)


def exif() -> bytes:
    """What a camera would write, with a camera that does not exist."""
    data = Image.Exif()
    data[0x010F] = "Obscura Works"
    data[0x0110] = "Steppe 12"
    data[0x0112] = 1
    data[0x0131] = "tools/make_photograph.py"
    data[0x0132] = "2026:01:18 07:42:00"
    data[0x013B] = "Publisher"
    return data.tobytes()


def profile() -> bytes:
    """sRGB. LittleCMS stamps the hour of making into the header: it is set to one hour."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    date = b"".join(n.to_bytes(2, "big") for n in (2026, 1, 18, 0, 0, 0))
    return made[:24] + date + made[36:84] + bytes(16) + made[100:]


def main(arguments: list[str]) -> None:
    """Make the picture."""
    draft = "--draft" in arguments
    names = [name for name in arguments if not name.startswith("--")]
    target = Path(names[0]) if names else TARGET
    picture = Painter(0.25 if draft else 1).paint()
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.save(
        target, "JPEG", quality=88, subsampling=2, optimize=True,
        dpi=(300, 300), exif=exif(), icc_profile=profile(),
    )  # fmt: skip
    print(target, *picture.size, target.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
