"""Releases and their result as one HTML page: the release and each article side by side, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.language import speaking
from pipelines.releases.matching import MatchedArticle, PickupResult
from pipelines.releases.sentence_trace import TracedSentence
from reports.formats.html import page_values, render
from reports.pickup.grades import GRADES
from reports.pickup.tables import (
    LABELS,
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    Refused,
    Rights,
    count_sentences,
    limit_quotes,
    limit_sentence,
    may_carry_text,
    name_of,
    published_when,
    release_rows,
    released_when,
)
from reports.pickup.terminal_report import late_text, total_text, when_text

MAX_OPEN = 3
"""Articles of a release that are shown unfolded; more are folded."""
_RELEASE_KINDS = "tdttnnnndnn"
"""Of each column: t is text, d a date or a name that is in one line, n a number."""
_ARTICLE_KINDS = "dddtnnnnnnnn"
_SENTENCE_KINDS = "tnnn"
_ARTICLE_HEADS = (
    "보도일시", "매체", "소요", "제목", "기사 중 자료", "자료 중 게재", "그대로", "고쳐 씀", "빠짐", "추가", "발언",
    "숫자",
)  # fmt: skip
_SENTENCE_HEADS = ("보도자료 문장", "그대로", "고쳐 씀", "빠짐")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of one side, its label, and what follows it in brackets."""

    label: str
    label_text: str
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Article:
    """An article made from a release: its row of the table, and both sides sentence by sentence."""

    outlet: str
    headline: str
    url: str
    remarks: str
    before_title: list[object]
    after_title: list[object]
    release_lines: list[_Line]
    article_lines: list[_Line]


@dataclass(frozen=True, slots=True)
class _Release:
    """A release and what became of it."""

    name: str
    facts: str
    total: str
    articles: list[_Article]
    sentences: list[list[object]]
    is_open: bool


def render_pickup(
    results: Sequence[PickupResult], rights: Rights, refused: Sequence[Refused] = (), missing: str = ""
) -> str:
    """The page; of an outlet's own words it carries no more than the outlet allows.

    ``missing`` is a sentence about what is not covered.
    """
    title = (
        f"보도자료 게재 결과: {name_of(results[0])}" if len(results) == 1 else f"보도자료 게재 결과 ({len(results)}건)"
    )
    rows = [list(map(_cell, row)) for row in release_rows(results)] if len(results) > 1 else []
    with speaking("ko"):
        shown = [_release(result, rights) for result in results]
    return render(
        "pickup.html",
        release_heads=[column.title for column in RELEASE_COLUMNS],
        release_kinds=_RELEASE_KINDS,
        summary=rows,
        refused_heads=[column.title for column in REFUSED_COLUMNS],
        refused=[[one.file, one.why] for one in refused],
        article_heads=_ARTICLE_HEADS,
        article_kinds=_ARTICLE_KINDS,
        sentence_heads=_SENTENCE_HEADS,
        sentence_kinds=_SENTENCE_KINDS,
        releases=shown,
        is_cut=any(not may_carry_text(one, rights) for result in results for one in result.articles),
        **page_values(title, "page.css", "pickup.css", missing=missing),
    )


def _release(result: PickupResult, rights: Rights) -> _Release:
    facts = [when_text(released_when(result)) or "배포일시 모름", result.release.issuer, result.release.file]
    return _Release(
        name=name_of(result),
        facts=" · ".join(filter(None, facts)),
        total=total_text(result, is_long=True),
        articles=[_article(one, rights) for one in result.articles],
        sentences=[[text, n["verbatim"], n["rewritten"], n["left_out"]] for text, n in count_sentences(result)],
        is_open=len(result.articles) <= MAX_OPEN,
    )


def _article(one: MatchedArticle, rights: Rights) -> _Article:
    trace, article = one.trace, one.article
    return _Article(
        outlet=article.outlet_title,
        headline=article.headline,
        url=article.canonical_url,
        remarks=(" (제목 그대로)" if one.headline_same else "")
        + ("" if one.certain else f" ({GRADES[one.grade]}, 집계 제외)"),
        before_title=[when_text(published_when(one)), article.outlet_title, late_text(one)],
        after_title=[
            f"{one.of_article:.0%}",
            f"{one.of_release:.0%}",
            *(trace.count(label) for label in ("verbatim", "rewritten", "left_out", "added")),
            sum(len(line.quotes) for line in trace.article),
            sum(len(line.numbers) for line in trace.article),
        ],
        release_lines=[
            _Line(line.label, LABELS[line.label], line.text, tuple(f"→ {n + 1}" for n in line.refs))
            for line in trace.release
        ],
        article_lines=[
            _Line(
                line.label, LABELS[line.label], limit_sentence(line, one, rights), tuple(_additions(line, one, rights))
            )
            for line in trace.article
        ],
    )


def _additions(line: TracedSentence, one: MatchedArticle, rights: Rights) -> Iterator[str]:
    """The quotes and numbers of an article's sentence that the release does not have."""
    if quotes := limit_quotes(line, one, rights):
        yield f"[추가된 발언: {quotes}]"
    if line.numbers:
        yield f"[추가된 숫자: {', '.join(line.numbers)}]"


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1%}"
    return when_text(value) if isinstance(value, date) else value
