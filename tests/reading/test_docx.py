"""A finished Word file as another pair of eyes sees it, and the account of its words."""

from __future__ import annotations

import pickle

import pytest

from publisher.diagnostics import Report
from publisher.reading import (
    NoDocx,
    account_docx,
    account_links,
    account_pictures,
    read_docx,
)
from tests.reading.docx_file import END, begin, docx, field, paragraph, picture, run


def text(content: str, **parts: str) -> list[str]:
    return [" ".join(p.text.split()) for p in read_docx(docx(content, **parts)).paragraphs]


def test_runs_of_one_word_are_one_word() -> None:
    assert text(paragraph(run("Асо") + run("ціація", "<w:b/>"))) == ["Асоціація"]


def test_a_note_is_read_where_it_is_called() -> None:
    body = paragraph(run("рад") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" далі"))
    notes = f'<w:footnote w:id="2">{paragraph(run("Закон"))}</w:footnote>'
    reading = read_docx(docx(body + paragraph(run("потім")), notes=notes))
    assert [p.text for p in reading.paragraphs] == ["рад далі", "Закон", "потім"]
    assert [p.text for p in reading.notes] == ["Закон"]


def test_a_table_is_read_cell_by_cell() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(paragraph(run("а"))) + cell.format(paragraph(run("б"))) + "</w:tr>"
    reading = read_docx(docx(f"<w:tbl>{row}{row}</w:tbl>"))
    assert [p.cell for p in reading.paragraphs] == [(1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2)]
    assert reading.tables == 1


def test_headings_are_known_by_their_style_and_its_parents() -> None:
    body = paragraph(run("Перший"), "Heading1") + paragraph(run("Рубрика"), "Rubric")
    assert read_docx(docx(body)).headings == ((1, "Перший"), (1, "Рубрика"))


def test_page_numbers_are_kept_apart() -> None:
    body = paragraph(run("Стаття\t") + field("PAGEREF _Toc1 \\h", run("12")))
    (read,) = read_docx(docx(body)).paragraphs
    assert read.text.strip() == "Стаття"
    assert read.numbers == ("12",)


def test_contents_without_inner_fields_lose_only_their_page_numbers() -> None:
    entry = paragraph(run("План на 2026") + "<w:r><w:tab/></w:r>" + run("12"))
    body = paragraph(begin("TOC \\o")) + entry + paragraph(END)
    first, read, last = read_docx(docx(body)).paragraphs
    assert first.text == last.text == ""
    assert read.text.strip() == "План на 2026"
    assert read.numbers == ("12",)


def test_an_index_loses_only_its_page_numbers() -> None:
    body = paragraph(field('INDEX \\e "; "', run("Петрівська рада (район), 12, 14–15")))
    (read,) = read_docx(docx(body)).paragraphs
    assert read.text == "Петрівська рада (район)"


def test_other_fields_show_their_results() -> None:
    body = paragraph(field("SEQ Figure", run("3")) + field("REF _Ref1", run(" рис. 3")))
    assert text(body) == ["3 рис. 3"]


def test_deleted_moved_and_hidden_words_are_not_there() -> None:
    body = paragraph(
        "<w:del><w:r><w:delText>було</w:delText></w:r></w:del>"
        f"<w:ins>{run('стало')}</w:ins><w:moveFrom>{run('звідти')}</w:moveFrom>"
        + run(" сховане", "<w:vanish/>")
        + run(" стилем", '<w:rStyle w:val="Hidden"/>')
    )
    assert text(body) == ["стало"]


def test_raised_figures_are_words_of_their_own() -> None:
    body = paragraph(run("км") + run("2", '<w:rStyle w:val="Raised"/>') + run(" площі"))
    assert text(body) == ["км 2 площі"]


def test_signs_and_breaks_of_word_are_read() -> None:
    body = paragraph(
        "<w:r><w:t>по</w:t><w:noBreakHyphen/><w:t>нашому</w:t><w:br/><w:t>далі</w:t>"
        "<w:softHyphen/><w:t>бо</w:t></w:r>"
    )
    assert text(body) == ["по\u2011нашому далі\u00adбо"]


def test_only_one_of_alternate_contents_is_read() -> None:
    body = paragraph(
        f"<w:r><mc:AlternateContent><mc:Choice>{run('раз')}</mc:Choice>"
        f"<mc:Fallback>{run('раз')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(body) == ["раз"]


def test_headers_stand_apart() -> None:
    reading = read_docx(
        docx(paragraph(run("слово")), header=paragraph(run("Вісник ") + field("PAGE", run("3"))))
    )
    assert reading.running == ("Вісник",)
    assert [p.text for p in reading.paragraphs] == ["слово"]


def test_links_and_pictures_are_told() -> None:
    body = paragraph(
        f'<w:hyperlink r:id="u">{run("там")}</w:hyperlink><w:bookmarkStart w:id="0" w:name="x"/>'
        f'<w:hyperlink w:anchor="x">{run("тут")}</w:hyperlink>' + picture("p", "Карта")
    )
    relations = (
        '<Relationship Id="u" Type="x" Target="https://example.org/" TargetMode="External"/>'
        '<Relationship Id="p" Type="x" Target="media/map.png"/>'
    )
    reading = read_docx(docx(body, relations=relations, parts={"word/media/map.png": b"12345"}))
    assert [(link.uri, link.bookmark, link.words) for link in reading.links] == [
        ("https://example.org/", None, ("там",)),
        (None, "x", ("тут",)),
    ]
    (shown,) = reading.pictures
    assert (shown.part, shown.size, shown.alternative) == ("word/media/map.png", 5, "Карта")
    assert pickle.loads(pickle.dumps(reading)) == reading


@pytest.mark.parametrize("content", [b"", b"no zip", docx("")[:200]])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(NoDocx):
        read_docx(content)


# -- the account --------------------------------------------------------------------------------

BOOK = (
    '<html><body><article id="a"><h1>Назва статті</h1><p id="a-1">слово рада<span class="footnote"'
    ' id="n">Закон</span> км<sup>2</sup> <a href="https://example.org/">там</a></p><ol><li>друге'
    '</li></ol><p>с. <a class="page-number" href="#a"></a></p><figure id="f">'
    '<img src="map.png" alt="Карта"></figure></article></body></html>'
)
RELATIONS = (
    '<Relationship Id="u" Type="x" Target="https://example.org/" TargetMode="External"/>'
    '<Relationship Id="p" Type="x" Target="media/map.png"/>'
)
PARAGRAPHS = (
    paragraph('<w:bookmarkStart w:id="0" w:name="x"/>' + run("Назва статті"), "Heading1"),
    paragraph(
        run("слово рада")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(" км")
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + f'<w:hyperlink r:id="u">{run(" там")}</w:hyperlink>'
    ),
    paragraph(run("друге")),
    paragraph(run("с. ") + field("PAGEREF x \\h", run("7"))),
    paragraph(picture("p", "Карта")),
)
NOTES = f'<w:footnote w:id="2">{paragraph(run("Закон"))}</w:footnote>'


def judged(content: str, notes: str = NOTES) -> tuple[list[str], list[str], list[str]]:
    """Lost words, gained words, codes of the report."""
    parts = {"word/media/map.png": b"12345"}
    reading = read_docx(docx(content, notes=notes, relations=RELATIONS, parts=parts))
    report = Report()
    account = account_docx(BOOK, reading, report)
    account_links(BOOK, report, docx=reading)
    account_pictures(BOOK, report, docx=reading)
    return (
        [loss.word for loss in account.lost],
        [gain.word for gain in account.gained],
        [finding.code for finding in report],
    )


def test_a_whole_word_file_has_every_word() -> None:
    assert judged("".join(PARAGRAPHS)) == ([], [], [])


def test_a_lost_paragraph_is_named() -> None:
    assert judged("".join((*PARAGRAPHS[:2], *PARAGRAPHS[3:]))) == (["друге"], [], ["words-lost"])


def test_a_lost_note_is_named() -> None:
    assert judged("".join(PARAGRAPHS), notes="") == (["Закон"], [], ["words-lost"])


def test_a_lost_word_is_named_though_its_like_stands_elsewhere() -> None:
    body = "".join(PARAGRAPHS).replace("слово рада", "слово")
    assert judged(body) == (["рада"], [], ["words-lost"])


def test_a_word_too_many_is_named() -> None:
    body = "".join(PARAGRAPHS) + paragraph(run("зразок"))
    assert judged(body) == ([], ["зразок"], ["words-gained"])


def test_a_lost_picture_link_or_description_is_named() -> None:
    whole = "".join(PARAGRAPHS)
    assert judged(whole.replace('descr="Карта"', 'descr=""'))[2] == ["alternative-lost"]
    assert judged("".join(PARAGRAPHS[:-1]))[2] == ["picture-lost"]
    assert judged(whole.replace("w:hyperlink", "w:smartTag"))[2] == ["link-lost"]


def test_a_reference_to_a_bookmark_that_is_not_there_is_lost() -> None:
    assert judged("".join(PARAGRAPHS).replace('w:name="x"', 'w:name="y"'))[2] == ["link-lost"]
