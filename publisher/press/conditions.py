"""Printing conditions: what a CMYK value will look like, and how the file says so.

A condition has a name in the ICC's registry; the profile that describes it is a file in `icc/`,
ours only where its licence lets it be handed on.
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass

from publisher.diagnostics import Place, Report
from publisher.workspace import Refused, Workspace

REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Condition:
    """A characterised printing condition of the ICC registry."""

    identifier: str
    """OutputConditionIdentifier."""
    description: str
    """OutputCondition, for people."""


CONDITIONS = {
    condition.identifier: condition
    for condition in (
        Condition("FOGRA39", "Offset, coated paper 1/2, 115 g/m2, ISO 12647-2:2004"),
        Condition("FOGRA29", "Offset, uncoated white paper 4, 115 g/m2, ISO 12647-2:2004"),
        Condition("FOGRA47", "Offset, uncoated white paper 4, 120 g/m2, ISO 12647-2:2004"),
        Condition("FOGRA51", "Offset, premium coated paper (PS1), ISO 12647-2:2013"),
        Condition("FOGRA52", "Offset, wood-free uncoated paper (PS5), ISO 12647-2:2013"),
        Condition("IFRA26", "Coldset offset, newsprint, ISO 12647-3:2005"),
        Condition("CGATS TR 002", "Non-heatset web offset, newsprint (SNAP)"),
    )
}


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC profile of a press: its bytes and what its header and tags say."""

    content: bytes
    digest: str
    """SHA-256, hexadecimal."""
    description: str
    target: str
    """Characterisation data named in the `targ` tag, or an empty string."""

    @property
    def channels(self) -> int:
        """How many inks the profile speaks of."""
        return CHANNELS.get(self.content[16:20], 0)


CHANNELS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1, b"Lab ": 3}


def load_profile(
    workspace: Workspace, path: str, sha256: str, place: Place | None, report: Report
) -> Profile | None:
    """Read a press profile by its path from the root, and make sure that it is the one meant."""
    try:
        source = workspace.read(path)
    except Refused as refused:
        report.error("print-profile-missing", place, path=path, reason=refused.code)
        return None
    fault = fault_of(source.content)
    if fault:
        report.error("print-profile-unfit", place, path=path, reason=fault)
        return None
    if sha256 and source.digest != sha256.lower():
        report.error("print-profile-changed", place, path=path, found=source.digest)
        return None
    return read_profile(source.content)


def read_profile(content: bytes) -> Profile:
    """What a profile says about itself."""
    return Profile(
        content,
        hashlib.sha256(content).hexdigest(),
        _text(_tags(content).get(b"desc", b"")),
        _target(_text(_tags(content).get(b"targ", b""))),
    )


def fault_of(content: bytes) -> str:
    """Why a profile can't describe a CMYK press, or an empty string (ICC.1:2010, 7.2)."""
    if len(content) < 132 or content[36:40] != b"acsp":
        return "no ICC profile"
    if content[12:16] != b"prtr":
        return "not the profile of an output device"
    if content[16:20] != b"CMYK":
        return "not a CMYK profile"
    tags = _tags(content)
    if b"A2B0" not in tags or b"B2A0" not in tags:
        return "tables A2B0 and B2A0 are missing"
    return ""


def _tags(content: bytes) -> dict[bytes, bytes]:
    tags: dict[bytes, bytes] = {}
    if len(content) < 132:
        return tags
    (count,) = struct.unpack_from(">I", content, 128)
    for index in range(min(count, 100)):
        if 144 + 12 * index > len(content):
            break
        sign, offset, size = struct.unpack_from(">4sII", content, 132 + 12 * index)
        tags[sign] = content[offset : offset + size]
    return tags


def _text(tag: bytes) -> str:
    """The words of a `text`, `desc` or `mluc` tag."""
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack_from(">I", tag, 8)
        return tag[12 : 12 + length].split(b"\0")[0].decode("latin-1").strip()
    if tag[:4] == b"mluc" and len(tag) > 28:
        length, offset = struct.unpack_from(">II", tag, 20)
        return tag[offset : offset + length].decode("utf-16-be", "replace").strip("\0 ")
    return tag[8:].split(b"\0")[0].decode("latin-1").strip()


def _target(text: str) -> str:
    """The name of the characterisation data (`FOGRA39L`) in a CGATS header."""
    for key in ("DESCRIPTOR", "ORIGINATOR"):
        found = re.search(rf'^{key}\s+"([^"]*)"', text, re.MULTILINE)
        name = re.search(r"(FOGRA|IFRA)\s?-?(\d+)L?|TR\s?00\d", found[1]) if found else None
        if name:
            return name[0]
    return ""
