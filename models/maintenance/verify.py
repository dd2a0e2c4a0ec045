"""Is the archive whole, and does it hold what was put into it? Looks at everything, changes nothing.

SQLite's own check sees the shape of the file, not what is in it; so each row is compared with its checksum, each text
and page against its hash, the ledger against its sums, the search tables against the articles, and all of it against
the manifest next to the file. One unchanging view is checked, also while a crawl writes. Standard library only.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from models.archive.explain_error import explain_error
from models.archive.location import archive_path
from models.archive.manifest import CommitPosition, Manifest, lost_commits, manifest_path, read_manifest
from models.archive.read.open import open_connection
from models.language import _, ngettext
from models.maintenance.checked_parts import CheckedParts
from models.maintenance.finding import cap_findings
from models.maintenance.verify_counts import check_counts
from models.maintenance.verify_index import check_search_inside, check_span, check_whole, list_spans
from models.maintenance.verify_parallel import SHARES, check_parts, list_shares, name_span
from models.maintenance.verify_rows import (
    Share,
    Since,
    check_ledger,
    check_links,
    check_pages,
    check_rows,
    check_run,
    check_scans,
    find_recent,
    read_as_written,
)
from models.records.times import now, time_text
from models.records.verify_finding import VerifyFinding

Progress = Callable[[str, int, int], None]
"""Called with the part that is checked, and how much of how much of it is done."""

DAMAGED = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
"""What a value of another type than was ever written can raise: the rest of that part is not checked."""
RECENT = timedelta(days=2)
PARALLEL_FROM = 20_000
"""Pages; of fewer, the processes would take longer to begin than to work."""
MAX_SHOWN = 20
"""Of one kind of damage so many findings are named, then how many there are more."""


def verify(
    target: str | Path,
    *,
    alone: bool = False,
    quick: bool = False,
    share: Share | None = None,
    rolling: bool = False,
    keep: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
) -> Iterator[VerifyFinding]:
    """What is wrong with an archive or a backup; nothing, where it is sound.

    ``alone``: nobody else writes to it just now, so that FTS5's own check, which needs the writer's place, is made too.
    ``quick`` leaves out the search tables against the articles, which takes most of the time; what is damaged there can
    be built anew from the articles.
    ``share`` (which, of how many): the manifest, and of rows and pages that share and what is new; all of them, one a
    day, look at every row. ``rolling``: the same of the share that was not looked at for longest, and of as much
    of the search tables. ``keep``: what is sound is noted beside the archive, and a check of the whole that was
    interrupted goes on where it was. ``workers``: so many processes look at a large archive.
    Raises ``ArchiveError`` where the file cannot be opened as an archive at all.
    """
    path = archive_path(target)
    kept = read_manifest(path)
    with closing(open_connection(path)) as db:
        db.text_factory = read_as_written
        db.execute("PRAGMA query_only = OFF")  # for tables in memory only; see verify_index.py
        check = _Check(db, path, workers, progress or (lambda *_given: None), quick=quick, keep=keep)
        db.execute("BEGIN")
        yield from check.run(None, lambda: _check_manifest(db, path, kept))
        if rolling:
            yield from check.rolling_share()
        elif share is not None:
            yield from check.share(share)
        else:
            yield from check.whole()
        db.execute("ROLLBACK")
        if alone and share is None and not rolling:
            yield from _unbroken(path, lambda: check_search_inside(db))


class _Check:
    """One look at an archive: its parts in order, and which of them were found sound."""

    def __init__(
        self, db: sqlite3.Connection, path: Path, workers: int, on_progress: Progress, *, quick: bool, keep: bool
    ) -> None:
        self._db = db
        self._path = path
        self._workers = workers
        self._on_progress = on_progress
        self._quick = quick
        position, made = _read_position(db)
        self._position = position
        self._checked = CheckedParts(path, position) if keep and made is None else None

    def run(self, part: str | None, check: Callable[[], Iterator[VerifyFinding]]) -> Iterator[VerifyFinding]:
        """The findings of a part that was not found sound yet; one without a name is looked at in any case."""
        if part is not None and self._checked is not None and self._checked.is_done(part):
            return
        is_sound = True
        for finding in _unbroken(self._path, check):
            is_sound = False
            yield finding
        if part is not None and self._checked is not None:
            self._checked.note(part, is_sound=is_sound)

    def share(self, share: Share) -> Iterator[VerifyFinding]:
        """A share of the rows and pages, and what is new; once, where it is both."""
        since = find_recent(self._db, time_text(now() - RECENT) or "")
        parts: tuple[Callable[[], Iterator[VerifyFinding]], ...] = (
            lambda: check_rows(self._db, self._on_progress, share),
            lambda: check_pages(self._db, self._on_progress, share),
            lambda: check_rows(self._db, self._on_progress, since=since),
            lambda: check_pages(self._db, self._on_progress, since=since),
        )
        seen = set[VerifyFinding]()
        for part in parts:
            for finding in self.run(None, part):
                if finding not in seen:
                    yield finding
                    seen.add(finding)

    def rolling_share(self) -> Iterator[VerifyFinding]:
        """The share that was not looked at for longest, and as much of the search tables."""
        shares, spans = list_shares(), {name_span(days): days for days in list_spans(self._db)}
        if self._checked is not None:
            shares = self._checked.find_oldest(shares)
        number = int(shares[0].split()[1])
        is_sound = True
        for finding in self.share((number, SHARES)):
            is_sound = False
            yield finding
        if self._checked is not None:
            self._checked.note(shares[0], is_sound=is_sound)
        yield from self.run(None, lambda: check_counts(self._db))
        oldest = self._checked.find_oldest(spans) if self._checked is not None else list(spans)
        for done, part in enumerate(oldest[: -(-len(oldest) // SHARES)]):
            self._on_progress(_("search tables"), done, len(oldest))
            yield from self.run(part, partial(self._check_span, spans[part], []))

    def whole(self) -> Iterator[VerifyFinding]:
        """Everything, but for what was found sound before this check was interrupted."""
        db, since = self._db, None
        if self._checked is not None and self._checked.begin(_last_rows(db)):
            since = self._checked.rows
        yield from self.run("file", lambda: _check_file(db, self._on_progress))
        spans = [] if self._quick else list_spans(db)
        if self._workers > 1 and (db.execute("SELECT max(id) FROM page").fetchone()[0] or 0) > PARALLEL_FROM:
            yield from _unbroken(self._path, lambda: self._check_on_all_cores(spans))
        else:
            yield from self.run(None, lambda: check_rows(db, self._on_progress))
            yield from self.run(None, lambda: check_pages(db, self._on_progress))
            if not self._quick:
                yield from self.run(None, lambda: self._check_spans(spans))
        if since is not None:
            yield from self.run(None, lambda: check_rows(db, self._on_progress, since=since))
            yield from self.run(None, lambda: check_pages(db, self._on_progress, since=since))
        yield from self.run("scans", lambda: check_scans(db))
        yield from self.run("links", lambda: check_links(db))
        yield from self.run("ledger", lambda: check_ledger(db))
        yield from self.run(None, lambda: check_counts(db))
        if self._checked is not None:
            self._checked.end()

    def _check_spans(self, spans: Sequence[range]) -> Iterator[VerifyFinding]:
        """The search tables, span by span."""
        postings = list[int]()
        for done, days in enumerate(spans):
            self._on_progress(_("search tables"), done, len(spans))
            yield from self._check_span(days, postings)
        yield from check_whole(self._db, sum(postings))

    def _check_span(self, days: range, postings: list[int]) -> Iterator[VerifyFinding]:
        for one in check_span(self._db, days):
            if isinstance(one, int):
                postings.append(one)
            else:
                yield one

    def _check_on_all_cores(self, spans: Sequence[range]) -> Iterator[VerifyFinding]:
        parts = [*list_shares(), *map(name_span, spans)]
        waiting = [part for part in parts if self._checked is None or not self._checked.is_done(part)]
        postings = 0
        done = len(parts) - len(waiting)
        self._on_progress(_("rows, pages and search tables"), done, len(parts))
        for part, findings, count in check_parts(self._path, self._workers, waiting):
            yield from findings
            postings, done = postings + count, done + 1
            if self._checked is not None:
                self._checked.note(part, is_sound=not findings)
            self._on_progress(_("rows, pages and search tables"), done, len(parts))
        if not self._quick:
            with closing(open_connection(self._path)) as other:
                is_one_view = len(waiting) == len(parts) and _read_position(other)[0] == self._position
            yield from check_whole(self._db, postings if is_one_view else None)


def _read_position(db: sqlite3.Connection) -> tuple[CommitPosition, str | None]:
    archive, commits, at, made = db.execute("SELECT archive, commits, at, backup_at FROM mark").fetchone()
    return CommitPosition(archive, commits, at), made


def _last_rows(db: sqlite3.Connection) -> dict[str, int]:
    """The last row number of the tables that only grow."""
    query = "SELECT coalesce(max(rowid), 0) FROM "
    return {table: int(db.execute(query + table).fetchone()[0]) for table in ("page", "revision")}


def verify_view(
    db: sqlite3.Connection, path: Path, since: Since | None, progress: Progress | None = None
) -> Iterator[VerifyFinding]:
    """What is wrong in the view of an archive that a backup is about to keep.

    All of it is looked at, as ``quick`` does; or only the rows that are new since those of an earlier backup.
    """
    db.text_factory = read_as_written
    on_progress = progress or (lambda *_given: None)
    parts: list[Callable[[], Iterator[VerifyFinding]]] = [
        lambda: check_rows(db, on_progress, since=since),
        lambda: check_pages(db, on_progress, since=since),
        lambda: check_scans(db),
    ]
    if since is None:
        whole = [lambda: check_links(db), lambda: check_ledger(db)]
        parts = [lambda: _check_file(db, on_progress), *parts, *whole]
    for part in parts:
        yield from _unbroken(path, part)


def _unbroken(path: Path, part: Callable[[], Iterator[VerifyFinding]]) -> Iterator[VerifyFinding]:
    """The findings of a part; where the file cannot be read on, that is one more."""
    try:
        yield from cap_findings(MAX_SHOWN, part())
    except (sqlite3.Error, OSError) as error:
        yield VerifyFinding("file", str(explain_error(path, error)))
    except DAMAGED as error:
        yield VerifyFinding(
            "file",
            _("The archive {path} is damaged: it holds a value that cannot be ({error}).", path=path, error=error),
        )


def _check_file(db: sqlite3.Connection, on_progress: Progress) -> Iterator[VerifyFinding]:
    on_progress("file", 0, 1)
    for (line,) in db.execute(f"PRAGMA integrity_check({MAX_SHOWN + 1})"):
        if line != "ok":
            for one in str(line).splitlines():
                yield VerifyFinding("file", _("SQLite finds the file damaged: {problem}.", problem=one))
    for table, row, parent, _number in db.execute("PRAGMA foreign_key_check"):
        yield VerifyFinding(
            "file",
            _(
                "Row {row} of {table} belongs to a row of {parent} that is not there.",
                row=row,
                table=table,
                parent=parent,
            ),
        )
    on_progress("file", 1, 1)


def _check_manifest(db: sqlite3.Connection, path: Path, kept: Manifest | None) -> Iterator[VerifyFinding]:
    archive, commits, at, backup_at = db.execute("SELECT archive, commits, at, backup_at FROM mark").fetchone()
    name = manifest_path(path).name
    if kept is None:
        if backup_at is None:
            yield VerifyFinding(
                "manifest", _("Its manifest {name} is missing: whether commits are lost cannot be seen.", name=name)
            )
        return
    for loss in map(_, kept.losses):
        yield VerifyFinding("manifest", f"{loss[0].upper()}{loss[1:]}.")
    if kept.damaged:
        yield VerifyFinding(
            "manifest", _("Its manifest {name} is damaged in {places}.", name=name, places=_places(kept.damaged))
        )
    if kept.mark is None:
        yield VerifyFinding("manifest", _("Its manifest {name} does not say where the archive stands.", name=name))
        return
    if kept.mark.archive != archive:
        yield VerifyFinding("manifest", _("Its manifest {name} is another archive's.", name=name))
        return
    if kept.mark.commits > commits:
        words = lost_commits(CommitPosition(archive, commits, at), kept.mark)
        yield VerifyFinding("manifest", f"{words[0].upper()}{words[1:]}.")
    for run in kept.runs:
        yield from check_run(db, run)


def _places(count: int) -> str:
    return ngettext("{count} place", "{count} places", count)


def counts(target: str | Path) -> Mapping[str, Any]:
    """How much there is to look at: articles, revisions, pages, addresses, runs."""
    names = {"articles": "article", "revisions": "revision", "pages": "page", "addresses": "url", "runs": "crawl_run"}
    with closing(open_connection(target)) as db:
        return {name: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in names.items()}
