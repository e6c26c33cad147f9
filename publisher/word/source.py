"""The HTML as the walker reads it: elements by their keys, words without layout's white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree, html

from publisher.diagnostics import Place, Report
from publisher.word import forms

Node: TypeAlias = etree._Element

_SPACES = re.compile(r"[ \t\r\n\f]+")


def parse(markup: str) -> Node:
    """The body of a document in the closed vocabulary."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    document = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    body = document.find("body")
    if body is None:
        raise ValueError("markup without a body")
    language = document.get("lang")
    if language and not body.get("lang"):
        body.set("lang", language)
    return body


def key(node: Node) -> str | None:
    """The key of an element in `forms`; None when it has none."""
    return forms.key_of(str(node.tag), (node.get("class") or "").split())


def classes(node: Node) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((node.get("class") or "").split())


def name(node: Node) -> str:
    """An element as messages call it: `span.footnote`, with every class."""
    return ".".join([str(node.tag), *(node.get("class") or "").split()])


def elements(node: Node) -> Iterator[Node]:
    """The element and all below it, in reading order."""
    return node.iter(etree.Element)


def above(node: Node | None) -> Iterator[Node]:
    """The element and all it stands in, from the inside out."""
    if node is not None:
        yield node
        yield from node.iterancestors()


def collapse(text: str) -> str:
    """Text with white space as HTML shows it; no-break spaces are letters."""
    return _SPACES.sub(" ", text)


def words(node: Node | None, *, without: frozenset[str] = frozenset()) -> str:
    """The text of an element on one line, notes and `without` left out."""
    if node is None:
        return ""
    left_out = without | {"span.footnote"}
    return collapse("".join(_texts(node, left_out))).strip()


def _texts(node: Node, left_out: frozenset[str]) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if key(child) == "br":
            yield " "
        elif key(child) not in left_out:
            yield from _texts(child, left_out)
        yield child.tail or ""


def place_of(node: Node | None, places: Mapping[str, Place]) -> Place | None:
    """Where the editor typed it: the place of the nearest element around it that has one."""
    for around in above(node):
        place = places.get(around.get("id") or "")
        if place:
            return place
    return None


def refuse_strangers(body: Node, places: Mapping[str, Place], report: Report) -> None:
    """Every element without a Word form, by name: nothing is ever dropped silently."""
    for node in elements(body):
        if key(node) is None:
            report.error("word-unknown-element", place_of(node, places), element=name(node))
