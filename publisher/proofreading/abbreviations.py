"""Abbreviations left unexplained: by the text, by the printed list, and not known to everyone."""

from __future__ import annotations

from publisher import typography
from publisher.diagnostics import Report
from publisher.model.house import House
from publisher.model.issue import Abbreviations, Issue
from publisher.model.passages import Passage, passages
from publisher.proofreading.spots import Spots

_EVERYDAY = """
США ЄС ООН НАТО ЮНЕСКО СРСР УРСР ЕС СССР УССР USA UK US EU UN NATO UNESCO USSR
ЄДРПОУ ЕГРПОУ КОАТУУ КАТОТТГ КВЕД ІПН РНОКПП ИНН МФО УДК ББК ДСТУ ГОСТ EDRPOU KOATUU KATOTTG
ISBN ISSN ISMN ISO DOI UDC IBAN ДК DK
ТОВ ПП АТ ВАТ ЗАТ КП ДП ФОП ООО ЗАО ОАО ЧП ПДВ НДС ЗМІ СМИ ТВ СБУ МВС ЗСУ МОЗ ДТП ВІЛ СНІД ДНК
COVID VAT UAH USD EUR GBP TV ID PR IT OK AM PM
PDF PNG JPG CSV XLSX DOCX HTML YAML URL WWW QR CD DVD USB SMS GPS PIN RGB CMYK ICC
"""
WELL_KNOWN = frozenset(_EVERYDAY.split())
"""What stands in every newspaper without a word of explanation."""


def check_abbreviations(issue: Issue, house: House, spots: Spots, report: Report) -> None:
    """Warn once of each abbreviation that is left unexplained, at the first place it stands."""
    every = list(passages(issue))
    known = WELL_KNOWN | house.known | _listed(issue)
    for passage in every:
        for language in passage.languages:
            said = typography.explanations(passage.read_in(language))
            known |= {one.short for one in said}
    found: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage in every:
        if passage.of_others:
            continue
        for language in passage.languages:
            for one in typography.shortenings(passage.read_in(language)):
                if one.short not in known:
                    found.setdefault(one.short, []).append((passage, one.start, one.end))
    for short, places in found.items():
        passage, start, end = places[0]
        meanings = [one.meaning_in(issue.language) for one in house.abbreviations]
        meaning = next(
            (
                line.text
                for one, line in zip(house.abbreviations, meanings, strict=True)
                if one.short == short and line
            ),
            None,
        )
        report.warning(
            "abbreviation-unexplained",
            spots.find(*passage.at(start, end)),
            short=short,
            count=len(places),
            meaning=meaning,
        )


def _listed(issue: Issue) -> frozenset[str]:
    """What the printed list of the edition explains."""
    return frozenset(
        entry.short.text
        for section in issue.sections
        for part in section.parts
        if isinstance(part, Abbreviations)
        for entry in part.entries
    )
