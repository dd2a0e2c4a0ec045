"""One crawl in a process of its own: JSON on standard input, a line an acknowledged article, JSON summaries at the end.

Asked for by the tests of the crawl; a reactor can run only once in a process.
"""

import json
import os
import resource
import signal
import sys
import time
from dataclasses import asdict
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pipelines.item_pipelines
import scrapers.crawl.discovery
from models.records import times
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.outlet import ListForm, Outlet
from models.records.page import Listing, Page
from models.records.url_states import State
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.lock import LockHeldError
from scrapers.crawl.outlet_run import ProgressEvent
from scrapers.crawl.process import CrawlOptions, crawl

FAR_BACK = timedelta(days=36_500)


def options(given: dict[str, Any]) -> CrawlOptions:
    days = {name: date.fromisoformat(given[name]) for name in ("since", "until") if given.get(name)}
    other = {
        name: given[name]
        for name in (
            "limit",
            "delay",
            "settings",
            "time_limit",
            "log_level",
            "revisits",
            "deadline",
            "parallel",
            "reading_seconds",
        )
        if name in given
    }
    return CrawlOptions(
        allow_loopback=given.get("allow_loopback", True),
        look_back=timedelta(days=given["look_back"]) if "look_back" in given else FAR_BACK,
        progress=acknowledge,
        **days,
        **other,
    )


def acknowledge(event: ProgressEvent) -> None:
    if event.state is State.STORED:
        sys.stdout.write(f"stored {event.key}\n")
        sys.stdout.flush()


def break_something(what: str) -> None:
    """A fault in our own code: ``extract:PART`` for addresses that hold PART, or ``read_list``.

    ``memory:PART`` for pages that ask for more memory than there is.

    ``clock_before:SECONDS``: it is so all night.
    ``full:N`` for a log of the archive that cannot grow any more from the Nth group of writes on.
    ``kill:MODULE:FUNCTION:WHEN:N`` for a SIGKILL before or after that function is called for the Nth time.
    ``hang:PART`` for pages whose reading never ends, ``hang_list:PART`` for lists. ``clock:SECONDS``: not our fault,
    but the machine's, whose clock is set on or back while the first page is read.
    """
    name, _, part = what.partition(":")
    whole = pipelines.item_pipelines.extract

    def extract(page: Page, layout: Layout) -> Article | Reject:
        if part in page.url:
            raise RuntimeError("broken on purpose")
        return whole(page, layout)

    def extract_without_memory(page: Page, layout: Layout) -> Article | Reject:
        if part in page.url:
            bytearray(sys.maxsize - 1)
        return whole(page, layout)

    def read_list(*_: object, **__: object) -> tuple[Listing, ...]:
        raise KeyError("broken on purpose")

    whole_list = scrapers.crawl.discovery.read_list_page

    def hang(page: Page, layout: Layout) -> Article | Reject:
        while part in page.url:
            pass
        return whole(page, layout)

    def hang_list(html: str, rules: Any, url: str, *given: Any, **options: Any) -> Any:
        while part in url:
            pass
        return whole_list(html, rules, url, *given, **options)

    def extract_once(page: Page, layout: Layout) -> Article | Reject:
        pipelines.item_pipelines.extract = whole
        set_clock(float(part))
        return whole(page, layout)

    if name == "kill":
        kill_at(part)
    elif name == "clock_before":
        set_clock(float(part))
    elif name == "full":
        fill_disk_at(int(part))
    elif name == "clock":
        pipelines.item_pipelines.extract = extract_once
    elif name == "hang":
        pipelines.item_pipelines.extract = hang
    elif name == "hang_list":
        scrapers.crawl.discovery.read_list_page = hang_list
    elif name == "memory":
        pipelines.item_pipelines.extract = extract_without_memory
    elif name == "extract":
        pipelines.item_pipelines.extract = extract
    else:
        scrapers.crawl.discovery.read_list_page = read_list


def kill_at(place: str) -> None:
    """See ``break_something``."""
    module, path, when, count = place.split(":")
    owner: Any = import_module(module)
    *parts, last = path.split(".")
    for part in parts:
        owner = getattr(owner, part)
    whole, left = getattr(owner, last), [int(count)]

    def call(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if when == "before" and not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = whole(*given, **named)
        if when == "after" and not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, last, call)


def fill_disk_at(count: int) -> None:
    """See ``break_something``; what is written over bytes that are there, as the manifest is, still can be."""
    whole, left = GroupCommit._write, [count]

    def write(commit: GroupCommit, *given: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            path = commit.archive.path
            size = path.with_name(path.name + "-wal").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return whole(commit, *given)

    setattr(GroupCommit, "_write", write)  # noqa: B010 - mypy takes no method's place


def set_clock(seconds: float) -> None:
    """Let the clock of the wall, by all its names, be so many seconds later from now on; the monotonic clock goes on."""
    before, now = time.time, times.now
    time.time = lambda: before() + seconds
    for module in list(sys.modules.values()):
        if vars(module).get("now") is now:
            vars(module)["now"] = lambda: now() + timedelta(seconds=seconds)


def with_forms(outlet: dict[str, Any]) -> dict[str, Any]:
    return outlet | {"list_forms": [ListForm(**form) for form in outlet.get("list_forms", [])]}


def main() -> int:
    return run(json.load(sys.stdin))


def run(given: dict[str, Any]) -> int:
    outlets = [
        Outlet(**{name: tuple(value) if isinstance(value, list) else value for name, value in one.items()})
        for one in map(with_forms, given.pop("outlets"))
    ]
    if fault := given.pop("fault", ""):
        break_something(fault)
    if trusted := given.pop("trusted", ""):
        os.environ["SSL_CERT_FILE"] = trusted
    if limit := given.pop("file_limit", 0):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        summaries = crawl(outlets, given.pop("archive"), options(given))
    except (ArchiveError, LockHeldError) as error:
        print(json.dumps({"error": str(error)}))
        return error.exit_code
    print(
        json.dumps(
            {"summaries": [{**asdict(s), "findings": s.sentences(), "ok": s.ok, "line": s.line()} for s in summaries]}
        )
    )
    return 0 if all(s.ok for s in summaries) else 1


if __name__ == "__main__":
    sys.exit(main())
