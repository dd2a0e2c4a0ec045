"""The clip in a real browser: ordered by keys and by hand, marked and undone, and what a lost connection keeps."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from desk.services.articles import read_marks
from desk.services.clips.choose import ClipChoice
from desk.services.clips.make import MakeRequest, make_clip
from desk.services.clips.view import show_clip
from desk.services.workspace import Workspace
from tests.support.browser import PHONE, browsing, scrolls_sideways
from tests.support.clip_workspace import DAY, make_workspace, numbers, story_article
from tests.support.desk_server import ServedDesk, serving
from tests.support.same_clock import FORMS, stop_clock, write_clip

CLIP = ClipChoice(id=1)
ROWS = "#clip-rows > .clip-row"
TWELVE = 12


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An archive with a clip of twelve articles, for tests that put it back as it was."""
    outlets = ("sample", "gaon", "nuri")
    articles = [story_article(number, outlets[number % 3], number * 7) for number in range(1, TWELVE + 1)]
    made = make_workspace(tmp_path_factory.mktemp("clip") / "archive.db", *articles)
    make_clip(made, MakeRequest(day=DAY))
    return made


@pytest.fixture(scope="module")
def served(office: Workspace) -> Iterator[ServedDesk]:
    """The desk over it."""
    with serving(office) as desk:
        yield desk


def order(office: Workspace) -> list[str]:
    return numbers(show_clip(office, CLIP))


def shown(page: Page) -> list[str]:
    return [
        text.strip().removeprefix("견본시 소식 ") for text in page.locator(f"{ROWS} .clip-headline").all_inner_texts()
    ]


def settle(page: Page) -> None:
    """Wait until htmx has nothing under way."""
    page.wait_for_load_state("networkidle")
    expect(page.locator(".htmx-request")).to_have_count(0)


def drag(page: Page, row: Locator, target: Locator) -> None:
    """Take a row by its number and let it go on the lower half of another one."""
    handle, to = row.locator("[data-drag]"), target.bounding_box()
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    assert to is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(to["x"] + 30, to["y"] + to["height"] * 0.4, steps=4)
    page.mouse.move(to["x"] + 30, to["y"] + to["height"] * 0.8, steps=4)
    page.mouse.up()


def test_twelve_are_ordered_by_keys_and_by_dragging_and_downloaded_as_the_command_line_writes_them(
    browser: Browser, served: ServedDesk, office: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch)
    with browsing(browser, served) as page:
        page.goto(f"{served.origin}/clip/1")
        before = shown(page)
        assert len(before) == TWELVE
        page.locator(ROWS).nth(4).focus()
        for _ in range(3):
            page.keyboard.press("Alt+ArrowUp")
            settle(page)
        wanted = [before[0], before[4], *before[1:4], *before[5:]]
        assert shown(page) == order(office) == wanted
        expect(page.locator(ROWS).nth(1)).to_be_focused()
        page.locator(ROWS).nth(0).get_by_role("button", name=re.compile("^아래로")).press("Enter")
        expect(page.locator("#notice")).to_contain_text("2번으로")
        settle(page)
        wanted[:2] = wanted[1::-1]
        assert shown(page) == order(office) == wanted
        drag(page, page.locator(ROWS).nth(0), page.locator(ROWS).nth(5))
        expect(page.locator("#notice")).to_contain_text("6번으로")
        settle(page)
        wanted = [*wanted[1:6], wanted[0], *wanted[6:]]
        assert shown(page) == order(office) == wanted
        page.get_by_role("button", name="되돌리기").click()
        expect(page.locator("#notice")).to_contain_text("1번으로")
        settle(page)
        assert shown(page) == order(office) == [wanted[5], *wanted[:5], *wanted[6:]]
        written = write_clip(office.archive, tmp_path / "files", "--day", DAY)
        links = {"xlsx": "Excel", "pdf": "PDF", "docx": "Word", "hwpx": "한글", "html": "HTML", "csv": "CSV"}
        for form, name in links.items():
            with page.expect_download() as download:
                page.get_by_role("link", name=name, exact=True).click()
            assert download.value.suggested_filename == f"2026-11-03 스크랩.{form}"
            assert Path(download.value.path()).read_bytes() == written[form], form
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("link", name="메시지 복사").click()
        expect(page.get_by_role("link", name="메시지 복사 ✓")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == written["txt"].decode()
    assert {*links, "txt"} == {*FORMS}


def test_on_a_phone_rows_are_ordered_by_touch_and_the_list_scrolls_elsewhere(
    browser: Browser, served: ServedDesk, office: Workspace
) -> None:
    with browsing(browser, served, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(f"{served.origin}/clip/1")
        before = order(office)
        finger = page.context.new_cdp_session(page)

        def touch(kind: str, *point: float) -> None:
            points = [{"x": point[0], "y": point[1]}] if point else []
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(30)

        def swipe(start: Locator, end: Locator, share: float) -> None:
            box, to = start.bounding_box(), end.bounding_box()
            assert box is not None
            assert to is not None
            x, y, last = box["x"] + 10, box["y"] + 10, to["y"] + to["height"] * share
            touch("touchStart", x, y)
            for step in range(1, 9):
                touch("touchMove", x, y + (last - y) * step / 8)
            touch("touchEnd")

        rows = page.locator(ROWS)
        rows.nth(0).scroll_into_view_if_needed()
        swipe(rows.nth(0).locator("[data-drag]"), rows.nth(2), 0.8)
        expect(page.locator("#notice")).to_contain_text("3번으로")
        settle(page)
        assert shown(page) == order(office) == [*before[1:3], before[0], *before[3:]]
        page.get_by_role("button", name="되돌리기").tap()
        expect(page.locator("#notice")).to_contain_text("1번으로")
        settle(page)
        assert order(office) == before
        top = page.evaluate("scrollY")
        swipe(rows.nth(2).locator(".clip-headline"), rows.nth(0), 0.2)
        page.wait_for_function("top => scrollY > top", arg=top)
        assert order(office) == before
        assert not scrolls_sideways(page)
        small = page.evaluate(
            "[...document.querySelectorAll('a.button, button, summary, input, textarea')].filter(e => e.offsetParent && "
            "!['checkbox', 'radio'].includes(e.type) && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"
        )
        assert small == []


def test_a_row_is_marked_noted_and_left_out_by_keys_and_undone(
    browser: Browser, served: ServedDesk, office: Workspace
) -> None:
    with browsing(browser, served) as page:
        page.goto(f"{served.origin}/clip/1")
        before = order(office)
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.locator(ROWS).nth(1)).to_be_focused()
        page.keyboard.press("3")
        expect(page.locator(ROWS).nth(1).get_by_role("button", name="부정")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("n")
        page.keyboard.type("위원회 확인")
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text("위원회 확인")
        line = show_clip(office, CLIP).lines[1]
        assert (line.tone, line.note, line.marked_by) == ("부정", "위원회 확인", "김주무관")
        expect(page.locator(ROWS).nth(1)).to_contain_text("김주무관")
        page.get_by_role("button", name="되돌리기").click()
        expect(page.locator(f"{ROWS} textarea").nth(1)).to_have_value("")
        page.locator(ROWS).nth(1).focus()
        page.keyboard.press("0")
        expect(page.locator(ROWS).nth(1).get_by_role("button", name="부정")).to_have_attribute("aria-pressed", "false")
        page.keyboard.press("x")
        expect(page.locator(ROWS)).to_have_count(TWELVE - 1)
        page.get_by_role("button", name="되돌리기").click()
        expect(page.locator(ROWS)).to_have_count(TWELVE)
        assert order(office) == before


def test_a_lost_connection_keeps_the_words_and_sends_them_again(
    browser: Browser, served: ServedDesk, office: Workspace
) -> None:
    with browsing(browser, served) as page:
        page.watcher.allowed = ("console: Failed to load resource", "console: Failed to fetch", "console: htmx")
        page.goto(f"{served.origin}/clip/1")
        page.context.set_offline(True)
        page.locator(f"{ROWS} textarea").nth(2).fill("잃으면 안 되는 말")
        page.locator(ROWS).nth(3).get_by_role("button", name="긍정").click()
        expect(page.locator("#offline")).to_be_visible()
        expect(page.locator(f"{ROWS} textarea").nth(2)).to_have_value("잃으면 안 되는 말")
        page.context.set_offline(False)
        page.locator("#offline-again").click()
        expect(page.locator(ROWS).nth(3).get_by_role("button", name="긍정")).to_have_attribute("aria-pressed", "true")
        expect(page.locator(ROWS).nth(2)).to_contain_text("김주무관")
        settle(page)
        lines = show_clip(office, CLIP).lines
        assert (lines[2].note, lines[3].tone) == ("잃으면 안 되는 말", "긍정")


def test_an_article_is_ticked_and_marked_in_the_list_and_in_the_pane(
    browser: Browser, desk: ServedDesk, workspace: Workspace
) -> None:
    with browsing(browser, desk) as page:
        page.goto(f"{desk.origin}/?q=견본시")
        settle(page)
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.locator("#notice")).to_contain_text("담았습니다")
        page.keyboard.press("1")
        expect(page.locator("#notice")).to_contain_text("긍정")
        first = page.locator("#results .hit").first
        expect(first.get_by_role("button", name="담김")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Enter")
        pane = page.locator("#pane .marking")
        expect(pane.get_by_role("button", name="긍정")).to_have_attribute("aria-pressed", "true")
        pane.get_by_role("button", name="중립").click()
        expect(first.get_by_role("button", name="중립")).to_have_attribute("aria-pressed", "true")
        page.locator("#notice").get_by_role("button", name="되돌리기").click()
        expect(pane.get_by_role("button", name="긍정")).to_have_attribute("aria-pressed", "true")
        (only,) = show_clip(workspace).lines
        assert only.item.article_id is not None
        assert read_marks(workspace, [only.item.article_id])[only.item.article_id].tone == "긍정"
        page.locator("#notice").get_by_role("link", name="닫기").click()
        expect(page.locator("#notice .message")).to_have_count(0)
