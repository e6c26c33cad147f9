"""The order of the stages, on one page. Whoever reads it knows the program.

manuscript → sources → Issue → html → HtmlBook ─┬→ pdf → PdfFile → press → print file
                                                └→ word → DocxFile
reading looks at what came out and compares; nothing that lost a word is handed out.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from publisher.cache import Cache, digest, version
from publisher.diagnostics import BuildStopped, Diagnostic, Place, Report
from publisher.diagnostics.listing import as_json, listed
from publisher.diagnostics.phrases import say
from publisher.diagnostics.speech import Speech
from publisher.hands import Hands, hired
from publisher.later import later
from publisher.model.issue import Issue
from publisher.model.output import DocxFile, HtmlBook, Made, PdfFile
from publisher.model.traces import Traces
from publisher.workspace import Refused, Workspace

if TYPE_CHECKING:
    from publisher import faces, html, merge, pdf, press, proofreading, reading, sources
    from publisher.faces import Faces
else:
    # An issue that stands as it was built needs none of these rooms.
    faces, html, proofreading, reading, sources = (
        later(f"publisher.{room}")
        for room in ("faces", "html", "proofreading", "reading", "sources")
    )

CACHE_FOLDER = ".cache/publisher"
BUILD_FOLDER = "build"
DEFAULT_PRINTER = "offset-coated"
REJECTED = "-REJECTED-do-not-print.pdf"

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_Output = TypeVar("_Output")
_Entry = TypeVar("_Entry")


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
    proof: bool = False
    """Whether the pages are also made with what a proofreader would mark on them."""
    language: Speech = "uk"
    explain: bool = False
    """Say of each section whether its galley was kept or set, and why."""
    send: bool = False
    """Whether the Word file is given out, and what it was made from kept under the issue."""


@dataclass(slots=True)
class _Workshop:
    """What every edition of one order shares."""

    workspace: Workspace
    order: Order
    cache: Cache
    hands: Hands | None = None
    """Where work that can be shared out goes; None when one process does it all."""
    made: list[Made] = field(default_factory=list)
    craft: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was found on the pages, as the listing tells it: slug → name of the output."""
    notes: list[pdf.GalleyNote] = field(default_factory=list)
    """What became of the sections of the edition that was laid out last."""
    _faces: Faces | None = None

    @property
    def faces(self) -> Faces:
        """The faces of the press; BuildStopped when something is wrong with one."""
        if self._faces is None:
            report = Report()
            self._faces = faces.load_faces(self.workspace, report)
            report.stop_on_errors()
        return self._faces

    @property
    def fontconfig(self) -> Path:
        """The file that leads the layout to these faces and no others."""
        root = self.workspace.root
        return faces.fontconfig_file(self.faces, root, root / CACHE_FOLDER)


def slugs(workspace: Workspace) -> tuple[str, ...]:
    """The issues of the workspace."""
    return workspace.issue_slugs()


def build(
    workspace: Workspace, order: Order, report: Report, progress: Progress
) -> tuple[Made, ...]:
    """Build every edition of an order; what has errors is not handed out, the rest is.

    An issue of which nothing has changed, and nothing that it was built with, is handed out
    as it was.
    """
    workshop = _Workshop(workspace, order, Cache(_cache_folder(workspace, order)))
    with hired(order.jobs) as workshop.hands, workspace.witness() as answers:
        for slug in order.slugs:
            if not _stands(workshop, slug, report, progress):
                _build_issue(workshop, slug, answers, report, progress)
    workshop.cache.trim()
    return tuple(workshop.made)


def check(
    workspace: Workspace, wanted: Iterable[str], report: Report, *, spelling: bool = False
) -> None:
    """Find every problem that needs no layout; makes no files, needs no native library."""
    shelf = faces.load_faces(workspace, report)
    for kind in html.kind_names(workspace):
        html.check_templates(workspace, kind, report)
    for slug in wanted:
        found = Report()
        try:
            issues = sources.load_issue(workspace, slug, found)
            if not found.errors:
                for issue in issues:
                    book = _bind(workspace, shelf, issue, found)
                    if spelling:
                        house = sources.load_house(workspace, slug, Report())
                        proofreading.check_spelling(issue, house, workspace, found)
                    _check_terms(workspace, issue, found)
                    _judge_inserts(workspace, issue, book, found)
        except BuildStopped as stopped:
            found.add(stopped.report)
        report.add(found)


def preflight(
    workspace: Workspace,
    name: str,
    content: bytes,
    printer_name: str,
    folder: Path,
    report: Report,
    speech: Speech,
    jobs: int = 1,
) -> tuple[Made, ...]:
    """Judge any PDF for a printing house; the report with its pictures goes into a folder."""
    from publisher import press

    printer = press.load_printer(workspace, printer_name, report)
    if printer is None:
        raise BuildStopped(report)
    with hired(jobs) as hands:
        verdict = press.preflight(content, printer, workspace, executor=hands)
        verdict.tell(report)
        stem = name.removesuffix(".pdf")
        made = _shown(workspace, content, verdict, stem, name, speech, hands)
    placed = tuple(replace(one, path=str(folder / one.path)) for one in made)
    for one in placed:
        workspace.publish(Path(one.path), one.content)
    return placed


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


def _cache_folder(workspace: Workspace, order: Order) -> Path | None:
    return workspace.root / CACHE_FOLDER if order.use_cache else None


def _build_issue(
    workshop: _Workshop,
    slug: str,
    answers: Mapping[str, str],
    report: Report,
    progress: Progress,
) -> None:
    """One issue in all its languages; its files appear together, or not at all."""
    found = Report()
    made: list[Made] = []
    progress.step(slug, 0, 1)
    try:
        issues = _read(workshop.workspace, slug, found, progress)
        found.stop_on_errors()
        for issue in issues:
            made.extend(_build_edition(workshop, issue, found, progress))
        found.stop_on_errors()
        if workshop.order.strict and found.warnings:
            raise BuildStopped(found)
        others = tuple(f" issues/{other}/" for other in workshop.order.slugs if other != slug)
        asked = {ask: said for ask, said in answers.items() if not any(o in ask for o in others)}
        key = _standing_key(workshop.order, slug)
        craft = workshop.craft.get(slug, {})
        standing = _Standing(asked, tuple(made), tuple(found), craft)
        workshop.cache.keep_value("issue", key, standing)
    except BuildStopped as stopped:
        found.add(stopped.report)
        made = [one for one in made if one.format == "preflight"]
    report.add(found)
    progress.step(slug, 1, 1)
    _publish(workshop, slug, made, found)
    workshop.made.extend(made)


@dataclass(frozen=True, slots=True)
class _Standing:
    """An issue as it was built: what was asked of the disk for it, what was made and found."""

    answers: Mapping[str, str]
    made: tuple[Made, ...]
    findings: tuple[Diagnostic, ...]
    craft: Mapping[str, Any]


def _standing_key(order: Order, slug: str) -> str:
    asked = (order.printer, order.strict, order.proof, order.language, order.send)
    return digest(version(), slug, *sorted(order.formats), repr(asked))


def _stands(workshop: _Workshop, slug: str, report: Report, progress: Progress) -> bool:
    """Hand out an issue as it was built, when nothing has changed since."""
    kept = workshop.cache.recall_value("issue", _standing_key(workshop.order, slug), _Standing)
    if kept is None or workshop.order.explain:
        return False
    if not workshop.workspace.unchanged(kept.answers):
        return False
    progress.step(slug, 1, 1)
    found = Report()
    found.add(kept.findings)
    report.add(found)
    made = list(kept.made)
    workshop.craft[slug] = dict(kept.craft)
    _publish(workshop, slug, made, found)
    workshop.made.extend(made)
    return True


def _read(workspace: Workspace, slug: str, report: Report, progress: Progress) -> tuple[Issue, ...]:
    """The issue in all its languages; each article is named while it is read."""
    folder = f"issues/{slug}/"
    articles = [name for name in workspace.tree(folder.rstrip("/")) if name.endswith(".md")]
    named: list[str] = []

    def tell(path: str) -> None:
        if path.endswith(".md") and path.startswith(folder):
            named.append(path)
            progress.step(path.removeprefix(folder), len(named), len(articles))

    workspace.told = tell
    try:
        return sources.load_issue(workspace, slug, report)
    finally:
        workspace.told = None


def _build_edition(
    workshop: _Workshop, issue: Issue, report: Report, progress: Progress
) -> list[Made]:
    """One edition in one language: pages first, for Word and the press both build on them."""
    formats, explain = workshop.order.formats, workshop.order.explain
    workshop.notes.clear()
    book = _bind(workshop.workspace, workshop.faces, issue, report)
    report.stop_on_errors()
    steps = [name for name in ("pdf", "docx", "print") if name == "pdf" or name in formats]
    made: list[Made] = []
    if "html" in formats:
        made.append(Made(f"{book.output_name}.html", book.markup.encode(), "html"))
    progress.step(f"{book.output_name}.pdf", 0, len(steps))
    proof = _proof(workshop, book, report, progress)
    made.extend(_craft(workshop, book, proof, report))
    if "print" not in formats:
        _judge_inserts(workshop.workspace, issue, book, report, screen=True)
    if "pdf" in formats:
        facts = {"sections": [asdict(one) for one in workshop.notes]} if explain else {}
        made.append(Made(f"{book.output_name}.pdf", proof.content, "pdf", len(proof.pages), facts))
    if "docx" in formats:
        progress.step(f"{book.output_name}.docx", 1, len(steps))
        manuscript = _manuscript(workshop, book, proof, report)
        if workshop.order.send:
            made.extend(_sent(workshop, issue, book, proof, manuscript))
        else:
            made.append(Made(f"{book.output_name}.docx", manuscript.content, "docx"))
    if "print" in formats:
        progress.step(f"{book.output_name}-print.pdf", len(steps) - 1, len(steps))
        made.extend(_plates(workshop, issue, book, proof, report))
    return made


def _bind(workspace: Workspace, shelf: Faces, issue: Issue, report: Report) -> HtmlBook:
    """The HTML of an issue, with every glyph vouched for and every word of it accounted."""
    book = html.render(issue, workspace, report, shelf)
    faces.check_coverage(html.runs(book), shelf, report)
    reading.account_issue(issue, book.markup, report, book.choices)
    house = sources.load_house(workspace, issue.slug, report)
    proofreading.read_copy(issue, house, workspace, report)
    return book


def _proof(workshop: _Workshop, book: HtmlBook, report: Report, progress: Progress) -> PdfFile:
    """The pages of a book, read again with other eyes; remembered by all that went into them."""
    key = digest(version(), _book_digest(book), *_face_digests(workshop.faces))
    kept = workshop.cache.recall_value("pdf", key, _Kept[PdfFile])
    # Whoever wants an explanation wants it section by section: their galleys are kept too.
    if kept and not workshop.order.explain:
        report.add(kept.findings)
        return kept.made
    from publisher import pdf

    found = Report()
    layout = pdf.Workshop(
        workshop.faces, workshop.fontconfig, version(), workshop.cache, workshop.hands,
        lambda step: _tell(step, progress, workshop.order.language),
    )  # fmt: skip
    proof = pdf.typeset(book, layout, found, workshop.notes)
    seen = reading.read_pdf(proof.content)
    drawings = {
        asset.name: asset.content for asset in book.assets if asset.media_type == "image/svg+xml"
    }
    ours = reading.without_inserts(seen, book.markup, proof.spots)
    reading.account_pdf(
        book.markup, ours, found, spots=proof.spots, places=book.places, drawings=drawings
    )
    reading.account_links(book.markup, found, pdf=seen, spots=proof.spots, places=book.places)
    reading.account_pictures(book.markup, found, pdf=seen, spots=proof.spots, places=book.places)
    reading.account_records(book.markup, book.records, found, places=book.places, pdf=seen)
    reading.judge_overflow(ours, found)
    return _keep(workshop.cache, "pdf", key, proof, found, report)


def _craft(workshop: _Workshop, book: HtmlBook, proof: PdfFile, report: Report) -> Iterable[Made]:
    """What a proofreader would mark on the pages: told in a line, kept for the report, and drawn
    on a proof of its own where that was asked for."""
    key = digest(version(), _book_digest(book), proof.content)
    kept = workshop.cache.recall_value("craft", key, _Kept[reading.Craft])
    if kept is None:
        seen = reading.read_pdf(proof.content)
        seen = reading.without_inserts(seen, book.markup, proof.spots)
        kept = _Kept(reading.judge_craft(seen, book.markup, proof.places), ())
        workshop.cache.keep_value("craft", key, kept)
    craft = kept.made
    reading.tell_craft(craft, f"{book.output_name}.pdf", report)
    told = craft.as_dict(lambda finding: listed(finding, workshop.order.language))
    workshop.craft.setdefault(book.slug, {})[book.output_name] = told
    if workshop.order.proof:
        from publisher import press

        speech = workshop.order.language
        drawn = press.mark_up(proof.content, craft.findings, workshop.workspace, speech, report)
        if drawn is not None:
            yield Made(f"{book.output_name}-proof.pdf", drawn, "proof", len(proof.pages))


def _tell(step: pdf.LayoutStep, progress: Progress, speech: Speech) -> None:
    done = step.set + step.kept
    told = say("layout-step", speech, set=step.set, kept=step.kept, pages=step.pages)
    progress.step(f"{step.title}: {told}", done, step.total)


def _manuscript(workshop: _Workshop, book: HtmlBook, proof: PdfFile, report: Report) -> DocxFile:
    """The Word file of a book, with the page numbers of the proof, read again."""
    labels = {id: proof.pages[spot.page - 1].label for id, spot in proof.spots.items()}
    key = digest(
        version(), _book_digest(book), *_face_digests(workshop.faces), repr(sorted(labels.items()))
    )
    if kept := workshop.cache.recall_value("word", key, _Kept[DocxFile]):
        report.add(kept.findings)
        return kept.made
    from publisher import pdf, word

    found = Report()
    pictures = pdf.rasterise(book, workshop.fontconfig)
    manuscript = word.write(book, labels, pictures, workshop.faces, found)
    seen = reading.read_docx(manuscript.content)
    reading.account_docx(book.markup, seen, found, places=book.places)
    reading.account_links(book.markup, found, docx=seen, places=book.places)
    reading.account_pictures(book.markup, found, docx=seen, places=book.places)
    reading.account_records(book.markup, book.records, found, places=book.places, docx=seen)
    return _keep(workshop.cache, "word", key, manuscript, found, report)


def _sent(
    workshop: _Workshop, issue: Issue, book: HtmlBook, proof: PdfFile, manuscript: DocxFile
) -> list[Made]:
    """The Word file to give out, marked to be known again, and the record that stays here.

    The same file is written once more from a book whose words carry their places: so each letter
    of the one given out can be followed home when it comes back.
    """
    from publisher import merge, pdf, word

    workspace, traces = workshop.workspace, Traces()
    labels = {id: proof.pages[spot.page - 1].label for id, spot in proof.spots.items()}
    spoken = html.render(issue, workspace, Report(), workshop.faces, traces)
    pictures = pdf.rasterise(book, workshop.fontconfig)
    traced = word.write(spoken, labels, pictures, workshop.faces, Report())
    name = f"{book.output_name}.docx"
    id, given, record = merge.keep(
        name, manuscript.content, traced.content, tuple(traces.texts), _manuscripts(workshop, book)
    )
    kept = workspace.root / "issues" / book.slug / merge.FOLDER / f"{id}.zip"
    return [Made(name, given, "docx"), Made(str(kept), record, "sent")]


def _manuscripts(workshop: _Workshop, book: HtmlBook) -> dict[str, bytes]:
    """The sources of words that this issue was read from."""
    from publisher import merge

    folders = (f"issues/{book.slug}/", "issues/_shared/")
    return {
        path: workshop.workspace.read(path).content
        for path in workshop.workspace.reads
        if path.startswith(folders) and path.endswith(merge.SUFFIXES)
    }


@dataclass(frozen=True, slots=True)
class Merged:
    """What came back: the patch to review, and the paths written where that was asked."""

    patch: str
    edits: int
    conflicts: int
    written: tuple[str, ...]


def merge_back(
    workspace: Workspace,
    slug: str,
    returned: Iterable[tuple[str, bytes]],
    report: Report,
    *,
    apply: bool = False,
) -> Merged:
    """Bring what was edited in Word back to the sources of an issue, as a patch.

    `returned` are files by name. Nothing is written unless `apply`, and nothing then either
    where reviewers contradict each other or the sources went on in the same lines.
    """
    from publisher import merge

    pairs = []
    for name, content in returned:
        manuscript = merge.open_manuscript(name, content, report)
        pairs.append((_record_of(workspace, slug, manuscript.edition, name), manuscript))
    now: dict[str, bytes] = {}
    for path in {path for record, _ in pairs for path in record.sources}:
        with contextlib.suppress(Refused):
            now[path] = workspace.read(path).content
    patch = merge.merge(pairs, now, report)
    written: list[str] = []
    if apply and not patch.is_clean:
        report.error("merge-not-clean", Place(file=f"issues/{slug}"), count=patch.conflicts)
    elif apply:
        for path, (_, after) in patch.files.items():
            workspace.publish(workspace.root / path, after)
            written.append(path)
    return Merged(patch.unified, len(patch.edits), patch.conflicts, tuple(written))


def _record_of(workspace: Workspace, slug: str, edition: str | None, name: str) -> merge.Record:
    """What a file that came back was made from; BuildStopped where that is not known here."""
    from publisher import merge

    stopped = Report()
    folder = f"issues/{slug}/{merge.FOLDER}"
    known = [file.removesuffix(".zip") for file in workspace.files(folder, ".zip")]
    if edition is None:
        stopped.error("merge-no-edition", Place(file=name))
        raise BuildStopped(stopped)
    if edition not in known:
        stopped.error("merge-other-edition", Place(file=name), edition=edition, issue=slug)
        raise BuildStopped(stopped)
    path = f"{folder}/{edition}.zip"
    return merge.recall(workspace.read(path).content, path)


def _plates(
    workshop: _Workshop, issue: Issue, book: HtmlBook, proof: PdfFile, report: Report
) -> list[Made]:
    """The print file, and the verdict on it. A file that would be rejected is kept beside the
    report under a name nobody could send by mistake."""
    from publisher import press

    name = workshop.order.printer or issue.printer or DEFAULT_PRINTER
    named = None if workshop.order.printer else issue.printer_place
    printer = press.load_printer(workshop.workspace, name, report, named)
    if printer is None:
        raise BuildStopped(report)
    job = press.PrintJob(
        printer, book.title, book.output_name, book.moment, issue.binding, issue.waivers
    )
    found = Report()
    plates = press.finish(
        proof, job, workshop.workspace, found, workshop.cache, executor=workshop.hands
    )
    verdict = press.preflight_job(plates, job, workshop.workspace, workshop.hands)
    verdict.tell(found)
    _judge_inserts(workshop.workspace, issue, book, found, printer, proof)
    report.add(found)
    made = _shown(
        workshop.workspace, plates.content, verdict, book.output_name, book.title,
        workshop.order.language, workshop.hands, plates.colours,
    )  # fmt: skip
    if found.errors:
        rejected = _folder(workshop, book.slug) / f"{book.output_name}{REJECTED}"
        for name in (plates.name, *(part.name for part in plates.parts)):
            workshop.workspace.withdraw(rejected.with_name(name))
        workshop.workspace.publish(rejected, plates.content)
        return made
    made.append(Made(plates.name, plates.content, "print", plates.pages))
    made += [Made(part.name, part.content, "print") for part in plates.parts]
    return made


def _shown(
    workspace: Workspace,
    content: bytes,
    verdict: press.PreflightReport,
    stem: str,
    title: str,
    speech: Speech,
    hands: Executor | None,
    colours: tuple[press.Fate, ...] = (),
) -> list[Made]:
    """The verdict as a page that shows what it speaks of, and for other programs."""
    from publisher import press

    pages = press.pages_to_show(verdict)
    pictures = press.picture_pages(content, verdict.printer, workspace, pages, hands)
    shown = press.as_html(verdict, pictures, title=title, colours=colours, speech=speech)
    listed = json.dumps(verdict.as_json(speech, colours), ensure_ascii=False, indent=2) + "\n"
    return [
        Made(f"{stem}-preflight.html", shown.encode(), "preflight"),
        Made(f"{stem}-preflight.json", listed.encode("utf-8", "replace"), "preflight"),
    ]


def _check_terms(workspace: Workspace, issue: Issue, report: Report) -> None:
    """Whether the printing house an issue names is known, and what its waivers are worth."""
    if not (issue.printer or issue.waivers):
        return
    from publisher import press

    if issue.printer:
        press.load_printer(workspace, issue.printer, report, issue.printer_place)
    press.check_waivers(issue.waivers, workspace.today(issue.date).date(), report)


def _judge_inserts(
    workspace: Workspace,
    issue: Issue,
    book: HtmlBook,
    report: Report,
    printer: press.Printer | None = None,
    proof: PdfFile | None = None,
    *,
    screen: bool = False,
) -> None:
    """What the press has to say of pages other people made; on a screen only what shows there.

    Without a printer it is the one the issue names; where it names none, nothing stops it.
    """
    placed = html.placed_inserts(issue, book.tokens.page, proof.spots if proof else None)
    if not placed:
        return
    from publisher import press

    named = printer is not None or issue.printer is not None or screen
    name = issue.printer if issue.printer and not screen else DEFAULT_PRINTER
    printer = printer or press.load_printer(workspace, name, Report())
    if printer is None:
        return
    for one in placed:
        guest = press.Guest(book.asset(one.asset).content, one.place, one.factor, one.whole)
        press.report_insert(
            guest,
            printer,
            workspace,
            report,
            press.SCREEN if screen else None,
            binding=named,
            waived=[waiver.rule for waiver in issue.waivers],
        )


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Output]):
    """What a stage made, and what it found worth telling."""

    made: _Output
    findings: tuple[Diagnostic, ...]


def _keep(
    cache: Cache, stage: str, key: str, made: _Output, found: Report, report: Report
) -> _Output:
    """Tell the report, stop on errors, remember what was made."""
    report.add(found)
    found.stop_on_errors()
    cache.keep_value(stage, key, _Kept(made, tuple(found)))
    return made


def _face_digests(shelf: Faces) -> tuple[str, ...]:
    return tuple(face.digest for face in shelf.files)


def _book_digest(book: HtmlBook) -> str:
    """The digest of all that a book holds."""
    return digest(
        book.markup,
        *book.stylesheets,
        *(part for asset in book.assets for part in (asset.name, asset.media_type, asset.content)),
        repr((book.title, book.authors, book.description, book.moment, book.running_title)),
        repr((book.tokens, sorted(book.words.items()), sorted(book.places.items()))),
    )


def _folder(workshop: _Workshop, slug: str) -> Path:
    return (workshop.order.out or workshop.workspace.root / BUILD_FOLDER) / slug


def _publish(workshop: _Workshop, slug: str, made: list[Made], report: Report) -> None:
    """Write what was made, then the report; without outputs only the report is written."""
    folder = _folder(workshop, slug)
    written = [replace(one, path=str(folder / one.path)) for one in made]
    for one in written:
        workshop.workspace.publish(Path(one.path), one.content)
        if one.format == "preflight" and any(other.format == "print" for other in written):
            stem = Path(one.path).stem.removesuffix("-preflight")
            workshop.workspace.withdraw(folder / f"{stem}{REJECTED}")
    made[:] = written
    root = workshop.workspace.root
    named = [replace(one, path=os.path.relpath(one.path, root)) for one in written]
    speech = workshop.order.language
    craft = workshop.craft.get(slug)
    listing = as_json(report, named, speech, more={"craft": craft} if craft else None)
    workshop.workspace.publish(folder / "report.json", listing)
