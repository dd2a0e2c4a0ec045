"""Article pages of WordPress: its own themes, and tagDiv's Newspaper.

Verified in WordPress's themes and plugins: ``h1.entry-title``, ``time.entry-date.published[datetime]``,
``time.updated``, ``.entry-content``, ``.cat-links``, ``.tags-links``, ``figure.wp-caption``, ``.sharedaddy``,
``.jp-relatedposts``. Verified on an outlet: ``.td-post-content``. From memory: the rest of Newspaper.
"""

from datetime import datetime
from random import Random

from scrapers.samples.skins.skin import SampleOutlet
from tests.sites.skins import plain


def number(rng: Random, _at: datetime) -> str:
    """A post's ID."""
    return str(rng.randrange(100, 900000))


def address(home: str, number: str) -> str:
    """A permalink of a section and the ID."""
    return f"{home}/news/{number}/"


SAMPLE = SampleOutlet(family="wordpress", title="견본블로그뉴스", number=number, address=address, example="86228")
HEAD = """<link rel="canonical" href="$url">
<meta property="og:title" content="$headline - $site">
<link rel="https://api.w.org/" href="/wp-json/">
<link rel="shortlink" href="/?p=$number">
<meta name="generator" content="WordPress 6.8.1">
<link rel="stylesheet" href="/wp-content/themes/sample/style.css">"""
SHARE = (
    '<div class="sharedaddy sd-sharing-enabled"><h3>이것을 공유:</h3><ul><li>Facebook</li><li>X</li></ul></div>',
    "<div id='jp-relatedposts' class='jp-relatedposts'><h3>관련 글</h3><p>다른 글의 첫머리</p></div>",
)

CLASSIC = plain.Look(
    raw=datetime.isoformat,
    seconds=True,
    head=HEAD,
    page="""<article id="post-$number" class="post type-post hentry">
<header class="entry-header"><span class="cat-links">$crumbs</span><h1 class="entry-title">$headline</h1>
$deck
<div class="entry-meta"><span class="byline"><span class="author vcard"><a class="url fn n" href="/author/1/">$byline</a></span></span>
<time class="entry-date published" datetime="$when">입력한 때</time>$changed</div></header>
<div class="entry-content">
$body
</div>
<footer class="entry-footer"><span class="tags-links">$tags</span></footer></article>""",
    deck='<p class="entry-subtitle">$line</p>',
    changed='<time class="updated" datetime="$when">고친 때</time>',
    crumb='<a href="/category/local/" rel="category tag">$word</a>',
    tag='<a href="/tag/x/" rel="tag">$word</a>',
    signed="$names",
    picture='<figure class="wp-caption aligncenter" style="width: 600px">$image$caption</figure>',
    caption='<figcaption class="wp-caption-text">$words</figcaption>',
    inside=SHARE,
    closing="<p>$mails</p>",
)
NEWSPAPER = plain.Look(
    raw=datetime.isoformat,
    seconds=True,
    head=HEAD,
    page="""<article id="post-$number" class="post td-post-template">
<div class="td-post-header"><ul class="td-category">$crumbs</ul><header class="td-post-title"><h1 class="entry-title">$headline</h1>
$deck
<div class="td-module-meta-info"><div class="td-post-author-name"><a href="/author/2/">$byline</a></div>
<span class="td-post-date"><time class="entry-date updated td-module-date" datetime="$when">$iso</time></span></div></header></div>
<div class="td-post-content tagdiv-type">
$body
</div>
<footer><div class="td-post-source-tags"><ul class="td-tags">$tags</ul></div></footer></article>""",
    deck='<p class="td-post-sub-title">$line</p>',
    crumb='<li class="entry-category"><a href="/category/news/">$word</a></li>',
    tag='<li><a href="/tag/y/">$word</a></li>',
    signed="$names",
    picture='<figure class="wp-block-image size-full">$image$caption</figure>',
    caption='<figcaption class="wp-element-caption">$words</figcaption>',
    inside=('<div class="td-a-rec td-a-rec-id-content_inline"><p>광고</p></div>',),
    closing="<p>$mails</p>",
)
SKINS = (
    plain.skin("wordpress-classic", "wordpress", CLASSIC, SAMPLE),
    plain.skin("wordpress-newspaper", "wordpress", NEWSPAPER, SAMPLE),
)
