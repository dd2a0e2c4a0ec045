"""The tables of a pickup report: a row an article, a row a release, a row a sentence. What the cells hold, not how."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.records.licence import Licence
from models.records.times import has_clock
from pipelines.releases.matching import MatchedArticle, PickupResult
from pipelines.releases.sentence_trace import TracedSentence
from reports.formats.cells import Value
from reports.formats.xlsx import Column
from reports.pickup.grades import GRADES

Rights = Mapping[str, str]
MAX_EXCERPT_CHARACTERS = 40
LABELS = {
    "verbatim": "그대로",
    "rewritten": "고쳐 씀",
    "left_out": "빠짐",
    "from_release": "보도자료",
    "added": "추가",
}
PERCENT = "0%"
BEFORE = "배포 전"
ARTICLE_COLUMNS: tuple[Column, ...] = (
    Column("보도자료", 34),
    Column("배포일시", 16),
    Column("매체명", 14),
    Column("보도일시", 16),
    Column("소요(분)", 9, "#,##0"),
    Column("제목", 40),
    Column("제목 그대로", 9),
    Column("기사 중 보도자료", 10, PERCENT),
    Column("보도자료 중 게재", 10, PERCENT),
    Column("그대로 실린 문장", 9),
    Column("고쳐 쓴 문장", 9),
    Column("빠진 문장", 9),
    Column("추가된 문장", 9),
    Column("추가된 발언", 9),
    Column("추가된 숫자", 16),
    Column("기자", 12),
    Column("확실", 8),
    Column("URL", 40, is_link=True),
)
RELEASE_COLUMNS: tuple[Column, ...] = (
    Column("보도자료", 44),
    Column("배포일시", 16),
    Column("파일", 24),
    Column("담당", 16),
    Column("게재 기사", 9),
    Column("게재 매체 수", 9),
    Column("게재율", 9, "0.0%"),
    Column("평균 소요 시간(분)", 11, "#,##0"),
    Column("가장 빠른 매체", 16),
    Column("그대로 실린 비율", 10, PERCENT),
    Column("빠진 비율", 10, PERCENT),
)
SENTENCE_COLUMNS: tuple[Column, ...] = (
    Column("보도자료", 30),
    Column("매체명", 14),
    Column("쪽", 9),
    Column("번호", 6),
    Column("판정", 9),
    Column("문장", 80),
    Column("일치", 8, PERCENT),
    Column("추가된 발언", 40),
    Column("추가된 숫자", 20),
)
REFUSED_COLUMNS: tuple[Column, ...] = (Column("파일", 40), Column("사유", 90))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and the sentence that says why."""

    file: str
    why: str


def article_rows(results: Iterable[PickupResult]) -> Iterator[list[Value]]:
    """A row an article, those that are not counted too."""
    for result in results:
        for one in result.articles:
            article = one.article
            yield [
                name_of(result),
                released_when(result),
                article.outlet_title,
                published_when(one),
                BEFORE if one.is_before else one.minutes_after,
                article.headline,
                "예" if one.headline_same else "아니요",
                round(one.of_article, 4),
                round(one.of_release, 4),
                one.trace.count("verbatim"),
                one.trace.count("rewritten"),
                one.trace.count("left_out"),
                one.trace.count("added"),
                sum(len(line.quotes) for line in one.trace.article),
                ", ".join(number for line in one.trace.article for number in line.numbers),
                ", ".join(article.reporters),
                GRADES[one.grade],
                article.canonical_url,
            ]


def release_rows(results: Iterable[PickupResult]) -> Iterator[list[Value]]:
    """A row a release: how many ran it, how soon, how much of it."""
    for result in results:
        sentences = [line.label for one in result.certain for line in one.trace.release]
        timed = [(late, one) for one in result.certain if (late := one.minutes_late) is not None]
        first = min(timed, key=lambda pair: pair[0])[1] if timed else None
        yield [
            name_of(result),
            released_when(result),
            result.release.file,
            result.release.issuer,
            len(result.certain),
            result.outlets_with_pickup,
            round(result.rate, 4) if result.has_articles else None,
            None if result.mean_minutes is None else round(result.mean_minutes),
            first.article.outlet_title if first else None,
            round(sentences.count("verbatim") / len(sentences), 4) if sentences else None,
            round(sentences.count("left_out") / len(sentences), 4) if sentences else None,
        ]


def sentence_rows(results: Iterable[PickupResult], rights: Rights) -> Iterator[list[Value]]:
    """A row a sentence of either side; of an outlet's own words no more than a report may carry."""
    for result in results:
        for one in result.articles:
            outlet = one.article.outlet_title
            for n, line in enumerate(one.trace.release, 1):
                yield [name_of(result), outlet, "보도자료", n, LABELS[line.label], line.text, line.score, "", ""]
            for n, line in enumerate(one.trace.article, 1):
                text, added_quotes = limit_sentence(line, one, rights), limit_quotes(line, one, rights)
                numbers = ", ".join(line.numbers)
                yield [name_of(result), outlet, "기사", n, LABELS[line.label], text, line.score, added_quotes, numbers]


def name_of(result: PickupResult) -> str:
    """What a release is called: its headline, else its file."""
    return result.release.title or result.release.file


def released_when(result: PickupResult) -> Value:
    """When it went out, as exactly as is known."""
    at = result.release.released_at
    return at if at is not None else result.release.released_on


def published_when(one: MatchedArticle) -> Value:
    """When an article was published, as exactly as is known."""
    at = one.article.published_at
    if at is None:
        return None
    return at if has_clock(at, one.article.published_raw) else at.date()


def may_carry_text(one: MatchedArticle, rights: Rights) -> bool:
    """Whether the outlet lets a report carry its text."""
    return rights.get(one.article.outlet) == Licence.FULL


def limit_sentence(line: TracedSentence, one: MatchedArticle, rights: Rights) -> str:
    """A sentence of an article: whole where it is the release's own or the outlet allows it, else its beginning."""
    ours = {sentence.text for sentence in one.trace.release}
    if may_carry_text(one, rights) or line.text in ours:
        return line.text
    return cut_excerpt(line.text)


def limit_quotes(line: TracedSentence, one: MatchedArticle, rights: Rights) -> str:
    """The quotes that an article added, as much as may be shown."""
    kept = line.quotes if may_carry_text(one, rights) else tuple(map(cut_excerpt, line.quotes))
    return "\n".join(f"“{quote}”" for quote in kept)


def cut_excerpt(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= MAX_EXCERPT_CHARACTERS else text[:MAX_EXCERPT_CHARACTERS].rstrip() + "…"


def count_sentences(result: PickupResult) -> list[tuple[str, Counter[str]]]:
    """Each sentence of the release with how many outlets' articles kept, rewrote and left it out."""
    kept: Sequence[MatchedArticle] = result.certain
    if not kept:
        return []
    texts = [line.text for line in kept[0].trace.release]
    return [(text, Counter(one.trace.release[n].label for one in kept)) for n, text in enumerate(texts)]
