"""Where the next sign of a page stands: the text state and the text matrix (ISO 32000-1, 9.3, 9.4).

Shared by those who read text and those who draw it as outlines.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.press import matrices
from publisher.press.matrices import Matrix


@dataclass(slots=True)
class TextState:
    """How signs are set; part of the graphics state, so `q` keeps it and `Q` brings it back."""

    size: float = 0.0
    rendering: int = 0
    letter: float = 0.0
    """Between signs (`Tc`)."""
    word: float = 0.0
    """More at spaces of one byte (`Tw`)."""
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def set(self, operator: bytes, value: float) -> None:
        """`Tc`, `Tw`, `Tz`, `TL`, `Ts` or `Tr`."""
        if operator == b"Tc":
            self.letter = value
        elif operator == b"Tw":
            self.word = value
        elif operator == b"Tz":
            self.stretch = value / 100
        elif operator == b"TL":
            self.leading = value
        elif operator == b"Ts":
            self.rise = value
        elif operator == b"Tr":
            self.rendering = int(value)


SETS = (b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"Tr")
MOVES = (b"BT", b"Tm", b"Td", b"TD", b"T*")
SHOWS = (b"Tj", b"TJ", b"'", b'"')


@dataclass(slots=True)
class Cursor:
    """The text matrix, and the matrix of the line it stands on."""

    matrix: Matrix = field(default=matrices.IDENTITY, init=False)
    line: Matrix = field(default=matrices.IDENTITY, init=False)

    def move_text(self, state: TextState, operator: bytes, operands: list[bytes]) -> None:
        """`BT`, `Tm`, `Td`, `TD` or `T*`."""
        if operator == b"BT":
            self.matrix = self.line = matrices.IDENTITY
        elif operator == b"Tm":
            a, b, c, d, e, f = operands
            self.matrix = self.line = (
                float(a), float(b), float(c), float(d), float(e), float(f)
            )  # fmt: skip
        elif operator == b"T*":
            self.start_line(0.0, -state.leading)
        else:
            x, y = float(operands[0]), float(operands[1])
            if operator == b"TD":
                state.leading = -y
            self.start_line(x, y)

    def start_line(self, x: float, y: float) -> None:
        """Begin a line so far from the beginning of the last one."""
        self.matrix = self.line = matrices.times((1, 0, 0, 1, x, y), self.line)

    def begin_show(self, state: TextState, operator: bytes, operands: list[bytes]) -> None:
        """What `'` and `"` do before they show their text."""
        if operator == b'"':
            state.word, state.letter = float(operands[0]), float(operands[1])
        if operator in (b"'", b'"'):
            self.start_line(0.0, -state.leading)

    def advance(self, width: float) -> None:
        """Go on along the line, in units of text space."""
        self.matrix = matrices.times((1, 0, 0, 1, width, 0), self.matrix)
