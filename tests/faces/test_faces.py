"""The press prints with its own faces, each the very file that was vouched for."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from publisher.diagnostics import Place, Report
from publisher.faces import Faces, check_coverage, fontconfig_file, load_faces
from publisher.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
UKRAINIAN = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’«»—–…№§₴×"
RUSSIAN = "ЁЪЫЭёъыэ"


@pytest.fixture(scope="module")
def faces() -> Faces:
    report = Report()
    faces = load_faces(Workspace(ROOT), report)
    assert not report.errors
    return faces


@pytest.fixture
def foundry(tmp_path: Path) -> Path:
    """A workspace with one family of two faces."""
    folder = tmp_path / "fonts" / "source-serif-4"
    folder.mkdir(parents=True)
    for name in ("SourceSerif4-Regular.ttf", "SourceSerif4-It.ttf", "SHA256SUMS"):
        shutil.copy(ROOT / "fonts/source-serif-4" / name, folder / name)
    (tmp_path / "fonts/fonts.yaml").write_text(
        "families:\n"
        "  Serif:\n"
        "    - {file: source-serif-4/SourceSerif4-Regular.ttf, weight: 400, style: normal}\n"
        "    - {file: source-serif-4/SourceSerif4-It.ttf, weight: 400, style: italic}\n"
    )
    return tmp_path


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


def test_every_shipped_face_prints_ukrainian_russian_and_english(faces: Faces) -> None:
    for face in faces.files:
        for char in UKRAINIAN + RUSSIAN + "Az09":
            assert face.covers(char), f"{face.path} lacks {char}"


def test_every_shipped_face_may_be_embedded(faces: Faces) -> None:
    assert {face.fs_type for face in faces.files} == {0}
    assert all(face.embeddable for face in faces.files)


def test_a_face_tells_its_sizes_and_features(faces: Faces) -> None:
    face = faces.face("Source Serif 4", 400, italic=False)
    assert face is not None
    assert face.metrics.units_per_em == 1000
    assert 450 < face.metrics.x_height < face.metrics.cap_height < face.metrics.ascent
    assert face.metrics.descent < 0
    assert {"smcp", "onum", "tnum", "kern"} <= face.features


def test_a_near_face_is_not_the_face(faces: Faces) -> None:
    assert faces.face("Source Serif 4", 700, italic=True) is not None
    assert faces.face("Source Serif 4", 500, italic=False) is None
    assert faces.face("Arial", 400, italic=False) is None


def test_faces_travel_to_workers(foundry: Path) -> None:
    faces = load_faces(Workspace(foundry), Report())
    copy = pickle.loads(pickle.dumps(faces))
    assert copy == faces
    assert copy.face("Serif", 400, italic=True).covers("ї")


def test_й_is_covered_where_its_parts_are(faces: Faces) -> None:
    face = faces.face("Source Sans 3", 400, italic=False)
    assert face is not None
    assert face.covers("й")
    assert not face.covers("\ue000")


def test_a_missing_glyph_is_named_with_its_face_and_its_column(faces: Faces) -> None:
    report = Report()
    place = Place(file="issues/a/articles/01.md", line=7, column=3)
    check_coverage([("Source Serif 4", 400, False, "щит ☂ і меч", place)], faces, report)
    (finding,) = report
    assert finding.code == "missing-glyph"
    assert finding.words["char"] == "☂"
    assert finding.words["codepoint"] == "U+2602"
    assert finding.words["name"] == "UMBRELLA"
    assert finding.words["face"] == "Source Serif 4 Regular"
    assert finding.place == Place(
        file="issues/a/articles/01.md", line=7, column=7, end_line=7, end_column=8
    )


def test_a_missing_glyph_says_which_families_have_it(faces: Faces) -> None:
    report = Report()
    check_coverage([("Source Serif 4", 400, False, "▸", None)], faces, report)
    (finding,) = report
    assert "Source Sans 3" in finding.words["families"]


def test_a_private_bullet_from_word_is_refused(faces: Faces) -> None:
    report = Report()
    check_coverage([("Source Sans 3", 400, False, "\uf0b7 перше", None)], faces, report)
    assert codes(report) == ["missing-glyph"]


def test_a_character_missing_everywhere_is_not_reported_a_thousand_times(faces: Faces) -> None:
    report = Report()
    runs = [("Source Sans 3", 400, False, "☂", Place(file="a", line=n)) for n in range(1, 1001)]
    check_coverage(runs, faces, report)
    assert len(report) == 20


def test_joiners_and_soft_hyphens_need_no_glyph(faces: Faces) -> None:
    report = Report()
    check_coverage(
        [("Source Serif 4", 400, False, "само\u00adвря\u200bду\u2060ван\u200dня\n\t", None)],
        faces,
        report,
    )
    assert not len(report)


def test_a_bold_italic_the_family_lacks_is_an_error(foundry: Path) -> None:
    report = Report()
    faces = load_faces(Workspace(foundry), report)
    check_coverage([("Serif", 700, True, "Вісник", None)], faces, report)
    (finding,) = report
    assert finding.code == "missing-italic"
    assert finding.words["faces"] == "Source Serif 4 Regular, Source Serif 4 Italic"


def test_a_weight_the_family_lacks_is_an_error(foundry: Path) -> None:
    report = Report()
    faces = load_faces(Workspace(foundry), report)
    check_coverage([("Serif", 500, False, "Вісник", None)], faces, report)
    assert codes(report) == ["missing-face"]


def test_a_family_nobody_lists_is_an_error(faces: Faces) -> None:
    report = Report()
    check_coverage([("Corporate Sans Pro", 400, False, "Вісник", None)], faces, report)
    assert codes(report) == ["missing-family"]


def test_an_altered_font_is_not_printed_with(foundry: Path) -> None:
    path = foundry / "fonts/source-serif-4/SourceSerif4-It.ttf"
    path.write_bytes(path.read_bytes() + b"\0")
    report = Report()
    faces = load_faces(Workspace(foundry), report)
    assert codes(report) == ["font-altered"]
    assert faces.face("Serif", 400, italic=True) is None
    assert faces.face("Serif", 400, italic=False) is not None


def test_a_font_without_checksum_is_refused(foundry: Path) -> None:
    (foundry / "fonts/source-serif-4/SHA256SUMS").write_text("")
    report = Report()
    load_faces(Workspace(foundry), report)
    assert codes(report) == ["font-not-vouched", "font-not-vouched"]


def test_a_font_that_is_no_font_is_refused(foundry: Path) -> None:
    import hashlib

    folder = foundry / "fonts/source-serif-4"
    (folder / "SourceSerif4-It.ttf").write_bytes(b"no font")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in folder.glob("*.ttf")
    ]
    (folder / "SHA256SUMS").write_text("".join(sums))
    report = Report()
    load_faces(Workspace(foundry), report)
    assert codes(report) == ["font-unreadable"]


def test_a_missing_font_file_is_named(foundry: Path) -> None:
    (foundry / "fonts/source-serif-4/SourceSerif4-It.ttf").unlink()
    report = Report()
    load_faces(Workspace(foundry), report)
    (finding,) = report
    assert finding.code == "file-missing"
    assert finding.place == Place(file="fonts/fonts.yaml")


@pytest.mark.parametrize(
    "text", ["", "families: [", "families: 7", "families: {Serif: [{file: a.ttf}]}", "a: 1"]
)
def test_an_unreadable_list_is_said(foundry: Path, text: str) -> None:
    (foundry / "fonts/fonts.yaml").write_text(text)
    report = Report()
    assert load_faces(Workspace(foundry), report).families == {}
    assert codes(report) == ["fonts-list-unreadable"]


def test_fontconfig_sees_only_the_project(foundry: Path, tmp_path: Path) -> None:
    faces = load_faces(Workspace(foundry), Report())
    path = fontconfig_file(faces, foundry, tmp_path / "cache")
    text = path.read_text()
    assert text.count("<dir>") == 1
    assert str(foundry / "fonts/source-serif-4") in text
    assert "/usr" not in text
    before = path.stat().st_mtime_ns
    assert fontconfig_file(faces, foundry, tmp_path / "cache") == path
    assert path.stat().st_mtime_ns == before
