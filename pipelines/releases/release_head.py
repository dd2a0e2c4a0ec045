"""Where a release's headline is, which lines are its form (when, who, telephone), and where its text begins.

A release begins with a head: the office's name, 보도자료, a table of facts, the headline, sub-headlines, in the order
that an office likes. Lines of facts divide it into groups, up to the first sentence. The headline is the first line
that looks like one in the last group that has such a line; what stands above the facts is the letterhead. A slogan
(살기 좋은 견본) may stand right above it: it looks like a headline, but the text does not say its words, nor the name
of the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MAX_FACT_CHARACTERS = 90
_MAX_ROW_CHARACTERS = 300
_MAX_TITLE_CHARACTERS = 120
_MIN_TITLE_LETTERS = 5
_MAX_DATE_CHARACTERS = 60
_PROSE = re.compile(r"[다요음함임됨까]\s?[.!?][\"'”’)\]]{0,2}\s?\Z")
_BULLETS = r"[\s□■○●◦▪*·ㆍ•|\[<(【〔◇◆▷▶ㅇ❍※-]*"
_SEPARATOR = r"[:：|∣/]"
_CLOSING = "])>】〕"
_MAX_ENTRY_CHARACTERS = 15
"""Behind a label in brackets: more is no entry but the line itself, as in [사진] 견본시 …."""


def _spaced(*words: str) -> str:
    """A pattern of words whose letters may stand apart, as in 담 당 자."""
    return "|".join(r"\s{0,4}".join(word) for word in sorted(words, key=len, reverse=True))


_LABELS = """
보도자료 배포일시 배포일 배포일자 배포시점 배포시각 배포시간 배포 제공일 제공일시 제공일자 보도시점
보도일시 보도일 보도일자 보도시각 보도시간 보도요청 보도방법 보도 작성일 작성일시 작성일자 등록일
엠바고 담당 담당자 담당부서 담당과 담당팀 책임자 문의 문의처 연락처 전화 전화번호 팩스 이메일
전자우편 홈페이지 누리집 자료제공 제공부서 제공자 자료출처 작성부서 작성자 발신 수신 참조 배포기관
배포처 기관명 소속 부서 부서명 직위 성명 사진 붙임 첨부 매수 쪽수 분량 과장 팀장 국장 실장 부장
소장 주무관 사무관 담당관 공보관 대변인 제목 부제 내용 본문 사진설명
배포번호 보도번호 문서번호 자료번호 관리번호
"""
_LABEL = _spaced(*_LABELS.split())
_FACT_LABEL = re.compile(rf"{_BULLETS}(?:{_LABEL})\s*(?P<end>{_SEPARATOR}|[\])>】〕]|\Z)?")
_OFFICE_LABEL = _spaced("담당부서", "담당자", "제공부서", "자료제공", "문의처", "문의", "연락처", "담당", "배포처")
_OFFICE = r"(?:과|팀|실|국|관|부|소|청|처|원|센터|단|계)"
_SHORT_FACT = re.compile(
    rf"{_BULLETS}(?:(?:{_OFFICE_LABEL})\s\S{{0,20}}{_OFFICE}(?:\s.{{0,20}})?"
    rf"|(?:{_spaced('붙임', '첨부')})\s?\d?[.:]?\s.{{1,70}}|끝[.\s]*|총\s?\d+\s?(?:쪽|매|장)\b.{{0,20}}"
    r"|사진\s?(?:있음|없음|\d+\s?[매장부])\b.{0,20}|매\s?수\b.{0,20})\Z"
)
_CLOSES = re.compile(rf"{_BULLETS}(?:(?:{_spaced('붙임', '첨부')})[\s:：\d]|끝[.\s]*\Z)")
_KINDS = _spaced("보도자료", "보도참고자료", "보도설명자료", "보도해명자료", "참고자료", "설명자료", "해명자료")
_MARK = re.compile(
    rf"{_BULLETS}(?:(?:\S.{{0,24}}\s)?(?:{_KINDS})"
    r"|(?:press|news)\s?release)[\s\])>】〕|:]*(?:제?\s?\d{1,5}(?:-\d{1,5})?\s?호)?[\s)\]]*(?P<rest>.{0,40})\Z",
    re.IGNORECASE,
)
"""보도자료, and an office's name before it."""
_RELEASE_PREFIX = re.compile(rf"\s*[\[<(【〔]\s*(?:{_KINDS})\s*[\])>】〕]\s*(?=\S)")
_AT_ONCE = re.compile(
    rf"{_BULLETS}(?:이\s자료는\s)?(?:배포\s?(?:즉시|후)(?:\s?,?\s?(?:즉시|바로)?\s?보도)?|(?:즉시|바로)\s?보도"
    r"|보도\s?(?:가능|요망|요청|부탁|희망))(?![가-힣]{0,3}[는은이가을를]\s).{0,20}\Z"
)
_REQUEST = re.compile(
    r"(?:안녕하(?:십니까|세요)[\s,.!].{0,40}(?:입니다|드립니다)?[.!]?|.{0,30}(?:발전|건승|번영)[을과].{0,12}(?:기원|바)(?:합|랍)니다\s?[.]?"
    r"|아래.{0,30}보도\s?자료.{0,20}(?:보내|드립).{0,40}|[본이]\s?(?:보도)?\s?자료는\s.{0,60}(?:보도|사용|이용|배포)\S{0,6}\s.{0,20}"
    r"|보도.{0,12}(?:바랍니다|부탁드립니다|요청드립니다|감사하겠습니다|감사합니다|주십시오|주세요)\s?[.!]?\s?)\Z"
)
_TITLE_LABEL = re.compile(rf"{_BULLETS}(?:\d{{1,2}}[.)]\s?)?제\s{{0,4}}목\s*[:：|∣\])>】]\s*(?P<title>\S.*)\Z")
_PHONE = re.compile(r"(?<!\d)0\d{1,2}\s?[-.)·]\s?\d{3,4}\s?[-.]\s?\d{4}(?!\d)|☎|[\w.+-]{1,40}@[\w-]{1,40}\.\w")
_DAY = (
    r"(?:(?:20\d\d|['‘’ʼ`]?\d\d)\s?[.년/-]\s{0,2})?\d{1,2}\s?[.월/-]\s{0,2}\d{1,2}\s?[.일]?"
    r"\s{0,2}(?:[(（]\s?[월화수목금토일](?:요일)?\s?[)）]|[월화수목금토일]요일)?"
)
_DATED = re.compile(r"(?:20\d\d|['‘’ʼ`]\d\d)\s?[.년/-]\s{0,2}\d{1,2}\s?[.월/-]")
_CLOCK = r"(?:오전|오후|낮)?\s?\d{1,2}\s?(?::\s?\d{2}|시(?:\s?\d{1,2}\s?분|\s?반)?)"
_DATE_LINE = re.compile(
    rf"[\s<(\[【〔]*{_DAY}[\s,./|]*(?:{_CLOCK})?\s?(?:조간|석간)?\s?(?:부터|이후)?\s?(?:배포|보도|제공|작성)?\s?(?:즉시\s?(?:보도)?)?\s?(?:가능)?[\s>)\].】〕]*\Z"
)
_DATE_WORDS = re.compile(
    r"(?:[\d\s.,:~/()<>（）'’-]|[월화수목금토일년시분]|온라인|인터넷|지\s*면|방송|통신|신문|조간|석간|이후|부터|오전|오후|즉시|보도|배포)+"
)
"""Pieces of a table's cell that names two times, one for the web and one for print."""
_DATE_WORD = re.compile("[월화수목금토일년시분]|조간|석간|이후|부터|오전|오후")
_CAPTION = re.compile(r"[\s▲△▶※*]*[\[(<【〔]?\s?사\s?진\s?(?:설\s?명|제\s?공|캡션)?\s?\d{0,2}\s?[\])>】〕:：]")
_UNENDED = re.compile(r"(?:[를,…]|에서|에게|으로|위해|위한|통해|대해|대한|따라|맞아|[하되잡맺열]고|\s및)\Z")
_MAX_TWO_LINES = 80
"""Of a headline of two lines: its letters, as far as anybody prints them so large."""
_SUB_HEADLINE = re.compile(r"[-‐–—―~▷▶※·ㆍ*•⇒→☞]|\(.*\)\Z|<.*>\Z|[｢「『]?부제")
_BULLET = re.compile(r"[□■○●◦▪◇◆▲△ㅇ❍❏①-⑳]|\d{1,2}[.)]\s|[가-하][.)]\s")
_OFFICE_LINE = re.compile(
    r"[가-힣 ]{0,20}(?:[시군구도]청|교육청|[가-힣]{2,4}실|담당관|대변인|공보관|[가-힣]{2,8}[과국])"
)
_CELL = re.compile(r"\s(?:[|∣/·]\s)")
_HANGUL = re.compile(r"[가-힣]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[가-힣A-Za-z0-9]{2,}")
_MAX_ALIKE, _MAX_SLOGAN_CHARACTERS, _MAX_TEXT_CHARACTERS = 4, 30, 3_000
_MIN_SAID, _MIN_PAIRS, _MIN_NAMED = 3, 5, 0.6
"""Words of a headline that its text says; pairs of letters that a file's name has of it, and their share."""
_QUOTING_ENDS = " □■◇◆<>「」『』｢｣【】"


@dataclass(frozen=True, slots=True)
class Head:
    """The headline of a release, and its paragraphs: what follows the headline without the lines of its form."""

    title: str
    body: list[str]


def split_head(lines: Sequence[str], title: str = "", file: str = "") -> Head:
    """The headline and the body of the lines of a release; ``title`` is the headline where it is known.

    ``file``: the name of its file, which often says the headline.
    """
    facts = [is_fact(line) or _is_under_labels(lines, n) for n, line in enumerate(lines)]
    kept = [(n, line) for n, line in enumerate(lines) if not facts[n]]
    rest: list[str] = []
    if title:
        place, rest = _find_title(lines, title)
        if place is None:
            place = _choose_title(lines, facts, file)
            rest = []
    else:
        place = _choose_title(lines, facts, file)
        title = "" if place is None else _bare_title(lines[place])
        if place is not None and _goes_on(lines, facts, place):
            title, place = f"{title} {_bare_title(lines[place + 1])}", place + 1
    body = [line for n, line in kept if place is None or n > place]
    body = rest + [line for line in body if line.strip(_QUOTING_ENDS) != title]
    return Head(title.strip(_QUOTING_ENDS), body or [line for _, line in kept])


def _find_title(lines: Sequence[str], title: str) -> tuple[int | None, list[str]]:
    """The line that is a known headline or begins with it, and what stands in this line behind it."""
    for n, line in enumerate(lines):
        bare = _bare_title(line)
        if bare == title or line == title:
            return n, []
        if bare.startswith(f"{title} "):
            return n, [bare[len(title) :].strip()]
    return None, []


def _bare_title(line: str) -> str:
    if labelled := _TITLE_LABEL.match(line):
        return labelled["title"].strip(_QUOTING_ENDS)
    return _RELEASE_PREFIX.sub("", line, count=1).strip(_QUOTING_ENDS)


def _choose_title(lines: Sequence[str], facts: Sequence[bool], file: str) -> int | None:
    """Which line is the headline; None where no line looks like one."""
    for n, line in enumerate(lines):
        if _TITLE_LABEL.match(line):
            return n
    groups = list(_head_groups(lines, facts))
    for is_like in (_is_headline, _may_be_headline):
        for group in reversed(groups):
            if alike := [n for n in group if is_like(lines[n])]:
                return _pass_slogan(lines, alike[:_MAX_ALIKE], file)
    return next((group[0] for group in groups if group), None)


def _pass_slogan(lines: Sequence[str], alike: Sequence[int], file: str) -> int:
    """The first of the lines that look like a headline, or the next one where the first is a slogan above it."""
    first = alike[0]
    if len(alike) < 2 or len(lines[first]) > _MAX_SLOGAN_CHARACTERS or _DIGIT.search(lines[first]):
        return first
    name = _pairs(file.rpartition(".")[0])
    for n in alike:
        if _is_named(lines[n], name):
            return n
    text = " ".join(line for line in lines[alike[-1] + 1 :] if is_prose(line))[:_MAX_TEXT_CHARACTERS]
    said = _said_words(lines[first], text)
    for n in alike[1:]:
        words = _said_words(lines[n], text)
        if len(words) >= _MIN_SAID and len(words) >= 2 * len(said) and words - said:
            return n
    return first


def _is_named(line: str, name: frozenset[str]) -> bool:
    pairs = _pairs(line)
    return len(pairs & name) >= max(_MIN_PAIRS, _MIN_NAMED * min(len(pairs), len(name)))


def _pairs(text: str) -> frozenset[str]:
    """The pairs of letters of a text."""
    letters = "".join(filter(str.isalnum, text))
    return frozenset(map("".join, pairwise(letters)))


def _said_words(line: str, text: str) -> frozenset[str]:
    """The words of a line that a text says, without the last letter of longer ones: a particle, mostly."""
    words = (word if len(word) < 3 else word[:-1] for word in _WORD.findall(line))
    return frozenset(word for word in words if word in text)


def _goes_on(lines: Sequence[str], facts: Sequence[bool], place: int) -> bool:
    """Whether the headline ends as no headline does (…를 위해), so that the next line is its second half."""
    if place + 2 >= len(lines) or facts[place + 1] or _UNENDED.search(lines[place]) is None:
        return False
    second = lines[place + 1]
    is_short = len(lines[place]) + len(second) <= _MAX_TWO_LINES
    return is_short and not is_prose(second) and _is_headline(second) and _TITLE_LABEL.match(second) is None


def _head_groups(lines: Sequence[str], facts: Sequence[bool]) -> Iterator[list[int]]:
    """The lines before the first sentence, in groups with lines of facts between them."""
    group: list[int] = []
    is_there = False  # a headline; a picture's caption above it ends nothing
    for n, line in enumerate(lines):
        is_there = is_there or (not facts[n] and not is_prose(line) and _is_headline(line))
        if facts[n]:
            if group:
                yield group
            group = []
        elif is_prose(line):
            if _CAPTION.match(line) is None or is_there:
                break
        elif len(line) <= _MAX_TITLE_CHARACTERS:
            group.append(n)
    if group:
        yield group


def _is_headline(line: str) -> bool:
    is_office = _OFFICE_LINE.fullmatch(line) is not None or _HANGUL.search(line) is None
    return _may_be_headline(line) and not is_office and not _BULLET.match(line) and " | " not in line


def _may_be_headline(line: str) -> bool:
    bare = _bare_title(line)
    letters = sum(letter.isalnum() for letter in bare)
    return letters >= _MIN_TITLE_LETTERS and " " in bare.strip() and not _SUB_HEADLINE.match(line)


def is_prose(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _PROSE.search(line) is not None


def is_mark(line: str, *, dated: bool = False) -> bool:
    """Whether a line says 보도자료, an office before it, a number or a date behind it; ``dated``: with a date."""
    mark = _MARK.match(line)
    if mark is None:
        return False
    return is_date_line(mark["rest"]) or (not dated and not mark["rest"])


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with a time of day perhaps."""
    return len(line) <= _MAX_DATE_CHARACTERS and _DATE_LINE.match(line) is not None


def is_closing(line: str) -> bool:
    """Whether a line says what is attached, or that this is the end."""
    return _CLOSES.match(line) is not None


def is_fact(line: str) -> bool:
    """Whether a line is of the release's form: when, who, telephone, attachments."""
    if len(line) > (_MAX_ROW_CHARACTERS if " | " in line else _MAX_FACT_CHARACTERS) or _TITLE_LABEL.match(line):
        return False
    if _REQUEST.search(line):
        return True
    if is_prose(line):
        return False
    if is_mark(line) or _SHORT_FACT.match(line) or is_date_line(line):
        return True
    if _DATE_WORD.search(line) and _DIGIT.search(line) and _DATE_WORDS.fullmatch(line):
        return True
    if _RELEASE_PREFIX.match(line):
        return False
    if label := _FACT_LABEL.match(line):
        is_labelled = label["end"] is not None and (
            label["end"] not in _CLOSING or len(line) - label.end() <= _MAX_ENTRY_CHARACTERS
        )
        return is_labelled or _PHONE.search(line) is not None or _DATED.search(line) is not None
    if _AT_ONCE.match(line):
        return len(line) <= 40
    return (
        _PHONE.search(line) is not None
        or dated_cell(line) is not None
        or (" | " in line and any(map(is_date_line, line.split(" | "))))
    )


def dated_cell(line: str) -> str | None:
    """The date of a row that is nothing but a date and who hands the text out: ``2026. 11. 18. | 문화예술과``.

    None for a row that begins with a label, which may say of what the date is.
    """
    first, *others = _CELL.split(line)
    if not others or len(line) > _MAX_ROW_CHARACTERS:
        return None
    cells = [first, *others]
    dates = [cell for cell in cells if _DATED.search(cell) and is_date_line(cell)]
    if len(dates) != 1:
        return None
    place = cells.index(dates[0])
    beside = [*cells[:place], *cells[place + 1 :]]
    is_beside_office = any(map(_names_office, beside)) if place == 0 else place == 1 and _names_office(first)
    return dates[0] if is_beside_office or any(map(is_mark, beside)) else None


def _is_label(cell: str) -> bool:
    label = _FACT_LABEL.match(cell)
    return label is not None and label.end() == len(cell)


def _names_office(cell: str) -> bool:
    """Whether a cell says who hands a release out."""
    is_office = _OFFICE_LINE.fullmatch(cell) is not None or _PHONE.search(cell) is not None
    return not _is_label(cell) and (is_office or _FACT_LABEL.match(cell) is not None)


def _is_under_labels(lines: Sequence[str], n: int) -> bool:
    return n > 0 and next(label_columns(lines[n - 1], lines[n]), None) is not None


def label_columns(labels: str, row: str) -> Iterator[tuple[str, str]]:
    """(label, entry) of a table whose labels stand in the row above its entries; nothing for other rows."""
    names, entries = labels.split(" | "), row.split(" | ")
    if len(names) == len(entries) > 1 and all(
        (found := _FACT_LABEL.match(name)) and found.end() == len(name) for name in names
    ):
        yield from zip(names, entries, strict=True)
