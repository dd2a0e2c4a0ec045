"""The rows of a clip report: each article with its remark, story and releases, and no more text than is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.interface import ArchiveReader
from models.records.article import Article
from models.records.licence import Licence
from models.records.outlet import RELEASES, OutletRow
from models.records.story import Story
from reports.clip.report import ClipRow, limit_text, release_text, remark_text
from reports.clip.template import Groups, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: its number and its story's, from 1, and how many rows carry one text, this one included."""

    number: int
    story: int
    copies: int = 1


class RowMaker:
    """Makes the rows of one report; what is known of its articles is read at once.

    ``outlets``, ``kinds`` and ``rights`` are by outlet id: see ``collect_report``.
    """

    def __init__(
        self,
        db: ArchiveReader,
        article_ids: Sequence[int],
        stories: Mapping[int, Story],
        *,
        template: Template,
        outlets: Mapping[str, OutletRow],
        kinds: Mapping[str, str],
        rights: Mapping[str, str],
    ) -> None:
        self._db = db
        self._stories = stories
        self._template = template
        self._outlets = outlets
        self._kinds = kinds
        self._rights = rights
        self._remarks = db.remarks.of(article_ids)
        self._pickups = db.releases.pickups_of(article_ids)
        self._carriers = db.stories.outlets_of([one.id for one in stories.values()])

    def make(self, number: int, article: Article, place: Place, *, at: datetime, is_late: bool = False) -> ClipRow:
        """The row of an article of the archive, by its id."""
        story = self._stories.get(number)
        text = limit_text(article, self._rights.get(article.outlet, Licence.LINK), self._template.gist)
        tone, note, who, when = remark_text(self._remarks.get(number))
        return ClipRow(
            number=place.number,
            id=number,
            article=article,
            at=at,
            group=group_of(article, self._template.groups, self._outlets, self._kinds),
            gist=text.gist,
            deck=text.deck,
            body=text.body,
            tone=tone,
            note=note,
            marked_by=who,
            marked_at=when,
            release=release_text(self._pickups.get(number, ()), story.outlets if story else 0),
            story=place.story,
            copies=place.copies,
            is_copy=is_copy(number, self._stories),
            is_late=is_late,
            cut=text.cut,
            gone_at=gone[0] if (gone := self._db.articles.gone_at(number)) else None,
            same_text=self._name_carriers(article, story),
        )

    def _name_carriers(self, article: Article, story: Story | None) -> tuple[str, ...]:
        """The titles of the other outlets that carried the text, in the order in which they did."""
        if story is None:
            return ()
        others = [self._outlets[one] for one in self._carriers.get(story.id, ()) if one in self._outlets]
        return tuple(one.title for one in others if one.id != article.outlet and one.kind != RELEASES)


def is_copy(article_id: int, stories: Mapping[int, Story]) -> bool:
    """Whether an earlier article carries its text, be that in the report or not."""
    story = stories.get(article_id)
    return story is not None and story.first_article_id != article_id


def group_of(article: Article, groups: Groups, known: Mapping[str, OutletRow], kinds: Mapping[str, str]) -> str:
    """구분 of an article."""
    title = known[article.outlet].title if article.outlet in known else article.outlet_title
    for name in (article.outlet, title):
        if name in groups.outlets:
            return groups.outlets[name]
    found = {
        "kind": kinds.get(article.outlet, ""),
        "region": known[article.outlet].region if article.outlet in known else article.region,
        "section": article.section.split(" > ")[0],
        "outlet": title,
    }[groups.by]
    return groups.names.get(found, found) or groups.other
