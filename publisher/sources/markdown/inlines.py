"""What stands inside a paragraph: tokens of the parser → text and inline elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from publisher.diagnostics import Place
from publisher.model.language import LANGUAGES, Language
from publisher.model.text import Element, InlineName, Inlines, Text
from publisher.nodes import nearest
from publisher.sources.markdown.attributes import Attributes, stray_attributes
from publisher.sources.markdown.copy import Copy
from publisher.sources.markdown.parse import DEEPEST_INLINE, Knot, TooDeep, nest
from publisher.sources.names import IndexMark

MARKS = "marks"
"""The index that marks belong to where they don't name another."""

_SIMPLE: dict[str, InlineName] = {
    "em": "emphasis",
    "strong": "strong",
    "s": "strikethrough",
    "sub": "subscript",
    "sup": "superscript",
}
_SMALL_CAPS = {"smallcaps", "small-caps", "sc"}
_RAW_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<![A-Z]|<\?[a-z]|<[A-Za-z]+\s+[A-Za-z-]+=")
_SAFE_LINK = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:\+?[\d()-])", re.IGNORECASE)
_ENCODED = re.compile(r"[^\x21-\x7e]")

NoteWriter = Callable[[Token, Place], Element | None]


@dataclass(slots=True)
class _Cursor:
    """Finds the place of a word by following the typed text."""

    copy: Copy
    content: str
    first: int
    offset: int = 0

    def find(self, text: str) -> Place:
        """The place of the next occurrence of a text; of where we are when it was escaped."""
        found = self.content.find(text, self.offset) if text else -1
        if found < 0:
            return self._place(self.offset, 0)
        self.offset = found + len(text)
        return self._place(found, len(text))

    def _place(self, position: int, length: int) -> Place:
        if self.copy.fixed:
            return self.copy.fixed
        row = self.content.count("\n", 0, position)
        number = self.first + row
        start = self.content.rfind("\n", 0, position) + 1
        typed = self.content[start:].split("\n", 1)[0]
        line = self.copy.lines[number] if number < len(self.copy.lines) else ""
        indent = line.find(typed)
        at = self.copy.first_line + number
        if indent < 0:
            return Place(self.copy.path, at)
        column = indent + position - start + 1
        return Place(self.copy.path, at, column, at, column + max(length, 1))


@dataclass(slots=True)
class Inliner:
    """Builds the inlines of one paragraph."""

    copy: Copy
    notes: NoteWriter
    _cursor: _Cursor = field(init=False)

    def build(self, token: Token, first: int) -> Inlines:
        """The inlines of an `inline` token whose text begins on a line, from 0."""
        self._cursor = _Cursor(self.copy, token.content, first)
        try:
            knots = nest(token.children or [], DEEPEST_INLINE)
        except TooDeep:
            self.copy.error("nesting-too-deep", self.copy.line(first), limit=DEEPEST_INLINE)
            return ()
        return self._inlines(knots, self.copy.language)

    def pictures(self, token: Token, first: int) -> list[tuple[Token, Inlines, Place]] | None:
        """The pictures of a paragraph that is nothing but pictures; else None."""
        children = [child for child in token.children or [] if child.type != "softbreak"]
        if not children or any(
            child.type != "image" and (child.type != "text" or child.content.strip())
            for child in children
        ):
            return None
        self._cursor = _Cursor(self.copy, token.content, first)
        found = []
        for child in children:
            if child.type == "image":
                place = self._cursor.find("![")
                caption = self._inlines(
                    nest(child.children or [], DEEPEST_INLINE), self.copy.language
                )
                found.append((child, caption, place))
        return found

    def _inlines(self, knots: list[Knot], language: Language) -> Inlines:
        out: list[Element | Text] = []
        for knot in knots:
            for node in self._made(knot, language):
                last = out[-1] if out else None
                if (
                    isinstance(node, Text)
                    and isinstance(last, Text)
                    and last.language == node.language
                ):
                    out[-1] = Text(last.text + node.text, last.language, last.place or node.place)
                else:
                    out.append(node)
        return tuple(out)

    def _made(self, knot: Knot, language: Language) -> Inlines:
        token = knot.token
        match knot.type:
            case "text" | "text_special":
                return self._text(token, language)
            case "softbreak":
                return (Text(" ", language, None),)
            case "hardbreak":
                return (Element("break", place=self._cursor.find("\n")),)
            case "code_inline":
                place = self._cursor.find(token.content)
                self._check(token, (), place, "`code`")
                return (Element("code", (Text(token.content, language, place),), place=place),)
            case "em" | "strong" | "s" | "sub" | "sup":
                children = self._inlines(knot.children, language)
                place = _first_place(children) or self._cursor.find("")
                return (Element(_SIMPLE[knot.type], children, place=place),)
            case "link":
                return self._link(knot, language)
            case "span":
                return self._span(knot, language)
            case "reference":
                place = self._cursor.find("@" + token.content)
                to = self.copy.names.refer(token.content, place)
                return (Element("reference", (), (("to", to),), place),)
            case "figure":
                return self._figure(token, language)
            case "footnote_ref":
                label = token.meta.get("label")
                place = self._cursor.find(f"[^{label}]" if label else "^[")
                note = self.notes(token, place)
                return (note,) if note else ()
            case "image":
                self.copy.error("picture-in-line", self._cursor.find("!["))
                return ()
            case other:
                self.copy.error("markdown-unknown", self._cursor.find(""), element=other)
                return ()

    def _text(self, token: Token, language: Language) -> Inlines:
        text = token.content
        if not text:
            return ()
        place = self._cursor.find(text)
        if token.type == "text":
            if html := _RAW_HTML.search(text):
                self.copy.error("raw-html", place, html=html[0][:40])
            if stray := stray_attributes(text):
                self.copy.error("attributes-astray", place, text=stray)
        return (Text(text, language, place),)

    def _figure(self, token: Token, language: Language) -> Inlines:
        place = self._cursor.find(token.content)
        printed = self.copy.names.figure
        if printed is None:
            return (Text(token.content, language, place),)
        return (Text(printed(token.meta["path"], token.meta["format"], place), language, place),)

    def _link(self, knot: Knot, language: Language) -> Inlines:
        href = str(knot.token.attrs.get("href", "")).strip()
        place = self._cursor.find("[" if knot.token.markup != "autolink" else "<")
        children = self._inlines(knot.children, language)
        self._check(knot.token, (), place, "link")
        if title := knot.token.attrs.get("title"):
            self.copy.error("link-title", place, title=str(title)[:60])
        if not any(isinstance(child, Text) and child.text.strip() for child in _all(children)):
            self.copy.error("link-empty", place, href=href)
        if href.startswith("#"):
            to = self.copy.names.refer(href[1:], place)
            return (Element("reference", children, (("to", to),), place),)
        if not _SAFE_LINK.match(href):
            self.copy.error("link-refused", place, href=href[:80])
            return children
        href = _ENCODED.sub(lambda match: _percent(match[0]), href)
        return (Element("link", children, (("href", href),), place),)

    def _span(self, knot: Knot, language: Language) -> Inlines:
        attributes: Attributes = knot.token.meta["attributes"]
        place = self._cursor.find("[")
        if (lang := attributes.get("lang")) is not None:
            if lang in LANGUAGES:
                language = lang
            else:
                self.copy.error(
                    "language-unknown",
                    place,
                    language=lang,
                    known=", ".join(LANGUAGES),
                    suggestion=nearest(lang, LANGUAGES, cutoff=0.4),
                )
        indexed = "index" in attributes.classes
        known = [".index", ".smallcaps", "lang", *(("index", "term", "sort") if indexed else ())]
        known += [f".{name}" for name in _SMALL_CAPS]
        self.copy.check_attributes(attributes, known, place, "[…]", id=False)
        children = self._inlines(knot.children, language)
        if _SMALL_CAPS & set(attributes.classes):
            children = (Element("small-caps", children, place=place),)
        if indexed:
            children = (self._mark(children, attributes, place),)
        return children

    def _mark(self, children: Inlines, attributes: Attributes, place: Place) -> Element:
        words = "".join(node.text for node in _all(children) if isinstance(node, Text))
        index = attributes.get("index") or MARKS
        term = attributes.get("term") or " ".join(words.split())
        sort = attributes.get("sort") or term
        target = self.copy.names.invent(f"{self.copy.owner}-mark", place)
        self.copy.names.marks.append(IndexMark(index, term, sort, target, place))
        given = (("id", target), ("index", index), ("term", term), ("sort", sort))
        return Element("index-mark", children, given, place)

    def _check(self, token: Token, known: tuple[str, ...], place: Place, owner: str) -> None:
        if attributes := token.meta.get("attributes"):
            self.copy.check_attributes(attributes, known, place, owner, id=False)


def _all(nodes: Inlines) -> list[Element | Text]:
    return [
        below for node in nodes for below in (node.walk() if isinstance(node, Element) else (node,))
    ]


def _first_place(nodes: Inlines) -> Place | None:
    return next((node.place for node in nodes if node.place), None)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
