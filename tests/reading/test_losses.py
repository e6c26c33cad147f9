"""What layout loses without a word is caught, whatever way it was lost.

The classes are those of notes/security.md §2: WeasyPrint sets each of these pages without a
word of complaint.
"""

from __future__ import annotations

import pytest

from publisher.diagnostics import Report
from publisher.reading import Account
from publisher.reading.seen import Sight
from tests.reading.conftest import Press

WORDS = ("рада", "громада", "область", "село", "кошторис", "закон", "збори", "депутат")


def many(count: int) -> str:
    """So many words, each told apart by its number."""
    return " ".join(f"{WORDS[n % len(WORDS)]}-{n}" for n in range(count))


def article(inner: str) -> str:
    return f'<article class="article" id="a"><h1 id="t">Назва статті</h1>{inner}</article>'


LOSSES = {
    "nowrap": (f"<p>{many(60)}</p>", "p { white-space: nowrap }"),
    "pre": (f"<pre>{many(60)}</pre>", "pre { white-space: pre }"),
    "thead-taller-than-a-page": (
        f"<table><thead><tr><th>{many(900)}</th></tr></thead>"
        "<tbody><tr><td>8</td></tr></tbody></table>",
        "",
    ),
    "tfoot-taller-than-a-page": (
        f"<table><tbody><tr><td>8</td></tr></tbody><tfoot><tr><td>{many(900)}</td></tr></tfoot>"
        "</table>",
        "",
    ),
    "fixed-height-hidden": (
        f"<p>{many(200)}</p>",
        "p { height: 3cm; overflow: hidden }",
    ),
    "fixed-height-visible": (f'<p class="f">{many(900)}</p>', ".f { height: 3cm }"),
    "float": (f'<div class="f">{many(900)}</div>', ".f { float: left; width: 60mm }"),
    "footnote-too-long": (
        f'<p>Текст<span class="footnote" id="n">{many(1500)}</span> далі.</p>',
        "",
    ),
    "absolute": (f'<p class="f">{many(900)}</p>', ".f { position: absolute; top: 0 }"),
    "absolute-off-the-left": (
        f'<p>Текст.</p><p class="f">{many(20)}</p>',
        ".f { position: absolute; left: -300mm }",
    ),
    "clip": (
        f'<p class="f">{many(40)}</p>',
        ".f { position: absolute; clip: rect(0, 20mm, 10mm, 0) }",
    ),
    "inline-block": (
        f'<p><span class="f">{many(900)}</span></p>',
        ".f { display: inline-block }",
    ),
    "columns-nowrap": (
        f'<div class="columns-2"><p>{many(20)}</p><p class="f">{many(30)}</p></div>',
        ".f { white-space: nowrap }",
    ),
    "cell-nowrap": (
        f"<table><tr><td>{many(30)}</td><td>8</td></tr></table>",
        "td { white-space: nowrap }",
    ),
    "rotated": (f'<p class="f">{many(60)}</p>', ".f { transform: rotate(90deg) }"),
    "moved-away": (f'<p class="f">{many(20)}</p>', ".f { position: relative; left: 200mm }"),
    "max-lines": (
        f'<p class="f">{many(200)}</p>',
        ".f { max-lines: 2; block-ellipsis: auto; text-align: left }",
    ),
    "invisible": (f'<p class="f">{many(20)}</p>', ".f { visibility: hidden }"),
    "transparent": (f'<p class="f">{many(20)}</p>', ".f { color: transparent }"),
    "not-displayed": (f'<p class="f">{many(20)}</p>', ".f { display: none }"),
    "too-small": (f'<p class="f">{many(20)}</p>', ".f { font-size: 0.1pt; line-height: 13pt }"),
    "covered": (
        f'<p>{many(20)}</p><div class="f">поверх</div>',
        ".f { position: absolute; top: 0; left: 0; width: 100%; height: 80mm; background: #fff }",
    ),
    "on-the-bleed": (
        f'<p class="f">{many(4)}</p>',
        ".f { position: absolute; left: -20mm; width: 5mm; font-size: 4pt; hyphens: none }",
    ),
    "flex-nowrap": (
        f'<div class="f"><p>{many(30)}</p><p>{many(30)}</p></div>',
        ".f { display: flex } .f p { flex: none; white-space: nowrap }",
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_found(name: str, press: Press) -> None:
    body, css = LOSSES[name]
    account, report = press.account(article(body), css)
    assert account.lost
    assert not account.gained
    (finding,) = report.errors
    assert finding.code == "words-lost"
    assert finding.words["title"] == "Назва статті"
    assert finding.words["count"] == str(len(account.lost))


@pytest.mark.parametrize(
    ("name", "sight"),
    [
        ("nowrap", Sight.OUTSIDE),
        ("fixed-height-hidden", Sight.CLIPPED),
        ("covered", Sight.COVERED),
        ("transparent", Sight.HIDDEN),
        ("on-the-bleed", Sight.OUTSIDE),
    ],
)
def test_the_editor_is_told_what_became_of_the_words(name: str, sight: Sight, press: Press) -> None:
    body, css = LOSSES[name]
    account, report = press.account(article(body), css)
    # A word broken at the edge of a box is half seen: nothing is said of that one.
    assert {loss.sight for loss in account.lost} <= {sight, None}
    (finding,) = report.errors
    assert finding.words[sight.value] == "1"


def test_words_on_the_bleed_are_seen_on_the_uncut_sheet(press: Press) -> None:
    from publisher.reading import account_pdf, read_pdf

    body, css = LOSSES["on-the-bleed"]
    markup = press.document(article(body), css)
    content, _ = press.typeset(markup)
    account: Account = account_pdf(markup, read_pdf(content, "media"), Report())
    assert len(account.lost) < 4
