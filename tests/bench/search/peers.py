"""The same articles and the same queries for other engines: FTS5 trigram with LIKE, FTS5 unicode61, tantivy, ripgrep.

Each is used as its documents say for Korean: trigram answers three letters and more by MATCH and shorter ones by LIKE;
unicode61 is asked with a prefix (``포항*``); tantivy cuts one and two letters; ripgrep reads text files, a day each.
They are compared on fewer articles, for trigram writes a tenth as fast. Ours stands beside them on the same ones.
tantivy comes into .venv-peers (``make bench-search`` installs it); ripgrep is used where it is installed.
"""

import json
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from models.archive.read.open import open_connection
from models.query.syntax import parse
from models.search.search import search
from models.text.folding import fold
from models.text.searchable import article_text
from tests.bench.search.build import build, chunks, numbered
from tests.bench.search.corpus import corpus
from tests.bench.search.ours import milliseconds, quantile
from tests.bench.search.queries import Asked, queries

PEERS_PYTHON = Path(".venv-peers/bin/python")
ROW = "  {:26} {:>9} {:>10} {:>19} {:>19} {:>8} {:>9}"
Texts = dict[int, str]
Ask = Callable[[tuple[str, ...], int], list[int]]
"""(words that must all stand in a text, how many at most) to ids, the newest first."""


def compare(folder: Path, seed: int, total: int, query_seed: int) -> None:
    """Print a row for each engine, all on the newest text of this run."""
    used: dict[int, int] = {}
    texts = {number: article_text(one) for chunk in chunks(seed, total) for number, one in numbered(chunk, used)}
    size = sum(len(text.encode()) for text in texts.values())
    asked = [one for one in dict.fromkeys(queries(corpus(seed), query_seed, total)) if one.words]
    folded = {number: fold(text) for number, text in texts.items()}
    truth = {one: {n for n, text in folded.items() if all(fold(w) in text for w in one.words)} for one in asked}
    print(f"\n{total:,} of the same articles, {len(asked)} of the same queries (words and parts of words)")
    print("milliseconds of the processor; ripgrep, a process of its own, on the wall")
    print(ROW.format("", "x text", "articles/s", "newest 20: half/95", "ranked 20: half/95", "recall", "precision"))
    _ours(folder / "peers-ours.db", seed, total, asked, truth)
    _trigram(folder / "trigram.db", texts, size, asked, truth)
    _unicode61(folder / "unicode61.db", texts, size, asked, truth)
    _tantivy(folder / "tantivy", texts, size, asked, truth)
    _ripgrep(folder / "texts", texts, asked, truth)


def _ours(path: Path, seed: int, total: int, asked: list[Asked], truth: dict[Asked, set[int]]) -> None:
    built = build(path, seed, total)
    with closing(open_connection(path)) as db:

        def ask(words: tuple[str, ...], most: int) -> list[int]:
            return [hit.id for hit in search(db, parse(_quoted(words)), limit=most, counted=False).hits]

        def ranked(words: tuple[str, ...], most: int) -> list[int]:
            return [hit.id for hit in search(db, parse(_quoted(words)), sort="relevance", limit=most).hits]

        _row("ours", built.index_share, built.articles / built.index_seconds, asked, truth, ask, ranked)


def _quoted(words: Iterable[str]) -> str:
    return " ".join(f'"{word}"' for word in words)


def _trigram(path: Path, texts: Texts, size: int, asked: list[Asked], truth: dict[Asked, set[int]]) -> None:
    db, rate = _fts(path, "trigram", texts)

    def ask(words: tuple[str, ...], most: int, order: str = "f.rowid DESC") -> list[int]:
        long = " AND ".join(f'"{word}"' for word in words if len(word) > 2)
        short = [f"%{word}%" for word in words if len(word) < 3]
        like = " AND ".join("t.x LIKE ?" for _ in short)
        if not long:
            return _ids(db, f"SELECT t.id FROM t WHERE {like} ORDER BY t.id DESC LIMIT ?", (*short, most))
        joined = f" CROSS JOIN t ON t.id = f.rowid WHERE f MATCH ? AND {like}" if short else " WHERE f MATCH ?"
        return _ids(db, f"SELECT f.rowid FROM f{joined} ORDER BY {order} LIMIT ?", (long, *short, most))

    share = _pages(db, "f_") / size
    _row("FTS5 trigram + LIKE", share, rate, asked, truth, ask, lambda words, most: ask(words, most, "rank"))
    db.close()


def _unicode61(path: Path, texts: Texts, size: int, asked: list[Asked], truth: dict[Asked, set[int]]) -> None:
    db, rate = _fts(path, "unicode61", texts)

    def ask(words: tuple[str, ...], most: int, order: str = "rowid DESC") -> list[int]:
        match = " AND ".join(f'"{word}"*' for word in words)
        return _ids(db, f"SELECT rowid FROM f WHERE f MATCH ? ORDER BY {order} LIMIT ?", (match, most))

    share = _pages(db, "f_") / size
    _row("FTS5 unicode61, word*", share, rate, asked, truth, ask, lambda words, most: ask(words, most, "rank"))
    db.close()


def _fts(path: Path, tokenizer: str, texts: Texts) -> tuple[sqlite3.Connection, float]:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)")
    db.execute(f"CREATE VIRTUAL TABLE f USING fts5(x, content='t', content_rowid='id', tokenize='{tokenizer}')")
    db.execute("BEGIN")
    db.executemany("INSERT INTO t VALUES (?, ?)", texts.items())
    db.execute("COMMIT")
    start = time.process_time()
    rows = list(texts.items())
    for first in range(0, len(rows), 1_000):
        db.execute("BEGIN")
        db.executemany("INSERT INTO f(rowid, x) VALUES (?, ?)", rows[first : first + 1_000])
        db.execute("COMMIT")
    rate = len(rows) / (time.process_time() - start)
    db.execute("INSERT INTO f(f) VALUES ('optimize')")
    return db, rate


def _pages(db: sqlite3.Connection, prefix: str) -> int:
    return int(db.execute("SELECT sum(pgsize) FROM dbstat WHERE name GLOB ?", (f"{prefix}*",)).fetchone()[0])


def _ids(db: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> list[int]:
    return [int(row[0]) for row in db.execute(sql, values)]


def _row(
    name: str, share: float | None, rate: float | None, asked: list[Asked], truth: dict[Asked, set[int]], ask: Ask,
    ranked: Ask | None,
) -> None:  # fmt: skip
    there = right = false = 0
    for one in asked:
        found = set(ask(one.words, 1_000_000))
        there, right, false = there + len(truth[one]), right + len(found & truth[one]), false + len(found - truth[one])
    clock = on_the_wall if rate is None else milliseconds
    newest = [clock(lambda: ask(one.words, 20)) for one in asked]  # noqa: B023 - called at once
    best = [milliseconds(lambda: ranked(one.words, 20)) for one in asked] if ranked else []  # noqa: B023
    _print(name, share, rate, newest, best, right / there, right / (right + false) if right else 0.0)


def on_the_wall(run: Callable[[], object]) -> float:
    """The milliseconds of a second run."""
    run()
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def _print(
    name: str, share: float | None, rate: float | None, newest: list[float], best: list[float], recall: float,
    precision: float,
) -> None:  # fmt: skip
    def both(values: list[float]) -> str:
        return f"{quantile(values, 0.5):.2f} / {quantile(values, 0.95):.1f}" if values else "-"

    sizes = ("-" if share is None else f"{share:.2f}", "-" if rate is None else f"{rate:,.0f}")
    print(ROW.format(name, *sizes, both(newest), both(best), f"{recall:.4f}", f"{precision:.4f}"), flush=True)


def _tantivy(folder: Path, texts: Texts, size: int, asked: list[Asked], truth: dict[Asked, set[int]]) -> None:
    if not PEERS_PYTHON.exists() or subprocess.run([PEERS_PYTHON, "-c", "import tantivy"], check=False).returncode:
        print("  tantivy: not in .venv-peers, left out")
        return
    folder.mkdir()
    said = {"texts": texts, "asked": [one.words for one in asked], "folder": str(folder)}
    peer = Path(__file__).with_name("tantivy_peer.py")
    ran = subprocess.run([PEERS_PYTHON, peer], input=json.dumps(said), capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"  tantivy: {ran.stderr.strip().splitlines()[-1]}")
        return
    told = json.loads(ran.stdout)
    there = sum(map(len, truth.values()))
    right = sum(len(set(found) & truth[one]) for one, found in zip(asked, told["found"], strict=True))
    every = sum(map(len, told["found"]))
    size_there = sum(file.stat().st_size for file in folder.iterdir())
    rate = len(texts) / told["seconds"]
    _print("tantivy ngram(1, 2)", size_there / size, rate, told["newest"], told["ranked"], right / there, right / every)


def _ripgrep(folder: Path, texts: Texts, asked: list[Asked], truth: dict[Asked, set[int]]) -> None:
    if shutil.which("rg") is None:
        print("  ripgrep: not installed, left out")
        return
    folder.mkdir()
    days: dict[int, list[str]] = {}
    for number, text in texts.items():
        days.setdefault(number >> 14, []).append(f"{number} {text}".replace("\n", " "))
    for day, lines in days.items():
        (folder / f"{day}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    single = [one for one in asked if len(one.words) == 1]

    def ask(words: tuple[str, ...], most: int) -> list[int]:
        command = ["rg", "-i", "-F", "-I", "-N", "--", words[0], str(folder)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return sorted((int(line.split(" ", 1)[0]) for line in ran.stdout.splitlines()), reverse=True)[:most]

    _row("ripgrep, one word", None, None, single, truth, ask, None)
