"""What is kept between builds: nothing is done twice, and nothing stale is handed out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import pipeline
from publisher.cache import Cache, digest
from publisher.diagnostics import Report
from publisher.model.output import Made
from publisher.workspace import Workspace


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        assert done <= total, title


def build(bench: Workspace, slug: str = "proba", **more: object) -> tuple[tuple[Made, ...], Report]:
    report = Report()
    order = pipeline.Order((slug,), ("pdf",), **more)  # type: ignore[arg-type]
    made = pipeline.build(Workspace(bench.root, environment={}), order, report, _Quiet())
    assert not report.errors, [str(one) for one in report.errors]
    return made, report


@pytest.fixture
def edition(bench: Workspace) -> Path:
    """An issue begun from the sample of its kind."""
    assert pipeline.new_issue(bench, "brochure", "proba", Report())
    return bench.root / "issues" / "proba"


def facts(made: tuple[Made, ...]) -> dict[str, tuple[bool, tuple[str, ...]]]:
    return {
        one["id"]: (one["kept"], one["why"])
        for pdf in made
        for one in pdf.facts.get("sections", ())
    }


@pytest.mark.usefixtures("edition")
def test_when_nothing_changed_the_layout_engine_is_not_even_imported(bench: Workspace):
    build(bench)
    script = (
        "import sys; from pathlib import Path\n"
        "from publisher import pipeline; from publisher.diagnostics import Report\n"
        "from publisher.workspace import Workspace\n"
        "class Q:\n  def step(self, *a): pass\n"
        f"w = Workspace(Path({str(bench.root)!r}), environment={{}})\n"
        "made = pipeline.build(w, pipeline.Order(('proba',), ('pdf',)), Report(), Q())\n"
        "print(len(made), [m for m in ('weasyprint', 'jinja2', 'pydantic', 'pikepdf') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(pipeline.__file__).parent.parent,
    )  # fmt: skip
    assert done.stdout.strip() == "1 []"


@pytest.mark.parametrize("change", ["text", "added", "removed", "template", "font", "date"])
def test_whatever_a_build_has_asked_for_makes_it_anew_when_it_changes(
    bench: Workspace, edition: Path, change: str
):
    first, _ = build(bench)
    issue = edition / "issue.yaml"
    environment: dict[str, str] = {}
    match change:
        case "text":
            issue.write_text(
                re.sub(r"(?m)^title: .*$", "title: Інша назва", issue.read_text("utf-8"))
            )
        case "added":
            (edition / "articles" / "zz.md").write_text("---\ntitle: Ще\n---\n\nСлово.\n")
            text = issue.read_text("utf-8")
            issue.write_text(text.replace("parts:\n", "parts:\n      - articles/zz.md\n", 1))
        case "removed":
            next(iter((edition / "articles").glob("*.md"))).unlink()
        case "template":
            sheet = bench.root / "templates" / "_base" / "css" / "text.css"
            content = sheet.read_text("utf-8")
            sheet.unlink()  # the bench holds links to the house's own files
            sheet.write_text(content + "p { letter-spacing: 0.2pt }")
        case "font":
            listed = bench.root / "fonts" / "fonts.yaml"
            content = listed.read_text("utf-8")
            listed.unlink()
            listed.write_text(content + "\n# another list\n")
        case "date":
            environment["SOURCE_DATE_EPOCH"] = "1700000000"
    report = Report()
    order = pipeline.Order(("proba",), ("pdf",))
    cached = pipeline.build(Workspace(bench.root, environment=environment), order, report, _Quiet())
    clean_order = pipeline.Order(("proba",), ("pdf",), use_cache=False)
    other = Report()
    clean = pipeline.build(
        Workspace(bench.root, environment=environment), clean_order, other, _Quiet()
    )

    assert [one.code for one in report] == [one.code for one in other]
    assert [one.content for one in cached] == [one.content for one in clean]
    if change not in ("font", "removed"):
        assert [one.content for one in cached] != [one.content for one in first]


def test_an_explanation_says_what_was_kept_and_what_was_set_and_why(
    bench: Workspace, edition: Path
):
    made, _ = build(bench, explain=True)
    assert {why for _, why in facts(made).values()} == {("new",)}

    made, _ = build(bench, explain=True)
    assert all(kept for kept, _ in facts(made).values())

    article = sorted((edition / "articles").glob("*.md"))[0]
    article.write_text(article.read_text("utf-8") + "\n\nІще одне речення.\n")
    made, _ = build(bench, explain=True)
    changed = {id: why for id, (kept, why) in facts(made).items() if not kept}
    assert list(changed.values()) == [("text",)]


def test_the_oldest_entries_go_when_the_folder_grows_too_large(tmp_path: Path):
    cache = Cache(tmp_path)
    keys = [digest(str(number)) for number in range(4)]
    for age, key in enumerate(keys):
        cache.keep("x", key, bytes(1000))
        os.utime(tmp_path / "x" / key[:2] / key, (age, age))
    assert cache.recall("x", keys[0]) is not None  # asked for: now the youngest

    cache.trim(2500)

    assert [cache.recall("x", key) is not None for key in keys] == [True, False, False, True]


def test_a_draft_left_by_a_build_that_was_killed_is_no_entry(tmp_path: Path):
    cache = Cache(tmp_path)
    key = digest("a")
    folder = tmp_path / "x" / key[:2]
    folder.mkdir(parents=True)
    (folder / f".{key}.0123456789ab.part").write_bytes(b"half of")

    assert cache.recall("x", key) is None
    cache.keep("x", key, b"whole")
    assert cache.recall("x", key) == b"whole"


def test_a_disk_that_is_full_loses_the_entry_and_nothing_else(tmp_path: Path, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    Cache(tmp_path).keep("x", digest("a"), b"whole")

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
