"""Chromium and Firefox as Debian packages them, driven by Playwright: one process for a file, a fresh context a test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.desk_server import ServedDesk

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
"""As root, and without calling home at every start."""
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
AXE = Path(__file__).resolve().parents[1] / "desk" / "web" / "browser" / "vendor" / "axe.min.js"


MAX_WAIT_MS = 30_000
"""A machine that does much else takes seconds for a file; what is there is not waited for."""
FIREFOX_DRIVER = Path(__file__).resolve().parent / "firefox_esr.cjs"


def find_browser(*names: str) -> str:
    """A browser's program; the test is skipped without one, or fails where NEWS_NEED_BROWSER=1 says it is needed."""
    for name in names:
        if found := shutil.which(name):
            return found
    if os.environ.get("NEWS_NEED_BROWSER") == "1":
        pytest.fail(f"NEWS_NEED_BROWSER=1, but there is no {names[0]}")
    pytest.skip(f"no {names[0]} on this machine")


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium."""
    program = find_browser("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def launched_firefox(downloads: Path) -> Iterator[Browser]:
    """A headless Firefox, by WebDriver BiDi, which it speaks itself; it tells of no download, but puts it there."""
    program = find_browser("firefox-esr", "firefox")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NODE_OPTIONS", f"--require={FIREFOX_DRIVER}")
        with sync_playwright() as playwright:
            browser = playwright.firefox.launch(
                channel="moz-firefox", executable_path=program, downloads_path=downloads
            )
            try:
                yield browser
            finally:
                browser.close()


class Watcher:
    """What must not happen on a page of ours: errors, refused scripts or styles, requests to elsewhere."""

    def __init__(self, page: Page, origin: str) -> None:
        self.faults: list[str] = []
        self.allowed: tuple[str, ...] = ()
        """Beginnings of faults that the test brings about."""
        page.on("console", lambda message: self._note("console: " + message.text, message.type in ("error", "warning")))
        page.on("pageerror", lambda error: self._note(f"script: {error}", True))
        page.on(
            "requestfinished", lambda request: self._note(f"request: {request.url}", not _is_own(request.url, origin))
        )
        page.on("dialog", lambda dialog: (self._note(f"dialog: {dialog.message}", True), dialog.dismiss()))

    def _note(self, fault: str, is_fault: bool) -> None:
        if is_fault and not fault.startswith(self.allowed or ("\0",)):
            self.faults.append(fault)


def _is_own(url: str, origin: str) -> bool:
    return url.startswith((origin + "/", "data:", "about:", "blob:"))


@contextmanager
def browsing(browser: Browser, desk: ServedDesk, **options: Any) -> Iterator[Page]:
    """A page of somebody who is signed in; whatever a ``Watcher`` notes fails the test (``page.watcher.allowed``)."""
    role = options.pop("role", None)
    context = new_context(browser, **options)
    try:
        context.add_cookies([desk.cookie(role) if role else desk.cookie()])
        page = context.new_page()
        page.watcher = watcher = Watcher(page, desk.origin)
        yield page
        assert watcher.faults == []
    finally:
        context.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A context of its own, Korean, wide and light unless ``options`` say otherwise."""
    settings: dict[str, Any] = {"viewport": WIDE, "locale": "ko-KR", "timezone_id": "Asia/Seoul"}
    context = browser.new_context(**settings | options)
    context.set_default_timeout(MAX_WAIT_MS)
    expect.set_options(timeout=MAX_WAIT_MS)
    return context


def axe_violations(page: Page, name: str = "") -> list[str]:
    """What axe-core finds wrong with the page as it is now, frames left out.

    Where a page's policy forbids all scripts (``sandbox``), the context must bypass it.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    return [
        f"{name} {violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
