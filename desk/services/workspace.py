"""Where an archive is, and the user's own files beside it. Every path is resolved here, and only here."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from models.open import archive_path, find_losses, is_older, open_reader
from models.query.synonyms import FILE as SYNONYMS
from models.records.errors import ArchiveError, OlderSchemaError

if TYPE_CHECKING:
    from models.interface import ArchiveReader, ArchiveWriter
    from scrapers.registry import Registry

OUTLETS = "outlets"
SELECTION = "selection.toml"
NOTIFY_CONFIG = "notify.toml"
NOTIFY_SECRETS = "notify.env"
MORNING_CONFIG = "morning.toml"
REPORT_FORM = "report.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An archive and the files that a user keeps beside it; none of them needs to exist.

    ``location`` is the archive's path or address as it was given. An archive that is not a file has the user's files
    in the current folder.
    """

    location: str
    folder: Path
    outlets: Path
    selection: Path
    synonyms: Path
    notify_config: Path
    notify_secrets: Path
    morning_config: Path
    report_form: Path

    @classmethod
    def at(cls, location: str | Path) -> Self:
        """The workspace of an archive. Nothing is opened: what is wrong with the archive shows when it is."""
        try:
            folder = archive_path(location).parent
        except ArchiveError:
            folder = Path()
        return cls(
            location=str(location),
            folder=folder,
            outlets=folder / OUTLETS,
            selection=folder / SELECTION,
            synonyms=folder / SYNONYMS,
            notify_config=folder.absolute() / NOTIFY_CONFIG,
            notify_secrets=folder.absolute() / NOTIFY_SECRETS,
            morning_config=folder.absolute() / MORNING_CONFIG,
            report_form=folder / REPORT_FORM,
        )

    @property
    def archive(self) -> Path:
        """The archive's file. Raises ArchiveError where it is not a file."""
        return archive_path(self.location)

    def open_reader(self) -> "ArchiveReader":
        """The archive for reading, also one of an earlier release; the caller closes it. Raises ArchiveError."""
        try:
            return open_reader(self.location)
        except OlderSchemaError:
            from scrapers.crawl.older_archive import open_older

            return open_older(self.location)

    def is_older(self) -> bool:
        """Whether an earlier release wrote the archive. Raises ArchiveError where it is not a file."""
        return is_older(self.location)

    def open_writer(self, *, create: bool = False) -> "ArchiveWriter":
        """The archive for writing, made where it does not exist if ``create``. Raises ArchiveError."""
        from models.open import open_writer

        return open_writer(self.location, create=create)

    def find_losses(self) -> tuple[str, ...]:
        """What the archive has lost and nobody has acknowledged, a sentence each. Raises ArchiveError."""
        return find_losses(self.location)

    def crawl_lock(self) -> AbstractContextManager[Path]:
        """Hold the lock of a crawl. Raises LockHeldError where another crawl has it."""
        from scrapers.crawl.lock import crawl_lock

        return crawl_lock(self.location)

    def read_registry(self) -> "Registry":
        """The outlets that come with the program and the user's own. Raises OutletError, SelectionError."""
        from scrapers.declarations.outlet_selection import read_selection
        from scrapers.registry import Registry, load_bundled, load_own

        own, problems = load_own(self.outlets)
        return Registry([*load_bundled(), *own], read_selection(self.selection), problems)

    def read_all_regions(self) -> "Registry":
        """The same, as if no region had been chosen."""
        from scrapers.declarations.outlet_selection import read_selection
        from scrapers.registry import Registry, load_bundled, load_own

        own, problems = load_own(self.outlets)
        selection = replace(read_selection(self.selection), regions=())
        return Registry([*load_bundled(), *own], selection, problems)

    def find_outlet_problems(self) -> list[str]:
        """Of each outlet whose file cannot be used, why not, in one sentence. Raises OutletError, SelectionError."""
        return list(self.read_registry().problems.values())
