"""The releases that the archive keeps, at the desk: listed, and forgotten where one was a mistake."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from models.archive.read.articles import open_reader
from models.archive.read.releases import Kept, kept_releases
from models.archive.write.archive import Archive
from models.archive.write.releases import ReleaseStore
from models.records.errors import UserError
from reports.formats.terminal import clean, pad, width
from reports.pickup.terminal_report import when_text


class ReleaseNotFoundError(UserError):
    """The archive keeps no release of an id."""

    exit_code = 1


def kept_lines(db: sqlite3.Connection) -> Iterator[str]:
    """The kept releases as a table: id, release time, when kept, counted articles, file, title."""
    rows = kept_releases(db)
    if not rows:
        return
    room = max(width("파일"), *(width(clean(one.file)) for one in rows))
    yield f"{'ID':>5}  {pad('배포일시', 16)}  {pad('대조한 때', 16)}  기사  {pad('파일', room)}  보도자료"
    for one in rows:
        when = pad(when_text(one.released_at or one.released_on), 16)
        looked = pad(when_text(one.looked_at), 16)
        yield f"{one.id:>5}  {when}  {looked}  {one.articles:>4}  {pad(clean(one.file), room)}  {clean(one.title)}"


def kept_json(db: sqlite3.Connection) -> Iterator[str]:
    """The kept releases, one JSON object each."""
    for one in kept_releases(db):
        yield json.dumps(
            {
                "id": one.id,
                "title": one.title,
                "file": one.file,
                "released_on": one.released_on and one.released_on.isoformat(),
                "released_at": one.released_at and one.released_at.isoformat(),
                "looked_at": one.looked_at and one.looked_at.isoformat(),
                "articles": one.articles,
            }
        )


def forget(archive: str, ids: Sequence[int]) -> list[Kept]:
    """Remove releases with their pickups, all or none; those removed. Raises ReleaseNotFoundError, ArchiveError."""
    with closing(open_reader(archive)) as db:
        known = {one.id: one for one in kept_releases(db)}
    for number in ids:
        if number not in known:
            raise ReleaseNotFoundError(f"The archive keeps no release {number}: `news pickup --kept` lists them.")
    with Archive.open(archive, create=False) as opened, opened.transaction() as writer:
        store = ReleaseStore.of(writer)
        return [known[number] for number in dict.fromkeys(ids) if store.forget(number)]
