"""The report as the text that is pasted into a messenger."""

import re
from collections.abc import Iterator
from datetime import date

from reports.clip.notes import EMPTY_DARK, EMPTY_PARTLY
from reports.clip.period import open_text
from reports.clip.report import EVERYTHING, ClipReport, ClipRow
from reports.clip.template import Template, fill_placeholders
from reports.coverage.sentences import as_of_text, day_text
from reports.formats.terminal import clean

_OF_SUBJECT = re.compile(r"\{subject\} (?:관련 )?")
_TODAY = re.compile(r"금일(?:\s?\(\{date\}\))?")
"""What names today in a template; a report of another day has its date and weekday there."""


def make_message(report: ClipReport, template: Template) -> str:
    """The whole text. Nothing of it steers a terminal or a messenger: scraped text is one line without controls."""
    form = template.message
    first, last = report.period.days
    is_days = report.period.cutoff is None and first != last
    if report.rows:
        head = form.days_head if is_days else form.head
        counts = [str(report.counted)]
    else:
        head, counts = _empty_form(report, template, is_days=is_days), []
    lines = [_fill(head, report, template), *counts, *_limits(report, is_days=is_days)]
    if report.rows:
        lines += ["", *_lines(report, template)]
    return "\n".join(lines) + "\n"


def _empty_form(report: ClipReport, template: Template, *, is_days: bool) -> str:
    """The sentence of a report without rows: a template's own is not used where it would say too much."""
    form = template.message
    if not report.missing:
        return form.days_empty if is_days else form.empty
    when = "{period}" if is_days else "금일({date}) {time}까지"
    is_dark = report.coverage is not None and report.coverage.is_dark
    return f"{when} {{subject}} 관련 {EMPTY_DARK if is_dark else EMPTY_PARTLY}"


def _limits(report: ClipReport, *, is_days: bool) -> Iterator[str]:
    """What is missing, how far a period has come, and when it was crawled."""
    if report.missing:
        yield report.missing
    if is_days and (so_far := open_text(report.period, report.made_at)):
        yield f"{so_far}입니다."
    if report.coverage is not None and (as_of := as_of_text(report.coverage)):
        yield as_of


def _fill(text: str, report: ClipReport, template: Template) -> str:
    """A sentence; one about everything names no subject: 17시까지 보도사항이 없습니다."""
    if report.subject == EVERYTHING:
        text = _OF_SUBJECT.sub("", text)
    if _day_of(report) != report.made_at.date():
        text = _TODAY.sub("{day}", text)
    return fill_placeholders(text, _values(report, template))


def _day_of(report: ClipReport) -> date:
    """The day that a report of one day, or up to a cut-off, is of."""
    return report.period.end.date() if report.period.cutoff is not None else report.period.days[1]


def _values(report: ClipReport, template: Template) -> dict[str, str]:
    cutoff = report.period.cutoff
    day = _day_of(report)
    clock = "24시" if cutoff is None else f"{cutoff:%H시}" if cutoff.minute == 0 else f"{cutoff:%H시 %M분}"
    if day == report.made_at.date() and report.period.end > report.made_at:
        clock = f"현재 {report.made_at:%H:%M}"
    return {
        "date": f"{day:%Y.%m.%d.}",
        "day": day_text(day),
        "time": clock,
        "period": str(report.period),
        "subject": clean(report.subject),
        "articles": f"{report.counted.articles:,}",
        "stories": f"{report.counted.stories:,}",
        "office": template.office,
        "title": template.title,
    }


def _lines(report: ClipReport, template: Template) -> Iterator[str]:
    stories: dict[int, list[ClipRow]] = {}
    for row in report.rows:
        stories.setdefault(row.story, []).append(row)
    for number, story in enumerate(stories.values(), 1):
        row = story[0]
        clock = row.clock
        form = {
            "no": str(number),
            "headline": row.article.headline,
            "outlet": row.article.outlet_title,
            "gist": row.gist,
            "url": row.article.canonical_url,
            "date": f"{row.day:%m.%d.}" if row.day else "",
            "time": f"{clock:%H:%M}" if clock else "",
            "reporters": ", ".join(row.article.reporters),
            "tone": row.tone,
            "group": row.group,
        }
        yield fill_placeholders(template.message.line, {name: clean(text) for name, text in form.items()}, fold=True)
        if row.article.canonical_url and "{url}" not in template.message.line:
            yield clean(row.article.canonical_url)
        for copy in story[1:]:
            yield f" └ 같은 글: {clean(copy.article.outlet_title)} {clean(copy.article.canonical_url)}"
        yield ""
