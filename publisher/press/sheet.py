"""What the interpreter saw on one page, for the checks to look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.units import Box, Length


@dataclass(frozen=True, slots=True)
class Tint:
    """A colour as the page asks for it."""

    kind: str
    """Family of its space: `/DeviceCMYK`, `/Separation`, `/Pattern` …"""
    inks: tuple[tuple[str, float], ...] | None
    """Ink → share of 0 to 1, only those above nothing; None where they can't be told."""

    @property
    def paper(self) -> bool:
        """Whether it leaves the paper bare."""
        return self.inks == ()

    @property
    def black_alone(self) -> bool:
        """Whether it is solid black and nothing else."""
        return (
            self.inks is not None
            and len(self.inks) == 1
            and (self.inks[0][0] == "Black" and self.inks[0][1] >= 0.995)
        )

    @property
    def total(self) -> float:
        """The sum of inks, in percent."""
        return 100 * sum(share for _, share in self.inks or ())

    def share(self, ink: str) -> float:
        """The share of one ink, in percent."""
        return 100 * dict(self.inks or ()).get(ink, 0.0)

    @property
    def plates(self) -> int:
        """On how many plates it stands."""
        return len(self.inks or ())

    @property
    def registration(self) -> bool:
        """Whether it is Separation /All."""
        return self.inks is not None and any(ink == "All" for ink, _ in self.inks)


BLACK_GREY = Tint("/DeviceGray", (("Black", 1.0),))


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text shown."""

    box: Box
    size: float
    """Points on the page."""
    tint: Tint
    overprint: bool
    opm: int
    font: int
    """Index in the file's list of fonts."""
    visible: bool
    knocks_out: bool
    """Whether something other than bare paper lies beneath."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One painted path."""

    box: Box
    fill: Tint | None
    stroke: Tint | None
    weight: float
    """Of the stroke, in points."""
    sides: tuple[float, ...]
    """Of the fill: how thin its rectangles and frames are, in points."""
    rectangular: bool
    fill_overprint: bool
    stroke_overprint: bool
    opm: int


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture placed."""

    box: Box
    width: int
    height: int
    across: float
    """Effective pixels an inch along the picture's width."""
    along: float
    """The same along its height."""
    bits: int
    stencil: bool
    kind: str
    upright: bool

    @property
    def ppi(self) -> float:
        """The lower of both resolutions."""
        return min(self.across, self.along)

    @property
    def bitmap(self) -> bool:
        """Whether it has only black and white."""
        return self.stencil or self.bits == 1


@dataclass(frozen=True, slots=True)
class Shaded:
    """One gradient painted by `sh`."""

    box: Box
    kind: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Something noticed in passing: what, and about where."""

    what: str
    box: Box | None = None


@dataclass(slots=True)
class Sheet:
    """One page."""

    number: int
    media: Box
    crop: Box | None = None
    bleed: Box | None = None
    trim: Box | None = None
    art: Box | None = None
    rotated: int = 0
    user_unit: float = 1.0
    texts: list[Text] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    shaded: list[Shaded] = field(default_factory=list)
    spaces: dict[tuple[str, str], Box | None] = field(default_factory=dict)
    """Family of colour space, what used it → where first."""
    groups: dict[tuple[str, bool], Box | None] = field(default_factory=dict)
    """Space of a transparency group, whether it is a luminosity mask → where first."""
    spots: dict[str, Box | None] = field(default_factory=dict)
    transparent: list[Seen] = field(default_factory=list)
    blends: dict[str, Box | None] = field(default_factory=dict)
    missing: dict[str, Box | None] = field(default_factory=dict)
    """Resources that are named but not there."""
    faults: list[Seen] = field(default_factory=list)
    notdef: dict[int, Box] = field(default_factory=dict)
    """Font → where a glyph is missing."""
    fonts: set[int] = field(default_factory=set)
    devices: dict[str, Box | None] = field(default_factory=dict)
    """Keys of ExtGStates that steer a device: TR, HT …"""
    layers: bool = False
    everywhere: list[Box] = field(default_factory=list)
    """Where Separation /All is painted."""

    @property
    def lengths(self) -> tuple[int, int, int, int]:
        """How many texts, paths, pictures and gradients there are so far."""
        return len(self.texts), len(self.drawn), len(self.placed), len(self.shaded)

    def around_since(self, before: tuple[int, int, int, int]) -> Box | None:
        """The box around everything drawn since, or None."""
        texts, drawn, placed, shaded = before
        boxes = [
            *(thing.box for thing in self.texts[texts:]),
            *(thing.box for thing in self.drawn[drawn:]),
            *(thing.box for thing in self.placed[placed:]),
            *(thing.box for thing in self.shaded[shaded:]),
        ]
        return Box.around(boxes) if boxes else None

    @property
    def page(self) -> Box:
        """The finished page: the trim, or what comes nearest."""
        return self.trim or self.art or self.crop or self.media

    def inside_trim(self, box: Box) -> bool:
        """Whether any of a box lies on the finished page."""
        return box.meets(self.page)

    @property
    def bleed_box(self) -> Box:
        """The bleed box, or the page where there is none."""
        return self.bleed or self.page

    def safe(self, safety: Length) -> Box:
        """The finished page less the safety margin."""
        return self.page.grown(Length(-safety.points))
