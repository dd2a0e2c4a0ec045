"""Lines at both ends of a body that are not its text: dates, bylines and decks above, appeals and lists below."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from pipelines.contracts.raw_article import RawLine
from pipelines.generic.shared_words import share_pairs, word_pairs
from pipelines.page.boilerplate import HEADING, heads_others
from pipelines.text.captions import split_caption
from pipelines.text.outside_writers import read_outside_writer
from pipelines.text.photos import is_credited, is_file_name
from pipelines.text.sentences import SENTENCE, is_sentence
from pipelines.text.text_keys import count_hangul

Test = Callable[[str], bool]
CHANNEL = (
    r"(?:페이스북|트위터|인스타|유튜브|카카오|카톡|텔레그램|네이버|다음카카오|구글|채널|뉴스레터|모바일|스마트폰|앱\b|애플리케이션|밴드|블로그"
    r"|홈페이지|제보|구독|SNS|플러스친구|오픈채팅|이메일)"
)
ASK = (
    r"(?:친구|구독|팔로우|팔로잉|좋아요|추가|다운|접속|만나|만날|열었|바로\s?가기|확인하세요|클릭|신청|기다립니다|보내|받아|받을|문의|참여"
    r"|눌러|검색|설치|가입|부탁|바랍니다|연락|알려\s?주|즐기세요|볼 수 있습니다|하세요)"
)
APPEAL = re.compile(
    rf"{CHANNEL}.{{0,60}}{ASK}|{ASK}.{{0,30}}{CHANNEL}|^[▶▷☞►◇◆■●★※#\-\[〈<\s]{{0,4}}{CHANNEL}.{{0,20}}$"
)
ENDING = re.compile(
    r"^[\[<〈(（【]?\s?(?:끝|완|\(끝\))\s?[\]>〉)）】]?$|^(?:계속|다음\s?글|이전\s?글|목록|댓글.{0,8}|공감.{0,6}|추천.{0,6})$"
)
POINTER = re.compile(r"^[\s(\[]{0,3}[▶▷☞►➡→⇒※]{1,3}|^\[?관련\s?기사\]?|^-{2,}|^={2,}|^\*{3,}")
ADDRESS = re.compile(r"https?://\S{4,300}|www\.\S{4,100}")
BRACKETED = re.compile(r"^[\[〈<【(].{2,60}[\]〉>】)]$")
CALLED = re.compile(
    r"^[\[(<]?\s?(?:기사\s?)?(?:입력|승인|등록|송고|작성|게시|수정|최종\s?(?:편집|수정)|업데이트)\s?(?:일|일시|시간)?\s?[:：|\d]"
)
READERS = re.compile(r"^.{0,30}(?:댓글|로그인|회원\s?가입|의견을 남).{0,40}(?:니다|세요|시오)\.?$")
COUNTED = re.compile(
    r"^(?:조회|댓글|추천|공감|좋아요|읽음|hit|view)s?\s?수?\s?[:：]?\s?[\d,]{1,9}$|^[\d,\s]{1,9}$", re.IGNORECASE
)
LABELLED = re.compile(
    r"^(?:글쓴이|작성자|기자명|등록자|이름|조회수?|댓글|추천수?|작성일|등록일|날짜|입력|출처|첨부(?:파일)?|파일|링크|분류|글?번호|이메일)\s?[:：]"
)
PLACEHOLDER = re.compile(
    r"^[\[<(＜]?\s?(?:광고|AD|ADVERTISEMENT|Advertisement|Sponsored|배너)(?![가-힣A-Za-z]).{0,20}$"
    r"|^광고를 .{1,14}$"
)
NEIGHBOUR = re.compile(r"^[▲▼◀▶<>\s]{0,3}(?:이전|다음)\s?(?:글|기사|뉴스)\s?[:：]?\s.{4,70}(?<!다\.)$")
ASKED = re.compile(
    r"^[이본]\s?(?:기사|글|소식|뉴스)(?:에|를|을|가|는).{0,30}(?:나요|까요|세요|습니까|니까)[.?!]?$"
    r"|^(?:후원\s?계좌|(?:구독|광고)\s?문의)\s?[:：]?\s?.{0,60}$"
)
"""What turns to the reader about the article itself, or asks for money."""
CONTACT = re.compile(
    r"^[\s▷▶☎※\-\[〔(]{0,4}(?:카카오톡|카톡|전화|이메일|메일|문자|팩스|제보\s?전화|유튜브|홈페이지)\s?[\]〕)]?\s?[:：]?\s?"
    r"[^.]{0,60}(?:\d{2,4}[-.)]\d{3,4}|@|검색|추가|www\.|채널)|^※.{0,30}제보"
)
COMMENTS = re.compile(
    r"^(?:전체|최신|베스트|독자|네티즌|회원)?\s?(?:댓글|한\s?줄\s?의견|100자평|독자\s?의견|의견\s?쓰기|Comments?)\s?"
    r"(?:추가|쓰기|작성|달기|남기기|등록|목록|보기|전체보기)?\s?[\[(:]?\s?(?:총?\s?\d[\d,\s]{0,8}(?:개|건|of\s\d{1,6})?)?\s?[\])]?$"
    r"|^.{0,60}에\s?(?:대한|대해|달린)\s?\d{1,4}개의\s?(?:생각|댓글|응답|의견)$|^\d{1,4}\s(?:thoughts?|comments?|responses?)\son\s.{1,60}$"
    r"|^(?:의견|답글|코멘트)\s?[\[(]?\d{1,5}(?:개|건)?[\])]?$"
)
PATH = re.compile(r"^(?:HOME|Home|홈|현재\s?위치)\s?[>›»≫▶/].{0,60}$")
RIGHTS = re.compile(r"저작권|무단\s?(?:전재|복제)|재배포|공감언론|[Cc]opyright|ⓒ|©")
FORBIDS = re.compile(r"무단|재배포|배포|금지|공감언론|저작권자|저작권\s?보호|[Rr]eserved|RESERVED")
"""What a notice of an article's rights says, and the credit of a picture (``ⓒ 홍길동``) does not."""
HEAD_REACH, TAIL_REACH = 14, 30
MAX_DECK_CHARACTERS, MIN_VERSE = 70, 3
MIN_SHARE_CONTINUED = 0.25
MIN_CAPTION_LETTERS, MAX_CAPTION_CHARACTERS = 4, 90
MAX_DATED_LETTERS = 40
MIN_PLAIN_LETTERS = 15
PLAIN_STYLE = re.compile(r"(?<!니)다[.!]?[\"'”’)]{0,2}[.]?\Z")
MAX_LINES_BELOW = 40
"""Lines below a notice that say whether the story goes on; a page may hold thousands of notices."""
MAX_TIME_LETTERS, MAX_HEAD_LINES = 10, 3
PROSE_WITHIN_LINES = 12
MIN_TEXT_BEFORE_RIGHTS = 40
MARKED = "▲△▴▼▽↑↓←→↖↗↘↙◀◁☝"
"""What a caption begins with."""
LIST_MARKS = "■◆●○◇▶▲□#"
ENDED = re.compile(r"(?:다|요|죠|까)[.!?][\"'”’)]?\Z")
MARKED_DECK = re.compile(r"[-–■◇◆]\s?(?P<deck>[^\s\-–■◇◆].{6,58})")
SAID_OF = re.compile(r"\A\s?[가-힣\s]{1,8}\s?[:：]|[:：]\Z")
"""A label with what it is said of: 방송 : 아침마당."""
MIN_MARKED_LETTERS, MAX_MARKED_LINES = 6, 4
DASHED = re.compile(r"[-–—―~]\s?(?P<deck>[^-–—―~].{4,58}[^-–—―~\s])\s?[-–—―~]")
"""A deck as press releases set it: ``- 버려진 그물 찍어 상황실로 전송 -``."""
SPEAKER = re.compile(r"[\[【<〈(◀]\s?[가-힣A-Za-z ·/]{1,12}\s?[\]】>〉)▶]")
"""Who speaks in what follows: ``[앵커]``, ``<기자>``, ``◀ 리포트 ▶``."""
QUESTION = re.compile(r"(?:[-–—―]\s?|[Q문]\s?[.:)]\s?).{2,80}[.?]\Z")
"""What an interviewer asks: ``-어떻게 시작했나.``"""
CLOSED = re.compile(r"[.?!][\"'”’)\]]{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTests:
    """What trimming asks of a line. ``dated``: it holds a time; ``signed``: it only names its authors;
    ``is_boilerplate``: it is of the page, not of the text; ``deck``: it may be of the deck, where prose follows."""

    dated: Test
    signed: Test
    is_boilerplate: Test
    deck: Test


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The lines of the text itself, the deck above them, and the lines above them that sign it."""

    lines: tuple[RawLine, ...]
    deck: tuple[str, ...]
    signed: tuple[str, ...]


def trim_ends(lines: Sequence[RawLine], tests: LineTests) -> Trimmed:
    """Cut both ends. Lines that sign behind the text stay where they are."""
    inside = [line for line in lines if line.kind != "text" or not PLACEHOLDER.match(line.text)]
    kept = _without_tail(_to_its_end(inside, tests), tests)
    deck: list[str] = []
    signed: list[str] = []
    above: list[RawLine] = []
    for at, line in enumerate(kept[:HEAD_REACH]):
        if line.kind != "text":
            above.append(line)
        elif (
            at and kept[at - 1].kind == "image" and (line.text[:1] in MARKED or _is_of_picture(line.text))
        ) or _is_credited(line.text):
            above.append(RawLine(line.text, "caption"))
        elif not _is_head(line, tests, kept[at + 1 :], deck, signed):
            return Trimmed((*above, *kept[at:]), tuple(deck), tuple(signed))
    return Trimmed((*above, *kept[HEAD_REACH:]), tuple(deck), tuple(signed))


def _is_of_picture(text: str) -> bool:
    """Whether a line right below a picture says who gave it, or who is on it: ``국하람 가온대 교수``."""
    return is_credited(text, split_caption) or bool(read_outside_writer(text))


def _is_credited(text: str) -> bool:
    """Whether a line above the text is a caption, by the credit at its end; a sentence with one may be the text."""
    if len(text) > MAX_CAPTION_CHARACTERS or is_sentence(text):
        return False
    caption = split_caption(text)
    return bool(caption.credit) and count_hangul(caption.text) >= MIN_CAPTION_LETTERS


def _is_head(line: RawLine, tests: LineTests, below: Sequence[RawLine], deck: list[str], signed: list[str]) -> bool:
    """Whether a line is above the text and is not part of it; decks and bylines go to ``deck`` and ``signed``."""
    text = line.text
    goes_on = bool(deck) and count_hangul(text) < MAX_DECK_CHARACTERS and tests.deck(text) and not CLOSED.search(text)
    if is_sentence(text) and not goes_on:
        return False
    if tests.signed(text):
        signed.append(text)
        return True
    if line.linked or PATH.match(text) or tests.is_boilerplate(text) or COUNTED.match(text) or LABELLED.match(text):
        return True
    if count_hangul(text) <= MAX_DATED_LETTERS and tests.dated(text) and not ENDED.search(text):
        return True
    if SPEAKER.fullmatch(text):
        return False
    if (dashed := DASHED.fullmatch(text)) and not SENTENCE.search(dashed["deck"]) and _goes_on(below):
        deck.append(dashed["deck"])
        return True
    is_asked = QUESTION.match(text) is not None or text.endswith((".", "?"))
    if (
        not is_asked
        and (marked := MARKED_DECK.fullmatch(text))
        and _is_marked_deck(marked["deck"], text[0], deck, below)
    ):
        deck.append(marked["deck"])
        return True
    if (
        text[:1] not in LIST_MARKS
        and not QUESTION.match(text)
        and len(text) <= MAX_DECK_CHARACTERS
        and not is_file_name(text)
        and (tests.deck(text) or _is_plain_deck(text, deck, below))
        and _goes_on(below)
        and not _is_verse(below, tests)
    ):
        deck.append(text)
        return True
    return False


def _is_plain_deck(text: str, deck: list[str], below: Sequence[RawLine]) -> bool:
    """A short line without an end right above prose, first of its body: no mark of a speaker, no heading of a list."""
    if (
        text[:1] in "[◀【<〈(-·*#" + MARKED
        or CLOSED.search(text)
        or count_hangul(text) < 6
        or len(deck) >= 3
        or text.endswith((":", "는", "은"))
    ):
        return False
    texts = [line.text for line in below[:6] if line.kind == "text"]
    return any(is_sentence(other) for other in texts[: 4 - len(deck)])


def _is_marked_deck(text: str, mark: str, deck: list[str], below: Sequence[RawLine]) -> bool:
    """One of a few lines with the same mark right above prose, none of them a sentence or a list's heading."""
    if is_sentence(text) or count_hangul(text) < MIN_MARKED_LETTERS or SAID_OF.search(text):
        return False
    marked = list(takewhile(lambda line: line.kind == "text" and line.text.startswith(mark), below[:MAX_MARKED_LINES]))
    if any(is_sentence(line.text) or SAID_OF.search(line.text[1:]) for line in marked):
        return False
    if not (mark in "-–" or deck or marked) or len(deck) + len(marked) >= MAX_MARKED_LINES:
        return False  # one alone may head the first of several parts
    prose = next((line for line in below[len(marked) : len(marked) + 2] if line.kind == "text"), None)
    return prose is not None and is_sentence(prose.text) and prose.text[:1] not in LIST_MARKS


def _is_verse(below: Sequence[RawLine], tests: LineTests) -> bool:
    """Whether lines as short follow, more than a deck has and none of them said to be of one: a poem's."""
    texts = [line.text for line in below[: MIN_VERSE + 1] if line.kind == "text"][:MIN_VERSE]
    return len(texts) == MIN_VERSE and not any(
        len(text) > MAX_DECK_CHARACTERS // 2 or is_sentence(text) or tests.signed(text) or tests.deck(text)
        for text in texts
    )


def _goes_on(lines: Sequence[RawLine]) -> bool:
    """Whether prose follows within the next lines."""
    return any(line.kind == "text" and is_sentence(line.text) for line in lines[:PROSE_WITHIN_LINES])


def _to_its_end(lines: list[RawLine], tests: LineTests) -> list[RawLine]:
    """The heading of comments ends an article, and a notice of rights with most of the text above or others below."""
    counts = [count_hangul(line.text) if line.kind == "text" and not line.linked else 0 for line in lines]
    whole = sum(counts)
    before = 0
    for at, line in enumerate(lines):
        before += counts[at]
        if line.kind == "text" and before >= MIN_TEXT_BEFORE_RIGHTS and COMMENTS.match(line.text):
            return lines[:at]
        if before >= MIN_TEXT_BEFORE_RIGHTS and _begins_next(lines, at, tests):
            return lines[: _above_next(lines, at)]
        if (
            line.kind != "text"
            or before < MIN_TEXT_BEFORE_RIGHTS
            or not (RIGHTS.search(line.text) and FORBIDS.search(line.text))
            or not tests.is_boilerplate(line.text)
        ):
            continue
        if _is_continued(islice(lines, at), lines[at + 1 : at + 1 + MAX_LINES_BELOW], tests):
            continue
        if 2 * before > whole or any(_begins_others(other.text) for other in lines[at + 1 : at + 4]):
            return lines[: at + 1]
    return lines


def _begins_next(lines: list[RawLine], at: int, tests: LineTests) -> bool:
    """Whether a time alone in its line, with a byline below it, heads another article: pages that never end show one
    below the other."""
    text = lines[at].text
    is_time = lines[at].kind == "text" and count_hangul(text) <= MAX_TIME_LETTERS and not ENDED.search(text)
    if not is_time or not any(char.isdigit() for char in text) or not tests.dated(text):
        return False
    return any(line.kind == "text" and tests.signed(line.text) for line in lines[at + 1 : at + 3])


def _above_next(lines: list[RawLine], at: int) -> int:
    """Where the head of another article begins whose time is at ``at``: its headline and what is above that."""
    start = at
    while start > max(0, at - MAX_HEAD_LINES) and not ENDED.search(lines[start - 1].text):
        start -= 1
    return start


def _is_continued(above: Iterable[RawLine], below: Sequence[RawLine], tests: LineTests) -> bool:
    """Whether the same story goes on below a notice between its paragraphs: right below it stands what is told in the
    plain style, as no head of another article and no appeal is; or sentences that speak of the same things."""
    texts = [line for line in below if line.kind == "text" and not tests.is_boilerplate(line.text)]
    if texts and not texts[0].linked and is_sentence(texts[0].text) and PLAIN_STYLE.search(texts[0].text):
        return count_hangul(texts[0].text) >= MIN_PLAIN_LETTERS and not tests.signed(texts[0].text)
    told = [line.text for line in texts if not line.linked and is_sentence(line.text)]
    if not told:
        return False
    pairs = word_pairs(line.text for line in above if line.kind == "text")
    return sum(share_pairs(text, pairs) for text in told) >= MIN_SHARE_CONTINUED * len(told)


def _begins_others(text: str) -> bool:
    """A time called by its label, or a heading of other articles."""
    return CALLED.match(text) is not None or heads_others(text)


def _without_tail(lines: list[RawLine], tests: LineTests) -> list[RawLine]:
    """From the end upward: appeals, lists and boilerplate go; lines that sign are passed over; prose ends it."""
    at = len(lines)
    cut: set[int] = set()
    for _ in range(TAIL_REACH):
        at -= 1
        if at < 0:
            break
        line = lines[at]
        if line.kind != "text":
            continue
        dated = count_hangul(line.text) <= MAX_DATED_LETTERS and CALLED.match(line.text) and tests.dated(line.text)
        if line.linked or dated or tests.is_boilerplate(line.text):
            cut.add(at)
        elif tests.signed(line.text) and not heads_others(line.text):
            continue
        elif is_tail(line.text):
            cut.add(at)
        else:
            break
    return [line for number, line in enumerate(lines) if number not in cut]


def is_tail(text: str) -> bool:
    """A line that may only be behind a text: an appeal, a heading of other articles, an address, an end mark."""
    if len(text) > 140:
        return False
    if (
        READERS.search(text)
        or NEIGHBOUR.match(text)
        or ASKED.match(text)
        or CONTACT.search(text)
        or ENDING.match(text)
        or COUNTED.match(text)
        or (POINTER.match(text) and not is_long_prose(text))
    ):
        return True
    bare = ADDRESS.sub("", text)
    if bare != text and count_hangul(bare) < 12:
        return True
    if BRACKETED.match(text) and (HEADING.search(text) or APPEAL.search(text)):
        return True
    return bool(APPEAL.search(text) and not is_quoted(text)) or (
        count_hangul(text) <= 20 and HEADING.search(text) is not None
    )


def is_long_prose(text: str) -> bool:
    """Prose behind a mark: a list of points ends with such lines too."""
    return count_hangul(text) > 40 and SENTENCE.search(text) is not None


def is_quoted(text: str) -> bool:
    """A sentence of the article's that speaks of such things: with a quotation, or told in the plain style."""
    is_plain_style = text.endswith(("다.", '다."', "다.”")) and not text.endswith("니다.")
    return is_plain_style or any(mark in text for mark in '“"')
