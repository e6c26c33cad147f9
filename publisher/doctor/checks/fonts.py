"""The faces of this press are here, unaltered, with their licence beside them."""

from __future__ import annotations

from publisher.diagnostics import Place, Report
from publisher.doctor.machine import Machine
from publisher.faces import load_faces
from publisher.workspace import Workspace

LICENCE = "OFL.txt"


def check_fonts(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Every file of `fonts/fonts.yaml` against its SHA-256, and each folder's licence."""
    del machine
    before = len(report.errors)
    faces = load_faces(workspace, report)
    folders = sorted({path.rpartition("/")[0] for path in faces.paths})
    for folder in folders:
        if not workspace.exists(f"{folder}/{LICENCE}"):
            report.error("doctor-licence-missing", Place(file=folder), file=f"{folder}/{LICENCE}")
    if len(report.errors) == before:
        report.note("doctor-fonts", count=len(faces.paths), folders=", ".join(folders))
