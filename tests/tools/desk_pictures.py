"""``python -m tests.tools.desk_pictures``: takes the pictures of the desk's manual anew, in ``docs/pictures``."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page

from models.records.times import now
from tests.support.browser import PHONE, browsing, launched
from tests.support.desk_manual import make_manual_archive
from tests.support.desk_server import ServedDesk, serving

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
VIEW = {"width": 1180, "height": 760}
PAGES = {
    "desk-search": "/?q=견본시",
    "desk-clip": "/clip",
    "desk-watches": "/watches",
    "desk-charts": "/charts?q=견본시&by=outlet&rivals=가온시",
    "desk-release": "/releases/1",
    "desk-month": "/month?watch=견본시&month={month}",
    "desk-outlets": "/outlets",
    "desk-settings": "/setup",
}
"""The file of each picture, and the page that it shows; ``{month}`` is the one that the archive is of."""
PHONE_PICTURE = "desk-phone"


def take_pictures(browser: Browser, desk: ServedDesk, folder: Path) -> list[str]:
    """All pictures of the manual in a folder; their names."""
    with browsing(browser, desk, viewport=VIEW) as page:
        for name, path in PAGES.items():
            page.goto(desk.origin + path.format(month=f"{now():%Y-%m}"))
            page.wait_for_load_state("networkidle")
            if name == "desk-search":
                page.locator(".hit h2 .open").first.click()
                page.wait_for_selector(".pane .reading")
            elif name == "desk-clip":
                _open_clip(page)
            page.screenshot(path=folder / f"{name}.png")
    with browsing(browser, desk, viewport=PHONE) as page:
        page.goto(desk.origin + PAGES["desk-search"])
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{PHONE_PICTURE}.png")
    return [*PAGES, PHONE_PICTURE]


def _open_clip(page: Page) -> None:
    if "/clip/" not in page.url:
        page.locator("main a[href^='/clip/']").first.click()
        page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    with TemporaryDirectory() as made, launched() as chromium, serving(make_manual_archive(Path(made))) as served:
        for shown in take_pictures(chromium, served, PICTURES):
            print(f"docs/pictures/{shown}.png")
