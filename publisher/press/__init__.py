"""The press: a print file made from the proof, and preflight as a gate.

`finish` makes the file, `preflight` judges it (or anybody else's) and never repairs.
"""

from __future__ import annotations

from publisher.press.finishing import (
    PressFile,
    PressPart,
    PrintJob,
    SourcePlaces,
    Waiver,
    finish,
)
from publisher.press.judging import preflight, preflight_job
from publisher.press.printers import Flavour, Printer, load_printer, printer_names
from publisher.press.verdict import Finding, PreflightReport

__all__ = [
    "Finding",
    "Flavour",
    "PreflightReport",
    "PressFile",
    "PressPart",
    "PrintJob",
    "Printer",
    "SourcePlaces",
    "Waiver",
    "finish",
    "load_printer",
    "preflight",
    "preflight_job",
    "printer_names",
]
