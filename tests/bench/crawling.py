"""A crawl of the local site, everything stored and searchable, beside a bare Scrapy fetch of the same pages.

Both run as processes of their own against a server in a third; the turns alternate, and the ratio is of medians.
The bare spider is stock Scrapy: it is given the address of every article, gets the page, and does nothing with it.
Both clocks start when the modules are loaded: how long that takes is measured by startup.py, not once a thousand pages.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ARTICLES = 1000
ROUNDS = 3
GOAL = 0.30

BARE = """
import sys, time, scrapy
import scrapy.core.downloader.handlers.http11, scrapy.core.engine
from scrapy.crawler import CrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for url in open(sys.argv[1]).read().split():
            yield scrapy.Request(url, callback=self.parse, dont_filter=True)
    def parse(self, response):
        assert response.status == 200 and response.body
process = CrawlerProcess({"LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
start = time.perf_counter()
process.start()
print(time.perf_counter() - start)
"""
OURS = """
import json, sys, time
from datetime import date
import models.backends.sqlite, models.archive.write.archive, pipelines.item_pipelines, scrapers.crawl.outlet_run
from scrapers.crawl.process import CrawlOptions, crawl
from scrapers.samples.site import outlets_at
options = CrawlOptions(since=date(2000, 1, 1), allow_loopback=True, delay=0.0,
    settings={"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16})
start = time.perf_counter()
(summary,) = crawl(outlets_at({"sample-newspim": int(sys.argv[1])}), sys.argv[2], options)
took = time.perf_counter() - start
assert summary.complete, summary
print(json.dumps([took, summary.counts["stored"]]))
"""


@contextmanager
def site() -> Iterator[dict[str, int]]:
    """The sample site as a process of its own, without faults, with pages as heavy as real ones."""
    command = [sys.executable, "-m", "scrapers.samples.site", "--extra", str(ARTICLES), "--no-faults", "--until-eof"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield json.loads(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait(30)
        server.stdout.close()


def timed(code: str, *arguments: str) -> str:
    """What a Python program printed last."""
    ran = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    return ran.stdout.strip().splitlines()[-1]


def run() -> bool:
    """Prints pages a second of both and the ratio; whether it is within the goal."""
    print(f"crawl and store against a bare Scrapy fetch of the same pages (goal: at least {GOAL:.0%} of the pages/s)")
    from scrapers.samples.news import invented

    bare, ours = [], []
    with site() as ports, tempfile.TemporaryDirectory() as folder:
        home = f"http://127.0.0.1:{ports['sample-newspim']}"
        urls = [article.canonical_url for article in invented("sample-newspim", home=home, extra=ARTICLES)]
        listed = Path(folder) / "urls.txt"
        listed.write_text("\n".join(urls), encoding="utf-8")
        for turn in range(ROUNDS):
            bare.append(len(urls) / float(timed(BARE, str(listed))))
            took, stored = json.loads(timed(OURS, str(ports["sample-newspim"]), f"{folder}/{turn}.db"))
            assert stored == len(urls), (stored, len(urls))
            ours.append(stored / took)
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"  bare {statistics.median(bare):.0f} pages/s, ours {statistics.median(ours):.0f} pages/s  {ratio:.0%}")
    return ratio >= GOAL
