"""Words by which a short text is told to be the name of an outlet or of a section, and no headline."""

import re

from models.text.alnum_key import alnum_key
from pipelines.text.text_keys import count_hangul

SITE = re.compile(
    r"뉴스|신문|일보|닷컴|방송|타임[스즈]|저널|미디어|통신|경제|투데이|매거진|데일리|프레스|신보|시보|주간|매일|시민|헤럴드|포스트|시대|위클리"
    r"|News|news|Times|\.com|TV|\.kr|포털|언론|소식지|학보|회보|채널"
)
NAMED = re.compile(r"[가-힣A-Za-z0-9 .&·'’!+-]{2,24}(?<!다)(?<!다\.)")
_SECTIONS = """
    뉴스 기사 기사본문 본문 정치 경제 사회 문화 국제 세계 스포츠 연예 전국 지역 지방 오피니언 사설 칼럼 사설칼럼 IT 과학
    생활 라이프 건강 교육 종합 최신기사 전체기사 산업 증권 부동산 금융 기획 특집 인물 사람 포토 영상 모바일
    사회일반 경제일반 정치일반
"""
SECTION = frozenset(_SECTIONS.split())
SECTION_KEYS = frozenset(word.lower() for word in SECTION)
_NAMES_OF_SECTIONS = """
    국회 정당 청와대 대통령실 행정 자치 자치행정 지방자치 의회 의정 시의회 군의회 도의회 시정
    군정 도정 구정 선거 북한 통일 외교 국방 증시 재계 기업 유통 소비자 기술 중기 벤처 취업
    창업 일자리 농업 농정 농수산 농축산 축산 수산 해양 임업 에너지 자동차 관광 사건 사고
    사건사고 법원 검찰 법조 대학 노동 복지 환경 인권 여성 의료 교통 날씨 교육문화 학내 학술
    공연 전시 책 출판 종교 여행 레저 음식 맛집 맛 미디어 영화 음악 방송 역사 문학 축제 동네
    마을 이웃 해외 미국 중국 일본 야구 축구 골프 농구 배구 수도권 영남 호남 충청 기고 시론
    만평 독자투고 독자마당 여론 논설 사람들 피플 인터뷰 동정 인사 부고 화촉 연재 이슈 포커스
    탐방 현장 르포 심층 사진 동영상 카드뉴스 보도 보도자료 라이프 생활정보 소식 커버스토리
"""
NAMES_OF_SECTIONS = SECTION_KEYS | frozenset(_NAMES_OF_SECTIONS.split())
"""What sections are called again and again, beside the words that are never a headline."""
_BETWEEN_NAMES = re.compile(r"[\s·ㆍ/&,+]+")


def names_section(text: str) -> bool:
    """Whether every word of a short text, or its first one, is what sections are called: 사건·사고, 교육/문화."""
    words = [word.lower() for word in _BETWEEN_NAMES.split(text) if word]
    return bool(words) and (words[0] in NAMES_OF_SECTIONS or words[0].removesuffix("일반") in NAMES_OF_SECTIONS)


BOARD = re.compile(
    r"(?:[가-힣]{1,6}\s?(?:과|와|·)?\s?)?(?:보도\s?자료|소식|게시판|공지(?:사항)?|마당|뉴스|자료실?|갤러리|알림|광장|코너|글읽기"
    r"|상세\s?보기|글\s?보기|기사\s?보기|본문|목록|포토|칼럼|사설|오피니언)"
)
"""The name of a board or of a kind of articles, as a whole text."""
_ENDS_AS_SITE = re.compile(rf"(?:{SITE.pattern})$")


def is_site(text: str) -> bool:
    """Whether a text reads as the name of an outlet or of a section, and as no headline."""
    if alnum_key(text) in SECTION_KEYS:
        return True
    return count_hangul(text) < 10 and NAMED.fullmatch(text) is not None and _ENDS_AS_SITE.search(text) is not None
