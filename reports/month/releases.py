"""What became of a month's releases: by 부서, by release, and what outlets made of the headlines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.interface import ArchiveReader
from models.records.release import ReleasePickups
from models.records.stored_article import ArticleHead
from pipelines.releases.departments import find_department
from reports.clip.period import Period
from reports.month.headline_changes import compare_headlines, group_headlines
from reports.month.month_report import (
    DepartmentLine,
    HeadlineKind,
    OutletHeadlines,
    ReleaseCounts,
    ReleaseFindings,
    ReleaseLine,
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A release with its articles that count, each with its minutes after it and the share of it taken over."""

    release: ReleasePickups
    department: str
    articles: tuple[tuple[ArticleHead, int | None, float], ...]

    @property
    def minutes(self) -> list[int]:
        """Of each outlet's first article after the release."""
        first: dict[str, int] = {}
        for head, late, _ in self.articles:
            if late is not None and late >= 0:
                first[head.outlet] = min(late, first.get(head.outlet, late))
        return list(first.values())

    @property
    def shares(self) -> list[float]:
        """How much of the release each article took over."""
        return [share for *_, share in self.articles]


def count_releases(db: ArchiveReader, period: Period) -> tuple[ReleaseCounts, Mapping[str, ReleaseCounts]]:
    """The releases that went out in the days of a period, all of them and by 부서 ("" where it is not known).

    Only whole days count, for of many a release only the day is known.
    """
    runs = _read_runs(db, period)
    return _count(runs), {name: _count(some) for name, some in _by_department(runs).items()}


def collect_releases(db: ArchiveReader, period: Period) -> ReleaseFindings:
    """What became of the releases of a period, those with the most articles first."""
    runs = _read_runs(db, period)
    lines = sorted((_line(one) for one in runs), key=lambda one: (-one.articles, one.day, one.id))
    departments = [_department(name, some) for name, some in _by_department(runs).items()]
    kinds: dict[str, Counter[HeadlineKind]] = {}
    for one in runs:
        for head, *_ in one.articles if one.release.title else ():
            kind = compare_headlines(one.release.title, head.headline)
            kinds.setdefault(head.outlet_title, Counter())[kind] += 1
    return ReleaseFindings(
        releases=tuple(lines),
        departments=tuple(sorted(departments, key=lambda one: (not one.name, -one.counts.articles, one.name))),
        outlets=tuple(
            sorted(
                (OutletHeadlines(title=title, kinds=counts) for title, counts in kinds.items()),
                key=lambda one: (-one.articles, one.title),
            )
        ),
        mean_minutes=_mean([late for one in runs for late in one.minutes]),
        share=_mean([share for one in runs for share in one.shares]),
        undated=db.releases.count_undated(),
    )


def _read_runs(db: ArchiveReader, period: Period) -> list[_Run]:
    releases = db.releases.between(*period.days)
    heads = {head.id: head for head in db.articles.heads([p.article_id for one in releases for p in one.pickups])}
    return [
        _Run(
            one,
            find_department(one.issuer),
            tuple(
                (heads[p.article_id], p.minutes_after, p.of_release)
                for p in one.pickups
                if p.certain and p.article_id in heads
            ),
        )
        for one in releases
    ]


def _by_department(runs: Iterable[_Run]) -> dict[str, list[_Run]]:
    together: dict[str, list[_Run]] = {}
    for one in runs:
        together.setdefault(one.department, []).append(one)
    return together


def _count(runs: Sequence[_Run]) -> ReleaseCounts:
    heads = {head.id: head for one in runs for head, *_ in one.articles}
    return ReleaseCounts(
        releases=len(runs),
        picked=sum(bool(one.articles) for one in runs),
        articles=len(heads),
        outlets=len({head.outlet for head in heads.values()}),
    )


def _department(name: str, runs: Sequence[_Run]) -> DepartmentLine:
    return DepartmentLine(
        name=name,
        counts=_count(runs),
        mean_minutes=_mean([late for one in runs for late in one.minutes]),
        share=_mean([share for one in runs for share in one.shares]),
        same_headlines=sum(
            compare_headlines(one.release.title, head.headline) is HeadlineKind.SAME
            for one in runs
            if one.release.title
            for head, *_ in one.articles
        ),
    )


def _line(run: _Run) -> ReleaseLine:
    release = run.release
    pairs = [(head.outlet_title, head.headline) for head, *_ in run.articles]
    return ReleaseLine(
        id=release.id,
        title=" ".join(release.title.split()) or release.file,
        department=run.department,
        day=release.released_on,
        articles=len(pairs),
        outlets=tuple(dict.fromkeys(outlet for outlet, _ in pairs)),
        mean_minutes=_mean(run.minutes),
        share=_mean(run.shares),
        headlines=group_headlines(release.title, pairs) if release.title else (),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
