"""Two months beside each other in words: the difference with its sign, and why there is none."""

from dataclasses import dataclass

from reports.month.month_report import Earlier, MonthReport, Obstacle

NO_RECORD = "비교할 기록이 없습니다"
NONE = "–"
"""Stands in a cell that has nothing to say."""
SAME = "변동 없음"


@dataclass(frozen=True, slots=True)
class Change:
    """A number now and then, of so many 건, 개 or 명; ``then`` is None where it is not compared."""

    now: int
    then: int | None
    unit: str = "건"

    @property
    def difference(self) -> int | None:
        """How many more, or, below 0, fewer."""
        return None if self.then is None else self.now - self.then

    @property
    def rate(self) -> float | None:
        """The difference as a share of the earlier number; None where that is 0: there is no rate of nothing."""
        return (self.now - self.then) / self.then if self.then else None


@dataclass(frozen=True, slots=True)
class Points:
    """A share (0 to 1) now and then; None where it is not known."""

    now: float | None
    then: float | None

    @property
    def difference(self) -> float | None:
        """How much more, in 1 for 100 %p."""
        return None if self.now is None or self.then is None else self.now - self.then


def change_text(change: Change) -> str:
    """+12건(+8.3%); without a rate where the earlier number is 0."""
    if change.difference is None:
        return NONE
    if not change.difference:
        return SAME
    rate = "" if change.rate is None else f"({change.rate:+,.1%})"
    return f"{change.difference:+,}{change.unit}{rate}"


def points_text(points: Points) -> str:
    """+3.2%p."""
    if points.difference is None:
        return NONE
    text = f"{points.difference * 100:+.1f}"
    return SAME if text in ("+0.0", "-0.0") else f"{text}%p"


def period_name(earlier: Earlier) -> str:
    """지난달(2026년 10월), or how much of it counts: 지난달 같은 기간(2026.10.01. ~ 10.15. 02:00)."""
    if not earlier.is_part or earlier.obstacle is Obstacle.NOTHING_OVER:
        return f"{earlier.name}({earlier.month})"
    start, end = earlier.period.start, earlier.period.end
    return f"{short_name(earlier)}({start:%Y.%m.%d.} ~ {end:%m.%d. %H:%M})"


def obstacle_text(earlier: Earlier) -> str:
    """Why a month is not compared, in one sentence; empty where it is."""
    name = period_name(earlier)
    if earlier.obstacle is None:
        return ""
    if earlier.obstacle is Obstacle.NO_RECORD:
        return f"{name}: {NO_RECORD}."
    if earlier.obstacle is Obstacle.NOTHING_OVER:
        return f"{name}: 이번 달에 수집한 기간이 아직 없어 비교하지 않았습니다."
    if earlier.obstacle is Obstacle.THIS_TOO_LITTLE:
        return f"{name}: 이번 달에 수집하지 못한 매체와 날이 많아 비교하지 않았습니다."
    return f"{name}: 수집하지 못한 매체와 날이 많아 비교하지 않았습니다. {earlier.missing}"


def short_name(earlier: Earlier) -> str:
    """The head of a column: 지난달, 지난달 같은 기간, 지난해 같은 기간."""
    return f"{earlier.name.removesuffix(' 같은 달')} 같은 기간" if earlier.is_part else earlier.name


def compared(report: MonthReport) -> list[Earlier]:
    """The earlier months that are compared."""
    return [one for one in report.earlier if one.figures is not None]
