"""Group commit: the writes of many pages go into one transaction, and no future is done before it is on the disk."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from models.interface import ArchiveWriter, Transaction
from models.records.errors import ArchiveError, RecordRefusedError

T = TypeVar("T")
Operation = Callable[[Transaction], Any]
BAD_VALUES = (RecordRefusedError, ValueError, TypeError, ArithmeticError, LookupError)
"""What one bad record can raise. It must not take its neighbours with it, nor end the night."""


class GroupCommit:
    """Operations wait until there are ``max_operations``, ``seconds`` have passed, or an answer is needed at once.

    Each ``add`` gives a future that is done after COMMIT. An error of the archive itself reaches every future of the
    group and every later one, and ``on_failure`` once; a bad record reaches its own future only.
    """

    def __init__(
        self,
        archive: ArchiveWriter,
        on_failure: Callable[[ArchiveError], None],
        *,
        max_operations: int = 50,
        seconds: float = 0.5,
    ) -> None:
        self.archive = archive
        self.max_operations = max_operations
        self.seconds = seconds
        self.failure: ArchiveError | None = None
        self._on_failure = on_failure
        self._waiting: list[tuple[Operation, asyncio.Future[Any]]] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, operation: Callable[[Transaction], T]) -> "asyncio.Future[T]":
        """Have it written with the next group."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        future.add_done_callback(_ignore_result)
        if self.failure is not None:
            future.set_exception(self.failure)
            return future
        self._waiting.append((operation, future))
        if len(self._waiting) >= self.max_operations:
            self.flush()
        elif self._timer is None:
            self._timer = loop.call_later(self.seconds, self.flush)
        return future

    def write_now(self, operation: Callable[[Transaction], T]) -> T:
        """Write it with all that waits, in one transaction, and give its answer; raises what it raised."""
        if self.failure is not None:
            raise self.failure
        answer: list[T] = []

        def keep_answer(writer: Transaction) -> None:
            answer.append(operation(writer))

        self._waiting.append((keep_answer, future := asyncio.get_running_loop().create_future()))
        future.add_done_callback(_ignore_result)
        self.flush()
        future.result()
        return answer[-1]

    def read(self, operation: Callable[[Transaction], T]) -> T:
        """An answer from what is committed; what waits goes on waiting. Raises ``ArchiveError``."""
        if self.failure is not None:
            raise self.failure
        try:
            with self.archive.transaction() as writer:
                return operation(writer)
        except RecordRefusedError:
            raise
        except ArchiveError as error:
            self.fail(error)
            raise

    def fail(self, error: ArchiveError) -> None:
        """The archive has failed outside a group."""
        if self.failure is None:
            self.failure = error
            self._on_failure(error)

    def flush(self) -> None:
        """Write all that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        group, self._waiting = self._waiting, []
        if group:
            self._write(group)

    def _write(self, group: list[tuple[Operation, "asyncio.Future[Any]"]]) -> None:
        try:
            with self.archive.transaction() as writer:
                answers = [operation(writer) for operation, _ in group]
        except BAD_VALUES as error:
            if len(group) == 1:
                _settle(group[0][1], error)
                return
            for one in group:
                self._write([one])
            return
        except ArchiveError as error:
            for _, future in group:
                _settle(future, error)
            self.fail(error)
            return
        for (_, future), answer in zip(group, answers, strict=True):
            if not future.done():
                future.set_result(answer)


def _settle(future: "asyncio.Future[Any]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)


def _ignore_result(future: "asyncio.Future[Any]") -> None:
    """A write that nobody waits for may fail without asyncio's complaint: ``on_failure`` knows of it."""
    if not future.cancelled():
        future.exception()
