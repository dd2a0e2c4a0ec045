"""Hands the cases to processes, watches over them, and adds up what came of them."""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from tests.stress.fuzz.worker import Sum, work

READER = "pipelines.extract:extract"
CHUNK = 100
DEADLINE = 60.0  # seconds by the clock for one case, however busy the machine: then the process is ended
WAKE = 1.0


@dataclass(slots=True)
class _Hand:
    """A process at work: the numbers it was given, the one it was at when last looked, and since when."""

    process: BaseProcess
    pipe: Connection
    at: Any
    numbers: list[int] = field(default_factory=list)
    last: int = -2
    since: float = 0.0


def run(
    count: int,
    seed: int,
    *,
    workers: int = 2,
    first: int = 0,
    reader: str = READER,
    deadline: float = DEADLINE,
    tell: Callable[[int], None] = lambda _done: None,
) -> Sum:
    """The sum over ``count`` cases from ``first`` on. A case whose process had to be ended, or died, is a fault."""
    context = multiprocessing.get_context("spawn")
    waiting = [list(range(n, min(n + CHUNK, first + count))) for n in range(first, first + count, CHUNK)][::-1]
    total, hands, done = Sum(), list[_Hand](), 0

    def hire() -> _Hand:
        ours, theirs = context.Pipe()
        at = context.Value("l", -1)
        process = context.Process(target=work, args=(theirs, at, seed, reader), daemon=True)
        process.start()
        theirs.close()
        return _Hand(process, ours, at)

    def give(hand: _Hand) -> bool:
        hand.numbers = waiting.pop() if waiting else []
        hand.last, hand.since = -2, time.monotonic()
        hand.pipe.send(hand.numbers or None)
        return bool(hand.numbers)

    def lose(hand: _Hand, why: str) -> None:
        lost = hand.at.value
        total.faults.append(f"case {lost}: {why}")
        hand.process.kill()
        hand.process.join()
        hands.remove(hand)
        rest = [number for number in hand.numbers if number != lost]
        if rest and lost in hand.numbers:
            waiting.append(rest)
        if waiting:
            hands.append(hire())
            give(hands[-1])

    for _ in range(min(workers, len(waiting))):
        hands.append(hire())
        give(hands[-1])
    try:
        while hands:
            ready = wait([hand.pipe for hand in hands], WAKE)
            for hand in list(hands):
                if hand.pipe in ready:
                    try:
                        total.add(hand.pipe.recv())
                    except EOFError:
                        lose(hand, f"its process died ({hand.process.exitcode})")
                        continue
                    done += len(hand.numbers)
                    tell(done)
                    if not give(hand):
                        hand.process.join()
                        hands.remove(hand)
                elif hand.at.value != hand.last:
                    hand.last, hand.since = hand.at.value, time.monotonic()
                elif hand.last >= 0 and time.monotonic() - hand.since > deadline:
                    lose(hand, f"not done after {deadline:.0f} s")
    finally:
        for hand in hands:
            with suppress(ValueError):
                hand.process.kill()
    return total
