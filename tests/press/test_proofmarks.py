"""The marked proof: the page untouched, a strip of notes beside it, marks on what is spoken of."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from publisher.diagnostics import Diagnostic, Place, Report, Severity
from publisher.press import mark_up
from publisher.units import Box
from publisher.workspace import Workspace

TRIM = (14, 14, 434, 609)
STRIP = 62 / 25.4 * 72


@pytest.fixture(scope="module")
def pages() -> bytes:
    """Two pages with bleed; a black square stands on the first."""
    with pikepdf.new() as pdf:
        for number in range(2):
            page = pdf.add_blank_page(page_size=(448, 623))
            page.obj.TrimBox = page.obj.CropBox = pikepdf.Array(TRIM)
            page.contents_add(b"0 g 100 300 40 40 re f\n" if number == 0 else b"")
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True)
        return stream.getvalue()


def finding(code: str = "craft-widow", page: int = 1, box: Box | None = None) -> Diagnostic:
    place = Place("issues/proba/articles/a.md", 12, page=page, box=box or Box(200, 300, 300, 310))
    return Diagnostic(code, Severity.NOTE, place, (("text", "кінець абзацу"),))


def marked(pages: bytes, *findings: Diagnostic, house: Workspace) -> bytes:
    made = mark_up(pages, findings, house, "uk", Report())
    assert made is not None
    return made


def ink(content: bytes, page: int, box: Box) -> set[tuple[int, ...]]:
    """Colours of a part of a page, in points from the lower left corner of what is shown."""
    sheet = pypdfium2.PdfDocument(content)[page]
    picture = sheet.render(scale=2).to_pil().convert("RGB")
    part = picture.crop((int(box.left * 2), picture.height - int(box.top * 2),
                         int(box.right * 2), picture.height - int(box.bottom * 2)))  # fmt: skip
    return {colour for _, colour in part.getcolors(1 << 20)}


def test_the_trimmed_page_stays_and_a_strip_is_added_to_its_right(pages, house):
    with pikepdf.open(io.BytesIO(marked(pages, finding(), house=house))) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            sides = [float(side) for side in page.cropbox]
            assert sides == pytest.approx([14, 14, 434 + STRIP, 609], abs=0.01)
    assert ink(marked(pages, house=house), 0, Box(90, 290, 120, 320)) == {(0, 0, 0)}


def test_what_is_spoken_of_is_tinted_and_numbered_with_a_note_beside_it(pages, house):
    box = Box(200, 300, 300, 310)
    content = marked(pages, finding(box=box), house=house)

    tint = ink(content, 0, Box(210, 302, 290, 308))
    assert len(tint) == 1
    (red, green, blue) = tint.pop()
    assert red > green
    assert red > blue
    # The number and the bar stand left of it, the words in the strip at its height.
    assert len(ink(content, 0, Box(185, 300, 199, 310))) > 1
    assert len(ink(content, 0, Box(434, 285, 434 + STRIP - 14, 312))) > 1
    assert ink(content, 0, Box(440, 100, 550, 250)) == {(255, 255, 255)}


def test_a_page_without_findings_gets_an_empty_strip(pages, house):
    content = marked(pages, finding(page=1), house=house)

    assert ink(content, 1, Box(2, 2, 418, 590)) == {(255, 255, 255)}
    assert ink(content, 1, Box(424, 2, 590, 590)) == {(255, 255, 255)}


def test_notes_of_one_place_stand_under_one_another(pages, house):
    every = [finding(box=Box(200, 20 + n, 300, 30 + n)) for n in range(12)]
    content = marked(pages, *every, house=house)

    # Twelve notes for one place at the foot reach up, and none leaves the page.
    rows = [
        len(ink(content, 0, Box(434, low, 434 + STRIP - 14, low + 12))) > 1
        for low in range(10, 240, 20)
    ]
    assert all(rows)


def test_the_same_findings_give_the_same_bytes(pages, house):
    assert marked(pages, finding(), house=house) == marked(pages, finding(), house=house)
