"""Words by which a short text is told to be the name of an outlet or of a section, and no headline."""

import re

from models.text.alnum_key import alnum_key
from pipelines.text.text_keys import count_hangul

SITE = re.compile(
    r"뉴스|신문|일보|닷컴|방송|타임[스즈]|저널|미디어|통신|경제|투데이|매거진|데일리|프레스|신보|시보|주간|매일|시민|헤럴드|포스트|시대|위클리"
    r"|News|news|Times|\.com|TV|\.kr|포털|언론"
)
NAMED = re.compile(r"[가-힣A-Za-z0-9 .&·'’!+-]{2,24}(?<!다)(?<!다\.)")
_SECTIONS = """
    뉴스 기사 기사본문 본문 정치 경제 사회 문화 국제 세계 스포츠 연예 전국 지역 지방 오피니언 사설 칼럼 사설칼럼 IT 과학
    생활 라이프 건강 교육 종합 최신기사 전체기사 산업 증권 부동산 금융 기획 특집 인물 사람 포토 영상 모바일
    사회일반 경제일반 정치일반
"""
SECTION = frozenset(_SECTIONS.split())
SECTION_KEYS = frozenset(word.lower() for word in SECTION)
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
