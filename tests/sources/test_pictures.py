"""Pictures: what is taken, what is made of it, what is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from tests.sources.conftest import cases, part

FIGURE = "{type: figure, file: images/a.%s, alt: Будинок}"


def photograph(mode: str = "RGB", size: tuple[int, int] = (64, 48), sort: str = "JPEG", **how):
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.paste({"RGB": (255, 0, 0), "CMYK": (0, 255, 255, 0)}.get(mode, 0), (0, 0, 16, 16))
    out = io.BytesIO()
    image.save(out, sort, **({"quality": 95} if sort == "JPEG" else {}) | how)
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = "Таємний опис"
    return tags


def scan(jpeg: bytes) -> bytes:
    return jpeg[jpeg.index(b"\xff\xda") :]


@pytest.fixture
def placed(read):
    def of(content: bytes, suffix: str = "jpg"):
        reading = read({"issue.yaml": part(FIGURE % suffix), f"images/a.{suffix}": content})
        assert reading.codes == []
        return reading.parts[0].picture

    return of


@pytest.fixture
def refused(read):
    def of(content: bytes | str, suffix: str = "jpg"):
        reading = read({"issue.yaml": part(FIGURE % suffix), f"images/a.{suffix}": content})
        return reading.lines[0]

    return of


def test_a_photograph_keeps_its_compressed_data_and_loses_what_nobody_should_read(placed):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = photograph(exif=exif(1), icc_profile=profile, comment=b"Passport 123")

    picture = placed(jpeg)

    assert scan(picture.content) == scan(jpeg)
    assert b"Exif" not in picture.content
    assert b"Passport" not in picture.content
    assert b"ICC_PROFILE" in picture.content
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 64, 48)
    assert picture.name == "images/a.jpg"


def test_a_picture_behind_the_picture_is_cut_off(placed):
    jpeg = photograph()

    assert placed(jpeg + b"second picture of a phone").content == jpeg


def test_a_turned_photograph_is_set_upright_with_all_its_colours(placed):
    picture = placed(photograph(exif=exif(6)))

    with Image.open(io.BytesIO(picture.content)) as image:
        assert image.size == (picture.width, picture.height) == (48, 64)
        assert not image.getexif()
        assert [layer[1:3] for layer in image.layer] == [(1, 1)] * 3  # 4:4:4
        red, green, _ = image.getpixel((47, 0))
        assert (red > 90, green < 60) == (True, True)


@pytest.mark.parametrize("orientation", [1, 8])
def test_a_photograph_in_four_colours_stays_so(placed, orientation):
    picture = placed(photograph("CMYK", exif=exif(orientation)))

    with Image.open(io.BytesIO(picture.content)) as image:
        assert image.mode == "CMYK"
        assert image.getpixel((0, 0) if orientation == 1 else (0, 63))[0] < 90


def test_a_drawn_png_loses_its_texts_and_nothing_else(placed):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Secret")
    png = photograph("RGBA", sort="PNG", pnginfo=info)

    picture = placed(png, "png")

    assert b"Secret" not in picture.content
    assert picture.content[picture.content.index(b"IDAT") :] == png[png.index(b"IDAT") :]


def test_sixteen_bits_of_grey_become_eight(placed):
    out = io.BytesIO()
    Image.new("I;16", (4, 4), 257 * 100).save(out, "PNG")

    with Image.open(io.BytesIO(placed(out.getvalue(), "png").content)) as image:
        assert (image.mode, image.getpixel((0, 0))) == ("L", 100)


def test_the_same_picture_gives_the_same_bytes(read):
    files = {"issue.yaml": part(FIGURE % "jpg"), "images/a.jpg": photograph(exif=exif(3))}

    assert read(files).parts[0].picture.content == read(files).parts[0].picture.content


def giant_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        seal = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", seal)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [13_000, 16_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(refused, side):
    assert refused(giant_png(side, side), "png") == (
        "picture-too-large issue.yaml:7:30: у зображенні `issues/try/images/a.png` забагато "
        f"пікселів: {side} × {side} → зменште його: щонайбільше 120 млн пікселів, жодна сторона "
        "не довша за 15 999"
    )


def test_a_photograph_cut_short(refused):
    jpeg = photograph(size=(400, 300))

    assert refused(jpeg[: len(jpeg) // 3]).startswith(
        "picture-damaged issue.yaml:7:30: зображення `issues/try/images/a.jpg` пошкоджене або "
        "обірване"
    )


def test_a_png_with_a_wrong_byte(refused):
    png = bytearray(photograph(size=(200, 200), sort="PNG"))
    png[png.index(b"IDAT") + 40] ^= 0xFF

    assert refused(bytes(png), "png").startswith("picture-damaged issue.yaml:7:30:")


@pytest.mark.parametrize(
    "content", ["", "<html>немає такої сторінки</html>", b"\0" * 100, b"GIF89a"]
)
def test_a_picture_that_is_no_picture(refused, content):
    assert refused(content).startswith(
        "picture-none issue.yaml:7:30: `issues/try/images/a.jpg` — не зображення"
    )


def test_a_kind_of_picture_the_press_does_not_take(refused):
    assert refused(b"GIF89a", "gif") == (
        "picture-format issue.yaml:7:30: `images/a.gif` — не той формат зображення, який бере "
        "друкарня → годяться: .jpg, .jpeg, .png, .svg"
    )


def test_a_picture_that_is_not_there(read):
    reading = read({"issue.yaml": part(FIGURE % "jpg"), "images/b.jpg": b""})

    assert reading.lines == [
        "file-missing issue.yaml:7:30: немає файла `issues/try/images/a.jpg` → може, `b.jpg`?"
    ]


def test_a_png_under_the_name_of_a_jpeg_is_taken_for_what_it_is(read):
    reading = read({"issue.yaml": part(FIGURE % "jpg"), "images/a.jpg": photograph(sort="PNG")})

    assert reading.codes == ["picture-misnamed"]
    assert reading.parts[0].picture.media_type == "image/png"


def test_an_animation_is_refused(refused):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])

    assert refused(out.getvalue(), "png").startswith("picture-moves issue.yaml:7:30:")


def test_a_photograph_is_refused_though_another_library_was_lenient(refused, monkeypatch):
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    jpeg = photograph(size=(400, 300))

    assert refused(jpeg[: len(jpeg) // 2]).startswith("picture-damaged")
    assert ImageFile.LOAD_TRUNCATED_IMAGES


# -- drawings ------------------------------------------------------------------------------------

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">\n'


def test_a_drawing_has_the_size_of_its_view(placed, svg):
    picture = placed(svg.encode(), "svg")

    assert (picture.media_type, picture.width, picture.height) == ("image/svg+xml", 20, 10)


@pytest.mark.parametrize(("drawing", "said"), cases("sources-drawings"))
def test_a_drawing_is_refused_by_name_and_line(refused, drawing, said):
    assert refused(drawing.strip(), "svg").startswith(said)


@pytest.mark.parametrize("inside", ["<g>" * 40 + "</g>" * 40, "<g/>" * 20_001])
def test_a_drawing_that_would_take_minutes(refused, inside):
    assert refused(f"{OPEN}{inside}</svg>", "svg").startswith(
        "drawing-too-complex images/a.svg:2: рисунок `issues/try/images/a.svg` заскладний"
    )


def test_an_xml_bomb_is_not_opened(refused):
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    assert refused(f"{bomb}{OPEN}<text>&b;</text></svg>", "svg").startswith("drawing-doctype")
