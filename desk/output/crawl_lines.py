"""How a crawl went, line by line: equal failures are told once."""

from collections.abc import Iterator, Sequence

from desk.output.coverage_lines import SHARED_TEXTS, shared_cause_hints
from models.health.shared_cause import Shared
from models.language import _, ngettext
from models.records.url_states import OUT_OF_RANGE, State
from scrapers.crawl.list_walk import LOOK_BACK
from scrapers.outcomes.run_summary import RunSummary, describe_finish

MAX_NAMED = 8


def group_summaries(summaries: Sequence[RunSummary]) -> list[list[RunSummary]]:
    """Runs that found nothing and failed alike, together; every other run alone; in the order they ended."""
    groups: dict[object, list[RunSummary]] = {}
    for summary in summaries:
        told = tuple(summary.sentences())
        is_empty = not summary.ok and told and not any(summary.counts.values())
        groups.setdefault((summary.finish, told) if is_empty else summary.outlet, []).append(summary)
    return list(groups.values())


def group_lines(group: Sequence[RunSummary]) -> Iterator[str]:
    """The line of a run and its findings; of several that failed alike their names, and the findings once."""
    first = group[0]
    yield (
        first.line()
        if len(group) == 1
        else _(
            "{count} outlets [{finish}]: nothing was found: {names}",
            count=len(group),
            finish=describe_finish(first.finish),
            names=name_outlets([summary.outlet for summary in group]),
        )
    )
    yield from (f"  {sentence}" for sentence in first.sentences())


def name_outlets(names: Sequence[str]) -> str:
    """The first of several names, and how many more there are."""
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (ngettext(" and {count} more", " and {count} more", more) if more > 0 else "")


def shared_lines(shared: Shared, outlets: int) -> Iterator[str]:
    """The one cause of a night on which nearly all outlets failed, and what to look at."""
    yield _(
        "{count} of {outlets} outlets failed for one reason: {cause}.",
        count=len(shared.outlets),
        outlets=outlets,
        cause=_(SHARED_TEXTS[shared.cause]),
    )
    yield from shared_cause_hints(shared.cause)


def left_lines(summaries: Sequence[RunSummary]) -> Iterator[str]:
    """What ``left`` means where it was counted, and how a later run fetches it."""
    old = [summary for summary in summaries if summary.reasons.get(OUT_OF_RANGE)]
    if old:
        days = [summary.oldest_left for summary in old if summary.oldest_left]
        yield ngettext(
            "left: {count:,} article is older than the {days} days a run goes back, or outside the days chosen; "
            "`news crawl {outlet} --since {since}` fetches it.",
            "left: {count:,} articles are older than the {days} days a run goes back, or outside the days chosen; "
            "`news crawl {outlet} --since {since}` fetches them.",
            sum(summary.reasons[OUT_OF_RANGE] for summary in old),
            days=LOOK_BACK.days,
            outlet=old[0].outlet if len(old) == 1 else "OUTLET",
            since=min(days, default="DAY"),
        )
    others = sum(summary.counts.get(State.LEFT, 0) - summary.reasons.get(OUT_OF_RANGE, 0) for summary in summaries)
    if others > 0:
        yield ngettext(
            "left: {count:,} article was not fetched in this run; the next `news crawl` fetches it.",
            "left: {count:,} articles were not fetched in this run; the next `news crawl` fetches them.",
            others,
        )
