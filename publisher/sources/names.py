"""Names inside one edition: ids, what points at them, numbers of figures and tables.

An id belongs to one thing of the whole edition; a reference may point forward, so references
are judged when everything has been read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.nodes import nearest

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
RESERVED = frozenset({"cover", "contents", "imprint", "title-page"})
ARTICLE_PREFIX = "art-"


@dataclass(frozen=True, slots=True)
class IndexMark:
    """A word marked for an index: `sort` orders it where the words themselves don't."""

    index: str
    term: str
    sort: str
    target: str
    place: Place | None


@dataclass(slots=True)
class Names:
    """Everything that can be pointed at in one edition in one language."""

    report: Report
    articles: frozenset[str] = frozenset()
    marks: list[IndexMark] = field(default_factory=list)
    figure: Callable[[str, str | None, Place | None], str] | None = None
    """What stands in place of `{{ path | format }}`; None where no text may name figures."""
    _places: dict[str, Place | None] = field(default_factory=dict)
    _wanted: list[tuple[str, Place | None]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def claim(self, id: str, place: Place | None) -> str:
        """Take an id an editor gave, or report why it can't be had."""
        if not ID.fullmatch(id):
            self.report.error("id-odd", place, id=id)
        elif id in RESERVED:
            self.report.error("id-reserved", place, id=id)
        elif id in self._places:
            first = self._places[id]
            self.report.error("name-twice", place, id=id, first=str(first) if first else None)
        self._places.setdefault(id, place)
        return id

    def invent(self, stem: str, place: Place | None) -> str:
        """An id of our own making for something the editor did not name."""
        while True:
            number = self._counts[stem] = self._counts.get(stem, 0) + 1
            id = f"{stem}{number}"
            if id not in self._places:
                self._places[id] = place
                return id

    def number(self, sort: str) -> int:
        """The next number of figures, or of tables, in reading order."""
        self._numbers[sort] = self._numbers.get(sort, 0) + 1
        return self._numbers[sort]

    def refer(self, id: str, place: Place | None) -> str:
        """Note that something points at an id; the id as it will stand in the edition."""
        bare = id.removeprefix(ARTICLE_PREFIX)
        meant = bare if id not in self.articles and bare in self.articles else id
        self._wanted.append((meant, place))
        return meant

    def resolve(self) -> None:
        """Report every reference that leads nowhere."""
        known_articles = [ARTICLE_PREFIX + id for id in sorted(self.articles)]
        for id, place in self._wanted:
            if id not in self._places:
                self.report.error(
                    "reference-nowhere",
                    place,
                    id=id,
                    suggestion=nearest(id, [*self._places, *known_articles]),
                    known=_some(self._places),
                )


def _some(ids: Iterable[str]) -> str | None:
    """The ids an editor may have meant: those that look given, not made."""
    shown = [id for id in ids if not id[-1:].isdigit()][:12]
    return ", ".join(shown) or None
