"""Issue and templates → HtmlBook: one semantic HTML for both printers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

from publisher import typography
from publisher.diagnostics import BuildStopped, Place, Report
from publisher.faces import Faces
from publisher.html import closed
from publisher.html.drawn import illustrate
from publisher.html.inserts import (
    WIDTHS,
    check_inserts,
    insert_assets,
    insert_name,
    inserts_of,
    page_place,
)
from publisher.html.kinds import load_kind
from publisher.html.references import References
from publisher.html.setter import Setter
from publisher.html.stylesheet import stylesheet
from publisher.html.templates import environment, path_of
from publisher.html.tokens import load_tokens
from publisher.html.words import Words, load_words
from publisher.model.issue import (
    Abbreviations,
    Article,
    Calendar,
    Cover,
    Directory,
    Event,
    Figure,
    Figures,
    Index,
    Insert,
    Issue,
    Notice,
    Part,
    Picture,
    Table,
)
from publisher.model.output import Asset, HtmlBook
from publisher.model.text import Element, Inlines, Line
from publisher.model.traces import Traces
from publisher.workspace import Workspace

_STYLESHEETS = ("css/page.css", "css/text.css", "css/tables.css", "edition.css")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents; `rubric` only where a section begins."""

    target: str
    title: Line
    rubric: Line | None


def render(
    issue: Issue,
    workspace: Workspace,
    report: Report,
    shelf: Faces | None = None,
    traces: Traces | None = None,
) -> HtmlBook:
    """Render an issue through the templates of its kind. Charts are drawn with the faces of
    `shelf`, which are read anew where it is None.

    With `traces` every text of the editor carries marks that lead back to where it was typed:
    a book to compare with, never to print.

    Raises BuildStopped when the kind, its tokens or a template have errors, and when what
    was rendered leaves the closed vocabulary.
    """
    kind = load_kind(workspace, issue.kind, report)
    tokens = load_tokens(workspace, issue.kind, report)
    words = load_words(workspace, issue.kind, issue.language, report)
    if kind is None or tokens is None:
        raise BuildStopped(report)
    choices = typography.Choices.settled(issue.choices, kind.choices)
    issue, sparks = illustrate(issue, kind.columns, tokens, workspace, shelf, choices, report)
    report.stop_on_errors()
    for part in (part for section in issue.sections for part in section.parts):
        if part.type not in kind.parts:
            report.error(
                "part-not-allowed",
                part.place,
                kind=issue.kind,
                type=part.type,
                known=", ".join(kind.parts),
            )
    setter = Setter(issue.language, References.of(issue, words), choices, traces=traces)
    markup = _markup(issue, workspace, words, setter, kind.columns, report)
    check_inserts(issue, tokens.page, report)
    places = _places(issue) | setter.places
    sections = closed.check(markup, places, f"templates/{issue.kind}/edition.html.j2", report)
    report.stop_on_errors()
    return HtmlBook(
        slug=issue.slug,
        output_name=issue.output_name,
        kind=issue.kind,
        language=issue.language,
        title=_title(issue, words, setter),
        authors=(setter.plain(issue.organisation.text),) if issue.organisation else (),
        description=setter.plain(issue.subtitle.text) if issue.subtitle else "",
        moment=workspace.today(issue.date),
        markup=markup,
        stylesheets=(stylesheet(tokens), *_stylesheets(workspace, issue.kind)),
        assets=(
            *_assets(issue),
            *insert_assets(issue, tokens.page),
            *(_asset(spark) for spark in sparks),
        ),
        tokens=tokens,
        sections=sections,
        words=words.by_key,
        places=places,
        running_title=_running_title(issue, words, setter),
        choices=choices,
        records=tuple(_records(issue)),
    )


def _records(issue: Issue) -> Iterator[str]:
    for part in (part for section in issue.sections for part in section.parts):
        if isinstance(part, Directory):
            yield from (entry.id for entry in part.records)


def _markup(
    issue: Issue, workspace: Workspace, words: Words, setter: Setter, columns: int, report: Report
) -> str:
    jinja = environment(workspace, issue.kind)
    blocks = _Blocks(jinja, setter)
    jinja.filters |= _filters(setter, words, blocks)
    jinja.globals |= {
        "word": lambda key: words[key],
        "columns": columns,
        "contents": tuple(_contents(issue)),
        "title": _title(issue, words, setter),
        "running_title": _running_title(issue, words, setter),
    }
    try:
        return jinja.get_template("edition.html.j2").render(issue=issue).strip() + "\n"
    except (jinja2.TemplateError, KeyError, AttributeError) as error:
        raise _stopped(error, workspace, issue.kind, report) from error


def _stopped(error: Exception, workspace: Workspace, kind: str, report: Report) -> BuildStopped:
    """The template and line an error in rendering came from."""
    file, line = "edition.html.j2", None
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or error.name or file, error.lineno
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    path = file if file.startswith("templates/") else path_of(workspace, kind, file)
    report.error("template-failed", Place(file=path, line=line), reason=str(error))
    return BuildStopped(report)


class _Blocks:
    """Figures and tables inside a flow, written by the templates that write them as parts."""

    def __init__(self, jinja: jinja2.Environment, setter: Setter) -> None:
        self._jinja = jinja
        self._setter = setter

    def flow(self, part: Article | Notice) -> Markup:
        opener = (
            next((f.id for f in part.figures if f.width == "bleed"), None)
            if isinstance(part, Article)
            else None
        )

        def special(block: Element) -> Markup | None:
            id = block.get("id") or ""
            if block.name == "figure" and isinstance(part, Article):
                return Markup() if id == opener else self._macro("figure", part.figure(id))
            if block.name == "insert" and isinstance(part, Article):
                return self._macro("insert", part.insert(id))
            if block.name == "table" and not block.children and isinstance(part, Article):
                return self._macro("table", part.table(id))
            return None

        return self._setter.flow(part.body, part.id, special)

    def _macro(self, name: str, thing: Figure | Table | Insert) -> Markup:
        module = self._jinja.get_template(f"parts/{name}.html.j2").module
        return Markup(getattr(module, name)(thing)).strip() + "\n"


def _filters(setter: Setter, words: Words, blocks: _Blocks) -> dict[str, Callable[..., object]]:
    language = setter.language

    def inline(inlines: Inlines) -> Markup:
        return setter.inlines(inlines)

    def event_date(event: Event) -> str:
        if event.end:
            return typography.date_range(event.start, event.end, language)
        return typography.date_long(event.start, language, year=False)

    return {
        "set": setter.line,
        "inline": inline,
        "flow": blocks.flow,
        "plain": lambda line: setter.plain(line.text),
        "medium": lambda figure: (
            "drawing" if figure.picture.media_type == "image/svg+xml" else "photograph"
        ),
        "sheet": lambda insert: insert_name(insert, whole=insert.span == "page"),
        "width": lambda insert: WIDTHS[insert.span],
        "has_lists": lambda entries: any(entry.lists for entry in entries),
        "has_totals": lambda table: any(row.total for row in table.rows),
        "event_date": event_date,
        **_of_numbers(setter),
        "number_label": lambda issue: _number_label(issue, words),
    }


def _of_numbers(setter: Setter) -> dict[str, Callable[..., object]]:
    """Numbers, dates, lists as the language of the edition and its house choices have them."""
    language, choices = setter.language, setter.choices
    return {
        "number": functools.partial(typography.number, language=language, choices=choices),
        "money": functools.partial(typography.money, language=language, choices=choices),
        "percent": functools.partial(typography.percent, language=language, choices=choices),
        "plural": functools.partial(typography.plural, language=language, choices=choices),
        "plural_form": functools.partial(typography.plural_form, language=language),
        "list_and": functools.partial(typography.list_and, language=language),
        "date_long": functools.partial(typography.date_long, language=language),
        "date_numeric": functools.partial(typography.date_numeric, language=language),
        "date_range": functools.partial(typography.date_range, language=language),
        "month_year": functools.partial(typography.month_year, language=language),
        "transliterate": typography.transliterate,
    }


def _number_label(issue: Issue, words: Words) -> str:
    if issue.total_number:
        return words["number.of"].format(number=issue.number, total=issue.total_number)
    return words["number.only"].format(number=issue.number)


def _title(issue: Issue, words: Words, setter: Setter) -> str:
    title = setter.plain(issue.title.text)
    return f"{title} {_number_label(issue, words)}" if issue.number else title


def _running_title(issue: Issue, words: Words, setter: Setter) -> str:
    title = setter.plain(issue.title.text)
    if not issue.number:
        return title
    month = typography.month_year(issue.date, issue.language)
    return f"{title} · {_number_label(issue, words)} · {month}"


def _contents(issue: Issue) -> Iterator[ContentsEntry]:
    for section in issue.sections:
        rubric = section.rubric
        for part in section.parts:
            for target, title in _contents_of(part):
                yield ContentsEntry(target, title, rubric)
                rubric = None


def _contents_of(part: Part) -> Iterator[tuple[str, Line]]:
    if isinstance(part, Directory):
        for group in part.groups:
            yield group.id, group.title
    elif (
        isinstance(part, Abbreviations | Article | Calendar | Index | Figures | Notice)
        and part.title
    ):
        yield part.id, part.title


def _stylesheets(workspace: Workspace, kind: str) -> Iterator[str]:
    for name in _STYLESHEETS:
        path = path_of(workspace, kind, name)
        if path:
            yield workspace.read(path).content.decode()


def _assets(issue: Issue) -> Iterator[Asset]:
    seen = set()
    for figure in _figures(issue):
        picture = figure.picture
        if picture.name not in seen:
            seen.add(picture.name)
            yield _asset(picture)


def _asset(picture: Picture) -> Asset:
    return Asset(picture.name, picture.media_type, picture.content, picture.place)


def _figures(issue: Issue) -> Iterator[Figure]:
    if isinstance(issue.cover, Cover) and issue.cover.picture:
        yield issue.cover.picture
    for part in (part for section in issue.sections for part in section.parts):
        if isinstance(part, Figure):
            yield part
        elif isinstance(part, Article):
            yield from part.figures


def _places(issue: Issue) -> dict[str, Place]:
    """Where each part, figure, table, group and entry was typed, by the id it is set with."""
    places: dict[str, Place] = {}

    def note(id: str, place: Place | None) -> None:
        if place:
            places[id] = place

    for figure in _figures(issue):
        note(figure.id, figure.place)
    for insert in inserts_of(issue):
        note(f"{insert.id}-page", page_place(insert))
    for part in (part for section in issue.sections for part in section.parts):
        note(part.id, part.place)
        if isinstance(part, Article):
            for table in part.tables:
                note(table.id, table.place)
            for insert in part.inserts:
                note(insert.id, insert.place)
        elif isinstance(part, Directory):
            for group in part.groups:
                note(group.id, group.title.place)
            for entry in part.records:
                note(entry.id, entry.place)
        elif isinstance(part, Insert) and part.span == "page":
            note(part.id, page_place(part))
    return places
