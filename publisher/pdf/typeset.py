"""HtmlBook → PdfFile: galleys, set or kept; then make-up joins them.

A section that starts on a new page is laid out alone, and kept by all that went into it. The
page numbers it prints are part of its copy; who prints them is set last and set again until
they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from publisher.cache import Cache, digest
from publisher.diagnostics import BuildStopped, Report
from publisher.faces import Faces
from publisher.hands import Hands, Lost
from publisher.model.galley import (
    Galley,
    GalleyFont,
    GalleyPage,
    HeadCopy,
    PageSort,
    SectionCopy,
    Setting,
    Side,
)
from publisher.model.output import HtmlBook, PdfFile
from publisher.pdf import complaints
from publisher.pdf.embedding import embed
from publisher.pdf.headings import balance
from publisher.pdf.inserts import place_inserts
from publisher.pdf.makeup import Edition, PlacedPage, geometry, make_up, spots
from publisher.pdf.sections import ELSEWHERE, Section, cut

MOST_ROUNDS = 6
_DENSE = 600
"""A section with a page number in every so many characters of markup is made of references."""

_Told = Callable[["LayoutStep"], None]


@dataclass(frozen=True, slots=True)
class LayoutStep:
    """How far a layout is: the section at work, sections set, kept and in all, pages so far."""

    title: str
    set: int
    kept: int
    total: int
    pages: int


@dataclass(slots=True)
class Workshop:
    """What a layout works with: faces, where galleys are kept, who sets them.

    `version` names the program and its libraries: another version sets everything anew.
    """

    faces: Faces
    fontconfig: Path
    version: str = ""
    cache: Cache = field(default_factory=lambda: Cache(None))
    hands: Hands | None = None
    told: _Told | None = None


@dataclass(frozen=True, slots=True)
class GalleyNote:
    """What became of one section: its pages, whether its galley was kept, and if not, why.

    `why` names what changed since the section was last laid out: `text`, the page `numbers` it
    prints, `titles`, `side`, `program`, `style sheet 2`, `file map.svg`, `face fonts/…`; `new`
    where it never was.
    """

    id: str
    title: str
    pages: int
    kept: bool
    why: tuple[str, ...] = ()


def typeset(
    book: HtmlBook,
    workshop: Workshop,
    report: Report,
    notes: list[GalleyNote] | None = None,
    sections: Sequence[Section] | None = None,
) -> PdfFile:
    """Lay out a book and write its PDF.

    Whatever WeasyPrint complains of is an error: nothing it could not place, find or read may
    be missing from a page unnoticed. Raises BuildStopped when there was any. `notes` gets a
    line for each section; `sections` cuts the book otherwise than its style sheets say.
    """
    desk = _Desk(book, workshop, report, tuple(sections or cut(book)))
    galleys = desk.settle()
    pages = desk.place()
    _check_links(book, galleys, report)
    heads = desk.heads(pages)
    report.stop_on_errors()
    fonts = embed(_fonts(galleys, heads), workshop.faces, workshop.cache)
    content = make_up(Edition(tuple(galleys), tuple(pages), heads, fonts), book)
    found = desk.notes()
    if notes is not None:
        notes.extend(found)
    return PdfFile(
        content=place_inserts(content, book, report),
        pages=geometry(pages),
        spots=spots(pages),
        places=book.places,
        colours=book.tokens.colours,
        title=book.title,
        language=book.language,
        moment=book.moment,
        pictures={},
    )


@dataclass(slots=True)
class _Work:
    """One section on its way: the copy its galley was set from, and the galley."""

    section: Section
    copy: SectionCopy | None = None
    galley: Galley | None = None
    kept: bool = True
    parts: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str | None] = field(default_factory=dict)
    """The page numbers it prints, by the id they lead to."""

    @property
    def extent(self) -> int:
        """Pages; a section that has not been set counts for one."""
        return len(self.galley.pages) if self.galley else 1


class _Desk:
    """Where the sections of one book are given out, and where the galleys come back."""

    def __init__(
        self, book: HtmlBook, workshop: Workshop, report: Report, sections: tuple[Section, ...]
    ) -> None:
        self.book = book
        self.workshop = workshop
        self.report = report
        self.works = [_Work(section) for section in sections]
        self.titles = balance(book, workshop.faces)
        self.stylesheets = (*book.stylesheets, _running_title(book), ELSEWHERE)
        self.assets = {
            asset.name: (asset.name, asset.media_type, asset.content) for asset in book.assets
        }
        css = "\n".join(book.stylesheets)
        self.shared_assets = {name for name in self.assets if f"asset:{name}" in css}
        self.face_parts = {f"face {face.path}": face.digest for face in workshop.faces.files}
        self.style_parts = {
            f"style sheet {number}": digest(text) for number, text in enumerate(self.stylesheets, 1)
        }

    # -- galleys -----------------------------------------------------------------------------

    def settle(self) -> list[Galley]:
        """Set what must be set until every page number printed is the one that is meant."""
        self._set([work for work in self.works if not _is_dense(work.section)], labels=None)
        for _ in range(MOST_ROUNDS):
            labels = self._labels()
            stale = [
                work
                for work, side in zip(self.works, self._sides(), strict=True)
                if self._is_stale(work, labels, side)
            ]
            if not stale:
                return [work.galley for work in self.works if work.galley]
            self._set(stale, labels)
        self._report_unsettled(self._labels())
        raise BuildStopped(self.report)

    def _is_stale(self, work: _Work, labels: Mapping[str, str], side: Side) -> bool:
        if work.galley is None or work.copy is None:
            return True
        if not work.galley.movable and work.copy.side != side:
            return True
        return any(work.printed[id] != labels.get(id) for id in work.section.references)

    def _set(self, works: Sequence[_Work], labels: Mapping[str, str] | None) -> None:
        """Give out sections; the galleys that are kept come back at once."""
        sides = dict(zip((id(work) for work in self.works), self._sides(), strict=True))
        given: list[tuple[_Work, SectionCopy, str]] = []
        for work in works:
            # Which side it will stand on is asked only of what can't be moved.
            fixed = work.galley is not None and not work.galley.movable
            copy = self._copy(work.section, labels or {}, sides[id(work)] if fixed else "right")
            work.printed = {id: (labels or {}).get(id) for id in work.section.references}
            work.copy, work.parts = copy, self._parts(copy, work)
            key = digest(*(part for pair in sorted(work.parts.items()) for part in pair))
            galley = self.workshop.cache.recall_value("galley", key, Galley)
            if galley is None:
                given.append((work, copy, key))
            else:
                work.galley = galley
        for (work, _, key), setting in self._results(given):
            work.kept = False
            complaints.tell(setting, self.book, self.report)
            work.galley = setting.galley
            if setting.galley is not None and not setting.complaints and not setting.refused:
                self.workshop.cache.keep_value("galley", key, setting.galley)
        self.report.stop_on_errors()

    def _results(
        self, given: Sequence[tuple[_Work, SectionCopy, str]]
    ) -> Iterator[tuple[tuple[_Work, SectionCopy, str], Setting]]:
        """What came of each copy, as it comes: which hand was first changes nothing."""
        if not given:
            return
        from publisher.pdf.setting import set_galley

        hands, fontconfig = self.workshop.hands, self.workshop.fontconfig
        if hands is None or len(given) == 1:
            for entry in given:
                self._tell(entry[0].section)
                yield entry, set_galley(entry[1], fontconfig)
            return
        # The longest first, so that no hand is left with it at the end.
        order = sorted(range(len(given)), key=lambda index: -len(given[index][1].markup))
        tasks = [(given[index][1], fontconfig) for index in order]
        for index, result in hands.each(set_galley, tasks):
            entry = given[order[index]]
            self._tell(entry[0].section)
            if isinstance(result, Lost):
                self._report_lost(entry[0].section, result)
                continue
            yield entry, result

    def _report_lost(self, section: Section, lost: Lost) -> None:
        self.report.error(
            "section-lost" if lost.why == "died" else "section-late",
            self.book.places.get(section.id),
            section=section.title or section.id,
        )

    def _tell(self, section: Section) -> None:
        if self.workshop.told is None:
            return
        there = [work for work in self.works if work.galley is not None]
        kept = sum(work.kept for work in there)
        pages = sum(work.extent for work in there)
        title = section.title or section.id
        self.workshop.told(LayoutStep(title, len(there) - kept, kept, len(self.works), pages))

    def _copy(self, section: Section, labels: Mapping[str, str], side: Side) -> SectionCopy:
        titles = "\n".join(rule for id, rule in self.titles.items() if id in section.ids)
        wanted = {unquote(source.removeprefix("asset:")) for source in section.sources}
        names = sorted((wanted | self.shared_assets) & set(self.assets))
        return SectionCopy(
            title=section.title,
            markup=section.markup(self.book, labels),
            stylesheets=(*self.stylesheets, titles) if titles else self.stylesheets,
            assets=tuple(self.assets[name] for name in names),
            side=side,
            first=section is self.works[0].section,
        )

    def _parts(self, copy: SectionCopy, work: _Work) -> dict[str, str]:
        """Digests of all that a galley is made from, by name."""
        own = copy.stylesheets[len(self.stylesheets) :]
        unnumbered = work.section.markup(self.book, {}) if work.printed else copy.markup
        return {
            "text": digest(unnumbered),
            "numbers": repr(sorted(work.printed.items())),
            "titles": digest(*own),
            "side": f"{copy.side} {copy.first}",
            "program": self.workshop.version,
            **{f"file {name}": digest(kind, content) for name, kind, content in copy.assets},
            **self.style_parts,
            **self.face_parts,
        }

    # -- pages -------------------------------------------------------------------------------

    def place(self) -> list[PlacedPage]:
        """All pages in order, blank ones where a section must start on a side."""
        pages: list[PlacedPage] = []
        for index, work in enumerate(self.works):
            galley = work.galley
            assert galley is not None
            if work.section.side and _side(len(pages) + 1) != work.section.side:
                pages.append(_blank(galley.pages[0], len(pages) + 1))
            for number, page in enumerate(galley.pages):
                folio = len(pages) + 1
                moved = page.sort.side != _side(folio)
                pages.append(
                    PlacedPage(
                        index,
                        number,
                        replace(page, sort=replace(page.sort, side=_side(folio))),
                        (page.shift or 0.0) if moved else 0.0,
                        folio,
                    )
                )
        return pages

    def _firsts(self) -> list[int]:
        """The number of each section's first page, from 1."""
        firsts, number = [], 1
        for work in self.works:
            if work.section.side and _side(number) != work.section.side:
                number += 1
            firsts.append(number)
            number += work.extent
        return firsts

    def _sides(self) -> list[Side]:
        return [_side(first) for first in self._firsts()]

    def _labels(self) -> dict[str, str]:
        """Element id → page number as printed; where nothing is set yet, the first page."""
        labels: dict[str, str] = {}
        for work, first in zip(self.works, self._firsts(), strict=True):
            if work.galley is None:
                for id in work.section.ids:
                    labels.setdefault(id, str(first))
                continue
            for number, page in enumerate(work.galley.pages, first):
                for id in page.anchors:
                    labels.setdefault(id, str(number))
        return labels

    def _report_unsettled(self, labels: Mapping[str, str]) -> None:
        """Name the first entry whose number still moves, for each section that prints one."""
        for work in self.works:
            for id in work.section.references:
                if work.printed[id] != labels.get(id):
                    self.report.error(
                        "references-unsettled",
                        self.book.places.get(id),
                        section=work.section.title or work.section.id,
                        id=id,
                    )
                    break

    # -- heads -------------------------------------------------------------------------------

    def heads(self, pages: Sequence[PlacedPage]) -> tuple[tuple[Galley, int], ...]:
        """For each page the galley of its head and foot, and which page of it."""
        copies = list(_head_copies(pages))
        groups: list[list[int]] = []
        for index, placed in enumerate(pages):
            if not index or placed.galley != pages[index - 1].galley:
                groups.append([])
            groups[-1].append(index)
        assets = tuple(self.assets[name] for name in sorted(self.shared_assets))
        common = (*self.style_parts.values(), *self.face_parts.values(), self.workshop.version,
                  self.book.language, self.book.kind, repr(assets))  # fmt: skip
        keys = [digest(*common, *(repr(copies[index]) for index in group)) for group in groups]
        kept = [self.workshop.cache.recall_value("heads", key, Galley) for key in keys]
        missing = [number for number, galley in enumerate(kept) if galley is None]
        wanted = [[copies[index] for index in groups[number]] for number in missing]
        for number, setting in zip(missing, self._set_heads(wanted, assets), strict=True):
            complaints.tell(setting, self.book, self.report)
            kept[number] = setting.galley
            if setting.galley is not None and not setting.complaints and not setting.refused:
                self.workshop.cache.keep_value("heads", keys[number], setting.galley)
        self.report.stop_on_errors()
        found: list[tuple[Galley, int]] = []
        for group, galley in zip(groups, kept, strict=True):
            assert galley is not None
            found += [(galley, number) for number in range(len(group))]
        return tuple(found)

    def _set_heads(
        self, groups: Sequence[Sequence[HeadCopy]], assets: tuple[tuple[str, str, bytes], ...]
    ) -> list[Setting]:
        if not groups:
            return []
        from publisher.pdf.setting import set_heads

        hands = self.workshop.hands
        given = (self.stylesheets, assets, self.book.language, self.book.kind)
        shares = hands.count if hands is not None else 1
        size = -(-len(groups) // shares)
        batches = [groups[start : start + size] for start in range(0, len(groups), size)]
        tasks = [(batch, *given, self.workshop.fontconfig) for batch in batches]
        if hands is None:
            return [setting for task in tasks for setting in set_heads(*task)]
        results = dict(hands.each(set_heads, tasks))
        settings: list[Setting] = []
        for index in range(len(batches)):
            result = results[index]
            if isinstance(result, Lost):
                result = [Setting(None, failure=f"heads {result.why}") for _ in batches[index]]
            settings += result
        return settings

    def notes(self) -> list[GalleyNote]:
        """What became of each section, compared with the last time; then this is the last."""
        cache, key = self.workshop.cache, digest(self.book.output_name)
        before = cache.recall_value("ledger", key, dict) or {}
        now = {work.section.id: dict(work.parts) for work in self.works}
        cache.keep_value("ledger", key, now)
        return [
            GalleyNote(
                work.section.id,
                work.section.title,
                work.extent,
                work.kept,
                () if work.kept else _changed(before.get(work.section.id), work.parts),
            )
            for work in self.works
        ]


def _changed(before: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[str, ...]:
    if before is None:
        return ("new",)
    names = sorted({*before, *now})
    return tuple(name for name in names if before.get(name) != now.get(name)) or ("new",)


def _head_copies(pages: Sequence[PlacedPage]) -> Iterator[HeadCopy]:
    inherited: dict[str, str] = {}
    for placed in pages:
        page = placed.page
        yield HeadCopy(
            page.sort,
            placed.folio,
            len(pages),
            dict(sorted(page.strings.items())),
            frozenset(page.opened),
            dict(sorted(inherited.items())),
        )
        inherited |= {name: values[-1] for name, values in page.strings.items()}


def _is_dense(section: Section) -> bool:
    """Whether a section is made of references: contents, indexes, a cover that announces."""
    if not section.references:
        return False
    length = sum(len("".join(element.itertext())) for element in section.elements)
    return length / len(section.references) < _DENSE


def _side(folio: int) -> Side:
    return "right" if folio % 2 else "left"


def _blank(like: GalleyPage, folio: int) -> PlacedPage:
    """An empty page before a section that starts on the other side."""
    page = replace(
        like,
        sort=PageSort(_side(folio), like.sort.name, blank=True),
        content=b"",
        elements=(),
        links=(),
        anchors={},
        bookmarks=(),
        strings={},
        opened=frozenset(),
    )
    return PlacedPage(None, 0, page, 0.0, folio)


def _fonts(galleys: Iterable[Galley], heads: Iterable[tuple[Galley, int]]) -> Iterator[GalleyFont]:
    for galley in galleys:
        yield from galley.fonts
    seen: set[int] = set()
    for galley, _ in heads:
        if id(galley) not in seen:
            seen.add(id(galley))
            yield from galley.fonts


def _check_links(book: HtmlBook, galleys: Sequence[Galley], report: Report) -> None:
    """Every link inside the edition leads somewhere."""
    known = {id for galley in galleys for page in galley.pages for id in page.anchors}
    reported: set[str] = set()
    for galley in galleys:
        for page in galley.pages:
            for link in page.links:
                if link.internal and link.target not in known and link.target not in reported:
                    reported.add(link.target)
                    report.error("link-nowhere", book.places.get(link.target), id=link.target)


def _running_title(book: HtmlBook) -> str:
    text = book.running_title.replace("\\", "\\\\").replace('"', '\\"')
    # A picture at the head of a page silences the head: the string is set there once more.
    return f'body > :first-child, .figure.width-bleed {{ string-set: edition "{text}" }}'
