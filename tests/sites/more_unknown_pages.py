"""Further kinds of sites, one shape each: dailies and broadcasters of today, boards, blogs' themes, hand-made pages.

Markup after public knowledge of these kinds, names of classes as such sites have them; the article is the invented one.
"""

from collections.abc import Callable
from html import escape

from tests.sites.unknown_pages import (
    BR,
    CAPTION,
    COMMENTS,
    HEADLINE,
    LEADS,
    LINES,
    LIST,
    MAIL,
    OTHERS,
    REPORTER,
    P,
    og,
    whole,
)

H = escape(HEADLINE, quote=False)
PHOTO = "<img src='https://img.example/1.jpg' alt=''>"


def tech_daily() -> str:
    """A daily of technology: sections above, times in one line, an author's card that is longer than a byline."""
    inside = f"""<div class="news_head"><p class="cate"><a href="/n">컴퓨팅</a></p><h1>{H}</h1><h2 class="sub">옛 터미널 고쳐 만들어</h2><p class="meta"><span>입력 :2026/11/20 09:31    수정: 2026/11/20 10:02</span></p>
<div class="reporter_1"><a href="/r/1">{REPORTER} 기자</a> <a class="mail" href="mailto:{MAIL}">기자 이메일</a></div></div>
<div class="view_cont"><div id="content-1"><figure class="image"><div>{PHOTO}</div><figcaption>{CAPTION}</figcaption></figure>{P}<div class="news_box connect"><h4>관련기사</h4><div class="list">{LIST}</div></div></div></div>
<div class="reporter_box"><strong>{REPORTER} 기자</strong>{MAIL}</div>{COMMENTS}"""
    return whole(f"{HEADLINE} - 견본코리아", inside, meta=og("견본코리아"))


def citizens_paper() -> str:
    """A paper of citizens: a year of two digits, a clock without label, the author's account beside the name."""
    inside = f"""<div class="newstitle"><h3 class="tit_subject"><a href="/v/1">{H}</a></h3><p class="tit_sub">옛 터미널 고쳐 만들어</p><div class="info_data"><div>26.11.20 09:31<span>ㅣ</span>최종 업데이트 26.11.20 10:02<span>ㅣ</span></div><div class="name">{REPORTER}(<a>seowoo</a>)</div></div></div>
<div class="newswrap"><div class="news_body"><div class="at_contents">{BR}<table class="photoCenter"><tr><td>{PHOTO}</td></tr><tr><td class="cssDesc"><b>▲ </b>{CAPTION}</td></tr></table></div></div>
<div class="reporter_box"><p>{REPORTER} 기자</p></div></div><div class="best_news"><h4>주요기사</h4><ul>{LEADS}</ul></div>"""
    return whole(f"{HEADLINE} - 견본마이뉴스", inside, meta=og("견본마이뉴스"))


def radio() -> str:
    """A radio's site: byline and time as items of one list, the body in a container of a program's name."""
    inside = f"""<div class="viewTop"><div class="vbox"><h2>{H}</h2><ul class="bl_b"><li class="email"><a href="#">견본CBS {REPORTER} 기자</a></li><li>2026-11-20 09:31</li></ul><div class="sns"><a>페이스북</a><a>카카오톡</a></div></div></div>
<div id="divLayer" class="viewBox"><div id="pnlContent" itemprop="articleBody"><span class="fr-img-caption">{PHOTO}<span class="fr-inner">{CAPTION}</span></span>{BR}</div>
<div class="ad">※견본뉴스는 여러분의 제보로 함께 세상을 바꿉니다. 각종 비리와 부당대우 등 모든 얘깃거리를 알려주세요.<ul><li>이메일 :jebo@unknown.example</li><li>카카오톡 :@견본뉴스</li></ul></div></div>{COMMENTS}"""
    return whole(f"{HEADLINE} - 견본컷뉴스", inside, meta=og("견본컷뉴스"))


def money() -> str:
    """A business paper: terms and times in a definition list, subheadings in a box of their own."""
    first, rest = P.split("</p>", 1)
    inside = f"""<div class="news_view_header"><h2 class="news_ttl">{H}</h2><div class="sub_news_ttl">옛 터미널 고쳐 만들어</div><div class="news_write_info_group"><dl class="author"><a href="/r">{REPORTER} 기자</a> <span class="mail">{MAIL}</span></dl><div class="time_area"><dl class="registration"><dt>입력 : </dt><dd>2026-11-20 09:31:07</dd></dl><dl class="registration"><dt>수정 : </dt><dd>2026-11-20 10:02:00</dd></dl></div></div></div>
<div class="news_cnt_detail_wrap" itemprop="articleBody"><div class="thumb_area"><figure class="thumb">{PHOTO}<figcaption>{CAPTION}</figcaption></figure></div>{first}</p><div id="dablewidget_1"></div>{rest}</div><div class="relation_news"><h3>관련기사</h3><ul>{LEADS}</ul></div>"""
    return whole(f"{HEADLINE} - 견본경제", inside, meta=og("견본경제"))


def economy() -> str:
    """Another: time glued to its label, body of breaks with pictures in floating tables, e-mail behind the name."""
    inside = f"""<div class="sub_view"><div class="article_head"><h1 class="art_tit">{H}</h1><div class="article_info"><span class="url_txt">입력2026-11-20 09:31:07</span><span class="url_txt">수정 2026.11.20 10:02:00</span><span class="url_txt">{REPORTER} 기자</span></div></div>
<div class="sub_con"><div class="article_view" itemprop="articleBody"><div class="art_photo photo_center"><div class="art_photo_wrap">{PHOTO}<p class="art_txt">{CAPTION}</p></div></div>{BR}</div></div><div class="art_rel"><p>관련기사</p><ul>{LIST}</ul></div>
<div class="article_copy"><span class="name">{REPORTER} 기자</span><a>{MAIL}</a></div><p class="copy">&lt;저작권자 ⓒ 견본경제, 무단 전재 및 재배포 금지&gt;</p></div>"""
    return whole(f"{HEADLINE} | 견본경제", inside, meta=og())


def board_of_gnuboard() -> str:
    """A plain board: author and day of two digits above, recommendations, neighbours and comments below."""
    inside = f"""<article id="bo_v"><header><h2 id="bo_v_title"><span class="bo_v_cate">사회</span><span class="bo_v_tit">{H}</span></h2></header><section id="bo_v_info"><h2>페이지 정보</h2><div class="profile_info"><span class="sound_only">작성자</span> <strong><span class="sv_member">{REPORTER} 기자</span></strong><br><strong><a href="#bo_vc">댓글 2건</a></strong><strong>조회 312회</strong><strong class="if_date"><span class="sound_only">작성일</span>26-11-20 09:31</strong></div></section>
<section id="bo_v_atc"><h2 id="bo_v_atc_title">본문</h2><div id="bo_v_img"><a>{PHOTO}</a></div><div id="bo_v_con">{P}</div><div id="bo_v_act"><a>추천 0</a><a>비추천 0</a></div></section>
<ul class="bo_v_nb"><li class="btn_prv"><span>이전글</span><a href="/bbs/board.php?bo_table=news&wr_id=1">{OTHERS[0]}</a><span class="nb_date">26.11.19</span></li><li class="btn_next"><span>다음글</span><a href="/bbs/board.php?bo_table=news&wr_id=3">{OTHERS[1]}</a><span>26.11.20</span></li></ul></article>{COMMENTS}"""
    return whole(f"{HEADLINE} > 사회 | 견본신문", inside)


def board_of_rhymix() -> str:
    """A board of XpressEngine: counts beside the time, the text in a box named by its number."""
    inside = f"""<div class="rd rd_nav_style2 clear"><div class="rd_hd clear"><div class="board clear"><div class="top_area ngeb"><strong class="cate fl">사회</strong><div class="fr"><span class="date m_no">2026.11.20 09:31</span></div><h1 class="np_18px"><a href="/news/1">{H}</a></h1></div><div class="btm_area clear"><div class="side"><a class="nick">{REPORTER} 기자</a></div><div class="side fr"><span>조회 수 <b>312</b></span> <span>추천 수 <b>0</b></span> <span>댓글 <b>2</b></span></div></div></div></div>
<div class="rd_body clear"><article><div class="document_77_4 xe_content">{P}</div></article></div><div class="rd_ft"><div class="prev_next"><a>Prev {OTHERS[0]}</a><a>Next {OTHERS[1]}</a></div></div></div>{COMMENTS}"""
    return whole(f"사회 - {HEADLINE}", inside)


def theme_of_dailies() -> str:
    """WordPress with a theme of newspapers: modules of other posts inside the page's grid, sharing above and below."""
    inside = f"""<div class="td-crumb-container"><a>홈</a> <a>사회</a></div><div class="td-post-header"><ul class="td-category"><li><a>사회</a></li></ul><header class="td-post-title"><h1 class="entry-title">{H}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a>{REPORTER} 기자</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="2026-11-20T09:31:07+09:00">2026년 11월 20일</time></span><div class="td-post-views"><span>312</span></div></div></header></div>
<div class="td-post-sharing"><a>Facebook</a><a>Twitter</a></div><div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><a>{PHOTO}</a><figcaption class="wp-caption-text">{CAPTION}</figcaption></figure></div>{P}<div class="td-a-rec">광고</div></div>
<div class="td-post-next-prev"><div><span>이전 기사</span><a href="/1">{OTHERS[0]}</a></div></div><div class="td_block_related_posts"><h4>RELATED ARTICLES</h4><div class="td-module-meta">{LEADS}</div></div>"""
    return whole(f"{HEADLINE} - 견본데일리", inside, meta=og("견본데일리"))


def theme_of_magazines() -> str:
    """WordPress with another theme: a date alone on the page, the clock time in meta elements."""
    times = '<meta property="article:published_time" content="2026-11-20T00:31:07+00:00"><meta property="article:modified_time" content="2026-11-20T01:02:00+00:00">'
    inside = f"""<div class="jeg_breadcrumbs"><span><a>Home</a></span> <span><a>사회</a></span></div><div class="entry-header"><h1 class="jeg_post_title">{H}</h1><div class="jeg_meta_container"><div class="jeg_meta_author"><span class="meta_text">by</span> <a>{REPORTER} 기자</a></div><div class="jeg_meta_date"><a>2026년 11월 20일</a></div><div class="jeg_meta_category"><span>in <a>사회</a></span></div></div></div>
<div class="entry-content no-share"><div class="content-inner">{P}<div class="jnews_inline_related_post"><h3>Related Posts</h3><ul>{LEADS}</ul></div></div></div><div class="jeg_share_bottom_container"><a>Share</a><a>Tweet</a></div>"""
    return whole(f"{HEADLINE} | 견본매거진", inside, meta=og("견본매거진") + times)


def homemade() -> str:
    """A page made by hand: labels in cells, the text in one cell, all of it in tables."""
    inside = f"""<table class="bbs_view" width="100%"><tr><th>제목</th><td class="subject">{H}</td></tr><tr><th>글쓴이</th><td>{REPORTER} 기자</td></tr><tr><th>날짜</th><td>2026-11-20 09:31:07</td></tr><tr><th>조회</th><td>312</td></tr><tr><th>첨부</th><td><a href="/d">1.hwp</a></td></tr><tr><td colspan="2" class="memo">{BR}</td></tr></table>
<table class="prevnext"><tr><td>이전글</td><td><a href="/v?no=1">{OTHERS[0]}</a></td></tr><tr><td>다음글</td><td><a href="/v?no=3">{OTHERS[1]}</a></td></tr></table>"""
    return whole("견본주간신문", inside)


def framework() -> str:
    """A daily of today: names made by a program, items of times in the wrong order, advertising between paragraphs."""
    inside = f"""<div class="ArticleDetailView_articleDetail__x1"><div class="BaseTag_base__b1"><a>사회</a><a>전국</a></div><h3 class="ArticleDetailView_title__9kRU_">{H}</h3><h4 class="ArticleDetailView_subtitle__p1">옛 터미널 고쳐 만들어</h4><div class="ArticleDetailView_reporterList__q1"><a class="ArticleDetailView_reporterName__z1">{REPORTER}<span>기자</span></a></div><ul class="ArticleDetailView_dateList__tniXJ"><li class="ArticleDetailView_dateListItem__m1">수정 <span>2026-11-20 10:02</span></li><li class="ArticleDetailView_dateListItem__m1">등록 <span>2026-11-20 09:31</span></li></ul></div>
<div class="ArticleDetailContent_container__c1"><div class="article-text">{P.replace("</p><p>", '</p><div class="ArticleDetailContent_adWrap__w1"><div>광고</div></div><p class="text">', 2)}<p class="text">{REPORTER} 기자 <a href="mailto:{MAIL}">{MAIL}</a></p></div></div><section class="BaseSection_s1"><h2>이슈</h2><ul>{LEADS}</ul></section>"""
    return whole(f"{HEADLINE} : 전국일반 : 전국 : 뉴스 : 견본레", inside, meta=og("견본레"))


def central() -> str:
    """A daily of the capital: time elements with their label, subheadings and pictures as elements of the body."""
    inside = f"""<article id="article" class="article"><header class="article_header"><div class="subhead"><a>사회</a></div><h1 class="headline">{H}</h1><div class="datetime"><div class="byline"><a href="/r">{REPORTER} 기자</a></div><div class="time_bx"><p class="date">입력 <time itemprop="datePublished" datetime="2026-11-20T09:31:07+09:00">2026.11.20 09:31</time></p><p class="date">업데이트 <time itemprop="dateModified" datetime="2026-11-20T10:02:00+09:00">2026.11.20 10:02</time></p></div></div></header>
<div class="share_bx"><button>공유하기</button><button>글자크기</button></div><div id="article_body" class="article_body fs3"><div class="ab_photo photo_center"><div class="image">{PHOTO}</div><p class="caption">{CAPTION}</p></div>{P.replace("<p>", '<p data-divno="1">')}</div><div class="ab_byline"><em>{REPORTER} 기자</em> <a>{MAIL}</a></div></article><section class="most_read"><h2>많이 본 기사</h2><ol>{LIST}</ol></section>{COMMENTS}"""
    return whole(f"{HEADLINE} | 견본일보", inside, meta=og("견본일보"))


def public_tv() -> str:
    """A television's site: the report's credits and a summary above, the body in a span of a program's name."""
    inside = f"""<div class="news_view_wrap"><h2 class="news_title"><span>{H}</span></h2><div class="top_function"><div class="date">2026.11.20. 오전 09:31</div><div class="font"><span>글자 크기 설정</span></div></div><div id="iframeVideo"></div>
<div id="CmAdContent" class="paragraph"><span>{BR}<br><br>견본TV {REPORTER} ({MAIL})<br><br>※ '당신의 제보가 뉴스가 됩니다'<br>[카카오톡] 견본TV 검색해 채널 추가<br>[전화] 02-000-0000<br>[메일] social@unknown.example<br></span></div><div class="copyright">[저작권자(c) 견본TV 무단전재, 재배포 및 AI 데이터 활용 금지]</div></div><div class="hot_news"><h3>실시간 주요뉴스</h3>{LEADS}</div>"""
    return whole(f"{HEADLINE} | 견본TV", inside, meta=og("견본TV"))


def weekly_of_old() -> str:
    """A weekly of 2010: issue and day above the headline, the author below the text, fonts for everything."""
    rows = "".join(f"<p><font size='3' face='돋움'>{escape(line, quote=False)}</font></p>" for line in LINES)
    inside = f"""<div id="view"><div class="path">HOME &gt; 뉴스 &gt; 사회</div><font class="title" size="5"><b>{H}</b></font><div class="date"><font color="#888">[812호] 2026년 11월 20일 (금) 09:31:07</font> <font>{REPORTER} 기자 <a href="mailto:{MAIL}">{MAIL}</a></font></div><table align="right" width="250"><tr><td>{PHOTO}</td></tr><tr><td class="cap"><font size="2">▲ {CAPTION}</font></td></tr></table>{rows}<p align="right"><font size="2">{REPORTER} 기자의 다른기사 보기</font></p><p>ⓒ 견본주간(http://www.unknown.example) 무단전재 및 재배포금지 | 저작권문의</p></div>
<div class="reply"><b>전체기사의견(2)</b></div>"""
    return whole(f"견본주간 : {HEADLINE}", inside)


MORE: dict[str, Callable[[], str]] = {
    made.__name__: made
    for made in (
        tech_daily, citizens_paper, radio, money, economy, board_of_gnuboard, board_of_rhymix, theme_of_dailies,
        theme_of_magazines, homemade, framework, central, public_tv, weekly_of_old,
    )
}  # fmt: skip
