"""Hunspell dictionaries of this machine, read by spylls.

The press ships none: their licences keep them out of it. They are looked for where systems keep
them, or in the folders named by PUBLISHER_HUNSPELL instead. Like fonts of the system and the
libraries of Python they belong to the machine, so they do not come through the workspace's door.
"""

from __future__ import annotations

import functools
import importlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from publisher.model.language import Language

SETTING = "PUBLISHER_HUNSPELL"
FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/opt/local/share/hunspell",
    "/Library/Spelling",
)
NAMES: dict[Language, tuple[str, ...]] = {
    "uk": ("uk_UA", "uk"),
    "ru": ("ru_RU", "ru"),
    "en": ("en_GB", "en_US", "en"),
}
MOST_SUGGESTIONS = 3


class NoReader(Exception):  # noqa: N818 - it says what is missing
    """spylls, the reader of dictionaries, is not installed."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The words of one language."""

    path: Path
    hunspell: Any

    def knows(self, word: str) -> bool:
        """Whether a word, as it stands, is right."""
        return bool(self.hunspell.lookup(word))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that are near, the likeliest first."""
        return tuple(islice(_distinct(self.hunspell.suggest(word)), MOST_SUGGESTIONS))


def find_dictionary(language: Language, environment: Mapping[str, str]) -> Path | None:
    """The dictionary of a language, without its ending; None where the machine has none."""
    chosen = environment.get(SETTING, "").split(os.pathsep)
    for folder in tuple(filter(None, chosen)) or FOLDERS:
        for name in NAMES[language]:
            stem = Path(folder) / name
            if all(stem.with_name(f"{name}.{end}").is_file() for end in ("aff", "dic")):
                return stem
    return None


@functools.lru_cache(maxsize=len(NAMES))
def load_dictionary(path: Path) -> Dictionary:
    """Read a dictionary; some seconds for one of 300,000 words.

    Raises NoReader without spylls, and ValueError where the files are no dictionary.
    """
    try:
        dictionary = importlib.import_module("spylls.hunspell.dictionary")
        readers = importlib.import_module("spylls.hunspell.readers")
        files = importlib.import_module("spylls.hunspell.readers.file_reader")
    except ImportError as absent:
        raise NoReader from absent
    words, affixes = (path.with_name(f"{path.name}.{end}").read_bytes() for end in ("dic", "aff"))
    try:
        aff, context = readers.read_aff(_lines(files, affixes, "Windows-1252"))
        dic = readers.read_dic(_lines(files, words, context.encoding), aff=aff, context=context)
        return Dictionary(path, dictionary.Dictionary(aff, dic))
    except Exception as broken:
        # spylls has no error of its own: whatever it stumbles over, it is no dictionary.
        raise ValueError(f"{type(broken).__name__}: {broken}") from broken


def _lines(files: Any, content: bytes, encoding: str) -> Any:
    """Lines of a file for spylls, out of memory: its own reader leaves files open."""

    class Reader(files.BaseReader):  # type: ignore[misc]  # spylls has no types
        def reset_encoding(self, encoding: str) -> None:
            self.reset_io(io.StringIO(content.decode(encoding, "surrogateescape")))

    return Reader(io.StringIO(content.decode(encoding, "surrogateescape")))


def _distinct(words: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for word in words:
        if word not in seen:
            seen.add(word)
            yield word
