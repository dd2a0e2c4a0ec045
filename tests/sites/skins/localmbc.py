"""The article page of the regional MBC stations.

Verified: ``#journal_article_wrap``, ``.ce-paragraph``, ``h1.entry-title``, ``.author-container`` with
``2026년 06월 02일 15시 25분``. From memory: section, deck, pictures, tags.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789_"


def number(rng: Random, _at: datetime) -> str:
    """A random word."""
    return "".join(rng.choice(LETTERS) for _ in range(rng.randrange(9, 16)))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/article/{number}"


def spelled(at: datetime) -> str:
    """``2026년 06월 02일 15시 25분``."""
    return f"{at:%Y년 %m월 %d일 %H시 %M분}"


SAMPLE = SampleOutlet(
    family="localmbc", title="견본문화방송", number=number, address=address, example="y2sLhEbjw1skxM3"
)

LOOK = plain.Look(
    raw=spelled,
    head='<meta property="og:title" content="$headline">\n<meta property="og:url" content="$url">',
    page="""<section class="single"><div class="entry-category">$crumbs</div><h1 class="entry-title mt-1">$headline</h1>
$deck
<div class="author-container"><span class="author">$byline</span>$when</div>
<div id="journal_article_wrap">
$body
</div>
<div class="author-box single-entry-section"><strong>기자의 다른 글</strong></div>
<div class="tags">$tags</div></section>""",
    deck='<h2 class="entry-subtitle">$line</h2>',
    crumb="<a href='/Social/1'>$word</a>",
    tag="<a href='/tag'>#$word</a>",
    signed="$names",
    picture='<div class="ce-block image-tool"><div class="image-tool__image">$image</div>$caption</div>',
    caption='<div class="cdx-input image-tool__caption">$words</div>',
    inside=('<div class="ad"><ins class="adsbygoogle"></ins><p>광고</p></div>',),
    breaks=0.0,
)
SKINS = (plain.skin("localmbc-2026", "localmbc", LOOK, SAMPLE),)
