"""Issues become HTML in the vocabulary, with the typographer's marks and places."""

from __future__ import annotations

import pytest

from publisher import html
from publisher.diagnostics import BuildStopped, Place, Report
from publisher.model.text import Element, Line, Text
from publisher.workspace import Workspace
from tests.html.issues import article, issue, line, note, paragraph, words


def markup(workspace: Workspace, *body: Element, **more: object) -> str:
    return html.render(issue(article(*body, **more)), workspace, Report()).markup


def test_a_paragraph_is_set_as_one_text_across_its_emphasis(house: Workspace):
    nodes = Text('Вийшов "Вісник', "uk"), Element("emphasis", (Text(' Асоціації" - ', "uk"),))
    text = markup(house, paragraph(*nodes, "перший"))

    assert "«Вісник<em> Асоціації»\u00a0— </em>перший" in text


def test_another_language_is_marked_and_set_by_its_own_rules(house: Workspace):
    text = markup(house, paragraph("слово ", Element("span", (Text('"mayor"', "en"),))))

    assert '<span lang="en">“mayor”</span>' in text or '<span lang="en">‘mayor’</span>' in text


def test_a_footnote_stands_where_it_is_called(house: Workspace):
    text = markup(house, paragraph("Рішення", note("Протокол"), " ухвалено."))

    assert (
        'Рішення<span class="footnote" id="stattia-n1" role="doc-footnote">Протокол</span>' in text
    )


def test_markup_in_the_editors_words_stays_words(house: Workspace):
    text = markup(house, paragraph("a < b & <script>"), title="<b>Назва</b>")

    assert "a &lt; b &amp; &lt;script&gt;" in text
    assert "&lt;b&gt;Назва&lt;/b&gt;" in text


def test_blocks_remember_where_they_were_typed(house: Workspace):
    place = Place("issues/sproba/articles/a.md", 12)
    block = Element("paragraph", words("Слово"), (), place)
    book = html.render(issue(article(block)), house, Report())

    assert book.places["stattia-b1"] == place


def test_what_must_not_break_is_kept_together(house: Workspace):
    assert '<span class="unbroken">5-го</span>' in markup(house, paragraph("Сталося 5-го числа"))


@pytest.mark.parametrize("kind", ["bulletin", "brochure", "directory"])
@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_every_kind_renders_in_every_language(house: Workspace, kind: str, language: str):
    made = issue(article(paragraph("Слово")), kind=kind, language=language)  # type: ignore[arg-type]

    assert f'<html lang="{language}">' in html.render(made, house, Report()).markup


def test_an_unknown_kind_is_an_error_with_the_nearest_name(house: Workspace):
    report = Report()
    with pytest.raises(BuildStopped):
        html.render(issue(article(paragraph("а")), kind="buletin"), house, report)

    (finding,) = report.errors
    assert finding.code == "kind-unknown"
    assert finding.words["suggestion"] == "bulletin"


def test_a_broken_template_is_named_with_its_line(bench: Workspace, write):
    path = bench.root / "templates/_base/parts/article.html.j2"
    text = path.read_text()
    path.unlink()
    broken = text.replace("part.lead|inline", "part.leed|inline")
    write("templates/_base/parts/article.html.j2", broken)
    report = Report()
    with pytest.raises(BuildStopped):
        html.render(issue(article(paragraph("а"), lead=words("Лід"))), bench, report)

    assert [(f.code, f.place and f.place.file) for f in report] == [
        ("template-failed", "templates/_base/parts/article.html.j2")
    ]


def test_templates_are_checked_against_the_model_without_rendering(bench: Workspace):
    path = bench.root / "templates/_base/parts/entries.html.j2"
    text = path.read_text().replace("entry.name", "entry.nam", 1)
    path.unlink()
    path.write_text(text)
    report = Report()
    html.check_templates(bench, "directory", report)

    (finding,) = report.errors
    assert finding.code == "template-field-unknown"
    assert (finding.words["type"], finding.words["field"]) == ("Entry", "nam")
    assert finding.words["suggestion"] == "name"
    assert finding.place
    assert finding.place.line == 1 + text[: text.index("entry.nam")].count("\n")


def test_the_houses_own_templates_fit_the_model(house: Workspace):
    report = Report()
    for kind in html.kind_names(house):
        html.check_templates(house, kind, report)

    assert list(report) == []


def test_two_inks_behind_one_screen_colour_are_an_error(bench: Workspace, write):
    (bench.root / "templates/bulletin/tokens.yaml").unlink()
    twin = 'colours:\n  twin: {screen: "#a3123f", press: {m: 100}}\n'
    write("templates/bulletin/tokens.yaml", twin)
    report = Report()
    with pytest.raises(BuildStopped):
        html.render(issue(article(paragraph("а"))), bench, report)

    assert {finding.code for finding in report} == {"colour-ambiguous"}


def test_a_line_is_the_editors_text():
    assert str(Line("Назва", "uk")) == "Назва"
    assert line("x").text == "x"
