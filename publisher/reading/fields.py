"""What the model says becomes of each of its fields: printed, alternative, machine.

The declaration stands in the annotation (`Annotated[…, PRINTED]`). A field that declares
nothing holds what the field it stands in holds; one that holds text and for which nobody up to
the issue declares anything is a fault of the house, which `undeclared` names.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publisher.diagnostics import Place
from publisher.model.language import Language
from publisher.model.text import ALTERNATIVE, MACHINE, PRINTED, Element, Line, Text, Use

_USES: frozenset[Use] = frozenset((PRINTED, ALTERNATIVE, MACHINE))
_TEXTUAL = (Line, Text, Element)
_INLINE = frozenset(
    ("emphasis", "strong", "code", "strikethrough", "link", "span", "reference", "index-mark",
     "small-caps")
)  # fmt: skip
# Attributes of elements that hold words of the editor.
_WORDED = ("speaker", "note")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that an editor gave, in one piece, with what is to become of them."""

    use: Use
    text: str
    language: Language | None
    place: Place | None


def given(value: object, use: Use = MACHINE) -> Iterator[Words]:
    """All words of a value of the model, in order. Parts inside an issue come with it."""
    if isinstance(value, Line):
        yield Words(use, value.text, value.language, value.place)
    elif isinstance(value, Element):
        yield from _element_words(value, use)
    elif isinstance(value, Text):
        yield Words(use, value.text, value.language, value.place)
    elif isinstance(value, tuple):
        if any(isinstance(item, Text) for item in value):
            yield from _inline_words(value, use, None)
        else:
            for item in value:
                yield from given(item, use)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name, declared in _uses(type(value)):
            yield from given(getattr(value, name), declared or use)


def _element_words(element: Element, use: Use) -> Iterator[Words]:
    """Words of a block, each paragraph in one piece, notes after the paragraph."""
    for name in _WORDED:
        if text := element.get(name):
            yield Words(use, text, None, element.place)
    if any(isinstance(child, Text) or child.name in _INLINE for child in element.children):
        yield from _inline_words(element.children, use, element.place)
    else:
        for child in element.children:
            if isinstance(child, Element):
                yield from _element_words(child, use)


def _inline_words(
    nodes: tuple[Element | Text, ...], use: Use, place: Place | None
) -> Iterator[Words]:
    texts = list(_texts(nodes))
    text = "".join(part for part, _ in texts)
    first = next((node for _, node in texts if node is not None), None)
    typed_at = first.place if first else None
    yield Words(use, text, first.language if first else None, place or typed_at)
    for note in _notes(nodes):
        for child in note.children:
            if isinstance(child, Element):
                yield from _element_words(child, use)


def _texts(nodes: tuple[Element | Text, ...]) -> Iterator[tuple[str, Text | None]]:
    for node in nodes:
        if isinstance(node, Text):
            yield node.text, node
        elif node.name == "footnote":
            continue
        elif node.name in _INLINE:
            yield from _texts(node.children)
        else:
            # Breaks, raised and lowered figures, blocks: what follows is another word.
            yield " ", None
            yield from _texts(node.children)
            yield " ", None


def _notes(nodes: tuple[Element | Text, ...]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            if node.name == "footnote":
                yield node
            else:
                yield from _notes(node.children)


@functools.cache
def _uses(cls: type) -> tuple[tuple[str, Use | None], ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    return tuple((field.name, _declared(hints[field.name])) for field in dataclasses.fields(cls))


def _declared(hint: Any) -> Use | None:
    """What an annotation declares, however deep inside."""
    for note in getattr(hint, "__metadata__", ()):
        if note in _USES:
            return typing.cast(Use, note)
    if typing.get_origin(hint) is typing.Annotated or dataclasses.is_dataclass(hint):
        return None
    return next(
        (use for inner in typing.get_args(hint) if (use := _declared(inner)) is not None), None
    )


def undeclared(cls: type) -> tuple[str, ...]:
    """Fields, as `Class.field`, that hold text and of which nobody says what becomes of it."""
    found: dict[str, None] = {}
    _look_into(cls, False, found, set())
    return tuple(found)


def _look_into(
    cls: type, covered: bool, found: dict[str, None], seen: set[tuple[type, bool]]
) -> None:
    if (cls, covered) in seen:
        return
    seen.add((cls, covered))
    hints = typing.get_type_hints(cls, include_extras=True)
    for name, declared in _uses(cls):
        below = covered or declared is not None
        for inner in _classes(hints[name]):
            if issubclass(inner, _TEXTUAL):
                if not below:
                    found[f"{cls.__name__}.{name}"] = None
            else:
                _look_into(inner, below, found, seen)


def _classes(hint: Any) -> Iterator[type]:
    """The dataclasses an annotation is made of."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    elif typing.get_origin(hint) is typing.Annotated:
        yield from _classes(typing.get_args(hint)[0])
    elif typing.get_origin(hint) in (tuple, list, typing.Union, types.UnionType):
        for inner in typing.get_args(hint):
            yield from _classes(inner)
