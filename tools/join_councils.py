"""What the Cabinet annex 725-р calls each council, beside what the councils file calls it.

The councils file (458 rows, KOATUU as key) names many councils as before the renamings of 2016;
the annex has the names of June 2020 but no codes of councils. The two meet hromada by hromada:
within one hromada names that agree are set aside, and what is left over on both sides is shown
for a person to decide. This tool proposes and never writes: the reviewed lines stand in
`issues/_shared/councils_2020_corrections.csv`, and `--check` shows what they still leave open.

    python tools/join_councils.py                  hromadas with differences, proposed lines
    python tools/join_councils.py --all            hromadas that agree, too
    python tools/join_councils.py --lines          proposed lines of corrections, `?` to confirm
    python tools/join_councils.py --check          the corrections held against file and annex
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent / "issues" / "_shared"
COUNCILS = SHARED / "councils_2020.csv"
HROMADAS = SHARED / "hromadas.csv"
ANNEX = SHARED / "kmu_725r_2020_kharkiv_annex.txt"
CORRECTIONS = SHARED / "councils_2020_corrections.csv"

APOSTROPHES = str.maketrans(dict.fromkeys("'ʼ`‘", "’"))
CODE = re.compile(r"\d{10}")
ORDINALS = {"Перша", "Друга"}
CENTRE_KINDS = {"м.", "смт", "с.", "с-ще"}
DITTO = "—“—"


@dataclass
class Hromada:
    """One row of the annex: its councils, with what the annex adds in brackets."""

    name: str
    centre_code: str
    centre: str
    councils: list[str]
    notes: dict[str, str] = field(default_factory=dict)
    raion: str = ""


def one_apostrophe(text: str) -> str:
    """The same text with U+2019 for every apostrophe."""
    return text.translate(APOSTROPHES)


def read_annex(text: str) -> list[Hromada]:
    """The rows of the annex, from a text in which every cell is wrapped over lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" _\n")]
    codes = [n for n, line in enumerate(lines) if CODE.fullmatch(line)]
    ends = [n - 1 for n in codes[1:]] + [len(lines)]
    rows: list[Hromada] = []
    for start, end in zip(codes, ends, strict=True):
        name, code = lines[start - 1], lines[start]
        if lines[start + 1] not in CENTRE_KINDS:
            raise SystemExit(f"annex: {name} has no kind of centre: {lines[start + 1]!r}")
        cells, raion = _without_raion(lines[start + 3 : end])
        councils, notes = _whole_names(cells)
        centre = f"{lines[start + 1]} {re.sub(r'-(?=[а-яії])', '', lines[start + 2])}"
        raion = one_apostrophe(raion) or rows[-1].raion
        rows.append(Hromada(one_apostrophe(name), code, centre, councils, notes, raion))
    return rows


def _without_raion(cells: list[str]) -> tuple[list[str], str]:
    # The last cell is «Борівський район», «Балаклійський / район», «м. / Ізюм» or a ditto mark.
    if cells[-1] == DITTO:
        return cells[:-1], ""
    if cells[-1] == "район" or cells[-2] == "м.":
        return cells[:-2], f"{cells[-2]} {cells[-1]}"
    return cells[:-1], cells[-1]


def _whole_names(cells: list[str]) -> tuple[list[str], dict[str, str]]:
    names: list[str] = []
    notes: dict[str, str] = {}
    depth = 0
    for cell in cells:
        if cell.startswith("(") or depth:
            notes[names[-1]] = f"{notes.get(names[-1], '')} {cell}".strip()
            depth += cell.count("(") - cell.count(")")
        elif cell in ORDINALS:
            names[-1] = f"{names[-1]} {cell}"
        else:
            names.append(cell)
    return [one_apostrophe(name) for name in names], {
        one_apostrophe(name): note for name, note in notes.items()
    }


def short(council: str) -> str:
    """«Куп’янськ-Вузлова» of «Куп'янськ-Вузлова селищна рада, (м Куп'янськ)»."""
    return re.sub(r"( (міська|селищна|сільська))? рада.*", "", one_apostrophe(council))


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def corrected(rows: list[dict[str, str]], lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """The councils with the corrections in; a line that does not fit its row is named."""
    by_key = {row["koatuu"]: dict(row) for row in rows}
    for number, line in enumerate(lines, 2):
        row = by_key.get(line["key"])
        if row is None:
            raise SystemExit(f"{CORRECTIONS.name}:{number}: no council {line['key']}")
        if row[line["column"]] != line["as_found"]:
            raise SystemExit(
                f"{CORRECTIONS.name}:{number}: {line['key']} {line['column']} reads "
                f"{row[line['column']]!r}, not {line['as_found']!r}"
            )
        row[line["column"]] = line["in_force"]
    return list(by_key.values())


def by_hromada(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Councils under «Донецька», a row without a hromada under what it is the centre of."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        words = one_apostrophe(row["hromada"]).split()
        name = short(row["council"]) if words == ["NA"] else words[0]
        found.setdefault(name, []).append(row)
    return found


def paired(
    rows: list[dict[str, str]], names: list[str], hub: str
) -> list[tuple[dict[str, str], str]]:
    """Each leftover row with the leftover name most like it, to be confirmed by a person.

    `hub` is the hromada's list of councils from another source. Where it holds a name of the
    file and a name of the annex side by side, the two are different councils.
    """
    listed = {short(name.strip()) for name in hub.split(",")}
    likeness = sorted(
        (
            (short(row["council"]) in listed and name in listed,
             -SequenceMatcher(None, short(row["council"]), name).ratio(), n, name)
            for n, row in enumerate(rows)
            for name in names
        ),
    )  # fmt: skip
    taken: dict[int, str] = {}
    for _, _, n, name in likeness:
        if n not in taken and name not in taken.values():
            taken[n] = name
    pairs = [(row, taken.get(n, "")) for n, row in enumerate(rows)]
    return pairs + [({}, name) for name in names if name not in taken.values()]


def proposed(
    rows: list[dict[str, str]], annex: list[Hromada], hub: dict[str, str]
) -> list[tuple[str, str, str, str, str]]:
    """Lines of corrections: what a machine may say, and pairs a person must confirm (`?`)."""
    lines: list[tuple[str, str, str, str, str]] = []

    def add(row: dict[str, str], column: str, in_force: str, source: str) -> None:
        if in_force != row[column]:
            lines.append((row["koatuu"], column, row[column], in_force, source))

    hub_codes = {one_apostrophe(r["name_2025"]): r["katottg"] for r in read_csv(HROMADAS)}
    councils = by_hromada(rows)
    named: set[str] = set()
    for hromada in annex:
        own = councils.get(hromada.name, [])
        left = [n for n in hromada.councils if n not in {short(r["council"]) for r in own}]
        odd = [r for r in own if short(r["council"]) not in hromada.councils]
        for row, name in paired(odd, left, hub.get(hromada.name, "")):
            if row and name:
                named.add(row["koatuu"])
                source = f"? annex 725-р, {hromada.name} громада"
                add(row, "council", f"{name} {row['kind']} рада", source)
    for row in rows:
        if row["koatuu"] not in named:
            bare = re.sub(r", \(м .*", "", row["council"])
            source = "apostrophe" if bare == row["council"] else "stray «(м …)»"
            add(row, "council", one_apostrophe(bare), source)
        raion = re.sub(r"^м\.(?=\S)", "м. ", one_apostrophe(row["former_raion"]))
        source = "annex 725-р writes «м. …»" if raion.startswith("м.") else "apostrophe"
        add(row, "former_raion", raion, source)
        if row["hromada"] == "NA":
            name = short(row["council"])
            add(row, "hromada", f"{name} міська громада", f"annex 725-р, {name} громада")
            add(row, "hromada_katottg", hub_codes[name], "katottg of hromadas.csv")
        else:
            add(row, "hromada", one_apostrophe(row["hromada"]), "apostrophe")
    return sorted(lines)


def report(
    rows: list[dict[str, str]], annex: list[Hromada], hub: dict[str, str], every: bool
) -> int:
    """Print what differs, hromada by hromada; the number of lines that differ."""
    councils = by_hromada(rows)
    open_cases = 0
    for hromada in annex:
        own = councils.pop(hromada.name, [])
        left = list(hromada.councils)
        odd: list[dict[str, str]] = []
        for row in own:
            if short(row["council"]) in left:
                left.remove(short(row["council"]))
            else:
                odd.append(row)
        if odd or left or every:
            print(
                f"\n{hromada.name} ({hromada.raion}): {len(own)} in file, "
                f"{len(hromada.councils)} in annex, {len(own) - len(odd)} agree"
            )
            print(f"  councils_list: {hub.get(hromada.name, '—')}")
        for row, name in paired(odd, left, hub.get(hromada.name, "")):
            open_cases += 1
            print(f"  {row.get('koatuu', '—'):10}  {row.get('council', '—')}  →  {name or '—'}")
        for name, note in hromada.notes.items():
            print(f"  note of the annex: {name} {note}")
    for name, own in councils.items():
        open_cases += len(own)
        print(f"\n{name}: not in the annex: {[row['council'] for row in own]}")
    return open_cases


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="show hromadas that agree, too")
    parser.add_argument("--lines", action="store_true", help="print proposed lines as CSV")
    parser.add_argument("--check", action="store_true", help="apply the corrections first")
    chosen = parser.parse_args()
    rows = read_csv(COUNCILS)
    hub = {one_apostrophe(r["name_2025"]): r["councils_list"] for r in read_csv(HROMADAS)}
    annex = read_annex(ANNEX.read_text(encoding="utf-8"))
    if chosen.lines:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("key", "column", "as_found", "in_force", "source"))
        writer.writerows(proposed(rows, annex, hub))
        return 0
    if chosen.check:
        rows = corrected(rows, read_csv(CORRECTIONS))
        for row in rows:
            for column, value in row.items():
                if value in {"", "NA"} or "'" in value or ", (" in value:
                    print(f"{row['koatuu']} {column}: {value!r}")
    open_cases = report(rows, annex, hub, chosen.all)
    named = sum(len(h.councils) for h in annex)
    print(
        f"\n{len(rows)} councils in file, {named} in {len(annex)} hromadas of the annex, "
        f"{open_cases} lines differ"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
