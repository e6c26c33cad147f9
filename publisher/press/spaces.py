"""Colour spaces, and what a colour of any of them is in the inks of the press.

Our own pages have few; the pages of others come with calibrated, named, indexed ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from publisher.press.engine import Cmyk
from publisher.press.functions import Unknown, evaluate, recoloured
from publisher.press.inks import Inks, Mixture

RGB_SPACES = ("/DeviceRGB", "/RGB", "/CalRGB")
NAMED_SPACES = ("/Separation", "/DeviceN")
CMYK = pikepdf.Name.DeviceCMYK
LAST_ENTRY = 255
"""The highest entry a palette can have (ISO 32000-1, 8.6.6.3)."""
_DEEPEST = 4
_BASED = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_PROCESS = {"/Cyan": 0, "/Magenta": 1, "/Yellow": 2, "/Black": 3}


def family(space: Any) -> str:
    """The name of a colour space's family; an empty string where there is none."""
    if isinstance(space, pikepdf.Name):
        return str(space)
    if isinstance(space, pikepdf.Array) and len(space) and isinstance(space[0], pikepdf.Name):
        return str(space[0])
    return ""


def channels_of(space: Any) -> int:
    """How many components a colour of a space has."""
    kind = family(space)
    if kind == "/ICCBased":
        return int(space[1].get("/N", 3))
    if kind == "/DeviceN":
        return len(space[1])
    return {"/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/Indexed": 1, "/I": 1, "/Separation": 1,
            "/DeviceCMYK": 4, "/CMYK": 4, "/Pattern": 0}.get(kind, 3)  # fmt: skip


def mix(space: Any, values: Sequence[float], inks: Inks, depth: int = 0) -> Mixture | None:
    """A colour of a space (components as a content stream spells them); None for a pattern.

    `Unknown` for a space that stands on itself.
    """
    if depth > _DEEPEST:
        raise Unknown("a colour space that stands on itself")
    kind = family(space)
    if kind == "/ICCBased":
        kind = _BASED.get(len(values), kind)
        profile = rgb_profile(space[1].read_bytes()) if kind == "/DeviceRGB" else b""
        if profile:
            return inks.of_profiled(values[0], values[1], values[2], profile)
    if kind in ("/DeviceGray", "/CalGray", "/G"):
        return Mixture((0.0, 0.0, 0.0, round(1 - values[0], 6)))
    if kind in RGB_SPACES:
        return inks.of(*values[:3])
    if kind in ("/DeviceCMYK", "/CMYK"):
        c, m, y, k = values[:4]
        return Mixture((c, m, y, k))
    if kind == "/Lab":
        return inks.of_lab(values[0], values[1], values[2])
    if kind in NAMED_SPACES:
        return Mixture(named_process(space, values, inks, depth))
    if kind in ("/Indexed", "/I"):
        return mix(space[1], entry(space, int(values[0])), inks, depth + 1)
    return None


def rgb_profile(content: bytes) -> bytes:
    """A profile, where it is one for RGB; else nothing, which stands for sRGB."""
    fits = content[16:20] == b"RGB " and content[36:40] == b"acsp"
    return content if fits else b""


def entry(space: Any, index: int) -> list[float]:
    """The components of an entry of a palette."""
    base, table = space[1], space[3]
    content = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    width = channels_of(base)
    raw = content[index * width : (index + 1) * width]
    if len(raw) < width:
        raise ValueError(f"a palette without entry {index}")
    ends = [0.0, 1.0] * width
    if family(base) == "/Lab":
        ends = [0.0, 100.0, *(float(v) for v in base[1].get("/Range", [-100, 100, -100, 100]))]
    return [
        ends[2 * i] + value / 255 * (ends[2 * i + 1] - ends[2 * i]) for i, value in enumerate(raw)
    ]


def named_process(space: Any, values: Sequence[float], inks: Inks, depth: int = 0) -> Cmyk:
    """Named inks in process inks: process names as they are, the others by their tint transform."""
    names = list(space[1]) if family(space) == "/DeviceN" else [space[1]]
    mixed = [0.0, 0.0, 0.0, 0.0]
    unknown = False
    for ink, value in zip(names, values, strict=False):
        if str(ink) == "/All":
            mixed = [max(part, value) for part in mixed]
        elif str(ink) in _PROCESS:
            mixed[_PROCESS[str(ink)]] = value
        elif str(ink) != "/None":
            unknown = True
    if unknown:
        try:
            alternate = mix(space[2], evaluate(space[3], values), inks, depth + 1)
            if alternate is not None:
                return alternate.process
        except (Unknown, IndexError, ValueError, TypeError, AttributeError):
            pass
        # Nobody knows how it looks; as much black as there is ink is nearest in weight.
        mixed[3] = max(mixed[3], *values)
    c, m, y, k = mixed
    return (c, m, y, k)


def in_inks(pdf: pikepdf.Pdf, space: Any, inks: Inks) -> Any:
    """A Separation or DeviceN space whose alternate is of process inks; others as they are.

    `Unknown` where its tint transform can't be made anew.
    """
    if family(space) not in NAMED_SPACES or len(space) < 4:
        return space
    alternate = space[2]
    if family(alternate) in ("/DeviceCMYK", "/DeviceGray") and len(space) == 4:
        return space
    # What stands fifth describes the inks once more, in spaces of its own.
    made = pikepdf.Array(list(space)[:4])
    if family(alternate) not in ("/DeviceCMYK", "/DeviceGray"):
        made[3] = recoloured(pdf, space[3], lambda values: process(alternate, values, inks), 4)
        made[2] = CMYK
    return pdf.make_indirect(made)


def process(space: Any, values: Sequence[float], inks: Inks) -> Cmyk:
    """A colour of a space in process inks; `Unknown` where it is no colour."""
    mixed = mix(space, values, inks)
    if mixed is None:
        raise Unknown(f"a colour in {family(space) or 'no space'}")
    return mixed.process
