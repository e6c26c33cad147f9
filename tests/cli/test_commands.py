"""What each command answers, besides building."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT


def test_kinds_are_listed_with_what_they_are(publisher):
    answer = publisher("kinds", at=ROOT)

    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines() if line[0] != " "] == [
        "brochure", "bulletin", "directory",
    ]  # fmt: skip


def test_kinds_speak_json_to_programs(publisher):
    listing = json.loads(publisher("kinds", "--format", "json", at=ROOT).out)

    assert listing["ok"] is True
    assert listing["kinds"][1]["title"]["uk"] == "Інформаційний бюлетень"


def test_fonts_name_family_weight_and_file(publisher):
    answer = publisher("fonts", at=ROOT)

    assert answer.code == 0
    assert "Source Serif 4\n" in answer.out
    assert "  700  upright (SourceSans3-Bold.ttf), italic (SourceSans3-BoldIt.ttf)\n" in answer.out


def test_an_altered_font_is_an_error(publisher, bench):
    font = bench.root / "fonts/source-sans-3/SourceSans3-Bold.ttf"
    content = font.read_bytes()
    font.unlink()
    font.write_bytes(content[:-1])

    answer = publisher("fonts", at=bench.root)

    assert answer.code == 1
    assert "error[font-altered]" in answer.err


def test_explain_says_what_it_means_and_how_to_mend_it(publisher):
    answer = publisher("explain", "unknown-issue")

    assert answer.code == 0
    assert answer.out.startswith("unknown-issue: there is no issue `‹issue›`\n\n")
    assert "hint: start one with `publisher new KIND SLUG`\n" in answer.out


def test_explain_without_a_code_lists_all(publisher):
    codes = [line.split()[0] for line in publisher("explain").out.splitlines()]

    assert codes == sorted(codes)
    assert {"unknown-command", "missing-glyph"} <= set(codes)


def test_new_starts_an_edition_from_the_sample_of_its_kind(publisher, bench):
    answer = publisher("new", "bulletin", "my-bulletin", at=bench.root)

    assert answer.code == 0
    assert "issues/my-bulletin/issue.yaml" in answer.out.splitlines()
    assert (bench.root / "issues/my-bulletin/issue.yaml").exists()


def test_new_leaves_an_issue_that_is_there_alone(publisher, bench):
    publisher("new", "bulletin", "my-bulletin", at=bench.root)
    mine = bench.root / "issues/my-bulletin/issue.yaml"
    mine.unlink()
    mine.write_text("title: моє\n")

    answer = publisher("new", "brochure", "my-bulletin", at=bench.root)

    assert answer.code == 1
    assert "error[issue-exists]" in answer.err
    assert mine.read_text() == "title: моє\n"


def test_new_answers_a_misspelt_kind_with_the_nearest(publisher, bench):
    answer = publisher("new", "buletin", "x", at=bench.root)

    assert answer.code == 1
    assert "error[kind-unknown]" in answer.err
    assert "did you mean `bulletin`?" in answer.err


def test_schema_is_json_that_knows_the_kinds(publisher):
    answer = publisher("schema", at=ROOT)

    assert answer.code == 0
    assert "bulletin" in json.dumps(json.loads(answer.out))


def test_clean_removes_what_was_made_and_nothing_else(publisher, bench, write):
    source = write("issues/a/issue.yaml", "title: a\n")
    made = write("build/a/a.pdf", "%PDF")
    kept = write("build/b/b.pdf", "%PDF")

    answer = publisher("clean", "a", at=bench.root)

    assert answer.out == "build/a\n"
    assert (made.exists(), kept.exists(), source.exists()) == (False, True, True)


def test_clean_without_a_name_removes_all_that_was_made(publisher, bench, write):
    made = write("build/a/a.pdf", "%PDF")
    remembered = write(".cache/publisher/pdf/00/00", "x")

    assert publisher("clean", at=bench.root).out == "build\n"
    assert (made.exists(), remembered.exists()) == (False, True)
    assert publisher("clean", "--cache", at=bench.root).out == ".cache/publisher\n"
    assert not remembered.exists()


def test_clean_takes_a_link_away_but_not_what_it_leads_to(publisher, bench, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "precious").touch()
    (bench.root / "build").symlink_to(elsewhere)

    publisher("clean", at=bench.root)

    assert not (bench.root / "build").exists()
    assert (elsewhere / "precious").exists()


def test_the_typographer_sets_standard_input(publisher):
    assert publisher("typography", stdin='"тепло"\n').out == "«тепло»\n"


def test_the_typographer_shows_only_what_changes(publisher, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text('рядок\n"тепло"\n')

    assert publisher("typography", "--diff", str(text)).out == '2\n- "тепло"\n+ «тепло»\n'
    assert text.read_text() == 'рядок\n"тепло"\n'


@pytest.mark.parametrize(
    ("content", "code"), [(None, "text-unreadable"), (b"\xe2\xf3\xeb", "text-not-utf-8")]
)
def test_the_typographer_says_what_it_cannot_read(publisher, tmp_path, content, code):
    file = tmp_path / "a.txt"
    if content:
        file.write_bytes(content)

    answer = publisher("typography", str(file))

    assert answer.code == 2
    assert f"error[{code}]" in answer.err
