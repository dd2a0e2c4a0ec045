"""Stored pages through today's steps again: what better steps read otherwise takes its place, with its history.

Works in transactions of some pages each. Stopped anywhere it has done the pages before that, and a second time over
finds nothing to do there: it can be begun again at any time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from models.health.baseline import make_profile
from models.health.signs import MIN_LINE_LENGTH, Trait
from models.interface import ArchiveReader, Transaction
from models.language import _
from models.open import open_reader, open_writer
from models.records.article import Article
from models.records.article_changes import CONTENT, with_first_date
from models.records.outlet import Outlet, OutletRow
from models.records.page import KeptPage, Page
from models.records.rows import to_params
from models.records.url_states import State
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.crawl_run import ExtractedPage
from pipelines.extract import extract
from pipelines.same_article import find_doubt
from scrapers.crawl.quarantine import WINDOW_PAGES, Quarantine, WaitingPage
from scrapers.families.generic import FAMILY_ID, outlet_for
from scrapers.registry import Registry, load_family

BATCH = 50
"""Pages a transaction."""
MAX_SAMPLES = 3
"""Of each field."""
MAX_SAMPLE_LETTERS = 60
NOT_SHOWN = frozenset({"text_sha256", "outlet_title", "region"})
REASON = "reparse"
MAX_FINDINGS = 50
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FieldSample:
    """One change of one field: the article's address, and the beginning of the field before and after."""

    url: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class ReparseResult:
    """The outcome. ``counts``: pages, same, changed, new, rejected, held, older; ``fields``: changes by field."""

    counts: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    samples: list[FieldSample] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add_finding(self, sentence: str) -> None:
        """Something that a person should know."""
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(sentence)
        elif len(self.findings) == MAX_FINDINGS:
            self.findings.append(_("There is more of this kind."))


@dataclass(frozen=True, slots=True)
class _Change:
    """A page that today's steps read otherwise; ``before`` is the stored article, if there is one."""

    kept: KeptPage
    page: Page
    result: Article | Reject
    before: Article | None


def reparse(
    archive: str | Path,
    registry: Registry,
    outlets: Sequence[str] = (),
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ReparseResult:
    """Read the stored pages of all outlets, or of those named, again. Raises ArchiveError, OutletError.

    An article's newest page is read, and pages that gave no article. Nothing is dropped: a page that gave an article
    and would be rejected today is a finding.
    """
    done = ReparseResult()
    if dry_run:
        for _ in _changes(archive, registry, outlets, done, progress):
            pass
        return done
    with open_writer(archive, create=False) as opened:
        changes = _changes(archive, registry, outlets, done, progress, declare=opened.upsert_outlet)
        while batch := list(islice(changes, BATCH)):
            with opened.transaction() as writer:
                for change in batch:
                    _write(writer, change)
    return done


def _write(writer: Transaction, change: _Change) -> None:
    kept, result = change.kept, change.result
    if isinstance(result, Reject):
        why = f"{result.reason}: {result.detail}" if result.detail else str(result.reason)
        writer.ledger.set_state(None, change.page.outlet, kept.key, State.REJECTED, why)
        return
    stored = writer.reread(result, kept.id, reason=REASON)
    if kept.article_id is None:
        state = State.UNCHANGED if stored.outcome == "unchanged" else State.STORED
        writer.ledger.set_state(None, change.page.outlet, kept.key, state, REASON)


def _changes(
    archive: str | Path,
    registry: Registry,
    outlets: Sequence[str],
    done: ReparseResult,
    progress: Progress | None,
    declare: Callable[[Outlet], None] | None = None,
) -> Iterator[_Change]:
    """The pages that today's steps read otherwise; everything is counted on the way."""
    with closing(open_reader(archive)) as db:
        layouts = _Layouts(registry, db.outlets.all(), done, declare)
        for name in outlets:
            if name not in layouts.stored:
                registry.get(name)  # one sentence for a name that nobody knows
        total, held = db.pages.count(outlets), _Held()
        for number, kept in enumerate(db.pages.walk(outlets=outlets)):
            if progress is not None and number % BATCH == 0:
                progress("pages", number, total)
            if kept.page is None:
                done.add_finding(
                    _("The stored page of {url} cannot be read: {damage}.", url=kept.url, damage=kept.damage)
                )
                continue
            layout = layouts.of(kept.page)
            if layout is None:
                continue
            change = _of_article(db, kept, kept.page, layout, done) if kept.article_id else None
            if kept.article_id is None:
                change = _of_reject(db, kept, kept.page, layout, done, held)
            if change is not None:
                yield change
        yield from held.believed(db, done)


class _Layouts:
    """The layout of each outlet: as it is declared today, or for one that nobody declared as its first page says."""

    def __init__(
        self,
        registry: Registry,
        stored: dict[str, OutletRow],
        done: ReparseResult,
        declare: Callable[[Outlet], None] | None,
    ) -> None:
        self.registry = registry
        self.stored = stored
        self._done = done
        self._declare = declare
        self._known: dict[str, Layout | None] = {}

    def of(self, page: Page) -> Layout | None:
        """None where the outlet was declared once and is not any more: its pages cannot be read as they were."""
        if page.outlet not in self._known:
            self._known[page.outlet] = self._find(page)
        return self._known[page.outlet]

    def _find(self, page: Page) -> Layout | None:
        outlet = self.registry.outlets.get(page.outlet)
        row = self.stored[page.outlet]
        if outlet is not None:
            if self._declare is not None:
                self._declare(outlet)
        elif row.family in ("", FAMILY_ID) and (made := outlet_for(page)) is not None:
            outlet = replace(made, id=row.id, title=row.title, region=row.region)
        if outlet is None:
            self._done.add_finding(_("{id} is not declared any more: its pages were not read again.", id=row.id))
            return None
        return load_family(outlet.family).layout(outlet)


def _of_article(
    reader: ArchiveReader, kept: KeptPage, page: Page, layout: Layout, done: ReparseResult
) -> _Change | None:
    """The newest page of an article; older ones are left as they are."""
    assert kept.article_id is not None
    if reader.articles.revision_number(kept.article_id) != kept.revision:
        done.counts["older"] += 1
        return None
    before = reader.articles.get(kept.article_id)
    assert before is not None
    done.counts["pages"] += 1
    result = extract(page, layout)
    if isinstance(result, Reject):
        done.counts["rejected"] += 1
        done.add_finding(
            _(
                "Article {id} ({url}) would not be an article today: {reason}.",
                id=kept.article_id,
                url=before.canonical_url,
                reason=result.reason,
            )
        )
        return None
    if result.canonical_url != before.canonical_url:
        done.add_finding(
            _(
                "Article {id} would be {url} today; it stays {stored_url}.",
                id=kept.article_id,
                url=result.canonical_url,
                stored_url=before.canonical_url,
            )
        )
        result = replace(result, canonical_url=before.canonical_url)
    result = with_first_date(replace(result, outlet_title=before.outlet_title, region=before.region), before)
    changed = _differences(before, result)
    if not changed:
        done.counts["same"] += 1
        return None
    done.counts["changed"] += 1
    done.fields.update(sample.field for sample in changed)
    for sample in changed:
        if sum(one.field == sample.field for one in done.samples) < MAX_SAMPLES:
            done.samples.append(sample)
    return _Change(kept, page, result, before)


def _of_reject(
    reader: ArchiveReader, kept: KeptPage, page: Page, layout: Layout, done: ReparseResult, held: "_Held"
) -> _Change | None:
    """A page that gave no article: the newest of its address, where that is still settled so."""
    settled = reader.pages.settled_as(page.outlet, kept.key)
    if settled is None or settled[0] not in (State.REJECTED, State.QUARANTINED) or settled[2] != kept.id:
        done.counts["older"] += 1
        return None
    done.counts["pages"] += 1
    state, reason, _ = settled
    result = extract(page, layout)
    if isinstance(result, Reject):
        why = f"{result.reason}: {result.detail}" if result.detail else str(result.reason)
        done.counts["same"] += 1
        return _Change(kept, page, result, None) if state == State.REJECTED and why != reason else None
    before = reader.articles.get(result.canonical_url)
    if before is not None and before.outlet == result.outlet and before.fetched_at >= page.fetched_at:
        done.counts["older"] += 1
        return None
    if before is not None and before.outlet == result.outlet and find_doubt(before, result):
        done.counts["held"] += 1
        return None
    change = _Change(kept, page, result, before)
    if state == State.QUARANTINED:
        held.add(change, frozenset(reason.split(", ")))
        return None
    done.counts["new"] += 1
    return change


class _Held:
    """Pages that were held back, read again: judged together at the end, each outlet's by its own history."""

    def __init__(self) -> None:
        self._changes: dict[str, list[tuple[_Change, frozenset[str]]]] = {}

    def add(self, change: _Change, reasons: frozenset[str]) -> None:
        """One more, and why it was held back."""
        self._changes.setdefault(change.page.outlet, []).append((change, reasons))

    def believed(self, reader: ArchiveReader, done: ReparseResult) -> Iterator[_Change]:
        """Those that no longer break with what is usual for their outlet."""
        for outlet, held in self._changes.items():
            keys = {key for text in reader.articles.headlines(outlet) if len(key := alnum_key(text)) >= MIN_LINE_LENGTH}
            quarantine = Quarantine(make_profile(reader.runs.history(outlet)), keys)
            before = {change.kept.key: reasons for change, reasons in held}
            why: dict[str, tuple[Trait, ...]] = {}
            read = (quarantine.take(ExtractedPage(one.page, one.kept.key, one.result)) for one, _why in held)
            for waiting in chain(filter(None, read), quarantine.drain()):
                key = waiting.item.key
                why[key] = quarantine.judge(waiting) or _still(quarantine, waiting, before[key])
            for change, _why in held:
                done.counts["held" if why[change.kept.key] else "new"] += 1
                if not why[change.kept.key]:
                    yield change


def _still(quarantine: Quarantine, waiting: WaitingPage, reasons: frozenset[str]) -> tuple[Trait, ...]:
    """Of why a page was held back, what it still has and is still rare: its neighbours of that night are not here."""
    has = (trait for trait in quarantine.traits(waiting) if trait in reasons)
    return tuple(sorted(trait for trait in has if quarantine.profile.holds(trait, WINDOW_PAGES, WINDOW_PAGES)))


def _differences(before: Article, after: Article) -> list[FieldSample]:
    """A sample for each field that differs."""
    old, new = to_params(before), to_params(after)
    return [
        FieldSample(before.canonical_url, name, _cut(old[name]), _cut(new[name]))
        for name in CONTENT
        if name not in NOT_SHOWN and old[name] != new[name]
    ]


def _cut(value: Any) -> str:
    text = "" if value is None else str(value).replace("\n", " / ")
    return text if len(text) <= MAX_SAMPLE_LETTERS else text[:MAX_SAMPLE_LETTERS] + "…"
