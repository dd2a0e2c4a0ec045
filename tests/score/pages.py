"""The real pages that lie beside the project, and their judge; nothing of them is copied into the project."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared" / "pages"
GOLD = SHARED / "gold"
MANIFEST = SHARED / "dev" / "manifest.jsonl"
MISSING = f"no real pages beside the project ({SHARED.parent.name}/{SHARED.name})"


def present() -> bool:
    """Whether pages, gold and judge are there."""
    return MANIFEST.is_file() and GOLD.is_dir() and (SHARED / "score.py").is_file()


def judge() -> ModuleType:
    """The judge's own program."""
    spec = importlib.util.spec_from_file_location("judge", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def manifest() -> Iterator[dict[str, Any]]:
    """The pages: file and url."""
    for line in MANIFEST.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def stem(file: str) -> str:
    """The name of a page's records: the file's without its ending."""
    return file.rsplit(".", 1)[0]


def total(predicted: Path) -> dict[str, float]:
    """The judge's sums over a folder of predicted records."""
    judged = judge()
    sums: dict[str, float] = judged.total(judged.score(str(GOLD), str(predicted)))
    return sums
