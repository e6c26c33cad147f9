"""Bookmarks: where links, page references and fields find what they point at.

An element of the HTML gets a bookmark when something points at it. Names follow Word's own habit
(`_Ref`, `_Toc` and nine digits: hidden, offered in its dialogs, left alone by LibreOffice).
Contents entries have bookmarks of their own, since Word throws those away when the contents are
made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.word.ooxml import Element, w


@dataclass(slots=True)
class Bookmarks:
    """Names by element id, and the numbers they are opened and closed with."""

    references: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    """Figures and tables → the bookmark round the number of their caption."""
    _placed: set[str] = field(default_factory=set)

    def reference(self, id: str) -> str:
        """The bookmark of an element that text points at."""
        return self.references.setdefault(id, f"_Ref{len(self.references) + 1:09}")

    def contents_entry(self, id: str) -> str:
        """The bookmark of an element that the contents point at."""
        return self.contents.setdefault(id, f"_Toc{len(self.contents) + 1:09}")

    def number(self, id: str) -> str:
        """The bookmark round the number in a caption."""
        return self.numbers.setdefault(id, f"_Ref{500000000 + len(self.numbers):09}")

    def round(self, names: Iterable[str], content: Iterable[Element]) -> list[Element]:
        """Content with bookmarks round it."""
        wanted = [name for name in names if name not in self._placed]
        ids = []
        for name in wanted:
            self._placed.add(name)
            ids.append(len(self._placed) - 1)
        return [
            *(w("bookmarkStart", id=id, name=name) for id, name in zip(ids, wanted, strict=True)),
            *content,
            *(w("bookmarkEnd", id=id) for id in reversed(ids)),
        ]

    def is_placed(self, name: str) -> bool:
        """Whether a bookmark stands in the file."""
        return name in self._placed
