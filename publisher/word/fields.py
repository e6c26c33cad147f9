"""Fields with their results filled in, so that a file opens complete and without a question.

A field is code, result and three marks around them. Nothing here is marked dirty, and the settings
ask for no update: Word would greet the reader with a prompt.
"""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model.language import Language
from publisher.word.ooxml import XML, Element, clean, run, text_run, w

SEQUENCES: dict[Language, dict[str, str]] = {
    "uk": {"figure": "Рисунок", "table": "Таблиця"},
    "ru": {"figure": "Рисунок", "table": "Таблица"},
    "en": {"figure": "Figure", "table": "Table"},
}
"""What Word's cross-reference dialog lists captions under, per language."""

LOCALES: dict[Language, str] = {"uk": "1058", "ru": "1049", "en": "2057"}
"""Windows language numbers: an index is sorted by the rules of its language."""


INDEX_SPACE = "\u00a0"
"""What stands between an index entry and its first page."""


def begin(code: str, style: str | None = None) -> list[Element]:
    """The opening of a field, up to where its result starts."""
    return [
        run(w("fldChar", fldCharType="begin"), style=style),
        run(_instruction(code), style=style),
        run(w("fldChar", fldCharType="separate"), style=style),
    ]


def end(style: str | None = None) -> Element:
    """The mark that closes a field."""
    return run(w("fldChar", fldCharType="end"), style=style)


def field(
    code: str,
    result: str | Sequence[Element],
    style: str | None = None,
    language: str | None = None,
) -> list[Element]:
    """A whole field; its result is text, or runs made before."""
    runs = [text_run(result, style, language)] if isinstance(result, str) else list(result)
    return [*begin(code, style), *runs, end(style)]


def hidden(code: str, style: str) -> list[Element]:
    """A field that marks a place and shows nothing (XE, TC); `style` hides it."""
    return [
        run(w("fldChar", fldCharType="begin"), style=style),
        run(_instruction(code), style=style),
        run(w("fldChar", fldCharType="end"), style=style),
    ]


def quoted(text: str) -> str:
    """Text as an argument of a field code."""
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def index_term(text: str) -> str:
    """An index entry as an argument: a colon would begin a sub-entry."""
    return quoted(text).replace(":", "\\:")


def _instruction(code: str) -> Element:
    element = w("instrText")
    element.text = f" {clean(code)} "
    element.set(f"{{{XML}}}space", "preserve")
    return element
