"""Word files as the tests read them: parts as trees, words in order. Nothing of ours is used."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

SIGNS = {
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}p": "\n",
}


class Word:
    """A DOCX file opened."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    @property
    def body(self) -> etree._Element:
        return self.part("document")[0]

    def find(self, path: str, part: str = "document") -> list[etree._Element]:
        """Elements by a path with `w:` names."""
        return self.part(part).findall(f".//{path.replace('w:', W)}")

    def styled(self, style: str) -> list[str]:
        """The texts of the paragraphs in a style."""
        return [
            text(paragraph)
            for paragraph in self.body.iter(f"{W}p")
            if value(paragraph, "w:pPr/w:pStyle") == style
        ]

    def styles(self) -> dict[str, etree._Element]:
        return {style.get(f"{W}styleId"): style for style in self.part("styles").iter(f"{W}style")}

    def codes(self, part: str = "document") -> list[str]:
        return [(code.text or "").strip() for code in self.part(part).iter(f"{W}instrText")]

    def names(self) -> dict[str, etree._Element]:
        """Bookmarks by name."""
        return {start.get(f"{W}name"): start for start in self.body.iter(f"{W}bookmarkStart")}


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find(path.replace("w:", W))
    return None if found is None else found.get(W + attribute)


def text(element: etree._Element) -> str:
    """What can be read of an element; notes stand elsewhere."""
    return "".join(_pieces(element)).strip("\n")


def _pieces(element: etree._Element) -> Iterator[str]:
    for inner in element.iter():
        if inner.tag == f"{W}t":
            yield inner.text or ""
        elif inner.tag == f"{W}tab" and inner.getparent().tag != f"{W}r":
            continue
        else:
            yield SIGNS.get(str(inner.tag), "")


def words(shown: str) -> list[str]:
    """Words as a reader tells them apart, hyphens and spaces of any sort being one."""
    return re.findall(r"\w[\w’\-.,/×]*", shown.replace("\u2011", "-").replace("\u00ad", ""))


def document_words(file: Word) -> list[str]:
    return words(text(file.body))


def note_words(file: Word) -> list[list[str]]:
    return [
        words(text(note))
        for note in file.part("footnotes")
        if note.get(f"{W}id") not in ("-1", "0")
    ]


def html_words(markup: str) -> tuple[list[str], list[list[str]]]:
    """Words of the HTML in order, and those of its notes; page numbers are the printer's."""
    body = html.document_fromstring(markup.encode(), html.HTMLParser(encoding="utf-8")).body
    notes = []
    for note in body.xpath("//span[contains(@class, 'footnote') and @role]"):
        for paragraph in note.xpath(".//span[@class='footnote-paragraph']"):
            paragraph.tail = "\n" + (paragraph.tail or "")
        notes.append(words(note.text_content()))
        note.drop_tree()
    blocks = {"p", "h1", "h2", "h3", "h4", "li", "td", "th", "dt", "dd", "pre", "br", "figcaption"}
    for element in body.iter():
        if element.tag in blocks:
            element.tail = "\n" + (element.tail or "")
        if element.get("class") == "page-number":
            element.text = "0"
            element.tail = " " + (element.tail or "")
    return words(body.text_content()), notes
