"""A bound on the time that reading one page, feed or file may take, whatever is in it.

The readers are linear by design and their inputs bounded; this is what holds where one of them is not. It has to
interrupt code that never gives the turn back, on the thread that also answers signals and deadlines:

* On POSIX, in the main thread: an interval timer of the processor time spent (ITIMER_PROF), whose signal handler
  raises. Python's ``re`` asks for signals while it matches, so a regular expression is interrupted, too. Time of the
  processor, not of the clock: a machine that was put to sleep, or is busy with other things, ends no page.
* Elsewhere (Windows has no such timer; other threads get no signals): a thread that raises in the one that reads, by
  the interpreter's own means. It acts between two bytecodes, so not within a single regular expression.

The timer goes off again and again until the block is left: an exception that a library swallowed is not the last.
A block within another one has no timer of its own.
"""

import ctypes
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN_SECONDS = 0.5
SLOW_SHARE = 0.1
"""A step that takes more than this part of its budget is a slow one."""
_HAS_TIMER = hasattr(signal, "setitimer")
_lock = threading.Lock()
_active: set[int] = set()
_budgets: list[float] = []  # of the block whose timer runs


class BudgetSpentError(Exception):
    """Reading took longer than its budget."""


@contextmanager
def time_budget(seconds: float) -> Iterator[None]:
    """Raise BudgetSpentError inside the block once it has taken so many seconds."""
    thread = threading.get_ident()
    if thread in _active:
        yield
        return
    _active.add(thread)
    try:
        if _HAS_TIMER and threading.current_thread() is threading.main_thread():
            yield from _by_timer(seconds)
        else:
            yield from _by_watching(seconds, thread)
    finally:
        _active.discard(thread)


def _by_timer(seconds: float) -> Iterator[None]:
    if signal.getsignal(signal.SIGPROF) is not _end_reading:
        signal.signal(signal.SIGPROF, _end_reading)  # stays: by default this signal ends the process
    try:
        try:
            _budgets.append(seconds)
            signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
            yield
        finally:
            _budgets.clear()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _end_reading(_signal: int, _frame: FrameType | None) -> None:
    if _budgets:
        raise BudgetSpentError(_describe(_budgets[0]))


def _by_watching(seconds: float, thread: int) -> Iterator[None]:
    done = threading.Event()
    raised: list[int] = []

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            wait = AGAIN_SECONDS
            with _lock:
                if not done.is_set():
                    raised.append(_raise_in(thread, BudgetSpentError))

    watcher = threading.Thread(target=watch, name="time budget", daemon=True)
    watcher.start()
    try:
        yield
    except BudgetSpentError as error:
        raise BudgetSpentError(_describe(seconds)) from error
    finally:
        with _lock:
            done.set()
            if raised:
                _raise_in(thread, None)


def _raise_in(thread: int, error: type[BaseException] | None) -> int:
    """Have a thread raise at its next bytecode; None takes back what it has not raised yet."""
    wanted = ctypes.py_object(error) if error is not None else None
    return int(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), wanted))


def _describe(seconds: float) -> str:
    return f"it took longer than {seconds:g} s to read"


class ReadingTime:
    """The time that what one outlet sends may take in one run: each step, and all slow steps together.

    ``on_exhausted`` is called once, with the seconds of the slow steps, when these are more than ``most``.
    """

    def __init__(self, seconds: float, most: float, on_exhausted: Callable[[float], None]) -> None:
        self.seconds = seconds
        self.most = most
        self.slow = 0.0
        self._on_exhausted = on_exhausted

    @property
    def is_exhausted(self) -> bool:
        """Whether the slow steps took more than they may."""
        return self.slow > self.most

    @contextmanager
    def step(self) -> Iterator[None]:
        """One page or list; raises BudgetSpentError inside the block."""
        begun = time.process_time()
        try:
            with time_budget(self.seconds):
                yield
        finally:
            spent = time.process_time() - begun
            if spent > self.seconds * SLOW_SHARE:
                was_exhausted = self.is_exhausted
                self.slow += spent
                if self.is_exhausted and not was_exhausted:
                    self._on_exhausted(self.slow)
