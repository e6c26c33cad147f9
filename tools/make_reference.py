#!/usr/bin/env python3
"""Write docs/reference/ from the program: commands from the app, messages from the catalogue.

`.venv/bin/python tools/make_reference.py` or `make update`; `tests/house/test_reference.py` fails
when the pages are not what this would write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "docs/reference"
sys.path.insert(0, str(ROOT))

import cli  # noqa: E402, TID251 - the reference is read off the app, from outside
from publisher.counter.manual import as_markdown, command_manual, press_manual  # noqa: E402
from publisher.counter.usage import parameters  # noqa: E402
from publisher.diagnostics import messages  # noqa: E402
from publisher.diagnostics.phrases import say  # noqa: E402
from publisher.diagnostics.speech import SPEECHES, Speech  # noqa: E402

TITLES: dict[str, dict[Speech, str]] = {
    "commands": {"uk": "Команди", "en": "Commands"},
    "diagnostics": {"uk": "Повідомлення", "en": "Messages"},
    "made": {
        "uk": "Цю сторінку пише `tools/make_reference.py`; не правте її руками.",
        "en": "This page is written by `tools/make_reference.py`; don't edit it by hand.",
    },
    "codes": {
        "uk": "Код стоїть у дужках перед повідомленням; те саме каже `publisher explain КОД`.",
        "en": "Each code stands before its message; `publisher explain CODE` says the same.",
    },
}


def pages() -> dict[str, str]:
    """Every page of the reference by its path from the root."""
    written = {}
    for speech in SPEECHES:
        tail = "" if speech == "en" else f".{speech}"
        written[f"{FOLDER}/commands{tail}.md"] = commands_page(speech)
        written[f"{FOLDER}/diagnostics{tail}.md"] = diagnostics_page(speech)
    return written


def commands_page(speech: Speech) -> str:
    """The press and each of its commands, as `--help` says them."""
    press: Any = typer.main.get_command(cli.app)
    names = press.list_commands(None)
    manuals = [press_manual(names, parameters(press, typer.Context(press)), speech)]
    for name in names:
        command = press.commands[name]
        asked = parameters(command, typer.Context(command))
        manuals.append(command_manual(name, asked, speech))
    head = f"# {TITLES['commands'][speech]}\n\n{TITLES['made'][speech]}\n\n"
    return head + "\n".join(map(as_markdown, manuals)).rstrip("\n") + "\n"


def diagnostics_page(speech: Speech) -> str:
    """Every code with its message, its meaning and the ways out."""
    lines = [f"# {TITLES['diagnostics'][speech]}", "", TITLES["made"][speech], ""]
    lines += [TITLES["codes"][speech], ""]
    for code in messages.codes():
        wording = messages.wording_of(code, speech)
        if wording is None:
            continue
        lines += [f"## `{code}`", "", f"**{messages.skeleton(wording.message)}**", ""]
        lines += [wording.explain, ""]
        word = say("hint", speech)
        lines += [f"- {word}: {messages.skeleton(sentence)}" for sentence in wording.hints]
        lines += [""] if wording.hints else []
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> None:
    """Write the pages that are not current and name them."""
    for path, text in pages().items():
        file = ROOT / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
