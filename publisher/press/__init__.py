"""The press: a print file made from the proof, and preflight as a gate.

`finish` makes the file, `preflight` judges it (or anybody else's) and never repairs.
"""

from __future__ import annotations

from publisher.model.issue import Waiver
from publisher.press.finishing import (
    PressFile,
    PressPart,
    PrintJob,
    SourcePlaces,
    finish,
)
from publisher.press.inks import Fate
from publisher.press.inserts import SCREEN, Guest, judge_insert, report_insert
from publisher.press.judging import check_waivers, preflight, preflight_job
from publisher.press.printers import Flavour, Printer, load_printer, printer_names
from publisher.press.proofmarks import mark_up
from publisher.press.proofs import PagePictures, picture_pages
from publisher.press.report_page import as_html, pages_to_show
from publisher.press.verdict import Finding, PreflightReport

__all__ = [
    "SCREEN",
    "Fate",
    "Finding",
    "Flavour",
    "Guest",
    "PagePictures",
    "PreflightReport",
    "PressFile",
    "PressPart",
    "PrintJob",
    "Printer",
    "SourcePlaces",
    "Waiver",
    "as_html",
    "check_waivers",
    "finish",
    "judge_insert",
    "load_printer",
    "mark_up",
    "pages_to_show",
    "picture_pages",
    "preflight",
    "preflight_job",
    "printer_names",
    "report_insert",
]
