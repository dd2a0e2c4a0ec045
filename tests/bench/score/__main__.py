"""`make score`: our row beside the peers'. `--lower-floor` writes what was reached as the floor, also where it is worse;
`--raise-floor` only where it is better. Exit 1 where a sum is below its floor."""

import sys
import tempfile
import time
from pathlib import Path

from pipelines.page.decode import decode
from tests.bench.score import floor, ours, pages, peers

HEAD = f"{'':23} headline  time  reporters   deck  body F1     P     R   >=.95  foreign   s/page"


def row(name: str, total: dict[str, float], seconds: float) -> str:
    """One line of the table."""
    return (
        f"{name:23} {total['head']:7.1%} {total['pub']:6.1%} {total['rep']:9.1%} "
        f"{total['deck']:7.1%}   {total['f1']:.3f}  {total['p']:.3f} "
        f"{total['r']:.3f}  {total['f1_95']:6.1%}  {total['mn_hits']:6.0f}  {seconds:8.4f}"
    )


def main(arguments: list[str]) -> int:
    if not pages.present():
        print(f"Nothing to score: {pages.MISSING}.")
        return 0
    print(
        f"{len(list(pages.manifest()))} real pages; peers are handed decoded text, we the bytes. Judge: score.py there"
    )
    print(HEAD)
    seconds = _seconds()
    totals = []
    for name, predict in (("news (undeclared)", ours.predict_undeclared), ("news (declared)", ours.predict)):
        with tempfile.TemporaryDirectory() as folder:
            refused = predict(Path(folder))
            totals.append(pages.total(Path(folder)))
        print(row(name, totals[-1], seconds), flush=True)
        for file, reason in refused.items():
            print(f"  refused: {file}: {reason}")
    total = {name: (min if more else max)(one[name] for one in totals) for name, more in floor.NAMES.items()}
    if "--ours" not in arguments:
        _peers()
    if "--lower-floor" in arguments or "--raise-floor" in arguments:
        changed = floor.write(total, lower="--lower-floor" in arguments)
        print(f"floor written to {floor.PATH.name}: {', '.join(changed) or 'nothing changed'}")
        return 0
    worse = floor.below(total, floor.read())
    for sentence in worse:
        print(f"BELOW THE FLOOR: {sentence}")
    return 1 if worse else 0


def _seconds() -> float:
    """Processor seconds a page of our own reading, in this process."""
    from models.records.page import Page
    from models.records.times import now
    from pipelines.extract import extract
    from scrapers.families.generic import FAMILY, outlet_for

    at = now()
    batch = []
    for line in pages.manifest():
        body = (pages.MANIFEST.parent / line["file"]).read_bytes()
        page = Page(outlet="", url=line["url"], body=body, fetched_at=at)
        if outlet := outlet_for(page):
            batch.append((page, FAMILY.layout(outlet)))
    for page, layout in batch[:3]:
        extract(page, layout)
    start = time.process_time()
    for page, layout in batch:
        extract(page, layout)
    return (time.process_time() - start) / len(batch)


def _peers() -> None:
    handed = [
        {
            "stem": pages.stem(line["file"]),
            "url": line["url"],
            "html": decode((pages.MANIFEST.parent / line["file"]).read_bytes()).text,
        }
        for line in pages.manifest()
    ]
    try:
        for name, folder, spent in peers.rows(handed):
            print(row(name, pages.total(folder), spent / len(handed)), flush=True)
    except peers.NoPeersError as error:
        print(f"  only our row: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
