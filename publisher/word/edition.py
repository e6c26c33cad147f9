"""One edition, from its HTML to the bytes of its Word file."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from publisher.diagnostics import Report
from publisher.faces import Faces
from publisher.model.output import DocxFile, HtmlBook
from publisher.word import check, contents, fonts, package, properties, source
from publisher.word.bookmarks import Bookmarks
from publisher.word.inlines import Inlines
from publisher.word.looks import MARKS
from publisher.word.notes import Footnotes
from publisher.word.numbering import Numbering
from publisher.word.ooxml import serialise
from publisher.word.pictures import Pictures
from publisher.word.sections import Sections
from publisher.word.settings import settings
from publisher.word.styles import StyleSheet
from publisher.word.theme import Theme
from publisher.word.walker import Walker


def write(
    book: HtmlBook,
    pages: Mapping[str, str],
    pictures: Mapping[str, bytes],
    faces: Faces | Mapping[str, bytes],
    report: Report,
) -> DocxFile:
    """Write the Word edition of a book.

    `pages` are page labels of the PDF edition by element id, for the results of fields;
    `pictures` are drawings as PNG by the name of their asset; `faces` travel in the file where
    their licence allows. BuildStopped where the HTML says what Word has no form for, where
    something that is pointed at is missing, or where the finished file has a fault.
    """
    found = Report()
    body = source.parse(book.markup)
    source.refuse_strangers(body, book.places, found)
    _stop(found, report)
    plan = contents.plan(body, book.places, found)
    sheet = StyleSheet(book.tokens, book.language, Theme(book.tokens))
    numbering = Numbering(book.language, sheet.line)
    sheet.lists = numbering.of_styles
    document = _blank(book, sheet, _files(faces), found)
    notes = Footnotes(sheet.paragraph("footnote"), MARKS["footnote-reference"].id)
    notes_part = _notes_part(document, notes)
    kept = Pictures(book, pictures, document.part, found)
    bookmarks = Bookmarks()
    inlines = Inlines(
        book, sheet, plan, bookmarks, notes, kept, pages, document.part, notes_part, found
    )
    walker = Walker(
        book, sheet, plan, bookmarks, numbering, inlines, kept, Sections(document, sheet)
    )
    for name in sheet.missing:
        found.error("word-style-missing", style=name)
    blocks = walker.walk(body)
    _stop(found, report)
    document.element.body.extend(blocks)
    document.styles.element.extend(sheet.meetings())
    lists = document.part.numbering_part.element
    lists[:] = list(numbering.element())
    content = _saved(document, book)
    for fault in check.faults(content):
        found.error("word-fault", sort=fault.sort, part=fault.part, detail=fault.detail)
    _stop(found, report)
    return DocxFile(content, book.title)


def _stop(found: Report, report: Report) -> None:
    """Hand over what was found; errors of our own end the writing, not those of others."""
    report.add(found)
    found.stop_on_errors()


def _files(faces: Faces | Mapping[str, bytes]) -> Mapping[str, bytes]:
    if isinstance(faces, Faces):
        return {face.path: face.content for face in faces.files}
    return faces


def _blank(
    book: HtmlBook, sheet: StyleSheet, files: Mapping[str, bytes], report: Report
) -> WordDocument:
    table, embedded = fonts.table(sheet.families, files, report)
    tokens = book.tokens
    parts = {
        "word/styles.xml": serialise(sheet.element()),
        "word/settings.xml": serialise(
            settings(book.language, tokens.values, fonts=bool(embedded))
        ),
        "word/numbering.xml": serialise(Numbering(book.language, sheet.line).element()),
        "word/fontTable.xml": serialise(table),
        "word/endnotes.xml": serialise(package.separators("endnotes")),
        "word/theme/theme1.xml": sheet.theme.xml(),
        "docProps/core.xml": properties.core(book),
        "docProps/app.xml": properties.app(),
        "docProps/custom.xml": properties.custom(book),
    }
    return Document(BytesIO(package.blank(parts, embedded)))


def _notes_part(document: WordDocument, notes: Footnotes) -> XmlPart:
    part = XmlPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        notes.root,  # type: ignore[arg-type]  # python-docx has no class of its own for notes
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _saved(document: WordDocument, book: HtmlBook) -> bytes:
    out = BytesIO()
    document.save(out)
    return package.settled(out.getvalue(), book.moment)
