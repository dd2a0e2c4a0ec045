"""The stored pages of what was found, written to a WARC file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from desk.services.search_results import check_filters
from models.archive.read.articles import find_id, open_reader
from models.archive.read.pages import KeptPage, walk_pages
from models.query.filters import Filters
from models.query.tree import Query
from models.records.article import Article
from models.search.search import matches
from reports.articles.export import APPENDED, WRITERS
from reports.formats.errors import ExportError

WARCS = (".warc", ".warc.gz")


def is_warc(path: Path) -> bool:
    """Whether a file's ending asks for stored pages."""
    return path.name.lower().endswith(WARCS)


def check_ending(path: Path, *, append: bool) -> None:
    """Raises ExportError for an ending that nothing is known of, and for stored pages behind others in a file."""
    if not is_warc(path) and path.suffix.lower() not in WRITERS:
        endings = " or ".join((*WRITERS, WARCS[-1]))
        raise ExportError(f"{path.name} cannot be written: name a file that ends in {endings}.")
    if append and is_warc(path):
        raise ExportError(f"{path.name} cannot be gone on with: --append is for {' and '.join(APPENDED)}.")


def export_pages(archive: str, query: Query, filters: Filters, path: Path) -> Iterator[str]:
    """Write the stored pages of the articles found to a WARC file; without a query, all pages there are.

    Gives what to tell the person. Raises ExportError, ArchiveError.
    """
    from reports.articles.warc_writer import write_warc

    info = {"software": f"local-news-archive {version('local-news-archive')}", "description": "stored news pages"}
    with closing(open_reader(archive)) as db:
        check_filters(db, filters)
        if query.is_empty and filters == Filters():
            pages = walk_pages(db)
        else:
            pages = (page for article in matches(db, query, filters, "oldest") for page in _pages_of(db, article))
        count, damaged = write_warc(path, pages, info)
    for kept in damaged:
        yield f"The stored page of {kept.url} was left out: {kept.damage}."
    many = "page" if count == 1 else "pages"
    yield f"{count} {many} written to {path}; whole pages are for safekeeping, not to be passed on"


def _pages_of(db: sqlite3.Connection, article: Article) -> Iterator[KeptPage]:
    number = find_id(db, article.canonical_url)
    return walk_pages(db, article_id=number) if number is not None else iter(())
