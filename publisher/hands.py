"""The hands of a build: one pool of processes for all rooms, opened when there is work for it.

Whoever orders with `-j 1` works alone. Workers start from nothing (never as a copy of a process
that has Pango's threads in it) and import what their first task needs.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, TypeVar

TASKS_PER_WORKER = 64
"""After so many tasks a worker goes home, and what it held of the memory with it."""
MEMORY_PER_WORKER = 6 * 2**30
"""Address space a worker may ask for, in bytes."""
SECONDS_PER_TASK = 900.0

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that came to no end: its worker died of it, or it took too long."""

    why: Literal["died", "late"]


class Hands(Executor):
    """So many processes, none of them before the first task; a fallen pool is replaced."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None
        # An interruption reaches the first thread alone: here no worker is half hired by it.
        self._clerk = ThreadPoolExecutor(1)

    def submit(
        self, task: Callable[_Given, _Made], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Made]:
        """Give a task to the next free hand."""
        return self._clerk.submit(lambda: self._give(task, *given, **named)).result()

    def _give(
        self, task: Callable[_Given, _Made], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Made]:
        if self._pool is None:
            self._pool = _opened(self.count)
        try:
            return self._pool.submit(task, *given, **named)
        except BrokenExecutor:
            # A task took its worker with it; whoever waited for it knows. The next one starts anew.
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _opened(self.count)
            return self._pool.submit(task, *given, **named)

    def each(
        self,
        task: Callable[..., _Made],
        given: Sequence[tuple[Any, ...]],
        seconds: float = SECONDS_PER_TASK,
    ) -> Iterator[tuple[int, _Made | Lost]]:
        """Do a task for each of these arguments; their positions and results as they come.

        A task that kills its worker is `Lost`, and so is one that takes longer than `seconds`:
        the others are done all the same.
        """
        left = dict(enumerate(given))
        together = True
        while left:
            batch = left if together else dict([next(iter(left.items()))])
            futures = {self.submit(task, *one): index for index, one in batch.items()}
            while futures:
                done, _ = wait(futures, seconds, FIRST_COMPLETED)
                if not done:
                    late = [index for one, index in futures.items() if one.running()]
                    self._dismiss()
                    for index in late[: self.count]:
                        del left[index]
                        yield index, Lost("late")
                    break
                fallen = [one for one in done if isinstance(one.exception(), BrokenExecutor)]
                for one in done:
                    if one not in fallen:
                        index = futures.pop(one)
                        del left[index]
                        yield index, one.result()
                if fallen:
                    # Which one it was shows when each is done alone.
                    self._dismiss()
                    if len(batch) == 1:
                        (index,) = batch
                        del left[index]
                        yield index, Lost("died")
                    together = False
                    break

    def _dismiss(self) -> None:
        """Send the workers away at once, whatever they are doing."""
        if self._pool is not None:
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let everybody go home."""
        self._clerk.shutdown()
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
    return ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin, max_tasks_per_child=TASKS_PER_WORKER
    )


def _begin() -> None:
    """An interruption is the business of the one who gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_PER_WORKER, most))
