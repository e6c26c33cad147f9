"""What the doctor finds on a machine, and the command it names."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Report, messages
from publisher.doctor import Machine, examine
from publisher.doctor.checks.libraries import LIBRARIES, Library, check_libraries
from publisher.doctor.checks.packages import check_packages
from publisher.doctor.checks.rights import check_rights

DEBIAN = Machine("linux", "apt-get", is_root=False)
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_this_machine_can_print(house):
    report = examine(house)

    assert report.errors == ()
    assert {"doctor-python", "doctor-packages", "doctor-fonts"} <= {d.code for d in report}


@pytest.mark.parametrize(
    ("machine", "command"),
    [
        (DEBIAN, f"sudo apt-get install {PANGO}"),
        (Machine("linux", "apt-get", is_root=True), f"apt-get install {PANGO}"),
        (Machine("linux", "dnf", is_root=False), "sudo dnf install pango harfbuzz"),
        (Machine("darwin", "brew", is_root=False), "brew install pango"),
        (Machine("linux", None, is_root=False), "make setup"),
    ],
)
def test_each_system_is_told_its_own_command(machine, command):
    assert machine.libraries_command == command


def test_a_library_that_is_missing_is_named_with_the_command(house, monkeypatch):
    absent = Library("Pango", "pango-that-is-not-there", "0")
    monkeypatch.setattr("publisher.doctor.checks.libraries.LIBRARIES", (absent,))
    report = Report()

    check_libraries(house, DEBIAN, report)

    (finding,) = report.errors
    assert messages.message(finding, "uk") == (
        "Pango не знайдено (libpango-that-is-not-there.so.0)"
    )
    assert messages.hint(finding, "uk") == f"sudo apt-get install {PANGO}"


def test_every_library_weasyprint_loads_is_looked_for():
    assert {library.name for library in LIBRARIES} == {
        "gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig",
    }  # fmt: skip


def test_packages_are_compared_with_the_lock(bench, write):
    write(
        "requirements/run.txt",
        "typer==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0 \\\n"
        "elsewhere-only==1.0 ; sys_platform == 'win32' \\\n",
    )
    report = Report()

    check_packages(bench, DEBIAN, report)

    assert [(d.code, d.words["package"]) for d in report] == [
        ("doctor-package-differs", "typer"),
        ("doctor-package-missing", "no-such-package"),
    ]


def test_a_missing_licence_is_an_error(bench):
    (bench.root / "fonts/source-sans-3/OFL.txt").unlink()

    codes = {d.code for d in examine(bench, DEBIAN).errors}

    assert "doctor-licence-missing" in codes


def test_the_doctor_leaves_the_machine_as_it_was(bench):
    check_rights(bench, DEBIAN, Report())

    assert not (bench.root / "build").exists()
