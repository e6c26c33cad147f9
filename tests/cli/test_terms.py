"""What an issue agrees with its printing house: the house, the binding, the waivers."""

from __future__ import annotations

import json
import os
import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
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


def test_a_file_that_was_sent_back_does_not_lie_beside_its_successor(shop, publisher):
    """What is no longer true is taken back: the print file, or the one that was refused."""
    issue = shop / "issues/try/issue.yaml"
    shutil.rmtree(shop / "build", ignore_errors=True)

    issue.write_text(WAIVED % "", encoding="utf-8")
    assert publisher("build", "--to", "print", at=shop).code == 0
    issue.write_text(ISSUE, encoding="utf-8")
    assert publisher("build", "--to", "print", at=shop).code == 1
    assert not made(shop, "try-print.pdf").exists()
    assert made(shop, "try-REJECTED-do-not-print.pdf").exists()

    issue.write_text(WAIVED % "", encoding="utf-8")
    assert publisher("build", "--to", "print", at=shop).code == 0
    assert made(shop, "try-print.pdf").exists()
    assert not made(shop, "try-REJECTED-do-not-print.pdf").exists()


def house(shop: Path, name: str, **fields: str) -> str:
    """A printing house of our own, made from the default; its name."""
    lines = (shop / "printers/offset-plain.yaml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in fields]
    text = "\n".join([*kept, *(f"{key}: {value}" for key, value in fields.items())]) + "\n"
    (shop / f"printers/{name}.yaml").write_text(text, encoding="utf-8")
    return name


def test_a_house_names_the_files_it_wants(ask, shop):
    name = house(shop, "by-size", files='{whole: "{slug}_{width}x{height}.pdf"}')
    assert ask(WAIVED % "" + f"printer: {name}\n", "build", "--to", "print").code == 0
    assert made(shop, "try_145x200.pdf").exists()


@pytest.mark.parametrize("pattern", ["../{slug}.pdf", "{sulg}.pdf", "{slug.pdf", "{slug}.indd"])
def test_a_name_that_makes_no_file_is_told_with_its_place(ask, shop, pattern):
    name = house(shop, "odd", files=f'{{whole: "{pattern}"}}')
    answer = ask(ISSUE + f"printer: {name}\n", "check", "try")

    assert answer.code == 1
    assert "error[printer-file-name]" in answer.err
    assert "printers/odd.yaml:" in answer.err


def test_a_condition_of_the_house_itself_stands_in_no_registry(ask, shop):
    name = house(shop, "own", condition="Our press, our paper")
    assert ask(WAIVED % "" + f"printer: {name}\n", "build", "--to", "print").code == 0
    with pikepdf.open(made(shop, "try-print.pdf")) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Our press, our paper"
        assert "/RegistryName" not in intent


def test_two_colours_alike_on_screen_and_not_on_press_are_told_by_check(ask, shop):
    tokens = shop / "templates/_base/tokens.yaml"
    before = tokens.read_text("utf-8")
    tokens.unlink()  # it is a link to the house's own
    try:
        twin = before.replace(
            "colours:\n", 'colours:\n  twin: {screen: "#a3123f", press: {m: 90}}\n'
        )
        tokens.write_text(twin, encoding="utf-8")
        answer = ask(ISSUE, "check", "try")
    finally:
        tokens.unlink()
        os.link(ROOT / "templates/_base/tokens.yaml", tokens)

    assert answer.code == 1
    assert "error[colour-ambiguous]" in answer.err
    assert "templates/_base/tokens.yaml:" in answer.err
