"""Reading ends when its time is over, on the main thread and on others, inside a regular expression, too."""

import re
import threading
from collections.abc import Callable

import pytest

from pipelines.time_budget import BudgetSpentError, time_budget

SECONDS = 0.05


def loop() -> None:
    while True:
        pass


def match_without_end() -> None:
    re.match(r"(a+)+$", "a" * 40 + "b")


def swallow_and_go_on() -> None:
    try:
        loop()
    except BudgetSpentError:
        loop()


@pytest.mark.parametrize("read", [loop, match_without_end, swallow_and_go_on])
def test_what_never_ends_is_ended(read: Callable[[], None]) -> None:
    with pytest.raises(BudgetSpentError, match=r"longer than 0\.05 s"), time_budget(SECONDS):
        read()


@pytest.mark.parametrize("read", [loop, swallow_and_go_on])
def test_on_another_thread_too(read: Callable[[], None]) -> None:
    ended: list[str] = []

    def run() -> None:
        try:
            with time_budget(SECONDS):
                read()
        except BudgetSpentError as error:
            ended.append(str(error))
        for _ in range(100_000):  # nothing is raised after the block
            pass
        ended.append("went on")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert ended == ["it took longer than 0.05 s to read", "went on"]


def test_what_ends_in_time_is_left_alone() -> None:
    for _ in range(200):
        with time_budget(SECONDS), time_budget(60):
            found = sum(range(1_000))
    assert found == 499_500
    for _ in range(3_000_000):  # more than one budget's time, outside of any
        pass


def test_a_block_inside_another_one_shares_its_time() -> None:
    with pytest.raises(BudgetSpentError), time_budget(SECONDS), time_budget(60):
        loop()


def test_other_errors_come_out_as_they_are() -> None:
    with pytest.raises(KeyError), time_budget(SECONDS):
        raise KeyError("a")
    with time_budget(SECONDS):
        assert True
