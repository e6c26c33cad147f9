"""Outside judges on the print file: programs that had no part in making it.

An absent judge means “not judged”, never “passed”; with PUBLISHER_JUDGES=required it is a failure.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from publisher import press
from publisher.diagnostics import Report
from publisher.press.plates import make_plates
from publisher.units import Box
from tests.press import samples
from tests.press.test_faults import printed, printer
from tests.press.test_foreign_colours import WAYS, finished

pytestmark = pytest.mark.oracle
RESOLUTION = 150


def judge(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        if os.environ.get("PUBLISHER_JUDGES") == "required":
            pytest.fail(f"the judge `{name}` is not there")
        pytest.skip(f"not judged: `{name}` is not there")
    return found


def made(name: str, folder: Path) -> Path:
    proof = samples.good() if printer(name).live_transparency else samples.opaque()
    job = press.PrintJob(printer(name), proof.title, "sample", proof.moment)
    path = folder / f"{name}.pdf"
    path.write_bytes(press.finish(proof, job, samples.workspace(), Report()).content)
    return path


@pytest.mark.parametrize("name", press.printer_names(samples.workspace()))
def test_qpdf_finds_the_structure_sound(name, tmp_path):
    outcome = subprocess.run(
        [judge("qpdf"), "--check", made(name, tmp_path)], capture_output=True, text=True
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_poppler_sees_every_font_embedded(tmp_path):
    path = made("offset-coated", tmp_path)
    told = subprocess.run([judge("pdffonts"), path], capture_output=True, text=True, check=True)
    rows = told.stdout.splitlines()[2:]
    assert rows
    assert all(re.search(r"\byes\s+yes\s+yes\b", row) for row in rows)


def test_poppler_sees_no_font_in_a_file_of_curves(tmp_path):
    path = made("digital-curves", tmp_path)
    told = subprocess.run([judge("pdffonts"), path], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[2:] == []


def test_poppler_sees_the_boxes_we_set(tmp_path):
    path = made("offset-coated", tmp_path)
    told = subprocess.run(
        [judge("pdfinfo"), "-box", path], capture_output=True, text=True, check=True
    ).stdout
    trim = [float(v) for v in re.search(r"TrimBox:(.*)", told)[1].split()]
    bleed = [float(v) for v in re.search(r"BleedBox:(.*)", told)[1].split()]
    assert trim[2] - trim[0] == pytest.approx(148 * 72 / 25.4, abs=0.02)
    assert trim[0] - bleed[0] == pytest.approx(3 * 72 / 25.4, abs=0.02)


@pytest.mark.parametrize("name", ["offset-coated", "offset-x1a"])
def test_ghostscript_sees_the_same_ink_in_the_worst_window(name, tmp_path):
    path = made(name, tmp_path)
    command = [judge("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep",
               f"-r{RESOLUTION}", "-o", str(tmp_path / "p%d.tif"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    profile = samples.workspace().read(printer(name).profile.file).content
    with pikepdf.open(path) as pdf:
        boxes = [Box(*(float(v) for v in page.obj.BleedBox)) for page in pdf.pages]
        tops = [float(page.mediabox[3]) for page in pdf.pages]
    ours = make_plates(path.read_bytes(), printer(name), profile, len(boxes))
    theirs = [
        worst_window(separations(tmp_path, number, box, top), 15)
        for number, (box, top) in enumerate(zip(boxes, tops, strict=True), 1)
    ]
    assert max(page.worst for page in ours) == pytest.approx(max(theirs), abs=1)


def separations(folder: Path, page: int, box: Box, top: float) -> np.ndarray:
    scale = RESOLUTION / 72
    rows = slice(round((top - box.top) * scale), round((top - box.bottom) * scale))
    columns = slice(round(box.left * scale), round(box.right * scale))
    inks = []
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        plate = Image.open(folder / f"p{page}({ink}).tif")
        inks.append(255.0 - np.asarray(plate)[rows, columns])
    return sum(inks) / 2.55


def worst_window(total: np.ndarray, millimetres: float) -> float:
    """The mean of the worst square, summed here once more so that nothing of ours is used."""
    side = round(millimetres / 25.4 * RESOLUTION)
    sums = np.pad(total.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    squares = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return float(squares.max()) / side**2


def test_ghostscript_sees_the_inks_of_every_way_to_ask_for_a_colour(tmp_path):
    """The plates of our own are not the only witness of what became of foreign colours."""
    # Named inks go to plates of their own there; Ghostscript 10.0 paints nothing for a gradient
    # over both axes, as it comes in RGB neither.
    apart = {
        "device_n_of_process_inks", "device_n_that_looks_like_rgb", "gradient_over_both_axes",
        "picture_of_a_named_ink", "separation_by_a_calculation", "separation_of_a_process_ink",
        "separation_that_looks_like_lab", "separation_that_looks_like_rgb",
    }  # fmt: skip
    assert apart < set(WAYS)
    ways = {name: way for name, way in WAYS.items() if name not in apart}
    path = tmp_path / "ways.pdf"
    with pikepdf.new() as pdf:
        for ask, _ in ways.values():
            with pikepdf.open(io.BytesIO(finished(ask))) as one:
                pdf.pages.extend(one.pages)
        pdf.save(path)
    command = [judge("gs"), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep",
               "-r72", "-o", str(tmp_path / "p%d.tif"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    wrong = {}
    for page, (name, (_, inks)) in enumerate(ways.items(), 1):
        seen = []
        for ink in ("Cyan", "Magenta", "Yellow", "Black"):
            plate = np.asarray(Image.open(tmp_path / f"p{page}({ink}).tif"))
            middle = plate.shape[0] // 2
            seen.append(100 - plate[middle - 5 : middle + 5, middle - 5 : middle + 5].mean() / 2.55)
        if max(abs(a - b) for a, b in zip(seen, inks(), strict=True)) > 1.5:
            wrong[name] = seen
    assert wrong == {}


def twin() -> bytes:
    """The print file with a PDF/A-2b claim and intent: judged for all that both standards ask."""
    with pikepdf.open(io.BytesIO(printed("x4").content)) as pdf:
        intent = pikepdf.Dictionary(dict(pdf.Root.OutputIntents[0].items()))
        intent.S = pikepdf.Name.GTS_PDFA1
        pdf.Root.OutputIntents.append(pdf.make_indirect(intent))
        xmp = pdf.Root.Metadata.read_bytes().replace(
            b"</rdf:RDF>",
            b'<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
            b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
            b"</rdf:Description></rdf:RDF>",
        )
        # PDF/A wants a schema for the property that says PDF/X; the claim is not judged here.
        xmp = re.sub(rb"<pdfxid:GTS_PDFXVersion>.*?</pdfxid:GTS_PDFXVersion>", b"", xmp)
        pdf.Root.Metadata = pdf.make_stream(
            xmp, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        stream = io.BytesIO()
        pdf.save(stream, deterministic_id=True, fix_metadata_version=False)
    return stream.getvalue()


def test_page_validation_accepts_the_pdf_a_twin():
    validator = pytest.importorskip("page", reason="not judged: page-validation is not there")
    told = validator.validate_pdf_bytes(twin(), profile=validator.ValidationProfile.PDF_A_2B)
    assert told.is_compliant, [str(failure) for failure in told.failures]


def test_chromium_shows_the_report(tmp_path):
    browser = judge("chromium")
    made_file = printed("x4")
    report = press.preflight(made_file.content, printer("offset-coated"), samples.workspace())
    pictures = press.picture_pages(
        made_file.content, printer("offset-coated"), samples.workspace(), [1]
    )
    page, shot = tmp_path / "report.html", tmp_path / "report.png"
    page.write_text(press.as_html(report, pictures, title="Вісник"), encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--screenshot={shot}",
               "--window-size=1200,1600", f"--user-data-dir={tmp_path / 'browser'}",
               page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pixels = np.asarray(Image.open(shot).convert("RGB"))
    accent = (abs(pixels.astype(int) - (171, 22, 63)).max(axis=2) < 24).mean()
    assert accent > 0.05
