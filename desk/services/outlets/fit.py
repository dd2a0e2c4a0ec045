"""Learning an outlet's selectors: its pages, what they teach, and the declaration with that in it.

What asks the site loads the crawler, which takes a second, and so only the functions that need it import it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from desk.services.workspace import Workspace
from models.language import _, describe_system_error
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import now
from models.records.toml_table import TomlFileError
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError
from scrapers.declarations.read import read_declaration
from scrapers.declarations.write import toml_of, toml_of_layout
from scrapers.importing.case import Case, UnreadablePage
from scrapers.importing.saved_pages import read_cases_in
from scrapers.registry import OutletError, family_ids

if TYPE_CHECKING:
    from pipelines.fit.fit import Fit

DEFAULT_PAGES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FitRequest:
    """An outlet to learn, from how many pages; ``files`` are saved pages, ``offline``: none is asked for."""

    outlet: str
    pages: int = DEFAULT_PAGES
    offline: bool = False
    files: Sequence[Path] = ()
    allow_loopback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedOutlet:
    """What was learned of an outlet, and from how many pages of the archive, of its site and of files.

    ``own_parts`` are those that its declaration names already: they are never changed. ``file``: where it is written.
    """

    outlet: Outlet
    fit: "Fit"
    days: tuple[str, str]
    archived: int
    fetched: int
    saved: int
    problems: tuple[str, ...]
    own_parts: frozenset[str]
    file: Path

    @property
    def layout(self) -> dict[str, tuple[str, ...]]:
        """The parts that ``write_fit`` adds."""
        return {part: selectors for part, selectors in self.fit.layout.items() if part not in self.own_parts}

    @property
    def reader(self) -> str:
        """The reader that ``write_fit`` adds, or ""."""
        return self.fit.reader if not self.outlet.reader else ""

    @property
    def wanted(self) -> Outlet:
        """The declaration with what is proposed in it."""
        return replace(
            self.outlet,
            layout={**self.outlet.layout, **self.layout},
            reader=self.fit.reader or self.outlet.reader,
        )

    @property
    def toml(self) -> str:
        """The lines to be added."""
        return toml_of_layout(self.reader, self.layout)


def fit_outlet(workspace: Workspace, request: FitRequest) -> FittedOutlet:
    """Learn from saved pages, or from the archive's newest and, for what is missing, the site's.

    Nothing is written. Raises ArchiveError, OutletError. Asks a site once in a process.
    """
    from scrapers.site_check.fit_pages import fit_pages, read_archived_pages

    outlet = workspace.read_registry().get(request.outlet)
    archived: list[Page] = []
    fetched: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()
    saved: tuple[Page, ...] = ()
    if request.files:
        saved, problems = _read_saved(request.files, outlet)
    else:
        if workspace.archive.exists():
            with closing(workspace.open_reader()) as reader:
                archived = read_archived_pages(reader, outlet, request.pages)
        if len(archived) < request.pages and not request.offline:
            fetched, problems = _fetch(outlet, request, archived)
    pages = [*archived, *fetched, *saved]
    days = sorted(f"{page.fetched_at:%Y-%m-%d}" for page in pages)
    return FittedOutlet(
        outlet=outlet,
        fit=fit_pages(pages, outlet),
        days=(days[0], days[-1]) if days else ("", ""),
        archived=len(archived),
        fetched=len(fetched),
        saved=len(saved),
        problems=problems,
        own_parts=frozenset(outlet.layout),
        file=workspace.outlets / f"{outlet.id}.toml",
    )


def _read_saved(paths: Iterable[Path], outlet: Outlet) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Pages that were saved as files; the address of one that does not say it is made from its name."""
    pages: list[Page] = []
    problems: list[str] = []
    for case in _cases(paths, outlet):
        if isinstance(case, Case):
            pages.append(replace(case.page, outlet=outlet.id))
        else:
            problems.append(f"{case.file}: {case.why}")
    return tuple(pages), tuple(problems)


def _cases(paths: Iterable[Path], outlet: Outlet) -> Iterator[Case | UnreadablePage]:
    for path in paths:
        files = sorted(one for one in path.rglob("*.htm*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            is_bare = not file.with_suffix(".json").is_file() and ".warc" not in file.name.lower()
            yield from read_cases_in(file, url=f"{outlet.home}/{quote(file.name)}" if is_bare else "", outlet=outlet.id)


def _fetch(outlet: Outlet, request: FitRequest, known: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    from scrapers.site_check.fit_pages import fetch_pages
    from scrapers.site_check.probe import ProbeSession, probe

    session = ProbeSession(outlet.id, outlet.home)
    task = partial(fetch_pages, outlet=outlet, count=request.pages - len(known), known=tuple(known))
    results = probe(
        [(session, task)],
        allow_loopback=request.allow_loopback,
        delay=0.0 if request.allow_loopback else None,
    )
    return (results[0].pages, results[0].problems) if results else ((), ())


def write_fit(fitted: FittedOutlet) -> None:
    """Add what is proposed to the outlet's file among the user's own, whole or not at all; the rest of it stays.

    Raises OutletError, also where the file is written in a way that cannot be added to.
    """
    comment = _comment(fitted)
    try:
        if fitted.file.exists():
            text = _insert(fitted.file.read_text(encoding="utf-8"), fitted, comment)
        else:
            text = toml_of(fitted.wanted, comment)
        if read_declaration(tomllib.loads(text), fitted.outlet.id, family_ids()) != fitted.wanted:
            raise OutletError(_("{file} cannot be added to: write the lines into it by hand.", file=fitted.file))
        fitted.file.parent.mkdir(parents=True, exist_ok=True)
        with open_atomic(fitted.file) as file:
            file.write(text.encode())
    except (tomllib.TOMLDecodeError, TomlFileError, UnicodeError) as error:
        raise OutletError(_("{file} cannot be added to: write the lines into it by hand.", file=fitted.file)) from error
    except OSError as error:
        reason = describe_system_error(error)
        raise OutletError(_("{file} cannot be written: {reason}.", file=fitted.file, reason=reason)) from error
    except ExportError as error:
        raise OutletError(str(error)) from error


def _comment(fitted: FittedOutlet) -> str:
    added = [one for one in fitted.fit.proposals if one.part in fitted.layout]
    hits = ", ".join(f"{one.part} {one.hits} of {one.pages}" for one in added)
    return f"Learned by `news outlets fit` on {now():%Y-%m-%d} from {fitted.fit.read} pages: {hits or 'the reader'}."


def _insert(text: str, fitted: FittedOutlet, comment: str) -> str:
    """The file's text with the reader before its first table, and the parts at the beginning of its [layout]."""
    lines = text.splitlines()
    layout = toml_of_layout("", fitted.layout).splitlines()[1:]
    if layout:
        at = next((n for n, line in enumerate(lines) if line.strip().replace(" ", "") == "[layout]"), None)
        if at is None:
            lines += ["", f"# {comment}", "[layout]", *layout]
        else:
            lines[at + 1 : at + 1] = [f"# {comment}", *layout]
    if fitted.reader:
        first = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
        while first > 0 and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
            first -= 1
        lines[first:first] = [f"# {comment}", f'reader = "{fitted.reader}"']
    return "\n".join(lines) + "\n"
