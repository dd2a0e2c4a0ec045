"""`make bench-desk`: the pages of the desk over N articles (200,000 by default) while another process stores more.

Times are the server's own (``Server-Timing``), in milliseconds: what a browser on the same machine adds is its own.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode, urlsplit

from desk.web.static_files import read_static_files
from models.archive.write.archive import Archive
from models.open import open_reader
from tests.bench.search.build import build
from tests.bench.search.corpus import corpus
from tests.bench.search.ours import quantile
from tests.bench.search.queries import queries
from tests.support.archive_factories import a_page

SEED, QUERY_SEED = 2026, 977
DEFAULT = 200_000
QUERIES = 60
CLIENTS = 8
MARKS, CLIP_ROWS = 100, 90
BATCH = 20
SECONDS_BETWEEN_BATCHES = 2.0
GOALS = {
    "first page": 150.0,
    "part": 100.0,
    "article": 100.0,
    "mark": 50.0,
    "move": 100.0,
    "memory": 120.0,
    "script": 50.0,
}


@dataclass(frozen=True)
class Client:
    """A browser that is signed in."""

    host: str
    port: int
    cookie: str

    def ask(self, path: str, form: dict[str, str] | None = None, *, part: bool = False) -> float:
        """Ask for a page or post a form; the server's milliseconds. Raises AssertionError for any other status."""
        return float(self.send(path, form, part=part)[0]["server-timing"].split("dur=")[1])

    def send(self, path: str, form: dict[str, str] | None = None, *, part: bool = False) -> tuple[dict[str, str], str]:
        """Ask for a page or post a form; the headers and the text. Raises AssertionError for any other status."""
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if part:
            headers["HX-Request"] = "true"
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        with closing(http.client.HTTPConnection(self.host, self.port, timeout=60)) as line:
            line.request("POST" if form is not None else "GET", path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
            assert answer.status in (200, 303), (path, answer.status)
            return {name.lower(): value for name, value in answer.getheaders()}, text


def run() -> bool:
    """Build, serve, ask, and print each figure against its goal; whether all are met."""
    total = int(os.environ.get("N") or DEFAULT)
    with tempfile.TemporaryDirectory(prefix="bench-desk-", dir=os.environ.get("BENCH_FOLDER")) as folder:
        archive = Path(folder) / "archive.db"
        print(f"{total:,} invented articles of seed {SEED}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        build(archive, SEED, total)
        texts = [one.text for one in queries(corpus(SEED), QUERY_SEED, total)][:QUERIES]
        with serving(archive) as (client, process_id), storing(archive):
            return _measure(client, process_id, archive, texts)


def _measure(client: Client, process_id: int, archive: Path, texts: list[str]) -> bool:
    client.ask("/")
    addresses = [f"/?q={quote(text)}" for text in texts]
    with closing(open_reader(archive)) as db:
        newest = db.articles.newest_id()
    assert newest is not None
    ids = Random(QUERY_SEED).sample(_some_ids(archive), MARKS)
    found = quote("포항")
    results = [
        _judge("first page", process_id, lambda: [client.ask(path) for path in addresses]),
        _judge("part", process_id, lambda: [client.ask(path, part=True) for path in addresses]),
        _judge("article", process_id, lambda: [client.ask(f"/a/{one}?q={found}", part=True) for one in ids]),
        _judge("mark", process_id, lambda: [client.ask(f"/a/{one}/mark", {"tone": "긍정"}, part=True) for one in ids]),
    ]
    rows, seen = _fill_clip(client, ids[:CLIP_ROWS])
    results.append(_judge("move", process_id, lambda: _move_rows(client, rows, seen)))
    with ThreadPoolExecutor(CLIENTS) as crowd:
        took = list(crowd.map(lambda path: client.ask(path, part=True), addresses * 3))
    print(f"  {CLIENTS} clients at once: {len(took)} answers, no error; 95 of 100 {quantile(took, 0.95):.0f} ms")
    results.append(_said("memory, at most", read_peak_memory(process_id), GOALS["memory"], "MB"))
    script = sum(len(file.body) for file in read_static_files().values() if file.name.endswith(".js")) / 1000
    results.append(_said("scripts", script, GOALS["script"], "kB"))
    return all(results)


def _fill_clip(client: Client, ids: list[int]) -> tuple[list[str], str]:
    """A clip of the articles; its items in their order, and the last change that its page has seen."""
    client.ask("/clip", {"day": "2026-11-03", "empty": "1", "name": "bench"})
    for number in ids:
        client.ask(f"/a/{number}/tick", {"on": "1"}, part=True)
    page = client.send("/clip/1")[1]
    rows, seen = re.findall(r'id="item-(\d+)"', page), re.findall(r'data-seen="(\d+)"', page)[0]
    assert len(rows) == len(ids)
    return rows, seen


def _move_rows(client: Client, rows: list[str], seen: str) -> list[float]:
    """The milliseconds of moves of one row to the beginning, as the browser asks for them."""
    took = []
    for row in rows[1:]:
        headers, _text = client.send("/clip/1/order", {"item": row, "to": "1", "shown": seen}, part=True)
        took.append(float(headers["server-timing"].split("dur=")[1]))
        seen = str(json.loads(headers["hx-trigger"])["clip-moved"]["seen"])
    return took


def _some_ids(archive: Path) -> list[int]:
    from models.query.filters import Filters
    from models.query.syntax import parse

    with closing(open_reader(archive)) as db:
        hits = db.search.all_hits(parse("포항"), Filters(), "newest")
        return [hit.id for hit, _ in zip(hits, range(MARKS * 5), strict=False)]


def _judge(what: str, process_id: int, ask: Callable[[], list[float]]) -> bool:
    """Also what a request takes of the processor, which is the same on a machine that does much else."""
    begun = read_processor_seconds(process_id)
    took = ask()
    used = (read_processor_seconds(process_id) - begun) / len(took) * 1000
    half = f"half: {quantile(took, 0.5):.0f}, of the processor each: {used:.0f}"
    return _said(f"{what}, 95 of 100 ({half})", quantile(took, 0.95), GOALS[what], "ms")


def _said(what: str, value: float, goal: float, unit: str) -> bool:
    met = value <= goal
    print(f"  {what}: {value:,.1f} {unit} (goal: at most {goal:g}){'' if met else '  MISSED'}")
    return met


@contextmanager
def serving(archive: Path) -> Iterator[tuple[Client, int]]:
    """The desk as a process of its own, and a client that its address let in."""
    news = Path(sys.executable).with_name("news")
    command = [str(news), "desk", "--no-open", "--archive", str(archive)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        found = None
        while found is None:
            line = process.stdout.readline()
            assert line, "the desk does not start"
            found = re.search(r"http://\S+token=\S+", line)
        address = urlsplit(found[0])
        host, port = str(address.hostname), int(address.port or 0)
        with closing(http.client.HTTPConnection(host, port, timeout=60)) as door:
            door.request("GET", f"{address.path}?{address.query}")
            answer = door.getresponse()
            answer.read()
            cookie = (answer.getheader("set-cookie") or "").split(";")[0]
        yield Client(host, port, cookie), process.pid
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def storing(archive: Path) -> Iterator[None]:
    """Another process that stores articles all the time, as a crawl does."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.desk", "store", str(archive)])
    try:
        time.sleep(2)
        assert process.poll() is None, "nothing is stored meanwhile"
        yield
        assert process.poll() is None, "nothing was stored meanwhile"
    finally:
        process.terminate()
        process.wait(30)


def store_for_ever(archive: Path) -> None:
    """Twenty articles every two seconds, each batch a commit, until the process is ended."""
    with Archive.open(archive) as opened:
        made = corpus(SEED + 7)
        for first in range(0, 1_000_000, BATCH):
            begun = time.monotonic()
            with opened.transaction() as writer:
                for number, article in enumerate(made.articles(first, first + BATCH), first):
                    address = f"https://bench.example/crawl/{number}"
                    writer.store(fresh := replace(article, url=address, canonical_url=address), a_page(fresh))
            time.sleep(max(0.0, SECONDS_BETWEEN_BATCHES - (time.monotonic() - begun)))


def read_peak_memory(process_id: int) -> float:
    """The most memory that a process has had, in MB (Linux)."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


def read_processor_seconds(process_id: int) -> float:
    """What a process has had of the processor, all its threads together (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    if sys.argv[1:2] == ["store"]:
        store_for_ever(Path(sys.argv[2]))
    else:
        met = run()
        print("every goal is met" if met else "a goal is MISSED")
        sys.exit(0 if met else 1)
