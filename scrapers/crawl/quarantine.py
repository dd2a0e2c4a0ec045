"""The last pages of a run wait here for a moment, so that each is compared with its neighbours before it is believed.

A template that changes in the middle of the night shows itself only when the second odd page comes; by then the first
one would be in the archive. So a page leaves when WINDOW_PAGES further ones were read, or the run ends. What waits
here is open in the ledger: after a crawl that is killed it is fetched again.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from models.health.baseline import Profile
from models.health.diagnosis import find_alarming
from models.health.run_statistics import Statistics, quantile
from models.health.signs import Trait, find_line_keys, reject_trait, traits_of
from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.crawl_run import ExtractedPage, JudgedPage

WINDOW_PAGES = 6
"""A page waits until so many further ones were read."""
MAX_NEIGHBOURS = 60
"""Lines are compared with those of so many articles before."""
MAX_EQUAL_PAGES = 3
"""As many pages with one body are a block page, or a template that lost its text."""
MIN_BODY_LENGTH = 40
"""Shorter bodies may well be equal."""
MAX_SHARED_LINES = 2
"""A line that occurs in more other articles of the run belongs to the page chrome."""
MIN_PARAGRAPH_LENGTH = 25
MAX_HELD = 200
"""So many pages held back are kept in memory, to be believed after all when the run is over."""


@dataclass(slots=True)
class WaitingPage:
    """A page in quarantine, with what is odd about it alone."""

    item: ExtractedPage
    alone: frozenset[Trait]
    lines: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    body: str = ""
    headline: str = ""
    length: int = 0
    entered: bool = False


@dataclass(slots=True)
class Quarantine:
    """Of one run: ``profile`` is the outlet's history, ``headlines`` the keys of what it published before."""

    profile: Profile = field(default_factory=Profile)
    headlines: set[str] = field(default_factory=set)
    window: deque[WaitingPage] = field(default_factory=deque)
    held: list[WaitingPage] = field(default_factory=list)
    seen: int = 0
    _traits: Counter[Trait] = field(default_factory=Counter)
    _believed: Counter[Trait] = field(default_factory=Counter)
    _lengths: list[int] = field(default_factory=list)
    _held_lengths: list[int] = field(default_factory=list)
    _held: int = 0
    _read: int = 0
    _recent: deque[WaitingPage] = field(default_factory=lambda: deque(maxlen=MAX_NEIGHBOURS))
    _lines: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    _sections: set[str] = field(default_factory=set)
    _bodies: Counter[int] = field(default_factory=Counter)  # by hash: a night's texts are too many to keep
    _headlines: Counter[int] = field(default_factory=Counter)
    _named: set[int] = field(default_factory=set)

    def judge_next(self, item: ExtractedPage) -> JudgedPage | None:
        """Let a page in; the one whose time is over comes out, judged."""
        waiting = self.take(item)
        return JudgedPage(waiting.item, self.judge(waiting)) if waiting is not None else None

    def judge_rest(self) -> Iterator[JudgedPage]:
        """All that still wait, in order, judged."""
        for waiting in self.drain():
            yield JudgedPage(waiting.item, self.judge(waiting))

    def take(self, item: ExtractedPage) -> WaitingPage | None:
        """Let a page in; the one whose time is over comes out."""
        self._enter(_waiting(item, self.profile))
        return self.window.popleft() if len(self.window) > WINDOW_PAGES else None

    def drain(self) -> Iterator[WaitingPage]:
        """All that still waits, in order."""
        while self.window:
            yield self.window.popleft()

    def judge(self, waiting: WaitingPage) -> tuple[Trait, ...]:
        """Why the page that just came out is held back; empty where it is believed. Once a page: it is counted."""
        found = self.traits(waiting)
        # What comes is looked at only where this page has something odd: most have not.
        coming = Counter(trait for other in self.window for trait in self.traits(other)) if found else Counter[Trait]()
        self.seen += 1
        self._traits.update(found)
        pages = self.seen + len(self.window)
        why = tuple(
            sorted(trait for trait in found if self.profile.holds(trait, self._traits[trait] + coming[trait], pages))
        )
        self._count(waiting, found, held=bool(why))
        if why and len(self.held) < MAX_HELD:
            self.held.append(waiting)
        return why

    def traits(self, waiting: WaitingPage) -> frozenset[Trait]:
        """What is odd about a page, alone and compared with its neighbours."""
        found = set(waiting.alone)
        if len(waiting.body) >= MIN_BODY_LENGTH and self._bodies[hash(waiting.body)] >= MAX_EQUAL_PAGES:
            found.add(Trait.EQUAL_BODY)
        if waiting.headline and self._headlines[hash(waiting.headline)] >= MAX_EQUAL_PAGES:
            found.add(Trait.EQUAL_HEADLINE)
        if any(self._lines[line] > MAX_SHARED_LINES for line in waiting.lines):
            found.add(Trait.SHARED_LINES)
        if waiting.short & self._sections or any(self._lines[line] > MAX_SHARED_LINES for line in waiting.short):
            found.add(Trait.FRAME_LINES)
        if isinstance(waiting.item.result, Article) and self._is_mixed(waiting):
            found.add(Trait.FOREIGN_LINES)
        return frozenset(found)

    def find_reasons(self, item: ExtractedPage) -> tuple[Trait, ...]:
        """Why the page would be held back, were it one more page of this run; nothing is counted."""
        waiting = _waiting(item, self.profile)
        return tuple(
            sorted(
                trait
                for trait in self.traits(waiting)
                if self.profile.holds(trait, self._traits[trait] + 1, self.seen + 1)
            )
        )

    def release(self) -> Iterator[ExtractedPage]:
        """Of the pages held back in this run, those that the whole run explains: what they have is not so rare."""
        held, self.held = self.held, []
        for waiting in held:
            found = self.traits(waiting)
            if any(self.profile.holds(trait, max(self._traits[trait], 1), self.seen) for trait in found):
                continue
            self._held -= 1
            self._read += 1
            self._believed.update(found)
            if waiting.length:
                self._held_lengths.remove(waiting.length)
                self._lengths.append(waiting.length)
            yield waiting.item

    def statistics(self) -> Statistics:
        """What health needs to know of the run's pages."""
        every = [*self._lengths, *self._held_lengths]
        equal = max(self._bodies.values(), default=0)
        return Statistics(
            read=self._read,
            held=self._held,
            traits=_named(self._believed) | self._lengths_assumed(),
            held_traits=_named(self._traits - self._believed),
            length=quantile(self._lengths, 0.5),
            length_all=quantile(every, 0.5),
            length_low=quantile(self._lengths, 0.1),
            length_high=quantile(self._lengths, 0.9),
            equal=equal if equal >= MAX_EQUAL_PAGES else 0,
        )

    def _is_mixed(self, waiting: WaitingPage) -> bool:
        """Whether lines are other articles' headlines, or whole paragraphs of a neighbour's text."""
        own, lines = waiting.headline, waiting.lines
        if any(line != own and (line in self.headlines or self._names[line]) for line in lines):
            return True
        paragraphs = {line for line in (own, *lines) if len(line) >= MIN_PARAGRAPH_LENGTH}
        # Few pages share a line at all; the others need not be held against every neighbour.
        if sum(self._lines[line] > (waiting.entered and line in lines) for line in paragraphs) < MAX_SHARED_LINES:
            return False
        return any(
            other is not waiting and other.body != waiting.body and len(paragraphs & other.lines) >= MAX_SHARED_LINES
            for other in self._recent
        )

    def find_alarms(self) -> tuple[Trait, ...]:
        """The traits of this run that are worth reporting at its end."""
        return tuple(find_alarming(self.statistics(), self.profile))

    def _lengths_assumed(self) -> dict[str, int]:
        """Where no lengths are known yet: a tenth of the texts are the shortest, and a tenth the longest."""
        tenth = len(self._lengths) // 10
        known = self.profile.is_known and self.profile.length
        return {} if known or not tenth else {str(Trait.SHORT): tenth, str(Trait.LONG): tenth}

    def _enter(self, waiting: WaitingPage) -> None:
        if len(self._recent) == MAX_NEIGHBOURS:
            _forget(self._lines, self._recent[0].lines | self._recent[0].short)
            _forget(self._names, (self._recent[0].headline,))
        waiting.entered = True
        self._leave_out_repeated(waiting)
        self._recent.append(waiting)
        self.window.append(waiting)
        self._lines.update(waiting.lines | waiting.short)
        self._names[waiting.headline] += 1
        if isinstance(waiting.item.result, Article):
            _, short, _ = find_line_keys(waiting.item.result.section.replace(" > ", "\n"))
            self._sections |= short
        if waiting.body:
            self._bodies[hash(waiting.body)] += 1
        if waiting.headline:
            self._headlines[hash(waiting.headline)] += 1

    def _leave_out_repeated(self, waiting: WaitingPage) -> None:
        """An article that came by another address before is no neighbour of itself."""
        result = waiting.item.result
        if not isinstance(result, Article):
            return
        text = hash((result.canonical_url, waiting.body))
        if text in self._named:
            waiting.lines, waiting.short, waiting.body, waiting.headline = frozenset(), frozenset(), "", ""
        self._named.add(text)

    def _count(self, waiting: WaitingPage, found: Iterable[Trait], *, held: bool) -> None:
        if held:
            self._held += 1
        else:
            self._read += 1
            self._believed.update(found)
        if waiting.length:
            (self._held_lengths if held else self._lengths).append(waiting.length)


def _waiting(item: ExtractedPage, profile: Profile) -> WaitingPage:
    result = item.result
    if not isinstance(result, Article):
        return WaitingPage(item, frozenset({reject_trait(result.reason)}))
    alone = traits_of(result, item.page.listing) | profile.length_traits(len(result.body))
    lines, short, body = find_line_keys(result.body)
    return WaitingPage(
        item,
        alone,
        lines=lines,
        short=short,
        body=body,
        headline=alnum_key(result.headline),
        length=len(result.body),
    )


def _forget(counts: Counter[str], keys: Iterable[str]) -> None:
    """Count each key once less; a key that is down to 0 is removed."""
    for key in keys:
        counts[key] -= 1
        if counts[key] <= 0:
            del counts[key]


def _named(traits: Counter[Trait]) -> dict[str, int]:
    return {str(trait): count for trait, count in sorted(traits.items()) if count > 0}
