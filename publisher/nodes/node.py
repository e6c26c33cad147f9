"""A value of a YAML file that knows where it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.diagnostics import Place

Path = tuple[int | str, ...]


class Scalar(str):
    """The text of a YAML value, which knows its place. What validators of fields are given."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Scalar:
        """Text at a place."""
        scalar = super().__new__(cls, text)
        scalar.place = place
        return scalar


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file: text, or a list of nodes, or nodes by key.

    `text` is None for a value that was left out (`title:` and nothing more). `keys` holds the
    places of the keys themselves.
    """

    place: Place
    text: str | None = None
    items: tuple[Node, ...] | None = None
    fields: Mapping[str, Node] | None = None
    keys: Mapping[str, Place] = field(default_factory=dict)
    size: int = 1

    @property
    def absent(self) -> bool:
        """Whether the value was left out."""
        return self.text is None and self.items is None and self.fields is None

    @property
    def value(self) -> Any:
        """Plain dicts, lists and text; None for a value left out."""
        if self.fields is not None:
            return {key: node.value for key, node in self.fields.items()}
        if self.items is not None:
            return [node.value for node in self.items]
        return self.text

    @property
    def located(self) -> Any:
        """The same with every text a `Scalar`: what a pydantic model is given."""
        if self.fields is not None:
            return {key: node.located for key, node in self.fields.items()}
        if self.items is not None:
            return [node.located for node in self.items]
        return None if self.text is None else Scalar(self.text, self.place)

    def find(self, path: Path) -> Node:
        """The node at a path. Steps that lead nowhere are passed over: pydantic puts names of
        union members between them."""
        node = self
        for step in path:
            if node.fields is not None and step in node.fields:
                node = node.fields[str(step)]
            elif node.items is not None and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        return node

    def at(self, path: Path) -> Place:
        """The place of the value at a path, or of the nearest thing above it."""
        return self.find(path).place

    def key_at(self, path: Path) -> Place:
        """The place of the key at the end of a path; of the value where there is none."""
        holder = self.find(path[:-1])
        return holder.keys.get(str(path[-1])) or self.at(path)

    def overlaid(self, upper: Node) -> Node:
        """This mapping with another over it, key by key, mappings into mappings."""
        if self.fields is None or upper.fields is None:
            return upper
        fields = dict(self.fields)
        for key, node in upper.fields.items():
            fields[key] = fields[key].overlaid(node) if key in fields else node
        return Node(upper.place, fields=fields, keys={**self.keys, **upper.keys})
