"""Stories at the desk: bringing them up to date, listing them, showing one with its copies and near misses."""

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk.output.messages import say
from models.archive.read.articles import get_article
from models.archive.read.stories import Member, Near, Story, get_story, members, near, stories, story_of
from models.records.article import Article
from models.records.errors import ArchiveError, UserError
from reports.formats.terminal import clean, date_text, pad, width

if TYPE_CHECKING:
    from pipelines.stories.update import UpdateCounts

VERDICTS = {
    "same_text": "같은 글",
    "updated_numbers": "숫자가 다름",
    "same_quote": "같은 발언",
    "weak": "일부 같음",
}


class StoryNotFoundError(UserError):
    """The archive has no such story."""

    exit_code = 1


def bring_up_to_date(archive: str, *, quiet: bool, verbose: bool = False) -> "UpdateCounts":
    """Compare what is new in the archive; raises ArchiveError."""
    from models.archive.write.archive import Archive
    from pipelines.stories.update import update

    with Archive.open(archive, create=False) as opened:
        return update(opened, lambda text: say(text, quiet=quiet or not verbose))


def after_storing(archive: str, *, quiet: bool) -> None:
    """The same after a crawl or an import, whose own result stands even where this cannot be done."""
    try:
        done = bring_up_to_date(archive, quiet=quiet)
    except ArchiveError as error:
        say(f"The stories are not up to date (news stories update does it): {error}")
    else:
        say(f"stories: {done.line()}", quiet=quiet or not done.days)


def listed(db: sqlite3.Connection, since: date | None, until: date | None, least: int, limit: int) -> list[Story]:
    """Stories by the day and time of their first article, the newest first."""
    return list(stories(db, since=since, until=until, least_outlets=least, limit=limit))


def story_lines(db: sqlite3.Connection, found: Iterable[Story]) -> Iterator[str]:
    """One line a story: id, time, counted both ways, first outlet and headline."""
    for story in found:
        first = get_article(db, story.first_article_id)
        if first is not None:
            outlet = pad(clean(first.outlet_title), 14)
            count = pad(f"기사 {story.articles} · 매체 {story.outlets}", 18)
            yield f"{story.id:>7}  {pad(date_text(first), 16)}  {count}  {outlet}  {clean(first.headline)}"


def story_json(db: sqlite3.Connection, story: Story) -> str:
    """A story and its members as one line of JSON."""
    return json.dumps(_record(db, story), ensure_ascii=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """A story with what is needed to print it; without one it is one article (``number``) and its near misses."""

    number: int
    story: Story | None
    copies: list[tuple[Member, Article]]
    near: list[tuple[Near, Article]]


def find(db: sqlite3.Connection, number: int) -> Shown:
    """A story by its id, or by the id of one of its articles; raises StoryNotFoundError."""
    story = get_story(db, number) or story_of(db, number)
    if story is None and (abs(number) >= 1 << 62 or get_article(db, number) is None):
        raise StoryNotFoundError(f"There is no story {number}: take an id from `news stories list`, or an article's.")
    inside = [one.article_id for one in members(db, story.id)] if story else [number]
    copies = (
        [(one, article) for one in members(db, story.id) if (article := get_article(db, one.article_id))]
        if story
        else []
    )
    others: dict[int, Near] = {}
    for article_id in inside:
        for miss in near(db, article_id):
            if miss.article_id not in inside:
                others.setdefault(miss.article_id, miss)
    missed = [(miss, article) for miss in others.values() if (article := get_article(db, miss.article_id))]
    return Shown(number, story, copies, missed)


def shown_json(db: sqlite3.Connection, shown: Shown) -> str:
    """The same as one line of JSON: a story's record, or an article's id without one, and ``near``."""
    record = _record(db, shown.story) if shown.story else {"id": None, "article_id": shown.number, "members": []}
    return json.dumps(record | {"near": [asdict(miss) for miss, _ in shown.near]}, ensure_ascii=True)


def near_json(found: Iterable[tuple[int, Near]]) -> Iterator[str]:
    """Near misses, each as one line of JSON."""
    for later, miss in found:
        seen = asdict(miss)
        record = {"article_id": later, "near_id": seen.pop("article_id")} | seen
        yield json.dumps(record, ensure_ascii=True)


def near_lines(db: sqlite3.Connection, found: Iterable[tuple[int, Near]]) -> Iterator[str]:
    """Near misses for a reader: what they have in common, then both articles."""
    for later, miss in found:
        numbers = f"  숫자 {miss.numbers}개 가운데 {miss.numbers_equal}개 같음" if miss.numbers else ""
        yield f"{VERDICTS[miss.verdict]}  {max(miss.of_this, miss.of_other):.0%}{numbers}"
        for article_id in (later, miss.article_id):
            article = get_article(db, article_id)
            if article is not None:
                outlet = pad(clean(article.outlet_title), 14)
                yield f"  {article_id:>9}  {pad(date_text(article), 16)}  {outlet}  {clean(article.headline)}"


def _record(db: sqlite3.Connection, story: Story) -> dict[str, object]:
    first_at = story.first_at.isoformat() if story.first_at else None
    return asdict(story) | {"first_at": first_at, "members": [asdict(one) for one in members(db, story.id)]}


def shown_lines(shown: Shown) -> Iterator[str]:
    """The story for a reader: its articles by time what of each stands in the first, and near misses."""
    if shown.story is not None:
        yield from _copies(shown.story, shown.copies)
    else:
        yield f"기사 {shown.number}  스토리 없음(같은 글을 실은 다른 매체가 없음)"
    if shown.near:
        yield "비슷하지만 같은 글은 아님"
    room = max((width(clean(article.outlet_title)) for _, article in (*shown.copies, *shown.near)), default=0)
    for miss, article in shown.near:
        share = f"{max(miss.of_this, miss.of_other):.0%}"
        yield (
            f"  {miss.article_id:>9}  {pad(date_text(article), 16)}  {pad(clean(article.outlet_title), room)}  "
            f"{pad(share, 7)}  {pad(VERDICTS[miss.verdict], 11)}  {clean(article.headline)}"
        )


def _copies(story: Story, copies: list[tuple[Member, Article]]) -> Iterator[str]:
    sure = "" if story.first_sure else "  (첫 보도 시각은 확실하지 않음)"
    yield f"스토리 {story.id}  기사 {story.articles} · 매체 {story.outlets}{sure}"
    room = max((width(clean(article.outlet_title)) for _, article in copies), default=0)
    for one, article in copies:
        is_first = one.article_id == story.first_article_id
        late = "" if one.minutes_after is None or is_first else f"+{one.minutes_after:,}분"
        share = "첫 보도" if is_first else f"{one.of_first:.0%}"
        yield (
            f"  {one.article_id:>9}  {pad(date_text(article), 16)}  {pad(clean(article.outlet_title), room)}  "
            f"{pad(share, 7)}  {pad(late, 9)}  {clean(article.headline)}"
        )


def print_lines(lines: Iterable[str]) -> None:
    """To standard output."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
