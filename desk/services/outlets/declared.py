"""Outlets: what is declared of them, what works at their sites, and new ones from an address.

What asks the sites loads the crawler, which takes a second, and so only the functions that need it import it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from desk.services.workspace import Workspace
from models.language import _, describe_system_error
from models.records.outlet import Confidence, Outlet, kind_of
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError
from reports.formats.terminal import clean
from scrapers.declarations.write import toml_of
from scrapers.registry import OUTLET_ID, OutletError, Registry, load_family

if TYPE_CHECKING:
    from pipelines.fit.fit import Fit
    from scrapers.site_check.discover_site import DiscoveredSite
    from scrapers.site_check.survey import Survey

SourceKind = Literal["feed", "sitemap", "list"]
GENERIC = "generic"
"""The family of a site whose CMS is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFilter:
    """Which of the declared outlets; what is empty or None does not narrow. ``sures`` are grades of certainty."""

    regions: Sequence[str] = ()
    families: Sequence[str] = ()
    kinds: Sequence[str] = ()
    sures: Sequence[str] = ()
    enabled: bool | None = None

    def admits(self, outlet: Outlet) -> bool:
        """Whether an outlet is one of them."""
        pairs = (
            (self.regions, outlet.region),
            (self.families, outlet.family),
            (self.kinds, outlet.kind),
            (self.sures, outlet.confidence),
        )
        return all(not wanted or value in wanted for wanted, value in pairs) and self.enabled in (None, outlet.enabled)


@dataclass(frozen=True, slots=True)
class OutletSource:
    """Where a crawl looks for articles; ``is_declared`` is False where only the outlet's family says so."""

    kind: SourceKind
    url: str
    is_declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """A declared outlet, its sources, and the manual of its family."""

    outlet: Outlet
    sources: Sequence[OutletSource]
    manual: str


@dataclass(frozen=True, slots=True)
class CheckedOutlet:
    """One outlet's survey, what is wrong, what is worth a look, and what its pages teach where selectors missed."""

    seen: "Survey"
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    fit: "Fit | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutlet:
    """What a person knows of an outlet to be declared: an address, and what need not be read from its site."""

    url: str
    id: str | None = None
    title: str = ""
    region: str = ""
    kind: str = ""
    family: str = ""
    articles: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOutlet:
    """What is known of it before its site is asked, and the file that its declaration will be written to."""

    outlet: Outlet
    articles: Sequence[str]
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedOutlet:
    """The declaration to be written, the look at the site that it comes from, and what its pages teach (see fit)."""

    outlet: Outlet
    discovered: "DiscoveredSite"
    file: Path
    fit: "Fit | None" = None

    @property
    def toml(self) -> str:
        """The declaration's text, without its opening comment."""
        return toml_of(self.outlet)


def list_outlets(workspace: Workspace, chosen: OutletFilter | None = None) -> list[Outlet]:
    """The declared outlets, or those that fit. Raises OutletError."""
    chosen = chosen or OutletFilter()
    return [outlet for outlet in workspace.read_registry() if chosen.admits(outlet)]


def read_outlet(workspace: Workspace, outlet_id: str) -> OutletView:
    """One declared outlet. Raises OutletError."""
    outlet = workspace.read_registry().get(outlet_id)
    known = load_family(outlet.family)
    sources: tuple[tuple[SourceKind, Sequence[object], Sequence[str]], ...] = (
        ("feed", outlet.feeds, known.feeds(outlet)),
        ("sitemap", outlet.sitemaps, known.sitemaps(outlet)),
        ("list", outlet.lists or outlet.list_forms, [walk.page_url(0) for walk in known.article_lists(outlet)]),
    )
    return OutletView(
        outlet=outlet,
        sources=[OutletSource(kind, url, bool(declared)) for kind, declared, urls in sources for url in urls],
        manual=(import_module(f"scrapers.families.{outlet.family}").__doc__ or "").strip(),
    )


def check_outlets(
    workspace: Workspace,
    names: Sequence[str] = (),
    *,
    allow_loopback: bool = False,
    on_checked: Callable[[CheckedOutlet], None] | None = None,
) -> list[CheckedOutlet]:
    """Ask the sites of the outlets named, or of all enabled ones, a few side by side; in the order they are done.

    ``on_checked`` gets each as soon as it is done. Once in a process. Raises OutletError.
    """
    from scrapers.site_check.field_check import list_findings, list_notes
    from scrapers.site_check.fit_pages import survey_and_fit
    from scrapers.site_check.probe import ProbeSession, probe

    registry = workspace.read_registry()
    outlets = [registry.get(name) for name in dict.fromkeys(names)] or registry.enabled()
    checked: list[CheckedOutlet] = []

    def finish(result: "tuple[Survey, Fit | None]") -> None:
        seen, fit = result
        checked.append(CheckedOutlet(seen, tuple(list_findings(seen)), tuple(list_notes(seen)), fit))
        if on_checked is not None:
            on_checked(checked[-1])

    if outlets:
        tasks = [(ProbeSession(outlet.id, outlet.home), partial(survey_and_fit, outlet=outlet)) for outlet in outlets]
        probe(tasks, allow_loopback=allow_loopback, delay=0.0 if allow_loopback else None, on_result=finish)
    return checked


def draft_outlet(workspace: Workspace, new: NewOutlet) -> DraftOutlet:
    """What is known before the site is asked. A declared outlet of the same host gives its facts.

    Raises OutletError, also where a declaration of that id exists already.
    """
    outlet = make_draft(new, workspace.read_registry())
    file = workspace.outlets / f"{outlet.id}.toml"
    if file.exists():
        raise OutletError(_("{file} exists already; move it away, or give another --id.", file=file))
    return DraftOutlet(outlet=outlet, articles=[*new.articles, *_article_in(new.url)], file=file)


def make_draft(new: NewOutlet, registry: Registry) -> Outlet:
    """The outlet as far as it is known without asking its site. Raises OutletError."""
    from scrapers.middlewares.public_addresses import refuse_url
    from scrapers.site_check.discover_site import home_of, id_of

    url = _with_scheme(new.url)
    if why := refuse_url(url, allow_loopback=True):
        raise OutletError(_("{url} cannot be fetched: {why}.", url=clean(url), why=why))
    if new.family:
        load_family(new.family)
    known = registry.recognise(url)
    name = new.id or (known.id if known else id_of(url))
    if not OUTLET_ID.fullmatch(name):
        raise OutletError(_("Give the outlet an id by --id, in a-z, 0-9 and '-'."))
    facts = known or Outlet(id=name, title="", family="", home="")
    return replace(
        facts,
        id=name,
        home=facts.home or home_of(url),
        title=new.title or facts.title,
        region=new.region or facts.region,
        kind=new.kind or facts.kind or kind_of(url),
        family=new.family or facts.family,
        enabled=True,
    )


def _with_scheme(url: str) -> str:
    return url.strip() if "//" in url else f"https://{url.strip()}"


def _article_in(url: str) -> list[str]:
    """The address itself, where it is more than a home page."""
    parts = urlsplit(_with_scheme(url))
    return [_with_scheme(url)] if parts.path.strip("/") or parts.query else []


def propose_outlet(draft: DraftOutlet, *, allow_loopback: bool = False) -> ProposedOutlet:
    """Ask the site for all that the draft does not say. Raises OutletError where its home page cannot be read.

    Once in a process.
    """
    from scrapers.site_check.discover_site import evidence_line
    from scrapers.site_check.fit_pages import discover_and_fit
    from scrapers.site_check.probe import ProbeSession, probe

    session = ProbeSession(draft.outlet.id, "")  # no home yet: where https fails, http is tried
    delay = 0.0 if allow_loopback else None
    tasks = [(session, lambda started: discover_and_fit(started, draft.outlet, draft.articles))]
    results = probe(tasks, allow_loopback=allow_loopback, delay=delay)
    if not results:
        raise OutletError(_("{home} could not be examined.", home=draft.outlet.home))
    discovered, fit = results[0]
    if discovered.seen is None:
        why = discovered.why.replace("robots_unavailable", "its robots.txt is not available")
        raise OutletError(_("{home} cannot be read: {why}.", home=draft.outlet.home, why=why))
    outlet = discovered.seen.outlet
    complete = discovered.seen.sample is not None and discovered.seen.sample.article is not None
    confidence: Confidence = "verified" if outlet.family != GENERIC and complete else "inferred"
    outlet = replace(outlet, confidence=confidence, evidence=evidence_line(discovered))
    return ProposedOutlet(outlet=outlet, discovered=discovered, file=draft.file, fit=fit)


def write_outlet(proposed: ProposedOutlet) -> None:
    """Write the declaration, whole or not at all. Raises OutletError."""
    host = urlsplit(proposed.outlet.home).netloc
    comment = f"{proposed.outlet.title} ({host}), your own outlet."
    try:
        proposed.file.parent.mkdir(parents=True, exist_ok=True)
        with open_atomic(proposed.file) as file:
            file.write(toml_of(proposed.outlet, comment).encode())
    except OSError as error:
        reason = describe_system_error(error)
        raise OutletError(_("{file} cannot be written: {reason}.", file=proposed.file, reason=reason)) from error
    except ExportError as error:
        raise OutletError(str(error)) from error
