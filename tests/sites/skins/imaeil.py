"""The article pages of 매일신문 and 강원일보.

Verified: ``div.header_article_view h3``, ``div.article_head h2.title``, ``#articlebody``, ``div.post-body-area``,
``.wcms_banner``, ``.date-info``. From memory: the places of times, writer and deck, the captions' tags.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, at: datetime) -> str:
    """The moment, and five digits more."""
    return f"{at:%Y%m%d%H%M%S}{rng.randrange(100000):05}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/page/view/{number}"


SAMPLE = SampleOutlet(family="imaeil", title="견본매일", number=number, address=address, example="2023111414490060248")

MAEIL = plain.Look(
    raw=plain.ymd,
    head='<meta property="og:title" content="$headline">\n<meta property="og:url" content="$url">',
    page="""<div class="header_article_view"><p class="location">$crumbs</p><h3>$headline</h3>
$deck
<ul><li>$byline</li><li class="date">입력 $when$changed</li></ul><ul class="sns"><li>공유하기</li></ul></div>
<div id="articlebody" class="article_content" itemprop="articleBody">
$body
</div>
<div class="comments"><h4>댓글 많은 뉴스</h4></div>""",
    deck='<p class="subtitle">$line</p>',
    changed=" 수정 $when",
    crumb="<a href='/society'>$word</a>",
    signed='<span class="reporter">$names</span>',
    picture='<figure class="wcms_image">$image$caption</figure>',
    inside=('<div class="wcms_banner"><p>광고를 누르면 이동합니다</p></div>',),
    closing="<p>$mails</p>",
    last="<p>ⓒ$site - www.example.com</p>",
)
GANGWON = plain.Look(
    raw=plain.ymd,
    title="$headline - $site",
    page="""<div class="article_head"><p class="breadcrumb">$crumbs</p><h2 class="title">$headline</h2>
$deck
<p class="reporter">$byline</p></div>
<div id="article_view"><div class="post-body-area">
<div class="date-info"><span>입력 : $when</span>$changed</div>
$body
<div class="reporter_info"><p>다른 기자의 소개</p></div>
</div></div>""",
    deck='<h3 class="subtitle">$line</h3>',
    changed=" <span>(수정 : $when)</span>",
    crumb="<a href='/politics'>$word</a>",
    signed="$names",
    picture='<div class="photo">$image$caption</div>',
    caption='<p class="photo_txt">$words</p>',
    inside=('<div class="wcms_banner"><p>배너</p></div>',),
    closing="<p>$mails</p>",
)
SKINS = (plain.skin("imaeil-2026", "imaeil", MAEIL, SAMPLE), plain.skin("imaeil-gangwon", "imaeil", GANGWON, SAMPLE))
