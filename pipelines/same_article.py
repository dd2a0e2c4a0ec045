"""Whether a text that came from an article's address is plausibly that article. Pure.

Outlets edit: they mend words, change headlines, add paragraphs, double a text, write the text of a photo story. All of
these keep the headline or most of the shorter text. What keeps neither is a notice, a wall, or another article.
"""

import hashlib
import re
from enum import StrEnum

from models.records.article import Article
from models.text.alnum_key import alnum_key

GRAM = 10
MIN_SHARE = 0.5
"""Of the shorter body's ten-letter runs: so many in both make them one text. One changed number costs ten runs."""
MIN_SHARE_WITH_HEADLINE = 0.35
"""Enough where the headlines agree but for their numbers: texts made by one pattern share a fifth."""
MIN_HEADLINE_SHARE = 0.6
MIN_CONTAINED_LETTERS = 6
MIN_REWRITTEN = 0.5
"""A new text under the old headline has at least this part of the old one's length; what replaces a text is shorter."""
MAX_CUT = 0.5
"""A text that is the beginning of the stored one and no longer than this part of it is a teaser before a wall."""
MIN_BODY_LETTERS = 60
"""A shorter stored body (a caption, a line of breaking news) may well be replaced by a text under its headline."""
MAX_LETTERS = 20_000
_DIGITS = re.compile(r"\d+")


class Doubt(StrEnum):
    """Why a text is not taken for a new version of the stored article."""

    ANOTHER_TEXT = "another_text"
    TEXT_CUT = "text_cut"


def find_doubt(stored: Article, found: Article) -> Doubt | None:
    """Why ``found`` is hardly a new version of ``stored``; None where it is plausible."""
    if stored.body == found.body:
        return None
    old, new = alnum_key(stored.body[:MAX_LETTERS]), alnum_key(found.body[:MAX_LETTERS])
    if old == new:
        return None
    if len(old) >= MIN_BODY_LETTERS and len(new) <= MAX_CUT * len(old) and _is_within(new, old):
        return Doubt.TEXT_CUT
    share = share_of_shorter(old, new)
    if share >= MIN_SHARE:
        return None
    agrees, numbers_agree = _compare_headlines(alnum_key(stored.headline), alnum_key(found.headline))
    if agrees and share >= MIN_SHARE_WITH_HEADLINE:
        return None
    is_long = len(old) < MIN_BODY_LETTERS or len(new) >= MIN_REWRITTEN * len(old)
    return None if agrees and numbers_agree and is_long and new else Doubt.ANOTHER_TEXT


def share_of_shorter(a: str, b: str) -> float:
    """The share of the ten-letter runs of the shorter text that the longer one has too; 1 where one holds the other."""
    short, long = sorted((a, b), key=len)
    if not short:
        return 0.0
    if len(short) >= GRAM and short in long:
        return 1.0
    runs, others = _runs(short), _runs(long)
    return len(runs & others) / len(runs) if runs else 0.0


def text_key(article: Article) -> str:
    """The same for the same text: of its letters, without digits (times and numbers of incidents in notices)."""
    letters = _DIGITS.sub("", alnum_key(article.body or article.headline))
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _compare_headlines(old: str, new: str) -> tuple[bool, bool]:
    """(whether they agree but for their numbers, whether the numbers agree too)."""
    numbers_agree = sorted(_DIGITS.findall(old)) == sorted(_DIGITS.findall(new))
    short, long = sorted((old, new), key=len)
    if len(short) >= MIN_CONTAINED_LETTERS and short in long:
        return True, True
    pairs, others = _pairs(_DIGITS.sub("", old)), _pairs(_DIGITS.sub("", new))
    if not pairs or not others:
        return bool(old) and old == new, numbers_agree
    return 2 * len(pairs & others) / (len(pairs) + len(others)) >= MIN_HEADLINE_SHARE, numbers_agree


def _is_within(new: str, old: str) -> bool:
    """Whether the text says nothing but what the beginning of the old one says."""
    return bool(new) and (old.startswith(new) or (len(new) >= MIN_BODY_LETTERS and share_of_shorter(old, new) > 0.9))


def _runs(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
