"""Remembers what a stage made, by the digest of all that went into it.

Entries are files named by their key and sealed with a checksum. An entry that can't be read,
whatever the reason, is a miss: the cache may cost time, never truth. Never keyed by mtime.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pickle
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_origin

_Value = TypeVar("_Value")

LARGEST = 2 * 2**30
"""How large the folder may grow, in bytes."""

_INSTALLED = ".dist-info"
_SEAL = 32
_NAME = 64  # a key, in hexadecimal digits


def digest(*parts: bytes | str) -> str:
    """SHA-256 over parts, each told apart from its neighbours by its length."""
    seal = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        seal.update(len(content).to_bytes(8, "big"))
        seal.update(content)
    return seal.hexdigest()


@functools.cache
def version() -> str:
    """Our own code and the libraries beside it: another version is another key for everything."""
    seal = hashlib.sha256()
    own = Path(__file__).parent
    for path in sorted(own.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            seal.update(path.relative_to(own).as_posix().encode())
            seal.update(path.read_bytes())
    for folder in sys.path:
        with contextlib.suppress(OSError):
            installed = (name for name in os.listdir(folder or ".") if name.endswith(_INSTALLED))
            seal.update("/".join(sorted(installed)).encode())
    return seal.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of sealed entries; `folder=None` remembers nothing."""

    folder: Path | None

    def recall(self, stage: str, key: str) -> bytes | None:
        """What was kept for a stage under a key, or None."""
        if self.folder is None:
            return None
        entry = self._entry(stage, key)
        try:
            content = entry.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(entry)  # what is asked for is kept longest
        seal, body = content[:_SEAL], content[_SEAL:]
        return body if hashlib.sha256(body).digest() == seal else None

    def keep(self, stage: str, key: str, body: bytes) -> None:
        """Keep bytes for a stage under a key; a full or read-only disk only loses the entry."""
        if self.folder is None:
            return
        entry = self._entry(stage, key)
        draft = entry.with_name(f".{entry.name}.{secrets.token_hex(6)}.part")
        with contextlib.suppress(OSError):
            entry.parent.mkdir(parents=True, exist_ok=True)
            try:
                draft.write_bytes(hashlib.sha256(body).digest() + body)
                os.replace(draft, entry)
            finally:
                draft.unlink(missing_ok=True)

    def keep_value(self, stage: str, key: str, value: object) -> None:
        """Keep a value of our own types."""
        if self.folder is not None:
            self.keep(stage, key, pickle.dumps(value))

    def recall_value(self, stage: str, key: str, sort: type[_Value]) -> _Value | None:
        """What was kept with `keep_value`, if it is still of this sort."""
        body = self.recall(stage, key)
        if body is None:
            return None
        try:
            value = pickle.loads(body)
        except Exception:
            # A class that moved, a field that is gone: whatever the reason, it is a miss.
            return None
        return value if isinstance(value, get_origin(sort) or sort) else None

    def trim(self, limit: int = LARGEST) -> None:
        """Forget what was not asked for longest until the folder holds no more than `limit`
        bytes."""
        if self.folder is None:
            return
        entries = []
        for path in self.folder.rglob("*"):
            with contextlib.suppress(OSError):
                status = path.lstat()
                if stat.S_ISREG(status.st_mode) and len(path.name) == _NAME:
                    entries.append((status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= limit:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def _entry(self, stage: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / stage / key[:2] / key
