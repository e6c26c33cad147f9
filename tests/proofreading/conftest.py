"""An issue on the bench, read as `publisher check` reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import pipeline
from publisher.diagnostics import Diagnostic, Report
from publisher.workspace import Workspace

ISSUE = """\
kind: brochure
title: Проба
date: 2026-02-01
language: {language}
sections:
  - parts: [articles/a.md]
"""
HEAD = "---\ntitle: {title}\n---\n"

Findings = Callable[..., list[Diagnostic]]


@pytest.fixture
def findings(bench: Workspace, write: Callable[[str, str | bytes], Path]) -> Findings:
    """`findings("text", terms="…")`: what a check says of one article of a brochure."""

    def check(text: str, language: str = "uk", more: str = "", **files: str) -> list[Diagnostic]:
        write("issues/proba/issue.yaml", ISSUE.format(language=language) + more)
        title = "Title" if language == "en" else "Назва"
        write("issues/proba/articles/a.md", HEAD.format(title=title) + text)
        for name, content in files.items():
            suffix = "txt" if name == "words" else "yaml"
            write(f"issues/_shared/{name}.{suffix}", content)
        report = Report()
        pipeline.check(bench, ["proba"], report)
        return list(report)

    return check


def spot(finding: Diagnostic) -> str:
    """`line:column` in the article."""
    assert finding.place is not None
    assert finding.place.file == "issues/proba/articles/a.md"
    return f"{finding.place.line}:{finding.place.column}"
