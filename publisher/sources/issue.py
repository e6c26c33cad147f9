"""`issue.yaml` and all it points at → an `Issue` in each of its languages.

Parts are read in reading order, so that figures and tables count as a reader meets them. What
can't be read is reported and left out; the rest is read on, so that an editor sees every
mistake at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from publisher.diagnostics import BuildStopped, Place, Report
from publisher.model.charts import Chart, Map
from publisher.model.house import House
from publisher.model.issue import (
    Announcement,
    Article,
    Cover,
    Directory,
    Figure,
    FigureItem,
    Figures,
    Firm,
    Imprint,
    Insert,
    Issue,
    Notice,
    Part,
    Section,
    Table,
    Waiver,
    Width,
)
from publisher.model.language import LANGUAGES, Language
from publisher.model.text import Inlines, Line
from publisher.nodes import Node, Path, Scalar, nearest, read_yaml, validate
from publisher.sources.abbreviations import make_abbreviations
from publisher.sources.articles import Manuscript, read_article, take_manuscript
from publisher.sources.calendars import make_calendar
from publisher.sources.chart_tables import table_of
from publisher.sources.charts import make_drawn
from publisher.sources.desk import Desk
from publisher.sources.directories import make_directory
from publisher.sources.figures import Figures as TextFigures
from publisher.sources.house import load_house
from publisher.sources.indexes import make_index
from publisher.sources.insets import printed_lines
from publisher.sources.ledger import Ledger
from publisher.sources.markdown import read_flow
from publisher.sources.names import Names
from publisher.sources.schema import (
    AbbreviationsSource,
    ArticleSource,
    CalendarSource,
    ChartSource,
    CoverSource,
    DirectorySource,
    FigureSource,
    FiguresSource,
    FirmSource,
    ImprintSource,
    IndexSource,
    InsertSource,
    IssueSource,
    Localised,
    MapSource,
    NoticeSource,
    PartSource,
    PictureSource,
    TableSource,
)
from publisher.sources.sparklines import with_sparklines
from publisher.sources.tables import Choice, Words, make_table
from publisher.workspace import Refused, Workspace

ISSUES = "issues"
FILE = "issue.yaml"
ARTICLES = "articles"


def load_issue(workspace: Workspace, slug: str, report: Report) -> tuple[Issue, ...]:
    """Read an issue: one `Issue` a language, in the order of `languages`.

    Every mistake goes to the report; `BuildStopped` only where nothing usable remains.
    """
    folder = f"{ISSUES}/{slug}"
    node = _read_issue_file(workspace, slug, report)
    source = validate(node, IssueSource, report, "issue") if node else None
    if node is None:
        raise BuildStopped(report)
    if source is None:
        _check_articles(workspace, folder, node, report)
        raise BuildStopped(report)
    _check_kind(workspace, source, report)
    languages = _languages(source, node, report)
    if not languages:
        raise BuildStopped(report)
    _warn_of_unused_articles(workspace, folder, source, languages, node, report)
    return tuple(
        _Reader(workspace, slug, source, node, languages, language, report).read()
        for language in languages
    )


def _read_issue_file(workspace: Workspace, slug: str, report: Report) -> Node | None:
    slugs = workspace.issue_slugs()
    if slug not in slugs:
        report.error(
            "issue-missing",
            None,
            slug=slug,
            suggestion=nearest(slug, slugs),
            known=", ".join(slugs) or None,
        )
        return None
    try:
        file = workspace.read(f"{ISSUES}/{slug}/{FILE}")
    except Refused as refused:
        report.error(refused.code, Place(f"{ISSUES}/{slug}"), **refused.values)
        return None
    return read_yaml(file, report)


def _check_articles(workspace: Workspace, folder: str, node: Node, report: Report) -> None:
    """Read the articles an issue with mistakes names, so that theirs are seen too."""
    names = Names(report)
    language: Language = LANGUAGES[0]
    given = node.fields.get("language") if node.fields else None
    for known in LANGUAGES:
        if given and given.text == known:
            language = known
    desk = Desk(workspace, folder, language, (language,), report, names)
    seen = set()
    for reference in _article_references(node):
        if reference not in seen:
            seen.add(reference)
            manuscript = take_manuscript(
                workspace, folder, reference, (language,), language, report
            )
            if manuscript:
                read_article(desk, manuscript)


def _article_references(node: Node) -> Iterator[Scalar]:
    parts = node.find(("sections",)).items or ()
    for section in parts:
        for part in (section.fields or {}).get("parts", section).items or ():
            file = part.fields.get("file") if part.fields else part
            if file and file.text and file.text.endswith(".md"):
                yield Scalar(file.text, file.place)


def _check_kind(workspace: Workspace, source: IssueSource, report: Report) -> None:
    known = [
        name
        for name in workspace.folders("templates")
        if not name.startswith("_") and workspace.exists(f"templates/{name}/edition.yaml")
    ]
    if source.kind not in known:
        report.error(
            "kind-unknown",
            source.kind.place,
            kind=source.kind,
            suggestion=nearest(source.kind, known),
            known=", ".join(known),
        )


def _languages(source: IssueSource, node: Node, report: Report) -> tuple[Language, ...]:
    if source.language and source.languages:
        report.error("language-twice", node.key_at(("languages",)))
    if source.languages:
        languages = tuple(dict.fromkeys(source.languages))
        if len(languages) < len(source.languages):
            report.error("language-repeated", node.at(("languages",)))
        return languages
    if source.language:
        return (source.language,)
    report.error("missing-field", node.place, owner="issue", field="language")
    return ()


def _warn_of_unused_articles(
    workspace: Workspace,
    folder: str,
    source: IssueSource,
    languages: tuple[Language, ...],
    node: Node,
    report: Report,
) -> None:
    """An article nobody listed is printed nowhere."""
    listed = {
        str(part.file)
        for section in source.sections
        for part in section.parts
        if isinstance(part, ArticleSource)
    }
    for name in workspace.files(f"{folder}/{ARTICLES}", ".md"):
        stem, _, language = name.removesuffix(".md").rpartition(".")
        original = f"{stem}.md" if language in get_args(Language) and stem else name
        if not {f"{ARTICLES}/{name}", f"{ARTICLES}/{original}"} & listed:
            report.warning("article-unused", node.key_at(("sections",)), path=f"{ARTICLES}/{name}")
        elif original != name and language not in languages:
            report.warning(
                "translation-unused",
                node.key_at(("languages" if source.languages else "language",)),
                path=f"{ARTICLES}/{name}",
                language=language,
            )


@dataclass(slots=True)
class _Reader:
    """Reads one issue in one language."""

    workspace: Workspace
    slug: str
    source: IssueSource
    node: Node
    languages: tuple[Language, ...]
    language: Language
    report: Report
    desk: Desk = field(init=False)
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)
    rubrics: dict[str, Line | None] = field(default_factory=dict)
    made: dict[str, Article] = field(default_factory=dict)
    directories: list[Directory] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    ready: list[Part] = field(default_factory=list)

    def read(self) -> Issue:
        folder = f"{ISSUES}/{self.slug}"
        self._take_manuscripts(folder)
        names = Names(self.report, frozenset(m.id for m in self.manuscripts.values()))
        self.desk = Desk(self.workspace, folder, self.language, self.languages, self.report, names)
        ledger = Ledger(self.desk, self.source.data)
        figures = TextFigures(self.desk, ledger, self.source.numbers)
        self.desk.table, names.figure = ledger.sheet, figures.printed
        ledger.read_all()
        figures.check()
        sections = self._sections()
        cover = self._cover(self.source.cover) if self.source.cover else None
        names.resolve()
        source, line = self.source, self.desk.line_or_none
        return Issue(
            slug=self.slug,
            kind=str(source.kind),
            language=self.language,
            languages=self.languages,
            title=self.desk.line(source.title),
            date=source.date,
            sections=sections,
            subtitle=line(source.subtitle),
            organisation=line(source.organisation),
            series=line(source.series),
            number=source.number,
            total_number=source.total_number,
            as_of=line(source.as_of),
            city=line(source.place),
            cover=cover,
            imprint=self._imprint(source.imprint) if source.imprint else None,
            printer=str(source.printer) if source.printer else None,
            choices=source.typography.given,
            printer_place=source.printer.place if source.printer else None,
            binding=source.binding,
            waivers=self._waivers(),
            place=self.node.place,
        )

    def _waivers(self) -> tuple[Waiver, ...]:
        """What someone answers for in this language's edition: pages differ between them."""
        return tuple(
            Waiver(
                rule=str(waiver.rule),
                reason=str(waiver.reason),
                page=waiver.page,
                until=waiver.until,
                by=str(waiver.by or ""),
                place=waiver.rule.place,
            )
            for waiver in self.source.waivers
            if waiver.language in (None, self.language)
        )

    def _take_manuscripts(self, folder: str) -> None:
        """Read all article files first: a text may refer to an article that stands later."""
        for section in self.source.sections:
            for part in section.parts:
                if isinstance(part, ArticleSource):
                    if part.file in self.manuscripts:
                        self.report.error("article-twice", part.file.place, path=part.file)
                        continue
                    manuscript = take_manuscript(
                        self.workspace,
                        folder,
                        part.file,
                        self.languages,
                        self.language,
                        self.report,
                    )
                    if manuscript:
                        self.manuscripts[part.file] = manuscript

    # -- sections and parts ------------------------------------------------------------------

    def _sections(self) -> tuple[Section, ...]:
        """Sections in order. Indexes come last to be made: they hold what follows them too."""
        drafts: list[tuple[Line | None, list[Callable[[], Part | None]]]] = []
        seen: set[str] = set()
        for at, section in enumerate(self.source.sections):
            rubric = self.desk.line_or_none(section.rubric)
            makers: list[Callable[[], Part | None]] = []
            for number, part in enumerate(section.parts):
                path: Path = ("sections", at, "parts", number)
                if isinstance(part, ArticleSource):
                    if part.file in seen:
                        continue
                    seen.add(part.file)
                    self.rubrics[part.file] = rubric
                if isinstance(part, AbbreviationsSource):
                    id = self._id(part.id, "abbreviations", path)
                    makers.append(
                        lambda part=part, id=id: make_abbreviations(  # type: ignore[misc]
                            self.desk, part, self.ready, self._house(), id
                        )
                    )
                elif isinstance(part, IndexSource):
                    id = self._id(part.id, "index", path)
                    makers.append(
                        lambda part=part, id=id: make_index(  # type: ignore[misc]
                            self.desk, part, self.directories, self.failed, id
                        )
                    )
                else:
                    made = self._part(part, path)
                    if made is not None:
                        self.ready.append(made)
                    makers.append(lambda made=made: made)  # type: ignore[misc]
                    if isinstance(made, Chart | Map) and (below := self._table_of(part, made)):
                        self.ready.append(below)
                        makers.append(lambda below=below: below)  # type: ignore[misc]
            drafts.append((rubric, makers))
        return tuple(
            Section(
                id=f"section-{number}",
                parts=tuple(made for maker in makers if (made := maker()) is not None),
                rubric=rubric,
            )
            for number, (rubric, makers) in enumerate(drafts, 1)
        )

    def _house(self) -> House:
        """What the house has settled; its mistakes are told where its terms are read."""
        return load_house(self.workspace, self.slug, Report())

    def _part(self, part: PartSource, path: Path) -> Part | None:
        match part:
            case ArticleSource():
                manuscript = self.manuscripts.get(part.file)
                article = read_article(self.desk, manuscript) if manuscript else None
                if article:
                    self.made[part.file] = article
                return article
            case TableSource():
                return self._table(part, path)
            case FigureSource():
                return self._figure(part, path)
            case ChartSource() | MapSource():
                id = self._id(part.id, part.type, path)
                number = self.desk.names.number("figure") if part.id else None
                place = self.node.at(path)
                return make_drawn(self.desk, part, id=id, number=number, place=place)
            case FiguresSource():
                return self._figures(part, path)
            case NoticeSource():
                return self._notice(part, path)
            case InsertSource():
                return self._insert(part, path)
            case CalendarSource():
                return make_calendar(self.desk, part, self._id(part.id, "calendar", path))
            case DirectorySource():
                id = self._id(part.id, "directory", path)
                directory = make_directory(self.desk, part, id)
                if directory:
                    self.directories.append(directory)
                else:
                    self.failed.append(id)
                return directory
        raise AssertionError(part)

    def _table_of(self, part: PartSource, made: Chart | Map) -> Table | None:
        """The data of a drawing, where it is to be printed under it."""
        if not isinstance(part, ChartSource | MapSource) or part.table is None:
            return None
        id = self.desk.names.invent(f"{made.id}-data", made.place)
        return table_of(made, self.desk.line(part.table), id)

    def _table(self, part: TableSource, path: Path) -> Table | None:
        id = self._id(part.id, "table", path)
        sheet = self.desk.sheet(part.source, part.source.place)
        if sheet is None:
            return None
        choices = [
            Choice(
                str(column.column),
                self.desk.line_or_none(column.title),
                column.align,
                column.total is not None,
                column.column.place,
            )
            for column in part.columns
        ]
        words = Words(
            caption=self.desk.inlines(part.caption, id),
            note=self.desk.inlines(part.note, id),
            total=self.desk.line_or_none(part.total),
            width=part.width,
        )
        table = make_table(
            self.desk,
            sheet,
            choices,
            words,
            id=id,
            number=self.desk.names.number("table") if part.id else None,
            place=self.node.at(path),
        )
        if part.sparkline:
            title = self.desk.line_or_none(part.sparkline_title)
            place = part.sparkline[0].place
            table = with_sparklines(self.desk, sheet, table, part.sparkline, title, place)
        self.desk.check_language(printed_lines(table), part.source, part.source.place)
        return table

    def _figure(self, part: FigureSource, path: Path) -> Figure | None:
        id = self._id(part.id, "figure", path)
        number = self.desk.names.number("figure") if part.id else None
        return self._picture(part, id, part.width, number)

    def _picture(
        self, part: FigureSource | PictureSource, id: str, width: Width, number: int | None
    ) -> Figure | None:
        picture = self.desk.picture(part.file, part.file.place)
        alt = self.desk.line(part.alt)
        caption: Inlines = self.desk.inlines(part.caption, id)
        credit = self.desk.line_or_none(part.credit)
        if picture is None:
            return None
        return Figure(
            id=id,
            picture=picture,
            alt=alt,
            caption=caption,
            credit=credit,
            width=width,
            number=number,
            place=part.file.place,
        )

    def _insert(self, part: InsertSource, path: Path) -> Insert | None:
        id = self._id(part.id, "insert", path)
        page = self.desk.insert(part.source, part.page, part.source.place)
        alt = self.desk.line(part.alt)
        caption = self.desk.inlines(part.caption, id)
        credit = self.desk.line_or_none(part.credit)
        if part.place == "page" and (caption or credit):
            # A whole page has no room for words of ours.
            words = part.caption or part.credit
            self.report.error("insert-page-caption", words.place if words else None)
        if page is None:
            return None
        return Insert(id, page, alt, caption, credit, part.place, part.source.place)

    def _figures(self, part: FiguresSource, path: Path) -> Figures:
        line, line_or_none = self.desk.line, self.desk.line_or_none
        return Figures(
            id=self._id(part.id, "figures", path),
            items=tuple(
                FigureItem(line(item.value), line(item.label), line_or_none(item.note))
                for item in part.items
            ),
            title=line_or_none(part.title),
            place=self.node.at(path),
        )

    def _notice(self, part: NoticeSource, path: Path) -> Notice:
        id = self._id(part.id, "notice", path)
        text = self.desk.choose(part.text)
        body = read_flow(str(text), self.desk.copy(text, id)) if text else ()
        return Notice(
            id=id,
            body=body,
            title=self.desk.line_or_none(part.title),
            place=self.node.at(path),
        )

    def _id(self, given: Scalar | None, sort: str, path: Path) -> str:
        if given:
            return self.desk.names.claim(str(given), given.place)
        return self.desk.names.invent(f"{sort}-", self.node.at(path))

    # -- cover and imprint -------------------------------------------------------------------

    def _cover(self, source: CoverSource) -> Cover:
        picture = None
        if source.picture:
            picture = self._picture(source.picture, "cover-picture", "page", None)
        lead = self._announcement(source.lead) if source.lead else None
        announced = [self._announcement(reference) for reference in source.announce]
        return Cover(
            picture=picture,
            lead=lead,
            announce=tuple(one for one in announced if one),
            lines=tuple(self.desk.line(words) for words in source.lines),
        )

    def _announcement(self, reference: Scalar) -> Announcement | None:
        article = self.made.get(reference)
        if article is None:
            if reference not in self.rubrics:
                self.report.error(
                    "announced-nowhere",
                    reference.place,
                    path=reference,
                    suggestion=nearest(reference, self.rubrics),
                )
            return None
        return Announcement(
            target=article.id,
            title=article.title,
            lead=article.lead,
            rubric=self.rubrics.get(reference),
        )

    def _imprint(self, source: ImprintSource) -> Imprint:
        lines: dict[str, Line | None] = {}
        for name in ImprintSource.model_fields:
            value = getattr(source, name)
            if value is None or isinstance(value, Localised):
                lines[name] = self.desk.line_or_none(value)
        for name in ("print_run", "signed_to_print", "publisher", "printer"):
            lines.pop(name, None)
        return Imprint(
            **lines,
            print_run=source.print_run,
            signed_to_print=source.signed_to_print,
            publisher=self._firm(source.publisher),
            printer=self._firm(source.printer),
            contacts=tuple(self.desk.line(words) for words in source.contacts),
            place=self.node.at(("imprint",)),
        )

    def _firm(self, source: FirmSource | None) -> Firm | None:
        if source is None:
            return None
        return Firm(
            name=self.desk.line(source.name),
            address=self.desk.line_or_none(source.address),
            certificate=self.desk.line_or_none(source.certificate),
        )
