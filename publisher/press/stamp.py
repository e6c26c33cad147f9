"""How the file says what it is: flavour, output intent, dates, identifiers.

Everything is derived from the edition and the preset: the same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import uuid
from xml.sax.saxutils import escape

import pikepdf

from publisher.press.conditions import CONDITIONS, REGISTRY, Condition, Profile
from publisher.press.printers import Flavour, Printer

PRODUCER = "Publisher press"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" {namespace}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
{flavour}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_KEPT_IN_ROOT = frozenset(("/Type", "/Pages", "/PageLabels", "/Lang"))


def condition_of(printer: Printer) -> Condition:
    """The registry's entry for the preset's condition; a new one when it has none."""
    return CONDITIONS.get(printer.condition, Condition(printer.condition, printer.condition))


def stamp(
    pdf: pikepdf.Pdf,
    printer: Printer,
    profile: Profile,
    title: str,
    moment: datetime.datetime,
    seed: str,
) -> None:
    """Make the catalogue, the Info dictionary, XMP and the output intent say what the file is.

    `seed` is a digest of all that went into the file; identifiers are made of it.
    """
    kept = _KEPT_IN_ROOT - ({"/Lang"} if printer.flavour.version == "1.3" else set())
    for key in list(pdf.Root.keys()):
        if key not in kept:
            del pdf.Root[key]
    _intent(pdf, printer, profile)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    date = moment.astimezone(datetime.UTC)
    info = {
        "/Title": pikepdf.String(title),
        "/Creator": pikepdf.String(PRODUCER),
        "/Producer": pikepdf.String(PRODUCER),
        "/CreationDate": pikepdf.String(date.strftime("D:%Y%m%d%H%M%S+00'00'")),
        "/ModDate": pikepdf.String(date.strftime("D:%Y%m%d%H%M%S+00'00'")),
        "/Trapped": NOT_TRAPPED,
        **{key: pikepdf.String(value) for key, value in info_keys(printer.flavour).items()},
    }
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(info))
    if printer.flavour is not Flavour.X1A_2001:  # PDF 1.3 knows no metadata streams
        pdf.Root.Metadata = _metadata(pdf, printer.flavour, title, date, seed)


NOT_TRAPPED = pikepdf.Name("/False")


def info_keys(flavour: Flavour) -> dict[str, str]:
    """The keys of the Info dictionary by which a flavour is known."""
    return {
        Flavour.X4: {},
        Flavour.X1A_2001: {
            "/GTS_PDFXVersion": "PDF/X-1:2001",
            "/GTS_PDFXConformance": "PDF/X-1a:2001",
        },
        Flavour.X1A_2003: {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
        Flavour.X3_2003: {"/GTS_PDFXVersion": "PDF/X-3:2003"},
    }[flavour]


def _intent(pdf: pikepdf.Pdf, printer: Printer, profile: Profile) -> None:
    condition = condition_of(printer)
    embedded = pdf.make_stream(profile.content)
    embedded.N = profile.channels
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(condition.identifier),
        OutputCondition=pikepdf.String(condition.description),
        Info=pikepdf.String(condition.description),
        DestOutputProfile=embedded,
    )
    if condition.identifier in CONDITIONS:  # a house's own condition stands in no registry
        intent.RegistryName = pikepdf.String(REGISTRY)
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _metadata(
    pdf: pikepdf.Pdf, flavour: Flavour, title: str, date: datetime.datetime, seed: str
) -> pikepdf.Stream:
    if flavour is Flavour.X4:
        namespace = 'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"'
        said = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
    else:
        namespace = 'xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"'
        said = "".join(
            f"<pdfx:{key[1:]}>{value}</pdfx:{key[1:]}>" for key, value in info_keys(flavour).items()
        )
    text = _XMP.format(
        namespace=namespace,
        title=escape(title),
        date=date.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        producer=escape(PRODUCER),
        document=uuid.uuid5(uuid.NAMESPACE_URL, f"document {seed}"),
        instance=uuid.uuid5(uuid.NAMESPACE_URL, f"instance {seed}"),
        flavour=said,
    )
    metadata = pdf.make_stream(text.encode())
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    return metadata
