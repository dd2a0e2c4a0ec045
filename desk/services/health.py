"""Health: which outlets are not well, the page that shows it, and changes of an outlet that are accepted for good."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.output.output_paths import why_not
from desk.services.articles import check_note, login_name
from desk.services.coverage import is_crawling, read_coverage
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.health.diagnosis import HealthFinding, Record, examine
from models.health.finding_groups import group_findings
from models.health.shared_cause import find_shared_cause
from models.health.signs import Trait
from models.language import _
from models.query.filters import Filters
from models.query.outlet_names import find_ids, resolve_names
from models.records.errors import UserError
from models.records.labels import Language
from models.records.times import now
from reports.coverage.sentences import say_coverage
from reports.formats.atomic_file import open_atomic
from reports.formats.terminal import clean, clean_lines

ENDINGS = (".html", ".htm")
MAX_NAMED = 10


class HealthPageError(UserError):
    """The page cannot be written."""


class NeverCrawledError(UserError):
    """An outlet is named that the archive holds no run of."""


class AcceptanceError(UserError):
    """What is to be accepted does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The outlets' records and what is wrong with them, as of ``at``; ``coverage``: whether they are up to date."""

    at: datetime
    records: Sequence[Record]
    findings: Sequence[HealthFinding]
    coverage: Coverage

    @property
    def held(self) -> int:
        """Pages that are held back."""
        return sum(record.held for record in self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A change of an outlet's pages: what was (or would be) accepted of it, and which pages are held back.

    ``held`` are their addresses, each with the reason. ``never`` are traits that cannot be accepted; ``rest`` is how
    many pages stay held back.
    """

    traits: Sequence[str]
    held: Sequence[tuple[str, str]]
    never: Sequence[str]
    rest: int


def examine_outlets(workspace: Workspace, outlets: Sequence[str] = ()) -> Health:
    """Judge all outlets that were ever crawled, or those named. Raises ArchiveError, NeverCrawledError."""
    at = now()
    with closing(workspace.open_reader()) as db:
        named = list(resolve_names(outlets, {one.id: one.title for one in db.outlets.all().values()}))
        found = list(db.runs.records(at, named, crawling=is_crawling(workspace)))
        coverage = read_coverage(workspace, db, Filters(outlets=tuple(named)))
    if missing := sorted(set(named) - {record.outlet for record in found}):
        raise NeverCrawledError(_("The archive holds no crawl of {outlets}.", outlets=", ".join(missing)))
    findings = [finding for record in found for finding in examine(record, at)]
    return Health(at=at, records=found, findings=findings, coverage=coverage)


def finding_lines(health: Health, language: Language) -> Iterator[str]:
    """A line a finding: the outlets that have it, what is wrong, since when.

    The first line is what is not covered, where no finding says that: what all outlets have for one reason is said
    once, and there.
    """
    shared = find_shared_cause({gap.outlet: gap.word for gap in health.coverage.gaps}, health.coverage.asked)
    if shared or {gap.outlet for gap in health.coverage.gaps} - {one.outlet for one in health.findings}:
        yield say_coverage(health.coverage, language=language)
    for one in group_findings(health.findings, language, shared.outlets if shared else ()):
        since = f"{one.since:%Y-%m-%d}부터" if language == "ko" else f"since {one.since:%Y-%m-%d}"
        names = ", ".join(f"{title} ({outlet})" for outlet, title in one.outlets[:MAX_NAMED])
        if (more := len(one.outlets) - MAX_NAMED) > 0:
            names += f" 외 {more}곳" if language == "ko" else f" and {more} more"
        yield f"{names}: {one.text} [{since}]"


def check_page_path(workspace: Workspace, path: Path) -> None:
    """Raise HealthPageError where a page may not be written: another ending, or a file of the archive's."""
    if path.suffix.lower() not in ENDINGS:
        raise HealthPageError(
            _(
                "{name} cannot be written: name a file that ends in {endings}.",
                name=path.name,
                endings=", ".join(ENDINGS),
            )
        )
    if why := why_not(path, workspace.location):
        raise HealthPageError(_("{path} cannot be written: {why}.", path=path, why=why))


def write_health_page(path: Path, health: Health, language: Language) -> None:
    """Write the page whole or not at all; raises ExportError."""
    from reports.health.html_report import render_health

    with open_atomic(path) as file:
        missing = say_coverage(health.coverage, language=language)
        file.write(render_health(health.records, health.findings, health.at, language, missing=missing).encode())


def accept_change(
    workspace: Workspace, outlet: str, only: Sequence[str] = (), *, dry_run: bool = False, who: str = "", note: str = ""
) -> Acceptance:
    """Accept how an outlet's pages have changed, or only the traits named; ``dry_run`` only looks.

    ``who`` is by default who is logged in here. Raises AcceptanceError, RemarkError, LockHeldError, ArchiveError.
    """
    if unknown := sorted(set(only) - set(Trait)):
        raise AcceptanceError(
            _(
                "There is no trait {traits}: `news accept {outlet} --look` names them.",
                traits=", ".join(unknown),
                outlet=outlet,
            )
        )
    check_note(note)
    with closing(workspace.open_reader()) as db:
        titles = {one.id: one.title for one in db.outlets.all().values()}
        found = find_ids(outlet, titles)
        if len(found) != 1:
            raise AcceptanceError(_("The archive has nothing from {outlet}.", outlet=outlet))
        outlet = found[0]
    with workspace.crawl_lock(), workspace.open_writer() as archive, archive.transaction() as writer:
        change = writer.change_of(outlet, frozenset(map(Trait, only)))
        if change.traits and not dry_run:
            writer.accept_change(outlet, change, who=clean(who.strip()) or login_name(), note=clean_lines(note).strip())
    return Acceptance(traits=change.traits, held=change.held, never=change.never, rest=change.stay)
