"""What an id is called where the text points at it: «рис. 1», «табл. 2», «Назва» (с. 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from publisher.html.words import Words
from publisher.model.charts import Chart, Map
from publisher.model.issue import Article, Figure, Insert, Issue, Part, Table
from publisher.model.text import Element, Line

if TYPE_CHECKING:
    from publisher.html.setter import Setter


@dataclass(frozen=True, slots=True)
class References:
    """Names of everything that can be pointed at."""

    words: Words
    named: dict[str, tuple[str, str | Line]]

    @classmethod
    def of(cls, issue: Issue, words: Words) -> References:
        """Collect what an issue holds."""
        named: dict[str, tuple[str, str | Line]] = {}
        for part in (part for section in issue.sections for part in section.parts):
            for id, sort, name in _names(part):
                named[id] = (sort, name)
        return cls(words, named)

    def write(self, id: str, content: Markup, setter: Setter) -> Markup:
        """A link to an id: in the editor's words where there are any, else by its name."""
        link = Markup('<a class="reference" href="#{}">{}</a>')
        if content:
            return link.format(id, content)
        sort, name = self.named.get(id, ("place", ""))
        if isinstance(name, Line):
            return link.format(id, setter.line(name)) + self._page(id)
        if name:
            return link.format(id, f"{self.words[sort + '.short']}\u00a0{name}")
        return self._page(id, bare=True)

    def _page(self, id: str, *, bare: bool = False) -> Markup:
        page = Markup('{}\u00a0<a class="page-number" href="#{}"></a>').format(
            self.words["page.short"], id
        )
        return page if bare else Markup(" ({})").format(page)


def _names(part: Part) -> Iterator[tuple[str, str, str | Line]]:
    if isinstance(part, Figure | Table):
        yield part.id, part.type, str(part.number or "")
    elif isinstance(part, Article):
        yield part.id, "article", part.title
        for figure in part.figures:
            yield figure.id, "figure", str(figure.number or "")
        for table in part.tables:
            yield table.id, "table", str(table.number or "")
        for element in part.body:
            yield from _inner_names(element)
    elif not isinstance(part, Chart | Map | Insert) and part.title:
        yield part.id, part.type, part.title


def _inner_names(element: Element) -> Iterator[tuple[str, str, str | Line]]:
    """Tables written in the text itself, with the number the sources gave them."""
    for node in element.walk():
        if isinstance(node, Element) and node.name == "table" and node.children:
            yield node.get("id") or "", "table", node.get("number") or ""
