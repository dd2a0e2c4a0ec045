"""A little of ``make soak``: the whole pipeline watched from outside, on pages enough to see that it is watched."""

import sys

import pytest

from tests.stress.soak.crawl import Moment
from tests.stress.soak.watch import MOST_GROWTH, MOST_LOG, Watched, soak

MOST_HANDLES = 100
"""Some thirty are open while four outlets are crawled; one left open by each page would be 320 more."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what a process holds is read from /proc")
def test_a_few_hundred_pages_leave_nothing_open() -> None:
    done = soak(320, 4)
    # So few pages warm nothing up, and one connection more at the end is as many: both are judged at full size.
    assert not set(done.missed()) - {"memory", "handles"}, (done.log, done.open_sums, done.findings)
    assert 0 < done.most_handles < MOST_HANDLES
    assert done.stored == 320
    assert done.growth < 3 * MOST_GROWTH


@pytest.mark.parametrize(
    ("last", "missed"),
    [
        (Moment(1000, 100, 30, 0), []),
        (Moment(1000, 120, 30, 0), ["memory"]),
        (Moment(1000, 100, 31, 0), ["handles"]),
        (Moment(1000, 100, 30, MOST_LOG + 1), ["log"]),
    ],
)
def test_each_goal_can_be_missed(last: Moment, missed: list[str]) -> None:
    moments = [Moment(pages, 100, 30, 0) for pages in range(0, 900, 50)] + [last]
    summary = {"outlet": "a", "counts": {}, "finish": "finished", "findings": []}
    done = Watched(pages=1000, outlets=1, seconds=1.0, moments=moments, stored=1000, summaries=[summary])
    late = done.between(0.9, 1)
    assert late == [last]
    assert done.missed() == missed
    assert Watched(1000, 1, 1.0, moments, stored=999, summaries=[]).missed()[-2:] == ["ledger", "pages"]


def test_what_nobody_saw_is_not_reached() -> None:
    done = Watched(pages=1000, outlets=1, seconds=1.0, moments=[Moment(100, 100, 30, 0)], stored=1000)
    assert done.missed() == ["memory", "handles", "ledger"]
