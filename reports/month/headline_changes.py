"""What an outlet made of a release's headline: kept, shortened, lengthened, changed, or written anew. Linear time."""

from collections import Counter
from collections.abc import Iterable

from pipelines.text_reuse.letters import fold_letters
from reports.month.month_report import HeadlineGroup, HeadlineKind

MIN_INSIDE = 0.9
"""Of the pairs of letters of one headline, those that the other one has, so that it stands inside it."""
MIN_RELATED = 0.3
MAX_LETTERS = 300
"""Letters of a headline that are compared."""


def compare_headlines(release: str, article: str) -> HeadlineKind:
    """How an article's headline differs from the release's; signs, spaces and capitals are no difference."""
    theirs, ours = fold_letters(article)[:MAX_LETTERS], fold_letters(release)[:MAX_LETTERS]
    if theirs == ours:
        return HeadlineKind.SAME
    pairs, kept = _pairs(theirs), _pairs(ours)
    common = (pairs & kept).total()
    if not common:
        return HeadlineKind.NEW
    of_theirs, of_ours = common / pairs.total(), common / kept.total()
    if of_theirs >= MIN_INSIDE and len(theirs) < len(ours):
        return HeadlineKind.SHORTENED
    if of_ours >= MIN_INSIDE and len(theirs) > len(ours):
        return HeadlineKind.LENGTHENED
    return HeadlineKind.CHANGED if max(of_theirs, of_ours) >= MIN_RELATED else HeadlineKind.NEW


def _pairs(letters: str) -> Counter[str]:
    return Counter(letters[n : n + 2] for n in range(max(1, len(letters) - 1))) if letters else Counter()


def group_headlines(release: str, articles: Iterable[tuple[str, str]]) -> tuple[HeadlineGroup, ...]:
    """The (outlet, headline) of articles by headline, those that most articles have first.

    Headlines that differ by signs and spaces alone are one, written as the first of them is.
    """
    together: dict[str, list[tuple[str, str]]] = {}
    for outlet, headline in articles:
        together.setdefault(fold_letters(headline) or headline, []).append((outlet, headline))
    groups = [
        HeadlineGroup(
            kind=compare_headlines(release, given[0][1]),
            headline=" ".join(given[0][1].split()),
            outlets=tuple(dict.fromkeys(outlet for outlet, _ in given)),
            articles=len(given),
        )
        for given in together.values()
    ]
    return tuple(sorted(groups, key=lambda one: (one.kind is not HeadlineKind.SAME, -one.articles, one.headline)))
