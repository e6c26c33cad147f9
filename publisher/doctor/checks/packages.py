"""The libraries of the lock are here, in the very versions it names."""

from __future__ import annotations

import re
from importlib import metadata

from publisher.diagnostics import Place, Report
from publisher.doctor.machine import Machine
from publisher.workspace import Refused, Workspace

LOCK = "requirements/run.txt"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)\s*(;)?", re.MULTILINE)


def check_packages(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Compare what is installed with `requirements/run.txt`."""
    del machine
    try:
        lock = workspace.read(LOCK).content.decode(errors="replace")
    except Refused as refused:
        report.error(refused.code, Place(file=LOCK), **refused.values)
        return
    amiss = False
    pins = _PIN.findall(lock)
    for name, wanted, only_somewhere in pins:
        found = _version(name)
        # A pin with a condition (`; sys_platform == 'win32'`) may not be meant for this machine.
        if found is None and not only_somewhere:
            report.error("doctor-package-missing", package=name, wanted=wanted)
            amiss = True
        elif found not in (None, wanted):
            report.warning("doctor-package-differs", package=name, wanted=wanted, found=found)
            amiss = True
    if not amiss:
        report.note("doctor-packages", count=len(pins), lock=LOCK)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
