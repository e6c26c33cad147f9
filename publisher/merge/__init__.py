"""The way back: what was edited in Word becomes a patch on the editor's own files.

A file that is given out leaves a record behind (`keep`); a file that comes back is compared with
it (`compare`), and all edits of all reviewers become one patch (`join`). Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.diagnostics import BuildStopped, Place, Report
from publisher.merge import edits as _edits
from publisher.merge import patch as _patch
from publisher.merge.edits import Edit
from publisher.merge.manuscript import Manuscript, read
from publisher.merge.package import LARGEST_FILE, open_sent
from publisher.merge.patch import Patch
from publisher.merge.record import FOLDER, SUFFIXES, Record, keep, recall
from publisher.merge.typed import SourceText, Typed


def open_manuscript(name: str, content: bytes, report: Report) -> Manuscript:
    """A Word file that came back; BuildStopped says why it can't be read."""
    return read(open_sent(name, content, report))


def merge(
    returned: Sequence[tuple[Record, Manuscript]], now: Mapping[str, bytes], report: Report
) -> Patch:
    """All that the files brought back, as one patch on the sources of today.

    What can't be placed is told in the report, each with the place it belongs to.
    """
    found: list[Edit] = []
    given: dict[str, SourceText] = {}
    listed = 0
    for record, manuscript in returned:
        typed = Typed.of(record)
        for path, source in typed.sources.items():
            if path in given and given[path].text != source.text:
                stopped = Report()
                stopped.error("merge-two-editions", Place(file=manuscript.name), path=path)
                raise BuildStopped(stopped)
            given[path] = source
        one = _edits.find(typed, manuscript, report)
        listed += one.listed
        found += one.edits
    made = _patch.join(found, given, now, report)
    if not made.edits and not made.conflicts and not listed:
        report.note("merge-nothing", None)
    return made


__all__ = [
    "FOLDER",
    "LARGEST_FILE",
    "SUFFIXES",
    "Edit",
    "Manuscript",
    "Patch",
    "Record",
    "keep",
    "merge",
    "open_manuscript",
    "recall",
]
