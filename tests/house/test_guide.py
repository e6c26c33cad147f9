"""Every example of the editor's guide works, and every message it shows is what the press says.

A fenced block that names a file (`yaml issue.yaml`, `csv data/x.csv`) is that file of the guide's
own edition; a block without a name is tried inside that edition; a block that also names a code
(`yaml issue.yaml unknown-field`) is wrong on purpose, and the `text` block after it shows how
that looks.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from dataclasses import dataclass

import pikepdf
import pytest

from publisher.diagnostics import Report
from publisher.diagnostics.terminal import render_report
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.foreign.adverts import whole

GUIDE = ROOT / "docs/guides/editor.uk.md"
SLUG = "visnyk-1"
FOLDER = f"issues/{SLUG}"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ONLY_DIRECTORY = ("type: directory", "type: index")


@dataclass(frozen=True)
class Example:
    """One fenced block: what it is written in, the file it is, the code it provokes."""

    line: int
    tongue: str
    file: str | None
    code: str | None
    text: str

    @property
    def id(self) -> str:
        return f"line {self.line}"


def examples() -> list[Example]:
    guide = GUIDE.read_text(encoding="utf-8")
    return [
        Example(guide[: match.start()].count("\n") + 1, match[1], match[2], match[3], match[4])
        for match in FENCE.finditer(guide)
    ]


FILES = [one for one in examples() if one.file and not one.code]
FRAGMENTS = [one for one in examples() if one.tongue in ("markdown", "yaml") and not one.file]
FAULTS = [
    (one, after)
    for one, after in zip(examples(), examples()[1:], strict=False)
    if one.code and after.tongue == "text"
]


@pytest.fixture
def edition(bench: Workspace, write):
    """The guide's own edition, with a picture where the guide speaks of one."""
    for one in FILES:
        write(f"{FOLDER}/{one.file}", one.text)
    picture = bench.root / FOLDER / "images/zbory.svg"
    picture.parent.mkdir()
    shutil.copyfile(ROOT / "templates/bulletin/sample/images/cover.svg", picture)
    for name in ("reklama/nasinnia", "reklama/kurs", "dokumenty/rishennia"):
        write(f"{FOLDER}/{name}.pdf", _sent())
    return bench


def _sent() -> bytes:
    """Two pages as large as those of the edition, with bleed, in inks."""

    def in_inks(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(b"0.1 0.2 0 0 k 0 0 999 999 re f")

    return whole(size=(145, 200), pages=2, change=in_inks)


def checked(workspace: Workspace) -> Report:
    from publisher import pipeline

    report = Report()
    pipeline.check(workspace, [SLUG], report)
    return report


def said(workspace: Workspace) -> str:
    def source(path: str) -> str:
        return (workspace.root / path).read_text(encoding="utf-8")

    return render_report(checked(workspace), "uk", source)


def test_the_edition_of_the_guide_is_without_fault(edition):
    assert said(edition) == ""


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda one: one.id)
def test_every_fragment_of_the_guide_works(fragment, edition, write):
    shutil.rmtree(edition.root / FOLDER / "articles")
    if fragment.tongue == "markdown":
        front = "" if fragment.text.startswith("---") else "---\ntitle: Приклад\n---\n\n"
        write(f"{FOLDER}/articles/pryklad.md", front + fragment.text)
        parts = "      - articles/pryklad.md\n"
        head = "title: Приклад\nlanguage: uk\n"
    elif fragment.text.startswith("- "):
        parts = textwrap.indent(fragment.text, " " * 6)
        head = "title: Приклад\nlanguage: uk\n"
    else:
        write(f"{FOLDER}/articles/pryklad.md", "---\ntitle: Приклад\n---\n\nТекст.\n")
        if "languages:" in fragment.text:
            write(f"{FOLDER}/articles/pryklad.en.md", "---\ntitle: Example\n---\n\nText.\n")
        parts = "      - articles/pryklad.md\n"
        head = fragment.text
    kind = "directory" if any(name in fragment.text for name in ONLY_DIRECTORY) else "brochure"
    write(
        f"{FOLDER}/issue.yaml",
        f"kind: {kind}\ndate: 2026-01-31\n{head}sections:\n  - parts:\n{parts}",
    )

    assert said(edition) == ""


@pytest.mark.parametrize(("fault", "shown"), FAULTS, ids=lambda one: one.id)
def test_a_message_of_the_guide_is_what_the_press_says(fault, shown, edition, write):
    write(f"{FOLDER}/{fault.file}", fault.text)

    assert {finding.code for finding in checked(edition)} == {fault.code}
    assert said(edition) == shown.text


def test_the_guide_shows_what_a_fault_looks_like():
    assert FAULTS
