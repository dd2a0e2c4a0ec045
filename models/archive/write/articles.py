"""Articles into the archive: new, changed or unchanged; one article, one identity, one dated id."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from models.archive.compiled_sql import Database
from models.archive.row_checksums import ARTICLE, REVISION, row_checksum
from models.archive.schema.tables import article as article_table
from models.archive.schema.tables import renumbered as renumbered_table
from models.archive.schema.tables import revision as revision_table
from models.archive.write.pending_index_rows import PendingIndexRows
from models.records.article import Article, as_json, list_texts
from models.records.article_changes import CONTENT, is_relative, with_first_date
from models.records.article_ids import day_number, day_of, first_id, last_id
from models.records.rows import COLUMNS, from_row, to_params
from models.records.stored_article import Stored
from models.text.addresses import MAX_FORMS, address_forms

_A = article_table.c
FIND = select(_A.id, _A.revision, *(_A[name] for name in COLUMNS)).where(
    _A.canonical_url == bindparam("b_key"), _A.outlet == bindparam("b_outlet")
)
LAST_ID = select(func.max(_A.id)).where(_A.id.between(bindparam("b_low"), bindparam("b_high")))
LAST_OLD_ID = select(func.max(renumbered_table.c.old_id)).where(
    renumbered_table.c.old_id.between(bindparam("b_low"), bindparam("b_high"))
)
SAME_TEXT = (
    select(_A.id)
    .where(
        _A.id.between(bindparam("b_low"), bindparam("b_high")),
        _A.text_sha256 == bindparam("b_sha256"),
        _A.outlet == bindparam("b_outlet"),
        _A.canonical_url != bindparam("b_key"),
    )
    .limit(1)
)
FIND_BY_FORM = (
    select(*(_A[name] for name in COLUMNS))
    .where(
        _A.canonical_url.in_([bindparam("b_key"), *(bindparam(f"b_{n}") for n in range(MAX_FORMS))]),
        _A.outlet == bindparam("b_outlet"),
    )
    .order_by(_A.canonical_url != bindparam("b_key"), _A.id)
    .limit(1)
)
ADD = insert(article_table)
ADD_REVISION = insert(revision_table)
ADD_RENUMBERED = insert(renumbered_table)
REPLACE = (
    update(article_table)
    .where(_A.id == bindparam("b_id"))
    .values({name: bindparam(f"n_{name}") for name in ("id", "revision", *COLUMNS, "seal")})
)


@dataclass(slots=True)
class ArticleWriter:
    """Articles of one transaction. Nobody else writes meanwhile: what was looked up once need not be asked again."""

    database: Database
    search: PendingIndexRows
    _absent: set[tuple[str, str]] = field(default_factory=set)
    _free_ids: dict[int, int] = field(default_factory=dict)

    def put(self, article: Article, outlet_n: int, *, reason: str = "") -> Stored:
        """Write one article and its search rows, keeping the record it replaces as a revision, for ``reason``."""
        address = (article.outlet, article.canonical_url)
        found = None
        if address not in self._absent:
            found = self.database.run(FIND, b_key=article.canonical_url, b_outlet=article.outlet).fetchone()
        self._absent.clear()
        if found is not None:
            old_row: dict[str, Any] = dict(zip(COLUMNS, found[2:], strict=True))
            return self._replace(article, outlet_n, found.id, found.revision, old_row, reason)
        article_id = self._take_id(filing_day(article))
        self.database.run(ADD, **_sealed(article_id, 1, article))
        self.search.index(self.database, article_id, article, outlet_n)
        return Stored(article_id, "new", 1)

    def find(self, outlet: str, canonical_url: str) -> Article | None:
        """The article of an outlet with that canonical address."""
        found = self.database.run(FIND, b_key=canonical_url, b_outlet=outlet).fetchone()
        return None if found is None else from_row(dict(zip(COLUMNS, found[2:], strict=True)))

    def find_by_form(self, outlet: str, canonical_url: str) -> Article | None:
        """The article of an outlet with that canonical address, else one with another form of the address."""
        forms = address_forms(canonical_url) or (canonical_url,)
        values = {f"b_{n}": forms[min(n, len(forms) - 1)] for n in range(MAX_FORMS)}
        found = self.database.run(FIND_BY_FORM, b_key=canonical_url, b_outlet=outlet, **values).fetchone()
        if found is None:
            self._absent.add((outlet, canonical_url))
            return None
        return from_row(dict(zip(COLUMNS, found, strict=True)))

    def _replace(
        self, article: Article, outlet_n: int, old_id: int, number: int, old_row: dict[str, Any], reason: str
    ) -> Stored:
        if is_relative(article.published_raw):
            article = with_first_date(article, from_row(old_row))
        new_row = to_params(article)
        if all(new_row[column] == old_row[column] for column in CONTENT):
            return Stored(old_id, "unchanged", number)
        old = from_row(old_row)
        replaced = {
            "n": number,
            "record": json.dumps(as_json(old), ensure_ascii=False, separators=(",", ":")),
            "text_sha256": old_row["text_sha256"],
            "replaced_at": new_row["fetched_at"],
            "reason": reason,
        }
        self.database.run(ADD_REVISION, article_id=old_id, seal=row_checksum(REVISION, replaced), **replaced)
        self.search.unindex(old_id, old, outlet_n)
        new_id = self._new_id(old_id, old, article)
        changed = {f"n_{name}": value for name, value in _sealed(new_id, number + 1, article).items()}
        self.database.run(REPLACE, b_id=old_id, **changed)
        if new_id != old_id:
            self.database.run(ADD_RENUMBERED, old_id=old_id, new_id=new_id)
        self.search.index(self.database, new_id, article, outlet_n)
        return Stored(new_id, "changed", number + 1)

    def _new_id(self, old_id: int, old: Article, new: Article) -> int:
        """The old id, unless the article now states another day of publication."""
        if new.published_at is None or filing_day(new) in (filing_day(old), day_of(old_id)):
            return old_id
        return self._take_id(filing_day(new))

    def _take_id(self, day: int) -> int:
        """The next id of the day that was never given; a full day spills into the next one."""
        while True:
            free = self._free_ids.get(day) or self._find_free_id(day)
            self._free_ids[day] = free + 1
            if free <= last_id(day):
                return free
            day += 1

    def _find_free_id(self, day: int) -> int:
        low, high = first_id(day), last_id(day)
        taken = [self.database.run(query, b_low=low, b_high=high).scalar() for query in (LAST_ID, LAST_OLD_ID)]
        return int(max((number for number in taken if number is not None), default=low - 1) + 1)


def is_text_of_another(database: Database, article: Article) -> bool:
    """Whether another article of the outlet has the same text. Looks at the day that the text is filed under."""
    day = filing_day(article)
    params = to_params(article)
    found = database.run(
        SAME_TEXT,
        b_low=first_id(day),
        b_high=last_id(day + 1),
        b_sha256=params["text_sha256"],
        b_outlet=article.outlet,
        b_key=article.canonical_url,
    )
    return found.fetchone() is not None


def _sealed(article_id: int, revision: int, article: Article) -> dict[str, Any]:
    """The values of an article's row, with their checksum."""
    values: dict[str, Any] = {"id": article_id, "revision": revision, **to_params(article)}
    return {**values, "seal": row_checksum(ARTICLE, values)}


def filing_day(article: Article) -> int:
    """The day an article is filed under: of its publication, or of its download where no date was found."""
    return day_number(article.published_at or article.fetched_at)


def replace_surrogates(article: Article) -> Article:
    """The article without lone surrogates (from a broken ``\\ud800`` in JSON-LD), which no database keeps.

    Each becomes U+FFFD; how many is added to ``repairs`` as ``lone_surrogates``.
    """
    try:
        "".join(list_texts(article)).encode()
    except UnicodeEncodeError:
        pass
    else:
        return article
    params = to_params(article)
    row: dict[str, Any] = dict(params)
    count = 0
    for column, value in params.items():
        if isinstance(value, str):
            row[column] = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            count += row[column].count("\ufffd") - value.count("\ufffd")
    clean = from_row(row)
    return replace(clean, repairs=(*clean.repairs, ("lone_surrogates", count)))
