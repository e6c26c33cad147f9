"""The directory of hromadas: as many records as the data have, each in its place, in both files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publisher import pipeline, reading
from publisher.diagnostics import Report
from publisher.workspace import Workspace
from tests.conftest import ROOT

SHARED = ROOT / "issues/_shared"


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Report]:
    report = Report()
    out = tmp_path_factory.mktemp("build")
    order = pipeline.Order(("directory-2025",), ("pdf", "docx"), out=out, use_cache=False)
    made = pipeline.build(Workspace(ROOT, environment={}), order, report, _Quiet())
    assert not report.errors, [str(finding) for finding in report.errors]
    assert not report.warnings, [str(finding) for finding in report.warnings]
    return {one.format: one.content for one in made}, report


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((SHARED / name).read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def texts(built) -> list[str]:
    """The words of each page; hyphens and line ends are as printed."""
    document = pypdfium2.PdfDocument(built[0]["pdf"])
    return [page.get_textpage().get_text_range() for page in document]


def test_records_in_are_records_found_in_both_files(built):
    given = sum(
        len(rows(name)) for name in ("hromadas.csv", "councils_2020.csv", "settlements_2025.csv")
    )
    proved = {
        finding.words["output"]: int(finding.words["count"])
        for finding in built[1]
        if finding.code == "records-proved"
    }

    assert given == 56 + 458 + 1751 + 9
    assert proved == {"PDF": given, "DOCX": given}


def test_every_settlement_stands_with_its_code(texts):
    words = re.sub(r"\s", "", "".join(texts))
    codes = [row["katottg"] for row in rows("settlements_2025.csv")]

    assert [code for code in codes if code not in words] == []


def test_each_raion_has_its_tab_out_to_the_bleed(built):
    """A filled box on the fore edge, from the sheet's edge inwards, a step lower each time."""
    seen = reading.read_pdf(built[0]["pdf"], clip="media")
    heights = {}
    for page in seen.pages:
        for piece in page.pieces:
            if piece.text in ("Бер", "Бог", "Ізм", "Куп", "Лоз", "Хар", "Чуг"):
                heights.setdefault(piece.text, set()).add(round(piece.baseline))
                edge = page.media.left if page.number % 2 == 0 else page.media.right
                assert abs((piece.box.left + piece.box.right) / 2 - edge) < 30
    steps = [heights[name] for name in ("Бер", "Бог", "Ізм", "Куп", "Лоз", "Хар", "Чуг")]

    assert all(len(step) == 1 for step in steps)
    assert sorted((min(step) for step in steps), reverse=True) == [min(step) for step in steps]


def test_guide_words_name_the_hromada_that_goes_on(built):
    seen = reading.read_pdf(built[0]["pdf"])
    heads = [
        " ".join(piece.text for piece in page.pieces if piece.matter == "running")
        for page in seen.pages
    ]

    assert "Зачепилівська селищна громада — Кегичівська селищна громада" in heads[6]
    assert "Кегичівська селищна громада — Красноградська міська громада" in heads[7]
    assert "Богодухівська міська громада — Богодухівська міська громада" in heads[11]


@pytest.mark.parametrize(
    ("line", "page_says"),
    [
        (r"Абазівка, с\. (\d+)", "с. Абазівка UA63060010020070790"),
        (r"Красноград, м\., див\. Берестин\s+(\d+)", "м. Берестин UA63060050010042407"),
        (r"Ізюмська міська громада (\d+)", "Ізюмська міська громада\r\nЦентр"),
    ],
)
def test_page_numbers_of_the_indexes_are_those_of_the_records(texts, line, page_says):
    words = " ".join(" ".join(texts[44:]).split())
    number = int(re.search(line, words.replace("\u00a0", " "))[1])

    assert page_says in texts[number - 1].replace("\u00a0", " ")


def test_homonyms_in_the_index_of_settlements_are_told_apart(texts):
    """No two lines of the index are the same but for the page."""
    words = " ".join(" ".join(texts[46:]).split())
    lines = re.findall(r"[^\d,()]+, (?:с|м|с-ще)\.?(?: \([^)]*\))? \d+", words)

    named = [line.rsplit(" ", 1)[0].strip() for line in lines]
    assert len(named) > 1500
    assert [name for name in set(named) if named.count(name) > 1] == []


def test_word_has_the_same_three_indexes_as_fields(built):
    with zipfile.ZipFile(io.BytesIO(built[0]["docx"])) as archive:
        document = archive.read("word/document.xml").decode()
    marks = re.findall(r"XE &quot;|XE \"", document)

    assert len(re.findall(r"INDEX [^<]*\\f", document)) == 3
    assert len(marks) == 56 + 1751 + 24


def test_the_pages_are_as_many_as_the_data_make(built):
    with pikepdf.open(io.BytesIO(built[0]["pdf"])) as file:
        assert len(file.pages) in range(60, 80)
    assert Path(ROOT / "issues/directory-2025/data/kolyshni.csv").exists()
