"""Stored pages that try everything, opened in a real browser: nothing runs, nothing leaves, nobody is asked."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from desk.services.workspace import Workspace
from desk.web.views.article import FRAME_POLICY
from models.archive.write.archive import Archive
from models.records.outlet import Outlet
from pipelines.page.harmless import ATTRIBUTES, ELEMENTS, make_harmless
from tests.support.archive_factories import a_page, an_article
from tests.support.browser import browsing
from tests.support.desk_server import serving
from tests.support.hostile_pages import hostile_pages


class Listener:
    """Takes connections on a port of this machine and remembers what each asked for."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.asked: list[str] = []
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.5)
                try:
                    first = connection.recv(2_000).decode("latin-1").split("\r\n")[0]
                except OSError:
                    first = "(a connection)"
                self.asked.append(first or "(a connection)")
                connection.close()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener on loopback."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


def store_pages(path: Path, to: str) -> dict[str, int]:
    """An archive with an article for each hostile page; their ids by name."""
    pages = {}
    with Archive.open(path) as archive:
        archive.upsert_outlet(Outlet(id="sample", title="견본일보", family="generic", home="https://sample.example"))
        for number, (name, (body, content_type)) in enumerate(hostile_pages(to).items(), 1):
            article = an_article(number)
            page = replace(a_page(article, body), headers=(("content-type", content_type),))
            pages[name] = article, page
        with archive.transaction() as writer:
            return {name: writer.store(article, page).id for name, (article, page) in pages.items()}


def test_hostile_pages_run_nothing_and_ask_nobody(browser: Browser, tmp_path: Path) -> None:
    with listening() as listener:
        ids = store_pages(tmp_path / "archive.db", listener.origin)
        assert len(ids) >= 80
        with serving(Workspace.at(tmp_path / "archive.db")) as desk, browsing(browser, desk) as page:
            # Its own policy refuses what is left of style sheets; that is said on the console.
            page.watcher.allowed = (
                "console: Refused",
                "console: Loading",
                "console: Blocked",
                "console: The ",
                "console: Failed",
                "console: Unsafe",
            )
            popups: list[object] = []
            page.context.on("page", lambda popup: popups.append(popup))
            page.goto(f"{desk.origin}/a/{ids['script']}")  # as a person sees it
            stored = f"/a/{ids['script']}/page"
            with page.expect_response(lambda answer: answer.url.partition("#")[0].endswith(stored)) as response:
                page.locator("details.stored > summary").click()
                page.locator("details.stored iframe").scroll_into_view_if_needed()
            assert response.value.headers["content-security-policy"] == FRAME_POLICY
            wait_for_frames(page, 1)
            check_frames(page)
            numbers = list(ids.values())
            for at in range(0, len(numbers), 20):  # and all the others, many at once
                page.goto(f"{desk.origin}/a/{ids['script']}")
                page.evaluate(ADD_FRAMES, numbers[at : at + 20])
                wait_for_frames(page, len(numbers[at : at + 20]))
                check_frames(page)
            for number in numbers[::9]:  # opened by itself, where no frame holds it
                page.goto(f"{desk.origin}/a/{number}/page")
                assert page.evaluate("self.origin") == "null"
                assert page.url == f"{desk.origin}/a/{number}/page"
            page.wait_for_timeout(500)  # for what asks late
            assert popups == []
        assert listener.asked == []


ADD_FRAMES = """async (numbers) => {
    const template = document.querySelector("details.stored iframe");
    const loads = numbers.map((number) => new Promise((done) => {
        const frame = template.cloneNode();
        frame.loading = "eager";
        frame.src = `/a/${number}/page`;
        frame.onload = done;
        document.body.append(frame);
    }));
    await Promise.all(loads);
}"""
HELD = "script, link, iframe, object, embed, form, base, svg, math, meta[http-equiv], [src]:not([src^='data:']), [href]"


def wait_for_frames(page: Page, count: int) -> None:
    """Until so many stored pages are there."""
    for _ in range(100):
        if sum(frame.url.partition("#")[0].endswith("/page") for frame in page.frames[1:]) == count:
            return
        page.wait_for_timeout(50)
    raise AssertionError([frame.url for frame in page.frames])


def check_frames(page: Page) -> None:
    """Each frame has an origin of its own, holds nothing that acts, and is where it was; so is the page."""
    assert "/a/" in page.url
    for frame in page.frames[1:]:
        if frame.url.partition("#")[0].endswith("/page"):
            held = frame.evaluate(f"[self.origin, document.querySelectorAll({HELD!r}).length]")
            assert held == ["null", 0], frame.url
            assert not frame.child_frames, frame.url


def test_the_listener_would_hear_it(browser: Browser) -> None:
    with listening() as listener:
        page = browser.new_page()
        page.set_content(f"<img src='{listener.origin}/heard.png'>")
        page.wait_for_timeout(300)
        page.close()
        assert any("heard.png" in line for line in listener.asked)


@pytest.mark.parametrize("name", ["style background", "img", "script"])
def test_the_policy_alone_would_hold(
    browser: Browser, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page as it was received, under the same headers: both walls stand by themselves."""
    from desk.services import reading

    with listening() as listener:
        ids = store_pages(tmp_path / "archive.db", listener.origin)
        monkeypatch.setattr(
            "desk.web.views.article.read_harmless_page",
            lambda workspace, number, revision: reading.read_stored_page(workspace, number).page.body.decode(),
        )
        with serving(Workspace.at(tmp_path / "archive.db")) as desk, browsing(browser, desk) as page:
            page.watcher.allowed = ("console: ",)
            page.goto(f"{desk.origin}/a/{ids[name]}/page")
            page.wait_for_timeout(300)
        assert listener.asked == []


PAYLOADS = Path(__file__).with_name("vendor") / "dompurify-payloads.json"
PARSE = """([pages, elements, attributes]) => pages.flatMap((page, number) => {
    const known = new Set(elements), allowed = new Set(attributes);
    const document = new DOMParser().parseFromString(page, "text/html");
    return [...document.querySelectorAll("*")].flatMap((one) => [
        ...(known.has(one.localName) && one.namespaceURI === "http://www.w3.org/1999/xhtml" ? [] : [`${number}: <${one.localName}>`]),
        ...[...one.attributes].filter((a) => !allowed.has(a.name) && !(one.localName === "img" && a.name === "src" && a.value.startsWith("data:image/")))
            .map((a) => `${number}: ${one.localName} ${a.name}`),
    ]);
})"""


def test_a_browser_reads_in_it_what_was_written_and_no_more(browser: Browser) -> None:
    """The payloads that DOMPurify publishes, and our own pages, as Chromium's parser reads what we made of them."""
    payloads = json.loads(PAYLOADS.read_text(encoding="utf-8"))
    assert len(payloads) > 150
    given = [(payload.encode(), "text/html") for payload in payloads] + list(
        hostile_pages("http://127.0.0.1:9").values()
    )
    page = browser.new_page()
    pages = [make_harmless(*one) for one in given]
    known = [*ELEMENTS, "html", "head", "body", "meta", "style"]
    assert page.evaluate(PARSE, [pages, known, [*ATTRIBUTES, "charset"]]) == []
    page.close()
