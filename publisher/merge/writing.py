"""Words from Word in the languages of our sources: Markdown, a YAML value, a CSV cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from publisher.merge.manuscript import NOTE, PICTURE, Marks

_MARKDOWN = re.compile(r"[\\`*\[\]<~^{}]|(?<!\w)_|_(?!\w)|(?<![\w.\-/])@(?=[A-Za-z])|&(?=#?\w+;)")
_OPENS = re.compile(r"([#>+\-:|])(?=\s|:|$)|(\d+)([.)])(?=\s|$)|(:::)|(---+$)")
_SIGNS = (("b", "**"), ("i", "*"), ("strike", "~~"), ("sup", "^"), ("sub", "~"))


def markdown(text: str, *, in_table: bool = False, opens: bool = False) -> str:
    """Plain words as Markdown that means just them."""
    made = _MARKDOWN.sub(lambda found: "\\" + found[0], text)
    if in_table:
        made = made.replace("|", "\\|").replace("\n", " ")
    if opens and (found := _OPENS.match(made)):
        at = found.end(2) if found[2] else 0
        made = made[:at] + "\\" + made[at:]
    return made.replace("\n", "\\\n")


def marked_up(
    text: str,
    marks: Sequence[Marks],
    context: Marks,
    notes: Sequence[str],
    *,
    in_table: bool = False,
    opens: bool = False,
) -> str:
    """Words with emphasis, links and notes as Markdown, beside words that wear `context`.

    `notes` are the Markdown of the notes that are called in the text, in order.
    """
    out = ""
    waiting = iter(notes)
    for shown, group in itertools.groupby(range(len(text)), key=lambda at: marks[at]):
        piece = "".join(text[at] for at in group)
        for part in re.split(f"([{NOTE}{PICTURE}])", piece):
            if part == NOTE:
                out += f"^[{next(waiting, '')}]"
            elif part and part != PICTURE:
                written = markdown(part, in_table=in_table, opens=opens and not out)
                out += _signed(written, shown - context)
    return out


def _signed(text: str, marks: Marks) -> str:
    bare = text.strip()
    if not bare or not marks:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    for name, sign in _SIGNS:
        if name in marks:
            bare = f"{sign}{bare}{sign}"
    for mark in sorted(marks):
        if mark.startswith("link:"):
            bare = f"[{bare}]({mark.removeprefix('link:')})"
    return before + bare + after


def plain(text: str) -> str:
    """Words alone, on one line."""
    return text.replace(NOTE, "").replace(PICTURE, "").replace("\n", " ").replace("\u2011", "-")


def in_yaml(text: str, quotes: str) -> str:
    """Words inside a YAML value that wears these quotes."""
    if quotes == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    if quotes == "'":
        return text.replace("'", "''")
    return text


def needs_quotes(value: str, *, in_flow: bool) -> bool:
    """Whether a YAML value without quotes would be read as something else."""
    if value != value.strip() or not value:
        return True
    if value[0] in "-?:,[]{}#&*!|>'\"%@`" and not re.match(r"-\S", value):
        return True
    if ": " in value or " #" in value or value.endswith(":"):
        return True
    return in_flow and bool(re.search(r"[,\[\]{}]", value))
