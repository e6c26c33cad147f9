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
    version, path = platform.python_version(), sys.executable
    if sys.version_info[:2] < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        report.error("doctor-python-old", version=version, path=path, oldest=oldest)
    else:
        report.note("doctor-python", version=version, path=path)
