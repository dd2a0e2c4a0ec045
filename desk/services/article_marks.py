"""Tone and note of single articles, and their undoing: what one click does in the desk."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from desk.services.articles import ArticleNotFoundError, RemarkError, add_remarks, login_name
from desk.services.workspace import Workspace
from models.language import _
from models.records.errors import UserError
from models.records.labels import TONES
from models.records.remark import Remark
from reports.formats.terminal import clean


class MarkedSinceError(UserError):
    """Somebody has marked the article since; a later mark is not undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article and its newest remark, None where nobody made one; ``changed``: it was made just now."""

    id: int
    remark: Remark | None
    changed: bool = False


def read_marks(workspace: Workspace, article_ids: Sequence[int]) -> dict[int, Remark]:
    """The newest remark on each article that has one. Raises ArchiveError."""
    with closing(workspace.open_reader()) as db:
        return db.remarks.of(article_ids)


def mark_article(
    workspace: Workspace, article_id: int, *, tone: str | None = None, note: str | None = None, who: str = ""
) -> MarkedArticle:
    """Set the tone or the note; an empty text removes it, None leaves it.

    Raises ArticleNotFoundError, RemarkError, ArchiveError.
    """
    if tone not in (None, "", *TONES):
        raise RemarkError(_("A tone is one of {tones}.", tones=", ".join(TONES)))
    done = add_remarks(workspace, [f"id:{article_id}"], tone=tone, note=note, who=who)
    remark = read_marks(workspace, [article_id]).get(article_id)
    return MarkedArticle(id=article_id, remark=remark, changed=bool(done.changed))


def undo_mark(workspace: Workspace, article_id: int, made_at: datetime, who: str = "") -> MarkedArticle:
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
