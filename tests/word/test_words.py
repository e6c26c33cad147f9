"""Nothing is lost on the way to Word, and every word says its language."""

from __future__ import annotations

import pytest

from tests.word.editions import SAMPLE, article, made
from tests.word.pages import Word, document_words, html_words, note_words, text, value

SUBSTITUTE = "0"


def without_numbers_of_pages(shown: list[str], wanted: list[str]) -> list[str]:
    """Page numbers are the printer's: where the HTML has none, Word's own is taken out."""
    return [
        SUBSTITUTE if other == SUBSTITUTE else one for one, other in zip(shown, wanted, strict=True)
    ]


def test_the_words_of_the_file_are_those_of_the_html_in_order(sample):
    wanted, notes = html_words(SAMPLE.read_text(encoding="utf-8"))
    shown = document_words(sample)

    assert len(shown) == len(wanted)
    assert without_numbers_of_pages(shown, wanted) == wanted
    assert [" ".join(note) for note in note_words(sample)] == [" ".join(note) for note in notes]


def test_white_space_is_what_a_browser_shows():
    file = Word(made(article("<p> Два\n   слова <em> і ще </em> одне .</p>")))

    assert file.styled("BodyText") == ["Два слова і ще одне ."]


def test_no_break_spaces_are_kept_and_no_run_of_one_look_is_split():
    file = Word(made(article("<p>31&#160;415 <span>осіб</span> і &#8239;все</p>")))
    (paragraph,) = [p for p in file.find("w:p") if text(p).startswith("31")]

    assert text(paragraph) == "31\u00a0415 осіб і \u202fвсе"
    assert len(paragraph.findall(f"{paragraph.nsmap['w'].join('{}')}r")) == 1


def test_what_is_unbroken_counts_as_the_same_words():
    file = Word(made(article('<p>Закон <span class="unbroken">№ 1275-VI від</span> року</p>')))
    (paragraph,) = [p for p in file.find("w:p") if "Закон" in text(p)]

    assert text(paragraph) == "Закон №\u00a01275-VI\u00a0від року"
    assert len(file.find("w:noBreakHyphen")) == 1


def test_soft_hyphens_are_words_own():
    file = Word(made(article("<p>само\u00adврядування</p>")))

    assert len(file.find("w:softHyphen")) == 1
    assert "самоврядування" in text(file.body)


def test_lines_of_code_keep_their_spaces():
    file = Word(made(article("<pre>\nа  б\n  в\n</pre>")))

    assert file.styled("HTMLPreformatted") == ["а  б\n  в"]


@pytest.mark.parametrize(("language", "own"), [("uk", "uk-UA"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_the_language_of_the_edition_is_the_default(language, own):
    file = Word(made(article("<p>Text</p>", language), language))

    assert value(file.part("styles"), "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == own
    assert value(file.part("settings"), "w:themeFontLang") == own
    assert not file.find("w:r/w:rPr/w:lang")


def test_words_of_another_language_say_so_and_others_do_not():
    markup = '<p>Рада <span lang="ru">совет <em>депутатов</em></span> і <i></i></p>'
    file = Word(made(article(markup.replace("<i></i>", '<span lang="en">council</span>'))))
    told = {text(run): value(run, "w:rPr/w:lang") for run in file.find("w:r") if text(run)}

    assert told["совет "] == told["депутатов"] == "ru-RU"
    assert told["council"] == "en-GB"
    assert told["Рада "] is None


def test_letters_xml_cannot_hold_do_not_break_the_file():
    file = Word(made(article("<p>до\u000bпісля</p>")))

    assert "допісля" in text(file.body)


def test_marks_that_meet_wear_one_style_named_after_both(sample):
    style = sample.styles()["StrongEmphasis"]

    assert value(style, "w:name") == "Strong + Emphasis"
    assert style.find(".//{*}b") is not None
    assert style.find(".//{*}i") is not None
    assert [text(run) for run in sample.find("w:r")
            if value(run, "w:rPr/w:rStyle") == "StrongEmphasis"] == ["важливо"]  # fmt: skip


def test_a_strong_word_in_a_bold_heading_stays_bold():
    file = Word(made(article("<h2>Дуже <strong>важливо</strong></h2>")))
    (heading,) = [p for p in file.find("w:p") if "важливо" in text(p)]

    assert not heading.findall(".//{*}rStyle")
