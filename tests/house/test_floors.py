"""The floors hold: imports point down, heavy rooms open only when somebody goes in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = ("weasyprint", "docx", "pikepdf", "pypdfium2", "lxml", "PIL", "fontTools", "jinja2",
         "pydantic", "markdown_it", "babel", "numpy")  # fmt: skip
LAYOUT = ("weasyprint", "pydyf", "cffi", "docx", "pikepdf")


def imported(code: str, *watched: str) -> list[str]:
    """Which of these modules are there after running a few lines of Python."""
    told = f"{code}\nimport sys\nprint(*[m for m in {watched!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1].split()


def test_the_counter_opens_without_the_press():
    assert imported("import cli", *HEAVY) == []


@pytest.mark.parametrize("words", ["--help", "explain", "kinds"])
def test_asking_brings_in_no_layout(words):
    ask = f"from publisher import counter; import cli; counter.serve(cli.app, {words.split()!r})"

    assert imported(ask, *LAYOUT) == []


def test_imports_point_down_only(tmp_path):
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [lint, "--cache-dir", tmp_path], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip

    assert done.returncode == 0, done.stdout
