"""The article page of 경북매일 and its like.

Verified: ``div.news_content``. Seen as text: ``등록일 2022-01-02 19:35 게재일 2022-01-03 1면 스크랩버튼``, the closing
``/홍길동기자 id@…``, ``다른기사 보기``, ``포토 기사리스트``, ``위로가기 버튼``. All other tags from memory.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, at: datetime) -> str:
    """The day, a 5 and five digits."""
    return f"{at:%Y%m%d}5{rng.randrange(1, 100000):05}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/article/{number}"


SAMPLE = SampleOutlet(family="kbmaeil", title="견본경북매일", number=number, address=address, example="20231114500562")

LOOK = plain.Look(
    raw=plain.ymd,
    head='<meta property="og:title" content="$headline">\n<link rel="canonical" href="$url">',
    page="""<a href="#top">위로가기 버튼</a>
<div class="news_section">$crumbs</div>
<h1>$headline</h1>
$deck
<div class="news_info"><span class="news_reporter">$byline</span> 등록일 $when 게재일 2030-01-03 1면 <button>스크랩버튼</button></div>
<div class="news_content">
$body
</div>
<div class="news_list"><h3>다른기사 보기</h3><h3>포토 기사리스트</h3></div>""",
    deck='<p class="news_subtitle">$line</p>',
    crumb="<a href='/list/14'>$word</a>",
    signed="$names",
    inside=('<div class="ad"><p>광고</p></div>',),
    closing="<p>$mails</p>",
    last="<p>위로가기 버튼</p><p>저작권자 © $site 무단전재 및 재배포 금지</p>",
    picture='<div class="img_box">$image$caption</div>',
    caption='<p class="img_desc">$words</p>',
)
SKINS = (plain.skin("kbmaeil-2026", "kbmaeil", LOOK, SAMPLE),)
