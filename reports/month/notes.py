"""What a month's report says in sentences: how many, against which months, and what a reader should know."""

from collections.abc import Iterator

from reports.clip.period import open_text
from reports.clip.template import Template
from reports.month.comparison import Change, change_text, compared, obstacle_text, period_name, short_name
from reports.month.month_report import MonthReport

DEFAULT_TITLE = "월간 보도 분석"
EMPTY_WHOLE = "이 달에는 해당 보도가 없습니다."
EMPTY_DARK = "보도 유무를 확인하지 못했습니다."
EMPTY_PARTLY = "수집한 매체에서는 해당 보도를 찾지 못했습니다."


def title_of(template: Template) -> str:
    """The heading: a template's own, or that of a month."""
    return DEFAULT_TITLE if template.title == Template().title else template.title


def month_text(report: MonthReport) -> str:
    """The month with its days, and how far it has come where it has not ended."""
    text = f"{report.month} ({report.month.period})"
    if not report.is_open:
        return text
    if report.known_until == report.coverage.as_of:
        return f"{text} · {report.known_until:%m.%d. %H:%M} 수집 기준"
    return f"{text} · {open_text(report.month.period, report.made_at)}"


def make_summary(report: MonthReport) -> str:
    """기사 120건(중복 제외 90건) · 매체 21개 · 지난달보다 +12건(+11.1%)."""
    parts = [str(report.figures.counted), f"매체 {len(report.outlets):,}개"]
    parts += [f"{name} {text}" for name, text in _changes(report)]
    return " · ".join(parts)


def _changes(report: MonthReport) -> Iterator[tuple[str, str]]:
    for one in compared(report):
        assert one.figures is not None
        change = Change(report.figures.counted.articles, one.figures.counted.articles)
        name = short_name(one)
        yield f"{name}보다" if change.difference else f"{name} 대비", change_text(change)


def make_empty(report: MonthReport) -> str:
    """What stands where no article was found: that there is none, or that this is not known."""
    if not report.missing:
        return EMPTY_WHOLE
    return EMPTY_DARK if report.coverage.is_dark else EMPTY_PARTLY


def make_comparisons(report: MonthReport) -> Iterator[str]:
    """Which months are compared, and which are not and why."""
    for one in report.earlier:
        if text := obstacle_text(one):
            yield text
            continue
        yield f"{period_name(one)}과 비교했습니다." + (f" {one.missing}" if one.missing else "")


def make_notes(report: MonthReport) -> Iterator[str]:
    """The sentences at the report's end."""
    if any(one.is_part for one in report.outlets):
        yield "‘수집 못 한 날 있음’은 그 매체를 수집하지 못한 날이 길어 건수가 실제보다 적을 수 있다는 뜻입니다."
    if report.waiting:
        yield f"아직 대조하지 않은 기사가 {report.waiting:,}건 있어 중복 제외 건수가 바뀔 수 있습니다."
    if not report.figures.releases.releases:
        yield "이 달에 배포한 보도자료를 대조한 기록이 없습니다."
    yield "기사는 보도한 날(날짜를 밝히지 않은 기사는 수집한 날)에 세었습니다."
