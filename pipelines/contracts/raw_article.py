"""The parts of an article page as they were found, before any text step."""

from dataclasses import dataclass
from typing import Literal

Source = Literal["page", "meta", "json-ld"]
Role = Literal["published", "modified"]


@dataclass(frozen=True, slots=True)
class RawDate:
    """A text that should hold a time. ``machine`` is its twin for programs (a ``datetime`` attribute)."""

    text: str
    source: Source
    role: Role
    machine: str = ""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the body as a browser would show it.

    ``image`` lines carry the picture's address in ``src``; ``linked`` lines are nothing but links to other articles.
    """

    text: str
    kind: Literal["text", "caption", "image"] = "text"
    src: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class RawAttachment:
    """A file that the page offers: its name, and its address as written (empty where only a script knows it)."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """Parts as found: white space folded, nothing else changed. Addresses are as written in the page.

    ``pictured``: the article is its pictures (card news), so that it has no text.
    ``texts``: further fields of the record with their texts, those of ``Layout.texts``.
    ``missed``: what selectors are declared for and did not find: headline, body; skin where they found nothing at all.
    """

    headline: str
    deck: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    dates: tuple[RawDate, ...] = ()
    sections: tuple[str, ...] = ()
    lines: tuple[RawLine, ...] = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[RawAttachment, ...] = ()
    addresses: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    pictured: bool = False
    missed: frozenset[str] = frozenset()
    repairs: tuple[tuple[str, int], ...] = ()
