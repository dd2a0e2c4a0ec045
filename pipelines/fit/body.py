"""The element that holds the body: the one of the reading, or one a little above or below it."""

from collections.abc import Sequence
from itertools import islice

from models.text.alnum_key import alnum_key
from pipelines.dom.body_lines import read_lines, text_of
from pipelines.dom.tree import Element
from pipelines.fit.judge import MAX_RANKED, Candidate, find_elements
from pipelines.fit.seen import PageView
from pipelines.fit.selector_forms import rank_forms

MAX_ABOVE, MAX_BELOW, MAX_CHILDREN = 4, 12, 6
FRAMES = frozenset({"body", "html"})
MIN_PROSE_BELOW = 0.9
MIN_RECALL, MIN_F, MIN_SHARE = 0.9, 0.6, 0.75
NOT_SINGLE = 3.0
MAX_HOLDERS = 6


def rank_bodies(views: Sequence[PageView]) -> list[Candidate]:
    """The best selectors of the body's element, at most MAX_RANKED."""
    measure = _Measure(views)
    found: list[Candidate] = []
    clean = 0
    for cost, selector in rank_forms(map(_find_holders, views)):
        scores: list[float] = []
        several = False
        for view in views:
            elements = find_elements(view, selector)[:MAX_HOLDERS]
            several = several or len(elements) > 1
            if elements:
                scores.append(max(measure.score(view, element) for element in elements))
        hits = sum(score > 0 for score in scores)
        misses = len(scores) - hits
        if hits < max(2, MIN_SHARE * len(views)) or misses * 2 >= hits:
            continue
        total = cost + NOT_SINGLE * several + 2 * (1 - sum(scores) / hits)
        found.append(Candidate(selector, hits, misses, len(views), hits, total))
        clean += hits == len(views) and not several
        if clean >= 4 * MAX_RANKED:
            break
    return sorted(found, key=lambda one: (2 * one.misses - one.hits, one.cost, one.selector))[:MAX_RANKED]


def _find_holders(view: PageView) -> list[Element]:
    """The reading's element, what is right around it, and the chain of those below that hold nearly all that was read:
    by its prose, or, where another text beside it weighs as much, by its lines."""
    body, weighed = view.seen.body, view.seen.weighed
    if body is None:
        return []
    around = [e for e in islice(body.iterancestors(), MAX_ABOVE) if e.tag not in FRAMES]
    wanted = [key for line in view.article.body.split("\n") if (key := alnum_key(line))]
    letters = sum(map(len, wanted))

    def holds(element: Element) -> bool:
        weight = weighed.of(element)
        if weight.good < 1 or weight.plain + weight.linked < MIN_PROSE_BELOW * letters:
            return False
        if weight.good >= MIN_PROSE_BELOW * weighed.of(body).good:
            return True
        inside = alnum_key(text_of(element))
        return sum(len(key) for key in wanted if key in inside) >= MIN_PROSE_BELOW * letters

    below: list[Element] = []
    here = body
    for _ in range(MAX_BELOW):
        inner = next(filter(holds, sorted(here, key=lambda child: -weighed.of(child).good)[:MAX_CHILDREN]), None)
        if inner is None:
            break
        below.append(inner)
        here = inner
    return [*([body] if body.tag not in FRAMES else []), *around, *reversed(below)]


class _Measure:
    """How well elements hold the text that was read; each is measured once."""

    def __init__(self, views: Sequence[PageView]) -> None:
        self._common = find_common_lines(views)
        self._known: dict[Element, float] = {}

    def score(self, view: PageView, element: Element) -> float:
        """The F value of the element's letters against the reading's; 0 for one that is not the body."""
        if element not in self._known:
            self._known[element] = self._score(view, element)
        return self._known[element]

    def _score(self, view: PageView, element: Element) -> float:
        wanted = [key for line in view.article.body.split("\n") if (key := alnum_key(line))]
        shown = [key for line in read_lines(element) if line.kind == "text" and (key := alnum_key(line.text))]
        text, inside = "".join(wanted), "".join(shown)
        own = [key for key in shown if key not in self._common or key in text]
        letters, everything = sum(map(len, wanted)), sum(map(len, own))
        if not letters or not everything:
            return 0.0
        recall = sum(len(key) for key in wanted if key in inside) / letters
        precision = sum(len(key) for key in own if key in text) / everything
        value = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return value if recall >= MIN_RECALL and value >= MIN_F else 0.0


def find_common_lines(views: Sequence[PageView]) -> frozenset[str]:
    """Lines, as keys, that are shown inside the bodies of half of the pages."""
    counts: dict[str, int] = {}
    for view in views:
        for key in view.lines:
            counts[key] = counts.get(key, 0) + 1
    return frozenset(key for key, count in counts.items() if count > 1 and 2 * count >= len(views))
