"""The report as the text that is pasted into a messenger."""

import re
from collections.abc import Iterator, Mapping

from reports.clip.report import EVERYTHING, ClipReport, ClipRow
from reports.clip.template import Template, fill_placeholders
from reports.formats.terminal import clean

_OF_SUBJECT = re.compile(r"\{subject\} (?:관련 )?")


def make_message(report: ClipReport, template: Template) -> str:
    """The whole text. Nothing of it steers a terminal or a messenger: scraped text is one line without controls."""
    values, form = _values(report, template), template.message
    first, last = report.period.days
    is_days = report.period.cutoff is None and first != last
    if not report.rows:
        return _fill(form.days_empty if is_days else form.empty, values) + "\n"
    head = form.days_head if is_days else form.head
    return "\n".join([_fill(head, values), str(report.counted), "", *_lines(report, template)]) + "\n"


def _fill(text: str, values: Mapping[str, str]) -> str:
    """A sentence; one about everything names no subject: 17시까지 보도사항이 없습니다."""
    return fill_placeholders(_OF_SUBJECT.sub("", text) if values["subject"] == EVERYTHING else text, values)


def _values(report: ClipReport, template: Template) -> dict[str, str]:
    end = report.period.end
    cutoff = report.period.cutoff
    day = end if cutoff is not None else report.period.days[1]
    clock = "24시" if cutoff is None else f"{cutoff:%H시}" if cutoff.minute == 0 else f"{cutoff:%H시 %M분}"
    return {
        "date": f"{day:%Y.%m.%d.}",
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
        yield fill_placeholders(template.message.line, {name: clean(text) for name, text in form.items()})
        if "{url}" not in template.message.line:
            yield clean(row.article.canonical_url)
        for copy in story[1:]:
            yield f" └ 같은 글: {clean(copy.article.outlet_title)} {clean(copy.article.canonical_url)}"
        yield ""
