"""What a build found and made, as JSON for other programs.

The same sources give the same bytes: no time, no machine, no absolute path. The keys and
their order are a promise; a new key may be added, none changes its meaning without `version`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from publisher.diagnostics.messages import hint, message
from publisher.diagnostics.place import Place
from publisher.diagnostics.report import Diagnostic, Report
from publisher.diagnostics.speech import Speech

VERSION = 1


class Output(Protocol):
    """A file that was made, as `publisher.model.output.Made` describes it."""

    @property
    def path(self) -> str:
        """Path from the workspace root."""

    @property
    def content(self) -> bytes:
        """The bytes of the file."""

    @property
    def format(self) -> str:
        """pdf, docx, html, print …"""

    @property
    def pages(self) -> int | None:
        """Number of pages, where there are pages."""


def as_json(
    report: Report,
    made: Iterable[Output],
    speech: Speech,
    *,
    strict: bool = False,
    more: Mapping[str, Any] | None = None,
) -> bytes:
    """The listing in UTF-8.

    `strict` counts warnings as errors, as the command line does; `more` are the keys that one
    command adds (`fonts`: `families`, `kinds`: `kinds`).
    """
    stopped = report.errors or (strict and report.warnings)
    listing = {
        "version": VERSION,
        "ok": not stopped,
        "diagnostics": [listed(finding, speech) for finding in report],
        "outputs": [_output(output) for output in made],
        **(more or {}),
    }
    return (json.dumps(listing, ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", errors="replace"
    )


def listed(finding: Diagnostic, speech: Speech) -> dict[str, Any]:
    """One finding with its message, as the listing has it."""
    place = finding.place or Place()
    box = place.box
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": message(finding, speech),
        "hint": hint(finding, speech),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "page": place.page,
        "box": box and [round(side, 2) for side in (box.left, box.bottom, box.right, box.top)],
    }


def _output(output: Output) -> dict[str, Any]:
    return {
        "path": output.path,
        "sha256": hashlib.sha256(output.content).hexdigest(),
        "bytes": len(output.content),
        "pages": output.pages,
        "format": output.format,
    }
