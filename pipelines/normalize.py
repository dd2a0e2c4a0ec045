"""One form for text: composed Hangul, plain spaces, nothing invisible; and which lines are no article text.

Composition is NFC, never NFKC: full-width letters, ㈜ and ½ stay as the outlet wrote them.
"""

import re
import unicodedata
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
_ANY = re.compile(f"[{_SPACES}{_ZERO_WIDTH}{_BIDI}{_CONTROLS}{_SURROGATES}{_LINES}{_BLANKS}]")
# NFC would melt a combining stroke into the markup before it: ">" + U+0338 is one character.
_STROKE = re.compile(r"(?<=[<>=])(?=\u0338)")


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
    repairs: list[tuple[str, int]] = []
    if _ANY.search(text):
        for name, pattern, new in _REPAIRS:
            text, count = pattern.subn(new, text)
            if count:
                repairs.append((name, count))
    if not unicodedata.is_normalized("NFC", text):
        composed = "".join(unicodedata.normalize("NFC", part) for part in _STROKE.split(text))
        if composed != text:
            repairs.append(("nfc", max(1, len(text) - len(composed))))
            text = composed
    return Cleaned(text, tuple(repairs))


def clean_line(text: str) -> str:
    """One line: cleaned, each run of white space one space, none at the ends."""
    return " ".join(clean_text(text).text.split())


_LONGEST = 160
_WHOLE = re.compile(
    r"(?:"
    r"기사상세페이지|본문\s?바로가기|주메뉴\s?바로가기|바로가기|뒤로가기|맨\s?위로|위로가기(?:\s?버튼)?|Top으로 이동|backward top home"
    r"|SNS\s?(?:공유하기|기사보내기|기사\s?보내기)|이 기사를 공유합니다|공유하기|기사\s?공유하기|카카오톡에 공유|URL\s?복사"
    r"|fa tw gp|ba|ks url|fa|tw|gp|ks"
    r"|(?:이메일|프린트|인쇄|스크랩|\+?\s?크기|-?\s?작게|글자\s?크기|트위터|페이스북|밴드|카카오톡|카카오스토리|네이버블로그|URL복사)"
    r"(?:[ |·/,+-]{1,3}(?:이메일|프린트|인쇄|스크랩|크기|작게|트위터|페이스북|밴드|카카오톡|카카오스토리|네이버블로그|URL복사)){0,9}"
    r"|(?:관련|인기|주요|추천)\s?기사|많이 본 (?:뉴스|기사)|가장 많이 (?:본|읽은) (?:뉴스|기사)|댓글 많은 뉴스|주요\s?포토|포토 기사리스트"
    r"|다른\s?기사\s?(?:더\s?)?보기|기사\s?더\s?보기|더\s?보기|댓글(?:\s?\d{1,6})?|\d{0,6}\s?개의 댓글|댓글\s?(?:쓰기|정렬|삭제|수정)|BEST\s?댓글"
    r"|안다쇼핑|GAM - 해외주식 투자 도우미|AI 핵심 요약(?: beta)?|\[?뉴스핌 베스트 기사\]?|\[관련키워드\]"
    r"|이미지 확대(?:보기)?|사진 확대|슬라이드 크게보기|ADVERTISEMENT|광고"
    r"|기사\s?제보(?:\s?및\s?보도자료)?|제보하기|보도자료"
    r")"
)
_START = re.compile(
    r"(?:"
    r"[<\[(〈＜]?\s?(?:저작권자|저작권)\s?[ⓒ©(:]|[<\[(]?\s?Copyrights?\s?(?:ⓒ|©|\(c\)|by|\d{4})|[-<\[(〈＜]?\s?(?:ⓒ|©|\(c\)|&copy;).{0,80}(?:무단|재배포|All rights)"
    r"|※ (?:본문 글자 크기 조정|번역할 언어 선택)|AI가 자동 생성한 요약|이 기사는 인공지능\(AI\) 번역"
    r"|기사\s?제보(?:\s?및\s?보도자료)?\s?[:：]?\s?[\w.+-]{1,40}@|[▲▶☞]?\s?제보(?:하기|는)\s?(?:\[메일\]|카카오톡|[:：])"
    r"|네이버에서 .{1,30} 구독하기|출처\s?[:：] .{1,40}\(https?://"
    r"|지면게재일 \d{4}|다른기사 보기"
    r"|[\[【]뉴스핌 베스트 기사[\]】]"
    r")",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:무단\s?(?:전재|복제|사용|배포)|재배포|AI\s?학습).{0,30}(?:금지|금함)[^가-힣]{0,10}$|All rights reserved\W{0,5}$",
    re.IGNORECASE,
)


def is_boilerplate(line: str) -> bool:
    """Whether a line is the page's furniture: copyright, share bar, heading of another article's list.

    A sentence that only mentions such words is none: the whole line must have the shape, and be short.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    if _WHOLE.fullmatch(line) or _START.match(line):
        return True
    return bool(_RIGHTS.search(line)) and not line.endswith("다.")


def cut_boilerplate(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines without those that are boilerplate."""
    return tuple(line for line in lines if not is_boilerplate(line))
