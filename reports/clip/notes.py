"""What a clip report says in words: how many, what came late, what was left out and why."""

from collections import Counter
from collections.abc import Iterator

from models.records.licence import Licence
from models.records.times import has_clock
from reports.articles.licence import MAX_EXCERPT_CHARACTERS
from reports.clip.period import open_text
from reports.clip.report import ClipReport
from reports.clip.template import Template
from reports.coverage.sentences import as_of_text

MAX_NAMED_OUTLETS = 8
EMPTY_DARK = "보도 유무를 확인하지 못했습니다."
EMPTY_PARTLY = "보도사항을 수집한 매체에서는 찾지 못했습니다."


def make_summary(report: ClipReport) -> str:
    """기사 12건(중복 제외 9건) · 매체 5개."""
    return f"{report.counted} · 매체 {len({row.article.outlet for row in report.rows}):,}개"


def make_empty(report: ClipReport, template: Template) -> str:
    """What stands where a report has no rows: that there is nothing, or that this is not known."""
    if not report.missing:
        return template.empty
    return EMPTY_DARK if report.coverage is not None and report.coverage.is_dark else EMPTY_PARTLY


def period_text(report: ClipReport) -> str:
    """The period, and how far it has come where it has not ended."""
    return " · ".join(filter(None, (str(report.period), open_text(report.period, report.made_at))))


def make_notes(report: ClipReport, template: Template) -> Iterator[str]:
    """The sentences at the report's end."""
    if report.coverage is not None and (as_of := as_of_text(report.coverage)):
        yield as_of
    if report.late:
        yield (
            f"지난 마감({report.period.start:%m.%d. %H:%M}) 전 기사 {report.late:,}건은 그 뒤에 수집되어 "
            "이번 보고에 실었습니다."
        )
    undated = sum(row.article.published_at is None for row in report.rows)
    dayless = sum(
        row.id != 0  # what a person typed in has no time that an outlet could have given
        and row.article.published_at is not None
        and not has_clock(row.article.published_at, row.article.published_raw)
        for row in report.rows
    )
    if undated:
        yield f"기사 {undated:,}건은 보도일을 찾지 못해 비워 두었고, 처음 수집한 때를 기준으로 실었습니다."
    if dayless:
        yield f"기사 {dayless:,}건은 매체가 날짜만 밝혀 시각을 비워 두었습니다."
    if gone := sum(row.gone_at is not None for row in report.rows):
        yield f"기사 {gone:,}건은 지금 매체에서 내려간 것으로 보입니다."
    yield from _left_out(report, template)
    if report.rows and not report.releases:
        yield (
            "이 기간에 나온 보도자료를 대조한 기록이 없어 보도자료 여부에는 여러 매체에 실린 같은 글인지만 적었습니다."
        )
    if report.waiting:
        yield f"아직 대조하지 않은 기사가 {report.waiting:,}건 있어 중복 제외 건수가 바뀔 수 있습니다."


def make_rights() -> tuple[str, str]:
    """What the licences of outlets mean, and what an office must clear before it hands the clip on."""
    return (
        "이용 범위는 매체마다 셋 중 하나입니다: 전문(full)은 본문까지, 발췌(excerpt)는 글의 절반 이내의 요지와 링크, "
        f"링크(link)는 {MAX_EXCERPT_CHARACTERS}자 이내의 요지와 링크만 싣습니다.",
        "이 표시는 이용 허락이 아니므로, 기사를 보관하거나 나누어 보려면 그 매체나 저작권을 맡은 기관(한국언론진흥재단 "
        "등)과 맺은 계약에서 허락한 범위를 먼저 확인해야 합니다.",
    )


def _left_out(report: ClipReport, template: Template) -> Iterator[str]:
    cut: dict[str, Counter[str]] = {}
    for row in report.rows:
        right = report.rights.get(row.article.outlet, Licence.LINK)
        if row.cut:
            cut.setdefault(right, Counter())[row.article.outlet_title] += 1
    for right, outlets in sorted(cut.items()):
        most = template.gist if right == Licence.EXCERPT else min(template.gist, MAX_EXCERPT_CHARACTERS)
        why = "발췌만 허락" if right == Licence.EXCERPT else "본문 게재를 허락한다는 표시가 없음"
        named = ", ".join(f"{name} {count:,}건" for name, count in outlets.most_common(MAX_NAMED_OUTLETS))
        more = f" 외 {len(outlets) - MAX_NAMED_OUTLETS}개 매체" if len(outlets) > MAX_NAMED_OUTLETS else ""
        yield (
            f"본문 생략: 기사 {outlets.total():,}건은 본문을 빼고 요지({most}자, 글의 절반 이내)와 링크만 "
            f"실었습니다({why}: {named}{more})."
        )
