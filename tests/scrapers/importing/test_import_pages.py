"""Saved pages of outlets that nobody declared are read and stored too, under an outlet made from the page."""

from pathlib import Path

import pytest

import scrapers.importing.import_pages
from models.archive.read.articles import get_article
from models.archive.read.open import open_connection
from models.archive.read.outlets import read_outlets
from models.archive.write.archive import Archive
from pipelines.contracts.rejection import Reject
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.import_pages import PageReader, ReadPage, import_cases
from scrapers.importing.saved_pages import read_cases_in
from scrapers.registry import Registry
from tests.sites.unknown_pages import BODY, HEADLINE, PAGES, framed_elsewhere
from tests.support.read_pages import FETCHED, OUTLETS

URL = "https://www.hanbit-news.example/news/view.php?idx=12345"


def saved(tmp_path: Path, html: str, url: str = URL) -> list[Case | UnreadablePage]:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    return list(read_cases_in(path, url=url, fetched_at=FETCHED))


def test_a_page_of_nobody_is_read_by_the_generic_family(tmp_path: Path) -> None:
    (case,) = saved(tmp_path, PAGES["portal"]())
    read = PageReader(Registry(())).read(case)
    assert isinstance(read, ReadPage)
    assert not isinstance(read.result, Reject)
    assert read.layout.outlet.family == "generic"
    assert (read.result.outlet, read.result.outlet_title) == ("hanbit-news-example", "견본신문")
    assert (read.result.headline, read.result.body) == (HEADLINE, BODY)


def test_a_declared_outlet_goes_before_a_made_one(tmp_path: Path) -> None:
    outlet = OUTLETS["newspim"]
    (case,) = saved(tmp_path, PAGES["portal"](), f"{outlet.home}/news/view/20261120000001")
    read = PageReader(Registry((outlet,))).read(case)
    assert isinstance(read, ReadPage)
    assert read.layout.outlet == outlet


def test_what_has_no_host_is_unreadable(tmp_path: Path) -> None:
    (case,) = saved(tmp_path, PAGES["portal"](), "no address")
    read = PageReader(Registry(())).read(case)
    assert isinstance(read, UnreadablePage)
    assert "no address" in read.why


def test_an_imported_page_of_nobody_is_stored_once(tmp_path: Path) -> None:
    target = tmp_path / "archive.db"
    reader = PageReader(Registry(()))
    with Archive.open(target) as archive:
        first = import_cases(archive, reader, saved(tmp_path, PAGES["portal"]()))
        again = import_cases(archive, reader, saved(tmp_path, PAGES["portal"](), f"{URL}&utm_source=mail"))
        refused = import_cases(
            archive, reader, saved(tmp_path, framed_elsewhere("해당 기사는 삭제되었습니다."), f"{URL}9")
        )
    assert (first.counts["new"], again.counts["unchanged"], refused.counts["rejected"]) == (1, 1, 1)
    db = open_connection(target)
    try:
        assert read_outlets(db)["hanbit-news-example"].title == "견본신문"
        found = get_article(db, URL)
        assert found is not None
        assert found.headline == HEADLINE
    finally:
        db.close()


@pytest.mark.parametrize(("pages", "octets", "batches"), [(500, 32 << 20, 1), (2, 32 << 20, 3), (500, 1, 5)])
def test_a_transaction_takes_so_many_pages_or_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int, octets: int, batches: int
) -> None:
    monkeypatch.setattr(scrapers.importing.import_pages, "BATCH_PAGES", pages)
    monkeypatch.setattr(scrapers.importing.import_pages, "BATCH_BYTES", octets)
    some = [
        case for n in range(5) for case in saved(tmp_path, PAGES["portal"]().replace("12345", f"2{n}"), f"{URL}{n}")
    ]
    begun: list[int] = []
    with Archive.open(tmp_path / "archive.db") as archive:
        writing = archive.transaction
        monkeypatch.setattr(archive, "transaction", lambda: (begun.append(1), writing())[1])
        assert import_cases(archive, PageReader(Registry(())), some).counts["new"] == 5
    assert len(begun) == 2 * batches  # the outlet, and the pages
