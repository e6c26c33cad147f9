"""A whole issue: parts, cover, imprint, languages, calendar."""

from __future__ import annotations

import pickle

import pytest

from publisher import sources
from publisher.diagnostics import BuildStopped, Report
from publisher.model.text import Line
from tests.sources.conftest import HEAD, ISSUE, line_of, part

WHOLE = """# yaml-language-server: $schema=schema.json
kind: bulletin
title: Вісник
subtitle: Інформаційний бюлетень
organisation: Асоціація
number: 1
total_number: 25
date: 2026-01-31
as_of: 1 січня 2026 року
place: Харків
language: uk
cover:
  picture: {file: images/m.svg, alt: Карта, caption: "Мапа *області*", credit: Редакція}
  lead: articles/01-zbory.md
  announce: [articles/02-pravo.md]
  lines: [ISSN 0000-0000]
sections:
  - rubric: Збори
    parts:
      - articles/01-zbory.md
      - type: figures
        title: У числах
        items:
          - {value: 1 240, label: тисяч гривень, note: на рік}
      - {type: notice, title: Увага, text: "Див. @art-pravo і **не забудьте**."}
  - rubric: Право
    parts:
      - {type: article, file: articles/02-pravo.md}
      - {type: figure, file: images/m.svg, alt: Карта, id: fig-m, width: page}
imprint:
  udc: "352(477.54)"
  print_run: 500
  signed_to_print: 30.01.2026
  publisher: {name: Друк, address: Харків}
  contacts: [тел. +38-057-705-14-26]
"""
ZBORY = """---
title: Збори *відбулися*
lead: Делегати **затвердили** звіт, див. @fig-m
author: Олена Приклад
role: редакторка
kicker: Репортаж
kind: report
columns: 2
---
Текст.
"""


@pytest.fixture
def whole(read, svg):
    return read(
        {
            "issue.yaml": WHOLE,
            "articles/01-zbory.md": ZBORY,
            "articles/02-pravo.md": HEAD + "Текст.\n",
            "images/m.svg": svg,
        }
    )


def test_everything_typed_is_in_the_issue(whole):
    issue = whole.issue
    zbory, figures, notice, pravo, figure = whole.parts

    assert whole.codes == []
    assert (str(issue.title), issue.number, issue.total_number, str(issue.city)) == (
        "Вісник", 1, 25, "Харків"
    )  # fmt: skip
    assert [str(section.rubric) for section in issue.sections] == ["Збори", "Право"]
    assert (zbory.id, str(zbory.title), zbory.kind, zbory.columns, str(zbory.kicker)) == (
        "zbory", "Збори *відбулися*", "report", 2, "Репортаж"
    )  # fmt: skip
    assert [str(zbory.author), str(zbory.role)] == ["Олена Приклад", "редакторка"]
    assert [node.get("to") for node in zbory.lead if node.__class__.__name__ == "Element"] == [
        None, "fig-m"
    ]  # fmt: skip
    assert [str(item.value) for item in figures.items] == ["1 240"]
    assert (notice.body[0].children[1].get("to"), str(notice.title)) == ("pravo", "Увага")
    assert (pravo.id, figure.id, figure.number, figure.width) == ("pravo", "fig-m", 1, "page")


def test_the_cover_announces_articles(whole):
    cover = whole.issue.cover

    assert (cover.lead.target, str(cover.lead.title), str(cover.lead.rubric)) == (
        "zbory", "Збори *відбулися*", "Збори"
    )  # fmt: skip
    assert [announcement.target for announcement in cover.announce] == ["pravo"]
    assert [str(line) for line in cover.lines] == ["ISSN 0000-0000"]
    assert (str(cover.picture.alt), cover.picture.number) == ("Карта", None)
    assert whole.parts[4].picture is cover.picture.picture


def test_the_imprint_keeps_codes_as_typed(whole):
    imprint = whole.issue.imprint

    assert (str(imprint.udc), imprint.print_run) == ("352(477.54)", 500)
    assert imprint.signed_to_print.isoformat() == "2026-01-30"
    assert (str(imprint.publisher.name), imprint.printer, imprint.founder) == ("Друк", None, None)
    assert [str(line) for line in imprint.contacts] == ["тел. +38-057-705-14-26"]


def test_an_issue_travels_between_processes(whole):
    assert pickle.loads(pickle.dumps(whole.issue)) == whole.issue


def test_every_line_knows_its_place(whole):
    assert str(whole.issue.title.place) == "issues/try/issue.yaml:3:8"
    assert str(whole.parts[0].lead[0].place) == "issues/try/articles/01-zbory.md:3:7"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "lead: articles/01-zbory.md",
            "lead: articles/01-zbori.md",
            "announced-nowhere issue.yaml:14:9: обкладинка анонсує `articles/01-zbori.md`, якого у "
            "випуску немає → може, `articles/01-zbory.md`?",
        ),
        (
            "id: fig-m",
            "id: contents",
            "id-reserved issue.yaml:29:60: назва `contents` належить самій друкарні",
        ),
        (
            "id: fig-m",
            "id: zbory",
            "name-twice issue.yaml:29:60: дві речі звуться `zbory`; перша — "
            "issues/try/articles/01-zbory.md:1",
        ),
        (
            "print_run: 500",
            "print_run: п'ятсот",
            "whole-number-expected issue.yaml:32:14: `print_run` має бути цілим числом, а тут "
            "`п'ятсот`",
        ),
        (
            "@art-pravo",
            "@art-prava",
            "reference-nowhere issue.yaml:25:44: `art-prava` не веде нікуди → може, `art-pravo`?",
        ),
        (
            "Увага, text",
            "Увага, txet",
            "unknown-field issue.yaml:25:38: немає такого поля: `txet` (`notice`) → може, `text`?",
        ),
    ],
)
def test_an_issue_is_refused_in_words(read, svg, was, now, said):
    reading = read(
        {
            "issue.yaml": WHOLE.replace(was, now),
            "articles/01-zbory.md": ZBORY,
            "articles/02-pravo.md": HEAD + "Текст.\n",
            "images/m.svg": svg,
        }
    )

    assert any(line.startswith(said) for line in reading.lines), reading.lines


def test_an_issue_that_is_not_there(bench, write):
    write("issues/bulletin/issue.yaml", ISSUE)
    write("issues/_shared/a.csv", "")
    report = Report()

    with pytest.raises(BuildStopped):
        sources.load_issue(bench, "buletin", report)

    assert [line_of(finding) for finding in report] == [
        "issue-missing : немає випуску `buletin` → може, `bulletin`?"
    ]
    assert bench.issue_slugs() == ("bulletin",)


def test_the_schema_knows_the_kinds_and_the_parts():
    made = sources.schema(("bulletin", "directory"))

    assert made["properties"]["kind"] == {"enum": ["bulletin", "directory"]}
    assert "DirectorySource" in str(made)


# -- languages -----------------------------------------------------------------------------------

LANGUAGES = """kind: brochure
title: {uk: Про асоціацію, en: About}
date: 2026-01-31
languages: [uk, en]
sections:
  - rubric: {uk: Хто ми, en: Who we are}
    parts:
      - articles/a.md
      - {type: figure, file: images/m.svg, alt: {uk: Карта, en: Map}}
      - {type: table, source: data/t.csv}
imprint: {issn: 0000-0000, contacts: ["info@ror.ua", "+38-057-705"]}
"""


@pytest.fixture
def languages(read, svg):
    def reading(yaml=LANGUAGES, **files):
        given = {
            "issue.yaml": yaml,
            "articles/a.md": HEAD + "Див. @art-a.\n",
            "articles/a.en.md": "---\ntitle: Article\n---\nSee @art-a.\n",
            "images/m.svg": svg,
            "images/m.en.svg": svg.replace('width="20"', 'width="10"'),
            "data/t.csv": "рада\nІзюмська\n",
            "data/t.en.csv": "council\nIzium\n",
        }
        return read({name: text for name, text in (given | files).items() if text})

    return reading


def test_an_issue_in_two_languages_is_two_issues(languages):
    reading = languages()
    uk, en = reading.issues

    assert reading.codes == []
    assert [issue.output_name for issue in reading.issues] == ["try-uk", "try-en"]
    assert [str(issue.title) for issue in reading.issues] == ["Про асоціацію", "About"]
    assert [issue.title.language for issue in reading.issues] == ["uk", "en"]
    article, figure, table = en.sections[0].parts
    assert (article.id, str(article.title), str(figure.alt)) == ("a", "Article", "Map")
    assert (figure.picture.name, str(table.rows[0].cells[0])) == ("images/m.en.svg", "Izium")
    assert uk.sections[0].parts[1].picture.name == "images/m.svg"
    assert isinstance(en.imprint.issn, Line)
    assert en.imprint.issn.language == "en"


@pytest.mark.parametrize(
    ("yaml", "files", "said"),
    [
        (
            LANGUAGES.replace("{uk: Про асоціацію, en: About}", "Про асоціацію"),
            {},
            "missing-translation issue.yaml:2:8: бракує тексту мовою `en` → подайте його кожною "
            "мовою: `{uk: …, en: …}`",
        ),
        (
            LANGUAGES.replace(", en: Who we are", ""),
            {},
            "missing-translation issue.yaml:6:18: бракує тексту мовою `en`",
        ),
        (
            LANGUAGES,
            {"articles/a.en.md": ""},
            "translation-file-missing issue.yaml:8:9: немає статті `articles/a.en.md` мовою `en`",
        ),
        (
            LANGUAGES,
            {"data/t.en.csv": ""},
            "missing-translation issue.yaml:10:31: бракує тексту мовою `en`",
        ),
        (
            LANGUAGES,
            {"articles/a.ru.md": HEAD},
            "translation-unused issue.yaml:4:1: переклад `articles/a.ru.md` ніде не вжито → "
            "додайте `ru` до `languages` або приберіть файл",
        ),
        (
            LANGUAGES.replace("[uk, en]", "[uk, en, uk]"),
            {},
            "language-repeated issue.yaml:4:13: мову названо двічі",
        ),
        (
            LANGUAGES.replace("[uk, en]", "[uk, pl]"),
            {},
            "unknown-choice issue.yaml:4:17: ",
        ),
    ],
)
def test_translations_that_are_missing(languages, yaml, files, said):
    reading = languages(yaml, **files)

    assert any(line.startswith(said) for line in reading.lines), reading.lines


# -- calendar ------------------------------------------------------------------------------------

CALENDAR = "{type: calendar, title: Лютий, source: data/c.csv}"


def test_events_stand_in_the_order_of_their_dates(read):
    data = (
        "date;end;time;event;place;contact\n"
        "2026-02-12;2026-02-13;;Семінар;Харків;\n05.02.2026;;10:00;Круглий стіл;;тел. 1\n"
    )
    reading = read({"issue.yaml": part(CALENDAR), "data/c.csv": data})
    (calendar,) = reading.parts

    assert reading.codes == []
    assert [
        (event.start.isoformat(), str(event.event), event.end and event.end.day, str(event.time))
        for event in calendar.events
    ] == [
        ("2026-02-05", "Круглий стіл", None, "10:00"),
        ("2026-02-12", "Семінар", 13, "None"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("date,event\n30.02.2026,А\n", "bad-date data/c.csv!A2: `30.02.2026` — немає такої дати"),
        ("date,event\n2026-02-01,\n", "cell-empty data/c.csv!B2: клітинка стовпця `event` порожня"),
        (
            "date,end,event\n2026-02-05,2026-02-01,А\n",
            "dates-crossed data/c.csv!B2: подія закінчується (2026-02-01) раніше, ніж починається",
        ),
        (
            "date,event,venue\n2026-02-05,А,Б\n",
            "column-unknown data/c.csv!C1: у календаря немає стовпця `venue`",
        ),
        ("дата,event\n2026-02-05,А\n", "column-missing issue.yaml:7:48: немає стовпця `date`"),
        ("date,event\n", "calendar-empty issue.yaml:7:48: у календарі"),
    ],
)
def test_a_calendar_is_refused_in_words(read, data, said):
    reading = read({"issue.yaml": part(CALENDAR), "data/c.csv": data})

    assert any(line.startswith(said) for line in reading.lines), reading.lines


# -- the shipped issues ----------------------------------------------------------------------------


def test_the_shipped_issues_are_read_without_an_error(house):
    for slug in house.issue_slugs():
        report = Report()
        issues = sources.load_issue(house, slug, report)

        assert [line_of(finding) for finding in report.errors] == []
        assert issues
