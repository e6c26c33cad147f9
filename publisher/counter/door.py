"""The door of the counter: whatever happens inside, people leave with plain words and a code."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from enum import IntEnum
from io import TextIOWrapper
from types import FrameType

import typer

from publisher import __version__
from publisher.counter.desk import Desk, WrongCommand
from publisher.counter.usage import misuse
from publisher.diagnostics.speech import choose_speech
from publisher.workspace import Refused

_OWN = "publisher"
_LIBRARY = re.compile(r"cannot load library '([^']+)'")


class Exit(IntEnum):
    """How a command ends, besides 0 (made) and 1 (the sources have errors)."""

    WRONG_COMMAND = 2
    MISSING_HERE = 3
    OUR_FAULT = 70
    INTERRUPTED = 130


_told_to_stop: list[int] = []


def serve(app: typer.Typer, words: Sequence[str]) -> int:
    """Carry out one command line and return its exit code; nothing is raised."""
    _open_streams()
    desk = Desk(choose_speech(words, os.environ))
    desk.stopped_by = _told_to_stop
    _told_to_stop.clear()
    try:
        return _carry_out(app, words, desk)
    except WrongCommand as wrong:
        return _refuse(desk, Exit.WRONG_COMMAND, wrong.code, **wrong.values)
    except Refused as refused:
        # Outside a workspace the command was given in the wrong place; all else is not there.
        outside = refused.code == "workspace-missing"
        code = Exit.WRONG_COMMAND if outside else Exit.MISSING_HERE
        return _refuse(desk, code, refused.code, **refused.values)
    except ModuleNotFoundError as absent:
        package = str(absent.name).partition(".")[0]
        if package == _OWN:
            return _break_down(desk, absent)
        return _refuse(desk, Exit.MISSING_HERE, "package-missing", package=package)
    except OSError as fault:
        if library := _LIBRARY.search(str(fault)):
            return _refuse(desk, Exit.MISSING_HERE, "native-library-missing", library=library[1])
        if fault.filename is None or fault.strerror is None:
            return _break_down(desk, fault)
        file = os.fsdecode(fault.filename)
        return _refuse(desk, Exit.MISSING_HERE, "disk-refused", file=file, reason=fault.strerror)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted(desk)
    except Exception as fault:
        return _break_down(desk, fault)


def _carry_out(app: typer.Typer, words: Sequence[str], desk: Desk) -> int:
    command = typer.main.get_command(app)
    try:
        answer = command.main(list(words), prog_name=_OWN, standalone_mode=False, obj=desk)
    except typer.TyperException as error:
        raise misuse(error, words) from error
    # typer turns an interruption into its exit code before we see it.
    if answer == Exit.INTERRUPTED:
        return _interrupted(desk)
    return answer if isinstance(answer, int) else 0


def _refuse(desk: Desk, exit_code: Exit, code: str, **values: str | None) -> int:
    desk.report.error(code, None, **values)
    desk.made = ()
    desk.close()
    return exit_code


def _interrupted(desk: Desk) -> int:
    desk.report.warning("interrupted")
    desk.made = ()
    desk.close()
    return Exit.INTERRUPTED


def _break_down(desk: Desk, fault: Exception) -> int:
    """Our own fault: plain words for people, the traceback in a file."""
    kind = type(fault).__name__
    return _refuse(desk, Exit.OUR_FAULT, "internal-error", kind=kind, file=_keep_traceback())


def _keep_traceback() -> str | None:
    head = f"publisher {__version__} · Python {platform.python_version()} · {platform.platform()}"
    text = f"{head}\n{sys.argv[1:]}\n\n{traceback.format_exc()}"
    with contextlib.suppress(OSError):
        handle, path = tempfile.mkstemp(prefix="publisher-", suffix=".txt")
        with open(handle, "w", encoding="utf-8", errors="replace") as stream:
            stream.write(text)
        return path
    return None


def _open_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows `?` for it; that never stops the press.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    with contextlib.suppress(ValueError):  # only the main thread can be interrupted
        signal.signal(signal.SIGTERM, _interrupt)
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Being told to end is being interrupted: drafts are cleared away on the way out.

    A library that swallows the exception (WeasyPrint does, while it draws) can't swallow the
    note made of it: the desk stops before the next step.
    """
    del frame
    _told_to_stop.append(number)
    raise KeyboardInterrupt
