"""Why a page can't be used: a code of the catalogue and what fills its message."""

from __future__ import annotations


class Unfit(Exception):  # noqa: N818 - says what the page is
    """A page that can't be placed; `code` and `values` make the diagnostic."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
