"""What every form of chart is drawn with: paper, hands, paints, numbers in the language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NoReturn

from publisher import typography
from publisher.diagnostics import Place, Report
from publisher.drawing.lettering import Hand, Lettering
from publisher.drawing.palette import Palette
from publisher.drawing.paper import Paint, Paper
from publisher.model.charts import Scale, Series
from publisher.model.language import Language
from publisher.model.text import Line

NO_DATA = "…"
"""The sign for a value that is not known, as Ukrainian statistics print it."""
STAR = "*"
INCOMPLETE: dict[Language, str] = {
    "uk": "* неповні дані", "ru": "* неполные данные", "en": "* incomplete data",
}  # fmt: skip
SWATCH = 7.0
_DIVISORS: dict[Scale, Decimal] = {
    "thousand": Decimal(1000), "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9,
}  # fmt: skip


class Unable(Exception):  # noqa: N818 - the name is the sentence: reported, and not drawn
    """The drawing can't be made; why is in the report."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the values of a drawing are printed: divided by the scale, all with as many decimals."""

    language: Language
    scale: Scale | None
    digits: int
    choices: typography.Choices = field(default_factory=typography.Choices)

    @classmethod
    def of(
        cls,
        values: Iterable[Decimal | None],
        language: Language,
        scale: Scale | None,
        digits: int | None,
        choices: typography.Choices = typography.Choices(),  # noqa: B008 - frozen
    ) -> Numbers:
        """Decimals that tell values apart and no more, unless the editor said how many."""
        known = [scaled(value, scale) for value in values if value is not None]
        if digits is None:
            largest = max((abs(value) for value in known), default=Decimal(0))
            whole = all(value == value.to_integral_value() for value in known)
            needed = max((-_exponent(value) for value in known), default=0)
            room = 0 if largest >= 100 else 1 if largest >= 10 else 2
            digits = 0 if whole else min(room, max(needed, 0))
        return cls(language, scale, digits, choices)

    def text(self, value: Decimal) -> str:
        """A value as it is printed."""
        return self.plain(scaled(value, self.scale))

    def plain(self, value: Decimal, digits: int | None = None) -> str:
        """A value that is divided already."""
        if value == 0:
            return "0"
        digits = self.digits if digits is None else digits
        text = typography.number(value, self.language, digits, choices=self.choices)
        # As in tables: a narrower space is lost when words are taken out of a PDF again.
        return text.replace("\u202f", "\u00a0")

    def percent(self, part: Decimal) -> str:
        """A share of one, in percent: whole ones, tenths below ten."""
        share = part * 100
        digits = 0 if share >= 10 or share == share.to_integral_value() else 1
        return typography.percent(share, self.language, self.choices, digits=digits)


def scaled(value: Decimal, scale: Scale | None) -> Decimal:
    """A value divided by its scale."""
    return value / _DIVISORS[scale] if scale else value


def unit_words(unit: str | None, scale: Scale | None, language: Language) -> str:
    """`млн грн`, `тис.`, `осіб`: what the numbers count."""
    parts = [typography.scale_word(scale, language)] if scale else []
    if unit:
        parts.append(typography.set_line(unit, language))
    return "\u00a0".join(parts)


@dataclass(slots=True)
class Board:
    """Everything a form draws with."""

    paper: Paper
    palette: Palette
    language: Language
    numbers: Numbers
    report: Report
    place: Place | None
    tallest: float
    height: float | None = None
    """The height of the plot that the editor asked for, in points."""
    label: Hand = field(init=False)
    value: Hand = field(init=False)
    note: Hand = field(init=False)
    title: Hand = field(init=False)

    def __post_init__(self) -> None:
        hand = self.lettering.hand
        self.label, self.value = hand("chart-label"), hand("chart-value")
        self.note, self.title = hand("chart-note"), hand("chart-title")

    @property
    def lettering(self) -> Lettering:
        """The hands and their measure."""
        return self.paper.lettering

    @property
    def width(self) -> float:
        """The width of the paper."""
        return self.paper.width

    def set(self, line: Line) -> str:
        """Words of the editor as the typographer sets them."""
        return typography.set_line(line.text, line.language, self.numbers.choices)

    def measure(self, text: str, hand: Hand) -> float:
        """How wide a line runs."""
        return self.lettering.width(text, hand)

    def tight(self, text: str) -> NoReturn:
        """A label has no room."""
        self.report.error("chart-labels-tight", self.place, text=text[:60])
        raise Unable

    def wrap(self, text: str, hand: Hand, room: float, most: int) -> list[str]:
        """Lines no wider than the room, or the report."""
        return self.lettering.wrap(text, hand, room, most) or self.tight(text)

    def on_board(self, paper: Paper) -> Board:
        """The same, on another paper."""
        return Board(
            paper, self.palette, self.language, self.numbers, self.report, self.place,
            self.tallest, self.height,
        )  # fmt: skip

    # -- what stands above and below a plot ------------------------------------------------

    def unit(self, words: str, top: float) -> float:
        """What the numbers count, at the upper left; where the next thing may begin."""
        if not words:
            return top
        lines = self.wrap(words, self.note, self.width, 2)
        self.paper.write_lines(lines, 0, top + 0.8 * self.note.size, self.note)
        return top + len(lines) * self.note.leading + 2

    def legend(
        self, entries: Sequence[tuple[Paint, str]], top: float, *, marks: bool = False
    ) -> float:
        """Swatches (or the marks of series) and names in a row, in as many rows as needed."""
        x, gap = 0.0, 12.0
        for index, (paint, name) in enumerate(entries):
            lines = self.wrap(name, self.label, self.width - SWATCH - 4, 3)
            wide = SWATCH + 4 + max(self.measure(line, self.label) for line in lines)
            if x and x + wide > self.width:
                x, top = 0.0, top + self.label.leading + 1
            if marks and paint.fill:
                self.paper.mark(index, x + SWATCH / 2, top + 0.6 + SWATCH / 2, paint.fill)
            else:
                self.paper.rect(x, top + 0.6, SWATCH, SWATCH, paint)
            self.paper.write_lines(lines, x + SWATCH + 4, top + 6.9, self.label)
            if len(lines) > 1:
                x, top = self.width, top + (len(lines) - 1) * self.label.leading
            x += wide + gap
        return top + self.label.leading + 4 if entries else top

    def foot(self, top: float, *, incomplete: bool) -> float:
        """The line that says what the star means; where the drawing ends."""
        if not incomplete:
            return top
        self.paper.write(INCOMPLETE[self.language], 0, top + self.note.leading, self.note)
        return top + self.note.leading + 0.3 * self.note.size


def largest(series: Iterable[Series]) -> Decimal:
    """The greatest value there is, or nought."""
    return max((v for one in series for v in one.values if v is not None), default=Decimal(0))


def smallest(series: Iterable[Series]) -> Decimal:
    """The least value there is, or nought."""
    return min((v for one in series for v in one.values if v is not None), default=Decimal(0))


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
