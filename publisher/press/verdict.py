"""What preflight says: findings and facts, for a terminal, a program or a page to look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.diagnostics import Diagnostic, Place, Report, Severity
from publisher.diagnostics.messages import hint, message
from publisher.diagnostics.speech import Speech
from publisher.model.issue import Waiver
from publisher.press.checks.check import Examined
from publisher.press.inks import Fate
from publisher.press.interpreter import Interpreter
from publisher.press.plates import Plates
from publisher.press.printers import Printer
from publisher.units import Box, Length


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken on one page, in one or more places of it."""

    rule: str
    source: str
    """The standard or limit that demands it."""
    severity: Severity
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    """In points from the lower left corner of the trim."""
    values: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    """Where the editor wrote what is wrong."""
    element: str = ""
    """The id of the element it concerns, as the edition names it."""
    times: int = 1
    waiver: Waiver | None = None

    @property
    def stops(self) -> bool:
        """Whether the file may not go to press because of it."""
        return self.severity is Severity.ERROR and self.waiver is None

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as the press's reports know it; a waived one only tells."""
        written = self.place or Place()
        box = self.boxes[0] if self.boxes else None
        place = Place(
            written.file, written.line, written.column, written.end_line, written.end_column,
            written.cell, self.page, box,
        )  # fmt: skip
        severity = Severity.NOTE if self.waiver else self.severity
        values = self.values
        if self.element:
            values = (*values, ("element", self.element))
        if self.waiver:
            values = (*values, ("waived", self.waiver.reason))
        return Diagnostic(self.rule, severity, place, values)

    def as_dict(self, speech: Speech) -> dict[str, Any]:
        """The finding as JSON has it; boxes in millimetres from the trim's corner."""
        return {
            "rule": self.rule,
            "source": self.source,
            "severity": self.severity.value,
            "page": self.page,
            "boxes_mm": [_millimetres(box) for box in self.boxes],
            "times": self.times,
            "message": message(self.diagnostic, speech),
            "hint": hint(self.diagnostic, speech),
            "values": dict(self.values),
            "place": str(self.place) if self.place else None,
            "element": self.element or None,
            "waiver": {
                "reason": self.waiver.reason,
                "until": self.waiver.until.isoformat() if self.waiver.until else None,
                "by": self.waiver.by,
                "place": str(self.waiver.place) if self.waiver.place else None,
            }
            if self.waiver
            else None,
        }


@dataclass(slots=True)
class Facts:
    """What a file is made of."""

    size: int = 0
    told: dict[str, Any] = field(default_factory=dict)

    def gather(self, examined: Examined, machine: Interpreter) -> None:
        """Pages, fonts, spots, pictures, spaces."""
        sheets = examined.sheets
        page = sheets[0].page if sheets else Box(0, 0, 0, 0)
        placed = [(sheet.number, placed) for sheet in sheets for placed in sheet.placed]
        sizes = [text.size for sheet in sheets for text in sheet.texts]
        self.told.update(
            pages=len(sheets),
            trim_mm=[round(Length(page.width).millimetres, 2),
                     round(Length(page.height).millimetres, 2)],
            version=examined.pdf.pdf_version,
            operators=machine.operators,
            fonts=[
                {"name": face.name, "kind": face.kind[1:], "embedded": face.embedded,
                 "subset": face.subset}
                for face in machine.faces
            ],
            spots=sorted({spot for sheet in sheets for spot in sheet.spots}),
            spaces=_spaces(examined),
            pictures=len(placed),
            lowest_ppi=round(min((p.ppi for _, p in placed), default=0)) or None,
            smallest_text_pt=round(min(sizes), 2) if sizes else None,
            transparency=any(sheet.transparent for sheet in sheets),
        )  # fmt: skip

    def ink(self, plates: tuple[Plates, ...]) -> None:
        """Total ink, and each plate's share of the page."""
        if not plates:
            return
        worst = max(plates, key=lambda page: page.worst)
        names = ("cyan", "magenta", "yellow", "black")
        means = [sum(p.means[i] for p in plates) / len(plates) for i in range(4)]
        self.told.update(
            worst_ink=round(worst.worst, 1),
            worst_ink_page=worst.page,
            peak_ink=round(max(page.peak for page in plates), 1),
            mean_inks={name: round(mean, 2) for name, mean in zip(names, means, strict=True)},
        )

    def as_dict(self) -> dict[str, Any]:
        """The facts, ready for JSON."""
        return {"bytes": self.size, **self.told}


def _spaces(examined: Examined) -> dict[str, int]:
    """Family of colour space → on how many pages it is used."""
    counted: dict[str, int] = {}
    for sheet in examined.sheets:
        for kind in {kind for kind, _ in sheet.spaces}:
            counted[kind[1:]] = counted.get(kind[1:], 0) + 1
    return dict(sorted(counted.items()))


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """The verdict on one file for one printing house."""

    printer: Printer
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]
    pages: tuple[Box, ...] = ()
    """The finished pages in the file's own space."""

    @property
    def passes(self) -> bool:
        """Whether nothing stops the file from going to press."""
        return not any(finding.stops for finding in self.findings)

    def tell(self, report: Report) -> None:
        """Add the findings to a build's report, and for each waiver who answers for what."""
        report.add(finding.diagnostic for finding in self.findings)
        for waiver in dict.fromkeys(f.waiver for f in self.findings if f.waiver):
            held = [finding for finding in self.findings if finding.waiver == waiver]
            pages = sorted({finding.page for finding in held if finding.page})
            report.note(
                "print-waived",
                waiver.place,
                rule=waiver.rule,
                reason=waiver.reason,
                count=len(held),
                pages=", ".join(map(str, pages)) or "—",
                by=waiver.by or None,
                until=waiver.until.isoformat() if waiver.until else None,
            )

    def as_json(self, speech: Speech = "en", colours: Iterable[Fate] = ()) -> dict[str, Any]:
        """The verdict as plain values; boxes in millimetres from the trim's corner.

        `colours` are what became of each colour of the screen.
        """
        return {
            "printer": self.printer.name,
            "flavour": self.printer.flavour.value,
            "condition": self.printer.condition,
            "passes": self.passes,
            "errors": sum(finding.stops for finding in self.findings),
            "warnings": sum(
                f.severity is Severity.WARNING and f.waiver is None for f in self.findings
            ),
            "waived": sum(finding.waiver is not None for finding in self.findings),
            "facts": dict(self.facts),
            "findings": [finding.as_dict(speech) for finding in self.findings],
            "colours": [dataclasses.asdict(fate) for fate in colours],
        }


def _millimetres(box: Box) -> list[float]:
    return [
        round(Length(value).millimetres, 2) for value in (box.left, box.bottom, box.right, box.top)
    ]
