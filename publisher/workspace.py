"""The one door to disk, clock and environment; remembers what was read.

Every path is named from the workspace root, with `/`. Whatever an editor's file points at is
opened component by component without following links, so that nothing outside the workspace
is ever read: no `..`, no absolute path, no link, no URL. Outputs appear by rename.
"""

from __future__ import annotations

import contextlib
import datetime
import difflib
import errno
import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from publisher.diagnostics import Place, Report

SHARED = "shared:"
SHARED_FOLDER = "issues/_shared"
LARGEST_FILE = 256 * 1024 * 1024

_URL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]+:")
_READ = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Refused(Exception):  # noqa: N818 - a refusal is an answer, with the code of its diagnostic
    """The door stays shut; `code` and `values` make the diagnostic."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its path from the workspace root, its bytes, their SHA-256."""

    path: str
    content: bytes
    digest: str

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(file=self.path)


@dataclass(slots=True)
class Workspace:
    """A checkout of the press with its templates, fonts and issues."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    reads: dict[str, str] = field(default_factory=dict)
    told: Callable[[str], None] | None = None
    """Told the path of each file when it is read for the first time."""
    _kept: dict[str, SourceFile] = field(default_factory=dict)
    _witnesses: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def find(cls, start: Path | None = None) -> Self:
        """The workspace that holds `start` (or the current folder): the nearest folder above
        with `templates/_base` in it. Refused (`workspace-missing`) where there is none."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "templates" / "_base").is_dir():
                return cls(folder)
        raise Refused("workspace-missing", folder=str(start))

    # -- reading ---------------------------------------------------------------------------

    def read(self, path: str) -> SourceFile:
        """Read a file by its path from the root; `Refused` says why it can't be had.

        The bytes are read once: a file changed in mid-build can't give two answers.
        """
        path = unicodedata.normalize("NFC", path)
        if kept := self._kept.get(path):
            self._testify(f"read {path}", kept.digest)
            return kept
        try:
            content = self._read_strictly(path)
        except Refused as refused:
            self._testify(f"read {path}", refused.code)
            raise
        source = SourceFile(path, content, hashlib.sha256(content).hexdigest())
        self._testify(f"read {path}", source.digest)
        self._kept[path] = source
        self.reads[path] = source.digest
        if self.told is not None:
            self.told(path)
        return source

    def take(
        self, reference: str, beside: str, place: Place | None, report: Report
    ) -> SourceFile | None:
        """Read what an editor's file points at, or report why it can't be had.

        `reference` is relative to the folder `beside`, which it may not leave, or starts with
        `shared:` and is relative to `issues/_shared/`.
        """
        try:
            return self.read(self.locate(reference, beside))
        except Refused as refused:
            report.error(refused.code, place, **refused.values)
            return None

    def locate(self, reference: str, beside: str) -> str:
        """The path from the root that a reference means; `Refused` when it may not be used."""
        folder, name = beside, reference
        if reference.startswith(SHARED):
            folder, name = SHARED_FOLDER, reference[len(SHARED) :]
        elif _URL.match(reference) or reference.startswith("//"):
            raise Refused("path-is-url", path=reference)
        if name.startswith(("/", "\\", "~")):
            raise Refused("path-absolute", path=reference)
        if "\x00" in name or "\\" in name:
            raise Refused("path-odd", path=reference)
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if ".." in parts:
            raise Refused("path-outside", path=reference)
        if not parts:
            raise Refused("path-empty", path=reference)
        return "/".join((folder, *parts))

    def exists(self, path: str) -> bool:
        """Whether a regular file stands at this path from the root."""
        there = (self.root / path).is_file()
        self._testify(f"exists {path}", str(there))
        return there

    def files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Names of the regular files of a folder, in code point order; none where it is absent."""
        entries = tuple(self._entries(folder, os.path.isfile))
        self._testify(f"files {folder}", "/".join(entries))
        return tuple(entry for entry in entries if entry.endswith(suffix))

    def folders(self, folder: str) -> tuple[str, ...]:
        """Names of the sub-folders of a folder, in code point order; none where it is absent."""
        entries = tuple(self._entries(folder, os.path.isdir))
        self._testify(f"folders {folder}", "/".join(entries))
        return entries

    def issue_slugs(self) -> tuple[str, ...]:
        """Folders of `issues/` that hold an issue: not those that begin with `_` or a dot."""
        return tuple(name for name in self.folders("issues") if not name.startswith(("_", ".")))

    def tree(self, folder: str) -> tuple[str, ...]:
        """Paths of all regular files below a folder, relative to it, in code point order."""
        below = [
            f"{name}/{path}"
            for name in self.folders(folder)
            for path in self.tree(f"{folder}/{name}")
        ]
        return tuple(sorted((*self.files(folder), *below)))

    def _entries(self, folder: str, wanted: object) -> Iterator[str]:
        place = self.root / folder
        if place.is_dir():
            for name in sorted(os.listdir(place)):
                if callable(wanted) and wanted(place / name):
                    yield unicodedata.normalize("NFC", name)

    def _read_strictly(self, path: str) -> bytes:
        parts = path.split("/")
        descriptor = os.open(self.root, os.O_RDONLY | os.O_CLOEXEC)
        try:
            for index, part in enumerate(parts):
                descriptor = self._step(descriptor, part, path, last=index == len(parts) - 1)
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Refused("file-odd", path=path)
            if status.st_size > LARGEST_FILE:
                raise Refused(
                    "file-too-large",
                    path=path,
                    size=f"{status.st_size // 2**20}",
                    limit=f"{LARGEST_FILE // 2**20}",
                )
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                return stream.read(LARGEST_FILE + 1)
        finally:
            os.close(descriptor)

    def _step(self, folder: int, part: str, path: str, *, last: bool) -> int:
        """Open one more component, never through a link; closes the folder it came from."""
        flags = _READ if last else _READ | getattr(os, "O_DIRECTORY", 0)
        try:
            descriptor = os.open(self._spelling(folder, part), flags, dir_fd=folder)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK):
                raise Refused("path-is-link", path=path) from error
            if error.errno == errno.ENOTDIR and self._is_link(folder, part):
                raise Refused("path-is-link", path=path) from error
            if error.errno in (errno.ENOENT, errno.ENOTDIR):
                raise Refused("file-missing", path=path, **self._nearest(path)) from error
            raise Refused(
                "file-unreadable", path=path, reason=error.strerror or str(error)
            ) from error
        os.close(folder)
        return descriptor

    @staticmethod
    def _spelling(folder: int, part: str) -> str:
        """The name as the disk spells it: a reference may be NFC where the name is NFD."""
        with contextlib.suppress(OSError):
            os.stat(part, dir_fd=folder, follow_symlinks=False)
            return part
        decomposed = unicodedata.normalize("NFD", part)
        with contextlib.suppress(OSError):
            os.stat(decomposed, dir_fd=folder, follow_symlinks=False)
            return decomposed
        return part

    @staticmethod
    def _is_link(folder: int, part: str) -> bool:
        try:
            return stat.S_ISLNK(os.stat(part, dir_fd=folder, follow_symlinks=False).st_mode)
        except OSError:
            return False

    def _nearest(self, path: str) -> dict[str, str]:
        folder, _, name = path.rpartition("/")
        near = difflib.get_close_matches(name, self.files(folder), n=1, cutoff=0.5)
        return {"suggestion": near[0]} if near else {}

    # -- what was asked ----------------------------------------------------------------------

    @contextlib.contextmanager
    def witness(self) -> Iterator[dict[str, str]]:
        """Gathers what is asked of the disk and the clock, with the answers: `unchanged` asks
        it all again."""
        answers: dict[str, str] = {}
        self._witnesses.append(answers)
        try:
            yield answers
        finally:
            self._witnesses = [one for one in self._witnesses if one is not answers]

    def unchanged(self, answers: Mapping[str, str]) -> bool:
        """Whether disk and clock would answer today what they answered then."""
        return all(self._ask(question) == answer for question, answer in answers.items())

    def _testify(self, question: str, answer: str) -> None:
        for answers in self._witnesses:
            answers[question] = answer

    def _ask(self, question: str) -> str:
        verb, _, path = question.partition(" ")
        match verb:
            case "read":
                try:
                    return self.read(path).digest
                except Refused as refused:
                    return refused.code
            case "exists":
                return str(self.exists(path))
            case "files":
                return "/".join(self.files(path))
            case "folders":
                return "/".join(self.folders(path))
            case "environment":
                return self.environment.get(path, "")
        raise AssertionError(question)

    # -- writing ---------------------------------------------------------------------------

    def publish(self, path: Path, content: bytes) -> None:
        """Write a finished output so that it appears whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
        try:
            with draft.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def withdraw(self, path: Path) -> None:
        """Take back an output of an earlier build that is not true any more."""
        path.unlink(missing_ok=True)

    # -- clock -----------------------------------------------------------------------------

    def today(self, otherwise: datetime.date) -> datetime.datetime:
        """The moment outputs are dated with: SOURCE_DATE_EPOCH, else the issue's own date."""
        epoch = self.environment.get("SOURCE_DATE_EPOCH", "")
        self._testify("environment SOURCE_DATE_EPOCH", epoch)
        if epoch.isascii() and epoch.isdigit():
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        return datetime.datetime.combine(otherwise, datetime.time(12), datetime.UTC)
