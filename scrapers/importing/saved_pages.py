"""Pages saved elsewhere, as pages of the archive: single files, folders, manifests and WARC files.

A manifest is JSON lines ``{"file", "url", "outlet"?, "content_type"?, "fetched_at"?}``; paths are relative to
the manifest, every other key is ignored. A saved page ``x.html`` may carry the same line in ``x.json`` beside it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.records.page import Page
from models.records.times import KST, now

PAGES = (".html", ".htm", ".xhtml", ".php")
WARCS = (".warc", ".warc.gz")
# A news page is some hundred kB; what is larger than this is no page and would only cost memory.
MAX_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Case:
    """One saved page; ``outlet`` is empty where it must be recognised from the URL.

    ``page.outlet`` is then what an archive knew of it, if it came from one; ``key`` is the name in that one's ledger.
    """

    file: str
    page: Page
    outlet: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A saved page that could not be read, and why, in one sentence."""

    file: str
    why: str


class BadTime(ValueError):  # noqa: N818 - told to the user as one sentence
    """A time that was typed and is none."""

    exit_code = 2


def cases(
    paths: Iterable[Path],
    manifest: Path | None = None,
    *,
    url: str = "",
    outlet: str = "",
    content_type: str = "",
    fetched_at: str = "",
) -> Iterator[Case | Unreadable]:
    """The cases of several paths, then those of a manifest. Raises BadTime before the first one."""
    try:
        at = read_time(fetched_at) if fetched_at else None
    except ValueError as error:
        raise BadTime(f"{fetched_at!r} is no time like 2026-11-20T07:00:00+09:00.") from error
    for path in paths:
        yield from cases_in(path, url=url, outlet=outlet, content_type=content_type, fetched_at=at)
    if manifest is not None:
        yield from cases_in_manifest(manifest)


def read_time(raw: str) -> datetime:
    """An ISO time, KST where no zone is given. Raises ValueError."""
    at = datetime.fromisoformat(raw)
    return at.replace(tzinfo=KST) if at.tzinfo is None else at.astimezone(KST)


def cases_in_manifest(path: Path) -> Iterator[Case | Unreadable]:
    """The cases of a manifest, in order. A bad line is an Unreadable, the rest goes on."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _case_of_line(path, number, line)
    except OSError as error:
        yield Unreadable(str(path), f"The manifest cannot be read: {error.strerror}.")
    except UnicodeDecodeError as error:
        yield Unreadable(str(path), f"The manifest is not UTF-8 text (byte {error.start}).")


def cases_in(
    path: Path, *, url: str = "", outlet: str = "", content_type: str = "", fetched_at: datetime | None = None
) -> Iterator[Case | Unreadable]:
    """The cases at a path: one page, the pages of a folder (with all below it), or the responses of a WARC file."""
    if path.is_dir():
        for found in sorted(p for p in path.rglob("*") if p.is_file() and _kind(p)):
            yield from cases_in(found, outlet=outlet, content_type=content_type, fetched_at=fetched_at)
    elif _kind(path) == "warc":
        from scrapers.importing.warc_pages import cases_in_warc

        yield from cases_in_warc(path, outlet)
    else:
        sidecar = path.with_suffix(".json")
        said: Any = {}
        if not url and sidecar.is_file():
            try:
                said = json.loads(sidecar.read_text(encoding="utf-8-sig"))
            except ValueError:
                yield Unreadable(str(path), f"{sidecar.name} beside it is no JSON.")
                return
        if not isinstance(said, dict):
            said = {}
        line = {"url": url, "outlet": outlet, "content_type": content_type} | said
        if fetched_at is not None:
            line["fetched_at"] = fetched_at.isoformat()
        yield _case(str(path), path, line)


def _kind(path: Path) -> str:
    name = path.name.lower()
    if name.endswith(WARCS):
        return "warc"
    return "page" if name.endswith(PAGES) else ""


def _case_of_line(manifest: Path, number: int, line: str) -> Case | Unreadable:
    where = f"{manifest.name}, line {number}"
    try:
        said = json.loads(line)
    except ValueError:
        return Unreadable(where, "The line is no JSON.")
    if not isinstance(said, dict) or not isinstance(said.get("file"), str):
        return Unreadable(where, 'The line names no "file".')
    return _case(said["file"], manifest.parent / said["file"], said)


def _case(name: str, path: Path, said: dict[str, Any]) -> Case | Unreadable:
    texts = {key: said.get(key) or "" for key in ("url", "outlet", "content_type", "fetched_at")}
    for key, value in texts.items():
        if not isinstance(value, str):
            return Unreadable(name, f'"{key}" must be a text.')
    if not texts["url"]:
        return Unreadable(name, "The page's address is not known: give --url, or a .json file beside it.")
    try:
        fetched_at = read_time(texts["fetched_at"]) if texts["fetched_at"] else now()
    except ValueError:
        return Unreadable(name, f"{texts['fetched_at']!r} is no time like 2026-11-20T07:00:00+09:00.")
    try:
        if path.stat().st_size > MAX_BYTES:
            return Unreadable(name, f"The file is larger than {MAX_BYTES // 2**20} MiB.")
        body = path.read_bytes()
    except FileNotFoundError:
        return Unreadable(name, "There is no such file.")
    except OSError as error:
        return Unreadable(name, f"The file cannot be read: {error.strerror}.")
    headers = (("content-type", texts["content_type"]),) if texts["content_type"] else ()
    page = Page(outlet=texts["outlet"], url=texts["url"], body=body, fetched_at=fetched_at, headers=headers)
    return Case(name, page, texts["outlet"])
