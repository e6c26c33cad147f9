"""A file with a fault is not handed out: the writing stops and the diagnostic names the fault."""

from __future__ import annotations

import pytest

from publisher.diagnostics import BuildStopped, Report
from publisher.word import package, write
from tests.word import editions
from tests.word.test_check import changed
from tests.word.test_check import test_a_fault_put_in_is_seen as seen_alone

SEEDS = next(mark for mark in seen_alone.pytestmark if mark.name == "parametrize").args[1]


def test_there_are_at_least_eighteen_seeds():
    assert len(SEEDS) >= 18


@pytest.mark.parametrize(("sort", "part", "old", "new"), SEEDS)
def test_a_seeded_fault_stops_the_writing_by_name(monkeypatch, sort, part, old, new):
    settled = package.settled
    monkeypatch.setattr(
        package,
        "settled",
        lambda content, moment: changed(settled(content, moment), part, old, new),
    )
    book = editions.book_of(editions.SAMPLE.read_text(encoding="utf-8"))
    report = Report()

    with pytest.raises(BuildStopped):
        write(book, editions.Everywhere(), editions.PICTURES, {}, report)

    told = [found for found in report if found.code == "word-fault"]
    assert any(found.words["sort"] == sort for found in told)
