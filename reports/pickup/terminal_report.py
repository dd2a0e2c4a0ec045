"""What became of releases, on a terminal."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from models.language import N_, _, ngettext
from pipelines.releases.grades import Grade
from pipelines.releases.matching import MatchedArticle, PickupResult
from reports.formats.cells import Value
from reports.formats.terminal import clean, cut, duration_text, pad, width
from reports.pickup.tables import count_sentences, name_of, published_when, release_rows, released_when

HEADLINE = 60
_SHARES = (N_("{share:.0%} of it from the release"), N_("{share:.0%} of the release"))
_MARKS = {Grade.POSSIBLE: N_("(possible, not counted)"), Grade.PARTIAL: N_("(a part, not counted)")}


def result_lines(result: PickupResult) -> Iterator[str]:
    """One release: who ran it, when, how much; then its sentences with how many kept each."""
    when = when_text(released_when(result)) or _("release time unknown")
    yield f"{clean(name_of(result))}  ({when})"
    yield f"  {total_text(result)}"
    room = max((width(clean(one.article.outlet_title)) for one in result.articles), default=0)
    for one in result.articles:
        yield f"  {_article_line(one, room)}"
    for text, counts in count_sentences(result):
        yield (
            "    "
            + _(
                "kept {verbatim:>2} · rewritten {rewritten:>2} · left out {left_out:>2}",
                verbatim=counts["verbatim"],
                rewritten=counts["rewritten"],
                left_out=counts["left_out"],
            )
            + f"  {cut(clean(text), HEADLINE)}"
        )


def total_text(result: PickupResult, *, is_long: bool = False) -> str:
    """How many ran it and how soon; or that there is nothing of these days to count."""
    if not result.has_articles:
        return nothing_text(result)
    parts = [ngettext("{count:,} article", "{count:,} articles", len(result.certain))]
    if result.outlets:
        parts.append(
            _(
                "{with_pickup} of {outlets} outlets ({rate})",
                with_pickup=result.outlets_with_pickup,
                outlets=result.outlets,
                rate=f"{result.rate:.1%}" if is_long else f"{result.rate:.0%}",
            )
        )
    if result.mean_minutes is not None:
        parts.append(_("{time} later on average", time=duration_text(round(result.mean_minutes))))
    if before := sum(one.is_before for one in result.certain):
        parts.append(ngettext("{count} article before the release", "{count} articles before the release", before))
    if uncounted := len(result.uncounted):
        parts.append(
            ngettext(
                "{count} article with less of it, not counted",
                "{count} articles with less of it, not counted",
                uncounted,
            )
        )
    return " · ".join(parts)


def nothing_text(result: PickupResult) -> str:
    """That the archive holds no articles of the days in which a release was looked for."""
    if result.since is None or result.until is None:
        return _("The archive holds no articles.")
    if result.since > result.until:
        return _("Between --since and --until there is no day on which this release could have run.")
    return _("The archive holds no articles from {since} to {until}.", since=result.since, until=result.until)


def late_text(one: MatchedArticle) -> str:
    """How long after the release an article came, or that it came before."""
    if one.is_before:
        return _("before")
    return "" if one.minutes_after is None else duration_text(one.minutes_after)


def _article_line(one: MatchedArticle, room: int) -> str:
    trace = one.trace
    quotes = sum(len(line.quotes) for line in trace.article)
    numbers = sum(len(line.numbers) for line in trace.article)
    added = _(
        "added: sentences {sentences} quotes {quotes} numbers {numbers}",
        sentences=trace.count("added"),
        quotes=quotes,
        numbers=numbers,
    )
    sentences = _(
        "kept {verbatim} rewritten {rewritten} left out {left_out}",
        verbatim=trace.count("verbatim"),
        rewritten=trace.count("rewritten"),
        left_out=trace.count("left_out"),
    )
    shares = "  ".join(
        _fill(_(text, share=share), width(_(text, share=1)))
        for text, share in zip(_SHARES, (one.of_article, one.of_release), strict=True)
    )
    mark = f" {_(_MARKS[one.grade])}" if one.grade in _MARKS else ""
    return (
        f"{pad(when_text(published_when(one)), 16)}  {pad(clean(one.article.outlet_title), room)}  "
        f"{_fill(late_text(one), 11)}  {shares}  "
        f"{_fill(sentences, 24)}  {_fill(added, 26)}  "
        f"{clean(one.article.headline)}{mark}"
    )


def _fill(text: str, columns: int) -> str:
    """The text in so many columns at least: a number that is cut would be another one."""
    return text + " " * (columns - width(text))


def month_lines(results: Sequence[PickupResult], refused: int = 0) -> Iterator[str]:
    """The table of many releases, and their sum; ``refused`` files could not be read."""
    heads = [_("Outlets"), _("Rate"), _("On average"), _("Released"), _("Press release")]
    sizes = [max(width(head), least) for head, least in zip(heads, (4, 6, 11, 16, 0), strict=True)]
    yield "  ".join(map(_fill, heads, sizes)).rstrip()
    for row, result in zip(release_rows(results), results, strict=True):
        mean = "" if row[7] is None else duration_text(int(str(row[7])))
        rate = f"{result.rate:.1%}" if result.has_articles else "-"
        ran_in = f"{result.outlets_with_pickup:>{sizes[0]}}  {rate:>{sizes[1]}}"
        yield f"{ran_in}  {_fill(mean, sizes[2])}  {pad(when_text(row[1]), sizes[3])}  {clean(str(row[0]))}"
    ran, articles = sum(bool(result.certain) for result in results), sum(len(result.certain) for result in results)
    empty = sum(not result.has_articles for result in results)
    if empty:
        yield ngettext(
            "For {count} release the archive holds no articles of its days.",
            "For {count} releases the archive holds no articles of their days.",
            empty,
        )
    parts = [
        _("{ran} of {count} releases ran ({share:.0%})", ran=ran, count=len(results), share=ran / len(results)),
        ngettext("{count:,} article", "{count:,} articles", articles),
    ]
    if refused:
        parts.append(ngettext("{count} file could not be read", "{count} files could not be read", refused))
    yield " · ".join(parts)


def when_text(value: Value) -> str:
    """A time to the minute, or a day."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
