"""Pages, columns, heads and feet."""

from __future__ import annotations

import pytest

from tests.word.editions import article, made, page
from tests.word.pages import R, W, Word, text, value


def sections(file: Word):
    return file.find("w:sectPr")


def columns(file: Word) -> list[int]:
    return [int(value(section, "w:cols", "num") or 1) for section in sections(file)]


def starts(file: Word) -> list[str | None]:
    return [value(section, "w:type") for section in sections(file)]


def heads(file: Word, section, kind: str) -> dict[str | None, str]:
    """Type → text of the heads or feet of a section."""
    links = {
        link.get("Id"): link.get("Target")
        for link in file_links(file)
    }  # fmt: skip
    return {
        reference.get(f"{W}type"): text(
            file.part(links[reference.get(f"{R}id")].removesuffix(".xml"))
        )
        for reference in section.findall(f"{W}{kind}Reference")
    }


def file_links(file: Word):
    from lxml import etree

    return etree.fromstring(file.parts["word/_rels/document.xml.rels"])


def test_every_section_has_the_page_of_the_tokens_with_mirrored_margins(sample):
    for section in sections(sample):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
        assert (margins.get(f"{W}left"), margins.get(f"{W}right")) == ("1020", "907")
    assert sample.find("w:mirrorMargins", "settings")
    assert sample.find("w:evenAndOddHeaders", "settings")
    assert sample.find("w:autoHyphenation", "settings")


def test_columns_open_after_the_lead_and_close_after_the_text():
    file = Word(made(article("<p>Раз</p><p>Два</p>").replace("columns-1", "columns-2")))

    assert columns(file) == [1, 2]
    assert starts(file) == ["nextPage", "continuous"]
    (end,) = file.find("w:p/w:pPr/w:sectPr")
    assert text(end.getparent().getparent()) == "Назва"


def test_a_table_across_the_page_interrupts_the_columns():
    table = (
        '<div class="table-block width-page" id="t"><p class="table-caption">Назва</p>'
        '<table class="table"><tbody><tr><td>1</td></tr></tbody></table></div>'
    )
    flow = f"<p>Раз</p>{table}<p>Два</p>"
    file = Word(made(article(flow).replace("columns-1", "columns-2")))

    assert columns(file) == [1, 2, 1, 2]


def test_a_table_across_the_page_at_the_end_opens_no_columns_again():
    table = (
        '<div class="table-block width-page" id="t">'
        '<table class="table"><tbody><tr><td>1</td></tr></tbody></table></div>'
    )
    file = Word(made(article(f"<p>Раз</p>{table}").replace("columns-1", "columns-2")))

    assert columns(file) == [1, 2, 1]


def test_no_section_is_empty(sample):
    start = 0
    blocks = list(sample.body)
    for number, block in enumerate(blocks):
        if block.find(f"{W}pPr/{W}sectPr") is not None:
            assert any(text(inner) or inner.tag != f"{W}p" for inner in blocks[start : number + 1])
            start = number + 1


def test_the_cover_and_the_title_page_are_bare_and_the_contents_have_only_a_folio(sample):
    cover, title_page, contents, opener = sections(sample)[:4]

    assert not heads(sample, cover, "header")
    assert not heads(sample, title_page, "header")
    assert set(heads(sample, contents, "header").values()) == {""}
    assert heads(sample, contents, "footer")["default"] == "1"
    assert heads(sample, opener, "header") == {
        "even": "Загальні збори\tВісник Асоціації № 1 (25)",
        "default": "Вісник Асоціації № 1 (25)\tЗагальні збори",
        "first": "",
    }


def test_the_running_head_follows_the_rubric(sample):
    codes = [code for n in range(1, 8) for code in sample.codes(f"header{n}")]

    assert 'STYLEREF "Рубрика"' in codes


def test_an_article_without_a_rubric_runs_under_its_title():
    file = Word(made(article("<p>Раз</p>")))

    assert "STYLEREF 1" in file.codes("header1")


def test_the_directory_names_what_the_page_holds(sample):
    (first,) = [
        section
        for section in sections(sample)
        if "Гутянська" in "".join(heads(sample, section, "header").values())
    ]

    assert heads(sample, first, "header")["default"] == (
        "Богодухівський район\tГутянська сільська рада — Петрівська сільська рада"
    )
    codes = [code for name in sample.parts if "word/header" in name
             for code in sample.codes(name.removeprefix("word/").removesuffix(".xml"))]  # fmt: skip
    assert 'STYLEREF "Назва запису"' in codes
    assert 'STYLEREF "Назва запису" \\l' in codes
    assert 'STYLEREF "Назва групи"' in codes


def test_the_page_where_the_title_stands_has_no_head(sample):
    opener = sections(sample)[3]

    assert opener.find(f"{W}titlePg") is not None
    assert heads(sample, opener, "footer")["first"] == "1"


def test_articles_follow_one_another_and_a_directory_begins_a_page(sample):
    assert starts(sample).count("nextPage") == 7


def test_a_kind_may_say_what_begins_a_page():
    from dataclasses import replace

    from tests.word.editions import TOKENS, VALUES

    two = page(
        '<article class="article" id="a"><p>Раз</p></article>'
        '<article class="article" id="b"><p>Два</p></article>'
    )
    tokens = replace(TOKENS, values={**VALUES, "word.new-page": "article.article"})

    assert starts(Word(made(two))) == ["nextPage"]
    assert starts(Word(made(two, tokens=tokens))) == ["nextPage", "nextPage"]


def test_a_box_keeps_its_distance_above_and_below():
    def box(*words: str) -> list[str | None]:
        inner = "".join(f"<p>{word}</p>" for word in words)
        file = Word(made(article(f'<p>Раз</p><aside class="notice">{inner}</aside><p>Два</p>')))
        return [value(p, "w:pPr/w:pStyle") for p in file.find("w:p")][2:-1]

    assert box("а") == ["NoticeTextOnly"]
    assert box("а", "б") == ["NoticeTextFirst", "NoticeTextLast"]
    assert box("а", "б", "в") == ["NoticeTextFirst", "NoticeText", "NoticeTextLast"]


def test_headings_are_the_tree_of_the_navigation_pane(sample):
    levels = {}
    styles = sample.styles()
    for id, _style in styles.items():
        base: str | None = id
        while base and id not in levels:
            found = value(styles[base], "w:pPr/w:outlineLvl")
            if found is not None:
                levels[id] = int(found)
            base = value(styles[base], "w:basedOn")
    tree = [
        (levels[worn], text(p))
        for p in sample.find("w:p")
        if (worn := value(p, "w:pPr/w:pStyle")) in levels and levels[worn] < 9
    ]

    assert tree[:4] == [
        (0, "Чотириста дев’ять рад домовилися про план на рік"), (1, "Що вирішили"),
        (2, "Хто платить"), (3, "Дрібний підзаголовок"),
    ]  # fmt: skip
    assert (0, "Ізюмський район") in tree
    assert (1, "Балаклійська міська рада") in tree


@pytest.mark.parametrize("count", [1, 3])
def test_an_edition_ends_without_a_paragraph_too_many(count):
    file = Word(made(article("<p>Слово</p>" * count)))

    assert text(list(file.body.iter(f"{W}p"))[-1]) == "Слово"
