"""The sample outlets over real HTTP: their lists, pages, faults and switches."""

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scrapers.registry import family_ids
from scrapers.samples.catalog import add_package, outlet_ids
from scrapers.samples.site import GBHANA, HOST, NEWSPIM, Failure, SampleSite, outlets_at
from tests.support.markup import balanced, folded

OUTLETS = (NEWSPIM, GBHANA)


@pytest.fixture(scope="module")
def site() -> Iterator[SampleSite]:
    with SampleSite() as running:
        yield running


class Client:
    """One kept-alive connection to an outlet of the site."""

    def __init__(self, site: SampleSite, outlet: str):
        self.connection = http.client.HTTPConnection(HOST, site.ports[outlet], timeout=10)

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = self.connection.getresponse()
        return response, response.read()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("outlet", OUTLETS)
def test_lists_lead_to_every_article(site: SampleSite, outlet: str) -> None:
    first = "/news/lists?category_cd=108&page={}" if outlet == NEWSPIM else "/bbs/board.php?bo_table=news&page={}"
    found: list[str] = []
    with Client(site, outlet) as client:
        for n in range(20):
            response, body = client.get(first.format(n * 20 if outlet == NEWSPIM else n + 1))
            assert response.status == 200
            numbers = re.findall(r"/news/view/(\d{14})|bo_table=news&amp;wr_id=(\d+)", body.decode())
            new = [n for n in ("".join(pair) for pair in numbers) if n not in found]
            if not new:
                break
            found += new
    listed = set(found)
    articles = [a for a in site.stored().values() if a.outlet == outlet]
    assert len(articles) >= 60
    assert {a.article_no for a in articles} <= listed
    faulty = [url for url in site.rejected() if str(site.ports[outlet]) in url]
    assert len(faulty) >= 2
    for url in faulty:
        assert any(url.endswith(number) for number in listed)


def test_board_puts_notices_on_top_of_every_page(site: SampleSite) -> None:
    oldest = min(int(a.article_no) for a in site.stored().values() if a.outlet == GBHANA)
    with Client(site, GBHANA) as client:
        for page in (1, 2):
            _, body = client.get(f"/bbs/board.php?bo_table=news&page={page}")
            rows = re.findall(r'<tr class="bo_notice">.*?</tr>', body.decode(), re.DOTALL)
            assert len(rows) == 2
            assert f"wr_id={oldest}" in rows[1]


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_article_answers_with_its_text(site: SampleSite, outlet: str) -> None:
    with Client(site, outlet) as client:
        for article in site.stored().values():
            if article.outlet != outlet:
                continue
            response, body = client.get(path_of(article.canonical_url))
            if response.status == 302:
                target = response.getheader("Location") or ""
                assert "device=mobile" in target
                response, body = client.get(path_of(target))
            assert response.status == 200
            text = body.decode("cp949") if b"euc-kr" in body[:400] else body.decode()
            assert folded(article.headline) in folded(balanced(text).text)


def test_faults_are_there(site: SampleSite) -> None:
    charsets, early, redirected = set(), 0, 0
    for outlet in OUTLETS:
        with Client(site, outlet) as client:
            for article in site.stored().values():
                if article.outlet != outlet:
                    continue
                response, body = client.get(path_of(article.canonical_url))
                redirected += response.status == 302
                early += body.startswith((b"\nWarning", b"\n<br />\n<b>Warning"))
                if b'charset="euc-kr"' in body[:400]:
                    charsets.add(response.getheader("Content-Type"))
                    with pytest.raises(UnicodeDecodeError):
                        body.decode()
    assert charsets == {"text/html; charset=utf-8", "text/html; charset=iso-8859-1"}
    assert early >= 1
    assert redirected == 1
    assert sorted(site.rejected().values()) == ["deleted", "login_wall", "login_wall", "not_found"]


def test_lists_answer_304_to_those_who_hold_them(site: SampleSite) -> None:
    for outlet, path in ((NEWSPIM, "/news/category/108"), (NEWSPIM, "/sitemap/recent/all_2"), (GBHANA, "/")):
        with Client(site, outlet) as client:
            response, body = client.get(path)
            tag, stamp = response.getheader("ETag") or "", response.getheader("Last-Modified") or ""
            assert body
            assert client.get(path, If_None_Match=tag)[0].status == 304
            assert client.get(path, If_Modified_Since=stamp)[0].status == 304
            assert client.get(path, If_None_Match='"other"', If_Modified_Since=stamp)[0].status == 200
            assert client.get(path)[1] == body


def test_switches_change_what_is_served() -> None:
    with SampleSite() as site, Client(site, NEWSPIM) as newspim, Client(site, GBHANA) as gbhana:
        lists, feed = "/news/lists?category_cd=108", "/bbs/rss.php?bo_table=news"
        before = newspim.get(lists)[1]
        first = set(site.stored())
        tag = newspim.get(lists)[0].getheader("ETag") or ""
        site.switches.set(held=3)
        assert len(first) - len(site.stored()) == 6
        response, body = newspim.get(lists, If_None_Match=tag)
        assert response.status == 200
        assert body != before
        hidden = next(url for url in first - set(site.stored()) if "/news/view/" in url)
        assert newspim.get(path_of(hidden))[0].status == 404
        site.switches.set(held=0)
        assert newspim.get(lists)[1] == before

        assert "금지".encode() in gbhana.get(feed)[1]
        site.switches.set(feed=True)
        assert gbhana.get(feed)[1].startswith(b"<?xml")

        edited = site.sites[NEWSPIM].edited_url
        old = newspim.get(path_of(edited))[1]
        was = site.stored()[edited]
        site.switches.set(edited=True)
        assert newspim.get(path_of(edited))[1] != old
        now = site.stored()[edited]
        assert now.headline == f"{was.headline} (종합)"
        assert len(now.body) > len(was.body)

        site.switches.set_robots("User-agent: *\nDisallow: /\n", 503)
        response, body = newspim.get("/robots.txt")
        assert (response.status, b"Disallow: /" in body) == (503, True)

        site.switches.failing[lists] = Failure(429, times=2, headers=(("Retry-After", "1"),))
        assert [newspim.get(lists)[0].status for _ in range(3)] == [429, 429, 200]
        site.switches.failing[f"{GBHANA} /robots.txt"] = Failure(500)
        site.switches.robots = None
        assert (newspim.get("/robots.txt")[0].status, gbhana.get("/robots.txt")[0].status) == (200, 500)
        site.switches.failing["/news/category/108"] = Failure(drop=True)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            newspim.get("/news/category/108")


def test_log_holds_every_request() -> None:
    with SampleSite() as site, Client(site, NEWSPIM) as client:
        client.get("/robots.txt", User_Agent="견본".encode().hex())
        client.get("/nowhere")
        assert site.paths(NEWSPIM) == ["/robots.txt", "/nowhere"]
        assert [asked.status for asked in site.log] == [200, 404]
        assert site.log[0].headers["user-agent"] == "견본".encode().hex()
        assert site.log[0].at <= site.log[1].at
        assert site.paths(GBHANA) == []


def test_many_articles_can_be_served() -> None:
    with SampleSite(weight=44_000, extra=200, faults=False) as site, Client(site, GBHANA) as client:
        mine = [a for a in site.stored().values() if a.outlet == GBHANA]
        assert len(mine) > 260
        assert site.rejected() == {}
        for article in mine[::20]:
            response, body = client.get(path_of(article.canonical_url))
            assert response.status == 200
            assert 43_000 < len(body) < 45_000


def test_site_as_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "scrapers.samples.site", "--until-eof", "--weight", "0"]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        ports = json.loads(process.stdout.readline())
        first, second = outlets_at(ports)
        assert (first.id, second.id) == OUTLETS
        assert first.home == f"http://{HOST}:{ports[NEWSPIM]}"
        connection = http.client.HTTPConnection(HOST, ports[NEWSPIM], timeout=10)
        connection.request("GET", "/robots.txt")
        assert connection.getresponse().status == 200
        connection.close()
        assert process.stdin
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_the_shipped_package_has_the_demo_alone_and_tests_have_every_family() -> None:
    shown = "import sys; from scrapers.samples.catalog import outlet_ids; print(*outlet_ids(), 'tests' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", shown],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert ran.stdout.split() == [NEWSPIM, GBHANA, "False"]
    assert {outlet.removeprefix("sample-") for outlet in outlet_ids()} == family_ids() - {"generic"}
    with pytest.raises(RuntimeError, match="before any sample outlet"):
        add_package("tests.more")
