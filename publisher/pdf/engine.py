"""WeasyPrint, taken into service: the project's fonts only, our fetcher only, no silent losses.

The only module that imports WeasyPrint. Fonts are found through a fontconfig file of our own,
files come as assets of the book, and whatever WeasyPrint would only log is gathered.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from publisher import typography
from publisher.model.output import Asset
from publisher.pdf import accelerations, breaks, columns, inserts, notes, text_layer

BASE_URL = "https://edition.invalid/"
ASSET = "asset:"


def load(fontconfig: Path) -> ModuleType:
    """WeasyPrint, with the fontconfig file in force; an OSError where Pango is missing."""
    os.environ["FONTCONFIG_FILE"] = str(fontconfig)
    import pyphen
    import weasyprint
    from PIL import ImageFile

    # WeasyPrint accepts pictures cut short; ours were decoded whole, and stay strict.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    pyphen.LANGUAGES.update(
        {tag: Path(path) for tag, path in typography.pyphen_dictionaries().items()}
    )
    columns.install(weasyprint)
    notes.install(weasyprint)
    breaks.install(weasyprint)
    accelerations.install(weasyprint)
    text_layer.install(weasyprint)
    engine: ModuleType = weasyprint
    return engine


@dataclass(slots=True)
class Shelf:
    """The assets a layout may fetch, and what it asked for in vain."""

    assets: Mapping[str, Asset]
    refused: list[str] = field(default_factory=list)

    def find(self, url: str) -> Asset | None:
        """The asset a URL means; WeasyPrint percent-encodes what was written plainly."""
        if not url.startswith(ASSET):
            return None
        return self.assets.get(unquote(url.removeprefix(ASSET)))

    def fetcher(self, weasyprint: ModuleType) -> Any:
        """A WeasyPrint fetcher that knows nothing but these assets: no disk, no network."""
        shelf = self

        class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
            def __init__(self) -> None:
                super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

            def fetch(self, url: str, headers: object = None) -> Any:
                del headers
                asset = shelf.find(url)
                if asset is None:
                    # WeasyPrint swallows this inside SVG: our own list does not forget.
                    shelf.refused.append(url)
                    raise weasyprint.urls.FatalURLFetchingError(f"refused: {url}")
                content, media_type = inserts.stand_in(asset)
                return weasyprint.urls.URLFetcherResponse(
                    url, content, {"Content-Type": media_type}
                )

        return Fetcher()


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage() or f"{record.name} at {record.lineno}")


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Gathers what WeasyPrint and fontTools log as warnings or errors."""
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools", "pyphen")]
    kept = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        yield collector.messages
    finally:
        for logger, (level, propagate) in zip(loggers, kept, strict=True):
            logger.removeHandler(collector)
            logger.setLevel(level)
            logger.propagate = propagate
