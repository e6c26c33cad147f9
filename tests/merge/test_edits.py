"""What was edited in Word comes home: the right letters, and no others."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import merge, pipeline
from publisher.diagnostics import Report
from tests.merge.conftest import SLUG, Sent, edit
from tests.merge.hands import CASES, Case, tracked, typed


def expected(sent: Sent, case: Case) -> dict[str, bytes]:
    after = dict(sent.sources)
    for name, old, new in case.changes:
        path = f"issues/{SLUG}/{name}"
        text = after[path].decode()
        assert text.count(old) == 1, (name, old)
        after[path] = text.replace(old, new).encode()
    return after


def told(report: Report) -> list[str]:
    return [one.code for one in report]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edit_changes_exactly_its_own_letters_and_loses_no_word(sent: Sent, case: Case):
    edited, after, merged, report = outcome(sent, case)

    wanted = expected(sent, case)
    assert {p: c.decode("utf-8", "replace") for p, c in after.items() if c != wanted[p]} == {}
    assert not report.errors
    assert {code for code in told(report) if code != "merge-nothing"} == set(case.told)
    assert case.words in " ".join(value for one in report for value in one.words.values())
    assert bool(merged.written) == bool(case.changes)
    assert lost(sent.docx, edited, after, report) == set()


_OUTCOMES: dict[str, tuple[bytes, dict[str, bytes], pipeline.Merged, Report]] = {}


def outcome(sent: Sent, case: Case) -> tuple[bytes, dict[str, bytes], pipeline.Merged, Report]:
    """What came of an edit; each is made once."""
    if case.name not in _OUTCOMES:
        edited = case.edited(sent.docx)
        _OUTCOMES[case.name] = (edited, *sent.merge(edited, apply=True))
    return _OUTCOMES[case.name]


def lost(given: bytes, edited: bytes, after: dict[str, bytes], report: Report) -> set[str]:
    """New words of an edited file that stand neither in the sources nor in what was told."""
    home = words(" | ".join(content.decode("utf-8", "replace") for content in after.values()))
    home |= words(" | ".join(value for one in report for value in one.words.values()))
    return all_words(edited) - all_words(given) - home


def all_words(docx: bytes) -> set[str]:
    manuscript = merge.open_manuscript("x.docx", docx, Report())
    return words(" | ".join(block.text for block in manuscript.blocks))


def words(text: str) -> set[str]:
    """Words; a number is one however its thousands are parted."""
    text = re.sub(r"(?<=\d)[\s.,](?=\d)", "", text.replace("\u2011", "-"))
    return set(re.findall(r"\w+", text))


def test_a_file_that_was_not_edited_changes_nothing(sent: Sent):
    _, merged, report = sent.merge(sent.docx, apply=True)

    assert (merged.patch, merged.written) == ("", ())
    assert told(report) == ["merge-nothing"]


def test_nothing_is_written_unless_asked(sent: Sent):
    after, merged, _ = sent.merge(edit(sent.docx, typed("дощову", "талу")))

    assert after == sent.sources
    assert "-> Хто не платить, той п'є дощову." in merged.patch
    assert "+> Хто не платить, той п'є талу." in merged.patch


def test_the_patch_is_one_that_git_applies(sent: Sent, tmp_path: Path):
    _, merged, _ = sent.merge(
        edit(sent.docx, typed("дощову", "талу"), typed("Тихе", "Гучне"), typed("Лугова", "Степова"))
    )
    for path, content in sent.sources.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"], input=merged.patch.encode(), cwd=tmp_path,
        check=True, env={"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path)},
    )  # fmt: skip

    folder = tmp_path / "issues" / SLUG
    assert "п'є талу" in (folder / "articles/02-voda.md").read_text()
    assert (folder / "data/sela.csv").read_bytes().endswith("Гучне,90,\r\n".encode())


def test_comments_and_tracked_changes_come_with_who_and_when(sent: Sent):
    edited = edit(sent.docx, tracked("15 травня", "20 травня"))
    _, _, report = sent.merge(edited)
    (put_in,) = [one for one in report if one.code == "merge-inserted"]

    assert put_in.words["author"] == "Ганна Юрченко"
    assert put_in.words["date"] == "2026-05-02"
    assert put_in.place is not None
    assert put_in.place.file == f"issues/{SLUG}/articles/02-voda.md"
    assert put_in.place.line == 12


def test_two_readers_who_agree_make_one_change(sent: Sent):
    one = edit(sent.docx, typed("дощову", "талу"))
    other = edit(sent.docx, typed("дощову", "талу"), typed("Лугова", "Степова"))
    after, merged, report = sent.merge(one, other, apply=True)

    assert not report.errors
    assert merged.edits == 2
    assert b"\xd1\x82\xd0\xb0\xd0\xbb\xd1\x83" in after[f"issues/{SLUG}/articles/02-voda.md"]


def test_two_readers_who_disagree_are_shown_side_by_side_and_nothing_is_written(sent: Sent):
    one = edit(sent.docx, typed("дощову", "талу"), typed("Лугова", "Степова"))
    other = edit(sent.docx, typed("дощову", "колодязну"))
    after, merged, report = sent.merge(one, other, apply=True)
    (conflict,) = [found for found in report if found.code == "merge-conflict"]

    assert after == sent.sources
    assert merged.written == ()
    assert {conflict.words["one"], conflict.words["other"]} == {"талу", "колодязну"}
    assert {conflict.words["first"], conflict.words["second"]} == {"reader1.docx", "reader2.docx"}
    assert "merge-not-clean" in [found.code for found in report.errors]
    assert "Степова" in merged.patch


def test_sources_that_went_on_elsewhere_are_merged(sent: Sent):
    path = f"issues/{SLUG}/articles/02-voda.md"
    now = sent.sources[path].decode().replace("Вода подорожчала", "Абзац перед нею.\n\nВода зросла")
    after, _, report = sent.merge(
        edit(sent.docx, typed("дощову", "талу")), apply=True, now={path: now.encode()}
    )

    assert not report.errors
    assert after[path].decode() == now.replace("дощову", "талу")


def test_sources_that_went_on_in_the_same_line_refuse_the_patch(sent: Sent):
    path = f"issues/{SLUG}/articles/02-voda.md"
    now = sent.sources[path].decode().replace("той п'є", "той пив").encode()
    after, merged, report = sent.merge(
        edit(sent.docx, typed("дощову", "талу")), apply=True, now={path: now}
    )

    assert after[path] == now
    assert merged.written == ()
    assert {"merge-changed-since", "merge-not-clean"} <= set(told(report))


def test_the_counts_of_all_edits(sent: Sent, capsys: pytest.CaptureFixture[str]):
    """`pytest tests/merge -k counts -s` prints them."""
    placed = listed = missing = 0
    for case in CASES:
        edited, after, _, report = outcome(sent, case)
        placed += after == expected(sent, case) and bool(case.changes)
        listed += bool(case.told) and not case.changes
        missing += len(lost(sent.docx, edited, after, report))
    with capsys.disabled():
        counts = f"{len(CASES)} edits: {placed} placed, {listed} told, {missing} words lost"
        sys.stdout.write(f"\n{counts}\n")
    assert (placed + listed, missing) == (len(CASES), 0)
    assert placed >= 30
