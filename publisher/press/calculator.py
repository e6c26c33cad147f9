"""The small calculator that a PDF function of type 4 is (ISO 32000-1, 7.10.5).

A program has no loops and no names, so it ends after as many steps as it has words.
"""

from __future__ import annotations

import functools
import math
import operator
import re
from collections.abc import Callable, Sequence

MOST_WORDS = 20_000
_DEEPEST = 32
_WORD = re.compile(rb"%[^\r\n]*|[{}]|[^\s{}%]+")

Program = tuple["float | str | Program", ...]


class Nonsense(ValueError):  # noqa: N818 - says what happened
    """The program can't be read or run; the reason is the text."""


@functools.lru_cache(maxsize=64)
def read(source: bytes) -> Program:
    """A program from its text."""
    words = [word for word in _WORD.findall(source) if not word.startswith(b"%")]
    if len(words) > MOST_WORDS or words[:1] != [b"{"]:
        raise Nonsense("not a program")
    open_ones: list[list[float | str | Program]] = [[]]
    for word in words:
        if word == b"{":
            open_ones.append([])
            if len(open_ones) > _DEEPEST:
                raise Nonsense("too deep")
        elif word == b"}":
            if len(open_ones) < 2:
                raise Nonsense("braces that do not match")
            done = tuple(open_ones.pop())
            open_ones[-1].append(done)
        else:
            open_ones[-1].append(_number_or_name(word))
    if len(open_ones) != 1 or len(open_ones[0]) != 1 or not isinstance(open_ones[0][0], tuple):
        raise Nonsense("braces that do not match")
    return open_ones[0][0]


def run(program: Program, inputs: Sequence[float]) -> list[float]:
    """The stack that a program leaves, the last on top."""
    stack: list[float] = list(inputs)
    try:
        _run(program, stack)
    except (IndexError, ZeroDivisionError, OverflowError, TypeError) as error:
        raise Nonsense(str(error)) from error
    return stack


def _number_or_name(word: bytes) -> float | str:
    try:
        return float(word)
    except ValueError:
        return word.decode("latin-1")


def _run(program: Program, stack: list[float]) -> None:
    blocks: list[Program] = []
    for word in program:
        if isinstance(word, tuple):
            blocks.append(word)
        elif isinstance(word, float):
            stack.append(word)
        elif word == "if":
            then = blocks.pop()
            if stack.pop():
                _run(then, stack)
        elif word == "ifelse":
            otherwise, then = blocks.pop(), blocks.pop()
            _run(then if stack.pop() else otherwise, stack)
        else:
            _step(word, stack)
        if len(stack) > 1000:
            raise Nonsense("too much on the stack")


def _step(word: str, stack: list[float]) -> None:
    if word in _ONE:
        stack.append(_ONE[word](stack.pop()))
    elif word in _TWO:
        second, first = stack.pop(), stack.pop()
        stack.append(_TWO[word](first, second))
    elif word == "pop":
        stack.pop()
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "copy":
        count = _count(stack.pop(), stack)
        stack.extend(stack[len(stack) - count :])
    elif word == "index":
        stack.append(stack[-1 - _count(stack.pop(), stack)])
    elif word == "roll":
        turn = int(stack.pop())
        count = _count(stack.pop(), stack)
        if count:
            top = stack[len(stack) - count :]
            turn %= count
            stack[len(stack) - count :] = top[count - turn :] + top[: count - turn]
    elif word in ("true", "false"):
        stack.append(float(word == "true"))
    else:
        raise Nonsense(f"the word {word}")


def _count(value: float, stack: list[float]) -> int:
    count = int(value)
    if not 0 <= count <= len(stack):
        raise Nonsense("more than there is on the stack")
    return count


def _rounded(value: float) -> float:
    return math.floor(value + 0.5)


def _arc(first: float, second: float) -> float:
    return math.degrees(math.atan2(first, second)) % 360


def _shifted(value: float, by: float) -> float:
    places = max(-64, min(64, int(by)))
    return float(int(value) << places if places >= 0 else int(value) >> -places)


def _bits(work: Callable[[int, int], int]) -> Callable[[float, float], float]:
    return lambda first, second: float(work(int(first), int(second)))


_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": _rounded,
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda value: math.sqrt(max(0.0, value)),
    "sin": lambda value: math.sin(math.radians(value)),
    "cos": lambda value: math.cos(math.radians(value)),
    "ln": lambda value: math.log(value) if value > 0 else 0.0,
    "log": lambda value: math.log10(value) if value > 0 else 0.0,
    # Truth is a number here; bits of whole numbers are turned only by what is not 0 or 1.
    "not": lambda value: float(not value) if value in (0, 1) else float(~int(value)),
}
_TWO: dict[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "idiv": lambda first, second: float(math.trunc(int(first) / int(second))),
    "mod": lambda first, second: math.fmod(int(first), int(second)),
    "exp": lambda first, second: float(first**second) if first >= 0 else 0.0,
    "atan": _arc,
    "bitshift": _shifted,
    "and": _bits(operator.and_),
    "or": _bits(operator.or_),
    "xor": _bits(operator.xor),
    "eq": lambda first, second: float(first == second),
    "ne": lambda first, second: float(first != second),
    "gt": lambda first, second: float(first > second),
    "ge": lambda first, second: float(first >= second),
    "lt": lambda first, second: float(first < second),
    "le": lambda first, second: float(first <= second),
}
