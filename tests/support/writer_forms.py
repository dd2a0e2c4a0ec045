"""Forms in which Korean outlets say who wrote an article, each as a small page with what a human reader would write down.

Written before the rules that read them were looked at. ``half_of`` parts them by the hash of their name: rules may be written
with the ``dev`` half in sight, the ``held`` half is only measured (``python -m tests.bench.score.writers``).
"""

from dataclasses import dataclass
from hashlib import sha256

HALVES = ("dev", "held")
STORIES = (
    (
        "바닷가 마을 빈집, 작은 도서관으로 다시 문 열어",
        (
            "십 년 넘게 비어 있던 어촌 주택이 주민 손으로 고친 작은 도서관이 되어 20일 문을 열었다.",
            "문해준 마을이장은 “아이들 목소리가 다시 들리는 것만으로 골목이 달라졌다”고 말했다.",
            "도서관에는 주민이 내놓은 책 천이백 권과 바다를 내다보는 책상 열두 개가 놓였다.",
            "시는 내년까지 빈집 여덟 채를 더 고쳐 공방과 마을 부엌으로 쓸 계획이라고 밝혔다.",
        ),
    ),
    (
        "겨울 앞둔 과수원, 서리 막는 바람개비 두 배로",
        (
            "과수 농가가 서리 피해를 줄이려고 세우는 바람개비가 올해 두 배로 늘어난 것으로 나타났다.",
            "군 농업기술센터에 따르면 올해 새로 세운 바람개비는 예순네 대로, 지난해 서른한 대의 갑절이다.",
            "표인규 농업기술센터 소장은 “기온이 영하로 떨어지기 두 시간 전에 돌리는 것이 중요하다”고 설명했다.",
            "농가는 전기 요금 부담을 걱정한다. 센터는 야간 요금을 절반까지 돕는 방안을 살피고 있다.",
        ),
    ),
    (
        "밤 버스 노선 셋 늘린다… 새벽 첫차도 앞당겨",
        (
            "다음 달부터 자정 뒤에 다니는 밤 버스 노선이 세 개 늘고 새벽 첫차는 이십 분 앞당겨진다.",
            "시 대중교통과는 22일 새 노선도와 시간표를 내놓고 두 주 동안 시민 의견을 듣는다고 했다.",
            "시장 상인 육경애 씨는 “새벽 네 시에 나오는 사람들이 걷지 않아도 되겠다”며 반겼다.",
            "기사 수가 모자라 배차가 늦어질 수 있다는 걱정도 있다. 노조는 인력을 먼저 늘리라고 요구했다.",
        ),
    ),
    (
        "폐교 운동장에 켜진 별빛… 주민 천문대 첫 관측",
        (
            "문을 닫은 초등학교 운동장이 주민이 함께 쓰는 천문대로 바뀌어 첫 관측 행사가 열렸다.",
            "행사에는 백이십 명이 모여 토성의 고리와 달의 분화구를 차례로 들여다봤다.",
            "천문대를 맡은 함지완 교수는 “도시의 불빛이 닿지 않는 곳이 이제 자원이 됐다”고 했다.",
            "교육청은 방학마다 이틀씩 별 학교를 열고, 인근 학교의 과학 수업도 이곳에서 할 예정이다.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say it. The texts between are put into the page ``shape`` at the places that their names say."""

    name: str
    reporters: tuple[str, ...]
    emails: tuple[str, ...] = ()
    shape: str = "paper"
    head: str = ""
    """In ``<head>``."""
    above: str = ""
    """Between the headline and the line with the time."""
    beside: str = ""
    """In the line with the time, before it."""
    under: str = ""
    """Between the time and the text."""
    first: str = ""
    """Glued to the text's first letters."""
    glued: str = ""
    """Glued to the text's last letters, markup and all."""
    last: str = ""
    """The text's last line or lines, parted by ``|||``."""
    behind: str = ""
    """Behind the element of the text."""
    foot: str = "발행인·편집인 : 목진환 | 청소년보호책임자 : 육선재 | 대표전화 : 054-000-0000"
    story: int = 0


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


FORMS = (
    # Broadcasters
    Form(
        "tv-signs-off-and-names-its-crew-in-one-line",
        ("김민수",),
        shape="broadcast",
        last="KBC 뉴스 김민수입니다.|||촬영기자:이정훈/영상편집:박지영/그래픽:최은경",
    ),
    Form(
        "tv-card-under-the-text-with-subscribe-button",
        ("정하늘",),
        ("haneul@kbc.example",),
        shape="broadcast",
        last="■ 제보하기|||▷ 전화 : 02-000-1234|||▷ 이메일 : jebo@kbc.example",
        behind='<div class="rp-area"><a href="/reporter/1021"><span class="thumb"></span><strong class="nm">정하늘</strong>'
        '<em>사회부 기자</em></a><a class="ml" href="mailto:haneul@kbc.example">이메일</a><button>구독</button></div>',
    ),
    Form(
        "tv-header-link-with-hidden-words",
        ("강병철",),
        shape="broadcast",
        under='<div><a href="/news/reporterPage.do?id=77">강병철 기자<i class="blind">기자 페이지 바로가기</i></a></div>',
        last="(영상취재 : 조현우, 영상편집 : 윤서영, 디자인 : 장동혁)",
        story=1,
    ),
    Form(
        "local-mbc-signs-off-crew-on-next-line",
        ("임채원",),
        shape="broadcast",
        last="MBC뉴스 임채원입니다.|||영상취재: 한보람",
        story=2,
    ),
    Form(
        "tv-definition-list-with-picture",
        ("오세진",),
        ("sejin.oh@jbc.example",),
        shape="broadcast",
        behind='<dl class="jr"><dt><img src="/p/9.jpg" alt="오세진 기자 사진">오세진</dt><dd>기자</dd>'
        '<dd><button type="button" data-mail="sejin.oh@jbc.example">메일</button></dd></dl>',
        story=3,
    ),
    Form(
        "network-station-before-name",
        ("서유나",),
        ("yuna@cbc.example",),
        under='<ul class="reporters"><li><a href="/reporter/501">대구CBC 서유나 기자</a>'
        '<a href="mailto:yuna@cbc.example">메일보내기</a></li></ul>',
        story=1,
    ),
    Form("tv-english-news-signs-off", ("신동민",), shape="broadcast", last="BBC NEWS 신동민입니다."),
    Form(
        "cable-tv-signs-off-in-angle-brackets",
        ("권혁진",),
        shape="broadcast",
        last="OBC뉴스 권혁진입니다.|||&lt;영상취재: 황보람 / 영상편집: 안재윤&gt;",
        story=2,
    ),
    Form(
        "byline-in-a-button",
        ("송다은",),
        shape="broadcast",
        beside='<button type="button" class="btn_rp">송다은 기자</button>',
        story=3,
    ),
    Form(
        "weather-caster-signs-alone", ("류승아",), shape="broadcast", last="지금까지 날씨였습니다.|||류승아 기상캐스터"
    ),
    Form(
        "local-private-tv-crew-behind-name",
        ("홍기석",),
        shape="broadcast",
        last="TBS뉴스 홍기석입니다.(영상취재 남궁훈)",
    ),
    # Agencies
    Form(
        "agency-dateline-and-address-alone",
        ("선우진",),
        ("sunwoo@yona.example",),
        first="(포항=연합통신) 선우진 기자 = ",
        last="sunwoo@yona.example|||&lt;저작권자(c) 연합통신, 무단 전재-재배포, AI 학습 및 활용 금지&gt;",
    ),
    Form(
        "agency-two-names-and-two-addresses",
        ("방준호", "노은지"),
        ("junho@newsee.example", "eunji@newsee.example"),
        first="[포항=뉴시소]방준호 노은지 기자 = ",
        last="◎공감언론 뉴시소 junho@newsee.example, eunji@newsee.example",
        story=1,
    ),
    Form(
        "agency-intern-joins",
        ("하지수", "곽도현"),
        ("jisu@news9.example",),
        first="(대구=뉴스9) 하지수 기자 곽도현 인턴기자 = ",
        last="jisu@news9.example",
        story=2,
    ),
    Form(
        "foreign-agency-with-correspondent",
        ("성민규",),
        first="[도쿄=AP/뉴시소] 성민규 특파원 = ",
        story=3,
    ),
    Form("foreign-agency-without-a-person", (), first="(도쿄 로이터=연합통신) ", story=3),
    Form(
        "agency-end-mark-and-romanised-initials",
        ("차예린",),
        ("yr.cha@infomac.example",),
        first="(서울=연합인포) 차예린 기자 = ",
        last="yr.cha@infomac.example|||(끝)",
        story=2,
    ),
    # Dailies
    Form(
        "linked-picture-whose-alt-names-the-reporter",
        ("주원석",),
        beside='<a href="/people/wonseok/"><img src="/p/w.png" alt="주원석 기자"></a>',
        story=1,
    ),
    Form(
        "place-slash-name-title-and-address",
        ("우정아",),
        ("junga@hani.example",),
        last="포항/우정아 기자 junga@hani.example",
    ),
    Form(
        "editor-list-name-and-address-in-items",
        ("구본석",),
        ("bs.koo@kyung.example",),
        behind='<div class="editor"><ul><li class="name">구본석 기자</li><li class="email">bs.koo@kyung.example</li>'
        '<li><a href="/series/3">이 기자의 다른 글</a></li></ul></div>',
        story=2,
    ),
    Form(
        "two-names-one-title-one-address",
        ("나한결", "민경택"),
        ("na.hangyeol@joong.example",),
        last="나한결·민경택 기자 na.hangyeol@joong.example",
        story=3,
    ),
    Form(
        "two-places-two-names-in-two-lines",
        ("유하영", "진서준"),
        ("hayoung@dong.example",),
        last="포항=유하영 기자 hayoung@dong.example|||대구=진서준 기자",
    ),
    Form("place-name-title-parted-by-blanks", ("지수현", "엄태준"), last="포항 지수현 기자·서울 엄태준 기자", story=1),
    Form("signature-in-square-brackets-with-slash", ("채은솔", "원종현"), last="[채은솔 기자 / 원종현 기자]", story=2),
    Form("place-equals-name-in-square-brackets-at-end", ("천가을",), last="[포항 = 천가을 기자]", story=3),
    Form(
        "outlet-name-opens-the-text",
        ("변상우",),
        ("swbyun@edayly.example",),
        first="[이대일리 변상우 기자] ",
        behind="<div><p>변상우 (swbyun@edayly.example)</p><p>기자의 다른 기사 보기</p></div>",
        story=1,
    ),
    Form(
        "link-with-outlet-place-equals-name",
        ("여운기",),
        beside='<a href="/jour/ug">머니오늘 포항=여운기 기자</a>',
        story=2,
    ),
    Form(
        "name-glued-to-the-last-sentence",
        ("추민아",),
        ("mina@etn.example",),
        glued="<br>추민아기자 mina@etn.example",
        story=3,
    ),
    Form("lens-brackets-at-the-head", ("도지훈",), first="【파이낸스뉴스 포항=도지훈 기자】 "),
    # Regional papers
    Form(
        "slash-before-a-glued-title",
        ("소윤서",),
        ("yunseo@gbm.example",),
        last="/소윤서기자 yunseo@gbm.example",
        story=1,
    ),
    Form(
        "name-and-address-without-any-title",
        ("마동현",),
        ("donghyun@kado.example",),
        last="마동현 donghyun@kado.example",
        story=2,
    ),
    Form(
        "slash-place-two-people-two-titles",
        ("표세라", "설지우"),
        ("sera@kj.example",),
        last="/포항=표세라 기자 sera@kj.example, 설지우 수습기자",
        story=3,
    ),
    Form("two-places-one-title-at-the-end", ("길민재", "반효진"), last="포항 길민재·서산 반효진 기자"),
    Form(
        "places-in-parentheses-behind-the-names", ("위성욱", "금보라"), last="위성욱(포항)·금보라(영덕) 기자", story=1
    ),
    Form(
        "head-of-an-area-office",
        ("피재훈",),
        ("jh@daegu.example",),
        last="피재훈 대구·경북취재본부장 jh@daegu.example",
        story=2,
    ),
    Form("a-desk-head-alone-at-the-end", ("어진우",), last="어진우 국장", story=3),
    Form(
        "region-office-between-name-and-title",
        ("모아라",),
        ("mo77@sisaj.example",),
        beside="<span>모아라 영남본부 기자 (mo77@sisaj.example)</span>",
    ),
    # Web papers
    Form(
        "icon-list-of-the-head",
        ("경수진",),
        shape="cms",
        beside='<li><i class="icon-user"></i> 경수진 기자</li>',
        story=1,
    ),
    Form(
        "citizen-with-account-name",
        ("봉미라",),
        beside='<a href="/NWS/room?id=bmr">봉미라(bongmira)</a> <span>시민기자</span>',
        story=2,
    ),
    Form("equals-place-in-parentheses-behind", ("편도영",), beside="<span>편도영 기자(=포항)</span>", story=3),
    Form(
        "makers-with-their-parts",
        ("김건",),
        behind="<div><p>취재 김건</p><p>촬영 이정호 박서진</p><p>편집 정윤성</p></div>",
        story=1,
    ),
    Form(
        "lens-bar-before-the-place",
        ("남궁솔",),
        ("sol@fact.example",),
        first="[더팩트뉴스ㅣ포항=남궁솔 기자] ",
        last="sol@fact.example",
        story=2,
    ),
    Form(
        "person-by-id-in-a-graph",
        ("황보윤",),
        shape="blog",
        head=_ld(
            '{"@context":"https://schema.org","@graph":[{"@type":"Article","headline":"폐교 운동장에 켜진 별빛… 주민 천문대 첫 관측",'
            '"author":{"name":"","@id":"https://w.example/#/schema/person/ab12"}},{"@type":"Organization","@id":"https://w.example/#org",'
            '"name":"한들뉴스"},{"@type":"Person","@id":"https://w.example/#/schema/person/ab12","name":"황보윤"}]}'
        ),
        story=3,
    ),
    Form(
        "organisation-and-person-as-authors",
        ("제갈민",),
        head=_ld(
            '{"@type":"NewsArticle","headline":"바닷가 마을 빈집, 작은 도서관으로 다시 문 열어","author":[{"@type":"Organization",'
            '"name":"한들뉴스"},{"@type":"Person","name":"제갈민 기자"}],"publisher":{"@type":"Organization","name":"한들뉴스"}}'
        ),
    ),
    Form(
        "by-and-rel-author",
        ("이수빈",),
        shape="blog",
        beside='<span class="byline">by <a rel="author" href="/author/subin">이수빈</a></span>',
        story=1,
    ),
    Form(
        "hidden-mail-of-a-protector",
        ("배유진",),
        ("yujin@han.example",),
        # The protection's code: the first byte is the key of all others.
        last="배유진 기자 <a href='/cdn-cgi/l/email-protection' class='__cf_email__' "
        f"data-cfemail='{bytes([42, *(42 ^ one for one in b'yujin@han.example')]).hex()}'>[email&#160;protected]</a>",
        story=2,
    ),
    Form("full-width-at-sign", ("심규리",), ("gyuri@han.example",), last="심규리 기자 gyuri＠han.example", story=3),
    Form("title-before-the-name-with-colon", ("전소민",), beside="<span>취재기자 : 전소민</span>"),
    Form(
        "table-row-of-a-board",
        ("문가영",),
        shape="cms",
        beside="<table><tr><th>작성자</th><td>문가영</td><th>조회</th><td>231</td></tr></table>",
        story=1,
    ),
    Form(
        "department-as-author-of-a-city-notice",
        (),
        shape="cms",
        beside="<dl><dt>작성자</dt><dd>홍보담당관</dd></dl>",
        story=2,
    ),
    Form(
        "three-glued-names-and-titles",
        ("양지호", "백승민", "허다은"),
        beside="<span>양지호기자백승민기자허다은기자</span>",
        story=3,
    ),
    Form(
        "special-team-with-its-head",
        ("고은결", "손태영", "조아라"),
        last="특별취재팀=고은결 팀장, 손태영·조아라 기자",
    ),
    Form(
        "talk-with-who-asked-who-wrote-it-down",
        ("남도현", "윤세아"),
        last="대담=남도현 편집국장, 정리=윤세아 기자, 사진=안치환 기자",
        story=1,
    ),
    Form(
        "data-attribute-of-the-article",
        ("최다온",),
        ("daon@han.example",),
        under='<div id="meta" data-writer="최다온 기자" data-writer-email="daon@han.example"></div>',
        story=2,
    ),
    Form(
        "mail-icon-with-a-title-and-script",
        ("강이슬",),
        ("iseul@han.example",),
        under='<p><strong>강이슬</strong> <a href="#" onclick="sendMail(\'iseul@han.example\'); return false;" '
        'title="강이슬 기자에게 메일 보내기"><i></i></a></p>',
        story=3,
    ),
    # Magazines, campus papers, cities
    Form(
        "magazine-editor-and-photographer-with-bars",
        ("오로라",),
        shape="blog",
        under="<p>에디터 | 오로라　사진 | 김산</p>",
    ),
    Form("magazine-underscores", ("유채린",), shape="blog", last="글_유채린 사진_정의석", story=1),
    Form("writer-and-pictures-by-one-citizen", ("한새봄",), shape="blog", last="글·사진 한새봄 시민기자", story=2),
    Form(
        "campus-text-and-picture-by-two",
        ("장예나",),
        ("yena@univ.example",),
        last="글 장예나 기자 yena@univ.example|||사진 박준 기자",
        story=3,
    ),
    Form("campus-trainee-in-the-head", ("임서온",), shape="cms", beside="<span>임서온 수습기자</span>"),
    Form("professor-who-wrote-a-column", ("도한수",), above="<p>도한수 한들대 사회학과 교수</p>", story=1),
    Form("leader-writer-behind-a-bar", ("국승아",), beside="<span>국승아 | 논설위원</span>", story=2),
    # Nobody
    Form(
        "only-the-imprint-has-names",
        (),
        foot="상호 : 한들뉴스 | 발행인 김목인 | 편집인 : 이재하 국장 | 청소년보호책임자 박선영 기자",
        story=3,
    ),
    Form(
        "only-other-articles-have-reporters",
        (),
        behind="<div><h3>이 시각 주요뉴스</h3><ul><li><a href='/n/1'>강둑길 벚나무 새로 심는다</a><span>김서린 기자</span></li>"
        "<li><a href='/n/2'>시장 골목 전선 땅 밑으로</a><span>이도윤 기자</span></li></ul></div>",
    ),
    Form(
        "only-a-desk-address",
        (),
        last="기사 제보 및 보도자료 news@han.example",
        story=1,
    ),
    Form("only-a-picture-has-a-reporter", (), last="사진제공=한들시 홍보팀 유재하 주무관", story=2),
    Form(
        "commenters-below",
        ("송하린",),
        last="송하린 기자",
        behind="<div><h4>댓글 2</h4><p><b>김별님</b> 좋은 소식이네요</p><p><b>박기자</b> 잘 읽었습니다 kim@mail.example</p></div>",
        story=3,
    ),
    Form(
        "quoted-person-ends-the-text",
        (),
        last="“우리 동네가 이렇게 바뀔 줄은 몰랐습니다.” - 육경애 시장상인회장",
        story=2,
    ),
)


def half_of(form: Form) -> str:
    """The half that a form belongs to, for ever: by the hash of its name."""
    return HALVES[sha256(form.name.encode()).digest()[0] % 2]


def url_of(form: Form) -> str:
    """The address of a form's page."""
    return f"https://www.{form.shape}.example/news/{FORMS.index(form) + 20261120000}"


def page_of(form: Form) -> str:
    """The whole page, with menus, other articles and an imprint as its kind of outlet has them."""
    headline, lines = STORIES[form.story]
    return _SHAPES[form.shape](form, headline, (form.first + lines[0], *lines[1:-1], lines[-1] + form.glued))


def _last(form: Form, mark: str) -> str:
    return "".join(mark.format(line) for line in form.last.split("|||") if line)


def _head(form: Form, headline: str, site: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{headline} | {site}</title>'
        f'<meta property="og:title" content="{headline}"><meta property="og:site_name" content="{site}">{form.head}</head>'
    )


def _paper(form: Form, headline: str, lines: tuple[str, ...]) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines) + _last(form, "<p>{}</p>")
    return (
        f"{_head(form, headline, '한들일보')}<body><header><a href='/'>한들일보</a><nav><a href='/pol'>정치</a><a href='/soc'>사회</a>"
        f"<a href='/loc'>지역</a></nav></header><main><section class='top'><h1>{headline}</h1>{form.above}<div class='inf'>{form.beside}"
        f"<span>입력 2026.11.20 14:05</span><span>지면 8면</span></div>{form.under}</section><section class='txt'>{text}</section>{form.behind}"
        "<aside><h3>많이 본 기사</h3><ol><li><a href='/n/11'>장터 국밥집 대물림 백 년</a></li><li><a href='/n/12'>철새 도래지에 새 탐방로</a></li>"
        f"</ol></aside></main><footer><p>{form.foot}</p><p>Copyright ⓒ 한들일보 All rights reserved.</p></footer></body></html>"
    )


def _broadcast(form: Form, headline: str, lines: tuple[str, ...]) -> str:
    text = "<br><br>".join(lines) + _last(form, "<br><br>{}")
    return (
        f"{_head(form, headline, '한들방송')}<body><div id='wrap'><div class='gnb'><a href='/live'>온에어</a><a href='/vod'>다시보기</a></div>"
        f"<div class='v-head'><h2>{headline}</h2>{form.above}<p class='dt'>{form.beside}<em>2026-11-20 19:42</em> 조회 1,203</p>{form.under}"
        "<ul class='sns'><li>페이스북</li><li>카카오톡</li><li>URL복사</li></ul></div><div class='player'><video src='/v/1.mp4'></video></div>"
        f"<div class='v-body'>{text}</div>{form.behind}<div class='more'><h3>최신 영상</h3><ul><li><a href='/v/2'>첫눈 소식 전해드립니다</a></li>"
        f"<li><a href='/v/3'>오늘의 물가</a></li></ul></div><div class='ft'>{form.foot}<br>한들방송(주)</div></div></body></html>"
    )


def _cms(form: Form, headline: str, lines: tuple[str, ...]) -> str:
    text = "".join(f"<div>{line}</div>" for line in lines) + _last(form, "<div>{}</div>")
    info = form.beside if "<li" in form.beside else f"<li>{form.beside}</li>" if form.beside else ""
    return (
        f"{_head(form, headline, '한들온')}<body><div class='menu'><ul><li><a href='/a'>전체</a></li><li><a href='/b'>시정</a></li></ul></div>"
        f"<div class='view'><div class='t'>{headline}</div>{form.above}<ul class='i'>{info}<li>승인 2026.11.20 09:10</li><li>댓글 0</li></ul>"
        f"{form.under}<div id='c'>{text}</div>{form.behind}</div><div class='side'><b>최신기사</b><a href='/n/5'>둑길 걷기 대회 열려</a></div>"
        f"<div class='f'>{form.foot}</div></body></html>"
    )


def _blog(form: Form, headline: str, lines: tuple[str, ...]) -> str:
    text = "".join(f"<p>{line}</p>\n" for line in lines) + _last(form, "<p><em>{}</em></p>")
    return (
        f"{_head(form, headline, '한들매거진')}<body class='single'><article><header class='entry-header'><h1 class='entry-title'>{headline}</h1>"
        f"{form.above}<div class='entry-meta'>{form.beside}<time datetime='2026-11-20T08:00:00+09:00'>2026년 11월 20일</time></div>{form.under}"
        f"</header><div class='entry-content'>{text}</div>{form.behind}<footer class='tags'><a rel='tag' href='/tag/1'>마을</a></footer></article>"
        f"<div id='colophon'>{form.foot}</div></body></html>"
    )


_SHAPES = {"paper": _paper, "broadcast": _broadcast, "cms": _cms, "blog": _blog}
