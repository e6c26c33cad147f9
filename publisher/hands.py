"""The hands of a build: one pool of processes for all rooms, opened when there is work for it.

Whoever orders with `-j 1` works alone. Workers start from nothing (never as a copy of a process
that has Pango's threads in it) and import what their first task needs.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Hands(Executor):
    """So many processes, none of them before the first task; a fallen pool is replaced."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def submit(
        self, task: Callable[_Given, _Made], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Made]:
        """Give a task to the next free hand."""
        if self._pool is None:
            self._pool = _opened(self.count)
        try:
            return self._pool.submit(task, *given, **named)
        except BrokenExecutor:
            # A task took its worker with it; whoever waited for it knows. The next one starts anew.
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _opened(self.count)
            return self._pool.submit(task, *given, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let everybody go home."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
            self._pool = None


@contextlib.contextmanager
def hired(count: int) -> Iterator[Hands | None]:
    """Hands for as long as the work takes; None where one is enough."""
    if count <= 1:
        yield None
        return
    hands = Hands(count)
    try:
        yield hands
    finally:
        hands.shutdown(cancel_futures=True)


def _opened(count: int) -> ProcessPoolExecutor:
    methods: Any = multiprocessing.get_all_start_methods()
    method = "forkserver" if "forkserver" in methods else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """An interruption is the business of the one who gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
