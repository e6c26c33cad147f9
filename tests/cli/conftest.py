"""The counter as a person meets it: words in, exit code and two streams out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import cli
from publisher import counter


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


Publisher = Callable[..., Answer]


@pytest.fixture
def publisher(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """`publisher("build", "--to", "pdf", at=folder)`: one command line, in English."""

    def run(*words: str, at: Path | None = None, stdin: str = "", lang: str = "en") -> Answer:
        monkeypatch.setenv("PUBLISHER_LANG", lang)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(stdin.encode())))
        if at:
            monkeypatch.chdir(at)
        code = counter.serve(cli.app, words)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run
