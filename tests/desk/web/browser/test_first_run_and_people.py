"""Without a terminal: an office is set up in the browser, and its people log in."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from desk.services.people.accounts import add_person
from desk.services.workspace import Workspace
from models.people.role import Role
from tests.desk.web.conftest import PASSWORD
from tests.support.browser import PHONE, Watcher, axe_violations, browsing, new_context
from tests.support.desk_client import ECHO
from tests.support.desk_server import serving


def test_an_office_is_set_up_on_the_first_page_it_sees(browser: Browser, tmp_path: Path) -> None:
    with serving(Workspace.at(tmp_path / "archive.db"), program=ECHO) as desk, browsing(browser, desk) as page:
        page.goto(desk.origin)
        expect(page.locator("h1")).to_have_text("처음 설정")
        page.check("input[name=region][value=경북]")
        page.fill("#words", "!!")
        page.uncheck("input[name=schedule]")
        page.watcher.allowed = ("console: Failed to load resource: the server responded with a status of 400",)
        page.click("button.primary")
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.is_checked("input[name=region][value=경북]")
        assert not page.is_checked("input[name=schedule]")
        page.fill("#words", "포항시, 영일만항")
        page.click("button.primary")
        expect(page.locator("h1")).to_have_text("설정을 마쳤습니다")
        expect(page.locator("#job")).to_contain_text("끝남")
        page.click("main a.primary")
        expect(page.locator("#q")).to_be_visible()


def test_people_log_in_and_see_what_their_role_may(browser: Browser, workspace: Workspace) -> None:
    add_person(workspace, "boss", shown="박과장", role=Role.ADMIN, password=PASSWORD)
    with serving(workspace, asks_password=True) as desk:
        for options in ({}, {"viewport": PHONE, "color_scheme": "dark"}):
            context = new_context(browser, bypass_csp=True, **options)
            page = context.new_page()
            watcher = Watcher(page, desk.origin)
            watcher.allowed = ("console: Failed to load resource: the server responded with a status of 401",)
            page.goto(desk.origin + "/people")
            expect(page.locator("#name")).to_be_focused()
            assert axe_violations(page, "enter") == []
            page.keyboard.type("boss")
            page.keyboard.press("Tab")
            page.keyboard.type("a wrong password")
            page.keyboard.press("Enter")
            expect(page.get_by_role("alert")).to_be_visible()
            expect(page.locator("#password")).to_be_focused()
            assert axe_violations(page, "refused") == []
            page.keyboard.type(PASSWORD)
            page.keyboard.press("Enter")
            expect(page.locator("h1")).to_have_text("사람")
            page.locator("#kim summary").click()
            assert axe_violations(page, "people") == []
            page.locator("#kim select[name=role]").select_option("read")
            page.locator("#kim form[action$='/role'] button").click()
            expect(page.locator("#kim .chip.accent")).to_have_text("읽기")
            page.goto(desk.origin + "/password")
            assert axe_violations(page, "password") == []
            page.get_by_role("button", name="나가기").click()
            expect(page.get_by_role("link", name="로그인")).to_be_visible()
            page.goto(desk.origin)
            expect(page.locator("#name")).to_be_visible()
            assert watcher.faults == []
            context.close()
        context = new_context(browser)
        page = context.new_page()
        page.goto(desk.origin)
        page.fill("#name", "kim")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("navigation")).to_contain_text("검색")
        expect(page.get_by_role("navigation")).not_to_contain_text("사람")
        context.close()
