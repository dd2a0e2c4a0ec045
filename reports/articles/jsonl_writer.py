"""JSON lines: one record a line, nothing stripped; what could disturb a terminal or an editor is escaped."""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO
from unicodedata import category

from models.records.article import Article, as_json
from reports.articles.columns import ExportChoice, excerpt_text, may_carry_body

_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def dump_line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON: Korean as it is; control, format, bidi and lone surrogate characters as \\uXXXX."""
    text = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    if text.isascii() and text.isprintable():
        return text
    return text.translate({ord(c): _escape(c) for c in set(text) if category(c) in _ESCAPED})


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def make_record(article: Article, choice: ExportChoice) -> dict[str, Any]:
    """The record as an export carries it: ``body`` is null where the outlet allows no whole text.

    There is always an ``excerpt``. All fields, unless ``choice`` names columns.
    """
    out = as_json(article)
    if not may_carry_body(article, choice):
        out["body"] = None
    out["excerpt"] = excerpt_text(article, choice)
    if choice.columns:
        gone = choice.gone.get((article.outlet, article.canonical_url))
        out["gone_at"] = gone.isoformat() if gone else None
        out = {column: out[column] for column in choice.columns}
    if choice.watches is not None:
        out["watches"] = list(choice.watches.get((article.outlet, article.canonical_url), ()))
    return out


class JsonlWriter:
    """Writes articles to an open binary file, one a line, in UTF-8."""

    def __init__(self, file: BinaryIO, choice: ExportChoice) -> None:
        self._file = file
        self._choice = choice

    def write(self, article: Article) -> None:
        """Write one article."""
        self._file.write(dump_line(make_record(article, self._choice)).encode() + b"\n")

    def close(self) -> None:
        """Nothing is left to be written."""
