"""The house choices of an edition reach its pages and its Word file alike."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from publisher import html, pipeline, reading, sources
from publisher.diagnostics import Report
from publisher.workspace import Workspace

ISSUE = """\
kind: brochure
title: Проба
date: 2026-02-01
language: uk
sections:
  - parts: [articles/a.md]
"""
CHOICES = """\
typography:
  percent: close
  apostrophe: U+02BC
  initials: narrow
  thousands: no-break
  four_digits: grouped
"""
ARTICLE = """\
---
title: Об'єднання
---
С. І. Чернов назвав 98,1 % рад, 1157 осіб і 2598961 жителя з об'єднаних громад.
"""
TEXT = "С.{i}І.{i}Чернов назвав 98,1{p}% рад, 1{f}157~осіб і~2{t}598{t}961~жителя з~об{a}єднаних"
BY_DEFAULT = {"i": "~", "p": "~", "f": "", "t": "^", "a": "’"}
BY_CHOICE = {"i": "^", "p": "", "f": "~", "t": "~", "a": "ʼ"}


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches a test."""


Put = Callable[[str, "str | bytes"], Path]


def built(bench: Workspace) -> tuple[str, str]:
    """Words of the finished pages and of the Word file, each on one line."""
    report = Report()
    order = pipeline.Order(("proba",), out=bench.root / "out")
    made = pipeline.build(bench, order, report, _Quiet())
    assert not report.errors, list(report)
    files = {one.format: one.content for one in made}
    pages = " ".join(reading.read_pdf(files["pdf"]).text.split())
    manuscript = docx.Document(io.BytesIO(files["docx"]))
    return pages, "\n".join(paragraph.text for paragraph in manuscript.paragraphs)


@pytest.mark.parametrize(("choices", "signs"), [("", BY_DEFAULT), (CHOICES, BY_CHOICE)])
def test_pages_and_word_follow_the_choices_of_the_issue(
    bench: Workspace, write: Put, choices: str, signs: dict[str, str]
):
    write("issues/proba/issue.yaml", ISSUE + choices)
    write("issues/proba/articles/a.md", ARTICLE)

    pages, manuscript = built(bench)

    wanted = TEXT.format(**signs).replace("~", "\u00a0").replace("^", "\u202f")
    assert wanted in manuscript.replace("\u00ad", "")
    assert " ".join(wanted.split()) in pages


def test_a_choice_of_the_issue_counts_before_that_of_its_kind(bench: Workspace, write: Put):
    card = bench.root / "templates/brochure/edition.yaml"
    text = card.read_text(encoding="utf-8")
    card.unlink()  # it is a link to the house's own
    card.write_text(text + "typography: {percent: close, apostrophe: U+02BC}\n", encoding="utf-8")
    write("issues/proba/articles/a.md", ARTICLE)
    write("issues/proba/issue.yaml", ISSUE + "typography: {percent: spaced}\n")

    report = Report()
    (issue,) = sources.load_issue(bench, "proba", report)
    markup = html.render(issue, bench, report).markup

    assert "98,1\u00a0%" in markup
    assert "обʼєднаних" in markup


def test_an_unknown_choice_is_named_with_its_place_and_the_known_ones(bench: Workspace, write: Put):
    write("issues/proba/issue.yaml", ISSUE + "typography:\n  percent: narow\n  quotes: no\n")
    write("issues/proba/articles/a.md", ARTICLE)
    report = Report()
    pipeline.check(bench, ["proba"], report)

    found = {finding.code: finding for finding in report.errors}
    assert set(found) == {"unknown-choice", "unknown-field"}
    assert (found["unknown-choice"].place.line, found["unknown-choice"].place.column) == (8, 12)
    assert found["unknown-choice"].words["known"] == "spaced, close"
    assert found["unknown-field"].place.line == 9


NUMBERS = """\
{# issue: Issue #}
{% extends "_base/book.html.j2" %}
{% block body %}
<section class="cover" id="cover">
<p class="city">{{ 409|plural(["рада", "ради", "рад"]) }};
{{ 1.5|plural(["рада", "ради", "рад"]) }};
{{ 2500000|money(scale="million") }}; {{ 1157|number }}; {{ 98.12|percent(digits=1) }};
{{ ["Ізюм", "Лозова", "Чугуїв"]|list_and }}; {{ issue.date|date_long }};
{{ issue.date|date_numeric }};
{{ issue.date|month_year }}; {{ "Згурівка"|transliterate }}</p>
</section>
{% endblock %}
"""


def test_a_template_prints_numbers_dates_and_lists_by_filters(bench: Workspace, write: Put):
    path = bench.root / "templates/brochure/edition.html.j2"
    path.unlink()
    path.write_text(NUMBERS, encoding="utf-8")
    write("issues/proba/issue.yaml", ISSUE + CHOICES)
    write("issues/proba/articles/a.md", ARTICLE)

    report = Report()
    (issue,) = sources.load_issue(bench, "proba", report)
    markup = html.render(issue, bench, report).markup.replace("\u00a0", "~")

    assert "409~рад;\n1,5~ради;\n2,5~млн~грн; 1~157; 98,1%;" in markup
    assert "Ізюм, Лозова і~Чугуїв; 1~лютого 2026~року;\n01.02.2026;" in markup
    assert "лютий~2026; Zghurivka" in markup


def test_a_number_of_a_filter_is_set_as_one_in_the_text():
    """The same value, set by the typographer and printed by a filter, reads the same."""
    from publisher.typography import Choices, number, percent, set_line

    choices = Choices(group_four_digits=True, group_space="\u00a0", percent_space=False)
    assert (
        set_line("1157 осіб", "uk", choices) == f"{number(1157, 'uk', choices=choices)}\u00a0осіб"
    )
    assert set_line("98,1 %", "uk", choices) == percent(Decimal("98.1"), "uk", choices)
