"""A first night that ends at any moment: killed, cut off, its disk full. No outlet of it is forgotten in the morning.

Before the first request it is written down which outlets are to be crawled: each is crawled, failed, or was not begun.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import news
from desk.services.coverage import cover_hits
from desk.services.schedule import is_crawl_due
from desk.services.workspace import Workspace
from models.health.coverage import Shortfall
from models.language.translate import speaking
from models.maintenance.verify import verify
from models.query.filters import Filters
from models.records.outlet import Outlet
from models.records.times import now
from tests.support.crawls import Started, crawl, rows, start
from tests.support.scripted_site import Scripted, numbered

TITLES = {"first": "가나일보", "second": "다라신문", "third": "마바뉴스"}
NOT_NOTHING = "'보도 없음'으로 볼 수 없습니다"
NOT_BEGUN = Shortfall.NOT_BEGUN


@dataclass
class Sites:
    """Three outlets, asked one after the other."""

    archive: Path
    sites: dict[str, Scripted] = field(default_factory=dict)

    @property
    def outlets(self) -> list[Outlet]:
        return [site.outlet(id=one, title=TITLES[one]) for one, site in self.sites.items()]

    @property
    def asked(self) -> list[str]:
        return [one for one, site in self.sites.items() if site.log]

    def await_request(self, outlet: str, process: Started) -> None:
        end = time.monotonic() + 60
        while not self.sites[outlet].log:
            assert time.monotonic() < end, process.read("err")
            time.sleep(0.005)

    def why_missing(self) -> dict[str, Shortfall | None]:
        """Of each outlet, why it is not covered today; None where it is. Outlets that nobody knows of are left out."""
        found = cover_hits(Workspace.at(self.archive), Filters(since=now().date()))
        missing = {gap.outlet: gap.why for gap in found.gaps}
        known = [one for (one,) in rows(self.archive, "SELECT DISTINCT outlet FROM crawl_run")]
        assert found.outlets == len(known)
        return {one: missing.get(one) for one in TITLES if one in known}


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Sites]:
    with ExitStack() as stack:
        made = {one: stack.enter_context(Scripted(numbered(4))) for one in TITLES}
        yield Sites(tmp_path / "archive.db", made)


def at_once(_sites: Sites, _process: Started) -> None:
    """The crawl ends by itself."""


def kill_on_request(outlet: str) -> Callable[[Sites, Started], None]:
    def kill(sites: Sites, process: Started) -> None:
        sites.await_request(outlet, process)
        process.send(signal.SIGKILL)

    return kill


def kill_when_stored(_sites: Sites, process: Started) -> None:
    process.await_first()
    process.send(signal.SIGKILL)


def interrupt(sites: Sites, process: Started) -> None:
    sites.await_request("first", process)
    process.send(signal.SIGTERM)


SESSION = "scrapers.crawl.session:CrawlSession"
MOMENTS: dict[str, tuple[dict[str, Any], Callable[[Sites, Started], None], tuple[Shortfall | None, ...]]] = {
    "before the outlets are written down": ({"fault": f"kill:{SESSION}.plan:before:1"}, at_once, ()),
    "once they are written down": ({"fault": f"kill:{SESSION}.plan:after:1"}, at_once, (NOT_BEGUN,) * 3),
    "once the first is begun": (
        {"fault": f"kill:{SESSION}.begin:after:1"},
        at_once,
        (Shortfall.KILLED, NOT_BEGUN, NOT_BEGUN),
    ),
    "on the first request": ({}, kill_on_request("first"), (Shortfall.KILLED, NOT_BEGUN, NOT_BEGUN)),
    "in the first": ({}, kill_when_stored, (Shortfall.KILLED, NOT_BEGUN, NOT_BEGUN)),
    "before the first is ended": (
        {"fault": "kill:models.archive.write.ledger:Ledger.end_run:before:1", "delay": 0.0},
        at_once,
        (Shortfall.KILLED, NOT_BEGUN, NOT_BEGUN),
    ),
    "between the first and the second": (
        {"fault": f"kill:{SESSION}.begin:before:2", "delay": 0.0},
        at_once,
        (None, NOT_BEGUN, NOT_BEGUN),
    ),
    "in the second": ({"delay": 0.05}, kill_on_request("second"), (None, Shortfall.KILLED, NOT_BEGUN)),
    "in the third": ({"delay": 0.05}, kill_on_request("third"), (None, None, Shortfall.KILLED)),
    "by the deadline": ({"deadline": 1.5}, at_once, (Shortfall.CUT_SHORT, NOT_BEGUN, NOT_BEGUN)),
    "by the operator": ({}, interrupt, (Shortfall.CUT_SHORT, NOT_BEGUN, NOT_BEGUN)),
    "when the disk is full": (
        {"fault": "full:3", "delay": 0.0},
        at_once,
        (Shortfall.KILLED, NOT_BEGUN, NOT_BEGUN),
    ),
    "by nobody": ({"delay": 0.0}, at_once, (None, None, None)),
}
"""How the night ends, and then of each outlet why it is not covered."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_outlet_is_forgotten(moment: str, sites: Sites) -> None:
    options, end, fates = MOMENTS[moment]
    process = start(sites.outlets, sites.archive, parallel=1, **{"delay": 0.5, **options})
    end(sites, process)
    process.finish()
    assert sites.why_missing() == dict(zip(TITLES, fates, strict=False))
    assert not fates or set(sites.asked) <= {
        one for one, why in zip(TITLES, fates, strict=True) if why is not NOT_BEGUN
    }
    missing = [title for title, why in zip(TITLES.values(), fates or (NOT_BEGUN,) * 3, strict=True) if why is not None]
    for words in (
        ["search", "없는말", "--since", "today"],
        ["report", "daily", "없는말", "--message"],
    ):
        with speaking("ko"):
            ran = CliRunner().invoke(news, [*map(str, words), "--archive", str(sites.archive)])
        assert (ran.exit_code == 0) is not missing, ran.output
        if fates:
            assert (NOT_NOTHING in ran.output) is bool(missing)
            for title in missing:
                assert title in ran.output
    assert list(verify(sites.archive, alone=True)) == []


@pytest.mark.parametrize("moment", ["once they are written down", "in the second", "when the disk is full"])
def test_the_next_night_makes_up_for_it(moment: str, sites: Sites) -> None:
    options, end, _fates = MOMENTS[moment]
    process = start(sites.outlets, sites.archive, parallel=1, **{"delay": 0.5, **options})
    end(sites, process)
    process.finish()
    done = crawl(sites.outlets, sites.archive, delay=0.0)
    assert done.code == 0, done.why
    assert set(sites.why_missing().values()) == {None}
    ended = rows(sites.archive, "SELECT outlet, finish FROM crawl_run WHERE ended_at IS NULL OR finish = ''")
    assert not ended
    assert len(rows(sites.archive, "SELECT 1 FROM article")) == 12


def test_a_killed_night_is_due_once_more(sites: Sites) -> None:
    workspace = Workspace.at(sites.archive)
    assert is_crawl_due(workspace, "00:00"), "none has begun"
    for due_then in (True, False):
        process = start(sites.outlets, sites.archive, parallel=1, delay=0.5)
        sites.await_request("first", process)
        assert not is_crawl_due(workspace, "00:00"), "it goes on"
        process.send(signal.SIGKILL)
        process.finish()
        sites.sites["first"].log.clear()
        assert is_crawl_due(workspace, "00:00") is due_then
    assert crawl(sites.outlets, sites.archive, delay=0.0).code == 0
    assert not is_crawl_due(workspace, "00:00")


def test_a_crawl_of_one_outlet_takes_no_other_for_one_that_goes_on(sites: Sites) -> None:
    first, *others = sites.outlets
    options, end, _fates = MOMENTS["once they are written down"]
    process = start([first, *others], sites.archive, **options)
    end(sites, process)
    process.finish()
    assert crawl([first], sites.archive, delay=0.0).code == 0
    assert sites.why_missing() == {"first": None, "second": NOT_BEGUN, "third": NOT_BEGUN}
