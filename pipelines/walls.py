"""Why a page is no article: what a server sends instead of one, told by its own words."""

import re

from pipelines.reject import Reason, Reject

SMALL = 6_000
LOOK = 60_000
MARKUP = re.compile(
    r"<\s{0,4}(?:!doctype|html|head|body|div|p|table|script|article|meta|br|span|h[1-6]|a)\b", re.IGNORECASE
)
SCRIPT = re.compile(r"<(?:script|style)\b[^>]{0,400}>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{0,2000}>")
ALERT = re.compile(r"""\balert\s?\(\s?["']([^"']{1,300})["']""")
LEAVE = re.compile(
    r"""(?:location(?:\.href)?\s?=\s?|location\.(?:replace|assign)\s?\(\s?)["'][^"']{1,600}["']|http-equiv\s?=\s?["']?refresh"""
    r"""|history\.(?:back|go)\s?\(""",
    re.IGNORECASE,
)
# In this order: a deleted notice often offers a login too.
WORDS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.CHALLENGE,
        re.compile(
            r"just a moment\.\.\.|checking your browser|cf-chl-|cf_chl_|enable javascript and cookies|ddos protection"
            r"|attention required! \| cloudflare|captcha|자동입력\s?방지|비정상적인 접근|접근이 차단",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.DELETED,
        re.compile(
            r"글이 존재하지 않습니다|글이 삭제되었거나 이동|삭제된 (?:기사|글|게시물|게시글)"
            r"|(?:기사|게시물|게시글|글)[이가은는]? ?(?:존재하지 않|삭제되었|삭제된)"
            r"|존재하지 않는 (?:기사|글|게시물|게시글)|기사가 없습니다|없는 기사"
        ),
    ),
    (
        Reason.NOT_FOUND,
        re.compile(
            r"페이지를 찾을 수 없|찾을 수 없는 페이지|존재하지 않는 (?:페이지|게시판|주소)|요청하신 페이지"
            r"|404 not found|page not found|error 404|not found on this server",
            re.IGNORECASE,
        ),
    ),
    (Reason.ADULT_WALL, re.compile(r"성인\s?인증|19세 (?:이상|미만)|청소년 ?유해 ?매체")),
    (
        Reason.LOGIN_WALL,
        re.compile(
            r"로그인 (?:후|하신 후|이 필요|하셔야)|로그인이 필요|회원만|회원 ?전용|글을 읽을 권한이 없|유료 ?회원"
            r"|구독자 전용|권한이 없습니다"
        ),
    ),
    (
        Reason.SERVER_ERROR,
        re.compile(
            r"fatal error|internal server error|service unavailable|bad gateway|database error|db connect"
            r"|mysql server has gone|too many connections|connect error|점검\s?중|서비스 점검",
            re.IGNORECASE,
        ),
    ),
)
NOTICE_LIMIT = 100
SHORT_BODY = 40
NOTICES = WORDS[1:5]
STATUS = {
    401: Reason.LOGIN_WALL,
    403: Reason.CHALLENGE,
    404: Reason.NOT_FOUND,
    410: Reason.DELETED,
    429: Reason.CHALLENGE,
}


def visible(html: str) -> str:
    """Roughly the words of a page, scripts and tags out; looks at its first part only."""
    html = html[:LOOK]
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


def refuse(html: str, status: int, messages: int) -> Reject | None:
    """A Reject for what can be no article at all, before it is parsed; None where that is still open."""
    if reason := STATUS.get(status):
        return Reject(reason, f"HTTP {status}")
    if status >= 500:
        return Reject(Reason.SERVER_ERROR, f"HTTP {status}")
    if not html.strip():
        return Reject(Reason.SERVER_ERROR if messages else Reason.NO_BODY, "empty" if not messages else "only messages")
    if not MARKUP.search(html, 0, 200_000):
        return Reject(Reason.SERVER_ERROR, "only messages") if messages else Reject(Reason.NOT_HTML)
    if len(html) > SMALL:
        return None
    shown = visible(html)
    alert = ALERT.search(html)
    if alert and len(shown) < 400:
        return explain(alert[1], Reject(Reason.NO_BODY, alert[1][:80]))
    if LEAVE.search(html) and len(shown) < 200:
        return Reject(Reason.REDIRECT_STUB)
    return None


def explain(html: str, found: Reject, *, links: int = 0, messages: int = 0) -> Reject:
    """A better reason for a page whose headline or body was not found, by what it says instead."""
    if found.reason not in (Reason.NO_HEADLINE, Reason.NO_BODY):
        return found
    shown = visible(html)[:4000]
    alert = ALERT.search(html[:LOOK]) if len(shown) < 400 else None
    for reason, words in WORDS:
        hit = words.search(shown) or (words.search(alert[1]) if alert else None)
        if hit or (reason is Reason.CHALLENGE and words.search(html[:SMALL])):
            return Reject(reason, hit[0] if hit else "challenge script")
    if links >= 5:
        return Reject(Reason.LIST_PAGE, f"{links} articles linked")
    if LEAVE.search(html[:LOOK]) and len(shown) < 200:
        return Reject(Reason.REDIRECT_STUB)
    if messages and len(shown) < 200:
        return Reject(Reason.SERVER_ERROR, "only messages")
    return found


def notice(headline: str, body: str) -> Reject | None:
    """A deleted, missing or walled page that came in the clothes of an article: a short text that says so."""
    if len(body) > NOTICE_LIMIT:
        return None
    for reason, words in NOTICES:
        if words.search(body) or (len(body) < SHORT_BODY and words.search(headline)):
            return Reject(reason, body[:80])
    return None
