"""Newsis 뉴시스 (newsis.com), a family of one: the second wire, with desks in every province.

How to recognise: ``/view/NISX20240508_0002727976``; ``◎공감언론 뉴시스``; ``[대구=뉴시스]… 기자 =``.

Addresses. ``/view/NISX<day>_<10 digits>`` (verified), ``/view/?id=NISX…&cID=&pID=`` of 2018 (verified),
``/ar_detail/view.html?ar_id=NISX…`` and ``mobile.newsis.com/view.html?ar_id=NISX…`` (memory). NISI are pictures.
Lists. ``/whol/list?cid=10800&scid=10810`` is 지방 > 대구·경북 (seen as text), its pages ``&page=N`` (verified for
``/realnews/?cid=realnews&day=today&page=N``); rows ``.articleList2 … p.tit a`` (verified), with
``기자명 기자YYYY.MM.DD HH:MM:SS`` (seen as text). An outlet's ``lists`` may name other ``cid:scid``.
Feeds. ``/RSS/sokbo.xml`` (100 items in 1.7 hours), ``/RSS/country.xml`` 지방, ``/RSS/society.xml`` (verified).
Encoding UTF-8 (verified); old copies in EUC-KR are read as well.

Page. ``h1.tit.title_area``, meta ``article:published_time``, ``article`` with ``#textBody`` inside it (verified);
``div.viewer article`` (verified). The body is text behind ``<br>``; ``.article_photo``, ``.desc`` and
``.photojournal`` stand in it (verified); ``◎공감언론 뉴시스 id@newsis.com`` ends it (verified). The times
``등록 … 수정 …`` are found by their labels (seen as text); ``.summury`` (sic), the deck, is from memory.

What an outlet must say: nothing but ``home``.
"""

from functools import partial

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, origin

NUMBER = r"NISX20\d{6}_\d{10}"
REGIONAL = "10800:10810"
PAGING = builder.Paging()


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each ``cid:scid`` (or ``cid``) that the outlet's ``lists`` names; default 지방 > 대구·경북."""
    walks = []
    for entry in outlet.lists or (REGIONAL,):
        area, _, part = entry.partition(":")
        path = entry if "/" in entry else f"/whol/list?cid={area}" + (f"&scid={part}" if part else "")
        address = path if path.startswith("http") else origin(outlet) + path
        walks.append(ArticleList(entry, partial(PAGING.url, address)))
    return tuple(walks)


FAMILY = builder.family(
    id="newsis",
    addresses=(
        builder.Address(rf"/view/(?P<no>{NUMBER})/?", number=NUMBER),
        builder.Address(r"/view/?", "id", NUMBER),
        builder.Address(r"/(?:ar_detail/)?view(?:_v1)?\.html", "ar_id", NUMBER),
    ),
    canonical="/view/{no}",
    layout=builder.sketch(
        headline=("h1.title_area", ".articleView h1", "h1.tit"),
        title_tail=(" :: 공감언론 뉴시스 ::", " :: ", " | ", " - "),
        deck=(".summury", ".summary"),
        published=(".infoLine .txt", ".infoLine"),
        section=(".location a", ".nowPage a"),
        body=("#textBody", "div.viewer article", ".articleView article", "article", ".articleView"),
        drop=("h1", ".summury", ".photojournal", ".infoLine", ".article_more", *COMMON_DROP),
        captions=(*COMMON_CAPTION, ".article_photo .desc", ".desc"),
        ends=("◎공감언론 뉴시스", "☞공감언론 뉴시스", "◎ 공감언론 뉴시스"),
        url_day=builder.day_in,
    ),
    list_rules=ListRules(
        items=(".articleList2 li", ".articleList li", ".articleList2", "li:has(a[href*='/view/NISX'])"),
        link=("p.tit a[href*='/view/NISX']", "a[href*='/view/NISX']"),
        headline=("p.tit", ".tit"),
        published=("p.time", ".time", ".date"),
    ),
    places=builder.Places(feeds=("/RSS/country.xml",)),
    lists=lists,
    marks=(("◎공감언론 뉴시스", 0.2), ("title_area", 0.1)),
    link=r"/view/NISX20\d{6}_\d{10}",
    host="newsis.com",
)
