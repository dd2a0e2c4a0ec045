"""The normalized article: the record that everything downstream reads, and the one table of its fields.

A field is declared here once, in the ``Annotated`` type of its line: its labels, how it is stored, whether it is
searched and how a change of it is shown. Rows, tables, labels, search, exports and the history read it from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum, auto
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args


class FieldKind(Enum):
    """How a field is stored: as text, ISO time, number, or as JSON (TEXTS, PHOTOS, ATTACHMENTS, COUNTS)."""

    TEXT = auto()
    TIME = auto()
    NUMBER = auto()
    TEXTS = auto()
    PHOTOS = auto()
    ATTACHMENTS = auto()
    COUNTS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldInfo:
    """What is known of a field besides its type.

    ``search``: "" the field is not searched, ``all`` it is searched, otherwise also the name that a query gives it
    (``headline:``). ``is_excerpted``: an excerpt may be taken from it. ``is_content``: another value is another
    revision. ``change``: how the history shows a change, by lines of text, as a cell, or not at all.
    ``is_page_text``: a layout may name selectors for it; the field is the text that they find, and no step knows it.
    """

    ko: str
    en: str
    kind: FieldKind = FieldKind.TEXT
    search: Literal["", "all", "headline", "reporter"] = ""
    is_excerpted: bool = False
    is_content: bool = True
    change: Literal["", "lines", "cell"] = ""
    is_page_text: bool = False


def _is(ko: str, en: str, kind: FieldKind = FieldKind.TEXT, **options: Any) -> FieldInfo:
    return FieldInfo(ko=ko, en=en, kind=kind, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of the article; ``caption`` and ``credit`` are empty where the page has none."""

    url: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a page offers with its text: its name as shown; ``url`` is empty where only a script knows it."""

    name: str
    url: str = ""


Texts = tuple[str, ...]
TEXTS, TIME, NUMBER = FieldKind.TEXTS, FieldKind.TIME, FieldKind.NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of one outlet. The field order is the export order; times are aware KST.

    ``deck`` and ``body`` join their lines by ``\\n``; ``section`` joins its levels by `` > ``.
    A date without a clock time is at midnight, and ``published_raw`` shows that none was given.
    ``published_from`` is one of meta, json-ld, page, url, list, feed, sitemap.
    ``php_messages`` and ``broken_characters`` count what was removed or could not be decoded;
    ``repairs`` names and counts the other silent repairs.
    """

    outlet: Annotated[str, _is("매체", "Outlet")]
    outlet_title: Annotated[str, _is("매체명", "Outlet name")]
    region: Annotated[str, _is("지역", "Region")] = ""
    section: Annotated[str, _is("분야", "Section", change="cell")] = ""
    headline: Annotated[str, _is("제목", "Headline", search="headline", change="lines")]
    deck: Annotated[str, _is("부제", "Deck", search="all", is_excerpted=True, change="lines")] = ""
    reporters: Annotated[Texts, _is("기자", "Reporters", TEXTS, search="reporter", change="cell")] = ()
    emails: Annotated[Texts, _is("이메일", "E-mails", TEXTS, change="cell")] = ()
    dateline: Annotated[str, _is("발신지", "Dateline", change="cell")] = ""
    agency: Annotated[str, _is("통신사", "Agency")] = ""
    published_at: Annotated[datetime | None, _is("보도일시", "Published", TIME, change="cell")] = None
    modified_at: Annotated[datetime | None, _is("수정일시", "Modified", TIME, change="cell")] = None
    published_raw: Annotated[str, _is("보도일시 원문", "Published (as found)")] = ""
    published_from: Annotated[str, _is("보도일시 출처", "Published (found in)")] = ""
    body: Annotated[str, _is("본문", "Body", search="all", is_excerpted=True, change="lines")]
    photos: Annotated[
        tuple[Photo, ...],
        _is("사진", "Photos", FieldKind.PHOTOS, search="all", is_excerpted=True, change="cell"),
    ] = ()
    tags: Annotated[Texts, _is("태그", "Tags", TEXTS, change="cell")] = ()
    attachments: Annotated[
        tuple[Attachment, ...], _is("첨부", "Attachments", FieldKind.ATTACHMENTS, change="cell")
    ] = ()
    url: Annotated[str, _is("주소", "Address", is_content=False)]
    canonical_url: Annotated[str, _is("원문 주소", "Link")]
    article_no: Annotated[str, _is("기사번호", "Article no.")] = ""
    fetched_at: Annotated[datetime, _is("수집일시", "Fetched", TIME, is_content=False)]
    php_messages: Annotated[int, _is("서버 오류 문구 수", "Server messages", NUMBER, is_content=False)] = 0
    broken_characters: Annotated[int, _is("깨진 글자 수", "Broken characters", NUMBER, is_content=False)] = 0
    repairs: Annotated[
        tuple[tuple[str, int], ...], _is("보정 내역", "Repairs", FieldKind.COUNTS, is_content=False)
    ] = ()

    @property
    def text_sha256(self) -> str:
        """SHA-256 (hex) of headline, deck and body, joined by NUL, in UTF-8."""
        text = "\0".join((self.headline, self.deck, self.body))
        import hashlib  # loads OpenSSL, which a search has no use for

        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


FIELDS: Mapping[str, FieldInfo] = MappingProxyType(
    {name: get_args(annotation)[1] for name, annotation in Article.__annotations__.items()}
)
"""The fields by name, in export order."""
PAGE_TEXTS: frozenset[str] = frozenset(name for name, field in FIELDS.items() if field.is_page_text)
"""Fields that are read by selectors alone. None is today; a new one needs no change in the steps."""


def as_json(article: Article) -> dict[str, Any]:
    """The record as JSON types: ISO times, lists, None for an absent text, in export order."""
    out: dict[str, Any] = {}
    for name, field in FIELDS.items():
        value = getattr(article, name)
        if isinstance(value, datetime):
            value = value.isoformat()
        elif field.kind is FieldKind.PHOTOS:
            value = [{"url": p.url, "caption": p.caption, "credit": p.credit} for p in value]
        elif field.kind is FieldKind.ATTACHMENTS:
            value = [{"name": a.name, "url": a.url} for a in value]
        elif field.kind is FieldKind.COUNTS:
            value = dict(value)
        elif isinstance(value, tuple):
            value = list(value)
        out[name] = value if value != "" else None
        if name == "fetched_at":
            out["text_sha256"] = article.text_sha256
    return out


def list_texts(article: Article) -> list[str]:
    """Every text of an article, those in its lists, photos and attachments too."""
    texts: list[str] = []
    for name in FIELDS:
        _add_texts(getattr(article, name), texts)
    return texts


def _add_texts(value: Any, texts: list[str]) -> None:
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, tuple):
        for one in value:
            _add_texts(one, texts)
    elif isinstance(value, Photo | Attachment):
        for field in fields(value):
            _add_texts(getattr(value, field.name), texts)
