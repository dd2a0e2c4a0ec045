"""Lines of a page's frame, whatever their element: menus, links of a foot, policies, an outlet's imprint.

They stand on every page of a site, mostly as text without links in old skins, and weigh nothing as prose.
"""

import re

from models.text.remember import remember_short
from pipelines.page.boilerplate import ends_article
from pipelines.text.site_words import is_site

MAX_CHARACTERS = 300
MAX_INTERFACE_CHARACTERS = 40
MAX_FOOT_CHARACTERS = 160
_FOOT = (
    r"개인\s?정보\s?(?:처리\s?방침|취급\s?방침|보호\s?정책)|이메일\s?(?:주소\s?)?(?:무단\s?)?수집\s?거부|이용\s?약관|저작권\s?(?:보호\s?)?(?:정책|문의)"
    r"|청소년\s?보호\s?(?:정책|책임자)|회사\s?소개|(?:신문사|매체|방송국)\s?소개|광고\s?(?:안내|문의)|제휴\s?(?:안내|문의)|구독\s?(?:신청|안내|문의)"
    r"|불편\s?신고|기사\s?제보|독자\s?투고|고충\s?처리인|찾아오시는\s?길|오시는\s?길|인재\s?채용|윤리\s?강령|편집\s?규약|기자\s?윤리\S{0,3}"
    r"|PC\s?버전|모바일\s?버전|로그인|회원\s?가입|로그아웃|마이\s?페이지|전체\s?(?:서비스|메뉴|기사)|사이트\s?맵|즐겨찾기|RSS|지면\s?보기|통합\s?검색"
    r"|뉴스\s?스탠드|홈|HOME|TOP|맨\s?위로|고객\s?센터|공지\s?사항"
)
_FOOTS = re.compile(rf"(?:{_FOOT})(?:[\s|·ㅣ/,ㆍ•]{{0,5}}(?:{_FOOT})){{1,20}}")
_FOOT_WORDS = re.compile(
    r"개인\s?정보\s?(?:처리\s?방침|취급\s?방침|보호\s?정책)|저작권\s?(?:보호\s?)?정책|이용\s?약관|청소년\s?보호\s?정책"
    r"|이메일\s?(?:주소\s?)?무단\s?수집\s?거부"
)
"""What a foot alone names, beside anything else that it says."""
_ALONE = re.compile(
    r"개인\s?정보\s?처리\s?방침|이메일\s?(?:주소\s?)?무단\s?수집\s?거부|청소년\s?보호\s?정책|저작권\s?보호\s?정책|PC\s?버전(?:\s?보기)?"
)
_POLICY = re.compile(
    r"(?:댓글|의견).{0,20}(?:운영\s?정책|운영\s?원칙|욕설|비방|삭제될 수|삭제합니다|책임|200자|400자)"
    r"|지역신문발전(?:기금|위원회).{0,30}(?:지원|받)|저작권법의 보호를 받|신문윤리강령|자율심의|인터넷신문위원회"
    r"|(?:모든|본 사이트의?) 콘텐츠.{0,40}(?:무단|저작권)"
    r"|\d{2,3}자(?:까지|\s?이내).{0,12}(?:쓰|입력|작성)|byte"
)
_CODES = re.compile(
    r"(?:사업자|등록)\s?(?:등록)?번호|발행인|편집인|통신판매|대표\s?전화|(?i:TEL|FAX|Copyright|All rights reserved)"
)
_BUTTON = re.compile(
    r"콘텐츠\s?(?:담당자?|관리)\s?[:：].{0,60}|(?:정정|반론)\s?[·,ㆍ]?\s?(?:반론|정정)?\s?보도.{0,30}|최근\s?업데이트\s?[:：].{0,20}"
    r"|\[인쇄하기\]\s?\[뒤로\]|다시\s?(?:듣기|보기)|방송\s?(?:듣기|보기)|메일\s?보내기|오탈자\s?신고|(?:본문\s?)?(?:글자|글씨)\s?크기(?:\s?[+\-가]){0,4}|(?:본문|기사)\s?(?:듣기|인쇄)"
    r"|기사\s?원문(?:\s?보기)?|(?:본문\s?)?요약봇|텍스트\s?음성\s?변환(?:\s?서비스)?(?:\s?사용하기)?|글자\s?크기\s?(?:변경|조절|설정)하기"
    r"|기자\s?프로필|(?:기자|작성자)\s?(?:정보|소개)|(?:쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추)\s?\d{0,6}|이\s?기사를\s?추천합니다"
    r"|이\s?기사는\s?언론사에서\s?.{1,20}섹션으로\s?분류했습니다\.?|(?:뉴스|오디오|음성|AI|목소리)(?:로)?\s?듣기.{0,20}"
    r"|(?:고충\s?처리인?|광고\s?문의|구독\s?문의|기사\s?제보|대표\s?전화)\s?[:：]?\s?[\d)-]{8,16}|해당\s?언론사에서\s?.{1,40}있습니다\.?"
    r"|(?:동영상|영상|비디오|오디오)\s?(?:플레이어|재생|보기|듣기)|재생\s?시간\s?[:：]?\s?[\d:]{2,8}"
    r"|(?:페이지|화면)\s?(?:인쇄|상단)|인쇄(?:하기)?|뒤로(?:가기)?|목록(?:으로|보기)?|(?:추천|비추천|공감|좋아요|댓글|조회)\s?\d{1,7}"
    r"|읽는\s?시간\s?[:：]?\s?(?:약\s?)?\d{1,3}\s?[분초].{0,20}|(?:[—–-]\s?)?\d{1,3}\s?min\s?read|(?:제휴|협찬|유료)\s?광고\s?[·:|].{1,40}|\d{1,3}분\s?읽기"
)
_POINTER = re.compile(
    r"(?:관련\s?기사\s?)?\d{1,2}\s?면(?:에|으로)?\s?(?:계속|이어짐|이어집니다|참조)?|사진을?\s?(?:누르|클릭하)면.{0,20}|클릭하(?:면|시면)\s?.{0,20}볼\s?수\s?있습니다"
    r"|사진은\s?기사(?:와|의)?\s?(?:특정\s?)?(?:내용|사실)?(?:과|와)?\s?(?:직접\s?)?(?:관련|관계|무관)\s?(?:없음|없습니다|함)?|기사와\s?(?:직접\s?)?관련\s?없는\s?(?:자료)?사진"
    r"|구독하고\s?.{0,12}받기|(?:알림|소식)\s?받기|바로\s?가기"
)
_PHONE = re.compile(r"(?<!\d)0\d{1,2}[-) .]{1,2}\d{3,4}[- .]\d{4}(?!\d)")
_UI = frozenset(
    """
    pdf pdf보기 sns top url 가 가+ 가- 공감 공유 공유하기 관련 구독 구독하기 글씨 글씨크기 글자 글자크기
    기사의견 네이버 다음 다음글 다음기사 닫기 달기 답글 답글달기 댓글 댓글쓰기 더보기 독자의견 뒤로 뒤로가기
    듣기 등록 등록하기 라인 로그아웃 로그인 로그인하고 링크 마지막 맨 맨위로 메뉴 메일 목록 목록보기 목록으로
    미투데이 밴드 번역 변경 보기 보내기 복사 복사하기 본문 북마크 블로그 비밀글 비밀글로 비추천 삭제 수정 스크랩
    신고 신고하기 싫어요 쓰기 아니오 아니요 열기 요약 원문 원문보기 위로 의견 이메일 이전 이전글 이전기사 인쇄
    인쇄하기 읽어주기 작게 저작권 저작권정책 저장 전체기사의견 전체보기 접기 정책 조절 조회 조회수 좋아요 주소
    지면 지면보기 처음 처음으로 추천 축소 취소 카카오스토리 카카오톡 카톡 크게 크기 태그 텔레그램 트위터
    슬퍼요 화나요 훈훈해요 응원해요 놀랐어요 기뻐요
    페이스북 펼치기 폰트 프린트 프린트하기 하기 홈 확대 확인 후원하기
    """.split()  # noqa: SIM905
)
_UI_MARKS = re.compile(r"[\s|·ㅣ/,ㆍ•:：()\[\]<>{}\-–+*▲▼△▽◀▶《》〈〉&]+|\d+")
_OWNED = re.compile(
    r"[-<〈\[(\s]{0,4}(?:Copyrights?|ⓒ|Ⓒ|©|저작권자)(?![가-힣]{0,4}(?:를|을|는|가|의)\s)[^.]{0,70}[->〉\])\s.]{0,4}",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"(?:관련\s?)?(?:태그|tags?|키워드|첨부(?:\s?파일)?|출처|후원|협찬|기사\s?원고료|웹\s?출고\s?시간|최종\s?수정|입력\s?시간|교열|기사\s?제보"
    r"|제보\s?(?:전화|메일))"
    r"(?:\s?[:：=|]\s?|\s(?=\S)).{1,60}|편집자\s?주|관련\s?태그|키워드.{0,40}",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?:제\s?)?\d{1,5}\s?[호면]|지면\s?(?:보기)?\s?\d{1,3}\s?면?|\d{1,4}\s?/\s?\d{1,4}(?:\s?(?:자|byte))?|[(\[]?끝[)\]]?\.?"
)
_TIMES = re.compile(
    r"\d{4}[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?\s{0,2}\d{1,2}:\d{2}(?::\d{2})?\s?(?:입력|등록|승인|송고|게시)(?:\s?[|ㅣ/·]\s?\d{4}.{8,20}(?:수정|편집))?"
)
_GIVEN = re.compile(r"[^\s.]{2,12}\s제공")
_PATH = re.compile(r"(?:HOME|Home|홈|현재\s?위치)\s?[>›»≫▶/].{0,60}")
_MARKS = " \t|·ㅣ/[]<>()【】▶▷▲☞■*-"
_WHOLE = (_FOOTS, _ALONE, _BUTTON, _ISSUE, _TIMES, _GIVEN, _PATH, _FACT, _POINTER)


def is_button_line(line: str) -> bool:
    """Whether a line is a button's, a menu's or points to another page: of no article wherever it stands in it."""
    core = line.strip(_MARKS)
    return any(rule.fullmatch(core) for rule in (_FOOTS, _ALONE, _BUTTON, _POINTER)) or _is_interface(core)


def _is_interface(core: str) -> bool:
    """Whether a line is made of nothing but words of buttons and labels, and numbers."""
    if not core or len(core) > MAX_INTERFACE_CHARACTERS:
        return False
    words = [word for word in _UI_MARKS.split(core.lower()) if word]
    return bool(words) and all(word in _UI for word in words)


@remember_short
def is_furniture(line: str) -> bool:
    """Whether a whole line is of a page's frame and no article's: two names of a foot, a policy, an imprint."""
    if not line or len(line) > MAX_CHARACTERS:
        return False
    core = line.strip(_MARKS)
    if (
        any(rule.fullmatch(core) for rule in _WHOLE)
        or (len(line) <= 80 and _OWNED.fullmatch(line))
        or _is_interface(core)
    ):
        return True
    if _POLICY.search(line) and len(line) <= 120 and not (line.endswith(("다.", "다")) and not line.endswith("니다.")):
        return True
    if len(line) <= MAX_FOOT_CHARACTERS and not line.endswith("다.") and len(set(_FOOT_WORDS.findall(line))) >= 2:
        return True
    if "발행인" in line and _PHONE.search(line):
        return True
    if line[0] in "<〈[(" and len(line) <= 16 and is_site(core):
        return True
    return ends_article(line) or (len(set(_CODES.findall(line))) >= 2 and not line.endswith(("다.", "다")))
