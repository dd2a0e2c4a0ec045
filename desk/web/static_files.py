"""The style sheet and the scripts: small files of ours, named by their content, so that browsers keep them for good."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
STYLES = Path(__file__).resolve().parent / "styles"
SCRIPTS = Path(__file__).resolve().parent / "scripts"
STYLE_SHEET, FIRST_STYLES = "desk.css", "base.css"
SCRIPT = "desk.js"
COMMENT = re.compile(r"(^|\s)// .*")
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
DIGEST_CHARACTERS = 12
PREFIX = "/static/"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is served."""

    name: str
    body: bytes
    media_type: str


@cache
def read_static_files() -> dict[str, StaticFile]:
    """Every static file, by its name with the digest in it."""
    files = [StaticFile(path.name, path.read_bytes(), MEDIA_TYPES[path.suffix]) for path in sorted(STATIC.iterdir())]
    files.append(StaticFile(STYLE_SHEET, join_styles(), MEDIA_TYPES[".css"]))
    files.append(StaticFile(SCRIPT, join_scripts(), MEDIA_TYPES[".js"]))
    return {_named(file.name, file.body): file for file in files}


def join_styles() -> bytes:
    """The one style sheet: what all pages share, then the rules of each part of the desk."""
    paths = sorted(STYLES.glob("*.css"), key=lambda path: (path.name != FIRST_STYLES, path.name))
    return b"".join(path.read_bytes() for path in paths)


def join_scripts() -> bytes:
    """The one script of ours: each file is a function that calls itself; what only a reader needs is left out."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js"))]
    lines = (COMMENT.sub("", line).strip() for text in texts for line in text.splitlines())
    return "\n".join(filter(None, lines)).encode()


@cache
def static_url(name: str) -> str:
    """The address of a static file, which changes with its content. Raises KeyError."""
    for named, file in read_static_files().items():
        if file.name == name:
            return PREFIX + named
    raise KeyError(name)


def _named(name: str, body: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(body).hexdigest()[:DIGEST_CHARACTERS]}{dot}{suffix}"
