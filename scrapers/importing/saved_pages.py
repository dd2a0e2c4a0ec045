"""Pages saved elsewhere, as pages of the archive: single files, folders, manifests and WARC files.

A manifest is JSON lines ``{"file", "url", "outlet"?, "content_type"?, "fetched_at"?}``; paths are relative to
the manifest, every other key is ignored. A saved page ``x.html`` may carry the same line in ``x.json`` next to it.
Where nobody says it, the address is the one that the program wrote which saved the page.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from models.language import _, describe_system_error
from models.records.page import Page
from models.records.times import now
from scrapers.importing.case import MAX_PAGE_BYTES, BadTimeError, Case, UnreadablePage, read_time
from scrapers.importing.mhtml_page import MhtmlError, read_mhtml
from scrapers.importing.saver_address import read_saver_note

MHTML = (".mhtml", ".mht")
PAGES = (".html", ".htm", ".xhtml", ".php", *MHTML)
WARCS = (".warc", ".warc.gz")


def read_cases(
    paths: Iterable[Path],
    manifest: Path | None = None,
    *,
    url: str = "",
    outlet: str = "",
    content_type: str = "",
    fetched_at: str = "",
) -> Iterator[Case | UnreadablePage]:
    """The cases of several paths, then those of a manifest. Raises BadTimeError before the first one."""
    try:
        at = read_time(fetched_at) if fetched_at else None
    except ValueError as error:
        raise BadTimeError(_("{value!r} is not a time like 2026-11-20T07:00:00+09:00.", value=fetched_at)) from error
    for path in paths:
        yield from read_cases_in(path, url=url, outlet=outlet, content_type=content_type, fetched_at=at)
    if manifest is not None:
        yield from read_cases_in_manifest(manifest)


def read_cases_in_manifest(path: Path) -> Iterator[Case | UnreadablePage]:
    """The cases of a manifest, in order. A bad line is an UnreadablePage, the rest goes on."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _case_of_line(path, number, line)
    except OSError as error:
        yield UnreadablePage(
            str(path), _("The manifest cannot be read: {reason}.", reason=describe_system_error(error))
        )
    except UnicodeDecodeError as error:
        yield UnreadablePage(str(path), _("The manifest is not UTF-8 text (byte {start}).", start=error.start))


def read_cases_in(
    path: Path, *, url: str = "", outlet: str = "", content_type: str = "", fetched_at: datetime | None = None
) -> Iterator[Case | UnreadablePage]:
    """The cases at a path: one page, the pages of a folder (with all below it), or the responses of a WARC file."""
    if path.is_dir():
        for found in sorted(p for p in path.rglob("*") if p.is_file() and _kind(p)):
            yield from read_cases_in(found, outlet=outlet, content_type=content_type, fetched_at=fetched_at)
    elif _kind(path) == "warc":
        from scrapers.importing.warc_pages import read_cases_in_warc  # warcio takes time to load, and few need it

        yield from read_cases_in_warc(path, outlet)
    else:
        sidecar = path.with_suffix(".json")
        facts: Any = {}
        if not url and sidecar.is_file():
            try:
                facts = json.loads(sidecar.read_text(encoding="utf-8-sig"))
            except (ValueError, RecursionError):
                yield UnreadablePage(str(path), _("{name} next to it is not JSON.", name=sidecar.name))
                return
        if not isinstance(facts, dict):
            facts = {}
        line = {"url": url, "outlet": outlet, "content_type": content_type} | facts
        if fetched_at is not None:
            line["fetched_at"] = fetched_at.isoformat()
        yield _case(str(path), path, line)


def _kind(path: Path) -> str:
    name = path.name.lower()
    if name.endswith(WARCS):
        return "warc"
    return "page" if name.endswith(PAGES) else ""


def _case_of_line(manifest: Path, number: int, line: str) -> Case | UnreadablePage:
    where = _("{name}, line {number}", name=manifest.name, number=number)
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError):
        return UnreadablePage(where, _("The line is not JSON."))
    if not isinstance(facts, dict) or not isinstance(facts.get("file"), str):
        return UnreadablePage(where, _('The line names no "file".'))
    return _case(facts["file"], manifest.parent / facts["file"], facts)


def _case(name: str, path: Path, facts: dict[str, Any]) -> Case | UnreadablePage:
    texts = {key: facts.get(key) or "" for key in ("url", "outlet", "content_type", "fetched_at")}
    for key, value in texts.items():
        if not isinstance(value, str):
            return UnreadablePage(name, _('"{key}" must be a text.', key=key))
    if not path.exists():
        return UnreadablePage(name, _("There is no such file."))
    try:
        if path.stat().st_size > MAX_PAGE_BYTES:
            return UnreadablePage(name, _("The file is larger than {limit} MiB.", limit=MAX_PAGE_BYTES // 2**20))
        body = path.read_bytes()
    except OSError as error:
        return UnreadablePage(name, _("The file cannot be read: {reason}.", reason=describe_system_error(error)))
    saved_at: datetime | None = None
    if path.suffix.lower() in MHTML:
        try:
            saved = read_mhtml(body)
        except MhtmlError as error:
            return UnreadablePage(name, str(error))
        body, saved_at = saved.body, saved.saved_at
        texts["url"], texts["content_type"] = texts["url"] or saved.url, texts["content_type"] or saved.content_type
    elif not texts["url"] and (note := read_saver_note(body)) is not None:
        if not note.is_sure:
            return UnreadablePage(
                name,
                _(
                    "The page's address is not known: it says that it was saved from {url}, and names another site; "
                    "give --url.",
                    url=note.url,
                ),
            )
        texts["url"], saved_at = note.url, note.saved_at
    if not texts["url"]:
        return UnreadablePage(name, _("The page's address is not known: give --url, or a .json file next to it."))
    if not texts["url"].strip().isprintable():
        return UnreadablePage(
            name, _("The page's address holds a line break or another character that no address has.")
        )
    try:
        fetched_at = read_time(texts["fetched_at"]) if texts["fetched_at"] else saved_at or now()
    except ValueError:
        return UnreadablePage(
            name, _("{value!r} is not a time like 2026-11-20T07:00:00+09:00.", value=texts["fetched_at"])
        )
    headers = (("content-type", texts["content_type"]),) if texts["content_type"] else ()
    page = Page(outlet=texts["outlet"], url=texts["url"], body=body, fetched_at=fetched_at, headers=headers)
    return Case(name, page, texts["outlet"])
