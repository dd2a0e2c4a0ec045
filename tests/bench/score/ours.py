"""Our records of the real pages, by the command line as a person would run it."""

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
from tests.bench.score.pages import MANIFEST, manifest, stem

ROOT = Path(__file__).resolve().parents[3]


def predict(folder: Path) -> dict[str, str]:
    """Write a record a page into ``folder``; what was refused, by file, with the reason."""
    command = [
        sys.executable,
        "-m",
        "cli",
        "extract",
        "--manifest",
        str(MANIFEST),
        "--archive",
        str(folder / "none.db"),
    ]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    refused = {}
    for line in ran.stdout.splitlines():
        said = json.loads(line)
        if "article" in said:
            path = folder / f"{stem(said['file'])}.json"
            path.write_text(json.dumps(said["article"], ensure_ascii=False), encoding="utf-8")
        else:
            refused[said["file"]] = said["reject"]
    return refused


def predict_undeclared(folder: Path) -> dict[str, str]:
    """The same by the generic reader alone, as if nobody had declared any of the outlets."""
    refused = {}
    for line in manifest():
        body = (MANIFEST.parent / line["file"]).read_bytes()
        page = Page(outlet="", url=line["url"], body=body, fetched_at=now())
        outlet = outlet_for(page)
        assert outlet is not None
        found = extract(page, FAMILY.layout(outlet))
        if isinstance(found, Reject):
            refused[line["file"]] = str(found.reason)
        else:
            path = folder / f"{stem(line['file'])}.json"
            path.write_text(json.dumps(as_json(found), ensure_ascii=False), encoding="utf-8")
    return refused
