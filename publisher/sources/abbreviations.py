"""The list of abbreviations of an edition, collected from its own text."""

from __future__ import annotations

from collections.abc import Iterable

from publisher import typography
from publisher.model.house import House
from publisher.model.issue import AbbreviationEntry, Abbreviations, Part
from publisher.model.passages import passages_in
from publisher.model.text import Line
from publisher.sources.desk import Desk
from publisher.sources.schema import AbbreviationsSource


def make_abbreviations(
    desk: Desk, source: AbbreviationsSource, parts: Iterable[Part], house: House, id: str
) -> Abbreviations | None:
    """Every abbreviation of the parts whose meaning the house has written down or the text says.

    What the house says counts first: a text may have the meaning in another case.
    """
    language = desk.language
    used: set[str] = set()
    explained: dict[str, str | None] = {}
    for passage in passages_in(tuple(parts), language):
        text = passage.read_in(language)
        used |= {found.short for found in typography.shortenings(text)}
        for one in typography.explanations(text):
            explained[one.short] = explained.get(one.short) or one.meaning
    meanings: dict[str, Line] = {}
    for short in sorted(used | explained.keys()):
        given = [one.meaning_in(language) for one in house.abbreviations if one.short == short]
        if given and given[0]:
            meanings[short] = given[0]
        elif said := explained.get(short):
            meanings[short] = Line(said, language, source.title.place)
        elif short in explained:
            desk.report.warning("abbreviation-meaning-unclear", source.title.place, short=short)
    if not meanings:
        desk.report.error("abbreviations-none", source.title.place)
        return None
    order = sorted(meanings, key=lambda short: typography.collation_key(short, language))
    return Abbreviations(
        id=id,
        title=desk.line(source.title),
        entries=tuple(
            AbbreviationEntry(Line(short, language, meanings[short].place), meanings[short])
            for short in order
        ),
        place=source.title.place,
    )
