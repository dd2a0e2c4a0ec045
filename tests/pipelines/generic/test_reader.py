"""Pages of outlets that nobody declared: kinds of sites, skins of all families, and each rule of the reader by itself."""

from collections import Counter
from datetime import datetime

import pytest

from models.records.article import Article
from models.records.times import KST
from pipelines.contracts.rejection import Reason, Reject
from scrapers.families.generic import FAMILY, outlet_for
from scrapers.samples.news import invented
from scrapers.samples.render import SAMPLE_OUTLETS, SKINS, encode, expected, render
from tests.sites.unknown_pages import BODY, CAPTION, FOREIGN, HEADLINE, LINES, OTHERS, PAGES, REPORTER, P, whole
from tests.support.read_pages import FETCHED, HOME
from tests.support.undeclared import ADDRESS, read_unknown

AT = datetime(2026, 11, 20, 9, 31, tzinfo=KST)


def article(found: Article | Reject) -> Article:
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_site_of_any_kind_is_read(name: str) -> None:
    found = article(read_unknown(PAGES[name]()))
    assert found.headline == HEADLINE
    assert found.body == BODY
    assert found.reporters == (REPORTER,)
    at = AT.replace(hour=21) if name == "financial" else AT
    assert found.published_at is not None
    assert found.published_at.replace(second=0) == at


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_others_enters(name: str) -> None:
    found = article(read_unknown(PAGES[name]()))
    texts = (found.headline, found.deck, found.body, *found.reporters, *(photo.caption for photo in found.photos))
    for other in (*FOREIGN, *OTHERS, "민가람", "부럽네요", "많이 본", "로그인", "2026.11.21"):
        assert not any(other in text for text in texts), other
    assert CAPTION not in found.body


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("declared", ["utf-8", "euc-kr"])
def test_bytes_are_believed_more_than_what_is_declared(name: str, declared: str) -> None:
    html = PAGES[name]().replace('charset="utf-8"', f'charset="{declared}"')
    for body in (html.encode(), html.encode("cp949", "xmlcharrefreplace")):
        if name != "next_stream" or body == html.encode():  # its rows are counted in bytes of UTF-8
            assert article(read_unknown(body)).body == BODY


PER_SKIN = 6


def _samples(skin: str) -> list[Article]:
    family = SKINS[skin].family
    records = invented(f"sample-{family}", home=HOME)
    return [records[n * 11 % len(records)] for n in range(PER_SKIN)]


@pytest.mark.parametrize("skin", SKINS)
def test_skins_of_all_families_are_read_without_their_layouts(skin: str) -> None:
    """The floor: headline, time and reporters of every sample page, F1 of the body .97 on average."""
    shares = []
    for number, record in enumerate(_samples(skin)):
        wanted = expected(record, skin)
        body = encode(render(record, skin, seed=number), "cp949" if number % 2 else "utf-8")
        found = article(read_unknown(body, url=record.url, fetched_at=record.fetched_at))
        assert found.headline == wanted.headline
        assert found.published_at is not None
        assert wanted.published_at is not None
        assert found.published_at.replace(second=0) == wanted.published_at.replace(second=0)
        assert set(found.reporters) == set(wanted.reporters)
        shares.append(_f1(wanted.body, found.body))
    assert sum(shares) / len(shares) >= 0.97


def _f1(wanted: str, found: str) -> float:
    left, right = Counter(wanted.split()), Counter(found.split())
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def test_every_family_has_a_skin_here() -> None:
    assert {SKINS[skin].family for skin in SKINS} == set(SAMPLE_OUTLETS)


SCRIPT = (
    "[앵커]",
    "바다 도서관이 다음 달 문을 엽니다. 한서우 기자가 다녀왔습니다.",
    "[기자]",
    "옛 여객터미널이 책으로 가득 찼습니다. 창가에 앉으면 수평선이 한눈에 들어옵니다.",
    "[도해솔 / 견본시 주민]",
    '"아이들하고 걸어서 올 수 있는 곳에 생겨서 정말 반갑습니다."',
    "[기자]",
    "도서관은 다음 달 12일부터 밤 9시까지 문을 엽니다. 견본뉴스 한서우입니다.",
)


@pytest.mark.parametrize("marks", ["[{}]", "◀ {} ▶", "【{}】"])
def test_speaker_marks_of_a_script_stay(marks: str) -> None:
    lines = [marks.format(line[1:-1]) if line.startswith("[") else line for line in SCRIPT]
    inside = f"<h2>{HEADLINE}</h2><p>입력 2026-11-20 09:31</p><div class='news_txt'>{'<br>'.join(lines)}</div>"
    assert article(read_unknown(whole(f"{HEADLINE} | 견본뉴스", inside))).body == "\n".join(lines)


def test_a_table_is_one_line_a_row() -> None:
    table = "<table><tr><th>구분</th><th>2025</th><th>2026</th></tr><tr><td>책</td><td>4만 권</td><td>5만 권</td></tr></table>"
    inside = f"<h1>{HEADLINE}</h1><p>입력 2026-11-20 09:31</p><div class='view_con'>{P}{table}<p>자료는 견본시가 냈다.</p></div>"
    found = article(read_unknown(whole(HEADLINE, inside)))
    assert found.body == f"{BODY}\n구분 | 2025 | 2026\n책 | 4만 권 | 5만 권\n자료는 견본시가 냈다."


@pytest.mark.parametrize(
    "times",
    [
        "",
        "<p>2026.11.21 (토) 03:00</p>",
        "<div class='comment'><span>2026-11-20 11:11</span></div>",
        "<p>최종편집 : 2026-11-21 03:00</p>",
        "<div class='rank'><p>입력 2026-11-19 08:00</p></div>",
    ],
)
def test_without_a_time_of_its_own_there_is_none(times: str) -> None:
    inside = f"<h1>{HEADLINE}</h1><div class='view_con'>{P}</div>"
    found = article(
        read_unknown(whole(HEADLINE, f"{inside}{times}" if "comment" in times or "rank" in times else inside))
    )
    assert (found.published_at, found.published_raw, found.published_from) == (None, "", "")
    if "최종" in times or "(토)" in times:
        page = whole(HEADLINE, inside).replace('<div class="gnb">', f'{times}<div class="gnb">')
        assert article(read_unknown(page)).published_at is None


@pytest.mark.parametrize(
    ("title", "meta"),
    [
        (f"{HEADLINE} - 견본신문", ""),
        (f"{HEADLINE} | 사회 | 견본신문", ""),
        (f"{HEADLINE}::견본신문", ""),
        (f"견본신문 > 뉴스 > {HEADLINE}", ""),
        (f"{HEADLINE}ㅣ견본신문", '<meta property="og:site_name" content="견본신문">'),
        (f"[견본신문] {HEADLINE}", '<meta property="og:site_name" content="견본신문">'),
        ("견본신문", ""),
        ("", ""),
    ],
)
def test_the_headline_is_what_titles_and_headings_agree_on(title: str, meta: str) -> None:
    heading = f"<h1>견본신문</h1><h2>사회</h2><h3 class='tit'>{HEADLINE}</h3><p>입력 2026-11-20 09:31</p><div class='view_con'>{P}</div>"
    assert article(read_unknown(whole(title, heading, meta=meta))).headline == HEADLINE


@pytest.mark.parametrize(
    "title", [f"{HEADLINE} - 견본신문", f"{HEADLINE} | 견본신문", f"{HEADLINE} : 사회 : 뉴스 : 견본신문"]
)
def test_without_a_heading_the_title_less_the_sites_name_is_the_headline(title: str) -> None:
    found = article(read_unknown(whole(title, f"<p>입력 2026-11-20 09:31</p><div class='view_con'>{P}</div>")))
    assert found.headline == HEADLINE


@pytest.mark.parametrize("size", [1, 2])
def test_a_short_article_is_no_widget(size: int) -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES[:size])
    inside = f"<h1>{HEADLINE}</h1><p>입력 2026-11-20 09:31</p><div class='x'>{text}</div>"
    leads = "".join(f"<li><a href='/{n}'>{OTHERS[n]}</a><p>{FOREIGN[n]}</p></li>" for n in range(2)) * 6
    found = article(read_unknown(whole(HEADLINE, inside, side=f"<div class='latest'><ul>{leads}</ul></div>")))
    assert found.body == "\n".join(LINES[:size])


def test_card_news_is_an_article_of_pictures() -> None:
    pictures = "".join(f"<li><img src='/card{n}.jpg'></li>" for n in range(5))
    inside = f"<h1>[카드뉴스] {HEADLINE}</h1><ul><li>인턴 {REPORTER}</li></ul><div class='news_body'><p>입력 : 2026.11.20 09:31</p><ul>{pictures}</ul></div>"
    found = article(read_unknown(whole(f"[카드뉴스] {HEADLINE} - 견본신문", inside)))
    assert (found.body, len(found.photos), found.reporters) == ("", 5, (REPORTER,))
    undated = read_unknown(whole("견본신문", f"<div class='news_body'><ul>{pictures}</ul></div>"))
    assert isinstance(undated, Reject)
    assert undated.reason in (Reason.NO_BODY, Reason.NO_HEADLINE, Reason.LIST_PAGE)


@pytest.mark.parametrize(
    ("url", "canonical", "number"),
    [
        (
            "http://www.unknown.example/news/view.php?idx=12345&utm_source=x&page=3",
            "http://www.unknown.example/news/view.php?idx=12345",
            "12345",
        ),
        (
            "https://m.unknown.example/article/20261120001#top",
            "https://m.unknown.example/article/20261120001",
            "20261120001",
        ),
        ("http://unknown.example:8080/a/777", "http://unknown.example:8080/a/777", "777"),
    ],
)
def test_the_address_less_what_tells_nothing_is_the_identity(url: str, canonical: str, number: str) -> None:
    found = article(read_unknown(PAGES["portal_second"](), url=url))
    assert (found.canonical_url, found.article_no) == (canonical, number)
    other = article(
        read_unknown(PAGES["portal_second"](), url=f"{url.split('#')[0]}{'&' if '?' in url else '?'}fbclid=abc")
    )
    assert other.canonical_url == canonical


@pytest.mark.parametrize(
    ("url", "outlet_id"),
    [
        ("https://www.hanbit-news.example/1234", "hanbit-news-example"),
        ("http://m.hanbit.co.kr/1234", "hanbit-co-kr"),
        ("http://127.0.0.1:8001/1234", "127-0-0-1-8001"),
        (
            "http://한빛뉴스.example/1234",
            "한빛뉴스.example".encode("idna").decode().replace("xn--", "xn-").replace(".", "-"),
        ),
    ],
)
def test_an_outlet_is_made_from_the_page(url: str, outlet_id: str) -> None:
    found = article(read_unknown(PAGES["portal"](), url=url))
    assert found.outlet == outlet_id
    assert found.outlet_title == "견본신문"


@pytest.mark.parametrize("url", ["", "no address", "ftp://a.example/1", "http://[::1", "javascript:alert(1)"])
def test_no_outlet_is_made_from_what_is_no_address(url: str) -> None:
    from models.records.page import Page

    assert outlet_for(Page(outlet="", url=url, body=b"", fetched_at=FETCHED)) is None


def test_lists_and_homes_are_no_identity() -> None:
    from models.records.page import Page

    outlet = outlet_for(Page(outlet="", url=ADDRESS, body=b"", fetched_at=FETCHED))
    assert outlet is not None
    for path in ("/", "/news", "/list?page=2", "/section/politics"):
        assert FAMILY.identify(f"http://news.unknown.example{path}", outlet) is None
    assert FAMILY.identify("http://other.example/news/12345", outlet) is None
