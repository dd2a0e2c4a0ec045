"""Releases and their fate as one HTML page: the release and each article side by side, sentence by sentence."""

from collections.abc import Sequence
from datetime import date

from pipelines.releases.matching import Fate, Taken
from reports.formats.html import STYLE, Markup, joined, link, page, tag
from reports.pickup.tables import (
    LABELS,
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    Refused,
    Rights,
    may_show_all,
    name_of,
    published,
    release_rows,
    released,
    sentence_counts,
    shown,
    shown_quotes,
)
from reports.pickup.terminal_report import late_text, total_text, when_text

PICKUP_STYLE = """
body{max-width:90rem}th,td{overflow-wrap:normal}td.d{white-space:nowrap}td.t{overflow-wrap:anywhere;min-width:8rem}
th.n{white-space:normal}
.side{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}.side ol{margin:0;padding-left:1.6rem}
.side h4{margin:.4rem 0}.side li{margin:.25rem 0}.l{font-size:.78rem;padding:0 .35rem;border-radius:.6rem;
white-space:nowrap}
.verbatim,.from_release{background:#d6efdc}.rewritten{background:#fdf0c9}.left_out{background:#f6d5d5}
.added{background:#d9e6fb}
.bar{display:inline-block;height:.7rem}details{margin:.6rem 0}summary{cursor:pointer}
@media(max-width:48rem){.side{grid-template-columns:1fr}td.t{min-width:6rem}}
@page{size:A4 landscape;margin:12mm}
@media print{body{padding:0;font-size:9pt}table{font-size:8pt}thead{display:table-header-group}
td,th{padding:.25rem .35rem}.side li{break-inside:avoid}h3,h4,summary{break-after:avoid}}
"""

_RELEASE_KINDS = "tdttnnnndnn"
"""Of each column: t is text, d a date or a name that stands in one line, n a number."""
_ARTICLE_KINDS = "dddtnnnnnnnn"
_SENTENCE_KINDS = "tnnn"


def pickup_page(fates: Sequence[Fate], rights: Rights, refused: Sequence[Refused] = ()) -> str:
    """The page; of an outlet's own words it carries no more than the outlet allows."""
    title = f"보도자료 게재 결과: {name_of(fates[0])}" if len(fates) == 1 else f"보도자료 게재 결과 ({len(fates)}건)"
    body: list[object] = [tag("h1", title)]
    if len(fates) > 1:
        body.append(_table([column.title for column in RELEASE_COLUMNS], list(release_rows(fates)), _RELEASE_KINDS))
    if refused:
        body.append(_not_read(refused))
    body += [_release(fate, rights) for fate in fates]
    if any(not may_show_all(one, rights) for fate in fates for one in fate.taken):
        note = "기사 문장은 매체가 전문 게재를 허락한 경우에만 모두 싣고, 그 밖에는 앞부분만 보입니다."
        body.append(tag("p", note, class_="dim"))
    return page(title, STYLE + PICKUP_STYLE, *body)


def _not_read(refused: Sequence[Refused]) -> Markup:
    head = [column.title for column in REFUSED_COLUMNS]
    rows = [[one.file, one.why] for one in refused]
    return tag("section", tag("h2", f"읽지 못한 파일 {len(refused)}개"), _table(head, rows, "tt"))


def _release(fate: Fate, rights: Rights) -> Markup:
    facts = [when_text(released(fate)) or "배포일시 모름", fate.release.issuer, fate.release.file]
    parts: list[object] = [
        tag("h2", name_of(fate)),
        tag("p", " · ".join(filter(None, facts)), class_="dim"),
        tag("p", tag("strong", total_text(fate, is_long=True))),
    ]
    if fate.taken:
        parts += [_articles(fate), _sentences(fate), *(_side_by_side(fate, one, rights) for one in fate.taken)]
    return tag("section", *parts)


def _articles(fate: Fate) -> Markup:
    head = (
        "보도일시",
        "매체",
        "소요",
        "제목",
        "기사 중 자료",
        "자료 중 게재",
        "그대로",
        "고쳐 씀",
        "빠짐",
        "추가",
        "발언",
        "숫자",
    )
    rows = []
    for one in fate.taken:
        trace, article = one.trace, one.article
        title = link(article.canonical_url, article.headline)
        marks = joined([title, " (제목 그대로)" if one.headline_same else "", "" if one.certain else " (가능성)"])
        quotes = sum(len(line.quotes) for line in trace.article)
        numbers = sum(len(line.numbers) for line in trace.article)
        rows.append(
            [
                when_text(published(one)),
                article.outlet_title,
                late_text(one),
                marks,
                f"{one.of_article:.0%}",
                f"{one.of_release:.0%}",
                *(trace.count(label) for label in ("verbatim", "rewritten", "left_out", "added")),
                quotes,
                numbers,
            ]
        )
    return _table(head, rows, _ARTICLE_KINDS)


def _sentences(fate: Fate) -> Markup:
    counts = sentence_counts(fate)
    if not counts:
        return Markup("")
    rows = [[text, n["verbatim"], n["rewritten"], n["left_out"]] for text, n in counts]
    return joined(
        [tag("h3", "문장별 게재"), _table(("보도자료 문장", "그대로", "고쳐 씀", "빠짐"), rows, _SENTENCE_KINDS)]
    )


def _side_by_side(fate: Fate, one: Taken, rights: Rights) -> Markup:
    left = [
        tag("li", _label(line.label), " ", line.text, *(f" → {n + 1}" for n in line.refs)) for line in one.trace.release
    ]
    right = []
    for line in one.trace.article:
        said = shown_quotes(line, one, rights)
        extra = [f" [추가된 발언: {said}]"] if said else []
        extra += [f" [추가된 숫자: {', '.join(line.numbers)}]"] if line.numbers else []
        right.append(tag("li", _label(line.label), " ", shown(line, one, rights), *extra))
    article = one.article
    return tag(
        "details",
        tag("summary", f"{article.outlet_title}: {article.headline}"),
        tag(
            "div",
            tag("div", tag("h4", "보도자료"), tag("ol", *left)),
            tag("div", tag("h4", link(article.canonical_url, article.outlet_title)), tag("ol", *right)),
            class_="side",
        ),
        open="" if len(fate.taken) <= 3 else None,
    )


def _label(label: str) -> Markup:
    return tag("span", LABELS[label], class_=f"l {label}")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]], kinds: str) -> Markup:
    """A table whose columns are of the kinds given; a head stands where its column's values stand."""
    top = [tag("th", name, class_="n" if kind == "n" else None) for name, kind in zip(head, kinds, strict=True)]
    body = [
        tag("tr", *(tag("td", _cell(cell), class_=kind) for cell, kind in zip(row, kinds, strict=True))) for row in rows
    ]
    return tag("table", tag("thead", tag("tr", *top)), tag("tbody", *body))


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1%}"
    return when_text(value) if isinstance(value, date) else value
