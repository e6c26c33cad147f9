"""What a file was made from, kept when it is given out, and the file marked to be known again.

The record is one archive: the Word file as given, the sources it was made from, and for each of
its letters where that letter was typed. It is kept under the issue, named by the edition's id.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from publisher.diagnostics import BuildStopped, Place, Report
from publisher.merge.manuscript import EDITION, MARK, Block, Manuscript, read
from publisher.merge.package import W, open_sent
from publisher.model.traces import Trace, untraced

FOLDER = ".sent"
SUFFIXES = (".md", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".ods")
"""Sources that hold words; pictures and fonts don't come back from Word."""

_DATE = (1980, 1, 1, 0, 0, 0)
_FORM = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One edition as it was given out. `spans` are, for each paragraph of `given`, stretches
    (start, end, number of the trace)."""

    edition: str
    given: Manuscript
    traces: tuple[Trace, ...]
    spans: tuple[tuple[tuple[int, int, int], ...], ...]
    sources: Mapping[str, bytes]


def edition_id(content: bytes, sources: Mapping[str, bytes]) -> str:
    """The id of an edition: the same file of the same sources has the same."""
    seal = hashlib.sha256(content)
    for path in sorted(sources):
        seal.update(path.encode())
        seal.update(hashlib.sha256(sources[path]).digest())
    return seal.hexdigest()[:16]


def keep(
    name: str,
    content: bytes,
    traced: bytes,
    traces: tuple[Trace, ...],
    sources: Mapping[str, bytes],
) -> tuple[str, bytes, bytes]:
    """The id of an edition, the file to give out, and the record to keep.

    `traced` is the same file written from a book whose texts carry their traces.
    """
    kept = {path: body for path, body in sources.items() if path.endswith(SUFFIXES)}
    id = edition_id(content, kept)
    given = marked(content, id)
    plain = read(open_sent(name, given, Report()))
    spoken = read(open_sent(name, traced, Report()))
    spans = [_spans(one, other) for one, other in _together(plain.blocks, spoken.blocks)]
    listing = {
        "form": _FORM,
        "edition": id,
        "name": name,
        "spans": spans,
        "traces": [_written(trace) for trace in traces],
    }
    parts = {
        "edition.docx": _words_only(given),
        "edition.json": json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode(),
        **{f"sources/{path}": body for path, body in kept.items()},
    }
    return id, given, _archive(parts)


def recall(body: bytes, path: str) -> Record:
    """A record that was kept; BuildStopped where it can't be read any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        listing = json.loads(parts["edition.json"])
        if listing["form"] != _FORM:
            raise ValueError(f"form {listing['form']}")
        return Record(
            listing["edition"],
            read(open_sent(listing["name"], parts["edition.docx"], Report())),
            tuple(_trace(entry) for entry in listing["traces"]),
            tuple(tuple((a, b, n) for a, b, n in spans) for spans in listing["spans"]),
            {
                name.removeprefix("sources/"): content
                for name, content in parts.items()
                if name.startswith("sources/")
            },
        )
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        report = Report()
        report.error("sent-record-damaged", Place(file=path), reason=str(error)[:120])
        raise BuildStopped(report) from error


def _together(plain: list[Block], spoken: list[Block]) -> list[tuple[Block, Block]]:
    if len(plain) != len(spoken):
        raise ValueError("the traced file has other paragraphs than the one given out")
    return list(zip(plain, spoken, strict=True))


def _spans(plain: Block, spoken: Block) -> list[tuple[int, int, int]]:
    text, origins = untraced(spoken.text)
    if text != plain.text:
        # White space beside a mark may have settled otherwise; words have not.
        from publisher.merge.likeness import letters

        back = letters(plain.text, text)
        origins = [origins[at] if at is not None else None for at in back]
    spans: list[tuple[int, int, int]] = []
    for place, number in enumerate(origins):
        if number is None:
            continue
        if spans and spans[-1][2] == number and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1, number)
        else:
            spans.append((place, place + 1, number))
    return spans


def _written(trace: Trace) -> list[object]:
    at = trace.place
    return [at.file, at.line, at.column, at.end_line, at.end_column, at.cell, trace.text,
            trace.plain]  # fmt: skip


def _trace(entry: list[object]) -> Trace:
    file, line, column, end_line, end_column, cell, text, plain = entry
    place = Place(
        _text(file), _number(line), _number(column), _number(end_line), _number(end_column),
        _text(cell),
    )  # fmt: skip
    return Trace(place, str(text), bool(plain))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _archive(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def _words_only(content: bytes) -> bytes:
    """The Word file without its pictures and fonts: it is compared by its words."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _archive(
            {
                name: archive.read(name)
                for name in archive.namelist()
                if not name.startswith(("word/media/", "word/fonts/"))
            }
        )


# -- marks in the file -------------------------------------------------------------------------


def marked(content: bytes, id: str) -> bytes:
    """The file with its id in its properties and with a hidden bookmark for each paragraph.

    The id also stands in a bookmark and in the keywords: some program drops each of the three.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [(entry, archive.read(entry)) for entry in archive.infolist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for entry, body in entries:
            if entry.filename == "word/document.xml":
                body = _with_bookmarks(body, id)
            elif entry.filename == "docProps/custom.xml":
                body = _with_property(body, id)
            elif entry.filename == "docProps/core.xml":
                body = _with_keyword(body, id)
            archive.writestr(entry, body, compresslevel=6)
    return out.getvalue()


def _with_bookmarks(body: bytes, id: str) -> bytes:
    root = etree.fromstring(body)
    used = [
        int(mark.get(f"{{{W}}}id", "0"))
        for mark in root.iter(f"{{{W}}}bookmarkStart")
        if mark.get(f"{{{W}}}id", "").isdigit()
    ]
    number = max(used, default=0) + 1
    for count, paragraph in enumerate(root.iter(f"{{{W}}}p")):
        names = [f"{MARK}{count:06}"] if len(paragraph) > 1 else []
        if count == 0:
            names.insert(0, f"{EDITION}{id}")
        for name in names:
            start = etree.Element(f"{{{W}}}bookmarkStart")
            start.set(f"{{{W}}}id", str(number))
            start.set(f"{{{W}}}name", name)
            end = etree.Element(f"{{{W}}}bookmarkEnd")
            end.set(f"{{{W}}}id", str(number))
            first = 1 if len(paragraph) and paragraph[0].tag == f"{{{W}}}pPr" else 0
            paragraph.insert(first, start)
            paragraph.append(end)
            number += 1
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="PublisherSent">'
    "<vt:lpwstr>{id}</vt:lpwstr></property></Properties>"
)


def _with_property(body: bytes, id: str) -> bytes:
    text = body.decode()
    pid = max(map(int, re.findall(r'pid="(\d+)"', text)), default=1) + 1
    return text.replace("</Properties>", _PROPERTY.format(pid=pid, id=id)).encode()


def _with_keyword(body: bytes, id: str) -> bytes:
    keyword = f"<cp:keywords>publisher-sent:{id}</cp:keywords>"
    return body.decode().replace("<cp:lastModifiedBy>", keyword + "<cp:lastModifiedBy>").encode()
