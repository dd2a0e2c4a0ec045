"""Scrapy's internals that the crawl relies on, one by one, against the installed Scrapy: which one moved is in the name."""

import ast
import asyncio
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import scrapy
from scrapy import signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.engine import ExecutionEngine
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from scrapers.middlewares import slots

ROOT = Path(__file__).resolve().parents[3]
SENT = Request("https://a.kr/1", meta={"download_slot": "a"})
INTERNALS = {"lastseen", "per_slot_settings", "mindelay", "maxdelay", "downloader", "latercall", "jitter"}


@pytest.fixture
def crawler() -> Any:
    """A crawler with Scrapy's own downloader and one slot; no engine runs."""
    made = get_crawler(settings_dict={"DOWNLOAD_DELAY": 2, "DOWNLOAD_HANDLERS": {}})
    downloader = Downloader(made)
    slot = Slot(1, 2.0)
    downloader.slots["a"] = slot
    made.engine = SimpleNamespace(downloader=downloader, spider=None)  # type: ignore[assignment]
    return made


def explain(name: str) -> str:
    return f"Scrapy {scrapy.__version__}: {name} moved; see scrapers/middlewares/slots.py"


def test_slots_are_kept_by_the_name_in_a_request(crawler: Any) -> None:
    assert Downloader.DOWNLOAD_SLOT == "download_slot", explain("the name of the slot in a request's meta")
    assert slots.find_slot(crawler, SENT) is crawler.engine.downloader.slots["a"], explain("Downloader.slots")
    assert slots.find_slot(crawler, Request("https://b.kr/")) is None
    assert slots.read_delay(crawler, SENT) == 2.0, explain("Slot.delay")


def test_a_held_slot_sends_nothing_until_its_time_has_come(crawler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    downloader, slot = crawler.engine.downloader, crawler.engine.downloader.slots["a"]
    penalties: list[float] = []
    monkeypatch.setattr("scrapy.core.downloader.call_later", lambda seconds, *_: penalties.append(seconds))
    assert slots.hold_slot(crawler, SENT, 30.0)
    assert slot.lastseen > time.monotonic() + 29, explain("Slot.lastseen")
    slot.queue.append((SENT, Deferred()))
    downloader._process_queue(slot)
    assert penalties, explain("the delay of Downloader._process_queue")
    assert 31 < penalties[0] <= 32, explain("Slot.lastseen")
    assert slot.queue
    assert not slots.hold_slot(crawler, Request("https://b.kr/"), 30.0)


def test_one_can_go_before_what_waits_in_a_slot(crawler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    downloader, slot = crawler.engine.downloader, crawler.engine.downloader.slots["a"]
    waiting = [Request(f"https://a.kr/{n}", meta={"download_slot": "a"}) for n in range(3)]
    monkeypatch.setattr(downloader, "_process_queue", lambda _slot: None)

    def reached(request: Request) -> None:
        if request is SENT:
            slots.send_first(crawler, request)

    async def enqueue() -> list[Request]:
        crawler.signals.connect(reached, signal=signals.request_reached_downloader)
        tasks = []
        for one in (*waiting, SENT):
            tasks.append(asyncio.ensure_future(downloader._enqueue_request(one)))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        return [request for request, _ in slot.queue]

    assert asyncio.run(enqueue()) == [SENT, *waiting], explain("the signal in Downloader._enqueue_request")
    slots.send_first(crawler, Request("https://b.kr/"))


def test_what_waits_in_a_slot_can_be_failed(crawler: Any) -> None:
    failures: list[type[BaseException]] = []
    slot = crawler.engine.downloader.slots["a"]
    for _ in range(3):
        answer: Deferred[Any] = Deferred()
        answer.addErrback(lambda failure: failures.append(failure.type))
        slot.queue.append((SENT, answer))
    slots.drop_waiting(crawler, lambda: KeyError("end"))
    assert failures == [KeyError] * 3, explain("Slot.queue")
    assert not slot.queue


def test_the_least_delay_holds_for_slots_there_are_and_slots_to_come(crawler: Any) -> None:
    crawler.get_extension = lambda _: throttle
    throttle = AutoThrottle(get_crawler(settings_dict={"AUTOTHROTTLE_ENABLED": True}))
    throttle.mindelay, throttle.maxdelay = 2.0, 5.0
    slots.raise_min_delay(crawler, 7.5)
    assert (throttle.mindelay, throttle.maxdelay) == (7.5, 7.5)
    assert crawler.engine.downloader.slots["a"].delay == 7.5
    crawler.engine.downloader.slots.clear()
    crawler.engine.downloader._start_slot_gc = lambda: None
    _, made_anew = crawler.engine.downloader._get_slot(SENT)
    assert (made_anew.delay, made_anew.jitter) == (7.5, 0.0), explain("Downloader.per_slot_settings")
    slots.raise_min_delay(crawler, 3.0)
    assert crawler.engine.downloader.slots["a"].delay == 7.5, "a delay never gets shorter"


def test_autothrottle_takes_its_bounds_from_where_they_are_set() -> None:
    names = AutoThrottle._adjust_delay.__code__.co_names
    assert {"mindelay", "maxdelay"} <= {*names}, explain("AutoThrottle.mindelay")


def test_the_engine_tells_whether_it_is_open(crawler: Any) -> None:
    assert not slots.is_open(crawler)
    crawler.spider = crawler.engine.spider = scrapy.Spider("a")
    assert slots.is_open(crawler)
    assert "spider" in ExecutionEngine.__init__.__code__.co_names, explain("ExecutionEngine.spider")


def test_no_other_file_touches_them() -> None:
    for path in sorted((ROOT / "scrapers").rglob("*.py")):
        if path.name == "slots.py":
            continue
        found = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        assert not found & INTERNALS, f"{path.relative_to(ROOT)} touches {found & INTERNALS}"
