"""What the structure tree of a page says of its marked content."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import c_int, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Any

from publisher.reading.pdfium import Handle, bind
from publisher.reading.seen import Matter

_tree_for_page = bind("FPDF_StructTree_GetForPage", c_void_p, c_void_p)
_close_tree = bind("FPDF_StructTree_Close", None, c_void_p)
_tree_size = bind("FPDF_StructTree_CountChildren", c_int, c_void_p)
_tree_child = bind("FPDF_StructTree_GetChildAtIndex", c_void_p, c_void_p, c_int)
_size = bind("FPDF_StructElement_CountChildren", c_int, c_void_p)
_child = bind("FPDF_StructElement_GetChildAtIndex", c_void_p, c_void_p, c_int)
_content = bind("FPDF_StructElement_GetChildMarkedContentID", c_int, c_void_p, c_int)
_type = bind("FPDF_StructElement_GetType", c_ulong, c_void_p, c_void_p, c_ulong)
_alternative = bind("FPDF_StructElement_GetAltText", c_ulong, c_void_p, c_void_p, c_ulong)

# Elements inside a paragraph; every other one is a block of its own.
_INLINE = frozenset(
    (
        *("Span", "NonStruct", "Private", "Link", "Reference", "Annot", "Lbl", "Em", "Strong"),
        *("Sub", "Quote", "Code", "Ruby", "Warichu"),
    )
)
_MATTER = {"Figure": Matter.DRAWN, "Formula": Matter.DRAWN, "Lbl": Matter.LABEL}


@dataclass(slots=True)
class Structure:
    """Marked content by its number, and alternative texts in order of the tree."""

    tagged: bool
    matter: dict[int, Matter] = field(default_factory=dict)
    alternatives: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    """Types of the block elements, in order of the tree."""
    block: dict[int, int] = field(default_factory=dict)
    """Marked content → the number of its block in `blocks`."""

    def of(self, number: int) -> Matter:
        """What marked content is: what no element owns is running matter."""
        if not self.tagged:
            return Matter.TEXT
        return self.matter.get(number, Matter.RUNNING)


def read_structure(page: Handle, *, tagged: bool) -> Structure:
    """Read the tree of one page."""
    structure = Structure(tagged)
    tree = _tree_for_page(page) if tagged else None
    if tree:
        for index in range(max(0, _tree_size(tree))):
            if child := _tree_child(tree, index):
                _read_element(child, Matter.TEXT, None, structure)
        _close_tree(tree)
    return structure


def _read_element(element: Handle, matter: Matter, block: int | None, structure: Structure) -> None:
    type = _string(_type, element)
    matter = _MATTER.get(type, matter)
    if type not in _INLINE or block is None:
        block = len(structure.blocks)
        structure.blocks.append(type)
    if matter is Matter.DRAWN and (words := _string(_alternative, element)):
        structure.alternatives.append(words)
    for index in range(max(0, _size(element))):
        if child := _child(element, index):
            _read_element(child, matter, block, structure)
        elif (number := _content(element, index)) >= 0:
            structure.matter[number] = matter
            structure.block[number] = block


def _string(ask: Callable[..., Any], element: Handle) -> str:
    length = ask(element, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
