"""One article, one row, whatever its addresses; and none is lost where a page names another one's address."""

from contextlib import closing
from pathlib import Path

import pytest

from models.archive.read.articles import get_article
from models.archive.read.open import open_connection
from models.text.addresses import address_forms, bare_address, tidy_query
from pipelines.contracts.layout import ArticleIdentity
from pipelines.same_address import choose_identity
from tests.scrapers.crawl.test_notices import NAMES, PAGE, text_of
from tests.scrapers.crawl.test_revisits import again, make_due
from tests.scrapers.importing.test_import_notices import bring, stored
from tests.support.crawls import articles, crawl, rows, states, sums_close
from tests.support.scripted_site import Scripted, raw

BASE = "https://www.gaon-ilbo.example"


class Feed(Scripted):
    """An undeclared outlet with a feed of any addresses; ``pages`` are what they answer."""

    def offer(self, pages: dict[str, str]) -> None:
        items = "".join(
            f"<item><title>가온</title><link>{self.home}{path.replace('&', '&amp;')}</link></item>" for path in pages
        )
        self.answers["/rss.xml"] = [
            raw(f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>', Content_Type="text/xml")
        ]
        for path, html in pages.items():
            self.answers[path] = [raw(html)]

    def outlet(self, **changes):  # type: ignore[no-untyped-def]
        return super().outlet(**{"family": "generic", "feeds": [f"{self.home}/rss.xml"], **changes})


def article(n: int, head: str = "") -> str:
    page = PAGE.format(headline=f"가온시 {NAMES[n]} 거리 새로 꾸민다", day="2026.11.28", text=text_of(n))
    return page.replace("</head>", f"{head}</head>")


HEADS = {
    "canonical": '<link rel="canonical" href="{}">',
    "og:url": '<meta property="og:url" content="{}">',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_two_addresses_of_an_article_are_one_row_and_both_find_it(tmp_path: Path, head: str) -> None:
    archive = tmp_path / "archive.db"
    with Feed() as site:
        pages = {}
        for n in range(4):
            html = article(n, head.format(f"{site.home}/news/view.php?id={1001 + n}"))
            pages |= {f"/news/view.php?id={1001 + n}&{more}": html for more in ("part=main", "part=top", "SNS=00001")}
            site.answers[f"/news/view.php?id={1001 + n}"] = [raw(html)]
        site.offer(pages)
        done = crawl([site.outlet()], archive)
        assert sums_close(done.summaries), done.why
        assert sorted(articles(archive)) == [f"{site.home}/news/view.php?id={1001 + n}" for n in range(4)]
        assert {one.partition(" ")[0] for one in states(archive).values()} == {"stored", "unchanged"}
        with closing(open_connection(archive)) as db:
            for path in pages:
                found = get_article(db, site.home + path)
                assert found is not None, path
                assert found.canonical_url == site.home + path.partition("&")[0]
        make_due(archive)
        crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": 4, "same": 4}
        assert len(articles(archive)) == 4


@pytest.mark.parametrize(
    "named",
    ["/", "/news/list.php?code=1000", "/news/view.php?id=9999", "/main/index.php?no=12345678", "/hot/20261128001"],
)
def test_one_address_named_by_all_pages_hides_none(tmp_path: Path, named: str) -> None:
    archive = tmp_path / "archive.db"
    with Feed() as site:
        site.offer(
            {
                f"/news/view.php?id={1001 + n}": article(n, HEADS["canonical"].format(site.home + named))
                for n in range(5)
            }
        )
        crawl([site.outlet()], archive)
        assert sorted(articles(archive)) == [f"{site.home}/news/view.php?id={1001 + n}" for n in range(5)]
        make_due(archive)
        crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": 5, "same": 5}


FORMS = [
    "https://www.gaon-ilbo.example/news/2026/7001",
    "http://www.gaon-ilbo.example/news/2026/7001",
    "https://gaon-ilbo.example/news/2026/7001/",
    "https://m.gaon-ilbo.example/news/2026/7001",
    "https://mobile.gaon-ilbo.example/news/2026/7001?utm_source=mail&utm_medium=x",
    "https://www.gaon-ilbo.example:443/news/2026/7001#comments",
    "http://www.gaon-ilbo.example:80/news/2026/7001?fbclid=Iwx",
    "https://www.gaon-ilbo.example/news/2026/7001?igshid=a&from=kakao&ref=main",
    "https://www.gaon-ilbo.example/news/2026/7001?PHPSESSID=8f2a9c",
    "https://www.gaon-ilbo.example/news/2026/7001;jsessionid=8F2A9C?sid=ab12",
]


@pytest.mark.parametrize("first", [FORMS[0], FORMS[1], FORMS[2], FORMS[3]])
def test_forms_of_one_address_are_one_article(tmp_path: Path, first: str) -> None:
    target = tmp_path / "archive.db"
    assert bring(target, article(0), url=first).counts == {"new": 1}
    for url in FORMS:
        assert bring(target, article(0), url=url).counts == {"unchanged": 1}, url
    assert len(stored(target)) == 1
    with closing(open_connection(target)) as db:
        assert all(get_article(db, url) is not None for url in FORMS)
        assert get_article(db, "https://www.gaon-ilbo.example/news/2026/7002") is None


def test_two_rows_of_an_older_archive_stay_two(tmp_path: Path) -> None:
    target = tmp_path / "archive.db"
    one, other = f"{BASE}/news/view.php?id=7001", f"{BASE}/news/view.php?id=7001&part=top"
    for url in (one, other):
        assert bring(target, article(0), url=url).counts == {"new": 1}
    named = article(0, HEADS["canonical"].format(one))
    for url in (one, other):
        assert bring(target, named, url=url).counts == {"unchanged": 1}
    assert len(stored(target)) == 2


def identify(url: str) -> ArticleIdentity | None:
    return ArticleIdentity(url) if url.startswith(BASE) and any(map(str.isdigit, url)) else None


NAMED = [
    ("/news/view.php?id=1001&x=1", "/news/view.php?id=1001", True),
    ("/m/view.php?idx=1001", "/news/articleView.html?idxno=1001", True),
    ("/?p=123", "/2026/11/28/gaon-mulgil-sosik", True),
    ("/go/2001", "/news/2026112812345", True),
    ("/news/view.php?id=1001", "/news/view.php?id=1002", False),
    ("/news/20261128001", "/news/20261128002", False),
    ("/news/view.php?id=1001", "/news/list.php?code=1000", False),
    ("/news/view.php?id=1001", "/", False),
    ("/news/view.php?id=1001", "https://other.example/news/view.php?id=1001", False),
    ("/news/view.php?id=100123", "/section/100", False),
]


@pytest.mark.parametrize(("own", "named", "believed"), NAMED)
def test_a_named_address_must_be_plausible(own: str, named: str, *, believed: bool) -> None:
    found = choose_identity(BASE + own, [named], identify)
    assert found is not None
    assert found.canonical_url == (BASE + named if believed else BASE + own)


def test_what_an_address_may_lose() -> None:
    assert tidy_query("a=1&utm_source=x&UTM_Medium=y&gclid=z&b=2&c=") == "a=1&b=2"
    assert tidy_query("sid=1234&no=5") == "sid=1234&no=5", "a number names a section or an article"
    assert tidy_query("sid=f00ba7&no=5") == "no=5"
    assert tidy_query("sec=%b9%b0%b1%e6&id=1") == "sec=%B9%B0%B1%E6&id=1", "bytes of another charset stay"
    assert bare_address("HTTP://A.example:80/x;jsessionid=1?sns=1#top") == "http://a.example/x"
    assert "http://m.a.example/x/" in address_forms("https://www.a.example/x")


def test_the_address_in_the_ledger_says_whose_it_is(tmp_path: Path) -> None:
    target = tmp_path / "archive.db"
    bring(
        target,
        article(0, HEADS["canonical"].format(f"{BASE}/news/view.php?id=7001")),
        url=f"{BASE}/news/view.php?id=7001&part=top",
    )
    assert rows(target, "SELECT key, state, reason FROM url") == [
        (f"{BASE}/news/view.php?id=7001&part=top", "stored", f"address_of: {BASE}/news/view.php?id=7001")
    ]
