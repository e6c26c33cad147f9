"""What outside judges say of editions that hold pages of other people."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from publisher import press
from publisher.diagnostics import Report
from publisher.model.output import PdfFile
from tests.conftest import judge
from tests.foreign.adverts import BLACK, BLUE, GREEN, RED, advert, insert, whole
from tests.foreign.laying import lay
from tests.html.issues import article, paragraph
from tests.press import samples

pytestmark = pytest.mark.oracle

WORDS = "/P <</MCID 0>> BDC 0 g BT /F 20 Tf 80 50 Td (AB) Tj ET EMC"


@pytest.fixture(scope="module")
def proof() -> PdfFile:
    _, made = lay(
        article(paragraph("Слово")),
        insert(advert(WORDS, change=lambda pdf: pdf.pages[0].obj.update({"/Rotate": 90}))),
        insert(whole(), "page", id="b"),
    )
    return made


@pytest.fixture(scope="module")
def files(proof: PdfFile, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The screen edition and two print files, by flavour."""
    folder, report = tmp_path_factory.mktemp("inserts"), Report()
    made = {"screen": proof.content}
    for name in ("offset-coated", "offset-x1a"):
        printer = press.load_printer(samples.workspace(), name, report)
        assert printer is not None
        job = press.PrintJob(printer, "Вісник", "sproba", proof.moment)
        made[name] = press.finish(proof, job, samples.workspace(), report).content
    assert not report.errors
    for name, content in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return {name: folder / f"{name}.pdf" for name in made}


def test_the_screen_edition_stays_accessible_by_pdf_ua_1(files):
    page = pytest.importorskip("page", reason="not judged: page-validation is not there")
    told = page.validate_pdf(files["screen"], profile=page.ValidationProfile.PDF_UA_1)

    assert told.is_compliant, [str(failure) for failure in told.failures]


def test_qpdf_finds_no_fault_in_a_file_with_inserts(files):
    for path in files.values():
        done = subprocess.run(
            [judge("qpdf"), "--check", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["screen", "offset-coated", "offset-x1a"])
def test_ghostscript_sees_the_inserts_where_we_see_them(files, proof, name, tmp_path):
    subprocess.run(
        [judge("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", "-r72",
         "-dUseTrimBox", "-o", tmp_path / "%d.png", files[name]],
        check=True,
    )  # fmt: skip
    for id, inset in (("reklama-page", 8), ("b-page", 5 * 72 / 25.4 + 8)):
        spot = proof.spots[id]
        with Image.open(tmp_path / f"{spot.page}.png") as picture:
            seen = picture.convert("RGB")
        box = spot.box
        corners = [
            seen.getpixel((round(x), round(seen.height - y)))
            for y in (box.bottom + inset, box.top - inset)
            for x in (box.left + inset, box.right - inset)
        ]
        turned = [GREEN, BLACK, RED, BLUE] if id == "reklama-page" else [RED, GREEN, BLUE, BLACK]
        for pixel, wanted in zip(corners, turned, strict=True):
            # Inks are duller than light: the strongest of the three stays the strongest.
            assert _strongest(pixel) == _strongest(wanted), (id, corners)


def _strongest(pixel: tuple[int, ...]) -> int | None:
    return None if max(pixel) < 70 else pixel.index(max(pixel))
