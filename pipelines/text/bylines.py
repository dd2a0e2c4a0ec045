"""Who wrote an article, from where: byline lines, the words that open a text, the lines that close it.

A byline is recognised by its shape as a whole: a sentence of the article that mentions a 기자 stays a sentence.
Titles (기자, 특파원, 논설위원 ...) are cut from names; desks (편집부, 온라인뉴스팀) are not persons.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from models.text.mail_address import ADDRESS
from models.text.remember import remember_short
from pipelines.text.byline_tokens import FULL_NAME, Scan, scan_line
from pipelines.text.credits import credited_reporters, is_credit, is_end_matter, is_picture_source
from pipelines.text.name_lexicon import (
    NEWS_DESK,
    NEWS_TEAM,
    NOT_NAMES,
    OF_NEWSROOM,
    ON_AIR,
    OWN_OFFICE,
    is_agency,
    is_desk,
    is_korean_name,
    is_place,
)
from pipelines.text.outside_writers import read_outside_writer
from pipelines.text.text_keys import count_hangul

_MAX_BYLINE_CHARACTERS = 200
_MAX_CLOSING_CHARACTERS = 120
_MAX_OPENING_CHARACTERS = 80
_DASHES = " \t\n-–—*"
_MAX_SIGNATURE_LINES, _MAX_PART_CHARACTERS = 3, 12
_END_MARK = r"[(<\[]?\s?끝\s?[)>\]]?"
_BRACKETS = {"[": "]", "(": ")", "【": "】", "〔": "〕", "<": ">", "〈": "〉", "［": "］", "（": "）"}
_SIGNS = "=＝〓|｜ㅣ"
_SIGN = re.compile(f"[{_SIGNS}]")
_REMEMBERED = 64
"""A page's first and last lines are asked about by several steps in turn."""
_WIRE = "(?:AP|AFP|UPI|EPA|DPA|로이터|신화|교도|타스|블룸버그)"
_WIRES = re.compile(rf"(?:\s{_WIRE})+\Z")
_WIRE_BEFORE = re.compile(rf"{_WIRE}[/·]")
# What is before "=" in brackets and is not a place: credits of pictures, sources, units.
_NO_DATELINE = re.compile(
    r"(?:사진|자료|그래픽|영상|출처|제공|글|표|이미지|단위|기준|가칭|일명)(?![가-힣])|(?:사진|자료|그래픽)"
)
_ORIGIN = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z0-9]{1,11}(?:\s[가-힣A-Za-z]{2,8})?")
# [영일신문] 포항시는 …: a portal's copy names the paper; what all papers could be called does not
_PAPER = re.compile(
    r"(?!(?:지역|중앙|조간|석간|인터넷|오늘|어제|학교|마을|주간|시민|독자|아침|저녁|종이|지방|옛)의?\s?(?:신문|방송|통신|저널|매체))"
    r"[가-힣A-Za-z0-9]{1,8}(?:신문|일보|신보|시보|민보|뉴시스|뉴스1|뉴스핌|통신|타임[스즈]|데일리|투데이|저널|닷컴)"
)
_NAME = "[가-힣]{2,4}"
_TITLE = "[가-힣]{0,4}기자|[가-힣]{0,4}특파원|[가-힣]{0,6}본부장"
_SIGNED_NAMES = rf"(?P<names>{_NAME}(?:\s?[·,ㆍ]\s?{_NAME}|\s[가-힣]{{3}}){{0,3}})\s?(?P<title>{_TITLE})"
_SIGN_BEHIND = r"(?:\s?[:：/〓-]{1,2}\s{0,2}|\s[–—]\s)"
_SIGNED_PLAIN = re.compile(rf"{_SIGNED_NAMES}(?:{_SIGN_BEHIND}|\s)(?!등|외\b|와\b|및|출신|역시)")
# 포항=홍길동 기자 포항시는, 홍길동 기자 / 포항시는
_SIGNED_AHEAD = re.compile(
    rf"(?:(?P<origin>[가-힣A-Za-z0-9·]{{2,12}}(?:\s[가-힣]{{2,8}})?)\s?[=＝]\s?{_SIGNED_NAMES}"
    rf"(?:{_SIGN_BEHIND}|\s(?:[|｜ㅣ]\s)?)|(?P<alone>{_NAME}(?:\s?[·,ㆍ]\s?{_NAME}){{0,3}}\s?[가-힣]{{0,4}}기자)\s?[:：/]\s{{0,2}})"
    r"(?!등|외\b|와\b|및|출신|역시|사진|영상|글|편집|그래픽)"
)
# Press releases: 서울--(뉴스와이어)--가온군은 …
_WIRED = re.compile(r"(?P<place>[가-힣]{2,6})\s?--\s?\((?P<agency>[가-힣A-Za-z0-9 ]{2,12})\)\s?--\s{0,2}(?=\S)")
_MIN_PROSE = 20
# 지금까지 포항에서 YTN 홍길동입니다. [hong@example.com]: said by the reporter, so that the sentence stays.
_SPOKEN = re.compile(
    r"(?:\A|[\s.(\[])(?P<agency>[가-힣A-Za-z0-9]{2,12}(?:\s?뉴스)?)\s(?P<name>[가-힣]{2,4}?)(?:\s?(?:선임|객원)?기자)?"
    r"(?:이었|였)?(?:입니다|습니다)[.\s]*\Z"
)
# 보도에 홍길동 기자입니다. 홍길동 기자가 보도합니다. as anchors say before a report, and reporters at its end
_REPORTED = re.compile(
    r"(?:\A|[\s(\[,])(?P<name>[가-힣]{2,4})\s(?:선임|인턴|수습|객원)?\s?기자(?:(?:였|이었)?습니다|입니다"
    r"|[가의]\s(?:[가-힣]{1,8}\s){0,3}?(?:보도|취재|리포트|단독\s?보도|전해|정리|살펴|만나|알아|짚어|다녀|들어)\s?[가-힣]{0,3}\s?(?:드|드리)?"
    r"(?:합니다|했습니다|입니다|봤습니다|왔습니다|드립니다|립니다|봅니다|옵니다))[.\s]*\Z"
)
_AGENCIES = frozenset({"연합뉴스", "뉴시스", "뉴스1", "연합", "AP연합뉴스", "로이터연합뉴스"})
_MAIL_BEHIND = re.compile(
    r"\s*[(\[<]\s*(?P<email>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,63}\.[A-Za-z]{2,8})\s*[)\]>][\s.]*\Z"
)
_IN_BRACKETS = re.compile(r"\s?[(\[<〈](?P<inside>[^()\[\]<>〈〉]{4,80})[)\]>〉]\s?\Z")
# [가온신문 홍길동 기자 hong@example.com] 포항시는, 홍길동 기자 hong@example.com = 포항시는
_MAIL_AHEAD = re.compile(
    rf"(?P<before>[^@=|]{{2,50}}?(?:=[^@=|]{{2,30}}?)?)[\s/|·,(<]{{1,3}}(?P<email>{ADDRESS})"
    r"[)>]?(?P<after>\s?(?:[\])】〉]|[=|]))"
)
_CREDIT_BEHIND = re.compile(r"[\s/|,·]{0,3}[\[(]?\s?(?:사진|영상|촬영|그래픽|이미지|자료|편집|디자인)")
_TIME_LABEL = re.compile(
    r"[\s/|·]{0,5}(?:(?:기사|최초|최종|마지막)\s?)?(?:입력|승인|등록|작성일)\s{0,2}[:：]?\s{0,2}\d"
)
_FORBIDS = re.compile(
    r"[<\[(〈,.|-]{0,2}\s?(?:무단|재배포|AI\s?학습|저작권법)[^@]{0,60}?(?:금지|금합니다|보호)[^@가-힣A-Za-z]{0,8}(?=\Z|[가-힣]|[A-Za-z0-9._%+-]{1,64}@)"
)
_OWNER = re.compile(r"(?:저작권자?|[Cc]opyrights?)?\s?(?:[ⓒ©Ⓒ]|\([cC]\))\s?|저작권자\s?")
_PLACE = re.compile(r"[가-힣]{2,4}(?<![은는이가을를의에도만와과로서인한고])")
_OUTLET = re.compile(r"[가-힣A-Za-z0-9·]{2,14}")
_BY_FOREIGNER = re.compile(r"필자 ([가-힣]{1,7}(?: [가-힣]{1,7}){1,2})")
_BY_TASK = ("글", "필자", "기고")
# A sentence, or a caption with who took the picture: 농협 창고 전경. 홍길동 기자
_SAID = re.compile(r"[가-힣](?<=[다요죠까])[.!?]?[\"'”’]?\Z|[가-힣]{2}\.\s[가-힣]")
_OF_OTHERS = re.compile(r"번역|감수|교열")
_BUTTONS = re.compile(
    r"(?<=[)\]>자A-Za-z])(?:\s{0,2}(?:의\s)?[\[(|/+]{0,2}\s?(?:다른\s?기사(?:\s?더)?(?:\s?보기)?|기사\s?더\s?보기|더\s?보기|구독(?:자|하기)?(?:\s\d{1,6})?"
    r"|메일\s?보내기|기자\s?페이지|바로\s?가기|응원(?:하기)?|팔로우|페이스북|트위터|인스타그램|블로그|프로필(?:\s?보기)?)[\])]?){1,4}\s?\Z"
)
_SYMBOLS = re.compile(r"\A(?:(?![\[(<【〔〈［（{＜「『《])[^\w])+")
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
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """The paragraphs less the lines that sign them off, and who signed."""

    paragraphs: tuple[str, ...]
    reporters: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def read_byline(line: str) -> Byline:
    """Names and e-mails of a byline line, which may be bare Korean names. Prose comes back whole as ``rest``."""
    line = " ".join(line.split())
    if len(line) > _MAX_BYLINE_CHARACTERS:
        return Byline(rest=line)
    if line[:1] in _BRACKETS and "=" in line[:_MAX_OPENING_CHARACTERS]:
        opening = split_opening(line)  # [포항=가온] 국하람 기자 =: the second word is no person
        if opening.reporters and not opening.rest:
            return Byline(opening.reporters)
    scan = scan_line(line)
    named = scan.names and (scan.signed or scan.emails or not scan.unknown)
    if not (named and scan.signed) and (writer := read_outside_writer(line)):
        return Byline((writer,))
    if not named and (foreign := _BY_FOREIGNER.fullmatch(line)):
        return Byline((foreign[1],))
    if len(scan.unknown) > 3 or not (named or scan.emails) or (scan.unknown and _SAID.search(line)):
        return Byline(rest=line)
    return Byline(_unique(scan.names), _unique(scan.emails), " ".join([*scan.unknown, *scan.known]))


@remember_short
def read_line_byline(line: str) -> Byline:
    """The same of a line in which a labelled time may follow: ``이혜경 기자 / 기사입력 2022.08.26 14:58``."""
    label = _TIME_LABEL.search(line)
    return read_byline(line[: label.start()] if label and label.start() else line)


def sign_short_name(line: str) -> str:
    """The text of a writer's field, a lone name of two syllables (김솔) signed: elsewhere it is mostly no name."""
    return f"{line} 기자" if len(line) < FULL_NAME and is_korean_name(line) else line


def names_desk(line: str) -> bool:
    """Whether a line says that a desk wrote, and nobody by name: ``온라인뉴스팀``, ``사회부 desk@gaon.example``."""
    line = " ".join(line.split())
    if len(line) > _MAX_OPENING_CHARACTERS:
        return False
    scan = scan_line(line)
    return not (scan.names or scan.unknown or scan.agencies or scan.places) and any(map(is_desk, scan.known))


def read_notice(line: str) -> str:
    """Who signs within a notice of rights, as a line that signs: ``ⓒ가온신문 국하람 기자 무단전재 금지``.

    Empty for any other line.
    """
    if len(line) > _MAX_BYLINE_CHARACTERS or "기자" not in line or _FORBIDS.search(line) is None:
        return ""
    scan = scan_line(_OWNER.sub(" ", _FORBIDS.sub(" ", line)).strip(" <>[]()〈〉-"))
    if not (scan.names and scan.signed) or len(scan.unknown) > 1 or len(scan.names) > 4:
        return ""
    return ", ".join(f"{name} 기자" for name in _unique(scan.names)) + "".join(f" {mail}" for mail in scan.emails)


@lru_cache(_REMEMBERED)
def split_opening(paragraph: str) -> Opening:
    """Cut dateline, agency, reporters and their e-mails from the beginning of a text, where they are in one of the
    usual shapes.

    A tag (``[단독]``), a speaker mark (``[앵커]``) or an equation in brackets is none of these and stays.
    """
    text = paragraph.strip()
    at = text.find("@", 0, _MAX_OPENING_CHARACTERS)
    mail = _MAIL_AHEAD.match(text) if at > 0 else None
    if mail is None:
        return _split_opening(text)
    opening = _split_opening(f"{mail['before'].rstrip()}{mail['after']}{text[mail.end() :]}")
    if not opening.reporters or opening.rest not in text:
        return Opening(rest=text)
    return replace(opening, emails=(mail["email"],))


def _split_opening(text: str) -> Opening:
    if wired := _WIRED.match(text):
        return Opening(wired["place"], wired["agency"], (), text[wired.end() :])
    close = _BRACKETS.get(text[:1])
    end = text.find(close, 1, _MAX_OPENING_CHARACTERS) if close else -1
    if end < 0:
        return _plain_opening(text)
    content, after = text[1:end].strip(), text[end + 1 :].lstrip()
    signed = _signed(after)
    inside = _inside(content, signed is not None or ("=" in content and _SIGNED_PLAIN.match(after) is not None))
    if inside is None and _PAPER.fullmatch(content) and after[:1].isalnum():
        return Opening("", content, (), after)
    if inside is None:
        return Opening(rest=text)
    dateline, agency, reporters = inside
    if signed is None:
        plain = _SIGNED_PLAIN.match(after) if dateline or agency else None
        if plain:
            names = scan_line(after[: plain.end("title")]).names
            return Opening(dateline, agency, _unique([*reporters, *names]), after[plain.end() :].lstrip())
        return Opening(dateline, agency, _unique(reporters), after.lstrip(_SIGNS).lstrip() if after else "")
    names, rest = signed
    return Opening(dateline, agency, _unique([*reporters, *names]), rest)


def split_closing(paragraphs: Sequence[str]) -> Closing:
    """Cut the lines that sign a text off (``/정종엽 기자``, ``김재호 기자 id@host``, a bare e-mail) from its end."""
    kept = _join_signature(paragraphs)
    names: list[str] = []
    emails: list[str] = []
    while kept:
        start, found = _signature(kept[-1])
        whole = found is not None and found.signed and bool(found.names) and not start
        # A reporter's name beside a button is no notice; a camera's 기자 is of the credits.
        if is_end_matter(kept[-1]) and (not whole or is_credit(kept[-1])):
            names = [*_credited(kept[-1]), *names]
            kept.pop()
            continue
        if not found:
            break
        kept[-1:] = [kept[-1][:start].rstrip()] if start else []
        names = [*found.names, *names]
        emails = [*found.emails, *emails]
    # Behind anything but a sentence it would be one of a list of persons.
    alone = not names and not emails and len(kept) > 1 and _ends_sentence(kept[-2])
    if alone and (signed := sign_alone(kept[-1])):
        return Closing(tuple(kept[:-1]), (signed,))
    if emails and not names and len(kept) > 1 and _is_full_name(kept[-1]) and _ends_sentence(kept[-2]):
        names = [kept.pop()]
    if kept and (spoken := _spoken(kept[-1])):
        names.insert(0, spoken)
        while len(kept) > 1 and is_credit(kept[-2]):
            del kept[-2]
    return Closing(tuple(kept), _unique(names), _unique(emails))


def _join_signature(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, a signature at their end in one line that stood in several: name, desk, title, address."""
    for size in range(_MAX_SIGNATURE_LINES, 1, -1):
        *above, sentence = paragraphs[: len(paragraphs) - size] or [""]
        parts = paragraphs[len(paragraphs) - size :]
        short = sentence and all(len(part) <= _MAX_PART_CHARACTERS or "@" in part for part in parts)
        if short and not any(map(is_signature, parts)) and is_signature(joined := " ".join(parts)):
            return [*above, sentence, joined]
    return list(paragraphs)


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line, max(0, len(line) - 6)) is not None


def _is_full_name(line: str) -> bool:
    return len(line) >= FULL_NAME and is_korean_name(line)


def is_signature(line: str) -> bool:
    """Whether a whole line only signs an article: a name with a title, an e-mail, or both."""
    start, found = _signature(line)
    return start == 0 and found is not None and bool(found.names or found.emails)


def sign_alone(line: str) -> str:
    """Who signs a line that would be anything else anywhere but behind the last sentence: ``국하람 가온대 교수``,
    ``가온신문 국하람``, ``사회부 국하람``, ``포항=국하람``."""
    if len(line) > _MAX_OPENING_CHARACTERS // 2:
        return ""
    if writer := read_outside_writer(line):
        return writer
    scan = scan_line(line)
    if scan.unknown or len(scan.names) != 1 or len(scan.names[0]) != FULL_NAME or not is_korean_name(scan.names[0]):
        return ""
    if line.startswith(scan.names[0]) and OF_NEWSROOM.fullmatch(line[FULL_NAME:].strip()):
        return scan.names[0]  # 국하람 국장
    placed = len(scan.places) == 1 and "=" in line
    desks = scan.known and all(NEWS_DESK.fullmatch(word) for word in scan.known)
    return scan.names[0] if placed or scan.agencies or desks else ""


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _signed(after: str) -> tuple[list[str], str] | None:
    """``남효선 기자 = 포항시는``: the names before the sign and the text behind it; None without such a sign."""
    sign = _SIGN.search(after, 0, _MAX_OPENING_CHARACTERS)
    if sign is None:
        return None
    at = sign.start()
    head = after[:at].strip()
    scan = scan_line(head)
    if scan.unknown or (head and not (scan.names or scan.known)) or scan.emails:
        return None
    return scan.names, after[at + 1 :].lstrip()


def _plain_opening(text: str) -> Opening:
    """``홍길동 기자 = 포항시는``, also after ``포항=``; without a title it is not a byline."""
    dateline = ""
    head, sign, after = text[:_MAX_OPENING_CHARACTERS].partition("=")
    if sign and is_place(head.strip()) and _SIGN.search(after):
        dateline = head.strip()
    body = text[len(head) + 1 :] if dateline else text
    signed = _signed(body)
    if not signed or not signed[0] or not scan_line(body[: len(body) - len(signed[1])]).signed:
        return _unmarked_opening(text)
    return Opening(dateline, "", _unique(signed[0]), signed[1])


def _unmarked_opening(text: str) -> Opening:
    """``포항=홍길동 기자 포항시는``, ``홍길동 기자 / 포항시는``: no sign is between, and prose follows."""
    ahead = _SIGNED_AHEAD.match(text) if "기자" in text[:_MAX_OPENING_CHARACTERS] or "=" in text[:12] else None
    if ahead is None or count_hangul(text[ahead.end() :]) < _MIN_PROSE or _NO_DATELINE.match(text):
        return Opening(rest=text)
    scan = scan_line(ahead["alone"] or text[ahead.start("names") : ahead.end("title")])
    if not scan.names or scan.unknown or not (scan.signed or scan.office):
        return Opening(rest=text)
    origin = (ahead["origin"] or "").strip()
    place = origin if origin and not is_agency(origin) else ""
    return Opening(place, "" if place else origin, _unique(scan.names), text[ahead.end() :].lstrip())


def _inside(content: str, signed: bool) -> tuple[str, str, list[str]] | None:
    """Dateline, agency and reporters of a bracket's content; None when it is something else."""
    left, sign, right = (part.strip() for part in content.replace("＝", "=").partition("="))
    if sign:
        return _equation(left, right) or (_unknown_origin(left, right) if signed else None)
    scan = scan_line(content)
    if scan.unknown and not signed:
        named = len(scan.unknown) == 1 and len(scan.names) == 1 and scan.signed and _ends_in_origin(content, scan)
        if not named or any(char.isdigit() for char in content):
            return None  # [이다마당 전보라 기자] names a paper that no table knows
    alone = not signed and scan.agencies and not scan.unknown and len(scan.names) < 4  # [가온신문 홍길동]
    if scan.names and (scan.signed or alone):
        return " ".join(scan.places), " ".join([*scan.agencies, *scan.unknown]), scan.names
    if not signed or scan.signed or scan.emails:
        return None
    others = [*scan.unknown, *scan.names]
    if scan.agencies and not scan.places and len(others) == 1 and content.endswith(f" {others[0]}"):
        return others[0], " ".join(scan.agencies), []  # the place of a desk that no table knows
    return " ".join(scan.places), " ".join([*scan.agencies, *others]), []


def _ends_in_origin(content: str, scan: Scan) -> bool:
    """Whether the word that no table knows is where a reporter is: first, or right before the name."""
    word = scan.unknown[0]
    return content.startswith(f"{word} ") or (bool(scan.agencies) and f" {word} {scan.names[0]}" in content)


def _equation(left: str, right: str) -> tuple[str, str, list[str]] | None:
    """``포항=뉴스핌``, ``경상매일신문=최종태기자``, ``워싱턴=홍길동 특파원``."""
    if not left or not right:
        return None
    if _NO_DATELINE.match(left):  # [글·사진=홍길동 기자]
        whole = scan_line(f"{left}={right}")
        return ("", "", whole.names) if whole.wrote and whole.signed and whole.names and not whole.unknown else None
    scan = scan_line(right)
    if len(scan.unknown) == 1 and len(scan.names) == 1 and scan.signed and right.startswith(f"{scan.unknown[0]} "):
        return left, scan.unknown[0], scan.names  # [해담=이다마당 홍길동 기자]
    if scan.names and (scan.signed or (scan.office and len(scan.names) == 1)) and not scan.unknown:
        origin = scan_line(left)
        places = [*origin.places, *scan.places]
        return (
            " ".join(places),
            " ".join([*origin.agencies, *origin.unknown, *origin.names, *scan.agencies]),
            scan.names,
        )
    place = _WIRES.sub("", left).strip()
    right = _WIRE_BEFORE.sub("", right)
    if is_place(place) and len(right) <= 20:
        return place, right, []
    if is_agency(right) and len(place) <= 12 and not any(char.isdigit() for char in place):
        return place, right, []
    return None


def _unknown_origin(left: str, right: str) -> tuple[str, str, list[str]] | None:
    """Place and paper that no table knows, before a reporter who signs: ``【한가람=경인포럼】 주단오 기자 =``."""
    plain = all(_ORIGIN.fullmatch(part) for part in (left, right)) and not _NO_DATELINE.match(left)
    return (left, right, []) if plain else None


def _spoken(paragraph: str) -> str:
    """Who says at the end of a broadcast that it was theirs: ``YTN 홍길동입니다.``; empty where nobody does."""
    start = max(0, len(paragraph) - _MAX_CLOSING_CHARACTERS)
    said = _SPOKEN.search(paragraph, start)
    if said and is_agency(said["agency"]) and is_korean_name(said["name"]):
        return said["name"]
    told = _REPORTED.search(paragraph, start)
    return told["name"] if told and is_korean_name(told["name"]) else ""


def find_reporter_told(paragraphs: Sequence[str]) -> str:
    """Whose report an anchor announces at the end of one of the paragraphs; empty where none does."""
    said = (_REPORTED.search(text, max(0, len(text) - _MAX_CLOSING_CHARACTERS)) for text in paragraphs)
    return next((one["name"] for one in said if one and is_korean_name(one["name"])), "")


@lru_cache(_REMEMBERED)
def _signature(paragraph: str) -> tuple[int, Scan | None]:
    """Where the signature of a paragraph begins (0: the whole of it signs), and who signs."""
    found = _sign_off(paragraph)
    if found:
        return 0, found
    mail = _MAIL_BEHIND.search(paragraph, max(0, len(paragraph) - _MAX_CLOSING_CHARACTERS))
    if mail and _spoken(paragraph[: mail.start()]):
        return mail.start(), Scan(emails=[mail["email"]])
    for end in _SENTENCE_END.finditer(paragraph, max(0, len(paragraph) - _MAX_CLOSING_CHARACTERS)):
        rest = paragraph[end.end() :]
        found = _sign_off(rest, tail=True) or (Scan() if is_picture_source(rest) or rest in _AGENCIES else None)
        if found:
            return end.end(), found
        if is_credit(rest):  # YTN 홍길동입니다. 영상취재 남궁솔
            return end.end(), Scan(names=list(credited_reporters(rest) or ()))
    crew = _IN_BRACKETS.search(paragraph, max(0, len(paragraph) - _MAX_CLOSING_CHARACTERS))
    if crew and crew.start() and is_credit(crew["inside"]):
        return crew.start(), Scan(names=list(credited_reporters(crew["inside"]) or ()))
    return 0, None


def _credit_behind(text: str) -> int:
    """Where credits or a picture's source begin behind a signature: ``홍길동 기자 / 영상취재 김철수``."""
    for found in _CREDIT_BEHIND.finditer(text):
        head, tail = text[: found.start()], text[found.start() :].lstrip(" /|,·")
        if head and is_end_matter(tail) and ((scan := scan_line(head)).names or scan.emails):
            return len(head)
    return len(text)


def _sign_off(line: str, *, tail: bool = False) -> Scan | None:
    """What signs in a closing line, or None when the line says anything else; ``tail``: behind a sentence."""
    text = line.strip(_DASHES)
    if not text or len(text) > _MAX_CLOSING_CHARACTERS:
        return None
    if re.fullmatch(_END_MARK, text):
        return None if tail else Scan()
    text = _SYMBOLS.sub("", text)
    if text[:1] in _BRACKETS and text[1:2] in "ⓒ©":
        text = text[:1] + text[2:].lstrip()
    text = _BUTTONS.sub("", text[: _credit_behind(text)])
    if not tail and text.startswith(_BY_TASK) and (writer := read_outside_writer(text)):
        return Scan(names=[writer], wrote=True)
    scan = scan_line(text)
    if scan.unknown and len(scan.unknown) <= 3 and scan.emails and line.strip().startswith("◎"):
        return Scan(emails=scan.emails)  # ◎공감하는 가온 haram@gaon.example
    framed = _BRACKETS.get(text[:1]) == text[-1:] != ""
    if scan.unknown and _is_from(text.strip("<>[]()〈〉【】 "), scan, _OUTLET if framed else _PLACE):
        return scan
    if scan.unknown:
        return None
    on_air = scan.office and len(scan.names) == 1 and not tail and text.split()[-1].strip(")]>") in ON_AIR
    if scan.emails or (scan.names and (scan.signed or scan.wrote)) or on_air or (not tail and _is_by_head(line, scan)):
        return scan
    slashed = line.strip().startswith("/") and (scan.names or scan.known)
    desk = not tail and len(scan.known) == 1 and is_desk(text) and not scan.names
    team = not tail and scan.names and len(scan.known) == 1 and NEWS_TEAM.fullmatch(scan.known[0])
    return scan if slashed or desk or team else None


def _credited(line: str) -> Sequence[str]:
    """Who a line of credits says to have written, beside who did other things: ``번역 서문별 / 국하람 기자``."""
    credited = credited_reporters(line)
    if credited == () and _OF_OTHERS.search(line) and (scan := scan_line(line)).signed and not scan.unknown:
        return scan.names
    return credited or ()


def _is_from(text: str, scan: Scan, origin: re.Pattern[str]) -> bool:
    """Whether a line is a place that no table knows and one reporter who signs: ``솔향군 국하람 기자``; in brackets it
    may be a paper: ``[오늘가온 국하람 기자]``."""
    place, _, rest = text.partition(" ")
    alone = (
        scan.unknown == [place]
        and place not in NOT_NAMES
        and len(scan.names) == 1
        and scan.signed
        and len(rest.split()) <= 3
    )
    return alone and origin.fullmatch(place) is not None and rest.startswith(scan.names[0])


def _is_by_head(line: str, scan: Scan) -> bool:
    """Whether a line is a name and an office of a newsroom: ``국하람 편집국장``, ``국하람 경북취재본부장``."""
    if not scan.office or len(scan.names) != 1 or not line.startswith(scan.names[0]):
        return False
    office = "".join(line[len(scan.names[0]) :].split())
    return OWN_OFFICE.fullmatch(office) is not None
