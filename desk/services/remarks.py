"""People's remarks on articles at the desk: written in their name."""

import getpass
from collections.abc import Sequence
from contextlib import closing

from desk.services.article import found
from models.archive.read.articles import open_reader
from models.records.errors import UserError
from reports.formats.terminal import clean, clean_lines

MOST_LETTERS = 2_000


class RemarkError(UserError):
    """The remark cannot be kept as it is."""

    exit_code = 2


def put_remarks(archive: str, names: Sequence[str], *, tone: str | None, note: str | None, who: str) -> tuple[int, int]:
    """(articles marked, articles that said so already). Raises ArticleNotFoundError, RemarkError, ArchiveError."""
    from models.archive.write.archive import Archive
    from models.archive.write.remarks import add_remark

    if note is not None:
        note = clean_lines(note.replace("\r\n", "\n")).strip()
        if len(note) > MOST_LETTERS:
            raise RemarkError(f"The note has {len(note):,} letters: {MOST_LETTERS:,} is the most.")
    with closing(open_reader(archive)) as db:
        ids = list(dict.fromkeys(found(db, name)[0] for name in names))
    with Archive.open(archive, create=False) as opened, opened.transaction() as writer:
        changed = add_remark(writer, ids, tone=tone, note=note, who=clean(who.strip()) or user_here())
    return changed, len(ids) - changed


def user_here() -> str:
    """The login name; empty in an environment without one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
