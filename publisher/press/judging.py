"""Preflight: what the printing house must not be surprised by.

It only looks. It never repairs: a silent repair is how a wrong page gets printed. Any PDF may be
fed to it, our own or an advertiser's, whole or broken; the answer is always a report.
"""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import pikepdf

from publisher.diagnostics import Place, Report, Severity
from publisher.foreign.streams import Damaged, TooLarge, read_stream
from publisher.model.issue import Waiver
from publisher.nodes import nearest
from publisher.press import plates as plating
from publisher.press.checks import Examined, Found, all_checks, all_rules
from publisher.press.checks.damaged_file import without_place
from publisher.press.conditions import fault_of
from publisher.press.finishing import PressFile, PrintJob, SourcePlaces
from publisher.press.interpreter import Interpreter, TooMuch
from publisher.press.printers import Demand, Printer
from publisher.press.sheet import Sheet
from publisher.press.verdict import Facts, Finding, PreflightReport
from publisher.units import Box
from publisher.workspace import Refused, Workspace

MOST_OBJECTS = 300_000
MOST_PAGES = 5_000
MOST_PIXELS = 1_500_000_000
MOST_BOXES = 12
"""Boxes kept of one finding; the count goes on."""


def preflight(
    content: bytes,
    printer: Printer,
    workspace: Workspace,
    places: SourcePlaces | None = None,
    executor: Executor | None = None,
    *,
    binding: str | None = None,
    waivers: Iterable[Waiver] = (),
    today: datetime.date | None = None,
    plates: bool = True,
) -> PreflightReport:
    """Judge a PDF for a printing house. Never raises on a broken file: that is a finding.

    `places` leads findings back to the editor's files. `today` decides which waivers still
    hold. `plates=False` leaves out rendering and with it total ink.
    """
    facts = Facts(size=len(content))
    try:
        pdf = pikepdf.open(
            io.BytesIO(content),
            suppress_warnings=True,
            attempt_recovery=True,
            inherit_page_attributes=True,
        )
    except pikepdf.PasswordError:
        return _told(printer, facts, [Found("print-password")], places, waivers, today)
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError, RecursionError) as error:
        why = (("reason", without_place(error)),)
        return _told(
            printer, facts, [Found("print-unreadable", values=why)], places, waivers, today
        )
    with pdf:
        examined = Examined(pdf, printer, content, binding=binding)
        found = list(_examine(examined, workspace, executor, facts, plates=plates))
        pages = tuple(sheet.page for sheet in examined.sheets)
        return _told(printer, facts, found, places, waivers, today, pages)


def preflight_job(
    made: PressFile, job: PrintJob, workspace: Workspace, executor: Executor | None = None
) -> PreflightReport:
    """Judge the print file of an edition, with its places, binding and waivers.

    Where text became curves, the rules about text look at the file as it was before.
    """
    report = preflight(
        made.content, job.printer, workspace, made.places, executor, binding=job.binding
    )
    findings = list(report.findings)
    if made.live is not None:
        living = job.printer.text.model_copy(update={"curves": False})
        text = job.printer.model_copy(update={"text": living})
        before = preflight(
            made.live, text, workspace, made.places, binding=job.binding, plates=False
        )
        findings += [finding for finding in before.findings if finding.rule in _ABOUT_TEXT]
    waived = _waive(_in_order(findings), job.waivers, job.moment.date())
    return replace(report, findings=tuple(waived))


def check_waivers(waivers: Iterable[Waiver], today: datetime.date, report: Report) -> None:
    """Tell what is wrong with waivers before there is a file: no such rule, over already."""
    for waiver in waivers:
        finding = _fault_of_waiver(waiver, today)
        if finding is not None:
            report.add([finding.diagnostic])


_ABOUT_TEXT = frozenset(
    (
        "print-text-small",
        "print-text-small-inks",
        "print-text-edge",
        "print-text-rich",
        "print-text-grey",
        "print-glyph-missing",
        "print-font-courier",
        "print-white-overprint-text",
        "print-black-knockout-text",
    )
)


def _examine(
    examined: Examined,
    workspace: Workspace,
    executor: Executor | None,
    facts: Facts,
    *,
    plates: bool,
) -> Iterator[Found]:
    try:
        machine = _run_pages(examined)
        examined.objects = list(_objects(examined.pdf))
        facts.gather(examined, machine)
        if plates and not examined.pdf.is_encrypted:
            yield from _make_plates(examined, machine, workspace, executor)
            facts.ink(examined.plates)
    except (TooMuch, MemoryError) as much:
        yield Found("print-too-heavy", values=(("reason", str(much) or "memory"),))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, IndexError,
            AttributeError, RecursionError) as error:  # fmt: skip
        yield Found("print-unreadable", values=(("reason", without_place(error)),))
    for check in all_checks():
        try:
            yield from check.look(examined)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, IndexError,
                AttributeError, RecursionError, OverflowError) as error:  # fmt: skip
            why = (("check", check.name), ("reason", without_place(error)))
            yield Found("print-check-failed", values=why)


def _run_pages(examined: Examined) -> Interpreter:
    machine = Interpreter()
    examined.faces = machine.faces
    for count, page in enumerate(examined.pdf.pages, 1):
        if count > MOST_PAGES:
            raise TooMuch(f"more than {MOST_PAGES} pages")
        sheet = read_boxes(page, count)
        examined.sheets.append(sheet)
        machine.run(page, sheet)
    if not examined.sheets:
        raise ValueError("the file has no pages")
    return machine


def read_boxes(page: pikepdf.Page, number: int) -> Sheet:
    """A page's boxes, turned upright, as they stand in the file."""
    obj = page.obj
    media = _box(obj.get("/MediaBox")) or Box(0, 0, 0, 0)
    sheet = Sheet(number, media)
    sheet.crop, sheet.bleed = _box(obj.get("/CropBox")), _box(obj.get("/BleedBox"))
    sheet.trim, sheet.art = _box(obj.get("/TrimBox")), _box(obj.get("/ArtBox"))
    try:
        sheet.rotated = int(obj.get("/Rotate", 0))
        sheet.user_unit = float(obj.get("/UserUnit", 1.0))
    except (TypeError, ValueError):
        sheet.rotated = -1
    return sheet


def _box(values: Any) -> Box | None:
    try:
        x1, y1, x2, y2 = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    if not all(math.isfinite(value) for value in (x1, y1, x2, y2)):
        return None
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for count, thing in enumerate(pdf.objects):
        if count > MOST_OBJECTS:
            raise TooMuch(f"more than {MOST_OBJECTS} objects")
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            yield thing


def _make_plates(
    examined: Examined, machine: Interpreter, workspace: Workspace, executor: Executor | None
) -> Iterator[Found]:
    """Render the plates, unless the file would cost more than a printed page may."""
    if machine.pixels > MOST_PIXELS:
        yield Found(
            "print-too-heavy", values=(("reason", f"{machine.pixels // 10**6} megapixels"),)
        )
        return
    large = [s.number for s in examined.sheets if max(s.media.width, s.media.height) > 14400]
    if large or any(min(s.media.width, s.media.height) < 1 for s in examined.sheets):
        yield Found(
            "print-too-heavy", large[0] if large else None, values=(("reason", "page size"),)
        )
        return
    profile = _profile(examined, workspace)
    examined.plates = plating.make_plates(
        examined.content, examined.printer, profile, len(examined.sheets), executor
    )


def _profile(examined: Examined, workspace: Workspace) -> bytes:
    """The preset's profile, else the file's own, else none."""
    try:
        return workspace.read(examined.printer.profile.file).content
    except Refused:
        pass
    for intent in examined.pdf.Root.get("/OutputIntents", []):
        stream = intent.get("/DestOutputProfile")
        if isinstance(stream, pikepdf.Stream):
            try:
                content = read_stream(stream)
            except (Damaged, TooLarge):
                return b""
            return b"" if fault_of(content) else content
    return b""


# -- from places where rules are broken to findings people read ---------------------------------


def _told(
    printer: Printer,
    facts: Facts,
    found: Iterable[Found],
    places: SourcePlaces | None,
    waivers: Iterable[Waiver],
    today: datetime.date | None,
    pages: tuple[Box, ...] = (),
) -> PreflightReport:
    merged: dict[tuple[Any, ...], Finding] = {}
    for one in found:
        rule = all_rules()[one.code]
        severity = _severity(printer, one.code, rule.severity)
        if severity is None:
            continue
        box = _from_trim(one, pages)
        element, place = _source_of(one.page, box, places)
        key = (one.code, one.page, one.values, place)
        known = merged.get(key)
        if known is None:
            merged[key] = Finding(
                one.code, rule.source, severity, one.page, (box,) if box else (), one.values,
                place, element,
            )  # fmt: skip
        else:
            boxes = known.boxes
            if box and len(boxes) < MOST_BOXES and box not in boxes:
                boxes = (*boxes, box)
            merged[key] = replace(known, boxes=boxes, times=known.times + 1)
    waived = tuple(_waive(_in_order(merged.values()), tuple(waivers), today))
    return PreflightReport(printer, waived, facts.as_dict(), pages)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (_ORDER[f.severity], f.page or 0, f.rule, f.values))


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _severity(printer: Printer, code: str, usual: Severity) -> Severity | None:
    demand = printer.rules.get(code)
    if demand is Demand.OFF:
        return None
    return Severity(demand.value) if demand else usual


def _from_trim(found: Found, pages: tuple[Box, ...]) -> Box | None:
    """The box from the corner of the finished page, as everybody measures it."""
    if found.box is None or found.page is None or found.page > len(pages):
        return None
    page = pages[found.page - 1]
    return found.box.shifted(-page.left, -page.bottom)


def _source_of(
    page: int | None, box: Box | None, places: SourcePlaces | None
) -> tuple[str, Place | None]:
    """Who wrote what stands there: the smallest element that holds the middle of the box, else
    the nearest element of the page. Its id, and the place in the editor's file."""
    if places is None or page is None:
        return "", None
    here = [
        (spot.box, name)
        for name, spot in places.spots.items()
        if spot.page == page and name in places.places
    ]
    if not here or box is None:
        return "", None
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2

    def rank(entry: tuple[Box, str]) -> tuple[float, float]:
        around = entry[0]
        across = max(around.left - x, 0.0, x - around.right)
        up = max(around.bottom - y, 0.0, y - around.top)
        return math.hypot(across, up), round(around.width * around.height, 1)

    # Of two that cover each other the inner one comes later: an insert in its figure.
    element = min(reversed(here), key=rank)[1]
    return element, places.places[element]


def _waive(
    findings: list[Finding], waivers: tuple[Waiver, ...], today: datetime.date | None
) -> Iterator[Finding]:
    """Findings someone answers for stay in sight, but stop nothing."""
    used: set[int] = set()
    for finding in findings:
        for index, waiver in enumerate(waivers):
            if waiver.rule != finding.rule or waiver.page not in (None, finding.page):
                continue
            used.add(index)
            if _fault_of_waiver(waiver, today) is None:
                finding = replace(finding, waiver=waiver)
                break
        yield finding
    for index, waiver in enumerate(waivers):
        fault = _fault_of_waiver(waiver, today)
        if fault is None and index not in used:
            fault = _about(waiver, "print-waiver-unused", Severity.WARNING)
        if fault is not None:
            yield fault


_NEVER_WAIVED = frozenset(
    ("print-unreadable", "print-password", "print-too-heavy", "print-check-failed")
)
"""What these say is that the file was not judged to its end: nobody can answer for that."""


def _fault_of_waiver(waiver: Waiver, today: datetime.date | None) -> Finding | None:
    """Why a waiver does not count; None when it does."""
    if waiver.rule not in all_rules():
        return _about(waiver, "print-waiver-unknown", Severity.ERROR)
    if waiver.rule in _NEVER_WAIVED or waiver.rule.startswith("print-waiver-"):
        return _about(waiver, "print-waiver-refused", Severity.ERROR)
    if waiver.until is not None and today is not None and today > waiver.until:
        return _about(waiver, "print-waiver-expired", Severity.WARNING)
    return None


def _about(waiver: Waiver, code: str, severity: Severity) -> Finding:
    values = [("rule", waiver.rule), ("reason", waiver.reason)]
    if waiver.until is not None:
        values.append(("until", waiver.until.isoformat()))
    if code == "print-waiver-unknown":
        nearby = nearest(waiver.rule, all_rules())
        values += [("suggestion", nearby)] if nearby else []
    return Finding(code, "issue", severity, waiver.page, (), tuple(values), waiver.place)
