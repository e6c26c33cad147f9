"""What an issue agrees with its printing house: the house, the binding, the waivers."""

from __future__ import annotations

import json
import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT

ISSUE = """kind: brochure
title: Проба
date: 2026-03-31
language: uk
sections:
  - parts:
      - {type: figure, file: images/small.jpg, alt: Дрібна світлина, width: column}
"""
WAIVED = ISSUE + "waivers:\n  - {rule: print-ppi-low, reason: архівна світлина%s}\n"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose one issue has a picture of too few pixels."""
    root = tmp_path_factory.mktemp("shop")
    for folder in ("templates", "fonts", "printers", "icc"):
        shutil.copytree(ROOT / folder, root / folder, copy_function=os.link)
    picture = BytesIO()
    Image.effect_noise((160, 120), 80).convert("RGB").save(picture, "JPEG")
    folder = root / "issues/try"
    (folder / "images").mkdir(parents=True)
    (folder / "images/small.jpg").write_bytes(picture.getvalue())
    return root


@pytest.fixture
def ask(shop, publisher):
    """`ask(issue, "check")`: a command about this issue."""

    def run(issue: str, *words: str):
        (shop / "issues/try/issue.yaml").write_text(issue, encoding="utf-8")
        shutil.rmtree(shop / "build", ignore_errors=True)
        return publisher(*words, at=shop)

    return run


def made(shop: Path, name: str) -> Path:
    return shop / "build/try" / name


def test_without_a_waiver_a_coarse_picture_stops_the_print_file(ask, shop):
    answer = ask(ISSUE, "build", "try", "--to", "print")

    assert answer.code == 1
    assert "error[print-ppi-low]" in answer.err
    assert not made(shop, "try-print.pdf").exists()
    assert made(shop, "try-REJECTED-do-not-print.pdf").exists()


def test_a_waived_finding_stops_nothing_and_is_told_everywhere(ask, shop):
    answer = ask(WAIVED % ", page: 2, until: 2026-12-31, by: О. Коваль", "build", "--to", "print")

    assert answer.code == 0, answer.err
    assert made(shop, "try-print.pdf").exists()
    assert "note[print-ppi-low]" in answer.err
    assert "note[print-waived]: waived in 1 place (p. 2): `print-ppi-low`" in answer.err
    assert "issues/try/issue.yaml:9:12" in answer.err
    assert "О. Коваль answers for it until 2026-12-31" in answer.err
    codes = [
        one["code"]
        for one in json.loads(made(shop, "report.json").read_text("utf-8"))["diagnostics"]
    ]
    assert "print-waived" in codes
    verdict = json.loads(made(shop, "try-preflight.json").read_text("utf-8"))
    assert (verdict["passes"], verdict["waived"]) == (True, 1)
    (waiver,) = [f["waiver"] for f in verdict["findings"] if f["waiver"]]
    assert waiver["reason"] == "архівна світлина"
    page = made(shop, "try-preflight.html").read_text("utf-8")
    for word in ("архівна світлина", "О. Коваль", "2026-12-31", "issues/try/issue.yaml:9:12"):
        assert word in page


@pytest.mark.parametrize("elsewhere", [", page: 1", ", until: 2026-03-30", ", language: en"])
def test_a_waiver_of_another_page_day_or_language_does_not_count(ask, shop, elsewhere):
    answer = ask(WAIVED % elsewhere, "build", "--to", "print")

    assert answer.code == 1
    assert "error[print-ppi-low]" in answer.err
    assert not made(shop, "try-print.pdf").exists()


def test_a_waiver_that_fits_nothing_is_warned_of_by_its_line(ask):
    waivers = WAIVED % "" + "  - {rule: print-rotated, reason: домовлено}\n"
    answer = ask(waivers, "build", "--to", "print")

    assert answer.code == 0
    assert "warning[print-waiver-unused]: nothing needs the waiver of `print-rotated`" in answer.err
    assert "issues/try/issue.yaml:10:12" in answer.err


def test_nobody_can_answer_for_what_was_not_judged(ask):
    waivers = ISSUE + "waivers: [{rule: print-unreadable, reason: так треба}]\n"
    answer = ask(waivers, "check", "try")

    assert answer.code == 1
    assert "error[print-waiver-refused]" in answer.err


@pytest.mark.parametrize(
    ("waiver", "told", "place"),
    [
        ("{rule: print-ppi-lo, reason: так}", "error[print-waiver-unknown]", "8:18"),
        ("{rule: print-ppi-low}", "error[missing-field]", "8:12"),
        ("{rule: print-ppi-low, reason: }", "error[empty-field]", "8:33"),
        ("{rule: print-ppi-low, reason: так, until: 31.02.2026}", "error[bad-date]", "8:53"),
        ("{rule: print-ppi-low, reason: так, page: 0}", "whole-number-expected", "8:52"),
        ("{rule: print-ppi-low, reason: так, pages: 1}", "error[unknown-field]", "8:46"),
        ("{rule: print-ppi-low, reason: так, until: 2026-01-01}", "print-waiver-expired", "8:18"),
    ],
)
def test_a_waiver_written_wrong_is_told_by_check_with_its_place(ask, waiver, told, place):
    answer = ask(f"{ISSUE}waivers: [{waiver}]\n", "check", "try")

    assert told in answer.err
    assert f"issues/try/issue.yaml:{place}" in answer.err


def test_a_misspelt_house_is_told_by_check_with_its_place(ask):
    answer = ask(ISSUE + "printer: offset-coted\n", "check", "try")

    assert answer.code == 1
    assert "error[printer-unknown]" in answer.err
    assert "did you mean `offset-coated`?" in answer.err
    assert "issues/try/issue.yaml:8:10" in answer.err


def test_an_issue_names_its_own_house(ask, shop):
    answer = ask(WAIVED % "" + "printer: newspaper\n", "build", "--to", "print")

    assert answer.code == 0
    verdict = json.loads(made(shop, "try-preflight.json").read_text("utf-8"))
    assert verdict["printer"] == "newspaper"
    assert verdict["flavour"] == "PDF/X-3:2003"


def test_a_binding_wants_its_number_of_pages(ask):
    answer = ask(WAIVED % "" + "binding: saddle\n", "build", "--to", "print")

    assert answer.code == 1
    assert "error[print-page-count]" in answer.err


def test_an_unknown_binding_is_told_with_those_there_are(ask):
    answer = ask(ISSUE + "binding: sadle\n", "check", "try")

    assert answer.code == 1
    assert "did you mean `saddle`?" in answer.err
    assert "issues/try/issue.yaml:8:10" in answer.err
