"""Finished pages: boxes, columns, notes, fonts, tags."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher import faces, html, pdf
from publisher.diagnostics import BuildStopped, Report
from publisher.model.issue import Figure, Issue, Picture
from publisher.model.output import PdfFile
from publisher.model.text import Element
from publisher.units import Length
from publisher.workspace import Workspace
from tests.html.issues import article, issue, line, note, paragraph

PROSE = (
    "Асоціація органів місцевого самоврядування об'єднує ради різного рівня. На зборах ішлося "
    "про те, чого громади чекають від спільного представництва: захисту прав та інтересів. "
)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">'
    b'<rect width="80" height="40" fill="#a3123f"/></svg>'
)
PICTURE = Picture("a.svg", "image/svg+xml", DRAWING, 80, 40)


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(__file__).resolve().parents[2]
    shelf = faces.load_faces(Workspace(root, environment={}), Report())
    return faces.fontconfig_file(shelf, root, tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def press(house: Workspace, fontconfig: Path):
    def make(made: Issue, report: Report | None = None) -> PdfFile:
        report = report or Report()
        book = html.render(made, house, report)
        return pdf.typeset(book, pdf.Workshop(faces.load_faces(house, report), fontconfig), report)

    return make


def lines_of(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, str]]:
    """Left, bottom, top and text of each run of text on a page."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        found.append((left, bottom, top, text.get_text_bounded(left, bottom, right, top)))
    return found


def test_pages_carry_five_millimetres_of_bleed_and_are_cut_to_the_trim(press):
    proof = press(issue(article(paragraph("Слово"))))
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        for page in file.pages:
            media, trim, crop = (
                [float(side) for side in page[f"/{box}Box"]] for box in ("Media", "Trim", "Crop")
            )
            assert crop == trim
            assert trim[0] - media[0] == pytest.approx(Length.mm(5).points, abs=0.01)
            assert trim[2] - trim[0] == pytest.approx(Length.mm(210).points, abs=0.03)
            assert trim[3] - trim[1] == pytest.approx(Length.mm(297).points, abs=0.03)


def test_only_the_projects_own_faces_are_embedded(press):
    proof = press(issue(article(paragraph(PROSE, Element("strong", paragraph("жирно").children)))))
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        names = {
            str(font["/BaseFont"]).split("+")[-1]
            for page in file.pages
            for font in page.Resources.Font.values()
        }
    assert names
    assert all(name.startswith("Source-S") or name.startswith("SourceS") for name in names)


def test_notes_never_touch_the_text_even_after_a_block_that_spans_the_columns(press):
    wide = Figure("fig", PICTURE, line("р"), width="page")
    body = (
        paragraph(PROSE * 2, note("Перша примітка, досить довга, щоб зайняти місце. " * 3)),
        Element("figure", (), (("id", "fig"),)),
        *(paragraph(PROSE * 3, note(f"Примітка {n}.")) for n in range(12)),
    )
    proof = press(issue(article(*body, figures=(wide,))))
    document = pypdfium2.PdfDocument(proof.content)
    noted = 0
    for page in document:
        runs = lines_of(page)
        notes = [run for run in runs if "римітка" in run[3]]
        text = [run for run in runs if "громади" in run[3] or "Асоціація" in run[3]]
        if notes and text:
            noted += 1
            assert max(top for _, _, top, _ in notes) <= min(bottom for _, bottom, _, _ in text)
    assert noted >= 2


def test_columns_that_end_on_a_page_are_level_within_a_line(press):
    proof = press(issue(article(*(paragraph(PROSE) for _ in range(9)))))
    page = pypdfium2.PdfDocument(proof.content)[2]
    text = [run for run in lines_of(page) if len(run[3]) > 25]
    middle = page.get_width() / 2
    feet = [min(b for left, b, _, _ in text if (left < middle) == side) for side in (True, False)]

    assert abs(feet[0] - feet[1]) <= 13.1


def test_a_heading_is_never_left_at_the_foot_of_a_column(press):
    heading = Element("heading", paragraph("Підзаголовок").children, (("level", "2"),))
    for count in range(3, 9):
        body = [paragraph(PROSE) for _ in range(count)]
        proof = press(issue(article(*body, heading, *body)))
        for page in pypdfium2.PdfDocument(proof.content):
            runs = lines_of(page)
            for left, bottom, _, text in runs:
                if "Підзаголовок" in text:
                    below = [r for r in runs if abs(r[0] - left) < 20 and r[1] < bottom - 1]
                    assert below, "a heading with nothing under it"


def test_the_same_issue_gives_the_same_bytes(press):
    made = issue(article(paragraph(PROSE, note("Нотатка."))))

    assert press(made).content == press(made).content


def test_every_id_knows_its_page(press):
    proof = press(issue(article(paragraph("Слово"), id="a1"), article(paragraph("б"), id="a2")))

    assert proof.spots["a1"].page == 3
    assert {"a1", "a2", "contents", "cover"} <= set(proof.spots)


def test_a_picture_the_edition_does_not_hold_is_refused(house: Workspace, fontconfig: Path):
    report = Report()
    book = html.render(issue(article(paragraph("а"))), house, report)
    foreign = '<img src="https://example.org/x.png" alt=""/><p class='
    markup = book.markup.replace("<p class=", foreign, 1)
    with pytest.raises(BuildStopped):
        pdf.typeset(
            dataclasses.replace(book, markup=markup),
            pdf.Workshop(faces.load_faces(house, report), fontconfig),
            report,
        )

    assert "asset-refused" in {finding.code for finding in report}


def test_drawings_become_pictures_for_word(house: Workspace, fontconfig: Path):
    figure = Figure("fig", PICTURE, line("р"))
    made = issue(article(Element("figure", (), (("id", "fig"),)), figures=(figure,)))
    book = html.render(made, house, Report())
    (picture,) = pdf.rasterise(book, fontconfig).values()
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == 2 * image.height
        assert image.convert("RGB").getpixel((10, 10)) == (163, 18, 63)
