"""Saved pages brought a second time: a notice or another text leaves the stored article as it is."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.archive.read.open import open_connection
from models.archive.write.archive import Archive
from models.maintenance.verify import verify
from models.records.page import Page
from models.records.times import KST
from scrapers.importing.case import Case
from scrapers.importing.import_pages import ImportCounts, PageReader, import_cases
from scrapers.importing.reparse import reparse
from scrapers.registry import Registry
from tests.scrapers.crawl.test_notices import BARE, EDITS, MAINTENANCE, PAGE, STRANGE, text_of

SHARED = Path(__file__).resolve().parents[4] / "shared" / "cases" / "turn2" / "notice"
URL = "https://www.gaon-ilbo.example/news/view.php?id=7001"
FIRST = datetime(2026, 11, 28, 10, tzinfo=KST)
ARTICLE = PAGE.format(headline="가온시 감자 거리 새로 꾸민다", day="2026.11.28", text=text_of(0))


def bring(target: Path, html: str, at: datetime = FIRST, url: str = URL) -> ImportCounts:
    headers = (("content-type", "text/html; charset=utf-8"),)
    page = Page(outlet="", url=url, body=html.encode(), fetched_at=at, headers=headers)
    with Archive.open(target) as archive:
        return import_cases(archive, PageReader(Registry(())), [Case("page.html", page)])


def stored(target: Path) -> list[tuple[str, int]]:
    with closing(open_connection(target)) as db:
        return [tuple(row) for row in db.execute("SELECT headline, revision FROM article")]


def url_rows(target: Path) -> list[tuple[str, str]]:
    with closing(open_connection(target)) as db:
        return [tuple(row) for row in db.execute("SELECT state, reason FROM url ORDER BY id")]


@pytest.mark.parametrize(("notice", "reason"), [(MAINTENANCE, "server_error"), (STRANGE, "another_text")])
def test_a_notice_over_an_article_is_kept_beside_it(tmp_path: Path, notice: str, reason: str) -> None:
    target = tmp_path / "archive.db"
    assert bring(target, ARTICLE).counts == {"new": 1}
    for _ in range(2):
        done = bring(target, notice, FIRST + timedelta(hours=3))
        assert done.counts == {"rejected": 1}
        assert "the stored article stays" in done.problems[0]
    assert stored(target) == [("가온시 감자 거리 새로 꾸민다", 1)]
    ((state, why),) = url_rows(target)
    assert (state, why.partition(":")[0]) == ("stored", reason)
    with closing(open_connection(target)) as db:
        assert db.execute("SELECT count(*) FROM page WHERE article_id IS NULL").fetchone() == (1,)
    assert list(verify(target)) == []
    assert reparse(target, Registry(())).counts["new"] == 0
    assert stored(target) == [("가온시 감자 거리 새로 꾸민다", 1)]


def test_a_text_that_comes_again_a_day_later_is_believed_and_its_reason_goes(tmp_path: Path) -> None:
    target = tmp_path / "archive.db"
    other = PAGE.format(
        headline="바다에 다시 배가 뜬다", day="2026.11.28", text="<p>푸른 바다에 물결이 인다. 갈매기가 난다.</p>" * 3
    )
    bring(target, ARTICLE)
    assert bring(target, other, FIRST + timedelta(hours=2)).counts == {"rejected": 1}
    assert bring(target, other, FIRST + timedelta(hours=3)).counts == {"rejected": 1}
    assert bring(target, other, FIRST + timedelta(hours=30)).counts == {"changed": 1}
    assert stored(target) == [("바다에 다시 배가 뜬다", 2)]
    assert url_rows(target) == [("stored", "")]


def test_a_text_that_several_addresses_bring_is_never_believed(tmp_path: Path) -> None:
    target = tmp_path / "archive.db"
    other = PAGE.format(
        headline="모두에게 같은 글", day="2026.11.28", text="<p>푸른 바다에 물결이 인다. 갈매기가 난다.</p>" * 3
    )
    second = "https://www.gaon-ilbo.example/news/view.php?id=7002"
    bring(target, ARTICLE)
    bring(target, PAGE.format(headline="가온시 나무 거리 새로 꾸민다", day="2026.11.28", text=text_of(1)), url=second)
    for day in range(1, 4):
        for url in (URL, second):
            assert bring(target, other, FIRST + timedelta(days=day), url).counts == {"rejected": 1}
    assert len(stored(target)) == 2
    assert {revision for _, revision in stored(target)} == {1}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_a_revision_at_once(tmp_path: Path, name: str) -> None:
    target = tmp_path / "archive.db"
    bring(target, ARTICLE)
    assert bring(target, EDITS[name](ARTICLE), FIRST + timedelta(hours=1)).counts == {"changed": 1}


def test_a_notice_that_was_stored_as_an_article_gives_way_to_the_article(tmp_path: Path) -> None:
    """Also where it was brought first: it was never stored."""
    target = tmp_path / "archive.db"
    assert bring(
        target, BARE.format(headline="접근이 차단되었습니다", text="비정상적인 접근이 감지되었습니다.")
    ).counts == {"rejected": 1}
    assert bring(target, ARTICLE, FIRST + timedelta(hours=1)).counts == {"new": 1}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not beside the project")
@pytest.mark.parametrize(("name", "reason"), [("maintenance", "server_error"), ("blocked", "challenge")])
def test_the_cases_that_are_shared(tmp_path: Path, name: str, reason: str) -> None:
    target = tmp_path / "archive.db"
    notice = (SHARED / f"{name}.html").read_text(encoding="utf-8")
    alone = bring(tmp_path / "alone.db", notice)
    assert (alone.counts, reason in alone.problems[0]) == ({"rejected": 1}, True)
    bring(target, (SHARED / "article.html").read_text(encoding="utf-8"))
    before = stored(target)
    done = bring(target, notice, FIRST + timedelta(days=1))
    assert (done.counts, reason in done.problems[0]) == ({"rejected": 1}, True)
    assert stored(target) == before
