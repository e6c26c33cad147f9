"""The file that is given out: as sound as the one that is not, and marked to be known again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from openxml_audit import OpenXmlValidator

from publisher import merge
from publisher.diagnostics import Report
from publisher.word import check
from tests.merge.conftest import SLUG, Sent


def test_marks_leave_the_file_sound(sent: Sent, tmp_path: Path):
    file = tmp_path / "given.docx"
    file.write_bytes(sent.docx)

    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
    assert check.faults(sent.docx) == []


def test_the_edition_is_named_in_three_places(sent: Sent):
    edition = merge.open_manuscript("x.docx", sent.docx, Report()).edition
    assert edition is not None
    with zipfile.ZipFile(io.BytesIO(sent.docx)) as archive:
        for part in ("docProps/custom.xml", "docProps/core.xml", "word/document.xml"):
            assert edition.encode() in archive.read(part), part


def test_what_it_was_made_from_is_kept_under_the_issue(sent: Sent):
    (kept,) = (sent.workspace / "issues" / SLUG / merge.FOLDER).glob("*.zip")
    record = merge.recall(kept.read_bytes(), kept.name)

    assert record.edition == kept.stem
    assert dict(record.sources) == sent.sources


def test_nearly_every_letter_of_the_editor_is_followed_home(sent: Sent):
    from publisher.merge.typed import Typed

    (kept,) = (sent.workspace / "issues" / SLUG / merge.FOLDER).glob("*.zip")
    typed = Typed.of(merge.recall(kept.read_bytes(), kept.name))
    mine = home = 0
    for block, spots, origins in zip(
        typed.record.given.blocks, typed.letters, typed.origins, strict=True
    ):
        for letter, spot, origin in zip(block.text, spots, origins, strict=True):
            trace = None if origin is None else typed.record.traces[origin]
            if trace and letter.strip() and not str(trace.place.file).endswith(".xlsx"):
                mine += 1
                home += spot is not None

    assert mine > 1000
    assert home / mine > 0.98
