"""Stories in a real archive: kept up to date, whatever happens to articles, and whenever the update is killed."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.archive.read import stories
from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.maintenance.verify_counts import check_counts
from pipelines.stories.clusters import group_pairs
from pipelines.stories.update import update
from tests.support.made_news.archive import a_page, an_article, store
from tests.support.made_news.draw import make
from tests.support.made_news.kinds import Made
from tests.support.run_news import news

ROOT = Path(__file__).parents[3]
TABLES = ("story_print", "story_pair", "story_member", "story_todo")


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return make(5, days=12, releases=2, background=5, outlets=30).articles


@pytest.fixture(scope="module")
def whole(made: list[Made], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "archive.db"
    store(path, [an_article(one) for one in made])
    with Archive.open(path) as archive:
        update(archive)
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    target = tmp_path / "archive.db"
    with closing(sqlite3.connect(whole)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    manifest = whole.with_name(whole.name + ".manifest")
    target.with_name(manifest.name).write_bytes(manifest.read_bytes())
    return target


@contextmanager
def reader(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_connection(path)) as db:
        yield db


def renew(path: Path) -> None:
    with Archive.open(path) as archive:
        update(archive)


def groups(path: Path) -> set[frozenset[str]]:
    """The stories as sets of addresses, whatever their ids."""
    with reader(path) as db:
        urls = dict(db.execute("SELECT id, url FROM article"))
        found: dict[int, set[str]] = {}
        for article, story in db.execute("SELECT article_id, story_id FROM story_member"):
            found.setdefault(story, set()).add(urls[article])
        kept = dict(db.execute("SELECT id, articles FROM story WHERE articles > 0"))
        assert list(check_counts(db)) == []
    assert {story: len(urls) for story, urls in found.items()} == kept
    return {frozenset(urls) for urls in found.values()}


def rows(path: Path) -> dict[str, list[Any]]:
    with reader(path) as db:
        return {
            table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            if table != "story_todo"
            else db.execute("SELECT * FROM story_todo").fetchall()
            for table in TABLES
        }


def test_stories_are_what_came_from_one_release(whole: Path, made: list[Made]) -> None:
    origin = {an_article(one).url: one.origin for one in made}
    found = groups(whole)
    assert len(found) > 8
    for group in found:
        assert len({origin[url] for url in group} - {None}) <= 1
    with reader(whole) as db:
        assert stories.count_waiting(db) == 0
        story = next(stories.find_stories(db, limit=1))
        members = stories.find_members(db, story.id)
        assert len(members) == story.articles
        assert members[0].article_id == story.first_article_id
        assert members[0].minutes_after == 0
        assert all(one.minutes_after is not None and one.minutes_after >= 0 for one in members)
        ids = [one.article_id for one in members]
        assert stories.count_stories(db, ids) == stories.Counted(len(ids), 1)
        assert str(stories.count_stories(db, ids)) == f"기사 {len(ids)}건(중복 제외 1건)"
        assert set(stories.read_members_of(db, ids)) == set(ids)
        assert stories.find_near(db, ids[0])[0].verdict == "same_text"


def test_an_update_with_nothing_new_changes_nothing(path: Path) -> None:
    before = rows(path)
    renew(path)
    assert rows(path) == before


def test_night_by_night_gives_what_one_build_gives(made: list[Made], whole: Path, tmp_path: Path) -> None:
    """In any order of arrival; what is known of stock phrases is the same, for it is built once at the end."""
    path = tmp_path / "nightly.db"
    articles = [an_article(one) for one in made]
    random.Random(4).shuffle(articles)
    for start in range(0, len(articles), 70):
        store(path, articles[start : start + 70])
        renew(path)
    with Archive.open(path) as archive, archive.transaction() as writer:
        archive_store = writer.database
        archive_store.driver_run("DELETE FROM story_stock")
        archive_store.driver_run("INSERT OR IGNORE INTO story_todo SELECT id FROM article")
    renew(path)
    assert groups(path) == groups(whole)


def test_an_edited_article_leaves_its_story_and_comes_back(path: Path, made: list[Made]) -> None:
    before = groups(path)
    with reader(path) as db:
        story = next(one for one in stories.find_stories(db, limit=50) if one.articles >= 3)
        number = stories.find_members(db, story.id)[-1].article_id
        url = db.execute("SELECT url FROM article WHERE id = ?", (number,)).fetchone()[0]
    article = next(a for one in made if (a := an_article(one)).url == url)
    edited = replace(article, body="완전히 다른 글로 바뀌었다. 들꽃길 이야기는 어디에도 없다.")
    with Archive.open(path) as archive:
        archive.store(edited, a_page(edited))
    renew(path)
    with reader(path) as db:
        assert stories.find_story_of(db, number) is None
        assert stories.find_near(db, number) == ()
        left = stories.get_story(db, story.id)
        assert left is not None
        assert left.articles == story.articles - 1
    with Archive.open(path) as archive:
        archive.store(article, a_page(article))
    renew(path)
    assert groups(path) == before
    with reader(path) as db:
        again = stories.find_story_of(db, number)
        assert again is not None
        assert again.id == story.id


def test_a_removed_and_a_renumbered_article_are_handled(path: Path) -> None:
    with reader(path) as db:
        one, two = [s for s in stories.find_stories(db, limit=50) if s.articles >= 3][:2]
        removed, moved = stories.find_members(db, one.id)[0].article_id, stories.find_members(db, two.id)[0].article_id
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM article WHERE id = ?", (removed,))
        db.execute("UPDATE article SET id = id + 5000 WHERE id = ?", (moved,))
        db.commit()
    renew(path)
    with reader(path) as db:
        after = stories.get_story(db, one.id)
        assert after is not None
        assert after.articles == one.articles - 1
        assert after.first_article_id != removed
        found = stories.find_story_of(db, moved + 5000)
        assert found is not None
        assert found.id == two.id
        for table in ("story_print", "story_member"):
            assert db.execute(
                f"SELECT count(*) FROM {table} WHERE article_id IN (?, ?)", (removed, moved)
            ).fetchone() == (0,)


KILLED = """
import os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from models.archive.write.archive import Archive
from pipelines.stories.clusters import group_pairs
from pipelines.stories.update import update
left = int(sys.argv[2])
@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
with Archive.open(sys.argv[1]) as archive:
    update(archive)
"""


@pytest.mark.parametrize("statement", [45, 333])
def test_an_update_killed_anywhere_goes_on_where_it_stood(
    whole: Path, made: list[Made], tmp_path: Path, statement: int
) -> None:
    path = tmp_path / "killed.db"
    store(path, [an_article(one) for one in made])
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(statement)],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -9
    renew(path)
    assert groups(path) == groups(whole)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_day_without_a_time_is_not_sure_to_be_later(tmp_path: Path, made: list[Made]) -> None:
    path = tmp_path / "archive.db"
    body = max(made, key=lambda one: len(one.body)).body
    one, two = (an_article(replace(made[0], n=n, outlet=n, body=body)) for n in (1, 2))
    at = one.published_at
    assert at is not None
    midnight = at.replace(hour=0, minute=0)
    day_only = replace(two, published_at=midnight, published_raw=f"{at:%Y-%m-%d}", fetched_at=at + timedelta(hours=3))
    store(path, [one, day_only])
    renew(path)
    with reader(path) as db:
        (story,) = stories.find_stories(db)
        assert not story.first_sure
        assert stories.find_members(db, story.id)[1].minutes_after is None


def test_stories_are_listed_by_time_also_within_a_day(made: list[Made], tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    store(path, [an_article(one) for one in reversed(made)])
    renew(path)
    with reader(path) as db:
        found = list(stories.find_stories(db, limit=1000))
        times = [one.first_at for one in found if one.first_at]
        assert len(times) == len(found) > len({at.date() for at in times}), "several on a day"
        assert times == sorted(times, reverse=True)
        assert [one.id for one in stories.find_stories(db, limit=3)] == [one.id for one in found[:3]]


def test_the_verbs_show_stories(path: Path, whole: Path) -> None:
    ran = news("stories", "update", "--archive", whole, cwd=path.parent)
    assert ran.code == 0
    listed = news("stories", "list", "-n", 3, cwd=path.parent)
    assert (listed.code, len(listed.out.splitlines())) == (0, 3), listed.err
    number = listed.out.split()[0]
    shown = news("stories", "show", number, cwd=path.parent)
    assert shown.out.startswith(f"Story {number}  ")
    assert "first" in shown.out
    shown_as_json = json.loads(news("stories", "show", number, "--json", cwd=path.parent).out)
    assert {"id", "members", "near"} <= shown_as_json.keys()
    lost = news("stories", "show", 10**9, cwd=path.parent)
    assert lost.code == 1
    assert "There is no story" in lost.err


def test_near_misses_are_shown(path: Path, whole: Path) -> None:
    with reader(path) as db:
        found = list(stories.find_near_misses(db, limit=10_000))
        inside = dict(db.execute("SELECT article_id, story_id FROM story_member").fetchall())
        apart = {
            tuple(sorted(pair))
            for pair in db.execute("SELECT a_id, b_id FROM story_pair").fetchall()
            if inside.get(pair[0], pair) != inside.get(pair[1])
        }
    assert {tuple(sorted((later, miss.article_id))) for later, miss in found} == apart
    assert [later for later, _ in found] == sorted((later for later, _ in found), reverse=True)
    lines = news("stories", "near", "-n", 2, cwd=path.parent)
    assert lines.code == 0
    assert len(lines.out.splitlines()) == 6
    first = json.loads(news("stories", "near", "-n", 1, "--json", cwd=path.parent).out)
    assert first["verdict"] in {"updated_numbers", "same_quote", "weak"}
    alone = next(number for pair in found for number in (pair[0], pair[1].article_id) if number not in inside)
    shown = news("stories", "show", alone, cwd=path.parent)
    assert shown.code == 0
    assert shown.out.startswith(f"Article {alone}: no story")
    assert "Near misses" in shown.out


def test_an_article_whose_partner_is_in_another_story_keeps_its_own(
    made: list[Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is held against all others of its story where none of its pairs is left in it."""
    moved: list[int] = []

    def parted(edges: Any, spans: Any) -> list[list[int]]:
        first, *others = group_pairs(edges, spans)
        if not others or moved:
            return [first, *others]
        moved.append(others[-1][0])
        return [[*first, moved[0]], *others[:-1]]

    path = tmp_path / "archive.db"
    store(path, [an_article(one) for one in made])
    monkeypatch.setattr("pipelines.stories.update.group_pairs", parted)
    renew(path)
    with reader(path) as db:
        (number,) = moved
        columns = "story_id, nearest_id, of_nearest"
        story, nearest, share = db.execute(f"SELECT {columns} FROM story_member WHERE article_id = ?", moved).fetchone()
        others = {row[0] for row in db.execute("SELECT article_id FROM story_member WHERE story_id = ?", (story,))}
    assert nearest in others - {number}
    assert 0 <= share <= 1
