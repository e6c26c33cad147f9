"""Help in the language of the conversation, and plain words for a command that was wrong.

typer parses; what it would say in English is said from our own phrase book and catalogue.
"""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import typer

from publisher.counter.desk import WrongCommand
from publisher.counter.manual import (
    Parameter,
    as_text,
    command_manual,
    help_pages,
    press_manual,
)
from publisher.diagnostics.speech import choose_speech

Choice = TypeVar("Choice", bound=str)


class Command(typer.core.TyperCommand):
    """A command that speaks our languages."""

    def get_help(self, ctx: Any) -> str:
        """The page of this command."""
        return as_text(command_manual(str(self.name), parameters(self, ctx), ctx.obj.speech))

    def get_short_help_str(self, limit: int = 0) -> str:
        """The line the shell shows beside a completion."""
        del limit
        speech = choose_speech(sys.argv[1:], os.environ)
        summary: str = help_pages()[str(self.name)]["summary"][speech]
        return summary


class Commands(typer.core.TyperGroup):
    """All commands."""

    def get_help(self, ctx: Any) -> str:
        """The page of the press."""
        commands = self.list_commands(ctx)
        return as_text(press_manual(commands, parameters(self, ctx), ctx.obj.speech))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant; a misspelt one is answered with the nearest."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise WrongCommand(
                "unknown-command", command=args[0], suggestion=nearest(args[0], self.commands)
            )
        return super().resolve_command(ctx, args)


def parameters(command: Any, ctx: Any) -> list[Parameter]:
    """The parameters of a command as its manual needs them."""
    return [
        Parameter(
            name=one.name,
            spellings=tuple(one.opts) if one.param_type_name == "option" else (),
            is_flag=bool(getattr(one, "is_flag", False)),
            is_required=one.required,
            is_repeated=one.nargs == -1,
        )
        for one in command.get_params(ctx)
        if not getattr(one, "hidden", False)
    ]


def misuse(error: Any, words: Sequence[str]) -> WrongCommand:
    """What typer found wrong with a command line, as one of our diagnostics."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else " ".join(("publisher", *words[:1]))
    parameter = getattr(error, "param", None)
    name = _spelling(parameter)
    match type(error).__name__:
        case "NoSuchOption":
            suggestion = next(iter(error.possibilities or ()), None)
            return WrongCommand(
                "unknown-option", option=error.option_name, command=command, suggestion=suggestion
            )
        case "MissingParameter":
            return WrongCommand("missing-argument", argument=name, command=command)
        case "BadOptionUsage":
            return WrongCommand("missing-value", option=error.option_name, command=command)
        case "BadParameter":
            return WrongCommand("wrong-number", option=name, command=command)
    if extra := re.search(r"unexpected extra argument.*?\((.*)\)", str(error)):
        return WrongCommand("unexpected-argument", argument=extra[1], command=command)
    return WrongCommand("wrong-usage", reason=str(error), command=command)


def one_of(value: str, known: Iterable[Choice], option: str) -> Choice:
    """The value, when it is one of those an option takes."""
    choices = tuple(known)
    for choice in choices:
        if choice == value:
            return choice
    raise WrongCommand(
        "wrong-value",
        value=value,
        option=option,
        suggestion=nearest(value, choices),
        known=", ".join(choices),
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely means."""
    return next(iter(difflib.get_close_matches(word, tuple(known), n=1)), None)


def _spelling(parameter: Any) -> str:
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.name).upper()
