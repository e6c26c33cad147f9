"""The term base: a thing is called by its approved name.

The words of others, a law or a quotation, stand as they were said.
"""

from __future__ import annotations

from publisher import typography
from publisher.diagnostics import Report
from publisher.model.house import House
from publisher.model.language import Language
from publisher.model.passages import Passage
from publisher.proofreading.forms import pattern
from publisher.proofreading.spots import Spots


def check_terms(passage: Passage, house: House, spots: Spots, report: Report) -> None:
    """Warn of every forbidden form, with its place and the approved one."""
    if passage.of_others or not house.terms:
        return
    for language in passage.languages:
        text = passage.read_in(language)
        spared = [*_approved(text, house, language), *typography.sacred_spans(text)]
        for term in house.terms:
            approved = term.name_in(language)
            for form in term.forbidden:
                if form.language != language or approved is None:
                    continue
                for match in pattern(form.text, language).finditer(text):
                    if not any(a <= match.start() and match.end() <= b for a, b in spared):
                        report.warning(
                            "term-forbidden",
                            spots.find(*passage.at(*match.span())),
                            found=" ".join(match[0].split()),
                            approved=approved,
                            note=term.note,
                        )


def _approved(text: str, house: House, language: Language) -> list[tuple[int, int]]:
    """Where approved forms stand: what is forbidden alone may be part of one."""
    return [
        match.span()
        for term in house.terms
        if (name := term.name_in(language)) is not None
        for match in pattern(name, language).finditer(text)
    ]
