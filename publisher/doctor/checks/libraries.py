"""The native libraries WeasyPrint calls to lay out text.

Loading is the only honest test: a file may be there and be made for another machine.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
from dataclasses import dataclass

from publisher.diagnostics import Report
from publisher.doctor.machine import Machine
from publisher.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Library:
    """A native library: its name for people, for the linker, and the function that dates it."""

    title: str
    name: str
    version: str
    dated_by: str | None = None


LIBRARIES = (
    Library("GObject", "gobject-2.0", "0"),
    Library("Pango", "pango-1.0", "0", "pango_version_string"),
    Library("PangoFT2", "pangoft2-1.0", "0"),
    Library("HarfBuzz", "harfbuzz", "0", "hb_version_string"),
    Library("HarfBuzz subset", "harfbuzz-subset", "0"),
    Library("Fontconfig", "fontconfig", "1"),
)


def check_libraries(workspace: Workspace, machine: Machine, report: Report) -> None:
    """Load each one and say its version."""
    del workspace
    for library in LIBRARIES:
        loaded, file = _load(library, machine)
        if loaded is None:
            report.error(
                "doctor-library-missing",
                library=library.title,
                file=file,
                command=machine.libraries_command,
            )
        else:
            version = _version(library, loaded)
            report.note("doctor-library", library=f"{library.title} {version}".strip(), file=file)


def _load(library: Library, machine: Machine) -> tuple[ctypes.CDLL | None, str]:
    """The library and the file it came from, or None and the file that was looked for."""
    own = machine.library_file(library.name, library.version)
    for file in (own, ctypes.util.find_library(library.name)):
        if file:
            with contextlib.suppress(OSError):
                return ctypes.CDLL(file), file
    return None, own


def _version(library: Library, loaded: ctypes.CDLL) -> str:
    if library.dated_by is None:
        return ""
    function = getattr(loaded, library.dated_by)
    function.restype = ctypes.c_char_p
    said = function()
    return said.decode() if isinstance(said, bytes) else ""
