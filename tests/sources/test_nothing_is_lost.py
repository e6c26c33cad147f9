"""Whatever an editor types, every word is either in the article or complained about."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publisher.diagnostics import Report
from publisher.sources.desk import Desk
from publisher.sources.insets import ArticleInsets
from publisher.sources.markdown import Copy, read_flow
from publisher.sources.names import Names
from publisher.workspace import Workspace

SIGNS = [
    " ", "\n", "\n\n", "\n    ", "**", "*", "_", "[", "]", "(", ")", "{", "}", "{#id}",
    "{.index}", "{lang=ru}", '{note="', '"}', "\n:::\n", "\n::: notice\n", "\n::: notice ",
    "\n::: pull-quote\n", "\n::: {.table src=", "|", "\n|---|---|\n", "\n| ", " | ", "---",
    "[^1]", "\n[^1]: ", "^[", "\n> ", "\n> [!NOTE] ", "\n- ", "\n  - ", "\n1. ", "\n3) ", "`",
    "\n```\n", "\n~~~ ", "~", "~~", "^", "#", "\n## ", "\n# ", "\n: ", ": ", "@", "<", ">",
    "</b>", "<!--", "-->", "![", "](", "\\", "&", "&amp;", "https://a.ua", "<https://a.ua>",
    "\n[x]: ", "\n===\n", "\n---\n", "— ", "!", "\t",
]  # fmt: skip
WORD = re.compile(r"слово\d+")


@st.composite
def manuscripts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.one_of(st.just("слово"), st.sampled_from(SIGNS)), max_size=16))
    return "".join(
        f"слово{number}" if piece == "слово" else piece for number, piece in enumerate(pieces)
    )


@given(manuscripts())
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@example("слово0 | слово1\n|---|---|\n| слово2 | слово3 | слово4")
@example("слово0[^1]\n\n[^1]: слово1\n\n    слово2")
@example("[слово0]: слово1")
@example("~~~ слово0\nслово1\n~~~")
@example("> [!NOTE] слово0\n> слово1")
def test_every_word_is_in_the_article_or_complained_about(text: str):
    report = Report()
    names = Names(report)
    desk = Desk(
        Workspace(Path("/nowhere"), environment={}), "issues/a", "uk", ("uk",), report, names
    )
    insets = ArticleInsets(desk, "a", "a.md")
    body = read_flow(text, Copy("a.md", "uk", names, report, "a", insets=insets))
    names.resolve()

    if not report.errors:
        made = repr((body, insets.tables, insets.figures))
        assert set(WORD.findall(text)) <= set(WORD.findall(made))
