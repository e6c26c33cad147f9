"""Remembers what a stage made, by the digest of all that went into it.

Entries are files named by their key and sealed with a checksum. An entry that can't be read,
whatever the reason, is a miss: the cache may cost time, never truth. Never keyed by mtime.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_SEAL = 32


def digest(*parts: bytes | str) -> str:
    """SHA-256 over parts, each told apart from its neighbours by its length."""
    seal = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        seal.update(len(content).to_bytes(8, "big"))
        seal.update(content)
    return seal.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of sealed entries; `folder=None` remembers nothing."""

    folder: Path | None

    def recall(self, stage: str, key: str) -> bytes | None:
        """What was kept for a stage under a key, or None."""
        if self.folder is None:
            return None
        try:
            content = self._entry(stage, key).read_bytes()
        except OSError:
            return None
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

    def _entry(self, stage: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / stage / key[:2] / key
