"""Clips in the archive: what is written is read again, every change is noted, and whatever is damaged is found."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, time, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from models.archive.connection import open_engine
from models.archive.row_checksums import checksum, checksum_rules
from models.archive.schema.upgrade import migrate
from models.archive.write.archive import Archive
from models.clips.change import Deed
from models.clips.clip import Attachment, Clip, ClipRule, HandEntry, ItemState, Medium
from models.clips.edit import correct_entry, reorder, set_state
from models.clips.stored_text import write_entry, write_rule
from models.maintenance.backup import back_up
from models.maintenance.restore import restore
from models.maintenance.verify import verify
from models.open import open_reader
from models.records.times import now
from tests.support.archive_factories import START, an_article, assert_sound, connect, query, store

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 3)
RULE = ClipRule(
    watches=("포항", "경주"),
    cutoff=time(9),
    cutoffs=(time(7, 30), time(17)),
    one_a_story=True,
    first=("sample",),
    without=("다른일보",),
)
ENTRY = HandEntry(
    outlet="견본일보",
    day=DAY,
    headline="들꽃길, 걸어 보니",
    page="3",
    columns="5단",
    reporters=("김견본", "이보기"),
    text="첫 줄이다.\n둘째 줄이다.",
    url="https://paper.example/3",
    tone="긍정",
    note="사진 크게 실림",
)
SCAN = Attachment(name="3면.png", media_type="image/png", data=bytes(range(256)) * 40)


def a_clip(archive: Archive, name: str = "조간") -> Clip:
    """A clip of two articles and one that was typed in, with a scan."""
    ids = [store(archive, an_article(n)).id for n in (1, 2)]
    with archive.transaction() as writer:
        clip = writer.clips.make(DAY, name, "‘포항’", RULE, "김주무관")
        assert clip is not None
        writer.clips.add_articles(clip.id, dict.fromkeys(ids, "포항"), "김주무관", Deed.PROPOSED)
        number = writer.clips.add_entry(clip.id, ENTRY, "이보기")
        item = next(one for one in writer.clips.items(clip.id) if one.id == number)
        writer.clips.attach(item, [SCAN], "이보기")
    return clip


def test_what_is_written_is_read_again(archive: Archive, path: Path) -> None:
    clip = a_clip(archive)
    with closing(open_reader(path)) as db:
        assert db.clips.all() == [clip]
        assert db.clips.all(DAY, DAY) == [clip]
        assert db.clips.all(DAY + timedelta(days=1)) == db.clips.all(None, DAY - timedelta(days=1)) == []
        kept = db.clips.get(clip.id)
        assert kept is not None
        assert (kept.day, kept.name, kept.subject, kept.rule, kept.made_by) == (DAY, "조간", "‘포항’", RULE, "김주무관")
        assert db.clips.get(99) is None
        first, second, third = db.clips.items(clip.id)
        assert [one.watch for one in (first, second, third)] == ["포항", "포항", ""]
        assert [one.who for one in (first, second, third)] == ["", "", "이보기"]
        assert (third.entry, third.article_id, first.entry) == (ENTRY, None, None)
        assert db.clips.attachments([first.id, third.id]) == {third.id: (SCAN,)}
        assert db.clips.counts([clip.id, 99]) == {clip.id: 3, 99: 0}
        assert db.clips.holding([int(str(first.article_id)), 5]) == {first.article_id: (clip.id,)}
        told = [(one.deed, one.item_id, one.who) for one in db.clips.changes(clip.id)]
        assert told == [
            (Deed.MADE, None, "김주무관"),
            (Deed.PROPOSED, first.id, "김주무관"),
            (Deed.PROPOSED, second.id, "김주무관"),
            (Deed.ADDED, third.id, "이보기"),
            (Deed.ATTACHED, third.id, "이보기"),
        ]
        assert db.clips.last_change(clip.id) == db.clips.changes(clip.id)[-1].id
        assert db.clips.changes(clip.id, db.clips.last_change(clip.id)) == ()
    assert list(verify(path)) == []


def test_every_change_says_who_and_when(archive: Archive, path: Path) -> None:
    clip = a_clip(archive)
    at = now()
    with archive.transaction() as writer:
        clips = writer.clips
        items = clips.items(clip.id)
        before = clips.last_change(clip.id)
        clips.apply(clip.id, set_state(items, {items[0].id}, ItemState.DROPPED, "박과장", at), "박과장")
        items = clips.items(clip.id)
        order = [items[2].id, items[0].id, items[1].id]
        clips.apply(clip.id, reorder(items, order, {items[2].id}, "최팀장", at), "최팀장")
        items = clips.items(clip.id)
        assert [one.id for one in items] == order
        clips.apply(clip.id, correct_entry(items[0], lambda old: replace(old, page="5"), "최팀장", at), "최팀장")
        later = clips.set_rule(clip, "‘포항시’", ClipRule(), "최팀장")
        assert (later.subject, later.rule) == ("‘포항시’", ClipRule())
        assert clips.finish(later, "박과장", is_done=True).done_by == "박과장"
        assert clips.finish(clips.finish(later, "박과장", is_done=True), "박과장", is_done=False).done_at is None
        changes = [(one.deed, one.who, one.before, one.after) for one in clips.changes(clip.id, before)]
    assert changes[:3] == [
        (Deed.DROPPED, "박과장", "", ""),
        (Deed.MOVED, "최팀장", "2", "1"),
        (Deed.CORRECTED, "최팀장", "3", "5"),
    ]
    assert [one[0] for one in changes[3:]][:2] == [Deed.RULE, Deed.FINISHED]
    with closing(open_reader(path)) as db:
        moved = db.clips.items(clip.id)[0]
    assert (moved.is_placed, moved.who, moved.entry and moved.entry.page) == (True, "최팀장", "5")
    assert list(verify(path)) == []


def test_a_day_has_one_clip_of_a_name(archive: Archive) -> None:
    a_clip(archive)
    with archive.transaction() as writer:
        assert writer.clips.make(DAY, "조간", "", ClipRule(), "") is None
        assert writer.clips.make(DAY, "석간", "", ClipRule(), "") is not None
        assert writer.clips.make(DAY + timedelta(days=1), "조간", "", ClipRule(), "") is not None


def test_an_article_that_moves_to_another_day_stays_in_its_clip(archive: Archive, path: Path) -> None:
    clip = a_clip(archive)
    moved = store(archive, an_article(1, published_at=START + timedelta(days=2)))
    with closing(open_reader(path)) as db:
        assert db.clips.items(clip.id)[0].article_id == moved.id
    assert list(verify(path)) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE clip SET subject = 'x'", "clip"),
        ("UPDATE clip_item SET state = 'dropped' WHERE id = 1", "clip_item"),
        ("UPDATE clip_item SET entry = replace(entry, '들꽃길', '돌담길') WHERE entry <> ''", "clip_item"),
        ("UPDATE clip_change SET who = '남'", "clip_change"),
        ("UPDATE clip_attachment SET name = 'b.png'", "clip_attachment"),
        ("UPDATE clip_attachment SET data = zeroblob(length(data))", "3면.png"),
        ("DELETE FROM clip_change WHERE item_id = 2", "item 2"),
    ],
)
def test_what_is_damaged_is_found(archive: Archive, path: Path, damage: str, told: str) -> None:
    a_clip(archive)
    with closing(connect(path)) as db:
        db.execute(damage)
    assert told in " ".join(one.sentence for one in verify(path))


def test_a_backup_has_the_clips_and_gives_them_back(archive: Archive, path: Path, tmp_path: Path) -> None:
    clip = a_clip(archive)
    made, _removed = back_up(path, tmp_path / "backups")
    with archive.transaction() as writer:
        items = writer.clips.items(clip.id)
        writer.clips.apply(clip.id, set_state(items, {items[2].id}, ItemState.DROPPED, "", now()), "")
    archive.close()
    restore(made.path, path)
    with closing(open_reader(path)) as db:
        items = db.clips.items(clip.id)
        assert [one.state for one in items] == [ItemState.IN] * 3
        assert db.clips.attachments([items[2].id])[items[2].id] == (SCAN,)
    assert list(verify(path)) == []


def test_an_archive_of_before_gets_the_tables_and_keeps_its_checksums(tmp_path: Path) -> None:
    """What was damaged before the upgrade is still found after it."""
    path = tmp_path / "old.db"
    with closing(open_engine(path).connect()) as connection, connection.begin():
        migrate(connection, version=9)
        connection.exec_driver_sql("UPDATE mark SET sealed_by = '369f1a1a12495f9b'")
        connection.exec_driver_sql(
            "INSERT INTO outlet(id, n, title, region, family, export, kind, seal) "
            "VALUES ('sample', 1, '견본일보', '', '', 'link', '', 12345)"
        )
    with Archive.open(path) as archive:
        clip = a_clip(archive)
    assert query(path, "SELECT sealed_by FROM mark") == [(checksum_rules(),)]
    assert "sample" in " ".join(one.sentence for one in verify(path))
    with closing(open_reader(path)) as db:
        assert len(db.clips.items(clip.id)) == 3


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from models.archive.write.archive import Archive
from models.clips.clip import Attachment, HandEntry, ItemState
from models.clips.edit import reorder, set_state
from models.records.times import now
left = int(sys.argv[2])
with Archive.open(Path(sys.argv[1])) as archive:
    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), 9)
    with archive.transaction() as writer:
        clips = writer.clips
        items = clips.items(1)
        clips.apply(1, set_state(items, {items[0].id}, ItemState.DROPPED, "", now()), "")
        items = clips.items(1)
        clips.apply(1, reorder(items, [one.id for one in reversed(items)], {items[0].id}, "", now()), "")
        number = clips.add_entry(1, HandEntry(outlet="a", day=date(2026, 11, 3), headline="b"), "")
        item = next(one for one in clips.items(1) if one.id == number)
        clips.attach(item, [Attachment(name="a.png", media_type="image/png", data=b"0" * 100_000)], "")
    left = -1  # what the archive notes when it is closed is no part of the edit
"""


def _rows(path: Path) -> list[list[tuple[object, ...]]]:
    tables = ("clip", "clip_item", "clip_attachment", "clip_change")
    return [query(path, f"SELECT * FROM {table}") for table in tables]


def test_an_edit_that_is_killed_changes_nothing(archive: Archive, path: Path) -> None:
    a_clip(archive)
    archive.close()
    before, killed = _rows(path), 0
    for number in range(1, 100):
        ran = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(number * 3)],
            cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if ran.returncode == 0:
            break
        assert ran.returncode == -9, ran.stderr
        assert _rows(path) == before
        killed += 1
    assert killed >= 5
    assert _rows(path) != before
    assert list(verify(path)) == []


def test_the_database_refuses_what_can_be_no_item(archive: Archive, path: Path) -> None:
    clip = a_clip(archive)
    with closing(connect(path)) as db:
        for values in ("NULL, '', 'in'", "NULL, '{}', 'maybe'", "1, '{}', 'in'"):
            article, entry, state = values.split(", ")
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(
                    "INSERT INTO clip_item (clip_id, article_id, entry, state, place, is_placed, watch, who, at, seal) "
                    f"VALUES ({clip.id}, {article}, {entry}, {state}, 1, 0, '', '', '', 0)"
                )


def test_an_entry_of_the_web_is_kept_as_such(archive: Archive, path: Path) -> None:
    clip = a_clip(archive)
    entry = replace(ENTRY, medium=Medium.ONLINE, page="", columns="", reporters=())
    with archive.transaction() as writer:
        writer.clips.add_entry(clip.id, entry, "")
    with closing(open_reader(path)) as db:
        assert db.clips.items(clip.id)[-1].entry == entry


def test_clips_that_the_release_before_removed_are_removed_still(tmp_path: Path) -> None:
    """Their names were stored with a mark; a row that was damaged then is found after the upgrade too."""
    path = tmp_path / "old.db"
    columns = "id, day, name, subject, rule, made_at, made_by, done_at, done_by, arrival, seal"
    rule, at = write_rule(ClipRule(watches=("견본",))), "2026-11-03T07:00:00+09:00"
    entry = write_entry(ENTRY)
    with closing(open_engine(path).connect()) as connection, connection.begin():
        migrate(connection, version=13)
        run = connection.exec_driver_sql
        run("UPDATE mark SET sealed_by = '592038f4c47420b6'")
        for number, name in enumerate(("-1 조간 특집", "조간 특집", "-3 저녁", "-4 표시"), 1):
            clip = (number, "2026-11-03", name, "‘견본’", rule, at, "김주무관", None, "", 0)
            damage = int(number == 3)
            run(f"INSERT INTO clip({columns}) VALUES ({', '.join('?' * 11)})", (*clip, checksum(clip) + damage))
            seal = checksum((number, number, entry, 1.0, "in", 0, "", "", at))
            item = (number, number, entry, at, seal)
            run("INSERT INTO clip_item VALUES (?, ?, NULL, ?, 1, 'in', 0, '', '', ?, ?)", item)
        for number, (deed, who) in enumerate((("removed", "박과장"), ("returned", "박과장"), ("removed", "이팀장")), 1):
            change = (number, 1, None, at, who, deed, "", "조간 특집")
            run(f"INSERT INTO clip_change VALUES ({', '.join('?' * 9)})", (*change, checksum(change)))
        for number in (1, 2):
            scan = (number, 2, f"{number}면.png", "image/png", sha256(b"png").hexdigest(), 3)
            run(
                f"INSERT INTO clip_attachment VALUES ({', '.join('?' * 8)})",
                (*scan, b"png", checksum(scan) + number - 1),
            )
    Archive.open(path).close()
    with open_reader(path) as db:
        assert [one.name for one in db.clips.attachments([2])[2]] == ["1면.png", "2면.png"]
        assert [(one.id, one.name) for one in db.clips.all()] == [(2, "조간 특집")]
        gone = [(one.id, one.name, one.removed_by, one.is_removed) for one in db.clips.all(removed=True)]
        assert gone == [(1, "조간 특집", "이팀장", True), (3, "저녁", "", True), (4, "표시", "", True)]
        assert [len(db.clips.items(number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert_sound(path)
    damaged = [one.sentence for one in verify(path) if one.check == "rows"]
    assert damaged == [f"Row {row} is no longer what was stored." for row in ("3 of clip", "2 of clip_attachment")]
