"""The only home of Jinja2: sandboxed, strict, escaping; templates come in by the door."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
import jinja2.sandbox

from publisher.workspace import Refused, Workspace

BASE = "templates/_base"


def environment(workspace: Workspace, kind: str) -> jinja2.sandbox.SandboxedEnvironment:
    """An environment that looks into the kind's folder first, then into the base.

    An undefined name is an error, markup is escaped, and nothing but `for`, `if`, `include`,
    macros and the press's own filters is at hand.
    """
    made = jinja2.sandbox.SandboxedEnvironment(
        loader=jinja2.FunctionLoader(_loader(workspace, kind)),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    made.globals.clear()
    return made


def path_of(workspace: Workspace, kind: str, name: str) -> str | None:
    """The path of a template by its name; None when neither folder has it."""
    for folder in (f"templates/{kind}", BASE):
        if workspace.exists(f"{folder}/{name}"):
            return f"{folder}/{name}"
    return None


def _loader(
    workspace: Workspace, kind: str
) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        own = name.removeprefix("_base/")
        path = f"{BASE}/{own}" if own != name else path_of(workspace, kind, name)
        if path is None:
            return None
        try:
            return workspace.read(path).content.decode(), path, lambda: True
        except Refused:
            return None

    return load
