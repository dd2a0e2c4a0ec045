"""The pickup of press releases at the desk: looking for the articles, keeping what was found, writing the report."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from desk.services.rights import rights_of
from models.archive.write.archive import Archive
from models.archive.write.releases import KeptText, PickupRow, ReleaseRow, ReleaseStore
from models.records.rows import time_text
from models.records.times import now
from pipelines.releases.matching import VERSION, MatchedArticle, PickupResult, find_pickups
from pipelines.releases.release import Release, release_letters, times_agree
from reports.formats.csv import write_table
from reports.formats.errors import ExportError
from reports.formats.xlsx import Book
from reports.pickup.html_report import render_pickup
from reports.pickup.tables import (
    ARTICLE_COLUMNS,
    REFUSED_COLUMNS,
    RELEASE_COLUMNS,
    SENTENCE_COLUMNS,
    Refused,
    article_rows,
    limit_quotes,
    limit_sentence,
    release_rows,
    sentence_rows,
)
from reports.pickup.terminal_report import month_lines, result_lines

Rights = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a file is written from: the results, what each outlet allows, the table of a .csv, the files not read."""

    found: Sequence[PickupResult]
    rights: Rights
    table: str
    refused: Sequence[Refused]


def looked_for(
    db: sqlite3.Connection, archive: str, releases: Sequence[Release], since: date | None, until: date | None
) -> tuple[list[PickupResult], Rights]:
    """What became of the releases, and what a report may carry of each outlet. Raises OutletError."""
    return find_pickups(db, releases, since=since, until=until), rights_of(db, archive)


def kept(archive: str, found: Sequence[PickupResult]) -> None:
    """Write the releases and their pickup into the archive; raises ArchiveError."""
    with Archive.open(archive, create=False) as opened, opened.transaction() as writer:
        store = ReleaseStore.of(writer)
        before: dict[str, list[KeptText]] = {}
        for one in store.texts():
            before.setdefault(release_letters(one.title, one.body), []).append(one)
        for result in found:
            row, known = _release_row(result.release), before.get(result.release.letters, [])
            day = (row.released_on, row.released_at)
            same = [one.id for one in known if times_agree(day, (one.released_on, one.released_at))]
            gone = {*same, store.put(row, map(_pickup_row, result.articles), same)}
            before[result.release.letters] = [one for one in known if one.id not in gone]


def _release_row(release: Release) -> ReleaseRow:
    return ReleaseRow(
        file=release.file,
        sha256=release.sha256,
        title=release.title,
        body=release.body,
        issuer=release.issuer,
        released_on=release.released_on.isoformat() if release.released_on else None,
        released_at=time_text(release.released_at),
        released_from=release.released_from,
        looked_at=str(time_text(now())),
        version=VERSION,
    )


def _pickup_row(one: MatchedArticle) -> PickupRow:
    sides = (("R", one.trace.release), ("A", one.trace.article))
    return PickupRow(
        article_id=one.article_id,
        of_article=round(one.of_article, 4),
        of_release=round(one.of_release, 4),
        letters=one.letters,
        headline_same=one.headline_same,
        minutes_after=one.minutes_after,
        certain=one.certain,
        sentences=tuple(
            (side, n, line.label, line.score, line.refs) for side, lines in sides for n, line in enumerate(lines)
        ),
    )


def lines(found: Sequence[PickupResult], refused: Sequence[Refused] = ()) -> Iterator[str]:
    """The report for a terminal: each release, or the table of many; and how many files could not be read."""
    if len(found) > 1:
        yield from month_lines(found, len(refused))
    else:
        for result in found:
            yield from result_lines(result)
        if found and refused:
            yield f"읽지 못한 파일 {len(refused)}개"


def as_json(result: PickupResult, rights: Rights) -> str:
    """A release and its result as one line of JSON."""
    release = asdict(result.release)
    release |= {"released_on": _iso(result.release.released_on), "released_at": _iso(result.release.released_at)}
    record: dict[str, Any] = {
        "release": release,
        "articles": len(result.certain),
        "outlets_took": result.outlets_with_pickup,
        "outlets": result.outlets,
        "rate": round(result.rate, 4) if result.has_articles else None,
        "mean_minutes": result.mean_minutes,
        "since": _iso(result.since),
        "until": _iso(result.until),
        "taken": [_article_json(one, rights) for one in result.articles],
    }
    return json.dumps(record)


def _article_json(one: MatchedArticle, rights: Rights) -> dict[str, Any]:
    article = one.article
    return {
        "id": one.article_id,
        "outlet": article.outlet,
        "outlet_title": article.outlet_title,
        "published_at": _iso(article.published_at),
        "headline": article.headline,
        "headline_same": one.headline_same,
        "reporters": list(article.reporters),
        "url": article.canonical_url,
        "of_article": round(one.of_article, 4),
        "of_release": round(one.of_release, 4),
        "minutes_after": one.minutes_after,
        "certain": one.certain,
        "release_side": [asdict(line) for line in one.trace.release],
        "article_side": [
            asdict(line)
            | {"text": limit_sentence(line, one, rights), "quotes": limit_quotes(line, one, rights).split("\n")}
            for line in one.trace.article
        ],
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def write(
    path: Path, found: Sequence[PickupResult], rights: Rights, table: str | None, refused: Sequence[Refused] = ()
) -> None:
    """Write the report to a file, whole or not at all; its ending says how. Raises ExportError.

    A workbook and a page also list the files that could not be read; a table has the rows of one kind only.
    """
    table = table or ("releases" if len(found) > 1 else "articles")
    make = WRITERS[kind_of(path)]
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.absolute().parent)
        try:
            with os.fdopen(handle, "wb") as file:
                make(file, Report(found, rights, table, refused))
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.") from error


def kind_of(path: Path) -> str:
    """The ending that says how to write; raises ExportError."""
    kind = path.suffix.lower()
    if kind not in WRITERS:
        raise ExportError(f"{path.name} cannot be written: name a file that ends in {', '.join(WRITERS)}.")
    return kind


def _write_csv(file: BinaryIO, report: Report) -> None:
    columns, rows = {
        "articles": (ARTICLE_COLUMNS, article_rows(report.found)),
        "releases": (RELEASE_COLUMNS, release_rows(report.found)),
        "sentences": (SENTENCE_COLUMNS, sentence_rows(report.found, report.rights)),
    }[report.table]
    write_table(file, [column.title for column in columns], rows)


def _write_xlsx(file: BinaryIO, report: Report) -> None:
    with Book(file) as book:
        book.sheet("보도자료별", RELEASE_COLUMNS, release_rows(report.found))
        book.sheet("게재 기사", ARTICLE_COLUMNS, article_rows(report.found))
        book.sheet("문장별", SENTENCE_COLUMNS, sentence_rows(report.found, report.rights))
        if report.refused:
            book.sheet("읽지 못한 파일", REFUSED_COLUMNS, ([one.file, one.why] for one in report.refused))


def _write_html(file: BinaryIO, report: Report) -> None:
    file.write(render_pickup(report.found, report.rights, report.refused).encode())


def _write_json(file: BinaryIO, report: Report) -> None:
    file.writelines(f"{as_json(result, report.rights)}\n".encode() for result in report.found)


WRITERS: Mapping[str, Callable[[BinaryIO, Report], None]] = MappingProxyType(
    {".csv": _write_csv, ".xlsx": _write_xlsx, ".html": _write_html, ".jsonl": _write_json}
)
