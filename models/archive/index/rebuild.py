"""Build the search tables anew: in shadow tables, a part at a time, and swapped in one transaction.

Readers never wait. A crawl may write between two parts: what it writes to articles that were copied already goes
into both sets of tables (``write_to_shadow``), so that nothing is missed and nothing is there twice. The place it
has reached is kept in the archive: after a kill it continues there, and two that rebuild at once share the work.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import bindparam, delete, func, select, update

from models.archive.compiled_sql import Database
from models.archive.index.rows import IndexEntry, index_all, make_entry, unindex_all
from models.archive.schema.search_tables import LIVE, RETIRED, SHADOW, TABLES, Statements
from models.archive.schema.tables import article as article_table
from models.archive.schema.tables import outlet as outlet_table
from models.archive.schema.tables import search_meta
from models.records.rows import COLUMNS, from_row
from models.text.ngrams import TOKENIZER_VERSION

BATCH = 2_000
"""Articles a transaction, about a second of work."""
PAUSE_SECONDS = 0.11
"""Seconds between two transactions: a writer who waits asks every tenth of a second whether it may."""
MERGE_PAGES = 500
"""Pages of the index merged in one transaction."""
REBUILD_BUFFER_BYTES = 64 << 20
"""Bytes that FTS5 gathers in memory while everything is indexed; its usual 1 MB writes many small segments."""
USUAL_BUFFER_BYTES = 1 << 20

Joined = Callable[[], AbstractContextManager[Database]]
"""Gives one transaction."""
OnProgress = Callable[[int, int], None]
"""Is given how many articles are done, of how many."""

_A = article_table.c
_AT, _BY = "beside_after", "beside_version"
VERSION = select(search_meta.c.v).where(search_meta.c.k == "tokenizer_version")
SET_VERSION = update(search_meta).where(search_meta.c.k == "tokenizer_version").values(v=bindparam("n_v"))
STATE = select(search_meta.c.k, search_meta.c.v).where(search_meta.c.k.in_((_AT, _BY)))
ADD_STATE = search_meta.insert()
SET_AT = update(search_meta).where(search_meta.c.k == _AT).values(v=bindparam("n_v"))
END_STATE = delete(search_meta).where(search_meta.c.k.in_((_AT, _BY)))
COUNT = select(func.count()).select_from(article_table)
COUNT_TO = select(func.count()).select_from(article_table).where(_A.id <= bindparam("b_to"))
NEXT_ARTICLES = (
    select(_A.id, outlet_table.c.n, *(_A[name] for name in COLUMNS))
    .join_from(article_table, outlet_table, _A.outlet == outlet_table.c.id)
    .where(_A.id > bindparam("b_after"))
    .order_by(_A.id)
    .limit(bindparam("b_limit"))
)
_BEFORE_ALL = -(2**63)


def reindex_if_small(database: Database) -> bool:
    """Make the search tables those of ``TOKENIZER_VERSION`` inside the caller's transaction, if that is quickly done.

    False: another tokenizer built them, and there are so many articles that ``rebuild`` must be called.
    """
    if database.run(VERSION).scalar_one() == str(TOKENIZER_VERSION):
        return True
    if database.run(COUNT).scalar_one() > BATCH:
        return False
    reindex(database)
    return True


def reindex(database: Database) -> None:
    """Build the search tables in place, inside the caller's transaction (some thousand articles a second)."""
    _drop(database, LIVE)
    _drop(database, SHADOW)
    database.run(END_STATE)
    for statement in LIVE.ddl:
        database.driver_run(statement)
    after: int | None = _BEFORE_ALL
    while after is not None:
        after = _copy(database, after, LIVE)
    database.run(SET_VERSION, n_v=str(TOKENIZER_VERSION))


def rebuild(joined: Joined, on_progress: OnProgress | None = None) -> None:
    """Build the search tables in the shadow of the old ones and swap them, in as many transactions as it takes."""
    with joined() as database:
        state = _state(database)
        if state.get(_BY) != str(TOKENIZER_VERSION):
            _begin(database)
        total = int(database.run(COUNT).scalar_one())
    done = False
    while not done:
        with joined() as database:
            state = _state(database)
            if not state:
                return  # another one has finished it
            after = _copy(database, int(state[_AT]), SHADOW)
            if after is None:
                _swap(database)
                done = True
            else:
                database.run(SET_AT, n_v=str(after))
                reached = int(database.run(COUNT_TO, b_to=after).scalar_one()) if on_progress else 0
        if not done:
            if on_progress:
                on_progress(reached, total)
            time.sleep(PAUSE_SECONDS)


def write_to_shadow(database: Database, gone: Sequence[IndexEntry], come: Sequence[IndexEntry]) -> None:
    """Repeat a change in the tables that are being built, as far as they have come."""
    state = _state(database)
    if not state:
        return
    after = int(state[_AT])
    unindex_all(database.driver_run_many, [one for one in gone if one.id <= after], SHADOW)
    index_all(database.driver_run_many, [one for one in come if one.id <= after], SHADOW)


def merge_segments(joined: Joined, seconds: float) -> int:
    """Merge the index's segments a little at a time, for so long at most; how many steps did something.

    Where nothing is left to merge it costs a millisecond. Meant for the end of a night's crawl.
    """
    until, steps = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        with joined() as database:
            before = _changes(database)
            database.driver_run("INSERT INTO ft_body(ft_body, rank) VALUES ('merge', ?)", (MERGE_PAGES,))
            # SQLite's documents: fewer than two changes say that there was nothing to merge.
            if _changes(database) - before < 2:
                break
        steps += 1
        time.sleep(PAUSE_SECONDS)
    return steps


def _state(database: Database) -> dict[str, str]:
    """How far tables that are being rebuilt have come; empty where none are."""
    return {row.k: row.v for row in database.run(STATE).fetchall()}


def _changes(database: Database) -> int:
    return int(database.driver_run("SELECT total_changes()").scalar_one())


def _begin(database: Database) -> None:
    _drop(database, SHADOW)
    database.run(END_STATE)
    for statement in SHADOW.ddl:
        database.driver_run(statement)
    _gather(database, REBUILD_BUFFER_BYTES)
    database.run(ADD_STATE, k=_AT, v=str(_BEFORE_ALL))
    database.run(ADD_STATE, k=_BY, v=str(TOKENIZER_VERSION))


def _copy(database: Database, after: int, into: Statements) -> int | None:
    """Index the next articles; the id of the last one, or None where there are no more behind them."""
    rows = database.run(NEXT_ARTICLES, b_after=after, b_limit=BATCH).fetchall()
    index_all(database.driver_run_many, [make_entry(row.id, from_row(row[2:]), row.n) for row in rows], into)
    return int(rows[-1].id) if len(rows) == BATCH else None


def _swap(database: Database) -> None:
    _gather(database, USUAL_BUFFER_BYTES)
    _drop(database, LIVE)
    for table in TABLES:
        database.driver_run(f"ALTER TABLE {table}{SHADOW.suffix} RENAME TO {table}")
    database.run(END_STATE)
    database.run(SET_VERSION, n_v=str(TOKENIZER_VERSION))


def _gather(database: Database, size: int) -> None:
    table = f"ft_body{SHADOW.suffix}"
    database.driver_run(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', ?)", (size,))


def _drop(database: Database, tables: Statements) -> None:
    for name in (*TABLES, *(() if tables.suffix else RETIRED)):
        database.driver_run(f"DROP TABLE IF EXISTS {name}{tables.suffix}")
