"""Yonhap's article page: the one of 2016, of which a stored page was read, and today's.

Verified, 2016: all of it. Verified, today: ``h1.tit01``, ``.update-time[data-published-time]``,
``div.story-news.article``, ``#newsWriterCarousel01``, ``.keyword-zone``, ``aside``. From memory: ``.tit-sub``, ``.image-zone01 .desc-con``,
``.txt-copyright``.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, at: datetime) -> str:
    """``AKR``, the day, a serial and the desk."""
    return f"AKR{at:%Y%m%d}{rng.randrange(1, 200000):06}{rng.choice(('053', '007', '061'))}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/view/{number}"


def slashed(at: datetime) -> str:
    """``2016/09/17 11:35``."""
    return f"{at:%Y/%m/%d %H:%M}"


SAMPLE = SampleOutlet(
    family="yonhap", title="견본연합뉴스", number=number, address=address, example="AKR20231114000700053"
)

OLD = plain.Look(
    raw=slashed,
    head="""<meta property="og:title" content="$headline">
<meta property="og:url" content="$url">
<link rel="canonical" id="canonical" href="$url">""",
    page="""<div class="contents-box view-wrap">
<div class="sta-wrap"><h2 class="sta">최신기사</h2><span class="lnb"><a href="/">뉴스 홈</a> &gt; $crumbs</span></div>
<div class="article-wrap article-font3" id="articleWrap">
<h1 class="tit-article">$headline</h1>
<div class="article-sns-md sns-md03"><div class="share-info"><span class="tt">송고시간  | <em>$when</em></span>
<ul class="sns-con"><li><a href="javascript:SNS.fbShare();">페이스북</a></li><li><a href="#">밴드</a></li></ul>
<ul class="link-btn-md"><li><a href="#">인쇄</a></li><li><a href="#">확대</a></li></ul></div></div>
<div class="article"> $body</div>
</div>
<div class="comment-wrap"><span class="blind">댓글쓰기</span><h3>소셜댓글 영역</h3></div>
</div>""",
    crumb="<strong>$word</strong>",
    crumb_join=" &gt; ",
    opening="($place=$agency) $names = ",
    picture='<div class="article-img">$image$caption</div>',
    caption='<div class="img-info"><strong>$words</strong></div>',
    inside=(
        '<div class="banner-0-wrap"><p class="blind">전체기사 본문배너</p></div>',
        '<div class="article-ad-box"><script>var ad = 1;</script><p>광고</p></div>',
    ),
    closing="<p></p>\n<p>\n    $mails</p>",
    last='<p class="adrs"><span class="cprgt">&lt;저작권자(c) $site, 무단 전재-재배포 금지&gt;</span>'
    '<span class="pblsh">$when  송고</span></p>',
    breaks=0.0,
)
NEW = plain.Look(
    raw=plain.ymd,
    head='<meta property="og:title" content="$headline">\n<meta property="og:url" content="$url">',
    title="$headline | $site",
    page="""<main><div class="location-zone">$crumbs</div>
<article id="articleWrap" class="article-wrap01">
<header class="title-article01"><h1 class="tit01">$headline</h1>
<p class="update-time" data-published-time="$when"><span class="tt">송고</span>$when</p></header>
<div id="newsWriterCarousel01" class="writer-zone01"><strong>도해솔 기자</strong><p>기자 페이지 구독</p></div>
<div class="story-news article">
$deck
$body
<aside class="aside-box01"><p>다른 기사 요약</p></aside>
</div>
<div class="keyword-zone"><div><ul>$tags</ul></div></div>
<div class="related-zone"><strong>관련 뉴스</strong></div>
</article></main>""",
    deck='<div class="tit-sub"><h2 class="tit">$line</h2></div>',
    deck_join="<br>",
    crumb="<a href='/local'>$word</a>",
    tag="<li><a href='/theme'>#$word</a></li>",
    opening="($place=$agency) $names = ",
    picture='<div class="comp-box photo-group"><figure class="image-zone01"><span class="img-con">$image</span>$caption</figure></div>',
    caption='<figcaption class="desc-con"><strong class="tit-cap">$words</strong></figcaption>',
    inside=('<aside class="ad-box01"><p>광고</p></aside>',),
    closing="<p>$mails</p>",
    last='<p>제보는 카카오톡 okjebo</p><p class="txt-copyright adrs">&lt;저작권자(c) $site, 무단 전재-재배포, AI 학습 및 활용 금지&gt; <span>$when 송고</span></p>',
    breaks=0.0,
)
SKINS = (plain.skin("yonhap-2016", "yonhap", OLD, SAMPLE), plain.skin("yonhap-2026", "yonhap", NEW, SAMPLE))
