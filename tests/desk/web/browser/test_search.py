"""Searching and reading in a real browser: by keyboard, while Hangul is composed, back and forth, without a connection."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from desk.services.workspace import Workspace
from tests.support.browser import PHONE, browsing, scrolls_sideways
from tests.support.desk_server import ServedDesk, serving


@pytest.fixture(scope="module")
def desk(made_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """One desk for all tests of this file: none of them changes what another one looks for."""
    folder = tmp_path_factory.mktemp("search") / "desk"
    shutil.copytree(made_archive, folder)
    with serving(Workspace.at(folder / "archive.db")) as served:
        yield served


def asked_for(page: Page) -> list[str]:
    """The queries that htmx asks the list for, as they come."""
    asked: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if request.headers.get("hx-request") and parts.path == "/":
            asked.append(parse_qs(parts.query).get("q", [""])[0])

    page.on("request", note)
    return asked


def test_search_and_read_by_keyboard_alone(page: Page, desk: ServedDesk) -> None:
    page.goto(desk.origin)
    page.keyboard.press("Escape")  # out of the search box, which has the focus at first
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("들꽃길", delay=10)
    expect(page.locator("#results .hit mark").first).to_have_text("들꽃길")
    expect(page.locator("#count")).to_contain_text("건")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["들꽃길"]}
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("들꽃길")
    page.keyboard.press("j")
    first = page.locator("#results .open").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#pane .headline")).to_have_text(first.inner_text())
    expect(page.locator("#pane mark").first).to_have_text("들꽃길")
    page.keyboard.press("o")
    expect(page.locator("details.stored")).to_have_attribute("open", "")
    page.wait_for_function("document.querySelector('.stored iframe')?.getBoundingClientRect().height > 0")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page, desk: ServedDesk) -> None:
    page.goto(f"{desk.origin}/?q=%EA%B2%AC%EB%B3%B8")
    page.locator("#keys-open").click()
    page.locator("#keys-off").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.locator("#keys-open").click()
    expect(page.locator("#keys-off")).to_be_checked()
    page.locator("#keys-off").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").first.click(force=True)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_hangul_is_not_asked_for_jamo_by_jamo(page: Page, desk: ServedDesk) -> None:
    page.goto(f"{desk.origin}/?q=x")
    page.locator("#q").fill("")
    expect(page.locator("#results .hit").first).to_be_visible()
    asked = asked_for(page)
    keyboard = page.context.new_cdp_session(page)
    page.locator("#q").focus()
    composed = ""
    for syllables in (("ㄷ", "드", "들"), ("ㄲ", "꼬", "꽃"), ("ㄱ", "기", "길")):
        for syllable in syllables:
            keyboard.send("Input.imeSetComposition", {"text": syllable, "selectionStart": 1, "selectionEnd": 1})
            page.wait_for_timeout(60)
        keyboard.send("Input.insertText", {"text": syllables[-1]})
        composed += syllables[-1]
    expect(page.locator("#results .hit mark").first).to_have_text("들꽃길")
    assert set(asked) <= {"들", "들꽃", "들꽃길"}  # whole syllables only
    assert asked[-1] == "들꽃길"
    expect(page.locator("#q")).to_have_value("들꽃길")


def test_a_syllable_that_is_still_composed_is_found_after_a_pause(page: Page, desk: ServedDesk) -> None:
    page.goto(f"{desk.origin}/?q=x")
    page.locator("#q").fill("")
    expect(page.locator("#results .hit").first).to_be_visible()
    page.locator("#q").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.insertText", {"text": "들꽃"})
    keyboard.send("Input.imeSetComposition", {"text": "길", "selectionStart": 1, "selectionEnd": 1})
    expect(page.locator("#results .hit mark").first).to_have_text("들꽃길")
    expect(page.locator("#q")).to_be_focused()


def test_an_article_has_an_address_and_back_leads_to_the_list(page: Page, desk: ServedDesk) -> None:
    page.goto(f"{desk.origin}/?q=%EA%B2%AC%EB%B3%B8%EC%8B%9C")
    page.locator("#results .open").nth(1).click()
    expect(page.locator("#pane .headline")).to_be_visible()
    address, headline = page.url, page.locator("#pane .headline").inner_text()
    assert "/a/" in address
    page.reload()
    expect(page.locator("#pane .headline")).to_have_text(headline)
    expect(page.locator("#results .hit").first).to_be_visible()
    assert page.url == address
    page.go_back()
    expect(page.locator("#pane .pane-empty")).to_be_visible()
    assert urlsplit(page.url).path == "/"


def test_on_a_phone_an_article_is_a_page_of_its_own(browser: Browser, desk: ServedDesk) -> None:
    with browsing(browser, desk, viewport=PHONE, has_touch=True) as page:
        page.goto(f"{desk.origin}/?q=%EB%93%A4%EA%BD%83%EA%B8%B8")
        page.locator("#results .open").first.tap()
        expect(page.locator(".reading .headline")).to_be_visible()
        expect(page.locator("#results")).to_be_hidden()
        assert not scrolls_sideways(page)
        small = page.evaluate(
            "[...document.querySelectorAll('a.button, button, summary, input, select')].filter(e => e.offsetParent && "
            "e.type !== 'checkbox' && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"
        )
        assert small == []
        page.get_by_role("link", name="목록으로").tap()
        expect(page.locator("#results .hit").first).to_be_visible()


def test_without_a_connection_a_bar_says_so_until_something_gets_through(page: Page, desk: ServedDesk) -> None:
    page.watcher.allowed = ("console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "console: ")
    page.goto(desk.origin)
    expect(page.locator("#count")).to_contain_text("건")
    page.context.set_offline(True)
    page.locator("#q").fill("들꽃길")
    expect(page.locator("#offline")).to_be_visible()
    assert page.locator("#q").input_value() == "들꽃길"
    page.context.set_offline(False)
    page.locator("#offline-again").click()
    expect(page.locator("#results .hit mark").first).to_have_text("들꽃길")
    expect(page.locator("#offline")).to_be_hidden()


def test_what_finds_nothing_offers_what_does_and_a_search_is_saved(page: Page, desk: ServedDesk) -> None:
    page.goto(f"{desk.origin}/?q=%EB%93%A4%EA%BD%83%EA%B8%B8%20%EC%97%86%EB%8A%94%EB%A7%90")
    page.locator(".hints a").first.click()
    expect(page.locator("#results .hit").first).to_be_visible()
    page.locator(".save > summary").click()
    page.locator(".save input[name=name]").fill("들꽃 소식")
    page.locator(".save button").click()
    expect(page.locator(".save .message.good")).to_contain_text("들꽃 소식")
    page.reload()
    page.locator(".save > summary").click()
    page.watcher.allowed = ("console: Failed to load resource: the server responded with a status of 400",)
    page.locator(".save input[name=name]").fill("들꽃 소식")
    page.locator(".save button").click()
    expect(page.locator("#notice .message.error")).to_be_visible()
