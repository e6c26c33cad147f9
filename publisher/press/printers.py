"""What a printing house asks for, as one YAML file a house or condition.

Houses contradict each other (marks or none, live text or curves, X-4 or X-1a), so nothing of
the kind is written into the press itself. `docs/guides/printer.md` tells the fields one by one.
"""

from __future__ import annotations

import difflib
import enum
from dataclasses import fields
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from publisher.diagnostics import Place, Report
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


Measure = Annotated[Length, BeforeValidator(_length)]
Percent = Annotated[float, Field(ge=0, le=400)]
_STRICT: Any = {"extra": "forbid", "arbitrary_types_allowed": True}


@dataclass(frozen=True, slots=True, config=_STRICT)
class ProfileFile:
    """The ICC profile of the condition: a path from the workspace root, and its SHA-256."""

    file: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Marks:
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


@dataclass(frozen=True, slots=True, config=_STRICT)
class TextLimits:
    """Text as the house wants it."""

    curves: bool = False
    smallest: Measure = Length.pt(5)
    """In one ink."""
    smallest_inks: Measure = Length.pt(8)
    """White on a ground, or in more than one ink (GWG 2022 R0016, R0017)."""
    overprint_black: bool = True
    overprint_below: Measure = Length.pt(12)
    """Black text below this size must overprint (GWG 2022 R0009)."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class LineLimits:
    """Lines as the house wants them."""

    thinnest: Measure = Length.pt(0.2)
    thinnest_inks: Measure = Length.pt(0.25)
    """White, or in more than one ink (GWG 2022 R0018, R0019)."""
    overprint_below: Measure = Length.pt(2)
    """Black lines below this weight overprint (GWG 2022 R0010)."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class PictureLimits:
    """Effective resolution in pixels an inch (GWG 2022 R0031, R0032)."""

    stops: float = 149
    warns: float = 224
    bitmap_stops: float = 549
    bitmap_warns: float = 799
    quality: Annotated[int, Field(ge=60, le=100)] = 92
    """JPEG quality of converted photographs, always 4:4:4."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class RichBlack:
    """The recipe for large black areas, in percent."""

    c: Percent = 50
    m: Percent = 40
    y: Percent = 40
    k: Percent = 100
    larger_than: Measure = Length.mm(30)
    """Both sides of the area."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class InkLimits:
    """Ink on paper, in percent of one full plate."""

    total: Percent = 300
    window: Measure = Length.mm(15)
    """The side of the square over which total ink is averaged (GWG 2022 R0026)."""
    text_total: Percent = 280
    """Black text of more than one ink (GWG 2022 R0015)."""
    rich_black: RichBlack | None = None
    gamut: float = 5.0
    """ΔE2000 from which a converted colour is said to have left the gamut."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class SpotInks:
    """Inks beyond CMYK: how many a job may have; the others are printed from process inks."""

    allowed: int = 0
    to_process: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=_STRICT)
class FileNames:
    """How the files are called: `{slug}`, `{page:03}`, `{pages}`, `{width}`, `{height}` (mm)."""

    whole: str = "{slug}-print.pdf"
    page: str | None = None
    """When given, one PDF a page."""


class Demand(enum.StrEnum):
    """What becomes of a finding of a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, config=_STRICT)
class Printer:
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
    marks: Marks = Marks()
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


_PRINTER = TypeAdapter(Printer)


def printer_names(workspace: Workspace) -> tuple[str, ...]:
    """The names of the presets in `printers/`, in order."""
    return tuple(file.removesuffix(".yaml") for file in workspace.files(FOLDER, ".yaml"))


def load_printer(workspace: Workspace, name: str, report: Report) -> Printer | None:
    """The preset of a name; None, with the reason in the report, where it can't be had."""
    path = f"{FOLDER}/{name}.yaml"
    try:
        source = workspace.read(path)
    except Refused:
        names = printer_names(workspace)
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        report.error(
            "printer-unknown",
            None,
            name=name,
            suggestion=near[0] if near else None,
            known=", ".join(f"`{known}`" for known in names) or None,
        )
        return None
    place = Place(file=path)
    try:
        text = source.content.decode("utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        report.error("printer-unreadable", _at(path, mark), reason=str(error).split("\n")[0])
        return None
    if not isinstance(values, dict) or node is None:
        report.error("printer-unreadable", place, reason="no fields")
        return None
    for reserved in ("name", "place"):
        if reserved in values:
            report.error("printer-field", _find(path, node, (reserved,)), field=reserved, reason="")
            return None
    if values.get("marks") == "none" or values.get("marks") is False:
        values["marks"] = NO_MARKS
    try:
        return _PRINTER.validate_python({**values, "name": name, "place": place})
    except ValidationError as error:
        for fault in error.errors():
            _tell(path, node, fault, report)
        return None


def _tell(path: str, node: yaml.Node, fault: Any, report: Report) -> None:
    where = tuple(step for step in fault["loc"] if isinstance(step, str | int))
    field = ".".join(str(step) for step in where)
    if fault["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        known = [known.name for known in fields(Printer)]
        near = difflib.get_close_matches(str(where[-1]), known, n=1)
        report.error(
            "printer-unknown-field",
            _find(path, node, where),
            field=field,
            suggestion=near[0] if near else None,
        )
    else:
        report.error("printer-field", _find(path, node, where), field=field, reason=fault["msg"])


def _find(path: str, node: yaml.Node, steps: tuple[str | int, ...]) -> Place:
    """Where a field stands: the deepest of its steps that the file has."""
    mark = node.start_mark
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    mark, node = key.start_mark, value
                    break
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
            mark = node.start_mark
    return _at(path, mark)


def _at(path: str, mark: Any) -> Place:
    return Place(file=path, line=mark.line + 1, column=mark.column + 1) if mark else Place(path)
