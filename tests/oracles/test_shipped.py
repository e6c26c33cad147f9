"""What outside judges say of the shipped editions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from publisher import pipeline
from publisher.diagnostics import Report
from publisher.workspace import Workspace
from tests.conftest import ROOT, judge

pytestmark = pytest.mark.oracle

SLUGS = ("association-about", "bulletin-2026-01", "councils-2020")


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    order = pipeline.Order(SLUGS, out=tmp_path_factory.mktemp("build"))
    workspace = Workspace(ROOT, environment={})
    return [Path(one.path) for one in pipeline.build(workspace, order, Report(), _Quiet())]


def of(made: list[Path], suffix: str) -> list[Path]:
    found = [path for path in made if path.suffix == suffix]
    assert len(found) == 5
    return found


def test_every_pdf_is_accessible_by_pdf_ua_1(made):
    page = pytest.importorskip("page", reason="not judged: page-validation is not there")
    for path in of(made, ".pdf"):
        told = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
        assert told.is_compliant, (path.name, [str(failure) for failure in told.failures])


def test_qpdf_finds_no_fault_in_any_pdf(made):
    for path in of(made, ".pdf"):
        done = subprocess.run(
            [judge("qpdf"), "--check", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_poppler_finds_only_embedded_faces_of_the_project(made):
    for path in of(made, ".pdf"):
        listed = subprocess.run(
            [judge("pdffonts"), path], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert listed
        for line in listed:
            assert "Source" in line, line
            assert line.split()[-5:-2] == ["yes", "yes", "yes"], line


def test_the_open_xml_sdk_finds_no_fault_in_any_word_file(made):
    validator = ROOT / "tools/judges/node_modules/.bin/ooxml-validator"
    if not validator.exists():
        judge(str(validator))
    for path in of(made, ".docx"):
        done = subprocess.run(
            [str(validator), str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (path.name, done.stdout[:2000])
        assert json.loads(done.stdout).get("errors", []) == []


def test_libreoffice_opens_every_word_file(made, tmp_path: Path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [judge("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*words, tmp_path, *of(made, ".docx")], capture_output=True, timeout=240, check=True
    )
    assert len(list(tmp_path.glob("*.pdf"))) == 5
