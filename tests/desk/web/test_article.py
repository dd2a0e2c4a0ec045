"""The reading pane: texts, marks, copies, history, stored page and evidence of an article."""

import gzip
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from desk.services.workspace import Workspace
from desk.web.views.article import FRAME_POLICY
from models.archive.write.archive import Archive
from models.records.article import Photo
from tests.support.archive_factories import a_page
from tests.support.clip_workspace import story_article
from tests.support.desk_client import Visit

PAGE = "<html><body><h1>견본시, 새 길</h1><p onclick='x'>본문</p><script>x</script></body></html>".encode()


@pytest.fixture
def changed(workspace: Workspace) -> int:
    """An article that was changed once, with a picture; its id."""
    first = story_article(
        90,
        "sample",
        120,
        headline="견본시, 새 길 3km 연다",
        body="견본시가 새 길 3km를 연다.\n길에는 나무를 심는다.",
        photos=(Photo(url="https://sample.example/p.jpg", caption="새 길의 나무", credit="견본시"),),
    )
    later = replace(
        first,
        headline="견본시, 새 길 5km 연다",
        body="견본시가 새 길 5km를 연다.\n길에는 나무를 심는다.",
        fetched_at=first.fetched_at + timedelta(hours=3),
    )
    with Archive.open(workspace.archive) as archive:
        archive.store(first, a_page(first, PAGE))
        return archive.store(later, a_page(later, PAGE.replace("본문".encode(), "새 본문".encode()))).id


def test_the_article_is_shown_whole_with_marked_words(visit: Visit, changed: int) -> None:
    page = visit.read(f"/a/{changed}?q=나무+5km")
    body = page.xpath("//div[@class='body']")[0]
    assert [line.text_content() for line in body] == ["견본시가 새 길 5km를 연다.", "길에는 나무를 심는다."]
    assert {mark.text for mark in page.xpath("//article//mark")} == {"5km", "나무"}
    assert page.xpath("string(//section[@class='captions']//li)").split() == ["새", "길의", "나무", "견본시"]
    assert page.xpath("//p[contains(@class,'no-print')]/a/@href")[0].startswith("/?q=")


def test_a_link_to_the_outlet_says_nothing_of_us(visit: Visit, changed: int) -> None:
    (link,) = visit.read(f"/a/{changed}").xpath("//div[contains(@class,'article-tools')]/a[@target]")
    assert link.get("href") == "https://sample.example/90"
    assert link.get("rel") == "noopener noreferrer"


def test_the_history_shows_what_went_and_what_came(visit: Visit, changed: int) -> None:
    page = visit.read(f"/a/{changed}/history")
    assert "3" in {one.text for one in page.iter("del")}
    assert "5" in {one.text for one in page.iter("ins")}
    (old,) = page.xpath("//a[contains(@href,'revision=')]/@href")
    assert "본문" in visit.get(old).text
    assert "새 본문" not in visit.get(old).text
    assert "새 본문" in visit.get(f"/a/{changed}/page").text


def test_an_article_that_never_changed_says_so(visit: Visit, article_id: int) -> None:
    assert not list(visit.read(f"/a/{article_id}/history").iter("del"))


def test_copies_are_listed_with_the_first_one(visit: Visit) -> None:
    page = visit.read("/?q=들꽃길")
    number = page.xpath("//li[@class='hit']/@data-id")[0]
    copies = visit.read(f"/a/{number}").xpath("//ul[@class='copies']/li")
    assert len(copies) == 2
    assert "최초" in copies[0].text_content()
    for link in visit.read(f"/a/{number}").xpath("//ul[@class='copies']//a/@href"):
        assert visit.get(link).status_code == 200


def test_the_stored_page_is_behind_two_walls(visit: Visit, changed: int) -> None:
    (frame,) = visit.read(f"/a/{changed}").iter("iframe")
    assert frame.get("sandbox") == ""
    answer = visit.get(frame.get("src"))
    assert answer.headers["content-security-policy"] == FRAME_POLICY
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "onclick" not in answer.text
    assert "<script" not in answer.text


def test_the_page_as_received_is_a_download_byte_for_byte(visit: Visit, changed: int, workspace: Workspace) -> None:
    answer = visit.get(f"/a/{changed}/page.bin")
    with closing(workspace.open_reader()) as db:
        stored = db.pages.get(changed)
    assert stored is not None
    assert answer.content == stored.page.body
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert stored.sha256 in visit.get(f"/a/{changed}").text


def test_the_web_archive_holds_every_page_of_the_article(visit: Visit, changed: int) -> None:
    answer = visit.get(f"/a/{changed}/warc.gz")
    records = [
        (record.rec_type, record.content_stream().read())
        for record in ArchiveIterator(BytesIO(answer.content))
        if record.rec_type == "response"
    ]
    assert [body for _kind, body in records] == [PAGE, PAGE.replace("본문".encode(), "새 본문".encode())]
    assert gzip.decompress(answer.content)


def test_an_article_whose_page_is_damaged_is_read_all_the_same(
    visit: Visit, changed: int, workspace: Workspace
) -> None:
    import sqlite3

    with closing(sqlite3.connect(workspace.archive)) as db, db:
        db.execute("UPDATE page SET body = x'00' WHERE article_id = ?", (changed,))
    page = visit.read(f"/a/{changed}")
    assert page.xpath("//div[@class='body']/p")
    assert page.xpath("//dd[contains(@class,'error')]")
    assert visit.get(f"/a/{changed}/page").status_code == 503


@pytest.mark.parametrize("path", ["/a/999", "/a/999/history", "/a/999/page", "/a/999/page.bin", "/a/999/warc.gz"])
def test_an_article_that_is_not_there_is_said(visit: Visit, path: str) -> None:
    assert visit.get(path).status_code == 404


@pytest.mark.parametrize("name", ["x", "-1", "1e3", "%EC%97%86%EC%9D%8C", "1" * 19, "1.5", "%00", "٣"])
def test_a_number_is_a_number(visit: Visit, name: str) -> None:
    assert visit.get(f"/a/{name}").status_code in (400, 404)
