"""Is the archive whole, and does it hold what was put into it? Looks at everything, changes nothing.

SQLite's own check sees the shape of the file, not what is in it; so each row is compared with its checksum, each text
and page against its hash, the ledger against its sums, the search tables against the articles, and all of it against
the manifest next to the file. One unchanging view is checked, also while a crawl writes. Standard library only.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.archive.explain_error import explain_error
from models.archive.location import archive_path
from models.archive.manifest import CommitPosition, Manifest, lost_commits, manifest_path, read_manifest
from models.archive.read.open import open_connection
from models.language import _, ngettext
from models.maintenance.finding import cap_findings
from models.maintenance.verify_counts import check_counts
from models.maintenance.verify_index import check_search, check_search_inside
from models.maintenance.verify_parallel import check_in_parts
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
    workers: int = 1,
    progress: Progress | None = None,
) -> Iterator[VerifyFinding]:
    """What is wrong with an archive or a backup; nothing, where it is sound.

    ``alone``: nobody else writes to it just now, so that FTS5's own check, which needs the writer's place, is made too.
    ``quick`` leaves out the search tables against the articles, which takes nine tenths of the time (measured: 760
    articles a second with it, 8,300 without); what is damaged there can be built anew from the articles.
    ``share`` (which, of how many): the manifest, and of rows and pages that share and what is new; all of them, one a
    day, look at every row. ``workers``: so many processes look at the rows and pages of a large archive.
    Raises ``ArchiveError`` where the file cannot be opened as an archive at all.
    """
    path = archive_path(target)
    kept = read_manifest(path)
    with closing(open_connection(path)) as db:
        db.text_factory = read_as_written
        db.execute("PRAGMA query_only = OFF")  # for tables in memory only; see verify_index.py
        on_progress = progress or (lambda *_given: None)
        db.execute("BEGIN")
        parts: list[Callable[[], Iterator[VerifyFinding]]] = [
            lambda: _check_manifest(db, path, kept),
            lambda: check_rows(db, on_progress, share),
            lambda: check_pages(db, on_progress, share),
        ]
        if share is not None:
            since = find_recent(db, time_text(now() - RECENT) or "")
            parts += [
                lambda: check_rows(db, on_progress, since=since),
                lambda: check_pages(db, on_progress, since=since),
            ]
        elif workers > 1 and (db.execute("SELECT max(id) FROM page").fetchone()[0] or 0) > PARALLEL_FROM:
            parts[1:] = [lambda: check_in_parts(path, workers, on_progress)]
        if share is None:
            parts = [
                lambda: _check_file(db, on_progress),
                *parts,
                lambda: check_scans(db),
                lambda: check_links(db),
                lambda: check_ledger(db),
                lambda: check_counts(db),
                *([] if quick else [lambda: check_search(db, on_progress)]),
            ]
        seen = set[VerifyFinding]()  # what is new can lie in the share, too
        for part in parts:
            for finding in _unbroken(path, part):
                if share is None or finding not in seen:
                    yield finding
                    seen.add(finding)
        db.execute("ROLLBACK")
        if alone and share is None:
            yield from _unbroken(path, lambda: check_search_inside(db))


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
