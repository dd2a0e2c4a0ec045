"""Every page in every state, in a real browser: axe-core finds nothing, the policy refuses nothing, all of it fits.

The pages are those of the table of routes: a route that nobody visits here fails.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, Response, expect
from starlette.routing import compile_path

from desk.services.clips.choose import ClipChoice
from desk.services.clips.edit import finish_clip
from desk.services.workspace import Workspace
from desk.web.views import month
from models.archive.write.archive import Archive
from models.people.role import Role
from tests.support.browser import AXE, PHONE, WIDE, Watcher, axe_violations, browsing, new_context, scrolls_sideways
from tests.support.desk_client import ECHO
from tests.support.desk_pages import (
    FILES,
    FRAMED,
    GET_ROUTES,
    PAGES,
    WITHOUT_SESSION,
    FullArchive,
    make_full_archive,
)
from tests.support.desk_server import ServedDesk, serving

AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
SLEEPS = (sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(60)")


class Tour:
    """A page that goes from state to state; each is looked at wide and light, then as a phone in the dark."""

    def __init__(self, page: Page, desk: ServedDesk) -> None:
        self.page, self.desk = page, desk
        self.watcher = Watcher(page, desk.origin)
        self.watcher.allowed = ("console: Failed to load resource: the server responded with a status of",)
        self.found: list[str] = []

    def go(self, path: str, status: int = 200) -> None:
        """Open a path, which is answered with this status, and look at it."""
        answer = self.page.goto(self.desk.origin + path)
        assert answer is not None
        assert (answer.status, is_page(answer)) == (status, True), path
        self.look(path)

    def look(self, name: str) -> None:
        """Look at the page as it is now."""
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        self.page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for viewport, scheme in ((PHONE, "dark"), (WIDE, "light")):
            self.page.set_viewport_size(viewport)
            self.page.emulate_media(color_scheme=scheme)
            self.found += axe_violations(self.page, f"{name} ({scheme})")
            if scrolls_sideways(self.page):
                self.found.append(f"{name} ({scheme}) scrolls sideways")


@contextmanager
def touring(
    browser: Browser, desk: ServedDesk, role: Role | None = Role.ADMIN, *, bypass_csp: bool = False
) -> Iterator[Tour]:
    """A tour of somebody with a role, or of nobody; what it finds fails. ``bypass_csp``: also where no script may run."""
    context = new_context(browser, bypass_csp=bypass_csp)
    if role:
        context.add_cookies([desk.cookie(role)])
    tour = Tour(context.new_page(), desk)
    yield tour
    context.close()
    assert not tour.found, "\n".join(tour.found)
    assert tour.watcher.faults == []


def is_page(answer: Response) -> bool:
    return answer.headers["content-type"].startswith("text/html") and "content-disposition" not in answer.headers


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FullArchive:
    return make_full_archive(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def desk(full: FullArchive) -> Iterator[ServedDesk]:
    """The desk over it, with one job that has ended."""
    with serving(full.workspace, program=ECHO) as served:
        yield served


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An archive that nothing was stored in."""
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(path).close()
    return Workspace.at(path)


def begin_job(tour: Tour) -> None:
    """Start a job that ends at once, as the page of an outlet does."""
    tour.page.goto(f"{tour.desk.origin}/outlets/newspim")
    tour.page.locator("form[action$='/crawl'] button").click()
    expect(tour.page.locator("#job")).to_contain_text("끝남")


def test_every_route_is_visited() -> None:
    assert PAGES.keys() | FILES == GET_ROUTES
    for route, paths in PAGES.items():
        assert paths or route in WITHOUT_SESSION, route
        matches = compile_path(route)[0]
        for path in paths:
            assert matches.fullmatch(path.partition("?")[0].replace("{", "").replace("}", "")), path


def test_every_page_is_accessible_loads_only_from_here_and_fits(
    browser: Browser, desk: ServedDesk, full: FullArchive
) -> None:
    with touring(browser, desk) as tour:
        begin_job(tour)
        for route in sorted(PAGES.keys() - FRAMED):
            for path in full.paths(route):
                tour.go(path)
        tour.page.locator("#keys-open").click()
        tour.look("the list of keys")
        tour.page.goto(f"{desk.origin}/?q=들꽃길")
        tour.page.locator("#results .open").first.click()
        expect(tour.page.locator("#pane .headline")).to_be_visible()
        tour.look("an article beside the list")
        tour.page.goto(f"{desk.origin}/clip/1")
        tour.page.locator("#finish").click()
        expect(tour.page.locator("#notice")).to_contain_text("마감했습니다")
        tour.look("a finished clip")
        tour.page.locator("#finish").click()
        expect(tour.page.locator("#notice")).to_contain_text("다시 열었습니다")


def test_a_proposal_is_accessible_and_so_is_a_job_that_failed(
    browser: Browser, full: FullArchive, tmp_path: Path
) -> None:
    lines = tmp_path / "proposal.txt"
    lines.write_text("\n".join(f"본문 {'#article .body > p ' * 12} {n} / 12" for n in range(40)), "utf-8")
    says = f"import pathlib, sys; print(pathlib.Path({str(lines)!r}).read_text('utf-8')); sys.exit('check' in sys.argv)"
    with serving(full.workspace, program=(sys.executable, "-c", says)) as desk, touring(browser, desk) as tour:
        for verb, state in (("fit", "끝남"), ("check", "문제")):
            tour.page.goto(f"{desk.origin}/outlets/newspim")
            tour.page.locator(f"form[action$='/{verb}'] button").first.click()
            expect(tour.page.locator("#job .chip")).to_contain_text(state)
            tour.look(f"the job of {verb}")
            accepts = tour.page.locator("#job form[action$='/fit'] button")
            expect(accepts).to_have_count(1 if verb == "fit" else 0)


def test_what_is_shown_in_a_frame_is_accessible_too(browser: Browser, desk: ServedDesk, full: FullArchive) -> None:
    with touring(browser, desk, bypass_csp=True) as tour:
        for route in sorted(FRAMED):
            for path in full.paths(route):
                tour.go(path)


def test_a_workbook_that_came_back_is_looked_at(
    browser: Browser, desk: ServedDesk, full: FullArchive, tmp_path: Path
) -> None:
    with touring(browser, desk) as tour:
        tour.page.goto(f"{desk.origin}/clip/1")
        with tour.page.expect_download() as download:
            tour.page.get_by_role("link", name="Excel", exact=True).click()
        download.value.save_as(tmp_path / "채운 파일.xlsx")
        fill_notes(tmp_path / "채운 파일.xlsx")
        tour.page.locator("details:has(input[name=file]) > summary").click()
        tour.page.locator("input[name=file]").set_input_files(tmp_path / "채운 파일.xlsx")
        tour.page.locator("form[action='/clip/workbook'] button").click()
        expect(tour.page.locator("h1")).to_contain_text("채워 온")
        tour.look("the workbook")


def fill_notes(path: Path) -> None:
    """Type a note into each row of a clip's workbook."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    (head,) = (cell for row in sheet.iter_rows(max_row=20) for cell in row if cell.value == "비고")
    for row in range(head.row + 1, head.row + 4):
        sheet.cell(row, head.column).value = f"시장실 {row}"
    book.save(path)


ERRORS = {
    "/none": 404,
    "/?since=nonsense": 400,
}


def test_errors_are_accessible_pages(
    browser: Browser, desk: ServedDesk, full: FullArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(full.workspace.archive)) as db, db:
        page = "SELECT body FROM page WHERE article_id = ?"
        (kept,) = db.execute(page, (full.article,)).fetchone()
        db.execute("UPDATE page SET body = x'00' WHERE article_id = ?", (full.article,))
    with touring(browser, desk) as tour:
        for path, status in ERRORS.items():
            tour.go(path, status)
        tour.go(f"/a/{full.article}/page", 503)
        tour.go(f"/a/{full.article}")
        tour.page.goto(f"{desk.origin}/clip/1/entry")
        finish_clip(full.workspace, ClipChoice(id=1))
        tour.page.locator("[name=outlet]").fill("종이신문")
        tour.page.locator("[name=headline]").fill("들꽃길 걸어 보니")
        with tour.page.expect_navigation() as answer:
            tour.page.evaluate("document.querySelector('[name=headline]').form.submit()")
        assert answer.value.status == 409
        tour.look("a clip that somebody has finished meanwhile")
        finish_clip(full.workspace, ClipChoice(id=1), is_done=False)
        monkeypatch.setattr(month, "read_question", lambda _request: {}["month"])
        tour.go("/month", 500)
    with closing(sqlite3.connect(full.workspace.archive)) as db, db:
        db.execute("UPDATE page SET body = ? WHERE article_id = ?", (kept, full.article))
    with touring(browser, desk, Role.READ) as tour:
        tour.go("/people", 403)
        tour.go("/clip/1")
        tour.go(f"/a/{full.article}")
        tour.page.locator("form[action='/leave'] button").click()
        tour.look("/leave")
    with touring(browser, desk, None) as tour:
        tour.go("/", 401)
        tour.go("/enter?token=none", 401)


def test_an_archive_of_nothing_is_accessible(browser: Browser, empty: Workspace) -> None:
    with serving(empty) as desk:
        with touring(browser, desk) as tour:
            for path in ("/", "/clip", "/watches", "/charts?q=견본", "/releases", "/month", "/people", "/people/audit"):
                tour.go(path)
            for path in ("/outlets?show=on", "/jobs", "/setup"):
                tour.go(path)
        with touring(browser, desk, bypass_csp=True) as tour:
            tour.go("/month/report")


def test_the_first_page_of_all_is_accessible(browser: Browser, tmp_path: Path) -> None:
    with serving(Workspace.at(tmp_path / "archive.db"), program=SLEEPS) as desk, touring(browser, desk) as tour:
        tour.go("/")
        tour.page.locator("#words").fill("!!")
        tour.page.locator("main button.primary").click()
        expect(tour.page.get_by_role("alert")).to_be_visible()
        tour.look("an answer that is wrong")
        tour.page.locator("form[action='/setup/demo'] button").click()
        expect(tour.page.locator("#job")).to_contain_text("진행 중")
        tour.look("a job that goes on")


def test_without_script_every_page_works(browser: Browser, desk: ServedDesk) -> None:
    with browsing(browser, desk, java_script_enabled=False) as page:
        page.goto(desk.origin)
        page.fill("input[name=q]", "들꽃길")
        page.press("input[name=q]", "Enter")
        page.wait_for_url("**/?q=*")
        assert page.locator("ol.hits > li").count() >= 1


def test_the_checker_is_the_published_one() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
