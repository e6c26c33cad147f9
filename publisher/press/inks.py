"""What becomes of each colour: a token's own inks, black alone, or a conversion.

Photographs never come here: a pixel that happens to equal a token is still a photograph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PIL import Image

from publisher.diagnostics import Place, Report
from publisher.model.output import Colour, Ink
from publisher.press.engine import Cmyk, Engine, Rgb, delta_e
from publisher.press.printers import Printer

TOKEN, NEUTRAL, CONVERTED = "token", "neutral", "converted"


@dataclass(frozen=True, slots=True)
class Mixture:
    """A colour on press: process inks 0 to 1; a spot ink has them as its alternate."""

    process: Cmyk
    spot: str | None = None

    @property
    def full_black(self) -> bool:
        """Whether it is solid black and nothing else."""
        return self.spot is None and self.process[:3] == (0, 0, 0) and self.process[3] >= 0.995

    @property
    def paper(self) -> bool:
        """Whether it is the bare paper."""
        return self.spot is None and not any(self.process)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one colour of the screen, for the report."""

    screen: str
    how: str
    """`token`, `neutral` or `converted`."""
    press: Ink
    difference: float
    """ΔE2000 between screen and press, both relative to their white."""
    name: str = ""
    uses: int = 0


@dataclass(slots=True)
class Inks:
    """The table of one edition on one press."""

    engine: Engine
    printer: Printer
    tokens: dict[Rgb, Colour] = field(default_factory=dict)
    spots: dict[str, Cmyk] = field(default_factory=dict)
    """Spot inks with a plate of their own, and their alternates."""
    _mixtures: dict[tuple[float, ...], Mixture] = field(default_factory=dict)
    _uses: dict[Rgb, int] = field(default_factory=dict)
    guests: dict[Place, Inks] = field(default_factory=dict)
    """The same press for pages of other people, by where they come from."""

    def abroad(self, place: Place) -> Inks:
        """The press for a page of other people: our tokens say nothing there."""
        if place not in self.guests:
            self.guests[place] = Inks(self.engine, self.printer, {}, self.spots)
        return self.guests[place]

    def of(self, red: float, green: float, blue: float) -> Mixture:
        """The inks for an RGB colour of 0 to 1."""
        key = (red, green, blue)
        mixture = self._mixtures.get(key)
        rgb = _eight_bits(red), _eight_bits(green), _eight_bits(blue)
        self._uses[rgb] = self._uses.get(rgb, 0) + 1
        if mixture is None:
            mixture = self._mixtures[key] = self._mix(rgb)
        return mixture

    def of_profiled(self, red: float, green: float, blue: float, profile: bytes) -> Mixture:
        """The inks for an RGB colour of 0 to 1 that comes with a profile of its own."""
        rgb = _eight_bits(red), _eight_bits(green), _eight_bits(blue)
        if rgb[0] == rgb[1] == rgb[2]:
            return Mixture((0.0, 0.0, 0.0, 1 - rgb[0] / 255))
        picture = self.engine.picture(Image.new("RGB", (1, 1), rgb), profile)
        pixel = picture.getpixel((0, 0))
        assert isinstance(pixel, tuple)
        c, m, y, k = (value / 255 for value in pixel)
        return Mixture((c, m, y, k))

    def of_lab(self, lightness: float, a: float, b: float) -> Mixture:
        """The inks for a CIELAB colour, D50."""
        pixel = tuple(max(0, min(255, round(v))) for v in (lightness * 2.55, a + 128, b + 128))
        converted = self.engine.picture(Image.new("LAB", (1, 1), pixel)).getpixel((0, 0))
        assert isinstance(converted, tuple)
        c, m, y, k = (value / 255 for value in converted)
        return Mixture((c, m, y, k))

    def _mix(self, rgb: Rgb) -> Mixture:
        token = self.tokens.get(rgb)
        if token is None:
            return Mixture(self._process(rgb))
        ink = token.press
        process = (ink.c / 100, ink.m / 100, ink.y / 100, ink.k / 100)
        if ink.spot and (
            ink.spot in self.spots or self.printer.keeps_spot(ink.spot, len(self.spots))
        ):
            self.spots[ink.spot] = process
            return Mixture(process, ink.spot)
        return Mixture(process)

    def _process(self, rgb: Rgb) -> Cmyk:
        red, green, blue = rgb
        if red == green == blue:
            return (0.0, 0.0, 0.0, 1 - red / 255)
        return self.engine.ink(rgb)

    def fates(self) -> tuple[Fate, ...]:
        """What became of every colour that was met, the most used first."""
        return tuple(
            self._fate(rgb, uses)
            for rgb, uses in sorted(self._uses.items(), key=lambda used: (-used[1], used[0]))
        )

    def _fate(self, rgb: Rgb, uses: int) -> Fate:
        token = self.tokens.get(rgb)
        neutral = rgb[0] == rgb[1] == rgb[2]
        mixture = self._mix(rgb)
        c, m, y, k = (round(100 * part, 1) for part in mixture.process)
        look = delta_e(self.engine.look_on_screen(rgb), self.engine.look(mixture.process))
        return Fate(
            screen="#{:02x}{:02x}{:02x}".format(*rgb),
            how=TOKEN if token else NEUTRAL if neutral else CONVERTED,
            press=Ink(c, m, y, k, mixture.spot),
            difference=round(look, 1),
            name=token.name if token else "",
            uses=uses,
        )


def mix_inks(engine: Engine, printer: Printer, colours: Iterable[Colour], report: Report) -> Inks:
    """The table for an edition; two tokens that can't be told apart on screen are an error."""
    inks = Inks(engine, printer)
    for colour in colours:
        rgb = parse(colour.screen)
        if rgb is None:
            report.error("print-token-unreadable", None, name=colour.name, screen=colour.screen)
            continue
        known = inks.tokens.setdefault(rgb, colour)
        if known.press != colour.press:
            report.error(
                "print-token-twice", None, one=known.name, other=colour.name, screen=colour.screen
            )
    return inks


def parse(screen: str) -> Rgb | None:
    """`#a3123f` or `#fff` as three values of 0 to 255."""
    digits = screen.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    try:
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16))
    except ValueError:
        return None


def _eight_bits(value: float) -> int:
    return max(0, min(255, round(value * 255)))
