"""Notes are Word's: numbered by themselves, with their looks, links and languages."""

from __future__ import annotations

from tests.word.editions import article, made
from tests.word.pages import R, W, Word, text, value

NOTE = '<span class="footnote" id="n{0}" role="doc-footnote">{1}</span>'


def note(file: Word, number: int):
    (found,) = [n for n in file.part("footnotes") if n.get(f"{W}id") == str(number)]
    return found


def test_a_note_keeps_its_emphasis_and_its_link():
    inner = 'Див. <em>звіт</em> і <a href="https://example.org/a?b=1&amp;c=2">сайт</a>.'
    file = Word(made(article(f"<p>Слово{NOTE.format(1, inner)} далі.</p>")))
    (link,) = note(file, 1).iter(f"{W}hyperlink")
    links = file.parts["word/_rels/footnotes.xml.rels"].decode()

    assert text(note(file, 1)) == " Див. звіт і сайт."
    assert [
        value(r, "w:rPr/w:rStyle") for r in note(file, 1).iter(f"{W}r") if text(r) == "звіт"
    ] == ["Emphasis"]
    assert f'Id="{link.get(R + "id")}"' in links
    assert "https://example.org/a?b=1&amp;c=2" in links


def test_notes_are_numbered_in_reading_order_from_text_and_table_alike(sample):
    marks = [mark.get(f"{W}id") for mark in sample.find("w:footnoteReference")]

    assert marks == ["1", "2", "3"]
    assert text(note(sample, 2)) == " За даними порталу."


def test_a_note_of_two_paragraphs_has_two():
    inner = "".join(f'<span class="footnote-paragraph">{word}</span>' for word in ("Раз", "Два"))
    file = Word(made(article(f"<p>Слово{NOTE.format(1, inner)}.</p>")))

    assert [text(p) for p in note(file, 1).iter(f"{W}p")] == [" Раз", "Два"]


def test_a_note_of_a_bold_heading_is_not_bold_and_its_text_wears_its_own_style():
    file = Word(made(article(f"<h2>Назва{NOTE.format(1, '<strong>жирно</strong>')}</h2>")))

    assert [
        value(r, "w:rPr/w:rStyle") for r in note(file, 1).iter(f"{W}r") if text(r) == "жирно"
    ] == ["Strong"]


def test_every_file_has_the_rules_above_notes(sample):
    for part in ("footnotes", "endnotes"):
        kinds = [n.get(f"{W}type") for n in sample.part(part)][:2]
        assert kinds == ["separator", "continuationSeparator"]
