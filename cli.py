"""The commands of the press, as sentences. No logic lives here.

Results go to standard output, what was found to standard error, progress only to a terminal.
Exit codes: 0 made · 1 errors in the sources · 2 the command was wrong · 3 something is missing
on this machine · 70 our own fault · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

try:
    import typer

    from publisher import counter
except ModuleNotFoundError as absent:
    # Started by a Python without our packages: the one that `make setup` prepared has them.
    _venv = Path(__file__).resolve().with_name(".venv")
    _python = _venv / "bin" / "python"
    if _python.exists() and Path(sys.prefix).resolve() != _venv:
        os.execv(_python, [str(_python), *sys.argv])
    print(f"бракує пакета Python `{absent.name}` / it is missing here", file=sys.stderr)
    print("  make setup", file=sys.stderr)
    sys.exit(3)

from publisher import __version__
from publisher.counter import Desk, at_the_desk, one_of

OUTPUTS = ("pdf", "docx", "html", "print")
FORMS = ("human", "json")
SPEECHES = ("uk", "en")


class Press(typer.Typer):
    """`cli:app` is the script; whatever happens inside, it leaves with words and a code."""

    def __call__(self, *words: Any, **options: Any) -> NoReturn:
        """Serve the command line, or the words given."""
        del options
        sys.exit(counter.serve(self, list(words[0]) if words else sys.argv[1:]))


app = Press(cls=counter.Commands, rich_markup_mode=None)


# -- what several commands take ------------------------------------------------------------


def _form(value: str) -> str:
    return one_of(value, FORMS, "--format")


def _speech(value: str | None) -> str | None:
    return value and one_of(value, SPEECHES, "--lang")


def _outputs(value: list[str] | None) -> list[str]:
    return list(counter.wanted_outputs(value, OUTPUTS))


def _issues(incomplete: str) -> list[str]:
    return [slug for slug in counter.issue_names() if slug.startswith(incomplete)]


def _kinds(incomplete: str) -> list[str]:
    return [name for name in counter.kind_names() if name.startswith(incomplete)]


def _codes(incomplete: str) -> list[str]:
    from publisher.diagnostics import messages

    return [code for code in messages.codes() if code.startswith(incomplete)]


Issues = Annotated[list[str] | None, typer.Argument(autocompletion=_issues)]
Form = Annotated[str, typer.Option("--format", callback=_form)]
Lang = Annotated[str | None, typer.Option("--lang", callback=_speech)]
Strict = Annotated[bool, typer.Option("--strict")]
Explain = Annotated[bool, typer.Option("--explain")]


@app.callback(invoke_without_command=True)
def press(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Lang = None,
) -> None:
    """Make editions from Markdown, YAML and spreadsheets."""
    del lang  # the door has read it
    desk: Desk = context.obj
    if version:
        desk.put(f"publisher {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        desk.put(context.get_help() + "\n")


# -- making ----------------------------------------------------------------------------------


@app.command(cls=counter.Command)
def build(
    context: typer.Context,
    issues: Issues = None,
    to: Annotated[list[str] | None, typer.Option("--to", "-t", callback=_outputs)] = None,
    printer: Annotated[str | None, typer.Option("--printer")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1)] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache")] = False,
    proof: Annotated[bool, typer.Option("--proof")] = False,
    send: Annotated[bool, typer.Option("--send")] = False,
    strict: Strict = False,
    lang: Lang = None,
    form: Form = "human",
    explain: Explain = False,
) -> None:
    """Make editions in `build/<issue>/`."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, form, strict=strict, explained=explain) as desk:
        workspace = desk.open_workspace(*issues or ())
        order = pipeline.Order(
            slugs=counter.wanted_issues(issues, pipeline.slugs(workspace), workspace),
            formats=tuple(to or ("pdf", "docx")),
            out=out and out.resolve(),
            printer=printer,
            use_cache=not no_cache,
            jobs=jobs or counter.cores(),
            strict=strict,
            proof=proof,
            language=desk.speech,
            explain=explain,
            send=send,
        )
        desk.made = pipeline.build(workspace, order, desk.report, desk)
        counter.explain_sections(desk)


@app.command(cls=counter.Command)
def merge(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument()],
    into: Annotated[str, typer.Option("--into", autocompletion=_issues)],
    apply: Annotated[bool, typer.Option("--apply")] = False,
    strict: Strict = False,
    lang: Lang = None,
    form: Form = "human",
    explain: Explain = False,
) -> None:
    """Bring edits made in Word back to the sources."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, form, strict=strict, explained=explain) as desk:
        returned = [(file.name, counter.read_bytes(file)) for file in files]
        workspace = desk.open_workspace(into)
        (slug,) = counter.wanted_issues([into], pipeline.slugs(workspace), workspace)
        merged = pipeline.merge_back(workspace, slug, returned, desk.report, apply=apply)
        counter.show_patch(desk, merged.patch, merged.edits, merged.conflicts, merged.written)


@app.command(cls=counter.Command)
def check(
    context: typer.Context,
    issues: Issues = None,
    spelling: Annotated[bool, typer.Option("--spelling")] = False,
    strict: Strict = False,
    lang: Lang = None,
    form: Form = "human",
    explain: Explain = False,
) -> None:
    """Find every problem that needs no layout."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, form, strict=strict, explained=explain) as desk:
        workspace = desk.open_workspace(*issues or ())
        wanted = counter.wanted_issues(issues, pipeline.slugs(workspace), workspace)
        pipeline.check(workspace, wanted, desk.report, spelling=spelling)
        counter.praise(desk, wanted)


# -- beginning and ending --------------------------------------------------------------------


@app.command(cls=counter.Command)
def preflight(
    context: typer.Context,
    file: Annotated[Path, typer.Argument()],
    printer: Annotated[str, typer.Option("--printer")] = "offset-coated",
    out: Annotated[Path | None, typer.Option("--out", "-o")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1)] = None,
    strict: Strict = False,
    lang: Lang = None,
    form: Form = "human",
    explain: Explain = False,
) -> None:
    """Judge any PDF for a printing house."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, form, strict=strict, explained=explain) as desk:
        content = counter.read_bytes(file)
        workspace = desk.open_workspace()
        folder = (out or file.parent).resolve()
        desk.made = pipeline.preflight(
            workspace, file.name, content, printer, folder, desk.report, desk.speech,
            jobs or counter.cores(),
        )  # fmt: skip


@app.command(cls=counter.Command)
def new(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(autocompletion=_kinds)],
    slug: Annotated[str, typer.Argument()],
    lang: Lang = None,
) -> None:
    """Start an edition from the sample of its kind."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, "human") as desk:
        written = pipeline.new_issue(desk.open_workspace(), kind, slug, desk.report)
        desk.put_paths(written)


@app.command(cls=counter.Command)
def kinds(context: typer.Context, lang: Lang = None, form: Form = "human") -> None:
    """List the kinds of edition."""
    del lang
    from publisher import pipeline

    with at_the_desk(context, form) as desk:
        counter.show_kinds(desk, pipeline.kinds(desk.open_workspace()))


@app.command(cls=counter.Command)
def clean(
    context: typer.Context,
    issues: Issues = None,
    cache: Annotated[bool, typer.Option("--cache")] = False,
    lang: Lang = None,
) -> None:
    """Remove what was made."""
    del lang
    from publisher.pipeline import BUILD_FOLDER, CACHE_FOLDER

    with at_the_desk(context, "human") as desk:
        workspace = desk.open_workspace(*issues or ())
        folders = counter.made_folders(issues, BUILD_FOLDER, workspace)
        desk.put_paths(counter.remove(workspace, *folders, *([CACHE_FOLDER] if cache else [])))


# -- asking ----------------------------------------------------------------------------------


@app.command(cls=counter.Command)
def fonts(context: typer.Context, lang: Lang = None, form: Form = "human") -> None:
    """List the fonts of the press."""
    del lang
    from publisher.faces import load_faces

    with at_the_desk(context, form) as desk:
        counter.show_families(desk, load_faces(desk.open_workspace(), desk.report))


@app.command(cls=counter.Command)
def doctor(context: typer.Context, lang: Lang = None, form: Form = "human") -> None:
    """Examine this machine and name the command that mends it."""
    del lang
    from publisher.doctor import examine

    desk: Desk = context.obj
    desk.form = form
    desk.report = examine(desk.open_workspace())
    counter.show_health(desk)
    raise typer.Exit(counter.Exit.MISSING_HERE if desk.report.errors else 0)


@app.command(cls=counter.Command)
def schema(context: typer.Context, lang: Lang = None) -> None:
    """Print the schema of `issue.yaml`."""
    del lang
    from publisher import pipeline

    desk: Desk = context.obj
    desk.put_document(pipeline.schema(desk.open_workspace()))


@app.command(cls=counter.Command)
def explain(
    context: typer.Context,
    code: Annotated[str | None, typer.Argument(autocompletion=_codes)] = None,
    lang: Lang = None,
) -> None:
    """Explain a message by its code."""
    del lang
    from publisher.diagnostics import messages

    desk: Desk = context.obj
    if code is None:
        counter.show_codes(desk, messages.codes())
    else:
        counter.show_explanation(desk, code)


@app.command(cls=counter.Command)
def typography(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument()] = None,
    lang: Annotated[str, typer.Option("--lang")] = "uk",
    diff: Annotated[bool, typer.Option("--diff")] = False,
) -> None:
    """Show what the typographer makes of a text."""
    from publisher.model.language import LANGUAGES
    from publisher.typography import set_text

    desk: Desk = context.obj
    text = counter.read_text(file)
    done = set_text(text, one_of(lang, LANGUAGES, "--lang"))
    desk.put(counter.changes(text, done) if diff else done)


if __name__ == "__main__":
    app()
