"""The package: a blank one of our own to begin with, and the same bytes for the same edition.

python-docx brings a default file with US Letter, an old compatibility mode and a Japanese theme;
we give it ours instead, generated from the tokens. It stamps the parts with the clock when it
saves; the finished package is written again in a fixed order, under the edition's own date.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping
from io import BytesIO

from publisher.word.fonts import Embedded
from publisher.word.ooxml import Element, serialise, story, w

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_EARLIEST = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - what a ZIP archive can hold has no zone

# Parts of every file: path → content type, and the relationship that leads to it.
_ROOT = {
    "word/document.xml": (f"{_WORD_TYPE}.document.main+xml", f"{_OFFICE}/officeDocument"),
    "docProps/core.xml": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_RELATIONSHIPS}/metadata/core-properties",
    ),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{_OFFICE}/extended-properties",
    ),
    "docProps/custom.xml": (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/custom-properties",
    ),
}
_DOCUMENT = {
    "word/styles.xml": (f"{_WORD_TYPE}.styles+xml", f"{_OFFICE}/styles"),
    "word/settings.xml": (f"{_WORD_TYPE}.settings+xml", f"{_OFFICE}/settings"),
    "word/numbering.xml": (f"{_WORD_TYPE}.numbering+xml", f"{_OFFICE}/numbering"),
    "word/fontTable.xml": (f"{_WORD_TYPE}.fontTable+xml", f"{_OFFICE}/fontTable"),
    "word/endnotes.xml": (f"{_WORD_TYPE}.endnotes+xml", f"{_OFFICE}/endnotes"),
    "word/theme/theme1.xml": (
        "application/vnd.openxmlformats-officedocument.theme+xml",
        f"{_OFFICE}/theme",
    ),
}
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def blank(parts: Mapping[str, bytes], fonts: list[Embedded]) -> bytes:
    """A package with nothing written in it yet; `parts` are all but the document."""
    document = serialise(story("document", w("body")))
    whole = {**parts, "word/document.xml": document}
    whole["_rels/.rels"] = _links({path: kind for path, (_, kind) in _ROOT.items()}, "")
    whole["word/_rels/document.xml.rels"] = _links(
        {path: kind for path, (_, kind) in _DOCUMENT.items()}, "word/"
    )
    if fonts:
        whole["word/_rels/fontTable.xml.rels"] = _links(
            {font.part: f"{_OFFICE}/font" for font in fonts}, "word/"
        )
        whole |= {font.part: font.content for font in fonts}
    whole["[Content_Types].xml"] = _content_types(bool(fonts))
    return _zip(whole, _EARLIEST)


def settled(content: bytes, moment: datetime.datetime) -> bytes:
    """The same package in a fixed order, under a fixed date."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip(parts, moment)


def _zip(parts: Mapping[str, bytes], moment: datetime.datetime) -> bytes:
    if moment.tzinfo:
        moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    date = max(moment, _EARLIEST).timetuple()[:6]
    first = ("[Content_Types].xml", "_rels/.rels")
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (*first, *sorted(set(parts) - set(first))):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Where the file was made does not matter to what it is.
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def _links(targets: Mapping[str, str], folder: str) -> bytes:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{path.removeprefix(folder)}"/>'
        for number, (path, kind) in enumerate(targets.items(), 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_RELATIONSHIPS}">{links}</Relationships>'
    ).encode()


def _content_types(fonts: bool) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{path}" ContentType="{kind}"/>'
        for path, (kind, _) in (_ROOT | _DOCUMENT).items()
    )
    font = f'<Default Extension="odttf" ContentType="{_FONT_TYPE}"/>' if fonts else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{font}{overrides}</Types>'
    ).encode()


def separators(root: str) -> Element:
    """The root of a notes part with the two rules every such part begins with."""
    note = root.removesuffix("s")
    return w(
        root,
        *(
            w(
                note,
                w("p", w("pPr", w("pStyle", val="Normal")), w("r", w(tag))),
                type=tag,
                id=id,
            )
            for id, tag in ((-1, "separator"), (0, "continuationSeparator"))
        ),
    )
