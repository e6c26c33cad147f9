"""Word files written by hand, so that reading is not tested with our own writer."""

from __future__ import annotations

import io
import zipfile

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
END = _MARK.format("end")

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="uk-UA"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:styleId="Heading1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Rubric"><w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def paragraph(content: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def begin(code: str) -> str:
    """The opening of a field, up to its result."""
    return (
        f"{_MARK.format('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>"
        f"{_MARK.format('separate')}"
    )


def field(code: str, result: str) -> str:
    return begin(code) + result + END


def picture(relation: str, alternative: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alternative}"/>'
        f'<a:graphic><a:graphicData><a:blip r:embed="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def docx(
    body: str,
    notes: str = "",
    header: str = "",
    relations: str = "",
    parts: dict[str, bytes] | None = None,
) -> bytes:
    """A Word file with this body; `relations` are further relationships of the document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:

        def write(name: str, root: str, content: str) -> None:
            archive.writestr(name, f"<w:{root} {_NAMES}>{content}</w:{root}>")

        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">'
            '<Relationship Id="s" Type="x" Target="styles.xml"/>'
            '<Relationship Id="n" Type="x" Target="footnotes.xml"/>'
            f'<Relationship Id="h" Type="x" Target="header1.xml"/>{relations}</Relationships>',
        )
        write("word/document.xml", "document", f"<w:body>{body}</w:body>")
        write("word/styles.xml", "styles", STYLES)
        write("word/footnotes.xml", "footnotes", notes)
        write("word/header1.xml", "hdr", header)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()
