"""The Word form of every element of the vocabulary. What stands nowhere here stops the build.

A key is `tag.class` or `tag`, as the vocabulary calls its words. This room does not look into the
room of the HTML: a test holds the two lists together.
"""

from __future__ import annotations

from collections.abc import Iterable

# Groups without a look of their own: their blocks follow one another.
CONTAINERS: frozenset[str] = frozenset(
    {
        "section.cover", "section.title-page", "section.contents", "section.imprint",
        "section.part", "section.directory", "section.index", "section.calendar",
        "article.article", "header.masthead", "div.cover-lead", "footer.cover-foot",
        "ul.cover-list", "div.entry", "div.subgroup", "div.entry-lists", "div.entry-list",
        "div.entry-lines", "div.imprint-block", "aside.pull-quote", "dl",
    }
)  # fmt: skip

# One element, one paragraph: the element, and the look it wears.
LINES: dict[str, str] = {
    "p.organisation": "organisation",
    "p.series": "organisation",
    "p.edition-title": "edition-title",
    "p.edition-subtitle": "edition-subtitle",
    "p.issue-number": "issue-number",
    "p.issue-date": "issue-date",
    "p.as-of": "as-of",
    "p.city": "city",
    "p.cover-title": "cover-title",
    "p.cover-text": "cover-text",
    "li.cover-item": "cover-item",
    "p.cover-line": "cover-line",
    "h1.contents-title": "contents-title",
    "p.contents-rubric": "contents-rubric",
    "p.contents-entry": "contents-entry",
    "h1.index-title": "section-title",
    "p.index-note": "section-note",
    "h2.index-letter": "index-letter",
    "p.index-entry": "index-entry",
    "p.rubric": "rubric",
    "p.kicker": "kicker",
    "h1.article-title": "article-title",
    "h1.section-title": "section-title",
    "p.lead": "lead",
    "p.byline": "byline",
    "h2": "heading-2",
    "h3": "heading-3",
    "h4": "heading-4",
    "dt": "term",
    "pre": "code-block",
    "p.notice-title": "notice-title",
    "p.pull-quote-text": "pull-quote",
    "p.attribution": "attribution",
    "p.speaker": "speaker",
    "figcaption": "caption",
    "p.table-caption": "table-caption",
    "p.table-note": "table-note",
    "p.figures-title": "figures-title",
    "p.figure-value": "figure-value",
    "p.figure-label": "figure-label",
    "p.figure-note": "figure-note",
    "h1.group-title": "group-title",
    "p.group-totals": "group-totals",
    "p.thumb": "thumb",
    "h2.entry-name": "entry-name",
    "p.entry-text": "entry-text",
    "h2.subgroup-title": "subgroup-title",
    "p.entry-line": "entry-line",
    "p.entry-see": "entry-line",
    "h3.entry-list-title": "entry-list-title",
    "p.imprint-title": "imprint-title",
    "p.imprint-line": "imprint",
}

# Groups that change how a plain paragraph inside them looks.
SETTINGS: dict[str, str] = {
    "dd": "definition",
    "blockquote": "quote",
    "aside.notice": "notice-text",
    "div.question": "question",
    "div.answer": "answer",
    "div.speech": "speech",
    "div.contacts": "contacts",
}

# Elements the walker has a sentence of its own for.
SPECIAL: frozenset[str] = frozenset(
    {
        "body", "p", "div.flow", "nav.contents-list", "div.index-list", "div.group",
        "div.entries", "ul", "ol", "ol.decision", "li", "hr", "figure.figure",
        "figure.cover-picture", "div.table-block", "table.table", "table.calendar-table",
        "div.figures", "div.figure-item",
    }
)  # fmt: skip

# Parts of a table: read where the table is.
TABLE_PARTS: frozenset[str] = frozenset({"thead", "tbody", "tfoot", "tr", "tr.entry", "th", "td"})

# Inside a paragraph: the element, and the mark its letters wear (None: the paragraph's own look).
MARKED: dict[str, str | None] = {
    "em": "em",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
    "s": "s",
    "code": "code",
    "span": None,
    "span.small-caps": "small-caps",
    "span.initial": "initial",
    "span.unbroken": None,
    "span.contents-text": None,
    "span.caption-text": None,
    "span.credit": "credit",
    "span.author": "author",
    "span.role": "role",
    "span.qualifier": "qualifier",
    "span.field": None,
    "span.value": "value",
    "span.entry-head": None,
    "span.label": "label",
    "span.footnote-paragraph": None,
}

INLINE_SPECIAL: frozenset[str] = frozenset(
    {
        "a", "a.reference", "a.contents-link", "a.page-number", "br", "img", "span.footnote",
        "span.index-mark", "span.end-mark",
    }
)  # fmt: skip

INLINE: frozenset[str] = frozenset(MARKED) | INLINE_SPECIAL
BLOCKS: frozenset[str] = CONTAINERS | frozenset(LINES) | frozenset(SETTINGS) | SPECIAL
KEYS: frozenset[str] = BLOCKS | INLINE | TABLE_PARTS

_CELL = frozenset({"number", "text", "center"})

# Classes that may stand beside the naming one.
VARIANTS: dict[str, frozenset[str]] = {
    "img": frozenset({"sparkline"}),
    "article.article": frozenset(
        {"news", "decision", "consultation", "report", "grants", "statistics", "interview",
         "column", "chronicle", "chapter"}
    ),
    "div.flow": frozenset({"columns-1", "columns-2", "columns-3"}),
    "figure.cover-picture": frozenset({"drawing", "photograph"}),
    "p": frozenset({"first", "last"}),
    "figure.figure": frozenset(
        {"width-column", "width-page", "width-bleed", "drawing", "photograph", "insert",
         "width-sheet"}
    ),
    "div.table-block": frozenset({"width-column", "width-page"}),
    "tr": frozenset({"total"}),
    "div.group": frozenset(f"tab-{number}" for number in range(1, 13)),
    "section.directory": frozenset({"tabbed"}),
    "div.entries": frozenset({"rows", "lists"}),
    "th": _CELL,
    "td": _CELL,
}  # fmt: skip


def key_of(tag: str, classes: Iterable[str]) -> str | None:
    """What an element is called here; None when it has no Word form.

    `body` alone may wear any class: kinds of editions are folders, and need no word from us.
    """
    names = tuple(classes)
    for name in names:
        key = f"{tag}.{name}"
        if key in KEYS:
            others = frozenset(names) - {name}
            return key if others <= VARIANTS.get(key, frozenset()) else None
    if tag == "body":
        return tag
    return tag if tag in KEYS and frozenset(names) <= VARIANTS.get(tag, frozenset()) else None
