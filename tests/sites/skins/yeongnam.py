"""The article pages of 영남일보 and of 중도일보.

Verified: ``.article-news-title``, ``.article-news-box``, ``.article-news-body``, ``div#font``. All else from memory.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, at: datetime) -> str:
    """The day and nine digits more."""
    return f"{at:%Y%m%d}{rng.randrange(10**9):09}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/web/view.php?key={number}"


SAMPLE = SampleOutlet(family="yeongnam", title="견본영남", number=number, address=address, example="20231114010001784")

YEONGNAM = plain.Look(
    raw=plain.ymd,
    head='<meta property="og:title" content="$headline">\n<meta property="og:url" content="$url">',
    page="""<article class="article-news-box"><p class="article-news-section">$crumbs</p>
<h1 class="article-news-title">$headline</h1>
$deck
<p class="article-news-reporter">$byline</p>
<p class="article-news-date">입력 $when$changed</p>
<div class="article-news-body">
$body
</div></article>
<div class="tags">$tags</div>""",
    deck='<h2 class="article-news-subtitle">$line</h2>',
    changed=" | 수정 $when",
    crumb="<a href='/web/list.php?sec=1'>$word</a>",
    crumb_join=" &gt; ",
    signed="$names",
    inside=('<div class="ad"><p>광고</p></div>',),
    closing="<p>$mails</p>",
    last="<p>영남일보(www.example.com), 무단전재 및 수집, 재배포금지</p>",
)
JOONGDO = plain.Look(
    raw=plain.ymd,
    title="$headline - $site",
    page="""<div class="view_title"><p class="breadcrumb">$crumbs</p><h1>$headline</h1>$deck
<ul><li>승인 $when</li>$changed</ul><p class="reporter-name">$byline</p></div>
<div id="font">
$body
</div>""",
    deck='<h2 class="sub-title">$line</h2>',
    changed="<li>수정 $when</li>",
    crumb="<a href='/web/list.php?sec=2'>$word</a>",
    signed="$names",
    picture='<table><tr><td>$image</td></tr><tr><td class="img-caption">$caption</td></tr></table>',
    caption="$words",
    closing="$mails",
    last="<p>&lt;저작권자ⓒ$site, 무단전재 및 재배포 금지&gt;</p>",
    breaks=0.6,
)
SKINS = (
    plain.skin("yeongnam-2026", "yeongnam", YEONGNAM, SAMPLE),
    plain.skin("yeongnam-joongdo", "yeongnam", JOONGDO, SAMPLE),
)
