"""Alphabetical indexes: of a directory's entries, or of the words marked in the texts."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from publisher.model.issue import Directory, Index, IndexEntry, IndexLetter
from publisher.model.text import Line
from publisher.nodes import nearest
from publisher.sources.desk import Desk
from publisher.sources.markdown import MARKS
from publisher.sources.names import IndexMark
from publisher.sources.schema import IndexSource
from publisher.typography import collation_key, index_letter


@dataclass(frozen=True, slots=True)
class _Headword:
    sort: str
    entry: IndexEntry


def make_index(
    desk: Desk,
    source: IndexSource,
    directories: Iterable[Directory],
    failed: Collection[str],
    id: str,
) -> Index | None:
    """The index of what `of` names: a directory's id, `directory`, or an index of marks.

    `failed` are ids of directories that were reported already.
    """
    wanted = str(source.of)
    if wanted in failed or (wanted == "directory" and failed):
        return None
    chosen = [one for one in directories if wanted in (one.id, one.type)]
    if chosen:
        words = [headword for directory in chosen for headword in _of_directory(directory)]
    else:
        words = _of_marks(desk, wanted)
    if not words:
        known = sorted(
            {mark.index for mark in desk.names.marks} | {one.id for one in directories} | {MARKS}
        )
        desk.report.error(
            "index-of-nothing",
            source.of.place,
            of=wanted,
            suggestion=nearest(wanted, known),
            known=", ".join(known),
        )
        return None
    return Index(
        id=id,
        title=desk.line(source.title),
        letters=_by_letter(desk, words),
        note=desk.line_or_none(source.note),
        place=source.of.place,
    )


def _of_directory(directory: Directory) -> list[_Headword]:
    return [
        _Headword(entry.name.text, IndexEntry(entry.name, (entry.id,), entry.qualifier))
        for group in directory.groups
        for entry in group.entries
    ]


def _of_marks(desk: Desk, index: str) -> list[_Headword]:
    """One line a term: the same term marked in several places leads to all of them."""
    terms: dict[str, list[str]] = {}
    first: dict[str, IndexMark] = {}
    for mark in desk.names.marks:
        if mark.index == index:
            terms.setdefault(mark.term, []).append(mark.target)
            first.setdefault(mark.term, mark)
    return [
        _Headword(
            first[term].sort,
            IndexEntry(Line(term, desk.language, first[term].place), tuple(targets)),
        )
        for term, targets in terms.items()
    ]


def _by_letter(desk: Desk, words: list[_Headword]) -> tuple[IndexLetter, ...]:
    language = desk.language
    ordered = sorted(
        words,
        key=lambda word: (
            collation_key(word.sort, language),
            collation_key(word.entry.qualifier.text if word.entry.qualifier else "", language),
        ),
    )
    return tuple(
        IndexLetter(Line(letter, language), tuple(word.entry for word in group))
        for letter, group in itertools.groupby(
            ordered, key=lambda word: index_letter(word.sort, language)
        )
    )
