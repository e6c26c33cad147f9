"""What goes wrong in articles, and what the editor reads then. The body begins on line 4."""

from __future__ import annotations

import pytest

from tests.sources.conftest import ISSUE, cases


@pytest.mark.parametrize(("markdown", "said"), cases("sources-bodies"))
def test_a_body_is_refused_in_words(body, markdown: str, said: str):
    reading = body(markdown)

    assert any(line.startswith(said) for line in reading.lines), reading.lines


@pytest.mark.parametrize(("content", "said"), cases("sources-articles"))
def test_an_article_is_refused_in_words(read, content: str, said: str):
    reading = read({"articles/a.md": content})

    assert any(line.startswith(said) for line in reading.lines), reading.lines


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("".join("  " * n + "- а\n" for n in range(1000)), "15:23"),
        (">" * 1000 + " а\n", "4:1"),
        ("**" * 50 + "а" + "**" * 50, "4:1"),
        ("".join(f"{'  ' * n}::: notice\n" for n in range(40)) + ":::\n" * 40, "27:47"),
    ],
    ids=["lists", "quotations", "emphasis", "blocks"],
)
def test_nothing_is_lost_to_nesting(body, markdown, place):
    """The parser drops what lies deeper than its own limit without a word."""
    assert body(markdown).lines == [
        f"nesting-too-deep articles/a.md:{place}: списки, цитати чи виділення вкладено занадто "
        "глибоко → щонайбільше 12 рівнів; поділіть текст підзаголовками"
    ]


def test_a_paragraph_of_twenty_thousand_brackets_is_not_tried(body):
    assert body("[" * 20_001 + "\n").codes == ["paragraph-too-long"]


def test_an_article_twice_in_the_issue(read):
    reading = read({"issue.yaml": ISSUE + "      - articles/a.md\n"})

    assert reading.lines == [
        "article-twice issue.yaml:8:9: статтю `articles/a.md` названо у випуску двічі → "
        "вилучіть одну з двох згадок"
    ]


def test_an_article_that_no_section_names_is_told(read):
    reading = read({"articles/b.md": "---\ntitle: Б\n---\nСлова.\n"})

    assert reading.lines == [
        "article-unused issue.yaml:5:1: статті `articles/b.md` немає у випуску → назвіть її в "
        "`parts:` якогось розділу або приберіть з `articles/`"
    ]


def test_two_articles_of_one_name(read):
    files = {
        "issue.yaml": ISSUE + "      - articles/2-a.md\n",
        "articles/2-a.md": "---\ntitle: Б\n---\nСлова.\n",
    }

    assert read(files).codes == ["name-twice"]


def test_a_misspelt_reference_is_told_with_what_was_meant(body):
    reading = body("## Про мапу {#fig-mapa}\n\nДив. @fig-maap.\n")

    assert reading.lines[0].endswith("`fig-maap` не веде нікуди → може, `fig-mapa`?")
