"""What points at what: read once before the walk, so that fields can be set where they belong.

Contents entries lead to headings, index entries to places that need an XE mark, references to
captions with numbers. All of it follows from the HTML; nothing is counted anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.word import source
from publisher.word.source import Node

_NUMBER = re.compile(r"\d+(?!.*\d)")
_HEADINGS = ("h1", "h2", "h3", "h4")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Plan:
    """The edition's own references, by element id."""

    nodes: Mapping[str, Node]
    headings: Mapping[str, list[str]]
    """Id of a heading → ids of the contents entries' targets it opens."""
    rubrics: Mapping[str, str]
    """Contents target → the rubric the contents set above it."""
    terms: Mapping[str, list[tuple[str, str]]]
    """Element id → (index letter, term) of the entries that lead to it."""
    indexes: Mapping[str, str]
    """Id of an index section → its letter in XE and INDEX."""
    numbers: Mapping[str, str]
    """Figure or table → the number in its caption."""
    pointed: frozenset[str] = field(default=frozenset())
    """Every id that some link of the text (not of the contents) points at."""


def plan(body: Node, places: Mapping[str, Place], report: Report) -> Plan:
    """Read the references of an edition; one that leads nowhere is an error."""
    nodes = {id: node for node in source.elements(body) if (id := node.get("id"))}
    listed = _list_of_contents(body)
    entries, rubrics = _contents(listed)
    terms, indexes = _terms(body)
    pointed: set[str] = set()
    within = set(source.elements(listed)) if listed is not None else set()
    for node in source.elements(body):
        href = node.get("href") or ""
        if node.tag != "a" or not href.startswith("#"):
            continue
        if href[1:] not in nodes:
            place = source.place_of(node, places)
            report.error("word-anchor-missing", place, target=href[1:], text=source.words(node))
        elif node not in within:
            pointed.add(href[1:])
    headings: dict[str, list[str]] = {}
    for target in entries:
        if target in nodes:
            headings.setdefault(_heading_of(nodes[target]), []).append(target)
    return Plan(nodes, headings, rubrics, terms, indexes, _numbers(nodes), frozenset(pointed))


def number_in(label: str) -> re.Match[str] | None:
    """The number of a caption's label: the last digits in it."""
    return _NUMBER.search(label)


def _list_of_contents(body: Node) -> Node | None:
    found = [node for node in source.elements(body) if source.key(node) == "nav.contents-list"]
    return found[0] if found else None


def _contents(listed: Node | None) -> tuple[list[str], dict[str, str]]:
    entries: list[str] = []
    rubrics: dict[str, str] = {}
    rubric = ""
    for line in listed if listed is not None else ():
        if source.key(line) == "p.contents-rubric":
            rubric = source.words(line, without=frozenset({"a.page-number"}))
        for link in line.iter("a"):
            target = (link.get("href") or "").removeprefix("#")
            if target and target not in entries:
                entries.append(target)
                if rubric:
                    rubrics[target] = rubric
                    rubric = ""
    return entries, rubrics


def _heading_of(node: Node) -> str:
    """The id of the heading that opens an element; it is given one where it has none."""
    heading = node
    if node.tag not in _HEADINGS:
        heading = next((inner for inner in node.iter(*_HEADINGS)), node)
    if not heading.get("id"):
        heading.set("id", f"{node.get('id')}--heading")
    return str(heading.get("id"))


def _terms(body: Node) -> tuple[dict[str, list[tuple[str, str]]], dict[str, str]]:
    terms: dict[str, list[tuple[str, str]]] = {}
    indexes: dict[str, str] = {}
    for node in source.elements(body):
        if source.key(node) != "section.index":
            continue
        letter = _LETTERS[len(indexes) % len(_LETTERS)]
        indexes[node.get("id") or ""] = letter
        for line in node.iter("p"):
            if source.key(line) != "p.index-entry":
                continue
            term = source.words(line, without=frozenset({"a.page-number"})).rstrip(" ,;")
            for link in line.iter("a"):
                target = (link.get("href") or "").removeprefix("#")
                if source.key(link) == "a.page-number" and target:
                    terms.setdefault(target, []).append((letter, term))
    return terms, indexes


def _numbers(nodes: Mapping[str, Node]) -> dict[str, str]:
    numbers: dict[str, str] = {}
    for name, node in nodes.items():
        if source.key(node) not in ("figure.figure", "figure.cover-picture", "div.table-block"):
            continue
        for label in node.iter("span"):
            found = number_in(source.words(label)) if _is_caption_label(label) else None
            if found:
                numbers[name] = found[0]
                break
    return numbers


def _is_caption_label(node: Node) -> bool:
    parent = node.getparent()
    if source.key(node) != "span.label" or parent is None:
        return False
    return source.key(parent) in ("figcaption", "p.table-caption")
