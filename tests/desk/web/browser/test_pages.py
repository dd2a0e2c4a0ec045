"""Every page in a real browser: nothing is refused by the policy, nothing scrolls sideways, axe-core finds nothing."""

import hashlib

import pytest
from playwright.sync_api import Browser

from tests.support.browser import AXE, PHONE, WIDE, browsing, find_axe_violations, scrolls_sideways
from tests.support.desk_server import ServedDesk

AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
PAGES = ("/", "/?q=%EA%B2%AC%EB%B3%B8", "/count?q=%EA%B2%AC%EB%B3%B8", "/none", "/?since=nonsense")
ADMIN_PAGES = ("/people", "/people/audit", "/password", "/setup", "/jobs")


def test_pages_are_accessible_wide_and_on_a_phone_light_and_dark(browser: Browser, desk: ServedDesk) -> None:
    for options in ({}, {"viewport": PHONE, "color_scheme": "dark"}):
        assert find_axe_violations(browser, desk, *PAGES, *ADMIN_PAGES, **options) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_load_only_from_here_and_do_not_scroll_sideways(
    browser: Browser, desk: ServedDesk, viewport: dict[str, int]
) -> None:
    with browsing(browser, desk, viewport=viewport) as page:
        page.watcher.allowed = ("console: Failed to load resource: the server responded with a status of 4",)
        for path in (*PAGES, *ADMIN_PAGES):
            page.goto(desk.origin + path)
            page.wait_for_load_state("networkidle")
            assert not scrolls_sideways(page), path


def test_without_script_every_page_works(browser: Browser, desk: ServedDesk) -> None:
    with browsing(browser, desk, java_script_enabled=False) as page:
        page.goto(desk.origin)
        page.fill("input[name=q]", "들꽃길")
        page.press("input[name=q]", "Enter")
        page.wait_for_url("**/?q=*")
        assert page.locator("ol.hits > li").count() >= 1


def test_the_checker_is_the_published_one() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
