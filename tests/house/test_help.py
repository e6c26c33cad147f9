"""`--help` speaks both languages, starts with a verb and shows examples."""

from __future__ import annotations

import re

import pytest
import typer

import cli
from publisher import counter
from publisher.counter.manual import help_pages
from publisher.diagnostics.speech import SPEECHES

APP = typer.main.get_command(cli.app)
COMMANDS = list(APP.commands)  # type: ignore[attr-defined]
VERBS = {"Bring", "Make", "Find", "Start", "List", "Remove", "Examine"}
VERBS |= {"Judge", "Print", "Explain", "Show"}


def help_of(command: str | None, speech: str, capsys: pytest.CaptureFixture[str]) -> str:
    words = [command, "--help", "--lang", speech] if command else ["--lang", speech, "--help"]
    assert counter.serve(cli.app, words) == 0
    return capsys.readouterr().out


# The `--lang` of `typography` is the language of its text: see below.
@pytest.mark.parametrize("command", [None, *(name for name in COMMANDS if name != "typography")])
def test_help_is_there_in_both_languages(command, capsys):
    uk, en = (help_of(command, speech, capsys) for speech in ("uk", "en"))

    assert "Приклади:\n  publisher " in uk
    assert "Examples:\n  publisher " in en
    assert not re.search("[А-Яа-яҐґЄєІіЇї]", en)


def test_help_of_typography_follows_the_environment(capsys, monkeypatch):
    said = []
    for speech in SPEECHES:
        monkeypatch.setenv("PUBLISHER_LANG", speech)
        counter.serve(cli.app, ["typography", "--help"])
        said.append(capsys.readouterr().out)

    assert "Приклади:" in said[0]
    assert "Examples:" in said[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_commands_help_starts_with_a_verb(command):
    summary = help_pages()[command]["summary"]

    assert re.match(r"\w+(ти|тися)\b", summary["uk"])
    assert summary["en"].split()[0] in VERBS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_of_itself(command):
    examples = [example["command"] for example in help_pages()[command]["examples"]]

    assert any(f"publisher {command}" in example for example in examples)


@pytest.mark.parametrize("command", COMMANDS)
def test_lines_of_help_fit_the_terminal(command, capsys):
    for line in help_of(command, "uk", capsys).splitlines():
        assert len(line) <= 100


def test_help_describes_no_command_that_is_not_there():
    pages = {name for name in help_pages() if not name.startswith("_")}

    assert pages == set(COMMANDS)
