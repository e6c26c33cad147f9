"""A page of somebody's PDF comes out as it was seen, alone, upright and clean."""

from __future__ import annotations

import io
import time
import tracemalloc
import zlib

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from publisher.foreign import Unfit, bleed_of, cut_page, framed, sized
from publisher.units import Length
from tests.foreign.adverts import BLACK, BLUE, GREEN, RED, advert, corners, font, form


def seen(content: bytes, box: str = "TrimBox") -> list[tuple[int, int, int]]:
    """The colours near the four corners of a page's box: lower left, lower right, then upper."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        media = [float(side) for side in pdf.pages[0].MediaBox]
        left, bottom, right, top = (float(side) for side in pdf.pages[0][f"/{box}"])
    with pypdfium2.PdfDocument(content) as pdf:
        picture = pdf[0].render(scale=2).to_pil().convert("RGB")
    points = [(x, y) for y in (bottom + 4, top - 4) for x in (left + 4, right - 4)]
    return [
        picture.getpixel((round(2 * (x - media[0])), round(2 * (media[3] - y)))) for x, y in points
    ]


def refusal(content: bytes, page: int = 1) -> Unfit:
    with pytest.raises(Unfit) as caught:
        cut_page(content, page)
    return caught.value


# -- as it was seen ------------------------------------------------------------------------------


def test_a_plain_page_keeps_its_size_and_lies_as_it_lay():
    cut = cut_page(advert(), 1)

    assert (cut.width, cut.height) == (200, 120)
    assert seen(cut.content) == [RED, GREEN, BLUE, BLACK]
    assert cut.told == ()


@pytest.mark.parametrize(
    ("turned", "size", "lies"),
    [
        (90, (120, 200), [GREEN, BLACK, RED, BLUE]),
        (180, (200, 120), [BLACK, BLUE, GREEN, RED]),
        (270, (120, 200), [BLUE, RED, BLACK, GREEN]),
        (-90, (120, 200), [BLUE, RED, BLACK, GREEN]),
        (450, (120, 200), [GREEN, BLACK, RED, BLUE]),
    ],
)
def test_a_turned_page_is_cut_upright(turned, size, lies):
    cut = cut_page(advert(change=lambda pdf: pdf.pages[0].obj.update({"/Rotate": turned})), 1)

    assert (cut.width, cut.height) == size
    assert seen(cut.content) == lies


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_trim_is_what_counts_and_the_bleed_stays_around_it(turned):
    def shift(pdf):
        page = pdf.pages[0].obj
        page.MediaBox = Array([-50, -30, 290, 200])
        page.BleedBox = Array([2, 3, 206, 131])
        page.TrimBox = Array([10, 8, 200, 128])
        page.Contents = pdf.make_stream(corners(190, 120, 10, 8).encode())
        page.Rotate = turned

    cut = cut_page(advert(change=shift), 1)
    left, bottom, right, top = (round(side.points, 3) for side in bleed_of(cut.content))

    assert sorted((cut.width, cut.height)) == [120, 190]
    around = {0: (8, 5, 6, 3), 90: (5, 6, 3, 8), 180: (6, 3, 8, 5), 270: (3, 8, 5, 6)}
    assert (left, bottom, right, top) == around[turned]
    lower = {0: RED, 90: GREEN, 180: BLACK, 270: BLUE}
    assert seen(cut.content)[0] == lower[turned]


def test_a_user_unit_enlarges_the_page():
    cut = cut_page(advert(change=lambda pdf: pdf.pages[0].obj.update({"/UserUnit": 2.5})), 1)

    assert (cut.width, cut.height) == (500, 300)
    assert seen(cut.content) == [RED, GREEN, BLUE, BLACK]


def test_boxes_and_resources_inherited_from_the_page_tree_are_found():
    def inherit(pdf):
        page, tree = pdf.pages[0].obj, pdf.Root.Pages
        tree.MediaBox, tree.Resources, tree.Rotate = page.MediaBox, page.Resources, 180
        del page.MediaBox, page.Resources

    cut = cut_page(advert("0 g BT /F 20 Tf 80 50 Td (AB) Tj ET", change=inherit), 1)

    assert seen(cut.content) == [BLACK, BLUE, GREEN, RED]
    with pypdfium2.PdfDocument(cut.content) as pdf:
        assert pdf[0].get_textpage().get_text_range() == "AB"


def test_boxes_with_their_corners_swapped_are_read_all_the_same():
    cut = cut_page(
        advert(change=lambda pdf: pdf.pages[0].obj.update({"/TrimBox": Array([190, 110, 10, 10])})),
        1,
    )

    assert (cut.width, cut.height) == (180, 100)


def test_the_page_asked_for_is_taken():
    def mark(pdf):
        pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 1 rg 0 0 200 120 re f")

    assert seen(cut_page(advert(pages=3, change=mark), 2).content) == [BLUE] * 4
    assert seen(cut_page(advert(pages=3, change=mark), 3).content) == [RED, GREEN, BLUE, BLACK]


def test_a_frame_is_as_wide_as_the_page_of_the_edition_and_its_bleed():
    def shift(pdf):
        pdf.pages[0].obj.TrimBox = Array([6, 6, 194, 114])

    cut = cut_page(advert(change=shift), 1)
    with pikepdf.open(io.BytesIO(framed(cut.content, Length(10)))) as pdf:
        page = pdf.pages[0]
        assert [float(side) for side in page.MediaBox] == [0, 0, 208, 128]
        assert [float(side) for side in page.TrimBox] == [10, 10, 198, 118]
        assert [float(side) for side in page.BleedBox] == [4, 4, 204, 124]
    # Bare to the trim nothing of the bleed is left to see.
    bare = framed(cut.content, Length(0))
    assert bleed_of(bare) == (Length(0),) * 4
    with pikepdf.open(io.BytesIO(sized(bare, 0.5))) as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 94, 54]
    assert seen(sized(bare, 0.5), "MediaBox") == [RED, GREEN, BLUE, BLACK]


def test_the_same_file_gives_the_same_bytes():
    content = advert("0 g BT /F 20 Tf 80 50 Td (AB) Tj ET")

    assert cut_page(content, 1).content == cut_page(content, 1).content
    cut = cut_page(content, 1).content
    assert framed(cut, Length(9)) == framed(cut, Length(9))


# -- alone and clean -----------------------------------------------------------------------------


def test_tags_scripts_links_layers_and_metadata_stay_behind():
    def dress(pdf):
        page = pdf.pages[0].obj
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Text")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(2)")))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        link.A = Dictionary(S=Name.URI, URI=String("https://example.org/secret"))
        page.Annots = Array([pdf.make_indirect(link)])
        page.Metadata = pdf.make_stream(b"<secret/>")
        page.PieceInfo = Dictionary(Secret=Dictionary(Private=String("secret")))
        inner = form(pdf, "/P <</MCID 7>> BDC 0 g 60 60 9 9 re f EMC", OC=layer, StructParents=3)
        inner.Metadata = pdf.make_stream(b"<secret/>")
        page.Resources.XObject = Dictionary({"/X": inner})
        page.Resources.Properties = Dictionary({"/L": layer})
        page.Contents = pdf.make_stream(
            b"/P <</MCID 0>> BDC /OC /L BDC 1 0 0 rg 0 0 200 120 re f EMC EMC /X Do"
        )

    cut = cut_page(advert(change=dress), 1)

    assert seen(cut.content) == [RED] * 4
    with pikepdf.open(io.BytesIO(cut.content)) as pdf:
        keys = {
            key
            for thing in pdf.objects
            if isinstance(thing, Dictionary | pikepdf.Stream)
            for key, _ in thing.items()
        }
        streams = b"".join(
            thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
        )
    assert not keys & {
        "/AA", "/Annots", "/A", "/OC", "/OCProperties", "/Metadata", "/PieceInfo",
        "/StructParents", "/Properties", "/JS", "/OpenAction",
    }  # fmt: skip
    assert b"BDC" not in streams
    assert b"EMC" not in streams
    assert b"secret" not in streams


def test_a_resource_that_is_named_like_a_forbidden_key_is_kept():
    def draw(pdf):
        names = ("/OC", "/Metadata", "/Ref", "/A", "/AF")
        things = {name: form(pdf, "0 0 1 rg 0 0 200 120 re f") for name in names}
        pdf.pages[0].obj.Resources.XObject = Dictionary(things)
        pdf.pages[0].obj.Contents = pdf.make_stream(b" ".join(b"%s Do" % n.encode() for n in names))

    assert seen(cut_page(advert(change=draw), 1).content) == [BLUE] * 4


def test_a_signature_that_is_printed_becomes_part_of_the_page():
    def sign(pdf):
        shape = form(pdf, "0 0 1 rg 0 0 10 10 re f", BBox=Array([0, 0, 10, 10]))
        signature = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=4,
            Rect=Array([0, 0, 100, 60]), AP=Dictionary(N=shape),
        )  # fmt: skip
        signature = pdf.make_indirect(signature)
        pdf.pages[0].obj.Annots = Array([signature])
        pdf.Root.AcroForm = Dictionary(Fields=Array([signature]), SigFlags=3)

    cut = cut_page(advert(change=sign), 1)

    assert cut.told == ()
    assert seen(cut.content) == [BLUE, GREEN, BLUE, BLACK]


def test_a_comment_that_only_a_screen_shows_is_left_out_and_named():
    def comment(pdf):
        shape = form(pdf, "0 0 1 rg 0 0 10 10 re f", BBox=Array([0, 0, 10, 10]))
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, F=0, Rect=Array([0, 0, 100, 60]),
            AP=Dictionary(N=shape),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(stamp)])

    cut = cut_page(advert(change=comment), 1)

    assert cut.told == (("insert-annotation-left", (("kind", "Stamp"), ("count", "1"))),)
    assert seen(cut.content)[0] == RED


def test_a_page_with_transparency_stays_a_group_of_its_own():
    def shine(pdf):
        pdf.pages[0].obj.Resources.ExtGState = Dictionary({"/T": Dictionary(ca=0.5)})

    def group(content: bytes):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return pdf.pages[0].Resources.XObject["/Insert"].get("/Group")

    assert group(cut_page(advert(change=shine), 1).content).I == True  # noqa: E712 - a PDF boolean
    assert group(cut_page(advert(), 1).content) is None


# -- refused -------------------------------------------------------------------------------------


def hide(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Ціни")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary({"/L": layer})


def external(pdf):
    stream = form(pdf, "n", F=String("elsewhere.dat"))
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": stream})


def postscript(pdf):
    stream = pdf.make_stream(b"showpage")
    stream.Type, stream.Subtype = Name.XObject, Name.PS
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": stream})


def box(key: str, value: object):
    return lambda pdf: pdf.pages[0].obj.update({key: value})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "insert-no-pdf"),
        (b"\xff\xd8\xff\xe0 a picture", "insert-no-pdf"),
        (b"%PDF-1.7\nnothing more", "insert-damaged"),
        (advert()[:400], "insert-damaged"),
        (advert(encryption=pikepdf.Encryption(owner="o", user="u")), "insert-encrypted"),
        (advert(encryption=pikepdf.Encryption(owner="o", user="")), "insert-encrypted"),
        (advert("(never closed"), "insert-damaged"),
        (advert("0 0 1 rg [1 2"), "insert-damaged"),
        (advert(change=box("/MediaBox", Array([0, 0, 0, 0]))), "insert-box"),
        (advert(change=box("/MediaBox", Array([0, 0, 1e9, 10]))), "insert-box"),
        (advert(change=box("/TrimBox", Array([500, 500, 600, 600]))), "insert-box"),
        (advert(change=box("/Rotate", 45)), "insert-box"),
        (advert(change=box("/UserUnit", 0)), "insert-box"),
        (advert(width=5, height=5), "insert-box"),
        (advert(change=hide), "insert-layer-hidden"),
        (advert(change=external), "insert-external"),
        (advert(change=postscript), "insert-postscript"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_cannot_be_placed_is_refused_by_name(content, code):
    assert refusal(content).code == code


@pytest.mark.parametrize("page", [2, 99])
def test_a_page_that_is_not_there_is_named_with_the_number_of_pages(page):
    assert refusal(advert(), page).values == {"page": str(page), "pages": "1"}


def cyclic(pdf):
    one = pdf.make_indirect(form(pdf, "/X Do"))
    two = pdf.make_indirect(form(pdf, "/X Do"))
    one.Resources = Dictionary(XObject=Dictionary({"/X": two}))
    two.Resources = Dictionary(XObject=Dictionary({"/X": one}))
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": one})
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def repeated(pdf):
    """Twelve forms, each of which draws the next ten times: 10^12 squares."""
    inner = pdf.make_indirect(form(pdf, "0 0 9 9 re f"))
    for _ in range(12):
        inner = pdf.make_indirect(
            form(pdf, "/X Do " * 10, Resources=Dictionary(XObject=Dictionary({"/X": inner})))
        )
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": inner})
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def deep(pdf):
    inner = pdf.make_indirect(form(pdf, "0 0 9 9 re f"))
    for _ in range(60):
        inner = pdf.make_indirect(
            form(pdf, "/X Do", Resources=Dictionary(XObject=Dictionary({"/X": inner})))
        )
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": inner})
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do")


def packed(megabytes: int) -> bytes:
    machine = zlib.compressobj(9)
    return b"".join(machine.compress(b" " * 2**20) for _ in range(megabytes)) + machine.flush()


def swollen_content(pdf):
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed(200), Filter=Name.FlateDecode)


def swollen_data(pdf):
    profile = pikepdf.Stream(pdf, packed(700), Filter=Name.FlateDecode, N=3)
    space = Array([Name.ICCBased, pdf.make_indirect(profile)])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary({"/C": space})


def swollen_picture(pdf):
    picture = pdf.make_stream(b"")
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width = picture.Height = 60_000
    picture.BitsPerComponent, picture.ColorSpace = 8, Name.DeviceGray
    pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": picture})


def tiles(pdf):
    pattern = pdf.make_stream(b"0 0 1 1 re f")
    pattern.PatternType = pattern.PaintType = pattern.TilingType = 1
    pattern.BBox, pattern.XStep, pattern.YStep = Array([0, 0, 1, 1]), 0.001, 0.001
    pattern.Resources = Dictionary()
    pdf.pages[0].obj.Resources.Pattern = Dictionary({"/P": pattern})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (cyclic, "insert-damaged"),
        (repeated, "insert-too-heavy"),
        (deep, "insert-too-heavy"),
        (swollen_content, "insert-too-heavy"),
        (swollen_data, "insert-too-heavy"),
        (swollen_picture, "insert-too-heavy"),
        (tiles, "insert-too-heavy"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_page_made_to_stop_a_press_is_refused_in_little_time_and_memory(change, code):
    content = advert(change=change, compress_streams=False, recompress_flate=False)
    tracemalloc.start()
    begin = time.process_time()
    try:
        assert refusal(content).code == code
        taken, (_, peak) = time.process_time() - begin, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert taken < 8
    assert peak < 300 * 2**20


def test_two_drawings_that_share_a_third_are_no_circle():
    def share(pdf):
        last = pdf.make_indirect(form(pdf, "0 0 1 rg 0 0 200 120 re f"))
        things = Dictionary({"/Z": last})
        one = pdf.make_indirect(form(pdf, "/Z Do", Resources=Dictionary(XObject=things)))
        two = pdf.make_indirect(form(pdf, "/Z Do", Resources=Dictionary(XObject=things)))
        pdf.pages[0].obj.Resources.XObject = Dictionary({"/X": one, "/Y": two, "/Z": last})
        pdf.pages[0].obj.Contents = pdf.make_stream(b"/X Do /Y Do /Z Do")

    assert seen(cut_page(advert(change=share), 1).content) == [BLUE] * 4


def test_saved_states_that_are_never_restored_do_not_leave_the_page():
    content = advert(
        "q q 0.5 0 0 0.5 0 0 cm Q Q Q Q q", resources=lambda pdf: {"Font": {"/F": font(pdf)}}
    )

    with pikepdf.open(io.BytesIO(cut_page(content, 1).content)) as pdf:
        body = pdf.pages[0].Resources.XObject["/Insert"].read_bytes().split()
    assert body.count(b"q") == body.count(b"Q") == 3
