"""What can be odd about one page, as a closed list of traits: each can be seen of a single article, none by itself a
proof. Pure. A page is held back only where a trait breaks with the outlet's own history (see baseline.py).
"""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from models.records.article import Article
from models.records.page import Listing
from models.records.reject_reason import Reason
from models.text.alnum_key import alnum_key

NOT_KOREAN = 0.2
NOT_WORDS = 0.1
MAX_LETTERS_READ = 4_000
MIN_LETTERS = 20
ODD_LETTER = re.compile(r"[^\W\d_\x00-\x7f가-힣ㄱ-ㆎ]")
MAX_TIME_DIFFERENCE = timedelta(hours=2)
MAX_FUTURE = timedelta(hours=1)
ON_PAGE = frozenset({"page", "meta", "json-ld"})
MIDNIGHT = time()
KEY_LENGTH = 8
MIN_KEY_LENGTH = 3
MIN_LINE_LENGTH = 10


class Trait(StrEnum):
    """What is odd. ``REJECT_…`` of a page that was found to be no article."""

    NO_DATE = "no_date"
    NO_REPORTER = "no_reporter"
    NO_BODY = "no_body"
    SHORT = "short"
    LONG = "long"
    MISSED = "selector_missed"
    HEADLINE_OFF = "headline_off"
    DATE_OFF = "date_off"
    DATE_ELSEWHERE = "date_elsewhere"
    EQUAL_BODY = "equal_body"
    EQUAL_HEADLINE = "equal_headline"
    SHARED_LINES = "shared_lines"
    FRAME_LINES = "frame_lines"
    FOREIGN_LINES = "foreign_lines"
    GARBLED = "garbled"
    BROKEN = "broken_characters"
    PHP = "php_messages"
    REJECT_HEADLINE = "no_headline"
    REJECT_BODY = "no_article_text"
    REJECT_WALL = "wall"
    REJECT_OTHER = "no_article"


SOFT = frozenset({Trait.NO_REPORTER, Trait.PHP, Trait.DATE_ELSEWHERE})
"""Worth a finding, but no reason to hold a page back: what it says is right as far as it goes."""
STRICT = frozenset({Trait.NO_DATE, Trait.DATE_OFF, Trait.FOREIGN_LINES, Trait.GARBLED, Trait.EQUAL_BODY})
"""Held back one by one where the outlet (almost) never had it: a wrong date or foreign text is worse than a gap."""
LENGTHS = frozenset({Trait.SHORT, Trait.LONG})
NEVER_ACCEPTED = frozenset({Trait.EQUAL_BODY, Trait.FOREIGN_LINES, Trait.GARBLED})
"""No outlet means these: what they stay on is held back until a parser is mended."""
REJECTS = {
    Reason.NO_HEADLINE: Trait.REJECT_HEADLINE,
    Reason.NO_BODY: Trait.REJECT_BODY,
    Reason.LOGIN_WALL: Trait.REJECT_WALL,
    Reason.ADULT_WALL: Trait.REJECT_WALL,
}


def traits_of(article: Article, listing: Listing | None = None) -> frozenset[Trait]:
    """What is odd about an article alone, and beside what a list said of it."""
    found = {
        Trait.NO_DATE: article.published_at is None,
        Trait.DATE_OFF: article.published_at is not None and article.published_at > article.fetched_at + MAX_FUTURE,
        Trait.DATE_ELSEWHERE: article.published_from not in ON_PAGE and article.published_at is not None,
        Trait.NO_REPORTER: not article.reporters,
        Trait.NO_BODY: not article.body,
        Trait.MISSED: any(name == "selector_missed" and count for name, count in article.repairs),
        Trait.GARBLED: is_garbled(f"{article.headline}\n{article.body[:MAX_LETTERS_READ]}"),
        Trait.BROKEN: article.broken_characters > 0,
        Trait.PHP: article.php_messages > 0,
    }
    if listing is not None:
        found[Trait.HEADLINE_OFF] = _headlines_differ(listing.headline, article.headline)
        found[Trait.DATE_OFF] |= _times_differ(listing.published_at, article.published_at)
    return frozenset(trait for trait, is_so in found.items() if is_so)


def reject_trait(reason: Reason) -> Trait:
    """The trait of a page that was found to be no article."""
    return REJECTS.get(reason, Trait.REJECT_OTHER)


def is_garbled(text: str) -> bool:
    """Whether the letters are hardly Korean or Latin ones, as after a wrong charset: ``ì„œìš¸``, ``????``."""
    odd, marks = len(ODD_LETTER.findall(text)), text.count("?") + text.count("\ufffd")
    if odd <= NOT_KOREAN * MIN_LETTERS and marks <= NOT_WORDS * MIN_LETTERS:
        return False
    everything = sum(map(str.isalpha, text)) + marks
    return everything > MIN_LETTERS and (odd > NOT_KOREAN * everything or marks > NOT_WORDS * everything)


def find_line_keys(body: str) -> tuple[frozenset[str], frozenset[str], str]:
    """The letters and digits of a body's lines: those long enough to tell one article from another; those as short
    as the words of a page's frame (사회, AD, 함께 본 소식); and all in one.
    """
    keys = [alnum_key(line) for line in body.split("\n")]
    short = frozenset(key for key in keys if 1 < len(key) < MIN_LINE_LENGTH)
    return frozenset(key for key in keys if len(key) >= MIN_LINE_LENGTH), short, "".join(keys)


def _times_differ(listed: datetime | None, found: datetime | None) -> bool:
    """By more than two hours, or by the day where one of them names no time of the day."""
    if listed is None or found is None:
        return False
    if listed.time() == MIDNIGHT or found.time() == MIDNIGHT:
        return listed.date() != found.date()
    return abs(found - listed) > MAX_TIME_DIFFERENCE


def _headlines_differ(listed: str, found: str) -> bool:
    """Lists cut headlines and set marks before them; so a common run of letters from either start is enough."""
    a, b = alnum_key(listed), alnum_key(found)
    if len(a) < MIN_KEY_LENGTH or not b:
        return False
    return a[:KEY_LENGTH] not in b and b[:KEY_LENGTH] not in a and a[-KEY_LENGTH:] not in b
