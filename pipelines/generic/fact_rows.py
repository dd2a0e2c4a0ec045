"""Rows of facts above a text, each a label and what it says: 분류 | 물관리, 방송일 2026-11-28, 글쓴이 국하람 기자.

Old boards, weeklies and broadcasters print the parts of an article so, in cells, terms or bold type, and name neither
in their markup nor for programs. A label is one only beside another: a word alone may be anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from pipelines.dom.body_lines import text_of
from pipelines.dom.tree import Element
from pipelines.generic.density import Line, WeighedPage
from pipelines.text.sentences import has_full_stop
from pipelines.text.text_keys import count_hangul

Kind = Literal["title", "section", "writer", "time", "other"]
WORDS: dict[Kind, str] = {
    "title": "제목 글제목 기사제목",
    "section": "분류 갈래 카테고리 섹션 권역 게시판 코너",
    "writer": "이름 글쓴이 작성자 기자 기자명 글 취재 취재기자 담당기자 작성기자 필자 지은이 쓴이",
    "time": """등록일 작성일 게시일 입력일 발행일 보도일 송고일 방송일 등록일시 작성일시 게시일시 방송일시 입력일시
        날짜 일시 낸날 올린날 펴낸날 쓴날 실린날 등록시간 입력시간 작성시간""",
    "other": "번호 글번호 조회 조회수 추천 댓글 출처 진행 대담 연출 방송 지면 호수 촬영 촬영기자 편집 매체 구분 공유",
}
KINDS: dict[str, Kind] = {word: kind for kind, words in WORDS.items() for word in words.split()}
_FRAME = " \t:：|·*[]()<>■□▶▷"
MAX_LABEL, MAX_VALUE, MAX_PARTS = 8, 110, 4
LINES_ABOVE, LINES_WITHIN = 24, 12
MIN_ROWS, MAX_GAP = 2, 2
MIN_TITLE_LETTERS, MIN_PROSE_LETTERS = 4, 12


@dataclass(frozen=True, slots=True)
class FactRow:
    """``at``: the line of the label; ``element`` holds the value; ``texts``: the lines that the row is made of."""

    kind: Kind
    value: str
    at: int
    element: Element
    texts: tuple[str, ...]


def find_fact_rows(page: WeighedPage, body: Element | None) -> tuple[FactRow, ...]:
    """The rows right above the first sentence of the text, or below nothing else in it; two of them at least."""
    if body is None:
        return ()
    first, last = page.of(body).first, page.of(body).last
    start, end = max(0, first - LINES_ABOVE), min(last, first + LINES_WITHIN)
    prose = next((at for at in range(first, end) if _is_prose(page.lines[at])), end)
    rows = _read_rows(page.lines[start:prose], start)
    return tuple(row for row in rows if sum(_is_near(row, other) for other in rows) > 1)


def _is_near(row: FactRow, other: FactRow) -> bool:
    """Whether two rows are of one block; a row is near itself."""
    return abs(row.at - other.at) <= MAX_GAP


def _read_rows(lines: Sequence[Line], start: int) -> list[FactRow]:
    rows: list[FactRow] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        behind = lines[at + 1] if at + 1 < len(lines) else None
        kind = KINDS.get(_pack(line.text)) if len(line.text) <= MAX_LABEL else None
        if kind and behind is not None and _may_be_value(behind.text):
            texts = (line.text, behind.text, f"{line.text} | {behind.text}")  # as a body says the row of a table
            rows.append(FactRow(kind, behind.text, start + at, behind.element, texts))
            at += 1
        elif kind is None and (inner := _read_inner(line)):
            rows.append(FactRow(*inner, start + at, line.element, (line.text,)))
        at += 1
    return rows


def _read_inner(line: Line) -> tuple[Kind, str] | None:
    """A label in an element of its own at the beginning of a line, and the rest of the line."""
    if len(line.text) > MAX_VALUE:
        return None
    for part in islice(line.element, MAX_PARTS):
        said = text_of(part) if isinstance(part.tag, str) else ""
        if not said:
            continue
        kind = KINDS.get(_pack(said)) if len(said) <= MAX_LABEL and line.text.startswith(said) else None
        value = line.text[len(said) :].strip(_FRAME)
        return (kind, value) if kind and value else None
    return None


def _may_be_value(text: str) -> bool:
    return len(text) <= MAX_VALUE and _pack(text) not in KINDS and not text.isspace()


def _pack(text: str) -> str:
    return "".join(text.strip(_FRAME).split())


def _is_prose(line: Line) -> bool:
    return line.plain >= MIN_PROSE_LETTERS and line.plain > line.linked and has_full_stop(line.text)


def find_titled(rows: Sequence[FactRow]) -> FactRow | None:
    """The row that says what the article is called."""
    return next((row for row in rows if row.kind == "title" and count_hangul(row.value) >= MIN_TITLE_LETTERS), None)


def find_value(rows: Sequence[FactRow], kind: Kind) -> str:
    """What the first row of a kind says; empty where there is none."""
    return next((row.value for row in rows if row.kind == kind), "")
