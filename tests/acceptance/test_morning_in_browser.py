"""A press officer's whole morning in the browser alone, with the files that the command line would have made."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.services.clips.choose import ClipChoice
from desk.services.clips.view import read_clip_history, show_clip
from desk.services.watches import list_watch_names
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.clips.change import Deed
from models.records.times import now
from tests.desk.clips.test_by_hand import picture
from tests.support.browser import browsing, launched
from tests.support.clip_archive import an_article, stored
from tests.support.crawl_runs import crawled_well
from tests.support.desk_server import ServedDesk, serving
from tests.support.same_clock import FORMS, stop_clock, write_clip

HEADLINES = (
    "견본시, 들꽃길 새로 연다",
    "견본시의회 임시회 개회",
    "견본시 음악회에 3천 명",
    "견본시 하수관 공사 늦어져",
    "옆 고을 시장 새 단장",
)
ROWS = "#clip-rows > .clip-row"


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """An archive of this morning, after a night that went well; nobody has searched it yet."""
    path = tmp_path / "보관함" / "archive.db"
    path.parent.mkdir()
    at = now()
    for number, headline in enumerate(HEADLINES, 1):
        url = f"https://sample.example/{number}"
        when = at - timedelta(minutes=number)
        body = f"{headline} 소식이다. {'가나다라마'[number - 1] * 5} 이야기를 {number * 31}명이 나눴다."
        values = {"headline": headline, "body": body, "deck": "", "published_at": when, "fetched_at": at}
        stored(path, an_article(number, **values, url=url, canonical_url=url))
    with Archive.open(path):
        pass
    crawled_well(path, at)
    return Workspace.at(path)


@pytest.fixture
def desk(office: Workspace) -> Iterator[ServedDesk]:
    with serving(office) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


def look_for(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator("#q").fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#results .hit")).to_have_count(4)
    page.locator("#q").blur()


@pytest.mark.browser
def test_from_the_search_to_the_files_without_a_terminal(
    browser: Browser, desk: ServedDesk, office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch)
    scan = tmp_path / "3면.png"
    scan.write_bytes(picture("PNG"))
    with browsing(browser, desk) as page:
        # Search, save the search, and mark what is read
        page.goto(desk.origin)
        look_for(page, "견본시")
        page.get_by_text("저장한 검색으로 저장").first.click()
        page.locator("details.save").get_by_role("button").click()
        expect(page.locator("details.save form")).to_have_count(0)
        page.goto(desk.origin)
        look_for(page, "견본시")
        page.keyboard.press("j")
        page.keyboard.press("1")
        expect(page.locator("#notice")).to_contain_text("긍정")

        # The clip of the day, by the saved search
        page.get_by_role("link", name="스크랩", exact=True).click()
        page.get_by_role("button", name="기사 제안받기").click()
        expect(page.locator(ROWS)).to_have_count(4)

        # Order, note, leave out
        page.locator(ROWS).nth(3).focus()
        for _step in range(3):
            page.keyboard.press("Alt+ArrowUp")
        expect(page.locator(ROWS).nth(0)).to_contain_text(HEADLINES[0])
        page.locator(f"{ROWS} textarea").nth(0).fill("시장실 보고")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("시장실 보고")
        page.locator(ROWS).nth(2).get_by_role("button", name="부정").click()
        expect(page.locator("#notice")).to_contain_text("부정")
        page.locator(ROWS).nth(3).get_by_role("button", name="제외").click()
        expect(page.locator(ROWS)).to_have_count(3)

        # One of the printed paper, with its scan
        page.get_by_role("link", name="지면 기사 입력").first.click()
        page.locator("[name=outlet]").fill("종이신문")
        page.locator("[name=headline]").fill("들꽃길 걸어 보니")
        page.locator("[name=page]").fill("3")
        page.locator("[name=columns]").fill("5")
        page.locator("[name=text]").fill("들꽃길을 걸었다. 좋았다.")
        page.locator("[name=scans]").set_input_files(scan)
        page.get_by_role("button", name="스크랩에 넣기").click()
        expect(page.locator(ROWS)).to_have_count(4)

        # Another article that the search does not find, ticked where it is read
        page.goto(f"{desk.origin}/?q=옆 고을")
        page.locator("#results .hit").get_by_role("button", name="담기").click()
        expect(page.locator("#notice")).to_contain_text("담았습니다")
        page.locator("#notice").get_by_role("link", name="스크랩으로").click()
        expect(page.locator(ROWS)).to_have_count(5)

        # Finished, and handed in
        page.locator("#finish").click()
        expect(page.locator("#notice")).to_contain_text("마감했습니다")
        files: dict[str, bytes] = {}
        for link in page.locator(".downloads a[download]").all():
            with page.expect_download() as download:
                link.click()
            name = download.value.suggested_filename
            files[name.rpartition(".")[2]] = Path(download.value.path()).read_bytes()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("link", name="메시지 복사").click()
        expect(page.get_by_role("link", name="메시지 복사 ✓")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        page.goto(page.url.partition("?")[0].rstrip("#") + "/message")
        with page.expect_download() as download:
            page.locator("a[download]").click()
        files["txt"] = Path(download.value.path()).read_bytes()

    assert list_watch_names(office) == ("견본시",)
    view = show_clip(office)
    assert view.lines[0].article.headline == HEADLINES[0]
    assert {"들꽃길 걸어 보니", HEADLINES[4]} < {line.article.headline for line in view.lines}
    assert [line.note for line in view.lines if line.note] == ["시장실 보고"]
    assert sorted(line.tone for line in view.lines if line.tone) == ["긍정", "부정"]
    assert view.clip.done_by == "김주무관"
    deeds = {one.deed for one in read_clip_history(office, ClipChoice(id=view.clip.id)).changes}
    assert deeds >= {Deed.PROPOSED, Deed.MOVED, Deed.DROPPED, Deed.ADDED, Deed.ATTACHED, Deed.FINISHED}
    written = write_clip(office.archive, tmp_path / "명령", "--day", view.clip.day)
    assert {*files} == {*FORMS}
    assert copied == written["txt"].decode()
    for form in FORMS:
        assert files[form] == written[form], form
