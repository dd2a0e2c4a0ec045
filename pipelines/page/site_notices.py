"""What a site itself says to its reader: maintenance, overload, a queue, a block, a wall, a text taken down.

Told from an article about such things by its manner, not by its words alone: a notice is short, speaks politely to the
reader, and reports of nobody.
"""

import re

from pipelines.contracts.rejection import Reason, Reject

WORDS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.CHALLENGE,
        re.compile(
            r"비정상(?:적인?)? ?(?:접근|접속|요청|트래픽|이용|활동|행위)"
            r"|(?:접근|접속|이용|요청|IP|아이피)[이가을를은는]? ?(?:일시(?:적으로)? ?)?(?:차단|제한|거부|거절)"
            r"(?:되|된|됐|했|합|하였|중|입|$|\.)"
            r"|(?:차단|제한|거부)된 ?(?:IP|아이피|주소|접[근속]|이용자|국가)"
            r"|자동 ?(?:등록|입력|가입|접속|수집) ?(?:방지|차단|프로그램)|보안 ?(?:문자|코드|인증|확인|정책)"
            r"|캡[차챠]|captcha"
            r"|로봇(?:이|은)? ?(?:아닙|아님|아니)|사람(?:인지|임을) ?(?:확인|인증)"
            r"|(?:쿠키|자바 ?스크립트|javascript|cookie)[를을가이]? ?(?:\S{1,8} )?"
            r"(?:허용|사용|활성|켜|켠|차단|지원|enable)"
            r"|웹 ?방화벽|방화벽(?:에 의해| 정책)|해외 ?(?:IP|아이피|접속|에서)"
            r"|대기열|대기 ?(?:순번|인원|번호|시간|자)|접속 ?(?:순서|대기)|순서대로 (?:접속|입장|연결)"
            r"|브라우저[를가]? ?(?:\S{1,6} )?(?:확인|검사)",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.SERVER_ERROR,
        re.compile(
            r"(?:서버|시스템|서비스|누리집|홈페이지|사이트|웹 ?사이트|전산|네트워크|데이터베이스|DB|장비)"
            r"[의을를이가은는]? ?(?:\S{1,8} ){0,2}"
            r"(?:정기 ?|긴급 ?|임시 ?)?(?:점검|작업|교체|이전|개편|장애|오류|증설|복구|정비|중단|중지|과부하|지연)"
            r"|(?:정기|긴급|임시|시스템|서버|서비스) ?(?:점검|작업|중단)|점검 ?(?:중|시간|안내|작업)|작업 ?(?:중|시간)"
            r"|(?:접속자|이용자|사용자|방문자|접속|트래픽|이용량)[가이은는]? ?(?:\S{1,8} )?"
            r"(?:폭주|몰려|몰리|급증|많아|많습|초과|집중)"
            r"|일시적(?:인|으로) |서비스[를가]? ?(?:\S{1,6} )?(?:중단|중지|제공할 수 없|이용할 수 없|이용하실 수 없)"
            r"|오류가 ?발생|장애가 ?발생|접속이 ?(?:원활|지연|불가|어렵)",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.LOGIN_WALL,
        re.compile(
            r"로그인(?:을|이|해|하|후| )|구독(?:하|해|을|후| 후|이)|회원 ?(?:가입|전용)"
            r"|(?:구독자|회원|유료|정기 ?구독|멤버십|프리미엄|후원)[ 가-힣]{0,8}"
            r"(?:전용|만|에게|기사|콘텐츠|서비스|가입)"
            r"|무료 ?(?:열람|기사)[ 가-힣]{0,8}(?:초과|소진|모두|끝)"
        ),
    ),
    (
        Reason.DELETED,
        re.compile(
            r"(?:기사|게시물|게시글|글|콘텐츠|뉴스|페이지|자료)[가은는이를을]? ?(?:[가-힣]{1,12} ){0,5}"
            r"(?:삭제|폐기|비공개|내려|내렸|중단|종료|만료|이동|존재하지|찾을 수|볼 수 없|없습니다)"
            r"|삭제(?:된|되었|됐|하였|처리)"
            r"|(?:저작권|계약|요청)[ 가-힣]{1,20}(?:제공|서비스|노출|게재)[ 가-힣]{0,10}(?:않|없|중단|종료)"
        ),
    ),
)
SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
QUOTED = re.compile(r"[\"“][^\"“”]{0,300}[\"”]")
POLITE_END = re.compile(
    r"(?:니다|세요|십시오|시오|어요|아요|해요|까요?|바람|드림|올림|안내|알림|전용|필요|불가|중)[\s.!?~…:)\]]{0,4}$"
)
REPORTED = re.compile(
    r"밝[혔힌히]|전했|말했|말한|설명[했하]|따르면|보도[했한]|라고 |다고 |다며 |라며 |강조[했하]|덧붙|관계자는"
    r"|주장[했하]|발표[했하]"
)
ADDRESSED = re.compile(
    r"불편|양해|죄송|바랍니다|바라며|부탁|주시기|주시면|십시오|세요|계십니다|하실 수|보실 수|읽으실|고객|회원님"
    r"|귀하|당신"
    r"|여러분|감사합니다|누리집|홈페이지|사이트|잠시만? ?후|잠시만|다시 (?:시도|접속|이용|확인)|이전 ?(?:페이지|화면)"
    r"|새로 ?고침|로그인|브라우저|관리자|문의|해당 ?(?:기사|페이지|콘텐츠|글|게시물)|이 ?(?:기사|페이지|콘텐츠|글)는"
    r"|요청하신|서비스를|IP|아이피"
)
"""Words to the reader, or about the page that is read."""
OWN_SITE = re.compile(r"누리집|홈페이지|사이트|서비스|페이지|접속|로그인|서버|브라우저|이용")
MAX_CHARACTERS = 600
MAX_DATED_CHARACTERS = 250
MAX_BARE_CHARACTERS = 40
"""So short a text need not name the site."""


def find_site_notice(headline: str, body: str, *, dated: bool, vouched: bool) -> Reject | None:
    """The reason, where the text is the site's own notice. ``vouched``: a reporter or a list speaks for the article."""
    sure = dated or vouched
    if len(body) > (MAX_DATED_CHARACTERS if sure else MAX_CHARACTERS):
        return None
    text = f"{headline}. {body}"
    if vouched and len(body) > MAX_BARE_CHARACTERS and not OWN_SITE.search(text):
        return None
    own = QUOTED.sub("", body)
    sentences = [one for one in map(str.strip, SENTENCE.split(own)) if len(one) > 1] or [headline]
    polite = sum(1 for one in sentences if POLITE_END.search(one))
    if REPORTED.search(own) or 2 * polite < len(sentences):
        return None
    spoken = len({hit[0] for hit in ADDRESSED.finditer(text)})
    # One sentence alone speaks for itself; what is dated or signed like an article must speak to the reader twice.
    needed = 2 if sure else min(len(sentences) - 1, 1)
    reason = next((reason for reason, words in WORDS if words.search(text)), None)
    return Reject(reason, " ".join(text.split())[:80]) if reason and spoken >= needed else None
