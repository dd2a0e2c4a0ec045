"""mediaOn's article page: the one since about 2016, and the one before.

Verified: ``div.art_top h2``, ``ul.art_top_nav`` with the section last, ``ul.art_info`` with ``등록 2023.04.05 12:34:56``,
``div.cnt_view.news_body_area`` around ``#news_body_area``, class and id names of the frame (``column``, ``arv_001``,
``com_ban``), the footer with UPDATE and ``powered by mediaOn``; of the old skin ``.hbox h2``, ``.hbox h3``, ``p.arvdate`` with
name, e-mail and time. From memory: the deck of the newer skin, the second time, captions, tags, lists beside the article.
"""

from datetime import datetime
from functools import partial
from random import Random

from models.records.article import Article, Photo
from scrapers.samples.skins.gbhana import byline, caption
from scrapers.samples.skins.skin import (
    SampleOutlet,
    Skin,
    Surroundings,
    boxed,
    interleaved,
    is_row,
    marked_up,
    one_line,
    table,
    text,
)

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "photos"})


def printed(at: datetime) -> str:
    """``2023.04.05 12:34:56``."""
    return f"{at:%Y.%m.%d %H:%M:%S}"


def picture(photo: Photo, rng: Random) -> str:
    """A picture with its caption: a figure, a table of two rows, or a paragraph after the picture."""
    words = text(caption(photo, rng)) if photo.caption else ""
    image = f'<img src="{text(photo.url)}" class="img" alt="사진">'
    form = rng.randrange(3)
    if form == 0:
        return (
            f'<figure class="imgframe">{image}' + (f"<figcaption>{words}</figcaption>" if words else "") + "</figure>"
        )
    if form == 1 and words:
        return (
            f'<table class="imgframe" align="center"><tbody><tr><td>{image}</td></tr>'
            f'<tr><td class="caption_txt">{words}</td></tr></tbody></table>'
        )
    return f'<p style="text-align:center">{image}</p>' + (f'\n<p class="img_txt">{words}</p>' if words else "")


def contents(article: Article, around: Surroundings, rng: Random) -> str:
    """Paragraphs, pictures and tables, an advertisement and further links between."""
    out: list[str] = []
    rows: list[str] = []
    for part in interleaved(article, rng, photo_first=rng.random() < 0.5):
        if isinstance(part, str) and is_row(part):
            rows.append(part)
            continue
        if rows:
            out.append(table(rows))
            rows = []
        out.append(picture(part, rng) if isinstance(part, Photo) else boxed(marked_up(part, rng), rng))
    if rows:
        out.append(table(rows))
    if around.ads:
        out.insert(rng.randint(1, len(out)), '<div class="com_ban"><a href="#">배너</a><p>광고 문의 환영</p></div>')
    if around.related:
        more = "".join(
            f'<li><a href="/news/article.html?no={n + 3}">{text(t)}</a></li>' for n, t in enumerate(around.related)
        )
        out.insert(rng.randint(1, len(out)), f'<div class="art_more"><h4>관련기사</h4><ul>{more}</ul></div>')
    if article.reporters and rng.random() < 0.4:
        out.append(f"<p>{article.reporters[0]} 기자 {text(article.emails[0]) if article.emails else ''}</p>")
    return "\n".join(out)


def head(article: Article) -> str:
    """Everything before ``<body>``."""
    return f"""<head>
<meta charset="utf-8">
<meta property="og:url" content="{text(article.canonical_url)}" />
<meta property="og:type" content="article" />
<meta property="og:title" content="{text(article.headline)}" />
<meta property="og:description" content="{text(article.body.split(chr(10))[0][:90])}" />
<link rel="alternate" type="application/rss+xml" title="RSS 2.0" href="/data/rss/news.xml">
<link type="text/css" rel="stylesheet" href="/data/skin/layout/1/m13/images/css/index_cache.css">
<title>{text(article.headline)} - {text(article.outlet_title)}</title>
</head>"""


def top(around: Surroundings) -> str:
    """Clock, weather, menu, headlines that run by."""
    clock = f'<p class="today_txt">{around.clock:%Y.%m.%d} (토)</p>' if around.clock else ""
    weather = "".join(f'<li class="icon_w">{text(line)}</li>' for line in around.weather)
    ticker = "".join(
        f'<li><a href="/news/article.html?no={n + 7}">{text(t)}</a></li>' for n, t in enumerate(around.ticker)
    )
    return f"""<div class="wrapper top_nav"><ul class="tn_left"><li><a href="/">홈</a></li></ul>{clock}
<ul class="weather_slide">{weather}</ul></div>
<div id="header" class="wrapper"><ul id="gnb"><li><a href="/news/section.html?sec_no=17">사회</a></li></ul>
<div class="news_ticker"><ul>{ticker}</ul></div></div>"""


def aside(around: Surroundings) -> str:
    """Whole other articles with their times, and what PHP printed."""
    items = []
    for other in around.widget:
        when = f"등록 {printed(other.published_at)}" if other.published_at else ""
        items.append(
            f'<li><a href="{text(other.canonical_url)}"><h2 class="clamp c2">{text(other.headline)}</h2>'
            f'<p class="ffd clamp c3">{text(one_line(other))}</p></a><ul class="info"><li>{text(byline(other, Random(1)))} '
            f"{text(' '.join(other.emails))}</li><li>{when}</li></ul></li>"
        )
    boxes = "".join(f'<div class="box">{message}</div>\n' for message in around.messages)
    listed = f'<div class="hdl_003"><h3>최신기사</h3><ul>{"".join(items)}</ul></div>' if items else ""
    return f'<div class="column col02">{listed}\n{boxes}</div>'


def footer(article: Article, around: Surroundings) -> str:
    """Imprint of an outlet that does not exist, the page's clock, the vendor (verified)."""
    clock = around.clock
    update = f"{clock:%Y년 %m월 %d일 %H시 %M분}" if clock else ""
    return f"""<div id="footer"><p class="ffd">등록번호 : 견본 아00000 | 등록일 : 2016. 11. 29 | 발행인 : 홍견본<br />
Copyright @{text(article.outlet_title)} All right reserved. 무단 전재, 재배포를 금합니다. news@example.com</p>
<b><a href="http://www.mediaon.co.kr/"><img src="/data/skin/layout/1/m13/images/img/logo_sponsor.png" alt="powered by mediaOn" /></a></b>
<p class="ffd mt00"><span class="fwb mr00">UPDATE</span>: {update}</p></div>"""


def view(article: Article, around: Surroundings, rng: Random) -> str:
    """The article since about 2016."""
    levels = "".join(
        f'<li><a href="/news/section.html?sec_no=17">{text(level)}</a></li>'
        for level in article.section.split(" > ")
        if level
    )
    lines = "<br>".join(text(line) for line in article.deck.split("\n"))
    under = f"<h3>{lines}</h3>" if article.deck else ""
    sent = f"<li>등록 {printed(article.published_at)}</li>" if article.published_at else ""
    changed = f"<li>수정 {printed(article.modified_at)}</li>" if article.modified_at else ""
    mails = text(" ".join(article.emails))
    tags = "".join(f'<li><a href="/news/search.html?search={text(tag)}">#{text(tag)}</a></li>' for tag in article.tags)
    return f"""<div class="arv_001">
<ul class="art_top_nav"><li><a href="/">홈</a></li>{levels}</ul>
<div class="art_top"><h2>{text(article.headline)}</h2>{under}
<ul class="art_info"><li class="name">{text(byline(article, rng))} {mails}</li>{sent}{changed}</ul></div>
<div class="cnt_view news_body_area"><div class="smartOutput body_font" id="news_body_area">
{contents(article, around, rng)}
</div></div>
<p class="copy">Copyright @{text(article.outlet_title)} All right reserved.</p>
<ul class="tag_lists">{tags}</ul>
</div>"""


def old_view(article: Article, around: Surroundings, rng: Random) -> str:
    """The article before that."""
    lines = "<br>".join(text(line) for line in article.deck.split("\n"))
    under = f"<h3>{lines}</h3>" if article.deck else ""
    sent = printed(article.published_at) if article.published_at else ""
    return f"""<div class="c011_arv">
<div class="arvtitle"><div class="hbox"><h2>{text(article.headline)}</h2>{under}</div>
<p class="arvdate"><a href="/news/article_list_writer.html">{text(byline(article, rng))}</a> {text(" ".join(article.emails))}
| 등록 {sent}</p></div>
<div class="cnt_view news_body_area" id="news_body_area">
{contents(article, around, rng)}
</div>
<p>저작권자 ⓒ {text(article.outlet_title)} 무단전재 및 재배포 금지</p>
</div>"""


def page(article: Article, around: Surroundings, rng: Random, *, old: bool) -> str:
    """The whole page."""
    return f"""<!DOCTYPE html>
<html lang="ko">
{head(article)}
<body>
<div class="body_wrap">
{top(around)}
<div class="wrapper">
<div class="column sublay">
{old_view(article, around, rng) if old else view(article, around, rng)}
</div>
{aside(around)}
</div>
{footer(article, around)}
</div>
</body>
</html>
"""


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(1, 900_000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/article.html?no={number}"


SAMPLE = SampleOutlet(family="mediaon", title="견본미디어", number=number, address=address, example="689255")
SKINS = (
    Skin(id="mediaon-2014", family="mediaon", shows=SHOWS, raw=printed, seconds=True, page=partial(page, old=True)),
    Skin(
        id="mediaon-2023",
        family="mediaon",
        shows=SHOWS | {"section", "modified_at", "tags"},
        raw=printed,
        seconds=True,
        page=partial(page, old=False),
    ),
)
