"""The demo: two sample outlets with invented news, served on this machine for the real spiders."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from desk.services.crawl import CrawlRequest
from desk.services.workspace import Workspace
from models.language import _, describe_system_error
from models.open import archive_files, open_writer
from models.records.errors import UserError
from models.records.outlet import Outlet
from models.records.times import now
from reports.formats.atomic_file import open_atomic
from scrapers.declarations.write import toml_of
from scrapers.samples.site import GBHANA, NEWSPIM, REAL_WEIGHT, SampleSite
from scrapers.samples.topics.specials import RELEASE_AS_GBHANA, RELEASE_LINES

# Below what any system gives to outgoing connections (Linux: from 32768, the others from 49152): such a connection
# keeps its port for a minute after its end, and a server could not have it.
PORTS = tuple((port, port + 1) for port in range(24731, 24751, 2))
SAMPLE = "A sample outlet with invented news, served by `news demo --serve`."
SINCE = date(2026, 11, 1)
SAMPLES = (NEWSPIM, GBHANA)
RELEASE = "sample-release.txt"
SENT = "배포일시: 2026. 11. 18.(수) 10:00"
REQUEST = CrawlRequest(outlets=SAMPLES, since=SINCE, allow_loopback=True, delay=0.0)


class DemoError(UserError):
    """The demo cannot run here: one sentence."""

    exit_code = 1


@contextmanager
def serve_samples(workspace: Workspace) -> Iterator[tuple[Outlet, ...]]:
    """Both sample outlets, served while the context is open; they are not enabled, and so crawled only by name.

    A folder in which the demo ran before has the same addresses again; another takes the first ports that are free.
    Raises DemoError where none are, or an earlier run's are taken.
    """
    before = ports_before(workspace)
    try:
        site = _open_site([before] if before else PORTS)
    except OSError as error:
        why = (
            _("one of the ports {ports} of its earlier run is taken", ports=", ".join(map(str, before)))
            if before
            else str(error)
        )
        raise DemoError(_("The demo cannot serve its outlets: {why}.", why=why)) from error
    try:
        yield tuple(replace(outlet, enabled=False) for outlet in site.outlets())
    finally:
        site.__exit__(None, None, None)


def ports_before(workspace: Workspace) -> tuple[int, ...]:
    """The ports of an earlier run in this folder, by the declarations it wrote; none where there was none."""
    declared = workspace.read_registry().outlets
    ports = [urlsplit(declared[sample].home).port for sample in SAMPLES if sample in declared]
    return tuple(port for port in ports if port) if len(ports) == len(SAMPLES) else ()


def _open_site(choices: Sequence[Sequence[int]]) -> SampleSite:
    """The site on the first ports of which both are free; raises OSError where there are none."""
    *some, last = choices
    for ports in some:
        with suppress(OSError):
            return SampleSite(weight=REAL_WEIGHT, ports=ports).__enter__()
    return SampleSite(weight=REAL_WEIGHT, ports=last).__enter__()


def check_archive(workspace: Workspace) -> None:
    """Raise DemoError where the archive holds other outlets: invented news must not be mixed with real news."""
    if not workspace.archive.exists():
        return
    with closing(workspace.open_reader()) as db:
        others = db.outlets.all().keys() - set(SAMPLES)
    if others:
        raise DemoError(
            _(
                "{archive} holds real outlets ({others}); name another --folder.",
                archive=workspace.archive,
                others=", ".join(sorted(others)[:3]),
            )
        )


def holds_samples_alone(workspace: Workspace) -> bool:
    """Whether the archive was filled by the demo, and holds nothing else. Raises ArchiveError."""
    if not workspace.archive.exists():
        return False
    with closing(workspace.open_reader()) as db:
        known = db.outlets.all().keys()
    return bool(known) and known <= set(SAMPLES)


def set_aside_samples(workspace: Workspace) -> Path:
    """Give the demo's archive another name beside its own, and forget the sample outlets; its new name.

    Nothing is removed but the two declarations that the demo wrote. The caller has seen to it that the archive holds
    samples alone. Raises DemoError, LockHeldError, ArchiveError.
    """
    with workspace.crawl_lock():
        open_writer(workspace.location, create=False).close()  # so that no log is left that holds a part of it
        stamp = now().strftime("%Y%m%d-%H%M%S")
        path = workspace.archive
        aside = path.with_name(f"{path.stem}-demo-{stamp}{path.suffix}")
        try:
            for file in reversed(archive_files(workspace.location)):
                if file.exists():
                    os.replace(file, file.with_name(aside.name + file.name.removeprefix(path.name)))
            for sample in SAMPLES:
                (workspace.outlets / f"{sample}.toml").unlink(missing_ok=True)
        except OSError as error:
            why = describe_system_error(error)
            raise DemoError(_("The demo's archive {path} cannot be set aside: {why}.", path=path, why=why)) from error
    return aside


def declare_samples(workspace: Workspace, outlets: Sequence[Outlet]) -> None:
    """Write the sample outlets into ``outlets/`` beside the archive: `news crawl ID` knows them then."""
    workspace.outlets.mkdir(parents=True, exist_ok=True)
    for outlet in outlets:
        outlet = replace(outlet, delay=None)  # no declaration may ask for so little
        with open_atomic(workspace.outlets / f"{outlet.id}.toml") as file:
            file.write(toml_of(outlet, SAMPLE).encode())


def write_release(workspace: Workspace) -> Path:
    """A press release that both sample outlets ran, one of them shortened, to try `news pickup` with."""
    file = workspace.folder / RELEASE
    if not file.exists():
        text = "\n\n".join(("보도자료", SENT, RELEASE_AS_GBHANA.headline, *RELEASE_LINES))
        with open_atomic(file) as opened:
            opened.write(f"{text}\n".encode())
    return file


def newest_article(workspace: Workspace) -> int | None:
    """The id of the newest article, to try `news show` with. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return db.articles.newest_id()
