"""One check a file, in the order the doctor looks."""

from __future__ import annotations

from collections.abc import Callable

from publisher.diagnostics import Report
from publisher.doctor.checks.console import check_console
from publisher.doctor.checks.fonts import check_fonts
from publisher.doctor.checks.judges import check_judges
from publisher.doctor.checks.libraries import check_libraries
from publisher.doctor.checks.packages import check_packages
from publisher.doctor.checks.python import check_python
from publisher.doctor.checks.rights import check_rights
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

Check = Callable[[Workspace, Machine, Report], None]

CHECKS: tuple[Check, ...] = (
    check_python,
    check_packages,
    check_libraries,
    check_fonts,
    check_rights,
    check_console,
    check_judges,
)

__all__ = ["CHECKS", "Check"]
