"""The archive: opens the file, and is the only one who writes to it."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from models.archive.compiled_sql import Database
from models.archive.connection import keep_log, open_engine
from models.archive.explain_error import explain_error
from models.archive.index.rebuild import OnProgress, merge_segments, rebuild, reindex_if_small
from models.archive.location import archive_path, check_writable, free_side_files, identify
from models.archive.read.articles import read_headlines
from models.archive.schema.upgrade import migrate
from models.archive.write import accepted_changes, audit, exports, mornings, watches
from models.archive.write.articles import ArticleWriter, is_text_of_another, replace_surrogates
from models.archive.write.checksums import renew_checksums
from models.archive.write.clips import ClipStore
from models.archive.write.commit_counter import CommitCounter
from models.archive.write.counts import count_anew
from models.archive.write.ledger import Ledger
from models.archive.write.outlets import OutletStore
from models.archive.write.pages import PageStore
from models.archive.write.pending_index_rows import PendingIndexRows
from models.archive.write.people import PersonStore
from models.archive.write.releases import ReleaseStore
from models.archive.write.remarks import add_remark
from models.archive.write.revisits import RevisitStore
from models.archive.write.sessions import SessionStore
from models.archive.write.stories import StoryStore
from models.clips.morning import KeptStep
from models.health.accepted_change import AcceptedChange
from models.health.signs import Trait
from models.language import _
from models.people.audit import AuditEntry
from models.query.filters import Filters
from models.query.tree import Query
from models.records.article import Article
from models.records.errors import ArchiveError, NewerSchemaError, NotAnArchiveError, RecordRefusedError
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.stored_article import Stored
from models.records.url_states import State

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveTransaction",
    "NewerSchemaError",
    "NotAnArchiveError",
    "RecordRefusedError",
    "Stored",
]


class Archive:
    """One archive, open for writing; a context manager that closes itself.

    Use it from one thread at a time. Any number of programs may have the same file open: a transaction waits up to
    ten seconds for another one's end, and readers never wait.
    """

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection
        self._database = Database(connection)
        self._pages = PageStore()
        self._outlets = OutletStore()
        self._search = PendingIndexRows()
        self._marker = CommitCounter(path)
        self._writer: ArchiveTransaction | None = None
        self.ledger = Ledger(self._joined, self._marker.run_ended)
        self.revisits = RevisitStore(self._joined)
        self.notes: tuple[str, ...] = ()
        """What was found wrong when it was opened, and mended: sentences for the morning."""

    @classmethod
    def open(cls, target: str | Path, *, create: bool = True) -> Self:
        """Open the archive of a path or ``sqlite:///`` address, made or brought to today's schema if need be.

        Raises ``ArchiveError`` (one sentence): no such file with ``create=False``, not an archive, written by a
        later release, not writable, damaged.
        """
        path = archive_path(target)
        check_writable(path, create=create)
        free_side_files(path)
        with keep_log(path):
            identify(path)
            try:
                connection = open_engine(path).connect()
            except (DBAPIError, sqlite3.Error, OSError) as error:
                raise explain_error(path, error) from error
        archive = cls(path, connection)
        try:
            archive._prepare()
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Close the file; what was not committed is gone. A second time does nothing."""
        if self._connection.closed:
            return
        is_noted = self._writer is None and self._note_last_changes()
        self._connection.close()
        if is_noted:
            self._marker.closed()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator["ArchiveTransaction"]:
        """One transaction: everything written through the Writer inside the ``with``, or nothing.

        Committed at the end of the block; whatever leaves the block as an exception takes everything back. An error
        of the database or the disk, at the commit too, comes out as ``ArchiveError``.
        """
        if self._writer is not None:
            raise RuntimeError("a transaction of this archive is open already")
        writer, reached = ArchiveTransaction(self), None
        try:
            with self._connection.begin():
                self._marker.note_changes(self._database)
                before = self._changes()
                self._writer = writer
                yield writer
                self._search.flush(self._database)
                if self._changes() != before:
                    reached = self._marker.step(self._database)
            if reached is not None:
                self._marker.committed(reached)
        except (DBAPIError, sqlite3.Error, OSError, UnicodeEncodeError) as error:
            self._forget()
            raise explain_error(self.path, error) from error
        except BaseException:
            self._forget()
            raise
        finally:
            self._writer = None

    def store(self, article: Article, page: Page, *, run_id: int | None = None) -> Stored:
        """Store one article in a transaction of its own; see ``Writer.store``."""
        with self.transaction() as writer:
            return writer.store(article, page, run_id=run_id)

    def upsert_outlet(self, outlet: Outlet) -> None:
        """Enter the outlet, or what is new in its declaration; title and region reach its stored articles too."""
        with self._joined() as database:
            self._outlets.upsert(database, outlet)

    def headlines(self, outlet_id: str, most: int = 300) -> list[str]:
        """The outlet's newest headlines."""
        with self._joined() as database:
            return read_headlines(database.driver, outlet_id, most)

    def add_watch(
        self, name: str, query: Query, filters: Filters, *, rivals: Sequence[str] = (), title: str = ""
    ) -> bool:
        """Save a search; False where the name is taken. What is stored from now on is tested against it."""
        with self._joined() as database:
            return watches.add(database, name, query, filters, rivals=rivals, title=title)

    def change_watch(
        self,
        name: str,
        filters: Filters,
        rivals: Sequence[str],
        title: str,
        caution: Sequence[str] = (),
        query: Query | None = None,
    ) -> bool:
        """Give a saved search other settings, and where ``query`` is given other words; False where there is none."""
        with self._joined() as database:
            return watches.change(database, name, filters, rivals, title, caution, query)

    def remove_watch(self, name: str) -> bool:
        """Forget a saved search; False where there is none of that name."""
        with self._joined() as database:
            return watches.remove(database, name)

    def mark_watches_shown(self, shown: Mapping[int, int]) -> None:
        """Keep up to which number the finds of each watch were shown."""
        with self._joined() as database:
            for watch_id, n in shown.items():
                watches.mark_shown(database, watch_id, n)

    def reindex(self, on_progress: OnProgress | None = None) -> None:
        """Build the search tables anew, and count anew what is counted.

        Readers do not wait, and another program may write in between.
        """
        with self._joined() as database:
            count_anew(database)
        rebuild(self._joined, on_progress)

    def tidy_search(self, seconds: float = 20.0) -> int:
        """Merge what many small writes have left in the search tables, for so long at most; gives the steps it took."""
        return merge_segments(self._joined, seconds)

    def _prepare(self) -> None:
        with self.transaction():
            migrate(self._connection)
            older = not reindex_if_small(self._database)
            renew_checksums(self._database)
            self.notes = self._marker.open(self._database)
        if older:
            rebuild(self._joined)
            self.notes += (_("The search index was built anew: this release compares texts by other rules."),)

    @contextmanager
    def _joined(self) -> Iterator[Database]:
        """The open transaction, or one for this block alone."""
        if self._writer is not None:
            yield self._database
        else:
            with self.transaction():
                yield self._database

    def _changes(self) -> int:
        """How many rows this connection has written so far."""
        return self._database.driver.total_changes

    def _note_last_changes(self) -> bool:
        """Note which pages changed, and bring all of them into the file; whether that could be done at once."""
        try:
            driver = self._database.driver
            driver.execute("PRAGMA busy_timeout = 0").close()
            with self._connection.begin():
                if self._marker.note_changes(self._database) is None:
                    return False
            busy, frames, moved = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except (DBAPIError, sqlite3.Error, OSError):
            return False
        return not busy and frames == moved

    def _forget(self) -> None:
        self._marker.forget()
        self._search.forget()
        self._pages.forget()
        self._outlets.forget()


class ArchiveTransaction:
    """Writes inside one transaction of an archive, and cannot be used after it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._articles = ArticleWriter(archive._database, archive._search)

    @property
    def ledger(self) -> Ledger:
        """The archive's ledger; its methods take part in this transaction."""
        _ = self.database
        return self._archive.ledger

    @property
    def revisits(self) -> RevisitStore:
        """The articles that are visited again; its methods take part in this transaction."""
        _ = self.database
        return self._archive.revisits

    @property
    def stories(self) -> StoryStore:
        """Fingerprints, pairs, stories and their members."""
        return StoryStore(self.database)

    @property
    def releases(self) -> ReleaseStore:
        """Press releases and their pickup."""
        return ReleaseStore(self.database)

    @property
    def clips(self) -> ClipStore:
        """Clips, their items, scans and decisions."""
        return ClipStore(self.database)

    @property
    def people(self) -> PersonStore:
        """Who may log in."""
        return PersonStore(self.database)

    @property
    def sessions(self) -> SessionStore:
        """Who is logged in."""
        return SessionStore(self.database)

    def add_audit(self, entry: AuditEntry) -> None:
        """Keep who did what; ``entry.id`` is not looked at."""
        audit.add_entry(self.database, entry)

    def mark_watch_seen(self, person: str, watch_id: int, n: int) -> None:
        """Keep that a person has seen the finds of a saved search up to number ``n``; a smaller one is not kept."""
        watches.mark_seen(self.database, person, watch_id, n)

    def add_remark(self, article_ids: Sequence[int], *, tone: str | None, note: str | None, who: str) -> int:
        """Add a remark to each article and return to how many; None keeps what the last remark says."""
        return add_remark(self.database, article_ids, tone=tone, note=note, who=who)

    def change_of(self, outlet: str, only: frozenset[Trait] = frozenset()) -> AcceptedChange:
        """What is odd about an outlet now; of that, only the traits named."""
        return accepted_changes.change_of(self.database, outlet, only)

    def accept_change(self, outlet: str, change: AcceptedChange, *, who: str, note: str) -> None:
        """From now on the outlet is measured anew in what ``change`` can be accepted of."""
        accepted_changes.accept(self.database, outlet, change, who=who, note=note)

    def begin_export(self, file: str, question: str, arrival: int, file_stamp: str) -> None:
        """A file known by ``file_stamp`` is about to take its place, with the hits up to ``arrival``."""
        exports.begin_export(self.database, file, question, arrival, file_stamp)

    def end_export(self, file: str, question: str, arrival: int) -> None:
        """The file has taken its place."""
        exports.end_export(self.database, file, question, arrival)

    def begin_morning(self, day: date) -> None:
        """A morning begins; what is kept of an earlier run of the same day is replaced, but for when it was sent."""
        mornings.begin_morning(self.database, day)

    def mark_morning_sent(self, day: date) -> None:
        """The clip of the day was sent."""
        mornings.mark_sent(self.database, day)

    def end_morning(self, day: date, steps: Sequence[KeptStep]) -> None:
        """The morning has ended, and this is how its steps went."""
        mornings.end_morning(self.database, day, steps)

    def set_alert(self, watch_id: int, *, is_on: bool) -> None:
        """Tell the news of a saved search at once, from the next find on; or no longer."""
        mornings.set_alert(self.database, watch_id, is_on=is_on)

    def begin_alert(self, watch_id: int, last: int) -> None:
        """The finds up to ``last`` are about to be told."""
        mornings.begin_alert(self.database, watch_id, last)

    def end_alert(self, watch_id: int, last: int) -> None:
        """The finds up to ``last`` were told."""
        mornings.end_alert(self.database, watch_id, last)

    def store(self, article: Article, page: Page, *, run_id: int | None = None, key: str | None = None) -> Stored:
        """Write an article with its search rows, the page it came from, and its ledger row.

        ``key`` is the ledger's name of the address, if not the canonical URL. New and changed articles keep their
        page; where nothing changed, only the ledger is written, and not even that outside a run. What a run found new
        is visited again on the schedule of revisit_rules.py.
        """
        database, ledger = self.database, self._archive.ledger
        article = replace_surrogates(article)
        key = article.canonical_url if key is None else key
        n = self._archive._outlets.number(database, article.outlet, article.outlet_title, article.region)
        stored = self._articles.put(article, n)
        if stored.outcome == "unchanged":
            if run_id is not None or ledger.state(article.outlet, key) not in (State.STORED, State.UNCHANGED):
                ledger.set_state(run_id, article.outlet, key, State.UNCHANGED, url=page.url)
            return stored
        self._archive._pages.put(database, page, key, article_id=stored.id, revision=stored.revision)
        ledger.set_state(run_id, article.outlet, key, State.STORED, url=page.url)
        if run_id is not None and stored.outcome == "new":
            revisits = self._archive.revisits
            revisits.schedule(article.outlet, key, article.published_at or article.fetched_at, article.fetched_at)
            revisits.set_validators(article.outlet, key, page.header("etag"), page.header("last-modified"))
        return stored

    def quarantine(self, page: Page, key: str, why: str, *, run_id: int | None = None) -> None:
        """Keep a page that breaks with its outlet's history, and settle its address as quarantined, for ``why``.

        No article is written. It is visited again from the next night on.
        """
        database = self.database
        self._archive._outlets.number(database, page.outlet, page.outlet, "")
        self._archive._pages.put_rejected(database, page, key)
        self._archive.ledger.set_state(run_id, page.outlet, key, State.QUARANTINED, why, url=page.url)
        self._archive.revisits.schedule(page.outlet, key, page.fetched_at, page.fetched_at, quarantined=True)

    def stored_article(self, outlet: str, canonical_url: str) -> Article | None:
        """The article as it is stored now."""
        return self._articles.find(outlet, canonical_url)

    def stored_by_form(self, outlet: str, canonical_url: str) -> Article | None:
        """The article stored under the address, else under another form of it (http or https, www, m, last slash)."""
        return self._articles.find_by_form(outlet, canonical_url)

    def is_text_of_another(self, article: Article) -> bool:
        """Whether another article of the outlet, filed under the same day, has this very text."""
        return is_text_of_another(self.database, replace_surrogates(article))

    def set_aside(self, page: Page, key: str, why: str = "") -> None:
        """Keep a page that came from a stored article's address and is not that article; the article stays.

        The address keeps its state; ``why`` becomes its reason in the ledger, where it is not empty.
        """
        database, ledger = self.database, self._archive.ledger
        self._archive._outlets.number(database, page.outlet, page.outlet, "")
        self._archive._pages.put_rejected(database, page, key)
        if why:
            ledger.set_state(None, page.outlet, key, ledger.state(page.outlet, key) or State.STORED, why, url=page.url)

    def reread(self, article: Article, page_id: int, *, reason: str) -> Stored:
        """Write an article read anew from a page that is stored already; that page belongs to the new text then.

        The ledger is left to the caller.
        """
        database = self.database
        article = replace_surrogates(article)
        n = self._archive._outlets.number(database, article.outlet, article.outlet_title, article.region)
        stored = self._articles.put(article, n, reason=reason)
        if stored.outcome != "unchanged":
            self._archive._pages.move(database, page_id, article_id=stored.id, revision=stored.revision)
        return stored

    def reject(self, page: Page, key: str, reason: str, detail: str = "", *, run_id: int | None = None) -> None:
        """Keep a page that is not an article, and settle its address as rejected, for ``reason`` (and ``detail``)."""
        database = self.database
        self._archive._outlets.number(database, page.outlet, page.outlet, "")
        self._archive._pages.put_rejected(database, page, key)
        why = f"{reason}: {detail}" if detail else reason
        self._archive.ledger.set_state(run_id, page.outlet, key, State.REJECTED, why, url=page.url)

    @property
    def database(self) -> Database:
        """The connection of this transaction, for the modules of the archive."""
        if self._archive._writer is not self:
            raise RuntimeError("this transaction has ended")
        return self._archive._database
