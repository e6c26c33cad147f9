"""Title, dates and identifiers, the same in both places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found
from publisher.press.printers import Flavour
from publisher.press.xmp import read_xmp

RULES = (
    Rule("print-metadata-missing", ISO),
    Rule("print-metadata-differs", f"{ISO}: XMP and Info agree"),
    Rule("print-trapped", f"{ISO}: Trapped is True or False"),
)
_WANTED = (
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
)
_INFO = ("/Title", "/CreationDate", "/ModDate")
_PAIRS = (
    ("/Title", "dc:title"),
    ("/CreationDate", "xmp:CreateDate"),
    ("/ModDate", "xmp:ModifyDate"),
)


def look(examined: Examined) -> Iterator[Found]:
    """Fields of the Info dictionary and of XMP."""
    xmp = read_xmp(examined.pdf)
    info = examined.pdf.trailer.get("/Info")
    info = info if isinstance(info, pikepdf.Dictionary) else pikepdf.Dictionary()
    for key in _INFO:
        if not str(info.get(key, "")):
            yield found("print-metadata-missing", field=f"Info {key[1:]}")
    if examined.flavour is Flavour.X4:
        for name in _WANTED:
            if not xmp.get(name):
                yield found("print-metadata-missing", field=f"XMP {name}")
    for key, name in _PAIRS:
        ours, theirs = str(info.get(key, "")), xmp.get(name, "")
        if ours and theirs and _plain(ours) != _plain(theirs):
            yield found("print-metadata-differs", field=name, info=ours, xmp=theirs)
    if str(info.get("/Trapped")) not in ("/True", "/False"):
        yield found("print-trapped")


def _plain(value: str) -> str:
    """A date as its digits in UTC-less form, anything else as it is."""
    if re.fullmatch(r"(D:)?\d{4}.*", value):
        return re.sub(r"\D", "", value.removeprefix("D:"))[:14]
    return value
