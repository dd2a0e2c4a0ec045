"""The ``newsview.php?ncode=`` CMS: one page.

The time in ``.viewTitle dl dd`` and ``#viewConts`` are verified; headline, deck and reporter inside ``.viewTitle``, the
captions and the closing lines are from memory.
"""

from datetime import datetime
from random import Random

from models.records.article import Article, Photo
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

SHOWS = frozenset({"headline", "deck", "reporters", "emails", "dateline", "agency", "photos", "section", "modified_at"})


def printed(at: datetime) -> str:
    """``2023-04-05 12:34:56`` (verified)."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def opening(article: Article, rng: Random) -> str:
    """``[시민일보 = 여영준 기자]`` is one outlet's way; ``[포항=매체명] 이름 기자 = `` carries the same and a place."""
    if not article.dateline:
        return ""
    names = " ".join(f"{name} 기자" for name in article.reporters) if article.reporters else ""
    return f"[{article.dateline}={article.agency}]{' ' if names else ''}{names}{rng.choice((' = ', '='))}"


def byline(article: Article) -> str:
    """The names with the first e-mail, 편집부 where nobody signs."""
    names = ", ".join(f"{name} 기자" for name in article.reporters) or "편집부"
    return f"{names} / {article.emails[0]}" if article.emails and article.reporters else names


def picture(photo: Photo, rng: Random) -> str:
    """A figure, or a table with the picture in one row and its caption in the next."""
    credit = rng.choice((" [사진={}]", "(사진={} 제공)", " /사진제공={}")).format(photo.credit) if photo.credit else ""
    image = f'<img src="{text(photo.url)}" alt="" />'
    words = text(f"{rng.choice(('▲ ', '▲', ''))}{photo.caption}{credit}") if photo.caption else ""
    if rng.random() < 0.5 or not words.startswith("▲"):
        return f'<figure class="photo">{image}' + (f"<figcaption>{words}</figcaption>" if words else "") + "</figure>"
    return (
        f'<table class="imgTable"><tbody><tr><td>{image}</td></tr><tr><td>{words}</td></tr></tbody></table>'
        if words
        else image
    )


def contents(article: Article, around: Surroundings, rng: Random) -> str:
    """What stands in ``#viewConts``."""
    out: list[str] = []
    rows: list[str] = []
    start = text(opening(article, rng))
    for part in interleaved(article, rng, photo_first=True):
        if isinstance(part, str) and is_row(part):
            rows.append(part)
            continue
        if rows:
            out.append(table(rows))
            rows = []
        if isinstance(part, Photo):
            out.append(picture(part, rng))
            continue
        out.append(boxed(start + marked_up(part, rng), rng))
        start = ""
    if rows:
        out.append(table(rows))
    if around.ads:
        frame = '<iframe src="//ad.example/n" width="300" height="250"></iframe>'
        out.insert(rng.randint(1, len(out)), f'<div id="articleBody_ad1">{frame}<p>광고 문의는 누르세요</p></div>')
    out += [f"<p>{text(mail)}</p>" for mail in article.emails]
    return "\n".join(out)


def others(around: Surroundings) -> str:
    """The side: other articles whole, headlines, what PHP printed."""
    whole = "".join(
        f'<div class="listPhoto"><dl><dt><a href="/news/newsview.php?ncode=106500000000{n:03}">{text(other.headline)}</a>'
        f'</dt><dd class="conts">{text(opening(other, Random(0)))}{text(one_line(other))} {text(" ".join(other.emails))}'
        f"</dd><dd>{printed(other.published_at) if other.published_at else ''}</dd></dl></div>"
        for n, other in enumerate(around.widget)
    )
    lines = "".join(f"<li>{text(line)}</li>" for line in around.related)
    boxes = "".join(f"<div>{message}</div>\n" for message in around.messages)
    return f'<div id="sideBox"><h3>많이 본 기사</h3><ul>{lines}</ul>\n{whole}</div>\n{boxes}'


def page(article: Article, around: Surroundings, rng: Random) -> str:
    """The whole page."""
    ticker = "".join(
        f'<li><a href="/news/newsview.php?ncode=1065000000001{n:02}">{text(line)}</a></li>'
        for n, line in enumerate(around.ticker)
    )
    clock = f"<p class='today'>최종편집 {printed(around.clock)}</p>" if around.clock else ""
    deck = "".join(f"<h4>{text(line)}</h4>" for line in article.deck.split("\n") if line)
    sent = f"<dd>{printed(article.published_at)}</dd>" if article.published_at else ""
    changed = f"<dd>수정 {printed(article.modified_at)}</dd>" if article.modified_at else ""
    levels = "".join(f"<a href='#'>{text(level)}</a>" for level in article.section.split(" > ") if level)
    return f"""<!DOCTYPE html>
<html lang="ko"><head>
<meta charset="utf-8">
<title>{text(article.outlet_title)} - {text(article.headline)}</title>
<meta property="og:title" content="{text(article.headline)}">
<meta property="og:site_name" content="{text(article.outlet_title)}">
</head>
<body>
<div id="header">{clock}<ul class="ticker">{ticker}</ul></div>
<div id="main">
<p class="viewNavi">{levels}</p>
<div class="viewTitle"><h3>{text(article.headline)}</h3>
{deck}
<dl><dt>{text(byline(article))}</dt>{sent}{changed}</dl></div>
<ul class="viewSns"><li>페이스북</li><li>트위터</li><li>URL복사</li></ul>
<div id="viewConts">
{contents(article, around, rng)}
</div>
<p class="copyright">[저작권자ⓒ {text(article.outlet_title)}. 무단전재-재배포 금지]</p>
</div>
{others(around)}
<div id="footer">Copyright ⓒ {text(article.outlet_title)} All rights reserved. <a href="mailto:d@example.com">d@example.com</a></div>
</body>
</html>
"""


def number(rng: Random, at: datetime) -> str:
    """``1065`` and twelve digits more."""
    return f"1065{int(at.timestamp()) % 10**9:09}{rng.randrange(1000):03}"


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/news/newsview.php?ncode={number}"


SAMPLE = SampleOutlet(family="ncode", title="견본종합일보", number=number, address=address, example="1160307277905407")
SKINS = (Skin(id="ncode-2021", family="ncode", shows=SHOWS, raw=printed, seconds=True, page=page),)
