"""What a month's report holds: numbers of three months, lists of this one, and why two months are not compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.health.coverage import Coverage
from models.records.story import Counted
from reports.clip.period import Period
from reports.clip.report import ShareOfVoice
from reports.coverage.sentences import say_coverage
from reports.month.month import Month


@dataclass(frozen=True, slots=True)
class FirstAndCopies:
    """Articles that stand alone or came first in their story, and those that carry a text that came before."""

    first: int = 0
    copies: int = 0

    @property
    def articles(self) -> int:
        """All of them."""
        return self.first + self.copies


NOTHING = FirstAndCopies()
Person = tuple[str, str]
"""An outlet's id and a reporter's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCounts:
    """Releases of a period; how many were run at least once, by how many articles and outlets."""

    releases: int = 0
    picked: int = 0
    articles: int = 0
    outlets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The numbers of a period. ``outlets`` by id, ``tones`` by tone ("" for none), ``voices`` us first."""

    period: Period
    counted: Counted
    tones: Mapping[str, int]
    outlets: Mapping[str, FirstAndCopies]
    reporters: Mapping[Person, FirstAndCopies]
    days: Mapping[date, FirstAndCopies]
    releases: ReleaseCounts
    departments: Mapping[str, ReleaseCounts]
    voices: Sequence[ShareOfVoice] = ()

    @property
    def places(self) -> Mapping[str, int]:
        """The rank of each outlet; those with as many articles share one."""
        order = sorted((one.articles for one in self.outlets.values()), reverse=True)
        rank: dict[int, int] = {}
        for place, articles in enumerate(order, 1):
            rank.setdefault(articles, place)
        return {outlet: rank[one.articles] for outlet, one in self.outlets.items()}


class Obstacle(StrEnum):
    """Why a period is not compared."""

    NO_RECORD = "no_record"  # nothing of it is in the archive
    TOO_LITTLE = "too_little"  # outlets or days of it are missing
    THIS_TOO_LITTLE = "this_too_little"  # the month of the report itself is not covered
    NOTHING_OVER = "nothing_over"  # of the month of the report no moment is known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier month that this one is compared with: ``name`` is 지난달 or 지난해 같은 달.

    ``figures`` is None where it is not compared; ``obstacle`` says why. ``uncovered`` are outlets of which too much of
    that time is missing, so that nothing is said of them. ``is_part``: it counts only as far as this month has come.
    """

    name: str
    month: Month
    period: Period
    coverage: Coverage
    figures: Figures | None = None
    obstacle: Obstacle | None = None
    uncovered: frozenset[str] = frozenset()
    is_part: bool = False

    @property
    def missing(self) -> str:
        """What of its outlets and days is not covered, in one sentence."""
        return say_coverage(self.coverage, self.figures.counted.articles if self.figures is not None else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet: its rank, its articles; ``is_part``: some of its days are missing."""

    id: str
    rank: int
    title: str
    region: str
    counts: FirstAndCopies
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterLine:
    """A reporter of an outlet; ``email`` is empty where no article tells it for certain."""

    name: str
    outlet: str
    outlet_title: str
    email: str
    counts: FirstAndCopies


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A text that several outlets carried in the month: its first article there, and who else."""

    headline: str
    url: str
    day: date
    outlet: str
    articles: int
    outlets: tuple[str, ...]


class HeadlineKind(StrEnum):
    """What an outlet made of a release's headline, in the words that are shown."""

    SAME = "그대로"
    SHORTENED = "줄임"
    LENGTHENED = "덧붙임"
    CHANGED = "고침"
    NEW = "새로 씀"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineGroup:
    """Articles that put one headline on a release."""

    kind: HeadlineKind
    headline: str
    outlets: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    """A release of the month and what became of it; times in minutes, ``share`` 0 to 1, None where not known.

    ``share``: how much of the release its articles took over, on average. ``headlines`` in the order of how many.
    """

    id: int
    title: str
    department: str
    day: date
    articles: int
    outlets: tuple[str, ...]
    mean_minutes: float | None
    share: float | None
    headlines: tuple[HeadlineGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLine:
    """A department's releases: ``name`` is empty for those of which it is not known."""

    name: str
    counts: ReleaseCounts
    mean_minutes: float | None
    share: float | None
    same_headlines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletHeadlines:
    """How an outlet treated the headlines of releases: articles by kind."""

    title: str
    kinds: Mapping[HeadlineKind, int]

    @property
    def articles(self) -> int:
        """All of them."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFindings:
    """What became of the month's releases. ``undated``: kept releases of which no day is known, so in no month."""

    releases: tuple[ReleaseLine, ...] = ()
    departments: tuple[DepartmentLine, ...] = ()
    outlets: tuple[OutletHeadlines, ...] = ()
    mean_minutes: float | None = None
    share: float | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """A month's report, ready to be written. ``subject`` is the search in a person's words.

    ``known_until`` is up to when the outlets are known where the month has not ended, else its end.
    """

    subject: str
    month: Month
    made_at: datetime
    known_until: datetime
    coverage: Coverage
    figures: Figures
    earlier: tuple[Earlier, ...]
    outlets: tuple[OutletLine, ...]
    reporters: tuple[ReporterLine, ...]
    stories: tuple[StoryLine, ...]
    found: ReleaseFindings = field(default_factory=ReleaseFindings)
    waiting: int = 0

    @property
    def missing(self) -> str:
        """What the month does not cover, in one sentence; empty where it is whole."""
        return say_coverage(self.coverage, self.figures.counted.articles)

    @property
    def is_open(self) -> bool:
        """Whether the month has not ended."""
        return self.known_until < self.month.period.end

    @property
    def is_empty(self) -> bool:
        """Whether no article was found and no release went out."""
        return not self.figures.counted.articles and not self.figures.releases.releases
