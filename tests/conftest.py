"""What all tests share: the house itself, a bench to try an issue on, and the judges' rule."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.diagnostics import Report
from publisher.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the goldens")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def house() -> Workspace:
    """The checkout itself, for reading."""
    return Workspace(ROOT, environment={})


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def bench(tmp_path: Path) -> Workspace:
    """A workspace of its own, with the house's templates and fonts and no issues."""
    for folder in ("templates", "fonts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, copy_function=os.link)
    (tmp_path / "issues" / "_shared").mkdir(parents=True)
    return Workspace(tmp_path, environment={})


@pytest.fixture
def write(bench: Workspace) -> Callable[[str, str | bytes], Path]:
    """Put a file on the bench: `write("issues/try/issue.yaml", "kind: …")`."""

    def put(path: str, content: str | bytes) -> Path:
        target = bench.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    return put


def judge(command: str) -> str:
    """The path of an outside judge. Absent, it has not judged: the test is skipped, and fails
    where judges are required (`PUBLISHER_JUDGES=required`, as in CI)."""
    found = shutil.which(command)
    if found:
        return found
    if os.environ.get("PUBLISHER_JUDGES") == "required":
        pytest.fail(f"the judge `{command}` is required and absent: make judges")
    pytest.skip(f"not judged: `{command}` is absent")
