"""What became of releases, on a terminal."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pipelines.releases.matching import MatchedArticle, PickupResult
from reports.formats.cells import Value
from reports.formats.terminal import clean, cut, pad, width
from reports.pickup.tables import BEFORE, count_sentences, name_of, published_when, release_rows, released_when

HEADLINE = 60


def result_lines(result: PickupResult) -> Iterator[str]:
    """One release: who ran it, when, how much; then its sentences with how many kept each."""
    when = when_text(released_when(result)) or "배포일시 모름"
    yield f"{clean(name_of(result))}  ({when})"
    yield f"  {total_text(result)}"
    room = max((width(clean(one.article.outlet_title)) for one in result.articles), default=0)
    for one in result.articles:
        yield f"  {_article_line(one, room)}"
    for text, counts in count_sentences(result):
        yield (
            f"    그대로 {counts['verbatim']:>2} · 고쳐 씀 {counts['rewritten']:>2} · 빠짐 {counts['left_out']:>2}  "
            f"{cut(clean(text), HEADLINE)}"
        )


def total_text(result: PickupResult, *, is_long: bool = False) -> str:
    """How many ran it and how soon; or that there is nothing of these days to count."""
    if not result.has_articles:
        return nothing_text(result)
    mean = "" if result.mean_minutes is None else f" · 평균 {minutes_text(round(result.mean_minutes))} 뒤"
    before = sum(one.is_before for one in result.certain)
    early = f" · {BEFORE} 기사 {before}" if before else ""
    rate = f"게재율 {result.rate:.1%}" if is_long else f"{result.rate:.0%}"
    share = f"{result.outlets_with_pickup}/{result.outlets} ({rate})" if result.outlets else "0"
    return f"기사 {len(result.certain)} · 매체 {share}{mean}{early}"


def nothing_text(result: PickupResult) -> str:
    """That the archive holds no articles of the days in which a release was looked for."""
    if result.since is None or result.until is None:
        return "아카이브에 기사가 없습니다."
    if result.since > result.until:
        return "--since와 --until 사이에 이 보도자료를 찾아볼 날이 없습니다."
    return f"{result.since}부터 {result.until}까지는 아카이브에 기사가 없습니다."


def late_text(one: MatchedArticle) -> str:
    """How long after the release an article came, or that it came before."""
    return BEFORE if one.is_before else "" if one.minutes_after is None else minutes_text(one.minutes_after)


def _article_line(one: MatchedArticle, room: int) -> str:
    trace = one.trace
    quotes = sum(len(line.quotes) for line in trace.article)
    numbers = sum(len(line.numbers) for line in trace.article)
    added = f"추가 문장 {trace.count('added')} 발언 {quotes} 숫자 {numbers}"
    sentences = f"그대로 {trace.count('verbatim')} 고침 {trace.count('rewritten')} 빠짐 {trace.count('left_out')}"
    mark = "" if one.certain else " (가능성)"
    return (
        f"{pad(when_text(published_when(one)), 16)}  {pad(clean(one.article.outlet_title), room)}  "
        f"{_fill(late_text(one), 11)}  기사의 {one.of_article:>4.0%}  자료의 {one.of_release:>4.0%}  "
        f"{_fill(sentences, 24)}  {_fill(added, 26)}  "
        f"{clean(one.article.headline)}{mark}"
    )


def _fill(text: str, columns: int) -> str:
    """The text in so many columns at least: a number that is cut would be another one."""
    return text + " " * (columns - width(text))


def month_lines(results: Sequence[PickupResult], refused: int = 0) -> Iterator[str]:
    """The table of many releases, and their sum; ``refused`` files could not be read."""
    yield "매체  게재율  평균 소요    배포일시          보도자료"
    for row, result in zip(release_rows(results), results, strict=True):
        mean = "" if row[7] is None else minutes_text(int(str(row[7])))
        when = pad(when_text(row[1]), 16)
        rate = f"{result.rate:.1%}" if result.has_articles else "-"
        yield f"{result.outlets_with_pickup:>4}  {rate:>6}  {_fill(mean, 11)}  {when}  {clean(str(row[0]))}"
    ran, articles = sum(bool(result.certain) for result in results), sum(len(result.certain) for result in results)
    empty = sum(not result.has_articles for result in results)
    if empty:
        yield f"보도자료 {empty}건은 찾아본 기간의 기사가 아카이브에 없습니다."
    unread = f" · 읽지 못한 파일 {refused}개" if refused else ""
    yield f"보도자료 {len(results)}건 가운데 {ran}건 게재 ({ran / len(results):.0%}) · 기사 {articles}건{unread}"


def when_text(value: Value) -> str:
    """A time to the minute, or a day."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def minutes_text(minutes: int) -> str:
    """Minutes as people say them: 45분, 3시간 20분, 2일 4시간."""
    days, rest = divmod(minutes, 1440)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days}일 {hours}시간" if hours else f"{days}일"
    if hours:
        return f"{hours}시간 {left}분" if left else f"{hours}시간"
    return f"{left}분"
