"""Whether this machine can print: what it has, what it lacks, and the command that mends it.

The doctor only looks. What is well is a note, what is merely missed a warning, what stops the
press an error; the hint of each is the very command for this system.
"""

from __future__ import annotations

from publisher.diagnostics import Report
from publisher.doctor.checks import CHECKS
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

__all__ = ["Machine", "examine"]


def examine(workspace: Workspace, machine: Machine | None = None) -> Report:
    """Every check in order; the report holds a line for each thing looked at."""
    report = Report()
    patient = machine or Machine.this()
    for check in CHECKS:
        check(workspace, patient, report)
    return report
