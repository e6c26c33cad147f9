"""The desk: what one command was asked, what it found, what it made, how it leaves."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from publisher.diagnostics import BuildStopped, Report
from publisher.diagnostics.listing import as_json
from publisher.diagnostics.speech import Speech
from publisher.diagnostics.terminal import ProgressLine, render_report, wants_colour
from publisher.model.output import Made
from publisher.workspace import Refused, Workspace


class WrongCommand(Exception):  # noqa: N818 - it says what happened, as an editor would
    """The command was wrong; `code` and `values` make the diagnostic."""

    def __init__(self, code: str, **values: str | None) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(slots=True)
class Desk:
    """One command at the counter. Results go to standard output, what was found to standard
    error; with `--format json` both are one document on standard output."""

    speech: Speech
    form: str = "human"
    strict: bool = False
    explained: bool = False
    report: Report = field(default_factory=Report)
    made: tuple[Made, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    """Keys that this command adds to the listing."""
    workspace: Workspace | None = None
    progress: ProgressLine = field(default_factory=lambda: ProgressLine(sys.stderr, os.environ))
    stopped_by: list[int] = field(default_factory=list)
    """Signals that told the command to stop."""

    def open_workspace(self, *near: str) -> Workspace:
        """The workspace that holds the first folder named, else the one we stand in."""
        start = next((Path(name) for name in near if Path(name).is_dir()), None)
        self.workspace = Workspace.find(start)
        return self.workspace

    def step(self, title: str, done: int, total: int) -> None:
        """Show the next step, or stop before it when the command was told to."""
        if self.stopped_by:
            raise KeyboardInterrupt
        self.progress.step(title, done, total)

    def put(self, text: str) -> None:
        """Write a result to standard output; whoever closed it early wants no more."""
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def put_listing(self) -> None:
        """Write what was found and made, for programs, to standard output."""
        listing = as_json(self.report, self.made, self.speech, strict=self.strict, more=self.more)
        self.put(listing.decode())

    def put_document(self, document: Mapping[str, object]) -> None:
        """Write a JSON document to standard output."""
        self.put(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def put_paths(self, paths: Iterable[str]) -> None:
        """Name files or folders on standard output, as the person who stands here would."""
        root = self.workspace.root if self.workspace else Path.cwd()
        self.put("".join(f"{_from_here(str(root / path))}\n" for path in paths))

    def tell(self) -> None:
        """Say to people, on standard error, what was found."""
        self.progress.clear()
        sys.stderr.write(
            render_report(
                self.report,
                self.speech,
                self._source,
                colour=wants_colour(sys.stderr, os.environ),
                explained=self.explained,
            )
        )
        sys.stderr.flush()

    def close(self) -> None:
        """Say what was found and name what was made."""
        if self.form == "json":
            self.progress.clear()
            self.put_listing()
            return
        self.tell()
        self.put_paths(made.path for made in self.made)

    @property
    def outcome(self) -> int:
        """The exit code of what was found."""
        return 1 if self.report.errors or (self.strict and self.report.warnings) else 0

    def _source(self, path: str) -> str | None:
        if self.workspace is None:
            return None
        try:
            return self.workspace.read(path).content.decode("utf-8-sig", errors="replace")
        except Refused:
            return None


@contextlib.contextmanager
def at_the_desk(
    context: typer.Context, form: str, *, strict: bool = False, explained: bool = False
) -> Iterator[Desk]:
    """Serve one command; it leaves with the exit code of what was found."""
    desk: Desk = context.obj
    desk.form, desk.strict, desk.explained = form, strict, explained
    try:
        yield desk
    except BuildStopped as stopped:
        desk.report.add(stopped.report)
    desk.close()
    raise typer.Exit(desk.outcome)


def _from_here(path: str) -> str:
    """A path as the person who stands here would type it."""
    here = os.path.relpath(path)
    return path if here.startswith(os.pardir) else here
