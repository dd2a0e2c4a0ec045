"""No address but a public one is ever connected to, however it is spelled and wherever it came from."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.middlewares.public_addresses import fold_host, parse_literal, refuse_address, refuse_url
from tests.support.crawls import crawl, states
from tests.support.scripted_site import Scripted, numbered, raw

LOOPBACK = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7F.0x0.0x0.0x1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "0127.0.0.1" if socket.inet_aton("0127.0.0.1")[0] == 127 else "0177.1",
    "127.0.0.1.",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "127．0．0．1",
    "127｡0｡0｡1",
    "127%2e0%2e0%2e1",
    "%31%32%37.0.0.1",
    "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "1\u00ad27.0.0.1",
    "12\u200b7.0.0.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "localhost.localdomain",
]
PRIVATE = [
    "0",
    "0.0.0.0",
    "10.0.0.1",
    "10.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "0xc0a80001",
    "3232235521",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]",
    "[2002:7f00:1::]",
    "[2002:c0a8:1::1]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "intranet",
    "router",
    "nas.local",
    "db.internal",
    "a.localhost",
    "printer.lan",
    "host.home.arpa",
    "a..b.com",
    "-",
    "face",
]
SPELLINGS = [f"http://{host}/news/view/1" for host in (*LOOPBACK, *PRIVATE)]
FORMS = [
    "file:///etc/passwd",
    "ftp://www.newspim.com/",
    "data:text/html,x",
    "gopher://www.newspim.com/",
    "javascript:alert(1)",
    "//www.newspim.com/",
    "www.newspim.com",
    "http:///news",
    "http://",
    "http://user@www.newspim.com/",
    "http://www.newspim.com@127.0.0.1/",
    "http://www.newspim.com:80@127.0.0.1/",
    "http://127.0.0.1\\@www.newspim.com/",
    "http://www.newspim.com\t.evil/",
    "http://www.newspim.com\r\nHost: x/",
    "http://www.newspim.com:99999/",
    "http://[::1/",
    "http://www.news\x00pim.com/",
    "http://exa mple.com/",
]
PUBLIC = [
    "http://www.newspim.com/news/view/1",
    "https://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=1",
    "http://8.8.8.8/",
    "http://0x08080808/",
    "http://[2606:4700:4700::1111]/",
    "http://[2002:808:808::1]/",
    "http://경북신문.com/",
    "http://xn--9t4b11yi5a.com/",
    "http://www.news-1.co.kr:8080/",
    "https://a.dead/",
]


@pytest.mark.parametrize("url", SPELLINGS + FORMS, ids=ascii)
def test_refused(url: str) -> None:
    assert refuse_url(url)


@pytest.mark.parametrize("url", PUBLIC)
def test_let_through(url: str) -> None:
    assert refuse_url(url) == ""


@pytest.mark.parametrize("host", LOOPBACK, ids=ascii)
def test_loopback_only_when_said_aloud(host: str) -> None:
    assert refuse_url(f"http://{host}/", allow_loopback=True) == ""


@pytest.mark.parametrize("host", PRIVATE, ids=ascii)
def test_that_word_opens_no_other_network(host: str) -> None:
    assert refuse_url(f"http://{host}/", allow_loopback=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fe80::1%lo", "169.254.1.1", "nonsense", ""])
def test_a_name_that_resolves_there_is_refused(address: str) -> None:
    assert refuse_address(address)


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_every_number_is_judged_as_its_dotted_form(number: int) -> None:
    dotted = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    for spelling in (str(number), hex(number), f"0{number:o}"):
        assert parse_literal(fold_host(spelling)) == parse_literal(dotted)
        assert refuse_url(f"http://{spelling}/") == refuse_url(f"http://{dotted}/")


@given(st.text(max_size=60))
def test_no_text_breaks_the_judge(text: str) -> None:
    assert isinstance(refuse_url(text), str)
    assert isinstance(refuse_url(f"http://{text}/"), str)


def test_without_the_switch_the_crawl_connects_to_nothing_here(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(3)) as site:
        homes = [f"http://{host}:{site.port}" for host in ("127.0.0.1", "localhost", "127.1", "2130706433")]
        outlets = [site.outlet(id=f"mini-{n}", home=home) for n, home in enumerate(homes)]
        feeds = tuple(f"http://{host}:{site.port}/rss" for host in LOOPBACK if "%" not in host)
        outlets.append(site.outlet(id="feeds", home="http://192.0.2.1", feeds=feeds))
        done = crawl(outlets, archive, allow_loopback=False)
        assert not site.log
    assert done.code == 1
    assert len(done.summaries) == len(outlets)


def test_a_name_that_resolves_to_loopback_is_not_connected_to(tmp_path: Path) -> None:
    """The resolver, not the spelling, holds this one back: the machine's own name."""
    name = socket.gethostname()
    try:
        if not socket.gethostbyname(f"{name}").startswith("127."):
            pytest.skip("this machine's name has another address")
    except OSError:
        pytest.skip("this machine's name does not resolve")
    with Scripted(numbered(3)) as site:
        crawl([site.outlet(home=f"http://{name}:{site.port}")], tmp_path / "archive.db", allow_loopback=False)
        assert not site.log


def test_no_link_redirect_feed_sitemap_or_robots_leads_inside(tmp_path: Path) -> None:
    """The outlet itself is on loopback (allowed here); another port there stands for the user's network."""
    archive = tmp_path / "archive.db"
    with Scripted(numbered(6)) as site, Scripted(numbered(6)) as inside:
        newest, second, *_ = sorted(site.articles, reverse=True)
        hosts = ["127.0.0.1", "127.1", "localhost", "0x7f000001", "[::ffff:127.0.0.1]", "192.168.0.1", "10.1"]
        targets = [f"http://{host}:{inside.port}/news/view/{newest}" for host in hosts]
        links = "".join(f"<item><link>{target}</link></item>" for target in targets)
        locations = "".join(f"<sitemap><loc>{target}</loc></sitemap>" for target in targets)
        site.answers["/rss"] = [raw(f"<rss><channel>{links}</channel></rss>")]
        site.answers["/map"] = [raw(f"<sitemapindex>{locations}</sitemapindex>")]
        site.answers["/news/lists?category_cd=108"] = [
            raw(site.list_page(0).replace("</div>", "".join(f'<a href="{t}">x</a>' for t in targets) + "</div>"))
        ]
        site.fail(newest, raw("", 302, Location=targets[0]))
        site.fail(
            second, raw(site.page(second).replace("</head>", f'<link rel="canonical" href="{targets[0]}"></head>'))
        )
        outlet = site.outlet(feeds=(f"{site.home}/rss",), sitemaps=(f"{site.home}/map",))
        crawl([outlet], archive)
        assert not inside.log
        assert states(archive)[site.url(newest)].startswith("failed redirect_offsite")
        assert states(archive)[site.url(second)] == "stored"
        assert not [key for key in states(archive) if str(inside.port) in key]
