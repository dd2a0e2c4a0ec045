"""The files of press releases: which of a folder are read, which cannot be, and which are not releases at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.health.failure_reasons import describe_rejection
from models.language import _
from models.records.page import Page
from models.records.times import now
from pipelines.releases.readers import KINDS, Given, Read, is_document, read_release
from pipelines.releases.readers.limits import ReleaseFileError
from pipelines.releases.release import Release
from reports.pickup.tables import Refused

MAX_NAMED = 20
_HWPML = ".hml"
"""Not read, but a release nearly always: it is refused by its name, not passed over."""
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class ReleaseFiles:
    """The files to read, and what else is in the folders: files of other kinds, and folders."""

    files: Sequence[Path]
    skipped: Sequence[Path]


@dataclass(frozen=True, slots=True)
class SameRelease:
    """A file that holds a release which another file holds too; ``is_same_file``: byte for byte."""

    file: str
    known: str
    is_same_file: bool


@dataclass(slots=True)
class ReadReleases:
    """What came of the files: the releases, each once; the files that cannot be read; what was left out, and why."""

    releases: list[Release] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: list[SameRelease] = field(default_factory=list)
    skipped: Sequence[Path] = ()

    def add(self, release: Release) -> None:
        """Add a release that is not there yet; of two files of one release the one that tells its time stays."""
        place = next((n for n, known in enumerate(self.releases) if known.is_same(release)), None)
        if place is None:
            self.releases.append(release)
            return
        known = self.releases[place]
        self.repeated.append(SameRelease(release.file, known.file, known.sha256 == release.sha256))
        self.releases[place] = max(
            known, release, key=lambda one: (one.released_on is not None, one.released_at is not None)
        )


def find_release_files(paths: Sequence[Path], outputs: Collection[Path] = ()) -> ReleaseFiles:
    """The files named, and those of a known kind in the folders named, by name.

    Hidden files and the locks that Word leaves next to an open document (``~$…``) are nobody's releases; nor is the
    report of an earlier run that is one of ``outputs``. Raises ReleaseFileError for a folder without a release.
    """
    files: list[Path] = []
    skipped: list[Path] = []
    own = {path.resolve() for path in outputs}
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if not _is_hidden(one) and one.resolve() not in own)
        known = [one for one in inside if one == path or _may_be_release(one)]
        if not known:
            holds = f"; {skipped_text(inside)}" if inside else ""
            raise ReleaseFileError(
                _(
                    "There is no press release in {path} (known are {kinds}){holds}.",
                    path=path,
                    kinds=", ".join(KINDS),
                    holds=holds,
                )
            )
        files += known
        skipped += [one for one in inside if one not in known]
    return ReleaseFiles(list(dict.fromkeys(files)), list(dict.fromkeys(skipped)))


def skipped_text(paths: Sequence[Path]) -> str:
    """The files and folders that were not read, counted and named; of many the first."""
    names = [path.name for path in paths if not path.is_dir()]
    folders = [f"{path.name}/" for path in paths if path.is_dir()]
    counts = [f"파일 {len(names)}개"] * bool(names) + [f"폴더 {len(folders)}개"] * bool(folders)
    both = [*names, *folders]
    more = f" 외 {len(both) - MAX_NAMED}개" if len(both) > MAX_NAMED else ""
    return f"보지 않은 {', '.join(counts)}: {', '.join(both[:MAX_NAMED])}{more}"


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.lower() in _OF_THE_SYSTEM


def _may_be_release(path: Path) -> bool:
    """Whether it is a file of a known kind, by its name or by its bytes.

    A link that leads nowhere is one too, and is refused when it is read.
    """
    if path.suffix.lower() in (*KINDS, _HWPML):
        return path.is_file() or (path.is_symlink() and not path.exists())
    return path.is_file() and is_document(path)


def read_releases(files: ReleaseFiles, given: Given) -> ReadReleases:
    """The releases of the files; ``given`` is what a person says of the one there is."""
    done = ReadReleases(skipped=files.skipped)
    for path in files.files:
        try:
            done.add(read_release(path, read_html, given))
        except ReleaseFileError as error:
            done.refused.append(Refused(path.name, str(error)))
    return done


def read_html(data: bytes) -> Read:
    """The article of a web page, as the archive itself would read it, and all lines of the page around it.

    When the page was put up says nothing about when the release went out; only the release's own words do.
    """
    from pipelines.contracts.rejection import Reject
    from pipelines.dom.body_lines import read_lines
    from pipelines.dom.tree import parse_html
    from pipelines.extract import extract
    from pipelines.page.decode import decode
    from pipelines.page.size_limits import drop_excess_attributes
    from scrapers.families.generic import outlet_for
    from scrapers.registry import load_family

    page = Page(outlet="", url="https://release.invalid/", body=data, fetched_at=now())
    outlet = outlet_for(page)
    if outlet is None:
        raise ReleaseFileError(_("it is not a web page"))
    result = extract(page, load_family(outlet.family).layout(outlet))
    if isinstance(result, Reject):
        raise ReleaseFileError(_("no article is found in it ({reason})", reason=describe_rejection(result.reason)))
    root = parse_html(drop_excess_attributes(decode(data).text))
    around = [] if root is None else [line.text for line in read_lines(root)]
    return Read([result.headline, *result.deck.split("\n"), *result.body.split("\n")], result.headline, around)
