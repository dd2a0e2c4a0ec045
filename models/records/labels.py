"""The Korean and the English name of every field a user sees; those of the article are in ``article.py``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from models.records.article import FIELDS as ARTICLE_FIELDS

Language = Literal["ko", "en"]


class Label(NamedTuple):
    """A field's name for people."""

    ko: str
    en: str


def _fields() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for name, field in ARTICLE_FIELDS.items():
        found[name] = Label(field.ko, field.en)
        if name == "fetched_at":
            found["text_sha256"] = Label("본문 지문", "Text SHA-256")
    return found


FIELDS: Mapping[str, Label] = MappingProxyType(
    {
        **_fields(),
        "excerpt": Label("요지", "Excerpt"),
        "caption": Label("사진 설명", "Caption"),
        "credit": Label("사진 제공", "Credit"),
        "id": Label("번호", "No."),
        "row": Label("행", "Row"),
        "tone": Label("논조", "Tone"),
        "note": Label("비고", "Note"),
        "gone_at": Label("원문 삭제 확인", "Gone since"),
        "watches": Label("저장한 검색", "Saved searches"),
    }
)
"""The fields of the record in export order, then what is made from them."""


TONES: tuple[str, ...] = ("긍정", "중립", "부정")
"""What a tone may be; an empty one is none."""


def label(field: str, language: Language = "ko") -> str:
    """A field's name in one language. Raises KeyError for no field."""
    return FIELDS[field].ko if language == "ko" else FIELDS[field].en
