"""The pickup of press releases: which articles were made from them, reports of it, and the releases that are kept."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desk.services.coverage import begin_of, read_coverage
from desk.services.release_files import ReadReleases, find_release_files, read_releases
from desk.services.rights import read_rights
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.language import _
from models.query.filters import Filters
from models.records.errors import UserError
from models.records.licence import Licence
from models.records.release import KeptRelease, KeptText, PickupRow, ReleaseRow
from models.records.times import now, read_time, time_text
from pipelines.releases.archived import read_archived_releases
from pipelines.releases.matching import VERSION, MatchedArticle, PickupResult, find_pickups
from pipelines.releases.readers import Given
from pipelines.releases.release import Release, release_letters, times_agree
from reports.coverage.sentences import say_coverage
from reports.formats.changed_workbook import check_unchanged
from reports.pickup.write import PickupReport, Table, kind_of, write

PRESS = Filters(press_only=True)


class PickupRequestError(UserError):
    """The options do not fit together."""


class ReleaseNotFoundError(UserError):
    """The archive keeps no release of an id."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupRequest:
    """The files of press releases, folders of them, or the outlets whose articles they are; and what to make of them.

    ``title`` and ``released_at`` are what the one release is called and when it went out, where its file does not say
    it or says it wrongly. ``since`` and ``until`` narrow the days that are searched; of ``outlets`` they choose the
    releases. ``outputs`` are the files to write, with ``force`` also over a workbook that was changed since;
    ``table`` is what a .csv of them holds. ``keep``: note the result in the archive.
    """

    paths: Sequence[Path] = ()
    outlets: Sequence[str] = ()
    title: str = ""
    released_at: date | None = None
    since: date | None = None
    until: date | None = None
    outputs: Sequence[Path] = ()
    force: bool = False
    table: Table | None = None
    keep: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickups:
    """What became of the releases.

    ``written`` are the files of the report, ``waiting`` the articles that are not compared yet and so may be missed.
    ``coverage``: of all outlets in the days that were searched; None where no release was read.
    """

    read: ReadReleases
    found: Sequence[PickupResult]
    rights: Mapping[str, Licence]
    written: Sequence[Path]
    waiting: int
    coverage: Coverage | None = None

    @property
    def undated(self) -> int:
        """Releases without a date, for which all days were searched."""
        return sum(release.released_on is None for release in self.read.releases)

    @property
    def untitled(self) -> int:
        """Releases in which no line is the headline."""
        return sum(not release.title for release in self.read.releases)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRelease:
    """What became of one kept release; ``coverage`` is of all outlets in the days that were searched."""

    result: PickupResult
    rights: Mapping[str, Licence]
    coverage: Coverage


def compare_releases(workspace: Workspace, request: PickupRequest) -> Pickups:
    """Look for the articles of releases, write the report, and keep the result.

    Raises ReleaseFileError or NoReleaseOutletError where there is no release at all, PickupRequestError, ExportError,
    OutletError, ArchiveError.
    """
    for path in request.outputs:
        kind_of(path)
        if not request.force:
            check_unchanged(path)
    read = ReadReleases() if request.outlets else _read_files(request)
    since, until = (None, None) if request.outlets else (request.since, request.until)
    found: Sequence[PickupResult] = ()
    rights: Mapping[str, Licence] = {}
    coverage: Coverage | None = None
    with closing(workspace.open_reader()) as db:
        if request.outlets:
            for release in read_archived_releases(db, request.outlets, request.since, request.until):
                read.add(release)
        if read.releases:
            found = find_pickups(db, read.releases, since=since, until=until)
            rights = read_rights(workspace, db)
            coverage = _cover(workspace, db, found)
        left = db.stories.waiting()
    written = list(request.outputs) if found else []
    missing = "" if coverage is None else say_coverage(coverage)
    report = PickupReport(found=found, rights=rights, refused=read.refused, table=request.table, missing=missing)
    for path in written:
        write(path, report, force=request.force)
    if found and request.keep:
        _keep(workspace, found)
    return Pickups(read=read, found=found, rights=rights, written=written, waiting=left, coverage=coverage)


def _cover(workspace: Workspace, db: ArchiveReader, found: Sequence[PickupResult]) -> Coverage:
    """The coverage of the days in which articles were searched, up to now."""
    if any(one.since is None or one.until is None for one in found):
        return read_coverage(workspace, db, PRESS)
    start = min(begin_of(one.since) for one in found if one.since is not None)
    end = max(begin_of(one.until) for one in found if one.until is not None) + timedelta(days=1)
    return read_coverage(workspace, db, PRESS, start=start, end=end)


def _read_files(request: PickupRequest) -> ReadReleases:
    files = find_release_files(request.paths, request.outputs)
    if (request.released_at is not None or request.title) and len(files.files) > 1:
        raise PickupRequestError(_("--at and --title are of one release: name one file."))
    return read_releases(files, Given(request.title, request.released_at))


def _keep(workspace: Workspace, found: Sequence[PickupResult]) -> None:
    """Write the releases and their pickup into the archive, in place of what it had of the same releases."""
    with workspace.open_writer() as archive, archive.transaction() as writer:
        store = writer.releases
        before: dict[str, list[KeptText]] = {}
        for one in store.texts():
            before.setdefault(release_letters(one.title, one.body), []).append(one)
        for result in found:
            row, known = _release_row(result.release), before.get(result.release.letters, [])
            day = (row.released_on, row.released_at)
            same = [one.id for one in known if times_agree(day, (one.released_on, one.released_at))]
            replaced = {*same, store.put(row, map(_pickup_row, result.articles), same)}
            before[result.release.letters] = [one for one in known if one.id not in replaced]


def _release_row(release: Release) -> ReleaseRow:
    return ReleaseRow(
        file=release.file,
        sha256=release.sha256,
        title=release.title,
        body=release.body,
        issuer=release.issuer,
        released_on=release.released_on.isoformat() if release.released_on else None,
        released_at=time_text(release.released_at),
        released_from=release.released_from,
        looked_at=str(time_text(now())),
        version=VERSION,
    )


def _pickup_row(one: MatchedArticle) -> PickupRow:
    sides = (("R", one.trace.release), ("A", one.trace.article))
    return PickupRow(
        article_id=one.article_id,
        of_article=round(one.of_article, 4),
        of_release=round(one.of_release, 4),
        letters=one.letters,
        headline_same=one.headline_same,
        minutes_after=one.minutes_after,
        certain=one.certain,
        sentences=tuple(
            (side, n, line.label, line.score, line.refs) for side, lines in sides for n, line in enumerate(lines)
        ),
    )


def list_releases(workspace: Workspace) -> Sequence[KeptRelease]:
    """The releases that the archive keeps, by id. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return db.releases.all()


def read_release(workspace: Workspace, release_id: int) -> ReadRelease:
    """A kept release and what became of it, searched for anew; nothing is written.

    Raises ReleaseNotFoundError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        row = db.releases.get(release_id)
        if row is None:
            raise ReleaseNotFoundError(
                _("The archive keeps no release {number}: `news pickup --kept` lists them.", number=release_id)
            )
        release = Release(
            file=row.file,
            sha256=row.sha256,
            title=row.title,
            body=row.body,
            issuer=row.issuer,
            released_on=date.fromisoformat(row.released_on) if row.released_on else None,
            released_at=read_time(row.released_at),
        )
        (result,) = find_pickups(db, [release])
        return ReadRelease(result=result, rights=read_rights(workspace, db), coverage=_cover(workspace, db, [result]))


def remove_releases(workspace: Workspace, ids: Sequence[int]) -> Sequence[KeptRelease]:
    """Remove releases and their pickup, all or none; those removed. Raises ReleaseNotFoundError, ArchiveError."""
    known = {one.id: one for one in list_releases(workspace)}
    for number in ids:
        if number not in known:
            raise ReleaseNotFoundError(
                _("The archive keeps no release {number}: `news pickup --kept` lists them.", number=number)
            )
    with workspace.open_writer() as archive, archive.transaction() as writer:
        store = writer.releases
        return [known[number] for number in dict.fromkeys(ids) if store.forget(number)]
