"""Lists, feeds and sitemaps that are not what they should be: read all the same, or said that night."""

import gzip
import json
import ssl
from pathlib import Path

import pytest

from models.records.run_finding import RunFindingCode
from models.records.times import now
from pipelines.lists import read_links
from scrapers.middlewares.responses import MAX_UNPACKED_BYTES, UnpackError, read_url_bytes, unpack_body
from tests.scrapers.crawl.test_addresses import article
from tests.scrapers.crawl.test_notices import findings
from tests.support.certificates import authority
from tests.support.crawls import articles, crawl, states
from tests.support.run_news import news
from tests.support.scripted_site import Scripted, numbered, raw

HTML = "<!doctype html><html><body><h1>새 누리집으로 옮겼습니다</h1><p>고맙습니다.</p></body></html>"


class Small(Scripted):
    """An undeclared outlet with six articles; ``how``: which of feeds and sitemaps it names."""

    def links(self) -> list[str]:
        for n in range(6):
            self.answers[f"/news/view.php?id={1001 + n}"] = [raw(article(n))]
        return [f"{self.home}/news/view.php?id={1001 + n}" for n in range(6)]

    def outlet(self, **changes):  # type: ignore[no-untyped-def]
        return super().outlet(**{"family": "generic", **changes})


def rss(links: list[str]) -> str:
    items = "".join(f"<item><title>물길</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'


def sitemap(links: list[str]) -> str:
    rows = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


def json_feed(links: list[str]) -> str:
    items = [
        {"id": link, "url": link, "title": "물길", "content_html": "<p>글</p>", "date_published": now().isoformat()}
        for link in links
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "가온", "items": items}, ensure_ascii=False
    )


READ = {
    "a packed feed": ("feeds", lambda links: gzip.compress(rss(links).encode()), "application/x-gzip"),
    "a packed sitemap": ("sitemaps", lambda links: gzip.compress(sitemap(links).encode()), "application/x-gzip"),
    "a packed sitemap called XML": ("sitemaps", lambda links: gzip.compress(sitemap(links).encode()), "text/xml"),
    "packed twice": (
        "sitemaps",
        lambda links: gzip.compress(gzip.compress(sitemap(links).encode())),
        "application/gzip",
    ),
    "a JSON Feed": ("feeds", lambda links: json_feed(links).encode(), "application/feed+json"),
    "a sitemap for a feed": ("feeds", lambda links: sitemap(links).encode(), "text/xml"),
    "a feed for a sitemap": ("sitemaps", lambda links: rss(links).encode(), "text/xml"),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read(tmp_path: Path, name: str) -> None:
    kind, make, content_type = READ[name]
    with Small() as site:
        site.answers["/list.xml.gz"] = [raw(make(site.links()), Content_Type=content_type)]
        done = crawl([site.outlet(**{kind: [f"{site.home}/list.xml.gz"]})], tmp_path / "archive.db")
        assert len(articles(tmp_path / "archive.db")) == 6, done.why
        assert done.code == 0


SAID = {
    "an HTML page": raw(HTML),
    "an HTML page in XML": raw(f'<?xml version="1.0" encoding="UTF-8"?>\n{HTML}', Content_Type="text/xml"),
    "other JSON": raw('{"error": "없는 주소"}', Content_Type="application/json"),
    "half a gzip": raw(gzip.compress(rss(["http://a/1"] * 500).encode())[:60], Content_Type="application/x-gzip"),
}


@pytest.mark.parametrize("kind", ["feeds", "sitemaps"])
@pytest.mark.parametrize("name", SAID)
def test_it_is_said_that_night_and_counted(tmp_path: Path, name: str, kind: str) -> None:
    archive = tmp_path / "archive.db"
    with Small() as site:
        site.answers["/list"] = [SAID[name]]
        done = crawl([site.outlet(**{kind: [f"{site.home}/list"]})], archive)
        (finding,) = findings(archive)
        assert finding.code is RunFindingCode.NOT_A_LIST
        assert any("cannot be read: no " in one for one in done.summaries["mini"]["findings"])
        said = news("health", "--archive", archive, "--lang", "en", cwd=tmp_path)
        assert said.code == 1
        assert "1 of its lists or feeds" in said.out


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    with Small() as site:
        site.answers["/list"] = [raw(rss([]), Content_Type="text/xml")]
        crawl([site.outlet(feeds=[f"{site.home}/list"])], tmp_path / "archive.db")
        assert not findings(tmp_path / "archive.db")


def test_unpacking_is_bounded() -> None:
    with pytest.raises(UnpackError, match="too_large"):
        unpack_body(gzip.compress(b"\0" * (MAX_UNPACKED_BYTES + 1)))
    with pytest.raises(UnpackError, match="truncated"):
        unpack_body(gzip.compress(bytes(range(256)) * 50)[:-20])
    assert unpack_body(b"<rss/>") == b"<rss/>"


class Renamed(Scripted):
    """A Newspim list whose rows have other names."""

    def entry(self, number: str) -> str:
        link = f'<a href="/news/view/{number}">가온시 물길 소식 {number} 나왔다</a>'
        return f"<section class='q7'><b>{link}</b><i>{self.articles[number]} 09:30</i></section>"


def test_a_list_without_its_rows_is_read_as_links_and_counted(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Renamed(numbered(30)) as site:
        done = crawl([site.outlet()], archive)
        assert len(articles(archive)) == 30, done.why
        found = [one for one in findings(archive) if one.code is RunFindingCode.LIST_BY_LINKS]
        assert [one.detail for one in found] == ["20"]
        assert "1 of its lists or feeds" in news("health", "--archive", archive, "--lang", "en", cwd=tmp_path).out


def test_links_of_the_frame_are_not_rows() -> None:
    html = (
        "<nav><a href='/news/100'>알림 마당으로 가는 길 안내</a></nav><div class='gnb'><a href='/news/101'>우리 신문을 만드는 사람들</a></div>"
        "<main><div><a href='/news/2001'><img></a><a href='/news/2001'>가온시 물길 새로 놓는다</a> 2026-11-28 09:30</div>"
        "<div><a href='/news/2002'>나루동 다리 이듬해 선다</a></div><a href='/news/2003'>더보기</a></main>"
        "<footer><a href='/news/102'>개인 정보를 다루는 방침</a></footer>"
    )
    found = read_links(html, "http://a.example/list", fetched_at=now())
    assert [(one.url, one.headline) for one in found] == [
        ("http://a.example/news/2001", "가온시 물길 새로 놓는다"),
        ("http://a.example/news/2002", "나루동 다리 이듬해 선다"),
    ]
    assert found[0].published_raw == "2026-11-28 09:30"


def test_a_cp949_robots_txt_forbids_only_its_path(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Small() as site:
        site.answers["/robots.txt"] = [
            raw("# 로봇 규칙\r\nUser-agent: *\r\nDisallow: /관리\r\n".encode("cp949"), Content_Type="text/plain")
        ]
        closed = f"{site.home}/%B0%FC%B8%AE/20261128"
        site.answers["/rss.xml"] = [raw(rss([*site.links(), closed]), Content_Type="text/xml")]
        crawl([site.outlet(feeds=[f"{site.home}/rss.xml"])], archive)
        assert len(articles(archive)) == 6
        assert states(archive)[closed] == "disallowed robots"


@pytest.mark.parametrize("charset", ["cp949", "utf-8"])
def test_a_location_with_raw_bytes_is_followed_as_it_is(tmp_path: Path, charset: str) -> None:
    archive = tmp_path / "archive.db"
    word = "물길".encode(charset)
    path = "/news/view.php?sec=" + "".join(f"%{byte:02X}" for byte in word) + "&id=1001"
    with Small() as site:
        head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: /news/view.php?sec="
        site.answers["/news/go.php?id=2001"] = [head + word + b"&id=1001\r\n\r\n"]
        site.answers[path] = [raw(article(0))]
        site.answers["/rss.xml"] = [raw(rss([f"{site.home}/news/go.php?id=2001"]), Content_Type="text/xml")]
        done = crawl([site.outlet(feeds=[f"{site.home}/rss.xml"])], archive)
        assert list(articles(archive)) == [site.home + path], done.why


def test_bytes_of_addresses() -> None:
    assert read_url_bytes("/관리".encode("cp949")) == "/%B0%FC%B8%AE"
    assert read_url_bytes("/관리".encode()) == "/관리"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_a_handshake_that_fails_is_called_so(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    signer = authority(tmp_path)
    old = signer.context("127.0.0.1")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    with Scripted(numbered(2), tls=old) as site:
        done = crawl([site.outlet()], archive, trusted=signer.trusted)
        assert done.summaries["mini"]["findings"] == ["robots_unavailable: robots.txt: tls_handshake"], done.why
        said = news("health", "--archive", archive, "--lang", "en", cwd=tmp_path)
        assert "No secure connection (TLS)" in said.out
