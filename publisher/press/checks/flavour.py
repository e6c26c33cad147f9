"""The file says which part of the standard it answers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found
from publisher.press.printers import Flavour
from publisher.press.xmp import read_xmp

RULES = (
    Rule("print-flavour", ISO),
    Rule("print-version", f"{ISO}: newest PDF version"),
    Rule("print-object-streams", f"{ISO}-1a, -3: PDF 1.3, 1.4"),
    Rule("print-file-id", f"{ISO}: trailer ID"),
    Rule("print-encrypted", f"{ISO}: no Encrypt"),
)


def look(examined: Examined) -> Iterator[Found]:
    """Identification, version, identifier, encryption."""
    flavour, pdf = examined.flavour, examined.pdf
    said = said_flavour(pdf)
    if flavour.value not in said:
        yield found("print-flavour", wanted=flavour.value, found=", ".join(said) or "—")
    if tuple(map(int, pdf.pdf_version.split("."))) > tuple(map(int, flavour.version.split("."))):
        yield found("print-version", found=pdf.pdf_version, limit=flavour.version)
    # The reader unpacks object streams and hides them, so the bytes are asked.
    packed = re.search(rb"/Type\s*/(ObjStm|XRef)\b", examined.content) is not None
    if flavour is not Flavour.X4 and packed:
        yield found("print-object-streams", flavour=flavour.value)
    identifier = pdf.trailer.get("/ID")
    if not isinstance(identifier, pikepdf.Array) or len(identifier) != 2:
        yield found("print-file-id")
    if pdf.is_encrypted:
        yield found("print-encrypted")


def said_flavour(pdf: pikepdf.Pdf) -> list[str]:
    """Every flavour the file claims, in XMP or Info."""
    said = []
    if (claim := read_xmp(pdf).get("pdfxid:GTS_PDFXVersion")) is not None:
        said.append(claim)
    info = pdf.trailer.get("/Info")
    if isinstance(info, pikepdf.Dictionary):
        version = str(info.get("/GTS_PDFXVersion", ""))
        conformance = str(info.get("/GTS_PDFXConformance", ""))
        said += [claim for claim in (conformance or version,) if claim]
    return said
