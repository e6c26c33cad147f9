"""What the words of a command mean: which issues, which outputs, which text."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from publisher.counter.desk import WrongCommand
from publisher.counter.usage import nearest, one_of
from publisher.workspace import Refused, Workspace

ISSUES = "issues"
MANUSCRIPT = "issue.yaml"


def wanted_issues(
    named: Sequence[str] | None, known: Sequence[str], workspace: Workspace
) -> tuple[str, ...]:
    """Slugs of the issues named by slug or path; none named: the one we stand in, else all."""
    if named:
        return tuple(dict.fromkeys(_slug(name, known, workspace) for name in named))
    if (here := _issue_of(Path.cwd(), workspace)) in known:
        return (str(here),)
    if not known:
        raise WrongCommand("no-issues")
    return tuple(known)


def _slug(name: str, known: Sequence[str], workspace: Workspace) -> str:
    if name in known:
        return name
    if (slug := _issue_of(Path(name), workspace)) in known:
        return str(slug)
    raise WrongCommand(
        "unknown-issue",
        issue=name,
        suggestion=nearest(name, known),
        known=", ".join(known) or None,
    )


def _issue_of(path: Path, workspace: Workspace) -> str | None:
    """The issue folder a path lies in, if it lies in one."""
    shelf = (workspace.root / ISSUES).resolve()
    place = path.resolve()
    return place.relative_to(shelf).parts[0] if shelf in place.parents else None


def wanted_outputs(named: Iterable[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    """Formats from `--to pdf,docx` and `--to pdf --to docx` alike, each once."""
    words = [word.strip().lower() for name in named or () for word in name.split(",")]
    return tuple(dict.fromkeys(one_of(word, known, "--to") for word in words))


def cores() -> int:
    """How many processes may work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# -- words for the shell to complete -------------------------------------------------------


def issue_names() -> list[str]:
    """Issues of the workspace we stand in; none where there is no workspace."""
    return _names(ISSUES, MANUSCRIPT)


def kind_names() -> list[str]:
    """Kinds of the workspace we stand in; none where there is no workspace."""
    return _names("templates", "edition.yaml")


def _names(shelf: str, mark: str) -> list[str]:
    try:
        workspace = Workspace.find()
    except Refused:
        return []
    names = workspace.folders(shelf)
    return [name for name in names if workspace.exists(f"{shelf}/{name}/{mark}")]


# -- cleaning ------------------------------------------------------------------------------


def made_folders(named: Sequence[str] | None, shelf: str, workspace: Workspace) -> tuple[str, ...]:
    """Folders of made files: of the issues named, else of all, whether or not they still exist."""
    built = workspace.folders(shelf)
    if not named:
        return (shelf,) if built or (workspace.root / shelf).is_dir() else ()
    known = tuple(dict.fromkeys((*issue_names_of(workspace), *built)))
    slugs = dict.fromkeys(_slug(name, known, workspace) for name in named)
    return tuple(f"{shelf}/{slug}" for slug in slugs if slug in built)


def issue_names_of(workspace: Workspace) -> tuple[str, ...]:
    """Issues of a workspace, by their folders alone."""
    return tuple(
        name
        for name in workspace.folders(ISSUES)
        if workspace.exists(f"{ISSUES}/{name}/{MANUSCRIPT}")
    )


def remove(workspace: Workspace, *folders: str) -> tuple[str, ...]:
    """Remove folders of the workspace; those that were there come back."""
    there = tuple(folder for folder in folders if (workspace.root / folder).is_dir())
    for folder in there:
        place = workspace.root / folder
        # A link is taken away, never what it leads to.
        place.unlink() if place.is_symlink() else shutil.rmtree(place)
    return there


# -- the typographer's text ----------------------------------------------------------------


def read_bytes(file: Path) -> bytes:
    """The bytes of a file named on the command line."""
    try:
        return file.read_bytes()
    except OSError as fault:
        raise WrongCommand("text-unreadable", file=str(file), reason=fault.strerror) from fault


def read_text(file: Path | None) -> str:
    """The text of a file, or of standard input; line ends stay as they are."""
    try:
        content = sys.stdin.buffer.read() if file is None else file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as fault:
        raise WrongCommand("text-unreadable", file=str(file), reason=fault.strerror) from fault
    except UnicodeDecodeError as fault:
        raise WrongCommand("text-not-utf-8", file=str(file or "-")) from fault


def changes(before: str, after: str) -> str:
    """The lines that differ, old above new, each with its number.

    Spaces that don't break are drawn as `·`, else nobody would see them.
    """
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return "".join(
        f"{number}\n- {old}\n+ {_drawn(new)}\n"
        for number, (old, new) in enumerate(pairs, 1)
        if old != new
    )


def _drawn(line: str) -> str:
    return line.translate({0x00A0: "·", 0x202F: "·", 0x2009: "·"})
