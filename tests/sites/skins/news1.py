"""News1's article page: today's, whose text stands in a script alone, and the one before 2024.

Verified: ``__NEXT_DATA__.props.pageProps.articleView`` with ``title``, ``author``, ``published_time``,
``modified_time`` and ``contentArrange`` of blocks with ``type`` and ``content``; ``#articles_detail`` of the old page.
From memory: all other tags.
"""

import json
from datetime import datetime
from random import Random
from string import Template

from models.records.article import Article, Photo
from scrapers.samples.skins.gbhana import caption
from scrapers.samples.skins.skin import SampleOutlet, Skin, Surroundings, interleaved, text
from tests.sites.skins import plain

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "dateline", "agency", "modified_at", "photos"})


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(3_000_000, 7_000_000))


def address(home: str, number: str) -> str:
    """The address that every number has."""
    return f"{home}/articles/{number}"


SAMPLE = SampleOutlet(family="news1", title="견본뉴스1", number=number, address=address, example="6070359")

OLD = plain.Look(
    raw=plain.ymd,
    title="$headline - $site",
    page="""<div class="article"><p class="breadcrumb">$crumbs</p><h2 class="title">$headline</h2>
$deck
<div class="info">($site) <span>$when 송고</span></div>
<div id="articles_detail" class="detail">
$body
</div></div>""",
    deck='<h3 class="subtitle">$line</h3>',
    crumb="<a href='/local'>$word</a>",
    opening="($place=$agency) $names = ",
    picture='<table class="sub_n1_photo"><tr><td>$image</td></tr><tr><td class="caption">$caption</td></tr></table>',
    caption="$words",
    inside=('<div class="ad_box"><p>광고</p></div>',),
    closing="<p>$mails</p>",
    last="<p>&lt;저작권자 © $site, 무단전재 및 재배포 금지&gt;</p>",
)


def blocks(article: Article, around: Surroundings, rng: Random) -> list[dict[str, str]]:
    """``contentArrange``: texts, pictures, advertisements."""
    signed = plain.names(article.reporters, rng) if article.reporters else "편집부"
    start = f"({article.dateline}={article.agency}) {signed} = " if article.dateline else ""
    out: list[dict[str, str]] = []
    for part in interleaved(article, rng, photo_first=False):
        if isinstance(part, Photo):
            words = caption(part, rng) if part.caption else ""
            out.append({"type": "image", "url": part.url, "caption": text(words)})
            continue
        out.append({"type": "text", "content": text(start + part)})
        start = ""
    if around.ads:
        out.insert(rng.randint(1, len(out)), {"type": "ad", "content": "광고를 닫으려면 누르세요"})
    if article.emails:
        out.append({"type": "text", "content": text(", ".join(article.emails))})
    return out


PAGE = Template(
    """<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>$headline - $site</title>
<meta property="og:title" content="$headline">
<meta property="og:site_name" content="$site">
<meta property="og:url" content="$url">
</head>
<body>
<div id="__next">$above
<main><h1>$headline</h1></main>
$below</div>
<script id="__NEXT_DATA__" type="application/json">$data</script>
</body>
</html>
"""
)


def page(article: Article, around: Surroundings, rng: Random) -> str:
    """A page that holds its text in a script."""
    view = {
        "id": article.article_no,
        "title": text(article.headline),
        "subtitle": "<br>".join(text(line) for line in article.deck.split("\n")),
        "author": ", ".join(article.reporters),
        "published_time": article.published_at.isoformat() if article.published_at else "",
        "modified_time": article.modified_at.isoformat() if article.modified_at else "",
        "contentArrange": blocks(article, around, rng),
    }
    others = [
        {"title": text(one.headline), "published_time": one.published_at.isoformat() if one.published_at else ""}
        for one in around.widget
    ]
    props = {"props": {"pageProps": {"articleView": view, "ranking": others}}, "page": "/[...slug]"}
    data = json.dumps(props, ensure_ascii=False).replace("<", "\\u003c")
    return PAGE.substitute(
        headline=text(article.headline),
        site=text(article.outlet_title),
        url=text(article.canonical_url),
        above=plain.above(around, SAMPLE),
        below=plain.below(article, around, OLD, SAMPLE),
        data=data,
    )


SKINS = (
    plain.skin("news1-2020", "news1", OLD, SAMPLE),
    Skin(id="news1-2026", family="news1", shows=SHOWS, raw=datetime.isoformat, seconds=True, page=page),
)
