"""Lists are lists: they go on with Enter, go down with Tab, and begin at their own number."""

from __future__ import annotations

import pytest

from tests.word.editions import article, made
from tests.word.pages import W, Word, text, value

UL, OL = "<ul>{}</ul>", "<ol>{}</ol>"


def items(file: Word) -> list[tuple[str, str | None, str | None, str | None]]:
    """(text, style, list, level) of each paragraph that has a number or stands under one."""
    return [
        (
            text(p),
            value(p, "w:pPr/w:pStyle"),
            value(p, "w:pPr/w:numPr/w:numId"),
            value(p, "w:pPr/w:numPr/w:ilvl"),
        )
        for p in file.find("w:p")
        if (value(p, "w:pPr/w:pStyle") or "").startswith(("List", "Decision", "NoticeList"))
    ]


def level(file: Word, number: str | None, depth: str | None) -> tuple[str | None, str | None]:
    """How a level of a list is numbered: its form and its sign."""
    (instance,) = [n for n in file.find("w:num", "numbering") if n.get(f"{W}numId") == number]
    abstract = value(instance, "w:abstractNumId")
    (found,) = [
        a for a in file.find("w:abstractNum", "numbering") if a.get(f"{W}abstractNumId") == abstract
    ]
    (row,) = [one for one in found.findall(f"{W}lvl") if one.get(f"{W}ilvl") == depth]
    return value(row, "w:numFmt"), value(row, "w:lvlText")


def start(file: Word, number: str | None) -> str | None:
    (instance,) = [n for n in file.find("w:num", "numbering") if n.get(f"{W}numId") == number]
    return value(instance, "w:lvlOverride/w:startOverride")


def test_each_numbered_list_begins_at_its_own_number():
    file = Word(
        made(article(
            "<ol><li><p>а</p></li><li><p>б</p></li></ol><p>і</p><ol><li><p>в</p></li></ol>"
            '<ol start="7"><li><p>г</p></li></ol>'
        ))
    )  # fmt: skip
    found = items(file)

    assert [style for _, style, _, _ in found] == ["ListNumber"] * 4
    assert found[0][2] == found[1][2]
    assert len({number for _, _, number, _ in found}) == 3
    assert [start(file, number) for _, _, number, _ in found] == ["1", "1", "1", "7"]
    assert level(file, found[0][2], "0") == ("decimal", "%1.")


@pytest.mark.parametrize(
    ("language", "letters"), [("uk", "russianLower"), ("ru", "russianLower"), ("en", "lowerLetter")]
)
def test_a_list_in_a_list_goes_on_with_letters_of_the_language(language, letters):
    inner = "<ol><li><p>один</p></li><li><p>два</p></li></ol>"
    markup = f"<ol><li><p>перший</p>{inner}</li><li><p>другий</p>{inner}</li></ol>"
    file = Word(made(article(markup, language), language))
    found = items(file)

    assert [style for _, style, _, _ in found] == [
        "ListNumber", "ListNumber2", "ListNumber2", "ListNumber", "ListNumber2", "ListNumber2",
    ]  # fmt: skip
    assert len({number for _, _, number, _ in found}) == 1
    assert [depth for *_, depth in found] == ["0", "1", "1", "0", "1", "1"]
    assert level(file, found[1][2], "1") == (letters, "%2)")


def test_a_second_list_in_one_item_begins_anew():
    inner = "<ol><li><p>один</p></li></ol>"
    file = Word(made(article(f"<ol><li><p>перший</p>{inner}<p>і</p>{inner}</li></ol>")))
    numbers = [number for shown, _, number, _ in items(file) if shown == "один"]

    assert len(set(numbers)) == 2
    assert start(file, numbers[1]) == "1"


def test_numbers_inside_bullets_are_numbers_not_letters():
    file = Word(made(article("<ul><li><p>а</p><ol><li><p>б</p></li></ol></li></ul>")))
    found = items(file)

    assert [style for _, style, _, _ in found] == ["ListBullet", "ListNumber2"]
    assert level(file, found[1][2], "1") == ("decimal", "%2.")


def test_the_second_paragraph_of_an_item_has_no_number():
    file = Word(made(article("<ul><li><p>перший</p><p>другий</p></li></ul>")))

    assert items(file)[1] == ("другий", "ListContinue", None, None)


def test_decisions_are_numbered_through_their_levels():
    file = Word(made(article(
        '<ol class="decision"><li><p>а</p><ol class="decision"><li><p>б</p></li></ol></li></ol>'
    )))  # fmt: skip
    found = items(file)

    assert {style for _, style, _, _ in found} == {"Decision"}
    assert level(file, found[1][2], "1") == ("decimal", "%1.%2.")


def test_a_list_in_a_box_stands_in_the_box():
    file = Word(made(article(
        '<aside class="notice"><p>Текст</p><ul><li><p>перше</p></li><li><p>друге</p></li></ul>'
        "</aside>"
    )))  # fmt: skip

    assert [style for _, style, _, _ in items(file)] == ["NoticeList", "NoticeListLast"]


def test_a_thousand_lists_in_one_another_are_still_a_file():
    depth = 60
    file = Word(made(article("<ul><li><p>а</p>" * depth + "</li></ul>" * depth)))

    assert {level for *_, level in items(file)} == {str(n) for n in range(9)}
