"""One article of the archive, whole: its record, its earlier texts, its stored page, and what people remark on it."""

import getpass
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _
from models.records.article import Article
from models.records.errors import UserError
from models.records.page import StoredPage
from models.records.remark import Remark
from models.records.stored_article import Revision
from models.records.story import Story
from reports.formats.terminal import clean, clean_lines

MAX_NOTE_CHARACTERS = 2_000
"""A note is a line or two in a report's column, not a second article."""


class ArticleNotFoundError(UserError):
    """The archive has no such article, page or history."""

    exit_code = 1


class RemarkError(UserError):
    """The remark cannot be kept as it is."""


@dataclass(frozen=True, slots=True)
class Removal:
    """When an article was found to be removed from its outlet's site, and how that showed (``http_404``)."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with all that the archive knows of it; ``remarks`` are the oldest first."""

    id: int
    article: Article
    removal: Removal | None
    remarks: Sequence[Remark]
    story: Story | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHistory:
    """An article as it is now, and its earlier texts, the oldest first."""

    id: int
    article: Article
    removal: Removal | None
    earlier: Sequence[Revision]


@dataclass(frozen=True, slots=True)
class Remarked:
    """How many articles were marked, and how many had the same remark already."""

    changed: int
    unchanged: int


def find_article(db: ArchiveReader, name: str) -> tuple[int, Article]:
    """The id and article of an id or address; raises ArticleNotFoundError."""
    number = db.articles.find_id(name)
    article = db.articles.get(number) if number is not None else None
    if number is None or article is None:
        raise ArticleNotFoundError(
            _("The archive has no article {name!r}: give an id from `news search`, or its address.", name=clean(name))
        )
    return number, article


def _find_removal(db: ArchiveReader, article_id: int) -> Removal | None:
    found = db.articles.gone_at(article_id)
    return None if found is None else Removal(*found)


def read_article(workspace: Workspace, name: str) -> ArticleView:
    """An article by its id or any of its addresses. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, article = find_article(db, name)
        return ArticleView(
            id=number,
            article=article,
            removal=_find_removal(db, number),
            remarks=db.remarks.history(number),
            story=db.stories.of_article(number),
        )


def read_history(workspace: Workspace, name: str) -> ArticleHistory:
    """An article and its earlier texts. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, article = find_article(db, name)
        removal, earlier = _find_removal(db, number), db.articles.revisions(number)
        return ArticleHistory(id=number, article=article, removal=removal, earlier=earlier)


def read_page(workspace: Workspace, name: str) -> StoredPage:
    """The original page of an article, its bytes exactly as received. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, _article = find_article(db, name)
        stored = db.pages.get(number)
    if stored is None:
        raise ArticleNotFoundError(_("The archive keeps no page of article {number}.", number=number))
    return stored


def add_remarks(
    workspace: Workspace, names: Sequence[str], *, tone: str | None, note: str | None, who: str
) -> Remarked:
    """Set the tone or the note of articles; an empty text removes it, None leaves it as it is.

    ``who`` is by default who is logged in here. Raises ArticleNotFoundError, RemarkError, ArchiveError.
    """
    if note is not None:
        note = clean_lines(note.replace("\r\n", "\n")).strip()
        check_note(note)
    with closing(workspace.open_reader()) as db:
        ids = list(dict.fromkeys(find_article(db, name)[0] for name in names))
    with workspace.open_writer() as archive, archive.transaction() as writer:
        changed = writer.add_remark(ids, tone=tone, note=note, who=clean(who.strip()) or login_name())
    return Remarked(changed, len(ids) - changed)


def check_note(note: str) -> None:
    """Raise RemarkError for a note that is too long."""
    if len(note) > MAX_NOTE_CHARACTERS:
        raise RemarkError(
            _(
                "The note has {count:,} characters: at most {limit:,} are allowed.",
                count=len(note),
                limit=MAX_NOTE_CHARACTERS,
            )
        )


def login_name() -> str:
    """Who is logged in here; empty in an environment without a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
