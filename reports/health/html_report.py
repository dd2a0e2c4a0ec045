"""The morning's health as one self-contained page: a line an outlet, what is wrong, a sparkline of its nights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.health.diagnosis import HealthFinding, Record, RunRow
from models.records.labels import Language
from models.records.run_finish import Finish
from reports.formats.html import page_values, render
from reports.formats.terminal import clean

NIGHTS = 30
WIDTH, HEIGHT, STEP = 182, 28, 6
WORDS = {
    "ko": ("수집 점검", "매체", "최근 30회 새 기사", "마지막 수집", "상태", "이상 없음", "부터", "보류"),
    "en": (
        "Health",
        "Outlet",
        "New articles, last 30 runs",
        "Last run",
        "State",
        "all is well",
        "since",
        "held",
    ),
}


@dataclass(frozen=True, slots=True)
class _Bar:
    """A run of a sparkline, in pixels."""

    x: int
    y: int
    width: int
    height: int
    colour: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding as it is shown: its sentence and since when."""

    text: str
    since: str


@dataclass(frozen=True, slots=True)
class _Row:
    """An outlet's line."""

    title: str
    outlet: str
    bars: list[_Bar]
    sparkline_text: str
    last_run: str
    findings: list[_Finding]
    held: str


def render_health(
    records: Sequence[Record],
    findings: Sequence[HealthFinding],
    now: datetime,
    language: Language = "ko",
    missing: str = "",
) -> str:
    """The whole page; outlets with findings first. ``missing`` is a sentence about what is not covered."""
    title, outlet, nights, last, state, well, *_ = WORDS[language]
    by_outlet: dict[str, list[HealthFinding]] = {}
    for finding in findings:
        by_outlet.setdefault(finding.outlet, []).append(finding)
    ordered = sorted(records, key=lambda one: (one.outlet not in by_outlet, one.outlet))
    return render(
        "health.html",
        heading=title,
        made=f"{now:%Y-%m-%d %H:%M}",
        heads=(outlet, nights, last, state),
        width=WIDTH,
        height=HEIGHT,
        well=well,
        rows=[_row(record, by_outlet.get(record.outlet, []), language) for record in ordered],
        **page_values(f"{title} {now:%Y-%m-%d}", "health.css", language=language, missing=missing),
    )


def _row(record: Record, findings: Sequence[HealthFinding], language: Language) -> _Row:
    *_, since, held = WORDS[language]
    runs = list(reversed(record.runs[:NIGHTS]))
    counts = [run.stored - run.changed for run in runs]
    most = max([*counts, 1])
    return _Row(
        title=clean(record.title),
        outlet=clean(record.outlet),
        bars=[_bar(place, run, count, most) for place, (run, count) in enumerate(zip(runs, counts, strict=True))],
        sparkline_text=f"{counts[-1]} / {most}" if counts else "",
        last_run=f"{record.runs[0].started_at:%Y-%m-%d %H:%M}",
        findings=[_Finding(clean(one.say(language)), f"{one.since:%Y-%m-%d} {since}") for one in findings],
        held=f"{held} {record.held}" if record.held else "",
    )


def _bar(place: int, run: RunRow, count: int, most: int) -> _Bar:
    """New articles of a run, the newest on the right; a run that did not finish is red."""
    height = max(1, round(count / most * (HEIGHT - 2)))
    colour = "#4a78b5" if run.finish == Finish.FINISHED else "#c0392b"
    return _Bar(place * STEP + 1, HEIGHT - height, STEP - 2, height, colour)
