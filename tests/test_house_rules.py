"""Data flows one way: who may import whom, and where each library may stand."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {
    "models": set(),
    "pipelines": {"models"},
    "scrapers": {"pipelines", "models"},
    "reports": {"pipelines", "models"},
    "desk": {"reports", "scrapers", "pipelines", "models"},
}
FENCES = {
    "scrapy": ("scrapers/", "pipelines/item_pipelines.py"),
    "twisted": ("scrapers/", "pipelines/item_pipelines.py"),
    "OpenSSL": ("scrapers/outcomes/network_errors.py",),
    "service_identity": ("scrapers/outcomes/network_errors.py",),
    "sqlalchemy": ("models/",),
    "alembic": ("models/",),
    "dateutil": ("pipelines/text/dates.py",),
    "zstandard": ("models/archive/compression.py",),
    "warcio": ("reports/articles/warc_writer.py", "scrapers/importing/warc_pages.py"),
    "lxml": ("pipelines/", "scrapers/families/"),
    "bs4": ("pipelines/",),
    "click": ("cli.py", "desk/commands/", "desk/services/deadline.py"),
    "rich": ("desk/output/progress.py",),
    "numpy": ("pipelines/text_reuse/", "pipelines/stories/", "pipelines/releases/", "models/text/tokens.py"),
    "olefile": ("pipelines/releases/readers/hwp.py",),
    "docx": ("pipelines/releases/readers/docx.py",),
    "pypdf": ("pipelines/releases/readers/pdf.py",),
    "xlsxwriter": ("reports/formats/xlsx.py",),
    "PIL": ("reports/charts/png.py",),
}
# Inside pipelines/ only these two compose steps; data modules may be imported by every step.
COMPOSERS = {"extract.py", "item_pipelines.py"}
DATA = {"layout", "raw", "reject"}
FILES = [p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "cli.py"]
PARTS = {  # a step that grew over one file: the parts belong to the step named
    "parse": set(),
    "bylines": {"people", "signature"},
    "signature": {"people"},
    "times": {"dates"},  # a part of extract
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    room = name.split("/")[0]
    tops = {module.split(".")[0] for module in imported(path)}
    if room in ROOMS:
        assert tops & (ROOMS.keys() | {"cli", "tests"}) <= ROOMS[room] | {room}
    for library, places in FENCES.items():
        if library in tops:
            assert name.startswith(places), f"{name} may not import {library}"


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines").glob("*.py")), ids=lambda p: p.name)
def test_steps_do_not_import_each_other(path: Path) -> None:
    if path.name in COMPOSERS:
        return
    steps = {m.split(".")[1] for m in imported(path) if m.startswith("pipelines.") and m.count(".") == 1}
    assert steps <= DATA | PARTS.get(path.stem, set()), f"{path.name} imports {steps}"


def test_searching_loads_nothing_slow() -> None:
    code = "import sys, cli, models.search.search, models.archive.read.stories, desk.services.search_results, desk.services.article; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert not loaded & {
        "scrapy",
        "twisted",
        "sqlalchemy",
        "alembic",
        "lxml",
        "bs4",
        "zstandard",
        "dateutil",
        "rich",
        "numpy",
    }
