"""The term base: forbidden forms are found inflected, the words of others are left alone."""

from __future__ import annotations

import pytest

from publisher.proofreading.forms import pattern
from tests.proofreading.conftest import Findings, spot

BASE = """\
terms:
  - approved: {uk: проєкт, en: project}
    forbidden: {uk: [проект]}
    note: Правопис 2019 року
  - approved: {uk: Харків, en: Kharkiv}
    forbidden: {en: [Kharkov]}
  - approved: {uk: об'єднана територіальна громада, en: hromada}
    forbidden: {uk: [громада об'єднана, територіальна громада], en: [ATC]}
"""


def test_a_forbidden_form_is_a_warning_with_its_place_and_the_approved_one(findings: Findings):
    (found,) = findings("Рада схвалила\nдва проекти рішень.\n", terms=BASE)

    assert (found.code, found.severity, spot(found)) == ("term-forbidden", "warning", "5:5")
    assert found.words == {
        "found": "проекти", "approved": "проєкт", "note": "Правопис 2019 року",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "language", "text"),
    [
        ("рада", "uk", "ради раді раду радою рад радам радами радах"),
        ("сільська рада", "uk", "сільської ради; сільською радою; сільські ради; сільських рад"),
        ("проект", "uk", "проекту, проектом, проектів; Проекти; проектами"),
        ("територіальная община", "ru", "територіальной общины; територіальных общин"),
        ("об'єднана громада", "uk", "об’єднаної громади, обʼєднаних\u00a0громад"),
        ("Kharkov", "en", "Kharkov, Kharkov’s"),
        ("ОТГ", "uk", "ОТГ"),
    ],
)
def test_endings_do_not_hide_a_form(form, language, text):
    clauses = [c for c in text.replace(";", ",").split(",") if c.strip()]
    if " " not in form:
        clauses = text.replace(";", "").replace(",", "").split()
    assert [c for c in clauses if not pattern(form, language).search(c)] == []


@pytest.mark.parametrize(
    ("form", "language", "text"),
    [
        ("рада", "uk", "радник порада радіо нарада"),
        ("проект", "uk", "проектор проектний проєкт субпроект"),
        ("громада", "uk", "громадський громадянин"),
        ("ОТГ", "uk", "отг ОТГА"),
        ("Kharkov", "en", "Kharkovite kharkovskaya"),
    ],
)
def test_other_words_with_the_same_beginning_are_not_taken_for_it(form, language, text):
    assert pattern(form, language).findall(text) == []


def test_a_form_inside_an_approved_one_is_no_fault(findings: Findings):
    found = findings(
        "Одна об'єднана територіальна громада і одна територіальна громада.\n", terms=BASE
    )

    assert [spot(one) for one in found] == ["4:45"]


def test_the_words_of_others_are_left_as_they_were_said(findings: Findings):
    assert findings("> Проект закону внесено.\n", terms=BASE) == []


def test_an_address_is_no_name(findings: Findings):
    text = "See kharkov.example.org and https://example.org/kharkov or mail a@kharkov.ua.\n"

    assert findings(text, language="en", terms=BASE) == []


def test_a_term_without_an_approved_form_is_an_error_of_the_base(findings: Findings):
    found = findings(
        "Слово.\n", terms="terms:\n  - approved: {uk: район}\n    forbidden: {en: [rayon]}\n"
    )

    assert [one.code for one in found] == ["term-without-name"]
    assert (found[0].place.line, found[0].place.column) == (3, 17)


def test_the_base_that_ships_names_every_term_in_three_languages(house):
    from publisher.diagnostics import Report
    from publisher.sources import load_house

    report = Report()
    base = load_house(house, "bulletin-2026-01", report)

    assert not list(report)
    assert len(base.terms) >= 20
    for term in base.terms:
        assert {line.language for line in term.approved} == {"uk", "ru", "en"}
        for form in term.forbidden:
            name = term.name_in(form.language)
            assert name
            assert not pattern(form.text, form.language).fullmatch(name), form.text
