"""Looks are styles, styles are tokens, and nothing is formatted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.diagnostics import BuildStopped
from publisher.model.output import TextStyle
from tests.word.editions import STYLES, TOKENS, article, made
from tests.word.pages import W, Word, value

BUILT_IN = {
    "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "heading 4", "Title",
    "Subtitle", "caption", "List Bullet", "List Bullet 2", "List Number", "List Number 2",
    "List Continue", "toc 1", "toc 2", "toc 3", "index 1", "index 2", "index heading",
    "footnote text", "footnote reference", "Quote", "Intense Quote", "Hyperlink", "Strong",
    "Emphasis", "header", "footer", "page number", "TOC Heading", "Date",
}  # fmt: skip


def named(file: Word) -> dict[str, str]:
    return {value(style, "w:name") or "": id for id, style in file.styles().items()}


def test_words_own_styles_are_used_where_word_has_them(sample):
    own = {
        value(style, "w:name")
        for style in sample.styles().values()
        if style.get(f"{W}customStyle") is None
    }

    assert own >= BUILT_IN


@pytest.mark.parametrize(
    ("language", "rubric", "number"),
    [
        ("uk", "Рубрика", "Текст таблиці: число"),
        ("ru", "Рубрика", "Текст таблицы: число"),
        ("en", "Rubric", "Table Text Number"),
    ],
)
def test_our_own_styles_are_named_in_the_language_of_the_edition(language, rubric, number):
    names = named(Word(made(article("<p>Text</p>", language), language)))

    assert {rubric, number} <= names.keys()


def test_no_two_styles_share_a_name_or_an_id(sample):
    styles = sample.find("w:style", "styles")
    ids = [style.get(f"{W}styleId") for style in styles]
    names = [value(style, "w:name") for style in styles]

    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_paragraphs_say_only_their_style_list_and_section(sample):
    for part in ("document", "footnotes", "header1", "footer1"):
        said = {child.tag.removeprefix(W) for p in sample.find("w:p/w:pPr", part) for child in p}
        assert said <= {"pStyle", "numPr", "sectPr"}


def test_runs_say_only_their_style_and_language(sample):
    for part in ("document", "footnotes", "header1", "footer1"):
        said = {child.tag.removeprefix(W) for r in sample.find("w:r/w:rPr", part) for child in r}
        assert said <= {"rStyle", "lang"}


def test_every_paragraph_wears_a_style_and_none_wears_normal(sample):
    worn = [value(p, "w:pPr/w:pStyle") for p in sample.find("w:p")]

    assert None not in worn
    assert "Normal" not in worn


def test_a_token_changed_is_a_style_changed():
    lead = TextStyle("Source Serif 4", 20, 26, colour="accent")
    tokens = replace(TOKENS, styles={**STYLES, "lead": lead})
    style = Word(made(article("<p>Text</p>"), tokens=tokens)).styles()["Lead"]

    assert value(style, "w:rPr/w:sz") == "40"
    assert value(style, "w:rPr/w:color", "themeColor") == "accent1"


def test_colours_and_families_are_those_of_the_theme(sample):
    theme = sample.parts["word/theme/theme1.xml"].decode()
    title = sample.styles()["Heading3"]

    assert '<a:accent1><a:srgbClr val="A3123F"/></a:accent1>' in theme
    assert '<a:latin typeface="Source Serif 4"/>' in theme
    assert '<a:latin typeface="Source Sans 3"/>' in theme
    assert value(title, "w:rPr/w:rFonts", "asciiTheme") == "majorHAnsi"
    assert value(title, "w:rPr/w:color", "themeColor") == "accent1"


def test_titles_follow_heading_1(sample):
    styles = sample.styles()

    for id in ("SectionTitle", "GroupTitle"):
        assert value(styles[id], "w:basedOn") == "Heading1"
    assert value(styles["Heading1"], "w:pPr/w:outlineLvl") == "0"
    assert value(styles["EntryName"], "w:basedOn") == "Heading2"


def test_headings_are_not_hyphenated_and_stay_with_their_text(sample):
    for id in ("Heading1", "Heading2", "Heading3", "Rubric", "Lead"):
        style = sample.styles()[id]
        assert style.find(f"{W}pPr/{W}suppressAutoHyphens") is not None
        assert style.find(f"{W}pPr/{W}keepNext") is not None


def test_light_cuts_go_by_their_own_family_name(sample):
    title = sample.styles()["Title"]

    assert value(title, "w:rPr/w:rFonts", "ascii") == "Source Serif 4 Display Light"


def test_white_letters_stand_on_the_accent(sample):
    thumb = sample.styles()["Thumb"]

    assert value(thumb, "w:rPr/w:color") == "FFFFFF"
    assert value(thumb, "w:rPr/w:shd", "fill") == "A3123F"


def test_a_missing_token_style_is_told_by_name():
    styles = {name: style for name, style in STYLES.items() if name != "byline"}
    with pytest.raises(BuildStopped) as stopped:
        made(article("<p>Text</p>"), tokens=replace(TOKENS, styles=styles))

    (finding,) = stopped.value.report.errors
    assert (finding.code, finding.words) == ("word-style-missing", {"style": "byline"})


def test_a_kind_without_running_heads_in_its_tokens_still_has_them():
    styles = {name: style for name, style in STYLES.items() if not name.startswith("running")}

    assert made(article("<p>Text</p>"), tokens=replace(TOKENS, styles=styles))
