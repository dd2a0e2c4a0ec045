"""What a press officer does, in a real Firefox: search, read, mark, order, note, finish, download."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.services.clips.choose import ClipChoice
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.view import show_clip
from desk.services.workspace import Workspace
from tests.support.browser import browsing, launched_firefox
from tests.support.clip_workspace import DAY, make_workspace, numbers
from tests.support.desk_server import ServedDesk, serving
from tests.support.same_clock import FORMS, stop_clock, write_clip

CLIP = ClipChoice(id=1)
ROWS = "#clip-rows > .clip-row"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads: Path) -> Iterator[Browser]:
    with launched_firefox(downloads) as started:
        yield started


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """An archive with a clip of six articles."""
    made = make_workspace(tmp_path / "archive.db")
    make_clip(made, MakeRequest(day=DAY))
    return made


@pytest.fixture
def served(office: Workspace) -> Iterator[ServedDesk]:
    with serving(office) as desk:
        yield desk


def test_search_read_and_mark(browser: Browser, served: ServedDesk, office: Workspace) -> None:
    with browsing(browser, served) as page:
        page.goto(served.origin)
        page.locator("#q").focus()
        page.keyboard.type("들꽃길", delay=20)
        expect(page.locator("#results .hit mark").first).to_have_text("들꽃길")
        expect(page.locator("#count")).to_contain_text("건")
        page.keyboard.press("Escape")
        expect(page.locator("#q")).to_have_value("들꽃길")
        page.keyboard.press("j")
        first = page.locator("#results .open").first
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#pane .headline")).to_have_text(first.inner_text())
        expect(page.locator("#pane mark").first).to_have_text("들꽃길")
        page.keyboard.press("1")
        expect(page.locator("#notice")).to_contain_text("긍정")
        page.keyboard.press("n")
        page.keyboard.type("시장실 보고")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("시장실 보고")
        page.locator("#notice").get_by_role("button", name="되돌리기").click()
        expect(page.locator("#pane textarea")).to_have_value("")
        page.keyboard.press("x")
        expect(page.locator("#notice")).to_contain_text("담았습니다")
        address = page.url
        page.go_back()
        expect(page.locator("#pane .pane-empty")).to_be_visible()
        page.go_forward()
        expect(page.locator("#pane .headline")).to_be_visible()
        assert page.url == address


def test_a_clip_is_ordered_noted_finished_and_downloaded(
    browser: Browser,
    served: ServedDesk,
    office: Workspace,
    downloads: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop_clock(monkeypatch)
    before = numbers(show_clip(office, CLIP))
    with browsing(browser, served) as page:
        page.goto(f"{served.origin}/clip/1")
        page.locator(ROWS).nth(3).focus()
        for _step in range(3):
            page.keyboard.press("Alt+ArrowUp")
        page.keyboard.press("n")  # the answers of the moves come while the note is typed
        page.keyboard.type("먼저 보고", delay=30)
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("먼저 보고")
        expect(page.locator(f"{ROWS} textarea").nth(0)).to_have_value("먼저 보고")
        wanted = [before[3], *before[:3], *before[4:]]
        assert numbers(show_clip(office, CLIP)) == wanted
        drag_first_below_third(page)
        expect(page.locator("#notice")).to_contain_text("3번으로")
        assert numbers(show_clip(office, CLIP)) == [*wanted[1:3], wanted[0], *wanted[3:]]
        page.locator("#finish").click()
        expect(page.locator("#notice")).to_contain_text("마감했습니다")
        assert show_clip(office, CLIP).lines[2].note == "먼저 보고"
        written = write_clip(office.archive, tmp_path / "명령", "--day", DAY)
        for link in page.locator(".downloads a[download]").all():
            link.click()
        for form in {*FORMS} - {"txt"}:
            file = downloads / f"{DAY} 스크랩.{form}"
            for _attempt in range(500):
                if file.exists() and file.read_bytes() == written[form]:
                    break
                page.wait_for_timeout(20)
            assert file.read_bytes() == written[form], form


def drag_first_below_third(page: Page) -> None:
    handle, target = page.locator(f"{ROWS} [data-drag]").nth(0).bounding_box(), page.locator(ROWS).nth(2).bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 30, target["y"] + target["height"] * 0.4, steps=4)
    page.mouse.move(target["x"] + 30, target["y"] + target["height"] * 0.8, steps=4)
    page.mouse.up()


def test_the_policy_refuses_nothing_of_ours(browser: Browser, served: ServedDesk, office: Workspace) -> None:
    article = show_clip(office, CLIP).lines[0].item.article_id
    paths = (
        "/",
        "/?q=견본시",
        f"/a/{article}",
        "/clip",
        "/clip/1",
        "/watches",
        "/watches/1",
        "/charts?by=day",
        "/releases",
    )
    with browsing(browser, served) as page:
        for path in (*paths, "/month", "/outlets", "/people", "/people/audit", "/setup", "/jobs"):
            answer = page.goto(served.origin + path)
            assert answer is not None
            assert answer.status == 200, path
            expect(page.locator("h1").first).to_be_attached()
            expect(page.locator(".htmx-request")).to_have_count(0)
