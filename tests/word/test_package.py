"""The package is our own, and the same sources give the same bytes."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import zipfile
from io import BytesIO

import docx
import pytest

from publisher.diagnostics import Report
from publisher.word import write
from tests.conftest import ROOT
from tests.word import editions
from tests.word.editions import article, made
from tests.word.pages import R, W, Word, value

SERIF = ROOT / "fonts/source-serif-4/SourceSerif4-Regular.ttf"


def test_python_docx_opens_it_and_knows_its_properties(sample_bytes):
    document = docx.Document(BytesIO(sample_bytes))
    properties = document.core_properties

    assert properties.title == "Вісник Асоціації"
    assert properties.author == "Асоціація органів місцевого самоврядування"
    assert properties.language == "uk-UA"
    assert properties.created == properties.modified
    assert properties.created.isoformat().startswith("2026-01-31T12:00:00")
    assert document.paragraphs[0].style.name == "Організація"


def test_nothing_of_python_docx_is_left(sample):
    assert not [name for name, body in sample.parts.items() if b"python-docx" in body]
    assert "docProps/thumbnail.jpeg" not in sample.parts
    assert b"ja-JP" not in sample.parts["word/settings.xml"]


def test_word_opens_it_as_its_own(sample):
    modes = {
        s.get(f"{W}name"): s.get(f"{W}val") for s in sample.find("w:compatSetting", "settings")
    }

    assert modes["compatibilityMode"] == "15"


def test_the_edition_can_be_known_again(sample):
    assert b"bulletin-2026-01" in sample.parts["docProps/custom.xml"]


def test_the_same_sources_give_the_same_bytes(sample_bytes):
    assert editions.sample() == sample_bytes


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/Lima")])
def test_neither_hash_seed_nor_time_zone_changes_a_byte(sample_bytes, seed, zone):
    code = (
        "import hashlib; from tests.word import editions;"
        "print(hashlib.sha256(editions.sample()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    import hashlib

    assert done.stdout.strip() == hashlib.sha256(sample_bytes).hexdigest()


def test_the_archive_is_in_order_and_of_the_editions_date(sample_bytes):
    with zipfile.ZipFile(BytesIO(sample_bytes)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]

    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {entry.date_time for entry in entries} == {(2026, 1, 31, 12, 0, 0)}


def test_a_moment_without_a_zone_is_a_moment_too():
    file = Word(made(article("<p>а</p>"), moment=datetime.datetime(2020, 2, 3)))  # noqa: DTZ001

    assert b"2020-02-03T00:00:00Z" in file.parts["docProps/core.xml"]


def test_faces_are_named_with_what_may_stand_for_them(sample):
    fonts = {font.get(f"{W}name"): font for font in sample.find("w:font", "fontTable")}

    assert (
        value(fonts["Source Serif 4"], "w:altName") == "Source Serif Pro,Cambria,Georgia,PT Serif"
    )
    assert value(fonts["Source Sans 3"], "w:family") == "swiss"
    assert not sample.find("w:embedTrueTypeFonts", "settings")


def test_a_face_travels_crossed_with_its_key():
    file = Word(made(article("<p>а</p>"), faces={"SourceSerif4-Regular.ttf": SERIF.read_bytes()}))
    (regular,) = file.find("w:embedRegular", "fontTable")
    key = regular.get(f"{W}fontKey").strip("{}").replace("-", "")
    mask = bytes(reversed(bytes.fromhex(key))) * 2
    body = file.parts["word/fonts/font1.odttf"]
    whole = bytes(a ^ b for a, b in zip(body[:32], mask, strict=True)) + body[32:]

    assert whole == SERIF.read_bytes()
    assert regular.get(f"{R}id") == "rId1"
    assert file.find("w:embedTrueTypeFonts", "settings")


def test_a_face_that_may_not_travel_stays_at_home():
    from fontTools.ttLib import TTFont

    font = TTFont(SERIF)
    font["OS/2"].fsType = 2
    out = BytesIO()
    font.save(out)
    report = Report()
    book = editions.book_of(article("<p>а</p>"))
    content = write(book, editions.Everywhere(), {}, {"x.ttf": out.getvalue()}, report).content

    assert [(d.code, d.words) for d in report.warnings] == [
        ("word-font-refused", {"face": "x.ttf"})
    ]
    assert not [name for name in Word(content).parts if name.endswith(".odttf")]


def test_errors_of_others_do_not_stop_the_writing():
    report = Report()
    report.error("something-else")

    assert write(editions.book_of(article("<p>а</p>")), editions.Everywhere(), {}, {}, report)
