"""What a disk and a system can do, on every way of writing: one clear sentence, nothing lost, and it goes on after."""

import errno
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

import models.archive.connection
import models.archive.write.archive
import models.archive.write.commit_counter
from models.archive.location import SCHEMA_VERSION
from models.archive.write.archive import Archive
from models.records.errors import ArchiveError
from reports.formats.errors import ExportError
from tests.stress.torture.night import STEPS, Ack, World, archive_of, child, inspect, night
from tests.stress.torture.tally import Tally

NOBODY = 65534
BUSY = 60
CODES = {1, 2, 3, 4}
WAYS: dict[str, tuple[str, ...]] = {
    "create": (),
    "crawl": ("create",),
    "edit": ("create", "crawl"),
    "reparse": ("create", "crawl"),
    "backup": ("create", "crawl"),
    "restore": ("create", "crawl", "backup"),
    "export": ("create", "crawl"),
    "import": ("create", "crawl", "export"),
    "migrate": ("create", "crawl"),
}
"""Every way of writing, and what must have been done before."""


@dataclass(frozen=True)
class Fault:
    """``around`` is the world with the fault, in the parent; ``inside`` begins it in the child; ``spoils``: it changes
    the file itself, so that it must be put back; ``hurts`` are the ways that must fail under it."""

    name: str
    around: Callable[[Path], Any] | None = None
    inside: Callable[[Path], None] | None = None
    spoils: bool = False
    hurts: tuple[str, ...] = ()
    options: str = ""
    """What must be mountable."""


# -- faults -------------------------------------------------------------------------------------------------------------


def _mounted(options: str, leave: int = 0) -> Callable[[Path], Any]:
    """The folder on a file system of its own, filled until only ``leave`` bytes are free."""

    @contextmanager
    def around(folder: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as aside:
            for file in folder.iterdir():
                shutil.move(file, Path(aside) / file.name)
            _mount("-t", "tmpfs", "-o", options, "tmpfs", folder)
            try:
                for file in Path(aside).iterdir():
                    shutil.move(file, folder / file.name)
                _fill(folder, leave)
                yield
                (folder / "ballast").unlink(missing_ok=True)
                for file in folder.iterdir():
                    shutil.move(file, Path(aside) / file.name)
            finally:
                subprocess.run(["umount", str(folder)], check=True)
            for file in Path(aside).iterdir():
                shutil.move(file, folder / file.name)

    return around


def _fill(folder: Path, leave: int) -> None:
    if not leave:
        return
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(bytes(65536)):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        ballast.truncate(max(0, ballast.tell() - leave))


def _mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def _can_mount(folder: Path, options: str) -> bool:
    place = folder / "probe"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode == 0:
        subprocess.run(["umount", str(place)], check=True)
    place.rmdir()
    return done.returncode == 0


@contextmanager
def _read_only_system(folder: Path) -> Iterator[None]:
    _mount("--bind", folder, folder)
    try:
        _mount("-o", "remount,ro,bind", folder)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _modes(folder: Path, folder_mode: int, file_mode: int) -> Iterator[None]:
    for file in folder.iterdir():
        file.chmod(file_mode)
    folder.chmod(folder_mode)
    yield
    folder.chmod(0o755)
    for file in folder.rglob("*"):
        file.chmod(0o755 if file.is_dir() else 0o644)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Another program holds the writer's place."""
    with closing(sqlite3.connect(archive_of(folder), isolation_level=None)) as db:
        if archive_of(folder).stat().st_size:
            db.execute("BEGIN IMMEDIATE")
        yield


def _impatient(_folder: Path) -> None:
    models.archive.connection._PRAGMAS = (f"PRAGMA busy_timeout = {BUSY}", *models.archive.connection._PRAGMAS[1:])
    models.archive.connection.BUSY_MILLISECONDS = BUSY


def _become_nobody(_folder: Path) -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def _small_files(folder: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (24_000, 24_000))


def _few_files(folder: Path) -> None:
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + 2, free + 2))


def _few_pages(folder: Path) -> None:
    """SQLite's own limit: the database is full."""

    def limit(driver: sqlite3.Connection, _record: object) -> None:
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {max(pages, 1) + 2}").close()

    event.listen(Engine, "connect", limit)


def _after_commits(number: int, act: Callable[[Path], None]) -> Callable[[Path], None]:
    """Something happens to the archive after so many commits, while it is open."""

    def inside(folder: Path) -> None:
        count = [0]
        whole = models.archive.write.commit_counter.CommitCounter.step

        def step(self: Any, database: Any) -> Any:
            count[0] += 1
            if count[0] == number:
                act(folder)
            return whole(self, database)

        models.archive.write.commit_counter.CommitCounter.step = step  # type: ignore[method-assign]

    return inside


def _vanish(folder: Path) -> None:
    os.replace(archive_of(folder), folder / "vanished.db")


def _be_replaced(folder: Path) -> None:
    shutil.copy(archive_of(folder), folder / "vanished.db")
    os.replace(folder / "vanished.db", archive_of(folder))


def _lose_log(folder: Path) -> None:
    wal = archive_of(folder).with_name("archive.db-wal")
    os.replace(wal, folder / "vanished-wal")


def _header(folder: Path) -> None:
    _overwrite(folder, 16, b"\xff" * 80)


def _middle(folder: Path) -> None:
    path = archive_of(folder)
    start = path.stat().st_size // 4 // 4096 * 4096 if path.stat().st_size > 40_000 else 4096
    _overwrite(folder, start, b"\xa5" * 3 * 4096)


def _no_database(folder: Path) -> None:
    archive_of(folder).write_text("이것은 기사 보관함이 아니라 그냥 글이다.\n" * 200, encoding="utf-8")


def _other_program(folder: Path) -> None:
    archive_of(folder).unlink()
    with closing(sqlite3.connect(archive_of(folder))) as db:
        db.execute("CREATE TABLE shopping (item)")


def _newer(folder: Path) -> None:
    with closing(sqlite3.connect(archive_of(folder))) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        db.execute("PRAGMA application_id = 1315272563")


def _overwrite(folder: Path, place: int, data: bytes) -> None:
    with archive_of(folder).open("r+b") as file:
        file.seek(place)
        file.write(data)


@contextmanager
def _manifest_is_a_folder(folder: Path) -> Iterator[None]:
    manifest = folder / "archive.db.manifest"
    kept = folder / "kept.manifest"
    if manifest.exists():
        os.replace(manifest, kept)
    manifest.mkdir()
    yield
    if manifest.is_dir():  # a restore has set it aside
        manifest.rmdir()
    if kept.exists() and not manifest.exists():
        os.replace(kept, manifest)


@contextmanager
def _log_is_a_folder(folder: Path) -> Iterator[None]:
    wal = folder / "archive.db-wal"
    wal.unlink(missing_ok=True)
    wal.mkdir()
    yield
    if wal.is_dir():
        wal.rmdir()


QUOTA = "size=64m,usrquota,usrquota_block_hardlimit=600k,mode=777"
WRITING = ("crawl", "edit", "reparse", "migrate")
FAULTS: tuple[Fault, ...] = (
    Fault("disk full, nothing free", _mounted("size=24m", 1), hurts=("crawl", "backup", "export")),
    Fault("disk full, 40 kB free", _mounted("size=24m", 40_000), hurts=("crawl", "backup", "export")),
    Fault("disk full, 300 kB free", _mounted("size=24m", 300_000), hurts=("crawl",)),
    Fault("no inode left", _mounted("size=64m,nr_inodes=12"), hurts=()),
    Fault("quota of a user", _mounted(QUOTA), _become_nobody, hurts=("crawl",), options=QUOTA),
    Fault("file size limit", None, _small_files, hurts=("create", "crawl", "backup", "export", "import")),
    Fault("no more open files", None, _few_files, hurts=("create", "crawl", "backup", "restore", "import")),
    Fault("database full", None, _few_pages, hurts=("crawl",)),
    Fault("read-only file system", _read_only_system, hurts=tuple(WAYS)),
    Fault("read-only files", lambda f: _modes(f, 0o777, 0o444), _become_nobody, hurts=WRITING),
    Fault("read-only folder", lambda f: _modes(f, 0o555, 0o666), _become_nobody, hurts=WRITING),
    Fault("no permission at all", lambda f: _modes(f, 0o777, 0o000), _become_nobody, hurts=(*WRITING, "backup")),
    Fault("locked for long", _locked, _impatient, hurts=("crawl", "edit", "reparse")),
    Fault("vanished while written", None, _after_commits(3, _vanish), hurts=("crawl",)),
    Fault("replaced while written", None, _after_commits(3, _be_replaced), hurts=("crawl",)),
    Fault("log taken away", None, _after_commits(3, _lose_log), hurts=("crawl",)),
    Fault("manifest cannot be written", _manifest_is_a_folder, hurts=("create", *WRITING)),
    Fault("log cannot be opened", _log_is_a_folder, hurts=("create", *WRITING)),
    Fault("header damaged", None, _header, spoils=True, hurts=(*WRITING, "backup", "export")),
    Fault("middle damaged", None, _middle, spoils=True),
    Fault("no database", None, _no_database, spoils=True, hurts=(*WRITING, "backup", "export")),
    Fault("another program's database", None, _other_program, spoils=True, hurts=(*WRITING, "backup", "export")),
    Fault("newer schema", None, _newer, spoils=True, hurts=(*WRITING, "backup", "export")),
)


# -- trying -------------------------------------------------------------------------------------------------------------


def storage_faults(folder: Path, world: World, *, only: Sequence[str] = (), ways: Sequence[str] = tuple(WAYS)) -> Tally:
    """Every fault on every way of writing, or those named; those that need root are left out without it, and said to be."""
    tally = Tally()
    folder.mkdir(parents=True, exist_ok=True)
    Archive.open(folder / "first.db").close()  # loads what a user without rights may not read later
    for fault in FAULTS:
        if only and fault.name not in only:
            continue
        if os.geteuid() != 0 and (fault.around is not None or fault.inside is _become_nobody):
            tally.tried["faults left out (they need root)"] += 1
            continue
        if fault.options and not _can_mount(folder, fault.options):
            tally.tried[f"faults left out (this system cannot make them: {fault.name})"] += 1
            continue
        tally.tried["storage faults"] += 1
        for way in ways:
            place = folder / "place"
            place.mkdir(parents=True)
            folder.chmod(0o755)
            try:
                _try(place, world, fault, way, WAYS[way], tally)
            finally:
                shutil.rmtree(place)
    return tally


def _try(place: Path, world: World, fault: Fault, way: str, before: tuple[str, ...], tally: Tally) -> None:
    what = f"{fault.name}, {way}"
    tally.tried["faults on a way of writing"] += 1
    with child(lambda ack: _prepare(place, world, ack, before, way)) as one:
        said = one.finish()
    assert one.code == 0, (what, said)
    whole = {file: file.read_bytes() for file in place.iterdir() if file.name.startswith("archive.db")}
    for file in place.iterdir():
        file.chmod(0o666)
    place.chmod(0o777)
    with ExitStack() as held:
        if fault.around is not None:
            held.enter_context(fault.around(place))
        with child(lambda ack: _suffer(place, world, ack, fault, way)) as one:
            new = one.finish()
    raised = [line for line in new if line.startswith("raised ")]
    _judge(what, one.code, raised, tally, must=way in fault.hurts)
    said |= {line for line in new if not line.startswith("raised ")}
    tally.acknowledged += sum(line.startswith("stored ") for line in said)
    _repair(place, whole, fault)
    if way != "migrate":  # what was not brought up to date cannot be read before it is
        inspect(place, said, tally, what)
    with child(lambda ack: _do(place, world, ack, way)) as one:
        more = one.finish()
    if one.code != 0:
        tally.fault("other", f"{what}: it does not go on after the repair: {[m for m in more if m[:6] == 'raised']}")
    inspect(place, said | more, tally, f"{what}, gone on")


def _prepare(place: Path, world: World, ack: Ack, before: tuple[str, ...], way: str) -> None:
    for one in before:
        _do(place, world, ack, one)
    if way == "migrate":
        with closing(sqlite3.connect(archive_of(place))) as db:
            db.execute("UPDATE search_meta SET v = '0' WHERE k = 'tokenizer_version'")
            db.execute("UPDATE mark SET sealed_by = ''")
            db.commit()


def _do(place: Path, world: World, ack: Ack, way: str) -> None:
    """One way of writing. An upgrade rebuilds the search tables and seals every row."""
    if way in ("create", "migrate"):
        Archive.open(archive_of(place)).close()
    else:
        night(place, world, ack, (way,))


def _suffer(place: Path, world: World, ack: Ack, fault: Fault, way: str) -> None:
    if fault.inside is not None and not (fault.spoils and not archive_of(place).exists()):
        fault.inside(place)
    _do(place, world, ack, way)


def _judge(what: str, code: int | None, raised: list[str], tally: Tally, *, must: bool) -> None:
    """Either it went well, or it said in one sentence what is wrong, with an exit code of the contract."""
    if code == 0:
        tally.tried["withstood"] += 1
        if must:
            tally.fault("unnoticed", f"{what}: it ended as if nothing had been")
        return
    tally.tried["refused in one sentence"] += 1
    told = json.loads(raised[0].removeprefix("raised ")) if raised else {}
    words = told.get("words", "")
    if told.get("code") not in CODES or "\n" in words or not words.endswith(".") or code != 70:
        tally.fault("other", f"{what}: ended with {code}: {told}")


def _repair(place: Path, whole: dict[Path, bytes], fault: Fault) -> None:
    """What a person would do: give room, rights or the name back; put a spoiled file back from its copy."""
    vanished = place / "vanished.db"
    if vanished.exists():
        os.replace(vanished, archive_of(place))
    lost_log = place / "vanished-wal"
    if lost_log.exists() and not archive_of(place).with_name("archive.db-wal").exists():
        os.replace(lost_log, archive_of(place).with_name("archive.db-wal"))
    if fault.spoils:
        for file in place.glob("archive.db*"):
            if file.is_file():
                file.unlink()
        for file, data in whole.items():
            file.write_bytes(data)


__all__ = ["FAULTS", "STEPS", "WAYS", "ArchiveError", "ExportError", "storage_faults"]
