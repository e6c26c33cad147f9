"""A stranger's file is refused with a reason, soon and without filling the memory."""

from __future__ import annotations

import io
import resource
import time
import zipfile

import pytest

from publisher import merge
from publisher.diagnostics import BuildStopped, Report
from tests.merge.conftest import Sent, edit, packed
from tests.merge.hands import typed

TEXT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(content: bytes) -> str:
    """The code a file is refused with; never longer than ten seconds, never a gigabyte."""
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BuildStopped) as stopped:
        merge.open_manuscript("x.docx", content, Report())
    assert time.perf_counter() - began < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000
    (only,) = stopped.value.report.errors
    assert only.place is not None
    assert only.place.file == "x.docx"
    return only.code


def with_document(docx: bytes, document: bytes) -> bytes:
    return packed({**parts_of(docx), "word/document.xml": document}.items())


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", "просто текст".encode(), b"\x00" * 4096])
def test_what_is_no_word_file(content: bytes):
    assert refused(content) == "docx-no-package"


def test_an_archive_that_is_no_word_file():
    assert refused(packed([("hello.txt", b"hello")])) == "docx-no-text"


def test_a_file_locked_with_a_password():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")) == "docx-encrypted"
    assert refused(ole + "WordDocument".encode("utf-16-le")) == "docx-old-format"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_short(sent: Sent, share: float):
    assert refused(sent.docx[: int(len(sent.docx) * share)]) == "docx-damaged"


def test_a_file_with_a_rotten_part(sent: Sent):
    parts = parts_of(sent.docx)
    out = bytearray(packed(parts.items()))
    with zipfile.ZipFile(io.BytesIO(bytes(out))) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    out[at + 400 : at + 440] = b"\xff" * 40

    assert refused(bytes(out)) == "docx-damaged"


def test_a_part_that_is_no_xml(sent: Sent):
    assert refused(with_document(sent.docx, b"<w:document")) == "docx-damaged"


def test_a_gigabyte_of_text_in_a_megabyte(sent: Sent):
    """Written block by block: the test must not hold it either."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(sent.docx).items():
            if name.startswith(("word/media", "word/fonts", "word/document")):
                continue
            archive.writestr(name, content)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:document " + W + b"><w:body><w:p><w:r><w:t>")
            for _ in range(1024):
                part.write(b"a" * 2**20)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    assert len(out.getvalue()) < 2**21

    assert refused(out.getvalue()) == "docx-too-large"


def test_an_archive_whose_headers_lie(sent: Sent):
    parts = parts_of(sent.docx)
    out = bytearray(with_document(sent.docx, b" " * (40 * 2**20)))
    real = (40 * 2**20).to_bytes(4, "little")
    assert real in out
    lied = bytes(out).replace(real, (1000).to_bytes(4, "little"))
    assert parts

    assert refused(lied) in ("docx-too-large", "docx-damaged")


def test_many_parts_that_are_each_small_enough(sent: Sent):
    parts = parts_of(sent.docx)
    body = b"<w:hdr " + W + b">" + (b"<w:p>" + b" " * 2**20 + b"</w:p>") * 30 + b"</w:hdr>"
    parts |= {f"word/header{number}.xml": body for number in range(90, 93)}

    assert refused(packed(parts.items())) == "docx-too-large"


def test_small_elements_in_great_number(sent: Sent):
    document = b"<w:document " + W + b"><w:body>" + b"<w:p/>" * 3_000_000
    assert refused(with_document(sent.docx, document)) == "docx-too-large"


def test_elements_without_end_are_refused_in_good_time(sent: Sent):
    deep = b"<w:document " + W + b"><w:body>" + b"<w:sdt><w:sdtContent>" * 50_000
    assert refused(with_document(sent.docx, deep)) == "docx-damaged"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_that_read_files(sent: Sent, codec: str):
    text = (
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {W.decode()}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    assert refused(with_document(sent.docx, text.encode(codec))) == "docx-doctype"


def test_entities_that_grow(sent: Sent):
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE d [<!ENTITY a0 "ha">{lines}]><d>&a9;</d>'
    assert refused(with_document(sent.docx, text.encode())) == "docx-doctype"


def test_a_file_with_macros(sent: Sent):
    parts = parts_of(sent.docx)
    assert refused(packed({**parts, "word/vbaProject.bin": b"\xd0\xcf"}.items())) == "docx-macro"
    types = parts["[Content_Types].xml"].replace(
        TEXT, b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    assert refused(packed({**parts, "[Content_Types].xml": types}.items())) == "docx-macro"


def test_what_a_file_points_at_elsewhere_is_told_and_not_opened(sent: Sent):
    parts = parts_of(edit(sent.docx, typed("дощову", "талу")))
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link)
    _, merged, report = sent.merge(packed(parts.items()))

    assert merged.edits == 1
    (told,) = [one for one in report if one.code == "docx-external"]
    assert told.words["target"] == "file:///etc/passwd"


def test_a_file_of_no_edition(sent: Sent):
    parts = parts_of(sent.docx)
    for name in ("docProps/custom.xml", "docProps/core.xml", "word/document.xml"):
        parts[name] = parts[name].replace(b"PublisherSent", b"X").replace(b"publisher-sent", b"x")
        parts[name] = parts[name].replace(b"_sent_", b"_x_")
    with pytest.raises(BuildStopped) as stopped:
        sent.merge(packed(parts.items()))
    assert [one.code for one in stopped.value.report.errors] == ["merge-no-edition"]


def test_a_file_of_another_edition(sent: Sent):
    parts = parts_of(sent.docx)
    with pytest.raises(BuildStopped) as stopped:
        sent.merge(
            packed(
                (name, content.replace(known(sent), b"0123456789abcdef"))
                for name, content in parts.items()
            )
        )
    assert [one.code for one in stopped.value.report.errors] == ["merge-other-edition"]


@pytest.mark.parametrize("dropped", [("docProps/custom.xml",), ("docProps/core.xml",), ("both",)])
def test_an_edition_is_known_when_a_program_dropped_its_properties(sent: Sent, dropped):
    parts = parts_of(edit(sent.docx, typed("дощову", "талу")))
    for name in ("docProps/custom.xml", "docProps/core.xml"):
        if name in dropped or dropped == ("both",):
            parts[name] = parts[name].replace(known(sent), b"")
    _, merged, _ = sent.merge(packed(parts.items()))

    assert merged.edits == 1


def known(sent: Sent) -> bytes:
    edition = merge.open_manuscript("x.docx", sent.docx, Report()).edition
    assert edition is not None
    return edition.encode()
