"""The reference says what the program says; `make update` writes it anew."""

from __future__ import annotations

import pytest
import typer

import cli
from tests.conftest import ROOT
from tools import make_reference

COMMANDS = list(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", make_reference.pages())
def test_the_reference_is_current(path, update):
    text = make_reference.pages()[path]
    file = ROOT / path
    if update:
        file.write_text(text, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("page", ["commands.md", "commands.uk.md"])
def test_every_command_is_documented(command, page):
    assert f"\n## `publisher {command}`\n" in (ROOT / "docs/reference" / page).read_text("utf-8")


def test_the_commands_of_the_contract_are_there():
    contract = {"build", "check", "new", "kinds", "fonts", "doctor", "schema", "explain", "clean"}

    assert contract <= set(COMMANDS)
