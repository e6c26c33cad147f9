"""The Python that runs the press."""

from __future__ import annotations

import platform
import sys

from publisher.diagnostics import Report
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

OLDEST = (3, 11)


def check_python(workspace: Workspace, machine: Machine, report: Report) -> None:
    """New enough, and where it stands."""
    del workspace, machine
    found = {"version": platform.python_version(), "path": sys.executable}
    if sys.version_info < OLDEST:
        report.error("doctor-python-old", oldest="3.11", **found)
    else:
        report.note("doctor-python", **found)
