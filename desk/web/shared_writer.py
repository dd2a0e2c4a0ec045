"""The archive kept open for writing: opening it costs ten times what a mark takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from desk.services.workspace import Workspace
from models.language import _
from models.records.errors import ArchiveError

if TYPE_CHECKING:
    from models.interface import ArchiveWriter

MAX_SECONDS_TO_WAIT = 30.0


class SharedWriter:
    """One writer of an archive for all threads, lent to one at a time; opened when it is first needed.

    It is opened anew where another file has taken the archive's place, as a restore does, and after an error.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._writer: ArchiveWriter | None = None
        self._file: tuple[int, int] | None = None

    def borrow(self, workspace: Workspace, *, create: bool = False) -> "ArchiveWriter":
        """The writer, which is given back by its ``close``. Raises ArchiveError."""
        if not self._lock.acquire(timeout=MAX_SECONDS_TO_WAIT):
            raise ArchiveError(_("The archive is being written to; try again in a moment."))
        try:
            file = identify_file(workspace.archive)
            if self._writer is None or file is None or file != self._file:
                self._close()
                self._writer = Workspace.open_writer(workspace, create=create)
                self._file = identify_file(workspace.archive)
        except BaseException:
            self._lock.release()
            raise
        return cast("ArchiveWriter", _LentWriter(self._writer, self))

    def give_back(self, *, is_sound: bool) -> None:
        """End a loan; a writer that met an error is not lent again."""
        try:
            if not is_sound:
                self._close()
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the archive, if it is open. It is opened again when it is needed."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()


class _LentWriter:
    """The writer of a loan: ``close`` gives it back."""

    def __init__(self, writer: "ArchiveWriter", owner: SharedWriter) -> None:
        self._writer, self._owner = writer, owner
        self._is_lent, self._is_sound = True, True

    def __getattr__(self, name: str) -> object:
        if not self._is_lent:
            raise RuntimeError("this writer was given back already")
        return getattr(self._writer, name)

    def close(self) -> None:
        if self._is_lent:
            self._is_lent = False
            self._owner.give_back(is_sound=self._is_sound)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._is_sound = kind is None
        self.close()


def identify_file(path: Path) -> tuple[int, int] | None:
    """What tells a file from one that took its place: device and number; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWorkspace(Workspace):
    """A workspace whose writer is the shared one. Readers are opened for each service, which takes a millisecond."""

    shared_writer: SharedWriter = field(default_factory=SharedWriter, compare=False)

    def open_writer(self, *, create: bool = False) -> "ArchiveWriter":
        """The shared writer; closing it gives it back. Raises ArchiveError."""
        return self.shared_writer.borrow(self, create=create)


@contextmanager
def open_desk_workspace(workspace: Workspace) -> Iterator[DeskWorkspace]:
    """The same workspace for the time that the desk runs."""
    shared = DeskWorkspace(**{part.name: getattr(workspace, part.name) for part in fields(workspace)})
    try:
        yield shared
    finally:
        shared.shared_writer.close()
