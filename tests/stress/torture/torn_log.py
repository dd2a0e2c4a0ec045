"""The write-ahead log cut and garbled at every 512 bytes: what opens is a clean beginning, and the loss is seen."""

import json
import random
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from models.archive.manifest import read_manifest
from models.archive.write.archive import Archive
from models.maintenance.verify import verify
from models.records.verify_finding import VerifyFinding
from tests.stress.torture.night import Ack, child
from tests.stress.torture.tally import Tally
from tests.support.archive_factories import a_page, an_article

SECTOR = 512
State = tuple[tuple[int, float], ...]
STATE_EVERY = 10
"""Each look counts the articles; every so manieth one all rows, and their contents."""
WHOLE_EVERY = 400
"""Every so manieth look is a whole `news verify`."""


@contextmanager
def _log_kept() -> Iterator[None]:
    """Connections that never empty their log."""

    def keep(driver: sqlite3.Connection, _record: object) -> None:
        driver.execute("PRAGMA wal_autocheckpoint = 0").close()

    event.listen(Engine, "connect", keep)
    try:
        yield
    finally:
        event.remove(Engine, "connect", keep)


def torn(folder: Path, commits: int, chance: random.Random, *, every: int = 1, a_log: int = 25) -> Tally:
    """Write so many commits; then try every ``every``-th sector of their logs, cut there and garbled there.

    Each log holds ``a_log`` commits on top of all those before. (To open a log takes as long as it is; SQLite itself
    empties it after about fifty.) Two logs are tried at a time, each in a process of its own.
    """
    tally, starts = Tally(), list(range(0, commits, a_log))
    while starts:
        with ExitStack() as held:
            pair = [
                held.enter_context(child(_working(folder / str(start), start, a_log, chance.random(), every)))
                for start in (starts.pop(0) for _ in range(min(2, len(starts))))
            ]
            for one in pair:
                tally.add(_told(one.finish()))
        print("  … " + "\n".join(tally.lines()), file=sys.stderr, flush=True)
    return tally


def _working(folder: Path, start: int, count: int, seed: float, every: int) -> Callable[[Ack], None]:
    def work(ack: Ack) -> None:
        ack(json.dumps(vars(_torn(folder, start, count, random.Random(seed), every))))

    return work


def _told(said: set[str]) -> Tally:
    """What a process counted."""
    line = next((one for one in said if one.startswith("{")), "")
    assert line, said
    told = json.loads(line)
    return Tally(told["acknowledged"], Counter(told["bad"]), Counter(told["tried"]), told["words"])


def _torn(folder: Path, start: int, commits: int, chance: random.Random, every: int) -> Tally:
    tally = Tally()
    source = folder / "source"
    source.mkdir(parents=True)
    states: dict[int, State] = {}
    with _log_kept(), Archive.open(source / "archive.db") as archive:
        with archive.transaction() as writer:
            for article in map(an_article, range(start)):
                writer.store(article, a_page(article))
        with closing(sqlite3.connect(archive.path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        states[_commits(archive.path)] = _state(archive.path)
        for number in range(start, start + commits):
            article = an_article(number - (number % 4 == 3) * 3, section=f"사회 {number}")  # each fourth is a revision
            archive.store(article, a_page(article))
            tally.acknowledged += 1
            states[_commits(archive.path)] = _state(archive.path)
        last = max(states)
        for file in source.iterdir():  # as they lie on the disk at this moment: a copy of a crashed machine
            shutil.copy(file, folder / file.name)
    path = folder / "archive.db"
    kept = read_manifest(path)
    if kept is None or kept.mark is None or kept.mark.commits != last:
        tally.fault("unnoticed", "the manifest is behind the archive")
        return tally
    wal = path.with_name(path.name + "-wal")
    log = wal.read_bytes()
    tally.tried["commits in the log"] += commits
    places = range(0, len(log), SECTOR * every)
    with wal.open("r+b", buffering=0) as file:
        for place in places:
            sector = log[place : place + SECTOR]
            file.seek(place)
            file.write(chance.randbytes(len(sector)))
            _look(path, states, last, tally, f"log garbled at {place}")
            file.seek(place)
            file.write(sector)
            tally.tried["garbled logs"] += 1
        for place in reversed(places):
            file.truncate(place)
            _look(path, states, last, tally, f"log cut at {place}")
            tally.tried["cut logs"] += 1
    return tally


def _look(path: Path, states: dict[int, State], last: int, tally: Tally, when: str) -> None:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            commits = db.execute("SELECT commits FROM mark").fetchone()[0]
            looked_at = tally.tried.total()
            state = _state_of(db) if looked_at % STATE_EVERY == 0 or commits not in states else states[commits]
            count = db.execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.Error as error:
        tally.fault("lost", f"{when}: {error}")
        return
    if commits not in states:
        tally.fault("half-written", f"{when}: it stands at commit {commits}, which never was")
    elif states[commits] != state or states[commits][0] != (count, states[commits][0][1]):
        tally.fault("half-written", f"{when}: it does not hold what it held at commit {commits}")
    if tally.tried.total() % WHOLE_EVERY == 0:
        findings = _verified(path)
        if any(one.check != "manifest" for one in findings):
            tally.fault("half-written", f"{when}: {findings[0].sentence}")
        if (commits < last) != any(one.check == "manifest" for one in findings):
            tally.fault("unnoticed", f"{when}: {last - commits} commits are lost, verify says {findings}")
    kept = read_manifest(path)
    assert kept is not None
    assert kept.mark is not None
    if commits < last and kept.mark.commits <= commits:
        tally.fault("unnoticed", f"{when}: {last - commits} commits are lost")


def _verified(path: Path) -> list[VerifyFinding]:
    """What `news verify` says of a copy: closing the last connection empties the log into the file."""
    copy = path.parent / "copy" / path.name
    copy.parent.mkdir(exist_ok=True)
    for side in ("", "-wal", ".manifest"):
        shutil.copy(path.with_name(path.name + side), copy.with_name(copy.name + side))
    copy.with_name(copy.name + "-shm").unlink(missing_ok=True)
    return list(verify(copy))


def _commits(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT commits FROM mark").fetchone()[0])


def _state(path: Path) -> State:
    with closing(sqlite3.connect(path)) as db:
        return _state_of(db)


def _state_of(db: sqlite3.Connection) -> State:
    """How much there is of everything, and the sum of all seals: another content is another state."""
    parts = ("article", "revision", "page", "outlet")
    sums = [db.execute(f"SELECT count(*), total(seal) FROM {part}").fetchone() for part in parts]
    counts = [db.execute(f"SELECT count(*) FROM {part}").fetchone() for part in ("url", "place_in_day", "ft_body_data")]
    return (*sums, *((count, 0.0) for (count,) in counts))
