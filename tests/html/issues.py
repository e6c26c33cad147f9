"""Small issues as data, for tests of what comes after the sources."""

from __future__ import annotations

import datetime
from typing import Any

from publisher.model.issue import Article, Issue, Section
from publisher.model.language import Language
from publisher.model.text import Element, Flow, Inlines, Line, Text


def line(text: str, language: Language = "uk") -> Line:
    return Line(text, language)


def words(text: str, language: Language = "uk") -> Inlines:
    return (Text(text, language),)


def paragraph(*nodes: Element | Text | str) -> Element:
    return Element(
        "paragraph", tuple(Text(node, "uk") if isinstance(node, str) else node for node in nodes)
    )


def note(text: str) -> Element:
    return Element("footnote", (paragraph(text),))


def article(*body: Element, id: str = "stattia", title: str = "Назва", **more: Any) -> Article:
    return Article(id, line(title), body, **more)


def issue(*parts: Any, kind: str = "bulletin", language: Language = "uk", **more: Any) -> Issue:
    return Issue(
        slug="sproba",
        kind=kind,
        language=language,
        languages=(language,),
        title=line("Вісник", language),
        date=datetime.date(2026, 1, 31),
        sections=(Section("s1", tuple(parts), line("Рубрика", language)),),
        **more,
    )


def flow(*body: Element) -> Flow:
    return body
