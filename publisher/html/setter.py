"""Words of the issue, set by the typographer and written in the vocabulary.

A paragraph's text nodes are set together, so that quotes nest and no-break spaces hold across
emphasis and links. What must not be broken at a line end is wrapped in `span.unbroken`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from publisher import typography
from publisher.diagnostics import Place
from publisher.html.references import References
from publisher.model.language import Language
from publisher.model.text import Element, Inlines, Line, Text
from publisher.model.traces import CLOSE, Trace, Traces

_INLINE_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "subscript": "sub",
    "superscript": "sup",
    "strikethrough": "s",
    "code": "code",
}
_STAND_IN = "посилання"
_NO_BREAK = "\u00a0\u202f"
_BOXES = {"notice": "aside", "question": "div", "answer": "div", "contacts": "div"}

BlockWriter = Callable[[Element], Markup | None]


@dataclass(slots=True)
class Setter:
    """Sets words in the language of the issue; remembers where each block was typed."""

    language: Language
    references: References
    choices: typography.Choices = field(default_factory=typography.Choices)
    places: dict[str, Place] = field(default_factory=dict)
    traces: Traces | None = None
    """Where given, every text of the editor is wrapped in marks that name its place."""
    _counts: dict[str, int] = field(default_factory=dict)

    # -- lines and paragraphs ------------------------------------------------------------

    def line(self, words: Line | Inlines) -> Markup:
        """A line of plain text, or of words with emphasis in them."""
        if isinstance(words, Line):
            return self._paragraph((Text(words.text, words.language, words.place),), plain=True)
        return self._paragraph(words)

    def inlines(self, inlines: Inlines) -> Markup:
        """What stands inside one paragraph."""
        return self._paragraph(inlines)

    def plain(self, text: str) -> str:
        """Text of ours or the editor's, set, without markup (titles, attributes)."""
        return typography.set_line(text, self.language, self.choices)

    def _paragraph(self, nodes: Inlines, notes_of: str = "note", *, plain: bool = False) -> Markup:
        texts = list(_own_texts(nodes))
        runs = [typography.Run(node.text, node.language, sacred=sacred) for node, sacred in texts]
        texts_set = iter(typography.set_runs(runs, self.choices))
        return self._inline(nodes, texts_set, notes_of, plain=plain)

    def _inline(
        self,
        nodes: Inlines,
        texts: Iterator[str],
        notes_of: str,
        *,
        language: Language | None = None,
        plain: bool = False,
    ) -> Markup:
        inside = language or self.language
        out = Markup()
        for node in nodes:
            if isinstance(node, Text):
                words = self._traced(_unbroken(next(texts), node.language), node, plain)
                if node.language != inside:
                    words = Markup('<span lang="{}">{}</span>').format(node.language, words)
                out += words
            else:
                out += self._inline_element(node, texts, notes_of, inside)
        return out

    def _traced(self, words: Markup, node: Text, plain: bool = False) -> Markup:
        if self.traces is None or node.place is None or not node.text.strip():
            return words
        return Markup(self.traces.open(Trace(node.place, node.text, plain))) + words + CLOSE

    def _inline_element(
        self, node: Element, texts: Iterator[str], notes_of: str, inside: Language
    ) -> Markup:
        if node.name == "footnote":
            return self._footnote(node, notes_of)
        if node.name == "break":
            return Markup("<br/>")
        if node.name == "picture":
            said = self.plain(node.get("alt", "") or "")
            source = node.get("src", "")
            return Markup('<img class="sparkline" src="asset:{}" alt="{}" width="{}"/>').format(
                source, said, node.get("width", "")
            )
        if node.name == "index-mark":
            return self._index_mark(node, texts, notes_of, inside)
        if node.name == "reference" and not node.children:
            next(texts)  # the word that stood in for it
            return self.references.write(node.get("to", "") or "", Markup(), self)
        content = self._inline(node.children, texts, notes_of, language=inside)
        if tag := _INLINE_TAGS.get(node.name):
            return Markup("<{0}>{1}</{0}>").format(Markup(tag), content)
        if node.name == "link":
            return Markup('<a href="{}">{}</a>').format(node.get("href", ""), content)
        if node.name == "small-caps":
            return Markup('<span class="small-caps">{}</span>').format(content)
        if node.name == "reference":
            return self.references.write(node.get("to", "") or "", content, self)
        if node.name == "span":
            return Markup("<span>{}</span>").format(content)
        raise ValueError(f"no way to write `{node.name}` inside a paragraph")

    def _index_mark(
        self, node: Element, texts: Iterator[str], notes_of: str, inside: Language
    ) -> Markup:
        content = self._inline(node.children, texts, notes_of, language=inside)
        mark = Markup('<span class="index-mark" id="{}" data-index="{}" data-term="{}"></span>')
        term = node.get("term") or "".join(text.text for text in node.texts())
        return mark.format(node.get("id", ""), node.get("index", ""), term) + content

    def _footnote(self, node: Element, notes_of: str) -> Markup:
        paragraphs = [self._paragraph(block.children, notes_of) for block in _blocks(node)]
        if len(paragraphs) > 1:
            paragraphs = [
                Markup('<span class="footnote-paragraph">{}</span>').format(paragraph)
                for paragraph in paragraphs
            ]
        return Markup('<span class="footnote" id="{}" role="doc-footnote">{}</span>').format(
            self._id(notes_of, "n", node.place), Markup().join(paragraphs)
        )

    # -- blocks ----------------------------------------------------------------------------

    def flow(self, blocks: Iterable[Element], owner: str, special: BlockWriter) -> Markup:
        """Blocks one after another. `owner` begins their ids; `special` writes what needs a
        template of its own (figures, tables) and answers None for all else."""
        out = Markup()
        text_before = False
        for block in blocks:
            out += self._block(block, owner, special, first=not text_before)
            text_before = block.name == "paragraph"
        return out

    def _block(
        self, block: Element, owner: str, special: BlockWriter, *, first: bool = False
    ) -> Markup:
        if (written := special(block)) is not None:
            return written
        id = block.get("id") or self._id(owner, "b", block.place)
        if block.place:
            self.places[id] = block.place
        match block.name:
            case "paragraph":
                words = self._paragraph(block.children, owner)
                shape = Markup(' class="first"') if first else ""
                return Markup('<p{} id="{}">{}</p>\n').format(shape, id, words)
            case "heading":
                return self._heading(block, id, owner)
            case "list":
                return self._list(block, id, owner, special)
            case "decision":
                return self._decision(block, owner, special)
            case "quote":
                inner = self.flow(_blocks(block), owner, special)
                return Markup('<blockquote id="{}">{}</blockquote>\n').format(id, inner)
            case "code-block":
                texts = (self._traced(escape(text.text), text) for text in block.texts())
                return Markup('<pre id="{}">{}</pre>\n').format(id, Markup().join(texts))
            case "rule":
                return Markup("<hr/>\n")
            case "definitions":
                return self._definitions(block, id, owner, special)
            case "table":
                return self._table(block, id, owner)
            case "pull-quote":
                return self._pull_quote(block, id, owner)
            case "speech":
                speaker = Markup('<p class="speaker">{}</p>').format(
                    self.plain(block.get("speaker", "") or "")
                )
                inner = self.flow(_blocks(block), owner, special)
                return Markup('<div class="speech" id="{}">{}{}</div>\n').format(id, speaker, inner)
            case "notice" | "question" | "answer" | "contacts":
                tag = Markup(_BOXES[block.name])
                inner = self.flow(_blocks(block), owner, special)
                return Markup('<{0} class="{1}" id="{2}">{3}</{0}>\n').format(
                    tag, block.name, id, inner
                )
            case _:
                raise ValueError(f"no way to write the block `{block.name}`")

    def _heading(self, block: Element, id: str, owner: str) -> Markup:
        level = int(block.get("level", "2") or 2)
        words = self._paragraph(block.children, owner)
        if level == 0:
            return Markup('<p class="notice-title" id="{}">{}</p>\n').format(id, words)
        return Markup('<h{0} id="{1}">{2}</h{0}>\n').format(min(max(level, 2), 4), id, words)

    def _list(self, block: Element, id: str, owner: str, special: BlockWriter) -> Markup:
        tag = Markup("ol" if block.get("ordered") else "ul")
        start = block.get("start")
        number = Markup(' start="{}"').format(start) if start and start != "1" else ""
        items = Markup().join(self._item(item, owner, special) for item in _blocks(block))
        return Markup('<{0} id="{1}"{2}>{3}</{0}>\n').format(tag, id, number, items)

    def _item(self, item: Element, owner: str, special: BlockWriter) -> Markup:
        return Markup("<li>{}</li>\n").format(self.flow(_blocks(item), owner, special))

    def _decision(self, block: Element, owner: str, special: BlockWriter) -> Markup:
        """Numbered decisions: the lists inside carry the class, all else stays as it is."""
        out = Markup()
        for inner in _blocks(block):
            if inner.name == "list" and inner.get("ordered"):
                items = Markup().join(self._item(item, owner, special) for item in _blocks(inner))
                start = inner.get("start")
                number = Markup(' start="{}"').format(start) if start and start != "1" else ""
                inner_id = self._id(owner, "b", inner.place)
                out += Markup('<ol class="decision" id="{}"{}>{}</ol>\n').format(
                    inner_id, number, items
                )
            else:
                out += self._block(inner, owner, special, first=True)
        return out

    def _definitions(self, block: Element, id: str, owner: str, special: BlockWriter) -> Markup:
        out = Markup()
        for child in _blocks(block):
            if child.name == "term":
                out += Markup("<dt>{}</dt>").format(self._paragraph(child.children, owner))
            else:
                out += Markup("<dd>{}</dd>\n").format(self.flow(_blocks(child), owner, special))
        return Markup('<dl id="{}">{}</dl>\n').format(id, out)

    def _table(self, block: Element, id: str, owner: str) -> Markup:
        """A table written in the text: its first row is the head, a caption may come first."""
        parts = _blocks(block)
        caption = Markup()
        if parts and parts[0].name == "caption":
            words = self._paragraph(parts[0].children, owner)
            label = Markup("")
            if number := block.get("number"):
                label = Markup('<span class="label">{}\u00a0{}.</span> ').format(
                    self.references.words["table.label"], number
                )
            caption = Markup(
                '<p class="table-caption">{}<span class="caption-text">{}</span></p>\n'
            ).format(label, words)
            parts = parts[1:]
        aligned = [cell.get("align") for cell in _blocks(parts[0])] if parts else []
        head = Markup().join(self._row(row, aligned, owner) for row in parts[:1])
        body = Markup().join(self._row(row, aligned, owner) for row in parts[1:])
        note = Markup()
        if text := block.get("note"):
            note = Markup('<p class="table-note">{}</p>').format(self.plain(text))
        return Markup(
            '<div class="table-block width-{}" id="{}">\n{}<table class="table">\n'
            "<thead>{}</thead>\n<tbody>\n{}</tbody>\n</table>\n{}</div>\n"
        ).format(block.get("width") or "column", id, caption, head, body, note)

    def _row(self, row: Element, aligned: list[str | None], owner: str) -> Markup:
        cells = Markup()
        for index, cell in enumerate(_blocks(row)):
            align = aligned[index] if index < len(aligned) else None
            shape = {"right": "number", "center": "center"}.get(align or "", "text")
            words = self._paragraph(cell.children, owner)
            if cell.get("header"):
                cells += Markup('<th class="{}" scope="col">{}</th>').format(shape, words)
            else:
                cells += Markup('<td class="{}">{}</td>').format(shape, words)
        return Markup("<tr>{}</tr>\n").format(cells)

    def _pull_quote(self, block: Element, id: str, owner: str) -> Markup:
        out = Markup()
        for child in _blocks(block):
            name = "attribution" if child.name == "attribution" else "pull-quote-text"
            words = self._paragraph(child.children, owner)
            out += Markup('<p class="{}">{}</p>').format(name, words)
        return Markup('<aside class="pull-quote" id="{}">{}</aside>\n').format(id, out)

    def _id(self, owner: str, sort: str, place: Place | None) -> str:
        number = self._counts[owner + sort] = self._counts.get(owner + sort, 0) + 1
        id = f"{owner}-{sort}{number}"
        if place:
            self.places[id] = place
        return id


def _blocks(element: Element) -> tuple[Element, ...]:
    return tuple(child for child in element.children if isinstance(child, Element))


def _own_texts(nodes: Inlines, *, sacred: bool = False) -> Iterator[tuple[Text, bool]]:
    """The text nodes of one paragraph, without those of its footnotes."""
    for node in nodes:
        if isinstance(node, Text):
            yield node, sacred
        elif node.name == "reference" and not node.children:
            # What it shows is not known to the typographer: a word stands in, so that the spaces
            # around it are seen to be around something.
            yield Text(_STAND_IN, "uk"), True
        elif node.name != "footnote":
            yield from _own_texts(node.children, sacred=sacred or node.name == "code")


def _unbroken(text: str, language: Language) -> Markup:
    out, done = Markup(), 0
    for start, end in typography.unbroken(text, language):
        start, end = _glued(text, start, end)
        if start < done:
            continue
        out += escape(text[done:start])
        out += Markup('<span class="unbroken">{}</span>').format(text[start:end])
        done = end
    return out + escape(text[done:])


def _glued(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with all that no-break spaces tie to it: a text that ends in such a space before
    an element can't be broken rightly by the layout engine."""
    while start > 0 and text[start - 1] in _NO_BREAK:
        start -= 1
        while start > 0 and not text[start - 1].isspace():
            start -= 1
    while end < len(text) and text[end] in _NO_BREAK:
        end += 1
        while end < len(text) and not text[end].isspace():
            end += 1
    return start, end
