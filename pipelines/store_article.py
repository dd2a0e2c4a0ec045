"""An article into the archive, unless it would take the place of another one: every way in goes through here.

A text that is hardly a new version of the stored article waits: its page is kept, its address has the reason, and the
stored text stays. It is believed when a later visit on another night brings the same text, which no other article of
the outlet has or waits for.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from models.records.article import Article
from models.records.page import Page
from models.records.revisit_rules import next_try
from models.records.times import read_time, time_text
from models.records.url_states import ADDRESS_OF, State
from pipelines.page.block_pages import has_wall_words
from pipelines.page.decode import decode
from pipelines.same_article import Doubt, find_doubt, text_key

if TYPE_CHECKING:
    from models.interface import Transaction
    from models.records.stored_article import Stored

DOUBTS = tuple(f"{doubt}:" for doubt in Doubt)


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that was not stored. ``reason``: as the ledger has it. ``is_repeated``: it may be believed now."""

    doubt: Doubt
    reason: str
    is_repeated: bool = False


def store_article(
    writer: "Transaction",
    article: Article,
    page: Page,
    key: str,
    *,
    run_id: int | None = None,
    since: datetime | None = None,
    believe: bool = True,
) -> "Stored | HeldText":
    """Store it, or set its page aside. ``key``: the ledger's name of the address, "" for the canonical one.

    ``since``: when the text in doubt came first, where the caller knows it better than the ledger. Without ``believe``
    a text that came again is left to a later call, when the other pages of the night are known.
    """
    article, stored, doubt = _find_place(writer, article, key)
    address = key or article.canonical_url
    before = writer.ledger.reason(article.outlet, address) if stored is not None else ""
    if doubt is None or stored is None:
        return _store(writer, article, page, key, run_id, before)
    beginning = f"{doubt}:{text_key(article)}:"
    came = since or read_time(before.removeprefix(beginning)) if before.startswith(beginning) else None
    is_repeated = came is not None and page.fetched_at >= next_try(came)
    if is_repeated and not believe:
        return HeldText(doubt, before, is_repeated=True)
    if is_repeated and _is_believable(writer, stored, article, page, address, beginning, doubt):
        return _store(writer, article, page, key, run_id, before)
    reason = before if came is not None else f"{beginning}{time_text(page.fetched_at)}"
    writer.set_aside(page, address, reason)
    return HeldText(doubt, reason)


def _find_place(writer: "Transaction", article: Article, key: str) -> tuple[Article, Article | None, Doubt | None]:
    """The article under the address it is to be stored under, what is stored there, and what speaks against it.

    An article that has a row of its own keeps it. A page that names the address of another text is stored under its
    own one.
    """
    if key and key != article.canonical_url:
        own = writer.stored_article(article.outlet, key)
        if own is not None:
            article = replace(article, canonical_url=key)
            return article, own, _find_doubt(writer, own, article)
    stored = writer.stored_by_form(article.outlet, article.canonical_url)
    if stored is None:
        return article, None, None
    if stored.canonical_url != article.canonical_url:
        article = replace(article, canonical_url=stored.canonical_url)
    doubt = _find_doubt(writer, stored, article)
    if doubt and key and key != article.canonical_url and writer.ledger.reason(article.outlet, key) != _alias(article):
        return replace(article, canonical_url=key), None, None
    return article, stored, doubt


def _alias(article: Article) -> str:
    return f"{ADDRESS_OF}{article.canonical_url}"


def _find_doubt(writer: "Transaction", stored: Article, article: Article) -> Doubt | None:
    if doubt := find_doubt(stored, article):
        return doubt
    # Texts made by one pattern resemble each other: a headline that changes to another article's is not an edit.
    is_other = article.headline != stored.headline and writer.is_text_of_another(article)
    return Doubt.ANOTHER_TEXT if is_other else None


def _is_believable(
    writer: "Transaction", stored: Article, article: Article, page: Page, address: str, beginning: str, doubt: Doubt
) -> bool:
    """Whether a text that came on two nights may take the stored one's place."""
    if writer.ledger.is_reason_shared(article.outlet, address, beginning) or writer.is_text_of_another(article):
        return False
    if doubt is Doubt.TEXT_CUT and has_wall_words(decode(page.body, page.header("content-type")).text):
        return False
    return article.published_at is not None or stored.published_at is None


def _store(writer: "Transaction", article: Article, page: Page, key: str, run_id: int | None, before: str) -> "Stored":
    stored = writer.store(article, page, run_id=run_id, key=key or None)
    address = key or article.canonical_url
    reason = _alias(article) if address != article.canonical_url else ""
    if reason or before.startswith(DOUBTS):  # no doubt is left
        state = State.UNCHANGED if stored.outcome == "unchanged" and not before.startswith(DOUBTS) else State.STORED
        writer.ledger.set_state(run_id, article.outlet, address, state, reason, url=page.url)
    return stored
