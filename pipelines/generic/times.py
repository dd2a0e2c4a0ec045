"""The article's own times on a page: by their labels, and by their place relative to headline and body.

A time between headline and body, or in the headline's own box, is the article's; one with a label (입력, 승인) also
right behind the body, where old skins print it. The page's clock, times of other blocks and of comments are not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipelines.contracts.raw_article import RawDate, Role
from pipelines.dom.body_lines import text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.generic.class_names import TIMES, aside_level, name_words
from pipelines.generic.density import Line, WeighedPage, read_apart
from pipelines.page.boilerplate import heads_others
from pipelines.text.sentences import is_sentence
from pipelines.text.text_keys import count_hangul

Labels = Callable[[str], tuple[str, ...]]
DIGIT = re.compile(r"\d")
"""Without one no line holds a time: most need not be searched for its many forms."""
DIGITS = re.compile(
    r"[\dA-Za-z](?:(?<=\d)(?:\d{1,3}\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]|\d?\s?(?:분|시간|일)\s?전|\d?월\s\d{1,2},\s\d{4}"
    r"|\d?\s\d{1,2}월,?\s\d{4}|\d?\s[A-Z][a-z]{2,8}\s\d{4})|(?<=[A-Za-z])[A-Za-z]{2,8}\.?\s\d{1,2}[,.]\s\d{4})"
)
"""Begins with one set of characters, by which ``re`` passes over all others at once; as do others that many lines are
asked by."""
LABELLED = re.compile(
    r"입력|승인|등록|게시|작성|송고|발행|게재|전송|보도|기사\s?일시|날짜|Posted|Published|Updated|수정|업데이트|갱신|편집|업로드|최종"
)
ISSUE = re.compile(r"지면|호\s?[)\]]|호\s?$|\d면|제\s?\d{1,5}호")
NUMBERED_ISSUE = re.compile(r"제?\s?\d{1,5}\s?호")
PRINTED = re.compile(r"지면|\d면|발행")
"""The day of a weekly's issue is its articles'; that of a daily's printed page is often the day after."""
OF_OUTLET = re.compile(
    r"등록\s?번호|등록\s?연월일|등록\s?일자\s?[:：]?\s?\d{4}[.년\-/\s\d월일]{4,14}(?:[|/]|발행)|발행인|편집인|사업자|창간|제호"
)
"""What an outlet's imprint says beside the day on which the outlet was registered."""
SAYS_OF_WHAT = re.compile(r"기준|마감")
CLOCK = re.compile(r"\d{1,2}\s?:\s?\d{2}|\d{1,2}시")
CLOCK_ALONE = re.compile(r"(?:오전|오후)?\s?\d{1,2}\s?:\s?\d{2}(?:\s?:\s?\d{2})?")
OTHER_CLOCK = re.compile(r"최종\s?편집|편집\s?:|UPDATE|현재\s?시[각간]|갱신")
TIME_WORDS = re.compile(
    r"\d{1,4}\s?[년월일시분초]|[월화수목금토일]요일|\([월화수목금토일]\)|오전|오후|[가-힣]{2,8}\s?(?:선임|인턴|객원)?기자"
)
WRITTEN = re.compile(r"보낸\s?(?:사람|이)\s|글쓴이|작성자|[가-힣]{2,4}\s?기자")
SAID = re.compile(r"(?:다|요|죠|까|음|함|됨)[.!?][\"'”’)]?\Z")
MONTHS = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?=[\s,])")
ZONES = re.compile(r"\b(?:[AaPp]\.?[Mm]\.?|KST|GMT|UTC)\b")
NEXT_ABOVE, MAX_BOX_LINES = 2, 3
MAX_WORDS_BESIDE, MAX_WORDS_OF_A_BYLINE, MAX_LINKED_LETTERS = 24, 8, 12
MAX_LINE_CHARACTERS = 160
MAX_TIMES_READ = 60
MAX_LINKS = 12
MAX_HEAD_LINES, MAX_TIMED, LINES_BEHIND, MAX_ABBREVIATIONS = 12, 8, 3, 20
TIMED = ("abbr", "span", "time", "em", "p", "i", "a")
TITLES = ("title", "data-time", "data-date", "data-published", "data-regdate", "data-created")
WHOLE_TIME = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}[T\s]\s?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?"
)
MAX_ANCESTORS = 60
ABOVE, BEHIND, OTHERS = 8, 14, 6
IN_HEAD = (2, 4)  # in the head without a label, and with one; 3 is elsewhere with a label
MAX_BOX_LETTERS = 260


@dataclass(frozen=True, slots=True)
class Timed:
    """A line with a time: how sure it is the article's own (3 labelled in place, 2 in place, 1 near, 0 no)."""

    rank: int
    role: Role
    date: RawDate


def find_own_times(page: WeighedPage, headline: Element | None, body: Element | None, labels: Labels) -> list[Timed]:
    """The article's times, the surest first. ``labels`` gives what each time of a text is called (``published``,
    ``modified``, ``clock`` or nothing)."""
    places = _Places.of(page, headline, body)
    found: list[Timed] = []
    above: list[Timed] = []
    issue: list[Timed] = []
    read = 0
    for at, line in enumerate(page.lines):
        if len(line.text) > MAX_LINE_CHARACTERS or not DIGIT.search(line.text) or not DIGITS.search(line.text):
            continue
        rank = places.rank(at, line)
        if rank <= 0:
            continue
        line = line._replace(text=read_apart(line))
        text = _with_label(page, at, line)
        if OF_OUTLET.search(text):
            continue
        if OTHER_CLOCK.search(text) and not re.search(r"입력|승인|등록", text):
            continue
        read += 1
        if read > MAX_TIMES_READ:
            break
        names = [label for label in labels(text) if label != "clock"]
        if not names:
            continue
        labelled = "published" in names
        if not labelled and rank > 1 and NUMBERED_ISSUE.search(text) and not PRINTED.search(text):
            issue.append(Timed(1, "published", RawDate(text[:MAX_LINE_CHARACTERS], "page", "published")))
        if not labelled and rank == 1 and places.tells_time(at, line):
            above.append(Timed(1, "published", RawDate(line.text, "page", "published", datetime_of(line.element))))
        if not labelled and (rank < 2 or _is_of_issue(text) or _says_more(line)):
            continue
        date = RawDate(text[:MAX_LINE_CHARACTERS], "page", "published", datetime_of(line.element))
        if labelled or "" in names:
            sure = labelled and not _is_of_issue(text)  # 발행일 2026-11-26 13면
            found.append(Timed(rank + 2 * sure, "published", date))
        if "modified" in names:
            found.append(
                Timed(rank + 1, "modified", RawDate(date.text, "page", "modified", "" if labelled else date.machine))
            )
    if not any(timed.role == "published" for timed in found):
        found += above[-1:] or issue[:1]
    in_head = any(timed.role == "published" and timed.rank in IN_HEAD for timed in found)
    kept = [timed for timed in found if not in_head or timed.rank in IN_HEAD or timed.role == "modified"]
    return sorted(kept, key=lambda timed: -timed.rank)


def _is_of_issue(text: str) -> bool:
    """Whether an unlabelled time is a printed issue's day (a clock time would be the article's), or a deadline."""
    return SAYS_OF_WHAT.search(text) is not None or (ISSUE.search(text) is not None and not CLOCK.search(text))


def is_bare_time(text: str) -> bool:
    """Whether a line is nothing but a day and a time of it."""
    bare = ZONES.sub("", TIME_WORDS.sub("", MONTHS.sub("", text)))
    return CLOCK.search(text) is not None and not any(char.isalpha() for char in bare)


def _says_more(line: Line) -> bool:
    """Whether an unlabelled time is in a sentence, a caption or a deck: it speaks of something else."""
    if line.element.tag in ("figcaption", "caption") or line.text[:1] in "▲△▼◀▶■":
        return True
    if line.linked > MAX_LINKED_LETTERS or SAID.search(line.text):
        return True
    if line.linked and any(DIGITS.search(text_of(link)) for link in islice(line.element.iter("a"), MAX_LINKS)):
        return True
    words = count_hangul(TIME_WORDS.sub("", line.text))
    return words > MAX_WORDS_BESIDE or (words > MAX_WORDS_OF_A_BYLINE and is_sentence(line.text))


@dataclass(frozen=True, slots=True)
class _Places:
    page: WeighedPage
    head: int  # the headline's line, -1 for none
    first: int  # of the body
    last: int
    around_headline: frozenset[Element]  # what is around the headline, as far as it holds little text

    @classmethod
    def of(cls, page: WeighedPage, headline: Element | None, body: Element | None) -> "_Places":
        head = (
            next((at for at, line in enumerate(page.lines) if line.element is headline), -1)
            if headline is not None
            else -1
        )
        weight = page.of(body) if body is not None else None
        first, last = (weight.first, weight.last) if weight else (len(page.lines), len(page.lines))
        around_headline = []
        has_text = weight is not None and weight.good > 0
        for parent in headline.iterancestors() if headline is not None else ():
            around = page.of(parent)
            if has_text and head < first and around.first <= first and last <= around.last:
                break  # what is around both may be the whole of a short page
            if around.plain + around.linked > MAX_BOX_LETTERS + count_hangul(page.lines[head].text):
                break
            around_headline.append(parent)
        return cls(page, head, first, last, frozenset(around_headline))

    def tells_time(self, at: int, line: Line) -> bool:
        """Whether a line right above the headline is the article's time: in a box with it, or beside who wrote."""
        if self.is_boxed(at) and is_bare_time(line.text):
            return True
        near = 0 < self.head - at <= NEXT_ABOVE and not line.linked and not line.is_aside
        return near and count_hangul(line.text) <= MAX_WORDS_BESIDE and WRITTEN.search(line.text) is not None

    def is_boxed(self, at: int) -> bool:
        """Whether a line is right above the headline, in a box that holds hardly more than the two."""
        if not 0 < self.head - at <= NEXT_ABOVE:
            return False
        boxes = (self.page.of(parent) for parent in self.page.lines[self.head].element.iterancestors())
        around = next((box for box in islice(boxes, MAX_ANCESTORS) if box.first <= at and box.last), None)
        return around is not None and around.last - around.first <= MAX_BOX_LINES

    def rank(self, at: int, line: Line) -> int:
        """2: in the article's head; 1: near it, to be taken only with a label; 0: elsewhere."""
        if line.linked > 15 or self.is_foreign(line.element):
            return 0
        inside = self.first <= at < self.last
        edge = inside and (at < self.first + ABOVE or at >= self.last - ABOVE)
        if self.head >= 0 and self.head < at < self.first:
            return 2
        if any(
            parent in self.around_headline
            for parent in (line.element, *islice(line.element.iterancestors(), MAX_ANCESTORS))
        ):
            return 2 if at > self.head or is_time(line.element) else 1
        short = count_hangul(line.text) <= 40
        if edge and short and at < self.first + ABOVE and (self.head < 0 or self.first <= self.head < at):
            return 2
        if edge and short:
            return 0 if self.among_others(at) else 1
        if inside:
            return 0
        if self.head >= 0 and self.head - ABOVE <= at < self.head:
            return 1
        behind = self.last <= at < self.last + BEHIND and short and not line.is_aside
        return 1 if behind and not self.among_others(at) else 0

    def among_others(self, at: int) -> bool:
        """Whether headlines of other articles, or a heading of them, are right before the line."""
        before = self.page.lines[max(self.head + 1, at - OTHERS) : at + 1]
        return any(line.linked >= 10 or heads_others(line.text) for line in before)

    def is_foreign(self, element: Element) -> bool:
        """Whether what is right around the line is named as comments, rankings and the like."""
        for count, parent in enumerate((element, *element.iterancestors())):
            if count > 4 or parent in self.around_headline or self.page.of(parent).good > 300:
                return False
            if aside_level(parent) > 1:
                return True
        return False


def is_time(element: Element) -> bool:
    """Whether tag or name say that an element holds a time."""
    for one in (element, element.getparent(), *islice(element.iterchildren("span", "time", "em"), 4)):
        if one is not None and (one.tag == "time" or not TIMES.isdisjoint(name_words(one))):
            return True
    return False


def _with_label(page: WeighedPage, at: int, line: Line) -> str:
    """The line with what stands in lines of their own: a label before it (<dt>입력</dt><dd>2025.05.15 20:00</dd>), and
    behind a day the time of it."""
    behind = page.lines[at + 1].text if at + 1 < len(page.lines) else ""
    if CLOCK_ALONE.fullmatch(behind) and not CLOCK.search(line.text):
        line = line._replace(text=f"{line.text} {behind}")
    if at and not LABELLED.search(line.text):
        before = page.lines[at - 1]
        if len(before.text) <= 12 and LABELLED.search(before.text):
            return f"{before.text} {line.text}"
    return line.text


def datetime_of(element: Element) -> str:
    """A ``datetime`` next to the text, on the element, its parent or a <time> below."""
    for one in (element, *islice(element.iter("time"), 3), element.getparent()):
        if one is not None:
            for name in ("datetime", "data-date-time", "data-datetime"):
                if value := (one.get(name) or "").strip():
                    return value[:60]
    return ""


def find_attribute_times(page: Document, headline: Element | None, body: Element | None) -> Iterator[RawDate]:
    """Times that only attributes carry: portals' ``data-date-time``, and <time> elements near headline or body."""
    roles: tuple[tuple[str, Role], ...] = (("data-date-time", "published"), ("data-modify-date-time", "modified"))
    html = page.html
    for name, role in roles if "-date-time" in html else ():
        if name in html and (element := next(page.root.iterfind(f".//*[@{name}]"), None)) is not None:
            yield RawDate((element.get(name) or "")[:60], "page", role)
    near = {parent for one in (headline, body) if one is not None for parent in islice(one.iterancestors(), 3)}
    abbreviations = page.list_elements("abbr")[:MAX_ABBREVIATIONS]  # hAtom, as blogs have it
    for element in (one for one in abbreviations if "published" in (one.get("class") or "")):
        value = (element.get("title") or "").strip()
        if WHOLE_TIME.fullmatch(value) and not near.isdisjoint(islice(element.iterancestors(), 6)):
            yield RawDate(value, "page", "published")
    for element in page.list_elements("time"):
        value = element.get("datetime") or ""
        around = list(islice(element.iterancestors(), 6))
        if value and (body is None or body not in around) and not near.isdisjoint(around):
            if any(aside_level(parent) > 1 for parent in around if parent not in near):
                continue
            kind = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            is_change = "updated" in kind.split() or "modified" in kind or _follows_time(element, value)
            yield RawDate(value[:60], "page", "modified" if is_change else "published")


def find_titled_times(page: WeighedPage, headline: Element | None, body: Element | None) -> Iterator[RawDate]:
    """Whole times between headline and body that attributes hold: of what shows ``3시간 전`` or ``11월 27일``."""
    if headline is None or body is None:
        return
    start, end, last = page.of(headline).last, page.of(body).first, page.of(body).last
    within = page.lines[start : min(end, start + MAX_HEAD_LINES)]
    behind = (
        line
        for line in page.lines[last : last + LINES_BEHIND]
        if next(line.element.iterdescendants("abbr"), None) is not None
    )
    for line in (*within, *behind):
        if len(line.text) > MAX_LINE_CHARACTERS or line.linked > MAX_LINKED_LETTERS or line.is_aside:
            continue
        for one in (line.element, *islice(line.element.iterdescendants(*TIMED), MAX_TIMED)):
            for value in map(one.get, TITLES):
                if value and WHOLE_TIME.fullmatch(value.strip()):
                    yield RawDate(value.strip(), "page", "published")


def _follows_time(element: Element, value: str) -> bool:
    """Whether a time is right behind an earlier or equal one: WordPress prints both, told apart by class alone."""
    before = element.getprevious()
    if before is None or before.tag != "time" or (before.tail or "").strip(" |·/\n\t\r"):
        return False
    first = before.get("datetime") or ""
    return len(first) == len(value) and first <= value
