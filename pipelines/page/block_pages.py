"""Why a page is not an article: what a server sends instead of one, recognised by its words."""

import re

from pipelines.contracts.rejection import Reason, Reject
from pipelines.page.site_notices import find_site_notice

SMALL_PAGE_CHARACTERS = 6_000
SEARCHED_CHARACTERS = 60_000
MARKUP = re.compile(
    r"<\s{0,4}(?:!doctype|html|head|body|div|p|table|script|article|meta|br|span|h[1-6]|a)\b", re.IGNORECASE
)
FEED = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<\?xml-stylesheet[^>]{0,300}>\s{0,50})?(?:<!--[^>]{0,300}-->\s{0,50})?"
    r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b"
)
SCRIPT = re.compile(r"<(?:script|style)\b[^>]{0,400}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,2000}>")
ALERT = re.compile(r"""\balert\s?\(\s?["']([^"']{1,300})["']""")
LEAVE = re.compile(
    r"""(?:location(?:\.href)?\s?=\s?|location\.(?:replace|assign)\s?\(\s?)["'][^"']{1,600}["']|http-equiv\s?=\s?["']?refresh"""
    r"""|(?<![\w"':.])(?:window\.)?history\.(?:back|go)\s?\(""",  # not that of a button or a link "back"
    re.IGNORECASE,
)
# In this order: a deleted notice often offers a login too.
WORDS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.CHALLENGE,
        re.compile(
            r"just a moment\.\.\.|checking your browser|cf-chl-|cf_chl_|enable javascript and cookies|ddos protection"
            r"|attention required! \| cloudflare|captcha|incapsula incident|access denied|request blocked|web firewall"
            r"|자동입력\s?방지|비정상적인 (?:접근|접속|요청|트래픽)|접[근속]이 차단|보안\s?문자를? 입력"
            r"|로봇이 아닙니다|사람인지 확인",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.DELETED,
        re.compile(
            r"글이 존재하지 않습니다|글이 삭제되었거나 이동|삭제된 ?(?:기사|글|게시물|게시글|페이지|콘텐츠)"
            r"|(?:기사|게시물|게시글|글|콘텐츠)[이가은는]? ?(?:[가-힣 ]{0,24} )?"
            r"(?:존재하지 않|삭제되었|삭제된|삭제됐습니다|삭제 ?처리)"
            r"|존재하지 않는 ?(?:기사|글|게시물|게시글|콘텐츠)|(?:기사|데이터|게시물|자료)가 없습니다"
            r"|없는 기사(?:입니다|번호)|비공개 ?(?:기사|글|게시물)입니다"
            r"|기사[는가] ?(?:[가-힣 ]{0,24} )?"
            r"(?:비공개|서비스되지 않|제공되지 않|서비스가 (?:종료|중단)|볼 수 없습니다)"
            r"|서비스가 (?:종료|중단)된 ?(?:기사|게시물)|(?:노출|게시)가 중단된 ?(?:기사|게시물|글)"
        ),
    ),
    (
        Reason.NOT_FOUND,
        re.compile(
            r"페이지[를가] ?(?:찾을 수 없|존재하지 않|없습니다)|찾을 수 없는 페이지|요청하신 페이지"
            r"|존재하지 않는 ?(?:페이지|게시판|주소|경로)|잘못된 (?:접근|경로|주소|요청|URL)"
            r"|주소가 (?:잘못|올바르지)|정상적인 (?:접근|경로)[가이]? ?아닙니다"
            r"|404 not found|page not found|error 404|not found on this server",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.ADULT_WALL,
        re.compile(
            r"(?:성인|연령|본인) ?인증[이을]? ?(?:필요|하|후|받|페이지)|성인\s?인증|(?:만 ?)?19세 ?(?:이상|미만)"
            r"|청소년 ?유해 ?매체"
        ),
    ),
    (
        Reason.LOGIN_WALL,
        re.compile(
            r"로그인 ?(?:후|하신 후|이 필요|을 (?:하셔야|하시면|해)|하셔야|하시면|해야|해 ?주세요|하고 )"
            r"|회원만 ?(?:이용|보|열람|읽|접근|볼)|회원(?:에게)?만 (?:제공|공개)|회원 ?전용|회원용 ?(?:기사|콘텐츠)"
            r"|글을 읽을 권한이 없|권한이 없습니다|유료 ?(?:회원|구독|기사|콘텐츠)|구독자 ?(?:전용|만|에게)"
            r"|구독(?:하시면|하고|하셔야|이 필요|후)|프리미엄 ?(?:회원|콘텐츠|기사)|멤버십 ?(?:전용|회원)"
        ),
    ),
    (
        Reason.SERVER_ERROR,
        re.compile(
            r"fatal error|internal server error|service (?:temporarily )?unavailable|bad gateway|gateway time-?out"
            r"|database (?:error|connection)|db connect|mysql server has gone|too many connections|connect error"
            r"|점검\s?중|(?:서비스|시스템|서버) 점검|일시적(?:인|으로) ?(?:오류|장애|서비스)"
            r"|데이터베이스 ?(?:연결|접속|오류)",
            re.IGNORECASE,
        ),
    ),
)
MAX_NOTICE_CHARACTERS = 100
MAX_UNDATED_NOTICE_CHARACTERS = 400
MAX_GATE_CHARACTERS = 120
SHORT_PAGE_CHARACTERS = 600
POLITE_REACH = 40
POLITE = re.compile(r"니다|세요|십시오|시오[.!]|해요|(?:기사|콘텐츠|페이지|전용|인증|필요)\s{0,2}$")
# What is said of readers' comments, bookmarks and the like, not of the text.
REMARK = re.compile(
    r"댓글|의견|추천|스크랩|좋아요|공감|저장|알림|기자|뉴스레터|글쓰기|북마크|더\s?(?:많은|빠른)\s?소식"
)
MAX_SHORT_BODY_CHARACTERS = 40
NOTICES = WORDS[1:5]
STATUS = {
    401: Reason.LOGIN_WALL,
    403: Reason.CHALLENGE,
    404: Reason.NOT_FOUND,
    410: Reason.DELETED,
    429: Reason.CHALLENGE,
}


def visible_text(html: str) -> str:
    """Roughly the words of a page, scripts and tags out; looks at its first part only."""
    html = html[:SEARCHED_CHARACTERS]
    out: list[str] = []
    at = 0
    for found in SCRIPT.finditer(html):
        if found.start() < at:
            continue
        out.append(html[at : found.start()])
        close = "</" + ("script" if found[0][1:3].lower() == "sc" else "style")
        end = html.lower().find(close, found.end()) if len(out) < 50 else -1
        at = end if end >= 0 else len(html)
    out.append(html[at:])
    return " ".join(TAG.sub(" ", " ".join(out)).split())


def refuse_page(html: str, status: int, messages: int) -> Reject | None:
    """A Reject for what cannot be an article at all, before it is parsed; None where that is still open."""
    if reason := STATUS.get(status):
        return Reject(reason, f"HTTP {status}")
    if status >= 500:
        return Reject(Reason.SERVER_ERROR, f"HTTP {status}")
    if not html or html.isspace():
        return Reject(Reason.SERVER_ERROR if messages else Reason.NO_BODY, "empty" if not messages else "only messages")
    if FEED.match(html[:2000]):
        return Reject(Reason.NOT_HTML, "a feed or sitemap")
    if not MARKUP.search(html, 0, 200_000):
        return Reject(Reason.SERVER_ERROR, "only messages") if messages else Reject(Reason.NOT_HTML)
    if len(html) > SMALL_PAGE_CHARACTERS:
        return None
    shown = visible_text(html)
    alert = ALERT.search(html)
    if alert and len(shown) < 400:
        return explain_reject(alert[1], Reject(Reason.NO_BODY, alert[1][:80]))
    if LEAVE.search(html) and len(shown) < 200:
        return Reject(Reason.REDIRECT_STUB)
    return None


def explain_reject(html: str, found: Reject, *, links: int = 0, messages: int = 0) -> Reject:
    """A better reason for a page whose headline or body was not found, by what it says instead."""
    if found.reason not in (Reason.NO_HEADLINE, Reason.NO_BODY):
        return found
    shown = visible_text(html)[:4000]
    alert = ALERT.search(html[:SEARCHED_CHARACTERS]) if len(shown) < 400 else None
    for reason, words in WORDS:
        hit = _find_words(words, shown) or (words.search(alert[1]) if alert else None)
        if hit or (reason is Reason.CHALLENGE and words.search(html[:SMALL_PAGE_CHARACTERS])):
            return Reject(reason, hit[0] if hit else "challenge script")
    if len(shown) < SHORT_PAGE_CHARACTERS and (notice := find_site_notice("", shown, dated=False, vouched=False)):
        return notice
    if links >= 5:
        return Reject(Reason.LIST_PAGE, f"{links} articles linked")
    if LEAVE.search(html[:SEARCHED_CHARACTERS]) and len(shown) < 200:
        return Reject(Reason.REDIRECT_STUB)
    if messages and len(shown) < 200:
        return Reject(Reason.SERVER_ERROR, "only messages")
    return found


def _find_words(words: re.Pattern[str], shown: str) -> re.Match[str] | None:
    """Where the words speak to the reader; on a page with many other words they must be in a polite sentence."""
    for hit in words.finditer(shown):
        if (
            len(shown) < SHORT_PAGE_CHARACTERS
            or hit[0].isascii()
            or POLITE.search(shown, hit.start(), hit.end() + POLITE_REACH)
        ):
            return hit
    return None


def find_notice(
    headline: str, body: str, *, dated: bool = True, signed: bool = False, listed: bool = False
) -> Reject | None:
    """A notice that came in the clothes of an article: a short text that tells the reader so.

    A page without any time of its own may say it at greater length. ``signed``: it names a reporter; ``listed``: a list
    led to it by this headline.
    """
    vouched = signed or listed
    return _find_missing(headline, body, dated) or find_site_notice(headline, body, dated=dated, vouched=vouched)


def _find_missing(headline: str, body: str, dated: bool) -> Reject | None:
    """Deleted, missing or walled."""
    if len(body) > (MAX_NOTICE_CHARACTERS if dated else MAX_UNDATED_NOTICE_CHARACTERS):
        return None
    for reason, words in NOTICES:
        if len(body) > MAX_SHORT_BODY_CHARACTERS and not (words.search(body) and POLITE.search(body)):
            continue
        if words.search(body) or (len(body) <= MAX_SHORT_BODY_CHARACTERS and words.search(headline)):
            return Reject(reason, body[:80])
    return None


def find_gate(line: str) -> Reason | None:
    """What a line next to a text says of the rest of it: members only, adults only, gone; None for any other line."""
    if len(line) > MAX_GATE_CHARACTERS or REMARK.search(line):
        return None
    return next((reason for reason, words in NOTICES if words.search(line) and POLITE.search(line)), None)


def has_wall_words(html: str) -> bool:
    """Whether a page asks its reader to log in, subscribe or prove an age, but for comments and the like."""
    shown = visible_text(html)
    for reason, words in NOTICES:
        if reason not in (Reason.ADULT_WALL, Reason.LOGIN_WALL):
            continue
        for hit in words.finditer(shown):
            if not REMARK.search(shown, hit.start(), hit.end() + POLITE_REACH):
                return True
    return False
