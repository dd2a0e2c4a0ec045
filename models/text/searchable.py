"""The texts of an article that are searched, folded: as a whole, and each part that a field of a query names.

Which fields are searched is declared in ``records/article.py``. What is derived from that list: the text that is
indexed (here), the bytes that are tested in SQL (``prefilter.py``), the rows that are verified (``verify_hits.py``)
and the parts that excerpts are taken from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from models.records.article import FIELDS, Article, FieldKind
from models.records.rows import read_list
from models.text.folding import fold

PARTS: tuple[str, ...] = tuple(name for name, field in FIELDS.items() if field.search)
"""The fields that are searched."""
LONG_PART = "body"
"""The part that is far longer than all others."""
SHORT_PARTS: tuple[str, ...] = tuple(
    name for name in PARTS if FIELDS[name].kind is FieldKind.TEXT and name != LONG_PART
)
"""The other parts that are stored as text; the headline is the first."""
LIST_PARTS: tuple[str, ...] = tuple(
    sorted((name for name in PARTS if FIELDS[name].kind is not FieldKind.TEXT), key=lambda name: name != "reporters")
)
"""The parts that are stored as JSON; the reporters are the first."""
EXCERPT_PARTS: tuple[str, ...] = (
    LONG_PART,
    *(name for name in PARTS if FIELDS[name].is_excerpted and name != LONG_PART),
)
"""The parts that an excerpt may be taken from, the preferred one first."""


def part_texts(article: Article, name: str) -> Iterable[str]:
    """The texts of one part of an article: one, or one for each name or caption."""
    value = getattr(article, name)
    if FIELDS[name].kind is FieldKind.PHOTOS:
        return [photo.caption for photo in value]
    return (value,) if isinstance(value, str) else value


def stored_texts(name: str, json_text: str) -> list[str]:
    """The texts of one of the ``LIST_PARTS`` as its column stores it."""
    values = read_list(json_text)
    return [photo["caption"] for photo in values] if FIELDS[name].kind is FieldKind.PHOTOS else values


def article_text(article: Article) -> str:
    """The text of an article that is searched: one part a line, so that no term reaches from one into the next."""
    return "\n".join(chain.from_iterable(part_texts(article, name) for name in PARTS))


def outlet_text(outlet_id: str, title: str) -> str:
    """What the field ``outlet:`` searches, folded: the id and the name."""
    return fold(f"{outlet_id}\n{title}")


@dataclass(frozen=True, slots=True)
class Texts:
    """Folded texts by the field that searches them; ``whole`` is searched without a field."""

    whole: str
    headline: str = ""
    reporter: str = ""
    outlet: str = ""
    section: str = ""

    def of(self, field: str) -> str:
        """The text that a field names; "" is the whole."""
        return str(getattr(self, field)) if field else self.whole


def texts(article: Article) -> Texts:
    """All texts of an article."""
    return Texts(
        whole=fold(article_text(article)),
        headline=fold(article.headline),
        reporter=fold("\n".join(article.reporters)),
        outlet=outlet_text(article.outlet, article.outlet_title),
        section=fold(article.section),
    )
