"""Eight pages of an imaginary outlet with odd markup, and of an office's board: what nobody declared, to learn from.

Nothing here follows a CMS that is known: cells for parts, times in words, a card for who wrote it, captions without a
mark in boxes, keywords without links, files whose names have no ending.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from html import escape

from models.records.article import Article, Attachment, Photo
from models.records.outlet import RELEASES, Outlet
from models.records.page import Page
from scrapers.samples.news import invented

HOME = "https://www.nurinsori.example"
OUTLET = Outlet(id="nurinsori", title="느린소리", family="generic", home=HOME, region="경북", kind="인터넷")
OFFICE = Outlet(
    id="gyeonbon-si", title="견본시청", family="generic", home="https://www.gyeonbon.example", kind="보도자료"
)
COUNT = 8
NOTICES = ("느린소리는 독자의 후원으로 만듭니다.", "이 기사가 마음에 드셨다면 알려 주세요")


def make_odd_pages() -> list[tuple[Article, Page]]:
    """(What should be read, the page) of the outlet, eight times."""
    records = [one for one in invented("sample-newspim", home=HOME) if one.body and one.reporters][:COUNT]
    return [_make_odd(record, number) for number, record in enumerate(records)]


def make_board_pages() -> list[tuple[Article, Page]]:
    """The same of an office's board."""
    records = [one for one in invented("sample-newspim", home=OFFICE.home) if one.body][:COUNT]
    return [_make_board(record, number) for number, record in enumerate(records)]


def _make_odd(record: Article, number: int) -> tuple[Article, Page]:
    at = datetime(2026, 11, 3 + number, 8 + number, 5 * number, tzinfo=record.fetched_at.tzinfo)
    changed = at + timedelta(minutes=47)
    name = record.reporters[0]
    mail = f"nuri{number % 3}@nurinsori.example"
    level = ("마을", "들녘", "바다")[number % 3]
    caption = (
        "견본동 사람들이 새로 놓인 다리를 건너고 있다"
        if number % 2
        else f"견본{number}동 사람들이 스무 해 만에 다시 놓인 나무다리를 건넜다. 다리 아래로는 봄에 풀어놓은 은어 떼가 지나가고 "
        "둑에는 지난해 심은 벚나무 묘목이 줄지어 섰다. 이웃 마을에서도 구경을 왔다. "
        "다리는 내년 봄까지 밤에도 불을 켠다."
    )
    words = (f"견본{number}동", ("열람실", "사과", "버스")[number % 3])
    deck = f"{number + 2}년을 기다린 이웃들의 이야기"
    lines = escape(record.body).split("\n")
    url = f"{HOME}/r/{at:%y%m}/{number}a{number}"
    picture = f"/pics/{at:%y%m}/p{number}.jpg"
    photo = f'<div class="zq"><img src="{picture}" width="600"><div class="zr">{caption}</div></div>'
    half = len(lines) // 2
    text = "".join(f'<div class="ln">{line}</div>' for line in lines[:half])
    rest = "".join(f'<div class="ln">{line}</div>' for line in lines[half:])
    keywords = "".join(f"<i>#{word}</i>" for word in words)
    html = f"""<!doctype html><html><head><meta charset="utf-8"><title>느린소리 :: {escape(record.headline)}</title></head><body>
<div class="k1"><a href="/">느린소리</a> <a href="/s/1">마을</a> <a href="/s/2">들녘</a> <a href="/s/3">바다</a></div>
<table class="k2"><tr><td class="k3"><a href="/">처음</a> / <a href="/s/x">{level}</a></td></tr>
<tr><td class="k4">{escape(record.headline)}</td></tr><tr><td class="k5">{deck}</td></tr>
<tr><td class="k6"><b>{at:%Y년 %m월 %d일 %H시 %M분}</b> 올림 <b>{changed:%Y년 %m월 %d일 %H시 %M분}</b> 고침</td></tr></table>
<div class="k7"><section>{text}{photo}<div class="ask">{NOTICES[0]}<br>{NOTICES[1]}</div>{rest}</section></div>
<dl class="k8"><dt><span>{name}</span> 기자</dt><dd>{mail}</dd></dl>
<p class="k9">{keywords}</p>
<div class="k0"><a href="/r/1">견본대 로봇동아리, 전국대회 은상</a><a href="/r/2">가상군 사과 작황 평년 수준</a></div>
<address>느린소리 견본시 견본로 1 | 등록번호 경북 아00000 | 발행인 홍견본</address></body></html>"""
    wanted = replace(
        record,
        outlet=OUTLET.id,
        deck=deck,
        section=level,
        reporters=(name,),
        emails=(mail,),
        published_at=at,
        modified_at=changed,
        photos=(Photo(url=f"{HOME}{picture}", caption=caption),),
        tags=words,
        attachments=(),
        url=url,
    )
    return wanted, _page(OUTLET, url, html, record)


def _make_board(record: Article, number: int) -> tuple[Article, Page]:
    at = datetime(2026, 11, 3 + number, tzinfo=record.fetched_at.tzinfo)
    url = f"{OFFICE.home}/board/view?no={4100 + number}"
    lines = "<br>".join(escape(record.body).split("\n"))
    names = [f"{number + 1}차 설명자료", *(["사진 묶음"] if number % 2 else [])]
    files = "".join(f'<li><a href="/dn?no={number}&f={n}">{name}</a></li>' for n, name in enumerate(names))
    html = f"""<!doctype html><html><head><meta charset="utf-8"><title>보도자료 | 견본시청</title></head><body>
<ul class="gnb"><li><a href="/a">시정소식</a></li><li><a href="/b">민원</a></li></ul><h3 class="bt">보도자료</h3>
<div class="vw"><p class="sj">{escape(record.headline)}</p>
<ul class="mt"><li><em>담당부서</em><i>바다도서관과</i></li><li><em>등록일</em><i>{at:%Y-%m-%d}</i></li>
<li><em>조회수</em><i>{number * 7 + 3}</i></li></ul>
<div class="fl"><b>첨부</b><ol>{files}</ol></div><div class="ct">{lines}</div></div>
<div class="pn"><a href="?no=1">이전글</a><a href="?no=2">다음글</a><a href="/list">목록</a></div></body></html>"""
    attached = tuple(Attachment(name=name, url=f"{OFFICE.home}/dn?no={number}&f={n}") for n, name in enumerate(names))
    wanted = replace(
        record,
        outlet=OFFICE.id,
        deck="",
        section=RELEASES,
        reporters=(),
        emails=(),
        published_at=at,
        modified_at=None,
        photos=(),
        tags=(),
        attachments=attached,
        url=url,
    )
    return wanted, _page(OFFICE, url, html, record)


def _page(outlet: Outlet, url: str, html: str, record: Article) -> Page:
    return Page(
        outlet=outlet.id,
        url=url,
        body=html.encode(),
        fetched_at=record.fetched_at,
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
