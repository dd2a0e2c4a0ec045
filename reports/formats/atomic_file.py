"""The one way a file is written: whole or not at all, and on the disk before it takes its name."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models.language import _, describe_system_error
from models.language.system_errors import OPEN_ELSEWHERE
from models.replace_file import replace_file
from reports.formats.changed_workbook import check_unchanged, keep_copy
from reports.formats.errors import ExportError
from reports.formats.workbook_seal import ENDING, seal_workbook

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PART = ".part"


@contextmanager
def open_atomic(
    path: Path, before_rename: Callable[[Path], None] | None = None, *, force: bool = False
) -> Iterator[BinaryIO]:
    """An open binary file that takes the name at the end of the block; until then the old file is untouched.

    A temporary file in the same folder is written, synced and renamed, then the folder is synced; permissions of an
    existing file are kept. ``before_rename`` is called with the finished temporary file. A workbook is sealed;
    ``force``: also over one that a person has changed since, of which a copy is kept beside it.
    Raises ``ExportError`` where the file cannot be written; whatever is raised, the old file is as it was.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        raise ExportError(_("{path} cannot be written: it is not a file.", path=path))
    if not force:
        check_unchanged(path)
    prefix = f".{path.name[:40]}."
    _remove_left(path.parent, prefix)
    try:
        handle, name = tempfile.mkstemp(prefix=f"{prefix}{os.getpid()}-", suffix=PART, dir=path.parent)
    except OSError as error:
        raise ExportError(_("{path} cannot be written: {reason}.", path=path, reason=_reason_of(error))) from error
    file = _PartFile(io.FileIO(handle, "wb"))
    try:
        with file:
            try:
                yield file
                file.flush()
            except BaseException:
                file.give_up()
                raise
            os.fsync(file.fileno())
        if path.suffix.lower() == ENDING:
            seal_workbook(Path(name))
        os.chmod(name, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        if before_rename is not None:
            before_rename(Path(name))
        if force:
            keep_copy(path)
        replace_file(name, path)
        _sync_folder(path.parent)
    except OSError as error:
        _remove(name)
        raise ExportError(_("{path} cannot be written: {reason}.", path=path, reason=_reason_of(error))) from error
    except Exception as error:
        _remove(name)
        if file.failure is None:
            raise
        raise ExportError(
            _("{path} cannot be written: {reason}.", path=path, reason=_reason_of(file.failure))
        ) from error
    except BaseException:
        _remove(name)
        raise


class _PartFile(io.BufferedWriter):
    """A file that fails once: what a library still writes to it while it tidies up is nobody's concern any more.

    ``failure`` is what kept it from being written, whatever a library made of that; ``is_lost``: it is given up.
    """

    failure: OSError | None = None
    is_lost = False
    _place = 0

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write; nothing, once it has failed."""
        if self.is_lost:
            self._place += memoryview(data).nbytes
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self.give_up(error)
            raise

    def flush(self) -> None:
        """Flush; nothing, once it has failed."""
        if self.is_lost:
            return
        try:
            super().flush()
        except OSError as error:
            self.give_up(error)
            raise

    def seek(self, target: int, whence: int = 0, /) -> int:
        """Seek, which writes what is held; nothing, once it has failed."""
        if self.is_lost:
            self._place = target if whence == os.SEEK_SET else self._place
            return self._place
        try:
            return super().seek(target, whence)
        except OSError as error:
            self.give_up(error)
            raise

    def tell(self) -> int:
        """Where it stands, or would stand."""
        return self._place if self.is_lost else super().tell()

    def give_up(self, failure: OSError | None = None) -> None:
        """Take what comes from now on, and write nothing of it."""
        if not self.is_lost:
            self._place, self.failure, self.is_lost = super().tell(), failure, True


def _remove_left(folder: Path, prefix: str) -> None:
    """Remove what processes left that were killed while they wrote a file of this name."""
    with suppress(OSError):
        for file in folder.iterdir():
            maker = file.name.removeprefix(prefix).partition("-")[0]
            if not (file.name.startswith(prefix) and file.name.endswith(PART) and maker.isdecimal()):
                continue
            if int(maker) != os.getpid() and not _is_running(int(maker)):
                with suppress(OSError):  # Windows keeps what another process has open
                    file.unlink()


def _is_running(process: int) -> bool:
    """Whether there is a process of this number; False on Windows, where nobody can be asked without harm."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk; Windows has no such call, and some file systems refuse it."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(name: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(name)


def _reason_of(error: OSError) -> str:
    """Why; a file that Excel has open refuses its new name on Windows with ERROR_ACCESS_DENIED."""
    if getattr(error, "winerror", None) == 5 and error.filename2 is not None:
        return _(OPEN_ELSEWHERE)
    return describe_system_error(error)
