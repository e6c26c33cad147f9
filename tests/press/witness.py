"""Looks for what is not ink in a print file, with a parser that had no part in making it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

NEVER = frozenset(("/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/RGB", "/DefaultRGB"))


def not_ink(pdf: pikepdf.Pdf) -> Iterator[str]:
    """`operator`, `image`, `shading` or `group`, for each that asks for light or a profile."""
    for page in pdf.pages:
        yield from _in_stream(page, page.obj.get("/Resources"))
        if str(page.obj.get("/Group", {}).get("/CS", "")) in NEVER:
            yield "group"
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == "/Image" and _names(thing.get("/ColorSpace")) & NEVER:
                yield "image"
            if thing.get("/Subtype") == "/Form" or "/PatternType" in thing:
                yield from _in_stream(thing, thing.get("/Resources"))
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            if "/ShadingType" in thing and _names(thing.get("/ColorSpace")) & NEVER:
                yield "shading"
            if thing.get("/S") == "/Transparency" and _names(thing.get("/CS")) & NEVER:
                yield "group"


def _in_stream(stream: Any, resources: Any) -> Iterator[str]:
    named = (resources or {}).get("/ColorSpace", {})
    for instruction in pikepdf.parse_content_stream(stream):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            if _names(instruction.iimage.colorspace) & NEVER:
                yield "image"
            continue
        operator = str(instruction.operator)
        if operator in ("rg", "RG"):
            yield "operator"
        elif operator in ("cs", "CS"):
            name = str(instruction.operands[0])
            if _names(named.get(name, instruction.operands[0])) & NEVER:
                yield "operator"


def _names(space: Any) -> set[str]:
    """All names in a colour space, however deep."""
    if isinstance(space, pikepdf.Array):
        return {name for part in space for name in _names(part)}
    return {str(space)} if isinstance(space, pikepdf.Name | str) else set()
