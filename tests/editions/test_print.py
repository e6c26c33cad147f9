"""The print files of the shipped editions, in two flavours: inks only, every colour meant."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publisher import pipeline
from publisher.diagnostics import Report
from publisher.press.interpreter import Interpreter
from publisher.press.judging import read_boxes
from publisher.press.sheet import Sheet
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.editions.test_shipped import SHIPPED, SLUGS, _Quiet
from tests.press.witness import not_ink

FLAVOURS = ("offset-coated", "offset-x1a-2001")
EVERY = pytest.mark.parametrize("made", [(f, name) for f in FLAVOURS for name in SHIPPED],
                                ids="-".join, indirect=True)  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The folder of each edition, by printing house and name; laid out once, printed twice."""
    folders = {}
    for house in FLAVOURS:
        out, report = tmp_path_factory.mktemp(house), Report()
        order = pipeline.Order(SLUGS, ("pdf", "print"), out, house)
        pipeline.build(Workspace(ROOT, environment={}), order, report, _Quiet())
        assert not report.errors, [str(finding) for finding in report.errors]
        for path in out.glob("*/*-print.pdf"):
            folders[house, path.stem.removesuffix("-print")] = path
    return folders


@pytest.fixture
def made(printed, request) -> Path:
    return printed[request.param]


def sheets(path: Path) -> list[Sheet]:
    machine, found = Interpreter(), []
    with pikepdf.open(path) as pdf:
        for count, page in enumerate(pdf.pages, 1):
            found.append(read_boxes(page, count))
            machine.run(page, found[-1])
    return found


@EVERY
def test_nothing_in_a_print_file_is_anything_but_ink(made: Path):
    with pikepdf.open(io.BytesIO(made.read_bytes())) as pdf:
        assert list(not_ink(pdf)) == []


@EVERY
def test_every_colour_of_a_shipped_edition_has_a_press_value(made: Path):
    beside = made.with_name(made.name.replace("-print.pdf", "-preflight.json"))
    verdict = json.loads(beside.read_text("utf-8"))
    assert verdict["passes"] is True
    converted = [fate["screen"] for fate in verdict["colours"] if fate["how"] == "converted"]
    assert converted == []


@EVERY
def test_small_dark_text_stands_on_black_alone_and_marks_outside_the_bleed(made: Path):
    dark = 0
    for sheet in sheets(made):
        for text in sheet.texts:
            if text.size < 12 and text.tint.share("Black") >= 85:
                assert text.tint.black_alone
                dark += 1
        assert sheet.everywhere
        assert not any(box.meets(sheet.bleed) for box in sheet.everywhere)
    assert dark > 100


@EVERY
def test_words_and_places_of_a_print_file_are_those_of_the_screen_edition(made: Path):
    screen = made.with_name(made.name.replace("-print.pdf", ".pdf"))
    ours, theirs = pypdfium2.PdfDocument(made), pypdfium2.PdfDocument(screen)
    assert len(ours) == len(theirs)
    signs = 0
    for one, other in zip(ours, theirs, strict=True):
        here, there = one.get_textpage(), other.get_textpage()
        words = there.get_text_range()
        # The slug is outlines: what is read is the page and nothing else.
        assert here.get_text_range() == words
        (left, bottom, *_), (over, up, *_) = one.get_trimbox(), other.get_trimbox()
        for index in range(0, there.count_chars(), 40):
            x, y, *_ = here.get_charbox(index)
            u, v, *_ = there.get_charbox(index)
            assert (x - left, y - bottom) == pytest.approx((u - over, v - up), abs=0.15)
        signs += len(words)
    assert signs > 3000
