"""`make score`: our row beside the peers'. `--lower-floor` writes what was reached as the floor, also where it is worse;
`--raise-floor` only where it is better; `--ours` leaves the peers out. Exit 1 where a sum is below its floor."""

import sys
import tempfile
import time
from pathlib import Path

from pipelines.page.decode import decode
from tests.bench.score import floor, ours, pages, peers
from tests.bench.score.pages import PageSet

HEAD = f"{'':23} headline   time  reporters  e-mails  section   deck  body F1     P     R   >=.95  foreign  refused   s/page"


def row(name: str, total: dict[str, float], seconds: float | None) -> str:
    """One line of the table."""
    return (
        f"{name:23} {total['head']:8.1%} {total['pub']:6.1%} {total['rep']:10.1%} {total['emails']:8.1%} "
        f"{total['section']:8.1%} {total['deck']:6.1%}    {total['f1']:.3f} {total['p']:.3f} {total['r']:.3f}  "
        f"{total['f1_95']:6.1%}  {total['mn_hits']:7.0f}  {total['missing']:7.0f}"
        + (f" {seconds:8.4f}" if seconds is not None else "")
    )


def main(arguments: list[str]) -> int:
    """Print the table of each set; the exit code."""
    if not pages.DEV.is_present:
        print(f"Nothing to score: {pages.MISSING}.")
        return 0
    totals: dict[str, floor.Sums] = {}
    for page_set in pages.SETS:
        if not page_set.is_present:
            print(f"\n{page_set.name}: not there")
            continue
        print(
            f"\n{page_set.name}: {len(list(page_set.read_manifest()))} real pages; peers are handed decoded text, we the bytes"
        )
        print(HEAD)
        sums = []
        for name, predict in (
            ("news (undeclared)", ours.predict_undeclared),
            ("news (declared)", ours.predict_declared),
        ):
            with tempfile.TemporaryDirectory() as folder:
                refused = predict(page_set, Path(folder))
                sums.append(pages.score(page_set, Path(folder)))
            seconds = _measure_seconds(page_set) if len(sums) == 1 else None
            print(row(name, sums[-1], seconds), flush=True)
            for file, reason in refused.items():
                print(f"  refused: {file}: {reason}")
        totals[page_set.name] = {
            name: (min if more else max)(one[name] for one in sums) for name, more in floor.NAMES.items()
        }
        if "--ours" not in arguments and not page_set.seed:
            _print_peers(page_set)
    if "--lower-floor" in arguments or "--raise-floor" in arguments:
        changed = floor.write(totals, lower="--lower-floor" in arguments)
        print(f"floor written to {floor.PATH.name}: {', '.join(changed) or 'nothing changed'}")
        return 0
    floors = floor.read()
    worse = [f"{name}: {one}" for name, total in totals.items() for one in floor.below(total, floors[name])]
    for sentence in worse:
        print(f"BELOW THE FLOOR: {sentence}")
    return 1 if worse else 0


def _measure_seconds(page_set: PageSet) -> float:
    """Processor seconds a page of our own reading, in this process."""
    from models.records.page import Page
    from models.records.times import now
    from pipelines.extract import extract
    from scrapers.families.generic import FAMILY, outlet_for

    at = now()
    batch = []
    for line in page_set.read_manifest():
        page = Page(outlet="", url=line["url"], body=page_set.read_page(line["file"]), fetched_at=at)
        if outlet := outlet_for(page):
            batch.append((page, FAMILY.layout(outlet)))
    for page, layout in batch[:3]:
        extract(page, layout)
    start = time.process_time()
    for page, layout in batch:
        extract(page, layout)
    return (time.process_time() - start) / len(batch)


def _print_peers(page_set: PageSet) -> None:
    handed = [
        {
            "stem": pages.stem(line["file"]),
            "url": line["url"],
            "html": decode(page_set.read_page(line["file"])).text,
        }
        for line in page_set.read_manifest()
    ]
    try:
        for name, folder, spent in peers.rows(handed):
            print(row(name, pages.score(page_set, folder), spent / len(handed)), flush=True)
    except peers.NoPeersError as error:
        print(f"  only our row: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
