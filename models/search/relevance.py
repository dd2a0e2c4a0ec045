"""The order of relevance: a pool of hits is scored, best first; every further hit follows, newest first.

The pool is the newest hits anywhere together with the newest hits in headlines; where hits are few among many
candidates, it ends after so many texts were read. Where it begins is part of the cursor, as is the day that ages are
counted from: what a page has shown is not shown again, and nothing is passed over, whatever was stored or taken away in
between.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from models.query.tree import Term
from models.records.article_ids import day_of
from models.search.scan import Place, SearchScan, read_place
from models.search.scoring import score
from models.text.folding import fold, fold_bytes, fold_plain, is_plain

MAX_POOL = 200
"""How many of the newest hits anywhere, and of the newest in headlines, are ranked."""

MAX_READ, MIN_POOL = 2_000, 24
"""The pool ends once so many texts were read, if it holds so many hits by then."""

_TEXTS = (
    "SELECT p.id, p.plain, a.headline, a.deck, CAST(a.body AS BLOB) FROM json_each(?) AS wanted "
    "CROSS JOIN place_in_day AS p ON p.id = wanted.value CROSS JOIN article AS a ON a.id = p.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedHit:
    """One hit in the order of relevance, and what is needed to go on behind it.

    ``newest`` is the day that ages are counted from. Hits from ``floor`` on are in the pool (None: all are), and hits
    in headlines from the id ``titles`` on (None: none is for its headline). ``score`` is None behind the pool.
    """

    newest: int
    floor: Place | None
    titles: int | None
    score: float | None
    last: Place


def rank_hits(
    db: sqlite3.Connection, walk: SearchScan, terms: tuple[Term, ...], after: RankedHit | None
) -> Iterator[RankedHit]:
    """Hits in the order of relevance, those behind ``after`` only."""
    stream = walk.places(db)
    pool: dict[Place, None]
    titles: int | None
    floor: Place | None
    if after is None:
        pool = {}
        floor = None
        for place in stream:
            pool[place] = None
            if len(pool) == MAX_POOL or (len(pool) >= MIN_POOL and walk.verifier.read > MAX_READ):
                floor = place
                break
        places, lowest = walk.in_headlines(db, most=MAX_POOL, floor=None) if floor and terms else ([], 0)
        titles = lowest if places else None
        pool.update(dict.fromkeys(places))
        newest = max((place.day for place in pool), default=0)
    else:
        newest, floor, titles = after.newest, after.floor, after.titles
        pool = {} if floor is None and after.score is None else _pool(db, walk, stream, floor, titles)
    behind = after is not None and after.score is None
    start = RankedHit(newest=newest, floor=floor, titles=titles, score=None, last=Place(0, 0.0, 0))
    if not behind:
        scored = sorted(((value, place) for place, value in _scores(db, pool, terms, newest)), reverse=True)
        for value, place in scored:
            if after is None or after.score is None or (value, place) < (after.score, after.last):
                yield replace(start, score=value, last=place)
    if floor is not None:
        begin = after.last if behind and after is not None else floor
        for place in replace(walk, after=begin).places(db):
            if place not in pool:
                yield replace(start, last=place)


def _pool(
    db: sqlite3.Connection, walk: SearchScan, stream: Iterator[Place], floor: Place | None, titles: int | None
) -> dict[Place, None]:
    """The pool of an earlier page, as it is now."""
    pool = dict.fromkeys(stream if floor is None else takewhile(lambda place: place >= floor, stream))
    if titles is not None:
        places, _ = walk.in_headlines(db, most=MAX_POOL, floor=titles)
        pool.update(dict.fromkeys(places))
    return pool


def _scores(
    db: sqlite3.Connection, pool: Iterable[Place], terms: tuple[Term, ...], newest: int
) -> Iterator[tuple[Place, float]]:
    by_id = {place.id: place for place in pool}
    as_it_stands = all(is_plain(term.text) for term in terms)
    said: Iterable[str]
    for number, plain, headline, deck, body in db.execute(_TEXTS, (json.dumps(list(by_id)),)):
        if as_it_stands:
            said = (headline, deck, body.decode()) if plain else map(fold_plain, (headline, deck, body.decode()))
        elif plain:
            said = (fold(headline), fold(deck), fold_bytes(body).decode())
        else:
            said = map(fold, (headline, deck, body.decode()))
        headline, deck, text = said
        yield by_id[number], score(terms, headline, deck, text, newest - day_of(number))


def write_ranked(one: RankedHit) -> str:
    """The cursor behind a hit."""
    floor = ("-", "-") if one.floor is None else (repr(one.floor.second), str(one.floor.id))
    titles = "-" if one.titles is None else str(one.titles)
    value = "-" if one.score is None else repr(one.score)
    return "|".join((str(one.newest), *floor, titles, value, repr(one.last.second), str(one.last.id)))


def read_ranked(text: str) -> RankedHit:
    """The cursor that ``write_ranked`` wrote. Raises ValueError for anything else."""
    newest, floor_second, floor_id, titles, value, second, number = text.split("|")
    if any(abs(int(part)) > 1 << 62 for part in (newest, titles) if part != "-"):
        raise ValueError("no id")
    return RankedHit(
        newest=int(newest),
        floor=None if floor_id == "-" else read_place((floor_second, floor_id)),
        titles=None if titles == "-" else int(titles),
        score=None if value == "-" else float(value),
        last=read_place((second, number)),
    )
