"""What goes wrong in `issue.yaml`, and what the editor reads then."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Report, messages
from publisher.nodes import compose
from tests.sources.conftest import ISSUE, cases, part


def test_a_misspelt_field_is_told_once_with_what_was_meant(read):
    reading = read({"issue.yaml": ISSUE.replace("language:", "langauge:")})

    assert reading.issues == ()
    assert reading.lines == [
        "unknown-field issue.yaml:4:1: немає такого поля: `langauge` (issue) → може, `language`?"
    ]
    place = next(iter(reading.report)).place
    assert (place.end_line, place.end_column) == (4, 9)


def test_a_misspelt_field_of_a_part_names_the_part_and_its_fields(read):
    reading = read({"issue.yaml": part("{type: notice, text: Слова, titel: Увага}")})

    assert reading.lines == [
        "unknown-field issue.yaml:7:37: немає такого поля: `titel` (`notice`) → може, `title`?"
    ]


def test_letters_of_the_other_alphabet_are_seen_through(read):
    reading = read({"issue.yaml": ISSUE.replace("title:", "tіtlе:")})

    assert "→ може, `title`?" in reading.lines[0]


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        (
            "title: Вісник",
            "title: [Вісник]",
            "text-expected issue.yaml:2:9: `title` має бути текстом, а тут `[…]`",
        ),
        (
            "title: Вісник",
            "title:",
            "empty-field issue.yaml:2:1: поле `title` порожнє",
        ),
        (
            "date: 2026-01-31",
            "date: 2026-02-30",
            "bad-date issue.yaml:3:7: `2026-02-30` — немає такої дати в календарі",
        ),
        (
            "date: 2026-01-31",
            "date: 31 січня",
            "bad-date issue.yaml:3:7: `31 січня` — немає такої дати в календарі",
        ),
        (
            "date: 2026-01-31",
            "date: 2026-01-31\nnumber: три",
            "whole-number-expected issue.yaml:4:9: `number` має бути цілим числом, а тут `три`",
        ),
        (
            "language: uk",
            "language: ua",
            "unknown-choice issue.yaml:4:11: `language` не може бути `ua`",
        ),
        (
            "sections:\n  - parts:\n      - articles/a.md",
            "sections: articles/a.md",
            "list-expected issue.yaml:5:11: `sections` має бути списком, а тут `articles/a.md`",
        ),
        (
            "kind: bulletin",
            "kind: buletin",
            "kind-unknown issue.yaml:1:7:",
        ),
        (
            "language: uk",
            "language: uk\nlanguages: [uk, en]",
            "language-twice issue.yaml:5:1: у випуску названо і `language`, і `languages`",
        ),
        (
            "title: Вісник",
            "title: {ua: Вісник}",
            "language-unknown issue.yaml:2:9: `ua` — не мова друкарні",
        ),
    ],
)
def test_values_of_the_wrong_sort(read, was, now, line):
    reading = read({"issue.yaml": ISSUE.replace(was, now)})

    assert any(said.startswith(line) for said in reading.lines), reading.lines


def test_an_unknown_sort_of_part_is_told_with_the_known_ones(read):
    reading = read({"issue.yaml": part("{type: tabel, source: data/a.csv}")})

    (line,) = reading.lines
    assert line.startswith("unknown-choice issue.yaml:7:16: `type` не може бути `tabel`")
    assert line.endswith("→ може, `table`?")


def test_a_part_without_a_sort_lacks_its_type(read):
    reading = read({"issue.yaml": part("{source: data/a.csv}")})

    assert reading.codes == ["missing-field"]
    assert "`type`" in reading.lines[0]


def test_all_mistakes_are_told_at_once_and_in_order(read):
    reading = read(
        {
            "issue.yaml": ISSUE.replace("title: Вісник", "titel: Вісник").replace(
                "2026-01-31", "вчора"
            ),
            "articles/a.md": "---\ntitle: А\nautor: Я\n---\n<b>Текст</b>\n",
        }
    )

    assert [
        (finding.code, str(finding.place).rpartition("/")[2]) for finding in reading.report
    ] == [
        ("unknown-field", "issue.yaml:2:1"),
        ("bad-date", "issue.yaml:3:7"),
        ("unknown-field", "a.md:3:1"),
        ("raw-html", "a.md:5:1"),
    ]


@pytest.mark.parametrize(("text", "said"), cases("sources-yaml"))
def test_yaml_is_refused_in_words(report: Report, text: str, said: str):
    node = compose(text, "f", report)

    assert node is None
    (finding,) = report
    assert f"{finding.code} {str(finding.place)[2:]} {messages.message(finding, 'uk')}" == said


def test_brackets_without_end_are_refused_before_they_exhaust_the_machine(report: Report):
    assert compose("[" * 100_000, "f", report) is None
    assert [(d.code, d.place.column) for d in report] == [("yaml-too-deep", 51)]


def test_half_a_surrogate_is_no_letter(report: Report):
    assert compose('a: "\\ud800"\n', "f", report) is None
    assert len(report) == 1


def test_an_alias_bomb_is_refused_at_once(read):
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )

    reading = read({"issue.yaml": bomb})

    (line,) = reading.lines
    assert line.startswith("yaml-too-many issue.yaml:")


def test_nothing_is_reinterpreted(report: Report):
    text = "edrpou: 04051234\ntel: +380577051426\nno: no\nversion: 1.10\ntime: 12:30\nnull: null\n"
    node = compose(text, "f", report)

    assert node is not None
    assert node.value == {
        "edrpou": "04051234",
        "tel": "+380577051426",
        "no": "no",
        "version": "1.10",
        "time": "12:30",
        "null": "null",
    }


def test_the_modeline_of_an_editor_does_no_harm(read):
    modeline = "# yaml-language-server: $schema=../../schema.json\n"

    assert read({"issue.yaml": modeline + ISSUE}).codes == []


def test_a_file_in_windows_1251_is_named_as_such(read):
    reading = read({"issue.yaml": ISSUE.encode("cp1251")})

    (line,) = reading.lines
    assert line.startswith("not-utf8 issue.yaml:2:9: файл не в UTF-8: байт 0xF1, позиція 25")
    assert line.endswith("схоже на windows-1251: відкрийте файл у редакторі й збережіть як UTF-8")


def test_an_article_in_utf16_is_named_as_such(read):
    reading = read({"articles/a.md": "---\ntitle: А\n---\nТекст\n".encode("utf-16")})

    assert "схоже на UTF-16" in reading.lines[0]
    assert reading.lines[0].startswith("not-utf8 articles/a.md:1:1:")


def test_hidden_signs_are_told_with_their_places(read):
    reading = read({"articles/a.md": "---\ntitle: А\n---\nСло\u202eво\u2028і\x07.\n"})

    assert [(d.words["character"], d.place.line, d.place.column) for d in reading.report] == [
        ("U+202E", 4, 4),
        ("U+2028", 4, 7),
        ("U+0007", 4, 9),
    ]


def test_a_mark_of_byte_order_and_windows_line_ends_are_taken_in_silence(read):
    reading = read({"issue.yaml": b"\xef\xbb\xbf" + ISSUE.replace("\n", "\r\n").encode()})

    assert reading.codes == []
    assert reading.issue.title.place.line == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../../secret.md", "path-outside"),
        ("articles/../../x.md", "path-outside"),
        ("/etc/passwd.md", "path-absolute"),
        ("~/a.md", "path-absolute"),
        ("https://a.ua/a.md", "path-is-url"),
        ("//a.ua/a.md", "path-is-url"),
        ("articles\\\\a.md", "path-odd"),
        ("articles/b.md", "file-missing"),
        ("articles/a.docx", "article-format"),
    ],
)
def test_paths_that_may_not_be_used(read, path, said):
    reading = read({"issue.yaml": ISSUE.replace("articles/a.md", f'"{path}"')})

    assert said in reading.codes
    finding = next(d for d in reading.report if d.code == said)
    assert str(finding.place) == "issues/try/issue.yaml:7:9"


def test_a_missing_article_is_told_with_the_nearest_name(read):
    reading = read({"issue.yaml": ISSUE.replace("articles/a.md", "articles/zbiry.md"),
                    "articles/zbory.md": "x"})  # fmt: skip

    assert "→ може, `zbory.md`?" in next(x for x in reading.lines if x.startswith("file-missing"))


def test_a_link_is_not_followed(read, bench):
    (bench.root / "issues/try/articles").mkdir(parents=True)
    (bench.root / "issues/try/articles/b.md").symlink_to("/etc/hostname")
    reading = read({"issue.yaml": ISSUE.replace("articles/a.md", "articles/b.md")})

    assert "path-is-link" in reading.codes
