"""Links lead where they should, pictures are there, with their other words."""

from __future__ import annotations

import base64
from io import BytesIO

from PIL import Image

from publisher.diagnostics import Report
from publisher.reading import account_links, account_pictures, read_pdf
from tests.reading.conftest import Press

LINKS = (
    '<article id="a"><h1>Назва</h1><p id="a-1"><a href="https://example.org/шлях">перше'
    " посилання, довге, на два чи три рядки тексту, щоб його розірвало, ще довше і далі"
    '</a> та <a href="#b">друге</a> і <a href="https://example.org/шлях">ще</a>.</p></article>'
    '<article id="b" style="break-before: page"><h1>Інша</h1></article>'
)


def links(press: Press, printed: str = LINKS) -> list[str]:
    content, spots = press.typeset(press.document(printed))
    report = Report()
    account_links(press.document(LINKS), report, pdf=read_pdf(content), spots=spots)
    assert {finding.code for finding in report} <= {"link-lost"}
    return [finding.words["href"] for finding in report]


def test_links_that_work_are_found(press: Press) -> None:
    assert links(press) == []


def test_a_link_to_another_address_is_lost(press: Press) -> None:
    other = LINKS.replace('<a href="https://example.org/шлях">ще', '<a href="https://x.org">ще')
    assert links(press, other) == ["https://example.org/шлях"]


def test_words_without_their_link_are_noticed_beside_a_link_of_two_lines(press: Press) -> None:
    bare = LINKS.replace('<a href="https://example.org/шлях">ще</a>', "ще")
    assert links(press, bare) == ["https://example.org/шлях"]


def test_a_link_that_leads_to_another_page_is_lost(press: Press) -> None:
    assert links(press, LINKS.replace('href="#b"', 'href="#a"')) == ["#b"]


def photograph(colour: str = "red") -> str:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def pictures(press: Press, body: str, printed: str) -> list[str]:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{}"/></svg>'
    content, spots = press.typeset(
        press.document(printed), map=drawing.format("M0 0h9v9z"), empty=drawing.format("")
    )
    report = Report()
    account_pictures(press.document(body), report, pdf=read_pdf(content), spots=spots)
    return [finding.code for finding in report]


def test_a_photograph_is_counted(press: Press) -> None:
    body = (
        f'<figure id="f"><img src="{photograph()}" alt="Голова"></figure>'
        f'<figure id="g"><img src="{photograph("blue")}" alt="Рада"></figure>'
    )
    assert pictures(press, body, body) == []
    torn = body.replace(f'<img src="{photograph("blue")}" alt="Рада">', "<p>.</p>")
    assert pictures(press, body, torn) == ["picture-lost"]


def test_a_drawing_without_a_stroke_is_lost(press: Press) -> None:
    body = '<figure id="f"><img src="asset:map.svg" alt="Карта"></figure>'
    assert pictures(press, body, body) == []
    assert pictures(press, body, body.replace("map", "empty")) == ["picture-lost"]


def test_a_picture_off_the_page_is_lost(press: Press) -> None:
    body = '<p>слово</p><figure id="f"><img src="asset:map.svg" alt="Карта"></figure>'
    moved = body.replace("<figure", '<figure style="position: absolute; left: 300mm"')
    assert pictures(press, body, moved) == ["picture-lost"]


def test_other_alternative_words_are_noticed(press: Press) -> None:
    body = '<figure id="f"><img src="asset:map.svg" alt="Карта"></figure>'
    assert pictures(press, body, body.replace("Карта", "Рисунок")) == ["alternative-lost"]
