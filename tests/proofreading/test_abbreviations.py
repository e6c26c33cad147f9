"""Abbreviations are explained in the text or in a printed list; the rest is told once."""

from __future__ import annotations

import io

import docx
import pytest

from publisher import pipeline, reading
from publisher.diagnostics import Report
from publisher.workspace import Workspace
from tests.proofreading.conftest import HEAD, ISSUE, Findings, spot

HOUSE = """\
abbreviations:
  ЦНАП: {uk: центр надання адміністративних послуг}
  ВРУ: {uk: Верховна Рада України}
known: [ХОР]
"""
LIST = "      - {type: abbreviations, title: Перелік скорочень}\n"
PARTS = ISSUE.format(language="uk").replace("[articles/a.md]", "\n      - articles/a.md\n" + LIST)


def test_an_unexplained_abbreviation_is_told_once_where_it_first_stands(findings: Findings):
    (found,) = findings("Рада ОТГ і друга ОТГ,\nі рада ОТГ.\n")

    assert (found.code, found.severity, spot(found)) == (
        "abbreviation-unexplained",
        "warning",
        "4:6",
    )
    assert found.words == {"short": "ОТГ", "count": "3"}


@pytest.mark.parametrize(
    "text",
    [
        "ОТГ (об'єднана територіальна громада) і знову ОТГ",
        "Рада ОТГ.\n\nОб'єднана територіальна громада (далі — ОТГ).",
        "Код ЄДРПОУ, США, ЄС, ХОР",
        "> Цитата про ОТГ",
        "`ОТГ`",
        "Розділ IV",
    ],
)
def test_what_is_explained_or_known_to_everyone_is_passed_over(findings: Findings, text: str):
    assert findings(text + "\n", abbreviations=HOUSE) == []


def test_a_meaning_of_the_house_is_offered_where_no_list_is_printed(findings: Findings):
    (found,) = findings("Новий ЦНАП.\n", abbreviations=HOUSE)

    assert found.words["meaning"] == "центр надання адміністративних послуг"


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches a test."""


def test_the_list_is_printed_in_order_on_the_pages_and_in_word(bench: Workspace, write):
    text = (
        "Рада ОТГ (об'єднана територіальна громада) і новий ЦНАП. Асоціація органів місцевого"
        " самоврядування (далі — АОМС) діє з 2003 року.\n"
    )
    write("issues/proba/issue.yaml", PARTS)
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + text)
    write("issues/_shared/abbreviations.yaml", HOUSE)
    report = Report()
    made = pipeline.build(
        bench, pipeline.Order(("proba",), out=bench.root / "out"), report, _Quiet()
    )
    assert not report.errors, list(report)
    assert not report.warnings, list(report)

    files = {one.format: one.content for one in made}
    pages = reading.read_pdf(files["pdf"]).text
    listed = pages[pages.index("Перелік скорочень\nАОМС") :].split("\n")
    assert listed[1::2][:3] == ["АОМС", "ОТГ", "ЦНАП"]
    assert listed[2::2][:3] == [
        "Асоціація органів місцевого самоврядування",
        "об’єднана територіальна громада",
        "центр надання адміністративних послуг",
    ]
    manuscript = docx.Document(io.BytesIO(files["docx"]))
    words = [p.text.replace("\u00ad", "") for p in manuscript.paragraphs]
    at = words.index("АОМС")
    assert words[at + 1] == "Асоціація органів місцевого самоврядування"
    assert words.index("ОТГ") > at
    assert words.index("ЦНАП") > words.index("ОТГ")


def test_a_list_without_anything_to_list_is_an_error(bench: Workspace, write):
    write("issues/proba/issue.yaml", PARTS)
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + "Слово.\n")
    report = Report()
    pipeline.check(bench, ["proba"], report)

    assert [one.code for one in report.errors] == ["abbreviations-none"]


def test_a_short_form_that_does_not_fit_its_words_is_told(bench: Workspace, write):
    write("issues/proba/issue.yaml", PARTS)
    text = "Рада громади (далі — ЗБОРИ) і ОТГ (об'єднана територіальна громада).\n"
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + text)
    report = Report()
    pipeline.check(bench, ["proba"], report)

    assert [one.code for one in report] == ["abbreviation-meaning-unclear"]
