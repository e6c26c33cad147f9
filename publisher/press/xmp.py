"""Reads the few XMP properties that a print file is known by."""

from __future__ import annotations

import re

import pikepdf
from lxml import etree

from publisher.foreign.streams import Damaged, TooLarge, read_stream

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
}
_LARGEST = 4 * 2**20


def read_xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Simple XMP properties as `prefix:name` → text; nothing where there is none to read."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return {}
    try:
        content = read_stream(metadata, _LARGEST)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(content.strip(b"\0 \n"), parser)
    except (Damaged, TooLarge, etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            _keep(found, str(key), str(value))
        for child in description:
            if isinstance(child.tag, str):
                text = "".join(str(part) for part in child.itertext())
                # White space of XML only: a no-break space belongs to a title.
                _keep(found, child.tag, re.sub(r"[ \t\r\n]+", " ", text).strip(" "))
    return found


def _keep(found: dict[str, str], tag: str, value: str) -> None:
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    if prefix:
        found.setdefault(f"{prefix}:{local}", value)
