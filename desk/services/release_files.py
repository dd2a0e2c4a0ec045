"""The files of press releases at the desk: which of a folder are read, which are refused, which are not looked at."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.output.messages import say
from models.records.page import Page
from models.records.times import now
from pipelines.releases.readers import KINDS, Read, read_release
from pipelines.releases.readers.limits import ReleaseFileError
from pipelines.releases.release import Release
from reports.pickup.tables import Refused

MOST_NAMED = 20
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Named:
    """The files to read, and those of the folders that no reader is there for; folders inside folders too."""

    files: list[Path]
    unseen: list[Path]


def files_of(paths: Sequence[Path], written: Collection[Path] = ()) -> Named:
    """The files named, and those of a known kind in the folders named, by name.

    Hidden files and the marks that Word leaves beside an open document (``~$…``) are nobody's releases;
    nor is the report of an earlier run that is ``written`` into the folder.
    """
    files: list[Path] = []
    unseen: list[Path] = []
    own = {path.resolve() for path in written}
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if not _is_hidden(one) and one.resolve() not in own)
        known = [one for one in inside if one == path or _may_be_release(one)]
        if not known:
            if inside:
                say(unseen_line(inside))
            raise ReleaseFileError(f"There is no press release in {path} (known are {', '.join(KINDS)}).")
        files += known
        unseen += [one for one in inside if one not in known]
    return Named(list(dict.fromkeys(files)), list(dict.fromkeys(unseen)))


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.lower() in _OF_THE_SYSTEM


def _may_be_release(path: Path) -> bool:
    """Whether it is a file of a known kind; a link that leads nowhere is one too, and is refused when it is read."""
    return path.suffix.lower() in KINDS and (path.is_file() or (path.is_symlink() and not path.exists()))


def unseen_line(unseen: Sequence[Path]) -> str:
    """The files and folders that were not looked at, as one sentence."""
    folders = [f"{path.name}/" for path in unseen if path.is_dir()]
    names = [path.name for path in unseen if not path.is_dir()]
    counts = [f"파일 {len(names)}개"] * bool(names) + [f"폴더 {len(folders)}개"] * bool(folders)
    shown = [*names, *folders]
    more = f" 외 {len(shown) - MOST_NAMED}개" if len(shown) > MOST_NAMED else ""
    return f"보지 않은 {', '.join(counts)}: {', '.join(shown[:MOST_NAMED])}{more}"


def read_all(files: Iterable[Path], given: date | None) -> tuple[list[Release], list[Refused]]:
    """(the releases that can be read, each once, the files that cannot); what is left out is told in a sentence."""
    releases: list[Release] = []
    refused: list[Refused] = []
    for path in files:
        try:
            release = read_release(path, read_html, given)
        except ReleaseFileError as error:
            say(f"Error: {error}")
            refused.append(Refused(path.name, str(error)))
        else:
            _add(releases, release)
    return releases, refused


def _add(releases: list[Release], release: Release) -> None:
    """Add a release that is not there yet; of two files of one release the one that tells its time stays."""
    place = next((n for n, known in enumerate(releases) if known.is_same(release)), None)
    if place is None:
        releases.append(release)
        return
    known = releases[place]
    if known.sha256 == release.sha256:
        say(f"{release.file} is the same file as {known.file}.")
    else:
        say(f"{release.file} is the same release as {known.file}: it is counted once.")
    releases[place] = max(known, release, key=lambda one: (one.released_on is not None, one.released_at is not None))


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
    from scrapers.registry import family

    page = Page(outlet="", url="https://release.invalid/", body=data, fetched_at=now())
    outlet = outlet_for(page)
    if outlet is None:
        raise ReleaseFileError("it is no web page")
    result = extract(page, family(outlet.family).layout(outlet))
    if isinstance(result, Reject):
        raise ReleaseFileError(f"no article is found in it ({result.reason})")
    root = parse_html(drop_excess_attributes(decode(data).text))
    around = [] if root is None else [line.text for line in read_lines(root)]
    return Read([result.headline, *result.deck.split("\n"), *result.body.split("\n")], result.headline, around)
