"""Our records of the real pages, by the command line as a person would run it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.score.pages import MANIFEST, stem

ROOT = Path(__file__).resolve().parents[2]


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
