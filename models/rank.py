"""How well an article answers a query: a number, made from its text alone.

The headline counts before the first paragraph, that before the rest; a whole word with its josa (포항에서) counts
more than a part of another word; several hits count a little more than one, and a newer article a little more than
an older one. The weights are guesses, to be judged against hand-made orders.
"""

from collections.abc import Sequence

from models.query import Term

IN_HEADLINE = 8.0
WHOLE_IN_HEADLINE = 8.0
IN_DECK = 3.0
IN_LEDE = 1.5
LEDE = 120
"""Characters of the body that count as its beginning."""
DAYS_TO_HALF = 365.0
MOST_HITS = 8
"""Hits of one term that are looked at."""

JOSA_TEXT = (
    "은 는 이 가 을 를 의 에 와 과 도 로 만 야 나 랑 고 서 께 인 들 에서 에게 에는 에도 에선 에의 "
    "에서는 에서도 에서의 에게는 에게도 으로 으로서 으로써 으로는 으로의 로서 로써 로는 로의 까지 까지의 "
    "부터 부터의 보다 처럼 마다 조차 마저 밖에 이나 이랑 이며 이고 이다 이라 이라고 이라는 라고 라는 하고 한테 "
    "께서 만의 만이 와의 과의 와는 과는 인데 이었다 였다 들이 들은 들을 들의"
)
_JOSA = frozenset(JOSA_TEXT.split())
_LONGEST_JOSA = max(map(len, _JOSA))


def score(terms: Sequence[Term], headline: str, deck: str, body: str, age_days: int) -> float:
    """The score of folded texts; terms that stand in none of them (in captions, say) add nothing."""
    total = 1.0 / (1.0 + max(age_days, 0) / DAYS_TO_HALF)
    for term in terms:
        total += _of_term(term.text, headline, deck, body)
    return total


def _of_term(text: str, headline: str, deck: str, body: str) -> float:
    total = 0.0
    whole, part = hits(text, headline)
    if whole or part:
        total += IN_HEADLINE + (WHOLE_IN_HEADLINE if whole else 0.0)
    if text in deck:
        total += IN_DECK
    whole, part = hits(text, body)
    total += 3.0 * _saturated(whole) + 1.0 * _saturated(part)
    if text in body[: LEDE + len(text)]:
        total += IN_LEDE
    return total


def _saturated(count: int) -> float:
    return count / (count + 2.0)


def hits(text: str, inside: str) -> tuple[int, int]:
    """How often a text stands as a word of its own (josa allowed), and how often as a part of another."""
    whole = part = 0
    at = inside.find(text)
    while at >= 0 and whole + part < MOST_HITS:
        if is_whole(inside, at, at + len(text)):
            whole += 1
        else:
            part += 1
        at = inside.find(text, at + len(text))
    return whole, part


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text is a word of its own: no letter before it, its end or a josa after it."""
    if start and text[start - 1].isalnum():
        return False
    stop = end
    while stop < len(text) and stop - end <= _LONGEST_JOSA and text[stop].isalnum():
        stop += 1
    return stop == end or text[end:stop] in _JOSA
