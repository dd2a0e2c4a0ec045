"""What can be read from and written to an archive, whatever database keeps it.

``ArchiveReader`` and ``ArchiveWriter`` are grouped by topic: ``reader.articles.get(…)``. Everything above ``models/``
works with these; ``open.py`` makes them. Ids are article ids, times aware KST, days as ``article_ids`` counts them.
Every method raises ``ArchiveError`` where the archive cannot be read or written, and what else it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from models.query.filters import NO_FILTERS, Filters

Progress = Callable[[str, int, int], None]
"""Called with the part of the work, and how much of how much of it is done."""

if TYPE_CHECKING:
    from models.clips.change import ClipChange, Deed
    from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem, ClipRule, HandEntry
    from models.clips.edit import Edited
    from models.clips.morning import KeptMorning, KeptStep
    from models.health.accepted_change import AcceptedChange
    from models.health.coverage import OutletRuns
    from models.health.diagnosis import Record
    from models.health.run_statistics import Statistics
    from models.health.signs import Trait
    from models.people.audit import AuditEntry
    from models.people.person import Person
    from models.people.role import Role
    from models.people.session import Session
    from models.query.tree import Query
    from models.query.watch import AlertState, Watch, WatchHit
    from models.records.article import Article
    from models.records.outlet import Outlet, OutletRow
    from models.records.page import KeptPage, Page, StoredPage
    from models.records.release import KeptRelease, KeptText, Pickup, PickupRow, ReleasePickups, ReleaseRow
    from models.records.remark import Remark
    from models.records.revisit_rules import DueRevisit
    from models.records.run_finding import RunFinding
    from models.records.search_results import By, Exported, Hit, IndexPlan, Results, Sort, Total
    from models.records.stored_article import ArticleHead, Revision, Stored
    from models.records.story import Counted, Member, Near, Pair, Source, Story, StoryRow
    from models.records.url_states import Discovery, Found, Known, State
    from models.records.verify_finding import VerifyFinding


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

    def last_begun(self, now: datetime) -> datetime | None:
        """When the newest run of any outlet began; None where there was none up to ``now``."""

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


class Ledger(Protocol):
    """Every address ever found, the one state it is in, and the runs that found them."""

    def begin_run(
        self,
        outlet_id: str,
        started_at: datetime,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        planned: int | None = None,
    ) -> int:
        """Begin a run, the ``planned`` one if there is one, and return its id.

        Another run of the outlet that never ended is closed as killed.
        """

    def plan_runs(self, outlet_ids: Sequence[str], at: datetime) -> dict[str, int]:
        """Enter that a crawl is about to ask these outlets: the id of each one's run, which was not begun."""

    def last_complete(self, outlet_id: str, at: datetime) -> datetime | None:
        """When the last run up to ``at`` began that walked its lists to the end; None where there was none."""

    def discover(self, run_id: int, outlet_id: str, founds: Sequence[Found], at: datetime) -> list[Known]:
        """Enter what was found and say of each, in the same order, whether to request it."""

    def look_up(
        self, run_id: int, outlet_id: str, founds: Sequence[Found], at: datetime
    ) -> tuple[list[Known], Discovery]:
        """The answers of ``discover``, and what is to be entered by ``enter``: nothing is written yet."""

    def enter(self, discovery: Discovery) -> None:
        """Write what ``look`` gave."""

    def pending(self, outlet_id: str) -> list[Found]:
        """What earlier runs found and did not settle, newest first."""

    def set_state(
        self,
        run_id: int | None,
        outlet_id: str,
        key: str,
        state: State,
        reason: str = "",
        *,
        tries_add: int = 0,
        url: str = "",
    ) -> None:
        """Put an address into its state."""

    def state(self, outlet_id: str, key: str) -> State | None:
        """The state of an address, or None where it was never found."""

    def reason(self, outlet_id: str, key: str) -> str:
        """The reason that an address has beside its state; empty where there is none."""

    def is_reason_shared(self, outlet_id: str, key: str, beginning: str) -> bool:
        """Whether another address of the outlet has a reason that begins like that."""

    def validators(self, url: str) -> tuple[str, str]:
        """ETag and Last-Modified of a list's last answer; empty where there was none."""

    def set_validators(self, url: str, etag: str, last_modified: str, at: datetime) -> None:
        """Remember what a list answered, for the next run's conditional request."""

    def end_run(
        self, run_id: int, ended_at: datetime, finish: str, *, complete: bool, counts: Mapping[str, int]
    ) -> None:
        """End a run: what is still FOUND in it is LEFT for ``finish``, and the counts are kept."""

    def record_findings(self, run_id: int, statistics: Statistics, findings: Sequence[RunFinding]) -> None:
        """Keep a run's statistics and findings."""

    def history(self, outlet_id: str, most: int = 60) -> list[Statistics]:
        """The statistics of an outlet's last runs, newest first."""

    def count_states(self, run_id: int) -> Mapping[State, int]:
        """How many of the addresses last touched by a run are in each state."""


class Revisits(Protocol):
    """Articles that are requested again: which are due, what they answered."""

    def due(self, outlet_id: str, at: datetime, most: int) -> list[DueRevisit]:
        """What is due: those in doubt first, then the quarantined, then the newest."""

    def record_seen(
        self, outlet_id: str, due: DueRevisit, at: datetime, etag: str = "", last_modified: str = ""
    ) -> bool:
        """The article is there, changed or not. True where it had counted as gone."""

    def postpone(self, due: DueRevisit, at: datetime, reason: str = "") -> None:
        """No answer, or one that says nothing of the article: try again another night."""

    def record_doubted(self, due: DueRevisit, at: datetime, reason: str) -> None:
        """A text that is hardly the article's: look again another night, and remember since when it comes."""

    def keep_held(self, due: DueRevisit, at: datetime) -> None:
        """A quarantined page that is not believed this time either."""

    def record_missed(self, outlet_id: str, due: DueRevisit, reason: str, at: datetime) -> bool:
        """An answer that the article is not there. True where it counts as gone from now on."""


class StoryWriter(Protocol):
    """Fingerprints, pairs, stories and their members, inside one transaction."""

    def first_waiting(self) -> int | None:
        """The smallest id that waits to be compared."""

    def waiting(self, day: int) -> list[int]:
        """The ids of a day that wait."""

    def done(self, day: int) -> None:
        """Nothing of the day waits any more."""

    def wait_all(self) -> None:
        """Everything is to be compared anew; the stories made so far are removed."""

    def wait_again(self) -> None:
        """Whatever was compared is to be compared again; its stories stay until then."""

    def version(self) -> str | None:
        """The version of the rules by which the stories were made."""

    def set_version(self, version: str) -> None:
        """Note the version of the rules."""

    def sources(self, ids: Iterable[int]) -> Iterator[Source]:
        """The articles of the ids that are there."""

    def prints(self, first_day: int, last_day: int) -> Iterator[list[tuple[int, int, bytes]]]:
        """(article, outlet's number, fingerprints) of the days, in order and some at a time."""

    def put_prints(self, rows: Iterable[tuple[int, int, int, int, int, bytes]]) -> None:
        """Write fingerprints."""

    def stock(self) -> tuple[str, int, bytes] | None:
        """When the list of stock phrases was built, from how many days, and its grams."""

    def put_stock(self, version: int, built_at: str, days: int, articles: int, grams: bytes) -> None:
        """Replace the list of stock phrases."""

    def last_day(self) -> int | None:
        """The newest day that has articles."""

    def sample(self, day: int, most: int) -> list[int]:
        """Ids of a day, spread evenly over it."""

    def forget_pairs(self, ids: list[int]) -> set[int]:
        """Delete pairs, fingerprints and memberships; all articles whose stories may change by it."""

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Write pairs."""

    def same_text(self, ids: Iterable[int]) -> list[tuple[int, int, float, float, int]]:
        """(a, b, of_a, of_b, letters) of the pairs of one text that hold one of the articles."""

    def stories_of(self, ids: Iterable[int]) -> dict[int, int]:
        """The story of each article that is in one."""

    def leave(self, ids: Iterable[int]) -> None:
        """Take articles out of their stories."""

    def put_story(self, story_id: int | None, row: StoryRow) -> int:
        """Write a story with its members under an id it had, or a new one; returns the id."""

    def end_story(self, story_id: int, merged_into: int | None) -> None:
        """A story has no members any more."""


class ReleaseWriter(Protocol):
    """Press releases and their pickup, inside one transaction."""

    def texts(self) -> list[KeptText]:
        """The text of every release that is kept."""

    def put(self, release: ReleaseRow, pickups: Iterable[PickupRow], same: Iterable[int] = ()) -> int:
        """Write a release and its pickup in the place of what was found before; its id."""

    def forget(self, release_id: int) -> bool:
        """Remove a release and its pickup; False where there is none of that id."""


class ClipWriter(Protocol):
    """Clips inside one transaction: what stands in it, and what is to be written. Each change says who made it."""

    def get(self, clip_id: int) -> Clip | None:
        """The clip of an id, also one that was removed."""

    def of_day(self, day: date) -> list[Clip]:
        """The clips of a day, as they were made."""

    def items(self, clip_id: int) -> list[ClipItem]:
        """The items of a clip in their order, those that were dropped too."""

    def item(self, item_id: int) -> ClipItem | None:
        """The item of an id, of whatever clip."""

    def changes(self, clip_id: int, after: int = 0) -> tuple[ClipChange, ...]:
        """What was decided in a clip after a change, the oldest first."""

    def last_change(self, clip_id: int) -> int:
        """The id of the last change of a clip."""

    def make(self, day: date, name: str, subject: str, rule: ClipRule, who: str) -> Clip | None:
        """A new clip without items; None where the day has one of that name."""

    def set_rule(self, clip: Clip, subject: str, rule: ClipRule, who: str) -> Clip:
        """The clip with another subject or rule."""

    def set_arrival(self, clip: Clip, arrival: int) -> Clip:
        """The clip whose rule has seen the archive up to an arrival."""

    def finish(self, clip: Clip, who: str, *, is_done: bool) -> Clip:
        """The clip finished, or taken up again; where it is so already, nothing is written."""

    def rename(self, clip: Clip, name: str, who: str) -> Clip | None:
        """The clip with another name; None where the day has another clip of that name."""

    def remove(self, clip: Clip, who: str, *, is_removed: bool) -> Clip | None:
        """The clip removed, or back; None where the day has another clip of its name by now."""

    def add_articles(self, clip_id: int, articles: Mapping[int, str], who: str, deed: Deed) -> list[int]:
        """Put articles behind the items of a clip, each with the saved search that found it; the ids of the items."""

    def add_entry(self, clip_id: int, entry: HandEntry, who: str) -> int:
        """Put an article that was typed in behind the items of a clip; the id of the item."""

    def attach(self, item: ClipItem, scans: Sequence[Attachment], who: str) -> None:
        """Keep scans of an item, bytes as they are."""

    def detach(self, item: ClipItem, scans: Sequence[AttachmentInfo], who: str) -> None:
        """Take scans off an item; their bytes are kept, and nothing shows them any more."""

    def apply(self, clip_id: int, edited: Edited, who: str) -> None:
        """Write items as they are now, and what was decided of them."""


class PersonWriter(Protocol):
    """People who may log in, inside one transaction. Those whose name is given must be there."""

    def all(self) -> tuple[Person, ...]:
        """Everybody, by name; those who left too."""

    def get(self, name: str) -> Person | None:
        """The person of a name."""

    def password_hash(self, name: str) -> str | None:
        """The hash of a person's password; '' for one without a password, None where there is no such person."""

    def add(self, name: str, shown: str, role: Role, password_hash: str) -> bool:
        """A new person; False where the name is taken, also by somebody who left."""

    def set_shown(self, name: str, shown: str) -> None:
        """What stands beside the person's marks from now on."""

    def set_role(self, name: str, role: Role) -> None:
        """What the person may do."""

    def set_password(self, name: str, password_hash: str) -> None:
        """The hash of a new password."""

    def end(self, name: str, *, is_ended: bool) -> None:
        """The person left, or is back; where it is so already, nothing is written."""


class SessionWriter(Protocol):
    """Who is logged in, inside one transaction."""

    def begin(self, session: Session) -> None:
        """Somebody logged in."""

    def mark_seen(self, key: str, at: datetime) -> None:
        """The browser asked for a page at this time; earlier than is known changes nothing."""

    def end(self, key: str) -> None:
        """Somebody logged out."""

    def end_all(self, person: str) -> None:
        """A person is logged out everywhere."""

    def end_old(self, begun_before: datetime, seen_before: datetime) -> None:
        """Forget the sessions that began before a time or were last seen before another."""


class Transaction(Protocol):
    """Writes inside one transaction of an archive, and cannot be used after it."""

    @property
    def ledger(self) -> Ledger: ...
    @property
    def revisits(self) -> Revisits: ...
    @property
    def stories(self) -> StoryWriter: ...
    @property
    def releases(self) -> ReleaseWriter: ...
    @property
    def clips(self) -> ClipWriter: ...
    @property
    def people(self) -> PersonWriter: ...
    @property
    def sessions(self) -> SessionWriter: ...

    def add_audit(self, entry: AuditEntry) -> None:
        """Keep who did what; ``entry.id`` is not looked at."""

    def mark_watch_seen(self, person: str, watch_id: int, n: int) -> None:
        """Keep that a person has seen the finds of a saved search up to number ``n``; a smaller one is not kept."""

    def store(self, article: Article, page: Page, *, run_id: int | None = None, key: str | None = None) -> Stored:
        """Write an article with its search rows, the page it came from, and its ledger row."""

    def quarantine(self, page: Page, key: str, why: str, *, run_id: int | None = None) -> None:
        """Keep a page that breaks with its outlet's history, and settle its address as quarantined."""

    def stored_article(self, outlet: str, canonical_url: str) -> Article | None:
        """The article as it is stored now."""

    def stored_by_form(self, outlet: str, canonical_url: str) -> Article | None:
        """The article stored under the address, else under another form of it (http or https, www, m, last slash)."""

    def is_text_of_another(self, article: Article) -> bool:
        """Whether another article of the outlet, filed under the same day, has this very text."""

    def set_aside(self, page: Page, key: str, why: str = "") -> None:
        """Keep a page that came from a stored article's address and is not that article; the article stays."""

    def reread(self, article: Article, page_id: int, *, reason: str) -> Stored:
        """Write an article that was extracted again from a stored page."""

    def reject(self, page: Page, key: str, reason: str, detail: str = "", *, run_id: int | None = None) -> None:
        """Keep a page that is not an article, and settle its address as rejected."""

    def add_remark(self, article_ids: Sequence[int], *, tone: str | None, note: str | None, who: str) -> int:
        """Add a remark to each article and return to how many; None keeps what the last remark says."""

    def change_of(self, outlet: str, only: frozenset[Trait] = frozenset()) -> AcceptedChange:
        """What is odd about an outlet now; of that, only the traits named."""

    def accept_change(self, outlet: str, change: AcceptedChange, *, who: str, note: str) -> None:
        """From now on the outlet is measured anew in what ``change`` can be accepted of."""

    def begin_export(self, file: str, question: str, arrival: int, file_stamp: str) -> None:
        """A file known by ``file_stamp`` is about to take its place, with the hits up to ``arrival``."""

    def end_export(self, file: str, question: str, arrival: int) -> None:
        """The file has taken its place."""

    def begin_morning(self, day: date) -> None:
        """A morning begins; what is kept of an earlier run of the same day is replaced, but for when it was sent."""

    def mark_morning_sent(self, day: date) -> None:
        """The clip of the day was sent."""

    def end_morning(self, day: date, steps: Sequence[KeptStep]) -> None:
        """The morning has ended, and this is how its steps went."""

    def set_alert(self, watch_id: int, *, is_on: bool) -> None:
        """Tell the news of a saved search at once, from the next find on; or no longer."""

    def begin_alert(self, watch_id: int, last: int) -> None:
        """The finds up to ``last`` are about to be told."""

    def end_alert(self, watch_id: int, last: int) -> None:
        """The finds up to ``last`` were told."""


class ArchiveWriter(Protocol):
    """An archive, open for writing; use it from one thread at a time."""

    notes: tuple[str, ...]
    """What was found wrong and repaired when it was opened: sentences."""

    @property
    def path(self) -> Path: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def revisits(self) -> Revisits: ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """One transaction: everything written inside the ``with``, or nothing."""

    def store(self, article: Article, page: Page, *, run_id: int | None = None) -> Stored:
        """Store one article in a transaction of its own."""

    def upsert_outlet(self, outlet: Outlet) -> None:
        """Enter the outlet, or what is new in its declaration."""

    def headlines(self, outlet_id: str, most: int = 300) -> list[str]:
        """The outlet's newest headlines."""

    def add_watch(
        self, name: str, query: Query, filters: Filters, *, rivals: Sequence[str] = (), title: str = ""
    ) -> bool:
        """Save a search, with the rivals and the title of its reports; False where the name is taken."""

    def change_watch(
        self,
        name: str,
        filters: Filters,
        rivals: Sequence[str],
        title: str,
        caution: Sequence[str] = (),
        query: Query | None = None,
    ) -> bool:
        """Give a saved search other settings, and where ``query`` is given other words; False where there is none."""

    def remove_watch(self, name: str) -> bool:
        """Delete a saved search; False where there is none of that name."""

    def mark_watches_shown(self, shown: Mapping[int, int]) -> None:
        """Keep up to which number the hits of each watch were shown."""

    def reindex(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Build the search index anew. Readers do not wait, and another program may write in between."""

    def tidy_search(self, seconds: float = 20.0) -> int:
        """Merge what many small writes have left in the search index; the number of steps it took."""

    def close(self) -> None:
        """Close it; what was not committed is lost. A second time does nothing."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


class Backup(Protocol):
    """A backup: where it is, when it was made, when the archive's last commit was (ISO, or '').

    ``size``: bytes that no other backup of the folder needs; ``shared``: bytes that others need too. ``notes`` are
    sentences about how it was made.
    """

    @property
    def path(self) -> Path: ...
    @property
    def size(self) -> int: ...
    @property
    def shared(self) -> int: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def archive_at(self) -> str: ...


class ArchiveMaintenance(Protocol):
    """What keeps an archive whole. Each database has its own way; ``location`` is what ``open_reader`` takes."""

    def verify(
        self,
        location: str | Path,
        *,
        alone: bool = False,
        quick: bool = False,
        share: tuple[int, int] | None = None,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> Iterator[VerifyFinding]:
        """What is wrong with an archive or a backup; nothing, where it is sound.

        ``share``: which part, of how many, with what is new; ``workers``: processes that look at a large archive.
        """

    def counts(self, location: str | Path) -> Mapping[str, int]:
        """How much there is to verify: articles, revisions, pages, addresses, runs."""

    def acknowledge(self, location: str | Path) -> list[str]:
        """Do not report known losses again; they are returned as sentences."""

    def back_up(
        self,
        location: str | Path,
        place: Path | None = None,
        *,
        keep: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Backup, tuple[Path, ...]]:
        """Make a backup and return it, with the older ones that were removed. Raises BackupError."""

    def is_folder(self, place: Path) -> bool:
        """Whether a backup gets a name of its own in this place; else the place is the file itself."""

    def list_backups(self, location: str | Path, folder: Path | None = None) -> Sequence[Backup]:
        """The archive's backups in a folder (by default where they are made), newest first. Raises ArchiveError."""

    def find_backup(self, location: str | Path, folder: Path, day: date | None = None) -> Path:
        """The archive's newest backup in a folder, of a day if one is given. Raises BackupError."""

    def restore(self, backup: Path, location: str | Path, *, progress: Progress | None = None) -> Path | None:
        """Put a backup in the archive's place; the new name of the previous archive. Raises BackupError."""
