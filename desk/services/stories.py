"""Stories: brought up to date, listed, one with its copies and near misses, and the near misses of some days."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk.services.coverage import read_coverage
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.language import _
from models.query.filters import Filters
from models.records.article import Article
from models.records.errors import UserError
from models.records.story import Member, Near, Story

if TYPE_CHECKING:
    from pipelines.stories.update import UpdateCounts


class StoryNotFoundError(UserError):
    """The archive has no such story."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in a list: its members, and its first article (None where that is no longer in the archive)."""

    story: Story
    members: Sequence[Member]
    first: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """Stories, and how many articles of the archive are not compared yet; ``coverage`` is of the days asked for."""

    stories: Sequence[StoryRow]
    waiting: int
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story with all its articles and near misses; without a story it is one article (``number``) and its own."""

    number: int
    story: Story | None
    members: Sequence[tuple[Member, Article]]
    near: Sequence[tuple[Near, Article]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Two articles that share text and are not one story: the later one, and the other as seen from it."""

    later_id: int
    near: Near
    later: Article | None
    other: Article | None


def update_stories(workspace: Workspace, *, on_progress: Callable[[str], None] | None = None) -> "UpdateCounts":
    """Compare what is new in the archive; ``on_progress`` gets a sentence now and then. Raises ArchiveError."""
    from pipelines.stories.update import update

    with workspace.open_writer() as archive:
        return update(archive, on_progress or (lambda _text: None))


def list_stories(
    workspace: Workspace,
    *,
    since: date | None = None,
    until: date | None = None,
    min_outlets: int = 2,
    limit: int = 20,
) -> StoryList:
    """Stories by the day and time of their first article, the newest first. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        found = list(db.stories.find(since=since, until=until, min_outlets=min_outlets, limit=limit))
        rows = [
            StoryRow(story=one, members=db.stories.members(one.id), first=db.articles.get(one.first_article_id))
            for one in found
        ]
        coverage = read_coverage(workspace, db, Filters(since=since, until=until))
        return StoryList(stories=rows, waiting=db.stories.waiting(), coverage=coverage)


def read_story(workspace: Workspace, number: int) -> StoryView:
    """A story by its id, or by the id of one of its articles. Raises StoryNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        story = db.stories.get(number) or db.stories.of_article(number)
        if story is None and (abs(number) >= 1 << 62 or db.articles.get(number) is None):
            raise StoryNotFoundError(
                _("There is no story {number}: use an id from `news stories list`, or an article's.", number=number)
            )
        inside = db.stories.members(story.id) if story else ()
        articles = [(one, article) for one in inside if (article := db.articles.get(one.article_id))]
        ids = [one.article_id for one in inside] if story else [number]
        return StoryView(number=number, story=story, members=articles, near=_find_near(db, ids))


def _find_near(db: ArchiveReader, ids: Sequence[int]) -> list[tuple[Near, Article]]:
    """Articles that are near to some of these, and none of these; each once."""
    others: dict[int, Near] = {}
    for article_id in ids:
        for miss in db.stories.near(article_id):
            if miss.article_id not in ids:
                others.setdefault(miss.article_id, miss)
    return [(miss, article) for miss in others.values() if (article := db.articles.get(miss.article_id))]


def list_near_misses(
    workspace: Workspace, *, since: date | None = None, until: date | None = None, limit: int = 20
) -> tuple[NearMiss, ...]:
    """Pairs that share text and yet are not one story, the newest first. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return tuple(
            NearMiss(later_id=later, near=miss, later=db.articles.get(later), other=db.articles.get(miss.article_id))
            for later, miss in db.stories.near_misses(since=since, until=until, limit=limit)
        )
