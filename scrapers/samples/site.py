"""The sample outlets over real HTTP on 127.0.0.1, one port each: ``with SampleSite() as site: … site.outlets()``.

The two of the demo, or with ``outlets="all"`` every one that the catalog has.

``python -m scrapers.samples.site`` serves them as a process of its own and prints one line of JSON
(``{"sample-newspim": PORT, "sample-gbhana": PORT}``); it ends on SIGINT, SIGTERM, or with ``--until-eof`` when its
standard input is closed. ``outlets_at`` turns those ports into declarations.
"""

import argparse
import asyncio
import json
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import TracebackType
from typing import Literal, Self

from models.records.article import Article
from models.records.outlet import Outlet
from scrapers.samples.catalog import DEMO, outlet_ids, site_of
from scrapers.samples.outlet_answers import OutletAnswers
from scrapers.samples.server import Answer, Connection, LoggedRequest, etag
from scrapers.samples.sites.kit import Setting

HOST = "127.0.0.1"
REAL_WEIGHT = 44_000
NEWSPIM, GBHANA = DEMO


def outlets_at(ports: Mapping[str, int]) -> tuple[Outlet, ...]:
    """The declarations of the sample outlets served at those ports."""
    return tuple(site_of(outlet).outlet_at(f"http://{HOST}:{port}") for outlet, port in ports.items())


@dataclass(slots=True)
class Failure:
    """What a failing path answers instead: ``status``, or no word at all with ``drop``; ``times`` None is for ever."""

    status: int = 500
    times: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    drop: bool = False
    body: bytes = b"<html><body><h1>Error</h1></body></html>"


@dataclass(slots=True)
class Switches:
    """What a test may turn while the site runs; a change holds from the next request on.

    ``setting`` picks what is published (see ``Setting``); ``delay`` seconds pass before each answer;
    ``robots`` replaces the robots file of all outlets; ``failing`` maps a path (with or without its query,
    with or without its outlet's id and a blank before it) to a failure.
    """

    setting: Setting = field(default_factory=Setting)
    delay: float = 0.0
    robots: Answer | None = None
    failing: dict[str, Failure] = field(default_factory=dict)

    def set(self, **changes: object) -> None:
        """Change parts of ``setting``: ``held=3``, ``edited=True``, ``feed=True``."""
        self.setting = replace(self.setting, **changes)  # type: ignore[arg-type]

    def set_robots(self, body: str = "", status: int = 200, *, drop: bool = False) -> None:
        """Replace robots.txt."""
        raw = body.encode()
        self.robots = Answer(raw, status, "text/plain; charset=utf-8", etag=etag(raw), drop=drop)


class SampleSite:
    """Sample outlets served from a thread while the context is open.

    ``outlets``: their ids; by default the two of the demo, ``"all"`` for one of every family.
    ``weight`` fills article pages up to about that many bytes (``REAL_WEIGHT``: as heavy as real ones); ``extra`` adds
    so many older articles to each outlet; ``faults=False`` leaves every fault out; ``ports`` fixes their ports
    (0 or none: any free one); ``warm`` makes all pages before the first request.
    ``log`` holds every request in its order; ``switches`` changes what is served.
    """

    def __init__(
        self,
        *,
        weight: int = 0,
        extra: int = 0,
        faults: bool = True,
        ports: Sequence[int] = (),
        warm: bool = False,
        outlets: Sequence[str] | Literal["all"] = DEMO,
    ):
        self.weight, self.extra, self.faults, self.warm = weight, extra, faults, warm
        self.switches = Switches()
        self.log: list[LoggedRequest] = []
        served = outlet_ids() if outlets == "all" else tuple(outlets)
        self.ports: dict[str, int] = {**dict.fromkeys(served, 0), **dict(zip(served, ports, strict=False))}
        self.sites: dict[str, OutletAnswers] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sample-site", daemon=True)
        self._open: set[Connection] = set()
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> Self:
        """Start serving; the ports are known from here on."""
        self._thread.start()
        try:
            for outlet in self.ports:
                asyncio.run_coroutine_threadsafe(self._serve(outlet), self._loop).result()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving and close every connection."""
        self._stop()

    def outlets(self) -> tuple[Outlet, ...]:
        """The declarations to crawl."""
        return outlets_at(self.ports)

    def home(self, outlet: str) -> str:
        """The origin of an outlet: ``http://127.0.0.1:PORT``."""
        return f"http://{HOST}:{self.ports[outlet]}"

    def stored(self) -> dict[str, Article]:
        """What a whole crawl of all outlets should store now, by canonical address.

        ``url`` and ``fetched_at`` are the crawl's own; all else should be equal.
        """
        setting = self.switches.setting
        return {url: article for site in self.sites.values() for url, article in site.stored(setting).items()}

    def rejected(self) -> dict[str, str]:
        """Listed addresses that are no articles, with the value of their Reason."""
        return {url: why for site in self.sites.values() for url, why in site.rejected().items()}

    def paths(self, outlet: str) -> list[str]:
        """The paths asked of an outlet so far, in order."""
        return [asked.path for asked in self.log if asked.outlet == outlet]

    async def _serve(self, outlet: str) -> None:
        loop = asyncio.get_running_loop()
        make = partial(Connection, outlet, partial(self._answer, outlet), self.log, self._open)
        server = await loop.create_server(make, HOST, self.ports[outlet], backlog=1024)
        self._servers.append(server)
        self.ports[outlet] = server.sockets[0].getsockname()[1]
        home = self.home(outlet)
        self.sites[outlet] = OutletAnswers(outlet, home, weight=self.weight, extra=self.extra, with_faults=self.faults)
        if self.warm:
            self.sites[outlet].warm(self.switches.setting)

    def _answer(self, outlet: str, method: str, path: str) -> tuple[Answer, float]:
        switches = self.switches
        bare = path.partition("?")[0]
        keys = (f"{outlet} {path}", f"{outlet} {bare}", path, bare) if switches.failing else ()
        failure = next((switches.failing[key] for key in keys if key in switches.failing), None)
        if failure and failure.times != 0:
            if failure.times is not None:
                failure.times -= 1
            return Answer(failure.body, failure.status, headers=failure.headers, drop=failure.drop), switches.delay
        if method not in {"GET", "HEAD"}:
            return Answer(b"", 405, headers=(("Allow", "GET, HEAD"),)), switches.delay
        if path == "/robots.txt" and switches.robots is not None:
            return switches.robots, switches.delay
        return self.sites[outlet].answer(path, switches.setting), switches.delay

    def _stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for connection in list(self._open):
            if connection.transport:
                connection.transport.abort()
        await asyncio.sleep(0)
        await asyncio.sleep(0)


def main(arguments: list[str] | None = None) -> None:
    """Serve until told to stop; the ports go to standard output as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m scrapers.samples.site", description=main.__doc__)
    parser.add_argument(
        "--weight", type=int, default=REAL_WEIGHT, help="bytes a page is filled up to (default: %(default)s)"
    )
    parser.add_argument("--extra", type=int, default=0, help="further articles an outlet")
    parser.add_argument("--no-faults", action="store_true", help="serve whole articles only")
    parser.add_argument("--ports", type=int, nargs=2, default=(), metavar="PORT", help="fixed ports")
    parser.add_argument("--until-eof", action="store_true", help="end when standard input is closed")
    given = parser.parse_args(arguments)
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    site = SampleSite(
        weight=given.weight,
        extra=given.extra,
        faults=not given.no_faults,
        ports=given.ports,
        warm=True,
    )
    with site:
        print(json.dumps(site.ports), flush=True)
        if given.until_eof:
            threading.Thread(target=_await_eof, args=(ended,), daemon=True).start()
        ended.wait()


def _await_eof(ended: threading.Event) -> None:
    """Set ``ended`` when standard input is closed."""
    sys.stdin.read()
    ended.set()


if __name__ == "__main__":
    main()
