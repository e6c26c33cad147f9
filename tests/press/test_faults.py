"""Every seeded fault is found by the right rule; good files have none."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import io
import re

import pikepdf
import pytest

from publisher import press
from publisher.diagnostics import Report
from publisher.diagnostics.messages import hint, message
from publisher.model.issue import Waiver
from publisher.press import checks
from tests.press import samples
from tests.press.faults import FAULTS, Fault

PRESETS = {
    "x4": "offset-coated",
    "saddle": "offset-coated",
    "waivers": "offset-coated",
    "x1a": "offset-x1a",
    "curves": "digital-curves",
}
# No PDF can break a check on purpose and stay good otherwise: see the test of its own.
UNSEEDED = {"print-check-failed"}


@functools.cache
def printer(name: str) -> press.Printer:
    found = press.load_printer(samples.workspace(), name, Report())
    assert found is not None
    return found


@functools.cache
def printed(base: str) -> press.PressFile:
    proof = samples.good() if PRESETS[base] == "offset-coated" else samples.opaque()
    job = press.PrintJob(printer(PRESETS[base]), proof.title, "sample", proof.moment)
    return press.finish(proof, job, samples.workspace(), Report())


def spoiled(fault: Fault) -> bytes:
    """A good file with one fault in it."""
    made = io.BytesIO()
    version = {"x1a": "1.4", "curves": "1.4"}.get(fault.base, "1.6")
    settings: dict = {"force_version": version, "fix_metadata_version": False}
    settings["object_stream_mode"] = pikepdf.ObjectStreamMode.disable
    if fault.name == "newer_version":
        settings["force_version"] = "1.7"
    elif fault.name == "lzw":
        settings["stream_decode_level"] = pikepdf.StreamDecodeLevel.none
        settings["compress_streams"] = False
    elif fault.name == "object_streams":
        settings["object_stream_mode"] = pikepdf.ObjectStreamMode.generate
        settings["force_version"] = "1.5"
    elif fault.name == "encrypted":
        settings["encryption"] = pikepdf.Encryption(owner="o", user="", R=4)
    elif fault.name == "password":
        settings["encryption"] = pikepdf.Encryption(owner="o", user="u", R=4)
    with pikepdf.open(io.BytesIO(printed(fault.base).content)) as pdf:
        fault.change(pdf)
        pdf.save(made, **settings)
    content = made.getvalue()
    if fault.name == "no_identifier":
        return re.sub(rb"/ID \[[^\]]*\]", lambda match: b" " * len(match[0]), content)
    if fault.name == "cut_short":
        return content[: len(content) - 200]
    if fault.name == "not_a_pdf":
        return b"Dear printer, the file follows."
    return content


def waivers_for(fault: Fault) -> tuple[Waiver, ...]:
    return {
        "waiver_of_no_rule": (Waiver("print-nonsense", "agreed"),),
        "waiver_of_what_was_not_judged": (Waiver("print-check-failed", "agreed"),),
        "waiver_nobody_needs": (Waiver("print-rotated", "agreed"),),
        "waiver_of_the_past": (Waiver("print-rotated", "agreed", 2, datetime.date(2026, 1, 1)),),
    }.get(fault.name, ())


@functools.cache
def judge(fault: Fault) -> press.PreflightReport:
    return press.preflight(
        spoiled(fault),
        printer(PRESETS[fault.base]),
        samples.workspace(),
        binding="saddle" if fault.base == "saddle" else None,
        waivers=waivers_for(fault),
        today=samples.MOMENT.date(),
    )


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.rule not in UNSEEDED], ids=lambda fault: fault.name
)
def test_a_seeded_fault_is_found_by_the_right_rule(fault):
    assert fault.rule in {finding.rule for finding in judge(fault).findings}


PDF_NAMES = re.compile(
    r"`[^`]*`|\b(Trim|Art|Crop|Media|Bleed)Box\b|\bDevice(RGB|CMYK|Gray|N)\b|\bCal(RGB|Gray)\b"
    r"|\b(Lab|ICCBased|PostScript|Courier|UserUnit|PrintArea|Trapped|Multiply)\b"
    r"|\(overprint\)|\(output intent\)|true|false|: agreed$"
)


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault.rule not in UNSEEDED], ids=lambda fault: fault.name
)
def test_a_finding_speaks_ukrainian_but_for_the_names_of_pdf(fault):
    for finding in judge(fault).findings:
        for said in (message(finding.diagnostic, "uk"), hint(finding.diagnostic, "uk") or ""):
            assert re.findall(r"[A-Za-z]*[a-z]{2,}", PDF_NAMES.sub("", said)) == []


def test_every_rule_has_a_fault_that_proves_it():
    assert set(checks.all_rules()) == {fault.rule for fault in FAULTS}


def test_there_are_at_least_sixty_faults():
    assert len(FAULTS) >= 60


@pytest.mark.parametrize("name", press.printer_names(samples.workspace()))
def test_a_good_file_has_no_findings(name):
    proof = samples.good() if printer(name).live_transparency else samples.opaque()
    job = press.PrintJob(printer(name), proof.title, "sample", proof.moment)
    made = press.finish(proof, job, samples.workspace(), Report())
    assert press.preflight_job(made, job, samples.workspace()).findings == ()


def test_a_check_that_breaks_is_told_and_stops_the_file(monkeypatch):
    def broken(_examined):
        raise ValueError("of all things")

    check = dataclasses.replace(checks.all_checks()[0], look=broken)
    monkeypatch.setattr("publisher.press.judging.all_checks", lambda: (check,))
    report = press.preflight(printed("x4").content, printer("offset-coated"), samples.workspace())
    assert [finding.rule for finding in report.findings] == ["print-check-failed"]
    assert not report.passes
