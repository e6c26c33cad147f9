"""From the finished pages to the file that goes to the printing house.

The pages are not laid out again: their streams are walked, their boxes set, marks drawn around.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.cache import Cache
from publisher.diagnostics import Place, Report
from publisher.foreign.syntax import number
from publisher.model.issue import Waiver
from publisher.model.output import PdfFile, Spot
from publisher.press import marks, matrices
from publisher.press.conditions import Profile, load_profile
from publisher.press.curves import to_curves
from publisher.press.engine import Engine
from publisher.press.inks import CONVERTED, Fate, mix_inks
from publisher.press.lettering import Lettering
from publisher.press.pictures import Pictures
from publisher.press.printers import Flavour, Printer
from publisher.press.shadings import CMYK
from publisher.press.stamp import stamp
from publisher.press.walk import Walk
from publisher.units import Box, Length
from publisher.workspace import Refused, Workspace

SLUG_FONT = "fonts/source-sans-3/SourceSans3-Regular.ttf"
_PAGE_KEYS = frozenset(
    ("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/Group", "/Rotate")
)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One edition for one printing house."""

    printer: Printer
    title: str
    slug: str
    moment: datetime.datetime
    binding: str | None = None
    """`saddle` (pages in fours), `perfect` (in twos), or None."""
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class PressPart:
    """One file of a delivery: its name and bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class SourcePlaces:
    """From a place on a page to the editor's file: what stands where, and who wrote it."""

    spots: Mapping[str, Spot] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PressFile:
    """The print file, before it is judged."""

    name: str
    content: bytes
    pages: int
    colours: tuple[Fate, ...]
    places: SourcePlaces
    parts: tuple[PressPart, ...] = ()
    """One file a page, where the house wants it so."""
    live: bytes | None = None
    """The same file before its text became curves, for the rules about text."""


def finish(
    proof: PdfFile,
    job: PrintJob,
    workspace: Workspace,
    report: Report,
    cache: Cache | None = None,
    executor: Executor | None = None,
) -> PressFile:
    """Make the print file of an edition; what could not be made is in the report.

    Colours become inks, boxes are set from 0,0 with the bleed the house orders, marks stand
    around, and nothing remains that a press has no use for. Photographs are shared out over an
    executor where one is given.
    """
    printer = job.printer
    places = SourcePlaces(proof.spots, proof.places)
    name = _file_name(printer.files.whole, job, proof)
    profile = load_profile(
        workspace, printer.profile.file, printer.profile.sha256, printer.place, report
    )
    if profile is None:
        return PressFile(name, b"", 0, (), places)
    inks = mix_inks(Engine(profile.content), printer, proof.colours, report)
    seed = hashlib.sha256(proof.content + repr((printer, job.title, job.moment)).encode())
    pictures = Pictures(inks, cache or Cache(None), executor)
    made = _made(proof, job, pictures, profile, seed.hexdigest(), workspace, report)
    live = None
    if printer.text.curves:
        live = made.content
        made = _made(
            proof, job, pictures, profile, seed.hexdigest(), workspace, report, curves=True
        )
    fates = list(inks.fates())
    _report_gamut("print-gamut", None, fates, printer, report)
    for guest, theirs in inks.guests.items():
        _report_gamut("print-insert-gamut", guest, theirs.fates(), printer, report)
        fates += theirs.fates()
    return PressFile(name, made.content, made.pages, tuple(fates), places, made.parts, live)


def _report_gamut(
    code: str, place: Place | None, fates: Iterable[Fate], printer: Printer, report: Report
) -> None:
    """Colours that will not look as they do on the screen, by whose page they stand on."""
    for fate in fates:
        if fate.how == CONVERTED and fate.difference > printer.ink.gamut:
            report.warning(
                code, place,
                screen=fate.screen, difference=f"{fate.difference:.1f}",
                c=f"{fate.press.c:.0f}", m=f"{fate.press.m:.0f}", y=f"{fate.press.y:.0f}",
                k=f"{fate.press.k:.0f}",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Made:
    content: bytes
    pages: int
    parts: tuple[PressPart, ...]


def _made(
    proof: PdfFile,
    job: PrintJob,
    pictures: Pictures,
    profile: Profile,
    seed: str,
    workspace: Workspace,
    report: Report,
    *,
    curves: bool = False,
) -> _Made:
    printer = job.printer
    with pikepdf.open(io.BytesIO(proof.content)) as pdf:
        pictures.share_out(pdf)
        walk = Walk(pdf, pictures.inks, pictures, report, transparency=printer.live_transparency)
        walk.guests = _guests(proof)
        for count, page in enumerate(pdf.pages, 1):
            walk.recolour_page(page, count)
        if curves:
            to_curves(pdf, report)
        _dress(pdf, proof, job, walk, _lettering(workspace, printer, report))
        stamp(pdf, printer, profile, job.title, job.moment, seed)
        parts = _split(pdf, job, proof) if printer.files.page else ()
        return _Made(_written(pdf, printer.flavour), len(pdf.pages), parts)


def _guests(proof: PdfFile) -> dict[int, Place]:
    """Page → the insert that stands on it, where there is no more than one."""
    found: dict[int, set[Place]] = {}
    for id, spot in proof.spots.items():
        place = proof.places.get(id)
        if place is not None and (place.file or "").lower().endswith(".pdf"):
            found.setdefault(spot.page, set()).add(place)
    return {page: places.pop() for page, places in found.items() if len(places) == 1}


def _dress(
    pdf: pikepdf.Pdf, proof: PdfFile, job: PrintJob, walk: Walk, lettering: Lettering | None
) -> None:
    """Set the boxes of every page, clip it to the bleed, draw the marks."""
    printer = job.printer
    everywhere = pdf.make_indirect(
        pikepdf.Array(
            [
                pikepdf.Name.Separation,
                pikepdf.Name.All,
                CMYK,
                pikepdf.Dictionary(
                    FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1
                ),
            ]
        )
    )
    spots = {spot: walk.spot(spot) for spot in walk.inks.spots}
    names = {spot: name for spot, (name, _) in spots.items()}
    setter = marks.MarkSetter(printer, lettering, names)
    around = marks.margin(printer)
    drawings: list[bytes] = []
    for index, page in enumerate(pdf.pages):
        old = _trim_of(page)
        trim = Box(0, 0, old.width, old.height).shifted(around.points, around.points)
        bleed, media = trim.grown(printer.bleed), trim.grown(around)
        across, up = trim.left - old.left, trim.bottom - old.bottom
        _shift_patterns(pdf, page, across, up)
        begin = b"q\n%s re W n\n1 0 0 1 %s %s cm\n" % (
            _numbers(bleed.left, bleed.bottom, bleed.width, bleed.height),
            number(across),
            number(up),
        )
        label = proof.pages[index].label if index < len(proof.pages) else str(index + 1)
        slug = _slug(job, index + 1, len(pdf.pages), label)
        drawn = setter.set_around(trim, slug)
        drawings.append(drawn)
        body = page.obj.Contents.read_bytes()
        page.obj.Contents = pdf.make_stream(begin + walk.begin() + body + b"\nQ\n" + drawn)
        if drawn:
            spaces = page.obj.Resources.get("/ColorSpace", pikepdf.Dictionary())
            spaces["/PressAll"] = everywhere
            for resource, space in spots.values():
                spaces[resource] = space
            page.obj.Resources.ColorSpace = spaces
        for key in list(page.obj.keys()):
            if key not in _PAGE_KEYS:
                del page.obj[key]
        page.obj.MediaBox = _array(media)
        page.obj.BleedBox = _array(bleed)
        page.obj.TrimBox = _array(trim)
        if printer.live_transparency and "/Group" not in page.obj:
            page.obj.Group = pikepdf.Dictionary(
                Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=CMYK, I=True
            )
    if lettering is not None:
        _lay_letters(pdf, lettering, drawings)


def _lay_letters(pdf: pikepdf.Pdf, lettering: Lettering, drawings: list[bytes]) -> None:
    """Give every page the letters its slug is made of."""
    forms = lettering.forms(pdf)
    for page, drawn in zip(pdf.pages, drawings, strict=True):
        letters = set(re.findall(rb"/PressLetter[0-9A-F]+", drawn))
        things = page.obj.Resources.get("/XObject", pikepdf.Dictionary())
        for name in sorted(letters):
            things[name.decode()] = forms[name.decode()]
        page.obj.Resources.XObject = things


def _trim_of(page: pikepdf.Page) -> Box:
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _shift_patterns(pdf: pikepdf.Pdf, page: pikepdf.Page, across: float, up: float) -> None:
    """Move a page's patterns with it: they hang on the page's space, not on the matrix."""
    patterns = page.obj.Resources.get("/Pattern")
    if patterns is None or (across == 0 and up == 0):
        return
    moved = pikepdf.Dictionary()
    for name, pattern in patterns.items():
        if isinstance(pattern, pikepdf.Stream):
            copied: Any = pdf.make_stream(pattern.read_bytes())
            for key, value in pattern.items():
                if key not in ("/Length", "/Filter", "/DecodeParms"):
                    copied[key] = value
        else:
            copied = pikepdf.Dictionary(dict(pattern.items()))
        matrix = matrices.of(pattern.get("/Matrix", matrices.IDENTITY))
        shifted = matrices.times(matrix, (1, 0, 0, 1, across, up))
        copied.Matrix = pikepdf.Array([round(value, 6) for value in shifted])
        moved[name] = pdf.make_indirect(copied)
    page.obj.Resources.Pattern = moved


def _lettering(workspace: Workspace, printer: Printer, report: Report) -> Lettering | None:
    if not printer.marks.slug:
        return None
    try:
        return Lettering(workspace.read(SLUG_FONT).content)
    except Refused as refused:
        report.warning("print-slug-font", None, path=SLUG_FONT, reason=refused.code)
        return None


def _slug(job: PrintJob, page: int, pages: int, label: str) -> str:
    numbered = f"{page}/{pages}" + (f" ({label})" if label and label != str(page) else "")
    parts = (job.title, numbered, f"{job.moment:%Y-%m-%d}", job.printer.flavour.value,
             job.printer.condition)  # fmt: skip
    return "  ·  ".join(parts)


def _written(pdf: pikepdf.Pdf, flavour: Flavour) -> bytes:
    stream = io.BytesIO()
    modern = flavour is Flavour.X4
    modes = pikepdf.ObjectStreamMode
    pdf.save(
        stream,
        force_version=flavour.version,
        object_stream_mode=modes.generate if modern else modes.disable,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return stream.getvalue()


def _split(pdf: pikepdf.Pdf, job: PrintJob, proof: PdfFile) -> tuple[PressPart, ...]:
    """One file a page, each whole in itself."""
    pattern = job.printer.files.page
    assert pattern is not None
    parts = []
    for index, page in enumerate(pdf.pages):
        with pikepdf.new() as single:
            single.pages.append(page)
            for key in ("/OutputIntents", "/Metadata"):
                if key in pdf.Root:
                    single.Root[key] = single.copy_foreign(pdf.make_indirect(pdf.Root[key]))
            single.trailer.Info = single.copy_foreign(pdf.trailer.Info)
            name = _file_name(pattern, job, proof, page=index + 1)
            parts.append(PressPart(name, _written(single, job.printer.flavour)))
    return tuple(parts)


def _file_name(pattern: str, job: PrintJob, proof: PdfFile, page: int = 1) -> str:
    trim = proof.pages[page - 1].trim if proof.pages else Box(0, 0, 0, 0)
    return pattern.format(
        slug=job.slug,
        page=page,
        pages=len(proof.pages),
        width=round(Length(trim.width).millimetres),
        height=round(Length(trim.height).millimetres),
    )


def _numbers(*values: float) -> bytes:
    return b" ".join(number(value) for value in values)


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 5) for value in (box.left, box.bottom, box.right, box.top)])
