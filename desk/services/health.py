"""Health as a person asks for it: read, judged, put into lines or a page."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desk.output.output_paths import why_not
from desk.services.durability import alone_on
from models.archive.read.articles import open_reader
from models.archive.read.runs import records
from models.health.diagnosis import Finding, Record, examine
from models.records.errors import UserError
from models.records.labels import Language
from models.records.times import now
from reports.formats.atomic_file import open_atomic
from reports.health.html_report import render_health

ENDINGS = (".html", ".htm")


class HealthPageError(UserError):
    """The page cannot be written."""

    exit_code = 2


class NeverCrawledError(UserError):
    """An outlet is named that the archive holds no run of."""

    exit_code = 2


def looked_at(archive: str, outlets: Sequence[str] = ()) -> tuple[list[Record], list[Finding], datetime]:
    """All crawled outlets, or those named, and what is wrong with them. Raises ArchiveError, NeverCrawledError."""
    at = now()
    with alone_on(archive) as alone:
        pass  # a crawl that is about to begin must not find the lock taken
    with closing(open_reader(archive)) as db:
        found = list(records(db, at, outlets, crawling=not alone))
    if missing := sorted(set(outlets) - {record.outlet for record in found}):
        raise NeverCrawledError(f"The archive holds no crawl of {', '.join(missing)}.")
    return found, [finding for record in found for finding in examine(record, at)], at


def lines_of(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """A line a finding: the outlet, what is wrong, since when."""
    for one in findings:
        since = f"{one.since:%Y-%m-%d}부터" if language == "ko" else f"since {one.since:%Y-%m-%d}"
        yield f"{one.title} ({one.outlet}): {one.say(language)} [{since}]"


def check_page(path: Path, archive: str) -> None:
    """Raise HealthPageError where a page may not be written: another ending, or a file of the archive's."""
    if path.suffix.lower() not in ENDINGS:
        raise HealthPageError(f"{path.name} cannot be written: name a file that ends in {' or '.join(ENDINGS)}.")
    if why := why_not(path, archive):
        raise HealthPageError(f"{path} cannot be written: {why}.")


def write_page(
    path: Path, found: Sequence[Record], findings: Sequence[Finding], at: datetime, language: Language
) -> None:
    """Write the page whole or not at all; raises ExportError."""
    with open_atomic(path) as file:
        file.write(render_health(found, findings, at, language).encode())
