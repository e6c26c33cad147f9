"""What the typographer sees and does not change, told with its place."""

from __future__ import annotations

from collections.abc import Iterator

from publisher import typography
from publisher.diagnostics import Report
from publisher.model.passages import Passage
from publisher.proofreading.spots import Spots

_PAIRS = "quote-unpaired"


def check_signs(passage: Passage, spots: Spots, report: Report) -> None:
    """Letters of two alphabets in a word, a word typed twice, quotes without a partner …"""
    for finding in _findings(passage):
        place = spots.find(*passage.at(finding.start, finding.end))
        report.warning(finding.code, place, **dict(finding.values))


def _findings(passage: Passage) -> Iterator[typography.Finding]:
    for number, language in enumerate(passage.languages):
        for finding in typography.findings(passage.read_in(language), language):
            if finding.code != _PAIRS:
                yield finding
        if number == 0:
            # Quotes pair across languages: «Marvin» in a Ukrainian sentence.
            whole = passage.read_in(language, quotes=True)
            for finding in typography.findings(whole, language):
                if finding.code == _PAIRS:
                    yield finding
