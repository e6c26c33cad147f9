"""Every word an editor gave stands in the HTML, in the part it was given for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Annotated

from publisher.diagnostics import Place, Report
from publisher.model.issue import (
    Article,
    Entry,
    EntryField,
    Figure,
    Group,
    Imprint,
    Issue,
    Picture,
    Section,
    Table,
)
from publisher.model.issue import Directory as DirectoryPart
from publisher.model.tables import Column, TableRow
from publisher.model.text import PRINTED, Element, Flow, Line, Printed, Text
from publisher.reading import account_issue, undeclared


def line(text: str) -> Line:
    return Line(text, "uk", Place(file="a.md", line=1))


def words(text: str) -> Text:
    return Text(text, "uk")


NOTE = Element("footnote", (Element("paragraph", (words("Протокол збору."),)),))
ARTICLE = Article(
    id="zbory",
    title=line("Чотириста дев'ять рад"),
    lead=(words("Делегати "), Element("strong", (words("затвер"),)), words("дили звіт")),
    author=line("Олена Приклад"),
    body=(
        Element(
            "paragraph",
            (words("Площа 5 км"), Element("superscript", (words("2"),)), NOTE, words(" далі.")),
            place=Place(file="a.md", line=9),
        ),
        Element("list", (Element("item", (Element("paragraph", (words("перше"),)),)),)),
        Element("speech", (Element("paragraph", (words("Так."),)),), (("speaker", "Голова"),)),
        Element("figure", (), (("id", "fig"),)),
    ),
    figures=(
        Figure(
            "fig",
            Picture("images/map.svg", "image/svg+xml", b"", 1, 1),
            alt=line("Карта громад"),
            caption=(words("Громади області"),),
        ),
    ),
    tables=(Table("t", (Column(line("Район")),), (TableRow((line("Ізюмський"),)),)),),
)
ISSUE = Issue(
    slug="b",
    kind="bulletin",
    language="uk",
    languages=("uk",),
    title=line("Вісник"),
    date=datetime.date(2026, 1, 31),
    sections=(Section("s1", (ARTICLE,), line("Загальні збори")),),
    organisation=line("Асоціація рад"),
    imprint=Imprint(udc=line("352(477.54)"), contacts=(line("тел. 700-12-34"),)),
)
MARKUP = """<html><body><section id="cover"><p>Асоціація рад</p><p>Вісник</p></section>
<article id="zbory"><p class="rubric">Загальні збори</p><h1>Чотириста дев’ять рад</h1>
<p>Делегати <strong>затвер</strong>дили звіт</p><p>Олена Приклад</p>
<p id="zbory-1">Площа 5 км<sup>2</sup><span class="footnote" id="n">Протокол збору.</span> далі.</p>
<ul><li>перше</li></ul><p>Голова</p><p>Так.</p>
<figure id="fig"><img src="asset:images/map.svg" alt="Карта громад"><figcaption>Рис. 1. Громади
області</figcaption></figure><table id="t"><thead><tr><th>Район</th></tr></thead><tr>
<td>Ізюмський</td></tr></table></article>
<section id="imprint"><p>УДК 352(477.54)</p><p>тел. 700-12-34</p></section></body></html>"""


def lost(markup: str, issue: Issue = ISSUE) -> tuple[list[str], list[str]]:
    report = Report()
    account = account_issue(issue, markup, report)
    return [loss.word for loss in account.lost], [finding.code for finding in report]


def test_a_whole_html_has_every_word() -> None:
    assert lost(MARKUP) == ([], [])
    account = account_issue(ISSUE, MARKUP, Report())
    assert dict(account.sections)["zbory"] == 22


def test_every_field_of_the_model_says_what_becomes_of_its_words() -> None:
    assert undeclared(Issue) == ()


def test_a_field_that_says_nothing_is_named() -> None:
    @dataclass(frozen=True)
    class Inner:
        text: Line
        number: int

    @dataclass(frozen=True)
    class Outer:
        silent: tuple[Inner, ...]
        said: Annotated[tuple[Inner, ...], PRINTED]
        flow: Flow
        title: Printed | None = None

    # Classes of a function are found by their hints only where the hints are no strings.
    Inner.__annotations__.update(text=Line, number=int)
    Outer.__annotations__.update(
        silent=tuple[Inner, ...],
        said=Annotated[tuple[Inner, ...], PRINTED],
        flow=Flow,
        title=Printed | None,
    )
    assert set(undeclared(Outer)) == {"Inner.text", "Outer.flow"}


def test_each_word_left_out_of_the_html_is_named() -> None:
    for word, missing in (
        ("Олена Приклад", ["Олена", "Приклад"]),
        ("Протокол збору.", ["Протокол", "збору"]),
        ("Ізюмський", ["Ізюмський"]),
        ("<p>Так.</p>", ["Так"]),
        ("<p>Голова</p>", ["Голова"]),
        ("Громади\nобласті", ["Громади", "області"]),
    ):
        assert lost(MARKUP.replace(word, "")) == (missing, ["words-lost"])


def test_a_lost_word_is_told_with_its_place() -> None:
    report = Report()
    account_issue(ISSUE, MARKUP.replace(" далі.", ""), report)
    (finding,) = report
    assert finding.place == Place(file="a.md", line=9)
    assert finding.words["words"] == "далі"


def test_words_of_the_issue_itself_stand_in_one_piece() -> None:
    assert lost(MARKUP.replace("Асоціація рад", "Асоціація міських рад"))[0] == [
        "Асоціація",
        "рад",
    ]
    assert lost(MARKUP.replace("352(477.54)", "352"))[1] == ["words-lost"]


def test_a_rubric_nobody_prints_is_lost() -> None:
    assert lost(MARKUP.replace("Загальні збори", ""))[0] == ["Загальні", "збори"]


def test_a_part_that_is_not_there_is_lost_whole() -> None:
    words_, codes = lost(MARKUP.replace('id="zbory"', 'id="other"'))
    assert len(words_) == 22
    assert codes == ["words-lost"]


def test_an_alternative_text_nobody_speaks_is_named() -> None:
    assert lost(MARKUP.replace('alt="Карта громад"', 'alt=""'))[1] == ["alternative-unused"]


def test_words_the_typographer_rewrites_are_not_lost() -> None:
    issue = replace(ISSUE, organisation=line("(c) 2020 Громада має 12000 осіб"))
    markup = MARKUP.replace("Асоціація рад", "© 2020 Громада має 12 000 осіб")
    set_by_us = lost(markup, issue)[0]
    assert set_by_us == []


def test_entries_of_a_directory_are_counted() -> None:
    entry = Entry("e", line("Балаклійська"), (EntryField(line("код"), line("6320210100")),))
    part = DirectoryPart("d", (Group("g", line("Ізюмський район"), (entry,)),))
    issue = replace(ISSUE, sections=(Section("s", (part,)),))
    markup = (
        '<html><body><section id="d"><h1>Ізюмський район</h1><h2>Балаклійська</h2><p>код'
        " 6320210100</p></section><p>Вісник Асоціація рад 352(477.54) тел. 700-12-34</p></body>"
    )
    assert lost(markup, issue) == ([], [])
    assert lost(markup.replace("6320210100", ""), issue)[0] == ["6320210100"]
