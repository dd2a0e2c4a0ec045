"""Every page in a real browser: nothing is refused by the policy, nothing scrolls sideways, axe-core finds nothing."""

import hashlib
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.web.test_request_table import EXAMPLES
from tests.support.browser import AXE, PHONE, Watcher, axe_violations, browsing, new_context, scrolls_sideways
from tests.support.desk_server import ServedDesk

AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
FILES = (
    "/file/",
    "/month/report",
    "/page",
    ".bin",
    ".gz",
    "/static/",
    ".xlsx",
    ".pdf",
    ".docx",
    ".hwpx",
    ".csv",
    ".html",
    ".txt",
    ".png",
)
"""Ends of what is not a page of ours."""
PAGES = ("/none", "/?since=nonsense", "/?q=%EC%97%86%EB%8A%94%EB%A7%90")


def page_paths(article_id: int) -> list[str]:
    """Every page that the table of requests knows, and some errors."""
    paths = [example.path for (method, _route), example in EXAMPLES.items() if method == "GET"]
    pages = [path.replace("{id}", str(article_id)) for path in paths if not any(end in path for end in FILES)]
    return [*PAGES, *(path for path in pages if "{" not in path)]


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "color_scheme": "dark"}], ids=["wide", "phone, dark"])
def test_every_page_is_accessible_loads_only_from_here_and_fits(
    browser: Browser, desk: ServedDesk, article_id: int, options: dict[str, Any]
) -> None:
    context = new_context(browser, bypass_csp=True, **options)  # for the script of axe-core
    context.add_cookies([desk.cookie()])
    page = context.new_page()
    watcher = Watcher(page, desk.origin)
    watcher.allowed = ("console: Failed to load resource: the server responded with a status of 4",)
    violations = []
    for path in page_paths(article_id):
        page.goto(desk.origin + path)
        expect(page.locator(".htmx-request")).to_have_count(0)
        violations += axe_violations(page, path)
        if scrolls_sideways(page):
            violations.append(f"{path} scrolls sideways")
    context.close()
    assert violations == []
    assert watcher.faults == []


def test_the_policy_refuses_nothing_of_ours(browser: Browser, desk: ServedDesk, article_id: int) -> None:
    with browsing(browser, desk) as page:
        page.watcher.allowed = ("console: Failed to load resource: the server responded with a status of 4",)
        for path in page_paths(article_id):
            page.goto(desk.origin + path)
            expect(page.locator(".htmx-request")).to_have_count(0)


def test_without_script_every_page_works(browser: Browser, desk: ServedDesk) -> None:
    with browsing(browser, desk, java_script_enabled=False) as page:
        page.goto(desk.origin)
        page.fill("input[name=q]", "들꽃길")
        page.press("input[name=q]", "Enter")
        page.wait_for_url("**/?q=*")
        assert page.locator("ol.hits > li").count() >= 1


def test_the_checker_is_the_published_one() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
