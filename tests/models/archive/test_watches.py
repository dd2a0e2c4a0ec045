"""Saved searches: each article is told once, whatever way it came, and what was there before is not news."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.read.open import open_connection
from models.archive.read.watches import read_hits, read_watches
from models.archive.write.archive import Archive, ArchiveTransaction
from models.query.filters import Filters
from models.query.synonyms import add_synonyms
from models.query.syntax import parse
from models.query.tree import Query, as_json, from_json, loosen_query
from models.records.article import Article
from models.records.times import now
from tests.support.archive_factories import START, a_page, an_article


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db") as archive:
        yield archive


def store(archive: Archive, article: Article) -> int:
    return archive.store(article, a_page(article, b"<html></html>")).id


def found(archive: Archive, name: str = "쉼터") -> list[str]:
    """The headlines that are new for a watch."""
    with closing(open_connection(archive.path)) as db:
        watch = next(one for one in read_watches(db) if one.name == name)
        return [hit.article.headline for hit in read_hits(db, watch)]


def test_what_comes_is_told_and_what_was_there_is_not(archive: Archive) -> None:
    store(archive, an_article(1, headline="이미 있던 쉼터"))
    assert archive.add_watch("쉼터", parse("쉼터 -없는말"), Filters())
    assert not archive.add_watch("쉼터", parse("다른"), Filters()), "the name is taken"
    assert found(archive) == []
    store(archive, an_article(2, headline="새 쉼터", published_at=START + timedelta(days=1)))
    store(archive, an_article(3, headline="다른 글", deck="", body="다른 본문"))
    assert found(archive) == ["새 쉼터"]
    store(archive, an_article(1, headline="이미 있던 쉼터, 고침"))
    store(archive, an_article(2, headline="새 쉼터, 고침", published_at=START + timedelta(days=1)))
    assert found(archive) == ["새 쉼터, 고침"], "an article is told once, as it is now"
    store(archive, an_article(3, headline="다른 글에 쉼터가 생겼다", deck="", body="다른 본문"))
    assert set(found(archive)) == {"새 쉼터, 고침", "다른 글에 쉼터가 생겼다"}


def test_an_article_that_moves_to_another_day_is_kept_and_not_told_again(archive: Archive) -> None:
    archive.add_watch("쉼터", parse("쉼터"), Filters())
    first = store(archive, an_article(1))
    moved = store(archive, an_article(1, published_at=START + timedelta(days=3)))
    assert moved != first
    assert len(found(archive)) == 1


def test_a_transaction_that_fails_tells_nothing(archive: Archive) -> None:
    archive.add_watch("쉼터", parse("쉼터"), Filters())
    article = an_article(1)
    with pytest.raises(RuntimeError, match="has ended"), archive.transaction() as writer:  # noqa: PT012
        writer.store(article, a_page(article, b"<html></html>"))
        ArchiveTransaction(archive).ledger  # noqa: B018 - another transaction's
    assert found(archive) == []
    with archive.transaction() as writer:
        writer.store(article, a_page(article, b"<html></html>"))
        writer.store(replace(article, body="쉼터 하나"), a_page(article, b"<html></html>"))
    assert len(found(archive)) == 1


def test_filters_synonyms_fields_and_loose_spacing_are_kept(archive: Archive) -> None:
    wide = add_synonyms(parse("headline:배터리"), {"배터리": ("배터리", "이차전지")}).query
    archive.add_watch("전지", loosen_query(wide), Filters(outlets=("sample",), reporter="김견본", section="행정"))
    archive.add_watch("딴 매체", parse("길"), Filters(outlets=("other",)))
    archive.add_watch("딴 지역", parse("길"), Filters(regions=("울산",)))
    store(archive, an_article(1, headline="이차 전지 공장"))
    store(archive, an_article(2, headline="이차전지 공장", reporters=("이보기",)))
    store(archive, an_article(3, headline="공장", body="이차전지"))
    assert found(archive, "전지") == ["이차 전지 공장"]
    assert found(archive, "딴 매체") == found(archive, "딴 지역") == []
    with closing(open_connection(archive.path)) as db:
        kept = next(one for one in read_watches(db) if one.name == "전지")
    assert kept.filters == Filters(outlets=("sample",), reporter="김견본", section="행정")
    assert kept.query == Query("headline:배터리", loosen_query(wide).root)


def test_what_was_shown_is_not_new_and_a_day_brings_it_back(archive: Archive) -> None:
    archive.add_watch("쉼터", parse("쉼터"), Filters())
    store(archive, an_article(1))
    with closing(open_connection(archive.path)) as db:
        (watch,) = read_watches(db)
        (hit,) = read_hits(db, watch)
    archive.mark_watches_shown({watch.id: hit.n})
    archive.mark_watches_shown({watch.id: 0})
    assert found(archive) == []
    with closing(open_connection(archive.path)) as db:
        (watch,) = read_watches(db)
        assert len(list(read_hits(db, watch, since=now() - timedelta(days=1)))) == 1
        assert list(read_hits(db, watch, since=now() + timedelta(days=1))) == []
    assert archive.remove_watch("쉼터")
    assert not archive.remove_watch("쉼터")
    store(archive, an_article(2))
    with closing(open_connection(archive.path)) as db:
        assert read_watches(db) == ()
        assert db.execute("SELECT count(*) FROM watch_hit").fetchone() == (0,)


@pytest.mark.parametrize("typed", ["", "포항 -서울", '(a OR "b c") =대전 headline:x', "-(a OR b)"])
def test_a_query_is_kept_as_it_is(typed: str) -> None:
    root = loosen_query(parse(typed)).root
    assert from_json(as_json(root)) == root
