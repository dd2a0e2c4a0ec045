"""The state of the outlets, worst first; one outlet with its nights; a crawl, a check and a proposal for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from desk.output.outlet_lines import CONFIDENCES
from desk.services.health import Health, NeverCrawledError, examine_outlets
from desk.services.outlets.declared import list_outlets, read_outlet
from desk.services.outlets.selection import list_regions, switch_outlets
from desk.web.error_pages import ParameterError
from desk.web.page_request import PageRequest
from models.health.diagnosis import HealthFinding, Record, RunRow
from models.language import _
from models.people.role import Role
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.run_finish import Finish
from reports.coverage.sentences import say_coverage

NIGHTS = 30
CRAWL_SPAN = "2h"
SHOWN = ("wrong", "on", "all")


@dataclass(frozen=True, slots=True)
class Night:
    """One run in a row of nights: how high its bar is, of 100, and what it brought."""

    height: float
    stored: int
    started_at: datetime
    is_whole: bool


@dataclass(frozen=True, slots=True)
class OutletState:
    """A line of the page. ``outlet`` is None where its declaration is gone; ``record`` where it was never crawled."""

    id: str
    title: str
    outlet: Outlet | None
    record: Record | None
    findings: Sequence[HealthFinding]
    nights: Sequence[Night]
    is_covered: bool = True
    """Whether its last crawl is recent enough and went well."""

    @property
    def last_run(self) -> RunRow | None:
        """Its newest run."""
        return self.record.runs[0] if self.record and self.record.runs else None


def show_outlets(request: PageRequest) -> Response:
    """All outlets that are crawled or were, those with findings first."""
    shown = request.query.get("show", "on")
    region = request.query.get("region", "")
    if shown not in SHOWN:
        raise ParameterError(shown)
    outlets = list_outlets(request.workspace)
    health = request.desk.health.read(request.workspace)
    states = [
        state
        for state in make_states(outlets, health)
        if (shown == "all" or state.findings or (shown == "on" and (state.outlet is None or state.outlet.enabled)))
        and (not region or (state.outlet is not None and state.outlet.region == region))
    ]
    return request.page(
        "outlets.html",
        states=states,
        health=health,
        shown=shown,
        region=region,
        regions=list_regions(outlets),
        wrong=len({finding.outlet for finding in health.findings}) if health else 0,
        problems=request.workspace.find_outlet_problems(),
        missing=say_coverage(health.coverage, language=request.language) if health else "",
        may_crawl=request.can_mark,
        say=lambda finding: finding.say(request.language),
    )


def show_outlet(request: PageRequest) -> Response:
    """One outlet: what is declared, its last nights, what is wrong, and what can be done."""
    name = request.parameters.get("outlet", "")
    view = read_outlet(request.workspace, name)
    try:
        health: Health | None = examine_outlets(request.workspace, [view.outlet.id])
    except (NeverCrawledError, ArchiveError):
        health = None
    (state,) = (one for one in make_states([view.outlet], health) if one.id == view.outlet.id)
    return request.page(
        "outlet.html",
        view=view,
        state=state,
        confidence=_(CONFIDENCES[view.outlet.confidence]),
        may_crawl=request.can_mark,
        may_change=request.may(Role.ADMIN),
        say=lambda finding: finding.say(request.language),
    )


def crawl_outlet(request: PageRequest) -> Response:
    """Crawl one outlet now, as a job."""
    outlet = _find(request)
    arguments = ["crawl", outlet.id, "--for", CRAWL_SPAN, "--progress", "plain"]
    return _begin(request, arguments, _("Crawl: {title}", title=outlet.title), f"/outlets/{outlet.id}")


def crawl_all(request: PageRequest) -> Response:
    """Crawl all enabled outlets now, as a job."""
    arguments = ["crawl", "--for", CRAWL_SPAN, "--progress", "plain"]
    return _begin(request, arguments, _("Crawl of all outlets"), "/outlets")


def check_outlet(request: PageRequest) -> Response:
    """Ask an outlet's site what works, as a job."""
    outlet = _find(request)
    return _begin(request, ["outlets", "check", outlet.id], _("Check: {title}", title=outlet.title), _page_of(outlet))


def fit_outlet(request: PageRequest) -> Response:
    """Learn an outlet's pages and show the proposal, as a job; ``write``: accept it."""
    outlet = _find(request)
    arguments = ["outlets", "fit", outlet.id]
    title, accept = _("Proposal: {title}", title=outlet.title), f"{_page_of(outlet)}/fit"
    if request.text("write") == "1":
        if not request.may(Role.ADMIN):
            return request.refuse(403)
        arguments.append("--write")
        title, accept = _("Accept the proposal: {title}", title=outlet.title), ""
    return _begin(request, arguments, title, _page_of(outlet), accept=accept)


def switch_outlet(request: PageRequest) -> Response:
    """Take an outlet into the nightly crawl, or out of it."""
    outlet = _find(request)
    state = request.text("on")
    if state not in ("0", "1"):
        raise ParameterError(state)
    switch_outlets(request.workspace, [outlet.id], on=state == "1")
    return request.see_other(_page_of(outlet))


def make_states(outlets: Sequence[Outlet], health: Health | None) -> list[OutletState]:
    """A line for each outlet, those with findings first, then those crawled, by name."""
    records = {record.outlet: record for record in health.records} if health else {}
    by_outlet: dict[str, list[HealthFinding]] = {}
    for finding in health.findings if health else ():
        by_outlet.setdefault(finding.outlet, []).append(finding)
    gaps = {gap.outlet for gap in health.coverage.gaps} if health else set()
    declared = {outlet.id: outlet for outlet in outlets}
    states = []
    for name in declared.keys() | records.keys():
        record, outlet = records.get(name), declared.get(name)
        title = outlet.title if outlet else record.title if record else name
        states.append(
            OutletState(
                name,
                title,
                outlet,
                record,
                findings=by_outlet.get(name, []),
                nights=make_nights(record) if record else (),
                is_covered=name not in gaps,
            )
        )
    return sorted(states, key=lambda one: (not one.findings, one.record is None, one.is_covered, one.title))


def make_nights(record: Record) -> list[Night]:
    """The last runs, the newest last."""
    runs = list(reversed(record.runs[:NIGHTS]))
    counts = [max(0, run.stored - run.changed) for run in runs]
    most = max([*counts, 1])
    return [
        Night(max(6.0, round(count / most * 100, 1)), count, run.started_at, run.finish == Finish.FINISHED)
        for run, count in zip(runs, counts, strict=True)
    ]


def _find(request: PageRequest) -> Outlet:
    return read_outlet(request.workspace, request.parameters.get("outlet", "")).outlet


def _page_of(outlet: Outlet) -> str:
    return f"/outlets/{outlet.id}"


def _begin(request: PageRequest, arguments: Sequence[str], title: str, back: str, *, accept: str = "") -> Response:
    job = request.desk.jobs.start(
        arguments, title=title, who=request.who, back=back, language=request.language, accept=accept
    )
    return request.see_other(f"/jobs/{job.id}")
