"""What the log of changed pages says is never less than what changed, whoever wrote; else it says nothing."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import combinations
from pathlib import Path

import pytest

from models.archive.changed_pages import LogPosition, changed_since, log_path, pack_numbers, unpack_runs
from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.maintenance.frozen_pages import freeze
from tests.support.archive_factories import a_page, an_article

Look = tuple[LogPosition | None, list[bytes]]


class Hands:
    """An archive, and everybody who may have their hands in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.ours: list[Archive] = []
        self.theirs: list[sqlite3.Connection] = []
        self.readers: list[sqlite3.Connection] = []

    def store(self) -> None:
        """One of ours stores an article."""
        self.number += 1
        if not self.ours:
            self.open_ours()
        self.ours[-1].store(an_article(self.number), a_page(an_article(self.number)))

    def change_much(self) -> None:
        """A commit that is larger than what SQLite moves into the file by itself."""
        if not self.ours:
            self.open_ours()
        with self.ours[0].transaction() as writer:
            for _ in range(12):
                self.number += 1
                writer.store(an_article(self.number), a_page(an_article(self.number), os.urandom(400_000)))

    def do_nothing(self) -> None:
        """A transaction that is taken back."""
        if self.ours:
            with suppress(ZeroDivisionError), self.ours[0].transaction() as writer:
                writer.store(an_article(9_999), a_page(an_article(9_999)))
                raise ZeroDivisionError

    def open_ours(self) -> None:
        self.ours.append(Archive.open(self.path))

    def close_ours(self) -> None:
        if self.ours:
            self.ours.pop(random.randrange(len(self.ours))).close()

    def open_reader(self) -> None:
        reader = open_connection(self.path)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM article").fetchone()
        self.readers.append(reader)

    def close_reader(self) -> None:
        if self.readers:
            self.readers.pop().close()

    def write_as_another(self) -> None:
        """Another program writes, and stays."""
        if not self.theirs:
            self.theirs.append(sqlite3.connect(self.path))
        self.number += 1
        self.theirs[0].execute("UPDATE article SET deck = ?", (f"{self.number} deck",))
        self.theirs[0].commit()

    def close_another(self) -> None:
        if self.theirs:
            self.theirs.pop().close()

    def empty_log_as_another(self) -> None:
        if self.theirs:
            self.theirs[0].execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def be_killed(self) -> None:
        """A process of ours stores an article and is killed."""
        self.number += 1
        if (pid := os.fork()) == 0:
            archive = Archive.open(self.path)
            archive.store(an_article(self.number), a_page(an_article(self.number)))
            os._exit(9)
        os.waitpid(pid, 0)

    def look(self) -> Look:
        with freeze(self.path) as frozen:
            return frozen.position, frozen.read(range(1, frozen.count + 1))

    def close(self) -> None:
        for one in (*self.ours, *self.theirs, *self.readers):
            one.close()


def differ(one: list[bytes], other: list[bytes]) -> set[int]:
    common = min(len(one), len(other))
    return {n + 1 for n in range(common) if one[n] != other[n]} | set(range(common + 1, len(other) + 1))


def hold(path: Path, looks: list[Look]) -> int:
    """Compare what the log says with what changed, for every two looks; how often it could say."""
    said = 0
    for (since, before), (until, after) in combinations(looks, 2):
        if since is None or until is None:
            continue
        changed = changed_since(path, since, until)
        if changed is not None:
            said += 1
            missing = differ(before, after) - changed
            assert not missing, f"from line {since.line} to {until.line}: {sorted(missing)[:9]}"
    return said


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        archive.store(an_article(0), a_page(an_article(0)))
    return Hands(path)


@pytest.mark.parametrize("seed", range(5))
def test_no_change_is_missed(hands: Hands, seed: int) -> None:
    chance = random.Random(seed)
    random.seed(seed)
    kinds: list[tuple[Callable[[], None], int]] = [
        (hands.store, 8), (hands.change_much, 2), (hands.do_nothing, 2), (hands.open_ours, 2), (hands.close_ours, 4),
        (hands.open_reader, 2), (hands.close_reader, 2), (hands.write_as_another, 1), (hands.close_another, 1),
        (hands.empty_log_as_another, 1),
    ]  # fmt: skip
    with closing(hands):
        looks = [hands.look()]
        for _ in range(25):
            work = chance.choices([one for one, _weight in kinds], [weight for _one, weight in kinds])[0]
            work()
            if chance.random() < 0.3:
                looks.append(hands.look())
        looks += [hands.look(), hands.look()]
    assert hold(hands.path, looks), "two looks with nothing between them are known at least"


def test_our_own_nights_are_known(hands: Hands) -> None:
    looks = [hands.look()]
    for _ in range(3):
        hands.store()
        hands.change_much()
        hands.open_reader()
        hands.close_ours()
        hands.close_reader()
        looks.append(hands.look())
    assert hold(hands.path, looks) == 6, "of four looks each pair is known"


def test_a_process_that_was_killed_is_caught_up_with(hands: Hands) -> None:
    looks = [hands.look()]
    hands.be_killed()
    hands.store()
    hands.close_ours()
    looks.append(hands.look())
    assert hold(hands.path, looks) == 1


@pytest.mark.parametrize("while_ours_is_open", [False, True])
def test_another_program_is_noticed_or_its_changes_are_known(hands: Hands, while_ours_is_open: bool) -> None:
    looks = [hands.look()]
    if while_ours_is_open:
        hands.store()
    hands.write_as_another()
    hands.close_another()
    hands.store()
    looks.append(hands.look())
    hands.close()
    assert hold(hands.path, looks) == while_ours_is_open, "in our own log its pages are read; alone it leaves a gap"


def test_a_log_that_is_damaged_or_gone_says_nothing(hands: Hands) -> None:
    first, _pages = hands.look()
    hands.store()
    hands.close()
    second, _pages = hands.look()
    assert first is not None
    assert second is not None
    assert changed_since(hands.path, first, second)
    log = log_path(hands.path)
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 1
    log.write_bytes(data)
    assert changed_since(hands.path, first, second) is None
    log.unlink()
    assert changed_since(hands.path, first, second) is None
    third, _pages = hands.look()
    assert third is not None
    assert changed_since(hands.path, first, third) is None


def test_numbers_are_packed_and_unpacked() -> None:
    for numbers in ([], [1], [1, 2, 3], [7, 9, 10, 500_000, 500_001, 17_000_000], list(range(40, 90_000))):
        assert [n for run in unpack_runs(pack_numbers(reversed(numbers))) for n in run] == numbers
