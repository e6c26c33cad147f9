"""The order of the stages, on one page. Whoever reads it knows the program.

manuscript → sources → Issue → html → HtmlBook ─┬→ pdf → PdfFile → press → print file
                                                └→ word → DocxFile
reading looks at what came out and compares; nothing that lost a word is handed out.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import pickle
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from publisher import faces, html, reading, sources
from publisher.cache import Cache, digest
from publisher.diagnostics import BuildStopped, Place, Report
from publisher.diagnostics.listing import as_json
from publisher.faces import Faces
from publisher.model.issue import Issue
from publisher.model.output import DocxFile, HtmlBook, Made, PdfFile
from publisher.workspace import Refused, Workspace

CACHE_FOLDER = ".cache/publisher"
BUILD_FOLDER = "build"

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_Kept = TypeVar("_Kept")


class Progress(Protocol):
    """Told what is being done; the counter shows it on a terminal."""

    def step(self, title: str, done: int, total: int) -> None:
        """So many of so many steps are done; the next one is called `title`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, and how."""

    slugs: tuple[str, ...]
    formats: tuple[str, ...] = ("pdf", "docx")
    out: Path | None = None
    printer: str | None = None
    use_cache: bool = True
    jobs: int = 1
    strict: bool = False
    language: str = "uk"


@dataclass(slots=True)
class _Workshop:
    """What every edition of one order shares."""

    workspace: Workspace
    order: Order
    faces: Faces
    cache: Cache
    fontconfig: Path
    made: list[Made] = field(default_factory=list)


def slugs(workspace: Workspace) -> tuple[str, ...]:
    """The issues of the workspace."""
    return sources.issue_slugs(workspace)


def build(
    workspace: Workspace, order: Order, report: Report, progress: Progress
) -> tuple[Made, ...]:
    """Build every edition of an order; what has errors is not handed out, the rest is."""
    workshop = _open(workspace, order, report)
    report.stop_on_errors()
    for done, slug in enumerate(order.slugs):
        progress.step(slug, done, len(order.slugs))
        _build_issue(workshop, slug, report, progress)
    return tuple(workshop.made)


def check(workspace: Workspace, wanted: Iterable[str], report: Report) -> None:
    """Find every problem that needs no layout; makes no files, needs no native library."""
    shelf = faces.load_faces(workspace, report)
    for kind in html.kind_names(workspace):
        html.check_templates(workspace, kind, report)
    for slug in wanted:
        try:
            for issue in sources.load_issue(workspace, slug, report):
                book = html.render(issue, workspace, report)
                faces.check_coverage(html.runs(book), shelf, report)
                reading.account_issue(issue, book.markup, report)
        except BuildStopped:
            continue


@dataclass(frozen=True, slots=True)
class KindCard:
    """What `publisher kinds` shows of a kind; texts by language."""

    name: str
    title: dict[str, str]
    description: dict[str, str]


def kinds(workspace: Workspace) -> tuple[KindCard, ...]:
    """The kinds of edition there are."""
    report = Report()
    found = (html.load_kind(workspace, name, report) for name in html.kind_names(workspace))
    cards = tuple(KindCard(k.name, k.title, k.description) for k in found if k is not None)
    report.stop_on_errors()
    return cards


def new_issue(workspace: Workspace, kind: str, slug: str, report: Report) -> tuple[str, ...]:
    """Start an issue from the kind's own sample; the paths written, none when reported.

    Nothing is written over: an issue that is there already is an error.
    """
    if html.load_kind(workspace, kind, report) is None:
        return ()
    if not _SLUG.fullmatch(slug):
        report.error("slug-odd", None, slug=slug)
        return ()
    if (workspace.root / "issues" / slug).exists():
        report.error("issue-exists", Place(file=f"issues/{slug}"), slug=slug)
        return ()
    written = []
    for path in workspace.tree(f"templates/{kind}/sample"):
        target = f"issues/{slug}/{path}"
        source = workspace.read(f"templates/{kind}/sample/{path}")
        workspace.publish(workspace.root / target, source.content)
        written.append(target)
    return tuple(written)


def schema(workspace: Workspace) -> dict[str, object]:
    """The JSON schema of `issue.yaml`, with the kinds of this workspace."""
    return sources.schema(html.kind_names(workspace))


def _open(workspace: Workspace, order: Order, report: Report) -> _Workshop:
    folder = workspace.root / CACHE_FOLDER
    shelf = faces.load_faces(workspace, report)
    return _Workshop(
        workspace,
        order,
        shelf,
        Cache(folder if order.use_cache else None),
        faces.fontconfig_file(shelf, workspace.root, folder),
    )


def _build_issue(workshop: _Workshop, slug: str, report: Report, progress: Progress) -> None:
    """One issue in all its languages; its files appear together, or not at all."""
    found = Report()
    made: list[Made] = []
    try:
        issues = sources.load_issue(workshop.workspace, slug, found)
        found.stop_on_errors()
        for issue in issues:
            made.extend(_build_edition(workshop, issue, found, progress))
        found.stop_on_errors()
        if workshop.order.strict and found.warnings:
            raise BuildStopped(found)
    except BuildStopped:
        made = []
    report.add(found)
    _publish(workshop, slug, made, found)
    workshop.made.extend(made)


def _build_edition(
    workshop: _Workshop, issue: Issue, report: Report, progress: Progress
) -> list[Made]:
    formats = workshop.order.formats
    book = html.render(issue, workshop.workspace, report)
    faces.check_coverage(html.runs(book), workshop.faces, report)
    reading.account_issue(issue, book.markup, report)
    report.stop_on_errors()
    made: list[Made] = []
    if "html" in formats:
        made.append(Made(f"{book.output_name}.html", book.markup.encode(), "html"))
    progress.step(f"{book.output_name}: pdf", 0, 1)
    proof = _proof(workshop, book, report)
    if "pdf" in formats:
        made.append(Made(f"{book.output_name}.pdf", proof.content, "pdf", pages=len(proof.pages)))
    if "docx" in formats:
        progress.step(f"{book.output_name}: docx", 0, 1)
        manuscript = _word(workshop, book, proof, report)
        made.append(Made(f"{book.output_name}.docx", manuscript.content, "docx"))
    return made


def _proof(workshop: _Workshop, book: HtmlBook, report: Report) -> PdfFile:
    """The PDF of a book with its account of words, remembered by all that went into it."""
    key = digest(_version(), _book_digest(book), workshop.faces.digest)
    if kept := _recall(workshop.cache, "pdf", key, PdfFile):
        return kept
    from publisher import pdf

    proof = pdf.typeset(book, workshop.faces, workshop.fontconfig, report)
    reading.account_pdf(book.markup, reading.read_pdf(proof.content), report)
    report.stop_on_errors()
    workshop.cache.keep("pdf", key, pickle.dumps(proof))
    return proof


def _word(workshop: _Workshop, book: HtmlBook, proof: PdfFile, report: Report) -> DocxFile:
    key = digest(_version(), _book_digest(book), workshop.faces.digest, repr(_labels(proof)))
    if kept := _recall(workshop.cache, "word", key, DocxFile):
        return kept
    from publisher import pdf, word

    pictures = pdf.rasterise(book, workshop.fontconfig)
    manuscript = word.write(book, _labels(proof), pictures, {}, report)
    reading.account_docx(book.markup, reading.read_docx(manuscript.content), report)
    report.stop_on_errors()
    workshop.cache.keep("word", key, pickle.dumps(manuscript))
    return manuscript


def _recall(cache: Cache, stage: str, key: str, sort: type[_Kept]) -> _Kept | None:
    """What the cache kept, if it can still be read; an entry of another age is a miss."""
    body = cache.recall(stage, key)
    if body is None:
        return None
    try:
        kept = pickle.loads(body)
    except Exception:  # an entry that can't be read, for whatever reason, is a miss
        return None
    return kept if isinstance(kept, sort) else None


def _labels(proof: PdfFile) -> dict[str, str]:
    """Element id → label of the page it stands on."""
    return {id: proof.pages[spot.page - 1].label for id, spot in proof.spots.items()}


@functools.cache
def _version() -> str:
    """Our own code and the libraries that shape an output: another version, another key."""
    names = ("weasyprint", "pydyf", "pydantic", "python-docx", "pypdfium2", "fonttools", "pillow")
    seal = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        seal.update(path.read_bytes())
    libraries = " ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return f"{seal.hexdigest()} {libraries}"


def _book_digest(book: HtmlBook) -> str:
    """The digest of all that a book holds."""
    return digest(
        book.markup,
        *book.stylesheets,
        *(part for asset in book.assets for part in (asset.name, asset.media_type, asset.content)),
        repr((book.title, book.authors, book.description, book.moment, book.running_title)),
        repr((book.tokens, sorted(book.words.items()), sorted(book.places.items()))),
    )


def _publish(workshop: _Workshop, slug: str, made: list[Made], report: Report) -> None:
    """Write what was made, then the report; without outputs only the report is written."""
    folder = (workshop.order.out or workshop.workspace.root / BUILD_FOLDER) / slug
    written = [replace(one, path=str(folder / one.path)) for one in made]
    for one in written:
        workshop.workspace.publish(Path(one.path), one.content)
    made[:] = written
    listing = as_json(report, written, workshop.order.language)
    workshop.workspace.publish(folder / "report.json", listing)
