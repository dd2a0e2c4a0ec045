"""One article as a person reads it: its facts and text, and how it changed."""

from collections.abc import Iterator
from typing import Any

from desk.services.articles import ArticleHistory, ArticleView, Removal
from models.language import _, language
from models.records.article import as_json
from models.records.labels import label
from reports.articles.columns import ExportChoice, make_cell
from reports.articles.revision_diff import change_lines
from reports.formats.terminal import clean, clean_lines, width

FACTS = (
    "outlet_title", "region", "section", "reporters", "emails", "dateline", "agency", "published_at", "modified_at",
    "fetched_at", "tags", "canonical_url", "article_no",
)  # fmt: skip


def article_lines(view: ArticleView) -> Iterator[str]:
    """The article for a reader."""
    article = view.article
    choice = ExportChoice(language=language())
    facts = [(_label(field), clean(make_cell(article, field, choice))) for field in FACTS]
    room = max(width(title) for title, value in facts if value)
    yield clean(article.headline)
    yield from (clean(line) for line in article.deck.split("\n") if line)
    yield ""
    yield from (f"{title}{' ' * (room - width(title))}  {value}" for title, value in facts if value)
    if view.removal:
        yield from ("", removal_line(view.removal))
    yield from ("", clean_lines(article.body).replace("\n", "\n\n"))
    for photo in article.photos:
        credit = f" [{clean(photo.credit)}]" if photo.credit else ""
        yield from ("", f"{_label('photos')}: {clean(photo.caption)}{credit}")
    if view.remarks:
        yield from ("", f"{_label('tone')} · {_label('note')}")
        for one in reversed(view.remarks):
            text = " · ".join(filter(None, (one.tone, clean(one.note)))) or _("(removed)")
            yield f"  {one.at:%Y-%m-%d %H:%M}  {clean(one.who)}  {text}"
    if story := view.story:
        yield from (
            "",
            _(
                "The same text: {articles} articles · {outlets} outlets (news stories show {id})",
                articles=story.articles,
                outlets=story.outlets,
                id=story.id,
            ),
        )


def _label(field: str) -> str:
    return label(field, language())


def removal_line(removal: Removal) -> str:
    """When an article was removed from its outlet's site, and how that showed."""
    return f"{_label('gone_at')}: {removal.at:%Y-%m-%d %H:%M} ({clean(removal.reason)})"


def article_json(view: ArticleView) -> dict[str, Any]:
    """The record as JSON types."""
    record: dict[str, Any] = {"id": view.id} | as_json(view.article)
    if view.removal:
        record |= {"gone_at": view.removal.at.isoformat(), "gone_reason": view.removal.reason}
    if view.remarks:
        record["remarks"] = [
            {"tone": one.tone, "note": one.note, "by": one.who, "at": one.at.isoformat()} for one in view.remarks
        ]
    return record


def history_lines(history: ArticleHistory, *, colour: bool) -> Iterator[str]:
    """How the article changed, word by word, newest change first."""
    yield clean(history.article.headline)
    if history.removal:
        yield removal_line(history.removal)
    if not history.earlier:
        yield _("It has not changed since {fetched_at:%Y-%m-%d %H:%M}.", fetched_at=history.article.fetched_at)
    texts = [*(revision.article for revision in history.earlier), history.article]
    for n in range(len(history.earlier) - 1, -1, -1):
        yield f"\n--- {history.earlier[n].replaced_at:%Y-%m-%d %H:%M}"
        yield from change_lines(texts[n], texts[n + 1], colour=colour)
