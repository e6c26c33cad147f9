"""What a printing house asks for, as one YAML file a house or condition.

Houses contradict each other (marks or none, live text or curves, X-4 or X-1a), so nothing of
the kind is written into the press itself. `docs/guides/printer.md` tells the fields one by one.
"""

from __future__ import annotations

import enum
import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from publisher.diagnostics import Place, Report
from publisher.nodes import nearest, read_yaml, validate
from publisher.units import Length
from publisher.workspace import Refused, Workspace

FOLDER = "printers"


class Flavour(enum.StrEnum):
    """The part of ISO 15930 a file answers to."""

    X4 = "PDF/X-4"
    X1A_2001 = "PDF/X-1a:2001"
    X1A_2003 = "PDF/X-1a:2003"
    X3_2003 = "PDF/X-3:2003"

    @property
    def live_transparency(self) -> bool:
        """Whether transparency may stay live; only X-4 says so."""
        return self is Flavour.X4

    @property
    def version(self) -> str:
        """The newest PDF version the flavour knows."""
        return {Flavour.X4: "1.6", Flavour.X1A_2001: "1.3"}.get(self, "1.4")


def _length(value: object) -> object:
    return Length.parse(value) if isinstance(value, str) else value


class _Terms(BaseModel):
    """Fields of a printer's file: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


Measure = Annotated[Length, BeforeValidator(_length)]
Percent = Annotated[float, Field(ge=0, le=400)]


class ProfileFile(_Terms):
    """The ICC profile of the condition: a path from the workspace root, and its SHA-256."""

    file: str
    sha256: str = ""


class Marks(_Terms):
    """What stands around the page, outside the bleed."""

    crop: bool = True
    registration: bool = True
    bar: bool = True
    slug: bool = True
    fold: tuple[Measure, ...] = ()
    """Distances of folds from the left edge of the trim."""
    offset: Measure = Length.mm(5)
    """From the trim to the nearer end of a mark; never less than the bleed and 1 mm."""
    length: Measure = Length.mm(5)
    weight: Measure = Length.pt(0.25)

    @property
    def any(self) -> bool:
        """Whether anything stands around the page at all."""
        return self.crop or self.registration or self.bar or self.slug or bool(self.fold)


NO_MARKS = Marks(crop=False, registration=False, bar=False, slug=False)


def _marks(value: object) -> object:
    return NO_MARKS if value == "none" else value


class TextLimits(_Terms):
    """Text as the house wants it."""

    curves: bool = False
    smallest: Measure = Length.pt(5)
    """In one ink."""
    smallest_inks: Measure = Length.pt(8)
    """White on a ground, or in more than one ink (GWG 2022 R0016, R0017)."""
    overprint_black: bool = True
    overprint_below: Measure = Length.pt(12)
    """Black text below this size must overprint (GWG 2022 R0009)."""


class LineLimits(_Terms):
    """Lines as the house wants them."""

    thinnest: Measure = Length.pt(0.2)
    thinnest_inks: Measure = Length.pt(0.25)
    """White, or in more than one ink (GWG 2022 R0018, R0019)."""
    overprint_below: Measure = Length.pt(2)
    """Black lines below this weight overprint (GWG 2022 R0010)."""


class PictureLimits(_Terms):
    """Effective resolution in pixels an inch (GWG 2022 R0031, R0032)."""

    stops: float = 149
    warns: float = 224
    bitmap_stops: float = 549
    bitmap_warns: float = 799
    quality: Annotated[int, Field(ge=60, le=100)] = 92
    """JPEG quality of converted photographs, always 4:4:4."""


class RichBlack(_Terms):
    """The recipe for large black areas, in percent."""

    c: Percent = 50
    m: Percent = 40
    y: Percent = 40
    k: Percent = 100
    larger_than: Measure = Length.mm(30)
    """Both sides of the area."""


class InkLimits(_Terms):
    """Ink on paper, in percent of one full plate."""

    total: Percent = 300
    window: Measure = Length.mm(15)
    """The side of the square over which total ink is averaged (GWG 2022 R0026)."""
    text_total: Percent = 280
    """Black text of more than one ink (GWG 2022 R0015)."""
    rich_black: RichBlack | None = None
    gamut: float = 5.0
    """ΔE2000 from which a converted colour is said to have left the gamut."""


class SpotInks(_Terms):
    """Inks beyond CMYK: how many a job may have; the others are printed from process inks."""

    allowed: int = 0
    to_process: tuple[str, ...] = ()


def _file_name(value: object) -> object:
    """A pattern that makes a name, and no path."""
    if not isinstance(value, str):
        return value
    reason = ""
    try:
        name = value.format(slug="slug", page=1, pages=2, width=148, height=210)
    except (KeyError, IndexError, AttributeError):
        reason = "an unknown place"
    except ValueError:
        reason = "braces that do not match"
    else:
        if not name.endswith(".pdf") or not _PLAIN_NAME.fullmatch(name):
            reason = "not a plain name"
    if reason:
        known = "`{slug}`, `{page:03}`, `{pages}`, `{width}`, `{height}`"
        values = {"pattern": value, "reason": reason, "known": known}
        raise PydanticCustomError("printer-file-name", "no name", values)
    return value


_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
FileName = Annotated[str, BeforeValidator(_file_name)]


class FileNames(_Terms):
    """How the files are called: `{slug}`, `{page:03}`, `{pages}`, `{width}`, `{height}` (mm)."""

    whole: FileName = "{slug}-print.pdf"
    page: FileName | None = None
    """When given, one PDF a page."""


class Demand(enum.StrEnum):
    """What becomes of a finding of a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


class Printer(_Terms):
    """A printing house or a printing condition: everything the press must know of it."""

    title: str
    condition: str
    profile: ProfileFile
    flavour: Flavour = Flavour.X4
    name: str = ""
    about: str = ""
    bleed: Measure = Length.mm(3)
    safety: Measure = Length.mm(4)
    """How far text stays from the trim."""
    marks: Annotated[Marks, BeforeValidator(_marks)] = Marks()
    text: TextLimits = TextLimits()
    lines: LineLimits = LineLimits()
    pictures: PictureLimits = PictureLimits()
    ink: InkLimits = InkLimits()
    spots: SpotInks = SpotInks()
    files: FileNames = FileNames()
    transparency: bool = True
    """Whether live transparency may stay where the flavour allows it."""
    rules: dict[str, Demand] = Field(default_factory=dict)
    """Rules this house judges otherwise: rule → error, warning, note or off."""
    place: Place | None = None

    @property
    def live_transparency(self) -> bool:
        """Whether transparency may stay live in this house's files."""
        return self.transparency and self.flavour.live_transparency

    def keeps_spot(self, spot: str, others: int) -> bool:
        """Whether a spot ink gets its own plate, given how many already have one."""
        return spot not in self.spots.to_process and others < self.spots.allowed


def printer_names(workspace: Workspace) -> tuple[str, ...]:
    """The names of the presets in `printers/`, in order."""
    return tuple(file.removesuffix(".yaml") for file in workspace.files(FOLDER, ".yaml"))


def load_printer(
    workspace: Workspace, name: str, report: Report, named_at: Place | None = None
) -> Printer | None:
    """The preset of a name; None, with the reason in the report, where it can't be had."""
    names = printer_names(workspace)
    if name not in names:
        known = ", ".join(f"`{one}`" for one in names) or None
        report.error(
            "printer-unknown", named_at, name=name, suggestion=nearest(name, names), known=known
        )
        return None
    try:
        source = workspace.read(f"{FOLDER}/{name}.yaml")
    except Refused as refused:
        report.error(refused.code, named_at, **refused.values)
        return None
    node = read_yaml(source, report)
    if node is None:
        return None
    for own in ("name", "place"):
        if own in node.keys:
            report.error("unknown-field", node.keys[own], owner="printer", field=own)
            return None
    terms = validate(node, Printer, report, "printer")
    return terms.model_copy(update={"name": name, "place": source.place}) if terms else None
