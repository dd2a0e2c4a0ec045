"""`news outlets add`: from an address to a declaration that a person has compared with the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from models.archive.location import archive_path
from models.records.labels import label
from models.records.outlet import Outlet, Sure
from reports.formats.terminal import clean
from scrapers.declarations.write import toml_of
from scrapers.middlewares.public_addresses import refuse_url
from scrapers.registry import FOLDER, OUTLET_ID, OutletError, Registry, family
from scrapers.site_check.discover_site import DiscoveredSite, discover_site, evidence_line, home_of, id_of
from scrapers.site_check.field_check import field_facts, findings, notes
from scrapers.site_check.probe import ProbeSession, probe
from scrapers.site_check.survey import GENERIC

SHOWN = ("headline", "deck", "reporters", "dateline", "published_at", "section", "body", "photos")


@dataclass(frozen=True, slots=True)
class Found:
    """The declaration to be written, and the look that it comes from."""

    outlet: Outlet
    discovery: DiscoveredSite


def whole(url: str) -> str:
    """The address with its scheme."""
    return url.strip() if "//" in url else f"https://{url.strip()}"


def article_in(url: str) -> list[str]:
    """The address itself, where it is more than a home page."""
    parts = urlsplit(whole(url))
    return [whole(url)] if parts.path.strip("/") or parts.query else []


def drafted(
    url: str,
    registry: Registry,
    *,
    outlet_id: str | None = None,
    title: str = "",
    region: str = "",
    kind: str = "",
    family_id: str = "",
) -> Outlet:
    """What is known before looking. A declared outlet of the same host gives its facts. Raises OutletError."""
    url = whole(url)
    if why := refuse_url(url, allow_loopback=True):
        raise OutletError(f"{clean(url)} cannot be asked: {why}.")
    if family_id:
        family(family_id)
    known = registry.recognise(url)
    name = outlet_id or (known.id if known else id_of(url))
    if not OUTLET_ID.fullmatch(name):
        raise OutletError("Give the outlet an id by --id, in a-z, 0-9 and '-'.")
    facts = known or Outlet(id=name, title="", family="", home="")
    return replace(
        facts,
        id=name,
        home=facts.home or home_of(url),
        title=title or facts.title,
        region=region or facts.region,
        kind=kind or facts.kind,
        family=family_id or facts.family,
        enabled=True,
    )


def target_of(archive: str, outlet_id: str) -> Path:
    """The file to write; raises OutletError where it is there already."""
    target = archive_path(archive).parent / FOLDER / f"{outlet_id}.toml"
    if target.exists():
        raise OutletError(f"{target} is there already; move it away, or give another --id.")
    return target


def looked_at(draft: Outlet, articles: Sequence[str], *, allow_loopback: bool) -> Found:
    """The site, looked at; raises OutletError where its home page cannot be read."""
    session = ProbeSession(draft.id, "")  # no home yet: where https fails, http is asked
    delay = 0.0 if allow_loopback else None
    results = probe(
        [(session, lambda v: discover_site(v, draft, articles))], allow_loopback=allow_loopback, delay=delay
    )
    if not results:
        raise OutletError(f"{draft.home} could not be looked at.")
    discovery = results[0]
    if discovery.seen is None:
        why = discovery.why.replace("robots_unavailable", "its robots.txt cannot be had")
        raise OutletError(f"{draft.home} cannot be read: {why}.")
    outlet = discovery.seen.outlet
    complete = discovery.seen.sample is not None and discovery.seen.sample.article is not None
    sure: Sure = "verified" if outlet.family != GENERIC and complete else "inferred"
    return Found(replace(outlet, sure=sure, evidence=evidence_line(discovery)), discovery)


def shown(found: Found) -> Iterator[str]:
    """What a person compares with the page, and the file as it would be written."""
    seen = found.discovery.seen
    assert seen is not None
    sample = seen.sample
    for one in seen.sources:
        yield f"{one.kind:<8} {clean(one.url)}: {one.why or f'{len(one.listings)} articles'}"
    if sample and sample.article:
        facts = field_facts(sample.article)
        yield f"\nRead from {clean(sample.url)}\n"
        for name in SHOWN:
            yield f"  {label(name)}: {clean(facts[name]) or '-'}"
    told = [*findings(seen), *notes(seen)]
    told += [f"no {name} is known: say --{name}" for name in ("region", "kind") if not getattr(found.outlet, name)]
    if told:
        yield "\nLook at:"
        yield from (f"  {clean(sentence)}" for sentence in told)
    yield f"\n{clean_toml(found.outlet)}"


def clean_toml(outlet: Outlet) -> str:
    """The file's text for the terminal."""
    return "\n".join(map(clean, toml_of(outlet).rstrip().split("\n")))


def write(found: Found, target: Path) -> None:
    """The file, whole or not at all; raises OutletError."""
    host = urlsplit(found.outlet.home).netloc
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_text(toml_of(found.outlet, f"{found.outlet.title} ({host}), your own outlet."), encoding="utf-8")
        part.rename(target)
    except OSError as error:
        raise OutletError(f"{target} cannot be written: {(error.strerror or 'no reason given').lower()}.") from error
