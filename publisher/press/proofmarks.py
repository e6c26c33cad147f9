"""A proof for people: the pages with what was found on them, marked in the text and beside it.

The page stays as it is; to the right of the trim a strip of paper is added for the notes. This is
no print file and no screen edition: it is read at a desk, with a pencil.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf

from publisher.diagnostics import Diagnostic, Place, Report
from publisher.diagnostics.messages import message
from publisher.diagnostics.speech import Speech
from publisher.foreign.syntax import number
from publisher.press.lettering import Lettering
from publisher.units import Box, Length
from publisher.workspace import Refused, Workspace

FONT = "fonts/source-sans-3/SourceSans3-Regular.ttf"
STRIP = Length.mm(62)
"""The paper added for notes."""
_EDGE = Length.mm(4).points
_SIZE, _LEADING = 6.6, 8.2
_TAG = 6.0
_INKS = {
    "craft-hyphens": (0.82, 0.38, 0.0),
    "craft-spaces": (0.82, 0.38, 0.0),
    "craft-name": (0.0, 0.45, 0.35),
    "craft-name-hyphened": (0.0, 0.45, 0.35),
    "craft-columns": (0.35, 0.2, 0.65),
    "craft-heading": (0.35, 0.2, 0.65),
}
_INK = (0.78, 0.05, 0.2)
_GREY = (0.45, 0.45, 0.45)


def mark_up(
    content: bytes,
    findings: Iterable[Diagnostic],
    workspace: Workspace,
    speech: Speech,
    report: Report,
) -> bytes | None:
    """The pages with their findings marked; None where the letters for the notes can't be had.

    Findings without a page and a box are left out: they belong to no page.
    """
    try:
        lettering = Lettering(workspace.read(FONT).content)
    except Refused as refused:
        report.warning("proof-font", None, path=FONT, reason=refused.code)
        return None
    by_page: dict[int, list[Diagnostic]] = defaultdict(list)
    for finding in findings:
        if finding.place and finding.place.page and finding.place.box:
            by_page[finding.place.page].append(finding)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        sheets = []
        for index, page in enumerate(pdf.pages):
            trim = Box(*(float(side) for side in page.trimbox))
            sheet = _Sheet(trim, lettering, speech)
            sheet.mark(by_page[index + 1])
            sheets.append((page, trim, b"".join(sheet.drawn)))
        forms = lettering.forms(pdf)
        see_through = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=0.22))
        for page, trim, drawn in sheets:
            _widen(page, trim)
            own = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(forms),
                ExtGState=pikepdf.Dictionary({"/ProofTint": see_through}),
            )
            form = pdf.make_stream(drawn)
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox = page.mediabox
            form.Resources = own
            # Named by us: pikepdf would name it by chance.
            name = page.add_resource(
                pdf.make_indirect(form), pikepdf.Name.XObject, pikepdf.Name.ProofMarks
            )
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"Q\n/Artifact BMC q %s Do Q EMC\n" % str(name).encode())
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True, compress_streams=True)
        return stream.getvalue()


def _widen(page: pikepdf.Page, trim: Box) -> None:
    """Add the strip to the right of the trim; the bleed is cut off."""
    sides = [trim.left, trim.bottom, trim.right + STRIP.points, trim.top]
    box = pikepdf.Array([round(side, 4) for side in sides])
    for key in ("/BleedBox", "/TrimBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
    page.mediabox = box
    page.cropbox = box


@dataclass(slots=True)
class _Note:
    """A finding with its number and its words in lines."""

    number: int
    box: Box
    ink: tuple[float, float, float]
    lines: list[str]
    source: str


class _Sheet:
    """Draws the marks of one page."""

    def __init__(self, trim: Box, lettering: Lettering, speech: Speech) -> None:
        self.trim, self.lettering, self.speech = trim, lettering, speech
        self.drawn: list[bytes] = []

    def mark(self, findings: Iterable[Diagnostic]) -> None:
        """Mark findings in the text, and write their words beside it from top to bottom."""
        trim = self.trim
        self._fill(Box(trim.right, trim.bottom, trim.right + STRIP.points, trim.top), (1, 1, 1))
        self._line((trim.right, trim.bottom), (trim.right, trim.top), _GREY, 0.4)
        notes = self._notes(findings)
        foot = trim.top - _EDGE
        rest = sum(self._height(note) for note in notes)
        for note in notes:
            # As near to its place as the notes above and below allow.
            lowest = trim.bottom + _EDGE + rest
            top = min(foot, max(note.box.top, lowest))
            self._draw(note, top)
            foot = top - self._height(note)
            rest -= self._height(note)

    def _notes(self, findings: Iterable[Diagnostic]) -> list[_Note]:
        ordered = sorted(findings, key=lambda one: -_box(one).top)
        return [
            _Note(
                number=count,
                box=_box(finding).shifted(self.trim.left, self.trim.bottom),
                ink=_INKS.get(finding.code, _INK),
                lines=self._wrapped(f"{count}  {message(finding, self.speech)}"),
                source=_source(finding.place),
            )
            for count, finding in enumerate(ordered, 1)
        ]

    def _wrapped(self, text: str) -> list[str]:
        room = STRIP.points - 2 * _EDGE
        lines = [""]
        for word in text.replace("`", "").split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.lettering.width(longer, _SIZE) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _height(self, note: _Note) -> float:
        return _LEADING * (len(note.lines) + bool(note.source)) + 0.4 * _LEADING

    def _draw(self, note: _Note, top: float) -> None:
        box, left = note.box, self.trim.right + _EDGE
        self.drawn.append(b"q /ProofTint gs\n")
        self._fill(box, note.ink)
        self.drawn.append(b"Q\n")
        self._tag(note)
        tick = self.trim.right - 2
        self._line((tick, box.top), (tick, box.bottom), note.ink, 1.2)
        baseline = top - _SIZE
        for line in note.lines:
            self._write(line, left, baseline, _SIZE, note.ink)
            baseline -= _LEADING
        if note.source:
            self._write(note.source, left, baseline, _TAG, _GREY)

    def _tag(self, note: _Note) -> None:
        """The number of the note beside what it speaks of, on a bar as tall."""
        box = note.box
        x = box.left - 3
        self._line((x, box.bottom), (x, box.top), note.ink, 1.2)
        wide = self.lettering.width(str(note.number), _TAG)
        self._write(str(note.number), x - 2 - wide, box.top - _TAG, _TAG, note.ink)

    # -- drawing -------------------------------------------------------------------------

    def _fill(self, box: Box, ink: tuple[float, float, float]) -> None:
        self.drawn.append(
            b"%s rg %s re f\n"
            % (_numbers(*ink), _numbers(box.left, box.bottom, box.width, box.height))
        )

    def _line(
        self,
        one: tuple[float, float],
        other: tuple[float, float],
        ink: tuple[float, float, float],
        weight: float,
    ) -> None:
        self.drawn.append(
            b"%s RG %s w %s m %s l S\n"
            % (_numbers(*ink), number(weight), _numbers(*one), _numbers(*other))
        )

    def _write(
        self, words: str, x: float, y: float, size: float, ink: tuple[float, float, float]
    ) -> None:
        self.drawn.append(_numbers(*ink) + b" rg\n" + self.lettering.draw(words, x, y, size))


def _box(finding: Diagnostic) -> Box:
    assert finding.place is not None
    assert finding.place.box is not None
    return finding.place.box


def _source(place: Place | None) -> str:
    """The editor's file and line, without the folder of the issue."""
    if place is None or not place.file:
        return ""
    return f"{place.file.split('/', 2)[-1]}" + (f":{place.line}" if place.line else "")


def _numbers(*values: float) -> bytes:
    return b" ".join(number(value) for value in values)
