"""Does an installation work as a user gets it? The wheel by pip, pipx and uv, each into an environment of its own.

Run: ``python -m tests.tools.install_check``. Each installation must run the demo, find something in it and write a clip as documents; the
distributions that the wheel needs come from the registry that pip is set up for.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WAYS = ("pip", "pipx", "uv")
CLIP_DAY = "2026-11-19"
"""A day on which the demo's outlets have articles."""
BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "hwpx": b"PK", "xlsx": b"PK", "html": b"<!DOCTYPE html>"}
MIN_DOCUMENT_BYTES = 4_000
NO_REGISTRY = re.compile(r"Failed to fetch|certificate|error sending request|dns error|client error", re.IGNORECASE)


class NoRegistryError(Exception):
    """uv found no registry: it does not read what pip is set up with."""


def run(*command: object, cwd: Path, codes: Sequence[int] = (0,), **environment: object) -> str:
    """Run a command; its standard output. Ends this program with what it printed where its exit code is another one.

    Raises NoRegistryError where uv cannot reach the registry at all.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NEWS_", "PYTHON"))}
    ran = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=600,
    )
    if ran.returncode and NO_REGISTRY.search(ran.stderr) and Path(str(command[0])).stem == "uv":
        raise NoRegistryError(" ".join(ran.stderr.split())[:200])
    if ran.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))}: exit code {ran.returncode}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def build(folder: Path) -> Path:
    """The wheel of this checkout."""
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(way: str, wheel: Path, folder: Path) -> Path:
    """Install the wheel; the ``news`` that a user then calls."""
    scripts = "Scripts" if os.name == "nt" else "bin"
    venv.create(folder / "tools", with_pip=True)
    tools = folder / "tools" / scripts
    if way == "pip":
        run(tools / "pip", "install", "-q", wheel, cwd=folder)
        return tools / "news"
    run(tools / "pip", "install", "-q", way, cwd=folder)
    if way == "pipx":
        run(
            *(tools / "pipx", "install", "-q", wheel),
            cwd=folder,
            PIPX_HOME=folder / "home",
            PIPX_BIN_DIR=folder / "bin",
        )
    else:
        links = [word for place in os.environ.get("PIP_FIND_LINKS", "").split() for word in ("--find-links", place)]
        places = {"UV_TOOL_DIR": folder / "home", "UV_TOOL_BIN_DIR": folder / "bin", "UV_NATIVE_TLS": "true"}
        run(tools / "uv", "tool", "install", "-q", *links, wheel, cwd=folder, **places)
    return folder / "bin" / "news"


def write_clip(news: Path, folder: Path) -> None:
    """A clip as every kind of document: fonts and templates must be inside. Its day may be one that is not crawled."""
    run(news, "watch", "add", "포항", "포항", cwd=folder, codes=(0, 1))
    run(news, "clip", "new", "--day", CLIP_DAY, cwd=folder, codes=(0, 1))
    names = [f"clip.{kind}" for kind in BEGINNINGS]
    outputs = [word for name in names for word in ("-o", name)]
    run(news, "clip", "write", "--day", CLIP_DAY, *outputs, cwd=folder, codes=(0, 1))
    for name, beginning in zip(names, BEGINNINGS.values(), strict=True):
        written = (folder / name).read_bytes() if (folder / name).exists() else b""
        if not written.startswith(beginning) or len(written) < MIN_DOCUMENT_BYTES:
            sys.exit(f"{name} was not written as it should be: {len(written)} bytes")


def main() -> None:
    """Check every way; ends with a sentence and exit code 1 at the first that fails."""
    with tempfile.TemporaryDirectory() as place:
        wheel = build(Path(place))
        for way in WAYS:
            folder = Path(place) / way
            (folder / "work").mkdir(parents=True)
            try:
                news = install(way, wheel, folder)
            except NoRegistryError as error:
                print(f"{way}: not checked, as it reaches no registry here: {error}")
                continue
            run(news, "demo", cwd=folder / "work")
            found = run(news, "search", "포항", cwd=folder / "work")
            if len(found.splitlines()) < 2:
                sys.exit(f"{way}: nothing is found in the demo's archive")
            write_clip(news, folder / "work")
            print(f"{way}: the demo, a search and a clip's documents run")


if __name__ == "__main__":
    main()
