"""A night in small that takes every way of writing, what must be true after it was cut short, and what a reader sees."""

import asyncio
import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import desk.services.export  # noqa: F401 - loaded before anything is forked
import scrapers.importing.import_pages
import scrapers.importing.reparse
from desk.output.messages import foreseen
from models.archive import manifest
from models.archive.read.articles import get_article, read_revisions
from models.archive.read.open import open_connection
from models.archive.read.outlets import read_outlets
from models.archive.read.pages import get_page, walk_pages
from models.archive.write.archive import Archive, ArchiveTransaction
from models.maintenance import backup
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article, as_json
from models.records.errors import ArchiveError, UserError
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import KST, now
from models.records.url_states import Found, State
from models.search.search import matches, search
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from reports.articles.columns import ExportChoice
from reports.articles.export import export
from reports.articles.warc_writer import write_warc
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.lock import crawl_lock
from scrapers.importing.saved_pages import read_cases
from scrapers.registry import Registry, load_family
from tests.stress.torture.tally import Tally

FETCHED = datetime(2026, 11, 21, 2, 30, tzinfo=KST)
GROUP = 6
NIGHTS = "nights"
ALTERED = 4
QUERIES = ("포항", "배터리", "포항 배터리", '"포항시"', "시장 -포항", "울진 OR 경주", "2026", "km", "기자", "lab")
Ack = Callable[[str], None]


@dataclass(frozen=True)
class World:
    """The outlets, and the pages they serve, in the order they are found."""

    outlets: tuple[Outlet, ...]
    pages: tuple[tuple[str, Page], ...]

    @property
    def registry(self) -> Registry:
        """The outlets as a registry."""
        return Registry(self.outlets)

    def layout(self, outlet_id: str) -> Layout:
        """Where an outlet's pages keep each part."""
        outlet = self.registry.get(outlet_id)
        return load_family(outlet.family).layout(outlet)


def gather(most: int) -> World:
    """Pages of the sample outlets, fetched from them over HTTP on this machine."""
    from urllib.request import urlopen

    from scrapers.samples.site import SampleSite

    with SampleSite() as site:
        declared = tuple(site.outlets())
        stored, rejected = list(site.stored()), list(site.rejected())
        step = max(1, len(stored) // most)
        pages = []
        for url in (*stored[::step][:most], *rejected[:3]):
            outlet = next(one for one in declared if url.startswith(one.home))
            with urlopen(url) as answer:
                headers = tuple((name.lower(), value) for name, value in answer.headers.items())
                page = Page(outlet=outlet.id, url=url, body=answer.read(), fetched_at=FETCHED, headers=headers)
            pages.append((url, page))
    return World(declared, tuple(pages))


def night(folder: Path, world: World, ack: Ack, steps: tuple[str, ...] = ()) -> None:
    """All ways of writing, one after the other; done again, it goes on where it was cut short.

    ``ack`` is told what is committed: ``stored URL REVISION SHA256`` or ``file PATH``; and ``note SENTENCE`` for what
    an archive says of itself when it is opened.
    """
    for name, step in STEPS.items():
        if not steps or name in steps:
            step(folder, world, ack)


def archive_of(folder: Path) -> Path:
    """The archive of a night."""
    return folder / "archive.db"


def _opened(path: Path, ack: Ack) -> Archive:
    archive = Archive.open(path)
    for note in archive.notes:
        ack(f"note {note}")
    return archive


def _crawl(folder: Path, world: World, ack: Ack) -> None:
    """Ledger, group commit, rejects, ends: as the spiders do it, without the network."""
    with crawl_lock(archive_of(folder)), _opened(archive_of(folder), ack) as archive:
        asyncio.run(_crawl_all(archive, world, ack))


async def _crawl_all(archive: Archive, world: World, ack: Ack) -> None:
    def fail(error: ArchiveError) -> None:
        raise error

    commit = GroupCommit(archive, fail, max_operations=GROUP, seconds=60)
    for outlet in world.outlets:
        archive.upsert_outlet(outlet)
        run = archive.ledger.begin_run(outlet.id, now())
        founds = [Found(key, page.url, page.listing) for key, page in world.pages if page.outlet == outlet.id]
        pending = archive.ledger.pending(outlet.id)
        asked = [k.found.key for k in archive.ledger.discover(run, outlet.id, [*pending, *founds], now()) if k.ask]
        pages = dict(world.pages)
        waiting = []
        failing = list(pages)[::11]
        for key in asked:
            result = extract(pages[key], world.layout(outlet.id))
            if key in failing:
                waiting.append(commit.add(_marking(run, outlet.id, key)))
            elif isinstance(result, Reject):
                waiting.append(commit.add(_rejecting(run, pages[key], key, result)))
            else:
                future = commit.add(_storing(run, result, pages[key], key))
                future.add_done_callback(_acknowledging(ack, result))
                waiting.append(future)
        commit.flush()
        await asyncio.gather(*waiting)
        archive.ledger.end_run(run, now(), "finished", complete=True, counts={})


def _storing(run: int, article: Article, page: Page, key: str) -> Any:
    return lambda writer: writer.store(article, page, run_id=run, key=key)


def _rejecting(run: int, page: Page, key: str, result: Reject) -> Any:
    return lambda writer: writer.reject(page, key, str(result.reason), result.detail, run_id=run)


def _marking(run: int, outlet: str, key: str) -> Any:
    return lambda writer: writer.ledger.set_state(run, outlet, key, State.FAILED, "http_500", tries_add=1)


def _acknowledging(ack: Ack, article: Article) -> Any:
    def tell(future: "asyncio.Future[Any]") -> None:
        if not future.cancelled() and future.exception() is None:
            ack(f"stored {article.canonical_url} {future.result().revision} {article.text_sha256}")

    return tell


def _edit(folder: Path, world: World, ack: Ack) -> None:
    """Some articles are published anew with another text, one of them on another day."""
    done = 0
    with _opened(archive_of(folder), ack) as archive:
        for key, page in world.pages:
            with closing(open_connection(archive.path)) as db:
                old = get_article(db, key)
                first = old is not None and not read_revisions(db, _id(db, old))
            if old is None or done == ALTERED:
                continue
            done += 1
            if not first:
                continue
            body = page.body + b"<!-- edited -->"
            later = old.published_at - timedelta(days=1) if old.published_at and done == 2 else old.published_at
            new = replace(
                old, headline=f"{old.headline} (고침)", body=f"{old.body}\n고친 곳이 있습니다.", published_at=later
            )
            with archive.transaction() as writer:
                stored = writer.store(new, replace(page, body=body), key=key)
            ack(f"stored {new.canonical_url} {stored.revision} {new.text_sha256}")


def _id(db: Any, article: Article) -> int:
    row = db.execute("SELECT id FROM article WHERE canonical_url = ?", (article.canonical_url,)).fetchone()
    return int(row[0])


def _reparse(folder: Path, world: World, ack: Ack) -> None:
    """Better steps: they name the section otherwise."""
    whole = scrapers.importing.reparse.extract

    def better(page: Page, layout: Layout) -> Article | Reject:
        result = whole(page, layout)
        return result if isinstance(result, Reject) else replace(result, section=f"{result.section} > 다시")

    scrapers.importing.reparse.extract = better
    try:
        with crawl_lock(archive_of(folder)):
            scrapers.importing.reparse.reparse(archive_of(folder), world.registry)
    finally:
        scrapers.importing.reparse.extract = whole


def _back_up(folder: Path, world: World, ack: Ack) -> None:
    for _ in range(2):
        made, _ = backup.back_up(archive_of(folder), folder / f"backup-{_}.db")
        ack(f"file {made.path.name}")
    for number in range(3):
        with _opened(archive_of(folder), ack) as archive:  # something that changed since the last night
            archive.ledger.set_validators(f"https://torture.example/{number}", str(now()), "", FETCHED)
        made, _ = backup.back_up(archive_of(folder), folder / NIGHTS, keep=2)
        ack(f"night {made.made_at.isoformat()} {made.path.name}")


def _restore(folder: Path, world: World, ack: Ack) -> None:
    newest = backup.find_backup(archive_of(folder), folder / NIGHTS)
    for place in (folder / "backup-1.db", newest):
        with crawl_lock(archive_of(folder)):
            restore(place, archive_of(folder))


def _export(folder: Path, world: World, ack: Ack) -> None:
    with closing(open_connection(archive_of(folder))) as db:
        export(folder / "all.csv", matches(db, parse(""), Filters(), "newest"), ExportChoice())
        write_warc(folder / "all.warc.gz", walk_pages(db), {"software": "torture"})
    for name in ("all.csv", "all.warc.gz"):
        ack(f"file {name}")


def _import(folder: Path, world: World, ack: Ack) -> None:
    reader = scrapers.importing.import_pages.PageReader(world.registry)
    with _opened(folder / "second.db", ack) as archive:
        done = scrapers.importing.import_pages.import_cases(archive, reader, read_cases([folder / "all.warc.gz"]))
    if done.counts["unreadable"]:
        raise UnreadError(done.problems[-1])


class UnreadError(UserError):
    """What `news import` says, with its exit code, where a file could not be read."""

    exit_code = 1


STEPS: dict[str, Callable[[Path, World, Ack], None]] = {
    "crawl": _crawl,
    "edit": _edit,
    "reparse": _reparse,
    "backup": _back_up,
    "restore": _restore,
    "export": _export,
    "import": _import,
}


# -- what must be true --------------------------------------------------------------------------------------------------


def inspect(folder: Path, said: set[str], tally: Tally, when: str) -> None:
    """Count what is wrong in a folder where a night was cut short."""
    path = archive_of(folder)
    stored = [line.split() for line in said if line.startswith("stored ")]
    if not path.exists() or not _has_articles(path):
        for _, url, *_ in stored:
            tally.fault("lost", f"{when}: {url}: there is no archive")
        return
    for finding in verify(path, alone=True):
        kind = {"rows": "silently wrong", "pages": "silently wrong"}.get(finding.check, "half-written")
        tally.fault(kind, f"{when}: {finding.sentence}")
    held = texts(path)
    for _, url, revision, digest in stored:
        if (url, int(revision)) not in held:
            tally.fault("lost", f"{when}: {url} (revision {revision})")
        elif held[url, int(revision)] != digest:
            tally.fault("silently wrong", f"{when}: {url} (revision {revision})")
    for line in said:
        if line.startswith("file "):
            _inspect_file(folder / line.split()[1], tally, when)
    nights = (line for line in said if line.startswith("night "))
    # Of two nights of one second the later has a number behind its name.
    newest = max(nights, key=lambda line: (line.split()[1], len(line), line), default="")
    _inspect_nights(folder, newest, tally, when)


def _has_articles(path: Path) -> bool:
    import sqlite3

    with closing(sqlite3.connect(path)) as db:
        return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article'").fetchone())


def _inspect_file(file: Path, tally: Tally, when: str) -> None:
    if not file.exists():
        tally.fault("lost", f"{when}: {file.name}")
    elif file.suffix == ".db":
        for finding in verify(file, alone=True):
            tally.fault("half-written", f"{when}: {file.name}: {finding.sentence}")
    elif file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            widths = {len(row) for row in csv.reader(lines)}
        if len(widths) != 1:
            tally.fault("half-written", f"{when}: {file.name}")


def _inspect_nights(folder: Path, newest: str, tally: Tally, when: str) -> None:
    """Every night that is there is restored and sound, and the newest that was acknowledged is there."""
    if newest and not (folder / NIGHTS / newest.split()[2]).exists():
        tally.fault("lost", f"{when}: {newest}")
    for night_file in sorted((folder / NIGHTS).glob("*.backup")):
        target = folder / "looked at" / "night.db"
        try:
            restore(night_file, target)
            for finding in verify(target, alone=True):
                tally.fault("half-written", f"{when}: {night_file.name}: {finding.sentence}")
        except ArchiveError as error:
            tally.fault("half-written", f"{when}: {night_file.name}: {error}")
        tally.tried["nights restored"] += 1
        shutil.rmtree(target.parent, ignore_errors=True)


def texts(path: Path) -> dict[tuple[str, int], str]:
    """The hash of every text by its address and revision, worked out anew from what is there."""
    held = {}
    with closing(open_connection(path)) as db:
        for number, revision in db.execute("SELECT id, revision FROM article").fetchall():
            article = get_article(db, number)
            assert article is not None
            held[article.canonical_url, revision] = article.text_sha256
            for old in read_revisions(db, number):
                held[article.canonical_url, old.n] = old.article.text_sha256
    return held


Outcome = dict[str, dict[str, Any]]


def difference(found: Outcome, wanted: Outcome) -> str:
    """The first difference of two outcomes in words; empty where there is none."""
    for part, values in wanted.items():
        for key in sorted(values.keys() | found[part].keys()):
            if values.get(key) != found[part].get(key):
                return f"{part} {key}: {str(found[part].get(key))[:300]} instead of {str(values.get(key))[:300]}"
    return ""


def outcome(path: Path) -> Outcome:
    """What a whole night leaves: articles without ids and times of download, their number of revisions, states."""
    with closing(open_connection(path)) as db:
        numbers = db.execute("SELECT id, revision FROM article").fetchall()
        found: dict[str, Any] = {}
        for number, revision in numbers:
            article = get_article(db, number)
            assert article is not None
            found[article.canonical_url] = (as_json(article), revision)
        states = dict(db.execute("SELECT outlet || ' ' || key, state FROM url").fetchall())
    return {"articles": found, "states": states}


def seen(path: Path) -> str:
    """Everything a reader can see of an archive, as text: articles, earlier texts, pages, outlets, searches."""
    with closing(open_connection(path)) as db:
        said: list[Any] = [sorted(map(repr, read_outlets(db).values()))]
        for (number,) in db.execute("SELECT id FROM article ORDER BY id").fetchall():
            article, page = get_article(db, number), get_page(db, number)
            said.append((number, None if article is None else as_json(article), repr(page)))
            said.extend(
                (one.n, as_json(one.article), one.replaced_at.isoformat()) for one in read_revisions(db, number)
            )
        for text in QUERIES:
            found = search(db, parse(text), limit=200)
            said.append((text, found.total, [hit.id for hit in found.hits]))
        said.extend(repr(one) for one in walk_pages(db))
    return json.dumps(said, ensure_ascii=True, default=str)


# -- processes ----------------------------------------------------------------------------------------------------------


@contextmanager
def child(work: Callable[[Ack], None]) -> Iterator["Child"]:
    """A forked process that does the work and acknowledges through a pipe; ended with the block, by its id."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        status = 70
        try:
            work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
            status = 0
        except BaseException as error:  # noqa: BLE001 - told to the parent, whatever it is
            code, words = foreseen(error) or (None, str(error))
            told = {"error": type(error).__name__, "words": words, "code": code}
            os.write(writing, f"raised {json.dumps(told)}\n".encode())
        finally:
            os._exit(status)
    os.close(writing)
    one = Child(pid, reading)
    try:
        yield one
    finally:
        one.finish()


class Child:
    """A forked process and what it said."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid = pid
        self._pipe = pipe
        self._said = b""
        self.code: int | None = None

    def kill(self) -> None:
        """SIGKILL, if it still runs."""
        if self.code is None:
            os.kill(self.pid, 9)

    def finish(self) -> set[str]:
        """Wait for the end and return every whole line it said."""
        if self.code is None:
            while more := os.read(self._pipe, 65536):
                self._said += more
            os.close(self._pipe)
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return {line.decode() for line in self._said.split(b"\n")[:-1]}


__all__ = [
    "GROUP",
    "STEPS",
    "ArchiveTransaction",
    "World",
    "child",
    "gather",
    "inspect",
    "manifest",
    "night",
    "outcome",
    "seen",
    "texts",
]
