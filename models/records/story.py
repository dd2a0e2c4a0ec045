"""Stories: which articles of several outlets carry one text. Standard library only."""

from dataclasses import dataclass
from datetime import datetime

from models.language import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A text that several outlets carry. ``first_article_id`` is the earliest of its articles.

    ``first_sure`` is False where an outlet gives only a day, so that another may have been as early.
    """

    id: int
    first_article_id: int
    first_at: datetime | None
    first_sure: bool
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story. Shares (0 to 1) are of this article's letters: those that are in the other one too.

    ``nearest_id`` is the member it has most in common with. ``minutes_after`` the first one; None where either time is
    not known to the minute.
    """

    article_id: int
    story_id: int
    nearest_id: int
    of_nearest: float
    of_first: float
    minutes_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What another outlet's article has in common with one, as seen from this one.

    ``verdict`` is same_text, updated_numbers, same_quote or weak; ``of_this`` and ``of_other`` are shares of letters.
    """

    article_id: int
    verdict: str
    of_this: float
    of_other: float
    numbers: int
    numbers_equal: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Articles counted both ways, each and one of those that carry the same text: an article of no story is its own."""

    articles: int
    stories: int

    def __str__(self) -> str:
        return f"기사 {self.articles:,}건(중복 제외 {self.stories:,}건)"

    @property
    def text(self) -> str:
        """The same for messages: 12 articles · 1 story."""
        articles = ngettext("{count:,} article", "{count:,} articles", self.articles)
        return ngettext(
            "{articles} · {count:,} story", "{articles} · {count:,} stories", self.stories, articles=articles
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What of an article is compared, and when it was published, as it is stored."""

    id: int
    outlet_n: int
    revision: int
    published_at: str | None
    published_raw: str
    fetched_at: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of ``story_pair``; ``a_id`` is the smaller id."""

    a_id: int
    b_id: int
    of_a: float
    of_b: float
    share: float
    letters: int
    unquoted: int
    run: int
    numbers: int
    numbers_equal: int
    verdict: str
    rule: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story and its members, each (article, nearest, of_nearest, of_first, minutes_after)."""

    first_article_id: int
    first_at: str | None
    first_sure: bool
    outlets: int
    members: tuple[tuple[int, int, float, float, int | None], ...]
