"""Building at the counter: what comes out where, and what a mistake leaves untouched."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

PRESS = [sys.executable, str(ROOT / "cli.py")]


def run(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PUBLISHER_LANG": "en", "NO_COLOR": "1"}
    return subprocess.run([*PRESS, *words], cwd=at, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one brochure, built once."""
    root = tmp_path_factory.mktemp("shop")
    for folder in ("templates", "fonts"):
        shutil.copytree(ROOT / folder, root / folder, copy_function=os.link)
    (root / "issues").mkdir()
    run("new", "brochure", "leaflet", at=root)
    return root


@pytest.fixture(scope="module")
def built(shop: Path) -> subprocess.CompletedProcess[str]:
    return run("build", "leaflet", at=shop)


def test_a_build_names_what_it_made_on_standard_output(built, shop):
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.splitlines() == ["build/leaflet/leaflet.pdf", "build/leaflet/leaflet.docx"]
    assert (shop / "build/leaflet/leaflet.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("built")
def test_the_report_beside_the_outputs_names_them_with_their_digests(shop):
    text = (shop / "build/leaflet/report.json").read_text(encoding="utf-8")
    listing = json.loads(text)

    assert listing["ok"] is True
    assert [output["format"] for output in listing["outputs"]] == ["pdf", "docx"]
    for output in listing["outputs"]:
        content = (shop / output["path"]).read_bytes()
        assert output["sha256"] == hashlib.sha256(content).hexdigest()
        assert output["bytes"] == len(content)
    assert str(shop) not in text


@pytest.mark.usefixtures("built")
def test_a_build_measures_the_craft_of_its_pages_and_marks_it_on_a_proof(shop):
    answer = run("build", "leaflet", "--to", "pdf", "--proof", at=shop)
    listing = json.loads((shop / "build/leaflet/report.json").read_text(encoding="utf-8"))
    craft = listing["craft"]["leaflet"]

    assert "build/leaflet/leaflet-proof.pdf" in answer.stdout.splitlines()
    assert (shop / "build/leaflet/leaflet-proof.pdf").read_bytes().startswith(b"%PDF-")
    assert craft["pages"] == listing["outputs"][-1]["pages"]
    assert craft["lines"] > 5
    assert "word_space" in craft
    assert len(craft["findings"]) == sum(craft["counts"].values())


@pytest.mark.usefixtures("built")
def test_inside_its_folder_an_issue_needs_no_name(shop):
    inside = run("build", "--to", "pdf", at=shop / "issues/leaflet/articles")

    assert inside.returncode == 0
    assert inside.stdout.endswith("build/leaflet/leaflet.pdf\n")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "name", ["issues/leaflet", "./issues/leaflet/", "issues/leaflet/issue.yaml"]
)
def test_an_issue_may_be_named_by_its_path(shop, name):
    assert run("check", name, at=shop).returncode == 0


def test_a_misspelt_issue_is_answered_with_the_nearest(shop):
    answer = run("check", "leeflet", at=shop)

    assert answer.returncode == 2
    assert "error[unknown-issue]: there is no issue `leeflet`" in answer.stderr
    assert "did you mean `leaflet`?" in answer.stderr


def test_check_says_that_nothing_was_found(shop):
    answer = run("check", "leaflet", at=shop)

    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "1 issue checked, no problems found\n"


@pytest.mark.usefixtures("built")
def test_a_build_with_errors_leaves_the_last_good_files(shop):
    manuscript = shop / "issues/leaflet/issue.yaml"
    sound, pdf = manuscript.read_bytes(), shop / "build/leaflet/leaflet.pdf"
    before = pdf.read_bytes()
    manuscript.unlink()
    manuscript.write_bytes(sound + b"colour: red\n")
    try:
        answer = run("build", "leaflet", at=shop)
    finally:
        manuscript.write_bytes(sound)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("error[unknown-field]: ")
    assert "issues/leaflet/issue.yaml:" in answer.stderr
    assert pdf.read_bytes() == before


@pytest.mark.usefixtures("built")
def test_programs_get_one_json_document(shop):
    answer = run("build", "leaflet", "--format", "json", "--out", "elsewhere", at=shop)
    listing = json.loads(answer.stdout)

    assert answer.stderr == ""
    assert [output["pages"] is not None for output in listing["outputs"]] == [True, False]
    assert (shop / "elsewhere/leaflet/leaflet.docx").exists()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_nothing_half_written(shop, sign):
    press = subprocess.Popen(
        [*PRESS, "build", "leaflet", "--no-cache", "--out", "broken"],
        cwd=shop, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(0.7)
    press.send_signal(sign)
    out, err = press.communicate(timeout=60)

    assert (press.returncode, out) == (130, "")
    assert "[interrupted]" in err
    assert "Traceback" not in err
    assert not list(shop.rglob("*.part"))


def test_warnings_stop_only_under_strict(shop):
    stray = shop / "issues/leaflet/articles/99-zaive.md"
    stray.write_text("---\ntitle: Зайве\n---\n\nТекст.\n", encoding="utf-8")
    try:
        lenient, strict = run("check", "leaflet", at=shop), run("check", "--strict", at=shop)
    finally:
        stray.unlink()

    assert lenient.stderr.startswith("warning[article-unused]: ")
    assert (lenient.returncode, strict.returncode) == (0, 1)


def test_check_works_without_any_native_library(shop):
    blocked = (
        "import ctypes, ctypes.util, sys\n"
        "ctypes.util.find_library = lambda name: None\n"
        "class Closed:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('weasyprint', 'cffi'):\n"
        "            raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Closed())\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "import cli; from publisher import counter\n"
        "sys.exit(counter.serve(cli.app, ['check', 'leaflet']))\n"
    )

    checked = subprocess.run([sys.executable, "-c", blocked], cwd=shop, capture_output=True)

    assert checked.returncode == 0, checked.stderr.decode()
