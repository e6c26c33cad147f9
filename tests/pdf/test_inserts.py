"""Pages of other people in the finished proof: where they stand, what comes with them."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pypdfium2
import pytest

from publisher import html, reading
from publisher.diagnostics import BuildStopped, Report
from publisher.model.issue import Figure, Picture
from publisher.model.output import PdfFile
from publisher.units import Length
from tests.foreign.adverts import BLACK, BLUE, GREEN, RED, advert, font, form, insert, whole
from tests.foreign.laying import lay
from tests.html.issues import article, issue, line, paragraph
from tests.pdf.test_typeset import PROSE

MM = Length.mm(1).points
WORDS = "0 g BT /F 20 Tf 80 50 Td (AB) Tj ET"


def svg(text: str) -> bytes:
    """A drawing with a word of lettering."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">'
        '<rect width="80" height="40" fill="#a3123f"/><text x="9" y="30" font-size="12" '
        f'font-family="Source Sans 3">{text}</text></svg>'
    ).encode()


def figure(drawing: bytes) -> Figure:
    picture = Picture("a.svg", "image/svg+xml", drawing, 80, 40)
    return Figure("fig", picture, line("Рисунок"), width="page")


def corners_of(proof: PdfFile, id: str, inset: float = 6) -> list[tuple[int, int, int]]:
    """The colours in the corners of what stands at an id, as a reader sees the page."""
    spot = proof.spots[id]
    with pypdfium2.PdfDocument(proof.content) as file:
        picture = file[spot.page - 1].render(scale=2).to_pil().convert("RGB")
    height = picture.height / 2
    box = spot.box
    return [
        picture.getpixel((round(2 * x), round(2 * (height - y))))
        for y in (box.bottom + inset, box.top - inset)
        for x in (box.left + inset, box.right - inset)
    ]


def test_an_insert_across_the_measure_has_its_width_and_its_own_proportions():
    _, proof = lay(article(paragraph(PROSE)), insert(advert()))
    box = proof.spots["reklama-page"].box

    assert box.width == pytest.approx((210 - 18 - 16) * MM, abs=0.1)
    assert box.height == pytest.approx(box.width * 120 / 200, abs=0.1)
    assert corners_of(proof, "reklama-page") == [RED, GREEN, BLUE, BLACK]


def test_an_insert_in_a_column_has_the_width_of_the_column():
    _, proof = lay(article(paragraph(PROSE)), insert(advert(), "column"))
    box = proof.spots["reklama-page"].box

    assert box.width == pytest.approx((210 - 18 - 16 - 6) / 2 * MM, abs=0.1)
    assert corners_of(proof, "reklama-page") == [RED, GREEN, BLUE, BLACK]


def test_a_tall_insert_stays_on_its_page_with_its_caption():
    _, proof = lay(insert(advert(width=100, height=400), caption="Рішення ради"))
    page, figure = proof.spots["reklama-page"], proof.spots["reklama"]

    assert page.page == figure.page
    assert page.box.height / page.box.width == pytest.approx(4, rel=0.001)
    assert figure.box.bottom > 22 * MM - 1


def test_a_whole_page_covers_the_page_and_its_bleed_to_a_tenth_of_a_millimetre():
    _, proof = lay(article(paragraph(PROSE)), insert(whole(), "page"), article(id="b"))
    spot = proof.spots["reklama-page"]
    trim = proof.pages[spot.page - 1].trim

    assert spot.page == proof.spots["stattia"].page + 1 == proof.spots["b"].page - 1
    bleed = 5 * MM
    for side, wanted in zip(
        (spot.box.left, spot.box.bottom, spot.box.right, spot.box.top),
        (-bleed, -bleed, trim.width + bleed, trim.height + bleed),
        strict=True,
    ):
        assert side == pytest.approx(wanted, abs=0.1 * MM)
    assert corners_of(proof, "reklama-page", 5 * MM + 6) == [RED, GREEN, BLUE, BLACK]


def test_nothing_of_ours_is_printed_on_a_whole_page():
    _, proof = lay(article(paragraph(PROSE)), insert(whole(), "page"))
    number = proof.spots["reklama-page"].page

    assert not reading.read_pdf(proof.content).page(number).pieces


def test_the_bleed_of_an_insert_in_the_text_does_not_show():
    _, proof = lay(insert(whole(content=""), "measure"))
    spot = proof.spots["reklama-page"]
    with pypdfium2.PdfDocument(proof.content) as file:
        picture = file[spot.page - 1].render(scale=2).to_pil().convert("RGB")
    x, y = spot.box.left - 2, picture.height / 2 - spot.box.bottom - 10

    assert picture.getpixel((round(2 * x), round(2 * y))) == (255, 255, 255)
    assert picture.getpixel((round(2 * x + 10), round(2 * y))) == RED


def test_the_words_of_an_insert_are_neither_lost_nor_gained():
    book, proof = lay(article(paragraph(PROSE)), insert(advert(WORDS), caption="Підпис наш"))
    seen, report = reading.read_pdf(proof.content), Report()
    account = reading.account_pdf(book.markup, seen, report, spots=proof.spots, places=book.places)
    reading.account_pictures(book.markup, report, pdf=seen, spots=proof.spots, places=book.places)
    reading.judge_overflow(seen, report)

    assert account.intact
    assert list(report) == []
    assert "AB" in seen.text  # it is there, and known as lettering of a picture


def test_words_of_ours_that_an_insert_also_has_are_missed_when_they_are_lost():
    book, _ = lay(article(paragraph("AB " + PROSE)), insert(advert(WORDS)))
    _, other = lay(article(paragraph(PROSE)), insert(advert(WORDS)))
    report = Report()
    account = reading.account_pdf(
        book.markup, reading.read_pdf(other.content), report, spots=other.spots, places=book.places
    )

    assert [loss.word for loss in account.lost] == ["AB"]


def test_lettering_of_our_drawing_is_missed_though_an_insert_says_the_same():
    drawn = svg("AB")
    book, _ = lay(figure(drawn), insert(advert(WORDS)))
    _, other = lay(figure(svg("")), insert(advert(WORDS)))
    seen = reading.without_inserts(reading.read_pdf(other.content), book.markup, other.spots)
    account = reading.account_pdf(
        book.markup, seen, Report(), spots=other.spots, drawings={"a.svg": drawn}
    )

    assert [loss.word for loss in account.lost] == ["AB"]


@pytest.mark.parametrize("span", ["page", "measure"])
def test_words_a_sender_keeps_in_the_bleed_or_beside_the_page_are_no_fault_of_ours(span):
    slug = "0 g BT /F 9 Tf 2 300 Td (AB) Tj 250 550 Td (BA) Tj ET"

    def widen(file):
        page = file.pages[0].obj
        page.BleedBox = page.MediaBox
        page.MediaBox = pikepdf.Array([-90, -90, 800, 1100])

    book, proof = lay(article(paragraph(PROSE)), insert(whole(content=slug, change=widen), span))
    seen, report = reading.read_pdf(proof.content), Report()
    ours = reading.without_inserts(seen, book.markup, proof.spots)
    account = reading.account_pdf(book.markup, ours, report, spots=proof.spots)
    reading.judge_overflow(ours, report)

    assert account.intact
    assert list(report) == []


def test_the_page_is_a_figure_with_its_other_words_and_no_tags_of_its_own():
    tagged = f"/P <</MCID 0>> BDC {WORDS} EMC"
    _, proof = lay(article(paragraph(PROSE)), insert(advert(tagged), alt="Насіння на весну"))
    seen = reading.read_pdf(proof.content)
    number = proof.spots["reklama-page"].page

    assert "Насіння на весну" in seen.page(number).alternatives
    (piece,) = [piece for piece in seen.page(number).pieces if piece.text == "AB"]
    assert piece.matter.value == "drawn"


def test_transparency_stays_with_the_insert():
    def shine(file):
        file.pages[0].obj.Resources.ExtGState = pikepdf.Dictionary(
            {"/T": pikepdf.Dictionary(BM=pikepdf.Name.Multiply)}
        )

    _, proof = lay(insert(advert("q /T gs 0 0 1 rg 80 40 40 40 re f Q", change=shine)))
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        groups = [
            thing.Group
            for thing in file.objects
            if isinstance(thing, pikepdf.Stream) and "/Group" in thing
        ]
    assert [(str(group.S), bool(group.I)) for group in groups] == [("/Transparency", True)]


def test_a_page_drawn_without_naming_a_colour_is_black_whatever_stands_before_it():
    def bare(file):
        file.pages[0].obj.Contents = file.make_stream(b"0 0 200 120 re f")

    _, proof = lay(article(paragraph(PROSE)), insert(advert(change=bare)))

    assert corners_of(proof, "reklama-page") == [BLACK] * 4


def test_one_page_placed_twice_is_kept_once():
    content = advert(WORDS)
    _, proof = lay(insert(content), dataclasses.replace(insert(content, "column"), id="b"))
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        forms = [
            thing
            for thing in file.objects
            if isinstance(thing, pikepdf.Stream) and "/PublisherInsert" in thing
        ]
    assert len(forms) == 1


def test_the_same_issue_gives_the_same_bytes():
    parts = article(paragraph(PROSE)), insert(whole(), "page"), insert(advert(), id="b")

    assert lay(*parts)[1].content == lay(*parts)[1].content


def test_no_picture_that_stood_in_for_an_insert_is_left_in_the_file():
    _, proof = lay(insert(advert(WORDS)), insert(whole(), "page", id="b"))
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        pictures = [
            thing
            for thing in file.objects
            if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype")) == "/Image"
        ]
    assert pictures == []


@pytest.mark.parametrize(
    ("kind", "size"), [("bulletin", "210.0 × 297.0"), ("brochure", "145.0 × 200.0")]
)
def test_a_whole_page_of_another_size_is_an_error(house, kind, size):
    report = Report()
    with pytest.raises(BuildStopped):
        html.render(issue(insert(advert(), "page"), kind=kind), house, report)

    (finding,) = report
    assert finding.code == "insert-page-size"
    assert finding.words["size"] == "70.6 × 42.3"
    assert size in finding.words["page"]


def test_an_insert_in_a_picture_of_a_form_keeps_its_own_font():
    def nest(file):
        inner = form(file, WORDS)
        inner.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({"/F": font(file)}))
        file.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/X": inner}))

    _, proof = lay(insert(advert("/X Do", change=nest)))

    assert ("Squares" in str(reading.read_pdf(proof.content).fonts)) is True


def test_whole_pages_follow_one_another_without_a_page_between():
    pages = [dataclasses.replace(insert(whole(), "page"), id=id) for id in ("a", "b", "c")]
    _, proof = lay(article(paragraph(PROSE)), *pages, article(paragraph(PROSE), id="end"))
    first = proof.spots["stattia"].page

    assert [proof.spots[id].page - first for id in ("a", "b", "c", "end")] == [1, 2, 3, 4]
    assert [page.label for page in proof.pages] == [str(n + 1) for n in range(len(proof.pages))]
