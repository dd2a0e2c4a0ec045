"""Tests in a real browser: skipped with a reason where there is none, unless NEWS_NEED_BROWSER=1."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from desk.services.workspace import Workspace
from tests.support.browser import browsing, launched
from tests.support.desk_server import ServedDesk, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here has the marker ``browser``."""
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file: while Playwright runs, its thread can run no other event loop."""
    with launched() as started:
        yield started


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[ServedDesk]:
    """The desk over a copy of the archive of invented news, on a port of its own."""
    with serving(workspace) as served:
        yield served


@pytest.fixture
def page(browser: Browser, desk: ServedDesk) -> Iterator[Page]:
    """A wide page of an administrator. Errors, refusals of the policy and requests to elsewhere fail the test."""
    with browsing(browser, desk) as opened:
        yield opened
