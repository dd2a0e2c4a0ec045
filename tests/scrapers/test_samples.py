"""The sample outlets: their records, their pages, their site over real HTTP."""

import http.client
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.article import Article
from scrapers.samples import news, php
from scrapers.samples.generate import arbitrary
from scrapers.samples.render import SKINS, encode, expected, render, renderable
from scrapers.samples.site import GBHANA, HOST, NEWSPIM, Failure, SampleSite, outlets_at
from scrapers.samples.skins.skin import Around
from scrapers.samples.surroundings import others
from scrapers.samples.topics.specials import RELEASE_AS_GBHANA, RELEASE_AS_NEWSPIM

SHARED = Path(__file__).parents[3] / "shared"
OUTLETS = (NEWSPIM, GBHANA)
VOID = {"meta", "link", "img", "br", "input", "hr"}


class Balance(HTMLParser):
    """Whether every element that is opened is closed in its order; ``text`` is what a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.stored = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        self.stored = ("type", "application/json") in attrs

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag == "xml":  # gnuboard4 closes what nobody opened, against hostile posts
            return
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in {"script", "style"}:
            self.text += data
        elif self.stored:  # what a script shows when it has run
            self.text += "".join(unescape(text) for text in strings(json.loads(data)))


def strings(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def balanced(html: str) -> Balance:
    parser = Balance()
    parser.feed(html)
    parser.close()
    return parser


def folded(text: str) -> str:
    return " ".join(text.split())


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


# --- the news ---


@pytest.mark.parametrize("outlet", OUTLETS)
def test_news_is_plenty_unique_and_the_same_again(outlet: str) -> None:
    articles = news.invented(outlet)
    assert articles == news.invented(outlet)
    assert len(articles) >= 60
    for values in (
        [a.canonical_url for a in articles],
        [a.headline for a in articles],
        [a.body for a in articles],
        [a.article_no for a in articles],
    ):
        assert len(set(values)) == len(articles)
    times = [a.published_at for a in articles]
    assert times == sorted(times, reverse=True)
    days = {at.date() for at in times if at}
    assert len(days) >= 10
    assert max(days).isoformat() == "2026-11-20"


@pytest.mark.parametrize("outlet", OUTLETS)
def test_news_is_varied(outlet: str) -> None:
    articles = news.invented(outlet)
    both = [a for a in articles if "포항" in a.headline + a.body and "배터리" in a.headline + a.body]
    assert len(both) >= 10
    assert {len(a.deck.split("\n")) if a.deck else 0 for a in articles} >= {0, 1, 2}
    assert {len(a.photos) for a in articles} >= {0, 1, 2, 3, 4}
    assert {len(a.reporters) for a in articles} == {0, 1, 2, 3}
    assert any(photo.credit for a in articles for photo in a.photos)
    assert any(photo.caption and not photo.credit for a in articles for photo in a.photos)
    assert len({a.body.count("\n") for a in articles}) >= 7
    whole = "\n".join(f"{a.headline}\n{a.deck}\n{a.body}" for a in articles)
    for wanted in (
        "[단독]",
        "이차전지",
        "포스코",
        "영일만",
        "與野",
        "Ålesund",
        " | ",
        "‘Warning: ",
        "[인사]",
        "[부고]",
        "뷁",
        "<",
        "&",
    ):
        assert wanted in whole, wanted
    sentences = Counter(line for a in articles for line in a.body.split("\n"))
    assert sentences.most_common(1)[0][1] <= 3


def test_one_release_is_carried_by_both() -> None:
    ours = [next(a for a in news.invented(o) if "실무협의체" in a.headline) for o in OUTLETS]
    newspim, gbhana = (set(a.body.split("\n")) for a in ours)
    assert len(newspim & gbhana) >= 4
    assert newspim != gbhana
    assert ours[0].published_at != ours[1].published_at
    assert RELEASE_AS_NEWSPIM.headline != RELEASE_AS_GBHANA.headline


def test_extra_news_only_adds_older_ones() -> None:
    few, many = news.invented(GBHANA), news.invented(GBHANA, extra=300)
    assert len(many) == len(few) + 300
    assert [a.body for a in many[: len(few)]] == [a.body for a in few]
    assert len({a.headline for a in many}) == len({a.canonical_url for a in many}) == len(many)


def test_particles_follow_the_word() -> None:
    whole = "".join(a.body + a.headline + a.deck for o in OUTLETS for a in news.invented(o, extra=200))
    assert "{" not in whole
    assert not re.search(r"(?:사과|오징어|문어|요트|고추)(?:을|은|이 [가-힣])", whole)
    assert not re.search(r"(?:마늘|연탄|내복|쌀|컨테이너선)(?:를|는 )", whole)


# --- the pages ---


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize("weight", [0, 44_000])
def test_page_is_well_formed_and_shows_the_record(skin: str, weight: int) -> None:
    for seed in range(40):
        article = arbitrary(seed, skin)
        page = balanced(render(article, skin, weight=weight, seed=seed, php=0))
        assert page.wrong == []
        assert page.stack == []
        shown = folded(page.text)
        want = expected(article, skin)
        for words in (want.headline, *want.deck.split("\n"), *want.body.split("\n"), *want.reporters, *want.emails):
            assert folded(words) in shown
        for photo in want.photos:
            assert folded(photo.caption) in shown
        for other in others():
            assert folded(other.body) in shown


@pytest.mark.parametrize("skin", SKINS)
def test_page_has_the_weight_asked_for(skin: str) -> None:
    sizes = [len(encode(render(arbitrary(seed, skin), skin, weight=44_000))) for seed in range(20)]
    assert min(sizes) > 43_000
    assert max(sizes) < 45_000


@pytest.mark.parametrize("skin", SKINS)
def test_rendering_is_the_same_again_and_varies_with_the_seed(skin: str) -> None:
    article = arbitrary(3, skin)
    assert render(article, skin) == render(article, skin)
    assert len({render(article, skin, seed=seed) for seed in range(12)}) > 3


def test_bare_page_holds_nothing_of_others() -> None:
    article = arbitrary(1, "newspim-2023")
    html = render(article, "newspim-2023", decoys=False)
    assert others()[0].headline not in html
    assert "ADVERTISEMENT" not in html


def test_surroundings_may_be_ones_own() -> None:
    article, other = arbitrary(1, "newspim-2023"), arbitrary(2, "newspim-2023")
    html = render(article, "newspim-2023", decoys=Around(widget=(other,), ticker=("하나뿐인 속보",)))
    shown = balanced(html).text
    assert other.headline in shown
    assert "하나뿐인 속보" in shown
    assert "AI 핵심 요약" not in shown


@pytest.mark.parametrize("skin", SKINS)
def test_arbitrary_records_are_renderable_and_differ(skin: str) -> None:
    records = [arbitrary(seed, skin) for seed in range(200)]
    assert all(renderable(record, skin) for record in records)
    assert len({record.body for record in records}) == 200
    assert records == [arbitrary(seed, skin) for seed in range(200)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("▲시민들이 걷고 있다.", "a caption"),
        ("[포항=뉴스핌] 한서우 기자 = 시작했다.", "an opening"),
        ("id@newspim.com", "a closing line"),
        ("두  칸을 띄었다.", "two spaces"),
        ("보이지\u200b않는 글자다.", "an invisible character"),
        ("각".encode().decode() + "\u1100\u1161", "not composed"),
        ("Warning: 어쩌고", "a server message"),
    ],
)
def test_what_cannot_come_back_is_not_renderable(line: str, why: str) -> None:
    article = arbitrary(0, "gbhana-mobile")
    assert not renderable(replace(article, body=f"{line}\n{article.body}"), "gbhana-mobile"), why


def test_expected_drops_what_the_skin_does_not_show() -> None:
    article = next(arbitrary(n, "newspim-2026") for n in range(99) if arbitrary(n, "newspim-2026").modified_at)
    assert expected(article, "newspim-2026").published_at == article.published_at
    assert article.published_at
    minute = article.published_at.replace(second=0)
    assert expected(article, "newspim-2023").published_at == minute
    hana = expected(article, "gbhana-desktop")
    assert (hana.section, hana.tags, hana.emails, hana.dateline, hana.modified_at) == ("", (), (), "", None)
    assert hana.published_raw == f"{minute:%Y.%m.%d %H:%M}"


def test_encode_keeps_every_character() -> None:
    html = '<meta charset="utf-8"><p>똠 펲 햏 뷁 — é 🚲 𠮷</p>'
    data = encode(html, "cp949", declared="euc-kr")
    assert b'charset="euc-kr"' in data
    text = data.decode("cp949")
    assert "똠 펲 햏 뷁" in text
    assert balanced(text).text == "똠 펲 햏 뷁 — é 🚲 𠮷"
    assert encode(html).decode() == html


# --- what PHP prints ---


def test_php_messages_come_in_every_form() -> None:
    whole = (*php.messages(), *php.fatal())
    assert len(set(whole)) == len(whole) >= 40
    for level in ("Warning", "Notice", "Deprecated", "Strict Standards", "Fatal error", "Parse error"):
        assert any(m.startswith(f"\n{level}: ") for m in whole), level
        assert any(m.startswith(f"\n<br />\n<b>{level}</b>:  ") for m in whole), level
    assert any("Stack trace:\n#0 " in m for m in whole)
    assert (
        "\nWarning: Illegal string offset 'use' in /home/sample/public_html/theme/wide01/mobile/sub.php on line 36\n"
        in whole
    )


def test_insert_adds_only_the_message() -> None:
    html = render(arbitrary(4, "gbhana-desktop"), "gbhana-desktop", weight=20_000, php=0)
    message = php.messages()[1]
    places = php.boundaries(html)
    assert places[0] == 0
    assert len(places) > 100
    for place in places[::17]:
        got = php.insert(html, place, message)
        assert len(got) == len(html) + len(message)
        assert got.replace(message, "") == html
        assert not re.search(r"<(?:script|style|title)\b[^>]*>[^<]*$", html[:place])
    assert all(html[n - 1] == '"' for n in php.in_attributes(html))
    assert len(php.in_attributes(html)) > 10
    split = [php.insert(html, n, "|") for n in php.in_text(html, "견본하나")]
    assert [next(iter(re.findall(r"견[본하|]+나", page))) for page in split] == ["견|본하나", "견본|하나", "견본하|나"]


@pytest.mark.parametrize("skin", SKINS)
def test_page_prints_as_many_messages_as_the_record_counts(skin: str) -> None:
    article = next(arbitrary(n, skin) for n in range(99) if arbitrary(n, skin).php_messages == 6)
    html = render(article, skin)
    assert sum(html.count(message) for message in php.messages()[:6]) == 6


# --- the site ---


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
    root = Path(__file__).parents[2]
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


# --- nothing of others ---


def sentences(text: str) -> set[str]:
    return {folded(s) for s in re.split(r"(?<=[.!?])\s|[\n\"“”‘’']", text) if len(re.findall("[가-힣]", s)) >= 12}


def sample_text() -> str:
    folder = Path(news.__file__).parent
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))


def rendered_text(articles: tuple[Article, ...]) -> str:
    return "\n".join(f"{a.headline}\n{a.deck}\n{a.body}\n" + "\n".join(p.caption for p in a.photos) for a in articles)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not beside the project")
def test_no_sentence_of_a_real_article_stands_in_the_samples() -> None:
    ours = folded(sample_text() + rendered_text((*news.invented(NEWSPIM), *news.invented(GBHANA), *others())))
    theirs: set[str] = set()
    for path in (*SHARED.glob("seeds/*.json"), *SHARED.glob("pages/gold/*.json")):
        record = json.loads(path.read_text("utf-8"))
        theirs |= sentences("\n".join(str(record.get(key) or "") for key in ("headline", "deck", "body")))
    for path in SHARED.glob("seeds/*.txt"):
        theirs |= sentences(path.read_text("utf-8"))
    assert len(theirs) > 300
    assert [sentence for sentence in theirs if sentence in ours] == []
