"""The parts that are learned element by element, and how each is found and judged."""

from collections.abc import Mapping
from types import MappingProxyType

from models.text.alnum_key import alnum_key
from pipelines.dom.tree import Element
from pipelines.fit.judge import (
    LETTER_COST,
    MISS,
    NOTHING,
    Judgement,
    Part,
    find_bylines,
    find_decks,
    find_headlines,
    find_sections,
    find_times,
    judge_byline,
    judge_deck,
    judge_headline,
    judge_modified,
    judge_published,
    judge_section,
)
from pipelines.fit.seen import PageView


def find_own_tags(view: PageView) -> list[Element]:
    """The elements of keywords below the headline that are not the same on most pages."""
    return [
        element
        for element, word in view.tags.items()
        if view.place.get(element, -1) > view.headline_at and word not in view.common_tags
    ]


def judge_tags(view: PageView, elements: list[Element]) -> Judgement:
    """Each element is a keyword, and together they are this article's: it has one of the words in its text, or no other
    page has half of them."""
    if not elements:
        return NOTHING
    words = [view.tags.get(element, "") for element in elements]
    if not all(words) or set(words) <= view.common_tags:
        return MISS
    own = find_own_tags(view)
    if not set(own) & set(elements):
        return MISS
    text = alnum_key(f"{view.article.headline}{view.article.deck}{view.article.body}")
    told = any(alnum_key(word) in text or word in view.article.tags for word in words)
    unique = 2 * sum(word not in view.shared_tags for word in words) >= len(words)
    left = len(set(own) - set(elements))
    return Judgement(is_hit=told or unique, text=" ".join(words), cost=LETTER_COST * left)


def find_files(view: PageView) -> list[Element]:
    """The links to files that are outside the text and below the headline."""
    body = set(view.seen.body.iter()) if view.seen.body is not None else set()
    return [link for link in view.files if link not in body and view.place.get(link, -1) > view.headline_at]


def judge_files(view: PageView, elements: list[Element]) -> Judgement:
    """Each element is a link to a file; the fewer are left, the better."""
    if not elements:
        return NOTHING
    own = find_files(view)
    if not set(elements) <= set(own):
        return MISS
    return Judgement(
        is_hit=True, text=" ".join(view.files[e] for e in elements), cost=LETTER_COST * (len(own) - len(elements))
    )


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "headline": Part(
            has=lambda view: bool(view.article.headline), find=find_headlines, judge=judge_headline, min_kinds=2
        ),
        "published": Part(
            has=lambda view: view.article.published_at is not None,
            find=lambda view: find_times(view, "published"),
            judge=judge_published,
        ),
        "modified": Part(
            has=lambda view: view.article.modified_at not in (None, view.article.published_at),
            find=lambda view: find_times(view, "modified"),
            judge=judge_modified,
            min_hits=3,
        ),
        "byline": Part(
            has=lambda view: bool(view.article.reporters),
            find=find_bylines,
            judge=judge_byline,
            min_share=0.5,
            is_single=False,
        ),
        "section": Part(
            has=lambda view: bool(view.article.section),
            is_counted=False,
            find=find_sections,
            judge=judge_section,
            min_hits=3,
            min_kinds=2,
            is_single=False,
        ),
        "deck": Part(
            has=lambda view: bool(view.article.deck),
            is_counted=False,
            find=find_decks,
            judge=judge_deck,
            min_share=0.5,
            min_hits=3,
            min_kinds=3,
            is_single=False,
        ),
        "tags": Part(
            has=lambda view: bool(find_own_tags(view)),
            is_counted=False,
            find=find_own_tags,
            judge=judge_tags,
            min_share=0.5,
            min_kinds=2,
            is_single=False,
        ),
        "attachments": Part(
            has=lambda view: bool(find_files(view)),
            is_counted=False,
            find=find_files,
            judge=judge_files,
            min_share=0.5,
            min_kinds=2,
            is_single=False,
        ),
    }
)
"""How each part but body, captions and drop is learned."""
