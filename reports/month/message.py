"""A month's report as the text that is pasted into a messenger."""

from collections.abc import Iterator

from models.records.remark import TONES
from reports.clip.report import EVERYTHING
from reports.clip.template import Template
from reports.formats.terminal import clean
from reports.month.cell_text import minutes_text
from reports.month.comparison import Change, Points, change_text, compared, obstacle_text, points_text, short_name
from reports.month.month_report import MonthReport
from reports.month.notes import make_empty, month_text, title_of

MAX_LINES = 5


def make_month_message(report: MonthReport, template: Template) -> str:
    """The whole text: one line a fact. Nothing of it steers a terminal or a messenger."""
    subject = "" if report.subject == EVERYTHING else f" {clean(report.subject)}"
    office = f"{clean(template.office)} " if template.office else ""
    lines = [f"[{office}{clean(title_of(template))}] {report.month}{subject}"]
    lines += [report.missing] * bool(report.missing)
    lines += [f"{month_text(report)}입니다."] * report.is_open
    lines += _lines(report) if report.figures.counted.articles else [make_empty(report)]
    lines += _releases(report)
    return "\n".join(lines) + "\n"


def _lines(report: MonthReport) -> Iterator[str]:
    figures = report.figures
    yield f"- {figures.counted} · 매체 {len(report.outlets):,}개"
    for one in report.earlier:
        if one.figures is None:
            yield f"- {obstacle_text(one)}"
            continue
        articles = change_text(Change(figures.counted.articles, one.figures.counted.articles))
        stories = change_text(Change(figures.counted.stories, one.figures.counted.stories))
        yield f"- {short_name(one)} {one.figures.counted} 대비 기사 {articles}, 중복 제외 {stories}"
        yield from [f"  {one.missing}"] * bool(one.missing)
    if any(figures.tones.get(tone) for tone in TONES):
        yield "- 논조: " + ", ".join(f"{tone} {figures.tones.get(tone, 0):,}건" for tone in TONES)
    if len(figures.voices) > 1:
        yield "- 점유율: " + ", ".join(_voices(report))
    named = ", ".join(f"{clean(one.title)} {one.counts.articles:,}건" for one in report.outlets[:MAX_LINES])
    yield f"- 많이 보도한 매체: {named}"
    for place, story in enumerate(report.stories[:MAX_LINES]):
        if not place:
            yield "- 여러 매체에 실린 기사:"
        yield f"  {place + 1}. {clean(story.headline)} ({len(story.outlets):,}개 매체)"


def _voices(report: MonthReport) -> Iterator[str]:
    voices = report.figures.voices
    total = sum(one.articles for one in voices)
    before = next((one.figures for one in compared(report)), None)
    whole = sum(one.articles for one in before.voices) if before is not None else 0
    for place, one in enumerate(voices):
        if not total:
            yield f"{clean(one.name)} 0건"
            continue
        then = before.voices[place].articles / whole if before is not None and whole else None
        points = points_text(Points(one.articles / total, then)) if then is not None else ""
        yield f"{clean(one.name)} {one.articles / total:.1%}" + (f"({points})" if points else "")


def _releases(report: MonthReport) -> Iterator[str]:
    counts, found = report.figures.releases, report.found
    if not counts.releases:
        return
    yield (
        f"- 보도자료 {counts.releases:,}건 배포, {counts.picked:,}건 게재(기사 {counts.articles:,}건, "
        f"매체 {counts.outlets:,}개)"
        + (f", 평균 소요 {minutes_text(found.mean_minutes)}" if found.mean_minutes is not None else "")
    )
    named = [one for one in found.departments if one.name and one.counts.articles][:MAX_LINES]
    if named:
        yield "- 부서별 기사: " + ", ".join(f"{clean(one.name)} {one.counts.articles:,}건" for one in named)
