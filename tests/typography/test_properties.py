"""What holds for any text at all."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.model.language import LANGUAGES
from publisher.typography import Run, bare, hyphenate, plain, set_line, set_runs, set_text, unbroken

WORDS = """
рада Харків і в об'єднання 5 2014 2020 12345 км м. ст. р. XIX І С. Чернов № § % ° C грн осіб
- – — -- " « » „ “ ” ' ’ ( ) , . ... … : ; / x × +38-057-705-14-26 280/97-ВР a@b.ua
http://a.ua/x-1 б ж же т. д. council's the No. km2 м2 -5 5-го 0 1 000 ₴ $ тис. млн квітня року
вул. обл. ISBN 978-966-00-0000-0 код 061 budget--1.xlsx `a-b`
"""
PIECES = [*WORDS.split(), "\u00a0", "\u202f", "\n", "\n\n", "\u00ad"]
SIGNS = "аяіїєв'’\"«»„“”‘-–— .,…:0159 \u00a0№§%xх²()IXІХ`/@\u0301"
piece = st.sampled_from(PIECES) | st.text(alphabet=SIGNS, max_size=6)
between = st.sampled_from(["", "", " ", " ", "\u00a0"])
texts = st.lists(st.tuples(piece, between), max_size=14).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
languages = st.sampled_from(LANGUAGES)
runs = st.lists(st.builds(Run, piece | texts, languages, st.booleans()), max_size=6)

quick = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(texts, languages)
def test_setting_twice_is_setting_once(text, language):
    once = set_text(text, language)
    line = set_line(text, language)

    assert set_text(once, language) == once
    assert set_line(line, language) == line


@quick
@given(texts, languages)
def test_only_spaces_quotes_dashes_apostrophes_and_dots_change(text, language):
    assert bare(set_text(text, language)) == bare(text)


@quick
@given(texts, languages)
def test_paragraphs_and_lines_stay_where_they_are(text, language):
    assert set_text(text, language).count("\n") == text.count("\n")


@quick
@given(runs)
def test_runs_come_back_one_for_one_and_sacred_ones_untouched(paragraph):
    texts_set = set_runs(paragraph)

    assert len(texts_set) == len(paragraph)
    assert all(
        text == run.text for run, text in zip(paragraph, texts_set, strict=True) if run.sacred
    )


@quick
@given(runs)
def test_runs_keep_their_letters(paragraph):
    letters = re.compile(r"[\W_]+")
    for run, text in zip(paragraph, set_runs(paragraph), strict=True):
        assert letters.sub("", bare(text)) == letters.sub("", bare(run.text))


@quick
@given(texts)
def test_the_compared_form_is_its_own(text):
    assert plain(plain(text)) == plain(text)


@quick
@given(texts, languages)
def test_unbroken_spans_are_in_order_and_apart(text, language):
    spans = unbroken(text, language)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@quick
@given(st.text(max_size=30), languages)
def test_hyphens_stand_inside_the_word(word, language):
    places = hyphenate(word, language)

    assert list(places) == sorted(set(places))
    assert all(2 <= place <= len(word) - 3 for place in places)


def test_nothing_stays_nothing():
    assert set_text("", "uk") == ""
    assert set_runs([]) == ()
    assert set_runs([Run("", "uk")]) == ("",)
