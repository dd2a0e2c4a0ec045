"""Declared outlets, checks of their sites and proposed declarations as lines of text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from desk.output.fit_lines import fit_facts, proposal_lines
from desk.output.messages import counted
from desk.services.outlets.declared import CheckedOutlet, OutletView, ProposedOutlet
from models.health.failure_reasons import describe_failure, describe_source
from models.language import N_, _, language, ngettext
from models.records.article import Article, as_json
from models.records.labels import label
from models.records.outlet import Outlet
from reports.formats.terminal import clean, pad, width

CONFIDENCES = {"verified": N_("verified"), "inferred": N_("inferred"), "memory": N_("from memory")}
# What `confidence` means; it grades host and family, not each selector.
MEANING = {
    "verified": N_("host and family were read in a source"),
    "inferred": N_("the family is guessed from the form of addresses, or the title or host is incomplete"),
    "memory": N_("from memory: check before use"),
}
CHECKED_FIELDS = (
    "headline", "published_at", "published_from", "modified_at", "reporters", "emails", "dateline", "agency", "deck",
    "section", "body", "photos", "tags", "repairs",
)  # fmt: skip
KEYS = {
    "id": N_("outlet's id"),
    "title": N_("outlet's name"),
    "family": N_("kind of site"),
    "home": N_("home page"),
    "region": N_("region"),
    "kind": N_("kind of outlet"),
    "hosts": N_("hosts"),
    "feeds": N_("feeds"),
    "lists": N_("lists"),
    "list_forms": N_("lists by a form"),
    "sitemaps": N_("sitemaps"),
    "sections": N_("sections' codes"),
    "layout": N_("places of the parts"),
    "reader": N_("way of reading"),
    "export": N_("what may be exported"),
    "weekly": N_("articles in a week"),
    "delay": N_("seconds between pages"),
    "enabled": N_("crawled every night"),
    "cookies": N_("cookies"),
    "evidence": N_("evidence"),
    "confidence": N_("certainty"),
}
_KEY_WIDTH = {"en": 10, "ko": 22}
PROPOSED_FIELDS = ("headline", "deck", "reporters", "dateline", "published_at", "section", "body", "photos")


def outlet_lines(outlets: Iterable[Outlet]) -> Iterator[str]:
    """One line an outlet: id, name, region, kind, family, how sure, whether it is off, home."""
    rows = [
        (o.id, o.title, o.region, o.kind, o.family, _(CONFIDENCES[o.confidence]), "" if o.enabled else _("off"), o.home)
        for o in outlets
    ]
    cleaned = [[clean(cell) for cell in row] for row in rows]
    sizes = [max(map(width, column)) for column in zip(*cleaned, strict=True)]
    for row in cleaned:
        yield "  ".join(pad(cell, size) for cell, size in zip(row, sizes, strict=True)).rstrip()


def outlet_json(outlet: Outlet) -> str:
    """The declaration as one line of JSON."""
    values = {field.name: getattr(outlet, field.name) for field in fields(outlet)}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()}
    return json.dumps(plain, ensure_ascii=True)


def outlet_facts(view: OutletView) -> Iterator[str]:
    """All that is declared, a line each; then its sources, and how sure it is."""
    outlet = view.outlet
    for field in fields(outlet):
        value = getattr(outlet, field.name)
        if isinstance(value, tuple):
            value = ", ".join(map(str, value))
        elif isinstance(value, bool):
            value = _("yes") if value else _("no")
        elif hasattr(value, "items"):
            value = ", ".join(f"{key}={_list_text(text)}" for key, text in value.items())
        elif field.name == "confidence":
            value = _(CONFIDENCES[outlet.confidence])
        if value not in ("", None):
            yield f"{pad(_name_key(field.name), _KEY_WIDTH[language()])} {clean(str(value))}"
    yield ""
    yield f"{_(CONFIDENCES[outlet.confidence])}: {_(MEANING[outlet.confidence])}."
    for source in view.sources:
        doubt = "" if source.is_declared else _("   (by its family's rule; not verified)")
        yield f"{pad(describe_source(source.kind), 10)} {clean(source.url)}{doubt}"
    yield _("How the family is built and how sure each selector is: news outlets show {id} --manual", id=outlet.id)


def _name_key(key: str) -> str:
    """A key of an outlet's file; in Korean with what it means before it."""
    return key if language() == "en" else f"{_(KEYS[key])} {key}"


def _list_text(value: object) -> str:
    return _(" or ").join(map(str, value)) if isinstance(value, tuple) else str(value)


def check_lines(checked: CheckedOutlet) -> Iterator[str]:
    """The report of one outlet, for a reader."""
    from scrapers.site_check.field_check import field_facts

    seen = checked.seen
    state = counted(len(checked.findings), "finding") if checked.findings else _("all works")
    yield f"{seen.outlet.id} ({clean(seen.outlet.title)}, {seen.outlet.family}): {state}"
    delay = _(", Crawl-delay {crawl_delay:g} s", crawl_delay=seen.crawl_delay) if seen.crawl_delay else ""
    yield _("  robots.txt {robots}{delay}", robots=clean(_(describe_failure(seen.robots))), delay=delay)
    for one in seen.sources:
        if one.why:
            what = clean(describe_failure(one.why))
        elif one.index:
            what = ngettext("{count} sitemap", "{count} sitemaps", one.index)
        else:
            newest = _(", newest of {newest:%Y-%m-%d %H:%M}", newest=one.newest) if one.newest else _(", without times")
            what = counted(len(one.listings), "article") + newest + (_(", read by links") if one.by_links else "")
        yield f"  {pad(describe_source(one.kind), 10)} {clean(one.url)}: {what}"
    for tried in seen.samples:
        yield _("  article    {url}: {outcome}", url=clean(tried.url), outcome=clean(tried.outcome))
    sample = seen.sample
    if sample and sample.article:
        yield _(
            "  charset    {charset} (header says {declared})",
            charset=sample.charset,
            declared=clean(sample.declared) or _("nothing"),
        )
        facts = field_facts(sample.article)
        generic = field_facts(sample.generic) if isinstance(sample.generic, Article) else {}
        for name in CHECKED_FIELDS:
            differs = generic and generic[name] != facts[name] and name not in {"repairs", "published_from"}
            other = _("   [generic: {generic}]", generic=clean(generic[name])[:80] or "-") if differs else ""
            yield f"    {label(name, language())}: {clean(facts[name]) or '-'}{other}"
    yield from (f"  ! {clean(sentence)}" for sentence in checked.findings)
    yield from (f"  ? {clean(sentence)}" for sentence in checked.notes)
    if checked.fit is not None:
        yield from proposal_lines(checked.fit, seen.outlet.id)


def check_json(checked: CheckedOutlet) -> dict[str, Any]:
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
                "by_links": one.by_links,
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
        "notes": list(checked.notes),
        "fit": fit_facts(checked.fit) if checked.fit is not None else None,
    }


def proposed_lines(proposed: ProposedOutlet) -> Iterator[str]:
    """What a person compares with the page."""
    from scrapers.site_check.field_check import field_facts, list_findings, list_notes

    seen = proposed.discovered.seen
    assert seen is not None
    for one in seen.sources:
        what = clean(describe_failure(one.why)) if one.why else counted(len(one.listings), "article")
        yield f"{pad(describe_source(one.kind), 10)} {clean(one.url)}: {what}"
    sample = seen.sample
    if sample and sample.article:
        facts = field_facts(sample.article)
        yield "\n" + _("Read from {url}", url=clean(sample.url)) + "\n"
        for name in PROPOSED_FIELDS:
            yield f"  {label(name, language())}: {clean(facts[name]) or '-'}"
    doubts = [*list_findings(seen), *list_notes(seen)]
    doubts += [
        _("no {what} is known: give --{name}", what=_(KEYS[name]), name=name)
        for name in ("region", "kind")
        if not getattr(proposed.outlet, name)
    ]
    if doubts:
        yield "\n" + _("Check:")
        yield from (f"  {clean(sentence)}" for sentence in doubts)
    if proposed.fit is not None:
        yield ""
        yield from proposal_lines(proposed.fit, proposed.outlet.id)


def declaration_lines(proposed: ProposedOutlet) -> Iterator[str]:
    """The file as it would be written, line by line; a line is never broken."""
    yield from map(clean, proposed.toml.rstrip().split("\n"))
