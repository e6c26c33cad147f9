"""What is copied from the pages and found on them is what was typed."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pikepdf
import pypdfium2

from publisher.pdf import text_layer
from tests.foreign.laying import lay
from tests.html.issues import article, paragraph

LONG = "Представницькими органами самоврядування територіальних громад " * 12


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def streams_of(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        return b"\n".join(page.Contents.read_bytes() for page in pdf.pages)


def test_a_hyphen_that_the_layout_added_is_a_soft_one():
    _, proof = lay(article(paragraph(LONG)))

    assert b"/ActualText <feff00ad>" in streams_of(proof.content)


def test_hyphens_that_were_typed_stay_apart_whichever_comes_first():
    for text in ("закон 1275-VI, сіль\u2010ний", "сіль\u2010ний, закон 1275-VI"):
        _, proof = lay(article(paragraph(text)))
        read = text_of(proof.content)

        assert "1275-VI" in read
        assert "сіль\u2010ний" in read


def test_a_version_it_was_not_proven_on_is_left_alone():
    assert text_layer.install(SimpleNamespace(__version__="99.0")) is False  # type: ignore[arg-type]


def test_two_moves_in_a_row_stay_two_numbers():
    parts = list(text_layer._parts(b"<0001>-34<>-35.5<0002>", [(2, "\u0407")]))

    assert parts == [(None, b"<0001>-34 -35.5"), ("\u0407", b"<0002>")]
