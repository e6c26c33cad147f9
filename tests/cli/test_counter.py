"""What the counter says to a command that is wrong, and to a press that breaks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from publisher import __version__, counter
from publisher.workspace import Refused
from tests.conftest import ROOT


def test_the_version_is_a_result(publisher):
    assert publisher("--version").out == f"publisher {__version__}\n"


def test_no_words_at_all_get_the_list_of_commands(publisher):
    answer = publisher()

    assert answer.code == 0
    assert "publisher build my-bulletin" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "way_out"),
    [
        (["bild"], "unknown-command", "did you mean `publisher build`?"),
        (["build", "--too", "pdf"], "unknown-option", "did you mean `--to`?"),
        (["build", "--to", "pfd"], "wrong-value", "did you mean `pdf`?"),
        (["build", "--to", "epub"], "wrong-value", "possible: pdf, docx, html, print"),
        (["build", "--to"], "missing-value", "`publisher build --help` shows examples"),
        (["build", "--jobs", "many"], "wrong-number", "`publisher build --help` shows examples"),
        (["build", "--jobs", "0"], "wrong-number", "`publisher build --help` shows examples"),
        (["build", "--format", "xml"], "wrong-value", "possible: human, json"),
        (["build", "--lang", "ru"], "wrong-value", "possible: uk, en"),
        (["new", "bulletin"], "missing-argument", "`publisher new --help` shows examples"),
        (["kinds", "all"], "unexpected-argument", "`publisher kinds --help`"),
        (["explain", "unknown-comand"], "unknown-code", "did you mean `unknown-command`?"),
        (["typography", "--lang", "de"], "wrong-value", "possible: uk, ru, en"),
    ],
)
def test_a_wrong_command_is_answered_with_the_way_out(publisher, words, code, way_out):
    answer = publisher(*words, at=ROOT)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(f"error[{code}]: ")
    assert way_out in answer.err


def test_a_wrong_command_is_answered_in_ukrainian(publisher):
    assert publisher("bild", lang="uk").err == (
        "помилка[unknown-command]: немає команди `bild`\n  порада: може, `publisher build`?\n"
    )


def test_outside_a_workspace_the_command_stands_in_the_wrong_place(publisher, tmp_path):
    answer = publisher("fonts", at=tmp_path)

    assert answer.code == 2
    assert answer.err.startswith("error[workspace-missing]")


def breaking(fault: BaseException) -> typer.Typer:
    """A press whose only command meets this fault."""
    app = typer.Typer(cls=counter.Commands)

    @app.callback(invoke_without_command=True)
    def press() -> None:
        raise fault

    return app


@pytest.mark.parametrize(
    ("fault", "exit_code", "code", "said"),
    [
        (OSError("cannot load library 'libpango-1.0-0': no such file"), 3,
         "native-library-missing", "make setup"),
        (ModuleNotFoundError("No module named 'pikepdf'", name="pikepdf"), 3,
         "package-missing", "make setup"),
        (PermissionError(13, "Permission denied", "build/a.pdf"), 3, "disk-refused", "build/a.pdf"),
        (OSError(28, "No space left on device", "build/a.pdf"), 3, "disk-refused", "No space left"),
        (Refused("file-missing", path="templates/_base/tokens.yaml"), 3, "file-missing", "tokens"),
        (KeyboardInterrupt(), 130, "interrupted", "what was finished stays"),
        (RuntimeError("boom"), 70, "internal-error", "our fault, not yours"),
        (RecursionError("too deep"), 70, "internal-error", "RecursionError"),
        (ModuleNotFoundError("No module named 'publisher.x'", name="publisher.x"), 70,
         "internal-error", "our fault"),
    ],
)  # fmt: skip
def test_whatever_breaks_people_leave_with_words_and_a_code(
    fault, exit_code, code, said, capsys, monkeypatch, tmp_path
):
    monkeypatch.setenv("PUBLISHER_LANG", "en")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert counter.serve(breaking(fault), []) == exit_code
    spoken = capsys.readouterr().err
    assert f"[{code}]: " in spoken
    assert said in spoken
    assert "Traceback" not in spoken


def test_our_own_fault_is_kept_in_a_file_for_whoever_mends_it(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    counter.serve(breaking(RuntimeError("boom")), [])

    (kept,) = tmp_path.iterdir()
    assert str(kept) in capsys.readouterr().err
    assert "RuntimeError: boom" in kept.read_text()


def test_the_file_and_the_script_are_the_same_program():
    script = Path(sys.executable).with_name("publisher")

    by_file = subprocess.run([sys.executable, "cli.py", "--help"], cwd=ROOT, capture_output=True)
    by_script = subprocess.run([script, "--help"], cwd=ROOT, capture_output=True)

    assert by_file.stdout == by_script.stdout
    assert by_file.returncode == by_script.returncode == 0


def test_a_python_without_packages_hands_over_to_the_one_that_has_them():
    # `-S` is a Python that sees no installed packages, as the system's own.
    bare = subprocess.run(
        [sys.executable, "-S", "cli.py", "--version"], cwd=ROOT, capture_output=True, text=True
    )

    assert bare.stdout == f"publisher {__version__}\n"


def test_a_reader_that_closes_early_ends_nothing_badly():
    first_line = subprocess.run(
        f"'{sys.executable}' cli.py explain --lang en | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip

    assert first_line.stderr == ""
    assert first_line.stdout.endswith("\n0\n")
