"""Attributes in braces, as Pandoc writes them: `{#id .class key=value key="some words"}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}\#"'=]+)
      | \.(?P<class>[A-Za-z][\w-]*)
      | (?P<key>[A-Za-z][\w-]*)=(?:
            "(?P<double>(?:[^"\\]|\\.)*)"
          | '(?P<single>(?:[^'\\]|\\.)*)'
          | (?P<bare>[^\s"'{}«»“”„]+)
        )
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_TRAILING = re.compile(
    r"\s*(\{(?:[^{}\"']|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')*\})\s*$", re.DOTALL
)
_LOOKS_LIKE = re.compile(r"\{\s*(?:[#.][A-Za-zА-Яа-яІіЇїЄєҐґ]|[\w-]+=)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in the braces."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    twice: tuple[str, ...] = ()
    """Names given more than once: an editor meant one of them."""

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.values)

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return self.values.get(name)


NONE = Attributes()


def read_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Attributes whose `{` stands at `start`, and where they end; None when they are not any."""
    if text[start : start + 1] != "{":
        return None
    position = start + 1
    id: str | None = None
    classes: list[str] = []
    values: dict[str, str] = {}
    twice: list[str] = []
    while not (end := _END.match(text, position)):
        item = _ITEM.match(text, position)
        if not item or item.end() == position:
            return None
        if item["id"]:
            if id:
                twice.append("#")
            id = item["id"]
        elif item["class"]:
            classes.append(item["class"])
        else:
            if item["key"] in values:
                twice.append(item["key"])
            values[item["key"]] = _value(item)
        position = item.end()
    return Attributes(id, tuple(classes), values, tuple(twice)), end.end()


def _value(item: re.Match[str]) -> str:
    if item["bare"] is not None:
        return item["bare"]
    quoted = item["double"] if item["double"] is not None else item["single"]
    return " ".join(_ESCAPED.sub(r"\1", quoted).split())


def take_trailing(text: str) -> tuple[str, Attributes, bool]:
    """Text without the attributes at its end, the attributes, and whether they are in order."""
    match = _TRAILING.search(text)
    if not match:
        return text, NONE, not _LOOKS_LIKE.search(text)
    read = read_attributes(match[1])
    if read is None:
        return text, NONE, not _LOOKS_LIKE.match(match[1])
    return text[: match.start()], read[0], True


def stray_attributes(text: str) -> str | None:
    """Braces in running text that were meant as attributes and belong to nothing."""
    match = _LOOKS_LIKE.search(text)
    return text[match.start() :][:40] if match else None
