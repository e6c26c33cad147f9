"""The print file: inks, boxes, marks, flavours, the same bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import pickle
import re
import subprocess
import sys
from xml.sax.saxutils import escape

import numpy as np
import pikepdf
import pypdfium2
import pytest

from publisher import press
from publisher.diagnostics import Report
from publisher.diagnostics.messages import hint
from publisher.foreign import syntax
from publisher.model.output import Colour, Ink
from publisher.press import marks
from publisher.press.judging import read_boxes
from publisher.press.plates import make_plates, plates_of
from publisher.units import Length
from tests.press import samples
from tests.press.test_faults import printed, printer

MM = 72 / 25.4


def finish(proof, name="offset-coated", report=None, **changed):
    preset = printer(name).model_copy(update=changed)
    job = press.PrintJob(preset, proof.title, "sample", proof.moment)
    return press.finish(proof, job, samples.workspace(), Report() if report is None else report)


def small(body, style="", colours=samples.COLOURS):
    return samples.typeset(
        samples.sheet(body, style + "@page { background: none; @bottom-center { content: none } }"),
        colours,
    )


def streams(content: bytes) -> str:
    """Page streams, forms and patterns, as text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [page.obj.Contents.read_bytes() for page in pdf.pages]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and (
                thing.get("/Subtype") == "/Form" or "/PatternType" in thing
            ):
                found.append(thing.read_bytes())
    return b"\n".join(found).decode("latin-1")


def gradients(content: bytes) -> list:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (str(thing.ColorSpace if not isinstance(thing.ColorSpace, pikepdf.Array)
                 else thing.ColorSpace[0]),
             [float(v) for v in thing.Function.Functions[0].C0])
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/ShadingType" in thing
        ]  # fmt: skip


def plates(content: bytes, pages: int, dpi: float = 72):
    profile = samples.workspace().read("icc/ISOcoated_v2_300_bas.icc").content
    return make_plates(content, printer("offset-coated"), profile, pages, dpi=dpi)


# -- colour ------------------------------------------------------------------------------------


def test_colours_of_the_table_become_their_inks_exactly():
    made = finish(small('<div style="background:#a3123f;height:20mm"></div>'))
    assert "0.2 1 0.6 0.15 k" in streams(made.content)


def test_greys_stay_on_the_black_plate():
    made = finish(small('<div style="background:#808080;height:20mm"></div>'))
    assert "0 0 0 0.498039 k" in streams(made.content)


def test_no_rgb_is_left_anywhere():
    for name in ("offset-coated", "offset-x1a"):
        proof = samples.good() if name == "offset-coated" else samples.opaque()
        content = finish(proof, name).content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            objects = b"\n".join(repr(thing).encode() for thing in pdf.objects)
        for forbidden in (b"DeviceRGB", b"CalRGB", b"/Lab", b"ICCBased"):
            assert forbidden not in objects
        assert not re.search(r"[\d.]+ [\d.]+ [\d.]+ (rg|RG)\b", streams(content))


def test_a_gradient_runs_between_the_press_values_of_its_ends():
    proof = small('<div style="background:linear-gradient(#a3123f,#f3e4e9);height:20mm"></div>')
    assert gradients(finish(proof).content) == [("/DeviceCMYK", [0.2, 1, 0.6, 0.15])]


def test_a_gradient_that_fades_keeps_its_mask_in_grey():
    proof = small('<div style="background:linear-gradient(#a3123f,#a3123f00);height:20mm"></div>')
    content = finish(proof).content
    assert sorted(space for space, _ in gradients(content)) == ["/DeviceCMYK", "/DeviceGray"]
    assert press.preflight(content, printer("offset-coated"), samples.workspace()).findings == ()


def test_a_photograph_is_never_mapped_by_the_table():
    """A photograph of the accent colour is converted like any other photograph."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (200, 200), "#a3123f").save(stream, "JPEG", quality=95)
    import base64

    address = "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
    content = finish(small(f'<img alt="світлина" src="{address}">')).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        (picture,) = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        pixel = Image.open(io.BytesIO(picture.read_raw_bytes())).getpixel((99, 99))
    table = (51, 255, 153, 38)
    assert max(abs(one - other) for one, other in zip(pixel, table, strict=True)) > 8


def test_grey_pictures_stay_on_black():
    with pikepdf.open(io.BytesIO(printed("x4").content)) as pdf:
        spaces = [str(t.ColorSpace) for t in pdf.objects
                  if isinstance(t, pikepdf.Stream) and t.get("/Subtype") == "/Image"]  # fmt: skip
    assert "/DeviceGray" in spaces
    assert set(spaces) == {"/DeviceGray", "/DeviceCMYK"}


def test_photographs_keep_their_pixels_and_full_chroma():
    from PIL import Image

    with pikepdf.open(io.BytesIO(printed("x4").content)) as pdf:
        (raw,) = [t.read_raw_bytes() for t in pdf.objects
                  if isinstance(t, pikepdf.Stream) and t.get("/Width") == 1900]  # fmt: skip
    picture = Image.open(io.BytesIO(raw))
    assert picture.size == (1900, 850)
    assert {layer[1:3] for layer in picture.layer} == {(1, 1)}


def test_body_text_stands_on_the_black_plate_alone():
    made = finish(small(f"<p>{samples.WORDS * 6}</p>"), marks=printer("offset-x1a").marks)
    (page,) = plates(made.content, 1)
    assert page.means[:3] == (0, 0, 0)
    assert page.means[3] > 1


def test_black_text_overprints_its_ground_and_white_text_does_not():
    body = (
        '<div style="background:#a3123f;font-size:40pt">Рада</div>'
        '<div style="background:#a3123f;color:#fff;font-size:40pt">Рада</div>'
    )
    sheets = interpreted(finish(small(body)).content)
    black, white = (text for text in sheets[0].texts if text.size > 30)
    assert (black.overprint, black.opm) == (True, 1)
    assert white.overprint is False


def interpreted(content: bytes):
    from publisher.press.interpreter import Interpreter

    machine, sheets = Interpreter(), []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for count, page in enumerate(pdf.pages, 1):
            sheets.append(read_boxes(page, count))
            machine.run(page, sheets[-1])
    return sheets


def test_thin_black_rules_overprint_and_thick_ones_do_not():
    body = '<hr style="border:0;height:.25pt;background:#1d1d1b"><hr style="border:0;height:9pt;background:#1d1d1b">'  # noqa: E501
    rules = [d for d in interpreted(finish(small(body)).content)[0].drawn
             if d.fill and d.fill.black_alone and d.rectangular and d.box.width > 100]  # fmt: skip
    assert sorted((round(min(d.sides), 2), d.fill_overprint) for d in rules) == [
        (0.25, True), (9.0, False)]  # fmt: skip


def test_large_black_areas_get_the_rich_black_of_the_house():
    body = '<div style="background:#000;height:40mm"></div><div style="background:#000;height:9mm"></div>'  # noqa: E501
    written = streams(finish(small(body)).content)
    assert "0.5 0.4 0.4 1 k" in written
    fills = [d.fill.total for d in interpreted(finish(small(body)).content)[0].drawn
             if d.fill and d.fill.share("Black") == 100 and d.box.width > 100]  # fmt: skip
    assert sorted(round(total) for total in fills) == [100, 230]


SPOT = (*samples.COLOURS, Colour("seal", "#8a6d1d", Ink(m=20, y=80, k=40, spot="PANTONE 871 C")))


def test_a_spot_ink_gets_its_plate_where_the_house_allows_one():
    proof = small('<div style="background:#8a6d1d;height:20mm"></div>', colours=SPOT)
    spots = printer("offset-coated").spots.model_copy(update={"allowed": 1})
    made = finish(proof, spots=spots)
    report = press.preflight(
        made.content, printer("offset-coated").model_copy(update={"spots": spots}),
        samples.workspace(),
    )  # fmt: skip
    assert report.facts["spots"] == ["PANTONE 871 C"]
    assert report.findings == ()


def test_a_spot_ink_is_printed_from_process_inks_where_the_house_has_no_plate_for_it():
    proof = small('<div style="background:#8a6d1d;height:20mm"></div>', colours=SPOT)
    assert "0 0.2 0.8 0.4 k" in streams(finish(proof).content)


def test_two_colours_that_look_alike_and_print_differently_are_an_error():
    colours = (*samples.COLOURS, Colour("other", "#a3123f", Ink(m=100)))
    report = Report()
    finish(small("<p>Рада</p>", colours=colours), report=report)
    assert [error.code for error in report.errors] == ["print-token-twice"]


def test_the_fate_of_every_colour_is_told_with_its_difference():
    fates = {fate.screen: fate for fate in printed("x4").colours}
    assert fates["#a3123f"].how == "token"
    assert fates["#d9d9d9"].how == "neutral"
    assert fates["#0057b8"].how == "converted"
    assert all(0 <= fate.difference < 20 for fate in fates.values())


def test_a_colour_out_of_gamut_is_warned_of():
    report = Report()
    finish(small('<div style="background:#0000ff;height:20mm"></div>'), report=report)
    assert [warning.code for warning in report.warnings] == ["print-gamut"]


# -- words and positions ---------------------------------------------------------------------------


def words(content: bytes) -> list[tuple[str, float, float]]:
    """Every sign of every page and where it stands, from the corner of the trim."""
    found = []
    document = pypdfium2.PdfDocument(content)
    for page in document:
        left, bottom, *_ = page.get_trimbox()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            sign = text.get_text_range(index, 1)
            if sign.strip():
                x, y, *_ = text.get_charbox(index)
                found.append((sign, round(x - left, 1), round(y - bottom, 1)))
    document.close()
    return found


@pytest.mark.parametrize("name", ["offset-coated", "offset-plain", "kyiv-pages"])
def test_words_and_places_are_those_of_the_screen_edition(name):
    ours, theirs = words(finish(samples.good(), name).content), words(samples.good().content)
    assert [sign for sign, *_ in ours] == [sign for sign, *_ in theirs]
    for (_, x, y), (_, u, v) in zip(ours, theirs, strict=True):
        assert abs(x - u) <= 0.15
        assert abs(y - v) <= 0.15


@pytest.mark.parametrize("name", ["offset-coated", "offset-plain"])
def test_gradients_and_pictures_move_with_the_page(name):
    """Whatever stands around the page, the page itself is the same to the pixel."""
    (one, *_), (other, *_) = (trimmed(samples.good(), n) for n in ("kyiv-pages", name))
    assert (np.abs(one.astype(int) - other).max(axis=2) > 40).mean() < 0.002


def trimmed(proof, name, index=2):
    document = pypdfium2.PdfDocument(finish(proof, name).content)
    page = document[index]
    page.set_cropbox(*page.get_trimbox())
    pixels = page.render(scale=2).to_numpy().copy()
    document.close()
    return pixels[:, :, :3], pixels.shape


# -- boxes and marks -------------------------------------------------------------------------------


@pytest.mark.parametrize("bleed", [2, 3, 5])
def test_boxes_are_exact_for_every_bleed(bleed):
    made = finish(samples.good(), bleed=Length.mm(bleed))
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        for page in pdf.pages:
            sheet = read_boxes(page, 1)
            assert (sheet.media.left, sheet.media.bottom) == (0, 0)
            assert abs(sheet.trim.width / MM - 148) < 0.01
            assert abs(sheet.trim.height / MM - 210) < 0.01
            for gap in (sheet.trim.left - sheet.bleed.left, sheet.bleed.top - sheet.trim.top):
                assert abs(gap / MM - bleed) < 0.01
            assert sheet.crop is None


def test_marks_stand_on_every_plate_and_none_inside_the_bleed():
    made = printed("x4")
    sheet = interpreted(made.content)[0]
    assert sheet.everywhere
    assert not any(box.meets(sheet.bleed) for box in sheet.everywhere)
    assert sheet.trim.left - sheet.bleed.left + marks.GAP.points <= sheet.trim.left - max(
        box.right for box in sheet.everywhere if box.right < sheet.bleed.left
    )


def slug_of(content: bytes, page: int = 0) -> str:
    """The words around a page; its letters are forms named by their code points."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = pdf.pages[page].obj.Contents.read_bytes()
    return "".join(chr(int(code, 16)) for code in re.findall(rb"/PressLetter([0-9A-F]+)", drawn))


def test_the_slug_tells_title_page_date_flavour_and_plates():
    told = slug_of(printed("x4").content, 1)
    for words in ("Вісник«Громада»№3", "2/3", "2026-03-31", "PDF/X-4", "FOGRA39"):
        assert words in told.replace(" ", "")
    assert told.replace(" ", "").endswith("CyanMagentaYellowBlack")


def test_fold_marks_stand_where_the_house_folds_and_outside_the_bleed():
    fold = printer("offset-coated").marks.model_copy(update={"fold": (Length.mm(74),)})
    with_fold = interpreted(finish(samples.good(), marks=fold).content)[0]
    without = interpreted(printed("x4").content)[0]
    added = [box for box in with_fold.everywhere if box not in without.everywhere]
    assert [round((box.left - with_fold.trim.left) / MM, 1) for box in added] == [74.0, 74.0]
    assert not any(box.meets(with_fold.bleed) for box in added)


@pytest.mark.parametrize("bleed", [2, 3, 5])
def test_a_ground_runs_to_the_edge_of_whatever_bleed(bleed):
    """The cover is all accent: ink stands in the corners of the bleed, not only of the trim."""
    made = finish(samples.good(), "offset-plain", bleed=Length.mm(bleed))
    profile = samples.workspace().read("icc/ISOcoated_v2_300_bas.icc").content
    (cover,) = plates_of(made.content, printer("offset-plain"), profile, [0], 72, keep=True)
    for corner in (np.s_[:, -3:-1, 1:3], np.s_[:, -3:-1, -3:-1]):
        assert cover.inks[corner].mean(axis=(1, 2)) / 2.55 == pytest.approx(
            (20, 100, 60, 15), abs=1
        )


def test_a_house_that_wants_no_marks_gets_the_bleed_and_no_more():
    with pikepdf.open(io.BytesIO(printed("x1a").content)) as pdf:
        assert pdf.pages[0].obj.MediaBox == pdf.pages[0].obj.BleedBox
        assert b"PressAll" not in pdf.pages[0].obj.Contents.read_bytes()


def test_nothing_of_the_screen_is_left():
    with pikepdf.open(io.BytesIO(printed("x4").content)) as pdf:
        assert set(pdf.Root.keys()) <= {
            "/Type", "/Pages", "/PageLabels", "/Lang", "/Metadata", "/OutputIntents"}  # fmt: skip
        for page in pdf.pages:
            assert "/Annots" not in page.obj
            assert "/StructParents" not in page.obj
    assert "BDC" not in streams(printed("x4").content)


# -- flavours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", press.printer_names(samples.workspace()))
def test_the_same_pages_give_the_same_bytes(name):
    assert finish(samples.opaque(), name).content == finish(samples.opaque(), name).content


X = "/GTS_PDFXVersion"
CLAIMS = {
    "offset-coated": ("1.6", {}, "PDF/X-4"),
    "offset-x1a-2001": ("1.3", {X: "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"}, ""),
    "offset-x1a": ("1.4", {X: "PDF/X-1a:2003"}, "PDF/X-1a:2003"),
    "digital-curves": ("1.4", {X: "PDF/X-3:2003"}, "PDF/X-3:2003"),
    "newspaper": ("1.4", {X: "PDF/X-3:2003"}, "PDF/X-3:2003"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_every_flavour_says_what_it_is_and_for_which_condition(name):
    version, claims, in_xmp = CLAIMS[name]
    with pikepdf.open(io.BytesIO(finish(samples.opaque(), name).content)) as pdf:
        assert pdf.pdf_version == version
        info = {key: str(value) for key, value in pdf.trailer.Info.items()}
        assert {key: info[key] for key in info if "PDFX" in key} == claims
        assert info["/Trapped"] == "/False"
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == printer(name).condition
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        profile = intent.DestOutputProfile.read_bytes()
        assert hashlib.sha256(profile).hexdigest() == printer(name).profile.sha256
        assert bool(pdf.trailer.ID)
        xmp = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
        assert in_xmp in xmp
        if xmp:
            assert escape(info["/Title"]) in xmp
            assert "2026-03-31T12:00:00+00:00" in xmp
        assert info["/CreationDate"] == info["/ModDate"] == "D:20260331120000+00'00'"


@pytest.mark.parametrize("name", ["offset-x1a", "offset-x1a-2001", "newspaper", "digital-curves"])
def test_older_flavours_have_no_key_of_transparency_at_all(name):
    with pikepdf.open(io.BytesIO(finish(samples.opaque(), name).content)) as pdf:
        things = [t for t in pdf.objects if isinstance(t, pikepdf.Dictionary | pikepdf.Stream)]
        keys = {str(key) for thing in things for key in thing.keys()}  # noqa: SIM118 - no mapping
        assert not keys & {"/ca", "/CA", "/BM", "/SMask", "/AIS", "/Group"}


def test_x1a_2001_is_pdf_1_3_with_both_keys():
    content = finish(samples.opaque(), "offset-x1a-2001").content
    assert content.startswith(b"%PDF-1.3")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        info = pdf.trailer.Info
        assert str(info["/GTS_PDFXVersion"]) == "PDF/X-1:2001"
        assert str(info["/GTS_PDFXConformance"]) == "PDF/X-1a:2001"
        assert str(info["/Trapped"]) == "/False"
        assert "/Metadata" not in pdf.Root


def test_transparency_is_refused_by_the_line_that_made_it():
    proof = samples.good()
    job = press.PrintJob(printer("offset-x1a"), proof.title, "sample", proof.moment)
    made = press.finish(proof, job, samples.workspace(), Report())
    report = press.preflight_job(made, job, samples.workspace())
    assert not report.passes
    told = {f.element: f for f in report.findings if f.rule == "print-transparency"}
    assert told["opaque"].place == proof.places["opaque"]
    assert "`opaque`" in hint(told["opaque"].diagnostic, "en")


def test_curves_leave_no_font_and_keep_the_look():
    with pikepdf.open(io.BytesIO(printed("curves").content)) as pdf:
        assert not any(
            isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
            for thing in pdf.objects
        )
    one, _ = trimmed(samples.opaque(), "digital-curves")
    other, _ = trimmed(samples.opaque(), "offset-plain")
    assert (np.abs(one.astype(int) - other).max(axis=2) > 128).mean() < 0.003


def test_text_is_judged_before_it_becomes_curves():
    proof = small('<p style="font-size:3pt">Рада</p>')
    job = press.PrintJob(printer("digital-curves"), "t", "sample", proof.moment)
    made = press.finish(proof, job, samples.workspace(), Report())
    report = press.preflight_job(made, job, samples.workspace())
    assert "print-text-small" in {finding.rule for finding in report.findings}


def test_a_house_gets_one_file_a_page_under_its_names():
    made = finish(samples.opaque(), "kyiv-pages")
    assert [part.name for part in made.parts] == [f"00{n}_sample.pdf" for n in (1, 2, 3)]
    for part in made.parts:
        report = press.preflight(part.content, printer("kyiv-pages"), samples.workspace())
        assert report.findings == ()


def test_the_newspaper_takes_less_ink_than_the_sheet():
    heavy = Colour("heavy", "#402010", Ink(c=70, m=70, y=70, k=50))
    body = '<div style="background:#402010;height:40mm;width:40mm"></div>'
    proof = small(body, colours=(*samples.COLOURS, heavy))
    for name, stops in (("newspaper", True), ("offset-coated", False)):
        assert printer(name).ink.total == (240 if stops else 300)
        report = press.preflight(finish(proof, name).content, printer(name), samples.workspace())
        assert ("print-total-ink" in {finding.rule for finding in report.findings}) is stops


def test_the_same_pages_give_the_same_bytes_in_another_process(tmp_path):
    """Neither the order of sets nor the clock nor the address of an object gets into a file."""
    proof = tmp_path / "proof.pickle"
    proof.write_bytes(pickle.dumps(samples.good()))
    told = f"import hashlib, pickle, sys; sys.path.insert(0, {str(samples.ROOT)!r}); "
    told += "from tests.press.test_finishing import finish; "
    told += "proof = pickle.loads(open(sys.argv[1], 'rb').read()); "
    told += "print(hashlib.sha256(finish(proof).content).hexdigest())"
    sums = {
        subprocess.run(
            [sys.executable, "-c", told, proof], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(sums) == 1


# -- findings --------------------------------------------------------------------------------------


def test_a_finding_names_the_line_that_was_typed():
    proof = small('<p id="small" style="font-size:3pt">Рада</p><p id="big">Рада</p>')
    made = finish(proof)
    report = press.preflight(
        made.content, printer("offset-coated"), samples.workspace(), made.places
    )
    (finding,) = report.findings
    assert finding.rule == "print-text-small"
    assert finding.place == proof.places["small"]


def test_a_waiver_is_shown_and_stops_nothing():
    import datetime

    proof = small('<hr style="border:0;height:.1pt;background:#1d1d1b">')
    made = finish(proof)
    waiver = press.Waiver("print-hairline", "погоджено", until=datetime.date(2026, 12, 31))

    def judged(day):
        return press.preflight(
            made.content, printer("offset-coated"), samples.workspace(),
            waivers=(waiver,), today=day,
        )  # fmt: skip

    held, over = judged(datetime.date(2026, 4, 1)), judged(datetime.date(2027, 1, 1))
    assert held.passes
    assert [finding.waiver for finding in held.findings] == [waiver]
    assert not over.passes
    assert held.as_json()["waived"] == 1


def test_the_tokens_of_a_stream_are_the_stream():
    content = b"q 1 0 0 1 5 5 cm (a\\)b) Tj [<00> -5 (x(y)z)] TJ "
    content += b"BI /W 1 /H 1 ID \x00 EI Q % end\n/A<</B[1]>>BDC"
    found = list(syntax.operations(content))
    assert [o.operator for o in found] == [b"q", b"cm", b"Tj", b"TJ", b"BI", b"Q", b"BDC"]
    assert all(content[o.start : o.end].endswith(o.operator) for o in found if o.operator != b"BI")


def test_the_report_is_one_page_that_needs_nothing():
    made = printed("x4")
    report = press.preflight(made.content, printer("offset-coated"), samples.workspace())
    pictures = press.picture_pages(
        made.content, printer("offset-coated"), samples.workspace(), press.pages_to_show(report)
    )
    page = press.as_html(report, pictures, title="Вісник <3>", colours=made.colours)
    assert "<script" not in page
    assert "Вісник &lt;3&gt;" in page
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_presets_can_be_told_apart_and_are_all_typed():
    assert len(press.printer_names(samples.workspace())) >= 5
    for name in press.printer_names(samples.workspace()):
        report = Report()
        assert press.load_printer(samples.workspace(), name, report) is not None
        assert not len(report)


def test_a_misspelt_house_is_told_the_nearest():
    report = Report()
    assert press.load_printer(samples.workspace(), "offset-coted", report) is None
    (error,) = report.errors
    assert error.words["suggestion"] == "offset-coated"


def test_a_changed_profile_is_not_used():
    profile = printer("offset-coated").profile.model_copy(update={"sha256": "0" * 64})
    report = Report()
    made = finish(samples.good(), report=report, profile=profile)
    assert [error.code for error in report.errors] == ["print-profile-changed"]
    assert made.content == b""


def test_dataclasses_of_the_room_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        printed("x4").name = "other"
