"""Issue and templates → HtmlBook. The only home of Jinja2."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.html import glyphs
from publisher.html.inserts import PlacedInsert, placed_inserts
from publisher.html.kinds import Kind, kind_names, load_kind
from publisher.html.render import render
from publisher.html.typecheck import check_templates
from publisher.model.output import HtmlBook


def runs(book: HtmlBook) -> Iterator[glyphs.Run]:
    """What each face is asked to print: family, weight, whether italic, text, place."""
    return glyphs.runs(book.markup, book.tokens, book.places)


__all__ = [
    "Kind",
    "PlacedInsert",
    "check_templates",
    "kind_names",
    "load_kind",
    "placed_inserts",
    "render",
    "runs",
]
