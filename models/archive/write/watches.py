"""Saved searches, written: made, taken away, and given every article that is new to them.

An article is recorded in the transaction that stores it, by a crawl, an import or whatever else, so that none is ever
missed or reported twice. It is new to a watch when it answers it and, if it was there before, did not answer it then.
An office's own press releases are no news to a search that does not name the office.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from models.archive.compiled_sql import Database
from models.archive.read.watches import read_watch
from models.archive.schema.tables import outlet as outlet_table
from models.archive.schema.tables import watch as watch_table
from models.archive.schema.tables import watch_hit as hit_table
from models.query.filters import Filters
from models.query.novelty import answers, is_new
from models.query.tree import Query, as_json
from models.records.article import Article
from models.records.outlet import RELEASES
from models.records.times import now, time_text
from models.text.searchable import texts

_W, _H = watch_table.c, hit_table.c
ALL = select(_W.id, _W.name, _W.typed, _W.query, _W.filters, _W.created_at, _W.shown)
FIND = select(_W.id).where(_W.name == bindparam("b_name"))
ADD = insert(watch_table)
REMOVE = delete(watch_table).where(_W.id == bindparam("b_id"))
SHOWN = (
    update(watch_table)
    .where(_W.id == bindparam("b_id"), _W.shown < bindparam("n_shown"))
    .values(shown=bindparam("n_shown"))
)
RELEASING = select(outlet_table.c.id).where(outlet_table.c.kind == RELEASES)
CHANGE = update(watch_table).where(_W.id == bindparam("b_id")).values(filters=bindparam("n_filters"))
REWORD = (
    update(watch_table).where(_W.id == bindparam("b_id")).values(typed=bindparam("n_typed"), query=bindparam("n_query"))
)
ADD_HIT = insert(hit_table).prefix_with("OR IGNORE")


def add(
    database: Database, name: str, query: Query, filters: Filters, *, rivals: Sequence[str] = (), title: str = ""
) -> bool:
    """Save a search under a name; False where one of that name is there already. It begins with what comes next."""
    if database.run(FIND, b_name=name).fetchone() is not None:
        return False
    database.run(
        ADD,
        name=name,
        typed=query.typed,
        query=_tree(query),
        filters=_settings(filters, rivals, title),
        created_at=time_text(now()),
    )
    return True


def change(
    database: Database,
    name: str,
    filters: Filters,
    rivals: Sequence[str],
    title: str,
    caution: Sequence[str] = (),
    query: Query | None = None,
) -> bool:
    """Give a search other settings, and where ``query`` is given other words; False where there is none of that name.

    Its finds stay; what is stored from now on is tested against the new words.
    """
    found = database.run(FIND, b_name=name).scalar()
    if found is None:
        return False
    database.run(CHANGE, b_id=found, n_filters=_settings(filters, rivals, title, caution))
    if query is not None:
        database.run(REWORD, b_id=found, n_typed=query.typed, n_query=_tree(query))
    return True


def _tree(query: Query) -> str:
    return json.dumps(as_json(query.root), ensure_ascii=False)


def _settings(filters: Filters, rivals: Sequence[str], title: str, caution: Sequence[str] = ()) -> str:
    """What narrows the search, and how its reports look; what is empty is left out."""
    told = filters.as_json() | {"rivals": list(rivals), "title": title, "caution": list(caution)}
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


def remove(database: Database, name: str) -> bool:
    """Forget a search and what it found; False where there is none of that name."""
    found = database.run(FIND, b_name=name).scalar()
    if found is None:
        return False
    database.run(REMOVE, b_id=found)
    return True


def mark_shown(database: Database, watch_id: int, n: int) -> None:
    """Keep that the finds of a watch up to number ``n`` were shown."""
    database.run(SHOWN, b_id=watch_id, n_shown=n)


def mark_seen(database: Database, person: str, watch_id: int, n: int) -> None:
    """Keep that a person has seen the finds of a watch up to number ``n``, or all where there are fewer.

    A smaller number than before is not kept.
    """
    sql = (
        "INSERT INTO watch_seen (person, watch_id, n) "
        "SELECT ?1, id, min(?3, coalesce((SELECT max(h.n) FROM watch_hit AS h WHERE h.watch_id = watch.id), 0)) "
        "FROM watch WHERE id = ?2 "
        "ON CONFLICT (person, watch_id) DO UPDATE SET n = max(n, excluded.n)"
    )
    database.driver_run(sql, (person, watch_id, n))


def record(database: Database, gone: Iterable[Article], come: Mapping[int, Article]) -> None:
    """Record what is new for each watch: ``come`` are the articles now written, ``gone`` what some of them replace."""
    if not come:
        return
    watches = [read_watch(tuple(row)) for row in database.run(ALL).fetchall()]
    if not watches:
        return
    releasing = {row.id for row in database.run(RELEASING).fetchall()}
    at = time_text(now())
    earlier = {(one.outlet, one.canonical_url): one for one in gone}
    found: list[dict[str, object]] = []
    for article_id, article in sorted(come.items()):
        said = texts(article)
        old = earlier.get((article.outlet, article.canonical_url))
        before = None if old is None else texts(old)
        found += [
            {"watch_id": watch.id, "article_id": article_id, "found_at": at}
            for watch in watches
            if (article.outlet not in releasing or watch.filters.outlets)
            and answers(watch.root, watch.filters, article, said)
            and is_new(watch.root, watch.filters, old, before)
        ]
    database.run_many(ADD_HIT, found)
