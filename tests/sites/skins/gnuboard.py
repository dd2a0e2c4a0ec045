"""gnuboard sites: a plain board of gnuboard5, one of gnuboard4, and the news layer under a list of the weather.

gnuboard5: markup verified in its source (5.4). gnuboard4: from memory of its basic skin. News layer: as gbhana's, with
the weather list and clock that were seen as text on one outlet.
"""

from datetime import datetime
from functools import partial
from random import Random

from models.records.article import Article, Photo
from scrapers.samples.skins import gbhana
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

PLAIN = frozenset({"headline", "emails", "reporters", "photos"})


def printed(at: datetime) -> str:
    """``22-08-26 14:58`` (verified in gnuboard5)."""
    return f"{at:%y-%m-%d %H:%M}"


def printed_4(at: datetime) -> str:
    """``2010-05-03 12:34`` (memory)."""
    return f"{at:%Y-%m-%d %H:%M}"


def writer(article: Article) -> str:
    """Who posted: one name, or the desk."""
    return article.reporters[0] if len(article.reporters) == 1 else "관리자"


def caption(photo: Photo, rng: Random) -> str:
    """``▲설명 (사진=포항시 제공)``."""
    credit = rng.choice((" (사진={} 제공)", " [사진={}]", " /사진제공={}")).format(photo.credit) if photo.credit else ""
    return f"▲{photo.caption}{credit}"


def picture(photo: Photo, rng: Random) -> str:
    """A picture in the text and its caption as the next line."""
    image = f'<p><a href="#" class="view_image"><img src="{text(photo.url)}" alt=""></a></p>'
    return image + (f"<p>{text(caption(photo, rng))}</p>" if photo.caption else "")


def contents(article: Article, rng: Random, photos: tuple[Photo, ...]) -> str:
    """The editor's text: paragraphs or line breaks, pictures but for the attached one, who signs it last."""
    out: list[str] = []
    lines: list[str] = []
    rows: list[str] = []
    breaks = rng.random() < 0.4

    def flush() -> None:
        if rows:
            out.append(table(rows))
        if lines:
            out.append("<br/>\n<br/>\n".join(lines) + "<br/>")
        lines.clear()
        rows.clear()

    for part in interleaved(article, rng, photo_first=False):
        if isinstance(part, Photo):
            flush()
            out += [picture(part, rng)] if part in photos else []
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
                out.append(boxed(marked_up(part, rng), rng))
    flush()
    names = f"{'·'.join(article.reporters)} 기자" if len(article.reporters) > 1 else ""
    signed = " ".join(filter(None, (names, " ".join(article.emails))))
    return "\n".join(out) + (f"<p>{text(signed)}</p>" if signed else "")


def latest(around: Surroundings) -> str:
    """Widgets of the newest posts: whole ones of others, headlines, what PHP printed."""
    whole = "".join(
        f'<li><a href="/bbs/board.php?bo_table=news&amp;wr_id={n + 901}">{text(other.headline)}</a>'
        f"<p>{text(one_line(other))} {text(' '.join(other.emails))}</p>"
        f"<span>작성자 {text(other.reporters[0])} 작성일 {printed_4(other.published_at or datetime.min)}</span></li>"
        for n, other in enumerate(around.widget)
    )
    lines = "".join(f"<li>{text(line)}</li>" for line in around.related)
    boxes = "".join(f'<div class="lat">{message}</div>\n' for message in around.messages)
    return f'<div id="aside"><h2>인기기사</h2><ul>{lines}</ul><div class="latest"><ul>{whole}</ul></div></div>\n{boxes}'


def header(around: Surroundings) -> str:
    """Menu, clock and ticker."""
    clock = f'<span class="now">최종편집 {printed_4(around.clock)}</span>' if around.clock else ""
    lines = "".join(
        f'<li><a href="/bbs/board.php?bo_table=news&amp;wr_id={n + 3}">{text(line)}</a></li>'
        for n, line in enumerate(around.ticker)
    )
    return f"""<div id="hd"><h1 id="hd_h1">뉴스 1 페이지</h1>{clock}
<ul id="ticker">{lines}</ul></div>"""


def plain_5(article: Article, around: Surroundings, rng: Random) -> str:
    """A board's page of gnuboard5 (verified). The first picture may be an attached one, above the text."""
    first = article.photos[:1]
    attached = bool(first) and not first[0].caption and rng.random() < 0.5
    above = f'<a href="#" class="view_image"><img src="{text(first[0].url)}" alt=""></a>' if attached else ""
    when = printed(article.published_at) if article.published_at else ""
    share = '<div id="bo_v_share"><ul id="bo_v_sns"><li>페이스북</li></ul></div>' if around.ads else ""
    return f"""<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<title>{text(article.headline)} > 뉴스 | {text(article.outlet_title)}</title>
<script>var g5_bbs_url = "/bbs"; var g5_bo_table = "news";</script>
</head>
<body>
{header(around)}
<div id="container">
<article id="bo_v" style="width:100%">
<header><h2 id="bo_v_title"><span class="bo_v_tit">
{text(article.headline)}</span></h2></header>
<section id="bo_v_info"><h2>페이지 정보</h2>
<div class="profile_info"><div class="profile_info_ct"><span class="sound_only">작성자</span> <strong><span class="sv_member">{text(writer(article))}</span></strong><br>
<span class="sound_only">댓글</span><strong><a href="#bo_vc">0건</a></strong> <span class="sound_only">조회</span><strong>1,234회</strong>
<strong class="if_date"><span class="sound_only">작성일</span> {when}</strong></div></div></section>
<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2>
{share}
<div id="bo_v_img">
{above}</div>
<!-- 본문 내용 시작 {{ -->
<div id="bo_v_con">
{contents(article, rng, article.photos[1:] if attached else article.photos)}</div>
<!-- }} 본문 내용 끝 -->
<div id="bo_v_act"><span class="bo_v_act_gng">추천 3 비추천 0</span></div>
</section>
<ul class="bo_v_nb"><li><span>이전글</span><a href="/bbs/board.php?bo_table=news&amp;wr_id=2">{text(around.related[0] if around.related else "")}</a></li></ul>
</article>
</div>
{latest(around)}
<div id="ft">Copyright ⓒ {text(article.outlet_title)}. All rights reserved. desk@example.com</div>
</body>
</html>
"""


def plain_4(article: Article, around: Surroundings, rng: Random) -> str:
    """A board's page of gnuboard4 (memory)."""
    when = printed_4(article.published_at) if article.published_at else ""
    return f"""<html>
<head>
<meta http-equiv="content-type" content="text/html; charset=utf-8">
<meta charset="utf-8">
<title>뉴스 > 지역 > {text(article.headline)}</title>
<script type="text/javascript">var g4_path = ".."; var g4_bbs = "bbs";</script>
</head>
<body topmargin="0">
{header(around)}
<table width="97%" align="center"><tr><td>
<div style="clear:both; height:30px;"><div style="float:left; margin-top:6px;">
<img src="/skin/board/basic/img/icon_date.gif" border='0'> <span style="color:#888888;">작성일 : {when}</span></div></div>
<div style="border:1px solid #ddd; clear:both; height:34px;"><table border=0 width=100%><tr><td style="padding:8px 0 0 10px;">
<div style="color:#505050; font-size:13px; font-weight:bold; word-break:break-all;">{text(article.headline)}</div></td></tr></table></div>
<div style="height:3px;"></div>
<table border=0 width=100%><tr><td height=30>
<div style="float:left;">&nbsp;글쓴이 : <span class='member'>{text(writer(article))}</span></div><div style="float:right;">조회 : 123</div></td></tr>
<tr><td height="150" style="word-break:break-all; padding:10px;">
<!-- 내용 출력 -->
<span id="writeContents">{contents(article, rng, article.photos)}</span>
<!-- 테러 태그 방지용 --></xml></xml><a href=""></a><a href=''></a>
</td></tr></table>
</td></tr></table>
{latest(around)}
<table><tr><td>Copyright ⓒ {text(article.outlet_title)}. All rights reserved. desk@example.com</td></tr></table>
</body>
</html>
"""


def layer(article: Article, around: Surroundings, rng: Random) -> str:
    """The news layer below a list of the weather with today's date (seen as text)."""
    page = gbhana.desktop(article, around, rng)
    at = around.clock
    today = f"{at:%Y.%m.%d} ({'월화수목금토일'[at.weekday()]})" if at else ""
    weather = "".join(f"<li>{today} {text(line)}</li>" for line in around.weather)
    return page.replace("<body>\n", f'<body>\n<ul id="weather">{weather}</ul>\n', 1)


def number(rng: Random, _at: datetime) -> str:
    """A serial."""
    return str(rng.randrange(1, 9000))


def address(home: str, number: str) -> str:
    """The canonical address."""
    return f"{home}/bbs/board.php?bo_table=news&wr_id={number}"


SAMPLE = SampleOutlet(family="gnuboard", title="견본포항뉴스", number=number, address=address, example="444")
_skin = partial(Skin, family="gnuboard", seconds=False)
SKINS = (
    _skin(id="gnuboard-5", shows=PLAIN, raw=printed, page=plain_5),
    _skin(id="gnuboard-4", shows=PLAIN, raw=printed_4, page=plain_4),
    _skin(id="gnuboard-news", shows=gbhana.SHOWS, raw=gbhana.printed, page=layer),
)
