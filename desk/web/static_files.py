"""The style sheet and the scripts: small files of ours, named by their content, so that browsers keep them for good."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
STYLES = Path(__file__).resolve().parent / "styles"
SCRIPTS = Path(__file__).resolve().parent / "scripts"
STYLE_SHEET, FIRST = "desk.css", "base"
SCRIPT = "desk.js"
COMMENT = re.compile(r"(^|\s)// .*")
SPACE = re.compile(
    r" (?=(?:=>|[=!]==|=|&&|\|\||\?\?|<|[?:+-]) |[)}])|(?<= (?:=>|&&|\|\||\?\?)) |(?<= [=?:+<-]) |(?<=[!=]==) "
    r"|(?<=[{(,;)]) |(?<=\w:) "
)
"""Spaces of a script that only a reader needs; our scripts hold no text that people read."""
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
    return b"".join(path.read_bytes() for path in _in_order(STYLES, "*.css"))


def join_scripts() -> bytes:
    """The one script of ours, a function that calls itself; what only a reader needs is left out."""
    lines = (
        SPACE.sub("", COMMENT.sub("", line)).strip()
        for path in _in_order(SCRIPTS, "*.js")
        for line in _read_lines(path)
    )
    return "\n".join(('"use strict";', "(() => {", *filter(None, lines), "})();")).encode()


@cache
def static_url(name: str) -> str:
    """The address of a static file, which changes with its content. Raises KeyError."""
    for named, file in read_static_files().items():
        if file.name == name:
            return PREFIX + named
    raise KeyError(name)


def _in_order(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern), key=lambda path: (path.stem != FIRST, path.name))


def _read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _named(name: str, body: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(body).hexdigest()[:DIGEST_CHARACTERS]}{dot}{suffix}"
