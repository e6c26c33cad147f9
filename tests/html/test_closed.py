"""The closed vocabulary is closed."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Place, Report
from publisher.html.closed import check
from publisher.html.vocabulary import VOCABULARY, find


def page(body: str) -> str:
    return (
        f'<html lang="uk"><head><title>t</title></head><body class="bulletin">{body}</body></html>'
    )


def codes(body: str) -> list[str]:
    report = Report()
    check(page(body), {}, "templates/bulletin/edition.html.j2", report)
    return [finding.code for finding in report]


def test_declared_elements_pass():
    assert (
        codes('<article class="article news" id="a"><h1 class="article-title">Т</h1></article>')
        == []
    )


@pytest.mark.parametrize(
    "body",
    [
        "<marquee>а</marquee>",
        '<p class="grey">а</p>',
        '<div id="a"><p>а</p></div>',
        '<section class="cover grey"><p>а</p></section>',
    ],
)
def test_an_undeclared_element_or_class_is_refused_by_name(body: str):
    assert "element-unknown" in codes(body)


def test_a_style_attribute_is_refused():
    assert codes('<p style="color: red">а</p>') == ["attribute-unknown"]


def test_text_outside_a_paragraph_is_refused():
    assert codes('<article class="article"> сам по собі </article>') == ["text-loose"]


def test_page_numbers_are_written_by_the_printers_not_by_the_template():
    assert "element-not-empty" in codes('<p id="a">с. <a class="page-number" href="#a">5</a></p>')


def test_two_equal_ids_and_a_link_to_nowhere_are_errors():
    assert codes('<p id="a">а</p><p id="a"><a href="#b">б</a></p>') == ["id-twice", "link-nowhere"]


def test_what_is_wrong_is_said_at_the_place_of_the_words():
    place = Place("issues/x/articles/a.md", 7)
    report = Report()
    check(page('<p id="a"><blink>а</blink></p>'), {"a": place}, "t", report)

    assert [finding.place for finding in report] == [place]


def test_every_word_of_the_vocabulary_finds_itself():
    for word in VOCABULARY:
        classes = (word.name,) if word.name else ()
        assert find(word.tag, classes) is word
