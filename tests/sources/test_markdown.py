"""What editors write in Markdown, and what it becomes."""

from __future__ import annotations

from publisher.model.text import Element, Text
from tests.sources.conftest import flow


def test_paragraphs_emphasis_and_links(body):
    reading = body("Це *важливо*, **дуже**, [тут](https://a.ua/шлях) і H~2~O, км^2^ та ~~ні~~.\n")

    assert flow(reading) == [
        "paragraph(Це emphasis(важливо), strong(дуже), "
        "link[href=https://a.ua/%D1%88%D0%BB%D1%8F%D1%85](тут) і Hsubscript(2)O, "
        "кмsuperscript(2) та strikethrough(ні).)"
    ]


def test_lines_of_a_paragraph_are_joined_by_a_space(body):
    assert flow(body("перший рядок\nдругий рядок\n")) == ["paragraph(перший рядок другий рядок)"]


def test_headings_take_their_names_from_braces(body):
    assert flow(body("## Про збори {#zbory-2}\n\nТак.\n")) == [
        "heading[level=2 id=zbory-2](Про збори)",
        "paragraph(Так.)",
    ]


def test_lists_nest_and_keep_their_first_number(body):
    assert flow(body("- а\n\n  3. б\n  4. в\n- г\n")) == [
        "list(item(paragraph(а) list[ordered=yes start=3](item(paragraph(б)) "
        "item(paragraph(в)))) item(paragraph(г)))"
    ]


def test_divs_nest_and_a_bare_fence_closes_the_innermost(body):
    markdown = """::: notice Зовні
Раз.

::: {.notice title="Усередині"}
Два.
:::

Три.
:::

Чотири.
"""
    assert flow(body(markdown)) == [
        "notice(heading[level=0](Зовні) paragraph(Раз.) "
        "notice(heading[level=0](Усередині) paragraph(Два.)) paragraph(Три.))",
        "paragraph(Чотири.)",
    ]


def test_a_fence_of_code_inside_a_div_closes_nothing(body):
    assert flow(body("::: notice\n```\n:::\n```\n:::\n")) == ["notice(code-block(:::))"]


def test_questions_and_answers(body):
    assert flow(body("::: question\nЧи можна?\n:::\n::: answer\nТак.\n:::\n")) == [
        "question(paragraph(Чи можна?))",
        "answer(paragraph(Так.))",
    ]


def test_the_last_paragraph_of_a_pull_quote_names_its_author(body):
    assert flow(body("::: pull-quote\nСлова.\n\n— Олена, *голова*\n:::\n")) == [
        "pull-quote(paragraph(Слова.) attribution(Олена, emphasis(голова)))"
    ]


def test_github_alerts_are_notices_with_or_without_a_title(body):
    assert flow(body("> [!NOTE]\n> Слова.\n\n> [!WARNING] Обережно\n> Ще слова.\n")) == [
        "notice(paragraph(Слова.))",
        "notice(heading[level=0](Обережно) paragraph(Ще слова.))",
    ]


def test_a_plain_quotation_stays_one(body):
    assert flow(body("> Слова.\n")) == ["quote(paragraph(Слова.))"]


def test_definitions(body):
    assert flow(body("Рада\n: орган\n: зібрання\n")) == [
        "definitions(term(Рада) definition(paragraph(орган)) definition(paragraph(зібрання)))"
    ]


def test_footnotes_stand_where_they_are_called(body):
    markdown = "Слово[^1] і ще^[одразу *тут*].\n\n[^1]: Перший.\n\n    Другий абзац.\n"
    assert flow(body(markdown)) == [
        "paragraph(Словоfootnote(paragraph(Перший.) paragraph(Другий абзац.)) і ще"
        "footnote(paragraph(одразу emphasis(тут))).)"
    ]


def test_a_language_of_a_span_is_the_language_of_its_words(body):
    reading = body("Назва [Белгород **сегодня**]{lang=ru} тут.\n")
    languages = [
        (node.text, node.language)
        for block in reading.article.body
        for node in block.walk()
        if isinstance(node, Text)
    ]

    assert reading.codes == []
    assert languages == [
        ("Назва ", "uk"), ("Белгород ", "ru"), ("сегодня", "ru"), (" тут.", "uk")
    ]  # fmt: skip


def test_small_caps_and_index_marks(body):
    reading = body("[Чернов С. І.]{.index} і [нато]{.smallcaps}.\n")

    assert flow(reading) == [
        "paragraph(index-mark[id=a-mark1 index=marks term=Чернов С. І. sort=Чернов С. І.]"
        "(Чернов С. І.) і small-caps(нато).)"
    ]


def test_references_are_made_of_names_and_addresses_are_left_alone(body):
    reading = body(
        "## Перше {#sec-1}\n\nДив. @sec-1, [вище](#sec-1), @art-a; пишіть на x@ror.ua.\n"
    )

    assert flow(reading)[1] == (
        "paragraph(Див. reference[to=sec-1](), reference[to=sec-1](вище), reference[to=a](); "
        "пишіть на x@ror.ua.)"
    )


def test_a_table_in_the_text_becomes_a_table_with_its_caption(body):
    reading = body(
        "| Район | Громад |\n|---|---:|\n| **Ізюмський** | 8 |\n| Лозівський | |\n\n"
        ': Громади {#tbl-raions note="За даними"}\n\nДив. @tbl-raions.\n'
    )

    assert flow(reading)[0] == "table[id=tbl-raions]()"
    (table,) = reading.article.tables
    assert [(str(column.title), column.align) for column in table.columns] == [
        ("Район", "text"), ("Громад", "number")
    ]  # fmt: skip
    assert table.number == 1
    assert isinstance(table.rows[0].cells[0], tuple)
    assert isinstance(table.rows[0].cells[0][0], Element)
    assert [str(cell) for cell in table.rows[1].cells] == ["Лозівський", ""]
    assert [node.text for node in table.caption] == ["Громади"]
    assert [node.text for node in table.note] == ["За даними"]


def test_a_caption_may_follow_its_table_at_once(body):
    reading = body("| а | б |\n|---|---|\n| 1 | 2 |\n: Підпис\n")

    assert flow(reading) == ["table[id=a-tbl1]()"]
    assert [node.text for node in reading.article.tables[0].caption] == ["Підпис"]
    assert reading.article.tables[0].number is None


def test_four_spaces_make_no_code_and_dashes_no_heading(body):
    assert flow(body("    Відступ.\n\nСлова\n---\nДалі\n")) == [
        "paragraph(Відступ.)",
        "paragraph(Слова)",
        "rule()",
        "paragraph(Далі)",
    ]


def test_escaped_signs_are_plain_text(body):
    assert flow(body(r"\<b> \@fig \{#x} \# 5 < 6 &amp; &laquo;" + "\n")) == [
        "paragraph(<b> @fig {#x} # 5 < 6 & «)"
    ]


def test_every_text_knows_its_line_and_column(body):
    reading = body("Перший рядок\nі *другий* рядок.\n\n- пункт **ваги**\n")
    places = [
        (node.text, node.place.line, node.place.column)
        for block in reading.article.body
        for node in block.walk()
        if isinstance(node, Text) and node.place
    ]

    assert places == [
        ("Перший рядок і ", 4, 1),
        ("другий", 5, 4),
        (" рядок.", 5, 11),
        ("пункт ", 7, 3),
        ("ваги", 7, 11),
    ]


def test_two_pictures_of_one_paragraph_are_two_figures(read, svg):
    reading = read(
        {
            "articles/a.md": "---\ntitle: А\n---\n"
            '![Перший *план*](images/m.svg){#fig-m alt="карта" credit="Рис. ред." width=bleed}\n'
            "![](images/m.svg){alt=ще}\n\nДив. @fig-m.\n",
            "images/m.svg": svg,
        }
    )

    assert flow(reading)[:2] == ["figure[id=fig-m]()", "figure[id=a-fig1]()"]
    first, second = reading.article.figures
    assert (first.number, first.width, first.alt.text, str(first.credit)) == (
        1, "bleed", "карта", "Рис. ред."
    )  # fmt: skip
    assert (second.number, second.caption, second.picture is first.picture) == (None, (), True)
