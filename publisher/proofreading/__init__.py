"""Reads the editor's words as a proofreader does, before they are set.

Doubtful signs, names the house does not use, short forms nobody explained, misspelt words: all is
told with its place, and nothing is changed. What the house has settled comes from `sources`.
"""

from __future__ import annotations

from publisher.diagnostics import Report
from publisher.model.house import House
from publisher.model.issue import Issue
from publisher.model.passages import passages
from publisher.proofreading.abbreviations import check_abbreviations
from publisher.proofreading.signs import check_signs
from publisher.proofreading.spelling import check_spelling
from publisher.proofreading.spots import Spots
from publisher.proofreading.terms import check_terms
from publisher.workspace import Workspace

__all__ = ["check_spelling", "read_copy"]


def read_copy(issue: Issue, house: House, workspace: Workspace, report: Report) -> None:
    """Read every paragraph, title and cell of an edition; what is doubtful is a warning."""
    spots = Spots(workspace)
    for passage in passages(issue):
        check_signs(passage, spots, report)
        check_terms(passage, house, spots, report)
    check_abbreviations(issue, house, spots, report)
