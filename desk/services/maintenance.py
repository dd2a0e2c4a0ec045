"""What keeps an archive sound over the years: verify, backup, restore, reparse, reindex."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.services.articles import login_name
from desk.services.workspace import Workspace
from models.interface import Backup, Progress, RestoredArticle
from models.open import check_writable, open_maintenance
from models.query.outlet_names import resolve_names
from models.records.errors import ArchiveError
from models.records.verify_finding import VerifyFinding
from scrapers.crawl.lock import LockHeldError
from scrapers.crawl.older_archive import upgrade

if TYPE_CHECKING:
    from scrapers.importing.reparse import ReparseResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What is wrong with an archive, and how many rows of each kind it has.

    ``is_complete`` is False where something else writes to it, or it may not be written: then one check is left out.
    """

    findings: Sequence[VerifyFinding]
    counts: Mapping[str, int]
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBackup:
    """A verified backup, and the older ones that were removed for it."""

    backup: Backup
    removed: Sequence[Path]


def _ignore(_part: str, _done: int, _total: int) -> None:
    pass


@contextmanager
def _alone_on(workspace: Workspace) -> Iterator[bool]:
    """Hold the crawl's lock where it can be had and the archive may be written; whether both is so."""
    with ExitStack() as held:
        alone = workspace.archive.exists()
        if alone:
            try:
                check_writable(workspace.archive, create=False)
                held.enter_context(workspace.crawl_lock())
            except (LockHeldError, ArchiveError):
                alone = False
        yield alone


def upgrade_archive(workspace: Workspace) -> bool:
    """Bring an archive of an earlier release to today's schema; whether it was one.

    Raises LockHeldError while a crawl is at work on it, ArchiveError.
    """
    if not workspace.is_older():
        workspace.open_reader().close()
        return False
    upgrade(workspace.location)
    return True


def verify_archive(
    workspace: Workspace,
    *,
    quick: bool = False,
    rolling: bool = False,
    on_finding: Callable[[VerifyFinding], None] | None = None,
    on_progress: Progress = _ignore,
) -> Verification:
    """Check the whole archive (``quick``: without the search tables), or a ``rolling`` share of it.

    Nothing is changed; what was sound is noted beside it, and what was interrupted goes on. Raises ArchiveError.

    ``on_finding`` gets each finding as soon as it is made: a check takes minutes.
    """
    with suppress(LockHeldError, ArchiveError):  # the check itself says why it cannot be done
        upgrade_archive(workspace)
    maintenance, findings = open_maintenance(workspace.location), []
    with _alone_on(workspace) as alone:
        for finding in maintenance.verify(
            workspace.location,
            alone=alone,
            quick=quick,
            rolling=rolling,
            keep=True,
            workers=os.cpu_count() or 1,
            progress=on_progress,
        ):
            findings.append(finding)
            if on_finding is not None:
                on_finding(finding)
    return Verification(findings=findings, counts=maintenance.counts(workspace.location), is_complete=alone)


def acknowledge_losses(workspace: Workspace) -> Sequence[str]:
    """Note that lost commits are known, so that they are not reported again; a sentence for each.

    Raises LockHeldError, ArchiveError.
    """
    with workspace.crawl_lock():
        return open_maintenance(workspace.location).acknowledge(workspace.location)


def is_backup_folder(workspace: Workspace, place: Path) -> bool:
    """Whether a place for a backup means a folder, and not a file."""
    return open_maintenance(workspace.location).is_folder(place)


def back_up(
    workspace: Workspace, place: Path | None = None, *, keep: int | None = None, on_progress: Progress = _ignore
) -> MadeBackup:
    """Make a verified backup, also while a crawl runs; of those in its folder ``keep`` stay. Raises BackupError."""
    maintenance = open_maintenance(workspace.location)
    made, removed = maintenance.back_up(workspace.location, place, keep=keep, progress=on_progress)
    return MadeBackup(backup=made, removed=removed)


def list_backups(workspace: Workspace, folder: Path | None = None) -> Sequence[Backup]:
    """The archive's backups in a folder, by default where they are made; newest first. Raises ArchiveError."""
    return open_maintenance(workspace.location).list_backups(workspace.location, folder)


def find_backup(workspace: Workspace, place: Path, day: date | None = None) -> Path:
    """The backup that is meant: the place itself, or in a folder the newest one (of a day). Raises BackupError."""
    if not place.is_dir():
        return place
    return open_maintenance(workspace.location).find_backup(workspace.location, place, day)


def restore_backup(workspace: Workspace, file: Path, *, on_progress: Progress = _ignore) -> Path | None:
    """Put a backup in the archive's place; gives the new name of the archive that was there, if there was one.

    Raises LockHeldError, BackupError.
    """
    with workspace.crawl_lock():
        return open_maintenance(workspace.location).restore(file, workspace.location, progress=on_progress)


def restore_article(workspace: Workspace, article_id: int, folder: Path | None = None) -> RestoredArticle:
    """Put the damaged rows of one article back from the newest backups in a folder that have them sound.

    Raises LockHeldError, ArchiveError, BackupError.
    """
    with workspace.crawl_lock():
        return open_maintenance(workspace.location).restore_article(
            article_id, workspace.location, folder, who=login_name()
        )


def reparse_pages(
    workspace: Workspace, outlets: Sequence[str] = (), *, dry_run: bool = False, on_progress: Progress = _ignore
) -> "ReparseResult":
    """Read the stored pages again by today's rules; ``dry_run`` only finds what would change.

    Raises LockHeldError, OutletError, ArchiveError.
    """
    from scrapers.importing.reparse import reparse

    if not dry_run:
        check_writable(workspace.archive, create=False)
    with nullcontext() if dry_run else workspace.crawl_lock():
        registry = workspace.read_registry()
        with closing(workspace.open_reader()) as db:
            titles = {one.id: one.title for one in (*db.outlets.all().values(), *registry)}
        named = list(resolve_names(outlets, titles))
        return reparse(workspace.location, registry, named, dry_run=dry_run, progress=on_progress)


def rebuild_index(workspace: Workspace, *, on_progress: Progress = _ignore) -> None:
    """Build the search tables anew from the articles, also while they are searched. Raises ArchiveError."""
    with workspace.open_writer() as archive:
        archive.reindex(lambda done, total: on_progress("articles", done, total))
        archive.tidy_search()
