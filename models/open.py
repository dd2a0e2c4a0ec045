"""Opens an archive by its address. The address names the database; its backend is imported when it is first needed.

A path, or ``sqlite:///…``, is a SQLite file. Another database is one module like ``backends/sqlite.py`` and one line
in ``BACKENDS``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from models.language import _
from models.records.errors import ArchiveError

if TYPE_CHECKING:
    from models.interface import ArchiveMaintenance, ArchiveReader, ArchiveWriter


BACKENDS: dict[str, str] = {"sqlite": "models.backends.sqlite"}
"""The module of each backend, by the scheme of its addresses."""


class Backend(Protocol):
    """What the module of a backend has. ``location`` is a path or an address."""

    def archive_path(self, location: str | Path) -> Path:
        """The archive's file; what belongs to the archive (outlets, synonyms, lock) is kept next to this path."""

    def archive_files(self, location: str | Path) -> tuple[Path, ...]:
        """All files that may belong to the archive, whether or not they are there."""

    def check_writable(self, location: str | Path, *, create: bool) -> None:
        """Raise ArchiveError where the archive cannot be opened for writing, or made, and say why."""

    def find_losses(self, location: str | Path) -> tuple[str, ...]:
        """See ``find_losses`` below."""

    def open_reader(self, location: str | Path) -> ArchiveReader:
        """See ``open_reader`` below."""

    def open_older_reader(self, location: str | Path) -> ArchiveReader:
        """See ``open_older_reader`` below."""

    def is_older(self, location: str | Path) -> bool:
        """See ``is_older`` below."""

    def open_writer(self, location: str | Path, *, create: bool) -> ArchiveWriter:
        """See ``open_writer`` below."""

    def open_maintenance(self) -> ArchiveMaintenance:
        """See ``open_maintenance`` below."""


def open_reader(location: str | Path) -> ArchiveReader:
    """Open an archive for reading only; the caller closes it, best by ``with``.

    Raises ``ArchiveError``: there is none, it is not an archive, of a later or an earlier release, damaged.
    """
    return _backend_of(location).open_reader(location)


def open_older_reader(location: str | Path) -> ArchiveReader:
    """Open an archive of an earlier release as it is now, by a copy in this release's form that is gone when closed.

    Raises ``ArchiveError``: it cannot be read, or there is no room for the copy.
    """
    return _backend_of(location).open_older_reader(location)


def is_older(location: str | Path) -> bool:
    """Whether an earlier release wrote the archive; False where there is none, or it cannot be read."""
    return _backend_of(location).is_older(location)


def open_writer(location: str | Path, *, create: bool = True) -> ArchiveWriter:
    """Open an archive for writing, made or brought to today's schema if need be; the caller closes it.

    Raises ``ArchiveError``: there is none with ``create=False``, it is not an archive, of a later release, damaged,
    not writable.
    """
    return _backend_of(location).open_writer(location, create=create)


def find_losses(location: str | Path) -> tuple[str, ...]:
    """What the archive has lost (its log was left behind, its manifest is gone), a sentence each, until it is known.

    Empty where there is no archive. Raises ``ArchiveError`` for one that cannot be read.
    """
    return _backend_of(location).find_losses(location)


def open_maintenance(location: str | Path) -> ArchiveMaintenance:
    """What verifies, backs up and restores archives of this kind."""
    return _backend_of(location).open_maintenance()


def archive_path(location: str | Path) -> Path:
    """The archive's file; what belongs to the archive is kept next to this path. Raises ``ArchiveError``."""
    return _backend_of(location).archive_path(location)


def archive_files(location: str | Path) -> tuple[Path, ...]:
    """All files that may belong to the archive, such as its log and its manifest."""
    return _backend_of(location).archive_files(location)


def check_writable(location: str | Path, *, create: bool) -> None:
    """Raise ``ArchiveError`` where the archive cannot be opened for writing, or made, and say why."""
    _backend_of(location).check_writable(location, create=create)


def _backend_of(location: str | Path) -> Backend:
    scheme, mark, _rest = str(location).partition("://")
    module = BACKENDS.get(scheme.partition("+")[0] if mark else "sqlite")
    if module is None:
        raise ArchiveError(
            _("The archive {scheme}://… cannot be used: only SQLite archives are supported so far.", scheme=scheme)
        )
    return cast("Backend", import_module(module))
