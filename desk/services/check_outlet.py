"""`news outlets check`: what works at each outlet, for a person who corrects our facts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desk.output.messages import counted
from models.records.article import Article, as_json
from models.records.labels import label
from models.records.outlet import Outlet
from reports.formats.terminal import clean
from scrapers.site_check.field_check import field_facts, findings, notes
from scrapers.site_check.probe import ProbeSession, probe
from scrapers.site_check.survey import Source, Survey, survey

FACTS = (
    "headline", "published_at", "published_from", "modified_at", "reporters", "emails", "dateline", "agency", "deck",
    "section", "body", "photos", "tags", "repairs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """One outlet's survey and what it tells."""

    seen: Survey
    findings: tuple[str, ...]


def check(outlets: Sequence[Outlet], tell: Callable[[Checked], None], *, allow_loopback: bool) -> int:
    """Looks at all of them, a few side by side, and tells of each when it is done; returns how many have findings."""
    if not outlets:
        return 0
    bad: list[str] = []

    def done(seen: Survey) -> None:
        checked = Checked(seen, tuple(findings(seen)))
        bad.extend([seen.outlet.id] if checked.findings else [])
        tell(checked)

    tasks = [(ProbeSession(outlet.id, outlet.home), partial(survey, outlet=outlet)) for outlet in outlets]
    probe(tasks, allow_loopback=allow_loopback, delay=0.0 if allow_loopback else None, on_result=done)
    return len(bad)


def check_lines(checked: Checked) -> Iterator[str]:
    """The report of one outlet, for a reader."""
    seen = checked.seen
    state = counted(len(checked.findings), "finding") if checked.findings else "all works"
    yield f"{seen.outlet.id} ({clean(seen.outlet.title)}, {seen.outlet.family}): {state}"
    delay = f", Crawl-delay {seen.crawl_delay:g} s" if seen.crawl_delay else ""
    yield f"  robots.txt {clean(seen.robots)}{delay}"
    for one in seen.sources:
        yield f"  {one.kind:<10} {clean(one.url)}: {_source(one)}"
    for tried in seen.samples:
        yield f"  article    {clean(tried.url)}: {clean(tried.outcome)}"
    sample = seen.sample
    if sample and sample.article:
        yield f"  charset    {sample.charset} (header says {clean(sample.declared) or 'nothing'})"
        facts = field_facts(sample.article)
        generic = field_facts(sample.generic) if isinstance(sample.generic, Article) else {}
        for name in FACTS:
            differs = generic and generic[name] != facts[name] and name not in {"repairs", "published_from"}
            other = f"   [generic: {clean(generic[name])[:80] or '-'}]" if differs else ""
            yield f"    {label(name)}: {clean(facts[name]) or '-'}{other}"
    yield from (f"  ! {clean(sentence)}" for sentence in checked.findings)
    yield from (f"  ? {clean(sentence)}" for sentence in notes(seen))


def _source(one: Source) -> str:
    if one.why:
        return clean(one.why)
    if one.index:
        return f"{one.index} sitemaps"
    newest = f", the newest of {one.newest:%Y-%m-%d %H:%M}" if one.newest else ", without times"
    return f"{len(one.listings)} articles{newest}"


def check_json(checked: Checked) -> dict[str, Any]:
    """The report of one outlet as JSON types."""
    seen, sample = checked.seen, checked.seen.sample
    return {
        "outlet": seen.outlet.id,
        "family": seen.outlet.family,
        "robots": seen.robots,
        "crawl_delay": seen.crawl_delay,
        "sources": [
            {
                "kind": one.kind,
                "url": one.url,
                "articles": len(one.listings),
                "newest": one.newest.isoformat() if one.newest else None,
                "why": one.why or None,
            }
            for one in seen.sources
        ],
        "tried": [{"url": one.url, "outcome": one.outcome} for one in seen.samples],
        "charset": sample.charset if sample else None,
        "declared_charset": sample.declared if sample else None,
        "article": as_json(sample.article) if sample and sample.article else None,
        "generic": as_json(sample.generic) if sample and isinstance(sample.generic, Article) else None,
        "findings": list(checked.findings),
        "notes": notes(seen),
    }
