"""The gallery of charts, built whole: what its drawings say stands on the pages and in Word."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from publisher import pipeline, reading, sources
from publisher.diagnostics import Report
from publisher.model.charts import Chart, Map
from publisher.model.issue import Article
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.drawing.conftest import shelf, tokens

GALLERY = "charts-gallery"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches a test."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """PDF, Word and print file of the gallery, made without an error or a warning."""
    report = Report()
    order = pipeline.Order(
        (GALLERY,), ("pdf", "docx", "print"), out=tmp_path_factory.mktemp("out"), use_cache=False
    )
    found = pipeline.build(Workspace(ROOT, environment={}), order, report, _Quiet())
    assert not report.errors, [str(finding) for finding in report.errors]
    assert not report.warnings, [str(finding) for finding in report.warnings]
    return {Path(one.path).name: one.content for one in found}


@pytest.fixture(scope="module")
def drawings() -> list[Chart | Map]:
    (issue,) = sources.load_issue(Workspace(ROOT, environment={}), GALLERY, Report())
    parts = [part for section in issue.sections for part in section.parts]
    inside = [one for part in parts if isinstance(part, Article) for one in part.drawn]
    return [*inside, *[part for part in parts if isinstance(part, Chart | Map)]]


def test_the_gallery_shows_every_form(drawings: list[Chart | Map]) -> None:
    forms = {drawing.form for drawing in drawings}
    assert forms == {
        "bar", "column", "line", "area", "pie", "donut", "pyramid", "dots",
        "areas", "tiles", "points",
    }  # fmt: skip
    assert any(isinstance(one, Chart) and len(one.panels) > 1 for one in drawings)


def test_what_is_made_up_says_so_and_what_is_true_names_its_source(
    drawings: list[Chart | Map],
) -> None:
    for drawing in drawings:
        assert drawing.credit
        made_up = "Умовні дані" in drawing.credit.text
        assert made_up or "KSE-Loc-Data-Hub" in drawing.credit.text


def test_words_of_charts_are_words_of_the_pages(made: dict[str, bytes]) -> None:
    document = pypdfium2.PdfDocument(made[f"{GALLERY}.pdf"])
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    for words in ("Красноградський", "16 346", "Решта надходжень", "неповні дані", "1 421 125"):
        assert words in " ".join(text.split()), words


def test_letters_of_charts_have_the_size_of_their_token(made: dict[str, bytes]) -> None:
    """A drawing is made for its place: nothing enlarges or shrinks it there."""
    style = tokens().styles["chart-label"]
    face = shelf().face(style.family, style.weight, italic=False)
    assert face
    document = pypdfium2.PdfDocument(made[f"{GALLERY}.pdf"])
    widths = []
    for page in document:
        text = page.get_textpage()
        found = text.search("Красноградський")
        while place := found.get_next():
            first, last = text.get_charbox(place[0]), text.get_charbox(sum(place) - 1)
            widths.append(last[2] - first[0])
    # Twice as a label of rows (in a column and across the page), once as a title of a panel.
    labels = sorted(widths)[:2]
    assert labels == pytest.approx([face.measure("Красноградський") * style.size] * 2, rel=0.03)


def test_charts_are_lettered_in_the_faces_of_the_edition(made: dict[str, bytes]) -> None:
    pdf = pikepdf.open(io.BytesIO(made[f"{GALLERY}.pdf"]))
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in pdf.pages
        for font in page.Resources.Font.values()
    }
    assert fonts
    assert all(font.replace("-", "").startswith("Source") for font in fonts), fonts


def test_each_drawing_has_its_words_for_those_who_do_not_see_it(
    made: dict[str, bytes], drawings: list[Chart | Map]
) -> None:
    document = zipfile.ZipFile(io.BytesIO(made[f"{GALLERY}.docx"])).read("word/document.xml")
    in_word = {e.get("descr") for e in etree.fromstring(document).iter(f"{WP}docPr")}
    in_pdf = {
        text
        for page in reading.read_pdf(made[f"{GALLERY}.pdf"]).pages
        for text in page.alternatives
    }
    for drawing in drawings:
        first = re.split(r"[ \u00a0—]", drawing.alt.text)[0]
        assert any(text.startswith(first) for text in in_pdf)
        assert drawing.alt.text.replace("\u202f", "\u00a0") in {
            str(text).replace("\u202f", "\u00a0") for text in in_word
        }


def test_charts_are_printed_in_the_inks_of_tokens(made: dict[str, bytes]) -> None:
    listed = json.loads(made[f"{GALLERY}-preflight.json"])["colours"]
    assert {colour["how"] for colour in listed} == {"token"}
    known = {
        tuple(round(part / 100, 3) for part in (ink.c, ink.m, ink.y, ink.k))
        for ink in (colour.press for colour in tokens().colours)
    }
    pdf = pikepdf.open(io.BytesIO(made[f"{GALLERY}-print.pdf"]))
    used = set()
    for page in pdf.pages[2:]:
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            assert name not in ("rg", "RG", "g", "G")
            if name in ("k", "K"):
                used.add(tuple(round(float(part), 3) for part in operands))
    assert len(used & known) >= 7


def test_small_tables_of_the_gallery_agree_with_the_shared_data() -> None:
    budgets = (ROOT / "issues/_shared/hromada_budgets_2021_2023.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(budgets)) if row["year"] == "2022"]
    taxes = (ROOT / "issues/charts-gallery/data/podatky-2022.csv").read_text("utf-8")
    given = {row["надходження"]: Decimal(row["2022"]) for row in csv.DictReader(io.StringIO(taxes))}
    for column, name in (
        ("personal_income_tax", "Податок на доходи фізичних осіб"),
        ("unified_tax", "Єдиний податок"),
        ("property_tax", "Податок на майно"),
        ("excise_duty", "Акцизний податок"),
        ("rent", "Рентна плата"),
        ("non_tax_income", "Неподаткові надходження"),
    ):
        assert given[name] == sum(Decimal(row[column] or 0) for row in rows)
    assert sum(given.values()) == sum(Decimal(row["income_own"] or 0) for row in rows)
