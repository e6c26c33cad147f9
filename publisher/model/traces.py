"""Where each word of an edition was typed: marks that travel inside the words themselves.

A book rendered with traces carries, round every text of the editor, two characters of a private
plane that nobody types. Whatever is made of the book, they say afterwards which letters came from
which place, and that all others are the press's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.diagnostics import Place

CLOSE = chr(0xF0000)
_DIGITS = "".join(chr(0xF0010 + digit) for digit in range(16))


@dataclass(frozen=True, slots=True)
class Trace:
    """One text of the editor: where it was typed, what it says, whether it is a plain line."""

    place: Place
    text: str
    plain: bool = False


@dataclass(slots=True)
class Traces:
    """The texts of one rendering, in the order they were set."""

    texts: list[Trace] = field(default_factory=list)

    def open(self, trace: Trace) -> str:
        """Remember a text; the mark that opens it (`CLOSE` ends it)."""
        self.texts.append(trace)
        return "".join(_DIGITS[int(digit, 16)] for digit in f"{len(self.texts) - 1:05x}")


def untraced(text: str) -> tuple[str, list[int | None]]:
    """Text without its marks, and for each letter the number of the trace it stands in."""
    plain: list[str] = []
    origins: list[int | None] = []
    now: int | None = None
    number = ""
    for letter in text:
        if letter == CLOSE:
            now = None
        elif (digit := _DIGITS.find(letter)) >= 0:
            number += f"{digit:x}"
            if len(number) == 5:
                now, number = int(number, 16), ""
        else:
            plain.append(letter)
            origins.append(now)
    return "".join(plain), origins
