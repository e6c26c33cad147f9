"""Opens a Word file somebody sent: only what is read, only so much of it, nothing from elsewhere.

The file is a stranger's. Parts are unpacked up to a limit whatever their headers claim, XML with
a document type is refused (entities live there), and nothing a relationship points at outside
the package is ever fetched.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from publisher.diagnostics import BuildStopped, Place, Report

LARGEST_FILE = 256 * 2**20
"""Bytes of a file that is opened at all: photographs make Word files large."""
LARGEST_PART = 32 * 2**20
"""Bytes of unpacked XML in one part."""
MOST_PARTS = 5_000
MOST_TAGS = 2_000_000
"""Tags of one part: each costs more memory than the letters it is written with."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STORY = re.compile(r"word/(header|footer)\d*\.xml")
_TEXT = b"wordprocessingml.document.main+xml"
_MACRO = b"macroEnabled"


@dataclass(frozen=True, slots=True)
class Sent:
    """A Word file as it came: its name and the parts that hold words."""

    name: str
    parts: dict[str, etree._Element]
    links: dict[str, dict[str, str]]
    """Addresses outside the file by part and relationship."""

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; None where the file has none."""
        return self.parts.get(name)


def open_sent(name: str, content: bytes, report: Report) -> Sent:
    """Open a Word file, or stop with the reason why it can't be read (BuildStopped)."""
    place = Place(file=name)
    if len(content) > LARGEST_FILE:
        raise _stopped("docx-too-large", place, limit=LARGEST_FILE // 2**20, part=name)
    if content.startswith(_OLE):
        # Word locks a file by wrapping it in the container of its older format.
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise _stopped("docx-encrypted" if locked else "docx-old-format", place)
    if not content.startswith(b"PK"):
        raise _stopped("docx-no-package", place)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(name, archive, place, report)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _stopped("docx-damaged", place, reason=str(error)) from error
    except RuntimeError as error:  # zipfile's word for a part that has a password
        raise _stopped("docx-encrypted", place) from error


def _read(name: str, archive: zipfile.ZipFile, place: Place, report: Report) -> Sent:
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise _stopped("docx-too-large", place, limit=LARGEST_PART // 2**20, part=name)
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _stopped("docx-no-text", place)
    types = _bytes(archive, "[Content_Types].xml", place)
    if _MACRO in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise _stopped("docx-macro", place)
    if _TEXT not in types:
        raise _stopped("docx-no-text", place)
    wanted = {
        "word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml",
        "word/comments.xml", "word/numbering.xml", "docProps/custom.xml", "docProps/core.xml",
    }  # fmt: skip
    parts: dict[str, etree._Element] = {}
    links: dict[str, dict[str, str]] = {}
    room = 2 * LARGEST_PART
    for part in names:
        if part not in wanted and not _STORY.fullmatch(part):
            continue
        body = _bytes(archive, part, place)
        room -= len(body)
        if room < 0:
            raise _stopped("docx-too-large", place, limit=LARGEST_PART // 2**20, part=part)
        parts[part] = _parsed(body, part, place)
        folder, _, file = part.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if relations in names:
            root = _parsed(_bytes(archive, relations, place), relations, place)
            links[part] = _outside(root, part, place, report)
    return Sent(name, parts, links)


def _outside(root: etree._Element, part: str, place: Place, report: Report) -> dict[str, str]:
    """Where links lead; anything else that would be fetched from outside is told and left."""
    found: dict[str, str] = {}
    for link in root.iter(_LINKS):
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(posixpath.dirname(part), _target(link)))
            if target.startswith(".."):
                raise _stopped("docx-damaged", place, reason=_target(link)[:80])
            continue
        if str(link.get("Type", "")).endswith("/hyperlink"):
            found[link.get("Id", "")] = _target(link)
        else:
            report.warning("docx-external", place, target=_target(link)[:120])
    return found


def _target(link: etree._Element) -> str:
    return str(link.get("Target", "")).lstrip("/")


def _bytes(archive: zipfile.ZipFile, part: str, place: Place) -> bytes:
    """A part, read as far as the limit and no further: headers of an archive may lie."""
    with archive.open(part) as stream:
        body = stream.read(LARGEST_PART + 1)
    if len(body) > LARGEST_PART:
        raise _stopped("docx-too-large", place, limit=LARGEST_PART // 2**20, part=part)
    return body


def _parsed(body: bytes, part: str, place: Place) -> etree._Element:
    # Entities can only be declared in a document type, and no Word file has one. Text in UTF-16
    # hides the letters from a plain search, so it is looked for there too.
    for mark in (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be")):
        if mark in body:
            raise _stopped("docx-doctype", place, part=part)
    if body.count(b"<") > MOST_TAGS:
        raise _stopped("docx-too-large", place, limit=LARGEST_PART // 2**20, part=part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise _stopped("docx-damaged", place, reason=str(error)[:120]) from error


def _stopped(code: str, place: Place, **values: object) -> BuildStopped:
    report = Report()
    report.error(code, place, **values)
    return BuildStopped(report)
