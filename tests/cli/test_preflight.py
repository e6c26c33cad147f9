"""`publisher preflight` judges any PDF, and mends none."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

import cli
from publisher import counter
from tests.press.test_broken_files import BROKEN


def judge(*words: str) -> int:
    return counter.serve(cli.app, ["preflight", *words])


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    """A page with RGB colour and no bleed, as an advertiser sends it."""
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(200, 200))
        page.Contents = file.make_stream(b"1 0 0 rg 20 20 100 100 re f")
        content = io.BytesIO()
        file.save(content)
    path = tmp_path / "advert.pdf"
    path.write_bytes(content.getvalue())
    return path


def test_an_rgb_advertisement_is_refused_and_left_as_it_was(advert: Path, capsys):
    before = advert.read_bytes()

    assert judge(str(advert), "--printer", "offset-coated", "--lang", "en") == 1
    told = capsys.readouterr()
    assert "print-" in told.err
    assert advert.read_bytes() == before
    assert (advert.parent / "advert-preflight.html").read_bytes().startswith(b"<!doctype html>")


def test_a_file_that_is_no_pdf_is_a_finding_not_a_crash(tmp_path: Path, capsys):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"Dear printer")

    assert judge(str(path), "--lang", "en") == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_file_gets_its_report_from_the_command_line_too(broken, tmp_path: Path, capsys):
    path = tmp_path / "broken.pdf"
    path.write_bytes(broken())

    assert judge(str(path), "--lang", "en", "-j", "1", "--format", "json") == 1
    listing = json.loads(capsys.readouterr().out)
    codes = {one["code"] for one in listing["diagnostics"]}
    assert "internal-error" not in codes
    assert any(code.startswith("print-") for code in codes)
    verdict = json.loads((tmp_path / "broken-preflight.json").read_text("utf-8"))
    assert verdict["passes"] is False
    assert (tmp_path / "broken-preflight.html").exists()


def test_an_unknown_printer_is_named_with_those_there_are(advert: Path, capsys):
    assert judge(str(advert), "--printer", "offset-coted", "--lang", "en") == 1
    assert "offset-coated" in capsys.readouterr().err
