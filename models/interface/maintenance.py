"""What keeps an archive whole: verify, backup, restore."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

Progress = Callable[[str, int, int], None]
"""Called with the part of the work, and how much of how much of it is done."""

if TYPE_CHECKING:
    from models.records.verify_finding import VerifyFinding


class Backup(Protocol):
    """A backup: where it is, when it was made, when the archive's last commit was (ISO, or '').

    ``size``: bytes that no other backup of the folder needs; ``shared``: bytes that others need too. ``notes`` are
    sentences about how it was made.
    """

    @property
    def path(self) -> Path: ...
    @property
    def size(self) -> int: ...
    @property
    def shared(self) -> int: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def archive_at(self) -> str: ...


class RestoredRow(Protocol):
    """A row that was put back: its table and number there, and the backup it was taken from."""

    @property
    def table(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def backup(self) -> Path: ...


class RestoredArticle(Protocol):
    """What was put back of an article; ``lost`` are the rows (table, number) that no backup has sound."""

    @property
    def rows(self) -> Sequence[RestoredRow]: ...
    @property
    def lost(self) -> Sequence[tuple[str, int]]: ...


class ArchiveMaintenance(Protocol):
    """What keeps an archive whole. Each database has its own way; ``location`` is what ``open_reader`` takes."""

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
        """What is wrong with an archive or a backup; nothing, where it is sound.

        ``rolling``: only the share that was not looked at for longest, with what is new. ``keep``: what is sound is
        noted, and a check of the whole that was interrupted goes on. ``workers``: processes for a large archive.
        """

    def counts(self, location: str | Path) -> Mapping[str, int]:
        """How much there is to verify: articles, revisions, pages, addresses, runs."""

    def acknowledge(self, location: str | Path) -> list[str]:
        """Do not report known losses again; they are returned as sentences."""

    def back_up(
        self,
        location: str | Path,
        place: Path | None = None,
        *,
        keep: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Backup, tuple[Path, ...]]:
        """Make a backup and return it, with the older ones that were removed. Raises BackupError."""

    def is_folder(self, place: Path) -> bool:
        """Whether a backup gets a name of its own in this place; else the place is the file itself."""

    def list_backups(self, location: str | Path, folder: Path | None = None) -> Sequence[Backup]:
        """The archive's backups in a folder (by default where they are made), newest first. Raises ArchiveError."""

    def find_backup(self, location: str | Path, folder: Path, day: date | None = None) -> Path:
        """The archive's newest backup in a folder, of a day if one is given. Raises BackupError."""

    def restore_article(
        self, article_id: int, location: str | Path, folder: Path | None = None, *, who: str = ""
    ) -> RestoredArticle:
        """Put the damaged rows of one article back from the newest backups that have them sound; note that ``who`` did.

        Raises ArchiveError, BackupError.
        """

    def restore(self, backup: Path, location: str | Path, *, progress: Progress | None = None) -> Path | None:
        """Put a backup in the archive's place; the new name of the previous archive. Raises BackupError."""
