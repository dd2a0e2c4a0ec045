"""Who signed: lines near headline and body that hold nothing but names, and the authors a page names for programs."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest

from models.text.mail_address import ADDRESS
from pipelines.dom.tree import Element
from pipelines.generic.body_text import Tools
from pipelines.generic.class_names import AUTHORS, name_words
from pipelines.generic.density import Line, WeighedPage, read_apart
from pipelines.generic.times import DIGITS
from pipelines.generic.writers.near_texts import is_prose
from pipelines.page.boilerplate import heads_others, is_boilerplate
from pipelines.text.signing import drop_buttons
from pipelines.text.text_keys import count_hangul

Names = Callable[[str], tuple[str, ...]]
SIGNED = re.compile(
    r"기자|특파원|논설|위원|인턴|에디터|PD|앵커|리포터|칼럼니스트|교수|작가|디자이너|대표|편집|통신원|주필|@|평론가|글쓴이|작성자|필자|기자명|이름\s?[:：]|글\s?=|취재|보낸\s?(?:사람|이)\s"
)
SIGNED_AHEAD = re.compile(
    r"(?:posted |written )?by\.?\s|글\s?[·/,&]\s?사진|사진\s?[·/,&]\s?글|글\s?[\s|:：·ㆍ/.,]\s?[가-힣]{3}(?![가-힣])"
    r"|사진\s?[:：=]?\s?[가-힣]{2,4}\s글\s|글\s[가-힣]{3}\s|(?:기사작성|등록자|대담|정리|작성|지은이)\s?[:：=|]?\s?[가-힣]{3}(?![가-힣])"
    r"|(?:[가-힣]{2,8}\s)?[가-힣]{3}\s[가-힣]{0,6}(?:부장|국장|차장|팀장|본부장|아나운서)\Z",
    re.IGNORECASE,
)
OWN_ID = re.compile(r"[가-힣]{2,4}\([a-z][a-z0-9._-]{2,24}\)")
LABEL = re.compile(
    r"(?:기자명?|글|글쓴이|작성자|필자|취재|기고|(?:취재|담당|작성)\s?기자|(?:기자|필자|작가)\s?(?:소개|프로필|정보)"
    r"|by|author)\s?[:：|]?",
    re.IGNORECASE,
)
"""A whole line that says of the next one that it names who wrote."""
MAX_LABEL_CHARACTERS = 10
HANGUL = re.compile("[가-힣]+")
WEEKDAY = re.compile("[월화수목금토일](?:요일)?")
OF_TIMES = frozenset(
    [
        "년",
        "월",
        "일",
        "시",
        "분",
        "초",
        "전",
        "오전",
        "오후",
        "입력",
        "승인",
        "등록",
        "수정",
        "작성",
        "게시",
        "날짜",
        "기사입력",
        "최종수정",
        "조회",
        "조회수",
    ]
)
SECTIONS = frozenset(
    [
        "부동산",
        "문화재",
        "신도시",
        "연예인",
        "방송사",
        "공연장",
        "전시회",
        "지역판",
        "의료원",
        "정치인",
        "여행지",
        "노동계",
        "주간지",
    ]
)
"""Names of sections that have the shape of a person's."""
OF_OUTLET = re.compile(r"발행인|편집인|청소년\s?보호|개인\s?정보|등록\s?번호|제보|대표\s?전화|고충\s?처리")
"""What an outlet's imprint says beside the names of its own people."""
CALLED = re.compile(r"\s(?:(?:기사|최초|최종)\s?)?(?:입력|승인|등록|작성|게시|송고)\s?[:：]?\Z")
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
COMMENTS = re.compile(r"(?:전체|독자|한\s?줄)?\s?(?:댓글|의견|덧글)")
MIN_OTHER_LETTERS = 7
WRITTEN_BY = re.compile(r"(?:posted|written|reported|words)?\s?by[\s:.]|reporter[\s:]", re.IGNORECASE)
AUTHOR_LINK = re.compile(r"(?:author|reporter|journalist|writer|gija|byline)s?\b", re.IGNORECASE)
MAX_LINE_CHARACTERS = 100
OPENINGS = tuple("[(【<〈")
_ADDRESS = re.compile(ADDRESS)
NAME_REACH = 16
"""Between a name and an address in one line are a title, a desk or the word for mail."""
GENERAL = re.compile(
    r"[(<\[\s]*(?:news|newsroom|editor|edit|webmaster|master|admin|jebo|press|report|desk|info|help|mail|contact|office|ad|photo)\d*@",
    re.IGNORECASE,
)
"""An address of the outlet, which is nobody's own."""
BARE_ADDRESS = re.compile(rf"[(<\[]?\s?{ADDRESS}\s?[)>\]]?")
MIN_ADDRESS = 6
ADDRESSES_BEHIND = 40
BEHIND, WRITER_LINES, LINES_ABOVE, HEAD_LINES = 12, 3, 2, 8
LISTED_MARK = re.compile(r"\s?[·,/ㆍ]")
NEAR_DAY = re.compile(r"\d{1,2}월\s?\d{1,2}일|\d{1,2}:\d{2}|" + DIGITS.pattern)
LISTED = re.compile(r"\s?[·,/ㆍ]\s?")
FULL_NAME, MIN_NAME = 3, 2
MAX_CARD_CHARACTERS, MAX_CARD_LETTERS = 40, 14
ADDRESS_CHARACTERS, MAX_SIGNING = 40, 4
TAIL = 3
MAX_PARTS, MAX_NAMED_CHARACTERS = 20_000, 12
CARD_LINES = 3
"""Between a name and its address in a card may be a desk and what the reporter says of the work."""
ABOVE = 60
MIN_HEADLINE_LETTERS = 10


def find_signing_lines(page: WeighedPage, headline: Element | None, body: Element | None, tools: Tools) -> list[str]:
    """Lines that sign the article: between headline and body, in boxes named for authors, right behind the body."""
    if body is None:
        return []
    names, opening = tools.names, tools.opening
    weight = page.of(body)
    head = (
        next((at for at, line in enumerate(page.lines) if line.element is headline), -1) if headline is not None else -1
    )
    start = head + 1 if 0 <= head < weight.last else max(0, weight.first - 12)
    start = max(start, weight.first - ABOVE)
    found = list(_lines(page, start, max(start, weight.first), names, always=True))
    for line in page.lines[start : weight.first] if head >= 0 else ():
        found += [f"{name} 기자" for name in opening(line.text)] if line.text[:1] in OPENINGS else []
    within = start >= weight.first  # the headline is inside the body's element
    between = page.lines[start : min(weight.last, start + WRITER_LINES) if within else weight.first]
    found += () if found else _find_bare_names(between, page, tools)
    found += () if found or head < 1 else _find_beside_time(page.lines[max(0, head - LINES_ABOVE) : head], names)
    if not found:
        found += [line.text for line in between if "@" in line.text and tools.is_desk(line.text)][:1]
    if within:
        head_end = min(weight.last, start + HEAD_LINES)
        prose = (at for at in range(start, head_end) if is_prose(page.lines[at]))
        found += _lines(page, start, next(prose, head_end), names, always=True)
    inside = weight.first if weight.first > start else start
    found += _lines(page, inside, min(weight.last, inside + 6), names, always=False)
    behind = list(
        _lines(page, max(inside, weight.last - 8), min(weight.last + BEHIND, len(page.lines)), names, always=False)
    )
    notices = (*between, *page.lines[max(inside, weight.last - 2) : weight.last + BEHIND])
    behind += [signs for line in notices if (signs := tools.notice(line.text))][:1]
    return list(dict.fromkeys([*found, *behind]))


def _lines(page: WeighedPage, start: int, end: int, names: Names, *, always: bool) -> Iterator[str]:
    above = label = ""
    for line in page.lines[start:end]:
        text = _read_line(line, names)
        before, above, label = above, label, text if len(text) <= MAX_LABEL_CHARACTERS and always else ""
        if above and _names_one(above, text, names) and names(before) != (before,):
            yield f"{text} 기자"
        elif (
            above
            and "@" in text
            and len(above) == FULL_NAME
            and BARE_ADDRESS.fullmatch(text)
            and names(above) == (above,)
        ):
            yield f"{above} {text}"
        if not always and (line.is_aside or line.linked > MIN_HEADLINE_LETTERS):
            if line.linked > MIN_HEADLINE_LETTERS:
                return
            continue
        if not 2 <= len(text) <= MAX_LINE_CHARACTERS or line.element.tag == "figcaption":
            continue
        boxed = is_author_box(line.element)
        if not boxed and not (always and (_signs(text) or _is_list_of_names(text, names))):
            continue
        text = drop_buttons(text)
        if boxed and len(text) == MIN_NAME and names(f"{text} 기자") == (text,):
            yield f"{text} 기자"
            continue
        dated = DIGITS.search(text)
        if dated and names(text[: dated.start()].strip()):
            text = CALLED.sub("", text[: dated.start()].strip())
        if names(text) and (boxed or _signs(text) or _is_list_of_names(text, names)):
            yield text


def _read_line(line: Line, names: Names) -> str:
    """The line, its parts set apart where that tells who signs."""
    if len(line.text) > MAX_LINE_CHARACTERS:
        return line.text
    apart = read_apart(line)
    return apart if apart == line.text or names(apart) else line.text


def _signs(text: str) -> bool:
    """Whether a line has a word or a form by which people sign."""
    signs = SIGNED.search(text) or SIGNED_AHEAD.match(text) or (text.endswith(")") and OWN_ID.search(text))
    return bool(signs)


def _names_one(label: str, text: str, names: Names) -> bool:
    """Whether a line is the name of one person, as the line above says: ``기 자``, ``작성자 :``."""
    word = "".join(label.split())
    if not LABEL.fullmatch(word) or not MIN_NAME <= len(text) <= FULL_NAME + 1:
        return False
    return names(text) == (text,) if len(text) == FULL_NAME else "기자" in word and names(f"{text} 기자") == (text,)


def _find_bare_names(lines: Sequence[Line], page: WeighedPage, tools: Tools) -> Iterator[str]:
    """A full name with a witness: a time in its line or in the next one, a link that leads to an author, ``by``, or the
    desk, the place or the paper of who bears it."""
    names = tools.names
    menu: set[str] = set()
    for at, line in enumerate(lines):
        if not FULL_NAME <= len(line.text) <= MAX_CARD_CHARACTERS or line.is_aside:
            continue
        text = drop_buttons(read_apart(line))
        if name := tools.alone(text):
            yield f"{name} 기자"
            continue
        words = _other_words(text)
        if len(words) > 1 and DIGITS.search(text):  # 2026. 11. 27. / 소식 / 국하람
            menu = menu or {word for other in page.lines if other.linked > other.plain for word in other.text.split()}
            words = [word for word in words if word not in menu]
        if 1 < len(words) <= MAX_SIGNING and NEAR_DAY.search(text) and _are_names(words, text, names):
            yield " · ".join(words)
            continue
        if len(words) != 1 or len(words[0]) != FULL_NAME or names(words[0]) != (words[0],):
            continue
        name = words[0]
        dated = DIGITS.search(text) is not None or (text == name and any(map(_is_time, lines[max(0, at - 1) : at + 2])))
        once = name not in SECTIONS and sum(1 for other in page.lines if other.text == name) <= 1
        if (dated and once) or WRITTEN_BY.match(text) or _leads_to_author(line.element):
            yield name


def _are_names(words: Sequence[str], text: str, names: Names) -> bool:
    """Whether words are full names with marks between them in their line: ``11월 27일 국하람 · 도해솔``."""
    listed = all(LISTED_MARK.match(text, text.find(word) + len(word)) for word in words[:-1])
    return listed and all(len(word) == FULL_NAME and names(word) == (word,) for word in words)


def _find_beside_time(lines: Sequence[Line], names: Names) -> Iterator[str]:
    """Right above the headline, lines that name who wrote beside the time: ``2026.11.28 · 보낸 사람 국하람``."""
    for line in lines:
        text = line.text
        short = len(text) <= MAX_CARD_CHARACTERS and not line.linked and not line.is_aside
        if short and _signs(text) and DIGITS.search(text) and names(text):
            yield text


def _is_time(line: Line) -> bool:
    """Whether a line is nothing but a time."""
    return DIGITS.search(line.text) is not None and not _other_words(line.text)


def _other_words(text: str) -> list[str]:
    """The words of a text that speak of no time."""
    return [word for word in HANGUL.findall(text) if word not in OF_TIMES and not WEEKDAY.fullmatch(word)]


def _leads_to_author(element: Element) -> bool:
    for link in islice(element.iter("a"), 3):
        if link.get("rel") == "author" or AUTHOR_LINK.search(link.get("href") or ""):
            return True
    return False


def _is_list_of_names(text: str, names: Names) -> bool:
    """Whether a line is nothing but two full names or more with marks between them: ``국하람·도해솔``."""
    parts = [part.strip() for part in LISTED.split(text)]
    return len(parts) > 1 and all(len(part) == FULL_NAME for part in parts) and set(names(text)) == set(parts)


def find_writer(page: WeighedPage, headline: Element | None, body: Element | None, tools: Tools) -> str:
    """The line that names who wrote a column that nobody of the outlet signed: above the text, or among its first and
    last lines; empty where there is none, or several."""
    if body is None:
        return ""
    weight = page.of(body)
    start = page.of(headline).last if headline is not None else weight.first
    begins = max(start, weight.first)
    above = page.lines[max(min(start, begins), begins - ABOVE) : begins + WRITER_LINES]
    below = page.lines[max(weight.first, weight.last - WRITER_LINES) : weight.last + WRITER_LINES]
    for lines in (above, below):
        texts = [read_apart(line) if len(line.text) <= MAX_CARD_CHARACTERS else line.text for line in lines]
        joined = [
            f"{text} {behind}" if len(text) == FULL_NAME and len(behind) <= MAX_CARD_CHARACTERS else text
            for text, behind in zip_longest(texts, texts[1:], fillvalue="")
        ]
        pairs = [(line, text) for line, text in zip(lines, joined, strict=True) if not line.linked]
        found = {name: text for _, text in pairs if (name := tools.columnist(text))}
        if found:
            return next(iter(found.values())) if len(found) == 1 else ""
    return ""


def find_card(page: WeighedPage, body: Element | None, names: Names) -> list[str]:
    """Who signs a text that nobody signed: names and their titles alone in lines behind it, before any other article;
    what leads to more articles of one person names who wrote this one."""
    if body is None:
        return []
    last = page.of(body).last
    label = ""
    found: list[str] = []
    for line in page.lines[last : last + BEHIND]:
        whole = _read_line(line, names)
        text = drop_buttons(whole)
        is_card = len(text) <= MAX_CARD_CHARACTERS + ADDRESS_CHARACTERS * ("@" in text) and _signs(text)
        if is_card and 0 < len(names(text)) <= (MAX_SIGNING if "@" in text else 1) and not _begins_list(line, text):
            found.append(text)
            continue
        if found or heads_others(line.text) or _begins_other(line):
            break
        above, label = label, line.text if len(line.text) <= MAX_LABEL_CHARACTERS else ""
        if above and _names_one(above, text, names):
            return [f"{text} 기자"]
        if len(above) == FULL_NAME and "@" in text and BARE_ADDRESS.fullmatch(text) and names(above) == (above,):
            return [f"{above} {text}"]
        if line.plain + line.linked > MAX_CARD_LETTERS and not is_boilerplate(line.text):
            break
    return found


def _begins_other(line: Line) -> bool:
    """Whether comments begin with a line, or the headline of another article is one."""
    is_heading = line.element.tag in HEADINGS and not LABEL.fullmatch("".join(line.text.split()))
    return COMMENTS.match(line.text) is not None or (is_heading and line.plain >= MIN_OTHER_LETTERS)


def _begins_list(line: Line, text: str) -> bool:
    """Whether a line is the outlet's own, or heads other articles and not those of the one person whom it names."""
    if OF_OUTLET.search(line.text):
        return True
    return heads_others(line.text) and (text == line.text or "," in text or "·" in text)


def find_addresses(
    page: WeighedPage, headline: Element | None, body: Element | None, named: set[str], names: Names
) -> list[str]:
    """Lines with the e-mail of somebody who signed (``named``), wherever in or around the article: beside the name, or
    alone in the line below it."""
    if body is None or not named:
        return []
    weight = page.of(body)
    start = min(page.of(headline).first, weight.first) if headline is not None else weight.first
    found: list[str] = []
    lines = page.lines[start : weight.last + ADDRESSES_BEHIND]
    behind = weight.last - start
    tail = behind - TAIL
    for at, line in enumerate(lines):
        if "@" not in line.text or not MIN_ADDRESS <= len(line.text) <= MAX_LINE_CHARACTERS:
            continue
        bare = drop_buttons(line.text)
        own = names(bare)
        if (own and named.issuperset(own)) or (
            _is_address(bare) and _stands_under(lines[max(0, at - CARD_LINES) : at], named, names)
        ):
            found.append(bare)
        elif behind_names := list(_find_behind_names(read_apart(line), named)):
            found += behind_names
        elif len(named) == 1 and at == behind and is_prose(lines[at - 1]) and _is_own_address(line, bare):
            found.append(bare)  # right below the text of the one who signs it
        elif len(named) == 1 and tail <= at <= tail + 2 * TAIL and (begun := BARE_ADDRESS.match(line.text)):
            # The line break before the outlet's notice may have been lost.
            found += [begun[0]] if is_boilerplate(line.text[begun.end() :].strip()) else []
    return found


def _find_behind_names(text: str, named: set[str]) -> Iterator[str]:
    """``이름 기자 주소`` for each address in a line right behind the name of somebody who signed."""
    for mail in _ADDRESS.finditer(text):
        before = text[max(0, mail.start() - NAME_REACH) : mail.start()]
        if "@" in before:
            before = before.rpartition("@")[2]
        name = max((one for one in named if one in before), key=before.rfind, default="")
        if name:
            yield f"{name} 기자 {mail[0]}"


def _is_own_address(line: Line, text: str) -> bool:
    return not line.is_aside and _is_address(text) and not GENERAL.match(text)


def _is_address(text: str) -> bool:
    """Whether a line is an address, and at most a time beside it."""
    found = BARE_ADDRESS.search(text)
    if found is None:
        return False
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return not rest.strip() or (DIGITS.search(rest) is not None and not _other_words(rest))


def find_boxed_addresses(root: Element, named: set[str], names: Names) -> list[str]:
    """``이름 주소`` of who signed, from boxes whose lines are not read otherwise: an element that is the name alone,
    and soon behind it one that is an address alone."""
    found: list[str] = []
    name, left = "", 0
    for part in islice(root.iter("*"), MAX_PARTS):
        text = (part.text or "").strip()
        left -= bool(text)
        if len(text) > MAX_CARD_CHARACTERS or heads_others(text):
            left = 0
        if not 2 <= len(text) <= MAX_CARD_CHARACTERS:
            continue
        if "@" not in text:
            may = len(text) <= MAX_NAMED_CHARACTERS and not OF_OUTLET.search(text)
            theirs = names(text) if may and (left > 0 or any(one in text for one in named)) else ()
            name, left = (theirs[0], CARD_LINES) if len(theirs) == 1 else (name, left)
        elif name in named and left >= 0 and BARE_ADDRESS.fullmatch(text) and not GENERAL.match(text):
            found.append(f"{name} {text}")
            name = ""
    return list(dict.fromkeys(found))


def _stands_under(lines: Sequence[Line], named: set[str], names: Names) -> bool:
    """Whether the nearest of the lines above that names persons names none but those who signed."""
    for line in reversed(lines):
        if "@" in line.text or heads_others(line.text):
            return False
        theirs = names(line.text) if len(line.text) <= MAX_LINE_CHARACTERS else ()
        if theirs:
            return named.issuperset(theirs)
    return False


def is_author_box(element: Element) -> bool:
    """Whether an element or one of the two around it is named for authors."""
    for count, one in enumerate((element, *element.iterancestors())):
        if count > 2:
            return False
        if not AUTHORS.isdisjoint(name_words(one)):
            return True
    return False


def find_persons(authors: Sequence[str], sites: Sequence[str], names: Names) -> tuple[str, ...]:
    """The texts of ``authors`` that name persons: no outlet, no desk, no address."""
    kept = []
    for author in authors[:12]:
        text = re.sub(r"\s외\s?\d{1,2}\s?[명인]", "", author).strip()
        if not text or len(text) > MAX_LINE_CHARACTERS or "://" in text or text in sites:
            continue
        if names(text) and count_hangul(text) >= 2:
            kept.append(text)
    return tuple(dict.fromkeys(kept))
