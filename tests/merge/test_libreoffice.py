"""The same way back when the file went through LibreOffice, which writes it in its own words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from publisher.diagnostics import Report
from tests.conftest import judge
from tests.merge.conftest import SLUG, Sent, edit
from tests.merge.hands import RADA, VODA, added, looked, moved, noted, removed, tracked, typed

pytestmark = pytest.mark.oracle


def through_libreoffice(docx: bytes, folder: Path) -> bytes:
    office = judge("soffice")
    (folder / "in").mkdir()
    (folder / "in" / "x.docx").write_bytes(docx)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "in" / "x.docx")],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    return (folder / "x.docx").read_bytes()


def test_a_file_only_saved_by_libreoffice_changes_nothing(sent: Sent, tmp_path: Path):
    _, merged, report = sent.merge(through_libreoffice(sent.docx, tmp_path))

    assert merged.patch == ""
    assert not [str(one) for one in report if one.code != "merge-nothing"]


CHANGES = (
    (typed("щовесни вона", "щоліта вона"), RADA, "і щовесни вона", "і щоліта вона"),
    (typed("приймальні", "канцелярії"), RADA, "[приймальні]", "[канцелярії]"),
    (typed("Лугова", "Степова"), RADA, "Лугова", "Степова"),
    (noted("1987 року", "1986 року"), RADA, "1987", "1986"),
    (removed("Наступна сесія"), RADA, "Наступна сесія відбудеться в червні.\n\n", ""),
    (typed("десять відсотків", "вісім відсотків"), VODA, "десять", "вісім"),
    (looked("безоплатно", "b"), VODA, "безоплатно", "**безоплатно**"),
    (tracked("15 травня", "20 травня"), VODA, "15 травня", "20 травня"),
    (typed("крамниця", "«Сільпо»"), "data/sela.csv", "крамниця", "«Сільпо»"),
    (typed("світло на", "світло чи газ на"), "issue.yaml", "світло на", "світло чи газ на"),
)


def test_edits_saved_by_libreoffice_come_home_all_the_same(sent: Sent, tmp_path: Path):
    edited = through_libreoffice(edit(sent.docx, *(hand for hand, *_ in CHANGES)), tmp_path)
    after, _, report = sent.merge(edited, apply=True)
    wanted = dict(sent.sources)
    for _, name, old, new in CHANGES:
        path = f"issues/{SLUG}/{name}"
        wanted[path] = wanted[path].decode().replace(old, new).encode()

    assert {p: c.decode() for p, c in after.items() if c != wanted[p]} == {}
    assert told(report) == {"merge-inserted", "merge-deleted"}


def test_paragraphs_moved_and_put_in_survive_libreoffice(sent: Sent, tmp_path: Path):
    edited = edit(
        sent.docx,
        moved("Запитання надсилайте", "Вода подорожчала"),
        added("Наступна сесія", "Порядок денний оголосять згодом."),
    )
    after, _, report = sent.merge(through_libreoffice(edited, tmp_path), apply=True)
    voda = after[f"issues/{SLUG}/{VODA}"].decode()
    rada = after[f"issues/{SLUG}/{RADA}"].decode()

    assert voda.index("Запитання надсилайте") < voda.index("Лічильники перевірять")
    assert voda.count("Запитання надсилайте") == 1
    assert "в червні.\n\nПорядок денний оголосять згодом.\n" in rada
    assert told(report) <= {"merge-nothing"}


def told(report: Report) -> set[str]:
    return {one.code for one in report}
