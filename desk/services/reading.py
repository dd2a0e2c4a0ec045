"""An article as a person reads it at the desk: with all that hangs on it, its history, and its stored page."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.services.articles import ArticleNotFoundError, Removal
from desk.services.workspace import Workspace
from models.interface import ArchiveReader
from models.language import _, language
from models.records.article import Article
from models.records.errors import ArchiveError
from models.records.page import StoredPage
from models.records.release import Pickup
from models.records.remark import Remark
from models.records.stored_article import ArticleHead
from models.records.story import Member, Story
from reports.articles.revision_diff import FieldChange, compare_articles

MAX_SAME_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvidence:
    """What proves an article: the page it came from, when it was fetched, the SHA-256 (hex) of its bytes.

    ``damage`` says in a sentence why the page cannot be read; the other fields are empty then.
    """

    url: str = ""
    fetched_at: datetime | None = None
    status: int = 0
    size: int = 0
    sha256: str = ""
    content_type: str = ""
    damage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameText:
    """Another article of the same text, and what both have in common."""

    member: Member
    head: ArticleHead
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with what hangs on it. ``remarks`` are the oldest first, ``pickups`` the largest share first.

    ``same_text``: the other articles of its story, the first one first. ``earlier_texts``: how often it was changed.
    ``evidence`` is None where no page of it is kept.
    """

    id: int
    article: Article
    removal: Removal | None
    remarks: Sequence[Remark]
    story: Story | None
    same_text: Sequence[SameText]
    pickups: Sequence[Pickup]
    earlier_texts: int
    evidence: PageEvidence | None

    @property
    def remark(self) -> Remark | None:
        """The newest remark, which stands; None where there is none, or it was taken back."""
        newest = self.remarks[-1] if self.remarks else None
        return newest if newest is not None and (newest.tone or newest.note) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """What became of an article's text at one time."""

    number: int
    at: datetime
    fields: Sequence[FieldChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHistory:
    """An article and its changes, the newest first. ``first_at`` is when it was first fetched."""

    id: int
    article: Article
    removal: Removal | None
    changes: Sequence[TextChange]
    first_at: datetime


def read_whole_article(workspace: Workspace, article_id: int) -> ReadArticle:
    """An article by its id, also by one it had before. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db, db.one_view():
        number, article = _find(db, article_id)
        story = db.stories.of_article(number)
        return ReadArticle(
            id=number,
            article=article,
            removal=_find_removal(db, number),
            remarks=db.remarks.history(number),
            story=story,
            same_text=_find_same_text(db, number, story) if story else (),
            pickups=db.releases.pickups_of([number]).get(number, ()),
            earlier_texts=len(db.articles.revisions(number)),
            evidence=_read_evidence(db, number),
        )


def read_text_history(workspace: Workspace, article_id: int) -> TextHistory:
    """How an article changed. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, article = _find(db, article_id)
        earlier, removal = db.articles.revisions(number), _find_removal(db, number)
    texts = [*(one.article for one in earlier), article]
    changes = [
        TextChange(
            number=one.n,
            at=one.replaced_at,
            fields=tuple(compare_articles(texts[place], texts[place + 1], language())),
        )
        for place, one in enumerate(earlier)
    ]
    return TextHistory(id=number, article=article, removal=removal, changes=changes[::-1], first_at=texts[0].fetched_at)


def read_stored_page(workspace: Workspace, article_id: int, revision: int | None = None) -> StoredPage:
    """The page that gave an article or one of its texts. Raises ArticleNotFoundError, ArchiveError."""
    with closing(workspace.open_reader()) as db:
        number, _article = _find(db, article_id)
        stored = db.pages.get(number, revision)
    if stored is None:
        raise ArticleNotFoundError(_("The archive keeps no page of article {number}.", number=number))
    return stored


def make_warc(workspace: Workspace, article_id: int) -> bytes:
    """Every stored page of an article as a compressed WARC file: evidence that other web archives can read.

    Raises ArticleNotFoundError, ArchiveError.
    """
    from reports.articles.warc_writer import write_warc

    info = {"software": f"local-news-archive {version('local-news-archive')}", "description": "stored news pages"}
    with closing(workspace.open_reader()) as db, TemporaryDirectory(prefix="news-warc-") as folder:
        number, _article = _find(db, article_id)
        path = Path(folder) / f"article-{number}.warc.gz"
        count, _damaged = write_warc(path, db.pages.walk(article_id=number), info)
        if not count:
            raise ArticleNotFoundError(_("The archive keeps no page of article {number}.", number=number))
        return path.read_bytes()


def _find(db: ArchiveReader, article_id: int) -> tuple[int, Article]:
    number = db.articles.find_id(article_id)
    article = None if number is None else db.articles.get(number)
    if number is None or article is None:
        raise ArticleNotFoundError(_("The archive has no article {number}.", number=article_id))
    return number, article


def _find_removal(db: ArchiveReader, article_id: int) -> Removal | None:
    found = db.articles.gone_at(article_id)
    return None if found is None else Removal(*found)


def _find_same_text(db: ArchiveReader, article_id: int, story: Story) -> list[SameText]:
    members = [one for one in db.stories.members(story.id) if one.article_id != article_id][:MAX_SAME_TEXT]
    heads = {head.id: head for head in db.articles.heads([one.article_id for one in members])}
    return [
        SameText(member=one, head=heads[one.article_id], is_first=one.article_id == story.first_article_id)
        for one in members
        if one.article_id in heads
    ]


def _read_evidence(db: ArchiveReader, article_id: int) -> PageEvidence | None:
    try:
        stored = db.pages.get(article_id)
    except ArchiveError as error:  # the article is sound, and is shown
        return PageEvidence(damage=str(error))
    if stored is None:
        return None
    page = stored.page
    return PageEvidence(
        url=page.url,
        fetched_at=page.fetched_at,
        status=page.status,
        size=len(page.body),
        sha256=stored.sha256,
        content_type=page.header("content-type"),
    )


def read_harmless_page(workspace: Workspace, article_id: int, revision: int | None = None) -> str:
    """The stored page as HTML without anything that acts or loads. Raises ArticleNotFoundError, ArchiveError."""
    from pipelines.page.harmless import make_harmless

    with closing(workspace.open_reader()) as db:
        headline = _find(db, article_id)[1].headline
    page = read_stored_page(workspace, article_id, revision).page
    return make_harmless(page.body, page.header("content-type"), headline)
