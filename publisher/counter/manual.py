"""The page `--help` shows and `docs/reference/commands.md` prints: one text for both.

Knows nothing of how the command line is parsed: `usage` says which parameters a command has,
`help.yaml` says what they are for.
"""

from __future__ import annotations

import functools
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from publisher.diagnostics.speech import Speech

PRESS = "_press"
WIDTH = 88


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument or option, as the command line declares it."""

    name: str
    spellings: tuple[str, ...] = ()
    """`--to`, `-t`; none for an argument."""
    is_flag: bool = False
    is_required: bool = False
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing and what it is for."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """A page of help in one language."""

    name: str
    summary: str
    details: str
    usage: Section
    examples: Section
    sections: tuple[Section, ...]
    foot: str = ""


def press_manual(
    commands: Sequence[str], parameters: Sequence[Parameter], speech: Speech
) -> Manual:
    """The page of the press itself: its commands, with a line each."""
    titles = help_pages()["_titles"]
    exits = help_pages()["_exit"]
    summaries = tuple(Row(name, help_pages()[name]["summary"][speech]) for name in commands)
    codes = tuple(Row(code, said[speech]) for code, said in exits["codes"].items())
    return _page(
        PRESS,
        f"publisher {titles['command'][speech]} …",
        parameters,
        speech,
        before=(Section(titles["commands"][speech], summaries),),
        after=(Section(exits["title"][speech], codes),),
        foot=titles["more"][speech],
    )


def command_manual(command: str, parameters: Sequence[Parameter], speech: Speech) -> Manual:
    """The page of one command."""
    pieces = [_metavar(command, one, speech) for one in parameters if not one.spellings]
    usage = " ".join(["publisher", command, *pieces, f"[{_title('options', speech)}]"])
    return _page(command, usage, parameters, speech)


def _page(
    command: str,
    usage: str,
    parameters: Sequence[Parameter],
    speech: Speech,
    before: tuple[Section, ...] = (),
    after: tuple[Section, ...] = (),
    foot: str = "",
) -> Manual:
    page = help_pages()[command]
    arguments = [_row(command, one, speech) for one in parameters if not one.spellings]
    options = [_row(command, one, speech) for one in parameters if one.spellings]
    sections = (
        *before,
        Section(_title("arguments", speech), tuple(arguments)),
        Section(_title("options", speech), tuple(options)),
        *after,
    )
    return Manual(
        name="publisher" if command == PRESS else f"publisher {command}",
        summary=page["summary"][speech],
        details=page.get("details", {}).get(speech, ""),
        usage=Section(_title("usage", speech), (Row(usage, ""),)),
        examples=Section(
            _title("examples", speech),
            tuple(Row(example["command"], example[speech]) for example in page["examples"]),
        ),
        sections=tuple(section for section in sections if section.rows),
        foot=foot,
    )


def _row(command: str, parameter: Parameter, speech: Speech) -> Row:
    meaning: str = _said(command, "parameters", parameter.name)[speech]
    if not parameter.spellings:
        return Row(_metavar(command, parameter, speech), meaning)
    name = ", ".join(sorted(parameter.spellings, key=len))
    if not parameter.is_flag:
        name += f" {_said(command, 'metavars', parameter.name)[speech]}"
    return Row(name, meaning)


def _metavar(command: str, parameter: Parameter, speech: Speech) -> str:
    name = _said(command, "metavars", parameter.name)[speech]
    name += "…" if parameter.is_repeated else ""
    return name if parameter.is_required else f"[{name}]"


def _said(command: str, what: str, name: str) -> Mapping[Speech, Any]:
    own = help_pages()[command].get(what, {})
    said: Mapping[Speech, Any] = own[name] if name in own else help_pages()["_all"][what][name]
    return said


def _title(key: str, speech: Speech) -> str:
    title: str = help_pages()["_titles"][key][speech]
    return title


@functools.cache
def help_pages() -> Mapping[str, Any]:
    """What `--help` says, by command."""
    file = resources.files("publisher.counter") / "help.yaml"
    pages: Mapping[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return pages


# -- for a terminal ------------------------------------------------------------------------


def as_text(manual: Manual, *, width: int = WIDTH) -> str:
    """The page for a terminal, plain enough for a screen reader."""
    blocks = ["\n".join(_wrapped(manual.summary, width))]
    if manual.details:
        blocks.append("\n".join(_wrapped(manual.details, width)))
    blocks.append(f"{manual.usage.title}: {manual.usage.rows[0].name}")
    blocks.append(_examples(manual.examples))
    blocks += [_columns(section, width) for section in manual.sections]
    if manual.foot:
        blocks.append(manual.foot)
    return "\n\n".join(blocks)


def _examples(section: Section) -> str:
    lines = [f"{section.title}:"]
    for row in section.rows:
        lines += [f"  {row.name}", f"      {row.meaning}"]
    return "\n".join(lines)


def _columns(section: Section, width: int) -> str:
    column = max(len(row.name) for row in section.rows) + 4
    lines = [f"{section.title}:"]
    for row in section.rows:
        first, *rest = _wrapped(row.meaning, width - column)
        lines.append(f"  {row.name:<{column - 2}}{first}")
        lines += [" " * column + line for line in rest]
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    # A file name or an option in backticks is never broken.
    glued = re.sub(r"`[^`]*`", lambda match: match[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(glued, max(width, 20), break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines] or [""]


# -- for the reference ---------------------------------------------------------------------


def as_markdown(manual: Manual) -> str:
    """The page for `docs/reference/commands.md`."""
    lines = [f"## `{manual.name}`", "", f"{manual.summary}.", ""]
    if manual.details:
        lines += [manual.details, ""]
    lines += ["```text", manual.usage.rows[0].name, "```", ""]
    for section in manual.sections:
        lines += [f"**{section.title}**", ""]
        lines += [f"- `{row.name}`: {row.meaning}" for row in section.rows]
        lines.append("")
    lines += [f"**{manual.examples.title}**", "", "```sh"]
    lines += [f"{row.name}    # {row.meaning}" for row in manual.examples.rows]
    lines += ["```", ""]
    return "\n".join(lines)
