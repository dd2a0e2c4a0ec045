"""Gyeongbuk Hana News, a gnuboard5 site with a news layer: its desktop and its mobile page.

Verified on siblings of the same layer: ``.news_title01 h2``, ``.view01_date``, ``#view_content`` and the two comments
around the body; ``<title>`` is gnuboard's ``제목 > 게시판 | 매체``. Seen as text on two pages: the order of the mobile
page, the ``▲`` captions, the PHP warnings of the side widgets. From memory: the tag of the deck.
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

SHOWS = frozenset({"headline", "deck", "reporters", "photos"})


def printed(at: datetime) -> str:
    """``2022.08.26 14:58``."""
    return f"{at:%Y.%m.%d %H:%M}"


def byline(article: Article, rng: Random) -> str:
    """``이혜경 기자``; joint ones by a middle dot or comma; 편집부 where nobody signs."""
    if not article.reporters:
        return "편집부"
    return (
        ("·" if rng.random() < 0.6 else ", ").join(article.reporters) + " " + rng.choice(("기자", "기자", "시민기자"))
    )


def file_name(article: Article, number: int) -> str:
    """The picture's file name as uploaded: what its ``alt`` says."""
    date = f"{article.published_at:%y%m%d}" if article.published_at else "000000"
    return f"크기변환_사본 -{date} {article.headline[:18].strip()} {number}.jpg"


MARKS = ("▲", "▲", "▲", "▲ ", "△", "■ ")
CREDITS = ("(사진={} 제공)", "(사진={} 제공)", "(사진={})", "[사진={}]", " /사진제공={}", " (사진제공={})")


def caption(photo: Photo, rng: Random) -> str:
    """``▲설명.(사진=포항시 제공)`` (seen) and the other forms that captions have in the regional press."""
    credit = rng.choice(CREDITS).format(photo.credit) if photo.credit else ""
    return rng.choice(MARKS) + photo.caption + credit


def picture(photo: Photo, article: Article, number: int, rng: Random, *, mobile: bool) -> str:
    """The picture, and its caption as a paragraph of its own."""
    name = text(file_name(article, number))
    shown = f"<p>{name}</p>\n" if mobile and rng.random() < 0.5 else ""
    image = f'<p style="text-align:center"><img src="{text(photo.url)}" alt="{name}" width="600"></p>\n'
    return image + shown + (f"<p>{text(caption(photo, rng))}</p>" if photo.caption else "")


def contents(article: Article, rng: Random, *, mobile: bool) -> str:
    """What stands in ``#view_content``: paragraphs by ``<p>`` or by ``<br>``, empty ones between."""
    breaks = rng.random() < 0.35
    gap = "<p>&nbsp;</p>\n" if rng.random() < 0.6 else ""
    out: list[str] = []
    lines: list[str] = []
    rows: list[str] = []
    number = 0

    def flush() -> None:
        if rows:
            out.append(table(rows))
        if lines:
            out.append("<br />\n<br />\n".join(lines) + "<br />")
        lines.clear()
        rows.clear()

    for part in interleaved(article, rng, photo_first=True):
        if isinstance(part, Photo):
            flush()
            number += 1
            out.append(picture(part, article, number, rng, mobile=mobile))
        elif is_row(part):
            if lines:
                flush()
            rows.append(part)
        else:
            if rows:
                flush()
            if breaks:
                lines.append(marked_up(part, rng))
            else:
                out.append(boxed(marked_up(part, rng), rng) + "\n" + gap)
    flush()
    return "\n".join(out)


def deck(article: Article) -> str:
    """Deck lines joined by ``<br>``."""
    lines = "<br>".join(text(line) for line in article.deck.split("\n"))
    return f'<div class="view01_subtitle">{lines}</div>' if article.deck else ""


def head(article: Article) -> str:
    """Everything before ``<body>``: gnuboard's own title, no dates."""
    return f"""<head>
<meta charset="utf-8">
<title>{text(article.headline)} > 뉴스 | {text(article.outlet_title)}</title>
<meta property="og:site_name" content="{text(article.outlet_title)}">
<link rel="stylesheet" href="/theme/wide01/css/default.css?ver=171222">
</head>"""


def top(around: Surroundings) -> str:
    """Page clock and weather of the whole country, ticker."""
    clock = (
        f'<span class="now">{around.clock:%Y.%m.%d} ({"월화수목금토일"[around.clock.weekday()]})</span>'
        if around.clock
        else ""
    )
    weather = "".join(f"<li>{text(line)}</li>" for line in around.weather)
    ticker = "".join(
        f'<li><a href="/bbs/board.php?bo_table=news&amp;wr_id={n + 3}">{text(line)}</a></li>'
        for n, line in enumerate(around.ticker)
    )
    return f"""<div id="hd"><h1 id="hd_h1">뉴스 1 페이지</h1><a href="/">HOME</a> {clock}
<ul class="weather">{weather}</ul>
<ul id="ticker">{ticker}</ul></div>"""


def widgets(around: Surroundings) -> str:
    """The side widgets: other articles, and what PHP printed there."""
    others = []
    for other in around.widget:
        when = f"기사입력 {printed(other.published_at)}" if other.published_at else ""
        others.append(
            f'<li><a href="{text(other.canonical_url)}"><strong>{text(other.headline)}</strong></a>'
            f"<p>{text(byline(other, Random(other.headline)))} / {when}</p><p>{text(one_line(other))}</p>"
            f"<p>{text(' '.join(other.emails))}</p></li>"
        )
    ranked = "".join(f"<li>{text(line)}</li>" for line in around.related)
    boxes = "".join(f'<div class="latest_box">{message}</div>\n' for message in around.messages)
    return f"""<div id="aside">
{f'<div class="best"><h3>많이 본 기사</h3><ul>{ranked}</ul></div>' if ranked else ""}
{f'<div class="latest"><h3>최신뉴스</h3><ul>{"".join(others)}</ul></div>' if others else ""}
{boxes}</div>"""


def ad(around: Surroundings) -> str:
    """An advertisement between article and widgets."""
    return '<div class="banner"><ins class="adsbygoogle"></ins><p>배너 광고 문의</p></div>' if around.ads else ""


def footer(article: Article) -> str:
    """Imprint of an outlet that does not exist."""
    return f"""<div id="ft"><p>{text(article.outlet_title)} | 등록번호 견본 아00000 | 발행인 홍견본 | 청소년보호책임자 홍견본</p>
<p>저작권자 ⓒ {text(article.outlet_title)} 무단전재 및 재배포 금지 <a href="mailto:desk@example.com">desk@example.com</a></p></div>"""


def desktop(article: Article, around: Surroundings, rng: Random) -> str:
    """The page under ``device=pc``."""
    when = f"기사입력 {printed(article.published_at)}" if article.published_at else ""
    signed = text(byline(article, rng))
    if rng.random() < 0.6:
        date = f'<div class="view01_date">{signed} / {when}</div>'
    else:
        date = f'<span class="view01_name">{signed}</span><div class="view01_date">{when}</div>'
    return f"""<!doctype html>
<html lang="ko">
{head(article)}
<body>
{top(around)}
<div id="container">
<div class="news_title01"><h2>{text(article.headline)}</h2></div>
{date}
<ul class="tools"><li>+크기</li><li>-작게</li><li>이메일</li><li>프린트</li><li>SNS 공유하기</li></ul>
{deck(article)}
<!-- 본문 내용 시작 {{ -->
<div id="view_content">
{contents(article, rng, mobile=False)}
</div>
<!-- }} 본문 내용 끝 -->
{ad(around)}
<p class="copy">&lt;저작권자 ⓒ {text(article.outlet_title)}, 무단 전재 및 재배포 금지&gt;</p>
</div>
{widgets(around)}
{footer(article)}
</body>
</html>
"""


def mobile(article: Article, around: Surroundings, rng: Random) -> str:
    """The page under ``device=mobile``; the deck may stand inside the body's element."""
    when = f"기사입력 {printed(article.published_at)}" if article.published_at else ""
    inside = rng.random() < 0.5
    lines = deck(article)
    return f"""<!doctype html>
<html lang="ko">
{head(article)}
<body>
<div id="wrapper"><h2 class="sound_only">기사상세페이지</h2>
<div class="news_title01"><h2>{text(article.headline)}</h2></div>
<p>{text(byline(article, rng))}&nbsp; / &nbsp;{when}</p>
<div class="sns"><p>SNS 공유하기</p><span>fa</span> <span>tw</span> <span>gp</span><ul><li>ba</li><li>ks url</li></ul></div>
{"" if inside else lines}
<!-- 본문 내용 시작 {{ -->
<div id="view_content">
{lines if inside else ""}
{contents(article, rng, mobile=True)}
</div>
<!-- }} 본문 내용 끝 -->
{ad(around)}
</div>
{widgets(around)}
<div id="mobile_bottom"><a>backward</a> <a>top</a> <a>home</a></div>
{footer(article)}
</body>
</html>
"""


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(1, 9000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/bbs/board.php?bo_table=news&wr_id={number}"


SAMPLE = SampleOutlet(family="gbhana", title="견본하나신문", number=number, address=address, example="5793")
SKINS = (
    Skin(id="gbhana-desktop", family="gbhana", shows=SHOWS, raw=printed, seconds=False, page=desktop),
    Skin(id="gbhana-mobile", family="gbhana", shows=SHOWS, raw=printed, seconds=False, page=mobile),
)
