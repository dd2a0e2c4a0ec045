"""The board page of an office (a city hall's press release) by its labels: 등록일, 담당부서, 제목, 내용, 첨부파일.

Such boards have no sign of an article: the page's title and heading are the board's name, the headline is a row of a
table or a line above the facts, the text a cell without a name. What every style has is labels in Korean with their
values next to them: in a cell, a term, bold type or the same line. A board is known by a labelled day together with a
labelled department, or by the day alone where the outlet is known to publish press releases.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from models.text.alnum_key import alnum_key
from pipelines.contracts.raw_article import RawAttachment, RawDate
from pipelines.contracts.rejection import Reason, Reject
from pipelines.dom.body_lines import SILENT, collapse_spaces, text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.generic.density import Line, WeighedPage
from pipelines.generic.headline import Headline
from pipelines.page.attachments import find_attachments
from pipelines.text.text_keys import count_hangul

Kind = Literal["title", "department", "published", "modified", "other", "files", "body"]
WORDS: dict[Kind, str] = {
    "title": "제목 글제목 게시물제목 자료제목",
    "department": """담당부서 등록부서 작성부서 소관부서 제공부서 배포부서 관련부서
        부서 부서명 담당과 담당부서명 기관명
        담당기관""",
    "published": """등록일 작성일 게시일 배포일 보도일 등록일자 작성일자 게시일자 배포일자 보도일자 등록일시 작성일시
        게시일시 배포일시 보도일시 등록날짜 작성날짜 날짜 일자 발행일 제공일 제공일자""",
    "modified": "수정일 최종수정일 수정일자 수정일시 갱신일",
    "other": """작성자 등록자 게시자 글쓴이 담당자 담당 이름 조회 조회수 번호 글번호 연락처 전화 전화번호 문의
        문의처 분류 구분 출처 추천 댓글 공공누리 저작권""",
    "files": "첨부 첨부파일 붙임 붙임파일 파일 첨부자료 첨부문서 다운로드",
    "body": "내용 본문 상세내용 게시물내용 글내용",
}
LABELS: dict[str, Kind] = {word: kind for kind, words in WORDS.items() for word in words.split()}
OFFICE_WORDS = ("부서", "담당과", "기관명", "담당기관")
"""Without any of these no label names a department: saves looking at other pages."""
_FRAME = " \t:：|·*※[]()<>■□▶▷-"
_LABEL = re.compile(
    rf"(?:^|[|/,·]|\s)\s?({'|'.join(sorted(LABELS, key=len, reverse=True))})\s{{0,3}}(?:[:：]|(?=\d{{4}}\s?[-./년]))"
)
_DAY = re.compile(r"\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}|\d{2}[-./]\d{1,2}[-./]\d{1,2}")
_ENDS = re.compile(
    r"^(?:이전|다음|이전\s?글|다음\s?글|목록|첨부\s?파일|붙임\s?파일|첨부|페이지\s?관리자?|공공누리)(?![가-힣])|공공누리|QR\s?Code|만족\s?(?:하십니까|도)|저작물은"
)
MAX_TEXT, MAX_FACTS, MAX_LABEL = 160, 60, 14
MAX_LEVELS, MAX_DEPTH, MAX_GAP, MAX_ABOVE, MAX_LISTED = 7, 100, 5, 6, 3
MAX_STEPS = 4
MIN_TITLE_LETTERS, MIN_PROSE_LETTERS = 4, 30


@dataclass(frozen=True, slots=True)
class _Fact:
    """A label with its value; ``holder`` is the element of the value where that is one of its own."""

    kind: Kind
    label: str
    value: str
    at: Element
    holder: Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a board says of its article. ``body`` is None where its cell is not known."""

    headline: Headline | None
    body: Element | None
    dates: tuple[RawDate, ...]
    attachments: tuple[RawAttachment, ...]


def find_board(page: Document, weighed: WeighedPage, shown: Headline, *, is_release: bool) -> Board | Reject | None:
    """The board's parts, LIST_PAGE for a list of such pages, None for any other page.

    ``shown``: the headline by what the page calls itself.
    """
    if not is_release and not page.holds_any(OFFICE_WORDS):
        return None
    facts = list(_find_facts(page.root))
    found = _head_of(facts, is_release=is_release)
    if not found:
        kinds = Counter(fact.kind for fact in facts)
        is_list = min(kinds["published"], kinds["department"]) >= MAX_LISTED and not kinds["body"]
        return Reject(Reason.LIST_PAGE, f"{kinds['published']} labelled days") if is_list else None
    head = [fact for fact in found if fact.kind not in ("files", "body")]
    spans = [span for fact in head if (span := _lines_of(weighed, fact)) is not None]
    if not spans:
        return None
    first, last = _without_gaps(spans, weighed.lines)
    headline = _headline(weighed, found, shown, first)
    body = _body(weighed, found, last)
    around = _common([fact.at for fact in head], body)
    return Board(
        headline=headline,
        body=body,
        dates=tuple(_dates(head)),
        attachments=tuple(find_attachments(around, body)),
    )


def _find_facts(root: Element) -> Iterator[_Fact]:
    """The labels of a page that have a value, in the order of the page."""
    count = 0
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in SILENT or element.tag == "a":
            continue
        for own, tail_of in ((element.text, None), *((child.tail, child) for child in islice(element, MAX_FACTS))):
            if not own or len(own) > 4 * MAX_TEXT:
                continue
            text = collapse_spaces(own)
            if not 1 < len(text) <= MAX_TEXT:
                continue
            for fact in _facts_in(text, element, tail_of):
                count += 1
                yield fact
        if count > MAX_FACTS:
            return


def _facts_in(text: str, element: Element, tail_of: Element | None) -> Iterator[_Fact]:
    word = "".join(text.strip(_FRAME).split())
    kind = LABELS.get(word) or (LABELS.get(word.rstrip("0123456789")) if len(word) < MAX_LABEL else None)
    if kind is not None:
        value, holder = _value_behind(element, tail_of)
        if value or kind in ("files", "body"):
            yield _Fact(kind, word, value, element, holder)
        return
    matches = list(_LABEL.finditer(text))
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        value = text[match.end() : end].partition("|")[0].strip(_FRAME)
        if value:
            yield _Fact(LABELS[match[1]], match[1], value, element)


def _value_behind(element: Element, tail_of: Element | None) -> tuple[str, Element | None]:
    """What is behind a label: the rest of its own element, the text behind that, or the next element."""
    if tail_of is None and len(element):
        rest = text_of(element)[len(collapse_spaces(element.text or "")) :].strip(_FRAME)
        if rest:
            return rest[:MAX_TEXT], None
    here: Element | None = element if tail_of is None else tail_of
    for _ in range(MAX_STEPS):
        if here is None:
            break
        beside = collapse_spaces(here.tail or "").strip(_FRAME) if here is not tail_of else ""
        following = here.getnext()
        value = (beside, None) if beside else (text_of(following), following) if following is not None else ("", None)
        if value[0]:
            return ("", None) if _is_label(value[0]) else (value[0][:MAX_TEXT], value[1])
        here = following if following is not None else here.getparent()
    return "", None


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LABEL and "".join(text.strip(_FRAME).split()) in LABELS


def _head_of(facts: Sequence[_Fact], *, is_release: bool) -> list[_Fact]:
    """The facts of the one board: those around its labelled day, up to where another board's or the page's own begin;
    nothing for a list or another page."""
    around = [{fact.at, *islice(fact.at.iterancestors(), MAX_DEPTH)} for fact in facts]
    days = [fact for fact in facts if fact.kind == "published" and _DAY.search(fact.value)]
    for day in days[:MAX_LISTED]:
        found: list[_Fact] = []
        for parent in islice(day.at.iterancestors(), MAX_LEVELS):
            near = [fact for fact, above in zip(facts, around, strict=True) if parent in above]
            if sum(one in days for one in near) >= MAX_LISTED:
                return []
            once = [fact.kind for fact in near if fact.kind in ("department", "title", "body")]
            if parent.tag == "body" or len(once) > len(set(once)):
                break
            found = near
        if any(fact.kind == "department" for fact in found) or (is_release and found and len(days) < MAX_LISTED):
            return found
    return []


def _lines_of(weighed: WeighedPage, fact: _Fact) -> tuple[int, int] | None:
    """The lines of a label and its value."""
    spans = []
    for element in (fact.at, fact.holder):
        while element is not None and element not in weighed.weights:
            element = element.getparent()
        if element is not None and (weight := weighed.of(element)).last > weight.first:
            spans.append((weight.first, weight.last))
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def _without_gaps(spans: Sequence[tuple[int, int]], lines: Sequence[Line]) -> tuple[int, int]:
    """From the first line of the facts to the last that is close to those before it; whom to call is below a text."""
    ordered = sorted(spans)
    first, last = ordered[0]
    for start, end in ordered[1:]:
        if start > last + MAX_GAP or any(line.plain >= MIN_PROSE_LETTERS for line in lines[last:start]):
            break
        last = max(last, end)
    return first, last


def _headline(weighed: WeighedPage, facts: Sequence[_Fact], shown: Headline, first: int) -> Headline | None:
    """The labelled title, else what the page calls itself unless that is the board, else the line above the facts."""
    for fact in facts:
        if fact.kind == "title" and count_hangul(fact.value) >= MIN_TITLE_LETTERS:
            text = text_of(fact.holder) if fact.holder is not None else fact.value
            return Headline(text, fact.holder, 3)
    menu = {alnum_key(line.text) for line in weighed.lines if line.linked > line.plain}
    own = alnum_key(shown.text)
    if shown.element is not None and shown.votes >= 2 and own not in menu and not _names_board(shown.text):
        return None
    for line in reversed(weighed.lines[max(0, first - MAX_ABOVE) : first]):
        if _may_be_title(line) and alnum_key(line.text) not in menu:
            return Headline(line.text, line.element, 3)
    return None


def _names_board(text: str) -> bool:
    return (
        count_hangul(text) < 12
        and re.search(r"보도\s?자료|새\s?소식|공지|시정\s?(?:뉴스|소식)|언론|해명", text) is not None
    )


def _may_be_title(line: Line) -> bool:
    letters = count_hangul(line.text)
    return (
        letters >= MIN_TITLE_LETTERS
        and line.linked <= line.plain
        and not _is_label(line.text)
        and len(line.text) <= 200
    )


def _body(weighed: WeighedPage, facts: Sequence[_Fact], start: int) -> Element | None:
    """The cell behind its label, else the heaviest text between the facts and what ends a board."""
    for fact in facts:
        cell = fact.holder if fact.kind == "body" else None
        if cell is not None and cell in weighed.weights and weighed.of(cell).first >= start:
            return cell
    lines = weighed.lines
    end = next((at for at in range(start + 1, len(lines)) if _ENDS.search(lines[at].text[:60])), len(lines))
    files = [fact for fact in facts if fact.kind == "files"]
    spans = [span for fact in files if (span := _lines_of(weighed, fact)) is not None and span[0] >= start]
    inside = [
        (weight.score, element)
        for element, weight in weighed.weights.items()
        if start <= weight.first
        and weight.last <= end
        and not any(a < weight.last and weight.first < b for a, b in spans)
    ]
    score, found = max(inside, key=lambda pair: pair[0], default=(0.0, None))
    return found if score > 0 else None


def _common(elements: Sequence[Element], body: Element | None) -> Element:
    """The smallest element around the facts and the text, and what is right around it."""
    first = elements[0]
    others = [*elements[1:], *([body] if body is not None else [])]
    above = [{one, *one.iterancestors()} for one in others]
    around = next((one for one in (first, *first.iterancestors()) if all(one in each for each in above)), first)
    parent = around.getparent()
    return around if parent is None or parent.tag in ("body", "html") else parent


def _dates(head: Sequence[_Fact]) -> Iterator[RawDate]:
    for fact in head:
        if fact.kind == "published" and _DAY.search(fact.value):
            yield RawDate(f"등록 {fact.value}", "page", "published")
        elif fact.kind == "modified" and _DAY.search(fact.value):
            yield RawDate(f"수정 {fact.value}", "page", "modified")
