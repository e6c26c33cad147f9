"""The press may write where it writes, and there is room to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from publisher.diagnostics import Report
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

FOLDERS = ("build", ".cache")
LEAST_ROOM = 500 * 2**20


def check_rights(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Rights for the outputs and the cache, and half a gigabyte of free disk."""
    del machine
    locked = [name for name in FOLDERS if not os.access(_standing(workspace.root / name), os.W_OK)]
    for name in locked:
        report.error("doctor-folder-locked", folder=str(workspace.root / name))
    room = shutil.disk_usage(workspace.root).free
    free = f"{room / 2**30:.1f}"
    if room < LEAST_ROOM:
        report.warning("doctor-disk-full", free=free)
    elif not locked:
        report.note("doctor-rights", folders=", ".join(FOLDERS), free=free)


def _standing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(place for place in (folder, *folder.parents) if place.exists())
