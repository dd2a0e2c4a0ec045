"""One article of the archive, whole: its record, its earlier texts, its original page."""

import json
import sqlite3
import sys
from collections.abc import Iterator

from models.archive.read.articles import find_id, get_article, get_page, revisions
from models.archive.read.remarks import remark_history
from models.archive.read.runs import gone_at
from models.archive.read.stories import story_of
from models.records.article import Article, as_json
from models.records.errors import UserError
from models.records.labels import label
from reports.articles.columns import ExportChoice, make_cell
from reports.articles.revision_diff import change_lines, wants_colours
from reports.formats.terminal import clean, clean_lines, width

FACTS = (
    "outlet_title", "region", "section", "reporters", "emails", "dateline", "agency", "published_at", "modified_at",
    "fetched_at", "tags", "canonical_url", "article_no",
)  # fmt: skip
CHOICE = ExportChoice(language="ko")


class ArticleNotFoundError(UserError):
    """The archive has no such article, page or history."""

    exit_code = 1


def found(db: sqlite3.Connection, name: str) -> tuple[int, Article]:
    """The id and article of an id or address; raises ArticleNotFoundError."""
    number = find_id(db, name)
    article = get_article(db, number) if number is not None else None
    if number is None or article is None:
        raise ArticleNotFoundError(
            f"The archive has no article {clean(name)!r}: give an id from `news search`, or its address."
        )
    return number, article


def print_record(db: sqlite3.Connection, name: str) -> None:
    """The record as one line of JSON."""
    number, article = found(db, name)
    gone = gone_at(db, number)
    told: dict[str, object] = {"gone_at": gone[0].isoformat(), "gone_reason": gone[1]} if gone else {}
    if history := remark_history(db, number):
        told["remarks"] = [
            {"tone": one.tone, "note": one.note, "by": one.who, "at": one.at.isoformat()} for one in history
        ]
    print(json.dumps({"id": number} | as_json(article) | told, ensure_ascii=True))


def print_article(db: sqlite3.Connection, name: str) -> None:
    """The article for a reader."""
    number, article = found(db, name)
    facts = [(label(field), clean(make_cell(article, field, CHOICE))) for field in FACTS]
    room = max(width(title) for title, value in facts if value)
    lines = [clean(article.headline), *(clean(line) for line in article.deck.split("\n") if line), ""]
    lines += [f"{title}{' ' * (room - width(title))}  {value}" for title, value in facts if value]
    if gone := gone_at(db, number):
        lines += ["", f"{label('gone_at')}: {gone[0]:%Y-%m-%d %H:%M} ({clean(gone[1])})"]
    lines += ["", clean_lines(article.body).replace("\n", "\n\n")]
    for photo in article.photos:
        credit = f" [{clean(photo.credit)}]" if photo.credit else ""
        lines += ["", f"{label('photos')}: {clean(photo.caption)}{credit}"]
    if said := list(remark_lines(db, number)):
        lines += ["", f"{label('tone')} · {label('note')}", *(f"  {line}" for line in said)]
    if story := story_of(db, number):
        lines += ["", f"같은 글: 기사 {story.articles} · 매체 {story.outlets} (news stories show {story.id})"]
    print("\n".join(lines))


def remark_lines(db: sqlite3.Connection, article_id: int) -> Iterator[str]:
    """Every remark on an article, the newest first, for a reader."""
    for one in reversed(remark_history(db, article_id)):
        said = " · ".join(filter(None, (one.tone, clean(one.note)))) or "(지움)"
        yield f"{one.at:%Y-%m-%d %H:%M}  {clean(one.who)}  {said}"


def print_history(db: sqlite3.Connection, name: str) -> None:
    """How the article changed, word by word, newest change first."""
    number, article = found(db, name)
    earlier = revisions(db, number)
    print(clean(article.headline))
    if gone := gone_at(db, number):
        print(f"{label('gone_at')}: {gone[0]:%Y-%m-%d %H:%M} ({clean(gone[1])})")
    if not earlier:
        print(f"It has not changed since {article.fetched_at:%Y-%m-%d %H:%M}.")
    colour = wants_colours()
    texts = [*(revision.article for revision in earlier), article]
    for n in range(len(earlier) - 1, -1, -1):
        print(f"\n--- {earlier[n].replaced_at:%Y-%m-%d %H:%M}")
        for line in change_lines(texts[n], texts[n + 1], colour=colour):
            print(line)


def write_page(db: sqlite3.Connection, name: str) -> None:
    """The bytes of the original page, exactly as received; to a terminal its text, with nothing that steers it."""
    number, _ = found(db, name)
    kept = get_page(db, number)
    if kept is None:
        raise ArticleNotFoundError(f"The archive keeps no page of article {number}.")
    if sys.stdout.isatty():
        from pipelines.page.decode import decode

        text = decode(kept.page.body, kept.page.header("content-type")).text
        print(clean_lines(text.replace("\r\n", "\n")))
        return
    sys.stdout.buffer.write(kept.page.body)
    sys.stdout.buffer.flush()
