"""Build the search tables anew, where another tokenizer built them."""

from sqlalchemy import bindparam, select, update

from models import fts
from models.grams import TOKENIZER_VERSION
from models.rows import COLUMNS, from_row
from models.schema import article as article_table
from models.schema import outlet as outlet_table
from models.schema import search_meta
from models.statements import Database

BATCH = 500
_A = article_table.c
VERSION = select(search_meta.c.v).where(search_meta.c.k == "tokenizer_version")
SET_VERSION = update(search_meta).where(search_meta.c.k == "tokenizer_version").values(v=bindparam("n_v"))
NEXT_ARTICLES = (
    select(_A.id, outlet_table.c.n, *(_A[name] for name in COLUMNS))
    .join_from(article_table, outlet_table, _A.outlet == outlet_table.c.id)
    .where(_A.id > bindparam("b_after"))
    .order_by(_A.id)
    .limit(BATCH)
)


def reindex_if_older(database: Database) -> None:
    """Make the search tables those of ``TOKENIZER_VERSION``, inside the caller's transaction."""
    if database.run(VERSION).scalar_one() != str(TOKENIZER_VERSION):
        reindex(database)


def reindex(database: Database) -> None:
    """Drop the search tables and fill them from the articles (some thousand a second)."""
    for table in fts.TABLES:
        database.driver_run(f"DROP TABLE {table}")
    for statement in fts.DDL:
        database.driver_run(statement)
    after = -(2**63)
    while rows := database.run(NEXT_ARTICLES, b_after=after).fetchall():
        for row in rows:
            fts.index(database.driver_run, row.id, from_row(row[2:]), row.n)
        after = rows[-1].id
    database.run(SET_VERSION, n_v=str(TOKENIZER_VERSION))
