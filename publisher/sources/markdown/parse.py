"""The Markdown parser: CommonMark with tables, notes, definition lists, divs and spans.

What would surprise an editor is switched off: paragraphs indented by four spaces are paragraphs,
a line of dashes under a paragraph does not turn it into a heading, HTML is text (and reported).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publisher.sources.markdown import rules

DEEPEST = 24
"""Blocks in blocks: a list in a list counts as two. The parser itself drops what is nested
deeper than its own limit, so ours must be reached first."""
DEEPEST_INLINE = 12
_PARSER_LIMIT = 80


@dataclass(slots=True)
class Knot:
    """A token with what stands between it and its closing one."""

    token: Token
    children: list[Knot] = field(default_factory=list)

    @property
    def type(self) -> str:
        """`list_item` for `list_item_open`."""
        return self.token.type.removesuffix("_open")

    def walk(self) -> Iterator[Knot]:
        """The knot and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class TooDeep(Exception):  # noqa: N818 - an answer, with the token where it was found
    """Nesting beyond what any page can show."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.token = token


class _Definitions(dict[str, Any]):
    """Link definitions by label; remembers which were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, label: str) -> Any:
        self.used.add(label)
        return super().__getitem__(label)

    def get(self, label: str, default: Any = None) -> Any:
        self.used.add(label)
        return super().get(label, default)


def parse(text: str) -> tuple[list[Knot], dict[str, Any]]:
    """The blocks of a text, and the parser's notes: complaints, definitions, footnotes."""
    environment: dict[str, Any] = {"references": _Definitions()}
    return nest(_parser().parse(text, environment), DEEPEST), environment


def parse_line(text: str) -> tuple[Token, dict[str, Any]]:
    """The one inline token of a text that is a single paragraph."""
    environment: dict[str, Any] = {"references": _Definitions()}
    return _parser().parseInline(text, environment)[0], environment


def unused_definitions(environment: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Link definitions nothing uses (their text would vanish), with their lines from 0."""
    definitions = environment["references"]
    for label, definition in definitions.items():
        if label not in definitions.used:
            yield label, (definition.get("map") or [0])[0]
    for duplicate in environment.get("duplicate_refs", ()):
        yield duplicate.get("label", ""), (duplicate.get("map") or [0])[0]


def nest(tokens: list[Token], deepest: int) -> list[Knot]:
    """Flat tokens as a tree; `TooDeep` where it is deeper than allowed."""
    root: list[Knot] = []
    stack: list[list[Knot]] = [root]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        knot = Knot(token)
        stack[-1].append(knot)
        if token.nesting > 0:
            stack.append(knot.children)
            if len(stack) > deepest:
                raise TooDeep(token)
    return root


@functools.cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": _PARSER_LIMIT, "alerts": False}
    )
    markdown.enable(["table", "strikethrough"])
    markdown.disable(["code", "lheading", "html_block", "html_inline", "text_join"])
    markdown.use(footnote_plugin, inline=True, move_to_end=False, always_match_refs=True)
    markdown.use(deflist_plugin)
    rules.install(markdown)
    # Every link becomes a token as it was typed; which addresses are allowed is said where
    # links are written, and no path is percent-encoded before it is looked up.
    markdown.validateLink = lambda url: bool(url)  # type: ignore[method-assign]
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return markdown
