"""The real pages that lie beside the project, and their judge; nothing of them is copied into the project."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared" / "pages"
GOLD = SHARED / "gold"
MANIFEST = SHARED / "dev" / "manifest.jsonl"
MISSING = f"no real pages beside the project ({SHARED.parent.name}/{SHARED.name})"


def present() -> bool:
    """Whether pages, gold and judge are there."""
    return MANIFEST.is_file() and GOLD.is_dir() and (SHARED / "score.py").is_file()


def manifest() -> Iterator[dict[str, Any]]:
    """The pages: file and url."""
    for line in MANIFEST.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def stem(file: str) -> str:
    """The name of a page's records: the file's without its ending."""
    return file.rsplit(".", 1)[0]


def total(predicted: Path) -> dict[str, float]:
    """The judge's sums over a folder of predicted records; the judge is a program of its own and is run as one."""
    out = predicted / "sums"
    command = [sys.executable, str(SHARED / "score.py"), str(GOLD), str(predicted), "--quiet", "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    sums: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))["total"]
    return sums
