"""Lines of a page that are not its article's text: copyright notices, share bars, headings of other lists."""

import re

from models.text.remember import remember_short
from pipelines.text.text_keys import count_hangul

_MAX_CHARACTERS = 160
_MARKS = " \t[]<>()【】▶▷▲△▼◀◎☞■□◆◇●○·:|*-"
_LINES = """
    기사상세페이지 본문바로가기 주메뉴바로가기 바로가기 뒤로가기 맨위로 위로가기 위로가기버튼 top으로이동
    backwardtophome fatwgp ba ksurl fa tw gp ks url sns공유하기 sns기사보내기 이기사를공유합니다 공유하기
    기사공유하기 기사보내기 카카오톡에공유 url복사 프린트 이것을공유: x 인쇄하기 스크랩하기 글자크기 구독하기
    기사구독하기 관련기사 인기기사 주요기사 추천기사 많이본뉴스 많이본기사 가장많이본뉴스 가장많이본기사
    가장많이읽은기사 댓글많은뉴스 주요포토 포토기사리스트 다른기사보기 다른기사더보기 기사더보기 더보기
    댓글 댓글쓰기 댓글정렬 댓글삭제 댓글수정 best댓글 베스트댓글 기사제보 기사제보및보도자료 제보하기
    이미지확대 이미지확대보기 사진확대 슬라이드크게보기 안다쇼핑 gam-해외주식투자도우미 ai핵심요약 ai핵심요약beta
    뉴스핌베스트기사 관련키워드 advertisement 기사스크랩하기 글씨크기 본문글씨줄이기 본문글씨키우기 복사하기 댓글입력
    기사를읽어드립니다 기사를읽어드립니다. 페이지정보 본문 관련링크 첨부파일 댓글목록
    yourbrowserdoesnotsupporttheaudioelement. 삭제한댓글은다시복구할수없습니다. 그래도삭제하시겠습니까?
"""
# Whole lines, in lower case without their spaces: Newspim, Gyeongbuk Hana News and the usual CMSs.
_WHOLE_LINES = frozenset(_LINES.split())
_SHARE = (
    "[+-]?(?:이메일|메일|프린트|인쇄|스크랩|크기|작게|글자크기|트위터|페이스북|밴드|카카오톡|카카오스토리"
    "|네이버블로그|URL복사|공유)"
)
_SHARE_BAR = re.compile(rf"{_SHARE}(?:[\s|·/,]{{1,4}}{_SHARE}){{1,12}}|\d{{0,6}}\s?개의 댓글|댓글\s?\d{{1,6}}")
_RIGHTS_SIGN = r"(?:저작권자|저작권\s?[ⓒ©(:]|Copyrights?\s?(?:ⓒ|©|\([cC]\)|by\b|\d{4})|ⓒ|©|\([cC]\)|&copy;)"
_NO_SENTENCE = r"(?:(?!다[.\"”’]).){0,60}"
_RIGHTS = re.compile(
    rf"[-<\[(〈＜\s]{{0,3}}{_RIGHTS_SIGN}.{{0,100}}(?:무단|재배포|reserved)"
    rf"|{_NO_SENTENCE}무단\s?(?:전재|복제).{{0,30}}금지\W{{0,8}}\Z"
    rf"|{_NO_SENTENCE}All rights reserved\W{{0,5}}\Z",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:음성|읽어주기|듣기|플레이어)\s?(?:기능|서비스)[은는].{0,50}(?:있습니다|지원합니다|않습니다)\.?\Z|"
    r"※ (?:본문 글자 크기 조정|번역할 언어 선택)|AI가 자동 생성한 요약|이 기사는 인공지능\(AI\) 번역"
    r"|기사\s?제보(?:\s?및\s?보도자료)?\s?[:：]?\s?[\w.+-]{1,40}@|[▲▶☞]?\s?제보(?:하기\s?(?:\[메일\]|[:：])|는\s?카카오톡)"
    r"|네이버에서 .{1,30} 구독하기\Z|출처\s?[:：] .{1,40}\(https?://|지면게재일 \d{4}년|◎?공감언론 뉴시스"
    r"|[ⓒ©]\s?[^\s.]{2,20}\s?[-(|]\s?(?:https?://)?www\.[\w.-]{3,60}\)?\Z"
    r"|[ⓒ©]\s?[\"“'‘][^\"”]{2,40}[\"”'’]\Z|[▶▷☞■◆●-]?\s?[\[<(]?\s?(?:관련|연관)\s?기사\s?[\]>)]?\s?[:：]\s?\S"
    r"|[^.]{0,24}받아\s?보세요[.!]?\Z"
    r"|[\[【]뉴스핌 베스트 기사[\]】]"
    r"|이 (?:보도\s?자료|뉴스)는 .{1,40}(?:작성|제공).{1,40}(?:배포|제공)[^.]{0,12}(?:뉴스|보도\s?자료)?입니다\.?\Z"
    r"|[ⓒ©]\s?[^.]{2,24}\.\s.{0,40}(?:연락|문의|허락|동의|저작권)"
    r"|기자명 .{1,60}(?:입력|승인|등록일?)\s?\d{4}|BEST\s?댓글 .{0,12}답글과|[가-힣A-Z]{2,8}\(으\)로 기사\s?보내기\Z"
)

# Lines that are nothing but channels, sizes of letters, buttons or advertisements.
_CHANNEL = (
    r"(?:페이스북|트위터|카카오톡|카카오스토리|카카오|카톡|네이버(?:밴드|블로그)?|밴드|라인|텔레그램|인스타그램|엑스|X"
    r"|(?:URL|링크|주소)\s?복사|Facebook|Twitter|Band|KakaoTalk|Kakao(?:Story)?|Naver|Line|URL|이메일|메일|프린트|인쇄"
    r"|스크랩|공유|기사\s?공유)(?:\s?(?:으로|로|에)?\s?(?:공유(?:하기)?|보내기|복사(?:하기)?|전송))?"
)
_SIZE = (
    r"(?:글자|글씨|본문|폰트)?\s?(?:크기|사이즈)?\s?(?:더\s)?(?:크게|작게|조절|조정|변경|확대|축소|보통|키우기|줄이기|설정)"
    r"|가|가가|가\s가|가[+-]|[+-]가"
)
_BUTTON = (
    r"닫기|열기|접기|펼치기|펼쳐\s?보기|더보기\s?닫기|음성으로 듣기|(?:기사|본문)\s?듣기|번역|번역하기|언어\s?선택"
    r"|다크모드|라이트모드|북마크|저장|이것을 공유:?|요약|요약보기|AI\s?요약|핵심\s?요약|좋아요|슬퍼요|화나요|훈훈해요"
    r"|후속기사\s?원해요|[이본]\s?(?:글|기사)(?:을)?\s?공유(?:하기)?:?"
    r"|다시\s?듣기|다시\s?보기|메일\s?보내기|응원해요|싫어요|추천|비추천|공감|비공감|댓글\s?보기|구독|구독중|팔로우"
)
_ADVERTISEMENT = (
    r"beta|\d{2,4}\s?[xX×*]\s?\d{2,4}|반응형|(?:AD|A\.D|ADVERTISEMENT|Sponsored|광고|배너)(?:\s?(?:영역|배너|광고|입니다))?|(?:전체기사\s?)?본문\s?배너"
    r"|(?:ADVERTISEMENT|AD)?\s?광고를 .{1,14}|배너\s?광고\s?(?:문의|신청).{0,12}"
)
_CHROME = re.compile(
    rf"(?:페이스북|트위터|카카오톡|카카오스토리|Facebook|Twitter|KakaoTalk|(?:URL|링크|주소)\s?복사"
    rf"|(?:페이스북|트위터|카카오톡|밴드|이메일|메일|텔레그램|라인|X|링크드인)"
    rf"(?:으로|로|에|에서)\s?(?:공유|보내기|전송|보기)(?:하기)?|이것이 좋아요:?"
    rf"|{_CHANNEL}(?:[\s|·/,]{{1,4}}{_CHANNEL}){{1,12}}|{_SIZE}|{_BUTTON}|{_ADVERTISEMENT})(?:\s?\d{{1,6}})?",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"상호\s?[:：]|법인명|제호\s?[:：]|발행인|편집인|등록번호|사업자\s?등록|청소년\s?보호\s?책임자"
    r"|개인정보\s?(?:관리|보호)\s?책임자|발행소|대표전화|통신판매업"
)
# A line that leads to another article and names it, wherever it stands: [관련기사] 도심 멧돼지 신고 급증
_OTHER = re.compile(
    r"(?:[\[(<【〈▶▷☞■◆※]\s?){1,2}(?:관련|연관|이전|지난|추천|함께\s?(?:보면|읽으면)\s?좋은|함께\s?볼)\s?(?:기사|뉴스|보도|글)\s?[\])>】〉:：]?\s{0,2}.{4,70}"
    r"|(?:관련|연관|추천)\s?(?:기사|뉴스)\s?[:：|]\s?.{4,70}"
)
_ABOUT_WRITER = re.compile(
    r"[이본]\s?(?:기사|글|콘텐츠)[는은]\s.{0,40}(?:시민\s?기자|독자|생나무글|자동|인공지능|AI|로봇|기계).{0,20}"
    r"(?:썼습니다|작성(?:했|됐|되었|한\s?것입)\S{0,3}니다|쓴\s?글입니다|생성\S{0,4}니다|편집\S{0,4}니다)\.?"
)

# An advertisement that says so in front: [구독] 가온신문 한 달 990원
_SOLD = re.compile(r"[\[<(【〈]\s?(?:구독|광고|AD|후원|협찬|제휴|쇼핑|이벤트|홍보|PR)\s?[\])>】〉]\s?\S.{0,60}")

HEADING = re.compile(
    r"(?:인기|많이\s?본|가장\s?많이|많이\s?읽|주요|추천|관련|최신|베스트|핫|HOT|실시간|이\s?시각|오늘의|함께\s?(?:본|보면|읽)|놓치면|화제의|읽을거리|다른)"
    r".{0,12}(?:뉴스|기사|클릭|포토|사진|영상|이슈|콘텐츠|칼럼|글)"
    r"|(?:인기|추천|이달의|이\s?시각|화제의|주목받는)\s?.{0,6}기자(?:들)?\Z"
    r"|이런\s?(?:기사|뉴스|글)(?:[은는도]\s|\s?어떠)"
    r"|\A\s?관련\s?(?:항목|포스트)?\s?[:：]?\Z|연관\s?기사"
    r"|관련\s?(?:글|보도)|핫\s?클릭|다른\s?기(?:사|자)|뉴스\s?더\s?보기|더\s?(?:보기|보고 싶다면)"
)


@remember_short
def heads_others(text: str) -> bool:
    """A heading of other articles: 많이 본 뉴스, 관련기사, 최신기사 ..."""
    return count_hangul(text) <= 20 and "@" not in text and HEADING.search(text) is not None


def ends_article(line: str) -> bool:
    """Whether a line is of the imprint at a page's foot: at least two of its words (발행인, 편집인, 등록번호 ...)."""
    return len(line) <= 400 and len(set(_IMPRINT.findall(line))) >= 2 and not line.endswith(("다.", "다"))


@remember_short
def is_boilerplate(line: str) -> bool:
    """Whether a whole line is boilerplate: a copyright notice, a share bar, the heading of another list.

    A sentence that only mentions such words is not: the line must have the shape from end to end, and be short.
    """
    line = line.strip()
    if not line or len(line) > _MAX_CHARACTERS:
        return False
    core = line.strip(_MARKS)
    if "".join(core.split()).lower() in _WHOLE_LINES or _SHARE_BAR.fullmatch(line.strip("▶[]")) or _START.match(line):
        return True
    if len(line) <= 60 and line[0] not in "■◆●▶" and _CHROME.fullmatch(core):
        return True
    if (_OTHER.fullmatch(line) and not line.endswith("다.")) or _ABOUT_WRITER.fullmatch(core):
        return True
    if _SOLD.fullmatch(line) and not line.endswith(("다.", "다")):
        return True
    return bool(_RIGHTS.match(line)) and not line.endswith(("다.", "다"))
