"""What servers send instead of articles, in several wordings each; and articles that speak of such things."""

import pytest

from models.records.article import Article
from pipelines.contracts.rejection import Reason, Reject
from tests.support.read_pages import read
from tests.support.undeclared import read_unknown

FRAME = """<!doctype html><html><head><title>{title}</title></head><body>
<div id="header"><ul class="menu"><li><a href="/a">정치</a></li><li><a href="/b">경제</a></li></ul><a href="/login">로그인</a></div>
<div class="wrap">{inside}</div>
<div class="latest"><h4>최신기사</h4><ul><li><a href="/news/1001">견본시 해안도로 밤사이 통제됐다가 다시 열려</a></li>
<li><a href="/news/1002">가상군 사과 작황 평년 수준으로 전망</a></li></ul></div>
<div id="footer">견본일보 | 등록번호 견본 아00000 | Copyright ⓒ 견본일보 무단전재 및 재배포 금지</div></body></html>"""


def framed(words: str, title: str = "견본일보") -> str:
    return FRAME.format(title=title, inside=f"<div class='msg'><p>{words}</p></div>")


def told(words: str) -> str:
    return f"<html><head><script>alert('{words}');history.back();</script></head><body></body></html>"


WALLS = {
    Reason.DELETED: (
        "해당 기사는 삭제되었습니다.",
        "삭제되었거나 존재하지 않는 기사입니다.",
        "요청하신 기사는 취재원의 요청에 의해 삭제되었습니다.",
        "글이 삭제되었거나 이동하였습니다.",
        "존재하지 않는 게시물입니다.",
        "이 기사는 현재 서비스되지 않습니다.",
        "서비스가 종료된 기사입니다.",
        "비공개 기사입니다.",
    ),
    Reason.NOT_FOUND: (
        "페이지를 찾을 수 없습니다.",
        "요청하신 페이지가 없습니다.",
        "존재하지 않는 페이지입니다. 주소를 다시 확인해 주세요.",
        "잘못된 접근입니다.",
        "404 Not Found",
        "The requested URL was not found on this server.",
    ),
    Reason.LOGIN_WALL: (
        "로그인 후 이용하실 수 있습니다.",
        "로그인이 필요한 서비스입니다.",
        "회원 전용 기사입니다.",
        "유료회원 전용 콘텐츠입니다.",
        "이 기사는 구독자 전용입니다.",
        "글을 읽을 권한이 없습니다. 회원이시라면 로그인 후 이용해 보십시오.",
    ),
    Reason.ADULT_WALL: (
        "성인인증이 필요합니다.",
        "19세 미만의 청소년이 이용할 수 없습니다.",
        "이 정보내용은 청소년 유해매체물로서 19세 미만의 청소년이 이용할 수 없습니다.",
        "본인 인증이 필요한 기사입니다. 만 19세 이상만 볼 수 있습니다.",
    ),
    Reason.SERVER_ERROR: (
        "서비스 점검 중입니다. 이용에 불편을 드려 죄송합니다.",
        "일시적인 오류가 발생했습니다. 잠시 후 다시 시도해 주세요.",
        "Service Temporarily Unavailable",
        "데이터베이스 연결 오류입니다.",
    ),
    Reason.CHALLENGE: (
        "비정상적인 접근이 감지되었습니다.",
        "보안문자를 입력해 주세요.",
        "접속이 차단되었습니다. 관리자에게 문의하세요.",
        "Access Denied. Request unsuccessful. Incapsula incident ID: 1-2",
    ),
}
CASES = [(words, reason) for reason, all_words in WALLS.items() for words in all_words]


@pytest.mark.parametrize(("words", "reason"), CASES, ids=[words[:24] for words, _ in CASES])
def test_a_page_of_nobody_says_why_it_is_no_article(words: str, reason: Reason) -> None:
    for html in (framed(words), framed(words, "알림 | 견본일보"), f"<html><body><p>{words}</p></body></html>"):
        found = read_unknown(html)
        assert isinstance(found, Reject), found
        assert found.reason is reason, html


@pytest.mark.parametrize(
    ("words", "reason"), [case for case in CASES if case[1] in (Reason.DELETED, Reason.LOGIN_WALL)]
)
def test_an_alert_says_it_too(words: str, reason: Reason) -> None:
    for found in (read_unknown(told(words)), read(told(words), "gbhana")):
        assert isinstance(found, Reject)
        assert found.reason is reason


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><script>location.replace('/news/2')</script></body></html>", Reason.REDIRECT_STUB),
        ("<html><head><meta http-equiv='refresh' content='0; url=/m/'></head></html>", Reason.REDIRECT_STUB),
        (
            "<title>이동 중</title><script>top.location.href = 'http://m.unknown.example/';</script>",
            Reason.REDIRECT_STUB,
        ),
        ("<html><body></body></html>", Reason.NO_HEADLINE),
        ("<html><head><title>제목만 있는 기사 | 견본일보</title></head><body></body></html>", Reason.NO_BODY),
        (
            "<br />\n<b>Fatal error</b>:  Uncaught Error: x in /home/www/a.php:3\nStack trace:\n#0 {main}\n  thrown in "
            "<b>/home/www/a.php</b> on line <b>3</b><br />\n",
            Reason.SERVER_ERROR,
        ),
        (
            "<?xml version='1.0'?><rss version='2.0'><channel><item><title>가</title></item></channel></rss>",
            Reason.NOT_HTML,
        ),
        (
            "<?xml version='1.0' encoding='utf-8'?>\n<urlset><url><loc>http://a.example/1</loc></url></urlset>",
            Reason.NOT_HTML,
        ),
    ],
)
def test_what_holds_no_article_at_all(html: str, reason: Reason) -> None:
    found = read_unknown(html)
    assert isinstance(found, Reject)
    assert found.reason is reason


HEADLINES = [
    f"견본시 {what} 사업 내년 봄까지 두 구간으로 나눠 이어진다"
    for what in ("해안도로", "등대", "도서관", "버스", "빈집", "시장", "축제", "하천")
]


@pytest.mark.parametrize(
    "lead", ["", "<p>견본시가 다음 달부터 공사를 시작한다고 밝혔다. 공사는 내년 봄까지 두 구간으로 나눠 이어진다.</p>"]
)
@pytest.mark.parametrize("title", ["전체기사 | 견본일보", "견본일보", "지역 - 견본일보"])
def test_a_list_is_no_article(lead: str, title: str) -> None:
    items = "".join(
        f"<li><h4><a href='/news/{1000 + n}'>{text}</a></h4>{lead}<span>2026-11-{n + 10} 10:00</span></li>"
        for n, text in enumerate(HEADLINES)
    )
    found = read_unknown(FRAME.format(title=title, inside=f"<h2>전체기사</h2><ul class='list'>{items}</ul>"))
    assert isinstance(found, Reject)
    assert found.reason is Reason.LIST_PAGE


PREVIEW = "<h1>견본시 예산 3조 원 넘었다</h1><p>입력 2026.11.20 09:00</p><div class='body'><p>견본시의 내년 예산이 처음으로 3조 원을 넘었다.</p>{}</div>"


@pytest.mark.parametrize(
    "words",
    [
        "이 기사는 유료회원 전용입니다.",
        "로그인 후 전문을 보실 수 있습니다.",
        "구독하시면 기사 전체를 읽으실 수 있습니다.",
    ],
)
def test_a_text_behind_a_wall_is_told_from_a_short_one(words: str) -> None:
    title = "견본시 예산 3조 원 넘었다 | 견본일보"
    found = read_unknown(FRAME.format(title=title, inside=PREVIEW.format(f"<p>{words}</p>")))
    assert isinstance(found, Reject)
    assert found.reason is Reason.LOGIN_WALL
    short = read_unknown(FRAME.format(title=title, inside=PREVIEW.format("")))
    assert isinstance(short, Article), short
    assert short.body == "견본시의 내년 예산이 처음으로 3조 원을 넘었다."


@pytest.mark.parametrize(
    "body",
    [
        "삭제된 기사를 다시 올려 달라는 요청이 크게 늘었다고 견본시가 밝혔다. 시는 존재하지 않는 페이지로 이어지는 주소도 고치기로 했다.",
        "로그인이 필요한 서비스를 줄이겠다고 견본시가 밝혔다. 회원 전용 게시판은 내년부터 누구나 볼 수 있게 된다.",
        "견본시는 성인인증 절차를 간소화한다고 밝혔다. 19세 미만은 종전처럼 보호자의 동의를 받아야 한다.",
        "견본대교가 점검 중이어서 차들이 돌아가고 있다. 시는 일시적인 오류로 안내판이 꺼졌다고 설명했다.",
        "자동입력 방지 문자를 없애 달라는 민원이 쏟아졌다. 비정상적인 접근이 줄어든 때문이라고 시는 설명했다.",
    ],
)
@pytest.mark.parametrize("times", [1, 4])
def test_an_article_that_speaks_of_such_things_stays_one(body: str, times: int) -> None:
    text = "".join(f"<p>{body}</p>" for _ in range(times))
    inside = f"<h1>견본시 누리집 손본다</h1><p>입력 2026.11.20 09:00</p><div class='body'>{text}</div><p>로그인 후 댓글을 쓸 수 있습니다.</p>"
    found = read_unknown(FRAME.format(title="견본시 누리집 손본다 | 견본일보", inside=inside))
    assert isinstance(found, Article), found
    assert found.body == "\n".join([body] * times)
