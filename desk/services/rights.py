"""What a file may carry of each outlet's text: what its declaration says today, or the archive, if that is less."""

import sqlite3

from models.archive.read.articles import outlets

STRICTEST_FIRST = ("link", "excerpt", "full")


def rights_of(db: sqlite3.Connection, archive: str) -> dict[str, str]:
    """By outlet id: full, excerpt or link. The archive learns of a changed declaration only at the next crawl.

    An outlet that is declared no more has what the archive says. Raises OutletError for a declaration that cannot be
    read: what it allows is not known.
    """
    from scrapers.registry import load_registry

    declared = {outlet.id: outlet.export for outlet in load_registry(archive)}
    return {one.id: stricter(one.export, declared.get(one.id, one.export)) for one in outlets(db).values()}


def stricter(one: str, other: str) -> str:
    """The one of two rights that allows less; what is unknown allows only the link."""
    known = [right if right in STRICTEST_FIRST else STRICTEST_FIRST[0] for right in (one, other)]
    return min(known, key=STRICTEST_FIRST.index)
