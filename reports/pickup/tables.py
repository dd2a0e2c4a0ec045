"""The tables of a pickup report: a row an article, a row a release, a row a sentence. What the cells hold, not how."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.records.clock import has_clock
from models.records.licence import Licence
from pipelines.releases.matching import Fate, Taken
from pipelines.releases.sentence_trace import Traced
from reports.formats.cells import Value
from reports.formats.xlsx import Column

Rights = Mapping[str, str]
EXCERPT = 40
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
REFUSED_COLUMNS: tuple[Column, ...] = (Column("파일", 40), Column("까닭", 90))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, and the sentence that says why."""

    file: str
    why: str


def article_rows(fates: Iterable[Fate]) -> Iterator[list[Value]]:
    """A row an article, those only possible too."""
    for fate in fates:
        for one in fate.taken:
            article = one.article
            yield [
                name_of(fate),
                released(fate),
                article.outlet_title,
                published(one),
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
                "예" if one.certain else "가능성",
                article.canonical_url,
            ]


def release_rows(fates: Iterable[Fate]) -> Iterator[list[Value]]:
    """A row a release: how many ran it, how soon, how much of it."""
    for fate in fates:
        sentences = [line.label for one in fate.certain for line in one.trace.release]
        timed = [(late, one) for one in fate.certain if (late := one.minutes_late) is not None]
        first = min(timed, key=lambda pair: pair[0])[1] if timed else None
        yield [
            name_of(fate),
            released(fate),
            fate.release.file,
            fate.release.issuer,
            len(fate.certain),
            fate.outlets_took,
            round(fate.rate, 4) if fate.has_articles else None,
            None if fate.mean_minutes is None else round(fate.mean_minutes),
            first.article.outlet_title if first else None,
            round(sentences.count("verbatim") / len(sentences), 4) if sentences else None,
            round(sentences.count("left_out") / len(sentences), 4) if sentences else None,
        ]


def sentence_rows(fates: Iterable[Fate], rights: Rights) -> Iterator[list[Value]]:
    """A row a sentence of either side; of an outlet's own words no more than a report may carry."""
    for fate in fates:
        for one in fate.taken:
            outlet = one.article.outlet_title
            for n, line in enumerate(one.trace.release, 1):
                yield [name_of(fate), outlet, "보도자료", n, LABELS[line.label], line.text, line.score, "", ""]
            for n, line in enumerate(one.trace.article, 1):
                text, said = shown(line, one, rights), shown_quotes(line, one, rights)
                numbers = ", ".join(line.numbers)
                yield [name_of(fate), outlet, "기사", n, LABELS[line.label], text, line.score, said, numbers]


def name_of(fate: Fate) -> str:
    """What a release is called: its headline, else its file."""
    return fate.release.title or fate.release.file


def released(fate: Fate) -> Value:
    """When it went out, as exactly as is known."""
    at = fate.release.released_at
    return at if at is not None else fate.release.released_on


def published(one: Taken) -> Value:
    """When an article was published, as exactly as is known."""
    at = one.article.published_at
    if at is None:
        return None
    return at if has_clock(at, one.article.published_raw) else at.date()


def may_show_all(one: Taken, rights: Rights) -> bool:
    """Whether the outlet lets a report carry its text."""
    return rights.get(one.article.outlet) == Licence.FULL


def shown(line: Traced, one: Taken, rights: Rights) -> str:
    """A sentence of an article: whole where it is the release's own or the outlet allows it, else its beginning."""
    ours = {sentence.text for sentence in one.trace.release}
    if may_show_all(one, rights) or line.text in ours:
        return line.text
    return excerpt(line.text)


def shown_quotes(line: Traced, one: Taken, rights: Rights) -> str:
    """The quotes that an article added, as much as may be shown."""
    kept = line.quotes if may_show_all(one, rights) else tuple(map(excerpt, line.quotes))
    return "\n".join(f"“{quote}”" for quote in kept)


def excerpt(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= EXCERPT else text[:EXCERPT].rstrip() + "…"


def sentence_counts(fate: Fate) -> list[tuple[str, Counter[str]]]:
    """Each sentence of the release with how many outlets' articles kept, rewrote and left it out."""
    kept: Sequence[Taken] = fate.certain
    if not kept:
        return []
    texts = [line.text for line in kept[0].trace.release]
    return [(text, Counter(one.trace.release[n].label for one in kept)) for n, text in enumerate(texts)]
