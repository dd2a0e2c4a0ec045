"""Our records of the real pages: with the bundled declarations by the command line, and without any."""

import json
import subprocess
import sys
from pathlib import Path

from models.records.article import as_json
from models.records.page import Page
from models.records.times import now
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for
from tests.bench.score.pages import PageSet, stem

ROOT = Path(__file__).resolve().parents[3]


def predict_declared(page_set: PageSet, folder: Path) -> dict[str, str]:
    """Write a record a page into ``folder`` as a person would, by `news extract`; what was refused, by file."""
    pages = folder / "pages"
    pages.mkdir()
    for line in page_set.read_manifest():
        (pages / line["file"]).write_bytes(page_set.read_page(line["file"]))
    manifest = pages / "manifest.jsonl"
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in page_set.read_manifest()), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cli",
        "extract",
        "--manifest",
        str(manifest),
        "--archive",
        str(folder / "none.db"),
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    refused = {}
    for line in map(json.loads, ran.stdout.splitlines()):
        if "article" in line:
            _write(folder, line["file"], line["article"])
        else:
            refused[line["file"]] = line["reject"]
    return refused


def predict_undeclared(page_set: PageSet, folder: Path) -> dict[str, str]:
    """The same by the generic reader alone, as if nobody had declared any of the outlets."""
    refused = {}
    for line in page_set.read_manifest():
        page = Page(outlet="", url=line["url"], body=page_set.read_page(line["file"]), fetched_at=now())
        outlet = outlet_for(page)
        assert outlet is not None
        article = extract(page, FAMILY.layout(outlet))
        if isinstance(article, Reject):
            refused[line["file"]] = str(article.reason)
        else:
            _write(folder, line["file"], as_json(article))
    return refused


def _write(folder: Path, file: str, record: object) -> None:
    (folder / f"{stem(Path(file).name)}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
