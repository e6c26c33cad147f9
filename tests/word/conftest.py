"""Word files to look at."""

from __future__ import annotations

import pytest

from tests.word import editions
from tests.word.pages import Word


@pytest.fixture(scope="session")
def sample_bytes() -> bytes:
    return editions.sample()


@pytest.fixture(scope="session")
def sample(sample_bytes: bytes) -> Word:
    """The sample bulletin, opened."""
    return Word(sample_bytes)
