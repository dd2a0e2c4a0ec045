"""What whoever writes an archive is given, topic by topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from models.query.filters import Filters

if TYPE_CHECKING:
    from models.clips.change import ClipChange, Deed
    from models.clips.clip import Attachment, AttachmentInfo, Clip, ClipItem, ClipRule, HandEntry
    from models.clips.edit import Edited
    from models.clips.morning import KeptStep
    from models.health.accepted_change import AcceptedChange
    from models.health.run_statistics import Statistics
    from models.health.signs import Trait
    from models.people.audit import AuditEntry
    from models.people.person import Person
    from models.people.role import Role
    from models.people.session import Session
    from models.query.tree import Query
    from models.records.article import Article
    from models.records.outlet import Outlet
    from models.records.page import Page
    from models.records.release import KeptText, PickupRow, ReleaseRow
    from models.records.revisit_rules import DueRevisit
    from models.records.run_finding import RunFinding
    from models.records.stored_article import Stored
    from models.records.story import Pair, Source, StoryRow
    from models.records.url_states import Discovery, Found, Known, State


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
