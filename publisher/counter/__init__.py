"""The counter: takes a command line in, tells what was found, hands out what was made.

`cli.py` says what each command does; here is what all commands share: the desk a command is
served at, help in the language of the conversation, and the door nothing leaves as a traceback.
"""

from __future__ import annotations

from publisher.counter.desk import Desk, WrongCommand, at_the_desk
from publisher.counter.door import Exit, serve
from publisher.counter.showing import (
    explain_sections,
    praise,
    show_codes,
    show_explanation,
    show_families,
    show_health,
    show_kinds,
    show_patch,
)
from publisher.counter.usage import Command, Commands, nearest, one_of
from publisher.counter.wishes import (
    changes,
    cores,
    issue_names,
    kind_names,
    made_folders,
    read_bytes,
    read_text,
    remove,
    wanted_issues,
    wanted_outputs,
)

__all__ = [
    "Command",
    "Commands",
    "Desk",
    "Exit",
    "WrongCommand",
    "at_the_desk",
    "changes",
    "cores",
    "explain_sections",
    "issue_names",
    "kind_names",
    "made_folders",
    "nearest",
    "one_of",
    "praise",
    "read_bytes",
    "read_text",
    "remove",
    "serve",
    "show_codes",
    "show_explanation",
    "show_families",
    "show_health",
    "show_kinds",
    "show_patch",
    "wanted_issues",
    "wanted_outputs",
]
