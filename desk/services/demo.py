"""The demo: two sample outlets with invented news on this machine, crawled by the real spiders."""

import shlex
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from desk.output.messages import say
from models.archive.read.articles import open_reader
from models.archive.read.articles import outlets as outlets_in
from models.records.errors import UserError
from models.records.outlet import Outlet
from scrapers.crawl.process import CrawlOptions
from scrapers.declarations.write import toml_of
from scrapers.registry import load_registry
from scrapers.samples.site import GBHANA, NEWSPIM, REAL_WEIGHT, SampleSite
from scrapers.samples.topics.specials import RELEASE_AS_GBHANA, RELEASE_LINES

# Below what any system gives to outgoing connections (Linux: from 32768, the others from 49152): such a connection
# keeps its port for a minute after its end, and a server could not have it.
PORTS = tuple((port, port + 1) for port in range(24731, 24751, 2))
SAMPLE = "A sample outlet with invented news, served by `news demo --serve`."
SINCE = date(2026, 11, 1)
SAMPLES = (NEWSPIM, GBHANA)
RELEASE = "sample-release.txt"
SENT = "배포일시: 2026. 11. 18.(수) 10:00"
OPTIONS = CrawlOptions(since=SINCE, allow_loopback=True, delay=0.0)


class DemoError(UserError):
    """The demo cannot run here: one sentence."""

    exit_code = 1


@contextmanager
def served(folder: Path) -> Iterator[tuple[Outlet, ...]]:
    """Both sample outlets as they are served while the context is open, not enabled: only by name are they crawled.

    A folder in which the demo ran before meets the same addresses again; another takes the first ports that are free.
    Raises DemoError where none are, or an earlier run's are taken.
    """
    before = ports_before(folder)
    try:
        site = _opened([before] if before else PORTS)
    except OSError as error:
        why = f"one of the ports {' and '.join(map(str, before))} of its earlier run is taken" if before else str(error)
        raise DemoError(f"The demo cannot serve its outlets: {why}.") from error
    try:
        outlets = tuple(replace(outlet, enabled=False) for outlet in site.outlets())
        for outlet in outlets:
            say(f"Serving {outlet.title} with invented news at {outlet.home}")
        yield outlets
    finally:
        site.__exit__(None, None, None)


def ports_before(folder: Path) -> tuple[int, ...]:
    """The ports of an earlier run in this folder, by the declarations it wrote; none where there was none."""
    declared = load_registry(folder / "archive.db").outlets
    ports = [urlsplit(declared[sample].home).port for sample in SAMPLES if sample in declared]
    return tuple(port for port in ports if port) if len(ports) == len(SAMPLES) else ()


def _opened(choices: Sequence[Sequence[int]]) -> SampleSite:
    """The site on the first ports of which both are free; raises OSError where there are none."""
    *some, last = choices
    for ports in some:
        with suppress(OSError):
            return SampleSite(weight=REAL_WEIGHT, ports=ports).__enter__()
    return SampleSite(weight=REAL_WEIGHT, ports=last).__enter__()


def check_archive(archive: Path) -> None:
    """Raises DemoError where the archive holds other outlets: invented news must not stand among real ones."""
    if not archive.exists():
        return
    db = open_reader(archive)
    try:
        others = outlets_in(db).keys() - set(SAMPLES)
    finally:
        db.close()
    if others:
        raise DemoError(f"{archive} holds real outlets ({', '.join(sorted(others)[:3])}); name another --folder.")


def declare(folder: Path, outlets: Sequence[Outlet]) -> None:
    """Write the sample outlets into ``outlets/`` beside the archive: `news crawl ID` knows them then."""
    (folder / "outlets").mkdir(parents=True, exist_ok=True)
    for outlet in outlets:
        outlet = replace(outlet, delay=None)  # no declaration may ask for so little
        (folder / "outlets" / f"{outlet.id}.toml").write_text(toml_of(outlet, SAMPLE), encoding="utf-8")


def write_release(folder: Path) -> Path:
    """A press release that both sample outlets ran, one of them shortened, to try `news pickup` with."""
    file = folder / RELEASE
    if not file.exists():
        text = "\n\n".join(("보도자료", SENT, RELEASE_AS_GBHANA.headline, *RELEASE_LINES))
        file.write_text(f"{text}\n", encoding="utf-8")
    return file


NEXT = """
What happened: both sites were read by the spiders that read the real ones; every address found ended in one state;
article and original page stand in {archive}. Now try:
  {news} search '"배터리 안전시험센터"' OR 영일만항 --sort relevance{here}
  {news} search 포항시 --outlet sample-gbhana --since 2026-11-15 --json{here}
  {news} show {article}{here}
  {news} report daily 포항 --day 2026-11-20 --message{here}
  {news} pickup {release}{here}
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
    release = shlex.quote(str(archive.parent / RELEASE))
    return NEXT.format(archive=archive, news=news, article=article, release=release, here=here)


def wait() -> None:
    """Until Ctrl-C."""
    say("Ctrl-C ends it.")
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
