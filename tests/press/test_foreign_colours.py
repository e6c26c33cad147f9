"""Every way a page can ask for a colour ends in the inks that LittleCMS gives for it.

Pages are written here by hand, operator by operator; what must come out is computed from the
profile with Pillow alone. The plates are read from the finished file.
"""

from __future__ import annotations

import dataclasses
import functools
import io
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from publisher import press
from publisher.diagnostics import Report
from publisher.model.output import Colour, Ink, PageGeometry, PdfFile
from publisher.press.plates import plates_of
from publisher.units import Box
from tests.press import samples
from tests.press.test_faults import printer

SIDE = 200.0
SQUARE = "50 50 100 100 re f"
PLACED = "100 0 0 100 50 50 cm"
TEAL = (20, 120, 140)
BLUE = (0, 87, 184)


# -- what must come out ----------------------------------------------------------------------------


@functools.cache
def profile() -> bytes:
    return samples.workspace().read(printer("offset-plain").profile.file).content


@functools.cache
def by_profile(mode: str, *colour: int) -> tuple[float, ...]:
    """The inks of a colour in percent, by LittleCMS."""
    source = ImageCms.createProfile({"RGB": "sRGB", "LAB": "LAB"}[mode])
    transform = ImageCms.buildTransform(
        source, ImageCms.ImageCmsProfile(io.BytesIO(profile())), mode, "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    pixel = ImageCms.applyTransform(Image.new(mode, (1, 1), colour), transform).getpixel((0, 0))
    return tuple(value / 2.55 for value in pixel)


TEAL_INKS = functools.partial(by_profile, "RGB", *TEAL)
teal = " ".join(f"{value / 255:.4f}" for value in TEAL)


# -- how it is asked for ---------------------------------------------------------------------------

Ask = Callable[[pikepdf.Pdf], tuple[str, dict]]
WAYS: dict[str, tuple[Ask, Callable[[], tuple[float, ...]]]] = {}


def way(inks: Callable[[], tuple[float, ...]]) -> Callable[[Ask], Ask]:
    def keep(ask: Ask) -> Ask:
        WAYS[ask.__name__] = ask, inks
        return ask

    return keep


def stream(pdf: pikepdf.Pdf, content: bytes | str, **entries: object) -> pikepdf.Stream:
    made = pdf.make_stream(content.encode() if isinstance(content, str) else content)
    for key, value in entries.items():
        made["/" + key] = value
    return made


def image(pdf: pikepdf.Pdf, data: bytes, size: int, space: object, bits: int = 8, **more: object):
    return stream(
        pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=size, Height=size,
        ColorSpace=space, BitsPerComponent=bits, **more,
    )  # fmt: skip


def drawn(picture: pikepdf.Stream) -> tuple[str, dict]:
    return f"{PLACED} /P Do", {"XObject": {"/P": picture}}


def filled(space: object, components: str) -> tuple[str, dict]:
    return f"/C cs {components} scn {SQUARE}", {"ColorSpace": {"/C": space}}


def shaded(shading: pikepdf.Object) -> tuple[str, dict]:
    return f"q {SQUARE[:-1]} W n /S sh Q", {"Shading": {"/S": shading}}


def icc(pdf: pikepdf.Pdf, channels: int, content: bytes) -> Array:
    return Array([Name.ICCBased, stream(pdf, content, N=channels)])


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])


def to_teal() -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[v / 255 for v in TEAL], N=1
    )  # fmt: skip


@way(TEAL_INKS)
def rgb_operator(_pdf):
    return f"{teal} rg {SQUARE}", {}


@way(TEAL_INKS)
def rgb_by_name_of_space(_pdf):
    return f"/DeviceRGB cs {teal} sc {SQUARE}", {}


@way(TEAL_INKS)
def calibrated_rgb(_pdf):
    return filled(Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])]), teal)


@way(TEAL_INKS)
def icc_based_rgb(pdf):
    return filled(icc(pdf, 3, srgb()), teal)


@way(lambda: (0, 0, 0, 60))
def icc_based_grey(pdf):
    return filled(icc(pdf, 1, b"whatever"), "0.4")


@way(lambda: (10, 60, 20, 5))
def icc_based_cmyk(pdf):
    return filled(icc(pdf, 4, profile()), "0.1 0.6 0.2 0.05")


@way(lambda: (0, 0, 0, 60))
def calibrated_grey(_pdf):
    return filled(Array([Name.CalGray, Dictionary(WhitePoint=[0.95, 1, 1.09])]), "0.4")


@way(lambda: by_profile("LAB", 128, 148, 88))
def lab(_pdf):
    return filled(LAB, "50.2 20 -40")


@way(TEAL_INKS)
def palette_colour(_pdf):
    table = String(bytes((0, 0, 0, *TEAL)))
    return filled(Array([Name.Indexed, Name.DeviceRGB, 1, table]), "1")


@way(lambda: (10, 60, 20, 5))
def cmyk_operator(_pdf):
    return f"0.1 0.6 0.2 0.05 k {SQUARE}", {}


@way(TEAL_INKS)
def in_a_form(pdf):
    form = stream(pdf, f"{teal} rg {SQUARE}", Subtype=Name.Form, BBox=Array([0, 0, 200, 200]))
    return "/F Do", {"XObject": {"/F": form}}


@way(TEAL_INKS)
def colour_set_outside_a_form(pdf):
    form = stream(pdf, SQUARE, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]))
    return f"{teal} rg /F Do", {"XObject": {"/F": form}}


def glyph(pdf: pikepdf.Pdf, program: str) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 10, 10],
        FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
        CharProcs=Dictionary(a=stream(pdf, program)), FirstChar=97, LastChar=97, Widths=[10],
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]), Resources=Dictionary(),
    )  # fmt: skip


@way(TEAL_INKS)
def glyph_of_type_3_that_brings_its_colour(pdf):
    font = glyph(pdf, f"10 0 d0 {teal} rg 0 0 10 10 re f")
    return "BT /T 100 Tf 50 50 Td (a) Tj ET", {"Font": {"/T": font}}


@way(TEAL_INKS)
def glyph_of_type_3_in_the_colour_of_the_text(pdf):
    font = glyph(pdf, "10 0 0 0 10 10 d1 0 0 10 10 re f")
    return f"{teal} rg BT /T 100 Tf 50 50 Td (a) Tj ET", {"Font": {"/T": font}}


@way(TEAL_INKS)
def inline_picture(_pdf):
    data = bytes(TEAL).hex()
    return f"{PLACED} BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID {data}> EI", {}


@way(lambda: (0, 0, 0, 60))
def inline_picture_in_grey(_pdf):
    return f"{PLACED} BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 66> EI", {}


@way(TEAL_INKS)
def inline_picture_with_a_palette(_pdf):
    table = bytes(TEAL).hex()
    return (
        f"{PLACED} BI /W 1 /H 1 /CS [/I /RGB 1 <000000{table}>] /BPC 1 /F /AHx ID 80> EI",
        {},
    )


@way(TEAL_INKS)
def picture(pdf):
    return drawn(image(pdf, bytes(TEAL) * 16, 4, Name.DeviceRGB))


@way(TEAL_INKS)
def picture_of_sixteen_bits(pdf):
    data = b"".join(bytes((value, value)) for value in TEAL) * 16
    return drawn(image(pdf, data, 4, Name.DeviceRGB, 16))


@way(lambda: by_profile("RGB", 0, 255, 255))
def picture_of_one_bit_a_channel(pdf):
    return drawn(image(pdf, bytes((0b01101101, 0b10000000)) * 3, 3, Name.DeviceRGB, 1))


@way(TEAL_INKS)
def picture_decoded_backwards(pdf):
    data = bytes(255 - value for value in TEAL) * 16
    return drawn(image(pdf, data, 4, Name.DeviceRGB, Decode=Array([1, 0] * 3)))


@way(TEAL_INKS)
def picture_by_its_profile(pdf):
    return drawn(image(pdf, bytes(TEAL) * 16, 4, icc(pdf, 3, srgb())))


@way(lambda: (0, 0, 0, 60))
def picture_in_icc_based_grey(pdf):
    return drawn(image(pdf, b"\x66" * 16, 4, icc(pdf, 1, b"whatever")))


@way(lambda: by_profile("LAB", 128, 148, 88))
def picture_in_lab(pdf):
    return drawn(image(pdf, bytes((128, 148, 88)) * 16, 4, LAB))


@way(TEAL_INKS)
def picture_with_a_palette(pdf):
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes((0, 0, 0, *TEAL)))])
    return drawn(image(pdf, b"\x01" * 16, 4, space))


@way(lambda: by_profile("LAB", 128, 148, 88))
def picture_with_a_palette_in_lab(pdf):
    space = Array([Name.Indexed, LAB, 1, String(bytes((0, 0, 0, 128, 148, 88)))])
    return drawn(image(pdf, b"\x01" * 16, 4, space))


@way(TEAL_INKS)
def photograph(pdf):
    data = io.BytesIO()
    Image.new("RGB", (64, 64), TEAL).save(data, "JPEG", quality=98)
    return drawn(image(pdf, data.getvalue(), 64, Name.DeviceRGB, Filter=Name.DCTDecode))


@way(TEAL_INKS)
def gradient_of_two_ends(_pdf):
    return shaded(
        Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 10, 0],
            Function=to_teal(), Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def gradient_of_several_stops(_pdf):
    function = Dictionary(
        FunctionType=3, Domain=[0, 1], Functions=Array([to_teal(), to_teal()]), Bounds=[0.5],
        Encode=[0, 1, 0, 1],
    )  # fmt: skip
    return shaded(
        Dictionary(
            ShadingType=3, ColorSpace=Name.DeviceRGB, Coords=[60, 60, 0, 60, 60, 1],
            Function=function, Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def gradient_of_samples(pdf):
    function = stream(
        pdf, bytes((255, 255, 255, *TEAL)), FunctionType=0, Domain=Array([0, 1]),
        Range=Array([0, 1] * 3), Size=Array([2]), BitsPerSample=8,
    )  # fmt: skip
    return shaded(
        Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 10, 0], Function=function,
            Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def gradient_of_a_calculation(pdf):
    program = "{ pop " + teal + " }"
    function = stream(pdf, program, FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 3))
    return shaded(
        Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 10, 0], Function=function,
            Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def gradient_of_a_function_for_each_channel(_pdf):
    functions = [
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[value / 255], N=1) for value in TEAL
    ]
    return shaded(
        Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 10, 0],
            Function=Array(functions), Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def gradient_over_both_axes(pdf):
    function = stream(
        pdf, bytes(TEAL) * 4, FunctionType=0, Domain=Array([0, 200, 0, 200]),
        Range=Array([0, 1] * 3), Size=Array([2, 2]), BitsPerSample=8,
    )  # fmt: skip
    return shaded(
        Dictionary(
            ShadingType=1, ColorSpace=Name.DeviceRGB, Domain=[0, 200, 0, 200], Function=function
        )
    )


@way(lambda: by_profile("LAB", 128, 148, 88))
def gradient_in_lab(_pdf):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[100, 0, 0], C1=[50.2, 20, -40], N=1)
    return shaded(
        Dictionary(
            ShadingType=2, ColorSpace=LAB, Coords=[0, 0, 10, 0], Function=function,
            Extend=[True, True],
        )
    )  # fmt: skip


@way(TEAL_INKS)
def tiles(pdf):
    tile = stream(
        pdf, f"{teal} rg 0 0 20 20 re f", PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 20, 20]), XStep=20, YStep=20, Resources=Dictionary(),
    )  # fmt: skip
    return f"/Pattern cs /T scn {SQUARE}", {"Pattern": {"/T": tile}}


@way(TEAL_INKS)
def tiles_without_a_colour(pdf):
    tile = stream(
        pdf, "0 0 20 20 re f", PatternType=1, PaintType=2, TilingType=1,
        BBox=Array([0, 0, 20, 20]), XStep=20, YStep=20, Resources=Dictionary(),
    )  # fmt: skip
    space = Array([Name.Pattern, Name.DeviceRGB])
    return f"/C cs {teal} /T scn {SQUARE}", {"Pattern": {"/T": tile}, "ColorSpace": {"/C": space}}


@way(TEAL_INKS)
def gradient_as_a_pattern(_pdf):
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 10, 0], Function=to_teal(),
        Extend=[True, True],
    )  # fmt: skip
    pattern = Dictionary(PatternType=2, Shading=shading)
    return f"/Pattern cs /T scn {SQUARE}", {"Pattern": {"/T": pattern}}


def named(name: str, alternate: object, *end: float) -> Array:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=list(end), N=1)
    return Array([Name.Separation, Name("/" + name), alternate, function])


@way(TEAL_INKS)
def separation_that_looks_like_rgb(_pdf):
    return filled(named("Sea", Name.DeviceRGB, *(v / 255 for v in TEAL)), "1")


@way(lambda: by_profile("LAB", 128, 148, 88))
def separation_that_looks_like_lab(_pdf):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[100, 0, 0], C1=[50.2, 20, -40], N=1)
    return filled(Array([Name.Separation, Name("/Sea"), LAB, function]), "1")


@way(lambda: (30, 0, 15, 0))
def separation_by_a_calculation(pdf):
    program = "{ dup 0.6 mul exch 0.3 mul 0 exch 0 }"
    function = stream(pdf, program, FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
    return filled(Array([Name.Separation, Name("/Sea"), Name.DeviceCMYK, function]), "0.5")


@way(lambda: (0, 80, 0, 0))
def separation_of_a_process_ink(_pdf):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    return filled(Array([Name.Separation, Name.Magenta, Name.DeviceCMYK, function]), "0.8")


@way(lambda: (40, 0, 0, 30))
def device_n_of_process_inks(pdf):
    function = stream(
        pdf, "{ 0 0 3 -1 roll }", FunctionType=4, Domain=Array([0, 1, 0, 1]),
        Range=Array([0, 1] * 4),
    )  # fmt: skip
    names = Array([Name.Cyan, Name.Black])
    return filled(Array([Name.DeviceN, names, Name.DeviceCMYK, function]), "0.4 0.3")


@way(TEAL_INKS)
def device_n_that_looks_like_rgb(pdf):
    program = "{ pop pop " + teal + " }"
    function = stream(
        pdf, program, FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1] * 3)
    )
    names = Array([Name("/Sea"), Name("/Sky")])
    return filled(Array([Name.DeviceN, names, Name.DeviceRGB, function, Dictionary()]), "1 1")


@way(TEAL_INKS)
def picture_of_a_named_ink(pdf):
    space = named("Sea", Name.DeviceRGB, *(v / 255 for v in TEAL))
    return drawn(image(pdf, b"\xff" * 16, 4, space))


def masked(pdf: pikepdf.Pdf, kind: Name, program: str, space: Name) -> tuple[str, dict]:
    group = stream(
        pdf, program, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]),
        Group=Dictionary(S=Name.Transparency, CS=space), Resources=Dictionary(),
    )  # fmt: skip
    state = Dictionary(SMask=Dictionary(S=kind, G=group))
    return f"/M gs {teal} rg 50 50 100 100 re f", {"ExtGState": {"/M": state}}


@way(TEAL_INKS)
def behind_a_mask_of_light_drawn_in_rgb(pdf):
    return masked(pdf, Name.Luminosity, f"1 1 1 rg {SQUARE}", Name.DeviceRGB)


@way(TEAL_INKS)
def behind_a_mask_of_light_drawn_in_cmyk(pdf):
    return masked(pdf, Name.Luminosity, f"0 0 0 0 k {SQUARE}", Name.DeviceCMYK)


@way(TEAL_INKS)
def behind_a_mask_of_shape(pdf):
    return masked(pdf, Name.Alpha, f"1 0 0 rg {SQUARE}", Name.DeviceRGB)


@way(lambda: (0, 0, 0, 0))
def behind_a_mask_that_hides(pdf):
    return masked(pdf, Name.Luminosity, f"0 0 0 rg {SQUARE}", Name.DeviceRGB)


# -- the print file --------------------------------------------------------------------------------


def proof_of(ask: Ask, colours: tuple[Colour, ...] = ()) -> PdfFile:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(SIDE, SIDE)).obj
        content, resources = ask(pdf)
        page.Contents = pdf.make_stream(content.encode())
        page.Resources = Dictionary(
            {"/" + category: Dictionary(things) for category, things in resources.items()}
        )
        page.TrimBox = page.MediaBox
        made = io.BytesIO()
        pdf.save(made)
    box = Box(0, 0, SIDE, SIDE)
    return PdfFile(
        content=made.getvalue(), pages=(PageGeometry(box, box, "1"),), spots={}, places={},
        colours=colours, title="Foreign", language="en", moment=samples.MOMENT,
    )  # fmt: skip


def finished(ask: Ask, colours: tuple[Colour, ...] = (), **changed: object) -> bytes:
    proof, report = proof_of(ask, colours), Report()
    house = printer("offset-plain").model_copy(update=changed)
    job = press.PrintJob(house, proof.title, "foreign", proof.moment)
    made = press.finish(proof, job, samples.workspace(), report)
    assert not report.errors, [str(error) for error in report.errors]
    return made.content


@functools.cache
def way_finished(name: str) -> bytes:
    return finished(WAYS[name][0])


def inks_at(content: bytes, x: float = 100, y: float = 100) -> np.ndarray:
    """The four inks around a point of the page, in percent."""
    house = printer("offset-plain")
    (plates,) = plates_of(content, house, profile(), [0], 72, keep=True)
    row = round((plates.box.top - plates.box.bottom - SIDE) / 2 + SIDE - y)
    column = round((plates.box.right - plates.box.left - SIDE) / 2 + x)
    return plates.inks[:, row - 5 : row + 5, column - 5 : column + 5].mean(axis=(1, 2)) / 2.55


NOT_INK = (b"DeviceRGB", b"CalRGB", b"CalGray", b"/Lab", b"ICCBased")


@pytest.mark.parametrize("name", WAYS)
def test_a_colour_however_asked_for_becomes_its_inks(name):
    _, inks = WAYS[name]
    content = way_finished(name)

    assert inks_at(content) == pytest.approx(inks(), abs=1.5)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = b"\n".join(repr(thing).encode() for thing in pdf.objects)
        told += pdf.pages[0].obj.Contents.read_bytes()
    assert [space for space in NOT_INK if space in told] == []


@pytest.mark.parametrize("name", WAYS)
def test_preflight_finds_no_colour_space_to_complain_of(name):
    report = press.preflight(way_finished(name), printer("offset-plain"), samples.workspace())
    codes = {finding.rule for finding in report.findings}
    assert not codes & {"print-rgb", "print-lab", "print-icc-based", "print-space-unknown",
                        "print-group-space", "print-content-fault", "print-unreadable"}  # fmt: skip


@pytest.mark.parametrize("bits", [8, 4])
def test_a_colour_that_a_picture_leaves_out_stays_left_out(bits):
    """A colour key names samples; the samples change, what it hides does not."""

    def keyed(pdf):
        row = bytes(TEAL) * 8 + bytes((255, 0, 0)) * 8
        data, key = row * 16, [v for value in (255, 0, 0) for v in (value, value)]
        if bits == 4:
            row = b"\x17\x81\x78" * 4 + b"\xf0\x0f\x00" * 4
            data, key = row * 16, [15, 15, 0, 0, 0, 0]
        return drawn(image(pdf, data, 16, Name.DeviceRGB, bits, Mask=Array(key)))

    content = finished(keyed)
    assert inks_at(content, 75)[0] > 50
    assert inks_at(content, 125) == pytest.approx((0, 0, 0, 0), abs=0.5)


def test_a_colour_left_out_of_a_photograph_stays_left_out():
    def keyed(pdf):
        pixels = np.zeros((64, 64, 3), np.uint8)
        pixels[:, :32], pixels[:, 32:] = TEAL, (255, 255, 255)
        data = io.BytesIO()
        Image.fromarray(pixels).save(data, "JPEG", quality=98, subsampling=0)
        return drawn(
            image(pdf, data.getvalue(), 64, Name.DeviceRGB, Filter=Name.DCTDecode,
                  Mask=Array([250, 255] * 3))
        )  # fmt: skip

    content = finished(keyed)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        assert bool(picture.Mask.ImageMask)
    assert inks_at(content, 75)[0] > 50


def test_a_mesh_of_rgb_colours_is_refused_by_name():
    def mesh(pdf):
        return shaded(
            stream(
                pdf, bytes(27), ShadingType=4, ColorSpace=Name.DeviceRGB, BitsPerCoordinate=8,
                BitsPerComponent=8, BitsPerFlag=8, Decode=Array([0, 200, 0, 200, 0, 1, 0, 1, 0, 1]),
            )
        )  # fmt: skip

    proof, report = proof_of(mesh), Report()
    job = press.PrintJob(printer("offset-plain"), "t", "foreign", proof.moment)
    press.finish(proof, job, samples.workspace(), report)
    (error,) = report.errors
    assert error.code == "print-gradient-unconvertible"
    assert error.place.page == 1


# -- spot inks -------------------------------------------------------------------------------------

GOLD = Colour("gold", "#8a6d1d", Ink(m=20, y=80, k=40, spot="PANTONE 871 C"))
SEAL = Colour("seal", "#c8102e", Ink(m=100, y=80, spot="PANTONE 186 C"))
gold, seal = "0.541176 0.427451 0.113725", "0.784314 0.062745 0.180392"


def spots(allowed: int, *to_process: str) -> dict:
    terms = printer("offset-plain").spots.model_copy(
        update={"allowed": allowed, "to_process": to_process}
    )
    return {"spots": terms}


def judged(content: bytes, **changed: object) -> press.PreflightReport:
    house = printer("offset-plain").model_copy(update=changed)
    return press.preflight(content, house, samples.workspace())


def both_spots(_pdf):
    return f"{gold} rg 20 20 60 160 re f {seal} rg 120 20 60 160 re f", {}


def test_two_spot_inks_get_two_plates():
    content = finished(both_spots, (GOLD, SEAL), **spots(2))
    assert judged(content, **spots(2)).facts["spots"] == ["PANTONE 186 C", "PANTONE 871 C"]


def test_a_spot_more_than_the_house_has_plates_for_is_printed_from_process_inks():
    content = finished(both_spots, (GOLD, SEAL), **spots(1))
    assert judged(content, **spots(1)).facts["spots"] == ["PANTONE 871 C"]
    assert inks_at(content, 150) == pytest.approx((0, 100, 80, 0), abs=1)


def test_the_house_may_map_one_spot_to_process_and_keep_another():
    terms = spots(2, "PANTONE 871 C")
    content = finished(both_spots, (GOLD, SEAL), **terms)
    assert judged(content, **terms).facts["spots"] == ["PANTONE 186 C"]
    assert inks_at(content, 50) == pytest.approx((0, 20, 80, 40), abs=1)


def run_between(begin: str, end: str):
    def ask(_pdf):
        ends = [[float(value) for value in colour.split()] for colour in (begin, end)]
        function = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
        return shaded(
            Dictionary(
                ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[50, 0, 150, 0], Function=function
            )
        )

    return ask


def space_of_gradient(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (shading,) = pdf.pages[0].obj.Resources.Shading.values()
        space = shading.ColorSpace
        names = space[1] if isinstance(space[1], pikepdf.Array) else [space[1]]
        return [str(space[0]), *map(str, names)]


def test_a_gradient_from_a_spot_ink_to_paper_stands_on_its_plate_alone():
    content = finished(run_between(gold, "1 1 1"), (GOLD,), **spots(1))
    assert space_of_gradient(content) == ["/Separation", "/PANTONE 871 C"]
    assert inks_at(content, 100) == pytest.approx((0, 10, 40, 20), abs=1.5)


def test_a_gradient_from_a_spot_ink_to_another_colour_keeps_the_plate():
    content = finished(run_between(gold, teal), (GOLD,), **spots(1))
    process = ["/Cyan", "/Magenta", "/Yellow", "/Black"]
    assert space_of_gradient(content) == ["/DeviceN", *process, "/PANTONE 871 C"]
    assert judged(content, **spots(1)).facts["spots"] == ["PANTONE 871 C"]
    middle = np.mean([TEAL_INKS(), (0, 20, 80, 40)], axis=0)
    assert inks_at(content, 100) == pytest.approx(middle, abs=1.5)


def test_a_gradient_between_two_spot_inks_keeps_both():
    content = finished(run_between(gold, seal), (GOLD, SEAL), **spots(2))
    assert judged(content, **spots(2)).facts["spots"] == ["PANTONE 186 C", "PANTONE 871 C"]


def test_a_tint_of_a_spot_ink_stays_on_its_plate():
    def ask(_pdf):
        state = Dictionary(ca=0.5)
        return f"/H gs {gold} rg {SQUARE}", {"ExtGState": {"/H": state}}

    content = finished(ask, (GOLD,), **spots(1))
    assert judged(content, **spots(1)).facts["spots"] == ["PANTONE 871 C"]
    assert inks_at(content) == pytest.approx((0, 10, 40, 20), abs=1.5)


def test_a_picture_of_a_spots_screen_colour_is_no_spot():
    def ask(pdf):
        return drawn(image(pdf, bytes((138, 109, 29)) * 16, 4, Name.DeviceRGB))

    content = finished(ask, (GOLD,), **spots(1))
    assert judged(content, **spots(1)).facts["spots"] == []
    assert inks_at(content) == pytest.approx(by_profile("RGB", 138, 109, 29), abs=1.5)


def test_what_is_printed_on_a_spot_is_told_in_the_fates():
    proof = dataclasses.replace(proof_of(both_spots), colours=(GOLD, SEAL))
    house = printer("offset-plain").model_copy(update=spots(1))
    job = press.PrintJob(house, "t", "foreign", proof.moment)
    made = press.finish(proof, job, samples.workspace(), Report())
    told = {fate.name: fate.press.spot for fate in made.colours}
    assert told == {"gold": "PANTONE 871 C", "seal": None}
