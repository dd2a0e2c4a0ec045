"""Pages as sites of many kinds mark them up, with one invented article: what a reader without declarations must read.

The markup is after public knowledge of these kinds of sites (portals, television, dailies, wires, magazines), from
memory where sites.md does not name it. Each carries the page's clock, menus, rankings, related lists and comments.
"""

from collections.abc import Callable
from html import escape
from json import dumps

HEADLINE = "견본시, '바다 도서관' 12월 문 연다…\"책 5만 권 갖춰\""
LINES = (
    "견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 다음 달 12일 연다고 20일 밝혔다.",
    "도서관은 지상 3층에 연면적 4,200㎡ 규모로, 책 5만 권과 영상 자료 3천 점을 갖췄다. 2층 창가에는 바다를 보며 읽는 자리 80석을 놓았다.",
    "시는 공사비 118억 원 가운데 62억 원을 국비로 마련했다. 설계는 지난해 공모로 뽑은 젊은 건축가가 맡았다.",
    '주민 도해솔(47) 씨는 "아이들과 걸어서 갈 수 있는 곳에 도서관이 생겨 반갑다"며 "밤에도 열어 주면 좋겠다"고 말했다.',
    "한편 시는 개관 첫 주에 작가와의 만남과 그림책 전시를 마련한다. 이용 시간은 오전 9시부터 오후 9시까지이며 월요일은 쉰다.",
)
BODY = "\n".join(LINES)
REPORTER, MAIL = "한서우", "seowoo@unknown.example"
CAPTION = "다음 달 문을 여는 견본시 바다 도서관 전경."
FOREIGN = (
    "폐업한 양말 공장 굴뚝에서 황조롱이 새끼 네 마리가 자라고 있다. 건물주는 철거를 두 달 미뤘다.",
    "장맛비가 그친 뒤 교각 사이에서 업라이트 피아노 한 대가 발견됐다. 구청은 보름 동안 공고를 냈다.",
)
OTHERS = (
    "양말 공장 굴뚝에 둥지 튼 황조롱이 가족",
    "잠수교 아래 떠오른 피아노, 주인은 끝내 나타나지 않아",
    "가상군 사과 작황 평년 수준 전망",
)

P = "".join(f"<p>{escape(line, quote=False)}</p>" for line in LINES)
BR = "<br><br>".join(escape(line, quote=False) for line in LINES)
LIST = "".join(f'<li><a href="/news/{n}">{text}</a></li>' for n, text in enumerate(OTHERS, 1001))
LEADS = "".join(
    f'<li><a href="/news/{n}"><strong>{text}</strong></a><p>{lead}</p><span>2026.11.0{n - 1000} 07:00</span></li>'
    for n, (text, lead) in enumerate(zip(OTHERS, FOREIGN, strict=False), 1001)
)
COMMENTS = '<div class="comment_area"><h3>댓글 2</h3><ul><li><b>민가람</b> <span>2026-11-20 11:11</span><p>우리 동네에도 이런 도서관이 있었으면 좋겠습니다. 정말 부럽네요.</p></li></ul><p>로그인 후 댓글을 쓸 수 있습니다.</p></div>'
MENU = '<div class="gnb"><span class="today">2026.11.21 (토)</span><ul><li><a href="/1">정치</a></li><li><a href="/2">경제</a></li><li><a href="/3">사회</a></li></ul></div>'
SIDE = f'<div class="side_rank"><h3>많이 본 뉴스</h3><ol>{LIST}</ol></div>'
FOOT = '<div id="footer">등록번호 견본 아00000 | 등록일 2009.01.05 | 발행인 홍견본 | Copyright ⓒ 견본. All rights reserved.</div>'


def whole(title: str, inside: str, *, meta: str = "", side: str = SIDE) -> str:
    """A whole page around its middle."""
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}</title>{meta}</head><body>'
        f"{MENU}<div id='container'>{inside}{side}</div>{FOOT}</body></html>"
    )


def framed_elsewhere(words: str) -> str:
    """A page of the same site that holds no article but a sentence."""
    return whole("견본신문", f"<div class='msg'><p>{words}</p></div>")


def og(site: str = "") -> str:
    """og:title, and og:site_name where one is given."""
    name = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f'<meta property="og:title" content="{escape(HEADLINE)}">{name}'


def portal() -> str:
    """A portal's mirror: times in attributes, body of <br>, journalist's card, summary and copyright below."""
    inside = f"""<div class="media_end_head"><h2 id="title_area" class="media_end_head_headline"><span>{escape(HEADLINE, quote=False)}</span></h2>
<div class="media_end_head_info"><span class="media_end_head_info_datestamp_time _ARTICLE_DATE_TIME" data-date-time="2026-11-20 09:31:07">2026.11.20. 오전 9:31</span>
<em class="media_end_head_journalist_name">{REPORTER} 기자</em></div></div>
<div id="newsct_article"><article id="dic_area" class="go_trans _article_content">
<span class="end_photo_org"><img src="https://img.example/1.jpg"><em class="img_desc">{CAPTION}</em></span>{BR}<br><br>{REPORTER} 기자 {MAIL}</article></div>
<div class="byline"><p class="byline_p"><span class="byline_s">{REPORTER} 기자 {MAIL}</span></p></div>
<div class="copyright"><p class="c_text">Copyright ⓒ 견본신문. All rights reserved. 무단 전재 및 재배포 금지.</p></div>
<div class="media_end_linked"><h3>견본신문 주요뉴스</h3><ul>{LIST}</ul></div>{COMMENTS}"""
    return whole(f"{HEADLINE} : 견본포털 뉴스", inside, meta=og("견본신문"))


def portal_second() -> str:
    """The other portal: sections, paragraphs with data attributes, a spoken date without label."""
    inside = f"""<main><div class="head_view"><em class="info_cp"><a href="#">견본신문</a></em><h3 class="tit_view" data-translation="true">{escape(HEADLINE, quote=False)}</h3>
<div class="info_view"><span class="txt_info">{REPORTER}</span><span class="txt_info">입력 <span class="num_date">2026. 11. 20. 09:31</span></span><span class="txt_info">수정 <span class="num_date">2026. 11. 20. 10:02</span></span></div></div>
<div class="util_wrap"><button>번역 설정</button><button>글씨크기 조절하기</button><span>댓글 3</span></div>
<div class="summary_view"><strong>요약보기 자동요약</strong></div>
<div class="article_view" data-cloud-area="article"><section dmcf-sid="x1"><figure class="figure_frm origin_fig"><p class="link_figure"><img src="https://img.example/1.jpg"></p><figcaption class="txt_caption default_figure">{CAPTION}</figcaption></figure>
{P.replace("<p>", '<p dmcf-pid="a" dmcf-ptype="general">')}</section></div><div class="foot_view"><p class="desc_copyright">Copyright © 견본신문. 무단전재 및 재배포 금지.</p></div></main>{COMMENTS}"""
    return whole(f"{HEADLINE}", inside, meta=og("견본포털"))


def television() -> str:
    """A television site: date in brackets, body of <br>, report and credits below."""
    inside = f"""<div class="view-headline"><h4 class="headline-title">{escape(HEADLINE, quote=False)}</h4>
<div class="headline-info"><div class="dates"><em class="input-date">입력 2026.11.20 (09:31)</em><em class="update-date">수정 2026.11.20 (10:02)</em></div><span class="section">사회</span></div></div>
<div id="element-image" class="photo-area"><img src="https://img.example/1.jpg" alt=""><div class="caption">{CAPTION}</div></div>
<div class="detail-body font-size" id="cont_newstext">{BR}</div>
<div class="view-source"><h5>■ 제보하기</h5><p>▷ 카카오톡 : '견본제보' 검색, 채널 추가</p><p>▷ 전화 : 02-000-0000</p></div>
<div class="reporter-info"><ul><li><span class="reporter-name">{REPORTER} 기자</span> <span class="reporter-mail">{MAIL}</span></li></ul></div>
<div class="recommend-news"><h3>많이 본 뉴스</h3><ul>{LEADS}</ul></div>"""
    return whole(f"{HEADLINE} | 견본방송 뉴스", inside, meta=og("견본방송 뉴스"))


def daily_new() -> str:
    """A daily's new page: utility classes, times in a button's list, subheading in bold, subscription appeal below."""
    inside = f"""<div class="view_wrap"><header class="news_head"><section class="head_group"><h1>{escape(HEADLINE, quote=False)}</h1>
<ul class="news_info"><li>{escape("견본신문")}</li><li><button type="button"><span aria-hidden="true">입력 2026-11-20 09:31</span></button></li></ul>
<div class="dates"><span>입력 2026-11-20 09:31</span><span>업데이트 2026-11-20 10:02</span></div></section></header>
<div class="view_body"><div class="main_view"><section class="news_view"><h2 class="sub_tit">옛 터미널 고쳐 만들어</h2><figure><div><img src="https://img.example/1.jpg"><figcaption>{CAPTION} 견본신문DB</figcaption></div></figure>
{BR}<div class="view_ad06"></div><br><br>{REPORTER} 기자 {MAIL}</section><section class="share_area"><ul><li>좋아요</li><li>슬퍼요</li></ul><p>© 견본신문 무단전재, 재배포 및 AI학습 이용 금지</p></section>
<section class="sub_news_sec"><h2>지금 뜨는 뉴스</h2><ul>{LEADS}</ul></section></div></div></div>"""
    return whole(f"{HEADLINE}|견본신문", inside, meta=og("견본신문"))


def financial() -> str:
    """A business daily: 오후 in the time, deck above, body of <br> with advertising inside, author's box below."""
    inside = f"""<div class="news_titles"><h1>{escape(HEADLINE, quote=False)}</h1><h2>옛 터미널 고쳐 만들어</h2></div><div class="newsdate"><div class="dates"><ul><li><p>등록 2026-11-20 오후 9:31:07</p></li><li><p>수정 2026-11-20 오후 10:02:00</p></li></ul></div>
<div class="reporter"><a href="/r/1">{REPORTER} 기자</a></div></div><div class="article_news"><div class="newsbody"><div class="news_body" itemprop="articleBody">
<table class="gg_fig" align="center"><tr><td><img src="https://img.example/1.jpg"></td></tr><tr><td class="gg_figdesc">{CAPTION}</td></tr></table>
[견본경제 {REPORTER} 기자] {BR.replace("<br><br>", '<br><div id="view_ad02"><iframe></iframe></div><br>', 1)}</div></div></div>
<div class="reporter_box"><a>{REPORTER}</a><ul><li>기자 구독</li></ul></div><div class="relation"><h3>관련기사</h3><ul>{LIST}</ul></div>"""
    return whole(f"{HEADLINE} - 견본경제", inside, meta=og())


def tables() -> str:
    """A site of tables of 2008: no heading, no meta, title that names the site alone, times below the body."""
    inside = f"""<table width="900"><tr><td width="600"><table><tr><td class="view_title"><b>{escape(HEADLINE, quote=False)}</b></td></tr><tr><td align="right" class="writer">{REPORTER} 기자 {MAIL}</td></tr>
<tr><td><table align="left"><tr><td><img src="https://img.example/1.jpg"></td></tr><tr><td bgcolor="#eee">▲ {CAPTION}</td></tr></table><font size="3">{BR}</font></td></tr>
<tr><td>기사입력: 2026/11/20 [09:31] 최종편집: 2026/11/21 [03:00] ⓒ 견본뉴스</td></tr><tr><td>Copyright ⓒ 견본뉴스. 무단전재 및 재배포 금지</td></tr></table></td>
<td width="300"><table><tr><td>가장 많이 읽은 기사</td></tr><tr><td><a href="/1">{OTHERS[0]}</a></td></tr><tr><td><a href="/2">{OTHERS[1]}</a></td></tr></table></td></tr></table>"""
    return whole("견본뉴스", inside, side="")


def microdata() -> str:
    """Microdata with paragraphs in divs, a time element, tags and author's card."""
    inside = f"""<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(HEADLINE, quote=False)}</h1><time itemprop="datePublished" datetime="2026-11-20T00:31:07Z">11월 20일</time>
<span itemprop="author">{REPORTER}</span><div itemprop="articleBody">{"".join(f"<div>{escape(line, quote=False)}</div>" for line in LINES)}</div><div class="tags"><a href="/t/1">#견본시</a> <a href="/t/2">#도서관</a></div></article>"""
    return whole(f"{HEADLINE} — 견본매거진", inside, meta=og("견본매거진"))


def record(**more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2026-11-20T09:31:07+09:00",
        "dateModified": "2026-11-20T10:02:00+09:00",
        "author": [{"@type": "Person", "name": REPORTER}],
        "publisher": {"@type": "Organization", "name": "견본신문"},
        **more,
    }


def json_ld_graph() -> str:
    """JSON-LD in a graph; the markup shows the text and no byline or time."""
    graph = dumps({"@graph": [{"@type": "WebSite", "name": "견본신문"}, record()]}, ensure_ascii=False)
    inside = f"<h1>{escape(HEADLINE, quote=False)}</h1><section class='x1y2'><div class='z9'>{P}</div></section>"
    return whole(f"{HEADLINE} - 견본신문", inside, meta=f'<script type="application/ld+json">{graph}</script>')


def json_ld_broken() -> str:
    """JSON-LD with a line break in a text and a comma too many."""
    text = dumps([record()], ensure_ascii=False, indent=1).replace("견본시, ", "견본시,\n ").replace("\n]", ",\n]")
    inside = f"<h1>{escape(HEADLINE, quote=False)}</h1><div class='z9'>{P}</div>"
    return whole(f"{HEADLINE} - 견본신문", inside, meta=f'<script type="application/ld+json">{text}</script>')


def json_ld_alone() -> str:
    """The whole text in articleBody as escaped HTML; the markup shows menus and rankings."""
    text = dumps(record(articleBody=escape(P)), ensure_ascii=False)
    return whole(HEADLINE, '<div id="app"></div>', meta=f'<script type="application/ld+json">{text}</script>')


def arc() -> str:
    """Arc: the article in ``Fusion.globalContent``, among other scripts."""
    content = {
        "_id": "ABC",
        "headlines": {"basic": HEADLINE},
        "subheadlines": {"basic": "옛 터미널 고쳐 만들어"},
        "display_date": "2026-11-20T00:31:07.000Z",
        "last_updated_date": "2026-11-20T01:02:00.000Z",
        "credits": {"by": [{"name": REPORTER, "type": "author"}]},
        "content_elements": [
            {"type": "image", "url": "https://img.example/1.jpg", "caption": CAPTION},
            *({"type": "text", "content": line.replace("견본시가", "<b>견본시가</b>")} for line in LINES),
            {"type": "interstitial_link", "content": OTHERS[0], "url": "/news/1001"},
        ],
        "related_content": {"basic": [{"headlines": {"basic": OTHERS[1]}, "description": {"basic": FOREIGN[1]}}]},
    }
    script = f'<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.arcSite="x";Fusion.globalContent={dumps(content, ensure_ascii=False)};Fusion.globalContentConfig={{"source":"x"}};Fusion.tree={{}};</script>'
    return whole(f"{HEADLINE} - 견본신문", '<div id="fusion-app"></div>', meta=script + og("견본신문"), side="")


def next_data() -> str:
    """Next.js: the article as HTML in ``__NEXT_DATA__``, beside a list of others."""
    data = {
        "props": {
            "pageProps": {
                "article": {"id": 77, "title": HEADLINE, "subTitle": "", "content": P, "regDate": "2026-11-20 09:31:07",
                            "updateDate": "2026-11-20 10:02:00", "reporters": [{"name": REPORTER, "email": MAIL}]},
                "ranking": [{"id": n, "title": text, "summary": lead} for n, (text, lead) in enumerate(zip(OTHERS, FOREIGN, strict=False))],
            }
        }
    }  # fmt: skip
    script = f'<script id="__NEXT_DATA__" type="application/json">{dumps(data, ensure_ascii=False)}</script>'
    inside = f'<div id="__next"><h1>{escape(HEADLINE, quote=False)}</h1><ul class="css-1abc">{LEADS}</ul></div>'
    return whole(f"{HEADLINE} | 견본뉴스", inside, meta=og("견본뉴스"), side="").replace("</body>", script + "</body>")


def next_stream() -> str:
    """Next.js with a stream of rows: the text in a row of its own that the record points to."""
    row = dumps(
        [
            "$",
            "$L2",
            None,
            {
                "data": {
                    "title": HEADLINE,
                    "contents": "$24",
                    "writerName": f"{REPORTER} 기자",
                    "publishedAt": "2026-11-20T09:31:07+09:00",
                }
            },
        ],
        ensure_ascii=False,
    )
    stream = f'1:"$Sreact.fragment"\n24:T{len(P.encode()):x},{P}5:{row}\n'
    half = len(stream) // 2
    scripts = "".join(
        f"<script>self.__next_f.push([1,{dumps(part)}])</script>" for part in (stream[:half], stream[half:])
    )
    return whole(f"{HEADLINE} | 견본뉴스", "<main></main>", meta=og("견본뉴스"), side="").replace(
        "</body>", scripts + "</body>"
    )


def wordpress() -> str:
    """WordPress with a magazine theme: share bar, related posts and author's box around the entry."""
    inside = f"""<article class="post type-post"><header class="entry-header"><h1 class="entry-title">{escape(HEADLINE, quote=False)}</h1><div class="entry-meta"><span class="byline"> <a class="url fn n">{REPORTER} 기자</a></span>
<time class="entry-date published" datetime="2026-11-20T09:31:07+09:00">2026년 11월 20일</time><time class="updated" datetime="2026-11-20T10:02:00+09:00">2026년 11월 20일</time></div></header>
<div class="entry-content"><figure class="wp-block-image"><img src="https://img.example/1.jpg"><figcaption class="wp-element-caption">{CAPTION}</figcaption></figure>{P}<div class="sharedaddy sd-sharing-enabled"><h3>이것이 좋아요:</h3><ul><li>트위터</li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>관련</h3><ul>{LEADS}</ul></div></div></article><nav class="post-navigation"><a href="/p/1">이전 글 {OTHERS[0]}</a></nav>{COMMENTS}"""
    return whole(f"{HEADLINE} – 견본매거진", inside)


def reader_magazine() -> str:
    """A magazine: an issue number and its date beside the article's, introduction in a box, questions in bold."""
    inside = f"""<div class="issue">제1024호 2026.11.16</div><div class="hd"><p class="kicker">마을</p><h2 class="tit">{escape(HEADLINE, quote=False)}</h2><p class="by">글 {REPORTER} 기자 · 사진 민가람</p><p class="dt">등록 : 2026-11-20 09:31 수정 : 2026-11-20 10:02</p></div>
<div class="cont"><div class="photo"><img src="https://img.example/1.jpg"><p>{CAPTION}</p></div>{P}</div><div class="bt"><a href="/sub">정기구독 신청</a></div>{COMMENTS}"""
    return whole(f"{HEADLINE} : 견본21", inside)


def aspnet() -> str:
    """A site of forms: the whole page stands in one <form>, the body in a span."""
    inside = f"""<form id="aspnetForm" method="post"><div id="ctl00_panel"><h3><span id="ctl00_lblTitle">{escape(HEADLINE, quote=False)}</span></h3><span id="ctl00_lblDate">2026-11-20 오전 9:31:07</span> | <span id="ctl00_lblName">{REPORTER} 기자</span><br>
<span id="ctl00_lblContent">{BR}</span></div></form>"""
    return whole(f"견본주간 > {HEADLINE}", inside)


PAGES: dict[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        portal,
        portal_second,
        television,
        daily_new,
        financial,
        tables,
        microdata,
        json_ld_graph,
        json_ld_broken,
        json_ld_alone,
        arc,
        next_data,
        next_stream,
        wordpress,
        reader_magazine,
        aspnet,
    )
}
