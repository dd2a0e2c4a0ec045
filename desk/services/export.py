"""`news export --since last`: only what is new since this file was last written for this question.

How far a file has come is kept in the archive, under the file's whole path and the question. A file that is gone on
with (``--append``) and was removed since is written whole again; one that is written anew each time may be moved away.
"""

import json
import os
from contextlib import closing
from pathlib import Path

from desk.services.search_results import tallied
from models.archive.read.articles import open_reader
from models.archive.read.stories import Counted, Tally
from models.archive.write.archive import Archive
from models.archive.write.exports import holds_now, will_hold
from models.query.filters import Filters
from models.query.tree import Query
from models.search.new_since import Exported, exported, last_arrival, new_hits
from models.search.search import Sort, all_hits, one_view
from reports.articles.columns import ExportChoice
from reports.articles.export import export
from reports.articles.licence import LeftOut
from reports.formats.errors import ExportError


def export_new(
    archive: str,
    query: Query,
    filters: Filters,
    path: Path,
    choice: ExportChoice,
    *,
    sort: Sort,
    append: bool,
    loose: bool,
    left_out: LeftOut,
) -> tuple[Counted, str]:
    """(What was written, counted both ways, and what is to be said of it). Raises ExportError, ArchiveError."""
    file = os.path.realpath(path)
    asked = _question(query, filters, loose=loose)
    with closing(open_reader(archive)) as db, one_view(db), Archive.open(archive, create=False) as opened:
        upto = last_arrival(db)
        after = _after(exported(db, file, asked), file)
        there = os.path.exists(file) and os.path.getsize(file) > 0
        said = ""
        if append and there and after is None:
            raise ExportError(
                f"What {path.name} holds is not known, so it is left as it is: name a file that is not there yet, "
                "which --since last --append begins and goes on with."
            )
        if append and not there and after is not None:
            after, said = None, f"{path.name} is gone or empty: everything is written again."
        if there and not append and after is not None:
            said = (
                f"{path.name} holds only what is new since it was last written, and no longer what it held: --append "
                "goes on behind that."
            )
        hits = all_hits(db, query, filters, sort) if after is None else new_hits(db, query, filters, sort, after)
        tally = Tally(db)
        export(
            path,
            tallied(tally, hits, choice, left_out),
            choice,
            append=append,
            before_rename=lambda part: will_hold(opened, file, asked, upto, _mark(part)),
        )
        holds_now(opened, file, asked, upto)
        return tally.counted, said


def _question(query: Query, filters: Filters, *, loose: bool) -> str:
    until = filters.until.isoformat() if filters.until else None
    said = {"query": query.typed.strip(), "loose": loose, "until": until} | filters.as_json()
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _after(kept: Exported | None, file: str) -> int | None:
    """Up to which arrival the file holds the answers; None: it was never written."""
    if kept is None:
        return None
    if kept.pending is not None and os.path.exists(file) and _mark(Path(file)) == kept.pending[1]:
        return kept.pending[0]
    return kept.n if kept.n >= 0 else None


def _mark(path: Path) -> str:
    """By what a file is known again after it was renamed."""
    about = path.stat()
    return f"{about.st_size}:{about.st_mtime_ns}"
