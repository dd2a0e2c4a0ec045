"""The headline: what headings, og:title, <title> and JSON-LD agree on, as readers see it.

A heading's text that is the page's title less a site's name is the headline, however the heading is marked up.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import collapse_spaces, text_of
from pipelines.dom.tree import Element
from pipelines.generic.class_names import names_title
from pipelines.generic.density import Line, WeighedPage
from pipelines.text.site_words import NAMED, SECTION_KEYS, SITE, is_site
from pipelines.text.text_keys import count_hangul

SPACED = re.compile(
    r"[\s:|ㅣ│┃«»◆◇■▒▣◈](?:(?<=\s)(?:\s*(?:[-–—|:<>»·•/ㅣ│┃]|::|>>|<<|&gt;|&lt;)\s+|\s*(?:::|[|ㅣ│┃«»◆◇■▒▣◈])\s*|\s+)"
    r"|(?<=:):\s*|(?<=[|ㅣ│┃«»◆◇■▒▣◈])\s*)"
)
TIGHT = re.compile(r"[-–—_:<>]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
TAGGED = re.compile(r"\A\[[^\[\]]{1,12}\]\s{0,2}")
GOES_ON = re.compile(r"\s{0,3}[-–—|:<>»·ㅣ│/]")
COMES = re.compile(r"[-–—|:<>»·ㅣ│/\]]\s{0,3}$")
SHORT, LONG, MIN_HEAD, MIN_PART = 2, 200, 6, 9
MAX_ANCESTORS = 60
MAX_HEADING_LINES = 40
"""An element of more lines is no heading; boxes in boxes would be read over and over."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, the element that shows it (None where only the page's title does), and how many sources agree."""

    text: str
    element: Element | None
    votes: int


def bare_titles(titles: Iterable[str], sites: Iterable[str], sections: Iterable[str] = ()) -> tuple[str, ...]:
    """Each title less the names of site and section that are before or behind it; titles of the site alone go."""
    named = {alnum_key(site) for site in sites if alnum_key(site)}
    under = {alnum_key(section) for section in sections} | SECTION_KEYS
    bare = (_bare(fold_spaces(title), named, under) for title in titles if title)
    return tuple(dict.fromkeys(text for text in bare if len(alnum_key(text)) >= SHORT and alnum_key(text) not in named))


def split_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """The long parts of titles between marks, of which one is the headline as the page shows it."""
    parts = (part.strip() for title in titles for part in SPACED.split(title))
    return tuple(part for part in parts if count_hangul(part) >= MIN_PART)


def fold_spaces(text: str) -> str:
    """Folded, but a gap of two blanks, which may set a site's name off, is kept as such."""
    return re.sub(r"[^\S ]+", " ", text).strip()


def _bare(title: str, sites: set[str], sections: set[str]) -> str:
    cut = False
    bracketed = re.match(r"[\[<〈【]([^\[\]<>〈〉【】]{2,30})[\]>〉】]\s{0,3}(?=\S)", title)
    if bracketed and alnum_key(bracketed[1]) in sites:
        title = title[bracketed.end() :]
    for _ in range(5):
        parts = [*SPACED.finditer(title)] or [*TIGHT.finditer(title)]
        if not parts:
            break
        last, first = parts[-1], parts[0]
        tail, head = alnum_key(title[last.end() :]), alnum_key(title[: first.start()])
        spaced = SPACED.search(last[0]) is not None and last[0].strip() != ""
        if _names_site(title[last.end() :], tail, sites, spaced) or tail in sections or (cut and tail in sections):
            title, cut = title[: last.start()].rstrip(), True
        elif (
            head
            and (_heads_site(title, first, head, sites) or (head in sections and ">" in first[0]))
            and first.end() < len(title)
        ):
            title, cut = title[first.end() :].lstrip(), True
        elif (
            cut
            and spaced
            and "/" not in title[last.end() :]
            and count_hangul(title[last.end() :]) <= 6
            and tail in sections
        ):
            title = title[: last.start()].rstrip()
        else:
            break
    return collapse_spaces(title)


def _heads_site(title: str, mark: re.Match[str], head: str, sites: set[str]) -> bool:
    """Whether a title begins with its site: a name that is known, or one that reads so before ``::`` or ``|``."""
    return head in sites or (mark[0].strip() in ("::", "|", "ㅣ", "│") and is_site(title[: mark.start()].strip()))


def _names_site(text: str, tail: str, sites: set[str], spaced: bool) -> bool:
    if not tail or tail in sites or any(len(site) > 2 and (site in tail or tail in site) for site in sites):
        return len(tail) <= 40 or tail in sites
    return spaced and NAMED.fullmatch(text.strip()) is not None and SITE.search(text) is not None


def find_headline(
    page: WeighedPage,
    shown: tuple[str, ...],
    whole: tuple[str, ...],
    body: Element | None,
    names: frozenset[str] = frozenset(),
) -> Headline:
    """The headline of a page. ``shown``: titles without the site's name, the surest first; ``whole``: as written;
    ``names``: keys of the names that the page shows as its site's."""
    titles = _Titles.of(shown, whole)
    best: tuple[tuple[float, ...], Line] | None = None
    stop = page.of(body).first if body is not None else len(page.lines)
    near = set(body.iterancestors()) if body is not None else set()
    for at, line in enumerate(page.lines):
        if not SHORT <= len(line.text) <= LONG:
            continue
        rank = _rank(line)
        is_link = line.linked > line.plain and alnum_key(line.text) not in titles.shown
        if not rank and (is_link or line.text[:1] not in titles.begin):
            continue
        votes = titles.votes(line.text, rank)
        weight = page.of(line.element)
        is_small = weight.last - weight.first <= MAX_HEADING_LINES
        if (rank > 1 or votes == 1) and is_small and (unbroken := _unbroken(page, line)):
            more = titles.votes(unbroken, rank)
            if more >= votes + (rank <= 1):
                line, votes = line._replace(text=unbroken), more
        if votes < 2 and is_small and (inner := _inner(line, titles, rank)):
            line, votes = line._replace(text=inner), titles.votes(inner, max(rank, 2))
        if votes < 2 and is_small and (beside := _beside(line, shown, own=votes > 0)):
            line, votes = line._replace(text=beside), 2
        if not votes and (not rank or line.is_aside or line.linked > line.plain or line.plain < 6 or at > stop + 2):
            continue
        if is_site(line.text) or alnum_key(line.text) in names:
            continue
        shared = sum(1 for parent in islice(line.element.iterancestors(), MAX_ANCESTORS) if parent in near)
        worth = (votes, not line.is_aside, line.linked <= line.plain or rank > 1, rank, shared, -abs(stop - at))
        if best is None or worth > best[0]:
            best = (worth, line)
    if best is None:
        return Headline(shown[0] if shown else "", None, len(set(titles.shown)))
    votes, line = int(best[0][0]), best[1]
    if (alone := _shown_alone(page, line)) is not None:
        line = alone
    if not votes and shown and not is_site(shown[0]):
        return Headline(shown[0], None, 1)
    return Headline(_spelled(line.text, shown), line.element, votes)


def _shown_alone(page: WeighedPage, line: Line) -> Line | None:
    """Of a headline that goes on with a board's name (``… > 우리동네소식``), the line that shows it without."""
    for mark in SPACED.finditer(line.text):
        head = line.text[: mark.start()].strip()
        if ">" not in mark[0] or len(alnum_key(head)) < MIN_HEAD:
            continue
        for other in page.lines:
            if other is line or head not in other.text:
                continue
            inner = (text_of(e) for e in islice(other.element.iterdescendants(), 12) if isinstance(e.tag, str))
            if other.text == head or head in inner:
                return other._replace(text=head)
    return None


def _unbroken(page: WeighedPage, line: Line) -> str:
    """The whole of a heading whose lines are divided by <br>; empty for any other line."""
    weight = page.of(line.element)
    if any(other.element is not line.element for other in page.lines[weight.first : weight.last]):
        return ""
    if next(line.element.iterdescendants("br"), None) is None:
        return ""
    whole = text_of(line.element)
    return whole if SHORT <= len(whole) <= LONG else ""


def _inner(line: Line, titles: "_Titles", rank: int) -> str:
    """The part of a line that is a title by itself, beside a section's name or a deck in elements of their own."""
    if not len(line.element):
        return ""
    mine = alnum_key(line.text)
    known = any(len(title) >= 6 and title in mine and title != mine for title in titles.shown)
    if not known and rank <= 2:
        return ""
    texts = [text_of(element) for element in islice(line.element.iterdescendants(), 12) if isinstance(element.tag, str)]
    if known and (exact := next((text for text in texts if alnum_key(text) in titles.shown), "")):
        return exact
    return next((text for text in texts if text != line.text and titles.votes(text, 0) > 1), "") if rank > 2 else ""


def _beside(line: Line, shown: tuple[str, ...], *, own: bool) -> str:
    """The title that a line holds beside a label, a count or a deck; empty where it is not most of the line. ``own``:
    the rest must be in an element of its own, as a title may also be cut short."""
    ends = (text_of(child) for child in line.element if isinstance(child.tag, str))
    if own and not any(text and line.text.endswith(text) for text in ends):
        return ""
    mine = alnum_key(line.text)
    keys = ((title, alnum_key(title)) for title in shown)
    return next((title for title, key in keys if MIN_PART <= len(key) < len(mine) <= 2 * len(key) and key in mine), "")


@dataclass(frozen=True, slots=True)
class _Titles:
    """What the page calls itself: keys of titles without and with the site's name, and the titles as written."""

    shown: tuple[str, ...]
    whole: tuple[str, ...]
    written: tuple[str, ...]
    bare: tuple[str, ...]
    begin: frozenset[str]  # how they begin: a line that is not a heading and begins otherwise need not be compared

    @classmethod
    def of(cls, shown: tuple[str, ...], whole: tuple[str, ...]) -> "_Titles":
        begin = frozenset(
            one[:1]
            for text in map(collapse_spaces, (*shown, *whole))
            for one in (text, TAGGED.sub("", text), *(text[mark.end() :] for mark in SPACED.finditer(text)))
        )
        return cls(
            tuple(map(alnum_key, shown)),
            tuple(map(alnum_key, whole)),
            tuple(map(collapse_spaces, whole)),
            tuple(map(collapse_spaces, shown)),
            begin,
        )

    def votes(self, text: str, rank: int) -> int:
        """How many titles are this text: 2 for the same or one that goes on behind a separator, 1 for any other end."""
        mine = alnum_key(text)
        if len(mine) < SHORT:
            return 0
        count = sum(2 for other in self.shown if other == mine)
        if len(mine) >= (4 if rank > 1 else 6):
            for other, written in zip(self.whole, self.written, strict=True):
                if other == mine or len(other) > len(mine) + 60:
                    continue
                if other.startswith(mine):
                    count += 2 if GOES_ON.match(written[len(text) :]) and written.startswith(text) else 1
                elif mine in other and (_is_last(text, written) or _is_inner(text, written)):
                    count += 2
            count += 2 * sum(1 for other in self.bare if other.endswith(text) and TAGGED.fullmatch(other[: -len(text)]))
            count += sum(1 for other in self.shown if len(other) > 12 and other != mine and mine.startswith(other))
        return count


def _is_last(text: str, written: str) -> bool:
    """Whether a title ends with a text behind a separator: ``가온신문 - text``."""
    return written.endswith(text) and COMES.search(written[: -len(text)]) is not None


def _is_inner(text: str, written: str) -> bool:
    """Whether a title names a board before a text and the site behind it: ``교육뉴스 > text | 가람교육청``."""
    before, found, behind = written.partition(text)
    return (
        bool(found)
        and 2 * len(text) >= len(written)
        and COMES.search(before) is not None
        and GOES_ON.match(behind) is not None
    )


def _rank(line: Line) -> int:
    """How much the element's own kind speaks for a headline."""
    for element in (line.element, line.element.getparent()):
        if element is None:
            break
        tag = element.tag
        if tag in HEADINGS:
            return 7 - HEADINGS.index(tag)
        if names_title(element):
            return 2
    return 0


def _spelled(text: str, shown: tuple[str, ...]) -> str:
    """The text as shown; where a title has the same letters but better spaced words (a <br> in a heading), that one."""
    for title in shown:
        if alnum_key(title) == alnum_key(text) and title.replace(" ", "") == text.replace(" ", ""):
            return text if text.count(" ") >= title.count(" ") else title
    return text
