"""How well an article answers a query: a number, made from its text alone.

The headline counts before the first paragraph, that before the rest; a whole word with its josa (포항에서) counts
more than a part of another word; several hits count a little more than one, and a newer article a little more than
an older one. The weights were tuned on forty judged queries (tests/models/search/test_relevance.py): of the five
wanted, 0.96 are in the first five, 0.93 with the weights guessed at first. Of forty others, judged by reading and
not tuned on, 0.92 do; most of what differs there is between articles that are equally about it.
"""

from collections.abc import Sequence
from itertools import islice

from models.query.tree import Term, loose_pattern
from models.text.particles import is_whole, places

IN_HEADLINE = 8.0
WHOLE_IN_HEADLINE = 8.0
IN_DECK = 1.5
IN_LEDE = 1.5
LEDE = 120
"""Characters of the body that count as its beginning."""
RECENT = 2.0
DAYS_TO_HALF = 30.0
WHOLE_IN_BODY = 2.0
PART_IN_BODY = 1.0
MAX_HITS = 8
"""Hits of one term that are examined."""


def score(terms: Sequence[Term], headline: str, deck: str, body: str, age_days: int) -> float:
    """The score of folded texts; terms that occur in none of them (in captions, say) add nothing."""
    total = RECENT / (1.0 + max(age_days, 0) / DAYS_TO_HALF)
    for term in terms:
        total += _of_term(term, headline, deck, body)
    return total


def _of_term(term: Term, headline: str, deck: str, body: str) -> float:
    if term.field not in ("", "headline"):
        return 0.0
    total = 0.0
    whole, part = hits(term, headline)
    if whole or part:
        total += IN_HEADLINE + (WHOLE_IN_HEADLINE if whole else 0.0)
    if hits(term, deck) != (0, 0):
        total += IN_DECK
    whole, part = hits(term, body)
    total += WHOLE_IN_BODY * _saturated(whole) + PART_IN_BODY * _saturated(part)
    if hits(term, body[: LEDE + len(term.text)]) != (0, 0):
        total += IN_LEDE
    return total


def _saturated(count: int) -> float:
    return count / (count + 2.0)


def hits(term: Term, inside: str) -> tuple[int, int]:
    """How often a term occurs as a word of its own (josa allowed), and how often as a part of another."""
    found = (
        (hit.span() for hit in loose_pattern(term.text).finditer(inside)) if term.loose else places(term.text, inside)
    )
    whole = part = 0
    for start, end in islice(found, MAX_HITS):
        if is_whole(inside, start, end):
            whole += 1
        elif not term.whole:
            part += 1
    return whole, part
