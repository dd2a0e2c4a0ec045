"""Stories and near misses as lines of text."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from desk.services.stories import NearMiss, StoryRow, StoryView
from models.language import N_, _, ngettext
from models.records.article import Article
from models.records.story import Member, Story
from reports.formats.terminal import clean, date_text, duration_text, pad, width

VERDICTS = {
    "same_text": N_("same text"),
    "updated_numbers": N_("other numbers"),
    "same_quote": N_("same quote"),
    "weak": N_("a part"),
}


def story_line(row: StoryRow) -> str | None:
    """Id, time, counted both ways, first outlet and headline; None where the first article is gone."""
    if row.first is None:
        return None
    story, first = row.story, row.first
    count = pad(_size_text(story), 24)
    return (
        f"{story.id:>7}  {pad(date_text(first), 16)}  {count}  {pad(clean(first.outlet_title), 14)}  "
        f"{clean(first.headline)}"
    )


def _size_text(story: Story) -> str:
    articles = ngettext("{count:,} article", "{count:,} articles", story.articles)
    outlets = ngettext("{count:,} outlet", "{count:,} outlets", story.outlets)
    return f"{articles} · {outlets}"


def story_json(row: StoryRow) -> str:
    """A story and its members as one line of JSON."""
    return json.dumps(_record(row.story, row.members), ensure_ascii=True)


def story_view_json(view: StoryView) -> str:
    """A story's record, or an article's id without one, and ``near``, as one line of JSON."""
    members = [one for one, _article in view.members]
    record = _record(view.story, members) if view.story else {"id": None, "article_id": view.number, "members": []}
    return json.dumps(record | {"near": [asdict(miss) for miss, _article in view.near]}, ensure_ascii=True)


def _record(story: Story, members: Sequence[Member]) -> dict[str, object]:
    first_at = story.first_at.isoformat() if story.first_at else None
    return asdict(story) | {"first_at": first_at, "members": [asdict(one) for one in members]}


def story_view_lines(view: StoryView) -> Iterator[str]:
    """The story for a reader: its articles by time, how much of each is in the first one, and near misses."""
    if view.story is not None:
        yield from _member_lines(view.story, view.members)
    else:
        yield _("Article {id}: no story (no other outlet carries its text)", id=view.number)
    if view.near:
        yield _("Near misses")
    room = max((width(clean(article.outlet_title)) for _one, article in (*view.members, *view.near)), default=0)
    for miss, article in view.near:
        share = f"{max(miss.of_this, miss.of_other):.0%}"
        yield (
            f"  {miss.article_id:>9}  {pad(date_text(article), 16)}  {pad(clean(article.outlet_title), room)}  "
            f"{pad(share, 7)}  {pad(_(VERDICTS[miss.verdict]), 13)}  {clean(article.headline)}"
        )


def _member_lines(story: Story, members: Sequence[tuple[Member, Article]]) -> Iterator[str]:
    sure = "" if story.first_sure else "  " + _("(which one was first is not sure)")
    yield _("Story {id}", id=story.id) + f"  {_size_text(story)}{sure}"
    room = max((width(clean(article.outlet_title)) for _one, article in members), default=0)
    for one, article in members:
        is_first = one.article_id == story.first_article_id
        late = "" if one.minutes_after is None or is_first else f"+{duration_text(one.minutes_after)}"
        share = _("first") if is_first else f"{one.of_first:.0%}"
        yield (
            f"  {one.article_id:>9}  {pad(date_text(article), 16)}  {pad(clean(article.outlet_title), room)}  "
            f"{pad(share, 7)}  {pad(late, 15)}  {clean(article.headline)}"
        )


def near_miss_json(miss: NearMiss) -> str:
    """A near miss as one line of JSON."""
    seen = asdict(miss.near)
    return json.dumps({"article_id": miss.later_id, "near_id": seen.pop("article_id")} | seen, ensure_ascii=True)


def near_miss_lines(miss: NearMiss) -> Iterator[str]:
    """A near miss for a reader: what the two have in common, then both articles."""
    near = miss.near
    numbers = ""
    if near.numbers:
        numbers = "  " + _("{equal} of {count} numbers are the same", equal=near.numbers_equal, count=near.numbers)
    yield f"{_(VERDICTS[near.verdict])}  {max(near.of_this, near.of_other):.0%}{numbers}"
    for article_id, article in ((miss.later_id, miss.later), (near.article_id, miss.other)):
        if article is not None:
            outlet = pad(clean(article.outlet_title), 14)
            yield f"  {article_id:>9}  {pad(date_text(article), 16)}  {outlet}  {clean(article.headline)}"
