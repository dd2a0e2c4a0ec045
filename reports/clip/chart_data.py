"""The pictures of a clip report: coverage by day or hour, outlet, region, reporter, tone, and share of voice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from models.records.remark import TONES
from reports.charts.drawing import Bar, Chart
from reports.clip.report import ClipReport, ClipRow, ShareOfVoice

MAX_BARS = 20
MAX_DAYS = 400
MAX_VOICE_COLUMNS = 48
"""Of a name, its share and what was searched for: a bar shows all three."""
FIRST, COPY = "최초·독자 보도", "같은 글"
MISSING = "수집하지 못한 매체가 있음"
"""Stands beneath each chart of a report that is not whole: a chart is handed in alone, too."""
NO_DAY = "보도일 모름"
K = TypeVar("K")


def make_charts(report: ClipReport, voices: Sequence[ShareOfVoice] = ()) -> tuple[Chart, ...]:
    """The charts that the report has numbers for. ``voices``: how many articles name us and each rival, us first."""
    if not report.rows:
        return ()
    charts = tuple(chart for chart in _charts(report, voices) if len(chart.bars) > (chart.name == "tone"))
    if not report.missing:
        return charts
    return tuple(replace(chart, note=" · ".join(filter(None, (MISSING, chart.note)))) for chart in charts)


def _charts(report: ClipReport, voices: Sequence[ShareOfVoice]) -> Iterator[Chart]:
    days = _days(report)
    if len(days) > 1:
        bars = _split(report.rows, days, lambda row: row.day, _day_label([*report.period.days, *days]))
        yield Chart("by-day", "날짜별 보도", bars, (FIRST, COPY), upright=True)
    if len(days) <= 2:
        timed = [row for row in report.rows if row.clock is not None]
        hours = [f"{hour}시" for hour in range(24)]
        note = (
            ""
            if len(timed) == len(report.rows)
            else f"시각을 밝히지 않은 기사 {len(report.rows) - len(timed):,}건은 뺌"
        )
        bars = _split(timed, hours, lambda row: f"{row.at.hour}시") if timed else ()
        yield Chart("by-hour", "시간대별 보도", bars, (FIRST, COPY), upright=True, note=note)
    outlets = Counter(row.article.outlet_title for row in report.rows)
    names, note = _most(outlets, "매체")
    bars = _split(report.rows, names, lambda row: row.article.outlet_title)
    yield Chart("by-outlet", "매체별 보도", bars, (FIRST, COPY), note=note)
    regions = Counter(report.regions.get(row.article.outlet, "") or "지역 모름" for row in report.rows)
    names, note = _most(regions, "지역")
    bars = _split(report.rows, names, lambda row: report.regions.get(row.article.outlet, "") or "지역 모름")
    yield Chart("by-region", "지역별 보도", bars, (FIRST, COPY), note=note)
    signed = [
        (row, f"{reporter} ({row.article.outlet_title})") for row in report.rows for reporter in row.article.reporters
    ]
    names, note = _most(Counter(name for _, name in signed), "기자")
    yield Chart("by-reporter", "기자별 보도", _bars(signed, names), (FIRST, COPY), note=note)
    tones = Counter(row.tone for row in report.rows)
    if any(tones[tone] for tone in TONES):
        names = [tone for tone in (*TONES, "") if tones[tone]]
        bars = _split(report.rows, names, lambda row: row.tone)
        bars = tuple(Bar(bar.label or "표시 없음", bar.values) for bar in bars)
        yield Chart("tone", "논조", bars, (FIRST, COPY))
    if len(voices) > 1:
        total = sum(one.articles for one in voices)
        bars = tuple(Bar(_voice_label(one, total), (one.first, one.articles - one.first)) for one in voices)
        note = "각 이름이 나온 기사 수와 그 합에 대한 비율(여러 이름이 나온 기사는 이름마다 집계)"
        yield Chart("share-of-voice", "보도 점유율", bars, (FIRST, COPY), note=note, label_columns=MAX_VOICE_COLUMNS)


def _voice_label(one: ShareOfVoice, total: int) -> str:
    """The name with its share, and what was searched for where the name does not say it."""
    share = f"{one.name} {one.articles / total:.1%}" if total else one.name
    return share if one.query in ("", one.name) else f"{share} · 검색: {one.query}"


def _days(report: ClipReport) -> list[date | None]:
    """Every day of the report, those without an article too (of a very long one only those with), then None."""
    first, last = report.period.days
    held = {row.day for row in report.rows}
    dated = sorted(day for day in held if day is not None)
    first = min([first, *dated[:1]])
    if (last - first).days < MAX_DAYS:
        dated = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [*dated, *([None] if None in held else [])]


def _day_label(days: Iterable[date | None]) -> Callable[[date | None], str]:
    """What a day is called; with its year where others have another one."""
    form = "%Y.%m.%d." if len({day.year for day in days if day is not None}) > 1 else "%m.%d."
    return lambda day: NO_DAY if day is None else f"{day:{form}}"


def _split(
    rows: Iterable[ClipRow], keys: Sequence[K], key_of: Callable[[ClipRow], K], label_of: Callable[[K], str] = str
) -> tuple[Bar, ...]:
    """For each key how many articles stand alone or first, and how many carry a text that came before."""
    return _bars([(row, key_of(row)) for row in rows], keys, label_of)


def _bars(rows: Iterable[tuple[ClipRow, K]], keys: Sequence[K], label_of: Callable[[K], str] = str) -> tuple[Bar, ...]:
    first: Counter[K] = Counter()
    copies: Counter[K] = Counter()
    for row, key in rows:
        (copies if row.is_copy else first)[key] += 1
    return tuple(Bar(label_of(key), (first[key], copies[key])) for key in keys)


def _most(counts: Counter[str], what: str) -> tuple[list[str], str]:
    """The names with the most, and what is said of the others."""
    names = [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    rest = names[MAX_BARS:]
    note = f"외 {what} {len(rest):,} · 기사 {sum(counts[name] for name in rest):,}" if rest else ""
    return names[:MAX_BARS], note
