"""The terminal can show what the press says."""

from __future__ import annotations

import sys

from publisher.diagnostics import Report
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

_SPOKEN = "ҐґЄєІіЇї’«»—✓✗→№"


def check_console(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Ukrainian letters and our signs in the encoding of standard output."""
    del workspace, machine
    encoding = sys.stdout.encoding or "ascii"
    try:
        _SPOKEN.encode(encoding)
    except UnicodeEncodeError:
        report.warning("doctor-console-narrow", encoding=encoding)
    else:
        report.note("doctor-console", encoding=encoding)
