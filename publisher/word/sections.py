"""Sections of the document: page, columns, heads and feet.

A section is wished for, and made when the next block comes: so no section is ever empty, and a
figure across the page closes the columns before it and opens them again only if text follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document

from publisher.word.fields import field
from publisher.word.ooxml import Element, run, text_run, twips, w
from publisher.word.styles import StyleSheet


@dataclass(frozen=True, slots=True)
class Running:
    """Words of a running head: fixed, or what a field finds on the page (`text` is its result)."""

    text: str
    code: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands in the heads and feet of a section's pages, from the fold outwards.

    A bare section has neither heads nor folios, a quiet one only folios.
    """

    inner: tuple[Running, ...] = ()
    outer: tuple[Running, ...] = ()
    folio: bool = True
    opener: bool = False
    """The first page, where the title stands, has no head."""


BARE = Heads(folio=False)
QUIET = Heads()


@dataclass(frozen=True, slots=True)
class _Section:
    columns: int
    heads: Heads
    new_page: bool


@dataclass(slots=True)
class Sections:
    """The sections of a file in the making."""

    document: Document
    sheet: StyleSheet
    columns: int = 1
    """Columns of what comes next."""
    _heads: Heads = BARE
    _new_page: bool = True
    _current: _Section | None = None
    _written: Heads | None = None

    def wish_page(self, heads: Heads | None = None) -> None:
        """Begin a new page with what comes next, in one column; None keeps the heads."""
        self.columns = 1
        self._new_page = True
        self._heads = heads or self._heads

    def settle(self, blocks: list[Element]) -> None:
        """Close the section in hand if the next block belongs to another."""
        current = self._current
        if current and not self._new_page and current.columns == self.columns:
            return
        if current:
            _carrier(blocks, self.sheet).append(self._properties(current))
        self._current = _Section(self.columns, self._heads, self._new_page)
        self._new_page = False

    def close(self) -> Element:
        """The properties of the last section, which stand at the end of the body."""
        return self._properties(self._current or _Section(1, BARE, True))

    def _properties(self, section: _Section) -> Element:
        page = self.sheet.tokens.page
        columns = section.columns
        references = self._references(section.heads) if section.new_page else []
        head = twips(max(page.top.points * 0.45, 14))
        foot = twips(max(page.bottom.points * 0.4, 14))
        return w(
            "sectPr",
            *references,
            w("type", val="nextPage" if section.new_page else "continuous"),
            w("pgSz", w=twips(page.width.points), h=twips(page.height.points)),
            w(
                "pgMar",
                top=twips(page.top.points),
                right=twips(page.outer.points),
                bottom=twips(page.bottom.points),
                left=twips(page.inner.points),
                header=head,
                footer=foot,
                gutter=0,
            ),
            w("cols", num=columns, space=twips(self.sheet.gap(columns)))
            if columns > 1
            else w("cols", space=720),
            w("titlePg") if section.new_page and section.heads.opener else None,
        )

    def _references(self, heads: Heads) -> list[Element]:
        """Links to heads and feet; a section that repeats the ones before it inherits them."""
        before, self._written = self._written, heads
        if before is None and heads == BARE:
            self._written = None
            return []
        references: list[Element] = []
        if before is None or (heads.inner, heads.outer) != (before.inner, before.outer):
            references += [
                self._part("header", "even", self._head(heads.outer, heads.inner)),
                self._part("header", "default", self._head(heads.inner, heads.outer)),
            ]
        opens = heads.opener and not (before and before.opener)
        if opens:
            references.append(self._part("header", "first", self._head((), ())))
        if before is None or heads.folio != before.folio:
            references += [
                self._part("footer", "even", self._foot("footer-even", heads.folio)),
                self._part("footer", "default", self._foot("footer", heads.folio)),
            ]
        if opens:
            references.append(
                self._part("footer", "first", self._foot("footer-first", heads.folio))
            )
        return references

    def _part(self, tag: str, kind: str, content: Element) -> Element:
        document = self.document.part
        # python-docx has not typed these two.
        if tag == "header":
            part, link = document.add_header_part()  # type: ignore[no-untyped-call]
        else:
            part, link = document.add_footer_part()  # type: ignore[no-untyped-call]
        root = part.element
        for child in list(root):
            root.remove(child)
        root.append(content)
        return w(f"{tag}Reference", type=kind, r_id=link)

    def _head(self, left: tuple[Running, ...], right: tuple[Running, ...]) -> Element:
        content = self._running(left)
        if right:
            content += [run(w("tab")), *self._running(right)]
        style = self.sheet.paragraph("header")
        return w("p", w("pPr", w("pStyle", val=style)), *content)

    def _running(self, heads: tuple[Running, ...]) -> list[Element]:
        content: list[Element] = []
        for words in heads:
            style = self.sheet.mark([words.mark] if words.mark else [])
            if words.code:
                content += field(words.code, words.text, style)
            else:
                content.append(text_run(words.text, style))
        return content

    def _foot(self, look: str, folio: bool) -> Element:
        style = self.sheet.mark(["page-number"])
        content = field("PAGE", "1", style) if folio else []
        return w("p", w("pPr", w("pStyle", val=self.sheet.paragraph(look))), *content)


def _carrier(blocks: list[Element], sheet: StyleSheet) -> Element:
    """Where the end of a section is written: the last paragraph, or one made for it.

    A table cannot carry it, and a contents block throws its paragraphs away when made anew.
    """
    last = blocks[-1] if blocks else None
    if last is not None and last.tag.endswith("}p"):
        properties = last[0]
        if not properties.tag.endswith("}pPr"):
            raise ValueError("a paragraph without properties")
        if not any(child.tag.endswith("}sectPr") for child in properties):
            return properties
    made = w("p", w("pPr", w("pStyle", val=sheet.paragraph("section-break"))))
    blocks.append(made)
    return made[0]
