"""Back and forward in a real browser: the list is where it was, with the pages that were asked for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import PHONE, browsing
from tests.support.clip_workspace import make_workspace, story_article
from tests.support.desk_server import ServedDesk, serving

ARTICLES = 50
LISTED = "#results .hit"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """The desk over more articles than a page of the list holds."""
    articles = [story_article(number, "sample", number) for number in range(ARTICLES)]
    with serving(make_workspace(tmp_path_factory.mktemp("many") / "archive.db", *articles)) as desk:
        yield desk


def show_more(page: Page) -> int:
    """Ask for a second page of the list; how many are listed then."""
    first = page.locator(LISTED).count()
    page.locator("#results .more a").click()
    expect(page.locator("#results .hits")).to_have_count(2)
    assert page.locator(LISTED).count() > first
    return page.locator(LISTED).count()


def test_the_list_stays_as_it_is_beside_the_article(browser: Browser, served: ServedDesk) -> None:
    with browsing(browser, served) as page:
        page.goto(f"{served.origin}/?q=견본시")
        listed = show_more(page)
        link = page.locator("#results .open").nth(listed - 3)
        link.click()
        expect(page.locator("#pane .headline")).to_have_text(link.inner_text())
        top, headline = page.evaluate("scrollY"), link.inner_text()
        assert top > 0
        page.go_back()
        expect(page.locator("#pane .pane-empty")).to_be_visible()
        assert (page.locator(LISTED).count(), page.evaluate("scrollY")) == (listed, top)
        page.go_forward()
        expect(page.locator("#pane .headline")).to_have_text(headline)
        assert (page.locator(LISTED).count(), page.evaluate("scrollY")) == (listed, top)


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_coming_back_from_another_page_leads_to_the_same_place(
    browser: Browser, served: ServedDesk, options: dict[str, object]
) -> None:
    with browsing(browser, served, **options) as page:
        page.goto(f"{served.origin}/?q=견본시")
        listed = show_more(page)
        link = page.locator("#results .open").nth(listed - 3)
        link.scroll_into_view_if_needed()
        top = page.evaluate("scrollY")
        if options:
            link.tap()
            expect(page.locator(".reading .headline")).to_be_visible()
        else:
            page.evaluate("location.assign('/watches')")
            page.wait_for_url("**/watches")
        page.go_back()
        expect(page.locator(LISTED)).to_have_count(listed)
        page.wait_for_function("top => Math.abs(scrollY - top) < 3", arg=top)
