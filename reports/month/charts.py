"""The pictures of a month: its days, outlets, tones, share of voice, and 부서."""

from collections.abc import Iterator
from dataclasses import replace

from models.records.remark import TONES
from reports.charts.drawing import Bar, Chart
from reports.clip.chart_data import COPY as COPIES
from reports.clip.chart_data import FIRST, MISSING
from reports.coverage.sentences import WEEKDAYS
from reports.month.month_report import NOTHING, MonthReport
from reports.month.tables import NO_DEPARTMENT, NO_TONE, list_days

MAX_BARS = 15


def make_charts(report: MonthReport) -> tuple[Chart, ...]:
    """The charts that the report has numbers for; each says where the month is not whole."""
    charts = tuple(chart for chart in _charts(report) if len(chart.bars) > 1)
    if not report.missing:
        return charts
    return tuple(replace(one, note=" · ".join(filter(None, (MISSING, one.note)))) for one in charts)


def _charts(report: MonthReport) -> Iterator[Chart]:
    figures = report.figures
    if figures.counted.articles:
        counts = [(day, figures.days.get(day, NOTHING)) for day in list_days(report)]
        bars = tuple(Bar(f"{day.day}일({WEEKDAYS[day.weekday()]})", (one.first, one.copies)) for day, one in counts)
        yield Chart("by-day", "날짜별 보도", bars, (FIRST, COPIES), upright=True)
    shown, rest = report.outlets[:MAX_BARS], report.outlets[MAX_BARS:]
    bars = tuple(Bar(one.title, (one.counts.first, one.counts.copies)) for one in shown)
    note = f"외 매체 {len(rest):,} · 기사 {sum(one.counts.articles for one in rest):,}" if rest else ""
    yield Chart("by-outlet", "매체별 보도", bars, (FIRST, COPIES), note=note)
    if any(figures.tones.get(tone) for tone in TONES):
        tones = [tone for tone in (*TONES, "") if figures.tones.get(tone)]
        yield Chart("tone", "논조", tuple(Bar(tone or NO_TONE, (figures.tones[tone],)) for tone in tones))
    if len(figures.voices) > 1:
        total = sum(one.articles for one in figures.voices)
        bars = tuple(
            Bar(f"{one.name} {one.articles / total:.1%}" if total else one.name, (one.first, one.articles - one.first))
            for one in figures.voices
        )
        yield Chart("share-of-voice", "보도 점유율", bars, (FIRST, COPIES))
    departments = report.found.departments[:MAX_BARS]
    bars = tuple(Bar(one.name or NO_DEPARTMENT, (one.counts.articles,)) for one in departments)
    yield Chart("by-department", "부서별 보도자료 기사", bars)
