"""Saved searches: added, listed, removed, and what is new for each, also written to a file."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import normalize

from desk.services.coverage import begin_of, count_to_judge, cover_watches
from desk.services.reports.rivals import check_rival
from desk.services.rights import read_rights
from desk.services.search import check_filters, widen_query
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader, ArchiveWriter
from models.language import _
from models.query.filters import Filters
from models.query.tree import Needle, Query
from models.query.watch import Watch, WatchHit
from models.records.article import Article
from models.records.errors import UserError
from models.records.licence import Licence
from models.records.search_results import Total
from models.records.story import Counted
from models.records.times import KST
from reports.articles.columns import ExportChoice, lacks_body
from reports.articles.export import export, kind_of
from reports.articles.licence import LeftOut
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean


class WatchNotFoundError(UserError):
    """A name that no saved search has, or has already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedWatch:
    """A new saved search: its name, and how many articles there are for it already, which are not new."""

    name: str
    already: Total
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewHits:
    """A saved search, what is new for it, and that counted both ways."""

    watch: Watch
    hits: Sequence[WatchHit]
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfWatches:
    """What is new for one saved search or for all.

    ``rights`` say by outlet id what may be passed on: full, excerpt or link; empty unless ``with_rights``.
    ``coverage`` is of the outlets that the searches are about.
    """

    watches: Sequence[NewHits]
    coverage: Coverage
    rights: Mapping[str, Licence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedHits:
    """What was written to a file: each article once, though several saved searches found it.

    ``is_kept``: nothing was new, so that the file that was there is left as it is.
    """

    watches: Sequence[NewHits]
    counted: Counted
    coverage: Coverage
    is_kept: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """How the reports of a saved search look: the words it is compared with, and its title.

    ``unlike``: rivals that ask for more or fewer words than the search are meant as they are. ``caution``: words at
    which a person should look twice. ``alert``: whether its news is told at once in the day.
    """

    rivals: Sequence[str] = ()
    title: str = ""
    unlike: bool = False
    caution: Sequence[str] = ()
    alert: bool = False


def add_watch(
    workspace: Workspace,
    name: str,
    query: Query,
    filters: Filters,
    *,
    loose: bool = False,
    exact: bool = False,
    settings: ReportSettings = ReportSettings(),
) -> AddedWatch:
    """Save a search, with the synonyms of today.

    Raises WatchNotFoundError for a name that exists already or cannot be one, RivalError, OutletNotFoundError,
    SynonymsError, ArchiveError.
    """
    wide = widen_query(workspace, query, loose=loose, exact=exact)
    name = normalize("NFC", name.strip())
    title = _check_settings(query, settings)
    if not name or clean(name) != name:
        raise WatchNotFoundError(_("A saved search needs a name of plain characters."))
    if name.startswith("-"):
        raise WatchNotFoundError(
            _("The name of a saved search must not begin with a dash, as {name!r} does.", name=name)
        )
    is_new = not workspace.archive.exists()
    made = (_("New archive: {path}", path=workspace.archive.absolute()),) if is_new else ()
    with workspace.open_writer(create=True) as archive, closing(workspace.open_reader()) as db:
        _check_known(workspace, db, filters)
        taken = any(normalize("NFC", watch.name) == name for watch in db.watches.all())
        if taken or not archive.add_watch(name, wide.query, filters, rivals=settings.rivals, title=title):
            raise WatchNotFoundError(
                _("There is a saved search {name!r} already: remove it first, or choose another name.", name=name)
            )
        if settings.caution:
            archive.change_watch(name, filters, settings.rivals, title, _check_caution(settings.caution))
        if settings.alert:
            _set_alert(archive, find_watch(db, name), is_on=True)
        return AddedWatch(
            name=name,
            already=db.search.count(wide.query, replace(filters, press_only=True)),
            notes=(*made, *wide.notes),
        )


def change_watch(
    workspace: Workspace,
    name: str,
    *,
    rivals: Sequence[str] | None = None,
    title: str | None = None,
    unlike: bool = False,
    caution: Sequence[str] | None = None,
    alert: bool | None = None,
    words: Query | None = None,
) -> str:
    """Give a saved search other settings (see ``ReportSettings``) or other words; None leaves them. Its name.

    What it found stays; with other words, which get the synonyms of today, it finds what they say from now on.
    Raises WatchNotFoundError, RivalError, SynonymsError, ArchiveError.
    """
    query = None if words is None else widen_query(workspace, words).query
    with workspace.open_writer() as archive:
        with closing(workspace.open_reader()) as db:
            watch = find_watch(db, name)
        settings = ReportSettings(
            rivals=watch.rivals if rivals is None else rivals,
            title=watch.title if title is None else title,
            unlike=unlike,
        )
        title = _check_settings(words or watch.query, settings)
        kept = watch.caution if caution is None else _check_caution(caution)
        archive.change_watch(watch.name, watch.filters, settings.rivals, title, kept, query)
        if alert is not None:
            _set_alert(archive, watch, is_on=alert)
    return watch.name


def _set_alert(archive: ArchiveWriter, watch: Watch, *, is_on: bool) -> None:
    with archive.transaction() as writer:
        writer.set_alert(watch.id, is_on=is_on)


def _check_caution(words: Sequence[str]) -> tuple[str, ...]:
    """The words on one line each, those without letters left out."""
    return tuple(dict.fromkeys(filter(None, (" ".join(clean(word).split()) for word in words))))


def _check_settings(query: Query, settings: ReportSettings) -> str:
    """The title on one line; raises RivalError for a rival that cannot be compared with the query."""
    for rival in settings.rivals:
        check_rival(query, rival, unlike=settings.unlike)
    return " ".join(clean(settings.title).split())


def _check_known(workspace: Workspace, db: ArchiveReader, filters: Filters) -> None:
    """Raise OutletNotFoundError for an outlet or region that neither is declared nor has anything in the archive."""
    alone = [Filters(outlets=(name,)) for name in filters.outlets]
    alone += [Filters(regions=(name,)) for name in filters.regions]
    declared = list(workspace.read_registry()) if alone else []
    for one in alone:
        if not any(one.admits_outlet(outlet.id, outlet.title, outlet.region) for outlet in declared):
            check_filters(db, one)


def remove_watch(workspace: Workspace, name: str) -> str:
    """Forget a saved search and its hits; the name it had. Raises WatchNotFoundError, ArchiveError."""
    with workspace.open_writer() as archive:
        with closing(workspace.open_reader()) as db:
            watch = find_watch(db, name)
        archive.remove_watch(watch.name)
    return watch.name


def find_watch(db: ArchiveReader, name: str) -> Watch:
    """The saved search of a name, spaces around it aside; raises WatchNotFoundError."""
    known = db.watches.all()
    wanted = normalize("NFC", name.strip())
    found = [watch for watch in known if normalize("NFC", watch.name.strip()) == wanted]
    if not found:
        names = ", ".join(watch.name for watch in known)
        there = _("there is {names}", names=names) if names else _("there is none")
        raise WatchNotFoundError(_("There is no saved search {name!r}; {there}.", name=clean(name), there=there))
    return next((watch for watch in found if watch.name == name), found[0])


def list_watch_names(workspace: Workspace) -> tuple[str, ...]:
    """The names of the saved searches; nothing is searched. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return tuple(one.name for one in db.watches.all())


def list_watches(workspace: Workspace) -> NewOfWatches:
    """All saved searches with what is new for each, which stays new. Raises ArchiveError."""
    return read_new(workspace, None, None)


def read_new(workspace: Workspace, name: str | None, since: date | None, *, with_rights: bool = False) -> NewOfWatches:
    """What is new for a saved search, or for all; ``since`` None: since it was last read.

    It stays new until ``mark_read``. Raises WatchNotFoundError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        found = _read_chosen(db, name, since)
        return NewOfWatches(
            watches=found,
            coverage=_cover(workspace, db, found, since),
            rights=read_rights(workspace, db) if with_rights else {},
        )


def cover_watch(workspace: Workspace, watch: Watch) -> Coverage:
    """The coverage of what a saved search is about, up to now. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return cover_watches(workspace, db, [watch])


def mark_read(workspace: Workspace, found: Sequence[NewHits]) -> None:
    """What was shown is no longer new. Raises ArchiveError."""
    last = {new.watch.id: max(hit.n for hit in new.hits) for new in found if new.hits}
    if last:
        with workspace.open_writer() as archive:
            archive.mark_watches_shown(last)


def export_new(
    workspace: Workspace, name: str | None, since: date | None, path: Path, *, force: bool = False
) -> ExportedHits:
    """What is new to a file, each article once, with the searches that found it; with ``since`` None, it is read then.

    ``force``: also over a workbook that a person has changed since we wrote it.

    Raises WatchNotFoundError, ExportError, ArchiveError.
    """
    kind_of(path)
    with closing(workspace.open_reader()) as db:
        found = _read_chosen(db, name, since)
        articles: dict[int, Article] = {hit.article_id: hit.article for new in found for hit in new.hits}
        needles: dict[Needle, None] = {needle: None for new in found for needle in new.watch.query.needles}
        coverage = _cover(workspace, db, found, since)
        if not articles and path.exists() and path.stat().st_size:
            return ExportedHits(watches=found, counted=db.stories.count([]), coverage=coverage, is_kept=True)
        choice = ExportChoice(
            terms=tuple(needles),
            rights=read_rights(workspace, db),
            watches=_names_by_article(found),
            missing=say_coverage(coverage, count_new(found)),
        )
        ordered = [articles[number] for number in sorted(articles, reverse=True)]
        left_out = LeftOut()
        for article in ordered:
            if lacks_body(article, choice):
                left_out.add(article)
        export(path, ordered, choice, force=force)
        count = db.stories.count(list(articles))
    if since is None:
        mark_read(workspace, found)
    notes = tuple(filter(None, [str(left_out)]))
    return ExportedHits(watches=found, counted=count, coverage=coverage, notes=notes)


def count_new(found: Sequence[NewHits]) -> int:
    """How many articles are new, as their coverage is judged by."""
    return sum(count_to_judge(new.watch.filters, len(new.hits)) for new in found)


def _cover(workspace: Workspace, db: ArchiveReader, found: Sequence[NewHits], since: date | None) -> Coverage:
    start = None if since is None else begin_of(since)
    return cover_watches(workspace, db, [new.watch for new in found], start=start)


def _read_chosen(db: ArchiveReader, name: str | None, since: date | None) -> tuple[NewHits, ...]:
    chosen = db.watches.all() if name is None else (find_watch(db, name),)
    return tuple(_read_new(db, watch, since) for watch in chosen)


def _read_new(db: ArchiveReader, watch: Watch, since: date | None = None) -> NewHits:
    at = None if since is None else datetime.combine(since, time(), KST)
    found = list(db.watches.hits(watch, since=at))
    return NewHits(watch, found, db.stories.count([hit.article_id for hit in found]))


def _names_by_article(found: Sequence[NewHits]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of the searches by what they found: outlet id and canonical address."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for new in found:
        for hit in new.hits:
            key = hit.article.outlet, hit.article.canonical_url
            names[key] = (*names.get(key, ()), new.watch.name)
    return names
