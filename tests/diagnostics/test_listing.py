"""What other programs read: one JSON document with all that was found and made."""

from __future__ import annotations

import hashlib
import json

from publisher.diagnostics import Place, Report
from publisher.diagnostics.listing import as_json
from publisher.model.output import Made
from publisher.units import Box


def test_a_finding_keeps_code_words_and_place():
    report = Report()
    place = Place(file="issues/a/issue.yaml", line=5, column=1)
    report.error("wrong-value", place, value="pff", option="--to", suggestion="pdf")

    listing = json.loads(as_json(report, (), "uk"))

    assert listing == {
        "version": 1,
        "ok": False,
        "diagnostics": [
            {
                "code": "wrong-value",
                "severity": "error",
                "message": "`pff` не підходить для `--to`",
                "hint": "може, `pdf`?",
                "file": "issues/a/issue.yaml",
                "line": 5,
                "column": 1,
                "cell": None,
                "page": None,
                "box": None,
            }
        ],
        "outputs": [],
    }


def test_a_finding_on_a_page_has_its_box_in_points():
    report = Report()
    report.warning("interrupted", Place(page=3, box=Box(1, 2, 3.14159, 4)))

    finding = json.loads(as_json(report, (), "en"))["diagnostics"][0]

    assert (finding["page"], finding["box"]) == (3, [1, 2, 3.14, 4])


def test_an_output_is_named_with_its_digest():
    made = Made("build/a/a.pdf", b"%PDF", "pdf", pages=12)

    assert json.loads(as_json(Report(), (made,), "uk"))["outputs"] == [
        {
            "path": "build/a/a.pdf",
            "sha256": hashlib.sha256(b"%PDF").hexdigest(),
            "bytes": 4,
            "pages": 12,
            "format": "pdf",
        }
    ]


def test_warnings_are_well_unless_strict():
    report = Report()
    report.warning("interrupted")

    assert json.loads(as_json(report, (), "uk"))["ok"] is True
    assert json.loads(as_json(report, (), "uk", strict=True))["ok"] is False


def test_cyrillic_is_written_as_letters():
    report = Report()
    report.error("wrong-value", value="Вісник", option="--to")

    assert "Вісник" in as_json(report, (), "uk").decode()
