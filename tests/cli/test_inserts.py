"""A page somebody sent, from `check` to the printing house."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pikepdf import Dictionary

from tests.conftest import ROOT
from tests.foreign.adverts import advert, font

ISSUE = """kind: brochure
title: Проба
date: 2026-03-31
language: uk
sections:
  - parts:
      - {type: insert, source: ads/seeds.pdf, alt: Реклама насіння}
"""


def unembedded(pdf):
    pdf.pages[0].obj.Resources.Font = Dictionary({"/F": font(pdf, embedded=False)})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose one issue places `ads/seeds.pdf`."""
    root = tmp_path_factory.mktemp("shop")
    for folder in ("templates", "fonts", "printers", "icc"):
        shutil.copytree(ROOT / folder, root / folder, copy_function=os.link)
    (root / "issues/try/ads").mkdir(parents=True)
    return root


@pytest.fixture
def ask(shop, publisher):
    """`ask(advertisement, "check")`: a command about the issue with this advertisement."""

    def run(content: bytes, *words: str, printer: str = ""):
        named = f"printer: {printer}\n" if printer else ""
        (shop / "issues/try/issue.yaml").write_text(ISSUE + named, encoding="utf-8")
        (shop / "issues/try/ads/seeds.pdf").write_bytes(content)
        shutil.rmtree(shop / "build", ignore_errors=True)
        return publisher(*words, at=shop)

    return run


HAIR = "0 0 0 1 K 0.05 w 10 60 m 190 60 l S"


def test_check_finds_a_hairline_without_any_layout_and_stops_where_a_printer_is_named(ask):
    open_, named = ask(advert(HAIR), "check"), ask(advert(HAIR), "check", printer="offset-coated")

    assert (open_.code, named.code) == (0, 1)
    assert "warning[print-hairline]" in open_.err
    assert "error[print-hairline]" in named.err
    assert "issues/try/ads/seeds.pdf!1" in named.err


def test_a_faulty_advertisement_stops_the_print_file_and_is_named_once(ask, shop):
    answer = ask(advert(HAIR), "build", "try", "--to", "print")

    assert answer.code == 1
    assert answer.err.count("[print-hairline]") == 1
    assert "issues/try/ads/seeds.pdf!1" in answer.err
    assert not (shop / "build/try/try-print.pdf").exists()
    assert (shop / "build/try/try-REJECTED-do-not-print.pdf").exists()


def test_a_hairline_does_not_stop_the_screen_edition_but_a_missing_font_does(ask, shop):
    fair = ask(advert(HAIR), "build", "try", "--to", "pdf")
    made = (shop / "build/try/try.pdf").exists()
    text = "0 g BT /F 20 Tf 80 50 Td (AB) Tj ET"
    spoiled = ask(advert(text, change=unembedded), "build", "try", "--to", "pdf")

    assert (fair.code, made) == (0, True)
    assert spoiled.code == 1
    assert "error[print-font-not-embedded]" in spoiled.err
    assert not (shop / "build/try/try.pdf").exists()
