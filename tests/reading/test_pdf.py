"""A finished PDF as another pair of eyes sees it."""

from __future__ import annotations

import pickle

import pypdfium2
import pytest

from publisher.reading import overflowing, read_pdf
from publisher.reading.seen import Joint, Matter, Sight
from tests.reading.conftest import Press


def seen(press: Press, body: str, css: str = "") -> str:
    return press.read(f'<article id="a">{body}</article>', css).text


def test_lines_are_read_as_they_stand(press: Press) -> None:
    assert seen(press, "<p>перша<br>друга лінія</p>") == "перша\nдруга лінія"


def test_styles_do_not_part_a_word(press: Press) -> None:
    assert seen(press, "<p><strong>Асо</strong>ціація <em>рад</em>и</p>") == "Асоціація ради"


def test_tracked_capitals_are_words(press: Press) -> None:
    css = "p { letter-spacing: .3em; text-transform: uppercase }"
    assert seen(press, "<p>Рада та її село</p>", css) == "РАДА ТА ЇЇ СЕЛО"


def test_wide_and_narrow_spaces_are_spaces(press: Press) -> None:
    css = "p { word-spacing: -.1em } p.w { text-align-last: justify }"
    body = '<p>і в ній є я</p><p class="w">і в ній</p>'
    assert seen(press, body, css) == "і в ній є я\nі в ній"


def test_words_of_one_letter_are_not_taken_for_tracking(press: Press) -> None:
    assert seen(press, "<p>— і ми її</p>") == "— і ми її"


def test_a_hyphen_at_a_line_end_is_kept_as_a_hyphen(press: Press) -> None:
    css = "p { width: 22mm; text-align: left }"
    assert seen(press, "<p>самоврядування</p>", css).split("\n")[0].endswith("-")


def test_a_note_is_told_from_its_word(press: Press) -> None:
    pdf = press.read('<p>рад<span class="footnote">Закон</span> далі</p>')
    joints = [(piece.text, piece.joint) for piece in pdf.page(1).pieces[:3]]
    assert joints == [("рад", Joint.BREAK), ("1", Joint.TOUCH), ("далі", Joint.SPACE)]


def test_turned_text_is_read(press: Press) -> None:
    css = "p { transform: rotate(90deg); width: 40mm; margin-left: 30mm; margin-top: 30mm }"
    assert seen(press, "<p>повернуто на бік</p>", css).split() == ["повернуто", "на", "бік"]


def test_text_in_a_translucent_group_is_seen_and_clipped(press: Press) -> None:
    css = ".g { opacity: .5; overflow: hidden; height: 12pt }"
    pdf = press.read('<div class="g">видно<br>обтято</div>', css)
    sights = [(piece.text, piece.sight) for piece in pdf.page(1).pieces[:2]]
    assert sights == [("видно", Sight.VISIBLE), ("обтято", Sight.CLIPPED)]


def test_running_heads_and_drawn_words_are_told_apart(press: Press) -> None:
    content, _ = press.typeset(
        press.document('<h1>Назва</h1><p>слово</p><img src="asset:map.svg" alt="Карта">'),
        map='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text x="5" y="20"'
        ' font-family="Source Sans 3" font-size="9">Ізюм</text></svg>',
    )
    (page,) = read_pdf(content).pages
    assert {piece.text for piece in page.pieces if piece.matter is Matter.RUNNING} == {
        "Назва",
        "1",
    }
    assert "".join(p.text for p in page.pieces if p.matter is Matter.DRAWN) == "Ізюм"
    assert page.alternatives == ("Карта",)


def test_a_list_number_is_a_label(press: Press) -> None:
    pdf = press.read("<ol><li>перше</li></ol>")
    assert [(p.text, p.matter) for p in pdf.page(1).pieces if p.matter is Matter.LABEL] == [
        ("1.", Matter.LABEL)
    ]


def test_a_pdf_tells_of_itself(press: Press) -> None:
    pdf = press.read(
        '<h1 id="a">Назва</h1><h2>Розділ</h2><p><a href="https://example.org/x">там</a>'
        ' <a href="#a">тут</a></p>'
    )
    assert pdf.tagged
    assert pdf.title == "Вісник"
    assert pdf.language == "uk"
    assert [(mark.level, mark.title, mark.page) for mark in pdf.outline] == [
        (1, "Назва", 1),
        (2, "Розділ", 1),
    ]
    outside, inside = pdf.page(1).links
    assert outside.uri == "https://example.org/x"
    assert inside.page == 1
    assert outside.box.height > 0
    assert pdf.fonts
    assert all(font.embedded for font in pdf.fonts)
    page = pdf.page(1)
    assert page.label == "1"
    assert page.clip.width == pytest.approx(148 / 25.4 * 72, abs=0.1)
    assert page.media.width > page.clip.width


def test_a_reading_travels_and_is_kept(press: Press) -> None:
    pdf = press.read("<p>слово</p>")
    assert pickle.loads(pickle.dumps(pdf)) == pdf


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        read_pdf(b"no pdf")


OVERFLOWS = {
    "text-outside": ("<p>{long}</p>", "p {{ white-space: nowrap; margin-left: 95mm }}"),
    "text-overlap": (
        "<table><tr><td>{long}</td><td>друга</td></tr></table>",
        "table {{ table-layout: fixed; width: 60mm }} td {{ hyphens: none }}",
    ),
}


@pytest.mark.parametrize("trouble", OVERFLOWS)
def test_words_wider_than_their_place_are_found(trouble: str, press: Press) -> None:
    body, css = OVERFLOWS[trouble]
    long = "нормативноправовийдокументообіг"
    pdf = press.read(body.format(long=long), css.format())
    assert trouble in {overflow.trouble for overflow in overflowing(pdf)}


def test_notes_printed_over_the_text_are_found(press: Press) -> None:
    css = ".n { position: absolute; top: 3pt; left: 4mm }"
    pdf = press.read('<p>слово рада громада</p><p class="n">примітка</p>', css)
    overlaps = [o for o in overflowing(pdf) if o.trouble == "text-overlap"]
    assert overlaps
    assert overlaps[0].page == 1


def test_close_lines_do_not_overlap(press: Press) -> None:
    css = "p { line-height: 9pt } sup { font-size: 6pt }"
    pdf = press.read("<p>рада<sup>1</sup> громада " + "Щук’їць ґудзик " * 60 + "</p>", css)
    assert overflowing(pdf) == ()


def test_words_in_the_margin_are_found_when_the_text_area_is_known(press: Press) -> None:
    from publisher.units import Box

    pdf = press.read("<p>слово рада громада</p>", "p { margin-left: -8mm }")
    mm = 72 / 25.4
    area = Box(15 * mm, 18 * mm, 133 * mm, 192 * mm)
    found = [o.word for o in overflowing(pdf, [area]) if o.trouble == "text-in-margin"]
    assert found == ["слово"]
    assert overflowing(pdf) == ()
