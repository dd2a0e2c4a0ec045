"""What the rule orders the items of a clip by, read from the archive."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.clips.clip import Clip, ClipItem
from models.clips.order import SortKey, merge_order, sort_by_rule
from models.interface import ArchiveReader
from models.records.article import Article
from models.records.story import Story
from reports.clip.collect import find_moment, stories_of
from reports.clip.collect_kept import as_article, clip_period, day_of_entry
from reports.clip.rows import is_copy


def make_key(article: Article, at: datetime, number: int | None, stories: Mapping[int, Story]) -> SortKey:
    """The key of an article that counts at a moment; ``number`` is its id, None of one that was typed in."""
    story = None if number is None else stories.get(number)
    return SortKey(
        names=frozenset({article.outlet, article.outlet_title}),
        at=at,
        story=None if story is None else story.id,
        is_copy=number is not None and is_copy(number, stories),
    )


def read_keys(db: ArchiveReader, clip: Clip, items: Sequence[ClipItem]) -> dict[int, SortKey]:
    """The key of each item, by its id."""
    ids = [one.article_id for one in items if one.article_id is not None]
    stories, known, period = stories_of(db, ids), db.outlets.all(), clip_period(clip)
    keys: dict[int, SortKey] = {}
    for item in items:
        if item.entry is not None:
            keys[item.id] = make_key(as_article(item, item.entry, known), day_of_entry(item.entry), None, stories)
            continue
        assert item.article_id is not None
        article = db.articles.get(item.article_id)
        assert article is not None
        at, _seen = find_moment(db, item.article_id, article, period)
        keys[item.id] = make_key(article, at, item.article_id, stories)
    return keys


def order_items(db: ArchiveReader, clip: Clip, items: Sequence[ClipItem], new: Sequence[int]) -> list[int]:
    """The ids of the items in the order of the rule, but for what people placed; ``new`` are those just put in."""
    keys = read_keys(db, clip, items)
    placed = {one.id for one in items if one.is_placed}
    standing = [one.id for one in items if one.id not in new]
    return merge_order(standing, placed, sort_by_rule(keys, clip.rule))
