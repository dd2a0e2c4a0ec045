"""Who wrote a column and is nobody of the outlet: a name and the office that its bearer holds elsewhere.

``국하람 가온대 교수``, ``국하람(시인)``, ``국하람 / 전 가온초 교장``. The name stands first: ``가온군수 국하람`` is
one of whom a text speaks.
"""

import re
from collections.abc import Sequence

from pipelines.text.name_lexicon import LONG_SURNAMES, is_korean_name

MAX_CHARACTERS = 44
_WRITER = (
    "교수|시인|칼럼니스트|소설가|수필가|변호사|평론가|비평가|작가|극작가|동화작가|권익위원|자문위원|독자위원|논설고문|연구위원|한의사|세무사|노무사"
    "|회계사|법무사|건축가|화가|번역가|학예사|학예연구사|활동가|여행가|사학자|연구가|기고가|박사|작곡가|사진가|문학인|아동문학가|언론인|저널리스트"
)
_OTHER = (
    "의원|위원|위원장|연구원|대표|대표이사|회장|부회장|원장|소장|관장|이사장|이사|상임이사|국장|사무국장|사무처장|처장|교장|교감|교사|목사|신부|스님|수녀"
    "|의사|약사|간호사|강사|감독|단장|센터장|본부장|지부장|지회장|과장|팀장|주무관|소방관|경찰관|경위|경감|경정|소방위|소방장|소방교|농부|농민|농업인|어민|주부"
    "|대학생|학생|독자|시민|주민|총장|학장|지점장|조합장|이장|기획자|디자이너|간사|실장|총무|고문|명예기자|해설사|주지"
)
_BETWEEN = r"\s?(?:[·,/|ㅣ:]\s?|-\s?)?[(\[<〈]?\s?"
_ORIGIN = (
    r"(?:(?:전|前|현|現)\s?[)·]?\s?|\((?:사|재|주|유)\)\s?)?(?:[가-힣A-Za-z0-9·]{2,14}\s){0,4}?[가-힣A-Za-z0-9·]{0,14}?"
)
_END = r"(?:[·,/ㆍ]\s?[가-힣]{2,10})?(?:\s?\([가-힣A-Za-z0-9·\s]{2,20}\))?[)\]>〉]{0,2}[.]?"
_LABEL = r"[\[<(〈■▲△▶▷◆◇□○●◎☞※*·•/|\s-]{0,3}(?:(?:글|필자|글쓴이|기고|기고자|지은이)\s?(?:[=:：|.·/]\s?|\s))?"
_SURE = re.compile(rf"{_LABEL}(?P<name>[가-힣]{{3}}){_BETWEEN}{_ORIGIN}(?:{_WRITER}){_END}")
_MAYBE = re.compile(rf"{_LABEL}(?P<name>[가-힣]{{3}}){_BETWEEN}(?P<origin>{_ORIGIN})(?:{_OTHER}){_END}")
_OWN = "[가-힣]{0,4}논설위원|주필|논설(?:실장|위원장|주간)|편집(?:국장|위원|인)|발행인"
_TIME = re.compile(
    r"[\s|·/,]{1,4}(?:(?:기사|최초|최종)?\s?(?:입력|승인|등록|작성일?|게시|송고)\s?[:：]?\s?)?(?:19|20)\d\d\s?[.년/-]\s?\d.{0,60}\Z"
)
_TIME_AHEAD = re.compile(
    r"(?:(?:기사|최초|최종)?\s?(?:입력|승인|등록|작성일?|게시|송고)\s?[:：]?\s?)?(?:19|20)\d\d\s?[.년/-]\s?\d{1,2}[^가-힣A-Za-z]{1,20}"
)
_NAME = rf"(?:[가-힣]{{3}}|(?:{'|'.join(LONG_SURNAMES)})[가-힣]{{2}})"
# In a column also what nobody else is called by, and offices that come last in the names of their places
_ANY = re.compile(
    rf"{_LABEL}(?P<name>{_NAME}){_BETWEEN}{_ORIGIN}(?:{_WRITER}|{_OTHER}|\d학년|[가-힣]{{1,8}}(?:장|사|관|인|원|가|생|민|수)"
    rf"|{_OWN})"
    rf"{_END}"
)
# 가온대 교수 국하람, 시인 국하람
_LAST = re.compile(
    rf"{_LABEL}(?:{_ORIGIN}(?:{_WRITER}|{_OTHER}|{_OWN}|필자))\s?[·/|]?\s?(?P<name>{_NAME})[)\]>〉]{{0,2}}[.]?"
)
# as in 국하람(해담읍)
_LIVES = re.compile(
    rf"{_LABEL}(?P<name>{_NAME})\s?[(|·/,]\s?(?:[가-힣]{{1,5}}\s)?[가-힣]{{1,6}}(?:시|군|구|읍|면|동|리)(?:\s[가-힣]{{1,6}}(?:읍|면|동|리))?\)?[.]?"
)
_NO_NAME_END = re.compile(r"[을의도로만들]\Z")
"""How words end that are none of a name where a subheading may stand: 마을을 지킨 사람, 고향의 주인."""
# 가온대 교수: whose, nobody says
_ORGANISATION = re.compile(rf"{_LABEL}[가-힣]{{2}}[대고청군시당처]\s[가-힣]{{2,8}}\Z")
# 마르타 레인홀트 · 언론인: a sign between keeps it apart from a sentence's words
_FOREIGN = re.compile(
    rf"{_LABEL}(?P<name>[가-힣]{{1,7}}(?:[\s·][가-힣]{{1,7}}){{1,2}})\s?[·,/|(]\s?{_ORIGIN}(?:{_WRITER}|{_OTHER}){_END}"
)
_COLUMN = re.compile(
    r"칼럼|기고|시론|논단|논평|에세이|단상|시평|세평|평론|수필|광장|창(?:[\]>]|\Z)|독자\s?(?:투고|의견|마당|의\s?소리)|아침을|오피니언"
    r"|열린\s?마당|세상\s?(?:보기|읽기|만사)|생각|이야기|편지|문학|발언|제언|춘추|산책|포럼|시선|시각|눈(?:[\]>]|\Z)|소리|톡(?:[\]>]|\Z)|여론"
)
_TAG = re.compile(
    r"\s?[\[<〈【(「](?P<tag>[^\]>〉】)」]{2,24})[\]>〉】)」]|(?P<owner>[가-힣]{3})의\s|(?P<plain>[가-힣\s]{2,12})\s?[|:ㅣ]"
)


def is_column(headline: str, sections: Sequence[str] = ()) -> bool:
    """Whether an article says of itself that it is somebody's view: by the tag of its headline or by its section."""
    tag = _TAG.match(headline)
    named = (tag["tag"] or tag["plain"] or "칼럼") if tag else ""
    return bool(_COLUMN.search(named)) or any(_COLUMN.search(section) for section in sections)


def read_outside_writer(line: str, *, of_column: bool = False) -> str:
    """The name in a line that is nothing but a name and an office; empty for any other line.

    Offices that others are known by too need the place where they are held; ``of_column``: an article that is known to
    be somebody's view needs none.
    """
    line = line.strip()
    if not 5 <= len(line) <= MAX_CHARACTERS:
        return ""
    found = _SURE.fullmatch(line)
    if found is None and (other := _MAYBE.fullmatch(line)) and (of_column or other["origin"].strip()):
        found = other
    if of_column and found is None and (foreign := _FOREIGN.fullmatch(line)):
        return foreign["name"]
    if found and _ORGANISATION.match(line):
        return ""
    return found["name"] if found and is_korean_name(found["name"]) else ""


def read_columnist(line: str) -> str:
    """The same of a line where nobody but the writer of a column can be named, in any order and with any office:
    ``시인 국하람``, ``국하람(해담읍)``, ``국하람 사회복지사 | 입력 2026.11.27``."""
    line = line.strip()
    if line[-1:].isdigit():
        line = _TIME.sub("", line)
    elif ahead := _TIME_AHEAD.match(line):
        line = line[ahead.end() :]
    if found := read_outside_writer(line, of_column=True):
        return found
    if not 5 <= len(line) <= MAX_CHARACTERS:
        return ""
    other = _ANY.fullmatch(line) or _LAST.fullmatch(line) or _LIVES.fullmatch(line)
    if other is None or _NO_NAME_END.search(other["name"]) or _ORGANISATION.match(line):
        return ""
    return other["name"] if is_korean_name(other["name"]) else ""
