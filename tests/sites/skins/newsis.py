"""Newsis' article page.

Verified: ``h1.tit.title_area``, ``article`` with ``#textBody``, text behind ``<br>``, ``.article_photo .desc``,
``◎공감언론 뉴시스`` as the last line. Seen as text: ``등록 … 수정 …``. From memory: ``.infoLine``, ``.summury``.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, at: datetime) -> str:
    """``NISX``, the day, a serial of ten."""
    return f"NISX{at:%Y%m%d}_{rng.randrange(1, 4000000):010}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/view/{number}"


SAMPLE = SampleOutlet(
    family="newsis", title="견본뉴시스", number=number, address=address, example="NISX20231114_0002727976"
)

LOOK = plain.Look(
    raw=plain.dotted_seconds,
    seconds=True,
    head='<meta property="og:title" content="$headline">\n<meta property="og:url" content="$url">',
    title="$headline :: 공감언론 뉴시스 ::",
    page="""<div class="articleView"><p class="location">$crumbs</p>
<div class="top"><h1 class="tit title_area">$headline</h1>
<div class="infoLine"><div class="left"><p class="txt">등록 <span>$when</span>$changed</p></div></div></div>
<div class="viewer"><article>
$deck
<div class="view_text" id="textBody">
$body
</div></article></div>
<p>Copyright © NEWSIS.COM, 무단 전재 및 재배포 금지</p></div>""",
    deck='<div class="summury">$line</div>',
    deck_join="<br>",
    changed=" <span>수정 $when</span>",
    crumb="<a href='/whol/list'>$word</a>",
    opening="[$place=$agency]$names = ",
    picture='<div class="article_photo"><div class="thumCont"><table><tr><td>$image</td></tr></table>$caption</div></div>',
    caption='<p class="desc">$words</p>',
    inside=('<div class="photojournal"><p>오늘의 사진</p></div>', '<div id="google_ads_1"><p>AD</p></div>'),
    closing="<br>\n◎공감언론 뉴시스 $mails<br>\n<p>많이 본 기사</p><p>남의 글 한 줄이 이어진다.</p>",
    mailless="<br>\n◎공감언론 뉴시스<br>\n<p>남의 글 한 줄이 이어진다.</p>",
    breaks=0.9,
)
SKINS = (plain.skin("newsis-2026", "newsis", LOOK, SAMPLE),)
