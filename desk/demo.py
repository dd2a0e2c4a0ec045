"""The demo: two sample outlets with invented news on this machine, crawled by the real spiders."""

import shlex
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from desk.messages import say
from models.reader import open_reader
from models.reader import outlets as outlets_in
from scrapers.crawl import CrawlOptions
from scrapers.declaration_text import toml_of
from scrapers.samples.site import GBHANA, NEWSPIM, REAL_WEIGHT, SampleSite, outlets_at

# Fixed, so that a second run meets the same addresses again.
PORTS = (47231, 47232)
SAMPLE = "A sample outlet with invented news, served by `news demo --serve`."
SINCE = date(2026, 11, 1)
OUTLETS = tuple(
    replace(outlet, enabled=False) for outlet in outlets_at(dict(zip((NEWSPIM, GBHANA), PORTS, strict=True)))
)
OPTIONS = CrawlOptions(since=SINCE, allow_loopback=True, delay=0.0)


class DemoError(Exception):
    """The demo cannot run here: one sentence."""

    exit_code = 1


@contextmanager
def served() -> Iterator[SampleSite]:
    """Both sample outlets on their fixed ports. Raises DemoError where a port is taken."""
    site = SampleSite(weight=REAL_WEIGHT, ports=PORTS)
    try:
        site.__enter__()
    except OSError as error:
        raise DemoError(f"The sample outlets need the ports {PORTS[0]} and {PORTS[1]}; one is taken.") from error
    try:
        for outlet in OUTLETS:
            say(f"Serving {outlet.title} with invented news at {outlet.home}")
        yield site
    finally:
        site.__exit__(None, None, None)


def check_archive(archive: Path) -> None:
    """Raises DemoError where the archive holds other outlets: invented news must not stand among real ones."""
    if not archive.exists():
        return
    db = open_reader(archive)
    try:
        others = outlets_in(db).keys() - {outlet.id for outlet in OUTLETS}
    finally:
        db.close()
    if others:
        raise DemoError(f"{archive} holds real outlets ({', '.join(sorted(others)[:3])}); name another --folder.")


def declare(folder: Path) -> None:
    """Write the sample outlets into ``outlets/`` beside the archive, not enabled: `news crawl ID` knows them then."""
    (folder / "outlets").mkdir(parents=True, exist_ok=True)
    for outlet in OUTLETS:
        outlet = replace(outlet, delay=None)  # no declaration may ask for so little
        (folder / "outlets" / f"{outlet.id}.toml").write_text(toml_of(outlet, SAMPLE), encoding="utf-8")


NEXT = """
What happened: both sites were read by the spiders that read the real ones; every address found ended in one state;
article and original page stand in {archive}. Now try:
  {news} search '"배터리 안전시험센터"' OR 영일만항 --sort relevance{here}
  {news} search 포항시 --outlet sample-gbhana --since 2026-11-15 --json{here}
  {news} show {article}{here}
  {news} demo --serve      in another terminal, then here:
  {news} crawl sample-newspim sample-gbhana --allow-loopback --delay 0{here}
  {news} crawl gbhana --limit 10{here}      the real outlet; needs a network"""


def next_steps(archive: Path) -> str:
    """What to type next, for the folder the person stands in."""
    news = ".venv/bin/news" if Path(".venv/bin/news").exists() else "news"
    here = "" if archive.parent == Path() else f" --archive {shlex.quote(str(archive))}"
    db = open_reader(archive)
    try:
        article = db.execute("SELECT max(id) FROM article").fetchone()[0]
    finally:
        db.close()
    return NEXT.format(archive=archive, news=news, article=article, here=here)


def wait() -> None:
    """Until Ctrl-C."""
    say("Ctrl-C ends it.")
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
