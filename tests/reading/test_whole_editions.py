"""An edition that is whole is never called torn, and a torn one never whole."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import pytest
from lxml import html as lxml_html

from publisher.diagnostics import Place, Report
from publisher.model.output import Spot
from publisher.reading import (
    PdfReading,
    account_links,
    account_pdf,
    account_pictures,
    overflowing,
    read_pdf,
    words,
)
from tests.reading import editions
from tests.reading.conftest import Press

STYLES = {
    "plain": "",
    "tracked": "body { letter-spacing: .06em; word-spacing: -.08em } p.rubric {"
    " letter-spacing: .4em }",
    "narrow": ".columns-2 { columns: 4; column-gap: 3mm } @page { size: A4; "
    "counter-reset: footnote } td, th { width: 20mm; font-size: 8pt }",
    "raised": ".footnote::footnote-call { font-variant-position: super; vertical-align: baseline;"
    " font-size: 1em } li { list-style: none }",
}
DRAWINGS = {"map.svg": editions.DRAWING.encode()}


@dataclass
class Printed:
    """An edition as printed: its HTML, its pages, and where its ids stand."""

    markup: str
    pdf: PdfReading
    spots: dict[str, Spot]


def printed(press: Press, seed: int, language: str, style: str = "", articles: int = 2) -> Printed:
    body = editions.edition(seed, language, articles)
    markup = press.document(body, editions.LOOKS + style, language)
    content, spots = press.typeset(markup, map=editions.DRAWING)
    return Printed(markup, read_pdf(content), spots)


@pytest.fixture(scope="module")
def edition(press: Press) -> Printed:
    return printed(press, 4, "uk")


@pytest.mark.parametrize(
    ("seed", "language", "style", "articles"),
    [
        (1, "uk", "plain", 2),
        (2, "ru", "tracked", 1),
        (3, "en", "raised", 1),
        (5, "uk", "narrow", 1),
    ],
)
def test_nothing_is_lost_and_nothing_gained(
    seed: int, language: str, style: str, articles: int, press: Press
) -> None:
    whole = printed(press, seed, language, STYLES[style], articles)
    report = Report()
    account = account_pdf(whole.markup, whole.pdf, report, spots=whole.spots, drawings=DRAWINGS)
    assert account.words > 1500 * articles
    assert account.intact
    account_links(whole.markup, report, pdf=whole.pdf, spots=whole.spots)
    account_pictures(whole.markup, report, pdf=whole.pdf, spots=whole.spots)
    assert list(report) == []
    assert overflowing(whole.pdf) == ()


def test_the_account_counts_each_section(edition: Printed) -> None:
    account = account_pdf(edition.markup, edition.pdf, Report(), spots=edition.spots)
    sections = dict(account.sections)
    assert list(sections) == ["contents", "a0", "a1", "index"]
    assert sections["contents"] == len(words("Зміст Назва статті a0 Назва статті a1"))
    assert sum(sections.values()) == account.words


def test_without_spots_the_book_is_one_stretch(edition: Printed) -> None:
    assert account_pdf(edition.markup, edition.pdf, Report(), drawings=DRAWINGS).intact


@pytest.mark.parametrize("seed", range(40))
def test_a_word_more_in_the_html_is_a_word_lost_in_print(seed: int, edition: Printed) -> None:
    dice = random.Random(seed)
    word, torn = with_a_word_more(edition.markup, dice)
    account = account_pdf(torn, edition.pdf, Report(), spots=edition.spots, drawings=DRAWINGS)
    lost = [form for loss in account.lost for form in words(loss.word)]
    assert set(words(word)) <= set(lost)


def with_a_word_more(markup: str, dice: random.Random) -> tuple[str, str]:
    """A word put in somewhere, whatever stands there: common words and small numbers too."""
    root = lxml_html.document_fromstring(markup)
    tags = dice.sample(["p", "td", "li", "span", "h1", "th"], 6)
    written = {
        tag: [e for e in root.find("body").iter(tag) if (e.text or "").strip()] for tag in tags
    }
    element = dice.choice(next(elements for elements in written.values() if elements))
    own = element.text.split()
    at = dice.randrange(len(own) + 1)
    if at == len(own) and not element.text[-1].isspace():
        at -= 1
    word = dice.choice([own[0], "5", "12", "і", "2", "8", "на", "район"])
    if not words(word):
        word = "і"
    element.text = " ".join([*own[:at], word, *own[at:]]) + (
        " " if element.text[-1].isspace() else ""
    )
    return word, "<!DOCTYPE html>" + lxml_html.tostring(root, encoding="unicode")


def without(markup: str, pattern: str, instead: str = "") -> str:
    torn, times = re.subn(pattern, instead, markup, count=1, flags=re.S)
    assert times == 1
    return torn


TORN = {
    "a row": (r"<tr><td>(?:(?!</tr>).)*</tr></tbody>", "</tbody>"),
    "a note": (r'<span class="footnote".*?</span>', ""),
    "a paragraph": (r'<p id="a0-3">.*?</p>', ""),
    "a heading": (r'<h1 id="a0-title">.*?</h1>', ""),
    "a list item": (r"<li>друге 4</li>", ""),
    "a table head": (r"<thead>.*?</thead>", ""),
    "a caption": (r"<figcaption>.*?</figcaption>", ""),
    "the lettering of a drawing": (r'<img src="asset:map.svg"', '<img src="asset:bare.svg"'),
}


@pytest.mark.parametrize("name", TORN)
def test_what_is_left_out_of_the_pages_is_missed(name: str, press: Press) -> None:
    body = editions.article(random.Random(2), "uk", "a0", 4, 6)
    report = Report()
    markup = press.document(body, editions.LOOKS)
    pattern, instead = TORN[name]
    torn = press.document(without(body, pattern, instead), editions.LOOKS)
    bare = re.sub("<text.*?</text>", "", editions.DRAWING)
    content, spots = press.typeset(torn, map=editions.DRAWING, bare=bare)
    account = account_pdf(markup, read_pdf(content), report, spots=spots, drawings=DRAWINGS)
    assert account.lost
    assert "words-lost" in {finding.code for finding in report}


def test_a_wrong_page_number_is_noticed(press: Press) -> None:
    body = (
        '<section id="contents"><p>Стаття про ради <a class="page-number" href="#a"></a></p>'
        '</section><article id="a" style="break-before: page"><h1>Стаття про ради</h1></article>'
    )
    _, report = press.account(body)
    assert not list(report)
    _, report = press.account(
        body, printed=without(body, r'<a class="page-number" href="#a"></a>', "3")
    )
    (finding,) = report.errors
    assert finding.code == "page-number-wrong"
    assert finding.words["label"] == "2"
    assert finding.words["instead"] == "3"


def test_a_page_number_that_is_not_printed_is_noticed(press: Press) -> None:
    body = (
        '<section id="contents"><p>Стаття про ради <a class="page-number" href="#a"></a></p>'
        '</section><article id="a" style="break-before: page"><h1>Стаття про ради</h1></article>'
    )
    _, report = press.account(body, "a.page-number::after { content: none }")
    assert [finding.code for finding in report] == ["page-number-wrong"]


def test_a_loss_is_told_with_the_place_the_words_were_typed(press: Press) -> None:
    place = Place(file="issues/a/articles/01.md", line=12, column=1)
    body = '<article id="a"><h1>Назва</h1><p id="a-1">слово рада громада</p></article>'
    _, report = press.account(body, printed=body.replace("громада", ""), places={"a-1": place})
    (finding,) = report.errors
    assert finding.place == place
    assert finding.words["words"] == "громада"


def test_the_right_one_of_many_like_words_is_missed(press: Press) -> None:
    body = '<article id="a">' + "".join(
        f'<p id="p{n}">перше {name} рада громада</p>'
        for n, name in enumerate(("село", "місто", "селище", "хутір"))
    )
    account, _ = press.account(body, printed=body.replace("селище рада", "селище"))
    (loss,) = account.lost
    assert loss.ids[0] == "p2"


def test_words_that_nobody_wrote_are_errors(press: Press) -> None:
    body = '<article id="a"><p>слово рада</p></article>'
    account, report = press.account(body, 'p::after { content: " зайве" }')
    assert [gain.word for gain in account.gained] == ["зайве"]
    (finding,) = report.errors
    assert finding.code == "words-gained"
    assert finding.place is not None
    assert finding.place.page == 1


def test_words_that_looks_add_may_be_declared(press: Press) -> None:
    body = '<article id="a"><p>слово рада</p></article>'
    account, report = press.account(
        body, 'p::after { content: " далі буде" }', expected_extra=["Далі буде"]
    )
    assert account.intact
    assert not list(report)


def test_a_passage_printed_twice_is_an_error(press: Press) -> None:
    body = '<article id="a"><p>слово рада</p></article>'
    account, _ = press.account(body, printed=body.replace("<p>", "<p>рада</p><p>"))
    assert [gain.word for gain in account.gained] == ["рада"]


def test_a_thumb_in_the_margin_counts_as_printed(press: Press) -> None:
    body = '<section id="a"><p class="thumb">Ґ</p><p>слово</p></section>'
    css = "p.thumb { position: running(t) } @page { @right-top { content: element(t) } }"
    account, _ = press.account(body, css)
    assert account.intact
    account, _ = press.account(body, "p.thumb { display: none }")
    assert [loss.word for loss in account.lost] == ["Ґ"]


def test_a_running_head_does_not_stand_in_for_the_title(press: Press) -> None:
    body = '<article id="a"><h1>Загальні збори</h1><p>слово</p></article>'
    css = (
        "h1 { display: none } body { string-set: x 'Загальні збори' }"
        " @page { @top-right { content: string(x) } }"
    )
    account, _ = press.account(body, css)
    assert [loss.word for loss in account.lost] == ["Загальні", "збори"]
