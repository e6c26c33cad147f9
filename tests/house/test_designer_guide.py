"""The designer's guide makes a kind of edition: here it is made, from the guide's own blocks."""

from __future__ import annotations

import re
import shutil

from publisher import pipeline
from tests.conftest import ROOT

GUIDE = (ROOT / "docs/guides/designer.md").read_text(encoding="utf-8")
BLOCKS = re.findall(
    r"^```(?:yaml|jinja)\n(?:# (\S+)\n)?(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
)


def test_the_kind_of_the_guide_is_a_folder_and_nothing_else(bench, write, report):
    shutil.copytree(bench.root / "templates/brochure", bench.root / "templates/memo")
    for path, text in BLOCKS:
        target = path or "templates/memo/parts/article.html.j2"
        (bench.root / target).unlink(missing_ok=True)  # the bench shares its files with the house
        write(target, text)
    manuscript = bench.root / "templates/memo/sample/issue.yaml"
    sample = manuscript.read_text(encoding="utf-8").replace("kind: brochure", "kind: memo")
    parts = re.sub(r"  - parts:\n      - type: figures\n(?: {8}.*\n)+", "", sample)
    manuscript.unlink()
    write("templates/memo/sample/issue.yaml", parts)

    pipeline.new_issue(bench, "memo", "my-memo", report)
    pipeline.check(bench, ["my-memo"], report)

    assert [kind.title["uk"] for kind in pipeline.kinds(bench) if kind.name == "memo"] == [
        "Пам’ятка"
    ]
    assert list(report) == []
