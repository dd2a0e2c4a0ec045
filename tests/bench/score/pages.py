"""The real pages that lie beside the project, and their judge; nothing of them is copied into the project."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[4] / "shared"
JUDGE = SHARED / "pages" / "score.py"
RENAME = SHARED / "tools" / "rename_marks.py"
MISSING = f"no real pages beside the project ({SHARED.name}/pages)"


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages with the records that they should give. ``seed`` gives every class and id of a page another name."""

    name: str
    pages: str
    gold: str
    seed: str = ""

    @property
    def folder(self) -> Path:
        """Where the pages are."""
        return SHARED / "pages" / self.pages

    @property
    def gold_folder(self) -> Path:
        """Where their records are."""
        return SHARED / "pages" / self.gold

    @property
    def is_present(self) -> bool:
        """Whether pages, records and judge are there."""
        there = (self.folder / "manifest.jsonl").is_file() and self.gold_folder.is_dir() and JUDGE.is_file()
        return there and (not self.seed or RENAME.is_file())

    def read_manifest(self) -> Iterator[dict[str, Any]]:
        """The pages: file and url."""
        for line in (self.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)

    def read_page(self, file: str) -> bytes:
        """A page's bytes, renamed where the set is."""
        body = (self.folder / file).read_bytes()
        return rename_marks(body, self.seed) if self.seed else body


DEV = PageSet("dev", "dev", "gold")
DEV2 = PageSet("dev2", "dev2", "gold2")
SETS = (
    DEV,
    DEV2,
    PageSet("dev, renamed", "dev", "gold", "another skin"),
    PageSet("dev2, renamed", "dev2", "gold2", "another skin"),
)
"""The two sets as they are, and with every class and id renamed: what a redesign does."""


def stem(file: str) -> str:
    """The name of a page's records: the file's without its ending."""
    return file.rsplit(".", 1)[0]


def score(page_set: PageSet, predicted: Path) -> dict[str, float]:
    """The judge's sums over a folder of predicted records; the judge is a program of its own and is run as one.

    Decks, e-mails and sections, which it does not ask for, are compared here.
    """
    out = predicted / "sums"
    command = [sys.executable, str(JUDGE), str(page_set.gold_folder), str(predicted), "--quiet", "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    sums: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))["total"]
    pairs = [(_record(path), _record(predicted / path.name)) for path in sorted(page_set.gold_folder.glob("*.json"))]
    return sums | {
        "deck": _share([_lines(gold, "deck") == _lines(read, "deck") for gold, read in pairs]),
        "emails": _share([set(gold.get("emails") or ()) == set(read.get("emails") or ()) for gold, read in pairs]),
        "section": _share([_is_section(r, g) for g, r in pairs if _lines(g, "section")]),
    }


@cache
def _renamer() -> Any:
    spec = spec_from_file_location("rename_marks", RENAME)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rename_marks(body: bytes, seed: str) -> bytes:
    """A page with every class and id renamed, the same word to the same word."""
    renamed: bytes = _renamer().renamed(body, seed)
    return renamed


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else 1.0


def _record(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"deck": "(no record)"}
    return record


def _is_section(read: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Whether the levels are those of the gold, whose records are of several minds: the mark between levels, and a
    first level 뉴스, which is the home page of news, count for nothing; a record may end before the page does."""
    wanted, found = _levels(gold), _levels(read)
    return found[: len(wanted)] == wanted


def _levels(record: dict[str, Any]) -> list[str]:
    levels = [" ".join(level.split()) for level in re.split(r"[>»›]", record.get("section") or "") if level.strip()]
    return levels[1:] if len(levels) > 1 and levels[0] == "뉴스" else levels


def _lines(record: dict[str, Any], field: str) -> list[str]:
    lines = unicodedata.normalize("NFC", record.get(field) or "").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]
