"""The closed vocabulary: every element the templates may write, and both printers must know.

An element is known by its tag and its class. What is not declared here is refused by name
after rendering, so a printer can never meet something it would have to drop. `style` names
the token style (`tokens.yaml`, `styles:`) that CSS and Word give to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Content = Literal["sections", "blocks", "inlines", "items", "rows", "cells", "terms", "empty"]


@dataclass(frozen=True, slots=True)
class Word:
    """One element of the vocabulary.

    `variants` are further classes that may stand beside the naming one; `attributes` are
    those besides `id`, `class` and `lang`, which every element may carry.
    """

    tag: str
    name: str | None = None
    content: Content = "inlines"
    style: str | None = None
    attributes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """`tag.name`, as messages and printers call it."""
        return f"{self.tag}.{self.name}" if self.name else self.tag


TABS = tuple(f"tab-{number}" for number in range(1, 13))
"""Places of the thumb tabs on the fore edge, from the head; the thirteenth group begins anew."""

VOCABULARY: tuple[Word, ...] = (
    # -- the book ------------------------------------------------------------------------
    # The class of the body is the kind of edition: any folder of templates may name itself.
    Word("body", None, "sections"),
    Word("section", "cover", "blocks", attributes=("role",)),
    Word("section", "title-page", "blocks", attributes=("role",)),
    Word("section", "contents", "blocks", attributes=("role",)),
    Word("section", "imprint", "blocks", attributes=("role",)),
    Word("section", "part", "blocks", attributes=("role",)),
    Word("section", "directory", "blocks", attributes=("role",), variants=("tabbed",)),
    Word("section", "index", "blocks", attributes=("role",)),
    Word("section", "calendar", "blocks", attributes=("role",)),
    Word("article", "article", "blocks",
         attributes=("role",),
         variants=("news", "decision", "consultation", "report", "grants", "statistics",
                   "interview", "column", "chronicle", "chapter")),
    Word("div", "flow", "blocks", variants=("columns-1", "columns-2", "columns-3")),
    # -- cover and title page ------------------------------------------------------------
    Word("header", "masthead", "blocks"),
    Word("p", "organisation", style="organisation"),
    Word("p", "series", style="organisation"),
    Word("p", "edition-title", style="edition-title"),
    Word("p", "edition-subtitle", style="edition-subtitle"),
    Word("p", "issue-number", style="issue-number"),
    Word("p", "issue-date", style="issue-date"),
    Word("p", "as-of", style="as-of"),
    Word("p", "city", style="city"),
    Word("div", "cover-lead", "blocks"),
    Word("p", "cover-title", style="cover-title"),
    Word("p", "cover-text", style="cover-text"),
    Word("ul", "cover-list", "items"),
    Word("li", "cover-item", "inlines", style="cover-item"),
    Word("footer", "cover-foot", "blocks"),
    Word("p", "cover-line", style="cover-line"),
    Word("figure", "cover-picture", "blocks", variants=("drawing", "photograph")),
    # -- contents and index ---------------------------------------------------------------
    Word("h1", "contents-title", style="contents-title"),
    Word("nav", "contents-list", "blocks"),
    Word("p", "contents-rubric", style="contents-rubric"),
    Word("p", "contents-entry", style="contents-entry"),
    Word("a", "page-number", "empty", attributes=("href",)),
    Word("a", "contents-link", attributes=("href",)),
    Word("span", "contents-text"),
    Word("h1", "index-title", style="section-title"),
    Word("p", "index-note", style="section-note"),
    Word("div", "index-list", "blocks"),
    Word("h2", "index-letter", style="index-letter"),
    Word("p", "index-entry", style="index-entry"),
    Word("span", "qualifier"),
    # -- an article -----------------------------------------------------------------------
    Word("p", "rubric", style="rubric"),
    Word("p", "kicker", style="kicker"),
    Word("h1", "article-title", style="article-title"),
    Word("h1", "section-title", style="section-title", attributes=("data-first",)),
    Word("p", "lead", style="lead"),
    Word("p", "byline", style="byline"),
    Word("span", "author"),
    Word("span", "role"),
    Word("p", None, style="text", variants=("first", "last")),
    Word("h2", None, style="heading-2"),
    Word("h3", None, style="heading-3"),
    Word("h4", None, style="heading-4"),
    Word("ul", None, "items"),
    Word("ol", None, "items", attributes=("start",)),
    Word("ol", "decision", "items", attributes=("start",)),
    Word("li", None, "blocks", style="list-item"),
    Word("dl", None, "terms"),
    Word("dt", None, style="term"),
    Word("dd", None, "blocks", style="definition"),
    Word("blockquote", None, "blocks", style="quote"),
    Word("pre", None, style="code-block"),
    Word("hr", None, "empty"),
    Word("aside", "notice", "blocks"),
    Word("p", "notice-title", style="notice-title"),
    Word("aside", "pull-quote", "blocks"),
    Word("p", "pull-quote-text", style="pull-quote"),
    Word("p", "attribution", style="attribution"),
    Word("div", "question", "blocks"),
    Word("div", "answer", "blocks"),
    Word("div", "speech", "blocks"),
    Word("p", "speaker", style="speaker"),
    Word("div", "contacts", "blocks"),
    # -- pictures, tables, figures ----------------------------------------------------------
    Word("figure", "figure", "blocks",
         variants=("width-column", "width-page", "width-bleed", "drawing", "photograph",
                   "insert", "width-sheet")),
    Word("img", None, "empty", attributes=("src", "alt", "width", "height"),
         variants=("sparkline",)),
    Word("figcaption", None, style="caption"),
    Word("span", "label"),
    Word("span", "caption-text"),
    Word("span", "credit"),
    Word("div", "table-block", "blocks", variants=("width-column", "width-page")),
    Word("p", "table-caption", style="table-caption"),
    Word("p", "table-note", style="table-note"),
    Word("table", "table", "rows"),
    Word("table", "calendar-table", "rows"),
    Word("thead", None, "rows"),
    Word("tbody", None, "rows"),
    Word("tfoot", None, "rows"),
    Word("tr", None, "cells", variants=("total",)),
    Word("tr", "entry", "cells"),
    Word("th", None, style="table-head", attributes=("colspan", "rowspan", "scope"),
         variants=("number", "text", "center")),
    Word("td", None, style="table-text", attributes=("colspan", "rowspan"),
         variants=("number", "text", "center")),
    Word("div", "figures", "blocks"),
    Word("div", "figure-item", "blocks"),
    Word("p", "figures-title", style="heading-2"),
    Word("p", "figure-value", style="figure-value"),
    Word("p", "figure-label", style="figure-label"),
    Word("p", "figure-note", style="figure-note"),
    # -- directory ----------------------------------------------------------------------------
    Word("div", "group", "blocks", attributes=("data-mark",), variants=TABS),
    Word("h1", "group-title", style="group-title", attributes=("data-first",)),
    Word("p", "group-totals", style="group-totals"),
    Word("p", "thumb", style="thumb"),
    Word("div", "subgroup", "blocks"),
    Word("h2", "subgroup-title", style="subgroup-title"),
    Word("div", "entries", "blocks", variants=("rows", "lists")),
    Word("div", "entry", "blocks"),
    Word("h2", "entry-name", style="entry-name"),
    Word("p", "entry-text", style="entry-text"),
    Word("p", "entry-line", style="entry-line"),
    Word("p", "entry-see", style="entry-line"),
    Word("span", "entry-head"),
    Word("div", "entry-lists", "blocks"),
    Word("div", "entry-list", "blocks"),
    Word("h3", "entry-list-title", style="entry-list-title"),
    Word("div", "entry-lines", "blocks"),
    Word("span", "field"),
    Word("span", "value"),
    # -- imprint --------------------------------------------------------------------------------
    Word("div", "imprint-block", "blocks"),
    Word("p", "imprint-title", style="imprint-title"),
    Word("p", "imprint-line", style="imprint"),
    # -- inside a paragraph -----------------------------------------------------------------------
    Word("em", None), Word("strong", None), Word("sub", None), Word("sup", None),
    Word("s", None), Word("code", None),
    Word("br", None, "empty"),
    Word("a", None, attributes=("href",)),
    Word("a", "reference", attributes=("href",)),
    Word("span", None),
    Word("span", "unbroken"),
    Word("span", "small-caps"),
    Word("span", "initial"),
    Word("span", "footnote", style="footnote", attributes=("role",)),
    Word("span", "footnote-paragraph"),
    Word("span", "index-mark", "empty", attributes=("data-index", "data-term")),
    Word("span", "end-mark", "empty"),
)  # fmt: skip

BY_KEY: dict[str, Word] = {word.key: word for word in VOCABULARY}


def find(tag: str, classes: tuple[str, ...]) -> Word | None:
    """The word an element is, by its tag and classes; None when it is not declared.

    The naming class comes first; further classes must be declared variants.
    """
    for name in classes:
        word = BY_KEY.get(f"{tag}.{name}")
        if word:
            others = tuple(other for other in classes if other != name)
            return word if set(others) <= set(word.variants) else None
    word = BY_KEY.get(tag)
    if tag == "body":
        return word
    return word if word and set(classes) <= set(word.variants) else None
