"""Where a word was typed: file, line and column of the very word, not of its paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from publisher.diagnostics import Place
from publisher.model.text import Text
from publisher.workspace import Refused, Workspace


@dataclass(slots=True)
class Spots:
    """Finds words of a text again in the file the text came from."""

    workspace: Workspace
    _files: dict[str, str] = field(default_factory=dict)

    def find(self, text: Text, start: int, end: int) -> Place | None:
        """The place of `text.text[start:end]`; that of the text where it can't be told better.

        What stands between in the file and not in the text (marks of emphasis, line ends,
        escapes) is passed over by counting how often the words were met before.
        """
        place = text.place
        if place is None or place.file is None or place.line is None or place.cell:
            return place
        wanted = r"\s+".join(re.escape(word) for word in text.text[start:end].split())
        if not wanted:
            return place
        pattern = re.compile(wanted)
        before = sum(match.start() < start for match in pattern.finditer(text.text))
        typed = self._typed(place.file)
        origin = _offset(typed, place.line, place.column or 1)
        for count, match in enumerate(pattern.finditer(typed, origin)):
            if count == before:
                line = typed.count("\n", 0, match.start()) + 1
                column = match.start() - (typed.rfind("\n", 0, match.start()) + 1) + 1
                last = typed.count("\n", 0, match.end()) + 1
                end_column = match.end() - (typed.rfind("\n", 0, match.end()) + 1) + 1
                return replace(
                    place, line=line, column=column, end_line=last, end_column=end_column
                )
        return place

    def _typed(self, path: str) -> str:
        if path not in self._files:
            try:
                content = self.workspace.read(path).content
            except Refused:
                content = b""
            text = content.decode("utf-8-sig", errors="replace")
            self._files[path] = text.replace("\r\n", "\n").replace("\r", "\n")
        return self._files[path]


def _offset(text: str, line: int, column: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
        if not offset:
            return len(text)
    return offset + column - 1
