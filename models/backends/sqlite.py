"""Archives in a SQLite file: reading and searching by the standard library, writing by SQLAlchemy.

Whatever only a writer or a maintenance verb needs is imported when it is first called: a search starts at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from models.archive import location as _location
from models.archive.read import articles, outlets, stories
from models.archive.read.open import open_connection
from models.query.filters import NO_FILTERS, Filters
from models.records.errors import ArchiveError, OlderSchemaError
from models.search import facets, search

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from models.clips.change import ClipChange
    from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem
    from models.clips.morning import KeptMorning
    from models.health.coverage import OutletRuns
    from models.health.diagnosis import Record
    from models.health.run_statistics import Statistics
    from models.interface import ArchiveMaintenance, ArchiveReader, ArchiveWriter, Progress
    from models.maintenance.backup import Backup
    from models.maintenance.restore_article import RestoredArticle
    from models.people.audit import AuditEntry
    from models.people.person import Person
    from models.people.session import Session
    from models.query.tree import Query
    from models.query.watch import AlertState, Watch, WatchHit
    from models.records.article import Article
    from models.records.outlet import OutletRow
    from models.records.page import KeptPage, StoredPage
    from models.records.release import KeptRelease, Pickup, ReleasePickups, ReleaseRow
    from models.records.remark import Remark
    from models.records.search_results import By, Exported, Hit, IndexPlan, Results, Sort, Total
    from models.records.stored_article import ArticleHead, Revision
    from models.records.story import Counted, Member, Near, Story
    from models.records.verify_finding import VerifyFinding


class _Topic:
    """One topic of an open archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db


class _Articles(_Topic):
    def get(self, id_or_url: int | str) -> Article | None:
        return articles.get_article(self._db, id_or_url)

    def heads(self, article_ids: Sequence[int]) -> Iterator[ArticleHead]:
        return articles.read_heads(self._db, article_ids)

    def find_id(self, id_or_url: int | str) -> int | None:
        return articles.find_id(self._db, id_or_url)

    def revisions(self, article_id: int) -> tuple[Revision, ...]:
        return articles.read_revisions(self._db, article_id)

    def revision_number(self, article_id: int) -> int | None:
        return articles.read_revision_number(self._db, article_id)

    def headlines(self, outlet: str, limit: int = 300) -> list[str]:
        return articles.read_headlines(self._db, outlet, limit)

    def newest_id(self) -> int | None:
        return articles.find_newest_id(self._db)

    def exist_between(self, first_id: int, last_id: int) -> bool:
        return articles.exist_between(self._db, first_id, last_id)

    def gone_at(self, article_id: int) -> tuple[datetime, str] | None:
        return articles.read_gone(self._db, article_id)

    def all_gone(self) -> dict[tuple[str, str], datetime]:
        return articles.read_all_gone(self._db)


class _Pages(_Topic):
    def get(self, article_id: int, revision: int | None = None) -> StoredPage | None:
        from models.archive.read.pages import get_page  # with zstandard

        return get_page(self._db, article_id, revision)

    def walk(self, *, outlets: Sequence[str] = (), article_id: int | None = None) -> Iterator[KeptPage]:
        from models.archive.read.pages import walk_pages  # with zstandard

        return walk_pages(self._db, outlets=outlets, article_id=article_id)

    def newest(self, outlet: str, limit: int) -> list[KeptPage]:
        from models.archive.read.pages import newest_pages

        return newest_pages(self._db, outlet, limit)

    def count(self, outlets: Sequence[str] = ()) -> int:
        from models.archive.read.pages import count_pages

        return count_pages(self._db, outlets)

    def settled_as(self, outlet: str, key: str) -> tuple[str, str, int] | None:
        from models.archive.read.pages import read_settled

        return read_settled(self._db, outlet, key)


class _Outlets(_Topic):
    def all(self) -> dict[str, OutletRow]:
        return outlets.read_outlets(self._db)


class _Runs(_Topic):
    def records(self, now: datetime, outlets: Sequence[str] = (), *, crawling: bool = False) -> Iterator[Record]:
        from models.archive.read import runs

        return runs.read_records(self._db, now, outlets, crawling=crawling)

    def history(self, outlet: str, limit: int = 60) -> list[Statistics]:
        from models.archive.read import runs

        return runs.read_history(self._db, outlet, limit)

    def begun(self, since: datetime, now: datetime) -> list[tuple[str, bool]]:
        from models.archive.read import runs

        return runs.read_begun(self._db, since, now)

    def outcomes(self, since: datetime | None, now: datetime, *, crawling: Callable[[], bool]) -> Iterator[OutletRuns]:
        from models.archive.read import outcomes

        return outcomes.read_outcomes(self._db, since, now, crawling=crawling)


class _Watches(_Topic):
    def all(self) -> tuple[Watch, ...]:
        from models.archive.read import watches

        return watches.read_watches(self._db)

    def hits(self, watch: Watch, *, since: datetime | None = None, behind: int | None = None) -> Iterator[WatchHit]:
        from models.archive.read import watches

        return watches.read_hits(self._db, watch, since=since, behind=behind)

    def alerts(self) -> dict[int, AlertState]:
        from models.archive.read import mornings

        return mornings.read_alerts(self._db)

    def count_unseen(self, person: str) -> dict[int, int]:
        from models.archive.read import watches

        return watches.count_unseen(self._db, person)

    def seen(self, person: str) -> dict[int, int]:
        from models.archive.read import watches

        return watches.read_seen(self._db, person)


class _People(_Topic):
    def all(self) -> tuple[Person, ...]:
        from models.archive.read import people

        return people.read_people(self._db)

    def get(self, name: str) -> Person | None:
        from models.archive.read import people

        return people.get_person(self._db, name)

    def password_hash(self, name: str) -> str | None:
        from models.archive.read import people

        return people.read_password_hash(self._db, name)


class _Sessions(_Topic):
    def get(self, key: str) -> Session | None:
        from models.archive.read import sessions

        return sessions.get_session(self._db, key)

    def all(self) -> tuple[Session, ...]:
        from models.archive.read import sessions

        return sessions.read_sessions(self._db)


class _Audit(_Topic):
    def newest(self, limit: int, *, before: int | None = None, who: str = "") -> list[AuditEntry]:
        from models.archive.read import audit

        return audit.read_audit(self._db, limit, before=before, who=who)


class _Remarks(_Topic):
    def of(self, article_ids: Sequence[int]) -> dict[int, Remark]:
        from models.archive.read import remarks

        return remarks.read_remarks(self._db, article_ids)

    def history(self, article_id: int) -> tuple[Remark, ...]:
        from models.archive.read import remarks

        return remarks.read_remark_history(self._db, article_id)


class _Stories(_Topic):
    def get(self, story_id: int) -> Story | None:
        return stories.get_story(self._db, story_id)

    def of_article(self, article_id: int) -> Story | None:
        return stories.find_story_of(self._db, article_id)

    def members(self, story_id: int) -> tuple[Member, ...]:
        return stories.find_members(self._db, story_id)

    def members_of(self, article_ids: Sequence[int]) -> dict[int, Member]:
        return stories.read_members_of(self._db, article_ids)

    def outlets_of(self, story_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        return stories.read_outlets_of(self._db, story_ids)

    def count(self, article_ids: Sequence[int]) -> Counted:
        return stories.count_stories(self._db, article_ids)

    def tally(self) -> stories.StoryTally:
        return stories.StoryTally(self._db)

    def near(self, article_id: int, *, all_verdicts: bool = True) -> tuple[Near, ...]:
        return stories.find_near(self._db, article_id, all_verdicts=all_verdicts)

    def near_misses(
        self, *, since: date | None = None, until: date | None = None, limit: int = 20
    ) -> Iterator[tuple[int, Near]]:
        return stories.find_near_misses(self._db, since=since, until=until, limit=limit)

    def find(
        self, *, since: date | None = None, until: date | None = None, min_outlets: int = 2, limit: int = 20
    ) -> Iterator[Story]:
        return stories.find_stories(self._db, since=since, until=until, least_outlets=min_outlets, limit=limit)

    def waiting(self) -> int:
        return stories.count_waiting(self._db)

    def waits(self, first_day: int, last_day: int) -> bool:
        return stories.is_waiting(self._db, first_day, last_day)

    def prints(self, first_day: int, last_day: int) -> Iterator[list[tuple[int, int, bytes]]]:
        return stories.read_prints(self._db, first_day, last_day)

    def print_days(self) -> tuple[int, int] | None:
        return stories.read_print_days(self._db)

    def stock(self) -> bytes:
        return stories.read_stock(self._db)


class _Releases(_Topic):
    def all(self) -> list[KeptRelease]:
        from models.archive.read import releases

        return releases.read_releases(self._db)

    def get(self, release_id: int) -> ReleaseRow | None:
        from models.archive.read import releases

        return releases.read_release(self._db, release_id)

    def pickups_of(self, article_ids: Sequence[int]) -> dict[int, tuple[Pickup, ...]]:
        from models.archive.read import releases

        return releases.read_pickups(self._db, article_ids)

    def exist_between(self, first: date, last: date) -> bool:
        from models.archive.read import releases

        return releases.exist_between(self._db, first, last)

    def between(self, first: date, last: date) -> list[ReleasePickups]:
        from models.archive.read import releases

        return releases.read_releases_between(self._db, first, last)

    def count_undated(self) -> int:
        from models.archive.read import releases

        return releases.count_undated(self._db)


class _Exports(_Topic):
    def get(self, file: str, question: str) -> Exported | None:
        from models.archive.read import exports

        return exports.get_export(self._db, file, question)

    def last_arrival(self) -> int:
        from models.archive.read import exports

        return exports.read_last_arrival(self._db)


class _Mornings(_Topic):
    def get(self, day: date) -> KeptMorning | None:
        from models.archive.read import mornings

        return mornings.get_morning(self._db, day)

    def last_before(self, day: date) -> KeptMorning | None:
        from models.archive.read import mornings

        return mornings.get_last_morning(self._db, day)


class _Clips(_Topic):
    def all(self, first: date | None = None, last: date | None = None, *, removed: bool = False) -> list[Clip]:
        from models.archive.read import clips

        return clips.read_clips(self._db, first, last, removed=removed)

    def get(self, clip_id: int) -> Clip | None:
        from models.archive.read import clips

        return clips.get_clip(self._db, clip_id)

    def items(self, clip_id: int) -> list[ClipItem]:
        from models.archive.read import clips

        return clips.read_items(self._db, clip_id)

    def counts(self, clip_ids: Sequence[int]) -> dict[int, int]:
        from models.archive.read import clips

        return clips.count_items(self._db, clip_ids)

    def holding(self, article_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        from models.archive.read import clips

        return clips.find_clips_with(self._db, article_ids)

    def attachments(self, item_ids: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
        from models.archive.read import clips

        return clips.read_attachments(self._db, item_ids)

    def list_attachments(self, item_ids: Sequence[int]) -> dict[int, tuple[AttachmentInfo, ...]]:
        from models.archive.read import clips

        return clips.list_attachments(self._db, item_ids)

    def changes(self, clip_id: int, after: int = 0) -> tuple[ClipChange, ...]:
        from models.archive.read import clips

        return clips.read_changes(self._db, clip_id, after)

    def last_change(self, clip_id: int) -> int:
        from models.archive.read import clips

        return clips.read_last_change(self._db, clip_id)


class _Search(_Topic):
    def find(
        self,
        query: Query,
        filters: Filters = NO_FILTERS,
        *,
        sort: Sort = "newest",
        limit: int = 20,
        cursor: str | None = None,
        skip: int = 0,
        counted: bool = True,
    ) -> Results:
        return search.search(
            self._db, query, filters, sort=sort, limit=limit, cursor=cursor, skip=skip, counted=counted
        )

    def all_hits(self, query: Query, filters: Filters = NO_FILTERS, sort: Sort = "newest") -> Iterator[Hit]:
        return search.all_hits(self._db, query, filters, sort)

    def all_ids(self, query: Query, filters: Filters = NO_FILTERS) -> Iterator[int]:
        return search.all_ids(self._db, query, filters)

    def new_hits(self, query: Query, filters: Filters, sort: Sort, after: int) -> Iterator[Hit]:
        from models.search import new_since

        return new_since.new_hits(self._db, query, filters, sort, after)

    def count(self, query: Query, filters: Filters = NO_FILTERS) -> Total:
        return facets.count_both(self._db, query, filters)

    def count_by(self, query: Query, by: By, filters: Filters = NO_FILTERS) -> list[tuple[str, Counted]]:
        return facets.count_by(self._db, query, by, filters)

    def explain(self, query: Query, filters: Filters) -> IndexPlan | None:
        return search.explain(self._db, query, filters)

    def known_texts(self, texts: Iterable[str], most: int) -> list[str]:
        from models.search.known_texts import find_known_texts

        return find_known_texts(self._db, texts, most)

    def ids_with_pair(self, pair: str, first_id: int, last_id: int, limit: int) -> list[int]:
        from models.search import index_query

        return index_query.ids_with_pair(self._db, pair, first_id, last_id, limit)


class Reader:
    """The ``ArchiveReader`` of a SQLite file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.articles = _Articles(db)
        self.pages = _Pages(db)
        self.outlets = _Outlets(db)
        self.runs = _Runs(db)
        self.watches = _Watches(db)
        self.remarks = _Remarks(db)
        self.stories = _Stories(db)
        self.releases = _Releases(db)
        self.exports = _Exports(db)
        self.clips = _Clips(db)
        self.mornings = _Mornings(db)
        self.people = _People(db)
        self.sessions = _Sessions(db)
        self.audit = _Audit(db)
        self.search = _Search(db)

    def one_view(self) -> AbstractContextManager[None]:
        """One read transaction."""
        return search.one_view(self.db)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class _CopyReader(Reader):
    """That of a copy, which is removed when it is closed."""

    def __init__(self, db: sqlite3.Connection, folder: TemporaryDirectory[str]) -> None:
        super().__init__(db)
        self._folder = folder

    def close(self) -> None:
        """Close the copy and remove it."""
        super().close()
        self._folder.cleanup()


def find_losses(location: str | Path) -> tuple[str, ...]:
    """See ``models.open``."""
    from models.archive.read import losses

    return losses.find_losses(location)


class _Maintenance:
    """The ``ArchiveMaintenance`` of SQLite files."""

    def verify(
        self,
        location: str | Path,
        *,
        alone: bool = False,
        quick: bool = False,
        rolling: bool = False,
        keep: bool = False,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> Iterator[VerifyFinding]:
        from models.maintenance.verify import verify

        return verify(
            location, alone=alone, quick=quick, rolling=rolling, keep=keep, workers=workers, progress=progress
        )

    def counts(self, location: str | Path) -> Mapping[str, int]:
        from models.maintenance.verify import counts

        return counts(location)

    def acknowledge(self, location: str | Path) -> list[str]:
        from models.maintenance.restore import acknowledge_losses

        return acknowledge_losses(location)

    def back_up(
        self,
        location: str | Path,
        place: Path | None = None,
        *,
        keep: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Backup, tuple[Path, ...]]:
        from models.maintenance.backup import back_up

        return back_up(location, place, keep=keep, progress=progress)

    def is_folder(self, place: Path) -> bool:
        from models.maintenance.backup import is_folder

        return is_folder(place)

    def list_backups(self, location: str | Path, folder: Path | None = None) -> Sequence[Backup]:
        from models.maintenance.backup import list_backups

        return list_backups(location, folder)

    def find_backup(self, location: str | Path, folder: Path, day: date | None = None) -> Path:
        from models.maintenance.backup import find_backup

        return find_backup(location, folder, day)

    def restore_article(
        self, article_id: int, location: str | Path, folder: Path | None = None, *, who: str = ""
    ) -> RestoredArticle:
        from models.maintenance.restore_article import restore_article

        return restore_article(article_id, location, folder, who=who)

    def restore(self, backup: Path, location: str | Path, *, progress: Progress | None = None) -> Path | None:
        from models.maintenance.restore import restore

        return restore(backup, location, progress=progress)


def archive_path(location: str | Path) -> Path:
    """The file behind a path or an ``sqlite:///`` address."""
    return _location.archive_path(location)


def archive_files(location: str | Path) -> tuple[Path, ...]:
    """The archive with its manifest, log and journal."""
    path = archive_path(location)
    return tuple(path.with_name(path.name + ending) for ending in _location.ENDINGS)


def check_writable(location: str | Path, *, create: bool) -> None:
    """Raise ``ArchiveError`` where the archive cannot be opened for writing, or made, and say why."""
    _location.check_writable(archive_path(location), create=create)


def open_reader(location: str | Path) -> ArchiveReader:
    """Open a file for reading only."""
    return Reader(open_connection(location))


def open_older_reader(location: str | Path) -> ArchiveReader:
    """Open a copy of a file of an earlier release."""
    from models.maintenance.older_copy import open_copy  # with SQLAlchemy

    return _CopyReader(*open_copy(archive_path(location)))


def is_older(location: str | Path) -> bool:
    """Whether the file has an earlier schema, or its search tables earlier rules."""
    try:
        open_connection(location).close()
    except OlderSchemaError:
        return True
    except ArchiveError:
        return False
    return False


def open_writer(location: str | Path, *, create: bool) -> ArchiveWriter:
    """Open a file for writing."""
    from models.archive.write.archive import Archive  # with SQLAlchemy

    return Archive.open(location, create=create)


def open_maintenance() -> ArchiveMaintenance:
    """Verify, backup and restore of SQLite files."""
    return _Maintenance()
