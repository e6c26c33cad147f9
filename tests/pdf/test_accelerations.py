"""The accelerations change no page: the same editions laid out both ways."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

from publisher.pdf import accelerations
from tests.conftest import ROOT

SCRIPT = """
import hashlib, sys
from pathlib import Path
from publisher import faces, html, pdf, sources
from publisher.diagnostics import Report
from publisher.workspace import Workspace
house = Workspace(Path(sys.argv[1]), environment={})
report = Report()
shelf = faces.load_faces(house, report)
fontconfig = faces.fontconfig_file(shelf, house.root, Path(sys.argv[2]))
for slug in ("association-about", "bulletin-2026-01"):
    for issue in sources.load_issue(house, slug, report):
        book = html.render(issue, house, report, shelf)
        proof = pdf.typeset(book, pdf.Workshop(shelf, fontconfig), report)
        print(book.output_name, len(proof.pages), hashlib.sha256(proof.content).hexdigest())
from weasyprint.text import line_break
print(getattr(line_break.split_first_line, "accelerated", False), file=sys.stderr)
"""


def laid_out(folder: str, setting: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT), folder],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, accelerations.SETTING: setting},
    )  # fmt: skip
    return done.stdout, done.stderr.strip().splitlines()[-1]


def test_the_pages_are_the_same_bytes_with_and_without_accelerations(tmp_path):
    fast, hurried = laid_out(str(tmp_path), "")
    plain, patient = laid_out(str(tmp_path), "1")

    assert fast == plain
    assert len(fast.splitlines()) == 4
    assert (hurried, patient) == ("True", "False")


def test_a_version_it_was_not_proven_on_is_left_alone():
    assert accelerations.install(SimpleNamespace(__version__="99.0")) is False  # type: ignore[arg-type]
