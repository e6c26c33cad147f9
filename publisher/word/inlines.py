"""What stands inside a paragraph: text with marks, links, fields, notes, pictures.

An element's content is first gathered as pieces, then white space is settled as a browser would,
then pieces become runs: one run for each stretch of one look, links round their runs.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from publisher.diagnostics import Report
from publisher.model.language import WORD_TAGS, Language
from publisher.model.output import HtmlBook
from publisher.word import fields, forms, source
from publisher.word.bookmarks import Bookmarks
from publisher.word.contents import Plan, number_in
from publisher.word.looks import MARKS, PARAGRAPHS
from publisher.word.notes import Footnotes
from publisher.word.ooxml import Element, text_run, w
from publisher.word.pictures import Pictures, fitted
from publisher.word.source import Node
from publisher.word.styles import StyleSheet

_BLANKS = " \t\r\n\f"
END_MARK = "\u00a0■"


@dataclass(frozen=True, slots=True)
class _Link:
    anchor: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text, or runs made ready; `blank` ones take no part in white space."""

    text: str = ""
    runs: tuple[Element, ...] = ()
    marks: frozenset[str] = frozenset()
    language: str | None = None
    link: _Link | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """What an element inherits from those around it."""

    look: str
    marks: frozenset[str] = frozenset()
    link: _Link | None = None
    language: str | None = None
    unbroken: bool = False


@dataclass(slots=True)
class Inlines:
    """Turns the content of elements into runs."""

    book: HtmlBook
    sheet: StyleSheet
    plan: Plan
    bookmarks: Bookmarks
    notes: Footnotes
    pictures: Pictures
    pages: Mapping[str, str]
    document: Part
    notes_part: Part
    report: Report
    in_contents: bool = False
    """Inside the contents: links lead to bookmarks of their own."""
    picture_width: float = 0
    _sequences: dict[str, int] = field(default_factory=dict)

    def runs(
        self,
        node: Node,
        look: str,
        *,
        verbatim: bool = False,
        children: Iterable[Node] | None = None,
    ) -> list[Element]:
        """The content of an element as runs of a paragraph of this look.

        `children` limits it to some children with their tails; `verbatim` keeps white space.
        """
        state = _State(look, language=self._language(node))
        pieces: list[_Piece] = []
        if children is None:
            self._content(node, state, pieces)
        else:
            for child in children:
                self._element(child, state, pieces)
                self._text(child.tail, state, pieces)
        return self._made(pieces, look, self.document, verbatim=verbatim)

    def loose_text(self, text: str, node: Node, look: str) -> list[Element]:
        """Text that stands in a group by itself, as the runs of a paragraph."""
        pieces: list[_Piece] = []
        self._text(text, _State(look, language=self._language(node)), pieces)
        return self._made(pieces, look, self.document)

    # -- gathering -----------------------------------------------------------------------------

    def _content(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        self._text(node.text, state, pieces)
        for child in node:
            self._element(child, state, pieces)
            self._text(child.tail, state, pieces)

    def _text(self, text: str | None, state: _State, pieces: list[_Piece]) -> None:
        if not text:
            return
        if state.unbroken:
            # What must not be parted at a line end: the same words, held by their hyphens.
            text = source.collapse(text).replace("-", "\u2011").replace(" ", "\u00a0")
        pieces.append(_Piece(text, marks=state.marks, language=state.language, link=state.link))

    def _element(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        key = source.key(node) or ""
        if node.get("lang"):
            state = replace(state, language=self._language(node))
        self._point(node, state, pieces)
        special: dict[str, Callable[[Node, _State, list[_Piece]], None]] = {
            "a": self._plain_link,
            "a.contents-link": self._contents_link,
            "a.reference": self._reference,
            "a.page-number": self._page_number,
            "br": self._line_end,
            "img": self._picture,
            "span.footnote": self._footnote,
            "span.index-mark": self._index_mark,
            "span.end-mark": self._end_mark,
            "span.label": self._label,
            "span.unbroken": self._unbroken,
        }
        if key in special:
            special[key](node, state, pieces)
        elif key in forms.MARKED:
            self._content(node, _marked(state, forms.MARKED[key]), pieces)
        else:
            place = source.place_of(node, self.book.places)
            self.report.error("word-misplaced-element", place, element=source.name(node))

    def _point(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        """A bookmark and index marks where an element inside the text is pointed at."""
        id = node.get("id")
        if id is None:
            return
        content = list(self.terms_at(id))
        if id in self.plan.pointed:
            content = self.bookmarks.round([self.bookmarks.reference(id)], content)
        if content:
            pieces.append(_Piece(runs=tuple(content), link=state.link, blank=True))

    def terms_at(self, id: str) -> list[Element]:
        """XE marks for the index entries that lead to an element."""
        hidden = self.sheet.mark(["hidden"]) or ""
        return [
            element
            for letter, term in dict.fromkeys(self.plan.terms.get(id, ()))
            for element in fields.hidden(self._entry(term, letter), hidden)
        ]

    def _entry(self, term: str, letter: str) -> str:
        kind = f' \\f "{letter}"' if len(self.plan.indexes) > 1 else ""
        return f"XE {fields.index_term(term)}{kind}"

    def _plain_link(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        link = self._link(node)
        self._content(node, replace(_marked(state, "hyperlink"), link=link), pieces)

    def _contents_link(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        self._content(node, replace(state, link=self._link(node)), pieces)

    def _reference(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        """«рис. 1»: the number is a field that follows its caption, the rest a link."""
        target = (node.get("href") or "").removeprefix("#")
        state = replace(_marked(state, "reference"), link=self._link(node))
        number = self.plan.numbers.get(target)
        text = node.text or ""
        found = number_in(text) if not len(node) else None
        if number is None or found is None or found[0] != number:
            self._content(node, state, pieces)
            return
        self._text(text[: found.start()], state, pieces)
        code = f"REF {self.bookmarks.number(target)} \\h"
        self._field(code, number, state, pieces)
        self._text(text[found.end() :], state, pieces)

    def _page_number(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        target = (node.get("href") or "").removeprefix("#")
        label = self.pages.get(target)
        if label is None:
            if target in self.plan.nodes:
                place = source.place_of(node, self.book.places)
                self.report.error("word-page-unknown", place, target=target)
            label = "?"
        if PARAGRAPHS[state.look].leader is not None:
            # In lists with a tab at the edge, the tab stands for the space before the number.
            _rstrip(pieces)
            pieces.append(_Piece(runs=(text_run("\t"),), link=_last_link(pieces)))
        elif state.look == "index-entry" and not any(piece.runs for piece in pieces):
            # The first number stays with the last word of its entry.
            _rstrip(pieces)
            pieces.append(_Piece(fields.INDEX_SPACE, marks=state.marks, language=state.language))
        link = self._link(node)
        anchor = link.anchor if link else None
        self._field(f"PAGEREF {anchor} \\h", label, replace(state, link=link), pieces)

    def _field(self, code: str, result: str, state: _State, pieces: list[_Piece]) -> None:
        runs = fields.field(code, result, self._style(state.marks, state.look), state.language)
        pieces.append(_Piece(runs=tuple(runs), link=state.link))

    def _line_end(self, _node: Node, state: _State, pieces: list[_Piece]) -> None:
        style = self._style(state.marks, state.look)
        pieces.append(_Piece(text="\n", runs=(text_run("\n", style),), link=state.link))

    def _picture(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        place = source.place_of(node, self.book.places)
        picture = self.pictures.take(node.get("src") or "", place)
        if picture is None:
            return
        height = self.sheet.tokens.page.height.points * 0.6
        size = fitted(
            (picture.width, picture.height), self.picture_width, height, own_width=node.get("width")
        )
        drawing = self.pictures.drawing(picture, *size, node.get("alt") or "")
        pieces.append(_Piece(runs=(drawing,), link=state.link))

    def _footnote(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        number = self.notes.reserve()
        pieces.append(_Piece(runs=(self.notes.mark(number),)))
        inside = _State("footnote", language=state.language)
        paragraphs: list[list[_Piece]] = [[]]
        self._text(node.text, inside, paragraphs[-1])
        for child in node:
            if source.key(child) == "span.footnote-paragraph":
                if _has_words(paragraphs[-1]):
                    paragraphs.append([])
                self._element(child, inside, paragraphs[-1])
                paragraphs.append([])
            else:
                self._element(child, inside, paragraphs[-1])
            self._text(child.tail, inside, paragraphs[-1])
        made = [
            self._made(pieces, "footnote", self.notes_part)
            for pieces in paragraphs
            if _has_words(pieces)
        ]
        self.notes.add(number, made or [[]])

    def _index_mark(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        id, term = node.get("id"), node.get("data-term")
        if not term or (id and id in self.plan.terms):
            return  # an entry of a printed index leads here: its own words stand in the mark
        code = f"XE {fields.index_term(term)}"
        if node.get("data-index") and len(self.plan.indexes) > 1:
            code += f' \\f "{self.plan.indexes.get(node.get("data-index") or "", "a")}"'
        hidden = self.sheet.mark(["hidden"]) or ""
        pieces.append(_Piece(runs=tuple(fields.hidden(code, hidden)), link=state.link, blank=True))

    def _end_mark(self, _node: Node, state: _State, pieces: list[_Piece]) -> None:
        _rstrip(pieces)
        pieces.append(_Piece(END_MARK, marks=frozenset({"end-mark"}), language=state.language))

    def _unbroken(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        self._content(node, replace(state, unbroken=True), pieces)

    def _label(self, node: Node, state: _State, pieces: list[_Piece]) -> None:
        """The label of a field in a directory, or of a caption: there its number is a field."""
        parent = node.getparent()
        holder = source.key(parent) if parent is not None else None
        if holder not in ("figcaption", "p.table-caption"):
            self._content(node, _marked(state, "field-label"), pieces)
            return
        state = _marked(state, "label")
        text = node.text or ""
        found = number_in(text) if not len(node) else None
        owner = _owner(node)
        if found is None or owner is None:
            self._content(node, state, pieces)
            return
        kind = "figure" if holder == "figcaption" else "table"
        self._text(text[: found.start()], state, pieces)
        runs = fields.field(
            self._sequence(kind, int(found[0])), found[0], self._style(state.marks, state.look)
        )
        pieces.append(
            _Piece(runs=tuple(self.bookmarks.round([self.bookmarks.number(owner)], runs)))
        )
        self._text(text[found.end() :], state, pieces)

    def _sequence(self, kind: str, number: int) -> str:
        code = f"SEQ {fields.SEQUENCES[self.book.language][kind]} \\* ARABIC"
        if number != self._sequences.get(kind, 0) + 1:
            code += f" \\r {number}"
        self._sequences[kind] = number
        return code

    # -- settling and making -------------------------------------------------------------------

    def _made(
        self, pieces: list[_Piece], look: str, part: Part, *, verbatim: bool = False
    ) -> list[Element]:
        settled = _verbatim(pieces) if verbatim else _settled(pieces)
        made: list[Element] = []
        for link, group in itertools.groupby(settled, key=lambda piece: piece.link):
            runs = [run for piece in group for run in self._piece_runs(piece, look)]
            made += runs if link is None else [_linked(link, runs, part)]
        return made

    def _piece_runs(self, piece: _Piece, look: str) -> Iterable[Element]:
        if piece.runs:
            return piece.runs
        return [text_run(piece.text, self._style(piece.marks, look), piece.language)]

    def _style(self, marks: frozenset[str], look: str) -> str | None:
        if self.sheet.is_bold(look):
            # In Word bold on bold is plain again.
            marks = frozenset(mark for mark in marks if "b" not in MARKS[mark].properties)
        return self.sheet.mark(marks)

    def _link(self, node: Node) -> _Link | None:
        href = node.get("href") or ""
        if not href.startswith("#"):
            return _Link(address=href) if href else None
        target = href[1:]
        if target not in self.plan.nodes:
            return None  # already told: `word-anchor-missing`
        if self.in_contents:
            return _Link(anchor=self.bookmarks.contents_entry(target))
        return _Link(anchor=self.bookmarks.reference(target))

    def _language(self, node: Node | None) -> str | None:
        """The language of an element's words as Word calls it; None for the edition's own."""
        while node is not None and not node.get("lang"):
            node = node.getparent()
        if node is None:
            return None
        return word_language(node.get("lang") or "", self.book.language)


def word_language(tag: str, own: Language) -> str | None:
    """A language tag as Word writes it; None for the edition's own language."""
    if tag == own:
        return None
    return next((word for code, word in WORD_TAGS.items() if code == tag), tag) or None


def _marked(state: _State, mark: str | None) -> _State:
    return replace(state, marks=state.marks | {mark}) if mark else state


def _owner(node: Node) -> str | None:
    """The id of the figure or table a caption belongs to."""
    holders = ("figure.figure", "figure.cover-picture", "div.table-block")
    around = (outer for outer in source.above(node) if source.key(outer) in holders)
    return next((outer.get("id") for outer in around if outer.get("id")), None)


def _linked(link: _Link, runs: list[Element], part: Part) -> Element:
    if link.address is not None:
        address = part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return w("hyperlink", *runs, r_id=address, history=1)
    return w("hyperlink", *runs, anchor=link.anchor, history=1)


def _has_words(pieces: list[_Piece]) -> bool:
    return any(piece.runs or piece.text.strip(_BLANKS) for piece in pieces)


def _last_link(pieces: list[_Piece]) -> _Link | None:
    return pieces[-1].link if pieces else None


def _rstrip(pieces: list[_Piece]) -> None:
    """Take the white space off the end of what was gathered."""
    while pieces and not pieces[-1].runs:
        text = pieces[-1].text.rstrip(_BLANKS)
        if text:
            pieces[-1] = replace(pieces[-1], text=text)
            return
        pieces.pop()


def _settled(pieces: list[_Piece]) -> list[_Piece]:
    """White space as a browser shows it: one space between words, none at a line's ends."""
    settled: list[_Piece] = []
    at_start = True
    for piece in pieces:
        if piece.runs:
            if piece.text == "\n":
                _rstrip(settled)
            settled.append(piece)
            at_start = at_start if piece.blank else piece.text == "\n"
            continue
        text = source.collapse(piece.text)
        if at_start:
            text = text.lstrip(_BLANKS)
        if not text:
            continue
        at_start = text.endswith(" ")
        _join(settled, replace(piece, text=text))
    _strip_end(settled)
    return settled


def _strip_end(settled: list[_Piece]) -> None:
    """No space at the end of a paragraph, even behind marks that take no room."""
    behind: list[_Piece] = []
    while settled and settled[-1].blank:
        behind.append(settled.pop())
    _rstrip(settled)
    settled.extend(reversed(behind))


def _verbatim(pieces: list[_Piece]) -> list[_Piece]:
    settled: list[_Piece] = []
    for piece in pieces:
        if piece.runs:
            settled.append(piece)
        else:
            _join(settled, replace(piece, text=piece.text.replace("\r\n", "\n")))
    if settled and not settled[0].runs:
        settled[0] = replace(settled[0], text=settled[0].text.removeprefix("\n"))
    if settled and not settled[-1].runs:
        settled[-1] = replace(settled[-1], text=settled[-1].text.removesuffix("\n"))
    return [piece for piece in settled if piece.runs or piece.text]


def _join(settled: list[_Piece], piece: _Piece) -> None:
    """One run for a stretch of one look."""
    last = settled[-1] if settled else None
    if (
        last is not None
        and not last.runs
        and (last.marks, last.language, last.link) == (piece.marks, piece.language, piece.link)
    ):
        settled[-1] = replace(last, text=last.text + piece.text)
    else:
        settled.append(piece)
