"""Content streams as tokens, each with its place in the bytes.

Everything that is not touched is copied byte for byte, so the words and positions of a page
can't drift when its colours are changed. Nothing here is recursive and every loop moves
forward, so a hostile stream costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BLANK = rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+"
_STRING = rb"\((?:[^()\\]++|\\[\s\S])*+\)"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>"
_NAME = rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+"
_NUMBER = rb"[+-]?(?:\d++\.?\d*+|\.\d++)(?=[\x00\t\n\x0c\r ()<>\[\]{}/%]|\Z)"
_SIMPLE = rb"(?:[^\[\]()<>%]++|" + _HEX + rb"|" + _STRING + rb")*+"
_TOKEN = re.compile(
    _BLANK
    + rb"(?:("
    + rb"|".join(
        (_NUMBER, _NAME, rb"\[" + _SIMPLE + rb"\]", _HEX, _STRING, rb"<<" + _SIMPLE + rb">>")
    )
    + rb")|([^\x00\t\n\x0c\r ()<>\[\]{}/%]++))"
)
_PIECE = re.compile(_BLANK + rb"(" + rb"|".join((_NUMBER, _NAME, _HEX, _STRING)) + rb")")
_OPENERS = re.compile(rb"[()\\]|<<|>>|[\[\]]")
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|\Z)")
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 64

_CONSTANTS = frozenset({b"true", b"false", b"null"})


class Operation(NamedTuple):
    """One operator with its operands as they are spelled, and where it stands.

    An inline image is one operation `BI`: its keys and values, then its raw data.
    """

    operator: bytes
    operands: list[bytes]
    start: int
    end: int


class Spoiled(ValueError):  # noqa: N818 - says what happened
    """The stream can't be read on from here; `at` is the offset in bytes."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(f"{reason} at byte {at}")
        self.reason = reason
        self.at = at


def operations(content: bytes) -> Iterator[Operation]:
    """The operations of a content stream, in order; `Spoiled` where it can't be read."""
    position, first = 0, -1
    operands: list[bytes] = []
    match = _TOKEN.match
    while True:
        token = match(content, position)
        if token is None:
            begin = _after_blanks(content, position)
            if begin >= len(content):
                break
            end = _end_of_object(content, begin)
            operands.append(content[begin:end])
            if first < 0:
                first = begin
            position = end
            continue
        position = token.end()
        operand = token[1]
        if operand is not None:
            if first < 0:
                first = token.start(1)
            operands.append(operand)
            if len(operands) > 4096:
                raise Spoiled("more operands than any operator takes", first)
            continue
        operator = token[2]
        if operator in _CONSTANTS:
            if first < 0:
                first = token.start(2)
            operands.append(operator)
            continue
        start = first if first >= 0 else token.start(2)
        if operator == b"BI":
            operands, position = _inline_image(content, position)
        yield Operation(operator, operands, start, position)
        operands, first = [], -1
    if operands:
        raise Spoiled("operands without an operator", first)


def numbers(array: bytes) -> list[float]:
    """The numbers of an array token such as `[3 0 2.5]`."""
    found = []
    for token in _PIECE.finditer(array, 1):
        try:
            found.append(float(token[1]))
        except ValueError:
            continue
    return found


def pieces(array: bytes) -> list[bytes]:
    """The strings, numbers and names of a flat array or dictionary token, in order."""
    inner = 2 if array.startswith(b"<<") else 1
    return [token[1] for token in _PIECE.finditer(array, inner)]


def text_bytes(string: bytes) -> bytes:
    """The bytes that a string token `(…)` or `<…>` stands for."""
    if string.startswith(b"<"):
        try:
            return bytes.fromhex(string[1:-1].decode())
        except ValueError:
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", string)
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if b"\\" not in string:
        return string[1:-1]
    return _ESCAPE.sub(_unescaped, string[1:-1])


def name(token: bytes) -> str:
    """The name that `/Name` stands for, with its slash; `#20` is read."""
    if b"#" in token:
        token = _HASH.sub(lambda code: bytes((int(code[1], 16),)), token)
    return token.decode("utf-8", "replace")


def number(value: float) -> bytes:
    """A number as PDF spells it, to a millionth."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code in _ESCAPED:
        return _ESCAPED[code]
    if code[:1].isdigit():
        return bytes((int(code, 8) & 255,))
    return b"" if code in (b"\n", b"\r", b"\r\n") else code


def _after_blanks(content: bytes, position: int) -> int:
    blanks = re.compile(_BLANK).match(content, position)
    return blanks.end() if blanks else position


def _end_of_object(content: bytes, begin: int) -> int:
    """Where a nested string, array or dictionary ends."""
    closers: list[bytes] = []
    position = begin
    while True:
        found = _OPENERS.search(content, position)
        if found is None:
            raise Spoiled("an object that never ends", begin)
        mark, position = found[0], found.end()
        inside_string = bool(closers) and closers[-1] == b")"
        if mark == b"\\":
            position += 1
        elif mark == b"(":
            closers.append(b")")
        elif inside_string and mark != b")":
            continue
        elif mark in (b"[", b"<<"):
            closers.append(b"]" if mark == b"[" else b">>")
        elif closers and closers[-1] == mark:
            closers.pop()
        else:
            raise Spoiled("brackets that do not match", begin)
        if not closers:
            return position
        if len(closers) > _DEEPEST:
            raise Spoiled("objects nested too deep", begin)


def _inline_image(content: bytes, position: int) -> tuple[list[bytes], int]:
    entries: list[bytes] = []
    begin = position
    while True:
        token = _TOKEN.match(content, position)
        if token is None or len(entries) > 64:
            raise Spoiled("an inline image without data", begin)
        position = token.end()
        if token[2] == b"ID":
            break
        entries.append(token[1] if token[1] is not None else token[2])
    position += 1  # one blank stands between ID and the data
    end = _END_OF_IMAGE.search(content, position + _known_length(entries))
    if end is None:
        raise Spoiled("an inline image that never ends", begin)
    return [*entries, content[position : end.start()]], end.end()


def _known_length(entries: list[bytes]) -> int:
    """How many bytes of data are certain: an unfiltered image says so itself."""
    said = dict(zip(entries[::2], entries[1::2], strict=False))
    if b"/F" in said or b"/Filter" in said:
        return 0
    try:
        width = int(said.get(b"/W", said.get(b"/Width", b"0")))
        height = int(said.get(b"/H", said.get(b"/Height", b"0")))
        bits = int(said.get(b"/BPC", said.get(b"/BitsPerComponent", b"1")))
    except ValueError:
        return 0
    space = said.get(b"/CS", said.get(b"/ColorSpace", b"/G"))
    channels = {b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4}.get(space, 1)
    length = (width * bits * channels + 7) // 8 * height
    return max(0, min(length, 1 << 24))
