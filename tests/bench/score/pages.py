"""The real pages that lie beside the project, and their judge; nothing of them is copied into the project."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[4] / "shared" / "pages"
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
    return sums | {"deck": decks(predicted)}


def decks(predicted: Path) -> float:
    """The share of pages whose deck is the gold's, line by line (NFC, white space folded); the judge asks for none."""
    gold = sorted(GOLD.glob("*.json"))
    return sum(_deck(path) == _deck(predicted / path.name) for path in gold) / len(gold)


def _deck(record: Path) -> list[str]:
    said = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {"deck": "(no record)"}
    lines = unicodedata.normalize("NFC", said.get("deck") or "").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]
