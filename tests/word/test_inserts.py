"""Pages of other people in Word: a picture of the trimmed page, with words for it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from publisher import pdf, reading, word
from publisher.diagnostics import Report
from tests.foreign.adverts import BLACK, BLUE, GREEN, RED, advert, insert, whole
from tests.foreign.laying import fontconfig, lay
from tests.html.issues import article, paragraph
from tests.word.editions import Everywhere
from tests.word.pages import Word


@pytest.fixture(scope="module")
def manuscript():
    book, _ = lay(
        article(paragraph("Слово")),
        insert(advert("0 g BT /F 20 Tf 80 50 Td (AB) Tj ET"), caption="Підпис наш"),
        insert(whole(), "page", id="b", alt="Реклама на сторінку"),
    )
    report = Report()
    made = word.write(book, Everywhere(), pdf.rasterise(book, fontconfig()), {}, report)
    assert not report.errors
    return book, made


def test_the_picture_shows_the_trimmed_page_upright(manuscript):
    file = Word(manuscript[1].content)
    pictures = [file.parts[name] for name in sorted(file.parts) if "/media/" in name]
    sizes = []
    for content in pictures:
        with Image.open(BytesIO(content)) as picture:
            light = picture.convert("RGB")
            sizes.append(picture.width / picture.height)
            right, low = picture.width - 9, picture.height - 9
            corners = [light.getpixel(at) for at in ((9, low), (right, low), (9, 9), (right, 9))]
        assert corners == [RED, GREEN, BLUE, BLACK]
    assert sizes == [pytest.approx(200 / 120, rel=0.01), pytest.approx(210 / 297, rel=0.01)]


def test_other_words_and_caption_are_in_the_word_file_and_the_advertisers_are_not(manuscript):
    book, made = manuscript
    seen, report = reading.read_docx(made.content), Report()
    account = reading.account_docx(book.markup, seen, report, places=book.places)
    reading.account_pictures(book.markup, report, docx=seen, places=book.places)

    assert account.intact
    assert list(report) == []
    assert {picture.alternative for picture in seen.pictures} == {
        "Реклама насіння", "Реклама на сторінку",
    }  # fmt: skip
    assert "Підпис наш" in Word(made.content).styled("Caption")
