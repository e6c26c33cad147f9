"""Text of the editor's files: UTF-8 without characters nobody sees; names nearly right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from publisher.diagnostics import Place, Report
from publisher.workspace import SourceFile

LARGEST_TEXT = 32 * 1024 * 1024

# What no editor types on purpose: control characters, line separators YAML would take for line
# ends, marks that turn the direction of text, non-characters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff"
    "\ud800-\udfff]"
)
_LOOKALIKES = str.maketrans("аеіорсухкмтвнАВЕІКМНОРСТУХ", "aeiopcyxkmtbhABEIKMHOPCTYX")


def read_text(source: SourceFile, report: Report) -> str | None:
    """The text of a source in UTF-8, line ends as `\\n`; None and an error where it is not."""
    content = source.content
    if len(content) > LARGEST_TEXT:
        report.error(
            "text-too-large",
            source.place,
            size=len(content) // 2**20,
            limit=LARGEST_TEXT // 2**20,
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        report.error(
            "not-utf8",
            Place(source.path, *_line_and_column(before, len(before))),
            byte=f"0x{content[error.start]:02X}",
            position=error.start + 1,
            encoding=guess_encoding(content),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if report_control_characters(text, source.path, report):
        return None
    return text


def guess_encoding(content: bytes) -> str | None:
    """The encoding a text that is not UTF-8 was probably saved in: `UTF-16`, `windows-1251`."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    high = [byte for byte in content if byte >= 0x80]
    # In windows-1251 the letters а–я, А–Я stand from 0xC0 up, ґ є і ї and « » – — ’ № below it.
    others = "ҐЄІЇґєіїЁё«»„“”‘’–— №°§".encode("cp1251")
    letters = sum(byte >= 0xC0 or byte in others for byte in high)
    return "windows-1251" if high and letters >= 0.9 * len(high) else None


def report_control_characters(text: str, path: str, report: Report, first_line: int = 1) -> bool:
    """Report characters nobody sees and no printer sets; whether there were any."""
    found = False
    for match in CONTROL.finditer(text):
        line, column = _line_and_column(text, match.start())
        line += first_line - 1
        place = Place(path, line, column, line, column + 1)
        report.error("control-character", place, character=f"U+{ord(match[0]):04X}")
        found = True
    return found


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word an editor probably meant; letters of the other alphabet are seen through."""
    choices = list(known)
    latin = word.translate(_LOOKALIKES)
    for candidate in dict.fromkeys((word, latin, word.lower())):
        if close := difflib.get_close_matches(candidate, choices, n=1, cutoff=cutoff):
            return close[0]
    return None


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    line = text.count("\n", 0, position) + 1
    return line, position - (text.rfind("\n", 0, position) + 1) + 1
