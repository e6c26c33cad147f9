"""Inserts in an issue: what an editor may write, and what is said where it is wrong."""

from __future__ import annotations

import pikepdf
import pytest

from publisher.model.issue import Insert
from tests.foreign.adverts import advert
from tests.sources.conftest import part

ADVERT = advert(pages=2)
FENCE = '::: {.insert src=ads/a.pdf alt="Оголошення"%s}\n:::\n'


@pytest.fixture
def placed(read):
    """Read an issue whose one part is an insert of `ads/a.pdf`."""

    def reading(fields: str, content: bytes = ADVERT):
        return read({"issue.yaml": part(f"{{type: insert, {fields}}}"), "ads/a.pdf": content})

    return reading


def test_an_insert_is_a_page_of_a_pdf_with_its_words(placed):
    reading = placed(
        "source: ads/a.pdf, page: 2, place: column, alt: Насіння, caption: На *правах*"
    )

    assert reading.lines == []
    (insert,) = reading.parts
    assert isinstance(insert, Insert)
    assert (insert.span, insert.alt.text) == ("column", "Насіння")
    assert insert.page.name == "ads/a.pdf/2"
    assert (insert.page.source, insert.page.number) == ("issues/try/ads/a.pdf", 2)
    assert (insert.page.width, insert.page.height) == (200, 120)


def test_the_first_page_goes_across_the_measure_unless_said_otherwise(placed):
    (insert,) = placed("source: ads/a.pdf, alt: Насіння").parts

    assert (insert.page.number, insert.span) == (1, "measure")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("source: ads/a.pdf", "missing-field issue.yaml:7:10"),
        ("source: ads/b.pdf, alt: Так", "file-missing issue.yaml:7:32"),
        ("source: ../a.pdf, alt: Так", "path-outside issue.yaml:7:32"),
        ("source: ads/a.jpg, alt: Так", "insert-format issue.yaml:7:32"),
        ("source: ads/a.pdf, alt: Так, page: 3", "insert-no-page issue.yaml:7:32"),
        ("source: ads/a.pdf, alt: Так, page: перша", "whole-number-expected issue.yaml:7:59"),
        ("source: ads/a.pdf, alt: Так, place: всюди", "unknown-choice issue.yaml:7:60"),
        ("source: ads/a.pdf, alt: Так, place: page, caption: Реклама",
         "insert-page-caption issue.yaml:7:75"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_insert_is_said_where_it_is_written(placed, fields, said):
    line = placed(fields).lines

    assert len(line) == 1
    assert line[0].startswith(said), line


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"A letter to the editor", "insert-no-pdf"),
        (ADVERT[: len(ADVERT) // 2], "insert-damaged"),
        (advert(encryption=pikepdf.Encryption(owner="o", user="")), "insert-encrypted"),
    ],
)
def test_a_file_that_cannot_be_placed_is_refused_with_a_way_out(placed, content, code):
    (line,) = placed("source: ads/a.pdf, alt: Насіння", content).lines

    assert line.startswith(f"{code} issue.yaml:7:32: `issues/try/ads/a.pdf`")
    assert "→" in line


def test_an_insert_stands_inside_a_text_by_a_fence(read):
    text = "---\ntitle: Стаття\n---\nДо.\n\n" + FENCE % ' page=2 caption="На *правах* реклами"'
    reading = read({"articles/a.md": text, "ads/a.pdf": ADVERT})

    assert reading.lines == []
    (insert,) = reading.article.inserts
    assert (insert.page.number, insert.span) == (2, "column")
    assert [block.name for block in reading.article.body] == ["paragraph", "insert"]
    assert insert.place.line == 6


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        (FENCE % " place=page", "insert-page-in-text articles/a.md:4"),
        (FENCE % " place=aside", "unknown-choice articles/a.md:4"),
        (FENCE % " page=0", "whole-number-expected articles/a.md:4"),
        (FENCE % " size=7", "unknown-attribute articles/a.md:4"),
        ("::: {.insert src=ads/a.pdf}\n:::\n", "alt-missing articles/a.md:4"),
        ('::: {.insert alt="Так"}\n:::\n', "missing-field articles/a.md:4"),
        (FENCE.replace("\n", "\nСлова.\n", 1) % "", "insert-block-filled articles/a.md:5"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_fence_is_said_on_its_line(read, fence, said):
    reading = read({"articles/a.md": "---\ntitle: Стаття\n---\n" + fence, "ads/a.pdf": ADVERT})

    assert len(reading.lines) == 1, reading.lines
    assert reading.lines[0].startswith(said)


def test_an_edition_in_another_language_takes_its_own_page(read):
    yaml = (
        part("{type: insert, source: ads/a.pdf, alt: {uk: Насіння, en: Seeds}}")
        .replace("language: uk", "languages: [uk, en]")
        .replace("title: Вісник", "title: {uk: Вісник, en: Herald}")
    )
    reading = read({"issue.yaml": yaml, "ads/a.pdf": ADVERT, "ads/a.en.pdf": advert(width=300)})

    assert reading.lines == []
    widths = [issue.sections[0].parts[0].page.width for issue in reading.issues]
    assert widths == [200, 300]
