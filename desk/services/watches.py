"""Saved searches as a person sees them: listed, and what is new for each printed or written to a file."""

import json
import re
import shlex
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

from desk.output.messages import say
from desk.services.rights import rights_of
from desk.services.search_results import carried, check_filters
from models.archive.read.articles import open_reader
from models.archive.read.stories import counted
from models.archive.read.watches import Watch, WatchHit, hits, watches
from models.query.filters import Filters
from models.query.tree import Needle, Query
from models.records.article import Article
from models.records.errors import UserError
from models.records.times import KST
from models.search.facets import Total, count_both
from models.search.search import Hit
from reports.articles.columns import ExportChoice, lacks_body
from reports.articles.export import export, kind_of
from reports.articles.licence import LeftOut
from reports.formats.terminal import clean, print_table

New = list[tuple[Watch, list[WatchHit]]]


class WatchNotFoundError(UserError):
    """A name that no saved search has, or has already."""

    exit_code = 2


def add_watch(archive: str, name: str, query: Query, filters: Filters) -> tuple[str, Total]:
    """Save a search; the name it has, and how many articles there are for it already, which are not new.

    Raises WatchNotFoundError where the name is taken or none, OutletNotFoundError, ArchiveError.
    """
    from models.archive.write.archive import Archive

    name = name.strip()
    if not name or clean(name) != name:
        raise WatchNotFoundError("A saved search needs a name of plain characters.")
    if name.startswith("-"):
        raise WatchNotFoundError(f"A saved search needs a name that does not begin with a dash, and not {name!r}.")
    with Archive.open(archive) as opened, closing(open_reader(archive)) as db:
        _check_known(archive, db, filters)
        if not opened.add_watch(name, query, filters):
            raise WatchNotFoundError(
                f"There is a saved search {name!r} already: remove it first, or choose another name."
            )
        return name, count_both(db, query, filters)


def _check_known(archive: str, db: sqlite3.Connection, filters: Filters) -> None:
    """Raises OutletNotFoundError for an outlet or region that neither is declared nor has anything in the archive."""
    from scrapers.registry import load_registry

    alone = [Filters(outlets=(name,)) for name in filters.outlets] + [
        Filters(regions=(name,)) for name in filters.regions
    ]
    declared = list(load_registry(archive)) if alone else []
    for one in alone:
        if not any(one.admits_outlet(outlet.id, outlet.title, outlet.region) for outlet in declared):
            check_filters(db, one)


def remove_watch(archive: str, name: str) -> str:
    """Forget a search; the name it had. Raises WatchNotFoundError, ArchiveError."""
    from models.archive.write.archive import Archive

    with Archive.open(archive, create=False) as opened:
        with closing(open_reader(archive)) as db:
            watch = watch_named(db, name)
        opened.remove_watch(watch.name)
    return watch.name


def run_hint(name: str) -> str:
    """The command that shows what is new for a search, as it can be typed."""
    plain = re.fullmatch(r"[\w@%+=:,./-]+", name)
    return f"news watch run {'-- ' if name.startswith('-') else ''}{name if plain else shlex.quote(name)}"


def print_watches(archive: str, *, as_json: bool, quiet: bool) -> None:
    """The saved searches to standard output."""
    with closing(open_reader(archive)) as db:
        known = watches(db)
        for watch in known:
            new = [one.article_id for one in hits(db, watch)]
            filters = watch.filters.as_json()
            if as_json:
                said = {"name": watch.name, "query": watch.typed, "filters": filters, "new": len(new)}
                said["new_stories"] = counted(db, new).stories
                sys.stdout.write(json.dumps(said | {"created_at": watch.created_at.isoformat()}) + "\n")
            else:
                narrowed = "".join(f"  {key}={_listed(value)}" for key, value in filters.items())
                sys.stdout.write(clean(f"{watch.name}: {watch.typed}{narrowed}  ({_counted(db, new)})") + "\n")
    if not known:
        say("Nothing is watched for: `news watch add 포항 포항시` begins it.", quiet=quiet)


def print_new(archive: str, name: str | None, since: date | None, form: str, *, quiet: bool) -> None:
    """What is new to standard output, a search after the other; ``since`` None: since the last time."""
    with closing(open_reader(archive)) as db:
        new = _new(db, name, since)
        for number, (watch, found) in enumerate(new):
            if form == "table":
                title = f"{watch.name}: {_counted(db, [one.article_id for one in found])}"
                sys.stdout.write(("\n" if number else "") + clean(title) + "\n")
                print_table([_hit(one) for one in found], watch.query.needles)
            elif form == "json":
                choice = ExportChoice(rights=rights_of(db, archive))
                sys.stdout.writelines(_json_line(watch, one, choice) for one in found)
            else:
                sys.stdout.writelines(f"{clean(one.article.canonical_url)}\n" for one in found)
    sys.stdout.flush()
    _close(archive, new, since)
    if not new:
        say("Nothing is watched for: `news watch add 포항 포항시` begins it.", quiet=quiet)


def after_storing(archive: str, *, quiet: bool) -> None:
    """At the end of a crawl or an import: merge the search tables, and tell how much is new for each saved search."""
    from models.archive.write.archive import Archive

    with Archive.open(archive, create=False) as opened:
        opened.tidy_search()
    with closing(open_reader(archive)) as db:
        for watch in watches(db):
            if new := [one.article_id for one in hits(db, watch)]:
                say(f"{watch.name}: {_counted(db, new)} ({run_hint(watch.name)})", quiet=quiet)


def export_new(archive: str, name: str | None, since: date | None, path: Path, *, quiet: bool) -> None:
    """What is new to a file, each article once, with the searches that found it. Raises ExportError, ArchiveError."""
    kind_of(path)
    with closing(open_reader(archive)) as db:
        new = _new(db, name, since)
        articles: dict[int, Article] = {one.article_id: one.article for _, found in new for one in found}
        needles: dict[Needle, None] = {needle: None for watch, _ in new for needle in watch.query.needles}
        rights = rights_of(db, archive)
        ordered = [articles[number] for number in sorted(articles, reverse=True)]
        choice = ExportChoice(terms=tuple(needles), rights=rights, watches=_found_by(new))
        left_out = LeftOut()
        for article in ordered:
            if lacks_body(article, choice):
                left_out.add(article)
        export(path, ordered, choice)
        said = [f"{watch.name}: {_counted(db, [one.article_id for one in found])}" for watch, found in new]
        said.append(f"{counted(db, list(articles)).english} written to {path}")
    _close(archive, new, since)
    for line in [*said, *filter(None, [str(left_out)])]:
        say(line, quiet=quiet)


def _new(db: sqlite3.Connection, name: str | None, since: date | None) -> New:
    chosen = watches(db) if name is None else (watch_named(db, name),)
    moment = None if since is None else datetime.combine(since, time(), KST)
    return [(watch, list(hits(db, watch, since=moment))) for watch in chosen]


def _found_by(new: New) -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of the searches by what they found."""
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    for watch, found in new:
        for one in found:
            key = one.article.outlet, one.article.canonical_url
            names[key] = (*names.get(key, ()), watch.name)
    return names


def _counted(db: sqlite3.Connection, ids: Sequence[int]) -> str:
    """12 new · 9 stories."""
    stories = counted(db, ids).stories
    return f"{len(ids):,} new · {stories:,} {'story' if stories == 1 else 'stories'}" if ids else "0 new"


def watch_named(db: sqlite3.Connection, name: str) -> Watch:
    """The saved search of a name, spaces around it aside; raises WatchNotFoundError."""
    known = watches(db)
    found = [watch for watch in known if watch.name.strip() == name.strip()]
    if not found:
        raise _unknown(name, known)
    return next((watch for watch in found if watch.name == name), found[0])


def _close(archive: str, new: New, since: date | None) -> None:
    """Keep what was given out, where it was asked for what is new since the last time."""
    shown = {watch.id: max(one.n for one in found) for watch, found in new if found}
    if since is None and shown:
        from models.archive.write.archive import Archive

        with Archive.open(archive, create=False) as opened:
            opened.mark_watches_shown(shown)


def _unknown(name: str, known: Sequence[Watch]) -> WatchNotFoundError:
    names = ", ".join(watch.name for watch in known)
    return WatchNotFoundError(
        f"There is no saved search {clean(name)!r}; {f'there is {names}' if names else 'there is none'}."
    )


def _hit(one: WatchHit) -> Hit:
    return Hit(id=one.article_id, score=0.0, article=one.article)


def _json_line(watch: Watch, one: WatchHit, choice: ExportChoice) -> str:
    record = {"watch": watch.name, "found_at": one.found_at.isoformat(), "id": one.article_id}
    return json.dumps(record | carried(one.article, watch.query.needles, choice)) + "\n"


def _listed(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
