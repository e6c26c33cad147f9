"""Where an edition may be cut: sections that start on a page of their own.

What starts a page is said by the style sheets alone (`break-before`, `break-after`, `page`),
so a designer's rule and the galleys can't disagree. Sections that share pages stay together.
The neighbours of a galley stand in its copy as empty shells, for rules that ask what comes
before or after (`.article + .article`); all others do where a rule counts sections
(`.article:nth-of-type(2)`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

import cssselect2
import tinycss2

from publisher.model.galley import Side
from publisher.model.output import HtmlBook

ELSEWHERE = "[data-elsewhere] { display: none !important }"
"""Goes with every copy: shells take no room."""

_FORCED: Mapping[str, Side | None] = {
    "page": None, "always": None, "left": "left", "right": "right", "recto": "right",
    "verso": "left",
}  # fmt: skip
_ASKED = ("break-before", "break-after", "page")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^)]*))?\)")
_UNKNOWN = "?"
_COUNTING = re.compile(
    r"([a-z0-9]*)[\w.#\[\]='\"-]*(?::nth-|:(?:first|last|only)-of-type|\s*~)", re.IGNORECASE
)
_BELOW = {"tr", "td", "th", "li", "p", "dt", "dd", "span", "img", "tbody", "h2", "h3", "h4"}
"""Elements that are never sections."""


@dataclass(frozen=True, slots=True)
class Section:
    """Top-level elements that are laid out together.

    `references` are the ids whose page numbers it prints, in order; `side` is the one it must
    start on.
    """

    id: str
    title: str
    elements: tuple[ElementTree.Element, ...]
    before: tuple[ElementTree.Element, ...]
    after: tuple[ElementTree.Element, ...]
    side: Side | None
    references: tuple[str, ...]
    sources: frozenset[str]
    ids: frozenset[str]

    def markup(self, book: HtmlBook, labels: Mapping[str, str]) -> str:
        """The section as a document, its references filled in; `?` where nothing is known."""
        root = ElementTree.Element("html", {"lang": book.language})
        body = ElementTree.SubElement(root, "body", {"class": book.kind})
        body.extend(_shell(element) for element in self.before)
        body.extend(self.elements)
        body.extend(_shell(element) for element in self.after)
        for reference in _references(self.elements):
            reference.set("data-page", labels.get(_target(reference), _UNKNOWN))
        return ElementTree.tostring(root, encoding="unicode")


@dataclass(frozen=True, slots=True)
class _Break:
    """What an element asks of the page: a break before and after, and its page names."""

    before: str
    after: str
    first_page: str
    last_page: str


def cut(book: HtmlBook) -> tuple[Section, ...]:
    """An edition's sections, each starting a page."""
    body = ElementTree.fromstring(book.markup).find("body")
    assert body is not None  # the closed vocabulary has looked
    elements = list(body)
    breaks = _Cascade(book.stylesheets).breaks(book, elements)
    starts = [index for index in range(len(elements)) if _starts(breaks, index)]
    shells = len(elements) if _count_sections(book.stylesheets) else 1
    return tuple(
        _section(elements, start, end, _side(breaks[start]), shells)
        for start, end in zip(starts, [*starts[1:], len(elements)], strict=True)
    )


def whole(book: HtmlBook) -> tuple[Section, ...]:
    """The same edition as one section: what galleys must be equal to."""
    body = ElementTree.fromstring(book.markup).find("body")
    assert body is not None
    return (_section(list(body), 0, len(body), None, 0),)


def _section(
    elements: Sequence[ElementTree.Element], start: int, end: int, side: Side | None, shells: int
) -> Section:
    own = tuple(elements[start:end])
    every = [one for element in own for one in element.iter()]
    return Section(
        id=own[0].get("id") or f"section-{start + 1}",
        title=_title(own),
        elements=own,
        before=tuple(elements[max(start - shells, 0) : start]),
        after=tuple(elements[end : end + shells]),
        side=side,
        references=tuple(_target(reference) for reference in _references(own)),
        sources=frozenset(one.get("src", "") for one in every if one.tag == "img"),
        ids=frozenset(id for one in every if (id := one.get("id"))),
    )


def _count_sections(stylesheets: Sequence[str]) -> bool:
    """Whether a rule counts top-level elements, or asks for one further off than a neighbour."""
    for text in stylesheets:
        for match in _COUNTING.finditer(text):
            if match[1] not in _BELOW:
                return True
    return False


def _title(elements: Sequence[ElementTree.Element]) -> str:
    for element in elements:
        for heading in element.iter("h1"):
            return " ".join("".join(heading.itertext()).split())
    return ""


def _shell(element: ElementTree.Element) -> ElementTree.Element:
    attributes = {"class": element.get("class", ""), "data-elsewhere": ""}
    return ElementTree.Element(element.tag, attributes)


def _references(elements: Sequence[ElementTree.Element]) -> Iterator[ElementTree.Element]:
    for element in elements:
        for link in element.iter("a"):
            if "page-number" in link.get("class", "").split():
                yield link


def _target(link: ElementTree.Element) -> str:
    return link.get("href", "").removeprefix("#")


def _starts(breaks: Sequence[_Break], index: int) -> bool:
    if index == 0:
        return True
    here, before = breaks[index], breaks[index - 1]
    return here.before in _FORCED or before.after in _FORCED or here.first_page != before.last_page


def _side(asked: _Break) -> Side | None:
    return _FORCED.get(asked.before)


@dataclass(slots=True)
class _Cascade:
    """The three properties that decide breaks, read from style sheets."""

    stylesheets: Sequence[str]
    matcher: cssselect2.Matcher = field(default_factory=cssselect2.Matcher)
    variables: dict[str, str] = field(default_factory=dict)

    def breaks(self, book: HtmlBook, elements: Sequence[ElementTree.Element]) -> list[_Break]:
        """What each top-level element asks for."""
        for text in self.stylesheets:
            self._read(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
        root = ElementTree.Element("html", {"lang": book.language})
        body = ElementTree.SubElement(root, "body", {"class": book.kind})
        body.extend(elements)
        wrapped = cssselect2.ElementWrapper.from_html_root(root)
        top = next(child for child in wrapped.iter_children() if child.local_name == "body")
        return [self._break(child) for child in top.iter_children()]

    def _read(self, rules: Sequence[object]) -> None:
        for rule in rules:
            kind = getattr(rule, "type", "")
            if kind == "at-rule" and rule.lower_at_keyword == "media" and rule.content:  # type: ignore[attr-defined]
                media = tinycss2.serialize(rule.prelude).strip()  # type: ignore[attr-defined]
                if media in ("print", "all"):
                    self._read(tinycss2.parse_rule_list(rule.content, True, True))  # type: ignore[attr-defined]
            elif kind == "qualified-rule":
                self._rule(rule)

    def _rule(self, rule: object) -> None:
        asked: dict[str, tuple[str, bool]] = {}
        for entry in tinycss2.parse_blocks_contents(rule.content, True, True):  # type: ignore[attr-defined]
            if entry.type != "declaration":
                continue
            name = (
                entry.lower_name.removeprefix("page-")
                if "break" in entry.lower_name
                else (entry.lower_name)
            )
            value = tinycss2.serialize(entry.value).strip()
            if name.startswith("--"):
                self.variables[entry.name] = value
            elif name in _ASKED:
                asked[name] = (value, entry.important)
        if asked:
            for selector in cssselect2.compile_selector_list(rule.prelude):  # type: ignore[attr-defined]
                if selector.pseudo_element is None:
                    self.matcher.add_selector(selector, asked)

    def _break(self, element: cssselect2.ElementWrapper) -> _Break:
        before = after = "auto"
        first_page = last_page = "auto"
        one = element
        while one is not None:
            asked = self._asked(one)
            before = asked.get("break-before", "auto") if before not in _FORCED else before
            first_page = (
                asked.get("page", "auto") if asked.get("page", "auto") != "auto" else (first_page)
            )
            one = next(iter(one.iter_children()), None)
        one = element
        while one is not None:
            asked = self._asked(one)
            after = asked.get("break-after", "auto") if after not in _FORCED else after
            last_page = (
                asked.get("page", "auto") if asked.get("page", "auto") != "auto" else (last_page)
            )
            one = next(iter(reversed(list(one.iter_children()))), None)
        return _Break(before, after, first_page, last_page)

    def _asked(self, element: cssselect2.ElementWrapper) -> dict[str, str]:
        """The cascaded values of one element (css-cascade, 6.4)."""
        values: dict[str, str] = {}
        matches = sorted(self.matcher.match(element), key=lambda match: (match[0], match[1]))
        for important in (False, True):
            for _, _, _, asked in matches:
                values |= {
                    name: self._value(value)
                    for name, (value, is_important) in asked.items()
                    if is_important is important
                }
        return values

    def _value(self, value: str) -> str:
        return _VARIABLE.sub(
            lambda match: self.variables.get(match[1], (match[2] or "").strip()), value
        ).strip()
