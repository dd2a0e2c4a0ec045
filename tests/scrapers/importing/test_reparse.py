"""Better steps reach what is stored already, with its history; worse ones take nothing away."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import scrapers.importing.reparse
from models.archive.read.articles import get_article, read_revisions
from models.archive.read.open import open_connection
from models.archive.read.pages import get_page
from models.archive.write.archive import Archive
from models.health.run_statistics import Statistics
from models.maintenance.verify import verify
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.url_states import State
from pipelines.contracts.rejection import Reason, Reject
from pipelines.extract import extract
from scrapers.importing.case import Case
from scrapers.importing.import_pages import PageReader, import_cases
from scrapers.importing.reparse import reparse
from scrapers.registry import Registry
from tests.stress.torture.night import FETCHED, World, gather, texts


@pytest.fixture(scope="module")
def world() -> World:
    return gather(12)


@pytest.fixture
def path(tmp_path: Path, world: World) -> Path:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        import_cases(archive, PageReader(world.registry), (Case(key, page, page.outlet) for key, page in world.pages))
    return path


def steps(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Today's steps are others: ``change`` is given the page and what was read so far."""
    monkeypatch.setattr(scrapers.importing.reparse, "extract", lambda page, layout: change(page, extract(page, layout)))


def articles(path: Path) -> dict[str, Article]:
    with closing(open_connection(path)) as db:
        numbers = [number for (number,) in db.execute("SELECT id FROM article").fetchall()]
        found = [get_article(db, number) for number in numbers]
    return {one.canonical_url: one for one in found if one is not None}


def test_the_same_steps_change_nothing(path: Path, world: World) -> None:
    before = articles(path)
    done = reparse(path, world.registry)
    assert done.counts["pages"] == done.counts["same"] == len(world.pages)
    assert (done.findings, articles(path)) == ([], before)


def test_better_steps_make_revisions_with_a_reason(path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = articles(path)
    steps(monkeypatch, lambda _page, read: read if isinstance(read, Reject) else replace(read, dateline="포항"))
    expected = sum(one.dateline != "포항" for one in before.values())
    assert 0 < expected < len(before)
    tried = reparse(path, world.registry, dry_run=True)
    assert articles(path) == before
    done = reparse(path, world.registry)
    assert (done.counts, done.fields, done.samples) == (tried.counts, tried.fields, tried.samples)
    assert (done.counts["changed"], dict(done.fields)) == (expected, {"dateline": expected})
    assert 0 < len(done.samples) <= 3
    assert articles(path) == {url: replace(one, dateline="포항") for url, one in before.items()}
    with closing(open_connection(path)) as db:
        assert db.execute("SELECT DISTINCT reason FROM revision").fetchall() == [("reparse",)]
        url = next(url for url, one in before.items() if one.dateline != "포항")
        number = db.execute("SELECT id FROM article WHERE canonical_url = ?", (url,)).fetchone()[0]
        (old,) = read_revisions(db, number)
        assert old.article == before[url]
        newest, first = get_page(db, number), get_page(db, number, 1)
        assert newest is not None
        assert newest == first, "both texts came from one page"
    assert list(verify(path, alone=True)) == []
    again = reparse(path, world.registry)
    assert again.counts["same"] == again.counts["pages"] == len(world.pages)


def test_a_rejected_page_becomes_an_article(path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = articles(path)
    rejected = {key for key, page in world.pages if isinstance(extract(page, world.layout(page.outlet)), Reject)}
    assert rejected
    sample = next(iter(before.values()))

    def read(page: Any, result: Any) -> Any:
        if not isinstance(result, Reject):
            return result
        return replace(
            sample, outlet=page.outlet, headline="살아난 기사", canonical_url=page.url, url=page.url, article_no=""
        )

    steps(monkeypatch, read)
    done = reparse(path, world.registry)
    assert done.counts["new"] == len(rejected)
    found = articles(path)
    assert found.keys() == before.keys() | rejected
    assert all(found[url].headline == "살아난 기사" for url in rejected)
    with Archive.open(path) as archive:
        states = {archive.ledger.state(page.outlet, key) for key, page in world.pages}
    assert states == {State.STORED}
    assert list(verify(path, alone=True)) == []


def test_worse_steps_drop_nothing(path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before, held = articles(path), texts(path)
    steps(monkeypatch, lambda _page, _read: Reject(Reason.NO_BODY))
    done = reparse(path, world.registry)
    assert done.counts["rejected"] == len(before)
    assert len(done.findings) == min(len(before), 51)
    assert all("would not be an article today: no_body" in one for one in done.findings[:50])
    assert (articles(path), texts(path)) == (before, held)


def test_an_article_keeps_its_address(path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = articles(path)
    steps(
        monkeypatch,
        lambda _page, read: (
            read if isinstance(read, Reject) else replace(read, canonical_url=f"{read.canonical_url}&x=1")
        ),
    )
    done = reparse(path, world.registry)
    assert articles(path) == before
    assert all("it stays" in one for one in done.findings)


def test_a_newer_text_is_not_overwritten_by_an_older_page(path: Path, world: World) -> None:
    from datetime import timedelta

    key, page = next((k, p) for k, p in world.pages if not isinstance(extract(p, world.layout(p.outlet)), Reject))
    old = articles(path)[key]
    new = replace(old, body="나중에 실린 본문.", fetched_at=old.fetched_at + timedelta(days=1))
    with Archive.open(path) as archive:
        archive.store(new, replace(page, body=b"<html>later</html>", fetched_at=new.fetched_at))
    done = reparse(path, world.registry)
    assert done.counts["older"] == 1
    assert articles(path)[key].body == "나중에 실린 본문."
    assert any("would not be an article" in one for one in done.findings)


def test_pages_of_an_outlet_no_longer_declared_are_left(path: Path, world: World) -> None:
    before = articles(path)
    kept, gone = world.outlets[0], world.outlets[1]
    done = reparse(path, Registry([kept]))
    assert done.findings == [f"{gone.id} is not declared any more: its pages were not read again."]
    assert articles(path) == before


def test_only_the_outlet_named_is_read(path: Path, world: World) -> None:
    one = world.outlets[0].id
    done = reparse(path, world.registry, [one])
    assert done.counts["pages"] == sum(page.outlet == one for _, page in world.pages)


def test_cut_short_it_is_done_by_the_next_one(path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = articles(path)
    steps(monkeypatch, lambda _page, read: read if isinstance(read, Reject) else replace(read, tags=("다시",)))
    monkeypatch.setattr(scrapers.importing.reparse, "BATCH", 3)
    count, whole = [0], scrapers.importing.reparse._write

    def failing(writer: Any, change: Any) -> None:
        count[0] += 1
        if count[0] == 8:
            raise ArchiveError("The archive cannot be used: there is no space left for it.")
        whole(writer, change)

    monkeypatch.setattr(scrapers.importing.reparse, "_write", failing)
    with pytest.raises(ArchiveError):
        reparse(path, world.registry)
    half = articles(path)
    assert sum(one.tags == ("다시",) for one in half.values()) == 6
    monkeypatch.setattr(scrapers.importing.reparse, "_write", whole)
    reparse(path, world.registry)
    assert articles(path) == {url: replace(one, tags=("다시",)) for url, one in before.items()}
    assert list(verify(path, alone=True)) == []


def test_a_quarantined_page_comes_back_when_what_held_it_is_gone(
    path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, page = next((k, p) for k, p in world.pages if isinstance(extract(p, world.layout(p.outlet)), Reject))
    sample = next(iter(articles(path).values()))
    usual = Statistics(read=100, traits={}, length=200, length_low=100, length_high=900)
    with Archive.open(path) as archive:
        run = archive.ledger.begin_run(page.outlet, FETCHED)
        archive.ledger.end_run(run, FETCHED, "finished", complete=True, counts={})
        archive.ledger.record_findings(run, usual, [])
        archive.ledger.set_state(None, page.outlet, key, State.QUARANTINED, "no_date")
    held = replace(sample, outlet=page.outlet, canonical_url=key, url=key, article_no="", body="새 기사의 본문. " * 30)
    undated = replace(held, headline="날짜 없는 기사", published_at=None, published_raw="", published_from="")
    steps(monkeypatch, lambda page, read: undated if page.url == key else read)
    done = reparse(path, world.registry)
    assert (done.counts["held"], done.counts["new"]) == (1, 0)
    assert key not in articles(path)
    mended = replace(undated, published_at=sample.published_at, published_raw=sample.published_raw)
    steps(monkeypatch, lambda page, read: mended if page.url == key else read)
    done = reparse(path, world.registry)
    assert (done.counts["held"], done.counts["new"]) == (0, 1)
    assert articles(path)[key].published_at == sample.published_at
    assert list(verify(path, alone=True)) == []
