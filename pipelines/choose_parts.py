"""From two readings of one page, by the layout's selectors and without them, the parts that count. Pure."""

from dataclasses import replace

from pipelines.contracts.raw_article import RawArticle
from pipelines.contracts.rejection import Reject
from pipelines.text.text_keys import alnum_key

SELECTOR_MISSED = ("selector_missed", 1)


def choose_parts(declared: RawArticle | Reject, generic: RawArticle, *, has_time: bool) -> RawArticle:
    """The article whose headline or body the selectors missed: the generic body, the parts around it that they did
    find.

    Where the two headlines differ, the generic one counts, which the page's titles confirm. ``has_time``: the generic
    reading found a published time; it goes first, as selectors by text alone may find the time of another article.
    """
    if isinstance(declared, Reject):
        return _count_miss(generic)
    is_same = alnum_key(declared.headline) == alnum_key(generic.headline)
    chosen = replace(
        generic,
        headline=declared.headline if is_same else generic.headline,
        deck=declared.deck or generic.deck,
        bylines=declared.bylines or generic.bylines,
        dates=generic.dates if has_time else declared.dates,
        sections=declared.sections or generic.sections,
        tags=declared.tags or generic.tags,
    )
    return _count_miss(chosen)


def choose_dates(declared: RawArticle, generic: RawArticle) -> RawArticle:
    """The article whose times the selectors missed: with those of the generic reading."""
    return _count_miss(replace(declared, dates=generic.dates))


def _count_miss(raw: RawArticle) -> RawArticle:
    """The article with the repair that says that a selector missed."""
    return replace(raw, repairs=(*raw.repairs, SELECTOR_MISSED))
