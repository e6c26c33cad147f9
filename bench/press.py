"""The figures of the press, all in one run: what it finds, what it makes, what it costs.

    make figures                                  # all, as tables; JSON in build/figures/press.json
    .venv/bin/python bench/press.py faults cost   # some of: faults editions cost broken

Ghostscript stands beside as a judge of ink and as the other way of making a print file; where it
is absent its columns say so. Times are CPU seconds of this machine, measured one after another.
"""
# ruff: noqa: T201 - it speaks to people on their terminal

from __future__ import annotations

import base64
import io
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - the path is set above
import pikepdf  # noqa: E402 - the same
from PIL import Image  # noqa: E402 - the same

from publisher import pipeline, press  # noqa: E402 - the same
from publisher.cache import digest  # noqa: E402 - the same
from publisher.diagnostics import Report  # noqa: E402 - the same
from publisher.hands import hired  # noqa: E402 - the same
from publisher.model.output import PdfFile  # noqa: E402 - the same
from publisher.press.interpreter import Interpreter  # noqa: E402 - the same
from publisher.press.judging import read_boxes  # noqa: E402 - the same
from publisher.press.plates import make_plates  # noqa: E402 - the same
from publisher.units import Box, Length  # noqa: E402 - the same
from publisher.workspace import Workspace  # noqa: E402 - the same
from tests.press import samples, test_broken_files, test_faults  # noqa: E402 - the same
from tests.press.faults import FAULTS  # noqa: E402 - the same
from tests.press.witness import not_ink  # noqa: E402 - the same

PAGES = 200
FLAVOURS = ("offset-coated", "offset-x1a-2001")
GHOSTSCRIPT = shutil.which("gs")
RESOLUTION = 72
FINE = 2 * RESOLUTION
"""Ghostscript's plates are finer than ours: nearer the truth, whatever the grid."""
Row = dict[str, Any]


class Quiet:
    """Nobody watches."""

    def step(self, title: str, done: int, total: int) -> None:
        """Say nothing."""


# -- what it finds ---------------------------------------------------------------------------------


def faults() -> Row:
    """Seeded faults found by the right rule, and findings on files that have none."""
    seeded = [fault for fault in FAULTS if fault.rule not in test_faults.UNSEEDED]
    missed = [
        fault
        for fault in seeded
        if fault.rule not in {finding.rule for finding in test_faults.judge(fault).findings}
    ]
    found = Counter(fault.rule for fault in seeded if fault not in missed)
    false, good = 0, 0
    for name in press.printer_names(samples.workspace()):
        house = test_faults.printer(name)
        proof = samples.good() if house.live_transparency else samples.opaque()
        job = press.PrintJob(house, proof.title, "sample", proof.moment)
        made = press.finish(proof, job, samples.workspace(), Report())
        false += len(press.preflight_job(made, job, samples.workspace()).findings)
        good += 1
    return {
        "seeded": len(seeded),
        "found": found.total(),
        "rules": len({fault.rule for fault in seeded}),
        "missed": [fault.name for fault in missed],
        "good_files": good,
        "false_findings": false,
        "by_rule": dict(sorted(found.items())),
    }


# -- what it makes ---------------------------------------------------------------------------------


def editions() -> list[Row]:
    """Every shipped edition in two flavours, looked at by pikepdf's parser and by Ghostscript."""
    rows = []
    workspace = Workspace(ROOT, environment={})
    with tempfile.TemporaryDirectory() as folder:
        for name in FLAVOURS:
            out = Path(folder) / name
            order = pipeline.Order(pipeline.slugs(workspace), ("print",), out, name)
            report = Report()
            for made in pipeline.build(workspace, order, report, Quiet()):
                if made.format == "print":
                    rows.append(_edition(Path(made.path), name))
            for error in report.errors:
                rows.append({"edition": error.code, "flavour": name, "refused": str(error.place)})
    return rows


def _edition(path: Path, name: str) -> Row:
    content = path.read_bytes()
    house = test_faults.printer(name)
    profile = samples.workspace().read(house.profile.file).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        machine, sheets = Interpreter(), []
        for count, page in enumerate(pdf.pages, 1):
            sheets.append(read_boxes(page, count))
            machine.run(page, sheets[-1])
        forbidden = Counter(not_ink(pdf))
    text = Counter(
        "black alone" if shown.tint.black_alone else "other inks"
        for sheet in sheets
        for shown in sheet.texts
        if shown.size < 12 and shown.tint.share("Black") >= 85
    )
    plates = make_plates(content, house, profile, len(sheets), dpi=RESOLUTION)
    ours = max(page.worst for page in plates)
    row = {
        "edition": path.stem.removesuffix("-print"),
        "flavour": house.flavour.value,
        "pages": len(sheets),
        "rgb_operators": forbidden["operator"],
        "rgb_images": forbidden["image"],
        "rgb_shadings": forbidden["shading"],
        "rgb_groups": forbidden["group"],
        "body_text_black_alone": text["black alone"],
        "body_text_other": text["other inks"],
        "marks": sum(len(sheet.everywhere) for sheet in sheets),
        "marks_inside_bleed": sum(
            box.meets(sheet.bleed or sheet.media) for sheet in sheets for box in sheet.everywhere
        ),
        "worst_ink": round(ours, 2),
    }
    if GHOSTSCRIPT:
        theirs, even = _by_ghostscript(path, sheets)
        row |= {"worst_ink_ghostscript": round(theirs, 2), "difference": round(ours - theirs, 2)}
        row["marks_even_on_plates"] = even
    return row


def _by_ghostscript(path: Path, sheets: list[Any]) -> tuple[float, bool]:
    """The worst window of all pages, and whether marks are the same on all four plates."""
    assert GHOSTSCRIPT
    worst, even = 0.0, True
    with tempfile.TemporaryDirectory() as folder:
        _separate(path, Path(folder), FINE)
        for sheet in sheets:
            inks = _plates_of(
                Path(folder), sheet.number, sheet.media.top, sheet.bleed or sheet.media
            )
            worst = max(worst, _worst_window(sum(inks[1:], inks[0])))
            for box in sheet.everywhere[:6]:
                means = [plate.mean() for plate in _plates_of(
                    Path(folder), sheet.number, sheet.media.top, box.grown(_A_PIXEL))]  # fmt: skip
                even = even and min(means) > 0 and max(means) - min(means) < 1
    return worst, bool(even)


_A_PIXEL = Length.pt(1)


def _separate(path: Path, folder: Path, dpi: int) -> None:
    assert GHOSTSCRIPT
    command = [GHOSTSCRIPT, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep",
               f"-r{dpi}", "-o", str(folder / "p%d.tif"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)


def _plates_of(folder: Path, page: int, top: float, box: Box) -> list[Any]:
    """Part of the four plates of a page, in percent of full ink."""
    scale = FINE / 72
    rows = slice(max(0, round((top - box.top) * scale)), round((top - box.bottom) * scale))
    columns = slice(max(0, round(box.left * scale)), round(box.right * scale))
    return [
        (255.0 - np.asarray(Image.open(folder / f"p{page}({ink}).tif"))[rows, columns]) / 2.55
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    ]


def _worst_window(total: Any, millimetres: float = 15) -> float:
    """The worst mean over any square, summed here once more so that nothing of ours is used."""
    side = millimetres / 25.4 * FINE
    near, share = int(side), side - int(side)
    sums = np.pad(total.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    for _ in range(2):
        ends = sums[near:-1] * (1 - share) + sums[near + 1 :] * share
        sums = (ends - sums[: len(ends)]).T
    return float(sums.max()) / side**2


# -- what it costs ---------------------------------------------------------------------------------


def cost() -> Row:
    """Two hundred pages, beside Ghostscript's conversion and separation in the same run."""
    proof = _long_proof()
    pages = len(proof.pages)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proof.pdf"
        path.write_bytes(proof.content)
        for round_of in range(2):
            for jobs in (1, os.cpu_count() or 1):
                rows.append(_ours(proof, jobs, round_of))
            if GHOSTSCRIPT and round_of == 0:
                rows.append(_theirs(path, Path(folder), pages))
    return {"pages": pages, "bytes": len(proof.content), "rows": rows}


def _long_proof() -> PdfFile:
    """Text in columns on every page; on a quarter each a photograph, a table, a logo."""
    key = digest(Path(__file__).read_bytes(), samples.STYLE, samples.WORDS)[:16]
    kept = ROOT / ".cache" / "figures" / f"{key}.pickle"
    if kept.exists():
        found = pickle.loads(kept.read_bytes())
        assert isinstance(found, PdfFile)
        return found
    proof = samples.typeset(samples.sheet("".join(_chapter(n) for n in range(PAGES))))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(proof))
    return proof


def _chapter(number: int) -> str:
    photograph = table = logo = ""
    words = 8
    if number % 4 == 0:
        photograph = f'<img style="width:116mm;height:74mm" src="{_photograph(number)}">'
        words = 3
    elif number % 4 == 1:
        table = f"<table><tr><td>Громада<td class=grey>{number}</table><div class=gradient></div>"
    elif number % 4 == 2:
        logo = f'<div class="box">Примітка {samples.LOGO}</div>'
    return (
        f'<section style="break-before:page"><h1 id="h{number}">Розділ {number}</h1>'
        f'{photograph}{table}{logo}<div class="columns"><p id="p{number}">'
        f"{samples.WORDS * words}</p></div></section>"
    )


def _photograph(number: int) -> str:
    across = np.linspace(0, 6, 1400)[None, :] + number
    down = np.linspace(0, 4, 900)[:, None]
    noise = np.random.default_rng(number).normal(0, 6, (900, 1400))
    channels = [128 + 90 * np.sin(across * k + down * (3 - k)) + noise for k in (1, 2, 0.5)]
    stream = io.BytesIO()
    pixels = np.dstack(channels).clip(0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(stream, "JPEG", quality=88)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()


def _spent(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What came of it, CPU seconds of this process and those it started, wall seconds."""
    before, begun = _cpu(), time.perf_counter()
    made = work()
    return made, _cpu() - before, time.perf_counter() - begun


def _cpu() -> float:
    mine, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def _ours(proof: PdfFile, jobs: int, round_of: int) -> Row:
    house, workspace = test_faults.printer("offset-coated"), samples.workspace()
    job = press.PrintJob(house, proof.title, "sample", proof.moment)
    profile = workspace.read(house.profile.file).content
    pages = len(proof.pages)
    row: Row = {"who": "publisher", "jobs": jobs, "round": round_of + 1}

    def note(stage: str, cpu: float, wall: float) -> None:
        if jobs == 1:  # workers are children of a server of their own: nobody counts their CPU
            row[f"{stage}_cpu_a_page"] = round(cpu / pages, 4)
        row[f"{stage}_wall"] = round(wall, 2)

    begun = _cpu(), time.perf_counter()
    with hired(jobs) as hands:
        made, cpu, wall = _spent(
            lambda: press.finish(proof, job, workspace, Report(), executor=hands)
        )
        note("finish", cpu, wall)
        report, cpu, wall = _spent(
            lambda: press.preflight(made.content, house, workspace, made.places, plates=False)
        )
        note("interpret", cpu, wall)
        for dpi in (36, 50, RESOLUTION):
            _, cpu, wall = _spent(
                lambda dpi=dpi: make_plates(made.content, house, profile, pages, hands, dpi=dpi)
            )
            note(f"plates_{dpi}", cpu, wall)
    row["findings"] = len(report.findings)
    cpu, wall = _cpu() - begun[0], time.perf_counter() - begun[1]
    if jobs == 1:
        row["all_cpu"] = round(cpu, 2)
    row["all_wall"] = round(wall, 2)
    _, cpu, wall = _spent(lambda: press.picture_pages(made.content, house, workspace, range(1, 13)))
    row["twelve_page_pictures_cpu"] = round(cpu, 2)
    return row


def _theirs(path: Path, folder: Path, pages: int) -> Row:
    assert GHOSTSCRIPT
    converted = folder / "converted.pdf"
    convert = [GHOSTSCRIPT, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite",
               "-sColorConversionStrategy=CMYK", "-sProcessColorModel=DeviceCMYK",
               "-o", str(converted), str(path)]  # fmt: skip
    _, cpu, wall = _spent(lambda: subprocess.run(convert, check=True, capture_output=True))
    _, more, longer = _spent(lambda: _separate(converted, folder, RESOLUTION))
    return {
        "who": "ghostscript",
        "jobs": 1,
        "round": 1,
        "convert_cpu_a_page": round(cpu / pages, 4),
        "tiffsep_72_cpu_a_page": round(more / pages, 4),
        "all_cpu": round(cpu + more, 2),
        "all_wall": round(wall + longer, 2),
    }


# -- what it withstands ----------------------------------------------------------------------------


def broken() -> list[Row]:
    """Files that would break a careless reader, each judged in a process of its own."""
    rows = []
    for case in test_broken_files.BROKEN:
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(case())
            file.flush()
            command = [sys.executable, __file__, "--broken", file.name]
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        told = json.loads(done.stdout) if done.returncode == 0 else {"rules": f"{done.returncode}"}
        rows.append({"file": case.__name__, **told})
    return rows


def _judged(path: str) -> Row:
    content, house = Path(path).read_bytes(), test_faults.printer("offset-coated")
    samples.workspace().read(house.profile.file)
    before = test_broken_files.memory("VmRSS")
    test_broken_files.forget_the_peak()
    report, cpu, _ = _spent(lambda: press.preflight(content, house, samples.workspace()))
    grown = test_broken_files.memory("VmHWM") - before
    stopping = sorted({finding.rule for finding in report.findings if finding.stops})
    return {
        "bytes": len(content),
        "cpu": round(cpu, 2),
        "memory_mb": round(grown / 2**20),
        "rules": ", ".join(stopping[:3]) + (" …" if len(stopping) > 3 else ""),
    }


# -- telling ---------------------------------------------------------------------------------------


def show(title: str, rows: Iterable[Row]) -> None:
    """One table; a column is as wide as its widest value."""
    rows = list(rows)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [[str(row.get(key, "—")) for key in columns] for row in rows]
    widths = [max(len(key), *(len(row[i]) for row in cells)) for i, key in enumerate(columns)]
    print(f"\n## {title}\n")
    for line in (columns, ["-" * width for width in widths], *cells):
        print("| " + " | ".join(part.ljust(w) for part, w in zip(line, widths, strict=True)) + " |")


def _upright(row: Row) -> list[Row]:
    return [{"figure": key, "value": value} for key, value in row.items()]


CASES = {"faults": faults, "editions": editions, "cost": cost, "broken": broken}


def main(words: list[str]) -> int:
    """Measure what is asked for, print it, keep it as JSON."""
    if words[:1] == ["--broken"]:
        print(json.dumps(_judged(words[1])))
        return 0
    unknown = set(words) - set(CASES)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
        return 2
    figures: dict[str, Any] = {}
    for name in words or list(CASES):
        figures[name] = CASES[name]()
        if name == "faults":
            told = {key: value for key, value in figures[name].items() if key != "by_rule"}
            show("Seeded faults and good files", _upright(told))
            rules = figures[name]["by_rule"].items()
            show("Faults found, by rule", ({"rule": rule, "found": n} for rule, n in rules))
        elif name == "editions":
            for row in figures[name]:
                show(f"{row['edition']} · {row['flavour']}", _upright(row))
        elif name == "cost":
            for row in figures[name]["rows"]:
                who = f"{row['who']} -j {row['jobs']}, round {row['round']}"
                show(f"{figures[name]['pages']} pages · {who}", _upright(row))
        else:
            show("Broken files", figures[name])
    path = ROOT / "build" / "figures" / "press.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"\n{path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
