"""Inserts judged alone: what an advertiser's page would be stopped for, before it is laid out.

The page is looked at in the size it will have. What the press converts anyway (RGB to inks) is
only told; boxes, metadata and the like of the sender's file have been left behind already.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from publisher.diagnostics import Place, Report, Severity
from publisher.foreign import bleed_of, sized
from publisher.press.checks import all_rules
from publisher.press.judging import preflight
from publisher.press.printers import Demand, Printer
from publisher.press.verdict import Finding
from publisher.units import Length
from publisher.workspace import Workspace

CONTENT = frozenset(
    (
        "print-hairline", "print-hairline-inks", "print-text-small", "print-text-small-inks",
        "print-text-rich", "print-font-not-embedded", "print-font-courier",
        "print-glyph-missing", "print-ppi-low", "print-ppi-poor", "print-bitmap-low",
        "print-bitmap-poor", "print-transparency", "print-blend-mode", "print-all-inside",
        "print-spots", "print-spot-conflict", "print-white-overprint",
        "print-white-overprint-text", "print-black-knockout-line", "print-black-knockout-text",
        "print-space-unknown", "print-content-fault", "print-resource-missing",
        "print-too-heavy", "print-unreadable", "print-check-failed",
    )
)  # fmt: skip
"""Rules about what is drawn, wherever it stands."""
CONVERTED = frozenset(("print-rgb", "print-lab", "print-icc-based"))
"""Rules about what the press turns into inks: told, but nobody need act."""
EDGES = frozenset(("print-text-edge",))
"""Rules that make sense where the page ends with ours."""
SCREEN = frozenset(("print-font-not-embedded",))
"""Rules that hold for the screen edition too."""
_ENOUGH = Length.mm(0.05)


@dataclass(frozen=True, slots=True)
class Guest:
    """A page of other people's: a framed PDF, where it came from, how it is placed."""

    content: bytes
    place: Place
    factor: float = 1.0
    whole: bool = False


def judge_insert(
    guest: Guest, printer: Printer, workspace: Workspace, rules: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Findings about an insert; boxes from the corner of its own trim, in points as placed.

    `rules` are those asked for; without it all that concern a page that is to be placed.
    """
    wanted = CONTENT | (EDGES if guest.whole else frozenset())
    demands = dict.fromkeys(all_rules(), Demand.OFF)
    demands.update({code: demand for code, demand in printer.rules.items() if code in wanted})
    for code in wanted - printer.rules.keys():
        demands.pop(code, None)
    demands.update(dict.fromkeys(CONVERTED, Demand.NOTE))
    asked = printer.model_copy(update={"rules": demands})
    content = guest.content if guest.factor == 1 else sized(guest.content, guest.factor)
    verdict = preflight(content, asked, workspace, plates=False)
    # The page of the finding is that of the sender's file, which its place names already.
    return tuple(
        replace(finding, page=None, place=guest.place)
        for finding in verdict.findings
        if (rules is None or finding.rule in rules) and not _idle_group(finding)
    )


def _idle_group(finding: Finding) -> bool:
    """A group on a page where nothing is transparent: the press takes it away unseen."""
    return finding.rule == "print-transparency" and dict(finding.values)["what"].startswith("group")


def report_insert(
    guest: Guest,
    printer: Printer,
    workspace: Workspace,
    report: Report,
    rules: Collection[str] | None = None,
    *,
    binding: bool = True,
    waived: Collection[str] = (),
) -> None:
    """Tell the findings about an insert that the report does not name already.

    `binding` is whether they can stop the edition: not where no printing house was named yet,
    and not those `waived`, which someone answers for.
    """
    known = {told.code for told in report if told.place and _same_page(told.place, guest.place)}
    spaces = set()
    for finding in judge_insert(guest, printer, workspace, rules):
        diagnostic = finding.diagnostic
        if finding.rule in CONVERTED:
            spaces.add(dict(finding.values).get("space", finding.rule))
        elif finding.rule not in known:
            stops = binding and finding.rule not in waived
            if not stops and diagnostic.severity is Severity.ERROR:
                diagnostic = replace(diagnostic, severity=Severity.WARNING)
            report.add([diagnostic])
    if spaces:
        report.note("print-insert-converted", guest.place, spaces=", ".join(sorted(spaces)))
    if guest.whole and rules is None:
        _report_bleed(guest, printer, report)


def _same_page(one: Place, other: Place) -> bool:
    return (one.file, one.cell) == (other.file, other.cell)


def _report_bleed(guest: Guest, printer: Printer, report: Report) -> None:
    least = min(bleed_of(guest.content))
    if (printer.bleed - least).points > _ENOUGH.points:
        report.warning(
            "print-insert-bleed",
            guest.place,
            bleed=f"{max(0.0, least.millimetres):.1f}",
            wanted=f"{printer.bleed.millimetres:g}",
        )
