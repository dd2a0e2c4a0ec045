"""What is stored stands as it was given; the same again changes nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.index import rebuild as reindex
from models.archive.write.archive import Archive, ArchiveError
from models.records.article import as_json
from models.records.article_ids import day_number, first_id, last_id
from models.records.outlet import Outlet
from models.records.page import Listing, read_headers, read_listing
from models.records.stored_article import Stored
from models.records.url_states import State
from tests.support.archive_factories import (
    CONTENT_TABLES,
    START,
    a_page,
    an_article,
    articles,
    assert_sound,
    dump,
    original,
    query,
    store,
)

# -- storing ----------------------------------------------------------------------------------------------------------


def test_a_new_article_stands_as_it_was_given(archive: Archive, path: Path) -> None:
    article = an_article()
    listing = Listing(url=article.url, source="list", headline="견본시", published_raw="11.03", published_at=START)
    page = a_page(article, b"\xff\x00raw \xb0\xa1", listing=listing)
    stored = archive.store(article, page)
    assert stored == Stored(first_id(day_number(START)), "new", 1)
    assert articles(path) == {stored.id: article}
    assert original(path, stored.id) == [page.body]
    ((headers, kept, status),) = query(path, "SELECT headers, listing, status FROM page")
    assert (read_headers(str(headers)), read_listing(str(kept)), status) == (page.headers, listing, 200)
    assert archive.ledger.state("sample", article.canonical_url) is State.STORED
    assert_sound(path)


def test_ids_run_on_within_a_day(archive: Archive) -> None:
    first = first_id(day_number(START))
    assert [store(archive, an_article(n)).id for n in range(5)] == list(range(first, first + 5))


def test_the_same_page_again_changes_nothing(archive: Archive, path: Path) -> None:
    stored = [store(archive, an_article(n)) for n in range(3)]
    before = dump(path)
    again = [store(archive, an_article(n)) for n in range(3)]
    assert again == [replace(one, outcome="unchanged") for one in stored]
    assert dump(path) == before


def test_what_differs_between_downloads_is_no_change(archive: Archive, path: Path) -> None:
    article = an_article()
    store(archive, article)
    before = dump(path, CONTENT_TABLES)
    later = replace(
        article,
        url=article.url + "?from=list",
        fetched_at=article.fetched_at + timedelta(days=3),
        php_messages=4,
        broken_characters=1,
        repairs=(("nbsp", 2),),
    )
    assert archive.store(later, a_page(later, b"other bytes")).outcome == "unchanged"
    assert dump(path, CONTENT_TABLES) == before


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "견본시, 들꽃길을 닫다"},
        {"body": "새 본문 POBATT2023"},
        {"deck": ""},
        {"section": "경제"},
        {"reporters": ("이보기",)},
        {"emails": ()},
        {"dateline": ""},
        {"agency": "견본통신"},
        {"modified_at": START + timedelta(hours=1)},
        {"published_at": START + timedelta(minutes=1)},
        {"published_at": None, "published_raw": ""},
        {"photos": ()},
        {"tags": ("들꽃길", "쉼터")},
        {"article_no": "001"},
        {"region": "대구"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_keeps_the_old_record(archive: Archive, path: Path, change: dict[str, object]) -> None:
    import json

    old = an_article()
    new = replace(old, fetched_at=old.fetched_at + timedelta(days=1), **change)  # type: ignore[arg-type]
    first = store(archive, old)
    second = archive.store(new, a_page(new, b"new bytes"))
    assert second == Stored(first.id, "changed", 2)
    assert articles(path) == {first.id: new}
    ((article_id, n, record, sha, at),) = query(
        path, "SELECT article_id, n, record, text_sha256, replaced_at FROM revision"
    )
    assert (article_id, n, json.loads(str(record))) == (first.id, 1, as_json(old))
    assert (sha, at) == (old.text_sha256, new.fetched_at.isoformat())
    assert original(path, first.id) == [a_page(old).body, b"new bytes"]
    assert_sound(path)


def test_back_and_forth_is_kept_step_by_step(archive: Archive, path: Path) -> None:
    texts = ["가나", "다라", "가나", "다라", "다라"]
    results = [store(archive, an_article(body=text)) for text in texts]
    assert [one.outcome for one in results] == ["new", "changed", "changed", "changed", "unchanged"]
    assert [one.revision for one in results] == [1, 2, 3, 4, 4]
    assert query(path, "SELECT n, json_extract(record, '$.body') FROM revision ORDER BY n") == [
        (1, "가나"),
        (2, "다라"),
        (3, "가나"),
    ]
    assert_sound(path)


def test_one_transaction_may_write_an_article_twice(archive: Archive, path: Path) -> None:
    with archive.transaction() as writer:
        for body in ("하나", "둘", "둘", "셋"):
            article = an_article(body=body)
            writer.store(article, a_page(article))
    assert [one.body for one in articles(path).values()] == ["셋"]
    assert_sound(path)


def test_two_outlets_may_carry_one_address(archive: Archive, path: Path) -> None:
    store(archive, an_article())
    assert store(archive, an_article(outlet="another", outlet_title="다른일보")).outcome == "new"
    assert_sound(path)


def test_a_relative_date_keeps_the_first_reading(archive: Archive, path: Path) -> None:
    first = an_article(published_raw="3시간 전", published_from="list")
    later = replace(
        first,
        published_raw="1일 전",
        published_at=START - timedelta(days=1),
        published_from="page",
        fetched_at=first.fetched_at + timedelta(days=1),
    )
    stored = store(archive, first)
    assert store(archive, later) == Stored(stored.id, "unchanged", 1)
    assert store(archive, replace(later, body="고친 본문")).outcome == "changed"
    (kept,) = articles(path).values()
    assert (kept.published_at, kept.published_raw, kept.published_from) == (START, "3시간 전", "list")
    exact = replace(later, body="고친 본문", published_raw="2026.11.02 09:00")
    assert store(archive, exact).outcome == "changed"
    assert_sound(path)


def test_lone_surrogates_are_replaced_and_counted(archive: Archive, path: Path) -> None:
    article = an_article(headline="깨진 \ud800 글자", tags=("\udc00", "온전"), repairs=(("nbsp", 1),))
    store(archive, article)
    (kept,) = articles(path).values()
    assert (kept.headline, kept.tags) == ("깨진 \ufffd 글자", ("\ufffd", "온전"))
    assert kept.repairs == (("nbsp", 1), ("lone_surrogates", 2))
    assert store(archive, article).outcome == "unchanged"


def test_an_address_that_is_no_text_is_refused(archive: Archive, path: Path) -> None:
    before = dump(path)
    article = an_article()
    with pytest.raises(ArchiveError, match="half a character"):
        archive.store(article, a_page(article, url="https://sample.example/\ud800"))
    assert dump(path) == before


# -- ids --------------------------------------------------------------------------------------------------------------


def test_another_day_of_publication_renumbers(archive: Archive, path: Path) -> None:
    others = [store(archive, an_article(n)) for n in (2, 3)]
    days = [START, START - timedelta(days=2), START + timedelta(days=1), START]
    ids = [store(archive, an_article(published_at=day)).id for day in days]
    assert len({*ids, *(one.id for one in others)}) == 6, "no id is ever given twice"
    assert [number >> 14 for number in ids] == [day_number(day) for day in days]
    assert dict(query(path, "SELECT old_id, new_id FROM renumbered")) == dict.fromkeys(ids[:3], ids[3])  # type: ignore[arg-type]
    assert query(path, "SELECT article_id, n FROM revision ORDER BY n") == [(ids[3], n) for n in (1, 2, 3)]
    assert len(original(path, ids[3])) == 4
    assert store(archive, an_article(4, published_at=days[1])).id == ids[1] + 1, "a left id is not given again"
    assert_sound(path)


def test_a_full_day_spills_into_the_next(archive: Archive, path: Path) -> None:
    day = day_number(START)
    for n, last in ((1, last_id(day)), (2, last_id(day + 1))):
        given = store(archive, an_article(n, published_at=START + timedelta(days=n - 1))).id
        with archive._connection.begin():
            archive._database.driver_run("UPDATE article SET id = ? WHERE id = ?", (last, given))
            for table in ("ft_body",):
                archive._database.driver_run(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    assert store(archive, an_article(3)).id == first_id(day + 2)
    spilled = store(archive, an_article(3, body="고친 본문"))
    assert spilled == Stored(first_id(day + 2), "changed", 2), "a change on the same day moves nothing"
    with archive.transaction():
        reindex.reindex(archive._database)
    assert_sound(path)


def test_an_article_without_a_date_is_filed_under_its_download(archive: Archive, path: Path) -> None:
    fetched = START + timedelta(days=9)
    undated = an_article(published_at=None, published_raw="", published_from="", fetched_at=fetched)
    first = store(archive, undated)
    assert first.id == first_id(day_number(fetched))
    later = replace(undated, fetched_at=fetched + timedelta(days=4), body="고친 본문")
    assert store(archive, later) == Stored(first.id, "changed", 2)
    assert store(archive, replace(later, published_at=START)).id == first_id(day_number(START))
    assert store(archive, later).id == first_id(day_number(START)), "an article that lost its date stays"
    assert_sound(path)


# -- outlets, rejects --------------------------------------------------------------------------------------------------


def test_a_new_title_and_region_reach_the_articles(archive: Archive, path: Path) -> None:
    store(archive, an_article())
    outlet = Outlet(id="sample", title="견본일보", family="newspim", home="https://sample.example", region="경북")
    archive.upsert_outlet(outlet)
    before = dump(path)
    archive.upsert_outlet(outlet)
    assert dump(path) == before
    archive.upsert_outlet(replace(outlet, title="새견본일보", region="대구", export="full"))
    archive.upsert_outlet(replace(outlet, id="second"))
    assert query(path, "SELECT id, n, title, region, family, export FROM outlet ORDER BY n") == [
        ("sample", 1, "새견본일보", "대구", "newspim", "full"),
        ("second", 2, "견본일보", "경북", "newspim", "link"),
    ]
    retitled = an_article(outlet_title="새견본일보", region="대구")
    assert list(articles(path).values()) == [retitled]
    assert store(archive, retitled).outcome == "unchanged"
    assert_sound(path)


def test_a_rejected_page_is_kept_once(archive: Archive, path: Path) -> None:
    article = an_article()
    page = a_page(article, b"<html>gone</html>")
    for _ in range(2):
        with archive.transaction() as writer:
            writer.reject(page, article.canonical_url, "deleted", "삭제된 기사")
    assert query(path, "SELECT key, article_id, dictionary_id, size FROM page") == [
        (article.canonical_url, None, None, len(page.body))
    ]
    assert query(path, "SELECT state, reason FROM url") == [("rejected", "deleted: 삭제된 기사")]
    assert store(archive, article).outcome == "new"
    assert archive.ledger.state("sample", article.canonical_url) is State.STORED
