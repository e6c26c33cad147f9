"""The parts of a Word file: a zip of XML, its relationships and its styles."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_LARGEST_PART = 256 * 1024 * 1024
_OFF = ("0", "false", "off")


class NoDocx(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are no Word file."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship leads: a part of the file, or an address outside."""

    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters to a reader."""

    parent: str | None
    level: int | None
    hidden: bool | None
    raised: bool | None


@dataclass(slots=True)
class Parts:
    """An open Word file."""

    archive: zipfile.ZipFile
    main: str = ""
    styles: dict[str, Style] = field(default_factory=dict)
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    @classmethod
    def open(cls, content: bytes) -> Parts:
        """Open a Word file; NoDocx when it is none."""
        try:
            parts = cls(zipfile.ZipFile(io.BytesIO(content)))
            for relation in parts.relations("").values():
                if relation.target.endswith("document.xml"):
                    parts.main = relation.target
            if not parts.main:
                raise NoDocx("no main document")
            parts._read_styles()
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as fault:
            raise NoDocx(str(fault)) from fault
        return parts

    def tree(self, name: str) -> etree._Element:
        """The XML of a part; KeyError where there is none."""
        if self.archive.getinfo(name).file_size > _LARGEST_PART:
            raise NoDocx(f"{name} is too large")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(self.archive.read(name), parser)

    def size(self, name: str) -> int:
        """Size of a part in bytes; 0 where there is none."""
        try:
            return self.archive.getinfo(name).file_size
        except KeyError:
            return 0

    def relations(self, part: str) -> dict[str, Relation]:
        """Relationships of a part (of the whole file for an empty name), by id."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            found = {}
            if path in self.archive.namelist():
                for element in self.tree(path).iter(f"{_RELATIONS}Relationship"):
                    external = element.get("TargetMode") == "External"
                    target = element.get("Target", "")
                    if not external:
                        target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
                    found[element.get("Id", "")] = Relation(target, external)
            self._relations[part] = found
        return self._relations[part]

    def related(self, part: str, ending: str) -> str | None:
        """The part that a relationship of this part leads to, by the end of its name."""
        for relation in self.relations(part).values():
            if not relation.external and relation.target.endswith(ending):
                return relation.target
        return None

    @property
    def title(self) -> str:
        """The title in the file's properties."""
        core = self.related("", "core.xml")
        return (self.tree(core).findtext(f"{_DC}title") or "") if core else ""

    @property
    def language(self) -> str:
        """The language of text that names none."""
        styles = self.related(self.main, "styles.xml")
        if styles is None:
            return ""
        for element in self.tree(styles).iter(f"{W}rPrDefault"):
            for language in element.iter(f"{W}lang"):
                return language.get(f"{W}val", "")
        return ""

    def _read_styles(self) -> None:
        path = self.related(self.main, "styles.xml")
        for element in self.tree(path).iter(f"{W}style") if path else ():
            based = element.find(f"{W}basedOn")
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            run = element.find(f"{W}rPr")
            self.styles[element.get(f"{W}styleId", "")] = Style(
                parent=None if based is None else based.get(f"{W}val"),
                level=None if outline is None else int(outline.get(f"{W}val", "9")) + 1,
                hidden=switch(run, "vanish"),
                raised=raised(run),
            )

    def lineage(self, style: str | None) -> Iterator[Style]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style and style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = self.styles[style].parent

    def level(self, style: str | None) -> int | None:
        """The heading level a paragraph style gives; None for body text."""
        for ancestor in self.lineage(style):
            if ancestor.level is not None:
                return ancestor.level if ancestor.level <= 9 else None
        return None


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """An on-off property; None where it is not given."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def raised(properties: etree._Element | None) -> bool | None:
    """Whether text stands above or below the line; None where it is not said."""
    found = None if properties is None else properties.find(f"{W}vertAlign")
    return None if found is None else found.get(f"{W}val") in ("superscript", "subscript")
