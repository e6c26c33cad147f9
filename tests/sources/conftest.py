"""A bench to read issues on: files in, issues and the words of the report out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.diagnostics import BuildStopped, Diagnostic, Report, messages
from publisher.diagnostics.wording import places
from publisher.model.issue import Article, Issue, Part
from publisher.model.text import Element
from publisher.sources import load_issue
from publisher.workspace import Workspace
from tests.conftest import ROOT

FOLDER = "issues/try"
HEAD = "---\ntitle: Стаття\n---\n"
ISSUE = """kind: bulletin
title: Вісник
date: 2026-01-31
language: uk
sections:
  - parts:
      - articles/a.md
"""


def cases(name: str) -> list[object]:
    """What stands between tildes in a file of `tests/cases`, and the line below it."""
    text = (ROOT / "tests/cases" / f"{name}.md").read_text(encoding="utf-8")
    found = re.findall(r"^~~~~\n(.*?)^~~~~\n([^\n]+)$", text, re.MULTILINE | re.DOTALL)
    assert found
    return [
        pytest.param(typed.replace("⍽", "\u00a0").replace("⇥", "\t"), said, id=said.split()[0])
        for typed, said in (pair for pair in found)
    ]


@dataclass(frozen=True)
class Reading:
    """What came of reading an issue."""

    issues: tuple[Issue, ...]
    report: Report

    @property
    def issue(self) -> Issue:
        assert len(self.issues) == 1, self.lines
        return self.issues[0]

    @property
    def parts(self) -> list[Part]:
        return [part for section in self.issue.sections for part in section.parts]

    @property
    def article(self) -> Article:
        (article,) = [part for part in self.parts if isinstance(part, Article)]
        return article

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.report]

    @property
    def lines(self) -> list[str]:
        """`code place: message → hint`, in Ukrainian, with paths from the issue's folder."""
        return [line_of(finding) for finding in self.report]

    def only(self) -> Diagnostic:
        assert len(self.report) == 1, "\n".join(self.lines)
        return next(iter(self.report))


def line_of(finding: Diagnostic) -> str:
    place = str(finding.place or "").removeprefix(f"{FOLDER}/")
    message = messages.message(finding, "uk")
    hint = messages.hint(finding, "uk")
    assert messages.message(finding, "en")
    wording = messages.wording_of(finding.code, "uk")
    assert wording is not None
    assert places(wording.message) <= finding.words.keys(), finding
    return f"{finding.code} {place}: {message}" + (f" → {hint}" if hint else "")


Read = Callable[..., Reading]


@pytest.fixture
def read(bench: Workspace, write: Callable[[str, str | bytes], Path]) -> Read:
    """Read an issue made of files; `issue.yaml` and `articles/a.md` are there if not given."""

    def reading(files: dict[str, str | bytes] | None = None, **rest: str) -> Reading:
        given: dict[str, str | bytes] = {"issue.yaml": ISSUE, **(files or {}), **rest}
        if b"articles/a.md" in _bytes(given["issue.yaml"]):
            given.setdefault("articles/a.md", HEAD + "Текст.\n")
        for name, content in given.items():
            shared = name.removeprefix("shared:")
            path = f"issues/_shared/{shared}" if shared != name else f"{FOLDER}/{name}"
            write(path, content)
        report = Report()
        try:
            issues = load_issue(bench, "try", report)
        except BuildStopped:
            issues = ()
        return Reading(issues, report)

    return reading


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@pytest.fixture
def body(read: Read) -> Callable[[str], Reading]:
    """Read an article by its body alone; the body begins on line 4 of its file."""

    def reading(markdown: str) -> Reading:
        return read({"articles/a.md": HEAD + markdown})

    return reading


def part(yaml: str) -> str:
    """An `issue.yaml` with one part, given as the lines of a flow mapping or a block."""
    lines = yaml.strip("\n").split("\n")
    indented = "\n".join(("      - " if n == 0 else "        ") + x for n, x in enumerate(lines))
    return ISSUE.replace("      - articles/a.md", indented)


def drawn(node: object) -> str:
    """An element in one line: `paragraph(text emphasis(word))`."""
    if not isinstance(node, Element):
        return getattr(node, "text", str(node))
    inside = "".join(
        drawn(child) if not isinstance(child, Element) or _inline(child) else f" {drawn(child)}"
        for child in node.children
    ).strip()
    given = "".join(f" {key}={value}" for key, value in node.attributes)
    return f"{node.name}[{given.strip()}]({inside})" if given else f"{node.name}({inside})"


def _inline(node: Element) -> bool:
    return node.name in {
        "emphasis", "strong", "subscript", "superscript", "code", "strikethrough", "link",
        "span", "break", "footnote", "reference", "index-mark", "small-caps",
    }  # fmt: skip


def flow(reading: Reading) -> list[str]:
    """The body of the article, a line a block."""
    assert reading.report.errors == (), "\n".join(reading.lines)
    return [drawn(block) for block in reading.article.body]


@pytest.fixture
def svg() -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
        '<rect width="20" height="10" fill="#00573f"/></svg>'
    )
