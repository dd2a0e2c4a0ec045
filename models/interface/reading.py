"""What whoever reads an archive is given, topic by topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from models.query.filters import NO_FILTERS, Filters

if TYPE_CHECKING:
    from models.clips.change import ClipChange
    from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem
    from models.clips.morning import KeptMorning
    from models.health.coverage import OutletRuns
    from models.health.diagnosis import Record
    from models.health.run_statistics import Statistics
    from models.people.audit import AuditEntry
    from models.people.person import Person
    from models.people.session import Session
    from models.query.tree import Query
    from models.query.watch import AlertState, Watch, WatchHit
    from models.records.article import Article
    from models.records.outlet import OutletRow
    from models.records.page import KeptPage, StoredPage
    from models.records.release import KeptRelease, Pickup, ReleasePickups, ReleaseRow
    from models.records.remark import Remark
    from models.records.search_results import By, Exported, Hit, IndexPlan, Results, Sort, Total
    from models.records.stored_article import ArticleHead, Revision
    from models.records.story import Counted, Member, Near, Story


class Articles(Protocol):
    """Articles, their earlier texts, and whether their outlets have taken them down."""

    def get(self, id_or_url: int | str) -> Article | None:
        """The article of an id (also one it had before its date was corrected) or an address."""

    def heads(self, article_ids: Sequence[int]) -> Iterator[ArticleHead]:
        """What stands above the texts of articles, in the order of ids; the texts are not read."""

    def find_id(self, id_or_url: int | str) -> int | None:
        """The id an article has now, by an id it has or had, its canonical URL or an address it was fetched from."""

    def revisions(self, article_id: int) -> tuple[Revision, ...]:
        """The article's earlier texts, oldest first; empty where it never changed."""

    def revision_number(self, article_id: int) -> int | None:
        """The number of an article's newest text."""

    def headlines(self, outlet: str, limit: int = 300) -> list[str]:
        """An outlet's newest headlines."""

    def newest_id(self) -> int | None:
        """The largest id; None where there is no article."""

    def exist_between(self, first_id: int, last_id: int) -> bool:
        """Whether there is an article with an id in the range, both ends included."""

    def gone_at(self, article_id: int) -> tuple[datetime, str] | None:
        """Since when an article is gone from its outlet, and why; None for one that is still there."""

    def all_gone(self) -> dict[tuple[str, str], datetime]:
        """Every article that is gone, by outlet and canonical address, with since when."""


class Pages(Protocol):
    """Original pages, bytes as received."""

    def get(self, article_id: int, revision: int | None = None) -> StoredPage | None:
        """The page that gave the article, or one of its revisions. Raises ArchiveError where it is damaged."""

    def walk(self, *, outlets: Sequence[str] = (), article_id: int | None = None) -> Iterator[KeptPage]:
        """Every stored page in the order of storing, or those of some outlets, or of one article."""

    def newest(self, outlet: str, limit: int) -> list[KeptPage]:
        """An outlet's stored pages, the last stored first."""

    def count(self, outlets: Sequence[str] = ()) -> int:
        """How many pages are stored, of all outlets or of those named."""

    def settled_as(self, outlet: str, key: str) -> tuple[str, str, int] | None:
        """An address's state, its reason, and the number of its newest stored page."""


class Outlets(Protocol):
    """Outlets as the archive knows them."""

    def all(self) -> dict[str, OutletRow]:
        """Every outlet in the archive, by id."""


class Runs(Protocol):
    """Crawl runs, one a night and outlet."""

    def records(self, now: datetime, outlets: Sequence[str] = (), *, crawling: bool = False) -> Iterator[Record]:
        """What health judges, of every outlet that was ever crawled, or of those named, by id.

        A run without an end counts as killed, unless a crawl is running now (``crawling``).
        """

    def history(self, outlet: str, limit: int = 60) -> list[Statistics]:
        """The statistics of an outlet's last runs, newest first."""

    def begun(self, since: datetime, now: datetime) -> list[tuple[str, bool]]:
        """The outlet of each run begun between the two, the oldest first, and whether it has no end or was killed."""

    def outcomes(self, since: datetime | None, now: datetime, *, crawling: Callable[[], bool]) -> Iterator[OutletRuns]:
        """How the runs of each outlet that was ever crawled ended, from the last whole one before ``since`` (or now).

        ``crawling`` says whether a crawl goes on; it is asked only where a run has no end.
        """


class Watches(Protocol):
    """Saved searches."""

    def all(self) -> tuple[Watch, ...]:
        """All saved searches, by name."""

    def hits(self, watch: Watch, *, since: datetime | None = None, behind: int | None = None) -> Iterator[WatchHit]:
        """What a watch has found since a time, behind a find, or since its hits were last shown; newest day first."""

    def alerts(self) -> dict[int, AlertState]:
        """Of each saved search (by id) whose news is told at once, up to which find it was."""

    def count_unseen(self, person: str) -> dict[int, int]:
        """How many finds of each saved search, by its id, a person has not seen.

        What `news watch run` has shown counts as seen by whoever never looked at the search in the browser.
        """

    def seen(self, person: str) -> dict[int, int]:
        """Up to which find a person has seen each saved search, by its id."""


class People(Protocol):
    """People who may log in, and those who left."""

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name; those who left too."""

    def get(self, name: str) -> Person | None:
        """The person of a name."""

    def password_hash(self, name: str) -> str | None:
        """The hash of a person's password; '' for one without a password, None where there is no such person."""


class Sessions(Protocol):
    """Who is logged in."""

    def get(self, key: str) -> Session | None:
        """The session of a cookie's SHA-256, however old it is."""

    def all(self) -> tuple[Session, ...]:
        """Every session, the last begun first."""


class Audit(Protocol):
    """Who did what in the browser."""

    def newest(self, limit: int, *, before: int | None = None, who: str = "") -> list[AuditEntry]:
        """The newest entries, the last first; those before an entry, or of one person."""


class Remarks(Protocol):
    """Tone and note that people gave an article."""

    def of(self, article_ids: Sequence[int]) -> dict[int, Remark]:
        """The newest remark on each article that has one."""

    def history(self, article_id: int) -> tuple[Remark, ...]:
        """Every remark on an article, the oldest first."""


class Tally(Protocol):
    """Counts articles and their stories as they pass; it remembers the stories, not the articles."""

    def add(self, article_id: int) -> None:
        """One more article; each only once."""

    @property
    def counted(self) -> Counted:
        """What passed so far."""


class Stories(Protocol):
    """Which articles of several outlets carry one text."""

    def get(self, story_id: int) -> Story | None:
        """The story of an id, also one that was merged into another since."""

    def of_article(self, article_id: int) -> Story | None:
        """The story an article belongs to."""

    def members(self, story_id: int) -> tuple[Member, ...]:
        """The articles of a story: the first one, then the others by their time."""

    def members_of(self, article_ids: Sequence[int]) -> dict[int, Member]:
        """The membership of each article that belongs to a story, by article id."""

    def outlets_of(self, story_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The ids of the outlets that carry each story, each once: that of its first article, then the others."""

    def count(self, article_ids: Sequence[int]) -> Counted:
        """How many articles, and how many stories they are."""

    def tally(self) -> Tally:
        """A counter for articles that pass one by one."""

    def near(self, article_id: int, *, all_verdicts: bool = True) -> tuple[Near, ...]:
        """Articles of other outlets that share text with one, the nearest first; or only those of the same text."""

    def near_misses(
        self, *, since: date | None = None, until: date | None = None, limit: int = 20
    ) -> Iterator[tuple[int, Near]]:
        """(later article, the earlier one as seen from it): pairs that share text and are not of one story."""

    def find(
        self, *, since: date | None = None, until: date | None = None, min_outlets: int = 2, limit: int = 20
    ) -> Iterator[Story]:
        """Stories by the day and time of their first article, the newest first."""

    def waiting(self) -> int:
        """How many articles have not been compared yet."""

    def waits(self, first_day: int, last_day: int) -> bool:
        """Whether an article of the days has no fingerprints yet."""

    def prints(self, first_day: int, last_day: int) -> Iterator[list[tuple[int, int, bytes]]]:
        """(article, outlet's number, fingerprints) of the days, in order and some at a time."""

    def print_days(self) -> tuple[int, int] | None:
        """The first and the last day that has fingerprints."""

    def stock(self) -> bytes:
        """The grams of stock phrases, sorted uint64, little endian; empty where there are none yet."""


class Releases(Protocol):
    """Press releases and the articles made from them."""

    def all(self) -> list[KeptRelease]:
        """The releases that the archive keeps, by id."""

    def get(self, release_id: int) -> ReleaseRow | None:
        """One release with its text; None where there is none of that id."""

    def pickups_of(self, article_ids: Sequence[int]) -> dict[int, tuple[Pickup, ...]]:
        """The releases each article was made from, the one with the largest share first."""

    def exist_between(self, first: date, last: date) -> bool:
        """Whether a release of these days is kept, both included."""

    def between(self, first: date, last: date) -> list[ReleasePickups]:
        """The releases of these days, both included, with the articles made from each; the oldest first."""

    def count_undated(self) -> int:
        """How many releases are kept of which no day is known."""


class Exports(Protocol):
    """What exported files have carried."""

    def get(self, file: str, question: str) -> Exported | None:
        """What is known of a file and a question; None where the file was never written for it."""

    def last_arrival(self) -> int:
        """The number of the last text that was stored; 0 where none was since numbers are given."""


class Mornings(Protocol):
    """Mornings that ran by themselves."""

    def get(self, day: date) -> KeptMorning | None:
        """The morning of a day; None where there was none."""

    def last_before(self, day: date) -> KeptMorning | None:
        """The last morning before a day."""


class Clips(Protocol):
    """Clips of a day, their items and what people decided."""

    def all(self, first: date | None = None, last: date | None = None, *, removed: bool = False) -> list[Clip]:
        """The clips of the days, both included; the newest day first, those of a day as they were made.

        ``removed``: those that were removed, instead of those that are there.
        """

    def get(self, clip_id: int) -> Clip | None:
        """The clip of an id, also one that was removed."""

    def items(self, clip_id: int) -> list[ClipItem]:
        """The items of a clip in their order, those that were dropped too."""

    def counts(self, clip_ids: Sequence[int]) -> dict[int, int]:
        """How many items each clip has that were not dropped."""

    def holding(self, article_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """The ids of the clips that each article is in; of an article in none there is no entry."""

    def attachments(self, item_ids: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
        """The scans of each item that has any."""

    def list_attachments(self, item_ids: Sequence[int]) -> dict[int, tuple[AttachmentInfo, ...]]:
        """The scans of each item that has any, without their bytes."""

    def changes(self, clip_id: int, after: int = 0) -> tuple[ClipChange, ...]:
        """What was decided in a clip after a change, the oldest first."""

    def last_change(self, clip_id: int) -> int:
        """The id of the last change of a clip; 0 for one that is not there."""


class Search(Protocol):
    """Finds exactly the articles whose folded text holds what a query says."""

    def find(
        self,
        query: Query,
        filters: Filters = NO_FILTERS,
        *,
        sort: Sort = "newest",
        limit: int = 20,
        cursor: str | None = None,
        skip: int = 0,
        counted: bool = True,
    ) -> Results:
        """One page of hits, behind the first ``skip``. Raises CursorError.

        ``counted=False`` leaves the total at 0 and saves its time.
        """

    def all_hits(self, query: Query, filters: Filters = NO_FILTERS, sort: Sort = "newest") -> Iterator[Hit]:
        """Every hit, one after the other, in one unchanging view of the archive."""

    def all_ids(self, query: Query, filters: Filters = NO_FILTERS) -> Iterator[int]:
        """The id of every hit, in no order, without reading an article where the index can say it."""

    def new_hits(self, query: Query, filters: Filters, sort: Sort, after: int) -> Iterator[Hit]:
        """The hits that are new to the query since an arrival (see ``Exports.last_arrival``)."""

    def count(self, query: Query, filters: Filters = NO_FILTERS) -> Total:
        """How many articles are found, and how many stories they are."""

    def count_by(self, query: Query, by: By, filters: Filters = NO_FILTERS) -> list[tuple[str, Counted]]:
        """(name, articles and stories) for each outlet, month, reporter or section; "" is for none."""

    def explain(self, query: Query, filters: Filters) -> IndexPlan | None:
        """How the index is queried; None where the filters leave nothing."""

    def known_texts(self, texts: Iterable[str], most: int) -> list[str]:
        """The first so many of some texts that the index does not rule out, in order; a search says for certain."""

    def ids_with_pair(self, pair: str, first_id: int, last_id: int, limit: int) -> list[int]:
        """Ids in a range of articles whose text holds two letters one after the other."""


class ArchiveReader(Protocol):
    """An archive, open for reading."""

    @property
    def articles(self) -> Articles: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def outlets(self) -> Outlets: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def watches(self) -> Watches: ...
    @property
    def remarks(self) -> Remarks: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def releases(self) -> Releases: ...
    @property
    def exports(self) -> Exports: ...
    @property
    def clips(self) -> Clips: ...
    @property
    def mornings(self) -> Mornings: ...
    @property
    def people(self) -> People: ...
    @property
    def sessions(self) -> Sessions: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def search(self) -> Search: ...

    def one_view(self) -> AbstractContextManager[None]:
        """Nothing that is read inside changes, whatever is written meanwhile."""

    def close(self) -> None:
        """Close it. A second time does nothing."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
