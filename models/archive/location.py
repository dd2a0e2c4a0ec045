"""Where an archive is, and whether a file is one. Standard library only, so that searching starts fast."""

import os
import sqlite3
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes, unquote

from models.archive.explain_error import explain_error
from models.language import _
from models.records.errors import ArchiveError, NewerSchemaError, NotAnArchiveError

SCHEMA_VERSION = 16
"""The schema this release reads and writes; ``PRAGMA user_version`` of the file."""
APPLICATION_ID = 0x4E657773
"""``PRAGMA application_id`` of every archive ("News")."""


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """What a file says it is: ``version`` 0 is an empty database, to be filled."""

    version: int


def archive_path(target: str | Path) -> Path:
    """The file behind a path or an ``sqlite:///`` address.

    ``sqlite:///a.db`` is relative, ``sqlite:////data/a.db`` absolute, as SQLAlchemy has it.
    Raises ``ArchiveError`` for any other address.
    """
    text = str(target)
    scheme, mark, rest = text.partition("://")
    if not mark:
        if not text or text == ":memory:":
            raise ArchiveError(_("An archive must be a file, so that it can be kept."))
        return _resolve(Path(text))
    if scheme.partition("+")[0] != "sqlite":
        raise ArchiveError(
            _("The archive {scheme}://… cannot be used: only SQLite archives are supported so far.", scheme=scheme)
        )
    path = unquote(rest.partition("?")[0]).removeprefix("/")
    if not path or path == ":memory:":
        raise ArchiveError(_("The archive {path} cannot be used: an archive must be a file.", path=text))
    return _resolve(Path(path))


def _resolve(path: Path) -> Path:
    """The file itself where the path is a symbolic link: one archive has one lock, one manifest and one log."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def sqlite_uri(path: PurePath) -> str:
    """The address of an absolute path as SQLite takes it.

    A share of Windows (``//server/share``) must not stand as the address's host, where ``as_uri`` puts it.
    """
    text = path.as_posix()
    return "file://" + quote_from_bytes(os.fsencode(text if text.startswith("/") else f"/{text}"), safe="/:")


def identify(path: Path) -> FileIdentity | None:
    """What the file is, examined without changing it; None when it is not there (or empty).

    Raises ``NotAnArchiveError``, ``NewerSchemaError`` or ``ArchiveError``.
    """
    try:
        if path.is_dir():
            raise NotAnArchiveError(_("The archive {path} cannot be used: it is a folder.", path=path))
        if not path.exists() or path.stat().st_size == 0:
            return None
        connection = sqlite3.connect(f"{sqlite_uri(path.absolute())}?mode=rw", uri=True, timeout=10)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            application = int(connection.execute("PRAGMA application_id").fetchone()[0])
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise explain_error(path, error) from error
    if application != APPLICATION_ID and (application or version or tables):
        raise NotAnArchiveError(
            _("The archive {path} cannot be used: it is the database of another program.", path=path)
        )
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(
            _(
                "The archive {path} was written by a later release (schema {version}, this release knows "
                "{known}): update the program.",
                path=path,
                version=version,
                known=SCHEMA_VERSION,
            )
        )
    return FileIdentity(version)


def missing_archive(path: Path) -> ArchiveError:
    """What to say where there is no archive: where it was looked for, and what to do."""
    return ArchiveError(
        _(
            "There is no archive at {path}. Go to the folder that has it, or name it by --archive or NEWS_ARCHIVE; "
            "`news setup` makes a new one.",
            path=path.absolute(),
        )
    )


def check_writable(path: Path, *, create: bool) -> None:
    """Raise ``ArchiveError`` where the archive cannot be opened for writing, or made, and say why.

    The operating system's word is asked first because SQLite's own is vague ("unable to open database file").
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise ArchiveError(
            _("The archive {path} cannot be used: its folder {folder} does not exist.", path=path, folder=folder)
        )
    if not path.exists():
        if not create:
            raise missing_archive(path)
    elif not os.access(path, os.W_OK):
        raise ArchiveError(_("The archive {path} cannot be used: it may not be written (read-only).", path=path))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ArchiveError(
            _("The archive {path} cannot be used: its folder {folder} may not be written.", path=path, folder=folder)
        )


def free_side_files(path: Path) -> None:
    """Let the log and its index be written again, as the archive may be.

    SQLite gives them the archive's mode when it makes them: whoever reads an archive that is read-only leaves them
    read-only, and a writer could not use them once the archive may be written again.
    """
    for ending in ("-wal", "-shm"):
        side = path.with_name(path.name + ending)
        if side.exists() and not os.access(side, os.W_OK):
            with suppress(OSError):  # the file of somebody else: what cannot be opened is said when it is
                os.chmod(side, stat.S_IMODE(path.stat().st_mode))


ENDINGS = ("", ".manifest", ".changes", ".checked", "-journal", "-shm", "-wal")
"""The endings of all files that belong to an archive."""
