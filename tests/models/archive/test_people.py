"""People, sessions, what each has seen, and the audit: written and read again; damage is found; backups keep them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.archive.connection import open_engine
from models.archive.row_checksums import checksum_rules
from models.archive.schema.upgrade import migrate
from models.archive.write.archive import Archive
from models.maintenance.backup import back_up
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.open import open_reader
from models.people.audit import AuditDeed, AuditEntry
from models.people.role import Role
from models.people.session import Session
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.times import KST
from tests.support.archive_factories import an_article, connect, query, store

AT = datetime(2026, 11, 3, 9, 0, tzinfo=KST)
SESSION = Session(key="ab" * 32, person="kim", begun_at=AT, seen_at=AT, agent="Firefox")


def add_people(archive: Archive) -> None:
    with archive.transaction() as writer:
        assert writer.people.add("kim", "김주무관", Role.MARK, "hash-1")
        assert writer.people.add("admin", "관리자", Role.ADMIN, "")
        assert not writer.people.add("kim", "다른 사람", Role.READ, "hash-2")


def test_people_are_kept_changed_and_never_deleted(archive: Archive, path: Path) -> None:
    add_people(archive)
    with closing(open_reader(path)) as db:
        first, second = db.people.all()
        assert (first.name, first.role) == ("admin", Role.ADMIN)
        assert (second.name, second.shown, second.role, second.ended_at) == ("kim", "김주무관", Role.MARK, None)
        assert db.people.get("kim") == second
        assert db.people.get("nobody") is None
        assert [db.people.password_hash(name) for name in ("kim", "admin", "nobody")] == ["hash-1", "", None]
    with archive.transaction() as writer:
        writer.people.set_shown("kim", "김팀장")
        writer.people.set_role("kim", Role.READ)
        writer.people.set_password("kim", "hash-3")
        writer.people.end("kim", is_ended=True)
    with closing(open_reader(path)) as db:
        kim = db.people.get("kim")
        assert kim is not None
        assert (kim.shown, kim.role, kim.made_at) == ("김팀장", Role.READ, second.made_at)
        assert kim.ended_at is not None
        assert db.people.password_hash("kim") == "hash-3"
    with archive.transaction() as writer:
        writer.people.end("kim", is_ended=True)
        assert writer.people.get("kim") == kim
        writer.people.end("kim", is_ended=False)
        back = writer.people.get("kim")
        assert back is not None
        assert back.ended_at is None
    assert list(verify(path)) == []


def test_a_session_is_begun_seen_and_ended(archive: Archive, path: Path) -> None:
    add_people(archive)
    other = replace(SESSION, key="cd" * 32, begun_at=AT + timedelta(hours=1))
    with archive.transaction() as writer:
        writer.sessions.begin(SESSION)
        writer.sessions.begin(other)
        writer.sessions.mark_seen(SESSION.key, AT + timedelta(minutes=11))
        writer.sessions.mark_seen(SESSION.key, AT + timedelta(minutes=2))
    with closing(open_reader(path)) as db:
        assert db.sessions.get(SESSION.key) == replace(SESSION, seen_at=AT + timedelta(minutes=11))
        assert [one.key for one in db.sessions.all()] == [other.key, SESSION.key]
        assert db.sessions.get("ef" * 32) is None
    with archive.transaction() as writer:
        writer.sessions.end_old(AT - timedelta(hours=1), AT + timedelta(minutes=5))
    with closing(open_reader(path)) as db:
        assert [one.key for one in db.sessions.all()] == [SESSION.key]
    with archive.transaction() as writer:
        writer.sessions.begin(other)
        writer.sessions.end(SESSION.key)
        writer.sessions.end_all("admin")
    with closing(open_reader(path)) as db:
        assert [one.key for one in db.sessions.all()] == [other.key]
    with archive.transaction() as writer:
        writer.sessions.end_all("kim")
    assert query(path, "SELECT count(*) FROM session") == [(0,)]


def test_what_is_unseen_is_each_persons_own(archive: Archive, path: Path) -> None:
    add_people(archive)
    assert archive.add_watch("들꽃길", parse("들꽃길"), Filters())
    for n in range(1, 4):
        store(archive, an_article(n))
    with closing(open_reader(path)) as db:
        (watch,) = db.watches.all()
        assert db.watches.count_unseen("kim") == db.watches.count_unseen("admin") == {watch.id: 3}
        assert db.watches.seen("kim") == {watch.id: 0}
        numbers = sorted(hit.n for hit in db.watches.hits(watch, behind=0))
    with archive.transaction() as writer:
        writer.mark_watch_seen("kim", watch.id, numbers[1])
        writer.mark_watch_seen("kim", watch.id, numbers[0])
        writer.mark_watch_seen("kim", 99, 5)
    with closing(open_reader(path)) as db:
        assert db.watches.seen("kim") == {watch.id: numbers[1]}
        assert db.watches.count_unseen("kim") == {watch.id: 1}
        assert db.watches.count_unseen("admin") == {watch.id: 3}
    archive.mark_watches_shown({watch.id: numbers[2]})
    with closing(open_reader(path)) as db:
        assert db.watches.count_unseen("kim") == {watch.id: 1}
        assert db.watches.count_unseen("admin") == {watch.id: 0}
    archive.remove_watch("들꽃길")
    assert query(path, "SELECT count(*) FROM watch_seen") == [(0,)]


def test_the_audit_is_read_the_newest_first(archive: Archive, path: Path) -> None:
    deeds = [AuditDeed.ENTERED, AuditDeed.REFUSED, AuditDeed.MARKED]
    entries = [
        AuditEntry(at=AT + timedelta(minutes=n), who=("kim", "lee", "kim")[n], deed=deed, about=f"{n}", address="::1")
        for n, deed in enumerate(deeds)
    ]
    with archive.transaction() as writer:
        for entry in entries:
            writer.add_audit(entry)
    with closing(open_reader(path)) as db:
        assert db.audit.newest(10) == [replace(entries[n], id=n + 1) for n in (2, 1, 0)]
        assert [one.id for one in db.audit.newest(1)] == [3]
        assert [one.id for one in db.audit.newest(10, before=3)] == [2, 1]
        assert [one.id for one in db.audit.newest(10, who="kim")] == [3, 1]
    assert list(verify(path)) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE person SET role = 'admin' WHERE name = 'kim'", "person"),
        ("UPDATE person SET password_hash = 'other' WHERE name = 'kim'", "person"),
        ("UPDATE audit SET who = 'lee'", "audit"),
    ],
)
def test_what_is_damaged_is_found(archive: Archive, path: Path, damage: str, told: str) -> None:
    add_people(archive)
    with archive.transaction() as writer:
        writer.add_audit(AuditEntry(at=AT, who="kim", deed=AuditDeed.ENTERED))
    with closing(connect(path)) as db:
        db.execute(damage)
    assert told in " ".join(one.sentence for one in verify(path))


def test_a_backup_has_the_people_and_gives_them_back(archive: Archive, path: Path, tmp_path: Path) -> None:
    add_people(archive)
    with archive.transaction() as writer:
        writer.add_audit(AuditEntry(at=AT, who="kim", deed=AuditDeed.ENTERED))
    made, _removed = back_up(path, tmp_path / "backups")
    with archive.transaction() as writer:
        writer.people.set_role("kim", Role.ADMIN)
    archive.close()
    restore(made.path, path)
    with closing(open_reader(path)) as db:
        assert [one.role for one in db.people.all()] == [Role.ADMIN, Role.MARK]
        assert [one.who for one in db.audit.newest(5)] == ["kim"]
    assert list(verify(path)) == []


def test_an_archive_of_before_gets_the_tables_and_keeps_its_checksums(tmp_path: Path) -> None:
    """What was damaged before the upgrade is still found after it."""
    path = tmp_path / "old.db"
    with closing(open_engine(path).connect()) as connection, connection.begin():
        migrate(connection, version=12)
        connection.exec_driver_sql("UPDATE mark SET sealed_by = '5b42ff8820290724'")
        connection.exec_driver_sql(
            "INSERT INTO outlet(id, n, title, region, family, export, kind, seal) "
            "VALUES ('sample', 1, '견본일보', '', '', 'link', '', 12345)"
        )
    with Archive.open(path) as archive:
        add_people(archive)
    assert query(path, "SELECT sealed_by FROM mark") == [(checksum_rules(),)]
    assert "sample" in " ".join(one.sentence for one in verify(path))


def test_the_database_refuses_another_role_and_a_session_of_nobody(archive: Archive, path: Path) -> None:
    add_people(archive)
    with closing(connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE person SET role = 'owner'")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("INSERT INTO session VALUES ('k', 'nobody', '', '', '')")


def test_what_is_seen_already_is_not_counted_again(archive: Archive, path: Path) -> None:
    """The time is that of what is new, however much a saved search has found over the years."""
    from models.archive.read import watches

    seen: list[str] = []
    with closing(connect(path)) as db:
        db.set_trace_callback(seen.append)
        watches.count_unseen(db, "kim")
        db.set_trace_callback(None)
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {seen[-1]}")]
    assert any("ix_watch_hit_watch_id (watch_id=? AND rowid>?)" in line for line in plan), plan
