"""``_("{count} pages of {outlet}", count=3, outlet="경북일보")``: a message in the language of the user.

The English text is the key, and what is shown where the Korean catalog has no entry. A message is a literal, never an
f-string: only literals are found when the catalog is brought up to date. Call ``_`` where the message is shown, not at
import, except for the help of options.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from models.language.catalog import Catalog, load_catalog
from models.language.choose import Language, choose_language
from models.language.particles import fill_message

_choose = cache(choose_language)
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def language() -> Language:
    """The language that is spoken now: that of the process, or of the document that is being written."""
    return _spoken.get() or _choose()


@contextmanager
def speaking(spoken: Language) -> Iterator[None]:
    """Speak another language for a while: what an office hands in is Korean, whatever the program speaks.

    It holds for the thread, so that two people read their pages of the desk in two languages at once.
    """
    before = _spoken.set(spoken)
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _load() -> Catalog:
    return load_catalog(Path(__file__).with_name("ko.po"))


def _catalog() -> Catalog | None:
    return _load() if language() == "ko" else None


def find_text(message: str) -> str:
    """The message in the user's language, its placeholders as they are."""
    catalog = _catalog()
    return (catalog.find(message) if catalog else None) or message


def find_plural(one: str, many: str, count: int) -> str:
    """The form of a message for a count, its placeholders as they are."""
    catalog = _catalog()
    return (catalog.find(one, many) if catalog else None) or (one if count == 1 else many)


def _(message: str, /, **values: object) -> str:
    """The message in the user's language, with its placeholders filled, if there are values."""
    text = find_text(message)
    return fill_message(text, values) if values else text


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of a message for a count, with its placeholders filled; ``{count}`` is the count."""
    return fill_message(find_plural(one, many, count), {"count": count, **values})


def plural_forms(one: str, many: str, /) -> tuple[str, str]:
    """Mark the two forms of a table's message for the catalog; ``ngettext`` translates them where they are shown."""
    return one, many


def N_(message: str, /) -> str:  # noqa: N802 - the name gettext and its tools have for it
    """Mark a literal of a table for the catalog; it is translated by ``_`` where it is shown."""
    return message
