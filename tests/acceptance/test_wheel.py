"""The wheel carries what an installation needs, the Korean catalog among it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the wheel, built from what git knows of this checkout."""
    place = tmp_path_factory.mktemp("wheel")
    known = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if known.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, known.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (place / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (place / "source" / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "-w", str(place), str(place / "source")], check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "installed")
    return place / "installed"


@pytest.mark.parametrize(("named", "says"), [("ko", "사용법:"), ("en", "Usage:")])
def test_an_installation_speaks_both_languages(unpacked: Path, named: str, says: str) -> None:
    code = "import cli, models.language; print(cli.__file__, models.language.__file__); cli.main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "mark", "--help"],
        cwd=unpacked,
        env={**os.environ, "NEWS_LANG": named, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    where, _, shown = ran.stdout.partition("\n")
    assert where.split() == [str(unpacked / "cli.py"), str(unpacked / "models/language/__init__.py")]
    assert says in shown


def test_the_catalog_is_compiled_and_the_data_is_inside(unpacked: Path) -> None:
    assert [path.name for path in (unpacked / "models" / "language").glob("ko.*")] == ["ko.mo"]
    assert len(list((unpacked / "scrapers" / "outlets").glob("*.toml"))) > 100
    assert (unpacked / "reports" / "templates" / "clip.html").exists()
    assert list((unpacked / "desk" / "web" / "templates" / "parts").glob("*.html"))
    assert (unpacked / "desk" / "web" / "static" / "htmx.min.js").exists()
    assert (unpacked / "desk" / "web" / "styles" / "base.css").exists()
    assert list((unpacked / "models" / "archive" / "schema" / "migrations" / "versions").glob("*.py"))
