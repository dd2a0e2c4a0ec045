"""The clip as PDF, Word and Hangul file: sixty articles against the goals, and whether twice as many take twice as long.

Each file is made by a process of its own, as `news report daily` does: imports and charts are in its time, which is that
of the processor, so that what else runs on the machine does not count. A text of 200,000 letters in a narrow cell may
take no longer than one of 100,000: what a cell shows has an end.
"""

import json
import statistics
import subprocess
import sys

KINDS = ("pdf", "docx", "hwpx")
ARTICLES = 60
MANY = 400
ROUNDS = 3
MAX_SECONDS, MAX_MB, MAX_MEMORY_MB = 3.0, 2.0, 400.0
MAX_GROWTH = 2.6
"""How many times longer twice the articles, or twice the text in a cell, may take."""

MAKE = """
import io, json, sys, time
from importlib import import_module
from dataclasses import replace
from tests.bench.memory import peak_mb
from tests.support.clip_documents import document_of, report_of
from reports.documents.document import Run, Table, TableColumn
kind, count, letters = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
document = document_of(report_of(count, whole=True))
if letters:
    cell = (Run("가나 " * (letters // 3)),)
    document = replace(document, blocks=[Table([TableColumn("", 1), TableColumn("", 9)], [[cell, cell]])])
file = io.BytesIO()
start = time.process_time()
getattr(import_module(f"reports.documents.{kind}"), f"write_{kind}")(file, document)
took = time.process_time() - start
print(json.dumps([took, len(file.getvalue()) / 1e6, peak_mb()]))
"""


def measure(kind: str, count: int, letters: int = 0, *, rounds: int = 1) -> tuple[float, float, float]:
    """(Seconds of the processor, MB of the file, MB of memory) of one document, the median in seconds."""
    rows = []
    for _ in range(rounds):
        ran = subprocess.run(
            [sys.executable, "-c", MAKE, kind, str(count), str(letters)], capture_output=True, text=True, check=True
        )
        rows.append(json.loads(ran.stdout))
    return statistics.median(row[0] for row in rows), rows[0][1], max(row[2] for row in rows)


def run() -> bool:
    """Measure and print; whether every goal is met."""
    print(
        f"documents of {ARTICLES} whole articles (goals: {MAX_SECONDS:.0f} s, {MAX_MB:.0f} MB, "
        f"{MAX_MEMORY_MB:.0f} MB of memory; {MANY} articles against {MANY // 2}: {MAX_GROWTH} x)"
    )
    good = True
    for kind in KINDS:
        seconds, size, memory = measure(kind, ARTICLES, rounds=ROUNDS)
        growth = measure(kind, MANY)[0] / measure(kind, MANY // 2)[0]
        met = seconds <= MAX_SECONDS and size <= MAX_MB and memory <= MAX_MEMORY_MB and growth <= MAX_GROWTH
        good &= met
        print(
            f"  {kind:<5} {seconds:5.2f} s  {size:5.2f} MB  {memory:4.0f} MB of memory  twice as many {growth:4.2f} x"
            f"{'' if met else '   MISSED'}"
        )
    growth = measure("pdf", 1, 200_000)[0] / measure("pdf", 1, 100_000)[0]
    met = growth <= MAX_GROWTH
    print(f"  pdf   200,000 letters in a cell against 100,000: {growth:.2f} x{'' if met else '   MISSED'}")
    return good and met


if __name__ == "__main__":
    sys.exit(0 if run() else 1)
