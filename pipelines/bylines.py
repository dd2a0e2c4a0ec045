"""Who wrote an article, from where: byline lines, the words that open a text, the lines that close it.

A byline is recognised by its shape as a whole: a sentence of the article that mentions a 기자 stays a sentence.
Titles (기자, 특파원, 논설위원 ...) are cut from names; desks (편집부, 온라인뉴스팀) are no persons.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.people import (
    NOT_NAMES,
    is_agency,
    is_desk,
    is_korean_name,
    is_office,
    is_place,
    is_signing,
)

_LONGEST = 200
_LONGEST_CLOSING = 120
_LONGEST_OPENING = 80
_EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
_PHONE = r"(?<!\d)\(?0\d{1,2}\)?[- .)]{1,2}\d{3,4}[- .]\d{4}(?!\d)"
_DATED = (
    r"(?:(?:기사|최종)?(?:입력|승인|등록|수정|작성|게시|송고)\s?(?:일시|시간|일)?\s{0,2}[:：|]?\s{0,2})?"
    r"(?:\d{4}|\d{2})\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}[^가-힣|]{0,20}(?:오[전후]\s?[\d:]{1,8})?"
)
_OTHERS = r"외\s?\d{1,2}\s?[명인]"
_END_MARK = r"[(<\[]?\s?끝\s?[)>\]]?"
_TASK = r"(?:글|사진|그림|그래픽|영상|정리|취재|대담|촬영|구성|기자명|작성자|글쓴이|[Bb]y)"
_TASKS = rf"{_TASK}(?:\s?[·ㆍ,/&+]\s?{_TASK}){{0,3}}(?:\s?[=:：]|(?=\s[가-힣A-Z]))"
_TOKEN = re.compile(
    rf"(?P<email>{_EMAIL})|(?P<phone>{_PHONE})|(?P<dated>{_DATED})|(?P<others>{_OTHERS})"
    rf"|(?P<task>(?<![가-힣A-Za-z]){_TASKS})"
    r"|(?P<mark>[·ㆍ・,/|=＝:：()\[\]<>〈〉【】;、，\s]+)"
    r"|(?P<word>[^\s·ㆍ・,/|=＝:：()\[\]<>〈〉【】;、，]+)"
)
# 홍길동기자 -> 홍길동 기자, but not 선임기자.
_GLUED = re.compile(
    r"(?<![가-힣])(?!(?:선임|인턴|객원|시민|수습|명예|사진|취재|대학생|[가-힣]{0,4}전문)기자)([가-힣]{2,5}?)((?:선임|인턴|객원|시민|전문|수습|명예|사진|취재|대학생|의학전문|군사전문|종교전문|환경전문|문화전문)?기자"
    r"|특파원|논설위원|통신원|편집위원)"
)
_LATIN = re.compile(r"[A-Z][A-Za-z.'’-]{0,20}")
_HANGUL = re.compile(r"[가-힣]{2,6}")
_SURNAME = re.compile(r"[가-힣]")
_PICTURES = ("사진", "영상", "그래픽", "그림", "촬영")
_BRACKETS = {"[": "]", "(": ")", "【": "】", "〔": "〕", "<": ">", "〈": "〉", "［": "］", "（": "）"}
_SIGNS = "=＝〓|ㅣ"
_WIRES = re.compile(r"(?:\s(?:AP|AFP|UPI|EPA|DPA|로이터|신화|교도|타스|블룸버그))+\Z")
_NO_DATELINE = frozenset(
    [
        "사진",
        "자료",
        "그래픽",
        "영상",
        "출처",
        "제공",
        "글",
        "표",
        "이미지",
        "단위",
        "기준",
        "자료사진",
        "사진제공",
        "가칭",
        "일명",
    ]
)
_SIGNED_PLAIN = re.compile(
    r"(?P<names>[가-힣]{2,4}(?:\s?[·,ㆍ]\s?[가-힣]{2,4}|\s[가-힣]{3}){0,3})\s?(?P<title>[가-힣]{0,4}기자|특파원)\s(?!등|외\b|와\b|및|출신|역시)"
)
_SENTENCE_END = re.compile(r"(?<=[가-힣\"'”’)\]%])[.!?…]{1,3}[\"'”’)\]]{0,2}\s{0,2}")


@dataclass(frozen=True, slots=True)
class Byline:
    """``rest`` is what the line says besides (a date, a desk), trimmed of separators."""

    reporters: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """``[포항=뉴스핌] 남효선 기자 = 포항시는 …`` in parts; ``rest`` is the article's own words."""

    dateline: str = ""
    agency: str = ""
    reporters: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The paragraphs less the lines that sign them off, and who signed."""

    paragraphs: tuple[str, ...]
    reporters: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(slots=True)
class _Scan:
    """What the words of one short line are: ``known`` are desks, places, dates; ``unknown`` speak against a byline."""

    names: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    signed: bool = False
    office: bool = False


def read_byline(line: str) -> Byline:
    """Names and e-mails of a byline line, which may be bare Korean names. Prose comes back whole as ``rest``."""
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return Byline(rest=line)
    scan = _scan(line)
    named = scan.names and (scan.signed or scan.office or scan.emails or not scan.unknown)
    if len(scan.unknown) > 3 or not (named or scan.emails):
        return Byline(rest=line)
    return Byline(_unique(scan.names), _unique(scan.emails), " ".join([*scan.unknown, *scan.known]))


def split_opening(paragraph: str) -> Opening:
    """Cut dateline, agency and reporters from the beginning of a text, where they stand in one of the usual shapes.

    A tag (``[단독]``), a speaker mark (``[앵커]``) or an equation in brackets is none of them and stays.
    """
    text = paragraph.strip()
    close = _BRACKETS.get(text[:1])
    end = text.find(close, 1, _LONGEST_OPENING) if close else -1
    if end < 0:
        return _plain_opening(text)
    content, after = text[1:end].strip(), text[end + 1 :].lstrip()
    signed = _signed(after)
    inside = _inside(content, signed is not None)
    if inside is None:
        return Opening(rest=text)
    dateline, agency, reporters = inside
    if signed is None:
        plain = _SIGNED_PLAIN.match(after) if dateline or agency else None
        if plain:
            names = _scan(plain[0]).names
            return Opening(dateline, agency, _unique([*reporters, *names]), after[plain.end() :].lstrip())
        return Opening(dateline, agency, _unique(reporters), after.lstrip(_SIGNS).lstrip() if after else "")
    names, rest = signed
    return Opening(dateline, agency, _unique([*reporters, *names]), rest)


def split_closing(paragraphs: Sequence[str]) -> Closing:
    """Cut the lines that sign a text off (``/정종엽 기자``, ``김재호 기자 id@host``, a bare e-mail) from its end."""
    kept = list(paragraphs)
    names: list[str] = []
    emails: list[str] = []
    while kept:
        start, found = _signature(kept[-1])
        if not found:
            break
        kept[-1:] = [kept[-1][:start].rstrip()] if start else []
        names = [*found.names, *names]
        emails = [*found.emails, *emails]
    return Closing(tuple(kept), _unique(names), _unique(emails))


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _scan(line: str) -> _Scan:
    """Walk the words; a title or an e-mail settles who the words before it are."""
    scan = _Scan()
    groups: list[list[str]] = [[]]
    picture = False
    for token in _TOKEN.finditer(_GLUED.sub(r"\1 \2", line) if "기자" in line or "원" in line else line):
        kind, text = token.lastgroup, token[0]
        if kind == "mark":
            if text.strip():
                groups.append([])
        elif kind == "task":
            _settle(groups, scan, picture, loose=False)
            groups, picture = [[]], text.startswith(_PICTURES) and "글" not in text
        elif kind == "word" and not (is_signing(text) or is_office(text)):
            groups[-1].append(text)
        elif kind in ("word", "email"):
            _settle(groups, scan, picture, loose=kind == "word")
            groups = [[]]
            if kind == "email":
                scan.emails.append(text)
            else:
                scan.signed |= is_signing(text)
                scan.office |= not is_signing(text)
        elif kind == "dated":
            scan.known.append(text.strip(" ,/|-"))
        elif kind == "others":
            continue
    _settle(groups, scan, picture, loose=False)
    return scan


def _settle(groups: list[list[str]], scan: _Scan, picture: bool, *, loose: bool) -> None:
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
        scan.unknown += unknown


def _known(word: str, scan: _Scan) -> bool:
    if is_place(word):
        scan.places.append(word)
    elif is_desk(word):
        scan.known.append(word)
    elif len(word) > 2 and is_agency(word) and not is_korean_name(word):
        scan.agencies.append(word)
    else:
        return False
    return True


def _names(words: list[str], *, loose: bool) -> tuple[list[str], list[str]]:
    """Names and other words of one group: 홍길동 김철수, 로버트 김, John Smith."""
    if not words:
        return [], []
    if all(_LATIN.fullmatch(word) for word in words):
        return ([" ".join(words)], []) if loose or len(words) > 1 else ([], words)
    if loose and len(words) > 1 and _SURNAME.fullmatch(words[-1]) and _HANGUL.fullmatch(words[-2]):
        names, other = _names(words[:-2], loose=False)
        return [*names, " ".join(words[-2:])], other
    *front, last = words
    if is_korean_name(last):
        names, other = _names(front, loose=False)
        return [*names, last], other
    if loose and _HANGUL.fullmatch(last) and last not in NOT_NAMES:
        if front and _HANGUL.fullmatch(front[-1]) and not is_korean_name(last):
            return [f"{front[-1]} {last}"], front[:-1]
        return [last], front
    names, other = _names(front, loose=False)
    return names, [*other, last]


def _signed(after: str) -> tuple[list[str], str] | None:
    """``남효선 기자 = 포항시는``: the names before the sign and the text behind it; None without such a sign."""
    at = next((place for place, char in enumerate(after[:_LONGEST_OPENING]) if char in _SIGNS), -1)
    if at < 0:
        return None
    head = after[:at].strip()
    scan = _scan(head)
    if scan.unknown or (head and not (scan.names or scan.known)) or scan.emails:
        return None
    return scan.names, after[at + 1 :].lstrip()


def _plain_opening(text: str) -> Opening:
    """``홍길동 기자 = 포항시는``, also after ``포항=``; without a title it is no byline."""
    dateline = ""
    head, sign, after = text[:_LONGEST_OPENING].partition("=")
    if sign and is_place(head.strip()) and "=" in after:
        dateline = head.strip()
    body = text[len(head) + 1 :] if dateline else text
    signed = _signed(body)
    if not signed or not signed[0] or not _scan(body[: len(body) - len(signed[1])]).signed:
        return Opening(rest=text)
    return Opening(dateline, "", _unique(signed[0]), signed[1])


def _inside(content: str, signed: bool) -> tuple[str, str, list[str]] | None:
    """Dateline, agency and reporters of a bracket's content; None when it is something else."""
    left, sign, right = (part.strip() for part in content.replace("＝", "=").partition("="))
    if sign:
        return _equation(left, right)
    scan = _scan(content)
    if scan.unknown and not signed:
        return None
    if scan.names and scan.signed:
        return " ".join(scan.places), " ".join([*scan.agencies, *scan.unknown]), scan.names
    if not signed or scan.signed or scan.emails:
        return None
    return " ".join(scan.places), " ".join([*scan.agencies, *scan.unknown, *scan.names]), []


def _equation(left: str, right: str) -> tuple[str, str, list[str]] | None:
    """``포항=뉴스핌``, ``경상매일신문=최종태기자``, ``워싱턴=홍길동 특파원``."""
    if not left or not right or left in _NO_DATELINE or left.startswith(("사진", "자료", "그래픽")):
        return None
    scan = _scan(right)
    if scan.names and scan.signed and not scan.unknown:
        origin = _scan(left)
        places = [*origin.places, *scan.places]
        return " ".join(places), " ".join([*origin.agencies, *origin.unknown, *origin.names]), scan.names
    place = _WIRES.sub("", left).strip()
    if is_place(place) and len(right) <= 20:
        return place, right, []
    if is_agency(right) and len(place) <= 12 and not any(char.isdigit() for char in place):
        return place, right, []
    return None


def _signature(paragraph: str) -> tuple[int, _Scan | None]:
    """Where the signature of a paragraph begins (0: the whole of it signs), and who signs."""
    found = _sign_off(paragraph)
    if found:
        return 0, found
    for end in _SENTENCE_END.finditer(paragraph, max(0, len(paragraph) - _LONGEST_CLOSING)):
        found = _sign_off(paragraph[end.end() :], tail=True)
        if found:
            return end.end(), found
    return 0, None


def _sign_off(line: str, *, tail: bool = False) -> _Scan | None:
    """What signs in a closing line, or None when the line says anything else; ``tail``: behind a sentence."""
    text = line.strip()
    if not text or len(text) > _LONGEST_CLOSING:
        return None
    if re.fullmatch(_END_MARK, text):
        return None if tail else _Scan()
    scan = _scan(text.lstrip("/▶■◆▲ⓒ "))
    if scan.unknown:
        return None
    if scan.emails or (scan.names and scan.signed):
        return scan
    slashed = text.startswith("/") and (scan.names or scan.known)
    desk = not tail and len(scan.known) == 1 and is_desk(text) and not scan.names
    return scan if slashed or desk else None
