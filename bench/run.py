"""`make bench [CASE=…]`: the press beside its rivals, the same matter, one run, interleaved.

Each command runs as a process of its own; CPU is user and system time of it and its children
(with `-j 2` the workers are nobody's children: there only the wall time means anything).
Ours has all checks on. Cases: bulletin, almanac, directory-409, directory-1000,
directory-2000, directory-5000. A rival that is not installed is said to be absent.
"""
# ruff: noqa: T201 - it speaks to people on their terminal

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench import matter as matters  # noqa: E402 - the bench is no package that is installed

CASES = (
    "bulletin", "almanac", "directory-409", "directory-1000", "directory-2000", "directory-5000",
)  # fmt: skip
USUAL = ("bulletin", "almanac", "directory-409", "directory-1000")
RIVALS = ROOT / ".cache" / "rivals"
"""Where `make bench-rivals` puts those that are no library of ours."""
LONG = 60.0
"""Seconds of CPU from which a case is measured once."""
PAIRS = int(os.environ.get("PAIRS", "3"))


@dataclass(frozen=True)
class Reading:
    """What one run of one command took."""

    cpu: float
    wall: float
    memory: float
    """Megabytes: the largest process."""


@dataclass(frozen=True)
class Row:
    """One line of the table: medians."""

    case: str
    what: str
    cpu: float
    wall: float
    memory: float
    pages: int
    size: int
    runs: int


def measure(words: list[str], folder: Path, environment: dict[str, str] | None = None) -> Reading:
    """Run a command to its end; RuntimeError with what it said when it failed."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            words, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)}\n{said.read().decode(errors='replace')[-2000:]}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Reading(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


class Bench:
    """One case: its matter written for everybody, and who sets it."""

    def __init__(self, case: str, folder: Path) -> None:
        self.case = case
        self.kind = "directory" if case.startswith("directory") else "articles"
        self.house = folder / "house"
        self.rivals = folder / "rivals"
        self.slug = f"bench-{case}"
        self.out = folder / "out"
        self.out.mkdir(parents=True)
        self.rivals.mkdir(parents=True)
        for name in ("templates", "fonts", "printers", "icc"):
            shutil.copytree(ROOT / name, self.house / name)
        self._fontconfig(folder)
        if self.kind == "directory":
            self._directory(int(case.rpartition("-")[2]))
        else:
            self._articles(matters.bulletin() if case == "bulletin" else matters.almanac())

    # -- what is set ---------------------------------------------------------------------------

    def _articles(self, matter: matters.Matter) -> None:
        issue = self.house / "issues" / self.slug
        (issue / "articles").mkdir(parents=True)
        matters.draw_pictures(issue / "images", matter)
        matters.draw_pictures(self.rivals, matter)
        kind = self.house / "templates" / "bench"
        shutil.copytree(self.house / "templates" / "bulletin", kind)
        with (kind / "edition.css").open("a", encoding="utf-8") as sheet:
            sheet.write("\n.article { break-before: page }\n")
        lines = [
            "kind: bench", "language: uk", f"title: {matter.title}", "number: 1",
            "date: 2026-01-31", "sections:", "  - rubric: Громади", "    parts:",
        ]  # fmt: skip
        for number, piece in enumerate(matter.pieces):
            name = f"articles/{number:03d}.md"
            lines.append(f"      - {name}")
            text = [f'---\ntitle: "{piece.title}"\nlead: "{piece.lead}"\nid: a{number}\n---\n']
            notes = []
            for index, paragraph in enumerate(piece.paragraphs):
                mark = f"[^{index}]" if index in piece.notes else ""
                text.append(paragraph + mark + "\n")
                if index in piece.notes:
                    notes.append(f"[^{index}]: {piece.notes[index]}\n")
                if index == 0 and piece.picture:
                    text.append(
                        f'![{piece.title}](images/{piece.picture}){{alt="Світлина" width=column}}\n'
                    )
            (issue / name).write_text("\n".join(text + notes), "utf-8")
        (issue / "issue.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        plain = asdict(matter)
        (self.rivals / "matter.json").write_text(json.dumps(plain, ensure_ascii=False), "utf-8")

    def _directory(self, count: int) -> None:
        rows = matters.councils(count)
        issue = self.house / "issues" / self.slug
        (issue / "data").mkdir(parents=True)
        with (issue / "data" / "rows.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        (issue / "issue.yaml").write_text(
            "kind: directory\nlanguage: uk\ntitle: Довідник\ndate: 2026-01-31\nsections:\n"
            "  - parts:\n      - type: directory\n        id: dir\n        title: Ради\n"
            "        source: data/rows.csv\n        key: code\n        name: name\n"
            "        group_by: group\n        fields:\n"
            "          - {column: code, label: Код}\n"
            "          - {column: address, label: Адреса}\n"
            "          - {column: phone, label: Телефон}\n"
            "  - parts:\n      - {type: index, title: Покажчик, of: dir}\n",
            "utf-8",
        )
        (self.rivals / "matter.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")

    def _fontconfig(self, folder: Path) -> None:
        self.fonts = folder / "fonts.conf"
        self.fonts.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{ROOT / 'fonts'}</dir><cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
            "utf-8",
        )

    # -- who sets it ---------------------------------------------------------------------------

    def ours(self, *more: str) -> Reading:
        """The press, all checks on."""
        words = [sys.executable, "-m", "cli", "build", self.slug, "--to", "pdf", *more]
        return measure(words, self.house, {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"})

    def rival(self, name: str) -> Reading:
        """A rival, as `bench/raw/setters.py` has it."""
        python = str(RIVALS / "bin" / "python") if name == "typst" else sys.executable
        script = str(ROOT / "bench" / "raw" / "setters.py")
        out = str(self.out / f"{name}.pdf")
        words = [python, script, name, self.kind, str(self.rivals), out, str(ROOT / "fonts")]
        return measure(words, self.rivals, {"FONTCONFIG_FILE": str(self.fonts)})

    def forget(self) -> None:
        """Nothing is remembered."""
        shutil.rmtree(self.house / ".cache", ignore_errors=True)

    def edit(self, number: int) -> None:
        """Change one word, another one each time."""
        issue = self.house / "issues" / self.slug
        if self.kind == "directory":
            path = issue / "data" / "rows.csv"
            text = path.read_text("utf-8")
            path.write_text(
                re.sub(r"Центральна\w*, 1", f"Центральна{'а' * number}, 1", text, count=1)
            )
            return
        path = sorted((issue / "articles").glob("*.md"))[5]
        text = path.read_text("utf-8")
        path.write_text(text.rstrip("\n") + f" І слово {number}.\n", "utf-8")

    def pdf(self, name: str) -> Path:
        """The file that somebody made."""
        if name == "ours":
            return self.house / "build" / self.slug / f"{self.slug}.pdf"
        return self.out / f"{name}.pdf"

    # -- the run -------------------------------------------------------------------------------

    def run(self) -> list[Row]:
        """Everything about this case, interleaved."""
        actors: dict[str, Callable[[], Reading]] = {
            "ours, cold, -j 1": self._cold("-j", "1"),
            "ours, cold, -j 2": self._cold("-j", "2"),
            "WeasyPrint": lambda: self.rival("weasyprint"),
            "Typst": lambda: self.rival("typst"),
        }
        readings: dict[str, list[Reading]] = {name: [] for name in actors}
        for _ in range(PAIRS):
            for name, act in actors.items():
                taken = readings[name]
                if taken is None or (taken and taken[0].cpu > LONG):
                    continue
                try:
                    taken.append(act())
                except (RuntimeError, OSError) as error:
                    print(f"{name}: not measured\n{error}", file=sys.stderr)
        self.forget()
        self.ours("-j", "1")
        for name in ("ours, one word edited", "ours, nothing changed"):
            readings[name] = []
        for number in range(1, PAIRS + 1):
            self.edit(number)
            readings["ours, one word edited"].append(self.ours("-j", "1"))
            readings["ours, nothing changed"].append(self.ours("-j", "1"))
        return [self._row(name, taken) for name, taken in readings.items() if taken]

    def _cold(self, *more: str) -> Callable[[], Reading]:
        def run() -> Reading:
            self.forget()
            return self.ours(*more)

        return run

    def _row(self, name: str, taken: list[Reading]) -> Row:
        file = self.pdf("ours" if name.startswith("ours") else name.lower())
        with pypdfium2.PdfDocument(file) as pdf:
            pages = len(pdf)
        median = [
            statistics.median(getattr(one, field) for one in taken)
            for field in ("cpu", "wall", "memory")
        ]
        return Row(self.case, name, *median, pages, file.stat().st_size, len(taken))


def table(rows: list[Row]) -> str:
    """The rows, with what each is of WeasyPrint's and of Typst's."""
    lines = [
        "| case | who | CPU s | wall s | MB | pages | KB | CPU / WeasyPrint | CPU / Typst |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        same = {one.what: one for one in rows if one.case == row.case}
        ratios = [
            f"{row.cpu / same[rival].cpu:.3f}" if rival in same else "–"
            for rival in ("WeasyPrint", "Typst")
        ]
        lines.append(
            f"| {row.case} | {row.what} | {row.cpu:.2f} | {row.wall:.2f} | {row.memory:.0f} "
            f"| {row.pages} | {row.size / 1024:.0f} | {' | '.join(ratios)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the cases asked for, print the table, write the JSON."""
    wanted = sys.argv[1:] or list(USUAL)
    unknown = [case for case in wanted if case not in CASES]
    if unknown:
        sys.exit(f"no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    rows: list[Row] = []
    for case in wanted:
        with tempfile.TemporaryDirectory() as folder:
            rows += Bench(case, Path(folder)).run()
            print(table([row for row in rows if row.case == case]), flush=True)
    out = ROOT / "build" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1), "utf-8")
    print(f"\n{table(rows)}\n\n{out.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
