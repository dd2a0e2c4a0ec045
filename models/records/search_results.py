"""What a search gives: hits, their number, how many stories they are. Standard library only."""

from dataclasses import dataclass
from typing import Literal, get_args

from models.language import _, ngettext
from models.records.article import Article
from models.records.story import Counted

Sort = Literal["newest", "oldest", "relevance"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article found; ``score`` is 0 where the order is by date."""

    id: int
    score: float
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of hits. ``total`` is exact up to 10,000; ``capped`` says that there are more.

    ``cursor`` asks for the next page; None: there is none.
    """

    hits: tuple[Hit, ...]
    total: int
    capped: bool
    cursor: str | None


By = Literal["outlet", "region", "day", "month", "reporter", "section", "tone"]
KINDS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class Total:
    """How many articles there are (exact up to 10,000; ``capped``: there are more), and how many stories.

    ``stories`` is None for more than 1,000 articles.
    """

    articles: int
    capped: bool
    stories: int | None

    def __str__(self) -> str:
        if self.stories is not None:
            return Counted(self.articles, self.stories).text
        if self.capped:
            return _("{count:,}+ articles", count=self.articles)
        return ngettext("{count:,} article", "{count:,} articles", self.articles)


@dataclass(frozen=True, slots=True)
class Exported:
    """What is kept of a file: up to which arrival it holds the answers.

    ``pending`` is (the arrival, the file's mark) of a writing of which it is not known whether it came to its end.
    """

    n: int
    pending: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """How the index is queried for a query, in the index's own language, to be shown to a person.

    ``match`` finds candidates ("": all articles but those of ``without``); each is a hit where ``exact``. ``full`` is
    asked where few of them are hits, or "".
    """

    match: str
    without: str
    exact: bool
    full: str
