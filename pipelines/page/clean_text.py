"""One form for text: composed Hangul, plain spaces, nothing invisible; and which lines are no article text.

Composition is NFC, never NFKC: full-width letters, ㈜ and ½ stay as the outlet wrote them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0"
_ZERO_WIDTH = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_SURROGATES = "\ud800-\udfff"
_LINES = "\x85\u2028\u2029"
_BLANKS = "\x0b\x0c"
_REPAIRS = (
    ("spaces", re.compile(f"[{_SPACES}]"), " "),
    ("zero_width", re.compile(f"[{_ZERO_WIDTH}]"), ""),
    ("bidi", re.compile(f"[{_BIDI}]"), ""),
    ("controls", re.compile(f"[{_CONTROLS}]"), ""),
    ("surrogates", re.compile(f"[{_SURROGATES}]"), "\ufffd"),
    ("lines", re.compile(f"[{_LINES}]"), "\n"),
    ("blanks", re.compile(f"[{_BLANKS}]"), " "),
)
_SLICE = 100_000
_FEW = 8  # so many different characters are replaced one by one, which is quicker
_ANY = re.compile(f"[{_SPACES}{_ZERO_WIDTH}{_BIDI}{_CONTROLS}{_SURROGATES}{_LINES}{_BLANKS}]")
# NFC would melt a combining stroke into the markup before it: ">" + U+0338 is one character.
_STROKE = re.compile(r"(?<=[<>=])(?=\u0338)")


# In UTF-8, in which looking for one byte is quicker than looking at each character: what a page must be free of to be
# known as clean. Bytes that clean Korean pages hardly need (ASCII controls; the lead bytes of combining marks, loose
# Jamo, right-to-left scripts, plane 1), then the few characters to be changed under lead bytes that are common.
_RARE = frozenset([*range(9), *range(11, 32), 127, 0xCC, 0xCD, 0xCE, *range(0xD6, 0xE0), 0xE0, 0xE1, 0xF0, 0xF3, 0xF4])
_UNCLEAN = {
    0xC2: re.compile(rb"\xc2[\x80-\xa0\xad]"),
    0xE2: re.compile(rb"\xe2(?:\x80[\x80-\x8f\xa8-\xaf]|\x81[\x9f-\xaf]|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c)"),
    0xE3: re.compile(rb"\xe3(?:\x80[\x80\xaa-\xaf]|\x82\x99|\x82\x9a|\x85\xa4)"),
    0xEF: re.compile(rb"\xef(?:[\xa4-\xad]|\xbb|\xbe\xa0|\xbf[\xb9-\xbb\xbe\xbf])"),
}
_PLAIN = bytes(byte for byte in range(256) if byte not in _RARE and byte not in _UNCLEAN)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``repairs``: what was changed and how often, by name: nfc, spaces, zero_width, bidi, controls ..."""

    text: str
    repairs: tuple[tuple[str, int], ...] = ()


def clean_text(text: str) -> Cleaned:
    """The text in NFC with plain spaces and ``\\n`` lines and no invisible characters; works on whole documents.

    CRLF and CR become LF uncounted, as every HTML parser does; all else that changes is counted.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_clean(text):
        return Cleaned(text)
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for at in range(0, len(text), _SLICE):  # a list of all of them might be larger than the page
        found.update(_ANY.findall(text, at, at + _SLICE))
    for name, pattern, new in _REPAIRS if found else ():
        for character in filter(pattern.match, found):
            counts[name] += found[character]
            if len(found) <= _FEW:
                text = text.replace(character, new)
        if counts[name] and len(found) > _FEW:
            text = pattern.sub(new, text)
    if not unicodedata.is_normalized("NFC", text):
        composed = "".join(unicodedata.normalize("NFC", part) for part in _STROKE.split(text))
        if composed != text:
            counts["nfc"] = max(1, len(text) - len(composed))
            text = composed
    return Cleaned(text, tuple((name, count) for name, count in counts.items() if count))


def _is_clean(text: str) -> bool:
    """Whether the text surely needs no change; False says only that it must be looked at."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    suspects = frozenset(raw.translate(None, _PLAIN))
    return suspects.isdisjoint(_RARE) and not any(_UNCLEAN[lead].search(raw) for lead in suspects)


def clean_line(text: str) -> str:
    """One line: cleaned, each run of white space one space, none at the ends."""
    return " ".join(clean_text(text).text.split())


_LONGEST = 160
_MARKS = " \t[]<>()【】▶▷▲△▼◀◎☞■□◆◇●○·:|*-"
_FURNITURE = """
    기사상세페이지 본문바로가기 주메뉴바로가기 바로가기 뒤로가기 맨위로 위로가기 위로가기버튼 top으로이동
    backwardtophome fatwgp ba ksurl fa tw gp ks url sns공유하기 sns기사보내기 이기사를공유합니다 공유하기
    기사공유하기 기사보내기 카카오톡에공유 url복사 프린트 인쇄하기 스크랩하기 글자크기 구독하기 기사구독하기
    관련기사 인기기사 주요기사 추천기사 많이본뉴스 많이본기사 가장많이본뉴스 가장많이본기사 가장많이읽은기사
    댓글많은뉴스 주요포토 포토기사리스트 다른기사보기 다른기사더보기 기사더보기 더보기 댓글 댓글쓰기 댓글정렬
    댓글삭제 댓글수정 best댓글 베스트댓글 기사제보 기사제보및보도자료 제보하기 이미지확대 이미지확대보기 사진확대
    슬라이드크게보기 안다쇼핑 gam-해외주식투자도우미 ai핵심요약 ai핵심요약beta 뉴스핌베스트기사 관련키워드 advertisement
    기사스크랩하기 글씨크기 본문글씨줄이기 본문글씨키우기 복사하기 댓글입력 기사를읽어드립니다 기사를읽어드립니다.
    페이지정보 본문 관련링크 첨부파일 댓글목록
    yourbrowserdoesnotsupporttheaudioelement. 삭제한댓글은다시복구할수없습니다. 그래도삭제하시겠습니까?
"""
# Whole lines, in lower case without their spaces: Newspim, Gyeongbuk Hana News and the usual CMSs.
_WHOLE_LINES = frozenset(_FURNITURE.split())
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
    r"※ (?:본문 글자 크기 조정|번역할 언어 선택)|AI가 자동 생성한 요약|이 기사는 인공지능\(AI\) 번역"
    r"|기사\s?제보(?:\s?및\s?보도자료)?\s?[:：]?\s?[\w.+-]{1,40}@|[▲▶☞]?\s?제보(?:하기\s?(?:\[메일\]|[:：])|는\s?카카오톡)"
    r"|네이버에서 .{1,30} 구독하기\Z|출처\s?[:：] .{1,40}\(https?://|지면게재일 \d{4}년|◎?공감언론 뉴시스"
    r"|[ⓒ©]\s?[^\s.]{2,20}\s?[-(|]\s?(?:https?://)?www\.[\w.-]{3,60}\)?\Z"
    r"|[\[【]뉴스핌 베스트 기사[\]】]"
    r"|기자명 .{1,60}(?:입력|승인|등록일?)\s?\d{4}|BEST\s?댓글 .{0,12}답글과|[가-힣A-Z]{2,8}\(으\)로 기사\s?보내기\Z"
)
_RIGHTS_BEHIND = re.compile(rf"(?<=[.!?\"'”’)\]])\s{{0,3}}[-<\[(〈＜]?\s?{_RIGHTS_SIGN}", re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Whether a line is the page's furniture: copyright, share bar, heading of another article's list.

    A sentence that only mentions such words is none: the whole line must have the shape, and be short.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    core = line.strip(_MARKS)
    if "".join(core.split()).lower() in _WHOLE_LINES or _SHARE_BAR.fullmatch(line.strip("▶[]")) or _START.match(line):
        return True
    return bool(_RIGHTS.match(line)) and not line.endswith(("다.", "다"))


def cut_boilerplate(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines without those that are boilerplate, and without a copyright note behind a line's last sentence."""
    return tuple(_without_rights(line) for line in lines if not is_boilerplate(line))


def _without_rights(line: str) -> str:
    for note in _RIGHTS_BEHIND.finditer(line, max(0, len(line) - _LONGEST)):
        if is_boilerplate(line[note.start() :]):
            return line[: note.start()]
    return line
