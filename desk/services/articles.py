"""One article of the archive, whole: its record, its earlier texts, its stored page, and what people remark on it."""

import getpass
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from desk.services.after_search.last_rows import find_row
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _
from models.records.article import Article
from models.records.errors import UserError
from models.records.labels import TONES
from models.records.page import StoredPage
from models.records.remark import Remark
from models.records.stored_article import Revision
from models.records.story import Story
from reports.formats.terminal import clean, clean_lines

MAX_NOTE_CHARACTERS = 2_000
"""A note is a line or two in a report's column, not a second article."""


WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9\[][!-~]*", re.IGNORECASE)
ROW_MARKS = ("row", "행")
MAX_ROW_DIGITS = 6


class ArticleNotFoundError(UserError):
    """The archive has no such article, page or history."""

    exit_code = 1


class AddressError(UserError):
    """An article's address is none that a browser may be given."""

    exit_code = 1


class RemarkError(UserError):
    """The remark cannot be kept as it is."""


class MarkedSinceError(UserError):
    """Somebody has marked the article since; a later mark is not undone."""


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
    """How many articles were marked, how many had the same remark already, and the headlines of all of them."""

    changed: int
    unchanged: int
    headlines: tuple[str, ...] = ()


def find_article(workspace: Workspace, db: ArchiveReader, name: str) -> tuple[int, Article]:
    """The id and article of a row of the last search, an id or an address.

    ``row:3`` (``행:3``) is surely a row, ``id:3`` surely an id. Raises ArticleNotFoundError.
    """
    number = _find_id(workspace, db, name.strip())
    article = db.articles.get(number) if number is not None else None
    if number is None or article is None:
        raise ArticleNotFoundError(
            _("There is no article {name}: give a row of the last search, an id or an address.", name=clean(name))
        )
    return number, article


def _find_id(workspace: Workspace, db: ArchiveReader, name: str) -> int | None:
    kind, _colon, rest = name.rpartition(":")
    if kind == "id":
        return db.articles.find_id(rest)
    if kind not in ("", *ROW_MARKS) or not (rest.isascii() and rest.isdecimal()) or len(rest) > MAX_ROW_DIGITS:
        return db.articles.find_id(name)
    row = find_row(workspace, int(rest))
    of_row = None if row is None else db.articles.find_id(row)
    of_id = db.articles.find_id(rest) if not kind else None
    if of_row is not None and of_id is not None and of_row != of_id:
        raise ArticleNotFoundError(
            _("{number} is a row of the last search and an id: write row:{number} or id:{number}.", number=rest)
        )
    return of_id if of_row is None else of_row


def _find_removal(db: ArchiveReader, article_id: int) -> Removal | None:
    found = db.articles.gone_at(article_id)
    return None if found is None else Removal(*found)


def read_article(workspace: Workspace, name: str) -> ArticleView:
    """An article by its id or any of its addresses. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, article = find_article(workspace, db, name)
        return ArticleView(
            id=number,
            article=article,
            removal=_find_removal(db, number),
            remarks=db.remarks.history(number),
            story=db.stories.of_article(number),
        )


def read_address(workspace: Workspace, name: str) -> str:
    """The address of an article that a browser may be given: http or https, of printable ASCII.

    Raises ArticleNotFoundError, AddressError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        number, article = find_article(workspace, db, name)
    for url in (article.url, article.canonical_url):
        plain = quote(url, safe="%/:=&?~#+!$,;'@()*[]-._")
        if WEB_ADDRESS.fullmatch(plain):
            return plain
    raise AddressError(_("The address of article {number} is not one of the web: {url}", number=number, url=clean(url)))


def read_history(workspace: Workspace, name: str) -> ArticleHistory:
    """An article and its earlier texts. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, article = find_article(workspace, db, name)
        removal, earlier = _find_removal(db, number), db.articles.revisions(number)
        return ArticleHistory(id=number, article=article, removal=removal, earlier=earlier)


def read_page(workspace: Workspace, name: str) -> StoredPage:
    """The original page of an article, its bytes exactly as received. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, _article = find_article(workspace, db, name)
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
        articles = dict(find_article(workspace, db, name) for name in names)
    ids = list(articles)
    with workspace.open_writer() as archive, archive.transaction() as writer:
        changed = writer.add_remark(ids, tone=tone, note=note, who=clean(who.strip()) or login_name())
    return Remarked(changed, len(ids) - changed, tuple(article.headline for article in articles.values()))


def read_marks(workspace: Workspace, article_ids: Sequence[int]) -> dict[int, Remark]:
    """The newest remark on each article that has one. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return db.remarks.of(article_ids)


def mark_article(
    workspace: Workspace, article_id: int, *, tone: str | None = None, note: str | None = None, who: str = ""
) -> Remarked:
    """Set the tone or the note of one; an empty text removes it, None leaves it.

    Raises ArticleNotFoundError, RemarkError, ArchiveError.
    """
    if tone not in (None, "", *TONES):
        raise RemarkError(_("A tone is one of {tones}.", tones=", ".join(TONES)))
    return add_remarks(workspace, [f"id:{article_id}"], tone=tone, note=note, who=who)


def undo_mark(workspace: Workspace, article_id: int, made_at: datetime, who: str = "") -> Remarked:
    """Set what the remark before said, if the newest one is still the person's own of this moment.

    Raises ArticleNotFoundError, MarkedSinceError, ArchiveError.
    """
    with closing(workspace.open_reader()) as db:
        if db.articles.get(article_id) is None:
            raise ArticleNotFoundError(_("There is no article {id}.", id=article_id))
        history = db.remarks.history(article_id)
    tone, note = find_earlier(history, made_at, clean(who.strip()) or login_name())
    return mark_article(workspace, article_id, tone=tone, note=note, who=who)


def find_earlier(history: Sequence[Remark], made_at: datetime | None, who: str) -> tuple[str, str]:
    """Tone and note as they were before the newest remark, which must be that person's. Raises MarkedSinceError."""
    if not history or history[-1].at != made_at or history[-1].who != who:
        raise refuse_undo(history[-1].who if history else "")
    before = history[-2] if len(history) > 1 else None
    return ("", "") if before is None else (before.tone, before.note)


def refuse_undo(who: str) -> MarkedSinceError:
    """The error of an undo that came too late; ``who`` marked since."""
    by = f" ({clean(who)})" if who else ""
    return MarkedSinceError(_("It was marked again since{by}, so this is not undone.", by=by))


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
