"""Words that tell a reporter's name from the other words of a byline: titles, surnames, desks, places, agencies."""

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도"
    "소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감호빈동음온시단범승간상갈엽견당"
)
LONG_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "어금", "망절", "장곡")
NOT_NAMES = _words(
    """
    문의 제보 기사제보 신청 접수 연락처 이메일 메일 주소 전화 팩스 구독 구독신청 보도자료 사진 자료 제공 안내
    홈페이지 참조 이날 이번 한편 현재 오전 오후 기사 최종 입력 수정 승인 등록 조회 조회수 댓글 조선 동아 정치
    사회 경제 문화 국제 전국 지방 송고 게재 시인 변호사 변리사 원장 소장 이사장 이사 주부 시민 감독 강사 고문
    조교수 부교수 명예교수 소설가 수필가 화가 감사 선임 담당 이미지 전시회 공연장 문화제 정치인 연예인 기자단 전체글
    인기 추천 주요 화제 대표 신규 소속 이달 우수
    기획자 주무관 조사관 연구원 연구사 감독관 조합장 지사장 교육장 간호사 도예가 서예가 성악가 연출가 여행가 안무가
    기고가 사무관 서기관 문학인 언론인 방송인 사진가 조각가 공무원 변호인 지휘자 연주자 연구가 사학자 국악인
    스포츠 프리랜서 뉴스 포토 디지털 데이터 글로벌 본지 본보 동료 후배 선배 당시 그날 어제 관련
    페이스북 트위터 인스타그램 카카오톡 카카오 카톡 네이버 밴드 라인 텔레그램 유튜브 블로그 링크 복사
    인쇄 프린트 글자 크기 확대 축소 스크랩 번역
    반응형 방송일 송고일 지은이 보도일 조회수
    한의사 목사 신부 스님 교사 교장 교감 의사 약사 농부 가수 감수 번역 교열 만남 현장 금지 배포 전재 출처 공유 구독자
    """
)

# A word that signs a text by itself; 기자 with a particle (기자는, 기자가) is a word of a sentence and does not match.
SIGNING = re.compile(
    r"(?:(?:[가-힣]{1,6}|[A-Z]{2,4})?기자님?|(?:[가-힣]{2,8})?특파원|(?:[가-힣]{1,4})?통신원|주필|씀"
    r"|(?:수석|상임|객원|전문|비상임)?(?:논설|편집|해설|기획|전문|심의|취재)위원"
    r"|(?:수석|객원)?논설(?:주간|실장|고문|위원장))"
)
_NEWSROOM = (
    r"편집|보도|취재|뉴미디어|사회|정치|경제|문화|체육|스포츠|국제|전국|지방|지역|사진|영상|산업|생활|교육|기획|연예|뉴스|온라인|디지털|인터넷|미디어"
    r"|콘텐츠|탐사|데이터|오피니언|여론|독자|특집|제[12]사회|사회[12]"
)
NEWS_DESK = re.compile(rf"(?:(?:{_NEWSROOM})[가-힣0-9]{{0,6}}|[가-힣]{{2,4}}취재)(?:부|팀|국|센터|본부|데스크|취재팀)")
"""A desk that writes articles, as those of an office do not: 사회부, 뉴미디어팀, 디지털뉴스센터."""
NEWS_TEAM = re.compile(r"(?:기획|특별|탐사|공동|심층|합동)?취재(?:팀|반|본부)")
# Offices that sign only next to a name in a byline line, or with an e-mail.
OFFICE = re.compile(
    rf"(?:편집인|발행인|편집장|(?:{_NEWSROOM}|선임|수석)?에디터|칼럼니스트|리포터|크리에이터"
    rf"|(?:{_NEWSROOM}|시사|라디오|책임|인턴|총괄)?(?:PD|피디)|앵커|아나운서|(?:기상|날씨|교통)?캐스터"
    rf"|작가|화백|만화가|삽화가|인턴|수습|디자이너|데스크|대표|(?:[가-힣]{{2,6}})?(?:지사장|지국장)|겸"
    rf"|[가-힣]{{0,6}}(?:취재)?본부장|(?:{_NEWSROOM}|제작|총괄|편집보도)?(?:국장|부국장|부장|차장|팀장))"
)
# Those of them that others than newspeople bear too: only what has the shape of a Korean name is one before them.
IN_CHARGE = re.compile(
    r"(?:[가-힣]{0,8}(?:지사장|지국장|본부장|국장|부장|차장|팀장)|대표|데스크|겸|디자이너|발행인|편집인)"
)
# Those of them that sign below a text by themselves: heads of desks, of a newsroom and of its branches.
OWN_OFFICE = re.compile(
    rf"편집(?:인|장|국장|부국장|부장|위원장)|보도(?:국장|부장|본부장)|취재\s?(?:본부장|부장|국장|팀장)|(?:{_NEWSROOM})(?:부장|부국장|차장|팀장|에디터)"
    r"|[가-힣]{2,6}(?:취재)?본부장|논설\S{0,3}|발행인"
)
OF_NEWSROOM = re.compile(r"(?:부?국장|부장|차장|본부장)(?:대우|대행)?")
"""Those that nobody but the newsroom bears without saying where."""
NOT_TITLES = _words("신문기자 방송기자 여기자 남기자")

DESKS = _words(
    """
    편집부 편집국 편집팀 편집실 편집자 사회부 사회팀 정치부 경제부 문화부 체육부 국제부 전국부 전국팀 지방부
    지역부 사진부 사진팀 영상부 영상팀 산업부 생활부 교육부 기획부 기획팀 연예부 보도부 보도국 보도팀 취재부
    취재팀 취재국 특별취재팀 뉴스부 뉴스팀 온라인팀 인터넷팀 디지털팀 미디어팀 논설실 독자부 공동취재단 관리자
    운영자 본지 본보 기자명 온라인 디지털 인터넷 admin Admin webmaster
    """
)
_DESK = re.compile(r"[가-힣A-Za-z0-9·&]{1,14}(?:팀|부|(?<![한미중전외천])국|실|센터|데스크|취재단|기자단)")

PLACES = _words(
    """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 충청 호남 영남 영동
    영서 수도권 전국 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 의성 청송 영양 영덕 청도 고령 성주 칠곡
    예천 봉화 울진 울릉 군위 울릉도 독도 달성 옥산 창원 진주 통영 사천 김해 밀양 거제 양산 의령 함안 창녕 고성
    남해 하동 산청 함양 거창 합천 마산 진해 기장 목포 여수 순천 나주 광양 담양 곡성 구례 고흥 보성 화순 장흥
    강진 해남 영암 무안 함평 영광 장성 완도 진도 신안 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실
    순창 고창 부안 천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 서천 청양 홍성 예산 태안 내포 청주 충주
    제천 보은 옥천 증평 진천 괴산 음성 단양 춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원
    화천 양구 인제 양양 수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포
    의왕 하남 용인 파주 이천 안성 김포 화성 양주 포천 여주 연천 가평 양평 강화 옹진 일산 분당 서귀포 여의도
    판문점 평양 개성 경북도 경남도 충북도 충남도 전북도 전남도 경기도 강원도 제주도 워싱턴 뉴욕 베이징 북경 도쿄
    동경 런던 파리 베를린 브뤼셀 모스크바 상하이 홍콩 실리콘밸리 로스앤젤레스 샌프란시스코 시카고 애틀랜타
    카이로 두바이 테헤란 이스탄불 자카르타 하노이 호찌민 방콕 뉴델리 시드니 제네바 로마 마드리드 프랑크푸르트 빈
    남구 북구 동구 서구 중구
    오사카 선양 타이베이 싱가포르 멕시코시티 상파울루 유엔본부 라스베이거스 토론토 밴쿠버 LA 다보스 바르샤바
    키이우 예루살렘 나이로비 요하네스버그 부다페스트 스톡홀름 헬싱키 도하 리야드 중국 일본 미국
    """
)
_AGENCY = re.compile(
    r"[가-힣A-Za-z0-9&·.()\- ]{0,24}?(?:뉴스|뉴시스|뉴스1|뉴스핌|뉴스원|뉴스24|통신|신문|일보|신보|시보|방송"
    r"|타임스|타임즈|투데이|데일리|경제|닷컴|프레스|저널|미디어|TV|매일|매거진|포스트|헤럴드"
    r"|스타|데일리한국|[Nn]ews|NEWS|Press|Times|AP|AFP|로이터)"
    r"|(?:[가-힣]{2,4}\s?)?(?:YTN|KBS|MBC|SBS|EBS|MBN|JTBC|OBS|CBS|BBS|KNN|TBC|TJB|CJB|KBC|JTV|UBC|JIBS|CPBC|MTN|OSEN|G1|채널A|채널에이)"
    r"(?:\s?(?:뉴스|보도국|라디오|연예뉴스|연예))?"
    r"|[가-힣A-Za-z]{2,8}(?:조선|동아|중앙|경향)"
)
# What may be next to a name in a line of credits.
PERSON_TITLES = _words(
    """
    기자 앵커 아나운서 피디 PD 감독 작가 교수 변호사 위원 소장 대표 박사 원장 의원 평론가 연구원 위원장 센터장 실장
    국장 인턴 수습 리포터 캐스터 크리에이터 외 등 및
    """
)
# What an outlet's own people call themselves by at the end of a broadcast: a title that needs no e-mail next to it.
ON_AIR = frozenset({"PD", "피디", "앵커", "기상캐스터", "아나운서", "리포터", "캐스터", "에디터", "크리에이터"})


# The words of bylines come again on every page of an outlet.
REMEMBERED = 4096


@lru_cache(REMEMBERED)
def is_place(word: str) -> bool:
    """Whether every part of a word such as 포항, 경북도, 대구·경북 or 안동시 is a known place."""
    parts = [part for part in re.split(r"[·,/・ㆍ\s]+", word) if part]
    return bool(parts) and all(
        part in PLACES or (len(part) > 2 and part[-1] in "시군구" and part[:-1] in PLACES) for part in parts
    )


@lru_cache(REMEMBERED)
def is_agency(text: str) -> bool:
    """Whether a text ends as the names of Korean outlets and agencies do (뉴스핌, 경상매일신문, 뉴스1)."""
    return len(text) <= 30 and bool(_AGENCY.fullmatch(text))


@lru_cache(REMEMBERED)
def is_desk(word: str) -> bool:
    """Whether a word names an office or a desk (편집부, 온라인뉴스팀) and no person."""
    if word in DESKS or (len(word) > 2 and word.endswith("팀")):  # no given name ends so
        return True
    return len(word) > 3 and not word.startswith(LONG_SURNAMES) and bool(_DESK.fullmatch(word))


@lru_cache(REMEMBERED)
def is_signing(word: str) -> bool:
    """Whether a word is a title that signs articles: 기자, 선임기자, 워싱턴특파원, 논설위원 ..."""
    return word not in NOT_TITLES and bool(SIGNING.fullmatch(word))


@lru_cache(REMEMBERED)
def is_office(word: str) -> bool:
    """Whether a word is an office that may be next to a name in a byline: 편집국장, 데스크, 인턴 ..."""
    return bool(OFFICE.fullmatch(word))


@lru_cache(REMEMBERED)
def is_korean_name(word: str) -> bool:
    """Whether a word has the shape of a Korean name, surname first, without a particle: 홍길동, 구현, 남궁민수."""
    if not re.fullmatch(r"[가-힣]{1,3}[가-힣](?<![는를에와과])(?<![가-힣]{2}[읍면군])", word):
        return False
    if is_desk(word) or word in PLACES or word in NOT_NAMES:
        return False
    return (len(word) < 4 and word[0] in SURNAMES) or (len(word) > 2 and word.startswith(LONG_SURNAMES))
