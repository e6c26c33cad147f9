"""Pictures stand at the size of their place, with words for those who do not see them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from publisher.diagnostics import BuildStopped
from publisher.model.output import Asset
from tests.word import editions
from tests.word.editions import article, made
from tests.word.pages import WP, Word

EMU = 12700
COLUMN = ((210 - 18 - 16) - 6) / 2 * 72 / 25.4 * EMU
TEXT = (210 - 18 - 16) * 72 / 25.4 * EMU


def sizes(file: Word) -> list[tuple[int, int]]:
    return [
        (int(extent.get("cx")), int(extent.get("cy")))
        for extent in file.part("document").iter(f"{WP}extent")
    ]


def figure(name: str, width: str = "column", alt: str = "Карта", more: str = "") -> str:
    return (
        f'<figure class="figure width-{width} drawing" id="f">'
        f'<img src="asset:{name}" alt="{alt}"{more}/></figure>'
    )


def columns(markup: str) -> str:
    return article(markup).replace("columns-1", "columns-2")


def test_a_picture_is_as_wide_as_its_column_or_its_page():
    name = "images/map.svg"
    narrow = sizes(Word(made(columns(figure(name)))))
    wide = sizes(Word(made(columns(figure(name, "page")))))

    assert narrow == [(pytest.approx(COLUMN, abs=2), pytest.approx(COLUMN * 500 / 800, abs=2))]
    assert wide[0][0] == pytest.approx(TEXT, abs=2)


def test_a_tall_picture_stays_on_its_page():
    pictures = {"images/tall.svg": editions.drawing(200, 2000)}
    ((_, height),) = sizes(_with(pictures, article(figure("images/tall.svg"))))

    assert height < (297 - 24 - 22) * 72 / 25.4 * EMU


def _with(pictures: dict[str, bytes], markup: str) -> Word:
    from publisher.diagnostics import Report
    from publisher.word import write

    book = editions.book_of(markup)
    return Word(write(book, editions.Everywhere(), pictures, {}, Report()).content)


def test_a_picture_of_its_own_width_keeps_it():
    ((width, _),) = sizes(Word(made(article(figure("images/map.svg", more=' width="100"')))))

    assert width == 75 * EMU


def test_words_stand_for_every_picture(sample):
    told = [picture.get("descr") for picture in sample.part("document").iter(f"{WP}docPr")]

    assert told == ["Карта громад області", "Карта: райони та громади області", "Делегати в залі"]


def test_a_picture_that_says_nothing_says_so():
    file = Word(made(article(figure("images/map.svg", alt=""))))
    (picture,) = file.part("document").iter(f"{WP}docPr")

    assert picture.find(".//{*}decorative").get("val") == "1"


def test_the_same_picture_is_kept_once():
    file = Word(made(article(figure("images/map.svg") * 2).replace('id="f"', "")))

    assert len([name for name in file.parts if name.startswith("word/media/")]) == 1
    assert len(sizes(file)) == 2


@pytest.mark.parametrize("profile", [False, True])
def test_inks_become_light(profile):
    content = editions.photograph("CMYK")
    if profile:
        with (
            Image.open(BytesIO(content)) as image,
            open(editions.SAMPLE.parents[2] / "icc/ISOcoated_v2_300_bas.icc", "rb") as icc,
        ):
            out = BytesIO()
            image.save(out, "JPEG", icc_profile=icc.read())
        content = out.getvalue()
    assets = (Asset("images/photo.jpg", "image/jpeg", content),)
    file = Word(made(article(figure("images/photo.jpg")), assets=assets))
    (kept,) = [body for name, body in file.parts.items() if name.startswith("word/media/")]

    with Image.open(BytesIO(kept)) as image:
        assert (image.mode, image.format) == ("RGB", "JPEG")
        red, green, blue = image.getpixel((200, 150))
        assert red > green
        assert red > blue


def test_a_photograph_is_kept_byte_for_byte(sample):
    assert editions.photograph() in sample.parts.values()


def test_a_picture_of_another_sort_becomes_one_word_knows():
    out = BytesIO()
    Image.new("RGB", (10, 10), "#123456").save(out, "WEBP", lossless=True)
    assets = (Asset("images/p.webp", "image/webp", out.getvalue()),)
    file = Word(made(article(figure("images/p.webp")), assets=assets))

    assert "word/media/image1.png" in file.parts


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (editions.photograph()[:200], "word-picture-unreadable"),
        (b"not a picture", "word-picture-unreadable"),
        (None, "word-picture-missing"),
    ],
)
def test_a_picture_that_cannot_be_had_stops_the_build(content, code):
    assets = (Asset("images/p.jpg", "image/jpeg", content),) if content else ()
    with pytest.raises(BuildStopped) as stopped:
        made(article(figure("images/p.jpg")), assets=assets)

    (finding,) = stopped.value.report.errors
    assert (finding.code, finding.words["name"]) == (code, "images/p.jpg")
