"""Edits of one or more reviewers as one patch on the sources as they are today.

Edits that touch the same letters and don't say the same are a conflict: both are shown, neither
is made. Sources that went on since the file was given out are merged three ways; a line that
both sides changed is a conflict again.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from publisher.diagnostics import Place, Report
from publisher.merge.edits import Edit
from publisher.merge.typed import SourceText


@dataclass(frozen=True, slots=True)
class Patch:
    """What the sources become: path → bytes before and after, and the same to read."""

    files: Mapping[str, tuple[bytes, bytes]]
    unified: str
    edits: tuple[Edit, ...]
    conflicts: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing stands against anything."""
        return not self.conflicts


def join(
    edits: Iterable[Edit],
    given: Mapping[str, SourceText],
    now: Mapping[str, bytes],
    report: Report,
) -> Patch:
    """Settle all edits, and say how the sources change.

    `given` are the sources the edition was made from, `now` those of today; a file that is gone
    is missing there.
    """
    kept, conflicts = _settled(edits, given, report)
    moved: dict[str, list[Edit]] = {}
    for path in dict.fromkeys(edit.file for edit in kept):
        mine = [edit for edit in kept if edit.file == path]
        there = SourceText.of(path, now[path]) if path in now else None
        if there is None:
            for edit in mine:
                conflicts += 1
                _tell_changed(edit, given[path], "—", report)
            continue
        ready, failed = _carried(mine, given[path], there, report)
        conflicts += failed
        moved[path] = ready
    files: dict[str, tuple[bytes, bytes]] = {}
    unified = ""
    for path in sorted(moved):
        there = SourceText.of(path, now[path])
        if there is None or not moved[path]:
            continue
        text = _edited(there.text, moved[path])
        if text == there.text:
            continue
        files[path] = (now[path], there.encoded(text))
        unified += _diff(path, there.text, text)
    settled = tuple(edit for path in sorted(moved) for edit in moved[path])
    return Patch(files, unified, settled, conflicts)


def _settled(
    edits: Iterable[Edit], given: Mapping[str, SourceText], report: Report
) -> tuple[list[Edit], int]:
    """Edits without those that say the same twice or contradict each other."""
    unique: dict[tuple[str, int, int, str], Edit] = {}
    for edit in edits:
        key = (edit.file, edit.start, edit.end, edit.text)
        last = unique.get(key)
        if last is None:
            unique[key] = edit
        elif last.reviewer != edit.reviewer:
            who = tuple(dict.fromkeys((*last.authors, *edit.authors)))
            unique[key] = replace(last, authors=who)
        elif edit.start == edit.end and edit.text not in "'\"":
            # Two new paragraphs of the same words are two.
            unique[key] = replace(last, text=last.text + edit.text)
    ordered = sorted(unique.values(), key=lambda one: (one.file, one.start, one.end))
    against: set[int] = set()
    for i, one in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            other = ordered[j]
            if other.file != one.file or other.start > one.end:
                break
            if _clash(one, other):
                against |= {i, j}
                line, column = given[one.file].line_of(max(one.start, other.start))
                report.warning(
                    "merge-conflict", Place(one.file, line, column),
                    one=_said(one), other=_said(other),
                    first=_who(one), second=_who(other),
                )  # fmt: skip
    return [one for i, one in enumerate(ordered) if i not in against], len(against)


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same letters. Insertions of one reviewer may meet."""
    if one.start == one.end or other.start == other.end:
        point, stretch = (one, other) if one.start == one.end else (other, one)
        if stretch.start == stretch.end:
            return one.start == other.start and one.reviewer != other.reviewer
        inside = stretch.start < point.start < stretch.end
        edge = point.start in (stretch.start, stretch.end) and one.reviewer != other.reviewer
        return inside or edge
    return one.start < other.end and other.start < one.end


def _who(edit: Edit) -> str:
    return ", ".join(edit.authors) or edit.reviewer


def _said(edit: Edit) -> str:
    return (edit.new or edit.text).strip() or f"−{edit.old.strip()}"


def _carried(
    edits: list[Edit], given: SourceText, there: SourceText, report: Report
) -> tuple[list[Edit], int]:
    """Edits at their places in the source of today."""
    if given.text == there.text:
        return edits, 0
    old, new = given.text.splitlines(keepends=True), there.text.splitlines(keepends=True)
    starts_old, starts_new = _starts(old), _starts(new)
    blocks = [
        (starts_old[a], starts_old[a + size], starts_new[b])
        for a, b, size in difflib.SequenceMatcher(
            None, old, new, autojunk=False
        ).get_matching_blocks()
        if size
    ]
    ready: list[Edit] = []
    failed = 0
    for edit in edits:
        for start, end, target in blocks:
            if (
                start <= edit.start
                and edit.end <= end
                and not (edit.start == edit.end == end and end < len(given.text))
            ):
                shift = target - start
                ready.append(replace(edit, start=edit.start + shift, end=edit.end + shift))
                break
        else:
            line = given.text.count("\n", 0, edit.start)
            done = there.text.splitlines()
            failed += 1
            _tell_changed(edit, given, done[line].strip() if line < len(done) else "—", report)
    return ready, failed


def _tell_changed(edit: Edit, given: SourceText, now: str, report: Report) -> None:
    line, column = given.line_of(edit.start)
    report.warning(
        "merge-changed-since", Place(edit.file, line, column), reviewer=_who(edit),
        new=_said(edit), now=now[:160],
    )  # fmt: skip


def _starts(lines: list[str]) -> list[int]:
    found = [0]
    for line in lines:
        found.append(found[-1] + len(line))
    return found


def _edited(text: str, edits: list[Edit]) -> str:
    out, at = "", 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        out += text[at : edit.start] + edit.text
        at = edit.end
    return out + text[at:]


def _diff(path: str, old: str, new: str) -> str:
    """A patch that `git apply` takes: lines end at line feeds only, whatever else is in them."""
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}", n=3)
    out = ""
    for line in lines:
        out += line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
    return out


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
