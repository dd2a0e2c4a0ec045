"""One of many who search while the archive is written: looks again and again, and says what is wrong.

Run as ``python -m tests.support.search_crowd ARCHIVE SECONDS``. Every article of the writer's holds the word 무리 and its
number in the headline and in the body, and those of one transaction are a whole hundred.
"""

import sys
import time
from contextlib import closing
from pathlib import Path

from models.archive.read.open import open_connection
from models.query.syntax import parse
from models.search.search import count, search

QUERIES = ("무리", "무리 배터리", "headline:무리", "=무리", "이차전지", "무리 -없는말", "차전", "obat")


def look(archive: Path, seconds: float, whole: int) -> list[str]:
    """What is wrong with what was found, in words."""
    wrong: list[str] = []
    last, looks, until = 0, 0, time.monotonic() + seconds
    while time.monotonic() < until or not looks:
        looks += 1
        with closing(open_connection(archive)) as db:
            db.execute("BEGIN")
            there = db.execute("SELECT count(*) FROM article").fetchone()[0]
            if there % whole or there < last:
                wrong.append(f"{there} articles after {last}")
            last = there
            for typed in QUERIES:
                total, capped = count(db, parse(typed))
                if total != min(there, 10_000) or capped != (there > 10_000):
                    wrong.append(f"{typed}: {total} of {there}")
            for sort in ("newest", "relevance"):
                hits = search(db, parse("무리"), sort=sort, limit=20, counted=False).hits  # type: ignore[arg-type]
                if len(hits) != min(20, there) or any("무리" not in hit.article.headline for hit in hits):
                    wrong.append(f"{sort}: {len(hits)} of {there}")
            db.execute("COMMIT")
    print(f"{looks} looks at up to {last} articles")
    return wrong


if __name__ == "__main__":
    found = look(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
    print("\n".join(found[:5]), file=sys.stderr)
    sys.exit(bool(found))
