"""Lines of a page's frame, whatever their element: menus, links of a foot, policies, an outlet's imprint.

They stand on every page of a site, mostly as text without links in old skins, and weigh nothing as prose.
"""

import re

from pipelines.page.boilerplate import ends_article

MAX_CHARACTERS = 300
_FOOT = (
    r"개인\s?정보\s?(?:처리\s?방침|취급\s?방침|보호\s?정책)|이메일\s?(?:주소\s?)?(?:무단\s?)?수집\s?거부|이용\s?약관|저작권\s?(?:보호\s?)?(?:정책|문의)"
    r"|청소년\s?보호\s?(?:정책|책임자)|회사\s?소개|(?:신문사|매체|방송국)\s?소개|광고\s?(?:안내|문의)|제휴\s?(?:안내|문의)|구독\s?(?:신청|안내|문의)"
    r"|불편\s?신고|기사\s?제보|독자\s?투고|고충\s?처리인|찾아오시는\s?길|오시는\s?길|인재\s?채용|윤리\s?강령|편집\s?규약|기자\s?윤리\S{0,3}"
    r"|PC\s?버전|모바일\s?버전|로그인|회원\s?가입|로그아웃|마이\s?페이지|전체\s?(?:서비스|메뉴|기사)|사이트\s?맵|즐겨찾기|RSS|지면\s?보기|통합\s?검색"
    r"|뉴스\s?스탠드|홈|HOME|TOP|맨\s?위로|고객\s?센터|공지\s?사항"
)
_FOOTS = re.compile(rf"(?:{_FOOT})(?:[\s|·ㅣ/,ㆍ•]{{0,5}}(?:{_FOOT})){{1,20}}")
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
    r"(?:사업자|등록)\s?(?:등록)?번호|발행인|편집인|통신판매|대표\s?전화|TEL|FAX|Copyright|All rights reserved",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"콘텐츠\s?(?:담당자?|관리)\s?[:：].{0,60}|(?:정정|반론)\s?[·,ㆍ]?\s?(?:반론|정정)?\s?보도.{0,30}|최근\s?업데이트\s?[:：].{0,20}"
    r"|\[인쇄하기\]\s?\[뒤로\]|다시\s?(?:듣기|보기)|방송\s?(?:듣기|보기)|메일\s?보내기|오탈자\s?신고|(?:글자|글씨)\s?크기(?:\s?[+\-가]){0,4}|(?:본문|기사)\s?(?:듣기|인쇄)"
    r"|기사\s?원문(?:\s?보기)?|(?:본문\s?)?요약봇|텍스트\s?음성\s?변환(?:\s?서비스)?(?:\s?사용하기)?|글자\s?크기\s?(?:변경|조절|설정)하기"
    r"|기자\s?프로필|(?:기자|작성자)\s?(?:정보|소개)|(?:쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추)\s?\d{0,6}|이\s?기사를\s?추천합니다"
    r"|이\s?기사는\s?언론사에서\s?.{1,20}섹션으로\s?분류했습니다\.?|뉴스\s?듣기.{0,20}"
    r"|(?:동영상|영상|비디오|오디오)\s?(?:플레이어|재생|보기|듣기)|재생\s?시간\s?[:：]?\s?[\d:]{2,8}"
    r"|(?:페이지|화면)\s?(?:인쇄|상단)|인쇄(?:하기)?|뒤로(?:가기)?|목록(?:으로|보기)?|(?:추천|비추천|공감|좋아요|댓글|조회)\s?\d{1,7}"
    r"|읽는\s?시간\s?[:：]?\s?(?:약\s?)?\d{1,3}\s?[분초].{0,20}|\d{1,3}\s?min\s?read|\d{1,3}분\s?읽기"
)
_PHONE = re.compile(r"(?<!\d)0\d{1,2}[-) .]{1,2}\d{3,4}[- .]\d{4}(?!\d)")
_MARKS = " \t|·ㅣ/[]<>()【】▶▷▲☞■*-"


def is_furniture(line: str) -> bool:
    """Whether a whole line is of a page's frame and no article's: two names of a foot, a policy, an imprint."""
    if len(line) > MAX_CHARACTERS:
        return False
    core = line.strip(_MARKS)
    if _FOOTS.fullmatch(core) or _ALONE.fullmatch(core) or _BUTTON.fullmatch(core):
        return True
    if _POLICY.search(line) and len(line) <= 120 and not (line.endswith(("다.", "다")) and not line.endswith("니다.")):
        return True
    if "발행인" in line and _PHONE.search(line):
        return True
    return ends_article(line) or (len(set(_CODES.findall(line))) >= 2 and not line.endswith(("다.", "다")))
