"""Words are found however a layout broke them, and only then."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.reading.matching import Bit, match
from publisher.reading.seen import Joint

WORD = st.text("абвгдеєжи", min_size=1, max_size=9)


def bits(text: str) -> list[Bit]:
    """`|` begins a line, `+` glues, `^` touches, a space parts."""
    joints = {"|": Joint.BREAK, "+": Joint.GLUED, "^": Joint.TOUCH, " ": Joint.SPACE}
    out, joint, word = [], Joint.BREAK, ""
    for char in text + "|":
        if char in joints:
            if word:
                out.append(Bit(word, joint))
            joint, word = joints[char], ""
        else:
            word += char
    return out


def result(expected: str, seen: str) -> tuple[list[str], list[str]]:
    found = match(Counter(expected.split()), bits(seen))
    return sorted(found.lost.elements()), [stray.text for stray in found.strays]


def test_whole_words_are_found_in_any_order() -> None:
    assert result("рада село", "село|рада") == ([], [])


def test_a_word_broken_at_a_hyphen_is_whole() -> None:
    assert result("самоврядування іванофранківськ", "самовря-|дування Івано-|Франківськ") == (
        [],
        [],
    )


def test_a_hyphen_that_stays_open_does_not_join() -> None:
    assert result("одно і двоповерхові", "одно-|і двоповерхові") == ([], [])


def test_a_range_broken_at_its_dash_is_two_numbers() -> None:
    assert result("2020 2021 1275 1276", "2020–|2021 1275-|1276") == ([], [])


def test_a_word_goes_on_after_a_note() -> None:
    assert result("самоврядування закон 1", "самовря-|1 закон|дування") == ([], [])


def test_the_like_of_a_half_may_stand_in_the_text() -> None:
    assert result("нарада на рада", "на рада на-|1|рада") == ([], ["1"])


def test_a_word_in_two_styles_and_broken_too() -> None:
    assert result("соціальноекономічний кінець", "со+ціально-еко-|кінець|номічний") == ([], [])


def test_a_drop_cap_belongs_to_its_word() -> None:
    assert result("асоціація рад", "А|соціація рад") == ([], [])


def test_a_note_glued_to_its_word_is_apart() -> None:
    assert result("рад 1", "рад+1") == ([], [])
    assert result("рад", "рад+1") == ([], ["1"])


def test_letters_drawn_one_by_one_are_a_word() -> None:
    assert result("рада", "Р А Д А") == ([], [])


def test_a_lost_word_is_lost_and_its_halves_are_no_gain() -> None:
    assert result("рада село", "рада") == (["село"], [])
    assert result("самоврядування рада", "рада самовря-") == (["самоврядування"], [])


def test_a_stray_word_comes_back_whole() -> None:
    assert result("рада", "рада кіль-|кість") == ([], ["кіль-кість"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORD, st.integers(0, 9)), min_size=1, max_size=12), st.data())
def test_words_broken_anywhere_are_found_and_one_less_is_missed(
    cuts: list[tuple[str, int]], data: st.DataObject
) -> None:
    lines = []
    for word, cut in cuts:
        broken = 1 < cut < len(word) - 1
        lines.append(f"{word[:cut]}-|{word[cut:]}" if broken else word)
    expected = Counter(word for word, _ in cuts)
    seen = bits("|".join(lines))
    found = match(expected, seen)
    assert not found.lost
    assert not found.strays
    word = data.draw(WORD)
    assert match(expected + Counter([word]), seen).lost.total() >= 1
