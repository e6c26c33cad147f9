"""Every element of the vocabulary has a Word form, and what has none stops the build."""

from __future__ import annotations

import pytest

from publisher.diagnostics import BuildStopped
from publisher.html.vocabulary import VOCABULARY
from publisher.word import forms, source
from publisher.word.looks import PARAGRAPHS
from tests.word.editions import SAMPLE, article, made


def test_the_walker_knows_every_word_of_the_vocabulary_and_no_other():
    assert {word.key for word in VOCABULARY} == forms.KEYS


def test_the_walker_knows_every_variant_of_every_word():
    variants = {word.key: frozenset(word.variants) for word in VOCABULARY if word.variants}

    assert variants == forms.VARIANTS


def test_every_token_style_of_the_vocabulary_becomes_a_word_style():
    worn = {look.token for look in PARAGRAPHS.values()}

    assert {word.style for word in VOCABULARY if word.style} <= worn


def test_the_sample_says_every_word_of_the_vocabulary():
    body = source.parse(SAMPLE.read_text(encoding="utf-8"))

    assert {source.key(node) for node in source.elements(body)} == forms.KEYS


@pytest.mark.parametrize(
    ("markup", "called"),
    [
        ('<marquee>Увага</marquee>', "marquee"),
        ('<p class="horoscope">Овен</p>', "p.horoscope"),
        ('<p>Слово <span class="blinking">миготить</span>.</p>', "span.blinking"),
        ('<table class="table colourful"><tbody><tr><td>1</td></tr></tbody></table>',
         "table.table.colourful"),
    ],
)  # fmt: skip
def test_an_element_without_a_word_form_stops_the_build_by_name(markup, called):
    with pytest.raises(BuildStopped) as stopped:
        made(article(markup))

    (finding,) = stopped.value.report.errors
    assert finding.code == "word-unknown-element"
    assert finding.words == {"element": called}


def test_all_strangers_are_told_at_once():
    with pytest.raises(BuildStopped) as stopped:
        made(article("<marquee>А</marquee><p><blink>Б</blink></p>"))

    assert len(stopped.value.report.errors) == 2


@pytest.mark.parametrize(
    ("markup", "called"),
    [
        ('<div class="entry" id="zbory-1"><span><hr></span></div>', "hr"),
        ('<div class="entry" id="zbory-1"><tfoot class=""></tfoot></div>', "tfoot"),
    ],
)
def test_an_element_in_the_wrong_company_is_refused_where_it_was_typed(markup, called):
    with pytest.raises(BuildStopped) as stopped:
        made(article(markup))

    (finding,) = stopped.value.report.errors
    assert (finding.code, finding.words) == ("word-misplaced-element", {"element": called})
    assert str(finding.place) == "issues/bulletin/articles/01-zbory.md:7:1"
