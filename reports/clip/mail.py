"""The clip as the body of a mail: read at seven in Outlook, Gmail or on a phone, before any attachment is opened.

Outlook draws mails with Word, so everything is in tables with styles of their own; nothing is loaded from anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.records.remark import TONES
from reports.clip.marks import mark_terms
from reports.clip.notes import make_empty, make_notes, make_rights, make_summary, period_text
from reports.clip.report import EVERYTHING, ClipReport, ClipRow, shorten
from reports.clip.template import Template
from reports.documents.document import Run
from reports.formats.html import render
from reports.formats.terminal import clean

MAX_BYTES = 100_000
"""Gmail cuts a mail behind 102 kB; what does not fit is in the attachments."""
MAX_LETTERS = 400
"""Letters of one line, so that no single text takes the room of all the others."""
MAX_COPIES = 6
TONE_COLOURS = dict(zip(TONES, ("#1b6e3a", "#4a5560", "#a3262a"), strict=False))


@dataclass(frozen=True, slots=True)
class MailRow:
    """One story of the list: its first article, and where else the text stands."""

    number: int
    url: str
    headline: Sequence[Run]
    data: str
    gist: Sequence[Run]
    tone: str
    colour: str
    note: str
    copies: str


def make_subject(report: ClipReport, template: Template) -> str:
    """The mail's subject: title, period, how many; that something is missing stands before all."""
    about = "" if report.subject == EVERYTHING else f" {report.subject}"
    count = str(report.counted) if report.rows else "기사 없음"
    unknown = "확인 필요 · " if report.missing else ""
    return clean(f"[{template.title}] {report.period}{about}: {unknown}{count}")


def make_mail_page(
    report: ClipReport, template: Template, *, failures: Sequence[str] = (), attached: Sequence[str] = ()
) -> str:
    """The mail's page. ``failures``: sentences about what of the morning failed; ``attached``: names of the files."""
    rows = _rows(report)
    shown = len(rows)
    while True:
        page = _render(report, template, rows, shown, failures, attached)
        size = len(page.encode())
        if size <= MAX_BYTES or not shown:
            return page
        shown = min(shown * MAX_BYTES // size, shown - 1)


def _render(
    report: ClipReport,
    template: Template,
    rows: Sequence[MailRow],
    shown: int,
    failures: Sequence[str],
    attached: Sequence[str],
) -> str:
    """The page with the first ``shown`` rows."""
    return render(
        "mail.html",
        title=template.title,
        about=" · ".join(filter(None, (report.subject, period_text(report)))),
        made=" · ".join(filter(None, (template.office, f"{report.made_at:%Y.%m.%d. %H:%M} 작성"))),
        warnings=[*filter(None, [report.missing]), *failures],
        summary=make_summary(report) if report.rows else "",
        tones=_count_tones(report),
        empty="" if report.rows else make_empty(report, template),
        preview=_fit(", ".join(row.article.headline[:MAX_LETTERS] for row in report.rows[:3])),
        rows=rows[:shown],
        left_out=len(rows) - shown,
        attached=attached,
        notes=[*make_notes(report, template), *make_rights()],
    )


def _count_tones(report: ClipReport) -> list[tuple[str, str, int]]:
    counts = Counter(row.tone for row in report.rows)
    return [(tone, TONE_COLOURS.get(tone, "#4a5560"), counts[tone]) for tone in TONES if counts[tone]]


def _rows(report: ClipReport) -> list[MailRow]:
    stories: dict[int, list[ClipRow]] = {}
    for row in report.rows:
        stories.setdefault(row.story, []).append(row)
    return [_make_row(number, story, report) for number, story in enumerate(stories.values(), 1)]


def _make_row(number: int, story: Sequence[ClipRow], report: ClipReport) -> MailRow:
    row = story[0]
    copies = list(dict.fromkeys(one.article.outlet_title for one in story[1:]))
    more = f" 외 {len(copies) - MAX_COPIES}개 매체" if len(copies) > MAX_COPIES else ""
    tone = row.tone or next((one.tone for one in story if one.tone), "")
    return MailRow(
        number=number,
        url=row.article.canonical_url,
        headline=mark_terms(_fit(row.article.headline), report.terms),
        data=_fit(_data_of(row)),
        gist=mark_terms(_fit(row.gist), report.terms),
        tone=tone,
        colour=TONE_COLOURS.get(tone, "#4a5560"),
        note=_fit(" / ".join(dict.fromkeys(one.note for one in story if one.note))),
        copies=_fit(", ".join(copies[:MAX_COPIES])) + more,
    )


def _fit(text: str) -> str:
    """One line of a mail, without letters that turn or hide what stands beside; the attachments have the whole."""
    return shorten(clean(text), MAX_LETTERS)


def _data_of(row: ClipRow) -> str:
    """견본일보 · 11.20. 09:30 · 3면 4단 · 국하람 기자."""
    when = " ".join(filter(None, (f"{row.day:%m.%d.}" if row.day else "", f"{row.clock:%H:%M}" if row.clock else "")))
    reporters = ", ".join(row.article.reporters)
    return " · ".join(filter(None, (row.article.outlet_title, when, row.where, reporters, row.group)))
