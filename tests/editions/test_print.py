"""The print files of the shipped editions, in two flavours: inks only, every colour meant."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
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
        order = pipeline.Order(SLUGS, ("print",), out, house)
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
