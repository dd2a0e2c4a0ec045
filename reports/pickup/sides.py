"""A release and the articles made from it side by side, sentence by sentence, as a page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.releases.matching import MatchedArticle, PickupResult
from pipelines.releases.sentence_trace import TracedSentence
from reports.pickup.grades import GRADES
from reports.pickup.tables import (
    LABELS,
    Rights,
    count_sentences,
    limit_quotes,
    limit_sentence,
    name_of,
    published_when,
    released_when,
)
from reports.pickup.terminal_report import late_text, total_text, when_text

MAX_OPEN = 3
"""Articles of a release that are shown unfolded; more are folded."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """A sentence of one side, its label, and what follows it in brackets."""

    label: str
    label_text: str
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleSides:
    """An article made from a release: its row of the table, and both sides sentence by sentence."""

    outlet: str
    headline: str
    url: str
    remarks: str
    before_title: list[object]
    after_title: list[object]
    release_lines: list[SideLine]
    article_lines: list[SideLine]


@dataclass(frozen=True, slots=True)
class ReleaseSides:
    """A release and what became of it."""

    name: str
    facts: str
    total: str
    articles: list[ArticleSides]
    sentences: list[list[object]]
    is_open: bool


def describe_release(result: PickupResult, rights: Rights) -> ReleaseSides:
    """A release beside its articles; of an outlet's own words no more than the outlet allows."""
    facts = [when_text(released_when(result)) or "배포일시 모름", result.release.issuer, result.release.file]
    return ReleaseSides(
        name=name_of(result),
        facts=" · ".join(filter(None, facts)),
        total=total_text(result, is_long=True),
        articles=[_article(one, rights) for one in result.articles],
        sentences=[[text, n["verbatim"], n["rewritten"], n["left_out"]] for text, n in count_sentences(result)],
        is_open=len(result.articles) <= MAX_OPEN,
    )


def _article(one: MatchedArticle, rights: Rights) -> ArticleSides:
    trace, article = one.trace, one.article
    return ArticleSides(
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
            SideLine(line.label, LABELS[line.label], line.text, tuple(f"→ {n + 1}" for n in line.refs))
            for line in trace.release
        ],
        article_lines=[
            SideLine(
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
