"""Pages of other people on press: their colours, their overprint, and what is said of them."""

from __future__ import annotations

import dataclasses
import functools
import io
import re

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from publisher import press, reading
from publisher.diagnostics import Place, Report, messages
from publisher.foreign import cut_page, framed, syntax
from publisher.model.output import Colour, Ink, PdfFile
from publisher.units import Length
from tests.foreign.adverts import advert, font, form, insert, whole
from tests.foreign.laying import lay
from tests.html.issues import article, paragraph
from tests.press import samples
from tests.press.faults import image

ACCENT = "#a3123f"
SPOT = Array(
    [
        Name.Separation, Name("/Pantone#20186"), Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.8, 0], N=1),
    ]
)  # fmt: skip
ALL = Array(
    [
        Name.Separation, Name.All, Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1),
    ]
)  # fmt: skip


@functools.cache
def printer(name: str = "offset-coated") -> press.Printer:
    found = press.load_printer(samples.workspace(), name, Report())
    assert found is not None
    return found


def printed(proof: PdfFile, name: str = "offset-coated") -> tuple[press.PressFile, Report]:
    report = Report()
    job = press.PrintJob(printer(name), "Вісник", "sproba", proof.moment)
    return press.finish(proof, job, samples.workspace(), report), report


def drawn_by(content: bytes) -> list[str]:
    """The operations of the page that was placed, as they stand in a print file."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [
            thing.Resources.XObject["/Insert"]
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream)
            and "/Insert" in thing.get("/Resources", Dictionary()).get("/XObject", Dictionary())
        ]
        (page,) = pages
        body = page.read_bytes()
    return [
        " ".join([*(part.decode("latin-1") for part in op.operands), op.operator.decode()])
        for op in syntax.operations(body)
    ]


def colours(content: str, **resources: object) -> list[str]:
    """What became of an insert's colour operators."""

    def bare(pdf):
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(content.encode())
        for key, things in resources.items():
            page.Resources["/" + key] = Dictionary(things)

    _, proof = lay(article(paragraph("Слово")), insert(advert(change=bare)))
    made, report = printed(proof)
    assert not report.errors
    return [said for said in drawn_by(made.content) if re.search(r" (k|K|g|rg|scn|cs|gs)$", said)]


def test_screen_colours_become_inks_and_none_is_taken_for_a_token_of_ours():
    red, green, blue = (int(ACCENT[at : at + 2], 16) / 255 for at in (1, 3, 5))
    accent = next(c for c in lay(insert(advert()))[0].tokens.colours if c.screen == ACCENT)
    assert isinstance(accent, Colour)
    assert accent.press == Ink(c=20, m=100, y=60, k=15)

    (said,) = colours(f"{red:.6f} {green:.6f} {blue:.6f} rg 0 0 200 120 re f")

    *inks, operator = said.split()
    assert operator == "k"
    assert [round(100 * float(ink)) for ink in inks] != [20, 100, 60, 15]
    assert 60 < 100 * float(inks[1]) <= 100


@pytest.mark.parametrize("black", ["0 0 0 1 k", "0 g", "0 0 0 rg"])
def test_black_of_an_insert_stays_on_the_black_plate(black):
    assert colours(f"{black} 0 0 200 120 re f") == ["0 0 0 1 k"]


def test_inks_and_spots_of_an_insert_are_kept_as_they_were_sent():
    said = colours("0.3 0.2 0.1 0.05 k 0 0 9 9 re f /S cs 0.7 scn 9 9 9 9 re f",
                   ColorSpace={"/S": SPOT})  # fmt: skip

    assert said == ["0.3 0.2 0.1 0.05 k", "/S cs", "0.7 scn"]


def test_overprint_of_an_insert_is_its_own_affair():
    over = Dictionary(OP=True, op=True, OPM=1)
    text = "BT /F 9 Tf 50 50 Td (AB) Tj ET"
    said = colours(f"0 0 0 1 k {text} /O gs 0 1 0 0 k 0 0 9 9 re f", ExtGState={"/O": over})

    assert said == ["0 0 0 1 k", "/O gs", "0 1 0 0 k"]


def test_proof_and_print_file_show_the_same_words_at_the_same_places():
    words = "0 g BT /F 20 Tf 80 50 Td (AB) Tj ET"
    _, proof = lay(
        article(paragraph("Слово")), insert(advert(words)), insert(whole(), "page", id="b")
    )
    made, _ = printed(proof)
    before, after = reading.read_pdf(proof.content), reading.read_pdf(made.content)

    for one, other in zip(before.pages, after.pages, strict=True):
        right, up = other.clip.left - one.clip.left, other.clip.bottom - one.clip.bottom
        assert [piece.text for piece in one.pieces] == [
            piece.text for piece in other.pieces if other.clip.contains(piece.box)
        ]
        for piece, moved in zip(one.pieces, other.pieces, strict=False):
            assert moved.box.left == pytest.approx(piece.box.left + right, abs=0.05)
            assert moved.box.bottom == pytest.approx(piece.box.bottom + up, abs=0.05)


@pytest.mark.parametrize("name", ["offset-coated", "offset-x1a-2001", "newspaper"])
def test_a_whole_page_reaches_the_bleed_edge_and_stops_there(name):
    _, proof = lay(article(paragraph("Слово")), insert(whole(), "page"))
    made, report = printed(proof, name)
    verdict = press.preflight(made.content, printer(name), samples.workspace(), made.places)

    assert not report.errors
    assert verdict.passes, verdict.findings
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        page = pdf.pages[proof.spots["reklama-page"].page - 1]
        left, bottom, right, top = (float(side) for side in page.BleedBox)
        high = float(page.MediaBox[3])
    with pypdfium2.PdfDocument(made.content) as pdf:
        sheet = pdf[proof.spots["reklama-page"].page - 1]
        picture = sheet.render(scale=4).to_pil().convert("RGB")

    def at(x, y):
        return picture.getpixel((min(round(4 * x), picture.width - 1), round(4 * (high - y))))

    middle = (bottom + top) / 2
    assert at(left + 1, middle)[2] < 200  # the yellow ground
    assert at(right - 1, middle)[2] < 200
    if left > 1:
        assert at(left - 1, middle - 60) == (255, 255, 255)
        assert at(right + 1, middle - 60) == (255, 255, 255)


def test_no_trace_of_what_marked_the_insert_goes_to_the_printing_house():
    _, proof = lay(insert(advert()))

    assert b"PublisherInsert" not in printed(proof)[0].content


def test_a_print_file_with_inserts_comes_out_the_same_every_time():
    _, proof = lay(article(paragraph("Слово")), insert(whole(), "page"))

    assert printed(proof)[0].content == printed(proof)[0].content


# -- what is said of an insert -----------------------------------------------------------------


def faulty(pdf):
    page = pdf.pages[0].obj
    picture = image(pdf, 100, 100, Name.DeviceRGB, 3)
    page.Resources = Dictionary(
        Font=Dictionary({"/F": font(pdf, embedded=False)}),
        XObject=Dictionary({"/P": picture}),
        ColorSpace=Dictionary({"/All": ALL, "/S": SPOT}),
        ExtGState=Dictionary({"/T": Dictionary(ca=0.5)}),
    )
    page.Contents = pdf.make_stream(
        b"q 100 0 0 100 0 0 cm /P Do Q 0 0 0 1 K 0.05 w 10 110 m 190 110 l S "
        b"/All cs 1 scn BT /F 9 Tf 110 20 Td (AB) Tj ET /S cs 1 scn 110 40 9 9 re f "
        b"q /T gs 0 1 0 0 k 120 50 40 40 re f Q"
    )


RULES = {
    "print-ppi-low", "print-font-not-embedded", "print-hairline", "print-all-inside", "print-spots",
}  # fmt: skip
FROM = Place(file="issues/sproba/ads/reklama.pdf", cell="1")


def guest(content: bytes, *, factor: float = 1.0, full: bool = False) -> press.Guest:
    cut = cut_page(content, 1).content
    return press.Guest(framed(cut, Length.mm(5) if full else Length(0)), FROM, factor, full)


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report}


def test_findings_in_the_print_file_name_the_senders_file_and_page():
    _, proof = lay(article(paragraph("Слово")), insert(advert(change=faulty)))
    made, _ = printed(proof)
    verdict = press.preflight(made.content, printer(), samples.workspace(), made.places)
    number = proof.spots["reklama-page"].page
    found = {finding.rule: finding for finding in verdict.findings if finding.page == number}

    assert found.keys() >= RULES
    for rule in RULES:
        place = found[rule].diagnostic.place
        assert place is not None
        assert (place.file, place.cell, place.page) == (FROM.file, FROM.cell, number), rule
        around = proof.spots["reklama-page"].box
        assert all(around.contains(box, 1) for box in found[rule].boxes), rule


def test_a_colour_that_no_ink_has_is_told_with_the_senders_file_and_page():
    def bright(pdf):
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 1 0 rg 10 10 50 50 re f")

    _, proof = lay(article(paragraph("Слово")), insert(advert(change=bright)))
    _, report = printed(proof)

    (told,) = [finding for finding in report if finding.code == "print-insert-gamut"]
    assert told.place is not None
    assert (told.place.file, told.place.cell) == (FROM.file, FROM.cell)


def test_an_insert_judged_alone_has_the_same_faults_and_its_own():
    report = Report()
    press.report_insert(guest(advert(change=faulty)), printer(), samples.workspace(), report)

    assert codes(report) >= RULES | {"print-insert-converted"}
    assert all(finding.place and finding.place.file == FROM.file for finding in report)
    assert {finding.code for finding in report.errors} >= RULES
    for finding in report:
        assert messages.message(finding, "uk")
        assert messages.hint(finding, "uk")


def test_transparency_stops_an_insert_only_where_the_house_takes_none():
    found = {
        name: {
            finding.rule
            for finding in press.judge_insert(
                guest(advert(change=faulty)), printer(name), samples.workspace()
            )
        }
        for name in ("offset-coated", "offset-x1a")
    }

    assert "print-transparency" not in found["offset-coated"]
    assert "print-transparency" in found["offset-x1a"]


def test_a_group_in_which_nothing_is_transparent_stops_no_insert():
    def group(pdf):
        dressed = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": form(pdf, "n", Group=dressed)})
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 0 1 k 0 0 200 120 re f /X Do")

    content = advert(change=group)
    alone = press.judge_insert(guest(content), printer("offset-x1a"), samples.workspace())
    _, proof = lay(insert(content))
    made, _ = printed(proof, "offset-x1a")
    whole_file = press.preflight(
        made.content, printer("offset-x1a"), samples.workspace(), made.places
    )

    assert [finding.rule for finding in alone] == []
    assert "print-transparency" not in {finding.rule for finding in whole_file.findings}


def test_a_good_insert_has_nothing_to_be_told():
    report = Report()
    content = whole(change=lambda pdf: setattr(
        pdf.pages[0].obj, "Contents",
        pdf.make_stream(b"0.1 0.2 0.3 0 k 0 0 9999 9999 re f 0 0 0 1 k 100 100 50 50 re f"),
    ))  # fmt: skip
    press.report_insert(guest(content, full=True), printer(), samples.workspace(), report)

    assert list(report) == []


@pytest.mark.parametrize(
    ("factor", "rule"),
    [(0.3, "print-text-small"), (0.2, "print-hairline"), (4.0, "print-ppi-low")],
)
def test_an_insert_is_judged_in_the_size_it_will_have(factor, rule):
    def fair(pdf):
        page = pdf.pages[0].obj
        picture = image(pdf, 400, 400, Name.DeviceCMYK, 4)
        page.Resources.XObject = Dictionary({"/P": picture})
        page.Contents = pdf.make_stream(
            b"q 100 0 0 100 0 0 cm /P Do Q 0 0 0 1 k BT /F 12 Tf 110 20 Td (AB) Tj ET "
            b"0 0 0 1 K 0.6 w 110 60 m 190 60 l S"
        )

    def rules(by: float) -> set[str]:
        findings = press.judge_insert(
            guest(advert(change=fair), factor=by), printer(), samples.workspace()
        )
        return {finding.rule for finding in findings}

    assert rule not in rules(1.0)
    assert rule in rules(factor)


def test_what_the_print_file_said_already_is_not_said_again():
    report = Report()
    report.error("print-hairline", dataclasses.replace(FROM, page=4), weight="0.05", least="0.2")
    press.report_insert(guest(advert(change=faulty)), printer(), samples.workspace(), report)

    assert [finding.code for finding in report].count("print-hairline") == 1


def test_nothing_stops_an_insert_that_nobody_prints_yet_or_somebody_answers_for():
    content = guest(advert(change=faulty))
    open_, waived = Report(), Report()
    press.report_insert(content, printer(), samples.workspace(), open_, binding=False)
    press.report_insert(content, printer(), samples.workspace(), waived, waived=["print-hairline"])

    assert not open_.errors
    assert codes(open_) >= RULES
    assert "print-hairline" in {finding.code for finding in waived.warnings}
    assert "print-all-inside" in {finding.code for finding in waived.errors}


@pytest.mark.parametrize(("bleed", "told"), [(5, False), (3, False), (2, True), (0, True)])
def test_an_insert_with_less_bleed_than_the_house_asks_for_is_told(bleed, told):
    report = Report()
    press.report_insert(guest(whole(bleed), full=True), printer(), samples.workspace(), report)

    assert ("print-insert-bleed" in codes(report)) is told


def test_a_coloured_page_without_bleed_is_stopped_in_the_print_file():
    _, proof = lay(article(paragraph("Слово")), insert(whole(0), "page"))
    made, _ = printed(proof)
    verdict = press.preflight(made.content, printer(), samples.workspace(), made.places)
    (finding,) = [finding for finding in verdict.findings if finding.rule == "print-bleed-short"]

    assert finding.place is not None
    assert (finding.place.file, finding.place.cell) == (FROM.file, FROM.cell)
