"""Who signs a short line: its words sorted into names, e-mails, desks, places, and what speaks against a byline."""

import re
from dataclasses import dataclass, field

from models.text.mail_address import ADDRESS
from models.text.remember import remember_short
from pipelines.text.name_lexicon import (
    IN_CHARGE,
    NOT_NAMES,
    SURNAMES,
    is_agency,
    is_desk,
    is_korean_name,
    is_office,
    is_place,
    is_signing,
)

_PHONE = r"(?<!\d)\(?0\d{1,2}\)?[- .)]{1,2}\d{3,4}[- .]\d{4}(?!\d)"
_DATED = (
    r"(?:(?:(?:기사|최종)\s?)?(?:입력|승인|등록|수정|작성|게시|송고|업데이트|날짜)\s?(?:일시|시간|일)?\s{0,2}[:：|]?\s{0,2})?"
    r"(?:\d{4}|\d{2})\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}(?:\s?일)?(?:\s?[(\[][월화수목금토일](?:요일)?[)\]])?"
    r"[^가-힣|A-Za-z]{0,20}(?:오[전후]\s?[\d:]{1,8})?"
)
_ENGLISH_DATE = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?"
    r"(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s(?:\d{1,2},?\s)?\d{4},?"
    r"(?:\s(?:at\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)?"
    r"|(?:시간\s?[:：]\s?)?오[전후]\s?\d{1,2}:\d{2}(?::\d{2})?|(?:\d{1,3}\s?(?:초|분|시간|일)\s?전|방금\s?전?|어제|오늘)(?=\s|\Z)(?!\s[가-힣]{0,4}기자)"
)
_READ = r"(?:조회|댓글|추천|공유|읽음)\s?수?\s{0,2}[:：|]?\s{0,2}\d[\d,]{0,9}"
_OTHERS = r"외\s?\d{1,2}\s?[명인]"
_TASK = (
    r"(?:글|취재\s?(?:지원|보조)|영상\s?취재|사진|그림|그래픽|디자인|일러스트|영상|정리|취재|대담|촬영|구성|기획|제작|편집|번역|감수|교열|기자명|작성자|등록자|글쓴이"
    r"|필자|지은이|보낸\s?(?:사람|이)|작성(?=\s?[:：]|\s[가-힣]{3}(?![가-힣]))|이름(?=\s?[:：])"
    r"|(?:\A|(?<=[|/]\s))(?:(?:취재|담당|작성)\s?기자|기자(?=\s?[:：=])|에디터|리포터)|(?i:by|reporter|editor|words)|기사\s?작성(?=\s?[:：]|\s[가-힣]{3}(?![가-힣])))"
)
# 글=국하람, 글 국하람, 글. 국하람, and 글·국하람 where a name is behind the sign
_TASKS = (
    rf"{_TASK}(?:(?:\s?(?:[·ㆍ,/&+]|및)\s?|\s(?=사진)){_TASK}){{0,3}}"
    r"(?:\s?[=:：]|\.(?=\s?[가-힣A-Z])|(?=\s[가-힣A-Z])|(?=\s?[·ㆍ/|｜]\s?[가-힣]{2,4}(?![가-힣])))"
)
_MARKS = r"·ㆍ・,/|｜=＝:：()\[\]{}<>〈〉《》＜＞「」『』【】（）;、，ㅣ"
_TOKEN = re.compile(
    # What each begins with is asked first: most words are none of these.
    rf"(?P<email>{ADDRESS})|(?=[(0])(?P<phone>{_PHONE})"
    rf"|(?=[\d기최입승등수작게송업날조댓추공읽A-Z시오방어])(?P<dated>{_DATED}|{_READ}|{_ENGLISH_DATE})|(?P<others>{_OTHERS})"
    rf"|(?=[글취영사그디일정대촬구기제편번감교작등필지보이담에리BbRrEeWw])(?P<task>(?<![가-힣A-Za-z]){_TASKS})"
    rf"|(?P<mark>(?:[{_MARKS}\s]|(?<=\s)[l&＆–—-](?=\s))+)"
    rf"|(?P<word>[^\s{_MARKS}]+)"
)
# 홍길동기자 -> 홍길동 기자, but not 선임기자.
_KIND = (
    "선임|대표|담당|학생|어르신|실버|독자|문화|스포츠|견습|소속|지역|주재|프리랜서|주부|주민|도민|마을|해외|현지|청년|어린이|인턴|객원|시민|수습|명예|사진|취재|대학생|온라인|디지털|인터넷"
    "|방송|영상|편집"
)
_ROLES = rf"(?:(?:{_KIND}|(?:의학|군사|종교|환경|문화)?전문)?(?:기자|통신원)|특파원|논설위원|편집위원)"
_GLUED = re.compile(
    rf"(?<![가-힣])(?!(?:{_KIND}|[가-힣]{{0,4}}전문)(?:기자|통신원)|(?:객원|수석|상임|비상임)논설위원)([가-힣]{{2,9}}?)"
    rf"({_ROLES})"
)
# 토박이기자 국하람: the outlet's own word for its reporters
_TITLE_AHEAD = re.compile(r"(?<![가-힣])([가-힣]{2,4})기자\s(?=([가-힣]{3})(?![가-힣]))")
# 국하람사회부 기자, 포항국하람 기자: in elements of their own that nothing divides
_RUN = re.compile(rf"(?<![가-힣])([가-힣]{{5,9}})(?=\s?(?:{_ROLES}|차장|부장))")
# 홍길동기자김철수 기자: in elements of their own that nothing divides
_GLUED_NEXT = re.compile(rf"(?<=[가-힣]기자)(?=[가-힣]{{2,4}}?\s?(?:{_KIND})?기자)")
# 홍길동 기자(=포항)
_PLACED = re.compile(r"\(=\s?[가-힣·]{1,10}\)")
# 홍길동 기자hong@example.com
_GLUED_EMAIL = re.compile(r"(?<=[가-힣])(?=[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9])")
# 글_국하람 사진_도해솔
_UNDERLINED = re.compile(r"(?<=[가-힣])\s?_\s?(?=[가-힣])")
# haram(at)gaon.example, haram ＠ gaon.example
_AT = re.compile(
    r"(?<=[A-Za-z0-9._-])\s?(?:[(\[{<]\s?(?:at|AT|At|골뱅이|앳|@)\s?[)\]}>]|＠|@|골뱅이|(?<=\s)(?:at|AT)(?=\s))\s?"
    r"(?=[A-Za-z0-9-]{1,63}\.[A-Za-z])"
)
_AT_SIGNS = (
    "＠",
    "at)",
    "at]",
    "AT)",
    "AT]",
    "at}",
    "At]",
    "At)",
    "at>",
    "앳)",
    "골뱅이",
    " @",
    "@ ",
    "(@",
    "[@",
    " at ",
    " AT ",
)
# haram@gaon[dot]example, haram@gaon . co.kr
_DOT = re.compile(r"(?<=[A-Za-z0-9-])\s?[(\[{]\s?(?:dot|DOT|점)\s?[)\]}]\s?(?=[A-Za-z])")
# The word for what follows, or an icon: E-mail: haram@gaon.example
_MAIL_WORD = re.compile(
    r"(?:(?<![A-Za-z가-힣])(?:[Ee]-?[Mm]ail|E-MAIL|EMAIL|[Mm]ail|이메일|전자우편|메일)|[✉📧📩]\ufe0f?)\s?[:：=]?\s?(?=[(<\[]?[A-Za-z0-9._%+-]{1,64}@)"
)
# 홍길동(hong) 기자, 홍길동 기자(hong@): a name within the outlet
_OWN_ID = re.compile(
    r"(?<=[가-힣])\s?\((?:[a-z][a-z0-9._-]{2,24}@?|[A-Za-z0-9._-]{2,24}@)\)|(?<=[가-힣])\s?\([一-龥]{2,4}\)|(?<=자)\s[a-z][a-z0-9._-]{1,24}@(?=\s|\Z)"
)
# 3시간 전국하람 기자: in elements of their own that style alone keeps apart
_GLUED_TIME = re.compile(r"(?<=\d)(\s?(?:초|분|시간|일)\s?전|일)(?=[가-힣]{2,4}\s?기자)")
# 국하람 기자(Guk Ha-ram): the same name in other letters
_ROMANISED = re.compile(r"(?<=[가-힣])\s?\([A-Z][a-z'’]{1,14}(?:[-\s,]{1,2}[A-Za-z][a-z'’]{0,14}){0,3}\)")
# 국 하 람 기자
_SPACED = re.compile(r"(?<![가-힣])([가-힣])\s{1,3}([가-힣])\s{1,3}([가-힣])(?![가-힣])")
# 국하람 학생기자(가온고 2학년)
_SCHOOL = re.compile(r"\s?\([가-힣]{1,8}(?:고|중|초|대|여고|여중|학교)\s?\d?(?:학년)?\)")
# 글 국하람 / 사진 가온군 제공
_GIVEN_PICTURE = re.compile(
    r"[\s,/|·(\[]{1,4}사진\s?[=:：/]?\s?[가-힣A-Za-z]{2,10}(?:\s[가-힣A-Za-z]{1,8})?\s?제공[)\]]?\Z"
)
_BEHIND_PLACE = re.compile(r"[/|\])】〕>〉]")
# 국하람과 도해솔 기자
_AND = re.compile(r"(?<![가-힣])([가-힣]{3})[과와]\s(?=[가-힣]{3}\s[가-힣]{0,4}기자)")
_LATIN = re.compile(r"[A-Z][A-Za-z.'’-]{0,20}")
_HANGUL = re.compile(r"[가-힣]{2,6}")
_SYLLABLE = re.compile(r"[가-힣]")
_GIVEN = re.compile(r"[가-힣]{1,2}")
# Syllables that write foreign names and stand in no Korean one: 마이클, 로버트, 데이비드
_FOREIGN = re.compile(r"[클스트드르브크프츠즈렌헬벨델렐텔셸엘잭존렉릭닉콜팀톰폴앤옌쥔쉬레네테데베케헤]")
_NO_FOREIGNER = frozenset(
    {
        "스포츠",
        "프리랜서",
        "리포트",
        "인터넷",
        "뉴스",
        "프로그램",
        "에디터",
        "크리에이터",
        "데스크",
        "디지털",
        "엔터테인먼트",
    }
)
FULL_NAME = 3
MAX_NAME_CHARACTERS = 5
_OF_OTHERS = ("번역", "감수", "교열", "취재지원", "취재 지원", "취재보조", "취재 보조")
_BESIDE = frozenset({"연합", "일부", "일부연합", "종합", "취재반", "특별취재반"})
"""Words beside a name that tell how or with whom an article was made."""
_PICTURES = ("사진", "영상", "그래픽", "디자인", "일러스트", "그림", "촬영", "편집", *_OF_OTHERS)
"""Tasks of those who did not write the text."""
_WRITING = ("글", "취재", "정리")
_WRITES = re.compile(
    r"글|보낸|취재|정리|대담|기자|작성|등록자|필자|지은이|에디터|리포터|보낸\s?(?:사람|이)|(?i:by|editor|words|reporter)"
)


@dataclass(slots=True)
class Scan:
    """What the words of one short line are: ``known`` are desks, places, dates; ``unknown`` speak against a byline.

    ``wrote``: a word says of the names that they wrote: 글, 취재, 작성자 ...
    """

    names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    signed: bool = False
    office: bool = False
    wrote: bool = False


@remember_short
def scan_line(line: str) -> Scan:
    """Walk the words; a title or an e-mail settles who the words before it are. Several steps share what is found."""
    scan = Scan()
    groups: list[list[str]] = [[]]
    picture = others = False
    line = line.strip(" -–—*■")
    line = _SPACED.sub(_join_name, line)
    if "(=" in line:
        line = _PLACED.sub(" ", line)
    if "_" in line:
        line = _UNDERLINED.sub("=", line)
    if any(sign in line for sign in _AT_SIGNS):
        line = _AT.sub("@", _DOT.sub(".", line))
    if "@" in line:
        line = _GLUED_EMAIL.sub(" ", _MAIL_WORD.sub(" ", line))
    if "(" in line:
        line = _SCHOOL.sub(" ", line)
    if "제공" in line:
        line = _GIVEN_PICTURE.sub("", line)
    if ")" in line or "@" in line:
        line = _ROMANISED.sub(" ", _OWN_ID.sub(" ", line))
    if "기자" in line or "원" in line:
        line = _TITLE_AHEAD.sub(_drop_title, _GLUED_TIME.sub(r"\1 ", line))
        line = _GLUED.sub(_part_title, _AND.sub(r"\1·", _GLUED_NEXT.sub(" ", line)))
        line = _RUN.sub(lambda run: _part_name(run[1]), line)
    for token in _TOKEN.finditer(line):
        kind, text = token.lastgroup, token[0]
        if kind == "mark":
            if "=" in text or "＝" in text:
                groups[-1:] = [_origin(groups[-1], scan)]
            first = [group for group in groups if group]
            if len(first) == 1 and len(first[0]) == 1 and _BEHIND_PLACE.search(text) and _is_short(first[0][0]):
                scan.places.append(first[0].pop())  # 가온/국하람 기자, [가온] 국하람 기자
            if others and not text.isspace() and groups != [[]]:  # 번역 서문별 / 국하람 기자
                _settle(groups, scan, picture, loose=False)
                groups, picture, others = [[]], False, False
            elif text.strip():
                groups.append([])
        elif kind == "task":
            _settle(groups, scan, picture, loose=False)
            groups, picture = (
                [[]],
                text.startswith(_PICTURES) and not any(one in text[2:].removeprefix("취재") for one in _WRITING),
            )
            others = text.startswith(_OF_OTHERS)
            scan.wrote |= not picture and _WRITES.search(text) is not None
        elif kind == "word" and not (is_signing(text) or is_office(text)):
            groups[-1].append(text)
        elif kind in ("word", "email"):
            _settle(groups, scan, picture, loose=kind == "word" and not IN_CHARGE.fullmatch(text))
            groups = [[]]
            if kind == "email":
                (scan.known if picture and scan.names else scan.emails).append(text)
            else:
                scan.signed |= is_signing(text)
                scan.office |= not is_signing(text)
        elif kind == "dated":
            scan.known.append(text.strip(" ,/|-"))
        elif kind == "others":
            continue
    _settle(groups, scan, picture, loose=False)
    return scan


def _is_short(word: str) -> bool:
    """Whether a word is of two syllables, as the name of a place may be and that of a person seldom is."""
    return len(word) < FULL_NAME and _HANGUL.fullmatch(word) is not None


def _drop_title(found: re.Match[str]) -> str:
    """A title ahead of a whole name, where it can be no name itself."""
    return "기자 " if is_korean_name(found[2]) and not is_korean_name(found[1]) else found[0]


def _part_title(found: re.Match[str]) -> str:
    """A name and the title glued to it, set apart; a long run that no name is found in stays."""
    run = _part_name(found[1])
    return f"{run} {found[2]}" if run != found[1] or len(run) <= MAX_NAME_CHARACTERS else found[0]


def _part_name(run: str) -> str:
    """A name set apart from the place, desk or paper glued to it (국하람도쿄, 사회부국하람); else the run as it is."""
    for size in (FULL_NAME, FULL_NAME + 1) if len(run) > FULL_NAME + 1 else ():
        for name, beside, parted in (
            (run[:size], run[size:], f"{run[:size]} {run[size:]}"),
            (run[-size:], run[:-size], f"{run[:-size]} {run[-size:]}"),
        ):
            if is_korean_name(name) and (is_place(beside) or is_desk(beside) or is_agency(beside)):
                return parted
    return run


def _join_name(found: re.Match[str]) -> str:
    """Three syllables set apart, where they are a name: ``국 하 람``."""
    return "".join(found.groups()) if found[1] in SURNAMES else found[0]


def _origin(words: list[str], scan: Scan) -> list[str]:
    """What is before a sign is where a text comes from, no person: ``스포츠조선=``, ``머니가온 포항=홍길동 기자``."""
    places = [word for word in words if is_place(word)]
    others = [word for word in words if word not in places]
    if len(others) == 1 and (len(words) == 1 or words[-1] in places):
        word = others[0]
        if _HANGUL.fullmatch(word) and not (len(word) >= FULL_NAME and is_korean_name(word)):
            scan.agencies.append(word)
            return places
    return words


def _settle(groups: list[list[str]], scan: Scan, picture: bool, *, loose: bool) -> None:
    """Sort the words of each group; ``loose``: a title follows, so that any short Hangul word last is a name."""
    groups = [group for group in groups if group]
    for number, group in enumerate(groups):
        last = number == len(groups) - 1
        words = [word for word in group if not _known(word, scan)]
        names, unknown = _names(words, loose=loose and (last or len(words) == 1))
        if not picture:
            scan.names += names
        else:
            scan.known += names
        if not picture:
            scan.unknown += unknown
        else:  # 사진 가온문화재단
            scan.known += unknown


def _known(word: str, scan: Scan) -> bool:
    if is_place(word):
        scan.places.append(word)
    elif len(word) > 2 and is_agency(word) and not is_korean_name(word):
        scan.agencies.append(word)
    elif is_desk(word) or word in _BESIDE:
        scan.known.append(word)
    else:
        return False
    return True


def _names(words: list[str], *, loose: bool) -> tuple[list[str], list[str]]:
    """Names and other words of one group: 홍길동 김철수, 로버트 김, John Smith."""
    if not words:
        return [], []
    if all(_LATIN.fullmatch(word) for word in words):
        return ([" ".join(words)], []) if loose or len(words) > 1 else ([], words)
    if loose and len(words) > 1 and (name := _in_two_words(*words[-2:])):
        names, other = _names(words[:-2], loose=False)
        return [*names, name], other
    *front, last = words
    if loose and front and _is_short(last) and len(front[-1]) == FULL_NAME and is_korean_name(front[-1]):
        names, other = _names(front, loose=False)
        return names, other  # 국하람 가온 주재기자
    beside = bool(front) and is_korean_name(front[-1])
    if is_korean_name(last) and (len(last) >= FULL_NAME or loose or beside):
        names, other = _names(front, loose=False)
        return [*names, last], other
    if loose and _HANGUL.fullmatch(last) and front and len(front[-1]) == FULL_NAME and is_korean_name(front[-1]):
        return [front[-1]], front[:-1]  # 홍길동 프리랜서 기자
    if loose and _HANGUL.fullmatch(last) and last not in NOT_NAMES:
        if front and _HANGUL.fullmatch(front[-1]) and not is_korean_name(last):
            return [f"{front[-1]} {last}"], front[:-1]
        return [last], front
    names, other = _names(front, loose=False)
    return names, [*other, last]


def _in_two_words(first: str, last: str) -> str:
    """로버트 김 and 마이클 브린 as they are written, 홍 길동 written together; empty for anything else."""
    if first in SURNAMES and _GIVEN.fullmatch(last):
        return first + last
    if _is_foreign(first) and all(map(_SYLLABLE.match, last)) and (not is_korean_name(last) or len(last) < FULL_NAME):
        return f"{first} {last}"
    return f"{first} {last}" if _SYLLABLE.fullmatch(last) and _HANGUL.fullmatch(first) else ""


def _is_foreign(word: str) -> bool:
    """Whether a word is a foreigner's first name as Hangul writes it: 마이클, 존."""
    if word in SURNAMES or word in _NO_FOREIGNER or is_place(word) or is_agency(word) or is_desk(word):
        return False
    return len(word) <= 5 and _FOREIGN.search(word) is not None and all(map(_SYLLABLE.match, word))
