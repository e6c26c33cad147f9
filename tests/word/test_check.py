"""The checks see what they are for: faults put into a sound file by hand."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from publisher.word.check import faults

DOCUMENT, NOTES, SETTINGS = "word/document.xml", "word/footnotes.xml", "word/settings.xml"
HEADER = "word/header4.xml"


def changed(content: bytes, part: str, old: str, new: str, count: int = 1) -> bytes:
    """The file with one thing changed in a part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(out, "w") as taken:
        for name in given.namelist():
            body = given.read(name)
            if name == part:
                shown = body.decode()
                assert old in shown, f"nothing to change: {old}"
                body = shown.replace(old, new, count).encode()
            taken.writestr(name, body)
    return out.getvalue()


def sorts(content: bytes) -> set[str]:
    return {fault.sort for fault in faults(content)}


def test_a_sound_file_has_no_faults(sample_bytes):
    assert faults(sample_bytes) == []


PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'


@pytest.mark.parametrize(
    ("sort", "part", "old", "new"),
    [
        ("bookmark-twice", DOCUMENT, 'w:name="_Ref000000002"', 'w:name="_Ref000000001"'),
        ("bookmark-unclosed", DOCUMENT, '<w:bookmarkEnd w:id="0"/>', ""),
        ("anchor-nowhere", DOCUMENT, 'w:anchor="_Toc000000001"', 'w:anchor="_Toc999999999"'),
        ("anchor-nowhere", DOCUMENT, "PAGEREF _Toc000000001", "PAGEREF _Toc999999999"),
        ("anchor-nowhere", DOCUMENT, "REF _Ref500000000", "REF _Ref599999999"),
        ("field-unclosed", DOCUMENT, '<w:fldChar w:fldCharType="end"/>', ""),
        ("field-unbalanced", DOCUMENT, '<w:fldChar w:fldCharType="begin"/>', ""),
        ("note-missing", DOCUMENT, '<w:footnoteReference w:id="2"/>',
         '<w:footnoteReference w:id="22"/>'),
        ("note-unmarked", DOCUMENT, '<w:footnoteReference w:id="2"/>', ""),
        ("style-undefined", DOCUMENT, '<w:pStyle w:val="Lead"/>', '<w:pStyle w:val="Led"/>'),
        ("list-undefined", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="777"/>'),
        ("formatted-by-hand", DOCUMENT, '<w:rStyle w:val="Strong"/>', "<w:b/>"),
        ("formatted-by-hand", HEADER, '<w:pStyle w:val="Header"/>',
         '<w:pStyle w:val="Header"/><w:jc w:val="right"/>'),
        ("paragraph-without-style", DOCUMENT, PARAGRAPH, "<w:p>"),
        ("row-uneven", DOCUMENT, '<w:gridSpan w:val="2"/>', ""),
        ("cell-without-paragraph", DOCUMENT, "</w:tcPr><w:p>", "</w:tcPr></w:tc><w:tc><w:p>"),
        ("picture-without-words", DOCUMENT, 'descr="Карта громад області"', 'descr=""'),
        ("picture-number-twice", DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"'),
        ("relationship-missing", DOCUMENT, 'r:embed="', 'r:embed="rId9'),
        ("part-missing", "word/_rels/document.xml.rels", "media/image1.png", "media/image9.png"),
        ("address-strange", "word/_rels/footnotes.xml.rels", "https://example.org/protokol",
         "javascript:alert(1)"),
        ("link-empty", DOCUMENT, "<w:t>усім радам</w:t>", ""),
        ("mark-visible", DOCUMENT, '<w:rPr><w:rStyle w:val="HiddenMark"/></w:rPr><w:instrText',
         "<w:instrText"),
        ("asks-on-opening", SETTINGS, "<w:mirrorMargins/>", "<w:updateFields/>"),
        ("asks-on-opening", DOCUMENT, '<w:fldChar w:fldCharType="begin"/>',
         '<w:fldChar w:fldCharType="begin" w:dirty="true"/>'),
        ("compatibility-mode", SETTINGS, 'w:val="15"', 'w:val="14"'),
    ],
)  # fmt: skip
def test_a_fault_put_in_is_seen(sample_bytes, sort, part, old, new):
    assert sort in sorts(changed(sample_bytes, part, old, new))


def test_a_file_without_its_settings_is_told(sample_bytes):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(sample_bytes)) as given, zipfile.ZipFile(out, "w") as taken:
        for name in given.namelist():
            if name != SETTINGS:
                taken.writestr(name, given.read(name))

    assert "settings-missing" in sorts(out.getvalue())


def test_a_table_without_rows_is_told(sample_bytes):
    empty = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid></w:tbl>' + PARAGRAPH

    assert "table-empty" in sorts(changed(sample_bytes, DOCUMENT, PARAGRAPH, empty))
