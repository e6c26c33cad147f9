"""Articles: front matter between two lines of `---`, then Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.diagnostics import Place, Report
from publisher.model.issue import Article
from publisher.model.language import Language
from publisher.model.text import Element, Inlines, Line
from publisher.nodes import Node, Scalar, compose, read_text, validate
from publisher.sources.desk import Desk
from publisher.sources.insets import ArticleInsets
from publisher.sources.markdown import Copy, read_flow, read_line
from publisher.sources.names import ID, RESERVED
from publisher.sources.schema import ArticleHead
from publisher.workspace import Refused, SourceFile, Workspace

SUFFIX = ".md"
LARGEST = 2_000_000
_FENCE = re.compile(r"-{3,}[ \t]*$")
_ORDER = re.compile(r"^[\d_.-]+")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article's file, taken apart: its head as nodes, its body as text with its first line."""

    source: SourceFile
    head: Node | None
    body: str
    body_line: int

    @property
    def id(self) -> str:
        """The id an editor gave, else one from the name of the file (`01-zbory.md` → `zbory`)."""
        given = self.head.fields.get("id") if self.head and self.head.fields else None
        return given.text if given and given.text else id_from_path(self.source.path)


def id_from_path(path: str) -> str:
    """An id from the name of an article's file, without its number and language."""
    stem = path.rpartition("/")[2].split(".")[0]
    id = _ORDER.sub("", stem) or stem
    if not ID.fullmatch(id):
        # A name in another alphabet: its own digest would not last, its number in the folder does.
        number = re.match(r"\d+", stem)
        id = f"article-{number[0]}" if number else "article-" + stem.encode().hex()[:24]
    return f"article-{id}" if id in RESERVED else id


def translated(reference: str, language: Language, first: Language) -> str:
    """`articles/a.en.md` beside `articles/a.md`."""
    if language == first:
        return reference
    stem = reference.removesuffix(SUFFIX)
    return f"{stem}.{language}{SUFFIX}"


def take_manuscript(
    workspace: Workspace,
    folder: str,
    reference: Scalar,
    languages: tuple[Language, ...],
    language: Language,
    report: Report,
) -> Manuscript | None:
    """Read the file of an article in a language; None when it was reported."""
    if not reference.endswith(SUFFIX):
        report.error("article-format", reference.place, path=str(reference))
        return None
    name = translated(reference, language, languages[0])
    if name != reference:
        try:
            path = workspace.locate(name, folder)
        except Refused:
            return None  # reported with the first language
        if not workspace.exists(path):
            report.error("translation-file-missing", reference.place, language=language, path=name)
            return None
    source = workspace.take(name, folder, reference.place, report)
    if source is None:
        return None
    text = read_text(source, report)
    if text is None:
        return None
    if len(text) > LARGEST:
        report.error(
            "text-too-large", source.place, size=len(text) // 10**6, limit=LARGEST // 10**6
        )
        return None
    return _take_apart(text, source, report)


def _take_apart(text: str, source: SourceFile, report: Report) -> Manuscript | None:
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines) if line.strip()), None)
    if begin is None:
        report.error("article-empty", source.place, path=source.path)
        return None
    if not _FENCE.match(lines[begin]):
        report.error("head-missing", Place(source.path, begin + 1, 1), path=source.path)
        return Manuscript(source, None, text, 1)
    end = next((n for n in range(begin + 1, len(lines)) if _FENCE.match(lines[n])), None)
    if end is None:
        report.error("head-not-closed", Place(source.path, begin + 1, 1), path=source.path)
        return None
    head_text = "\n".join(lines[begin + 1 : end])
    if not head_text.strip():
        report.error("head-missing", Place(source.path, begin + 1, 1), path=source.path)
        return Manuscript(source, None, "\n".join(lines[end + 1 :]), end + 2)
    head = compose(head_text, source.path, report, begin + 2)
    return Manuscript(source, head, "\n".join(lines[end + 1 :]), end + 2)


def read_article(desk: Desk, manuscript: Manuscript) -> Article | None:
    """The article of a manuscript; its body is read even where its head has mistakes."""
    report, path = desk.report, manuscript.source.path
    head = None
    if manuscript.head is not None:
        head = validate(manuscript.head, ArticleHead, report, "front matter")
    place = manuscript.head.place if manuscript.head else manuscript.source.place
    given = head.id.place if head and head.id else Place(path, 1)
    id = desk.names.claim(manuscript.id, given)
    insets = ArticleInsets(desk, id, path)
    copy = Copy(
        path,
        desk.language,
        desk.names,
        report,
        id,
        lines=manuscript.body.split("\n"),
        first_line=manuscript.body_line,
        insets=insets,
    )
    body = read_flow(manuscript.body, copy)
    if not body and not manuscript.body.strip():
        report.error("article-empty", Place(path, manuscript.body_line), path=path)
    if head is None:
        return None
    _check_outline(body, report)
    return Article(
        id=id,
        title=_line(head.title, desk),
        body=body,
        lead=_inlines(head.lead, desk, id),
        kicker=_line_or_none(head.kicker, desk),
        author=_line_or_none(head.author, desk),
        role=_line_or_none(head.role, desk),
        kind=head.kind,
        columns=int(head.columns) if head.columns else None,
        figures=tuple(insets.figures),
        tables=tuple(insets.tables),
        drawn=tuple(insets.pictured),
        inserts=tuple(insets.inserts),
        source=path,
        place=place,
    )


def _check_outline(body: tuple[Element, ...], report: Report) -> None:
    """A heading of level 4 under one of level 2 leaves a hole in the outline."""
    before = 1
    for block in body:
        if block.name == "heading":
            level = int(block.get("level", "2") or 2)
            if level > before + 1:
                report.warning("heading-skips", block.place, level=level, before=before)
            before = level


def _line(text: Scalar, desk: Desk) -> Line:
    return Line(desk.with_figures(text), desk.language, text.place)


def _line_or_none(text: Scalar | None, desk: Desk) -> Line | None:
    return _line(text, desk) if text else None


def _inlines(text: Scalar | None, desk: Desk, owner: str) -> Inlines:
    return read_line(" ".join(text.split()), desk.copy(text, owner)) if text else ()
