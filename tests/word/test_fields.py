"""Fields open filled, ask nothing, and lead where they say."""

from __future__ import annotations

import pytest

from publisher.diagnostics import BuildStopped
from tests.word.editions import article, made, page
from tests.word.pages import W, Word, text, value

FIGURE = (
    '<figure class="figure width-column drawing" id="fig-{0}"><img src="asset:images/map.svg"'
    ' alt="Карта"/><figcaption><span class="label">Рис.&#160;{0}.</span>'
    ' <span class="caption-text">Громади</span></figcaption></figure>'
)


def results(file: Word, beginning: str) -> list[tuple[str, str]]:
    """(code, result) of the fields whose code begins so."""
    found = []
    for paragraph in file.find("w:p"):
        code, shown, open_ = "", "", False
        for run in paragraph.iter(f"{W}r"):
            mark = run.find(f"{W}fldChar")
            kind = None if mark is None else mark.get(f"{W}fldCharType")
            if kind == "begin":
                code, shown, open_ = "", "", False
            elif kind == "separate":
                open_ = True
            elif kind == "end":
                if code.startswith(beginning):
                    found.append((code, shown))
                code = ""
            elif (instruction := run.find(f"{W}instrText")) is not None:
                code = (instruction.text or "").strip()
            elif open_:
                shown += text(run)
    return found


def test_no_file_asks_to_update_its_fields(sample):
    assert not sample.find("w:updateFields", "settings")
    assert not [mark for mark in sample.find("w:fldChar") if mark.get(f"{W}dirty")]


def test_captions_count_themselves_in_words_of_the_language(sample):
    assert results(sample, "SEQ") == [
        ("SEQ Рисунок \\* ARABIC", "1"),
        ("SEQ Таблиця \\* ARABIC", "1"),
        ("SEQ Рисунок \\* ARABIC", "2"),
    ]
    assert (
        sample.styled("Caption")[1] == "Рис.\u00a01. Громади області за районами Рисунок редакції"
    )


def test_a_number_out_of_its_row_is_still_the_one_that_was_printed():
    file = Word(made(article(FIGURE.format(5) + FIGURE.format(6))))

    assert results(file, "SEQ") == [
        ("SEQ Рисунок \\* ARABIC \\r 5", "5"),
        ("SEQ Рисунок \\* ARABIC", "6"),
    ]


def test_a_reference_follows_the_number_of_its_caption(sample):
    codes = results(sample, "REF")
    names = sample.names()

    assert [result for _, result in codes] == ["1", "1"]
    for code, _ in codes:
        bookmark = names[code.split()[1]]
        assert "SEQ" in "".join(bookmark.getparent().itertext())


def test_a_reference_in_the_editors_own_words_is_a_link():
    markup = FIGURE.format(1) + '<p>Див. <a class="reference" href="#fig-1">карту</a>.</p>'
    file = Word(made(article(markup)))

    assert not results(file, "REF")
    assert [text(link) for link in file.find("w:hyperlink")] == ["карту"]


def test_pages_come_from_the_pdf_edition():
    markup = '<p>На с.&#160;<a class="page-number" href="#a"></a>.</p>'
    file = Word(made(article(markup), pages={"a": "xiv"}))

    assert [result for _, result in results(file, "PAGEREF")] == ["xiv"]


def test_a_page_the_pdf_edition_does_not_know_is_told():
    markup = '<p id="zbory-1">На с.&#160;<a class="page-number" href="#a"></a>.</p>'
    with pytest.raises(BuildStopped) as stopped:
        made(article(markup), pages={"b": "1"})

    (finding,) = stopped.value.report.errors
    assert (finding.code, finding.words) == ("word-page-unknown", {"target": "a"})
    assert finding.place is not None


def test_a_link_to_nowhere_is_told():
    with pytest.raises(BuildStopped) as stopped:
        made(article('<p><a class="reference" href="#nowhere">рис. 7</a></p>'))

    (finding,) = stopped.value.report.errors
    assert finding.code == "word-anchor-missing"
    assert finding.words == {"target": "nowhere", "text": "рис. 7"}


def test_the_contents_are_filled_and_can_be_made_anew(sample):
    (block,) = sample.find("w:sdt")
    lines = [text(p) for p in block.iter(f"{W}p")]
    (code,) = [code for code in sample.codes() if code.startswith("TOC")]

    assert lines[:3] == [
        "Зміст",
        "Загальні збори",
        "Чотириста дев’ять рад домовилися про план на рік\t9",
    ]
    assert code == 'TOC \\o "1-1" \\f \\l "2-2" \\n "2-2" \\h \\z \\u'
    assert [c for c in sample.codes() if c.startswith("TC")] == [
        'TC "Загальні збори" \\l 2', 'TC "Право" \\l 2', 'TC "Довідка" \\l 2',
    ]  # fmt: skip


def test_a_contents_line_is_one_link_to_the_heading(sample):
    (block,) = sample.find("w:sdt")
    links = list(block.iter(f"{W}hyperlink"))
    names = sample.names()

    assert len(links) == 6
    for link in links:
        anchor = link.get(f"{W}anchor")
        assert anchor.startswith("_Toc")
        heading = names[anchor].getparent()
        assert value(heading, "w:pPr/w:pStyle") in ("Heading1", "GroupTitle", "SectionTitle")
        assert text(link).startswith(text(heading))


def test_a_contents_list_without_rubrics_needs_no_marks():
    file = Word(made(page(
        '<section class="contents" id="contents"><h1 class="contents-title">Зміст</h1>'
        '<nav class="contents-list"><p class="contents-entry"><a class="contents-link" href="#a">'
        'Назва</a> <a class="page-number" href="#a"></a></p></nav></section>'
        '<article class="article" id="a"><h1 class="article-title">Назва</h1></article>'
    )))  # fmt: skip

    assert 'TOC \\o "1-1" \\h \\z \\u' in file.codes()
    assert not [code for code in file.codes() if code.startswith("TC ")]


def test_the_index_can_be_made_anew_with_the_same_entries(sample):
    (code,) = [code for code in sample.codes() if code.startswith("INDEX")]
    marks = {code for code in sample.codes() if code.startswith("XE")}

    assert code == 'INDEX \\c "3" \\e "\u00a0" \\h "A" \\z "1058"'
    assert marks == {
        'XE "Балаклійська міська рада"',
        'XE "Гутянська сільська рада"',
        'XE "Петрівська сільська рада (Богодухівський район)"',
        'XE "Петрівська сільська рада (Ізюмський район)"',
        'XE "Чернов С. І."',
    }


def test_index_marks_stand_where_their_entries_lead(sample):
    for paragraph in sample.find("w:p"):
        codes = [c.text.strip() for c in paragraph.iter(f"{W}instrText") if " XE " in c.text]
        if any("Балаклійська" in code for code in codes):
            assert text(paragraph) == "Балаклійська міська рада"
            assert value(paragraph, "w:pPr/w:pStyle") == "EntryName"
            return
    pytest.fail("no mark at the entry")


def test_a_colon_in_an_index_term_makes_no_sub_entry():
    mark = '<span class="index-mark" id="m" data-index="x" data-term="Закон: «Про \\»"></span>'
    file = Word(made(article(f"<p>{mark}Закон</p>")))

    assert 'XE "Закон\\: «Про \\\\»"' in file.codes()


def test_marks_are_hidden_and_leave_no_words(sample):
    for run in sample.find("w:r"):
        code = run.findtext(f"{W}instrText") or ""
        if code.strip().startswith(("XE ", "TC ")):
            assert value(run, "w:rPr/w:rStyle") == "HiddenMark"
    assert sample.styles()["HiddenMark"].find(f"{W}rPr/{W}vanish") is not None


def test_links_out_of_the_file_and_inside_it():
    file = Word(made(article(
        '<p><a href="https://example.org/x">сайт</a>, <a href="mailto:a@b.ua">пошта</a>,'
        ' <a href="#a">стаття</a></p>'
    )))  # fmt: skip
    links = file.parts["word/_rels/document.xml.rels"].decode()

    assert 'Target="https://example.org/x" TargetMode="External"' in links
    assert 'Target="mailto:a@b.ua" TargetMode="External"' in links
    anchors = [link.get(f"{W}anchor") for link in file.find("w:hyperlink")]
    assert anchors[:2] == [None, None]
    assert anchors[2] in file.names()


def test_bookmarks_are_named_as_word_names_them(sample):
    names = sample.names()

    assert names
    records = {name for name in names if name.startswith("_Rec_")}
    assert "_Rec_rada_1" in records
    assert all(
        name[:4] in ("_Toc", "_Ref") and name[4:].isdigit() and len(name) == 13
        for name in names
        if name not in records
    )
