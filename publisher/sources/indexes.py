"""Alphabetical indexes: of a directory's entries, or of the words marked in the texts."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from publisher.model.issue import Directory, Entry, Index, IndexEntry, IndexLetter
from publisher.model.text import Line
from publisher.nodes import nearest
from publisher.sources.desk import Desk
from publisher.sources.entries import claimed, former_names
from publisher.sources.markdown import MARKS
from publisher.sources.names import IndexMark
from publisher.sources.schema import FormerSource, IndexSource
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
    wanted = str(source.of or "")
    if wanted in failed or (wanted == "directory" and failed):
        return None
    directories = tuple(directories)
    named = source.of or (source.former.source if source.former else None)
    if named is None:
        desk.report.error("missing-field", source.title.place, owner="`index`", field="of")
        return None
    chosen = [one for one in directories if wanted in (one.id, one.type)]
    words: list[_Headword] = []
    if chosen:
        words = [headword for directory in chosen for headword in _of_directory(directory)]
    elif records := _of_list(directories, wanted):
        words = records
    elif wanted:
        words = _of_marks(desk, wanted)
    if source.former is not None:
        words += _of_former(desk, source.former, directories)
    if not words:
        known = sorted(
            {mark.index for mark in desk.names.marks} | {one.id for one in directories} | {MARKS}
        )
        desk.report.error(
            "index-of-nothing",
            named.place,
            of=wanted or named,
            suggestion=nearest(wanted, known),
            known=", ".join(known),
        )
        return None
    return Index(
        id=id,
        title=desk.line(source.title),
        letters=_by_letter(desk, words),
        note=desk.line_or_none(source.note),
        place=named.place,
    )


def _of_directory(directory: Directory) -> list[_Headword]:
    return _of_entries(directory.entries)


def _of_list(directories: Iterable[Directory], wanted: str) -> list[_Headword]:
    """The records of the lists of one name, over all entries."""
    lists = [
        one
        for directory in directories
        for entry in directory.entries
        for one in entry.lists
        if one.id.startswith(f"{wanted}-of-")
    ]
    return _of_entries([entry for one in lists for entry in one.entries])


def _of_entries(entries: Iterable[Entry]) -> list[_Headword]:
    """A line for each entry; where names are alike, as many words more as tell them apart."""
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        alike.setdefault(entry.name.text.casefold(), []).append(entry)
    found = []
    for entry in (entry for same in alike.values() for entry in same):
        same = alike[entry.name.text.casefold()]
        qualifier = entry.qualifier or (_apart(entry, same) if len(same) > 1 else None)
        target = entry.see_id or entry.id
        line = IndexEntry(entry.name, (target,), qualifier, entry.see, entry.prefix)
        found.append(_Headword(entry.name.text, line))
    return found


def _apart(entry: Entry, alike: list[Entry]) -> Line | None:
    """The fewest words that no other entry of this name has."""
    own = [word.text for word in entry.apart]
    for count in range(1, len(own) + 1):
        shared = [one for one in alike if [word.text for word in one.apart[:count]] == own[:count]]
        if len(shared) == 1 or count == len(own):
            text = ", ".join(own[:count])
            return Line(text, entry.name.language, entry.name.place)
    return None


def _of_former(
    desk: Desk, source: FormerSource, directories: Iterable[Directory]
) -> list[_Headword]:
    """Former names, each with the name in force and its page."""
    records = [record for directory in directories for record in directory.records]
    found = []
    for name, key in former_names(desk, source):
        matches = [one for one in records if one.id.endswith(claimed("", key.text))]
        if not matches:
            desk.report.error("record-nowhere", key.place, key=key.text, table=str(source.source))
            continue
        target = matches[0]
        line = Line(name.text, desk.language, name.place)
        found.append(
            _Headword(name.text, IndexEntry(line, (target.id,), None, target.name, target.prefix))
        )
    return found


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
