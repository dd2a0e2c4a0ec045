"""From two readings of one page, by the layout's selectors and without them, the parts that count. Pure."""

from collections.abc import Callable
from dataclasses import replace

from models.text.alnum_key import alnum_key
from pipelines.contracts.raw_article import RawArticle
from pipelines.contracts.rejection import Reject

SELECTOR_MISSED = "selector_missed"
Names = Callable[[str], tuple[str, ...]]


def choose_parts(declared: RawArticle | Reject, generic: RawArticle, names: Names, *, has_time: bool) -> RawArticle:
    """The article of a page for which selectors missed a part.

    A headline or a body that they found counts. Where they missed the body, or everything, the skin is another one:
    then a deck, a section and tags that they found count, and all else is the generic reading's, as selectors by text
    alone may find the byline and the time of another article. ``names``: the persons that a line names; ``has_time``:
    the generic reading found a published time.
    """
    if isinstance(declared, Reject):
        return _count_miss(generic, {"headline", "body"})
    is_same = alnum_key(declared.headline) == alnum_key(generic.headline)
    own_headline = is_same or not declared.missed & {"headline", "skin"}
    headline = declared.headline if own_headline else generic.headline
    own_body = "body" not in declared.missed
    if own_body and "skin" not in declared.missed:
        signs = any(map(names, declared.bylines))
        chosen = replace(
            declared,
            headline=headline,
            bylines=_with_addresses(declared.bylines, generic.bylines, names) if signs else generic.bylines,
            sections=declared.sections or generic.sections,
        )
        return chosen if is_same else _count_miss(chosen, declared.missed)
    own_bylines = any(map(names, declared.bylines)) and (own_body or not any(map(names, generic.bylines)))
    chosen = replace(
        declared if own_body else generic,
        headline=headline,
        deck=declared.deck or generic.deck,
        bylines=_with_addresses(declared.bylines, generic.bylines, names) if own_bylines else generic.bylines,
        dates=generic.dates if has_time else declared.dates,
        sections=declared.sections or generic.sections,
        tags=declared.tags or generic.tags,
        attachments=declared.attachments or generic.attachments,
    )
    return _count_miss(chosen, declared.missed)


def _with_addresses(own: tuple[str, ...], other: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """Lines that sign, and those of the other reading that tell the e-mails of the same persons."""
    signed = {name for line in own for name in names(line)}
    more = (line for line in other if "@" in line and (theirs := names(line)) and signed.issuperset(theirs))
    return tuple(dict.fromkeys([*own, *more]))


def choose_dates(declared: RawArticle, generic: RawArticle) -> RawArticle:
    """The article whose times the selectors missed: with those of the generic reading."""
    return _count_miss(replace(declared, dates=generic.dates), {"published"})


def _count_miss(raw: RawArticle, parts: set[str] | frozenset[str]) -> RawArticle:
    """The article with the repairs that say that selectors missed, and for which parts."""
    missed = [(SELECTOR_MISSED, 1), *((f"missed_{part}", 1) for part in sorted(parts))]
    return replace(raw, repairs=(*raw.repairs, *missed))
