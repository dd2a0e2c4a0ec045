"""The Korean and the English name of every field a user sees: the only place where these words stand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Label(NamedTuple):
    """A field's name for people."""

    ko: str
    en: str


FIELDS: Mapping[str, Label] = MappingProxyType(
    {
        "outlet": Label("매체", "Outlet"),
        "outlet_title": Label("매체명", "Outlet name"),
        "region": Label("지역", "Region"),
        "section": Label("분야", "Section"),
        "headline": Label("제목", "Headline"),
        "deck": Label("부제", "Deck"),
        "reporters": Label("기자", "Reporters"),
        "emails": Label("이메일", "E-mails"),
        "dateline": Label("발신지", "Dateline"),
        "agency": Label("통신사", "Agency"),
        "published_at": Label("보도일시", "Published"),
        "modified_at": Label("수정일시", "Modified"),
        "published_raw": Label("보도일시 원문", "Published (as found)"),
        "published_from": Label("보도일시 출처", "Published (found in)"),
        "body": Label("본문", "Body"),
        "photos": Label("사진", "Photos"),
        "tags": Label("태그", "Tags"),
        "url": Label("주소", "Address"),
        "canonical_url": Label("원문 주소", "Link"),
        "article_no": Label("기사번호", "Article no."),
        "fetched_at": Label("수집일시", "Fetched"),
        "text_sha256": Label("본문 지문", "Text SHA-256"),
        "php_messages": Label("서버 오류 문구 수", "Server messages"),
        "broken_characters": Label("깨진 글자 수", "Broken characters"),
        "repairs": Label("보정 내역", "Repairs"),
        "excerpt": Label("요지", "Excerpt"),
        "caption": Label("사진 설명", "Caption"),
        "credit": Label("사진 제공", "Credit"),
        "id": Label("번호", "No."),
        "tone": Label("논조", "Tone"),
        "note": Label("비고", "Note"),
        "gone_at": Label("원문 삭제 확인", "Gone since"),
        "watches": Label("저장한 검색", "Saved searches"),
    }
)
"""The fields of the record in export order, then what is made from them."""


def label(field: str, language: Language = "ko") -> str:
    """A field's name in one language. Raises KeyError for no field."""
    return FIELDS[field].ko if language == "ko" else FIELDS[field].en
