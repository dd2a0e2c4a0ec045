"""A night's backup: the pages of the archive that changed since the last kept night, and which of the others stay.

What changed is read from the log of changes; where that cannot say, every page is read and compared with its hash. A
share of all pages is read and compared every night in any case, and a share of the packs, so that a page that was
missed or a disk that forgets is found within a month. The first night is the whole archive.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from itertools import chain, islice, repeat
from pathlib import Path
from secrets import token_hex

from models.archive.changed_pages import changed_since
from models.language import _, ngettext
from models.maintenance.files import sync_to_disk
from models.maintenance.frozen_pages import FrozenPages, freeze
from models.maintenance.nights import PACKS, Night, PageTable, has_its_packs, list_nights, write_night
from models.maintenance.page_packs import MAX_PAGES, PackReader, PackRecord, hash_page, write_pack
from models.records.errors import BackupError

WORKERS = 2
READ_PAGES = 256
HASH_PAGES = 64
"""Pages that one worker hashes at a time."""
SHARE_DAYS = 30
"""Each night another share of all pages is read and compared, and of all packs is checked: all of them in so many."""
SHARE_BLOCK = 2_048
"""Pages whose numbers are next to each other are in one share: they lie together in the file."""
THIN_PAGES = 2_048
MAX_THIN = 24
LEFT_THIN = 12
"""A pack of few pages, or of which most are older than those of a later pack, is thin. Where a night would need more
thin packs than the first number, the pages of the thinnest are stored once more, and only the second number is left."""
SKIP, COMPARE, STORE = 0, 1, 2

Progress = Callable[[str, int, int], None]
CheckRows = Callable[[FrozenPages, Night | None], None]
"""Checks the rows that are new since a night, all of them where there is None; raises BackupError."""


def back_up_night(path: Path, night_file: Path, at: datetime, check_rows: CheckRows, progress: Progress) -> Night:
    """Keep a night of the archive at ``path`` in the file ``night_file``, with its packs beside it, and verify it.

    Raises BackupError, OSError, sqlite3.Error; then there is no such night, and every older one is as it was.
    """
    folder = night_file.parent / PACKS
    folder.mkdir(parents=True, exist_ok=True)
    written, name = list[PackRecord](), token_hex(3)
    try:
        with freeze(path) as frozen, ThreadPoolExecutor(WORKERS) as workers:
            notes = list[str]()
            table = _find_base(night_file.parent, frozen, notes)
            base = table.night if table is not None else None
            plan, is_known = _plan(path, frozen, table, at, notes)
            check_rows(frozen, base if is_known else None)
            missed = list[int]()
            pages = _changed_pages(frozen, plan, table, missed, workers, progress)
            for number in range(MAX_PAGES):
                part = islice(pages, MAX_PAGES)
                head = next(part, None)
                if head is None:
                    break
                file = folder / f"{night_file.stem}-{name}-{number:03}.pack"
                written.append(PackRecord(file.name, 0, 0, ""))
                written[-1] = write_pack(file, frozen.page_bytes, chain([head], part), workers)
            if is_known and missed:
                notes.append(_describe_missed(len(missed)))
            night = _make_night(night_file, at, frozen, base, table, written, notes)
        for one in written:
            PackReader(folder, one).check()
        sync_to_disk(folder)
        write_night(night)
    except BaseException:
        for one in written:
            with suppress(OSError):
                (folder / one.name).unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()  # of a first night; any other folder has packs in it
        raise
    return night


def last_rows(frozen: FrozenPages) -> dict[str, int]:
    """The last row number of the tables that only grow."""
    query = "SELECT coalesce(max(rowid), 0) FROM "
    return {table: int(frozen.database.execute(query + table).fetchone()[0]) for table in ("page", "revision")}


def _find_base(folder: Path, frozen: FrozenPages, notes: list[str]) -> PageTable | None:
    """The newest night of this archive that can be built upon."""
    for night in list_nights(folder, frozen.reached.archive):
        if night.page_bytes == frozen.page_bytes:
            try:
                if has_its_packs(night):
                    return PageTable(night)
                notes.append(_("The backup {backup} lacks a pack: it cannot be restored.", backup=night.path))
            except BackupError as error:
                notes.append(str(error))
    return None


def _plan(
    path: Path, frozen: FrozenPages, table: PageTable | None, at: datetime, notes: list[str]
) -> tuple[bytearray, bool]:
    """What to do with each page (by its number less one), and whether it is known which ones changed."""
    plan = bytearray(frozen.count)
    if table is None:
        return bytearray([STORE]) * frozen.count, False
    base = table.night
    changed = None
    if base.position is not None and frozen.position is not None:
        changed = changed_since(path, base.position, frozen.position)
    if changed is None:
        notes.append(
            _(
                "It was not known which pages had changed since {backup}: the whole archive was read.",
                backup=base.path.name,
            )
        )
        plan = bytearray([COMPARE]) * frozen.count
    else:
        which = at.toordinal() % SHARE_DAYS
        for block in range(which, frozen.count // SHARE_BLOCK + 1, SHARE_DAYS):
            end = min((block + 1) * SHARE_BLOCK, frozen.count)
            plan[block * SHARE_BLOCK : end] = bytearray([COMPARE]) * (end - block * SHARE_BLOCK)
        for page in changed:
            if page <= frozen.count:
                plan[page - 1] = STORE
    if frozen.count > base.pages:
        plan[base.pages :] = bytearray([STORE]) * (frozen.count - base.pages)
    _store_damaged_packs_again(plan, table, at, notes)
    _store_thin_packs_again(plan, table)
    return plan, changed is not None


def _store_damaged_packs_again(plan: bytearray, table: PageTable, at: datetime, notes: list[str]) -> None:
    """Read a share of the packs; the pages of a damaged one are stored once more, and no later night needs it."""
    for number in range(at.toordinal() % SHARE_DAYS, len(table.readers), SHARE_DAYS):
        try:
            table.readers[number].check()
        except BackupError as error:
            notes.append(
                _("{damage} What it held is stored anew; older nights that need it are damaged.", damage=error)
            )
            _store_again(plan, table, number + 1)


def _store_again(plan: bytearray, table: PageTable, number: int) -> None:
    for run in table.readers[number - 1].runs:
        for page in range(run.start, min(run.stop, len(plan) + 1, table.night.pages + 1)):
            if table.owner[page - 1] == number:
                plan[page - 1] = STORE


def _store_thin_packs_again(plan: bytearray, table: PageTable) -> None:
    """Store the pages of the thinnest packs once more, where there are many of them: then nobody needs those packs."""
    if len(table.readers) <= MAX_THIN:
        return
    live = [0] * (len(table.readers) + 1)
    for owner, what in zip(table.owner, plan, strict=False):
        if what != STORE:
            live[owner] += 1
    thin = sorted(
        (count, number)
        for number, count in enumerate(live)
        if number and count > 0 and (count < THIN_PAGES or 2 * count < table.readers[number - 1].record.pages)
    )
    if len(thin) > MAX_THIN:
        for _count, number in thin[: len(thin) - LEFT_THIN]:
            _store_again(plan, table, number)


def _changed_pages(
    frozen: FrozenPages,
    plan: bytearray,
    table: PageTable | None,
    missed: list[int],
    workers: ThreadPoolExecutor,
    progress: Progress,
) -> Iterator[tuple[int, bytes]]:
    """The pages to be stored, in order; those found by comparing alone are also put into ``missed``."""
    for start in range(0, len(plan), READ_PAGES):
        part = plan[start : start + READ_PAGES]
        if start % (READ_PAGES * 64) == 0:
            progress(_("pages of the file"), start, len(plan))
        if not part.strip(b"\0"):
            continue
        numbers = [start + place + 1 for place, what in enumerate(part) if what != SKIP]
        pages = frozen.read(numbers)
        groups = [pages[place : place + HASH_PAGES] for place in range(0, len(pages), HASH_PAGES)]
        hashes = chain.from_iterable(workers.map(_hash_all, groups)) if COMPARE in part else repeat(b"")
        for page, data, found in zip(numbers, pages, hashes, strict=False):
            if plan[page - 1] == COMPARE:
                if found == _known_hash(table, page):
                    continue
                missed.append(page)
            yield page, data
    progress(_("pages of the file"), len(plan), len(plan))


def _hash_all(pages: list[bytes]) -> list[bytes]:
    return [hash_page(page) for page in pages]


def _known_hash(table: PageTable | None, page: int) -> bytes | None:
    try:
        return None if table is None else table.hash_of(page)
    except BackupError:
        return None  # it is stored once more


def _make_night(
    file: Path,
    at: datetime,
    frozen: FrozenPages,
    base: Night | None,
    table: PageTable | None,
    written: list[PackRecord],
    notes: list[str],
) -> Night:
    night = Night(
        file,
        frozen.reached,
        at,
        frozen.page_bytes,
        frozen.count,
        frozen.position,
        last_rows(frozen),
        (*(base.packs if base is not None else ()), *written),
        tuple(notes),
    )
    counts = PageTable(night, table.readers if table is not None else ()).count_pages()
    return replace(night, packs=tuple(one for one, count in zip(night.packs, counts, strict=True) if count))


def _describe_missed(count: int) -> str:
    return ngettext(
        "{count} page of the file had changed without a note of it (another program wrote, or the disk is failing): "
        "it was stored, and `news verify` looks at it all.",
        "{count} pages of the file had changed without a note of it (another program wrote, or the disk is failing): "
        "they were stored, and `news verify` looks at it all.",
        count,
    )
