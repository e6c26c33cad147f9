"""Layers (optional content): which of them a reader does not see.

Layers are taken off a page that is placed. What is hidden would then be printed, so a page that
uses a hidden layer can't be placed.
"""

from __future__ import annotations

from typing import Any

import pikepdf


def hidden_layers(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """The layers that are off when the file is opened, by their object numbers."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    default = properties.get("/D", pikepdf.Dictionary())
    off = _numbers(default.get("/OFF"))
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        off |= _numbers(properties.get("/OCGs")) - _numbers(default.get("/ON"))
    return frozenset(off)


def name_if_hidden(layer: Any, hidden: frozenset[tuple[int, int]]) -> str | None:
    """The name of a layer that is off, or of the first such layer a membership speaks of."""
    if not isinstance(layer, pikepdf.Dictionary):
        return None
    if layer.objgen in hidden:
        return str(layer.get("/Name", "?"))
    members: Any = layer.get("/OCGs")
    if isinstance(members, pikepdf.Dictionary):
        members = [members]
    if isinstance(members, pikepdf.Array | list):
        for member in members:
            if isinstance(member, pikepdf.Dictionary) and member.objgen in hidden:
                return str(member.get("/Name", "?"))
    return None


def _numbers(layers: Any) -> set[tuple[int, int]]:
    if not isinstance(layers, pikepdf.Array):
        return set()
    return {layer.objgen for layer in layers if isinstance(layer, pikepdf.Dictionary)}
