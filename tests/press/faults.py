"""Seeded faults: each spoils a good print file in one way, and names the rule that must see it.

At least one for every rule. A fault takes the open file and changes it; the ones marked `x1a`
start from the PDF/X-1a file, `curves` from the file in curves, all others from the PDF/X-4 file.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

Change = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True)
class Fault:
    """One way to spoil a file, and the rule that must name it."""

    rule: str
    name: str
    change: Change
    base: str = "x4"


FAULTS: list[Fault] = []


def fault(rule: str, base: str = "x4") -> Callable[[Change], Change]:
    def keep(change: Change) -> Change:
        FAULTS.append(Fault(rule, change.__name__, change, base))
        return change

    return keep


def draw(pdf: pikepdf.Pdf, content: str, page: int = 2, **resources: Any) -> None:
    """Append content to a page, with resources by category: `XObject={"/X": …}`."""
    target = pdf.pages[page - 1].obj
    body = target.Contents.read_bytes()
    target.Contents = pdf.make_stream(body + b"\nq\n" + content.encode() + b"\nQ\n")
    for category, things in resources.items():
        group = target.Resources.get("/" + category, Dictionary())
        for name, thing in things.items():
            group[name] = thing
        target.Resources["/" + category] = group


def gstate(**entries: Any) -> Dictionary:
    return Dictionary({"/" + key: value for key, value in entries.items()})


def image(
    pdf: pikepdf.Pdf, width: int, height: int, space: Any, channels: int, bits: int = 8
) -> Stream:
    stream = pdf.make_stream(zlib.compress(bytes((width * channels * bits + 7) // 8 * height)))
    stream.Type, stream.Subtype, stream.Filter = Name.XObject, Name.Image, Name.FlateDecode
    stream.Width, stream.Height, stream.BitsPerComponent = width, height, bits
    stream.ColorSpace = space
    return stream


def form(pdf: pikepdf.Pdf, content: str, **entries: Any) -> Stream:
    stream = pdf.make_stream(content.encode())
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, 500, 700])
    stream.Resources = Dictionary()
    for key, value in entries.items():
        stream["/" + key] = value
    return stream


def some_font(pdf: pikepdf.Pdf, page: int = 2) -> str:
    return next(iter(pdf.pages[page - 1].obj.Resources.Font.keys()))


def words(pdf: pikepdf.Pdf, colour: str, size: float, at: str = "100 100", page: int = 2) -> str:
    return f"{colour} BT {some_font(pdf, page)} {size} Tf {at} Td <00200021> Tj ET"


PLACE = "100 0 0 100 100 100 cm"


# -- colour --------------------------------------------------------------------------------------


@fault("print-rgb")
def rgb_ground(pdf):
    draw(pdf, "1 0 0 rg 100 100 50 50 re f")


@fault("print-rgb")
def rgb_text(pdf):
    draw(pdf, words(pdf, "0.1 0.1 0.1 rg", 10))


@fault("print-rgb")
def rgb_line(pdf):
    draw(pdf, "1 0 0 RG 1 w 100 100 m 200 100 l S")


@fault("print-rgb")
def rgb_picture(pdf):
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 400, 400, Name.DeviceRGB, 3)})


@fault("print-rgb")
def rgb_inline_picture(pdf):
    draw(pdf, "9 0 0 9 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID 00ff00> EI")


@fault("print-rgb")
def rgb_gradient(pdf):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 100, 0], Function=function
    )
    draw(pdf, "100 100 50 50 re W n /S sh", Shading={"/S": shading})


@fault("print-rgb")
def rgb_in_a_form(pdf):
    draw(pdf, "/F Do", XObject={"/F": form(pdf, "0 1 0 rg 100 100 20 20 re f")})


@fault("print-rgb")
def rgb_in_a_pattern(pdf):
    tile = pdf.make_stream(b"0 1 0 rg 0 0 4 4 re f")
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 8, 8]), 8, 8
    tile.Resources = Dictionary()
    draw(pdf, "/Pattern cs /T scn 100 100 50 50 re f", Pattern={"/T": tile})


@fault("print-rgb")
def rgb_palette(pdf):
    space = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\x00\x00\x00\xff\x00\x00")])
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 400, 400, space, 1)})


@fault("print-rgb")
def calibrated_rgb(pdf):
    space = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    draw(pdf, "/C cs 1 0 0 scn 100 100 50 50 re f", ColorSpace={"/C": space})


@fault("print-lab")
def lab_ground(pdf):
    space = Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82], Range=[-128, 127, -128, 127])])
    draw(pdf, "/L cs 50 20 20 scn 100 100 50 50 re f", ColorSpace={"/L": space})


@fault("print-icc-based")
def icc_based_cmyk(pdf):
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    space = Array([Name.ICCBased, profile])
    draw(pdf, "/I cs 0 0 0 1 scn 100 100 50 50 re f", ColorSpace={"/I": space})


@fault("print-icc-based")
def calibrated_grey(pdf):
    space = Array([Name.CalGray, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    draw(pdf, "/G cs 0.5 scn 100 100 50 50 re f", ColorSpace={"/G": space})


@fault("print-space-unknown")
def unknown_space(pdf):
    broken = Array([String(b"no space")])
    draw(pdf, "/B cs 0.5 scn 100 100 50 50 re f", ColorSpace={"/B": broken})


@fault("print-group-space")
def rgb_group(pdf):
    pdf.pages[1].obj.Group.CS = Name.DeviceRGB


@fault("print-group-space")
def rgb_group_in_a_form(pdf):
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    draw(pdf, "/F Do", XObject={"/F": form(pdf, "0 0 0 1 k 100 100 2 2 re f", Group=group)})


@fault("print-group-space")
def luminosity_mask_in_cmyk(pdf):
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    mask = Dictionary(S=Name.Luminosity, G=form(pdf, "1 g 0 0 9 9 re f", Group=group))
    draw(pdf, "/M gs 0 1 0 0 k 100 100 50 50 re f", ExtGState={"/M": gstate(SMask=mask)})


def separation(name: str, *alternate: float) -> Array:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(alternate), N=1)
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, function])


@fault("print-spots")
def spot_ink(pdf):
    space = separation("PANTONE 185 C", 0, 0.9, 0.8, 0)
    draw(pdf, "/S cs 1 scn 100 100 50 50 re f", ColorSpace={"/S": space})


@fault("print-spots")
def spot_ink_in_device_n(pdf):
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    space = Array([Name.DeviceN, Array([Name("/Gold")]), Name.DeviceCMYK, function])
    draw(pdf, "/S cs 1 scn 100 100 50 50 re f", ColorSpace={"/S": space})


@fault("print-spot-conflict")
def one_spot_two_looks(pdf):
    one = pdf.make_indirect(separation("Gold", 0, 0.2, 0.8, 0))
    other = pdf.make_indirect(separation("Gold", 0, 0.5, 0.9, 0.1))
    draw(
        pdf,
        "/S cs 1 scn 100 100 50 50 re f /T cs 1 scn 160 100 50 50 re f",
        ColorSpace={"/S": one, "/T": other},
    )


@fault("print-all-inside")
def registration_colour_on_the_page(pdf):
    draw(pdf, "/PressAll cs 1 scn 100 100 5 5 re f")


@fault("print-all-inside")
def mark_inside_the_bleed(pdf):
    draw(pdf, "/PressAll CS 1 SCN 0.25 w 24 200 m 30 200 l S")


@fault("print-text-grey")
def grey_text(pdf):
    draw(pdf, words(pdf, "0.2 g", 10))


@fault("print-line-grey")
def grey_line(pdf):
    draw(pdf, "0.5 G 0.5 w 100 100 m 200 100 l S")


@fault("print-grey-overprint")
def grey_that_overprints(pdf):
    draw(pdf, "/O gs 0.5 g 100 100 50 50 re f", ExtGState={"/O": gstate(op=True, OP=True, OPM=1)})


@fault("print-text-rich")
def text_in_four_colours(pdf):
    draw(pdf, words(pdf, "0.8 0.7 0.6 0.9 k", 14))


@fault("print-total-ink")
def too_much_ink(pdf):
    draw(pdf, "1 0.9 0.9 0.9 k 100 100 80 80 re f")


@fault("print-total-ink")
def too_much_ink_by_overprint(pdf):
    over = gstate(op=True, OP=True, OPM=1)
    content = "1 0 0 0 k 100 100 80 80 re f /O gs 0 1 0 0 k 100 100 80 80 re f "
    content += "0 0 1 0 k 100 100 80 80 re f 0 0 0 1 k 100 100 80 80 re f"
    draw(pdf, content, ExtGState={"/O": over})


@fault("print-total-ink")
def too_much_ink_in_a_picture(pdf):
    picture = image(pdf, 400, 400, Name.DeviceCMYK, 4)
    picture.write(zlib.compress(b"\xf0\xe0\xe0\xf0" * 160_000), filter=Name.FlateDecode)
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": picture})


@fault("print-ink-unsure")
def picture_nobody_can_open(pdf):
    picture = image(pdf, 400, 400, Name.DeviceCMYK, 4)
    picture.write(b"no photograph at all", filter=Name.DCTDecode)
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": picture})


# -- text, lines, overprint ----------------------------------------------------------------------


@fault("print-font-not-embedded")
def font_not_embedded(pdf):
    font = pdf.pages[1].obj.Resources.Font[some_font(pdf)]
    for key in ("/FontFile2", "/FontFile3"):
        if key in font.DescendantFonts[0].FontDescriptor:
            del font.DescendantFonts[0].FontDescriptor[key]


@fault("print-font-not-embedded")
def standard_font(pdf):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    draw(pdf, "0 0 0 1 k BT /H 12 Tf 100 100 Td (Hi) Tj ET", Font={"/H": font})


@fault("print-font-courier")
def courier(pdf):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    draw(pdf, "0 0 0 1 k BT /C 12 Tf 100 100 Td (Hi) Tj ET", Font={"/C": font})


@fault("print-glyph-missing")
def missing_glyph(pdf):
    draw(pdf, f"0 0 0 1 k BT {some_font(pdf)} 12 Tf 100 100 Td <0000> Tj ET")


@fault("print-text-not-curves", base="curves")
def live_text_where_curves_are_wanted(pdf):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    draw(pdf, "0 0 0 1 k BT /H 12 Tf 100 100 Td (Hi) Tj ET", Font={"/H": font})


@fault("print-text-small")
def tiny_text(pdf):
    draw(pdf, words(pdf, "0 0 0 1 k", 4))


@fault("print-text-small")
def text_made_tiny_by_the_matrix(pdf):
    draw(pdf, "0.3 0 0 0.3 0 0 cm " + words(pdf, "0 0 0 1 k", 12, "400 400"))


@fault("print-text-small-inks")
def small_coloured_text(pdf):
    draw(pdf, words(pdf, "0.2 1 0.6 0.1 k", 6.5))


@fault("print-text-small-inks")
def small_white_text(pdf):
    draw(pdf, "0 0 0 1 k 90 90 80 40 re f " + words(pdf, "0 0 0 0 k", 6.5))


@fault("print-text-edge")
def text_at_the_edge(pdf):
    draw(pdf, words(pdf, "0 0 0 1 k", 10, "33 300"))


@fault("print-hairline")
def hairline(pdf):
    draw(pdf, "0 0 0 1 K 0.1 w 100 100 m 200 100 l S")


@fault("print-hairline")
def line_of_no_width(pdf):
    draw(pdf, "0 0 0 1 K 0 w 100 100 m 200 100 l S")


@fault("print-hairline")
def thin_rectangle(pdf):
    draw(pdf, "0 0 0 1 k 100 100 80 0.1 re f")


@fault("print-hairline")
def thin_frame_of_two_rectangles(pdf):
    draw(pdf, "0 0 0 1 k 100 100 80 40 re 100.1 100.1 79.8 39.8 re f*")


@fault("print-hairline")
def line_thinned_by_the_matrix(pdf):
    draw(pdf, "0.1 0 0 0.1 0 0 cm 0 0 0 1 K 1 w 1000 1000 m 2000 1000 l S")


@fault("print-hairline-inks")
def thin_line_of_several_inks(pdf):
    draw(pdf, "0.2 1 0.6 0.1 K 0.22 w 100 100 m 200 100 l S")


@fault("print-white-overprint-text")
def white_text_that_overprints(pdf):
    over = gstate(op=True, OP=True, OPM=1)
    draw(pdf, "/O gs " + words(pdf, "0 0 0 0 k", 12), ExtGState={"/O": over})


@fault("print-white-overprint")
def white_shape_that_overprints(pdf):
    over = gstate(op=True, OP=True, OPM=1)
    draw(pdf, "/O gs 0 0 0 0 k 100 100 50 50 re f", ExtGState={"/O": over})


@fault("print-black-knockout-text")
def black_text_that_knocks_out(pdf):
    draw(pdf, "0.3 0 0 0 k 90 90 80 40 re f " + words(pdf, "0 0 0 1 k", 9))


@fault("print-black-knockout-line")
def black_line_that_knocks_out(pdf):
    draw(pdf, "0 0 0 1 K 0.5 w 100 100 m 200 100 l S")


@fault("print-black-knockout-line")
def black_rule_as_a_rectangle_that_knocks_out(pdf):
    draw(pdf, "0 0 0 1 k 100 100 80 0.5 re f")


# -- pictures ------------------------------------------------------------------------------------


@fault("print-ppi-low")
def coarse_picture(pdf):
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 100, 100, Name.DeviceCMYK, 4)})


@fault("print-ppi-low")
def picture_coarse_in_one_direction(pdf):
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 500, 100, Name.DeviceCMYK, 4)})


@fault("print-ppi-poor")
def soft_picture(pdf):
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 280, 280, Name.DeviceCMYK, 4)})


@fault("print-bitmap-low")
def coarse_bitmap(pdf):
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": image(pdf, 400, 400, Name.DeviceGray, 1, 1)})


@fault("print-bitmap-poor")
def soft_stencil(pdf):
    picture = image(pdf, 900, 900, Name.DeviceGray, 1, 1)
    del picture["/ColorSpace"]
    picture.ImageMask = True
    draw(pdf, f"0 0 0 1 k {PLACE} /P Do", XObject={"/P": picture})


# -- boxes and pages -----------------------------------------------------------------------------


@fault("print-trim-missing")
def no_trim_box(pdf):
    del pdf.pages[1].obj["/TrimBox"]


@fault("print-trim-twice")
def trim_and_art_box(pdf):
    pdf.pages[1].obj.ArtBox = pdf.pages[1].obj.TrimBox


@fault("print-boxes-nesting")
def bleed_beyond_the_media(pdf):
    pdf.pages[1].obj.BleedBox = Array([-5, -5, 700, 900])


@fault("print-boxes-nesting")
def trim_beyond_the_bleed(pdf):
    pdf.pages[1].obj.BleedBox = Array([40, 40, 300, 300])


@fault("print-bleed-small")
def bleed_of_two_millimetres(pdf):
    left, bottom, right, top = (float(value) for value in pdf.pages[1].obj.TrimBox)
    pdf.pages[1].obj.BleedBox = Array([left - 5.67, bottom - 5.67, right + 5.67, top + 5.67])


@fault("print-crop-box")
def crop_box(pdf):
    pdf.pages[1].obj.CropBox = pdf.pages[1].obj.TrimBox


@fault("print-user-unit")
def user_unit(pdf):
    pdf.pages[1].obj.UserUnit = 2


@fault("print-media-origin")
def shifted_origin(pdf):
    left, bottom, right, top = (float(value) for value in pdf.pages[1].obj.MediaBox)
    pdf.pages[1].obj.MediaBox = Array([left - 10, bottom - 10, right, top])


@fault("print-trim-sizes")
def one_page_wider(pdf):
    left, bottom, right, top = (float(value) for value in pdf.pages[1].obj.TrimBox)
    pdf.pages[1].obj.TrimBox = Array([left, bottom, right - 3, top])


@fault("print-rotated")
def rotated_page(pdf):
    pdf.pages[1].obj.Rotate = 90


@fault("print-page-empty")
def empty_page(pdf):
    pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0 0 k 50 50 10 10 re f")


@fault("print-page-count", base="saddle")
def five_pages_to_stitch(pdf):
    del pdf


@fault("print-bleed-short")
def ground_that_ends_at_the_trim(pdf):
    left, _, right, _ = (float(value) for value in pdf.pages[1].obj.TrimBox)
    draw(pdf, f"0 0.2 0.2 0 k {left} 300 {right - left} 40 re f")


@fault("print-bleed-short")
def picture_with_a_millimetre_of_bleed(pdf):
    left, *_ = (float(value) for value in pdf.pages[1].obj.TrimBox)
    picture = image(pdf, 700, 700, Name.DeviceCMYK, 4)
    draw(pdf, f"100 0 0 100 {left - 2.83} 200 cm /P Do", XObject={"/P": picture})


# -- transparency and settings -------------------------------------------------------------------


@fault("print-transparency", base="x1a")
def opacity(pdf):
    draw(pdf, "/A gs 0 1 0 0 k 100 100 50 50 re f", ExtGState={"/A": gstate(ca=0.5)})


@fault("print-transparency", base="x1a")
def multiply(pdf):
    blend = gstate(BM=Name.Multiply)
    draw(pdf, "/A gs 0 1 0 0 k 100 100 50 50 re f", ExtGState={"/A": blend})


@fault("print-transparency", base="x1a")
def soft_mask_of_a_picture(pdf):
    picture = image(pdf, 400, 400, Name.DeviceCMYK, 4)
    picture.SMask = image(pdf, 400, 400, Name.DeviceGray, 1)
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": picture})


@fault("print-transparency", base="x1a")
def transparency_group(pdf):
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


@fault("print-blend-mode")
def invented_blend_mode(pdf):
    blend = gstate(BM=Name("/Glow"))
    draw(pdf, "/A gs 0 1 0 0 k 100 100 50 50 re f", ExtGState={"/A": blend})


@fault("print-device-settings")
def transfer_curve(pdf):
    curve = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    draw(pdf, "/A gs 0 1 0 0 k 100 100 50 50 re f", ExtGState={"/A": gstate(TR=curve)})


@fault("print-layers")
def layers(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Name=String("D")))


@fault("print-layers")
def hidden_content(pdf):
    draw(pdf, "/OC /L BDC 0 1 0 0 k 100 100 9 9 re f EMC", Properties={"/L": Dictionary()})


@fault("print-annotation")
def link(pdf):
    pdf.pages[1].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120])]
    )


@fault("print-annotation")
def note_with_an_inverted_rectangle(pdf):
    pdf.pages[1].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[200, 120, 100, 100])]
    )


@fault("print-form-fields")
def form_fields(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


@fault("print-actions")
def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@fault("print-actions")
def page_action(pdf):
    pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@fault("print-attachment")
def attachment(pdf):
    pdf.attachments["notes.txt"] = b"hello"


@fault("print-filter")
def lzw(pdf):
    stream = pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
    stream.Filter = Name.LZWDecode
    pdf.Root.Kept = stream


@fault("print-filter", base="x1a")
def jpeg_2000(pdf):
    stream = pdf.make_stream(b"\0")
    stream.Filter = Name.JPXDecode
    pdf.Root.Kept = stream


@fault("print-external-data")
def external_stream(pdf):
    stream = pdf.make_stream(b"")
    stream.F = String("elsewhere.dat")
    pdf.Root.Kept = stream


@fault("print-sixteen-bits", base="x1a")
def sixteen_bits(pdf):
    picture = image(pdf, 400, 400, Name.DeviceCMYK, 4, 16)
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": picture})


@fault("print-postscript")
def postscript(pdf):
    stream = pdf.make_stream(b"showpage")
    stream.Type, stream.Subtype = Name.XObject, Name.PS
    pdf.Root.Kept = stream


@fault("print-reference")
def reference(pdf):
    pointing = Dictionary(F=String("page.pdf"), Page=0)
    pdf.Root.Kept = form(pdf, "n", Ref=pointing)


@fault("print-alternates")
def alternates(pdf):
    picture = image(pdf, 400, 400, Name.DeviceCMYK, 4)
    other = image(pdf, 40, 40, Name.DeviceCMYK, 4)
    picture.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=True)])
    draw(pdf, f"{PLACE} /P Do", XObject={"/P": picture})


@fault("print-viewer-area")
def print_area(pdf):
    pdf.Root.ViewerPreferences = Dictionary(PrintArea=Name.TrimBox)


# -- what the file says of itself ----------------------------------------------------------------


def _metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    content = pdf.Root.Metadata.read_bytes()
    assert old in content
    pdf.Root.Metadata.write(content.replace(old, new))


@fault("print-flavour")
def no_flavour(pdf):
    _metadata(pdf, b"PDF/X-4", b"")


@fault("print-flavour", base="x1a")
def other_flavour(pdf):
    pdf.trailer.Info["/GTS_PDFXVersion"] = String("PDF/X-3:2003")


@fault("print-version", base="x1a")
def newer_version(pdf):
    del pdf  # saved as PDF 1.7 by the test


@fault("print-object-streams", base="x1a")
def object_streams(pdf):
    del pdf  # saved with object streams by the test


@fault("print-file-id")
def no_identifier(pdf):
    del pdf  # taken out of the saved bytes by the test


@fault("print-encrypted")
def encrypted(pdf):
    del pdf  # saved with an owner's password by the test


@fault("print-password")
def password(pdf):
    del pdf  # saved with a reader's password by the test


@fault("print-metadata-missing")
def no_title(pdf):
    del pdf.trailer.Info["/Title"]


@fault("print-metadata-missing")
def no_rendition(pdf):
    _metadata(pdf, b"<xmpMM:RenditionClass>default</xmpMM:RenditionClass>", b"")


@fault("print-metadata-differs")
def two_titles(pdf):
    pdf.trailer.Info["/Title"] = String("Other")


@fault("print-metadata-differs")
def two_dates(pdf):
    pdf.trailer.Info["/ModDate"] = String("D:20200101000000Z")


@fault("print-trapped")
def trapping_unknown(pdf):
    pdf.trailer.Info["/Trapped"] = Name.Unknown


@fault("print-intent-missing")
def no_intent(pdf):
    del pdf.Root["/OutputIntents"]


@fault("print-intent-twice")
def two_intents(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@fault("print-intent-unnamed")
def unnamed_intent(pdf):
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("")


@fault("print-intent-profile")
def rgb_profile(pdf):
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    content = profile.read_bytes()
    profile.write(content[:16] + b"RGB " + content[20:])


@fault("print-intent-profile")
def no_profile(pdf):
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


@fault("print-intent-other")
def other_condition(pdf):
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA52")


# -- damage --------------------------------------------------------------------------------------


@fault("print-content-fault")
def unknown_operator(pdf):
    draw(pdf, "0 0 1 foo")


@fault("print-content-fault")
def unbalanced_states(pdf):
    draw(pdf, "q q q")


@fault("print-content-fault")
def form_that_draws_itself(pdf):
    looping = pdf.make_indirect(form(pdf, "/F Do"))
    looping.Resources = Dictionary(XObject=Dictionary(F=looping))
    draw(pdf, "/F Do", XObject={"/F": looping})


@fault("print-content-fault")
def string_that_never_ends(pdf):
    body = pdf.pages[1].obj.Contents.read_bytes()
    pdf.pages[1].obj.Contents = pdf.make_stream(body + b"\n(no end")


@fault("print-resource-missing")
def missing_picture(pdf):
    draw(pdf, "/Nowhere Do")


@fault("print-resource-missing")
def missing_font(pdf):
    draw(pdf, "BT /Nowhere 12 Tf ET")


@fault("print-damaged")
def cut_short(pdf):
    del pdf  # cut by the test


@fault("print-unreadable")
def not_a_pdf(pdf):
    del pdf  # replaced by the test


@fault("print-too-heavy")
def stream_that_grows(pdf):
    bomb = pdf.make_stream(b"")
    bomb.write(zlib.compress(b"n " * (50 * 2**20), 9), filter=Name.FlateDecode)
    pdf.pages[1].obj.Contents = bomb


@fault("print-waiver-unknown", base="waivers")
def waiver_of_no_rule(pdf):
    del pdf


@fault("print-waiver-refused", base="waivers")
def waiver_of_what_was_not_judged(pdf):
    del pdf


@fault("print-waiver-unused", base="waivers")
def waiver_nobody_needs(pdf):
    del pdf


@fault("print-waiver-expired", base="waivers")
def waiver_of_the_past(pdf):
    pdf.pages[1].obj.Rotate = 90


@fault("print-check-failed")
def check_that_breaks(pdf):
    del pdf  # a check is made to break by the test
