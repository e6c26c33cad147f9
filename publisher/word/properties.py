"""What the file says of itself: title, authors, language, dates, and which edition it is."""

from __future__ import annotations

import datetime
from xml.sax.saxutils import escape

from publisher.model.language import WORD_TAGS
from publisher.model.output import HtmlBook

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def core(book: HtmlBook) -> bytes:
    """The part `docProps/core.xml`; both dates are the edition's own moment."""
    moment = stamp(book.moment)
    creator = escape("; ".join(book.authors) or book.words.get("organisation", book.title))
    description = f"<dc:description>{escape(book.description)}</dc:description>"
    return (
        _HEAD + "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(book.title)}</dc:title>"
        f"<dc:creator>{creator}</dc:creator>"
        f"{description if book.description else ''}"
        f"<cp:lastModifiedBy>{creator}</cp:lastModifiedBy>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{WORD_TAGS[book.language]}</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def app() -> bytes:
    """The part `docProps/app.xml`."""
    return (
        _HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Publisher</Application>'
        "<AppVersion>1.0000</AppVersion></Properties>"
    ).encode()


def custom(book: HtmlBook) -> bytes:
    """The part `docProps/custom.xml`: the edition, so that a file sent back is known again."""
    values = {"PublisherIssue": book.slug, "PublisherEdition": book.output_name}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return (
        _HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'docPropsVTypes">{properties}</Properties>'
    ).encode()


def stamp(moment: datetime.datetime) -> str:
    """A moment as W3CDTF in UTC; one without a zone is taken to be UTC already."""
    if moment.tzinfo:
        moment = moment.astimezone(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
